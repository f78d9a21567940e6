"""Which articles of a group do not belong to the rest of it, although a part of the group took them in.

Average linkage asks whether two groups are alike on the whole. An article that is about another matter of the same
politician, town or topic may come in that way, with what all such articles share. So each article of a group is set
against all the others: it belongs if it is nearly as close to them as they are to one another, or if it has names or
words in common with several of them that hardly any article outside the group has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set

from quellenlage.compare.likeness import Group, agreement
from quellenlage.compare.vocabulary import Counted, Vector, Vocabulary, dot

LEAST = 0.09
"""Mean agreement with the other articles of a group below which an article strays. Of 24 articles that a judge had
called strays in stories drawn from 5,000 articles about one pandemic, 16 had less, of 78 that belonged 5."""
SHARE = 0.45
"""The same as a share of how much the others agree with one another: in a close group less is needed to stand apart."""
SEVERAL, OWN, ENOUGH = 2, 0.8, 3
"""Other articles of the group that must have a name or word, and share of all that have it that must be in the group,
for it to be the group's own; and how many such names or words keep an article in."""
HABIT = 4
"""Articles of one outlet alone that may have such a name or word; in more it is a habit of the outlet."""
PAIR = 0.18
"""Mean agreement below which two articles alone are told as two stories: there is no third that bears them out. The
group stays, for a third may come. Of 8 pairs read that had less, 3 were right, of 13 that had more at least 8."""


def strays(
    group: Group,
    vectors: Sequence[tuple[Counted, Counted]],
    outlets: Sequence[str | None],
    vocabulary: Vocabulary,
) -> frozenset[int]:
    """The members of the group that do not belong to the rest, the worst first judged and taken out of the sums before
    the next; two members always stay. `vectors` and `outlets` are those of its members, in order."""
    own = {i: (dict(names), dict(words)) for i, (names, words) in zip(group.members, vectors, strict=True)}
    sums = Group(group.members, dict(group.names), dict(group.words), None, None)
    kept = dict.fromkeys(group.members)
    out: set[int] = set()
    spared: set[int] = set()
    outlet = dict(zip(group.members, outlets, strict=True))
    held: Counter[int] | None = None
    while len(kept) > 2:
        # 1 the one that agrees least with the rest
        means = {i: _mean(own[i], sums, len(kept)) for i in kept}
        overall = sum(means.values()) / len(means)
        worst = min((i for i in kept if i not in spared), key=lambda i: (means[i], -i), default=None)
        if worst is None:
            break
        others = (overall * len(kept) - 2 * means[worst]) / (len(kept) - 2)
        if means[worst] >= max(LEAST, SHARE * others):
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


def too_far_apart(one: tuple[Vector, Vector], other: tuple[Vector, Vector]) -> bool:
    """True for two articles that agree too little to be a story by themselves."""
    return agreement(dot(one[0], other[0]), dot(one[1], other[1])) < PAIR


def _mean(own: tuple[Vector, Vector], sums: Group, size: int) -> float:
    """Mean agreement of an article with the others of a group of `size`."""
    rest = [dot(side, total) - dot(side, side) for side, total in zip(own, (sums.names, sums.words), strict=True)]
    return agreement(*(value / (size - 1) for value in rest))


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
