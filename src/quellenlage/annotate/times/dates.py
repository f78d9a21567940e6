"""Readers of dates: days, weekdays, months, seasons, years, holidays."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quellenlage.annotate.times.words import (
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
    number_at,
    ordinal_at,
    plays,
    value_at,
    week_after,
    weeks_after,
    with_article,
    year_after,
)
from quellenlage.annotate.times.years import QUOTES, counts_something, names_something, starts_with_year
from quellenlage.domain.annotations import Direction, TimeType
from quellenlage.german.calendar import feast_day
from quellenlage.german.lexicon import load_words

FIRST_YEAR, LAST_YEAR = 1100, 2100
"""Years that a bare figure of four digits may mean."""
SURE_YEARS = range(1900, 2051)
"""Here news has more years than numbers, round hundreds aside."""

_COUNTED_FEASTS = {"ADVENT": 4, "CHRISTMAS": 2}
"""Days that an ordinal tells apart, and how many there are."""
_AROUND = frozenset(["für", "bis", "vor", "nach", "seit", "auf", "über"])
"""Prepositions before *den Sommer*, *dem Winter* as a date."""
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
        value = f"{year or 'XXXX'}-{month}-{number:02d}"
        night = night_before(words, first)
        if night is not None:
            # "in der Nacht zum 3. Mai": the day it leads to
            tense = year is None and shift is None
            return Phrase(night, last, "TIME", f"{value}TNI", "night to a day", shift, tense=tense)
        first = with_article(words, first) if first == day[0] else first
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
    if low_at(words, at - 1) in ("monat", "monats"):
        first = with_article(words, at - 1)
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
    if part and low_at(words, first - 1) in load_words("part_adjectives"):
        first -= 1
    every = _every_so_many(words, at, value)
    if every is not None:
        return every
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
    following = _following(words, at, last)
    if following is not None:
        counted = value.replace(f"WXX-{number}", "XX-XX")
        return Phrase(*following, type_, counted, "weekday after a day named before", anchored=f"W{number}")
    deictic = deictic_before(words, at)
    if deictic is not None:
        first = with_article(words, at - 1)
        if deictic == "0":
            return Phrase(first, last, type_, value, "weekday", tense=True)
        return beside_today(first, last, value, "weekday", deictic, type_)
    return Phrase(first, last, type_, value, "weekday", tense=True)


def _every_so_many(words: Sequence[Word], at: int, value: str) -> Phrase | None:
    """*jeden zweiten Mittwoch*, *jeden ersten Montag im Monat*."""
    if not is_at(words, at - 2, "every") or ordinal_at(words, at - 1) is None:
        return None
    last = at + 2 if [low_at(words, at + 1), low_at(words, at + 2)] in (["im", "monat"], ["des", "monats"]) else at
    return Phrase(at - 2, last, "SET", value, "every few weekdays")


def _following(words: Sequence[Word], at: int, last: int) -> tuple[int, int] | None:
    """First and last word of *Freitag darauf*, *darauffolgenden Freitag*: the first one after a day named before."""
    if plays(words, last + 1, "after"):
        return at, last + 1
    return (at - 1, last) if low_at(words, at - 1) in ("darauffolgenden", "folgenden", "darauf") else None


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
        and low_at(words, at - 1) == "den"
        and low_at(words, at + 1) in ("über", "hindurch")
    ):
        return Phrase(at - 1, at + 1, "DURATION", f"P1{season}", "length")
    dated = low_at(words, at - 1) in ("im", "ab", "seit", "zum", "vom") or is_at(words, at - 1, "edge")
    dated = dated or (low_at(words, at - 1) in ("den", "dem", "zum") and low_at(words, at - 2) in _AROUND)
    if year is None and shift is None and not dated:
        return None
    first = at - 1 if is_at(words, at - 1, "edge") else at
    return Phrase(
        first, last, "DATE", f"{year or 'XXXX'}-{season}", "season", shift, tense=year is None and shift is None
    )


def read_every_season(words: Sequence[Word], at: int) -> Phrase | None:
    """*in den Sommermonaten*."""
    return Phrase(at, at, "SET", words[at].value, "every season")


def read_part_of_year(words: Sequence[Word], at: int) -> Phrase | None:
    """*ersten Quartal 2026*, *3. Quartal*, *zweiten Jahreshälfte*."""
    code = words[at].value
    most = 4 if code == "Q" else 2
    year, last, shift = year_after(words, at)
    number = ordinal_at(words, at - 1)
    if number is None and low_at(words, at - 1) in ("letzte", "letzten", "letztes") and last > at:
        number = most
    if number is None or number > most:
        return None
    first = with_article(words, at - 1)
    value = f"{year or 'XXXX'}-{code}{number}"
    return Phrase(first, last, "DATE", value, "part of a year", shift, tense=year is None and shift is None)


def read_period(words: Sequence[Word], at: int) -> Phrase | None:
    """*Vorjahr*, *Jahresende*."""
    shift, _, frame = words[at].value.partition(" ")
    if shift.startswith("P0") and frame == "XXXX" and at + 1 < len(words) and YEAR.fullmatch(words[at + 1].text):
        return Phrase(at, at + 1, "DATE", words[at + 1].text, "year")
    return Phrase(with_article(words, at), at, "DATE", frame, "unit seen from today", shift)


def read_next_day(words: Sequence[Word], at: int) -> Phrase | None:
    """*am Vortag*, *am Folgetag*, *am Vorabend*."""
    shift, _, part = words[at].value.partition(" ")
    type_: TimeType = "TIME" if part else "DATE"
    return Phrase(at, at, type_, f"XXXX-XX-XX{part}", "day seen from a day named before", anchored=shift)


def read_holiday(words: Sequence[Word], at: int) -> Phrase | None:
    """*Silvester*, *Heiligabend 2019*, *Ostermontag*, *ersten Advent*, *am Tag der Deutschen Einheit*."""
    named = _feast_at(words, at)
    if named is None or is_surname(words, at):
        return None
    first, day = named
    year, last, shift = year_after(words, at)
    if year is not None and "T" in day:
        day = feast_day(int(year), day).isoformat()[5:]
    tense = year is None and shift is None
    return Phrase(first, last, "DATE", f"{year or 'XXXX'}-{day}", "holiday", shift, tense=tense)


def _feast_at(words: Sequence[Word], at: int) -> tuple[int, str] | None:
    """First word and day of the holiday whose last word stands at `at`. The lexicon gives `day`, `day:words before it`
    or what an ordinal counts (*ersten Advent*, *2. Weihnachtstag*); `|` parts them, the first that fits holds."""
    number = ordinal_at(words, at - 1)
    for option in words[at].value.split("|"):
        day, _, lead = option.partition(":")
        first = at - len(lead.split())
        if day in _COUNTED_FEASTS:
            if number is not None and 1 <= number <= _COUNTED_FEASTS[day]:
                return at - 1, f"ADVENT+{7 * (number - 1)}" if day == "ADVENT" else f"12-{24 + number}"
        # "der Tag der Arbeit" may be any; "am Tag der Arbeit" is a date
        elif (
            first >= 0
            and [w.low for w in words[first:at]] == lead.split()
            and (not lead.startswith("tag ") or low_at(words, first - 1) == "am")
        ):
            return first, day
    return None


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
    # the imprint of a book: "Köln 1999, 240 S."
    if before[:1].isalpha() and number_at(words, at + 1) is not None and low_at(words, at + 2) in ("s.", "seiten"):
        return True
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
    before = low_at(words, at - 1)
    return before in load_words("before_dates") or before in ("monat", "monats") or is_at(words, at - 1, "month")


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
    number = ordinal_at(words, at - 1)
    return (at - 1, number) if number is not None and number <= 31 else None


def _weekday_before(words: Sequence[Word], at: int) -> int:
    """*Samstag, 17. Januar*, *Mittwoch, dem 13. April*: the weekday belongs to the date."""
    back = at - 1 - (low_at(words, at - 1) in ("dem", "den", "der"))
    if low_at(words, back) == ",":
        back -= 1
    return back if is_at(words, back, "weekday") and "T" not in words[back].value else at
