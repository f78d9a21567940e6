"""The time of day of a date in a text, and whose words it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quellenlage.domain.annotations import Annotations, Statement, Time
from quellenlage.domain.span import Span

_CLOCK = re.compile(r"T(\d\d:\d\d|MO|MI|AF|EV|NI)")
_HOURS = {"MO": "08:00", "MI": "12:00", "AF": "15:00", "EV": "19:00"}
"""Where a part of the day stands among the hours of its day; a night may be that before or after it."""
_NIGHT_BEFORE, _NIGHT_AFTER = "00:00", "23:00"
NO_HOUR = "24:00"
"""What gives no time of day comes behind what does, in the order in which it is told."""


def hour_of(time: Time, sentence: Span, marks: Annotations, text: str) -> str:
    """The time of day that the date itself gives (*am Dienstagabend*), else one of the same day beside it (*am Dienstag
    um 4 Uhr*): in the same words of somebody, or both in those of the outlet."""
    own = _clock_of(time, text)
    if own != NO_HOUR:
        return own
    said = statement_around(marks.statements, time.span)
    beside = (
        t
        for t in marks.times
        if sentence.contains(t.span) and t.value.startswith(f"{time.value}T") and not t.in_furniture
    )
    return next((_clock_of(t, text) for t in beside if statement_around(marks.statements, t.span) is said), NO_HOUR)


def _clock_of(time: Time, text: str) -> str:
    found = _CLOCK.search(time.value)
    if found is None:
        return NO_HOUR
    if found[1] != "NI":
        return _HOURS.get(found[1], found[1])
    words = time.span.of(text).casefold()
    if " zu" in words:
        # "in der Nacht zum Mittwoch" is dated by the Wednesday
        return _NIGHT_BEFORE
    return _NIGHT_AFTER if re.search(r"\wnacht\b", words) else NO_HOUR


def statement_around(statements: Sequence[Statement], span: Span) -> Statement | None:
    """The innermost statement of somebody that holds the words."""
    around = [
        s for s in statements if s.mode != "narration" and not s.in_furniture and any(q.contains(span) for q in s.quote)
    ]
    return min(around, key=lambda s: (s.span.length, s.span), default=None)
