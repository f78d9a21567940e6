"""What a comparison leaves for the next one, in pieces that stay what they are where nothing new touches them.

A piece is a day, or what belongs to some hundred articles in the order of time, or the bearers of one family name; so
an addition to a large corpus changes few of them.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import is_

from quellenlage.compare.bearers import Block
from quellenlage.compare.columns import Integers
from quellenlage.compare.groundwork import Kept, Stamped
from quellenlage.compare.grouping import Day, Grouped
from quellenlage.compare.passages import Traced
from quellenlage.compare.reuse import Reused, Told
from quellenlage.compare.vocabulary import Counted
from quellenlage.domain.dossier import Story

TOGETHER = 500
"""Articles, in the order of time, whose stories are one piece."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A day of the corpus: its articles, their vectors, and what taking it changed."""

    articles: tuple[Stamped, ...]
    vectors: tuple[tuple[Counted, Counted], ...]
    day: Day


@dataclass(frozen=True, slots=True)
class Numbers:
    """The group of every article, and the number of the next group."""

    group_of: Integers
    next: int


Piece = Taken | Numbers | Reused | tuple[Story, ...] | Block
KINDS: Mapping[str, object] = {
    "day": Taken,
    "groups": Numbers,
    "passages": Reused,
    "stories": tuple[Story, ...],
    "block": Block,
}
"""The type of a piece, by the first word of its name."""


def pieces_of(kept: Kept) -> Iterator[tuple[str, Piece]]:
    """The pieces, each with its name. No piece, where there were no articles."""
    if not kept.articles:
        return
    for day, own in _days(kept):
        yield f"day {day.name}", Taken(kept.articles[own], kept.grouped.vectors[own], day)
    yield "groups", Numbers(array("q", kept.grouped.group_of), kept.grouped.next)
    yield from _stories(kept)
    yield from _passages(kept)
    for state, block in kept.blocks.items():
        yield f"block {state}", block


def unchanged_in(kept: Kept, known: Kept) -> Iterator[str]:
    """The names of the days, and of the bearers of family names, that are in `kept` what they are in `known`."""
    days = {day.name: (day, own) for day, own in _days(known)}
    for day, own in _days(kept):
        before, then = days.get(day.name, (None, own))
        same = day == before and kept.articles[own] == known.articles[then]
        if same and all(map(is_, kept.grouped.vectors[own], known.grouped.vectors[then])):
            yield f"day {day.name}"
    # named by all that they rest on
    yield from (f"block {state}" for state in kept.blocks.keys() & known.blocks.keys())


def _days(kept: Kept) -> Iterator[tuple[Day, slice]]:
    """The days, and which of the articles are theirs."""
    days = kept.grouped.days
    for day, end in zip(days, [*(d.start for d in days[1:]), len(kept.articles)], strict=True):
        yield day, slice(day.start, end)


def kept_in(pieces: Mapping[str, Piece]) -> Kept | None:
    """What `pieces_of` parted; None where there is nothing. The stories are in another order: that of time."""
    groups = pieces.get("groups")
    if not isinstance(groups, Numbers):
        return None
    taken = sorted((p for p in pieces.values() if isinstance(p, Taken)), key=lambda t: t.day.start)
    copied = [p for _, p in sorted(pieces.items(), key=lambda each: each[0]) if isinstance(p, Reused)]
    return Kept(
        articles=tuple(a for t in taken for a in t.articles),
        grouped=Grouped(
            days=tuple(t.day for t in taken),
            vectors=tuple(v for t in taken for v in t.vectors),
            group_of=tuple(groups.group_of),
            next=groups.next,
        ),
        stories=tuple(s for _, those in _numbered(pieces, "stories") for s in those),  # type: ignore[union-attr, misc]
        reused=Reused(
            rows=(),  # found again from the groups
            copied=tuple(t for c in copied for t in c.copied),
            groups=tuple(g for c in copied for g in c.groups),
            reworded=tuple(t for c in copied for t in c.reworded),
            reworded_groups=tuple(g for c in copied for g in c.reworded_groups),
        ),
        blocks={n.partition(" ")[2]: p for n, p in pieces.items() if n.startswith("block ")},  # type: ignore[misc]
    )


def _stories(kept: Kept) -> Iterator[tuple[str, Piece]]:
    place = {article: n for n, (article, *_) in enumerate(kept.articles)}
    found: dict[int, list[Story]] = defaultdict(list)
    for story in sorted(kept.stories, key=lambda s: place[s.articles[0]]):
        found[place[story.articles[0]] // TOGETHER].append(story)
    for n, those in found.items():
        yield f"stories {n}", tuple(those)


def _passages(kept: Kept) -> Iterator[tuple[str, Piece]]:
    """The passages by the day of the article that has them, or that had them first."""
    starts = [day.start for day in kept.grouped.days]
    day_of = {
        article: kept.grouped.days[bisect_right(starts, n) - 1].name for n, (article, *_) in enumerate(kept.articles)
    }

    found: dict[str, tuple[list[Traced], list[Told], list[Traced], list[Told]]] = defaultdict(lambda: ([], [], [], []))
    for each in kept.reused.copied:
        found[day_of[each.article]][0].append(each)
    for told in kept.reused.groups:
        found[day_of[told[0][0].article]][1].append(told)
    for each in kept.reused.reworded:
        found[day_of[each.article]][2].append(each)
    for told in kept.reused.reworded_groups:
        found[day_of[told[0][0].article]][3].append(told)
    for name, columns in sorted(found.items()):
        copied, groups, reworded, others = columns
        yield f"passages {name}", Reused((), tuple(copied), tuple(groups), tuple(reworded), tuple(others))


def _numbered(pieces: Mapping[str, Piece], kind: str) -> list[tuple[int, Piece]]:
    """The pieces of a kind, in the order of their numbers."""
    found = ((name.partition(" "), piece) for name, piece in pieces.items())
    return sorted(((int(n), piece) for (what, _, n), piece in found if what == kind), key=lambda pair: pair[0])
