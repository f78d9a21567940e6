"""What a number counts, and of what: so that only numbers of one thing are set side by side."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urlsplit

from quellenlage.compare.amounts import base_unit, head_of
from quellenlage.compare.circumstances import CLAUSE_END, Circumstances, circumstances_of, clause_at, letters, years_at
from quellenlage.compare.intervals import Number, number_of
from quellenlage.compare.order import first_version
from quellenlage.compare.things import is_growing, kin_of, thing_of
from quellenlage.compare.uncounted import is_uncounted, sentence_of
from quellenlage.compare.words import WORD, even
from quellenlage.domain.annotations import AnnotatedArticle, Quantity, Token
from quellenlage.domain.span import Span
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import lemma_of, noun_lemma
from quellenlage.german.lexicon import load_table, load_words, word_class
from quellenlage.german.numbers import number_of as value_of

CLAUSE = 120
"""Characters after a number in which the end of its clause is looked for."""
VERB = 4
"""Letters that a verb at the end of a clause has at least."""
SHARE = "Anteil"
"""The unit of fractions: *die Hälfte der Stellen* is a number of the same thing wherever it is said."""
OF_A_PERIOD = "public money"
"""The family of what is paid out year by year: numbers of it are of one thing where they are for the same years."""
SUBJECT = ("nsubj", "nsubj:pass", "csubj", "obj", "obl", "obl:arg", "nmod", "appos", "nummod", "conj")
PREDICATE_STEPS = 3
"""Words upwards in the sentence's tree from a number to the verb that it belongs to."""
NEAR = 30
"""Characters before a number in which a lower one may stand."""
PLACED = 2
"""Sentences before a toll without a place in which its place is looked for."""
BACK = 400
"""Characters before a number without an object in which what it measures is looked for."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with what it counts: `thing` is equal for numbers of the same thing, as far as a word can tell; `said`
    is what must be said of it besides (of people as such); `number` and `unit` are converted. `places` (folded) and
    `years` are those of its sentence, `around` is what else it says. `sure` is False where the thing was concluded from
    the words around it."""

    member: AnnotatedArticle
    quantity: Quantity
    thing: str
    said: str
    qualities: tuple[str, ...]
    label: str
    unit: str
    number: Number
    places: frozenset[str]
    years: frozenset[str]
    sure: bool
    around: Circumstances

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """The lowest and the highest value; both None for a word instead of a number (*mehrere*)."""
        return self.number.low, self.number.high

    @property
    def sentence(self) -> str:
        """The sentence that the number stands in."""
        return sentence_of(self.member, self.quantity).of(self.member.article.text)

    @property
    def text_id(self) -> str:
        """The article, whichever of its versions."""
        return first_version(self.member.article)

    @property
    def of_the_past(self) -> bool:
        """True where its clause names years, all of them before the one in which the article came out."""
        published = self.member.article.published
        day = published.from_ if published else None
        return bool(day and self.years) and all(year < str(day)[:4] for year in self.years)

    @property
    def owner(self) -> str:
        """Whose number it is, letters only; empty for the outlet's own."""
        return letters(self.quantity.owner or "")


def counted_in(member: AnnotatedArticle) -> Iterator[Counted]:
    """The numbers of an article outside page matter that count or measure something, in their order."""
    before: Counted | None = None
    for quantity in member.annotations.quantities:
        if quantity.in_furniture or is_uncounted(member, quantity):
            continue
        found = _counted(member, quantity, before)
        if found is not None:
            if not found.places and not found.around.worldwide and is_growing(found.label):
                found = replace(found, places=_reporting(member, quantity) or _places_before(member, quantity))
            yield found
            before = found


