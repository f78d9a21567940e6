"""Words of the calendar, phrases made of them, and what stands beside a trigger word.

The lexicon (`time_words.tsv`) says what a word does in a time expression; the readers in `time_dates`, `time_units`
and `time_clock` ask for its neighbours with the functions below.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from spacy.tokens import Token

from quellenlage.domain.annotations import Direction, TimeType
from quellenlage.german.lexicon import load_table, load_words
from quellenlage.german.numbers import number_of

YEAR = re.compile(r"1\d{3}|20\d{2}|2100")
ARTICLES = frozenset(["der", "die", "das", "den", "dem", "des"])
INDEFINITE = frozenset(["ein", "eine", "einen", "einem", "einer"])
_LONG_COMPOUND = re.compile(r"\w+-(?:Minuten|Stunden|Tage|Tages|Wochen|Monats|Jahres)-\w+")
_FIGURE_ORDINAL = re.compile(r"(\d{1,2})\.")


@dataclass(frozen=True, slots=True)
class Word:
    """A token with its place in the text and what the lexicon says about it."""

    text: str
    start: int
    end: int
    kind: str = ""
    value: str = ""
    token: Token | None = field(default=None, compare=False)
    """What the model says of it; None without a model."""

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time expression over the words first..last of a sentence. `tense` says that the clause's tense decides the
    direction, `anchored` that a day named before it is meant, `any_such` that no certain day is ("an einem Montag")."""

    first: int
    last: int
    type: TimeType
    value: str
    rule: str
    shift: str | None = None
    direction: Direction | None = None
    tense: bool = False
    anchored: str | None = None
    any_such: bool = False


def word_of(text: str, start: int, token: Token | None = None) -> Word:
    """The word at `start`, looked up in the lexicon of calendar words."""
    # a soft hyphen shows where a word may be parted; it is no part of it
    plain = text.replace("\u00ad", "") or text
    kind, value = _look_up(plain)
    return Word(plain, start, start + len(text), kind, value, token)


def low_at(words: Sequence[Word], at: int) -> str:
    """The word at `at` in lower case, empty outside the sentence."""
    return words[at].low if 0 <= at < len(words) else ""


def is_at(words: Sequence[Word], at: int, *kinds: str) -> bool:
    """True if the word at `at` is of one of these kinds."""
    return 0 <= at < len(words) and words[at].kind in kinds


def plays(words: Sequence[Word], at: int, role: str) -> bool:
    """True if the word at `at` plays this part beside a trigger (lexicon `time_neighbours`)."""
    return 0 <= at < len(words) and (words[at].low in _roles()[role] or words[at].text in _roles()[role])


def value_at(words: Sequence[Word], at: int) -> str:
    """What the lexicon gives for the word at `at`."""
    return words[at].value if 0 <= at < len(words) else ""


def number_at(words: Sequence[Word], at: int) -> float | None:
    """The number written at `at`, None if there is none."""
    return number_of(words[at].text) if 0 <= at < len(words) else None


def with_article(words: Sequence[Word], at: int) -> int:
    """The index of the article before `at`, or `at`."""
    return at - 1 if low_at(words, at - 1) in ARTICLES else at


def deictic_before(words: Sequence[Word], at: int) -> str | None:
    """What *vergangen*, *dieser* or *nächster* before `at` says: `-1`, `0` or `1`."""
    return words[at - 1].value if is_at(words, at - 1, "deictic") else None


def is_every_or_this(words: Sequence[Word], at: int) -> bool:
    """True for what makes the unit behind it no number's name: "dieses Jahr 2100 Besucher", "pro Jahr 2000 Tonnen"."""
    return is_at(words, at, "deictic", "every") or low_at(words, at) in ("pro", "je")


def night_before(words: Sequence[Word], at: int) -> int | None:
    """Index of *Nacht* in "Nacht zum Freitag", "Nacht auf Freitag"."""
    back = at - 1 - (low_at(words, at - 1) == "den")
    return back - 1 if low_at(words, back) in ("zum", "auf") and low_at(words, back - 1) == "nacht" else None


def year_after(words: Sequence[Word], at: int) -> tuple[str | None, int, str | None]:
    """The year behind a month or season: a figure, or *dieses Jahres* as a shift; and the last word of it."""
    if at + 1 < len(words) and YEAR.fullmatch(words[at + 1].text):
        return words[at + 1].text, at + 1, None
    start = at + 1 + (low_at(words, at + 1) == "des")
    # "diesen Jahres" is as common as "dieses Jahres"
    if is_at(words, start, "deictic") and is_at(words, start + 1, "unit") and words[start + 1].value == "Y":
        years = int(words[start].value)
        return None, start + 1, f"{'-' if years < 0 else ''}P{abs(years)}Y"
    if is_at(words, start, "period") and words[start].value == "-P1Y XXXX" and start > at + 1:
        return None, start, "-P1Y"
    year = words[start + 1].text if start + 1 < len(words) else ""
    if start > at + 1 and value_at(words, start) == "Y" and YEAR.fullmatch(year):
        return year, start + 1, None
    return None, at, None


def week_after(words: Sequence[Word], at: int) -> tuple[int, str] | None:
    """*am Mittwoch nächster Woche*, *der vergangenen Woche*."""
    start = at + 1 + (low_at(words, at + 1) == "der")
    if is_at(words, start, "deictic") and is_at(words, start + 1, "unit") and words[start + 1].value == "W":
        weeks = int(words[start].value)
        return start + 1, f"{'-' if weeks < 0 else ''}P{abs(weeks)}W"
    return None


