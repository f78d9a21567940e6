"""Groups of articles that tell of one affair, built up day by day, so that new articles cost what they are worth.

The days of a corpus are taken one after the other, articles without a date last, all together. What an article weighs
depends on the articles up to its own day only; so more articles of the last day, or of a new one, leave everything
before untouched, and the groups are the same whether the articles came at once or over weeks. For an article that
comes late the days from its own on are taken back and taken again.

Within a day, groups and new articles are joined by average linkage: the two with the highest mean score first, as long
as it is high enough, so that a chain of loosely related articles does not become one story. The mean score of a union
is hardly ever above the better one of its parts: an old score is a promise that is checked only when its turn comes.
At the end of a day the groups that grew are looked through once more, and articles that do not belong to the rest of
theirs are put out again (`belonging.py`).
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, combinations, groupby, pairwise
from operator import itemgetter

import numpy as np

from quellenlage.compare.belonging import ENOUGH, OWN, has_own, strays
from quellenlage.compare.likeness import SAME_STORY, Decision, Group, Shown, decide, reasons, score
from quellenlage.compare.overviews import focused
from quellenlage.compare.portraits import Portrait
from quellenlage.compare.vocabulary import Counted, Vector, Vocabulary, add

CANDIDATES = 25
"""Heaviest features of an article by which its neighbours are looked up; two of them must be shared."""
NEIGHBOURS = 30
"""Articles looked up per feature, the latest before it: a group meets through them, however large it is."""
LINKS = 30
"""Articles that one article is compared with, those that share most of the heaviest features."""
ESTABLISHED, AHEAD = 4, 3.0
"""Articles of a story that may adopt an article left alone, if nothing else comes within a third of its score. In a
corpus about one topic everything is a little alike: of 32 articles adopted there by stories of any size, half
belonged; those of a few articles took in most of the others."""


@dataclass(frozen=True, slots=True)
class Join:
    """A decision that was taken: the group that began with the article `joined` became part of the group that began
    with `into`. Two stories of several articles, both known before that day, `met`; why is kept for them alone."""

    day: str
    into: str
    joined: str
    sizes: tuple[int, int]
    decision: Decision
    score: float
    met: bool = False
    reasons: tuple[tuple[str, Shown], ...] = ()


@dataclass(slots=True)
class Day:
    """What taking one day changed, so that it can be taken back: the place of its first article, the number of its
    first group, the members of the older groups that were joined to others, which new groups hold a story that was
    known before, and the articles that were put out of a group again."""

    name: str
    start: int
    first: int
    before: dict[int, tuple[int, ...]] = field(default_factory=dict)
    grown: set[int] = field(default_factory=set)
    joins: list[Join] = field(default_factory=list)
    put_out: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Grouped:
    """Groups as they are kept from one analysis to the next: the days, the vectors of names and of words, and the group
    of every article."""

    days: tuple[Day, ...]
    vectors: tuple[tuple[Counted, Counted], ...]
    group_of: tuple[int, ...]
    next: int


NO_GROUPS = Grouped((), (), (), 0)


class Grouping:
    """The groups of a corpus, and what is needed to take in more articles."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self.portraits: list[Portrait] = []
        self.members: dict[int, tuple[int, ...]] = {}
        self.days: list[Day] = []
        self._vectors: list[tuple[Counted, Counted]] = []
        self._group_of: list[int] = []
        self._postings: defaultdict[int, list[int]] = defaultdict(list)
        self.next = 0
        # groups with their sums, made when they are asked for; single ones are dropped at the end of a day
        self._groups: dict[int, Group] = {}

    @classmethod
    def resumed(cls, kept: Grouped, portraits: Sequence[Portrait], same: int) -> Grouping:
        """The groups of the first `same` of `portraits`, which are in order, as `kept` has them; what it has of later
        articles is taken back, with their days."""
        found = cls()
        until = portraits[same].day if same < len(portraits) else None
        found.days = [replace(d, before=dict(d.before)) for d in kept.days]
        found._vectors = list(kept.vectors)
        found._group_of = list(kept.group_of)
        found.next = kept.next
        members: dict[int, list[int]] = {}
        for place, number in enumerate(found._group_of):
            members.setdefault(number, []).append(place)
        found.members = {number: tuple(places) for number, places in members.items()}
        while found.days and (len(found._group_of) > same or (until is not None and found.days[-1].name >= until)):
            found._undo_day()
        found.portraits = list(portraits[: len(found._group_of)])
        found.vocabulary = Vocabulary([p.terms for p in found.portraits])
        found._postings.update(_holders_of(list(map(_heaviest, found._vectors))))
        return found

    def kept(self) -> Grouped:
        """What `resumed` needs."""
        return Grouped(tuple(self.days), tuple(self._vectors), tuple(self._group_of), self.next)

    def take(self, portraits: Iterable[Portrait]) -> None:
        """Take in more articles, in any order. Days before the first of theirs stay as they are."""
        new = sorted(portraits, key=lambda p: p.place)
        if not new:
            return
        undone = self._back_to(new[0].day)
        ordered = sorted([*undone, *new], key=lambda p: p.place)
        for day, members in groupby(ordered, key=lambda p: p.day):
            self._take_day(day, list(members))

    def drop(self, articles: Iterable[str]) -> None:
        """Take articles out again."""
        gone = set(articles)
        days = [p.day for p in self.portraits if p.article in gone]
        if days:
            undone = self._back_to(min(days))
            for day, members in groupby((p for p in undone if p.article not in gone), key=lambda p: p.day):
                self._take_day(day, list(members))

    def group_of(self, place: int) -> int:
        """The number of the group that the article at `place` in `portraits` is in."""
        return self._group_of[place]

    def single(self, place: int) -> Group:
        """The article at `place` as a group of its own."""
        return self._made((place,))

    def group(self, number: int) -> Group:
        """A group with its sums."""
        if number not in self._groups:
            self._groups[number] = self._made(self.members[number])
        return self._groups[number]

    def vectors(self, place: int) -> tuple[Vector, Vector]:
        """The vectors of names and of words of the article at `place`."""
        names, words = self._vectors[place]
        return dict(names), dict(words)

    def joins(self) -> Iterator[Join]:
        """Every decision that led to the groups, in order."""
        for day in self.days:
            yield from day.joins

    def _take_day(self, name: str, members: Sequence[Portrait]) -> None:
        day = Day(name, len(self.portraits), self.next)
        self.days.append(day)
        # 1 what each article is about, given all up to this day
        self.vocabulary.count(p.terms for p in members)
        vectors = [focused(p.title, p.terms, self.vocabulary.weigh(p.terms), many=p.overview) for p in members]
        # 2 each article is a group of its own, linked to the groups it may belong to
        links: dict[int, dict[int, float]] = {}
        for portrait, both in zip(members, vectors, strict=True):
            near = self._near(both)
            number = self._open(portrait, both)
            links[number] = {}
            for other in sorted({self._group_of[i] for i in near}):
                value = score(self.group(number), self.group(other))
                links[number][other] = value
                links.setdefault(other, {})[number] = value
        # 3 the best of them are joined, and articles left alone are adopted
        self._link(day, links)
        self._adopt(day, links)
        # 4 what does not belong to the rest of its group leaves it
        self._put_out(day)
        self._groups = {n: g for n, g in self._groups.items() if g.size > 1}

    def _open(self, portrait: Portrait, vectors: tuple[Counted, Counted]) -> int:
        """A new group with one article, whose heaviest features are looked up from now on."""
        place, number = len(self.portraits), self.next
        for feature in _heaviest(vectors):
            self._postings[feature].append(place)
        self.portraits.append(portrait)
        self._vectors.append(vectors)
        self._group_of.append(number)
        self.members[number] = (place,)
        self.next += 1
        return number

    def _near(self, vectors: tuple[Counted, Counted]) -> list[int]:
        """Articles that share two of the heaviest features of an article, those that share most of them first; of one
        that finds nobody so, any two of its features."""
        every = (*vectors[0].features, *vectors[1].features)
        for features in (_heaviest(vectors), every):
            shared: Counter[int] = Counter()
            for feature in features:
                shared.update(self._postings.get(feature, ())[-NEIGHBOURS:])
            if found := [(-n, -i) for i, n in shared.items() if n > 1]:
                return [-i for _, i in heapq.nsmallest(LINKS, found)]
        return []

    def _made(self, members: tuple[int, ...]) -> Group:
        """The group of these articles, summed anew."""
        names: Vector = {}
        words: Vector = {}
        for i in members:
            own = self.vectors(i)
            names, words = add(names, own[0]), add(words, own[1])
        # of a time that is bounded on one side only nobody knows how far away it is
        known = [p for i in members if (p := self.portraits[i].published) and p.first and p.last]
        firsts = [d for p in known if (d := p.first)]
        lasts = [d for p in known if (d := p.last)]
        return Group(members, names, words, min(firsts, default=None), max(lasts, default=None))

    def _link(self, day: Day, links: dict[int, dict[int, float]]) -> None:
        """Average linkage: the two groups with the best mean score are joined, again and again."""
        heap = [
            (-value, a, b, True)
            for a, others in links.items()
            for b, value in others.items()
            if a < b and value >= SAME_STORY
        ]
        heapq.heapify(heap)
        while heap:
            value, a, b, checked = heapq.heappop(heap)
            if a not in self.members or b not in self.members:
                continue
            if not checked:
                links[a][b] = links[b][a] = now = score(self.group(a), self.group(b))
                if now >= SAME_STORY:
                    heapq.heappush(heap, (-now, a, b, True))
                continue
            number = self._join(day, links, a, b, -value)
            for other, promise in links[number].items():
                if promise >= SAME_STORY:
                    heapq.heappush(heap, (-promise, other, number, False))

    def _adopt(self, day: Day, links: dict[int, dict[int, float]]) -> None:
        """Take an article that was left alone into the one story that comes near, if nothing else does."""
        chosen: list[tuple[int, int, float]] = []
        for number in sorted(n for n in links if len(self.members.get(n, ())) == 1):
            scored = sorted(((score(self.group(number), self.group(n)), -n) for n in links[number]), reverse=True)
            known = [(value, -n) for value, n in scored if len(self.members[-n]) >= ESTABLISHED]
            if not known:
                continue
            value, story = known[0]
            alone = value == scored[0][0] and (len(scored) == 1 or value >= AHEAD * scored[1][0])
            if (decide(value) != "different" and alone) or self._names_its_own(number, story):
                chosen.append((number, story, value))
        now: dict[int, int] = {}
        for number, story, value in chosen:
            now[story] = self._join(day, links, now.get(story, story), number, value)

    def _names_its_own(self, number: int, story: int) -> bool:
        """True if the one article of a group has what hardly anybody has but the members of a story: a blog that shares
        few words with the reports names the people that they name."""
        whole, one = self.group(story), self.group(number)
        few = (whole.size + 1) / OWN
        sides = ((one.names, whole.names), (one.words, whole.words))
        both = (f for own, theirs in sides for f in own if f in theirs and self.vocabulary.holders(f) <= few)
        if sum(1 for _ in both) < ENOUGH:
            return False
        members = (*whole.members, *one.members)
        outlets = [self.portraits[i].outlet for i in members]
        return has_own([self.vectors(i) for i in members], outlets, self.vocabulary)

    def _put_out(self, day: Day) -> None:
        """Put articles that stray out of the groups that grew today; each is a group of its own again, or with others
        that strayed with it."""
        for number in sorted(n for n in range(day.first, self.next) if len(self.members.get(n, ())) > 2):
            members = self.members[number]
            told = [self.portraits[i] for i in members]
            out = strays(
                self.group(number),
                [self._vectors[i] for i in members],
                [p.outlet for p in told],
                [p.first if p.first == p.last else None for p in told],
                self.vocabulary,
            )
            if not out:
                continue
            del self.members[number], self._groups[number]
            left = tuple(i for i in members if i not in out)
            for some in (left, *((i,) for i in sorted(out))):
                self.members[self.next] = some
                for i in some:
                    self._group_of[i] = self.next
                self.next += 1
            day.put_out += [self.portraits[i].article for i in sorted(out)]
            # what strays together is another matter
            apart = [self._group_of[i] for i in sorted(out)]
            links: dict[int, dict[int, float]] = {n: {} for n in apart}
            for one, other in combinations(apart, 2):
                links[one][other] = links[other][one] = score(self.group(one), self.group(other))
            self._link(day, links)

    def _join(self, day: Day, links: dict[int, dict[int, float]], a: int, b: int, value: float) -> int:
        """One group in the place of two; its links promise what the better of theirs did."""
        number, self.next = self.next, self.next + 1
        known = [old for old in (a, b) if old in day.grown or (old < day.first and len(self.members[old]) > 1)]
        day.before.update({old: self.members[old] for old in (a, b) if old < day.first})
        day.grown.update([number] if known else [])
        one, other = sorted((self.group(a), self.group(b)), key=lambda g: g.members[0])
        for old in (a, b):
            del self.members[old], self._groups[old]
        into, joined = (self.portraits[g.members[0]].article for g in (one, other))
        met = len(known) > 1
        why = reasons(one, other) if met else ()
        # what little speaks for is joined for the names that it shares with nobody else
        decision: Decision = "same" if decide(value) == "same" else "unsure"
        day.joins.append(Join(day.name, into, joined, (one.size, other.size), decision, value, met, why))
        self._groups[number] = both = _union(one, other)
        self.members[number] = both.members
        for i in both.members:
            self._group_of[i] = number
        promises = links.pop(a, {})
        for near, promise in links.pop(b, {}).items():
            promises[near] = max(promise, promises.get(near, promise))
        links[number] = {n: p for n, p in promises.items() if n in self.members}
        for near, promise in links[number].items():
            for gone in (a, b):
                links[near].pop(gone, None)
            links[near][number] = promise
        return number

    def _back_to(self, day: str) -> list[Portrait]:
        """Take back the days from `day` on; the portraits of their articles."""
        undone: list[Portrait] = []
        while self.days and self.days[-1].name >= day:
            start = self.days[-1].start
            gone = self.portraits[start:]
            self.vocabulary.count((p.terms for p in gone), by=-1)
            for vectors in reversed(self._vectors[start:]):
                for feature in _heaviest(vectors):
                    self._postings[feature].pop()
                    if not self._postings[feature]:
                        del self._postings[feature]
            del self.portraits[start:]
            self._undo_day()
            undone = gone + undone
        return undone

    def _undo_day(self) -> None:
        """Take back the last day: its articles, and what it joined."""
        last = self.days.pop()
        touched = [i for members in last.before.values() for i in members]
        for number in {self._group_of[i] for i in [*touched, *range(last.start, len(self._group_of))]}:
            del self.members[number]
            self._groups.pop(number, None)
        del self._vectors[last.start :], self._group_of[last.start :]
        for number, members in last.before.items():
            self.members[number] = members
            for i in members:
                self._group_of[i] = number
        self.next = last.first