def _counted(member: AnnotatedArticle, quantity: Quantity, before: Counted | None) -> Counted | None:
    text = member.article.text
    head = head_of(quantity.object or "")
    unit, factor = _base(quantity.unit, head)
    found = Counted(
        member=member,
        quantity=quantity,
        thing="",
        said="",
        qualities=(),
        label=even(quantity.object or ""),
        unit=unit,
        number=_with_other(member, quantity, number_of(quantity, factor), factor),
        places=_places(member, quantity),
        years=_years(member, quantity),
        sure=True,
        around=circumstances_of(member, quantity.span, quantity.object or ""),
    )
    if quantity.kind == "cardinal" and quantity.unit != SHARE and _is_part(member, quantity):
        return replace(
            found, thing=thing_of(head, is_lemma=True), said=_alone(member, quantity), label=_label(member, quantity)
        )
    if head in load_words("amount_nouns") or head in load_words("record_nouns") or _is_place(member, quantity, head):
        return None
    if not head:
        return _measured(found, before)
    if before is not None and _restates(member, quantity, before):
        return replace(
            found,
            thing=before.thing,
            said=before.said,
            qualities=before.qualities,
            label=before.label,
            sure=before.sure,
        )
    thing = thing_of(head, is_lemma=True)
    qualities = _qualities(member, quantity)
    if kin_of(thing) == OF_A_PERIOD:
        said = " ".join(sorted(found.years)) or _alone(member, quantity)
        return replace(found, thing=thing, said=said, qualities=qualities, label=_label(member, quantity))
    if noun_lemma(head) not in load_words("general_nouns") and lemma_of(head) not in load_words("general_nouns"):
        label = _label(member, quantity)
        return replace(found, thing=thing, qualities=qualities, label=label)
    for predicate in (*qualities, *_predicates(member, quantity)):
        if (known := _of_predicates().get(predicate)) is not None:
            # "12 tote Menschen" are twelve dead, "schwer verletzt" makes other ones of them
            known = _of_degree(member, quantity, known)
            rest = tuple(q for q in qualities if q not in _of_predicates())
            if noun_lemma(head) in load_words("kinds_of_people"):
                rest = tuple(sorted((*rest, fold(noun_lemma(head)))))
            return replace(found, thing=fold(known), label=known, qualities=rest)
    said = _said_of(member, quantity)
    label = _label(member, quantity, whole=not said.startswith(first_version(member.article)))
    return replace(found, thing=thing, said=said, qualities=qualities, label=label or text, sure=False)


def _is_place(member: AnnotatedArticle, quantity: Quantity, head: str) -> bool:
    """True where the name of a place stands behind a number, which counts something else (*am meisten hat mit 80
    Tarp*)."""
    named = (e for e in member.annotations.entities if quantity.span.contains(e.span) and e.type in ("GPE", "LOC"))
    return any(head == e.span.of(member.article.text) for e in named)


def _is_part(member: AnnotatedArticle, quantity: Quantity) -> bool:
    """True for a part of what is counted, in the words of the number or before it (*von den genehmigten Betten sind nur
    178 aufgestellt*)."""
    before = member.article.text[sentence_of(member, quantity).start : quantity.start]
    return bool(_part_of().search(_words(member, quantity)) or _out_of().search(before))


def _restates(member: AnnotatedArticle, quantity: Quantity, before: Counted) -> bool:
    """True for a number without its noun behind a verb that gives another number of what was told before (*die Polizei
    sprach von 1.800*)."""
    noun = quantity.object or ""
    if noun != before.quantity.object or noun_lemma(_last_word(member, quantity)) == noun_lemma(head_of(noun)):
        return False
    sentence = sentence_of(member, quantity)
    before_it = member.article.text[sentence.start : quantity.start].split()
    # the verb, wherever it stands: "die Polizei sprach am Abend von rund 1.800"
    restated = not word_class("before_measures").isdisjoint(before_it[-1:])
    return restated and any(lemma_of(w) in load_words("restating_verbs") for w in before_it)


def _last_word(member: AnnotatedArticle, quantity: Quantity) -> str:
    words = _words(member, quantity).split()
    return words[-1] if words else ""


# What is measured


def _measured(found: Counted, before: Counted | None) -> Counted | None:
    """A number with a unit alone: of the noun that it hangs on (*ein Defizit von 4 Millionen Euro*, *das Minus lag bei
    4 Millionen*), or, behind a verb that restates a number, of what the number before measures."""
    member, quantity = found.member, found.quantity
    if quantity.unit is None or quantity.kind == "rate":
        return None
    at, token = _token_at(member, quantity)
    if token is None:
        return None
    noun, verb = _governors(member.annotations.tokens, at)
    if noun is not None:
        return replace(found, thing=thing_of(noun), label=noun)
    if verb not in load_words("restating_verbs"):
        return None
    if (
        before is not None
        and before.unit == found.unit
        and before.quantity.end > quantity.start - BACK
        and "\n" not in member.article.text[before.quantity.end : quantity.start]
    ):
        return replace(found, thing=before.thing, label=before.label, said=before.said, qualities=before.qualities)
    return replace(found, sure=False)


