"""Statements that only point back: what *bestreitet das*, *wies den Vorwurf zurück* and *rund vier Tonnen* speak of."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from quellenlage.compare.propositions import Proposition, stem_of
from quellenlage.compare.spoken_of import is_remainder
from quellenlage.domain.annotations import Token
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import noun_lemma
from quellenlage.german.lexicon import load_words

REACH = 450
"""Characters between a statement and what it points back to: a paragraph. Read on 40 denials of the sample articles and
of FANG-COVID."""
RIGHT_BEFORE = 200
"""Characters between a statement and a denial that follows it at once: a sentence."""
LAST = 12
"""Statements of an article that are looked at for what is meant."""
FEW = 2
"""Content words that what points back has at most."""
NAMED = 2
"""Deniers that a statement must name for a denial of something not said before (*haben Waffengeschäfte dementiert*) to
be of it."""


def resolve_echoes(propositions: Sequence[Proposition]) -> list[Proposition]:
    """The propositions, those that only point back with what they point to in place of their own words."""
    found: list[Proposition] = []
    for _, group in groupby(propositions, key=lambda p: p.said.member.article.id):
        found.extend(_in_article(list(group)))
    return found


def _in_article(said: Sequence[Proposition]) -> Iterator[Proposition]:
    before: deque[Proposition] = deque(maxlen=LAST)
    for each in said:
        echo = _echo(each, before)
        yield _remainder(_answer(each, before), before) if echo is None else echo
        if each.words and (each.statement.parent is None or each.statement.mode != "direct"):
            before.append(each)


def _answer(each: Proposition, before: deque[Proposition]) -> Proposition:
    """The statement; a denial in words of its own with what somebody else said right before it, if both share a word:
    who sees no need for a new law denies nothing of the sentence before."""
    last = next((p for p in reversed(before) if _in_reach(each, p)), None)
    if not each.denied or last is None or last.statement.mode == "narration" or not _is_near(each, last):
        return each
    return each if each.terms.keys().isdisjoint(last.terms) else replace(each, answers=last.statement.id)


def _remainder(each: Proposition, before: deque[Proposition]) -> Proposition:
    """The statement; of what says what the rest is with the sum told in the sentence before."""
    if not is_remainder(each):
        return each
    whole = next((p for p in reversed(before) if p.amounts and _is_next(each, p)), None)
    return each if whole is None else replace(each, rest_of=whole)


def _is_near(each: Proposition, last: Proposition) -> bool:
    between = each.said.member.article.text[last.statement.span.end : each.statement.span.start]
    return len(between) <= RIGHT_BEFORE and "\n" not in between


def _is_next(each: Proposition, last: Proposition) -> bool:
    """True if one stands in the sentence behind that of the other, in one paragraph."""
    marks = each.said.member.annotations
    here, there = marks.sentence_at(each.statement.span.start), marks.sentence_at(last.statement.span.start)
    return here is not None and there is not None and here - there == 1 and _is_near(each, last)


def _echo(each: Proposition, before: deque[Proposition]) -> Proposition | None:
    """The statement as what it points back to; None where it says something itself or nothing fits."""
    content = each.content
    near = [p for p in reversed(before) if _in_reach(each, p)]
    if disowned := _disowned(each, before):
        return disowned
    if _counters(each):
        target = next((p for p in near if _is_near(each, p) and p.statement.mode != "narration"), None)
        plain = target is not None and _is_plain(each, target, near, bare=True)
        # "diesem Bild widerspricht sie: ..." denies the picture, wherever that was drawn
        if plain and target is not None and _objects(each):
            plain = _shares(each, target)
        return _as_echo(each, target, sure=plain)
    if _lacks_proof(each):
        target = _accused(near) or _sourced(near)
        return _as_echo(
            each, target, sure=target is not None and _is_plain(each, target, near, bare=False), denied=True
        )
    if each.statement.stance == "denies" or each.confirms:
        nouns = {noun_lemma(t.text) for t in content if t.pos == "NOUN"}
        if _points(each, content, nouns):
            if (such := _of_named(each, nouns, near)) is not None:
                return such
            accused = _accused(near) if nouns & load_words("accusing_nouns") else None
            target = accused or _sourced(near)
            # "Möglich scheint auch, dass ... Er bestreitet dies": nobody else has said anything that it could be
            guessed = target is not None and not content and _is_guess(target) and _is_next(each, target)
            sure = (
                accused is not None
                or guessed
                or (target is not None and _is_plain(each, target, near, bare=not content))
            )
            return _as_echo(each, target, sure=sure)
        if each.denied and len(content) <= FEW and not any(t.pos == "VERB" for t in content):
            return _meant(each, near)
        return None
    if each.amounts and _is_bare_amount(each, content):
        return _as_other_number(each, near)
    return None


def _counters(each: Proposition) -> bool:
    """True for what a denial says instead, behind its colon: *dementiert: Es habe keinen Fehler gegeben*. A verb of
    denying that has no object denies what was said before."""
    statement = each.statement
    if statement.stance != "denies" or not statement.cue or not each.negated:
        return False
    between = each.said.member.article.text[statement.cue[-1].end : statement.quote[0].start]
    return between.strip(' „“"»«') == ":"


def _objects(each: Proposition) -> list[str]:
    """The nouns before the colon of a denial that neither speak nor stand for what was said: what is denied."""
    marks, statement = each.said.member.annotations, each.statement
    at = marks.sentence_at(statement.cue[-1].start)
    start = statement.cue[0].start if at is None else marks.sentences[at].start
    known = load_words("pointing_nouns") | load_words("accusing_nouns") | load_words("deed_nouns")
    tokens = marks.tokens
    first, end = (bisect_left(tokens, x, key=lambda t: t.start) for x in (start, statement.quote[0].start))
    return [
        t.text
        for t in tokens[first:end]
        if t.pos == "NOUN" and t.dep in ("obj", "iobj", "obl:arg") and noun_lemma(t.text) not in known
        if not any(s.covers(t.start) for s in statement.speaker)
    ]


def _lacks_proof(each: Proposition) -> bool:
    """True where nothing is said but that there is no proof of what was said: *Es gebe keinen Beleg für diese
    Behauptung*."""
    if not each.negated:
        return False
    nouns = {noun_lemma(t.text) for t in each.content if t.pos == "NOUN"}
    said, proof = nouns & load_words("pointing_nouns"), nouns & load_words("proof_nouns")
    pointing = not load_words("pointing_words").isdisjoint(each.words) or "die" in each.words
    return bool(said and proof) and said | proof == nouns and pointing


def _disowned(each: Proposition, before: Sequence[Proposition]) -> Proposition | None:
    """A speaker's word that he did not say so (*Das habe ich nie gesagt*, *er habe von Geld gesprochen, nicht vom
    Standort*), as a denial of the nearest statement that tells he did: of who tells it, where one does. It is sure
    where it says nothing else, or names the same time."""
    saying = {stem_of(fold(verb), "VERB") for verb in load_words("own_words_verbs")}
    if (
        each.speaker is None
        or each.negated.isdisjoint(saying)
        or load_words("own_words_pronouns").isdisjoint(each.words)
    ):
        return None
    reach = [p for p in reversed(before) if 0 <= each.statement.span.start - p.statement.span.end <= REACH]
    told = next((p for p in reach if _tells_what_was_said(p, each.speaker, saying)), None)
    said = next((p for p in reach if p.speaker == each.speaker and p.statement.stance != "denies"), None)
    target = said if told is None else told
    if target is None:
        return None
    rest = each.terms.keys() - saying
    sure = target is told and (not rest or bool(each.dates & target.dates))
    return _as_echo(each, target, sure=sure, denied=True)


def _tells_what_was_said(each: Proposition, speaker: str, saying: set[str]) -> bool:
    """True where somebody else tells what a speaker said: *noch im Mai habe Korff erklärt, ...*."""
    verbs = {stem_of(fold(t.lemma or t.text), "VERB") for t in each.content if t.pos == "VERB"}
    return each.speaker != speaker and speaker in {n.key for n in each.names} and not verbs.isdisjoint(saying)


def _is_plain(each: Proposition, target: Proposition, near: Sequence[Proposition], *, bare: bool) -> bool:
    """True if it is plain which statement is meant: the only one that somebody makes nearby, or one with a verb of
    saying of its own in the sentence before, or one before that where more than a pronoun points back. In a run of
    sentences of one speaker it may be any of them."""
    said = [p for p in near if p.statement.mode != "narration"]
    if len(said) == 1:
        return target is said[0]
    if target.statement.mode in ("free_indirect", "narration"):
        return False
    marks = each.said.member.annotations
    here, there = marks.sentence_at(each.statement.span.start), marks.sentence_at(target.statement.span.start)
    return here is not None and there is not None and here - there <= (1 if bare else 2)


def _in_reach(each: Proposition, other: Proposition) -> bool:
    """True for what somebody else said shortly before, and did not deny."""
    gap = each.statement.span.start - other.statement.span.end
    one = each.speaker is not None and each.speaker == other.speaker
    return 0 <= gap <= REACH and not one and other.statement.stance != "denies"


def _points(each: Proposition, content: Sequence[Token], nouns: set[str]) -> bool:
    """True for pronouns alone, for nouns for what was said, and for *solche* and its like before a noun or two."""
    words = each.words
    if not content:
        return bool(words) and load_words("pointing_words").issuperset(words)
    if nouns and load_words("pointing_nouns").issuperset(nouns) and len(content) <= FEW + 1:
        return True
    such = any(w.startswith(("solch", "derartig", "dies")) for w in words[:2])
    return such and (len(content) <= FEW or (each.statement.stance == "denies" and len(content) <= 2 * FEW))


def _of_named(each: Proposition, nouns: set[str], near: Sequence[Proposition]) -> Proposition | None:
    """A denial of something named (*lehnt solche Fahrverbote ab*) as one of the nearest statement that names it; open
    where none does. None for pronouns and nouns for what was said."""
    if not nouns - load_words("pointing_nouns") - load_words("accusing_nouns") - load_words("deed_nouns"):
        return None
    named = next((p for p in near if _shares(each, p)), None)
    if named is None and _is_such_a(each) and (told := _sourced(near)) is not None and _is_next(each, told):
        # "soll Öl geliefert haben. Kuba bestreitet eine solche Zusammenarbeit": the deed is named anew
        return _as_echo(each, told, sure=_is_plain(each, told, near, bare=True))
    return _as_echo(each, named or _sourced(near), sure=named is not None and _is_plain(each, named, near, bare=False))


def _is_guess(target: Proposition) -> bool:
    """True for what the outlet holds possible and nobody is named for."""
    return target.statement.mode == "narration" and target.statement.stance == "speculates"


def _is_such_a(each: Proposition) -> bool:
    """True for *eine solche Zusammenarbeit*, *ein derartiges Abkommen*: one deed, told right before."""
    words = each.words
    return len(words) > 1 and words[0].startswith("ein") and words[1].startswith(("solch", "derartig"))


def _shares(each: Proposition, other: Proposition) -> bool:
    """True if both have a word, or what the one says bears the name of the other's speaker."""
    return not (each.terms.keys() | each.shown.keys()).isdisjoint(other.terms.keys() | other.shown.keys())