def _holders_of(rows: Sequence[Sequence[int]]) -> dict[int, list[int]]:
    """For each feature the places of the rows that have it, in order: of all rows at once, for there may be as many as
    articles."""
    features = np.fromiter(chain.from_iterable(rows), np.int64)
    places = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    order = np.argsort(features, kind="stable")
    features = features[order]
    bounds = np.flatnonzero(np.append(True, features[1:] != features[:-1])[: len(features)])
    listed = places[order].tolist()
    parts = pairwise([*bounds.tolist(), len(listed)])
    return {feature: listed[start:end] for feature, (start, end) in zip(features[bounds].tolist(), parts, strict=True)}


def _heaviest(vectors: tuple[Counted, Counted]) -> tuple[int, ...]:
    """The heaviest features of both vectors, each of which has them in order."""
    names, words = vectors
    both = [
        *zip(names.features[:CANDIDATES], names.counts[:CANDIDATES], strict=True),
        *zip(words.features[:CANDIDATES], words.counts[:CANDIDATES], strict=True),
    ]
    both.sort(key=itemgetter(1), reverse=True)  # of two that weigh the same, the name first
    return tuple(feature for feature, _ in both[:CANDIDATES])


def _union(a: Group, b: Group) -> Group:
    """Both together, made of the larger one's sums: neither may be used on its own any more."""
    firsts = [d for d in (a.first, b.first) if d]
    lasts = [d for d in (a.last, b.last) if d]
    return Group(
        members=tuple(sorted(a.members + b.members)),
        names=add(a.names, b.names),
        words=add(a.words, b.words),
        first=min(firsts, default=None),
        last=max(lasts, default=None),
    )
