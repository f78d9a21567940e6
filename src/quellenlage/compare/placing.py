"""Where a time of an article stands in the calendar: as precisely as its words and the article's own date allow.

A day stays a day, a month a month. *Bis Freitag* is a limit: a period without a beginning, as *frühestens am Freitag*
and *mindestens bis Freitag* are ones without an end. *Von Montag bis Mittwoch* is one stretch. Of an article whose day
is not known, *am Mittwoch* is some Wednesday of the days or months in question, never a day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from typing import cast

from quellenlage.compare.words import words_of
from quellenlage.domain.annotations import Time
from quellenlage.domain.article import Published
from quellenlage.domain.days import PARTS_OF_YEAR, Days, days_between, days_of
from quellenlage.domain.dossier import PartOfStretch, Period
from quellenlage.domain.span import Span
from quellenlage.german.calendar import date_of
from quellenlage.german.lexicon import load_table, load_words

FAR_AHEAD = timedelta(days=270)
"""A month or day without its year that is counted to a day so far ahead was told as past in a way that was not seen."""
FAR_BACK = timedelta(days=183)
"""A month or season without its year that is told as past ended at most so long before: 19 of 20 months without their
year in KRAUTS dev lie within six months on either side. What is counted farther back was told of the year to come (*hat
den Start im Sommer abgesagt*)."""
WIDEST = timedelta(days=400)
"""An article that came out somewhere within more days than these places nothing."""
LIMIT_WORDS = 4
"""Words that an entry of `up_to_dates.txt` and `from_dates.txt` has at most."""
EDGE_WORDS = 3
"""Words at the beginning of a date among which the one for its part stands (*zum Ende des Jahres*)."""
MONTH, HALF_YEAR, YEAR = 28, 190, 365
"""Days that a month, and a year, have at least, and a half of a year at most."""

_YEAR = re.compile(r"\d{4}")
_DASH = re.compile(r"\s*[-–—]\s*")
_LATE = {"MID": 1 / 3, "END": 2 / 3}
"""Share of a period that lies before its *Mitte*, its *Ende*."""
_END_OF_YEAR = 5 / 6
"""The same for the *Ende* of a year: its last two months."""


@dataclass(frozen=True, slots=True)
class Place:
    """A time in the calendar. `named` are the days that its words name, `shown` is what the chronicle gives: the same,
    or a stretch that ends with it, or a limit. `sorted` is the day that it is ordered by. `about`: the article's own
    day is not known, and the period as wide as that leaves it."""

    named: Days
    shown: Period
    sorted: str
    about: bool = False

    @property
    def limit(self) -> bool:
        """True for *bis Freitag*."""
        return self.shown.from_ is None

    @property
    def days(self) -> Days | None:
        """The days that are shown, an open end as far as the calendar goes."""
        return days_between(self.shown.from_, self.shown.to)


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
            begin = before[1] if before and _leads_on(text[before[0].end : time.start]) else None
            if begin and begin.shown.from_ and begin.named.first <= place.named.last:
                found.pop()
                place = replace(place, shown=Period(begin.shown.from_, place.shown.to), sorted=begin.shown.from_)
            # before the limits: "mindestens bis" ends as "bis" does
            elif is_beginning(text[sentence.start : time.start]):
                place = replace(place, shown=replace(place.shown, to=None))
            elif is_limit(text[sentence.start : time.start]):
                place = replace(
                    place, shown=replace(place.shown, from_=None), sorted=f"{place.named.last.isoformat()}~"
                )
        if place is not None:
            found.append((time, place))
        before = None if place is None else (time, place)
    return found


def place_of(time: Time, published: Published | None, text: str) -> Place | None:
    """The period of one time; None if it stands in no calendar or its sentence contradicts it."""
    value = date_of(time, published)
    days = days_of(value) if value else None
    place: Place | None
    if days is None or value is None:
        place = _about(time, published)
    else:
        part = _part(value, days, time.span.of(text))
        place = Place(days, Period(*days.iso(), part), _sorted(days, part))
    return place if place is not None and _possible(place.named, time, published, text) else None


def _about(time: Time, published: Published | None) -> Place | None:
    """The days or months that a time leads to from every day on which the article may have come out; as closely as
    those are known."""
    possible = published.days if published is not None else None
    if published is None or possible is None or possible.is_open or not 1 < possible.length <= WIDEST.days + 1:
        return None
    ends = []
    for day in (possible.first, possible.last):
        value = date_of(time, Published(day.isoformat(), day.isoformat(), ""))
        ends.append(days_of(value) if value else None)
    first, last = ends
    if first is None or last is None or first.first > last.last:
        return None
    found = first.joined(last)
    shown = Period(*found.months().iso())
    if all(len(end or "") >= len("2024-03-01") for end in (published.from_, published.to)):
        shown = Period(*found.iso())
    elif first != first.months():
        # a day or two before the article: no other month, as closely as such bounds are known
        found, shown = possible, Period(published.from_, published.to)
    return Place(found, shown, shown.from_ or "", about=True)


def is_ahead(place: Place, time: Time, published: Published | None) -> bool:
    """True for what begins after the last day on which the article may have come out, and for the end of a month that
    is told as ahead (*läuft Ende März aus*); the verb decides where the day is not known."""
    if published is None or published.day is None:
        return time.direction == "future"
    if time.direction == "future" and len(place.sorted) >= len("2024-03-01") and place.sorted[:10] > str(published.day):
        return True
    return place.named.first > published.day


def is_limit(before: str) -> bool:
    """True where the words in front of a date make it a limit: *bis zum*, *spätestens am*."""
    return _ends_with(before, "up_to_dates")


def is_beginning(before: str) -> bool:
    """True where the words in front of a date make it the earliest day of something, or of its end: *frühestens am*,
    *mindestens bis*."""
    return _ends_with(before, "from_dates")


def _ends_with(before: str, lexicon: str) -> bool:
    words = before.casefold().split()[-LIMIT_WORDS:]
    return any(" ".join(words[n:]) in load_words(lexicon) for n in range(len(words)))


def _leads_on(between: str) -> bool:
    """True for the words between the two ends of a stretch."""
    words = " ".join(between.casefold().split())
    until = words in load_words("up_to_dates") or (words.startswith("bis") and words in load_words("from_dates"))
    return until or bool(_DASH.fullmatch(between))


def _possible(days: Days, time: Time, published: Published | None, text: str) -> bool:
    """False for a date that the sentence around it contradicts: one that was counted from another day and lies ahead of
    an article that tells it as past, or behind one that announces it (*lud für Donnerstag ein*)."""
    if published is None or published.first is None or published.last is None or _YEAR.search(time.span.of(text)):
        return True
    if time.shift is None and time.needs_dct and not _near(days, published):
        return False
    if time.shift is None and days.first - published.last > FAR_AHEAD:
        return False
    # "für Donnerstag" is announced whatever the verb; "die Zahlen für Juni" are not
    day_after_for = days.length == 1 and text[max(0, time.start - 5) : time.start].endswith(" für ")
    ahead = time.direction == "future" or day_after_for
    behind = not ahead and (time.direction == "past" or (time.type == "TIME" and not time.needs_dct))
    if ahead:
        return days.last >= published.first
    return not behind or days.first <= published.last


def _near(days: Days, published: Published) -> bool:
    """False for a month or season without its year that lies too far back to go without."""
    if days != days.months() or days.length > HALF_YEAR or published.first is None:
        return True
    return published.first - days.last <= FAR_BACK


def _part(value: str, days: Days, said: str) -> PartOfStretch | None:
    """The season or quarter that a value is, or the part of a month or year that the words name (*Ende 2028*)."""
    sign = value[len("2024-") :]
    if sign in PARTS_OF_YEAR:
        return cast(PartOfStretch, sign)
    if not days.length >= MONTH:
        return None
    return next((p for w in words_of(said)[:EDGE_WORDS] if (p := _parts().get(w)) is not None), None)


@cache
def _parts() -> dict[str, PartOfStretch]:
    return {r["word"]: cast(PartOfStretch, r["part"]) for r in load_table("parts_of_stretches")}


def _sorted(days: Days, part: PartOfStretch | None) -> str:
    """A month or year sorts before its first day; its *Mitte* and its *Ende* behind a third and two thirds of it, the
    *Ende* of a year (*zum Jahresende*) behind its October."""
    if part not in _LATE:
        return days.iso()[0] or ""
    share = _END_OF_YEAR if part == "END" and days.length >= YEAR else _LATE[part]
    return (days.first + (days.last - days.first) * share).isoformat()