def weeks_after(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """*am Montag in zwei Wochen*, *vor einer Woche*: the last word, and how many weeks away."""
    sign = {"in": 1, "vor": -1}.get(low_at(words, at + 1))
    number = 1.0 if low_at(words, at + 2) in INDEFINITE else number_at(words, at + 2)
    if sign is None or number is None or number != int(number) or value_at(words, at + 3) != "W":
        return None
    return at + 3, sign * int(number)


def is_surname(words: Sequence[Word], at: int) -> bool:
    """True behind a first name or a title: *Robert Montag*, *Frau Sommer*."""
    before = words[at - 1].text if at else ""
    return words[at].text[0].isupper() and (before in load_words("first_names") or before in load_words("name_titles"))


def comparator_before(words: Sequence[Word], at: int) -> int:
    """The first word of *mehr als*, *gut*, *fast genau* before `at`, or `at`."""
    comparators = load_words("time_comparators")
    while at > 0:
        if at > 1 and f"{low_at(words, at - 2)} {low_at(words, at - 1)}" in comparators:
            at -= 2
        elif low_at(words, at - 1) in comparators:
            at -= 1
        else:
            break
    return at


def beside_today(first: int, last: int, value: str, rule: str, deictic: str, type_: TimeType = "DATE") -> Phrase:
    """*vergangenen Mittwoch*: before today; *kommenden Juli*: after it; *diesen Sommer*: this year's; *vorletzten
    Freitag*: one round further."""
    if deictic == "0":
        return Phrase(first, last, type_, value, rule, shift="P0Y")
    step, round_, letter = {"weekday": (1, 7, "D"), "season": (3, 12, "M")}.get(rule, (1, 12, "M"))
    past = deictic.startswith("-")
    amount = step + (abs(int(deictic)) - 1) * round_
    shift = f"{'-' if past else ''}P{amount}{letter}"
    return Phrase(first, last, type_, value, rule, shift, "past" if past else "future")


def ordinal_at(words: Sequence[Word], at: int) -> int | None:
    """The ordinal written at `at`: *3.*, *dritten*."""
    low = low_at(words, at)
    match = _FIGURE_ORDINAL.fullmatch(low)
    return int(match[1]) if match else _ordinals().get(low)


def duration(number: float, unit: str) -> str:
    """The TIMEX3 duration of so many units (`P3D`, `PT0.5H`)."""
    amount = str(int(number)) if number == int(number) else f"{number:g}"
    return f"P{unit_code(amount, unit)}"


def unit_code(amount: str, unit: str) -> str:
    """Amount and unit as TIMEX3 writes them; quarters and half-years count in months."""
    if unit in ("Q", "H"):
        months = {"Q": 3, "H": 6}[unit]
        return f"{int(float(amount) * months)}M" if amount != "X" else "XM"
    return f"T{amount}{unit[1:]}" if unit.startswith("T") else f"{amount}{unit}"


@lru_cache(maxsize=1 << 16)
def _look_up(text: str) -> tuple[str, str]:
    if text[0].isdigit():
        if text.lower().endswith(("ige", "igen", "iger", "iges", "igem", "ig")) or _LONG_COMPOUND.fullmatch(text):
            return "long", ""
        return "figure", ""
    known = _kinds().get(text)
    if known is not None:
        return known
    low = text.lower()
    if text.isupper() and len(text) > 2:
        known = _kinds().get(text.capitalize()) or _kinds().get(low)
        if known is not None:
            return known
    if text[0].isupper() and low in _kinds() and text.istitle():
        return _kinds()[low]
    if "stündig" in low or "tägig" in low or "wöchig" in low or "monatig" in low or "minütig" in low:
        return "long", ""
    if re.fullmatch(r"\w+gerjahren?", low):
        return "decade", ""
    if _LONG_COMPOUND.fullmatch(text):
        return "long", ""
    return _weekday_with_part(low)


@cache
def _weekday_parts() -> Mapping[str, tuple[str, str]]:
    rows = load_table("time_words")
    days = [r for r in rows if r["kind"] == "weekday" and not r["word"].endswith("s")]
    parts = [(r["word"].lower(), r["value"]) for r in rows if r["kind"] in ("part", "part_adverb")]
    forms = {}
    for day in days:
        for part, value in parts:
            for end in ("", "s"):
                forms[f"{day['word'].lower()}{part}{end}"] = ("weekday", f"{day['value']}T{value}")
    return forms


def _weekday_with_part(low: str) -> tuple[str, str]:
    return _weekday_parts().get(low, ("", ""))


@cache
def _kinds() -> Mapping[str, tuple[str, str]]:
    kinds = {r["word"]: (r["kind"], r["value"]) for r in load_table("time_words")}
    kinds |= {w: ("weekend", "WE") for w, (k, v) in kinds.items() if v == "WE"}
    kinds |= {"Uhr": ("clock", ""), "halb": ("half", "")}
    return kinds


@cache
def _ordinals() -> Mapping[str, int]:
    return {r["word"]: int(r["value"]) for r in load_table("ordinal_days")}


@cache
def _roles() -> Mapping[str, frozenset[str]]:
    rows = load_table("time_neighbours")
    return {role: frozenset(r["word"] for r in rows if r["role"] == role) for role in {r["role"] for r in rows}}
