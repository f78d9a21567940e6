"""The weekdays of an article whose day is not known, in their order: *am Mittwoch* after *am Dienstag*.

A bare weekday of news is one of about the last seven days. Which of them is the latest follows from the lead, from the
week they fill, or from *am heutigen Freitag*; where that leaves it open, only the pluperfect orders them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from quellenlage.compare.clauses import Clauses
from quellenlage.domain.annotations import AnnotatedArticle, Time

UNPLACED = 99
"""Place of what has no weekday: behind all that have one."""
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])(?:T.*)?")
_WEEK = 7


def weekday_places(member: AnnotatedArticle, clauses: Clauses) -> Mapping[int, int]:
    """Where a bare weekday begins to its place among those of the article: days from the latest one that is told as
    past (0, earlier ones below, announced ones above). Empty for an article whose day is known. Where the latest one
    is not sure: -1 for the pluperfect, 0 for all others told as past."""
    published = member.article.published
    if published is not None and published.day is not None:
        return {}
    days = [(t, int(match[1])) for t in member.annotations.times if (match := _bare(t))]
    past = [(t, day, _is_before(t, clauses)) for t, day in days if t.direction == "past"]
    if not past:
        return {}
    latest = _latest(past)
    if latest is None:
        return {t.start: -1 if before else 0 for t, _, before in past}
    places = {t.start: -((latest - day) % _WEEK) for t, day, _ in past}
    ahead = {t.start: (day - latest - 1) % _WEEK + 1 for t, day in days if t.direction == "future"}
    return places | ahead


def _bare(time: Time) -> re.Match[str] | None:
    return None if time.in_furniture else _WEEKDAY.fullmatch(time.value)


def _is_before(time: Time, clauses: Clauses) -> bool:
    at = clauses.last_in(time.span)
    return at is not None and clauses.pluperfect(at)


def _latest(past: Sequence[tuple[Time, int, bool]]) -> int | None:
    """The latest weekday of those told as past (with: told in the pluperfect); None where that is not sure."""
    today = [day for time, day, _ in past if time.shift == "P0D"]
    frame = [day for _, day, before in past if not before]
    if not frame or today:
        return today[0] if today else None
    lead, told = frame[0], {day for _, day, _ in past}
    next_day = lead % _WEEK + 1
    if next_day in frame:
        latest = next_day
    elif max(told) == lead or _least_apart(told) == lead:
        latest = lead
    else:
        return None
    # what had happened before cannot be the latest
    return latest if all(day != latest for _, day, before in past if before) else None


def _least_apart(told: set[int]) -> int | None:
    """The day that ends the shortest stretch with all of them; None if two stretches are as short."""
    spans = sorted((max((day - other) % _WEEK for other in told), day) for day in told)
    return spans[0][1] if len(spans) == 1 or spans[0][0] < spans[1][0] else None
