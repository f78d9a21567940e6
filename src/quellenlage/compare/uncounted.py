"""Numbers that are set beside no other: how much something changed or how high it is, and those of other things."""

from __future__ import annotations

from bisect import bisect_left

from quellenlage.compare.amounts import head_of
from quellenlage.compare.clauses import clauses_of
from quellenlage.compare.things import is_growing, thing_of
from quellenlage.compare.words import WORD
from quellenlage.domain.annotations import AnnotatedArticle, Quantity
from quellenlage.domain.span import Span
from quellenlage.german.lemmas import lemma_of, noun_lemma
from quellenlage.german.lexicon import load_words, word_class

NEAR = 30
"""Characters before and after a number in which a word stands that belongs to it."""
VERB = 4
"""Letters of a noun by which it is known in the words of its number."""


def is_uncounted(member: AnnotatedArticle, quantity: Quantity) -> bool:
    """True for a number that counts nothing by itself, or that is only weighed, and for a toll whose thing another
    sentence or list names."""
    if _is_change(member, quantity) or _is_weighed(member, quantity):
        return True
    if not is_growing(quantity.object or ""):
        return False
    return _is_listed(member, quantity) or _is_of_other_sentence(member, quantity)


def sentence_of(member: AnnotatedArticle, quantity: Quantity) -> Span:
    """The sentence that a number stands in; where there is none, the number alone."""
    at = member.annotations.sentence_at(quantity.start)
    return quantity.span if at is None else member.annotations.sentences[at].span


def _is_change(member: AnnotatedArticle, quantity: Quantity) -> bool:
    """True for how much a number changed or differs from another, how many times, or what a rate is reckoned on: *um 20
    auf 80 gestiegen*, *20 Fälle weniger als am Vortag*, *ein Rückgang von 20 Fällen*, *fünf Mal*, *je 1.000 Leute*."""
    text = member.article.text
    before = text[max(0, quantity.start - NEAR) : quantity.start].split()
    after = text[quantity.end : quantity.end + NEAR].split(maxsplit=1)
    if _is_level(member, quantity):
        return True
    by = word_class("before_differences")
    if before and (before[-1] in by or (before[-1] in load_words("increments") and by.intersection(before[-2:-1]))):
        return True
    if before and before[-1].casefold() in load_words("per_words"):
        return True
    of_what = before[-2].casefold() if len(before) > 1 and before[-1] in word_class("before_bases") else ""
    if of_what in load_words("reckoned_words"):
        return True
    if after and after[0].strip(".,;:!?–") in load_words("difference_words"):
        return True
    rise = before[-2] if len(before) > 1 and before[-1] in word_class("before_measures") else ""
    if quantity.unit is None and noun_lemma(rise) in load_words("change_nouns"):
        return True
    return quantity.object in word_class("times_over")


def _is_weighed(member: AnnotatedArticle, quantity: Quantity) -> bool:
    """True for the number of a thing of which somebody only says how it is, whoever has one (*ein Minus von 3 Millionen
    Euro sei nicht heilbar, sagt die Ökonomin*): it is not a number that they give."""
    if quantity.owner is None or quantity.unit is None:
        return False
    tokens = member.annotations.tokens
    clauses = clauses_of(tokens)
    first, end = (bisect_left(tokens, at, key=lambda t: t.start) for at in quantity.span)
    noun = next((h for i in range(first, end) if (h := tokens[i].head) is not None and not first <= h < end), None)
    if noun is None or tokens[noun].pos != "NOUN" or not (tokens[noun].dep or "").startswith("nsubj"):
        return False
    above = tokens[noun].head
    if above is None or above == noun or tokens[above].pos != "ADJ":
        return False
    indefinite = any(t.dep == "det" and "Definite=Ind" in (t.morph or "") for t in clauses.below(noun))
    return indefinite and any(t.dep == "cop" for t in clauses.below(above))


def _is_level(member: AnnotatedArticle, quantity: Quantity) -> bool:
    """True for the height of something, whose noun is not the number's own: *in acht Kreisen liegt der Wert bei 200*,
    but not *die Zahl der Kreise liegt bei 200*."""
    noun = head_of(quantity.object or "")
    if quantity.unit is not None or not noun or noun[:VERB] in quantity.span.of(member.article.text):
        return False
    before = member.article.text[sentence_of(member, quantity).start : quantity.start]
    words = [w.casefold() for w in WORD.findall(before)]
    if any(part in word for word in words for part in word_class("number_nouns")):
        return False
    return any(lemma_of(w) in word_class("lying_at") for w in WORD.findall(before))


def _is_listed(member: AnnotatedArticle, quantity: Quantity) -> bool:
    """True for the last of several numbers, of which the sentence gives the things in another list: *Tarp, Leck und
    Husum mit 84, 60 und 56 Fällen*."""
    before = member.article.text[max(0, quantity.start - NEAR) : quantity.start].split()
    return len(before) > 1 and before[-1] in word_class("list_joiners") and before[-2][-1].isdigit()


def _is_of_other_sentence(member: AnnotatedArticle, quantity: Quantity) -> bool:
    """True for a number without a noun whose sentence names something else that is counted, or does not point back
    (*die meisten Todesfälle gab es mit 25 in Tarp* behind a sentence about infections)."""
    noun = head_of(quantity.object or "")
    sentence = sentence_of(member, quantity)
    text = member.article.text
    stem = noun[: max(VERB, len(noun) - 2)].casefold()
    if not noun or stem in sentence.of(text).casefold():
        return False
    first, last = (bisect_left(member.annotations.tokens, at, key=lambda t: t.start) for at in sentence)
    nouns = {t.text for t in member.annotations.tokens[first:last] if t.pos == "NOUN"}
    if any(is_growing(n) for n in nouns):
        return not any(thing_of(n) == thing_of(noun) for n in nouns)
    near = [*text[sentence.start : quantity.start].split()[-3:], *text[quantity.end : sentence.end].split()[:2]]
    return word_class("pointing_back").isdisjoint(w.casefold().strip(".,") for w in near)
