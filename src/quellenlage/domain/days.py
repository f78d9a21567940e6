"""Stretches of days: what a partly known date comes down to, and how two of them stand to each other.

*2024-03*, *the week of 4 March*, *after 2023*: as strings none of them compares with a day. As the days that they may
mean, all of them do.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

PARTS_OF_YEAR = {
    **{"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3)},
    **{"Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3), "H1": (1, 6), "H2": (7, 6)},
}
"""First month and length in months of the meteorological seasons, quarters and halves of a year (TIMEX3's signs). A
winter is named after the year in which it begins."""

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?")
_PART = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"\d{4}")


class Days(NamedTuple):
    """From `first` to `last`, both included. An open end is the first or the last day that the calendar has."""

    first: date
    last: date

    @property
    def length(self) -> int:
        """How many days; 1 for a day."""
        return (self.last - self.first).days + 1

    @property
    def is_open(self) -> bool:
        """True where one end, or both, are not known."""
        return self.first == date.min or self.last == date.max

    def overlaps(self, other: Days) -> bool:
        """True if they share a day."""
        return self.first <= other.last and other.first <= self.last

    def shared(self, other: Days) -> Days | None:
        """The days that both have; None if there are none."""
        return Days(max(self.first, other.first), min(self.last, other.last)) if self.overlaps(other) else None

    def joined(self, other: Days) -> Days:
        """The shortest stretch that holds both."""
        return Days(min(self.first, other.first), max(self.last, other.last))

    def within(self, other: Days) -> bool:
        """True if all its days are the other's, too."""
        return other.first <= self.first and self.last <= other.last

    def before(self, other: Days) -> bool:
        """True if it ends before the other begins."""
        return self.last < other.first

    def apart(self, other: Days) -> int:
        """Days from the one to the other; 0 where they overlap."""
        return max(0, (self.first - other.last).days, (other.first - self.last).days)

    def closer_than(self, days: int) -> bool:
        """True if it is known more closely than to so many days."""
        return self.length < days

    def months(self) -> Days:
        """The whole months that it lies in."""
        return Days(self.first.replace(day=1), _end_of_month(self.last.year, self.last.month))

    def iso(self) -> tuple[str | None, str | None]:
        """Both ends as ISO writes them: whole months as months (`2024-03`), whole years as years, an open end as
        None."""
        first, last = self.first.isoformat(), self.last.isoformat()
        if self.is_open:
            return None if self.first == date.min else first, None if self.last == date.max else last
        if self != self.months():
            return first, last
        size = len("2024") if first.endswith("-01-01") and last.endswith("-12-31") else len("2024-03")
        return first[:size], last[:size]


@lru_cache(maxsize=1 << 14)
def days_of(value: str) -> Days | None:
    """The days that a TIMEX3 value names: a day (with or without a time), week, weekend, month, season, quarter, half
    or year; None for anything else, and for what no calendar has (*31. Juni*, the year 0)."""
    try:
        return _days_of(value)
    except (ValueError, OverflowError):
        return None


def days_between(first: str | None, last: str | None) -> Days | None:
    """The days from one ISO date (day, instant, month, year) to another, None being an open end; None where both ends
    are open, or the last lies before the first. Raises ValueError for what is no date."""
    begin, end = day_of(first), last_day_of(last)
    if begin is None and end is None:
        return None
    found = Days(begin or date.min, end or date.max)
    return found if found.first <= found.last else None


def shared_by(stretches: Iterable[Days]) -> Days | None:
    """The days that all of them have; None if there are none. Raises ValueError for no stretch at all."""
    first, *rest = stretches
    shared: Days | None = first
    for each in rest:
        shared = shared.shared(each) if shared is not None else None
    return shared


def day_of(iso: str | None) -> date | None:
    """The calendar day of an ISO day or instant, in the zone it is written in; the first one of a month or year. Raises
    ValueError for what is no date."""
    if iso is None or not iso:
        return None
    return datetime.fromisoformat(iso + "-01-01"[: 10 - len(iso)] if len(iso) < 8 else iso).date()


def last_day_of(iso: str | None) -> date | None:
    """The same, the last one of a month or year."""
    first = day_of(iso)
    if first is None or iso is None or len(iso) >= 8:
        return first
    return _end_of_month(first.year, 12 if len(iso) == 4 else first.month)


def _days_of(value: str) -> Days | None:
    if match := _DAY.fullmatch(value):
        day = date.fromisoformat(match[1])
        return Days(day, day)
    if match := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return Days(monday + timedelta(5 if match[3] else 0), monday + timedelta(6))
    if match := _PART.fullmatch(value):
        return _months(int(match[1]), *PARTS_OF_YEAR[match[2]])
    if match := _MONTH.fullmatch(value):
        return _months(int(match[1]), int(match[2]), 1)
    return _months(int(value), 1, 12) if _YEAR.fullmatch(value) else None


def _months(year: int, month: int, count: int) -> Days:
    """The days of `count` months from the first of `month` on."""
    after = year * 12 + month + count - 2
    return Days(date(year, month, 1), _end_of_month(after // 12, after % 12 + 1))


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
