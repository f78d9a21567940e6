"""From which day a clock time, a part of the day or *am nächsten Tag* is counted: a day named in the text, or the day
of publication where the article's hour tells that it can be no other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import accumulate

from quellenlage.domain.annotations import Direction, Time
from quellenlage.domain.article import Published
from quellenlage.german.calendar import shifted, to_day

REACH = 3
"""A clock time or "am nächsten Tag" is counted from a day named at most this many sentences before."""

PART_BEGINS = {"MO": 5, "MI": 11, "AF": 12, "EV": 17, "NI": 20}
"""Hour at which a part of the day begins at the earliest."""


@dataclass(frozen=True, slots=True)
class Named:
    """A day that a sentence names. `looks` and `block` are those of the sentence; `said`: the day is that on which
    somebody says something, not the day of what he says."""

    sentence: int
    day: date
    looks: Direction | None
    block: int
    said: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """A time that waits for its day: how far from it (`P0D`, `W5`: the first Friday after it), which way its clause
    looks, and whether it stands in reported speech."""

    shift: str
    looks: Direction | None = None
    reported: bool = False


def anchored(
    here: Sequence[Time],
    waiting: Mapping[int, Waiting],
    said: frozenset[int],
    sentence: tuple[int, int, Direction | None],
    named: Sequence[Named],
    published: Published | None,
) -> tuple[list[Time], list[Named]]:
    """The times of a sentence with their days filled in, and the days to count from, this sentence's included.

    `waiting` and `said` are by number of the time in `here`; `sentence` is its number, its block, and where it looks;
    `named` holds the days that the sentences before name, in order. A clock time may also take a day named behind it in
    the sentence. A bare part of the day ("am Mittag") takes a day of its sentence, or that of the sentence before or of
    its block, if they tell of the same time.
    """
    number, block, looks = sentence
    times, days = list(here), list(named)
    own = [
        None if at in waiting else to_day(t.value) if t.type in ("DATE", "TIME") else None for at, t in enumerate(here)
    ]
    behind: list[date | None] = list(accumulate(reversed(own), _later_or))[::-1]
    for at, time in enumerate(here):
        if at in waiting:
            wait = waiting[at]
            last = _last_named(time, wait, days, number, block, looks, published)
            day = last.day if last is not None else None
            if time.type == "TIME" and behind[at] is not None and (last is None or last.sentence < number):
                day = behind[at]
            if day is None and time.type == "TIME" and wait.shift == "P0D":
                day = _day_of_publication(time, wait, block, days, published)
            # the calendar of the standard library ends with the year 9999
            if day is None or day.year >= 9999:
                continue
            counted = _counted(day, wait.shift)
            times[at] = replace(time, value=time.value.replace("XXXX-XX-XX", counted.isoformat(), 1), needs_dct=False)
            if time.type == "DATE":
                days.append(Named(number, counted, looks, block))
        elif (day_here := own[at]) is not None:
            days.append(Named(number, day_here, looks, block, at in said))
    return times, days


def _later_or(behind: date | None, day: date | None) -> date | None:
    return behind if day is None else day


def _last_named(
    time: Time,
    wait: Waiting,
    days: Sequence[Named],
    number: int,
    block: int,
    looks: Direction | None,
    published: Published | None,
) -> Named | None:
    last = days[-1] if days else None
    if last is None or number - last.sentence > REACH:
        return None
    if last.sentence == number:
        return last
    if last.said and wait.reported:
        return None
    if time.type != "TIME" or ":" in time.value:
        return last
    same = looks == last.looks and _could_tell_of(last.day, looks, published)
    near = (number - last.sentence == 1 and looks is not None) or block == last.block
    return last if same and near else None


def _could_tell_of(named: date, looks: Direction | None, published: Published | None) -> bool:
    """False where a sentence in the past would tell of a day after publication, or one that looks forward of a day
    before it."""
    if published is None or published.first is None or published.last is None:
        return True
    return not (looks == "past" and named > published.last) and not (looks == "future" and named < published.first)


def _day_of_publication(
    time: Time, wait: Waiting, block: int, days: Sequence[Named], published: Published | None
) -> date | None:
    """*am Vormittag* in an article that came out at 16 h and names no other day nearby: that day's. A part of the day
    that had not begun at that hour, told as past, is another day's and stays open."""
    moment = _moment(published)
    if moment is None:
        return None
    today = moment.date()
    others = [named for named in days if named.day != today]
    if others and (":" in time.value or wait.reported or any(named.block == block for named in others)):
        return None
    if wait.reported and not days:
        return None
    begins = _hour(time.value)
    if begins is None:
        return None
    begun = begins <= moment.hour + moment.minute / 60
    return today if (begun and wait.looks != "future") or (not begun and wait.looks == "future") else None


def _moment(published: Published | None) -> datetime | None:
    """The moment of publication, None if only the day is known, or less."""
    if published is None or published.from_ != published.to or "T" not in (published.from_ or ""):
        return None
    try:
        return datetime.fromisoformat(published.from_ or "")
    except ValueError:
        return None


def _hour(value: str) -> float | None:
    part = value.partition("T")[2]
    if ":" in part:
        return int(part[:2]) + int(part[3:5]) / 60
    return PART_BEGINS.get(part)


def _counted(day: date, shift: str) -> date:
    if shift.startswith("W"):
        return day + timedelta(days=(int(shift[1:]) - day.isoweekday() - 1) % 7 + 1)
    return shifted(day, shift)
