"""Quantities: a number with its comparator, its unit and what it counts ("bis zu 300 Tonnen Getreide")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc

from quellenlage.annotate.quantities.elliptic import left_out
from quellenlage.annotate.words import closed_class
from quellenlage.domain.annotations import By, Comparator, Layout, Quantity, QuantityKind, Time
from quellenlage.domain.article import Article
from quellenlage.domain.span import Span
from quellenlage.german.lemmas import lemma_of, noun_lemma
from quellenlage.german.lexicon import load_table, load_words
from quellenlage.german.numbers import multiplier_of, number_of

_ADJECTIVE = re.compile(r"[a-zäöüß][\wäöüß-]*(?:e|en|er|es|em)|[\w-]+(?:er|ige[rn]?|sche[nr]?)-?|\d+-\w+")
_RANGE = re.compile(r"(\d+(?:\.\d{3})*(?:,\d+)?)[–-](\d+(?:\.\d{3})*(?:,\d+)?)")
_A = frozenset(["ein", "eine", "einen", "einem", "einer"])
_CLAUSE_END = frozenset([",", ";", ":", "–", "—", ".", "!", "?"])
_OF = frozenset(["der", "aller", "seiner", "ihrer", "dieser", "des", "dieses", "unserer", "jener"])
_SUM_WORDS = 6
"""How many adjectives may stand between a number and its noun."""
_SHORTEST_STEM = 3
"""Letters that the two forms of a pair share at least: *Köchinnen und Köche*."""
_LEAST_BARE = 2
"""*eins* and *null* without a noun are mostly something else."""
_CAREFUL_FROM = 20
"""*über* before a smaller number is mostly the preposition ("spricht über drei Männer")."""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class _Number:
    """A number over the words first..last; `value` None is a quantity without a figure, `low` and `high` a range."""

    first: int
    last: int
    rule: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    fraction: bool = False


def find_quantities(
    article: Article,  # noqa: ARG001  (the steps of the pipeline share one shape)
    doc: Doc,
    layout: Layout,
    times: Sequence[Time],
) -> tuple[Quantity, ...]:
    """The quantities in an article's prose, in order. Dates, clock times, lengths of time (`times`), ordinals, results,
    addresses, laws and the article *ein* are none. `owner` stays open: whose figure it is, the statement says."""
    taken = {offset for t in times for offset in range(t.start, t.end)}
    found: list[Quantity] = []
    # what the last figure counts, and the number of its sentence
    topic: tuple[int, str] | None = None
    for count, sentence in enumerate(doc.sents):
        words = [_Word(t.text, t.idx, t.idx + len(t.text)) for t in sentence if not t.is_space]
        if not words or layout.in_furniture(Span(words[0].start, words[-1].end)):
            continue
        at = 0
        while at < len(words):
            number = None if words[at].start in taken else _number_at(words, at)
            if number is None or any(words[i].start in taken for i in range(number.first, number.last + 1)):
                at += 1
                continue
            last_told = topic[1] if topic is not None and count - topic[0] <= 1 else None
            quantity, at = _quantity(words, number, taken, last_told)
            if quantity is not None:
                found.append(quantity)
                if quantity.kind == "cardinal" and quantity.unit is None and quantity.object is not None:
                    topic = (count, quantity.object)
    return tuple(found)


def _quantity(
    words: Sequence[_Word], number: _Number, taken: set[int], topic: str | None
) -> tuple[Quantity | None, int]:
    """The quantity around a number, or None if it counts nothing; and where to go on."""
    go_on = number.last + 1
    if _is_a_name(words, number):
        return None, go_on
    last, unit, kind, object_ = _counted(words, number, taken)
    comparator, first, how = _comparator(words, number, kind)
    if object_ is None and unit is None:
        bare = number.value is not None and number.value >= _LEAST_BARE and number.value == int(number.value)
        ellipsis = left_out([w.text for w in words], number.first, number.last, first, topic) if bare else None
        if ellipsis is None or _is_year(words, number):
            return None, go_on
        last, object_ = ellipsis
    if number.low is not None:
        comparator, how = "range", "range"
    elif number.value is None:
        comparator, how = "unspecified", "no figure"
    detail = f"{number.rule}, {how}"
    return Quantity(
        start=words[first].start,
        end=words[last].end,
        comparator=comparator,
        kind=kind,
        by=By(rule="quantities", reason=f"number with what it counts: {detail}"),
        value=number.value,
        low=number.low,
        high=number.high,
        unit=unit,
        object=object_,
    ), max(go_on, last + 1)


def _is_year(words: Sequence[_Word], number: _Number) -> bool:
    """True for a bare figure that may be a year: it counts nothing for sure."""
    text = words[number.first].text
    return number.first == number.last and re.fullmatch(r"1[89]\d\d|20\d\d", text) is not None and text[-2:] != "00"


# Numbers


def _number_at(words: Sequence[_Word], at: int) -> _Number | None:
    """The number that begins with the word at `at`, as long as it goes."""
    between = _between(words, at)
    if between is not None:
        return between
    text = words[at].text
    match = _RANGE.fullmatch(text)
    if match is not None:
        low, high = number_of(match[1]), number_of(match[2])
        if low is None or high is None or low >= high:
            return None
        factor, last = _multiplied(words, at)
        return _Number(at, last, "figures", low=low * factor, high=high * factor)
    many = multiplier_of(_text(words, at + 1)) is not None
    if text in load_words("open_quantities") or (many and words[at].low in load_words("vague_numbers")):
        return _Number(at, at + many, "word")
    fraction = _fraction(words, at) or _every_nth(words, at)
    if fraction is not None:
        return fraction
    simple = _simple(words, at)
    if simple is None:
        return None
    if _low(words, simple.last + 1) in ("bis", "oder", "–", "-") and simple.value is not None:
        other = _simple(words, simple.last + 2)
        if other is not None and other.value is not None and _low(words, simple.last + 2) != "zu":
            low = simple.value
            # "20 bis 30 Millionen": the multiplier counts for both
            if other.last > other.first and low < 1000 <= other.value:
                low *= other.value / (number_of(words[other.first].text) or 1)
            if low < other.value:
                return _Number(at, other.last, simple.rule, low=low, high=other.value)
    return simple


def _between(words: Sequence[_Word], at: int) -> _Number | None:
    """*zwischen 20 und 30*."""
    if _low(words, at) != "zwischen":
        return None
    low = _simple(words, at + 1)
    if low is None or low.value is None or _low(words, low.last + 1) != "und":
        return None
    high = _simple(words, low.last + 2)
    if high is None or high.value is None:
        return None
    floor = low.value
    if high.last > high.first and floor < 1000 <= high.value:
        floor *= high.value / (number_of(words[high.first].text) or 1)
    return _Number(at, high.last, "zwischen", low=floor, high=high.value) if floor < high.value else None


def _simple(words: Sequence[_Word], at: int) -> _Number | None:
    """*4,8 Millionen*, *zwölf*, *eine halbe Million*, *10 000*."""
    if not 0 <= at < len(words):
        return None
    text = words[at].text
    if words[at].low == "minus":
        positive = _simple(words, at + 1)
        if positive is None or positive.value is None:
            return None
        return replace(positive, first=at, value=-positive.value)
    if words[at].low in _A and _text(words, at + 1) in _units() and _units()[_text(words, at + 1)][1] == "percent":
        return _Number(at, at, "word", value=1.0)
    if words[at].low in ("ein", "eine", "einen", "einem") and _text(words, at + 1) in load_words("casualty_nouns"):
        return _Number(at, at, "word", value=1.0)
    if words[at].low in _A:
        half = _low(words, at + 1) in ("halbe", "halben")
        factor = multiplier_of(_text(words, at + 1 + half))
        if factor is None or factor < 12:
            return None
        return _Number(at, at + 1 + half, "word", value=factor * (0.5 if half else 1))
    if text[0] in "-−" and _text(words, at + 1) in _units():
        below = number_of(text[1:])
        return None if below is None else _Number(at, at, "figures", value=-below)
    value = number_of(text)
    if value is None or re.fullmatch(r"0\d+", text):
        return None
    rule = "figures" if text[0].isdigit() else "word"
    if multiplier_of(text) is not None and text[0].isupper() and multiplier_of(text) == value and value >= 1e6:
        return None
    last = at
    # thousands parted by a space: "10 000"
    while (
        re.fullmatch(r"\d{1,3}", words[at].text)
        and re.fullmatch(r"\d{3}", _text(words, last + 1))
        and words[last + 1].start == words[last].end + 1
    ):
        value = value * 1000 + float(words[last + 1].text)
        last += 1
    factor, last = _multiplied(words, last)
    return _Number(at, last, rule, value=value * factor)


def _multiplied(words: Sequence[_Word], at: int) -> tuple[float, int]:
    factor = multiplier_of(_text(words, at + 1))
    return (factor, at + 1) if factor is not None else (1.0, at)


def _fraction(words: Sequence[_Word], at: int) -> _Number | None:
    """*ein Drittel*, *zwei Drittel*, *die Hälfte*, *drei Viertel* of something."""
    parts = _fractions().get(_text(words, at + 1))
    if parts is None:
        return None
    before = words[at].low
    count = 1.0 if before in _A or before in ("die", "der", "das") else number_of(words[at].text)
    if count is None or not 0 < count < parts or (before in ("die", "der", "das") and parts != 2):
        return None
    if count < 2 and not (_low(words, at + 2) in _OF or _low(words, at + 2) in ("von", "davon", "mehr", "weniger")):
        return None
    return _Number(at, at + 1, "fraction", value=count / parts, fraction=True)


def _every_nth(words: Sequence[_Word], at: int) -> _Number | None:
    """*jeder dritte Haushalt*, *jede fünfte Frau*: a third, a fifth of them."""
    if words[at].low not in ("jeder", "jede", "jedes", "jeden", "jedem") or not _text(words, at + 2)[:1].isupper():
        return None
    parts = _ordinals().get(_low(words, at + 1))
    return None if parts is None or parts < 2 else _Number(at, at + 1, "fraction", value=1 / parts, fraction=True)


# What is counted


def _counted(
    words: Sequence[_Word], number: _Number, taken: set[int]
) -> tuple[int, str | None, QuantityKind, str | None]:
    """Last word, unit, kind and object."""
    after = number.last + 1
    if number.fraction:
        head = _noun_after(words, after, taken)
        return (number.last if head is None else head), "Anteil", "cardinal", _object(words, head)
    unit = _units().get(_text(words, after))
    if unit is None and _low(words, number.first - 1) == "von" and _low(words, after) in ("auf", "bis"):
        # "von 20 auf 30 Prozent": the unit of the second number is that of the first
        to = _simple(words, after + 1)
        shared = _units().get(_text(words, to.last + 1)) if to is not None else None
        if shared is not None:
            return number.last, shared[0], shared[1], None
    if unit is not None:
        name, kind = unit
        per_unit = _per_unit(words, after)
        if per_unit is not None:
            return per_unit[0], per_unit[1], "rate", None
        per_time = _per_time(words, after)
        if per_time is not None and kind == "money":
            return per_time, f"{name} {_low(words, per_time - 1)} {words[per_time].text}", "rate", None
        head = _noun_after(words, after + 1, taken, partitive=True)
        if _low(words, after + 1) in ("pro", "je", "per") and _text(words, after + 2)[:1].isupper():
            return after + 2, f"{name} {words[after + 1].low} {words[after + 2].text}", "rate", None
        # "Grad Celsius" and "Euro Strafe": what follows at once; "Prozent der Stimmen": what is shared
        return (after if head is None else head), name, kind, _object(words, head)
    money = _units().get(_text(words, number.first - 1))
    if money is not None and words[number.first - 1].text in "€$£¥":
        return number.last, money[0], "money", None
    head = _noun_after(words, after, taken)
    if head is None:
        return number.last, None, "cardinal", None
    per_so_many = _low(words, head + 1) == "auf" and number_of(_text(words, head + 2)) in (1e3, 1e4, 1e5, 1e6)
    if (_low(words, head + 1) in ("pro", "je") or per_so_many) and (
        _text(words, head + 2)[:1].isupper() or number_of(_text(words, head + 2)) is not None
    ):
        per = head + 2 if _text(words, head + 2)[:1].isupper() else _noun_after(words, head + 3, taken)
        if per is not None:
            tail = " ".join(w.text for w in words[head + 1 : per + 1])
            return per, tail, "rate", _object(words, head)
    return _pair_end(words, head), None, "cardinal", _object(words, head)


def _pair_end(words: Sequence[_Word], head: int) -> int:
    """Last word of a pair of forms for one group, *Schülerinnen und Schüler*, *Ärzte und Ärztinnen*, or `head`."""
    one, other = _text(words, head), _text(words, head + 2)
    if _low(words, head + 1) != "und" or not other[:1].isupper() or one.endswith("innen") == other.endswith("innen"):
        return head
    women, men = (one, other) if one.endswith("innen") else (other, one)
    stem = women.removesuffix("innen").casefold()
    return head + 2 if len(stem) >= _SHORTEST_STEM and men.casefold().startswith(stem) else head


def _per_time(words: Sequence[_Word], at: int) -> int | None:
    """Last word of *12 Euro im Monat*, *5 Euro am Tag*."""
    behind = (_low(words, at + 1), _text(words, at + 2))
    fits = behind in (("im", "Jahr"), ("im", "Monat"), ("am", "Tag")) and not _text(words, at + 3)[:1].isdigit()
    return at + 2 if fits else None


def _per_unit(words: Sequence[_Word], at: int) -> tuple[int, str] | None:
    """Last word and unit of "km/h", "Euro/m²", which the tokenizer takes apart."""
    last = at
    while last < at + 2 and "/" in _text(words, last + 1) + words[last].text and _touch(words, last):
        last += 1
    written = "".join(w.text for w in words[at : last + 1])
    if not re.fullmatch(r"[^/]+/\w+", written):
        return None
    return last, _units().get(written, (written, ""))[0]


def _touch(words: Sequence[_Word], at: int) -> bool:
    """True if no space parts the word at `at` from the next."""
    return at + 1 < len(words) and words[at + 1].start == words[at].end


def _noun_after(words: Sequence[_Word], at: int, taken: set[int], *, partitive: bool = False) -> int | None:
    """The next noun, over adjectives and one genitive article or *von*; `partitive`: a noun must follow at once."""
    if _low(words, at) in _OF or (_low(words, at) == "von" and (not partitive or _low(words, at + 1) in _OF)):
        partitive = False
        at += 1 + (_low(words, at) == "von" and _low(words, at + 1) in ("den", "der", "seinen", "ihren"))
        if number_of(_text(words, at)) is not None:
            at += 1 + (multiplier_of(_text(words, at + 1)) is not None)
    for i in range(at, min(at + (1 if partitive else _SUM_WORDS), len(words))):
        word = words[i]
        if word.start in taken or word.text in load_words("no_object"):
            return None
        # a compound cut short: "Luft- und Raumfahrt" goes on
        cut_short = word.text.endswith("-")
        if word.text[0].isupper() and word.text.replace("-", "").isalpha() and len(word.text) > 1 and not cut_short:
            following = _text(words, i + 1)
            # "drei Berliner Polizisten"
            if word.text.endswith("er") and following[:1].isupper() and _looks_like_adjective(word.text):
                continue
            if word.text in load_words("sentence_starters"):
                return None
            return i
        if cut_short or (word.low in ("und", "oder", ",") and i > at):
            continue
        if word.low in load_words("not_before_noun"):
            return None
        # "leicht verletzte Personen": an adverb before an adjective; a verb would have another lemma
        adverb = word.text.islower() and word.text.isalpha() and lemma_of(word.text) == word.text
        if not _ADJECTIVE.fullmatch(word.text) and not (adverb and _ADJECTIVE.fullmatch(_text(words, i + 1))):
            return None
    return None


def _looks_like_adjective(text: str) -> bool:
    """*Berliner* against *Arbeiter*: the form of a place, without the ending, is a name too."""
    return text[:-2] in load_words("place_stems")


def _object(words: Sequence[_Word], head: int | None) -> str | None:
    return None if head is None else noun_lemma(words[head].text)


def _is_a_name(words: Sequence[_Word], number: _Number) -> bool:
    """True if the number is a name or an address: "Artikel 5", "Formel 1", "Ring 12", "52 zu 48"."""
    before, after = _text(words, number.first - 1), _text(words, number.last + 1)
    if before == ".":
        # an abbreviation that the tokenizer does not know: "Az. 7 K 12"
        before = f"{_text(words, number.first - 2)}."
    if (
        before.lower() in load_words("no_quantity_after")
        or after in ("Uhr", "zu", "/", "x")
        or (after == ":" and _touch(words, number.last) and _touch(words, number.last + 1))
        or before in ("/", "-", "zu:")
        or (before == ":" and _touch(words, number.first - 1))
        or (before == "zu" and number_of(_text(words, number.first - 2)) is not None)
    ):
        return True
    if (
        number.rule == "figures"
        and before[:1].isupper()
        and number.first > 1
        and before not in load_words("sentence_starters")
    ):
        # "Hauptstraße 12", "Apollo 11": nothing counted behind it
        return not (
            after[:1].isupper() or after in _units() or _ADJECTIVE.fullmatch(after) or number.last > number.first
        )
    return False


# How exact it is


def _comparator(words: Sequence[_Word], number: _Number, kind: QuantityKind) -> tuple[Comparator, int, str]:
    """Comparator, first word, and the words that say so; the longest phrase wins."""
    first = number.first
    for length in (3, 2, 1):
        if first < length:
            continue
        phrase = " ".join(w.low for w in words[first - length : first])
        entry = _comparators().get(phrase)
        if entry is None:
            continue
        comparator, careful = entry
        value = number.value if number.value is not None else number.high
        if phrase == "über" and _is_governed(words, first - length):
            continue
        if careful and kind == "cardinal" and (value is None or value < _CAREFUL_FROM):
            continue
        return comparator, first - length, phrase
    return "exact", first, "no comparator"


def _is_governed(words: Sequence[_Word], at: int) -> bool:
    """True if the *über* at `at` hangs on a noun before it ("Streit über 40 Stellen") or on the verb of its clause
    ("verfügt über 212 Betten", "stimmten über 40 Anträge ab") and so compares nothing."""
    governors = _governors()
    before = _text(words, at - 1)
    if before[:1].isupper() and (noun_lemma(before) in governors or before.lower().endswith(_governing_nouns())):
        return True
    # "mit über 200 Firmen", "über über 200 Fälle": the preposition is there already
    if before.lower() in closed_class("prepositions"):
        return False
    first, last = at, at
    while first > 0 and words[first - 1].text not in _CLAUSE_END:
        first -= 1
    while last + 1 < len(words) and words[last + 1].text not in _CLAUSE_END:
        last += 1
    # "Über 200 Gäste diskutierten": mostly the subject; and only one *über* of a clause hangs on the verb
    if at == first or any(words[i].low == "über" for i in range(at + 1, last + 1)):
        return False
    particle = words[last].low
    verbs = {w.text for w in words[first : last + 1] if w.text.islower()}
    lemmas = verbs | {lemma_of(v) for v in verbs}
    return not governors.isdisjoint(lemmas | {particle + lemma for lemma in lemmas})


def _text(words: Sequence[_Word], at: int) -> str:
    return words[at].text if 0 <= at < len(words) else ""


def _low(words: Sequence[_Word], at: int) -> str:
    return _text(words, at).lower()


# The lexicon


@cache
def _comparators() -> Mapping[str, tuple[Comparator, bool]]:
    return {r["phrase"]: (_as_comparator(r["comparator"]), r["careful"] == "yes") for r in load_table("comparators")}


def _as_comparator(name: str) -> Comparator:
    known: dict[str, Comparator] = {"about": "about", "at_least": "at_least", "up_to": "up_to"}
    return known[name]


@cache
def _units() -> Mapping[str, tuple[str, QuantityKind]]:
    kinds: dict[str, QuantityKind] = {"cardinal": "cardinal", "money": "money", "percent": "percent", "rate": "rate"}
    return {r["form"]: (r["unit"], kinds[r["kind"]]) for r in load_table("units")}


@cache
def _governors() -> frozenset[str]:
    return load_words("governing_ueber")


@cache
def _governing_nouns() -> tuple[str, ...]:
    """Compounds end in them too: *Tarifstreit*."""
    return tuple(sorted(w.lower() for w in _governors() if w[0].isupper()))


@cache
def _ordinals() -> Mapping[str, int]:
    return {r["word"]: int(r["value"]) for r in load_table("ordinal_days")}


@cache
def _fractions() -> Mapping[str, int]:
    return {r["word"]: int(r["parts"]) for r in load_table("fractions")}
