"""Where a time of an article stands in the calendar: as precisely as its words and the article's own date allow.

A day stays a day, a month a month. *Bis Freitag* is a limit: a period without a beginning. *Von Montag bis Mittwoch* is
one stretch. Of an article whose day is not known, *am Mittwoch* is some Wednesday of the weeks in question: a stretch
of months, never a day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from quellenlage.domain.annotations import Time
from quellenlage.domain.article import Published
from quellenlage.domain.dossier import Period
from quellenlage.domain.span import Span
from quellenlage.german.calendar import date_of
from quellenlage.german.lexicon import load_words

FAR_AHEAD = timedelta(days=270)
"""A month or day without its year that is counted to a day so far ahead was told as past in a way that was not seen."""
FAR_BACK = timedelta(days=183)
"""A month or season without its year that is told as past ended at most so long before: 19 of 20 months without their
year in KRAUTS dev lie within six months on either side. What is counted farther back was told of the year to come (*hat
den Start im Sommer abgesagt*)."""
WIDEST = timedelta(days=400)
"""An article that came out somewhere within more days than these places nothing."""
LIMIT_WORDS = 4
"""Words that an entry of `up_to_dates.txt` has at most."""

_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T.*)?")
_MONTH_OR_YEAR = re.compile(r"\d{4}(?:-\d{2})?")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?")
_MONTHS = re.compile(r"(\d{4})-(SP|SU|FA|Q[1-4])")
_FIRST_AND_LAST = {
    "SP": "03 05",
    "SU": "06 08",
    "FA": "09 11",
    "Q1": "01 03",
    "Q2": "04 06",
    "Q3": "07 09",
    "Q4": "10 12",
}
"""Months of a season as meteorology and news count them, and of a quarter; a winter lies in two years."""
_DASH = re.compile(r"\s*[-–—]\s*")
_LATE = {"mitte": 1 / 3, "ende": 2 / 3}
"""Share of a period that lies before its *Mitte*, its *Ende*."""
_END_OF_YEAR = 5 / 6
"""The same for the *Ende* of a year: its last two months."""
_LATE_WORD = re.compile(r"(mitte|ende)\b|\w+s(mitte|ende)\b")


@dataclass(frozen=True, slots=True)
class Place:
    """A time in the calendar. `named` is the period that its words name, `shown` what the chronicle gives: the same, or
    a stretch that ends with it, or a limit. `sorted` is the day that it is ordered by. `about`: the article's own day
    is not known, and the period as wide as that leaves it."""

    named: Period
    shown: Period
    sorted: str
    about: bool = False

    @property
    def limit(self) -> bool:
        """True for *bis Freitag*."""
        return self.shown.from_ is None


def places_in(
    times: Sequence[Time], sentence: Span, published: Published | None, text: str
) -> list[tuple[Time, Place]]:
    """The times of one sentence that stand in a calendar and that nothing around them contradicts, in their order; of
    two that mark a stretch (*vom 3. bis 5. Mai*) only the second, which stands for both."""
    found: list[tuple[Time, Place]] = []
    before: tuple[Time, Place] | None = None
    for time in times:
        place = place_of(time, published, text)
        if place is not None:
            begin = before[1].shown.from_ if before and _leads_on(text[before[0].end : time.start]) else None
            if begin and place.named.to and begin <= place.named.to:
                found.pop()
                place = replace(place, shown=Period(begin, place.named.to), sorted=begin)
            elif is_limit(text[sentence.start : time.start]):
                place = replace(place, shown=Period(None, place.named.to), sorted=_end_of(place.named))
        if place is not None:
            found.append((time, place))
        before = None if place is None else (time, place)
    return found


def place_of(time: Time, published: Published | None, text: str) -> Place | None:
    """The period of one time; None if it stands in no calendar or its sentence contradicts it."""
    value = date_of(time, published)
    period = period_of(value) if value else None
    about = period is None
    if period is None:
        period = _about(time, published)
    if period is None or not _possible(period, time, published, text):
        return None
    return Place(period, period, _sorted(period, time.span.of(text)), about)


def _about(time: Time, published: Published | None) -> Period | None:
    """The months that a time leads to from every day on which the article may have come out."""
    if published is None or published.first is None or published.last is None:
        return None
    if not timedelta(0) < published.last - published.first <= WIDEST:
        return None
    ends = []
    for day in (published.first, published.last):
        value = date_of(time, Published(day.isoformat(), day.isoformat(), ""))
        ends.append(period_of(value) if value else None)
    first, last = ends
    if first is None or last is None or first.from_ is None or last.to is None:
        return None
    if len(first.from_) == 10 and published.from_ and published.to:
        # a day or two before the article: no other month, as closely as such bounds are known
        return Period(published.from_[:7], published.to[:7])
    return Period(first.from_[:7], last.to[:7]) if first.from_[:7] <= last.to[:7] else None


def is_ahead(place: Place, time: Time, published: Published | None) -> bool:
    """True for what begins after the last day on which the article may have come out, and for the end of a month that
    is told as ahead (*läuft Ende März aus*); the verb decides where the day is not known."""
    last = published.last if published is not None else None
    period = place.named
    if last is None or period.from_ is None or published is None or published.day is None:
        return time.direction == "future"
    if time.direction == "future" and len(place.sorted) >= len("2024-03-01") and place.sorted[:10] > last.isoformat():
        return True
    return period.from_ > last.isoformat()[: len(period.from_)]


def is_limit(before: str) -> bool:
    """True where the words in front of a date make it a limit: *bis zum*, *spätestens am*."""
    words = before.casefold().split()[-LIMIT_WORDS:]
    return any(" ".join(words[n:]) in load_words("up_to_dates") for n in range(len(words)))


def _leads_on(between: str) -> bool:
    """True for the words between the two ends of a stretch."""
    return bool(_DASH.fullmatch(between)) or " ".join(between.casefold().split()) in load_words("up_to_dates")


def _possible(period: Period, time: Time, published: Published | None, text: str) -> bool:
    """False for a date that the sentence around it contradicts: one that was counted from another day and lies ahead of
    an article that tells it as past, or behind one that announces it (*lud für Donnerstag ein*)."""
    if published is None or published.first is None or published.last is None or _YEAR.search(time.span.of(text)):
        return True
    if time.shift is None and time.needs_dct and not _near(period, published):
        return False
    if time.shift is None and period.from_ and first_day(period.from_) - published.last > FAR_AHEAD:
        return False
    # "für Donnerstag" is announced whatever the verb; "die Zahlen für Juni" are not
    day_after_for = len(period.from_ or "") == 10 and text[max(0, time.start - 5) : time.start].endswith(" für ")
    ahead = time.direction == "future" or day_after_for
    behind = not ahead and (time.direction == "past" or (time.type == "TIME" and not time.needs_dct))
    if ahead and period.to:
        return period.to >= published.first.isoformat()[: len(period.to)]
    if behind and period.from_:
        return period.from_ <= published.last.isoformat()[: len(period.from_)]
    return True


def _near(period: Period, published: Published) -> bool:
    """False for a month or season without its year that lies too far back to go without."""
    end = last_day(period)
    if end is None or published.first is None or len(period.to or "") != 7:
        return True
    return published.first - end <= FAR_BACK


def period_of(value: str) -> Period | None:
    """The period that a TIMEX3 value names, as precise as it is: a day, a month, a year, the days of a
    week, the months of a season or quarter."""
    if value.startswith("0000"):
        return None
    if match := _DAY.fullmatch(value):
        return Period(match[1], match[1]) if _in_the_calendar(match[1]) else None
    if _MONTH_OR_YEAR.fullmatch(value):
        return Period(value, value) if _in_the_calendar(value + "-01-01"[: 10 - len(value)]) else None
    if match := _MONTHS.fullmatch(value):
        first, last = _FIRST_AND_LAST[match[2]].split()
        return Period(f"{match[1]}-{first}", f"{match[1]}-{last}")
    if match := _WEEK.fullmatch(value):
        monday = _monday(int(match[1]), int(match[2]))
        if monday is not None:
            start, end = monday + timedelta(5 if match[3] else 0), monday + timedelta(6)
            return Period(start.isoformat(), end.isoformat())
    return None


def _in_the_calendar(day: str) -> bool:
    """False for a day or month that there is not (*31. Juni 2021*): the text's mistake, which gives no date."""
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def first_day(value: str) -> date:
    """The first day of a day, month or year."""
    return date.fromisoformat(value + "-01-01"[: 10 - len(value)])


