"""When a reader last looked at a story: kept in a cookie of theirs, by the number of the latest article they saw.

An entry is `story.before.latest.hour`: the page shows as new what came after `before`. Loading it again within the hour
changes nothing, so that what is new does not vanish under the reader's hands.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

from fastapi import Request

SEEN = "quellenlage_seen"
KEPT = 60
"""Stories remembered: a cookie has 4 kB."""
ENTRY = re.compile(r"([0-9a-zA-Z-]{1,32})\.(\d{1,12})\.(\d{1,12})\.(\d{1,8})")
HOUR = 3600


@dataclass(frozen=True, slots=True)
class Visit:
    """`before` and `latest` are numbers of articles in order of arrival, `hour` when the reader was here."""

    before: int
    latest: int
    hour: int


def visits(request: Request) -> dict[str, Visit]:
    """What the cookie says, the latest visit last; what is no entry is passed over."""
    found = {}
    for written in request.cookies.get(SEEN, "")[:8000].split("_"):
        if entry := ENTRY.fullmatch(written):
            found[entry[1]] = Visit(int(entry[2]), int(entry[3]), int(entry[4]))
    return found


def latest_visit(request: Request, story: str) -> int | None:
    """The number of the latest article the reader saw at the visit before; None if this is the first one."""
    last = visits(request).get(story)
    if last is None:
        return None
    return last.before if last.hour == this_hour() else last.latest


def noted(request: Request, story: str, latest: int) -> str:
    """The cookie with this visit in it."""
    found = visits(request)
    last = found.pop(story, None)
    before = latest if last is None else last.before if last.hour == this_hour() else last.latest
    found[story] = Visit(before, latest, this_hour())
    kept = list(found.items())[-KEPT:]
    return "_".join(f"{story}.{v.before}.{v.latest}.{v.hour}" for story, v in kept)


def this_hour() -> int:
    """Hours since 1970."""
    return int(time.time()) // HOUR
