"""Which articles of a group do not belong to the rest of it, although a part of the group took them in.

Average linkage asks whether two groups are alike on the whole. An article that is about another matter of the same
politician, town or topic may come in that way, with what all such articles share. So each article of a group is set
against all the others: it belongs if it is nearly as close to them as they are to one another, or if it has names or
words in common with several of them that hardly any article outside the group has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from datetime import date
from math import exp

from quellenlage.compare.likeness import FADE_DAYS, Group, agreement, days_between, score
from quellenlage.compare.vocabulary import Counted, Vector, Vocabulary, dot

LEAST, LATE = 0.12, 0.1
"""Mean agreement with the other articles of a group, less what the days to the nearest of them take off (`LATE` at
most), below which an article strays. Agreement less days told 37 articles that judges had called wrong from 273 right
ones in 90 of 100 pairs, agreement alone in 85."""
SHARE, WORDED = 0.45, 0.35
"""The same as a share of how much the others agree with one another: in a close group less is needed to stand apart;
and the share in words alone, from four articles on. Who has the names of a group and hardly its words tells of another
matter of the same politician, party or institute: of 20 that had less than 0.3, 14 were wrong."""
SEVERAL, OWN, ENOUGH = 2, 0.8, 3
"""Other articles of the group that must have a name or word, and share of all that have it that must be in the group,
for it to be the group's own; and how many such names or words keep an article in."""
HABIT = 4
"""Articles of one outlet alone that may have such a name or word; in more it is a habit of the outlet."""
PAIR = 0.18
"""Score below which two articles alone are told as two stories, the days between them counted twice: there is no third
that bears them out. The group stays, for a third may come. Of 19 pairs read that had less, 10 were wrong, of 46 that
had more 4."""


def strays(
    group: Group,
    vectors: Sequence[tuple[Counted, Counted]],
    outlets: Sequence[str | None],
    days: Sequence[date | None],
    vocabulary: Vocabulary,
) -> frozenset[int]:
    """The members of the group that do not belong to the rest, the worst first judged and taken out of the sums before
    the next; two members always stay. `vectors`, `outlets` and `days` are those of its members, in order."""
    own = {i: (dict(names), dict(words)) for i, (names, words) in zip(group.members, vectors, strict=True)}
    sums = Group(group.members, dict(group.names), dict(group.words), None, None)
    kept = dict.fromkeys(group.members)
    out: set[int] = set()
    spared: set[int] = set()
    outlet = dict(zip(group.members, outlets, strict=True))
    day = dict(zip(group.members, days, strict=True))
    held: Counter[int] | None = None
    while len(kept) > 2:
        # 1 the one that agrees least with the rest
        worst = _farthest(own, sums, _late({i: day.get(i) for i in kept}), spared)
        if worst is None:
            break
        # 2 stays only through what is the group's own
        if held is None:
            held = Counter(f for i in kept for side in own[i] for f in side)
        elsewhere = {f for i in kept if outlet[i] != outlet[worst] for side in own[i] for f in side}
        if _has_own(own[worst], held, elsewhere, vocabulary):
            spared.add(worst)
            continue
        # 3 or goes
        out.add(worst)
        del kept[worst]
        for side, total in zip(own[worst], (sums.names, sums.words), strict=True):
            for feature, weight in side.items():
                total[feature] -= weight
                held[feature] -= 1
    return frozenset(out)


def has_own(vectors: Sequence[tuple[Vector, Vector]], outlets: Sequence[str | None], vocabulary: Vocabulary) -> bool:
    """True if the last of some articles has names or words that several of the others have, and hardly anybody else."""
    held = Counter(f for both in vectors for side in both for f in side)
    elsewhere = {f for both, o in zip(vectors, outlets, strict=True) if o != outlets[-1] for side in both for f in side}
    return _has_own(vectors[-1], held, elsewhere, vocabulary)


def too_far_apart(one: Group, other: Group) -> bool:
    """True for two articles that agree too little to be a story by themselves: days between them count twice."""
    return score(one, other) - _off(days_between(one, other) or 0) < PAIR


def _farthest(
    own: Mapping[int, tuple[Vector, Vector]], sums: Group, late: Mapping[int, float], spared: Set[int]
) -> int | None:
    """The member that agrees least with the others, if it is too little."""
    size = len(late)
    sides = {i: _means(own[i], sums, size) for i in late}
    means = {i: agreement(*sides[i]) for i in late}
    overall, worded = sum(means.values()), sum(words for _, words in sides.values())
    worst, least = None, 1.0
    for i in late:
        if i in spared:
            continue
        others = (overall - 2 * means[i]) / (size - 2)
        told = (worded - 2 * sides[i][1]) / (size - 2)
        margin = (means[i] - late[i]) / max(LEAST, SHARE * others)
        if size > 3 and told > 0:
            margin = min(margin, sides[i][1] / (WORDED * told))
        if margin < least:
            worst, least = i, margin
    return worst


def _late(days: Mapping[int, date | None]) -> dict[int, float]:
    """What distance in time takes off for each member, from the nearest other one."""
    found = dict.fromkeys(days, 0.0)
    known = sorted((d, i) for i, d in days.items() if d)
    for at, (d, i) in enumerate(known):
        near = [abs((known[k][0] - d).days) for k in (at - 1, at + 1) if 0 <= k < len(known)]
        if near:
            found[i] = _off(min(near))
    return found


def _off(days: int) -> float:
    """What so many days take off."""
    return LATE * (1 - exp(-days / FADE_DAYS))


def _means(own: tuple[Vector, Vector], sums: Group, size: int) -> tuple[float, float]:
    """Mean agreement of an article with the others of a group of `size`, in names and in words."""
    names, words = (
        (dot(side, total) - dot(side, side)) / (size - 1)
        for side, total in zip(own, (sums.names, sums.words), strict=True)
    )
    return names, words


def _has_own(own: tuple[Vector, Vector], held: Counter[int], elsewhere: Set[int], vocabulary: Vocabulary) -> bool:
    """True if an article has names or words that several others of the group have, and hardly anybody else. What many
    articles of one outlet have and no other (`elsewhere`) is a habit of its own: its name, its columnists."""
    found = 0
    for side in own:
        for feature in side:
            news = feature in elsewhere or held[feature] <= HABIT
            if news and held[feature] > SEVERAL and held[feature] >= OWN * vocabulary.holders(feature):
                found += 1
    return found >= ENOUGH
