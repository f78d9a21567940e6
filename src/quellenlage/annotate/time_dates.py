"""Readers of dates: days, weekdays, months, seasons, years, holidays."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from quellenlage.annotate.time_words import (
    ARTICLES,
    INDEFINITE,
    YEAR,
    Phrase,
    Word,
    beside_today,
    deictic_before,
    is_at,
    is_surname,
    low_at,
    night_before,
    value_at,
    week_after,
    weeks_after,
    with_article,
    year_after,
)
from quellenlage.annotate.time_years import QUOTES, counts_something, names_something, starts_with_year
from quellenlage.domain.annotations import Direction, TimeType
from quellenlage.german.lexicon import load_table, load_words

FIRST_YEAR, LAST_YEAR = 1100, 2100
"""Years that a bare figure of four digits may mean."""
SURE_YEARS = range(1900, 2051)
"""Here news has more years than numbers, round hundreds aside."""

_FIGURE_DAY = re.compile(r"(0?[1-9]|[12]\d|3[01])\.")
_TWO_DAYS = re.compile(r"(0?[1-9]|[12]\d|3[01])\.[/–-](0?[1-9]|[12]\d|3[01])\.")
_YEARS = re.compile(r"(1[1-9]\d{2}|20\d{2})[–-](1[1-9]\d{2}|20\d{2})")


def read_month(words: Sequence[Word], at: int) -> Phrase | None:
    """*13. April 2022*, *im Juli*, *Ende April 2019*, *Juni des vergangenen Jahres*."""
    month, first, last = words[at].value, at, at
    day = _day_before(words, at)
    year, last, shift = year_after(words, last)
    if day is not None:
        first, number = day
        first = _weekday_before(words, first)
        first = with_article(words, first) if first == day[0] else first
        value = f"{year or 'XXXX'}-{month}-{number:02d}"
        return Phrase(first, last, "DATE", value, "day", shift, tense=year is None and shift is None)
    if words[at].kind == "month_short" and year is None:
        return None
    edge = is_at(words, at - 1, "edge")
    if edge:
        return Phrase(
            at - 1, last, "DATE", f"{year or 'XXXX'}-{month}", "month", shift, tense=year is None and not shift
        )
    deictic = deictic_before(words, at)
    if year is None and (is_surname(words, at) or _is_first_name(words, at)):
        return None
    if deictic is not None and year is None:
        return beside_today(with_article(words, at - 1), last, f"XXXX-{month}", "month", deictic)
    if year is None and shift is None and not _opens_date(words, at):
        return None
    first = with_article(words, at) if shift else at
    return Phrase(first, last, "DATE", f"{year or 'XXXX'}-{month}", "month", shift, tense=year is None and not shift)


def read_first_day_of_range(words: Sequence[Word], at: int) -> Phrase | None:
    """The 5. of "vom 5. bis zum 9. Juni"."""
    match = _FIGURE_DAY.fullmatch(words[at].text)
    if match is None or low_at(words, at + 1) not in ("bis", "und", "oder", "–", "-", "/", "auf"):
        return None
    other = at + 2 + (low_at(words, at + 2) in ("zum", "den"))
    if other + 1 >= len(words) or not _FIGURE_DAY.fullmatch(words[other].text) or words[other + 1].kind != "month":
        return None
    year, _, shift = year_after(words, other + 1)
    value = f"{year or 'XXXX'}-{words[other + 1].value}-{int(match[1]):02d}"
    return Phrase(at, at, "DATE", value, "day of a range", shift, tense=year is None and shift is None)


def read_weekday(words: Sequence[Word], at: int) -> Phrase | None:
    """*am Mittwoch*, *vergangenen Freitag*, *Dienstagabend*, *Nacht zum Sonntag*, *jeden Montag*."""
    if is_surname(words, at):
        return None
    number, _, part = words[at].value.partition("T")
    first, last = at, at
    type_: TimeType = "TIME" if part else "DATE"
    if (not part and is_at(words, at + 1, "part_adverb", "part") and low_at(words, at + 1) != "früh") or low_at(
        words, at + 1
    ) == "früh":
        part, last, type_ = value_at(words, at + 1) or "MO", at + 1, "TIME"
    if not part and is_at(words, at + 1, "part_set"):
        return Phrase(at, at + 1, "SET", f"XXXX-WXX-{number}T{words[at + 1].value}", "every weekday")
    suffix = f"T{part}" if part else ""
    value = f"XXXX-WXX-{number}{suffix}"
    if is_at(words, at - 1, "every"):
        return Phrase(at - 1, last, "SET", value, "every weekday")
    if _goes_on_every(words, at):
        return Phrase(at, last, "SET", value, "every weekday")
    if low_at(words, at - 1) in INDEFINITE:
        return Phrase(at, last, type_, value, "weekday", any_such=True)
    night = night_before(words, at)
    if night is not None:
        return Phrase(night, last, "TIME", f"XXXX-WXX-{number}TNI", "night to a weekday", tense=True)
    away = weeks_after(words, last)
    if away is not None:
        direction: Direction = "past" if away[1] < 0 else "future"
        sign = "-" if direction == "past" else ""
        return Phrase(first, away[0], type_, value, "weekday of a week", f"{sign}P{abs(away[1])}W", direction)
    week = week_after(words, last)
    if week is not None:
        return Phrase(first, week[0], type_, value, "weekday of a week", shift=week[1])
    deictic = deictic_before(words, at)
    if deictic is not None:
        first = with_article(words, at - 1)
        if deictic == "0":
            return Phrase(first, last, type_, value, "weekday", tense=True)
        return beside_today(first, last, value, "weekday", deictic, type_)
    return Phrase(first, last, type_, value, "weekday", tense=True)


def _goes_on_every(words: Sequence[Word], at: int) -> bool:
    """True for the Friday of "jeden Montag, Mittwoch und Freitag"."""
    while low_at(words, at - 1) in (",", "und", "oder", "sowie") and is_at(words, at - 2, "weekday"):
        at -= 2
    return is_at(words, at - 1, "every")


def _is_first_name(words: Sequence[Word], at: int) -> bool:
    """True for *August Macke* behind a preposition that persons have too; "zwischen Juli und August Bäume" is lost."""
    after = words[at + 1] if at + 1 < len(words) else None
    return (
        words[at].text in load_words("first_names")
        and after is not None
        and after.text[0].isupper()
        and not after.kind
        and low_at(words, at - 1) in load_words("before_dates") - load_words("only_before_dates")
        and not is_at(words, at - 2, "month")
    )


def read_every_weekday(words: Sequence[Word], at: int) -> Phrase | None:
    """*montags*."""
    return Phrase(at, at, "SET", f"XXXX-WXX-{words[at].value}", "every weekday")


def read_season(words: Sequence[Word], at: int) -> Phrase | None:
    """*im Herbst*, *Sommer 2005*, *vergangenen Winter*."""
    season = words[at].value
    year, last, shift = year_after(words, at)
    deictic = deictic_before(words, at)
    if deictic is not None and year is None and shift is None:
        return beside_today(with_article(words, at - 1), last, f"XXXX-{season}", "season", deictic)
    if (
        year is None
        and shift is None
        and not (low_at(words, at - 1) in ("im", "ab", "seit", "zum", "vom") or is_at(words, at - 1, "edge"))
    ):
        return None
    first = at - 1 if is_at(words, at - 1, "edge") else at
    return Phrase(
        first, last, "DATE", f"{year or 'XXXX'}-{season}", "season", shift, tense=year is None and shift is None
    )


def read_period(words: Sequence[Word], at: int) -> Phrase | None:
    """*Vorjahr*, *Jahresende*."""
    shift, _, frame = words[at].value.partition(" ")
    if shift.startswith("P0") and frame == "XXXX" and at + 1 < len(words) and YEAR.fullmatch(words[at + 1].text):
        return Phrase(at, at + 1, "DATE", words[at + 1].text, "year")
    return Phrase(with_article(words, at), at, "DATE", frame, "unit seen from today", shift)


def read_next_day(words: Sequence[Word], at: int) -> Phrase | None:
    """*am Vortag*, *am Folgetag*."""
    return Phrase(at, at, "DATE", "XXXX-XX-XX", "day seen from a day named before", anchored=words[at].value)


def read_holiday(words: Sequence[Word], at: int) -> Phrase | None:
    """*Silvester*, *Heiligabend 2019*."""
    year, last, shift = year_after(words, at)
    return Phrase(
        at, last, "DATE", f"{year or 'XXXX'}-{words[at].value}", "holiday", shift, tense=year is None and shift is None
    )


def read_year(words: Sequence[Word], at: int) -> Phrase | None:
    """A bare figure of four digits, unless it counts something."""
    match = YEAR.fullmatch(words[at].text)
    if match is None or not FIRST_YEAR <= int(match[0]) <= LAST_YEAR:
        return None
    if counts_something(words, at) or names_something(words, at) or not _may_be_year(words, at, int(match[0])):
        return None
    first = at - 1 if is_at(words, at - 1, "edge") else at
    return Phrase(first, at, "DATE", match[0], "year")


def read_two_years(words: Sequence[Word], at: int) -> Phrase | None:
    """*1939–1945*."""
    match = _YEARS.fullmatch(words[at].text)
    return None if match is None or match[1] >= match[2] else Phrase(at, at, "DATE", f"{match[1]}/{match[2]}", "years")


def _may_be_year(words: Sequence[Word], at: int, figure: int) -> bool:
    """True if a figure that counts nothing can be taken for a year where it stands. Of the centuries before 1900, and
    for round hundreds, something must say so: "bis 1800", "um 1900", "2000 kamen sie zurück"."""
    before, after = low_at(words, at - 1), words[at + 1].text if at + 1 < len(words) else ""
    starts = not any(w.text[0].isalnum() for w in words[:at])
    named = before in load_words("before_dates") or starts
    # "der Film „1917“", "Asteroid 2004 MN4"
    designation = after[:1].isupper() and any(c.isdigit() for c in after)
    if (before in QUOTES and after in QUOTES) or (not named and (figure < 1500 or after[:1].isdigit() or designation)):
        return False
    if figure % 100 and figure in SURE_YEARS:
        return True
    if starts:
        return starts_with_year(words, at)
    if figure % 100 and figure < SURE_YEARS.start:
        return True
    range_ = low_at(words, at + 1) in ("bis", "–", "-") and before in ("von", "zwischen")
    # "die 1900 eröffnete Halle": the ending is a singular
    one = before in ARTICLES and after.islower() and after.endswith("e")
    # "EM 2000", and the imprint of a book: "Köln 2000" at the end of a line
    named_by = words[at - 1].text[0].isupper() and (not after or (words[at - 1].text.isupper() and len(before) > 1))
    says_so = before in load_words("only_before_dates") or is_at(words, at - 1, "edge", "unit")
    return range_ or one or named_by or says_so


def _opens_date(words: Sequence[Word], at: int) -> bool:
    return low_at(words, at - 1) in load_words("before_dates") or is_at(words, at - 1, "month")


def _day_before(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """Index and number of the day before a month: *13.*, *ersten*."""
    if at == 0:
        return None
    text = words[at - 1].text
    match = _FIGURE_DAY.fullmatch(text)
    if match is not None:
        return at - 1, int(match[1])
    double = _TWO_DAYS.fullmatch(text)
    if double is not None:
        return at - 1, int(double[2])
    number = _ordinal_days().get(text.lower())
    return (at - 1, number) if number is not None else None


def _weekday_before(words: Sequence[Word], at: int) -> int:
    """*Samstag, 17. Januar*, *Mittwoch, dem 13. April*: the weekday belongs to the date."""
    back = at - 1 - (low_at(words, at - 1) in ("dem", "den", "der"))
    if low_at(words, back) == ",":
        back -= 1
    return back if is_at(words, back, "weekday") and "T" not in words[back].value else at


@cache
def _ordinal_days() -> Mapping[str, int]:
    return {r["word"]: int(r["value"]) for r in load_table("ordinal_days")}