def _governors(tokens: Sequence[Token], at: int) -> tuple[str | None, str | None]:
    """The noun that a measure belongs to, and the lemma of the verb it hangs on."""
    token = tokens[at]
    if token.head is None or token.head == at:
        return None, token.lemma if token.pos == "VERB" else None
    head = tokens[token.head]
    dep = (token.dep or "").split(":")[0]
    if dep in ("nmod", "appos") and head.pos == "NOUN" and token.head < at:
        return _measure(tokens, token.head), None
    if head.pos not in ("VERB", "AUX", "ADJ"):
        return None, None
    lemma = head.lemma or ""
    if lemma in load_words("measuring_verbs"):
        subject = next((t for t in _children(tokens, token.head) if (t.dep or "").startswith("nsubj")), None)
        if subject is not None and subject.pos == "NOUN" and subject is not token and subject.start < token.start:
            return subject.text, lemma
    return None, lemma


def _measure(tokens: Sequence[Token], at: int) -> str | None:
    """The noun at `at`, or for *Höhe*, *Wert* the one that it belongs to (*Schulden in Höhe von*); none for a share."""
    token = tokens[at]
    if token.text in _shares():
        return None
    if token.text not in load_words("amount_nouns") or token.head is None or token.head == at:
        return None if token.text in load_words("amount_nouns") else token.text
    head = tokens[token.head]
    return head.text if head.pos == "NOUN" else None


def _children(tokens: Sequence[Token], head: int, reach: int = 30) -> Iterator[Token]:
    for i in range(max(0, head - reach), min(len(tokens), head + reach)):
        if tokens[i].head == head and i != head:
            yield tokens[i]


def _token_at(member: AnnotatedArticle, quantity: Quantity) -> tuple[int, Token | None]:
    """The last token of a number with its unit and object: its head noun or unit."""
    tokens = member.annotations.tokens
    at = bisect_left(tokens, quantity.end, key=lambda t: t.start) - 1
    return (at, tokens[at]) if at >= 0 and tokens[at].end > quantity.start else (at, None)


# What is said of people


def _predicates(member: AnnotatedArticle, quantity: Quantity) -> Iterator[str]:
    """What is said of what is counted: the words above it in the tree, the one that ends its clause, set phrases."""
    at, token = _token_at(member, quantity)
    tokens = member.annotations.tokens
    for _ in range(PREDICATE_STEPS):
        if token is None or token.head is None or token.head == at or (token.dep or "") not in SUBJECT:
            break
        at = token.head
        token = tokens[at]
        if token.pos in ("VERB", "ADJ", "AUX"):
            yield fold(token.lemma or token.text)
            yield fold(lemma_of(token.text))
            break
    clause = _clause(member, quantity)
    yield from (p for p in _of_predicates() if " " in p and p in fold(clause))
    if (last := _last_verb(clause)) is not None:
        yield fold(lemma_of(last))


def _of_degree(member: AnnotatedArticle, quantity: Quantity, thing: str) -> str:
    """*Schwerverletzte* for *schwer verletzt*, in the words of the number or in the clause after it."""
    words = f"{_words(member, quantity)} {_clause(member, quantity)}"
    degrees = "|".join(sorted(word_class("degrees")))
    found = re.search(rf"\b({degrees}) {re.escape(thing[:-1].casefold())}", words)
    return thing if found is None else f"{found[1].capitalize()}{thing.casefold()}"


def _said_of(member: AnnotatedArticle, quantity: Quantity) -> str:
    """The lemma of the verb that ends the clause after the number, for German puts it there ("wurden zwölf Menschen
    verletzt"); where none stands, something no other number shares."""
    last = _last_verb(_clause(member, quantity))
    return fold(lemma_of(last)) if last is not None else _alone(member, quantity)


