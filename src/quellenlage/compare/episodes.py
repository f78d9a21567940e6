"""When a story jumps in time: the stretches of days that its articles fall into.

Some articles came out on a known day, of others only bounds are known. The fewest moments are sought at which all of
them may have come out; moments with a long silence between them are episodes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from quellenlage.compare.portraits import Portrait
from quellenlage.domain.days import Days
from quellenlage.domain.dossier import Episode

EPISODE_GAP = timedelta(days=30)
"""A longer silence parts a story into episodes. Own choice, as news is told: an affair that is silent for a month is
taken up anew with a recapitulation."""
CLEARLY = 1.5
"""How much more must speak for one episode than for any other, where an article fits several: the days that its bounds
share with each, times how alike it is to the articles there. Own choice."""

Alike = Callable[[int, int], float]
"""How alike two of the members are, given their places."""


@dataclass(slots=True)
class Moment:
    """Articles that may have come out at one time, and the days on which all of them may."""

    days: Days
    members: list[int] = field(default_factory=list)

    @property
    def middle(self) -> date:
        """The day in the middle."""
        return self.days.first + (self.days.last - self.days.first) / 2


def find_episodes(members: Sequence[Portrait], alike: Alike) -> tuple[Episode, ...]:
    """Stretches of a story without a long silence in between, in order.

    An article that fits several episodes stands in the one for which clearly more speaks. Those of which nothing is
    known, or nothing that tells the episodes apart, come last, in an episode without dates.
    """
    known = {i: days for i, p in enumerate(members) if (days := bounds_of(p)) is not None}
    # 1 the fewest moments, and the silences between them
    stretches = _stretches(_fewest_moments(known))
    # 2 which article stands where
    fitting = {i: [n for n, s in enumerate(stretches) if _fits(known[i], s)] for i in known}
    surely = [[i for i in known if fitting[i] == [n]] for n in range(len(stretches))]
    held = [list(sure) for sure in surely]
    for i in (i for i in known if len(fitting[i]) > 1):
        scored = [(_overlap(known[i], stretches[n]) * _mean(alike(i, j) for j in surely[n]), n) for n in fitting[i]]
        best, second = sorted(scored, key=lambda s: (-s[0], s[1]))[:2]
        if best[0] > CLEARLY * second[0]:
            held[best[1]].append(i)
    placed = {i for each in held for i in each}
    left = [p.article for i, p in enumerate(members) if i not in placed]
    # 3 the episodes
    episodes = [_episode(stretch, sorted(held[n]), members, known) for n, stretch in enumerate(stretches)]
    return (*episodes, Episode(from_=None, to=None, articles=tuple(left))) if left else tuple(episodes)


def _episode(stretch: list[Moment], held: list[int], members: Sequence[Portrait], known: dict[int, Days]) -> Episode:
    """From the first to the last day of the articles whose days are known closely; where none are, the months that all
    have in common."""
    close = [known[i] for i in held if known[i].closer_than(EPISODE_GAP.days + 2)]
    days = close or [m.days for m in stretch]
    length = len("2024-03-01") if close else len("2024-03")
    return Episode(
        from_=min(d.first for d in days).isoformat()[:length],
        to=max(d.last for d in days).isoformat()[:length],
        articles=tuple(members[i].article for i in held),
    )


def bounds_of(portrait: Portrait) -> Days | None:
    """The days between which an article came out, an open end as far away as the calendar goes; where nothing bounds
    it, the days that its first sentences give for its news. None if there is nothing."""
    published, told = portrait.published.days if portrait.published else None, portrait.told
    if published is None or told is None:
        return published or told
    return published.shared(told) or published


def _fewest_moments(known: dict[int, Days]) -> list[Moment]:
    """The moments in order. Each is made for the article that ends first of those that have none, and takes in all that
    may have come out with it; no fewer moments will do (stabbing of intervals). Articles with an open end need none."""
    moments: list[Moment] = []
    for i, days in sorted(known.items(), key=lambda item: (item[1].last, item[1].first, item[0])):
        if days.is_open:
            continue
        shared = moments[-1].days.shared(days) if moments else None
        if shared is None:
            moments.append(Moment(days))
        else:
            moments[-1].days = shared
        moments[-1].members.append(i)
    return moments


def _stretches(moments: list[Moment]) -> list[list[Moment]]:
    """The moments, parted where a long silence lies between the middle of one and the middle of the next."""
    found: list[list[Moment]] = []
    for moment in moments:
        if found and moment.middle - found[-1][-1].middle <= EPISODE_GAP:
            found[-1].append(moment)
        else:
            found.append([moment])
    return found


def _fits(days: Days, stretch: list[Moment]) -> bool:
    """True if an article with these bounds may have come out in a stretch."""
    return any(days.overlaps(m.days) for m in stretch)


def _overlap(days: Days, stretch: list[Moment]) -> int:
    """Days of the stretch on which an article with these bounds may have come out."""
    whole = Days(stretch[0].days.first, stretch[-1].days.last)
    shared = days.shared(whole)
    return shared.length if shared else 0


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0