def _sourced(near: Sequence[Proposition]) -> Proposition | None:
    """The nearest that somebody said; what the outlet tells itself only where nobody said anything."""
    return next((p for p in near if p.statement.mode != "narration"), next(iter(near), None))


def _accused(near: Sequence[Proposition]) -> Proposition | None:
    return next((p for p in near if p.statement.stance == "criticises"), None)


def _meant(each: Proposition, near: Sequence[Proposition]) -> Proposition | None:
    """A denial of something named in a noun or two as what was said of it: by what names all who deny, else, and then
    it is open, by what has the noun, too."""
    speakers = each.statement.speaker
    names = {e.name for e in each.said.member.annotations.entities if any(s.contains(e.span) for s in speakers)}
    if len(names) >= NAMED:
        target = next((p for p in near if names <= {n.name for n in p.names}), None)
        if target is not None:
            return _as_echo(each, target, sure=True)
    target = next((p for p in near if not each.terms.keys().isdisjoint(p.terms)), None)
    return _as_echo(each, target, sure=False)


def _as_echo(
    each: Proposition, target: Proposition | None, *, sure: bool, denied: bool | None = None
) -> Proposition | None:
    if target is None or not target.terms:
        return None
    return replace(
        target,
        said=each.said,
        place=each.place,
        occasion=each.occasion,
        speaker=each.speaker,
        denied=each.statement.stance == "denies" if denied is None else denied,
        passages=each.passages,
        echo=target.statement.id,
        # a phrase without a verb says nothing that could be denied
        open_echo=not (sure and _has_verb(target)),
    )