def _last_verb(clause: str) -> str | None:
    words = [w for w in WORD.findall(clause) if not w[0].isdigit()]
    return words[-1] if words and words[-1][0].islower() and len(words[-1]) >= VERB else None


def _clause(member: AnnotatedArticle, quantity: Quantity) -> str:
    rest = member.article.text[quantity.end : quantity.end + CLAUSE]
    return CLAUSE_END.split(rest, maxsplit=1)[0]


def _alone(member: AnnotatedArticle, quantity: Quantity) -> str:
    """What no other number shares but the same one in another version of the article: the words after it."""
    following = member.article.text[quantity.start : quantity.end + CLAUSE]
    return f"{first_version(member.article)} {CLAUSE_END.split(even(following), maxsplit=1)[0]}"


def _qualities(member: AnnotatedArticle, quantity: Quantity) -> tuple[str, ...]:
    """The adjectives between number and noun: *neue Fälle* are not *Fälle*, *leicht verletzte* not *verletzte*."""
    tokens = member.annotations.tokens
    first = bisect_left(tokens, quantity.start, key=lambda t: t.start)
    last = bisect_right(tokens, quantity.end - 1, key=lambda t: t.start)
    inside = [tokens[i] for i in range(first, last)]
    how_many = _comparators()
    return tuple(
        sorted(
            fold(t.lemma or t.text)
            for t in {t.text: t for t in inside}.values()
            if t.pos == "ADJ" and value_of(t.text) is None and t.text.casefold() not in how_many
        )
    )


# How it is shown and compared


def _label(member: AnnotatedArticle, quantity: Quantity, *, whole: bool = False) -> str:
    """The object as the article has it (*Betten*); `whole`: with what is said of it, to the end of the clause."""
    noun = head_of(quantity.object or "")
    lemmas = {noun, lemma_of(noun)}
    words = even(_words(member, quantity) + _clause(member, quantity)).split()
    nouns = [i for i, w in enumerate(words) if lemma_of(w.strip('.,;:„“"»«()')) in lemmas]
    if not nouns:
        return even(quantity.object or "")
    if whole:
        return " ".join(words[nouns[0] :]).strip('.,;:„“"»«()')
    noun = words[nouns[0]].strip('.,;:„“"»«()')
    # "mit 50 Teilnehmern", "ein Toter": where only an ending is in the way; "50 Bauern" has none
    _, token = _token_at(member, quantity)
    dative = token is None or token.text != noun or "Case=Dat" in (token.morph or "Case=Dat")
    ends = noun[-1] == "r" or (noun.endswith(("ern", "eln")) and dative) or noun == "Leuten"
    return noun_lemma(noun) if ends and noun_lemma(noun) == noun[:-1] else noun


def _with_other(member: AnnotatedArticle, quantity: Quantity, number: Number, factor: float) -> Number:
    """The number as a range where another one stands before it: *ein oder zwei*, *20 oder 30*."""
    before = _or_before().search(member.article.text[max(0, quantity.start - NEAR) : quantity.start])
    other = None if before is None else value_of(before[1])
    if other is None or number.low is None or number.low != number.high or not 0 < other * factor < number.low:
        return number
    return Number(other * factor, number.high, "range")


def _words(member: AnnotatedArticle, quantity: Quantity) -> str:
    return member.article.text[quantity.start : quantity.end]


def _base(unit: str | None, head: str) -> tuple[str, float]:
    """The unit that a unit is converted to, and how many of it one is."""
    if unit is None or (head and unit in load_words("counted_as_pieces")):
        return "", 1.0
    base, factor = base_unit(unit)
    return base or "", factor


def _places(member: AnnotatedArticle, quantity: Quantity) -> frozenset[str]:
    """The places and states named in the sentence of the number, or in its part of it where the sentence names several
    (*in Tarp 25, in Leck 40*); not where a name stands for who speaks (*Hannover redet von 1.800*)."""
    sentence = sentence_of(member, quantity)
    places = _places_in(member, sentence)
    if len(places) > 1:
        places = _places_in(member, clause_at(member.article.text, quantity.span, sentence)) or places
    words = {w.casefold() for w in WORD.findall(sentence.of(member.article.text))}
    return places or (_nation(member) if not words.isdisjoint(load_words("nationwide_words")) else places)


