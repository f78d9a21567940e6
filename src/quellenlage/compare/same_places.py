"""Where each passage stands: stretches of one article that are nearly the same are one place, and places that agree are
of one passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress, pairwise
from typing import NamedTuple

from quellenlage.compare.passages import AGREE, Passage, Traced
from quellenlage.domain.span import Span


class Place(NamedTuple):
    """Words [start, end) of an article."""

    article: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The words."""
        return Span(self.start, self.end)


Group = tuple[Place, ...]
"""The places of one passage, in the order of time."""
_Stretch = tuple[int, int, int]
"""Words [start, end) of an article, given as its place in the order of time."""


def regrouped(
    traced: Iterable[Traced],
    order: Mapping[str, int],
    traced_before: Iterable[Traced] = (),
    before: Sequence[Group] = (),
) -> list[Group]:
    """The groups of the passages `traced`; `order` gives the articles in the order of time. `before` are the groups of
    `traced_before`: one stays what it is if no passage of any of its articles came or went."""
    every = list(traced)
    changed = _changed(every, traced_before)
    changed |= {p.article for group in before for p in group} - order.keys()
    touches = [not changed.isdisjoint([p.article for p in group]) for group in before]
    # 1 a group that changes has places in articles of such groups only; what else these articles have is looked at with
    # it, for stretches that are nearly the same are one place, and left out again
    around = changed.union(p.article for group in compress(before, touches) for p in group)
    near = (p for each in every for p in each.passages if p.article in around or p.source in around)
    found = [group for group in groups_of(near, order) if not changed.isdisjoint([p.article for p in group])]
    # 2 with all others, in order
    stay = [group for group, touched in zip(before, touches, strict=True) if not touched]
    return [group for _, group in sorted(_in_order(group, order) for group in (*stay, *found))]


def groups_of(passages: Iterable[Passage], order: Mapping[str, int]) -> list[Group]:
    """The places of each passage, in order."""
    sides = [
        ((order[p.article], p.start, p.end), (order[p.source], p.source_start, p.source_end)) for p in passages
    ]  # numbers: a large corpus has some hundred thousand
    parent = _one_place({s for both in sides for s in both})

    def top(stretch: _Stretch) -> _Stretch:
        while (above := parent[stretch]) != stretch:
            parent[stretch] = stretch = parent[above]
        return stretch

    places = [stretch for stretch, above in parent.items() if above == stretch]
    for one, other in sides:
        parent[top(one)] = top(other)
    groups: dict[_Stretch, list[_Stretch]] = defaultdict(list)
    for place in places:
        groups[top(place)].append(place)
    article = list(order)
    return [
        tuple(Place(article[n], start, end) for n, start, end in group)
        for group in sorted(map(_apart, groups.values()))
    ]


def _one_place(stretches: Iterable[_Stretch]) -> dict[_Stretch, _Stretch]:
    """For each stretch the one of its article that stands for it, in the order of articles and words."""
    found: dict[_Stretch, _Stretch] = {}
    open_: list[_Stretch] = []
    for stretch in sorted(stretches, key=lambda s: (s[0], s[1], -s[2])):
        article, start, end = stretch
        found[stretch] = stretch
        open_ = [o for o in open_ if o[0] == article and o[2] > start]
        # the open ones begin before it
        same = [
            (min(end, o[2]) - start, o)
            for o in open_
            if min(end, o[2]) - start >= AGREE * max(o[2] - o[1], end - start)
        ]
        if same:
            found[stretch] = max(same)[1]
        else:
            open_.append(stretch)
    return found


def _apart(places: list[_Stretch]) -> list[_Stretch]:
    """In the order of time, without places that overlap a longer one of the same passage."""
    places = sorted(places)
    if all(one[0] != other[0] or one[2] <= other[1] for one, other in pairwise(places)):
        return places
    kept: dict[int, list[_Stretch]] = defaultdict(list)
    for place in sorted(places, key=lambda p: (p[1] - p[2], p)):
        if not any(k[1] < place[2] and place[1] < k[2] for k in kept[place[0]]):
            kept[place[0]].append(place)
    return sorted(p for own in kept.values() for p in own)


def _changed(traced: Iterable[Traced], before: Iterable[Traced]) -> set[str]:
    """The articles of the passages that are there now and were not before, or the other way round."""
    known = {each.article: each for each in before}
    changed: set[Passage] = set()
    for each in traced:
        then = known.pop(each.article, None)
        if then is not each:
            changed |= set(each.passages).symmetric_difference(then.passages if then else ())
    changed.update(p for each in known.values() for p in each.passages)
    return {article for p in changed for article in (p.article, p.source)}


def _in_order(group: Group, order: Mapping[str, int]) -> tuple[list[_Stretch], Group]:
    """A group in the order of time, and the numbers that sort it among others."""
    numbers = [(order[p.article], p.start, p.end) for p in group]
    if all(one <= other for one, other in pairwise(numbers)):
        return numbers, group
    both = sorted(zip(numbers, group, strict=True))
    return [n for n, _ in both], tuple(p for _, p in both)