def _has_verb(each: Proposition) -> bool:
    tokens = each.said.member.annotations.tokens
    ends = [[bisect_left(tokens, at, key=lambda t: t.start) for at in span] for span in each.statement.quote]
    return any(t.pos in ("VERB", "AUX") for first, end in ends for t in tokens[first:end])


def _is_bare_amount(each: Proposition, content: Sequence[Token]) -> bool:
    """True for a number with what it counts and nothing else: *rund vier Tonnen*."""
    counted = {w for a in each.amounts for w in f"{a.quantity.object or ''} {a.quantity.unit or ''}".split()}
    inside = [a.quantity.span for a in each.amounts]
    rest = [t for t in content if t.pos != "NUM" and not any(s.covers(t.start) for s in inside)]
    return all(t.pos in ("NOUN", "PROPN") and noun_lemma(t.text) in counted for t in rest)


def _as_other_number(each: Proposition, near: Sequence[Proposition]) -> Proposition | None:
    """A number alone says of what the other number before it was said."""
    mine = each.amounts[0]
    for other in near:
        for theirs in other.amounts:
            alike = theirs.unit == mine.unit and theirs.quantity.kind == mine.quantity.kind
            if alike and (mine.unit or mine.object == theirs.object):
                amount = replace(mine, object=mine.object or theirs.object)
                return replace(
                    other,
                    said=each.said,
                    place=each.place,
                    occasion=each.occasion,
                    written=each.written,
                    words=each.words,
                    speaker=each.speaker,
                    amounts=(amount,),
                    denied=False,
                    passages=each.passages,
                    echo=other.statement.id,
                )
    return None