def _nation(member: AnnotatedArticle) -> frozenset[str]:
    """The country for the whole of which a number is given (*bundesweit*): that of the outlet's address, and Germany
    for one without an address or with one of no German-speaking country."""
    host = urlsplit(member.article.url or "").hostname or ""
    names = {row["domain"]: letters(row["name"]) for row in load_table("nations")}
    return frozenset((names.get(host.rpartition(".")[2], names["de"]),))


def _reporting(member: AnnotatedArticle, quantity: Quantity) -> frozenset[str]:
    """The places that give a toll, which is their own (*Tarp und Leck meldeten je 30 Tote*), in front of it."""
    sentence = sentence_of(member, quantity)
    named = [e for e in member.annotations.entities if e.type in ("GPE", "LOC") and sentence.contains(e.span)]
    verbs = {lemma_of(w) for w in WORD.findall(sentence.of(member.article.text))}
    if verbs.isdisjoint(load_words("registering_verbs")):
        return frozenset()
    return frozenset(letters(e.name) for e in named if e.end <= quantity.start)


def _places_before(member: AnnotatedArticle, quantity: Quantity) -> frozenset[str]:
    """The places of the nearest sentence before in the same paragraph that names some: a toll without a place is of the
    one that was spoken of."""
    sentences = member.annotations.sentences
    at = member.annotations.sentence_at(quantity.start) or 0
    for sentence in reversed(sentences[max(0, at - PLACED) : at]):
        if "\n" in member.article.text[sentence.end : quantity.start]:
            break
        if places := _places_in(member, sentence.span):
            return places
    return frozenset()


def _places_in(member: AnnotatedArticle, span: Span) -> frozenset[str]:
    said = [s for x in member.annotations.statements if x.span.overlaps(span) for s in x.speaker]
    return frozenset(
        letters(e.name)
        for e in member.annotations.entities
        if (e.type in ("GPE", "LOC") or e.name in _unions()) and not e.metonym and span.contains(e.span)
        if not any(s.contains(e.span) for s in said)
    )


def _years(member: AnnotatedArticle, quantity: Quantity) -> frozenset[str]:
    """The years of the times in the clause of the number."""
    return years_at(member, quantity.span, sentence_of(member, quantity))


@cache
def _part_of() -> re.Pattern[str]:
    """Inside a number with its object: *500 der 640 Stellen* counts another thing than *640 Stellen*, *fünf von ihnen*
    than *47 Menschen*, and *die neun des Betreibers* no operators."""
    parted = "|".join(sorted(word_class("parted_from")))
    phrases = "|".join(map(re.escape, sorted(load_words("parts_of_wholes"))))
    return re.compile(rf"\s(?:{parted})\s(?:\w+\s)?[\dA-ZÄÖÜ]|\b(?:{phrases})\b")


@cache
def _or_before() -> re.Pattern[str]:
    """Before a number: the lower one that it may be."""
    return re.compile(rf"\b(\w+) (?:{'|'.join(sorted(word_class('or')))}) $")


@cache
def _out_of() -> re.Pattern[str]:
    """Before a number in its clause: the whole that it is a part of."""
    openers = "|".join(sorted(word_class("before_wholes")))
    of = "|".join(sorted(word_class("before_measures")))
    return re.compile(rf"\b(?i:{of}) (?:{openers}) (?:[a-zäöüß]+ ){{0,3}}[A-ZÄÖÜ]\w+ (?:[^,.;:]*)$")


@cache
def _comparators() -> frozenset[str]:
    return frozenset(word for row in load_table("comparators") for word in row["phrase"].split())


@cache
def _shares() -> frozenset[str]:
    return frozenset(row["word"] for row in load_table("fractions"))


@cache
def _unions() -> frozenset[str]:
    """Unions of states, which take part as a state does."""
    return frozenset(row["name"] for row in load_table("organisations") if row["kind"] == "union")


@cache
def _of_predicates() -> dict[str, str]:
    return {fold(row["predicate"]): row["thing"] for row in load_table("counted_predicates")}
