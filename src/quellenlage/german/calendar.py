"""The calendar: what a relative or incomplete date means once the publication date is known.

A time expression that lacks the publication date is written as TIMEX3 does (`XXXX-WXX-3` some Wednesday, `XXXX-07` some
July, `XXXX-XX-XX` some day). For a movable feast TIMEX3 has no sign: `XXXX-EASTER-2` is some Good Friday,
`XXXX-ADVENT+0` some first Sunday of Advent. `shift` moves the publication date (`-P1M`), `direction` says on which
side of it the weekday, day, month or season lies. What stays open stays open: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter

from quellenlage.domain.annotations import Direction, Time
from quellenlage.domain.article import Published
from quellenlage.domain.days import PARTS_OF_YEAR

NEAR_DAYS = 120
"""A day and month without a year is filled in only this near to the publication date, whatever the tense: news leaves
out the year of days some weeks or months away. Of 12 such days in KRAUTS dev the farthest lies 113 days off; one that
belongs to another year lies 171 days off."""

_SHIFT = re.compile(r"(-?)P(T?)(\d+)([YMWDHS])")
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])(T.*)?")
_MONTH_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)(T.*)?")
_MONTH = re.compile(r"XXXX-(\d\d)")
_PART_OF_YEAR = re.compile(r"XXXX-(SP|SU|FA|WI|Q[1-4]|H[12])")
_FEAST = re.compile(r"XXXX-(EASTER[+-]\d+|ADVENT[+-]\d+)(T.*)?")
_DAY = re.compile(r"XXXX-XX-XX(T.*)?")
_WEEK = re.compile(r"XXXX-WXX(-WE)?")


def resolve(time: Time, published: Published | None) -> str:
    """The TIMEX3 value of `time`, filled in as far as the publication date allows.

    `time.value` comes back unchanged if it needs no date, if none is known, or if the earliest and the latest possible
    publication day would give different values. A DURATION keeps its length: `date_of` says which date it leads to.
    """
    if not time.needs_dct or time.type in ("DURATION", "SET"):
        return time.value
    return _within(published, lambda day: _value_on(time.value, time.shift, time.direction, day)) or time.value


def date_of(time: Time, published: Published | None) -> str | None:
    """The date that `time` names or leads to, as a TIMEX3 value (`2000`, `2000-05`, `2000-W19`, `2000-05-03`), or None.

    "vor 24 Jahren" is a DURATION of `P24Y`, and leads to a year; a span of time that leads nowhere gives None.
    """
    if time.type == "SET":
        return None
    if time.type == "DURATION":
        shift, match = time.shift, _SHIFT.fullmatch(time.shift or "")
        if shift is None or match is None:
            return None
        frame = {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX"}.get(match[4] if not match[2] else "", "XXXX-XX-XX")
        return _within(published, lambda day: _value_on(frame, shift, None, day))
    value = resolve(time, published)
    return value if value[:2].isdigit() and "X" not in value else None


def shifted(day: date, shift: str) -> date:
    """`day` moved by a TIMEX3 duration (`-P1M`, `P2W`); a day that the month lacks becomes its last one."""
    match = _SHIFT.fullmatch(shift)
    if match is None:
        raise ValueError(f"not a shift: {shift!r}, expected a form such as '-P1M'")
    amount = int(match[3]) * (-1 if match[1] else 1)
    if match[2]:
        hours = {"H": amount, "M": amount / 60, "S": amount / 3600}[match[4]]
        # the hour of publication is rarely known: a shift of hours moves the day only by full days
        return day + timedelta(days=int(hours / 24))
    if match[4] in "DW":
        return day + timedelta(days=amount * (7 if match[4] == "W" else 1))
    months = day.year * 12 + day.month - 1 + amount * (12 if match[4] == "Y" else 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, _days_in(year, month)))


def _within(published: Published | None, value_on: Callable[[date], str | None]) -> str | None:
    """The value for every possible publication day, or None if it differs or no day is known."""
    if published is None or published.first is None or published.last is None:
        return None
    try:
        first, last = value_on(published.first), value_on(published.last)
    except (ValueError, OverflowError):
        # a date outside the years 1 to 9999
        return None
    return first if first is not None and first == last else None


def _value_on(value: str, shift: str | None, direction: Direction | None, today: date) -> str | None:
    """`value` seen from `today`; None if it stays open."""
    base = shifted(today, shift) if shift else today
    if match := _WEEKDAY.fullmatch(value):
        return _weekday(int(match[1]), match[2] or "", shift, direction, base)
    if match := _MONTH_DAY.fullmatch(value):
        return _month_day(int(match[1]), int(match[2]), match[3] or "", shift, direction, base)
    if match := _MONTH.fullmatch(value):
        return _month(int(match[1]), shift, direction, base)
    if match := _PART_OF_YEAR.fullmatch(value):
        return _part_of_year(match[1], shift, direction, base)
    if match := _FEAST.fullmatch(value):
        return _feast(match[1], match[2] or "", shift, direction, base)
    if shift is None:
        return None
    if match := _DAY.fullmatch(value):
        return base.isoformat() + (match[1] or "")
    if match := _WEEK.fullmatch(value):
        year, week, _ = base.isocalendar()
        return f"{year}-W{week:02d}{match[1] or ''}"
    frames = {
        "XXXX": f"{base.year:04d}",
        "XXX": f"{base.year // 10}",
        "XX": f"{base.year // 100}",
        "XXXX-XX": f"{base.year:04d}-{base.month:02d}",
        "XXXX-QX": f"{base.year:04d}-Q{(base.month + 2) // 3}",
        "XXXX-HX": f"{base.year:04d}-H{(base.month + 5) // 6}",
    }
    return frames.get(value)


def _weekday(number: int, part: str, shift: str | None, direction: Direction | None, base: date) -> str | None:
    away = (number - base.isoweekday()) % 7
    if direction == "future":
        return (base + timedelta(days=away)).isoformat() + part
    if direction == "past":
        return (base - timedelta(days=-away % 7)).isoformat() + part
    if shift is not None:
        # "am Mittwoch nächster Woche": the day of that week
        return (base + timedelta(days=number - base.isoweekday())).isoformat() + part
    return base.isoformat() + part if away == 0 else None


def _month_day(
    month: int, day: int, part: str, shift: str | None, direction: Direction | None, base: date
) -> str | None:
    if direction is None and shift is not None:
        return _day(base.year, month, day).isoformat() + part
    found = [d for y in (base.year - 1, base.year, base.year + 1) if (d := _day_or_none(y, month, day)) is not None]
    return _nearest(found, part, direction, base)


def _feast(feast: str, part: str, shift: str | None, direction: Direction | None, base: date) -> str | None:
    if direction is None and shift is not None:
        return feast_day(base.year, feast).isoformat() + part
    return _nearest([feast_day(y, feast) for y in (base.year - 1, base.year, base.year + 1)], part, direction, base)


def _nearest(found: list[date], part: str, direction: Direction | None, base: date) -> str | None:
    """The day of those found that lies on the right side of `base` and near it."""
    if direction == "past":
        found = [d for d in found if d <= base][-1:]
    elif direction == "future":
        found = [d for d in found if d >= base][:1]
    near = [d for d in found if abs((d - base).days) <= NEAR_DAYS]
    return min(near, key=lambda d: abs((d - base).days)).isoformat() + part if near else None


def feast_day(year: int, feast: str) -> date:
    """The day of a movable feast: `EASTER-2` is Good Friday, `ADVENT+0` the first Sunday of Advent, the fourth before
    Christmas Day."""
    name, days = feast[:6], int(feast[6:])
    christmas = date(year, 12, 25)
    first = easter(year) if name == "EASTER" else christmas - timedelta(days=christmas.isoweekday() + 21)
    return first + timedelta(days=days)


def _month(month: int, shift: str | None, direction: Direction | None, base: date) -> str | None:
    year = base.year
    if direction == "past":
        year -= month > base.month
    elif direction == "future":
        year += month < base.month
    elif shift is None and month != base.month:
        return None
    return f"{year:04d}-{month:02d}"


def _part_of_year(code: str, shift: str | None, direction: Direction | None, base: date) -> str | None:
    """A season, quarter or half-year. A winter is named after the year in which it begins."""
    start, length = PARTS_OF_YEAR[code]
    year = base.year - (code == "WI" and base.month < 3)
    begins = year * 12 + start
    now = base.year * 12 + base.month
    inside = begins <= now < begins + length
    if direction == "past":
        year -= begins > now
    elif direction == "future":
        year += begins + length <= now
    elif shift is None and not inside:
        return None
    return f"{year:04d}-{code}"


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, day)


def _day_or_none(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= _days_in(year, month) else None


def _days_in(year: int, month: int) -> int:
    return ((date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).day


def to_day(value: str) -> date | None:
    """The day that a TIMEX3 value names or lies in (`2022-04-13`, `2022-04-13TEV`), None for anything else."""
    try:
        return date.fromisoformat(value[:10]) if len(value) == 10 or value[10:11] == "T" else None
    except ValueError:
        return None