def last_day(period: Period) -> date | None:
    """The last day of a period, whatever its precision."""
    to = period.to
    if to is None:
        return None
    if len(to) == 10:
        return date.fromisoformat(to)
    year, month = (int(to), 12) if len(to) == 4 else (int(to[:4]), int(to[5:]))
    first_of_next = date(year + month // 12, month % 12 + 1, 1) if year < date.max.year else date.max
    return first_of_next - timedelta(days=1)


def _sorted(period: Period, said: str) -> str:
    """A month or year sorts before its first day; its *Mitte* and its *Ende* behind a third and two thirds of it, the
    *Ende* of a year (*zum Jahresende*) behind its October."""
    start = period.from_ or ""
    late = _LATE_WORD.match(said.casefold())
    if late is None or len(start) == 10:
        return start
    try:
        first, end = first_day(start), last_day(period)
    except ValueError:  # a date that no calendar has: the text's mistake
        return start
    if end is None:
        return start
    word = late[1] or late[2]
    share = _END_OF_YEAR if word == "ende" and len(start) == 4 else _LATE[word]
    return (first + (end - first) * share).isoformat()


def _end_of(period: Period) -> str:
    """A limit sorts behind its last day."""
    try:
        end = last_day(period)
    except ValueError:  # a date that no calendar has: the text's mistake
        end = None
    return f"{end.isoformat() if end else period.to}~"


def _monday(year: int, week: int) -> date | None:
    return date.fromisocalendar(year, week, 1) if 1 <= week <= 52 or (week == 53 and _has_53_weeks(year)) else None


def _has_53_weeks(year: int) -> bool:
    return date(year, 12, 28).isocalendar().week == 53
