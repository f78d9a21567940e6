"""Readers of units: lengths of time, and years, weeks, decades, centuries seen from today."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from quellenlage.annotate.times.dates import read_part_of_year
from quellenlage.annotate.times.words import (
    ARTICLES,
    INDEFINITE,
    Phrase,
    Word,
    comparator_before,
    deictic_before,
    duration,
    is_at,
    is_every_or_this,
    low_at,
    number_at,
    ordinal_at,
    plays,
    unit_code,
    with_article,
)
from quellenlage.german.lexicon import load_table, load_words
from quellenlage.german.numbers import multiplier_of, number_of

_DECADE = re.compile(r"(1\d|20)?(\d)0er")
_LONG = re.compile(r"(.+?)-?(stündig|tägig|wöchig|monatig|minütig)(?:e[nrsm]?)?")
_LONG_COMPOUND = re.compile(r"(.+)-(Minuten|Stunden|Tage|Tages|Wochen|Monats|Jahres)-\w+")
_COMPOUND_UNITS = {
    "Minuten": "TM",
    "Stunden": "TH",
    "Tage": "D",
    "Tages": "D",
    "Wochen": "W",
    "Monats": "M",
    "Jahres": "Y",
}
_AGES = 4
"""Words before an age in which what is aged stands: *Kinder und Jugendliche ab etwa sechs Jahren*."""
_LONG_UNITS = {"stündig": "TH", "tägig": "D", "wöchig": "W", "monatig": "M", "minütig": "TM"}


def read_unit(words: Sequence[Word], at: int) -> Phrase | None:
    """*Jahr*, *Woche*, *Tag* and so on: the widest of the readings."""
    if words[at].value in ("Q", "H"):
        part = read_part_of_year(words, at)
        if part is not None:
            return part
    for reading in (
        _century,
        _decade_years,
        _numbered_year,
        _every,
        _per_unit,
        _counted,
        _deictic_unit,
        _edge_of_unit,
        _day_after,
        _open_many,
    ):
        phrase = reading(words, at)
        if phrase is not None:
            return phrase
    return None


def _century(words: Sequence[Word], at: int) -> Phrase | None:
    number = ordinal_at(words, at - 1)
    if (
        words[at].value not in ("CE", "L")
        or number is None
        or not words[at].low.endswith(("ert", "erts", "end", "ends"))
    ):
        return None
    first = at - 2 if is_at(words, at - 2, "edge") else at - 1
    if low_at(words, first - 1) in ARTICLES:
        first -= 1
        first -= is_at(words, first - 1, "edge")
    value = f"{number - 1:02d}" if words[at].value == "CE" else str(number - 1)
    return Phrase(first, at, "DATE", value, "century")


def _decade_years(words: Sequence[Word], at: int) -> Phrase | None:
    if words[at].value != "Y":
        return None
    decade = _decade_of(low_at(words, at - 1).removesuffix("-jahre"))
    return _decade_phrase(words, at - 1, at, decade) if decade else None


def read_decade_compound(words: Sequence[Word], at: int) -> Phrase | None:
    """*Achtzigerjahre*, *1990er-Jahren*."""
    decade = _decade_of(re.sub(r"-?jahren?$", "", words[at].low))
    return _decade_phrase(words, at, at, decade) if decade else None


def _decade_phrase(words: Sequence[Word], first: int, last: int, decade: str) -> Phrase:
    if low_at(words, first - 1) in load_words("decade_parts"):
        first -= 1
    first = with_article(words, first)
    if is_at(words, first - 1, "edge"):
        first -= 1
    return Phrase(first, last, "DATE", decade, "decade")


def _decade_of(text: str) -> str | None:
    match = _DECADE.fullmatch(text)
    if match is not None:
        return f"{match[1] or '19'}{match[2]}" if match[1] or int(match[2]) >= 3 else None
    return _decades().get(text.lower())


@cache
def _decades() -> Mapping[str, str]:
    return {r["word"]: r["value"] for r in load_table("decades")}


def _numbered_year(words: Sequence[Word], at: int) -> Phrase | None:
    following = words[at + 1].text if at + 1 < len(words) else ""
    if (
        words[at].value != "Y"
        or is_every_or_this(words, at - 1)
        or not re.fullmatch(r"\d{3,4}", following)
        or (words[at].text.endswith(("re", "ren")) and words[at].text != "Jahre")
    ):
        return None
    first = with_article(words, at)
    first -= is_at(words, first - 1, "edge")
    return Phrase(first, at + 1, "DATE", following.zfill(4), "year")


def _every(words: Sequence[Word], at: int) -> Phrase | None:
    value = duration(1, words[at].value)
    before = low_at(words, at - 1)
    if is_at(words, at - 1, "every") or before == "pro":
        return Phrase(at - 1, at, "SET", value, "every unit")
    if before in ("für", "um") and low_at(words, at - 2) == words[at].low:
        return Phrase(at - 2, at, "SET", value, "unit by unit")
    number = number_at(words, at - 1)
    if number is not None and low_at(words, at - 2) == "alle":
        return Phrase(at - 2, at, "SET", duration(number, words[at].value), "every few units")
    nth = ordinal_at(words, at - 1)
    if nth is not None and is_at(words, at - 2, "every"):
        return Phrase(at - 2, at, "SET", duration(nth, words[at].value), "every few units")
    if before == "paar" and low_at(words, at - 2) == "alle":
        return Phrase(at - 2, at, "SET", f"P{unit_code('X', words[at].value)}", "every few units")
    return None


def _per_unit(words: Sequence[Word], at: int) -> Phrase | None:
    """*zweimal im Jahr*, *500 Fälle im Jahr*, *12 Euro am Tag*: how often, behind a number; *im Jahr 2020* and *im Jahr
    der Wende* are dates."""
    fits = {"Jahr": "im", "Monat": "im", "Tag": "am", "Woche": "der", "Stunde": "der"}.get(words[at].text)
    if fits is None or low_at(words, at - 1) != fits or (fits == "der" and low_at(words, at - 2) != "in"):
        return None
    after = low_at(words, at + 1)
    if (
        after in ("der", "des", "nach", "vor", "zuvor", "danach", "darauf", "davor", "später", ",")
        or after[:1].isdigit()
    ):
        return None
    back = at - 2 - (fits == "der")
    value = duration(1, words[at].value)
    if low_at(words, back).endswith("mal") and len(low_at(words, back)) > 3:
        return Phrase(back, at, "SET", value, "frequency")
    # a number, and what it counts; an object in between would be another phrase
    near = next((i for i in range(back, max(-1, back - 3), -1) if _counts(words, i)), None)
    if near is None or any(words[i].kind for i in range(near + 1, back + 1)):
        return None
    return Phrase(at, at, "SET", value, "every unit")


def _counts(words: Sequence[Word], at: int) -> bool:
    """True for a number that is no year."""
    number = number_at(words, at)
    return number is not None and not (words[at].text.isdigit() and 1900 <= number <= 2050)


def _is_age(words: Sequence[Word], first: int) -> bool:
    """True for *Kinder ab sechs Jahren*, *im Alter von 14 Jahren*, *die Altersgrenze von 18 Jahren*."""
    before = low_at(words, first - 1)
    at = first - 2
    if before == "und" and low_at(words, first - 3) == "zwischen":
        before, at = "zwischen", first - 4
    if before not in ("ab", "bis", "von", "unter", "über", "mit", "zwischen"):
        return False
    named = load_words("aged")
    for i in range(at, max(-1, at - _AGES), -1):
        if (
            words[i].text in named
            or words[i].low.startswith("alter")
            or words[i].low.endswith(("alter", "altersgrenze"))
        ):
            return True
        if words[i].text[0].isupper():
            return False
    return False


def _counted(words: Sequence[Word], at: int) -> Phrase | None:
    """A number and a unit: "mehr als zehn Jahren", "den letzten fünf Tagen", "drei Jahre und vier Monate"."""
    amount = _amount(words, at)
    # an age ("drei Jahre alt", "unter 20 Jahren") is no time
    if amount is None or low_at(words, at + 1).startswith("alt"):
        return None
    number, first = amount
    if words[at].value == "Y" and low_at(words, first - 1) == "unter" and low_at(words, first - 2) != "in":
        return None
    if _is_age(words, first):
        return None
    exact = number == int(number)
    if low_at(words, first - 1) in ("bis", "oder", "–", "-") and _lower_bound(words, first - 2, number) < number:
        first, exact = first - 2, False
    if deictic_before(words, first) is not None:
        first -= 1
    elif comparator_before(words, first) < first:
        first, exact = comparator_before(words, first), False
    first, last = with_article(words, first), at
    value = duration(number, words[at].value)
    more = number_at(words, at + 2)
    if low_at(words, at + 1) == "und" and is_at(words, at + 3, "unit") and more is not None:
        value += duration(more, words[at + 3].value).removeprefix("P")
        last, exact = at + 3, False
    if low_at(words, last + 1) in ("zuvor", "später", "davor", "danach", "darauf") or (
        low_at(words, last + 1) == "früher" and low_at(words, first - 1) not in ("vor", "um")
    ):
        # counted from a time told before: "zwei Jahre später"
        return Phrase(first, last + 1, "DURATION", value, "length")
    # only an exact length leads to a date: "vor 24 Jahren", not "vor rund 24 Jahren"
    before = low_at(words, first - 1) if exact and words[at].value in ("TS", "TM", "TH", "D", "W", "M", "Y") else ""
    shift = {"vor": f"-{value}", "in": value}.get(before)
    return Phrase(first, last, "DURATION", value, "length", shift, tense=before == "in")


def _lower_bound(words: Sequence[Word], at: int, upper: float) -> float:
    """The 1 of "ein bis zwei Stunden"; `upper` if no number stands there."""
    number = 1.0 if low_at(words, at) in INDEFINITE else number_at(words, at)
    return upper if number is None else number


def _amount(words: Sequence[Word], at: int) -> tuple[float, int] | None:
    """How many units, and the index of the word that says so: *zehn*, *17 lange*, *ein halbes*, *ein ganzes*, *ein*."""
    before = low_at(words, at - 1)
    if plays(words, at - 1, "half"):
        return 0.5, at - 2 if low_at(words, at - 2) in INDEFINITE else at - 1
    many = multiplier_of(words[at - 1].text) if at else None
    times = number_at(words, at - 2)
    if many is not None and times is not None:
        return times * many, at - 2
    number = number_at(words, at - 1)
    if number is not None:
        return number, at - 1
    if before in INDEFINITE:
        # "eines Tages" is no length
        return None if words[at].text.endswith("s") else (1.0, at - 1)
    if low_at(words, at - 2) in INDEFINITE and plays(words, at - 1, "whole"):
        return 1.0, at - 2
    number = number_at(words, at - 2)
    adjective = before.endswith(("e", "en", "es", "er")) and words[at - 1].text.islower()
    if number is not None and adjective and words[at - 1].kind in ("", "deictic"):
        return number, at - 2
    return None


def _deictic_unit(words: Sequence[Word], at: int) -> Phrase | None:
    """*vergangene Woche*, *dieses Jahr*, *den letzten Jahren*."""
    deictic = deictic_before(words, at)
    unit = words[at].value
    if deictic is None:
        return None
    first = with_article(words, at - 1)
    # "im letzten Jahre" is one year
    if plays(words, at, "plural") and not (words[at].text == "Jahre" and low_at(words, at - 2) in ("im", "dem")):
        if deictic == "0":
            return Phrase(first, at, "DATE", "PRESENT_REF", "vague") if unit in ("D", "W", "M") else None
        return Phrase(first, at, "DURATION", f"P{unit_code('X', unit)}", "open length")
    frame = {
        "Y": "XXXX",
        "M": "XXXX-XX",
        "W": "XXXX-WXX",
        "WE": "XXXX-WXX-WE",
        "Q": "XXXX-QX",
        "H": "XXXX-HX",
        "CE": "XX",
        "DE": "XXX",
    }.get(unit)
    if frame is None:
        return _day_after(words, at)
    steps = {"WE": ("W", 1), "Q": ("M", 3), "H": ("M", 6), "CE": ("Y", 100), "DE": ("Y", 10)}
    letter, size = steps.get(unit, (unit, 1))
    amount = int(deictic) * size
    shift = f"{'-' if amount < 0 else ''}P{abs(amount)}{letter}"
    first -= is_at(words, first - 1, "edge")
    return Phrase(first, at, "DATE", frame, "unit seen from today", shift)


def _edge_of_unit(words: Sequence[Word], at: int) -> Phrase | None:
    """*Anfang des Jahres*, *Ende der Woche*."""
    frame = {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX"}.get(words[at].value)
    if frame is None or low_at(words, at - 1) not in ("des", "der") or not is_at(words, at - 2, "edge"):
        return None
    return Phrase(at - 2, at, "DATE", frame, "unit seen from today", f"P0{words[at].value}")


def _day_after(words: Sequence[Word], at: int) -> Phrase | None:
    """*am nächsten Tag*, *tags darauf*, *diesem Tag*: counted from a day named before."""
    if words[at].value != "D":
        return None
    if words[at].text in ("Tags", "Tag") and plays(words, at + 1, "after"):
        return Phrase(at, at + 1, "DATE", "XXXX-XX-XX", "day seen from a day named before", anchored="P1D")
    if words[at].text != "Tag":
        return None
    if plays(words, at - 1, "next_day"):
        return Phrase(at - 1, at, "DATE", "XXXX-XX-XX", "day seen from a day named before", anchored="P1D")
    if plays(words, at - 1, "same_day"):
        return Phrase(at - 1, at, "DATE", "XXXX-XX-XX", "day seen from a day named before", anchored="P0D")
    return None


def _open_many(words: Sequence[Word], at: int) -> Phrase | None:
    """*seit Jahren*, *einigen Monaten*, *mehrere Tage*."""
    if not plays(words, at, "plural"):
        return None
    value = f"P{unit_code('X', words[at].value)}"
    before = low_at(words, at - 1)
    if before in load_words("vague_numbers"):
        first = at - 2 if before == "paar" and low_at(words, at - 2) == "ein" else at - 1
        return Phrase(first, at, "DURATION", value, "open length")
    if plays(words, at - 1, "open_after"):
        return Phrase(at, at, "DURATION", value, "open length")
    return None


def read_weekend(words: Sequence[Word], at: int) -> Phrase | None:
    """*am Wochenende*, *kommendes Wochenende*, *drei Wochenenden*."""
    phrase = _deictic_unit(words, at)
    if phrase is not None or _counted(words, at) is not None:
        return phrase or _counted(words, at)
    if is_at(words, at - 1, "every"):
        return Phrase(at - 1, at, "SET", "XXXX-WXX-WE", "every unit")
    if low_at(words, at - 1) in ("am", "vom", "zum", "übers", "ab"):
        return Phrase(at, at, "DATE", "XXXX-WXX-WE", "weekend", tense=True)
    return None


def read_long_adjective(words: Sequence[Word], at: int) -> Phrase | None:
    """*dreitägig*, *24-stündig*, *35-Stunden-Woche*."""
    compound = _LONG_COMPOUND.fullmatch(words[at].text)
    if compound is not None:
        amount = number_of(compound[1])
        return (
            None
            if amount is None
            else Phrase(at, at, "DURATION", duration(amount, _COMPOUND_UNITS[compound[2]]), "length")
        )
    match = _LONG.fullmatch(words[at].low)
    number = number_of(match[1]) if match else None
    if match is None or number is None:
        return None
    return Phrase(at, at, "DURATION", duration(number, _LONG_UNITS[match[2]]), "length")
