"""Which articles belong together: a story is what they say about the same people, places and things at one time."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp

from quellenlage.compare.order import in_order
from quellenlage.compare.vocabulary import Vector, add, dot, vectors
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.dossier import Episode, Story
from quellenlage.domain.identity import digest

SAME_STORY = 0.12
"""Mean score between two groups of articles from which on they are one story. Measured: two articles of different
affairs score at most 0.02; of 5,000 random pairs out of two weeks about one pandemic 99 % stay below 0.07; within three
affairs an article scores 0.12 to 0.4 against the rest. At 0.10 the two weeks ran together into topics."""
CERTAIN = 0.15
"""Mean score of the pairs within a story from which on it is called sure."""
ADOPT, AHEAD = 0.06, 2.0
"""Score from which on an article left alone joins a story of several, if no other story comes within half of it: a
comment or a blog shares few words with the reports, but the names of nobody else's affair."""
FADE_DAYS = 14.0
"""Days after which distance in time counts 1 - 1/e: most affairs are reported from day to day."""
EPISODE_GAP = timedelta(days=30)
"""A longer silence parts a story into episodes."""
CANDIDATES = 15
"""Heaviest features of an article by which its neighbours are looked up; two of them must be shared."""
NEIGHBOURS = 30
"""Articles looked up per feature, the next ones in time: a group meets through them, however large it is."""


@dataclass(frozen=True)
class Group:
    """Articles (positions in order of time) taken together: sums of their vectors, and the days they span."""

    members: tuple[int, ...]
    names: Vector
    words: Vector
    first: date | None
    last: date | None

    @property
    def size(self) -> int:
        """Number of articles."""
        return len(self.members)


def shared_names(a: Group, b: Group) -> float | None:
    """Mean agreement of the names in two articles, rare names counting most; None where one names nobody."""
    return dot(a.names, b.names) / (a.size * b.size) if a.names and b.names else None


def shared_words(a: Group, b: Group) -> float | None:
    """Mean agreement of the words, rare words counting most; None where one has none."""
    return dot(a.words, b.words) / (a.size * b.size) if a.words and b.words else None


def apart_in_time(a: Group, b: Group) -> float | None:
    """0 on the same days, nearing 1 with the days between; None where a date is unknown."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return None
    gap = max((a.first - b.last).days, (b.first - a.last).days, 0)
    return 1 - exp(-gap / FADE_DAYS)


FEATURES: tuple[tuple[Callable[[Group, Group], float | None], float], ...] = (
    (shared_names, 0.4),
    (shared_words, 0.6),
    (apart_in_time, -0.1),
)
"""What makes two articles one story, or parts them, and how much it counts: what speaks for one is a weighted mean
of the features that know something, and distance in time is taken off."""


def find_stories(articles: Sequence[AnnotatedArticle]) -> tuple[Story, ...]:
    """The stories of the corpus, the largest first; every article is in exactly one, alone if nothing is near.

    Groups grow by average linkage, so that a chain of loosely related articles does not become one story. Only articles
    that share rare features are compared. Rows of the dossier other than these are left empty.
    """
    ordered = in_order(articles)
    # 1 what each article is about
    names, words, labels = vectors(ordered)
    singles = [_single(i, a, names[i], words[i]) for i, a in enumerate(ordered)]
    # 2 which articles may meet, and which belong together
    groups = _link(singles, _candidates(names, words))
    # 3 the stories
    stories = [_story(group, ordered, singles, labels) for group in groups]
    return tuple(sorted(stories, key=lambda s: (-len(s.articles), s.from_ or "9999", s.id)))


def score(a: Group, b: Group) -> float:
    """How much speaks for one story, up to 1."""
    known = [(weight, value) for feature, weight in FEATURES if (value := feature(a, b)) is not None]
    total = sum(weight for weight, _ in known if weight > 0)
    return sum(w * v for w, v in known if w > 0) / (total or 1) + sum(w * v for w, v in known if w < 0)


def _single(index: int, member: AnnotatedArticle, names: Vector, words: Vector) -> Group:
    published = member.article.published
    first, last = (published.first, published.last) if published else (None, None)
    return Group((index,), names, words, first or last, last or first)


def _candidates(names: list[Vector], words: list[Vector]) -> list[set[int]]:
    """For each article the ones it may belong to: they share two of their heaviest features."""
    heaviest = []
    postings: dict[tuple[str, int], list[int]] = {}
    for index, vectors_ in enumerate(zip(names, words, strict=True)):
        weighted = [(-w, kind, f) for kind, v in zip(("name", "word"), vectors_, strict=True) for f, w in v.items()]
        chosen = [(kind, f) for _, kind, f in heapq.nsmallest(CANDIDATES, weighted)]
        heaviest.append(chosen)
        for feature in chosen:
            postings.setdefault(feature, []).append(index)
    place = {f: {i: n for n, i in enumerate(p)} for f, p in postings.items() if len(p) > 1}
    found: list[set[int]] = [set() for _ in names]
    for index, chosen in enumerate(heaviest):
        shared: Counter[int] = Counter()
        for feature in chosen:
            if feature in place:
                at = place[feature][index] + 1
                shared.update(postings[feature][at : at + NEIGHBOURS])
        for other, count in shared.items():
            if count > 1:
                found[index].add(other)
                found[other].add(index)
    return found


def _link(singles: list[Group], near: list[set[int]]) -> list[Group]:
    """Average linkage: the two groups with the best mean score are joined, again and again, while it is high enough."""
    groups: dict[int, Group] = dict(enumerate(singles))
    links: dict[int, set[int]] = dict(enumerate(near))
    heap = [
        (-value, a, b)
        for a, others in enumerate(near)
        for b in sorted(others)
        if a < b and (value := score(singles[a], singles[b])) >= SAME_STORY
    ]
    heapq.heapify(heap)
    number = len(singles)
    while heap:
        _, a, b = heapq.heappop(heap)
        if a not in groups or b not in groups:
            continue
        joined = _join(groups.pop(a), groups.pop(b))
        around = (links.pop(a) | links.pop(b)) - {a, b}
        for other in around:
            links[other] -= {a, b}
            links[other].add(number)
        groups[number], links[number] = joined, around
        for other in sorted(around):
            if (value := score(joined, groups[other])) >= SAME_STORY:
                heapq.heappush(heap, (-value, other, number))
        number += 1
    return _adopt(groups, links)


def _adopt(groups: dict[int, Group], links: dict[int, set[int]]) -> list[Group]:
    """The groups, with articles left alone taken in where one group, and only one, comes near."""
    taken: dict[int, list[int]] = {}
    for number in sorted(n for n, g in groups.items() if g.size == 1):
        around = [n for n in sorted(links[number]) if groups[n].size > 1]
        scored = sorted(((score(groups[number], groups[n]), -n) for n in around), reverse=True)
        if scored and scored[0][0] >= ADOPT and (len(scored) == 1 or scored[0][0] >= AHEAD * scored[1][0]):
            taken.setdefault(-scored[0][1], []).append(number)
    left = {n: g for n, g in groups.items() if n not in {t for ts in taken.values() for t in ts}}
    for number, singles in taken.items():
        for single in singles:
            left[number] = _join(left[number], groups[single])
    return sorted(left.values(), key=lambda g: g.members)


def _join(a: Group, b: Group) -> Group:
    firsts = [d for d in (a.first, b.first) if d]
    lasts = [d for d in (a.last, b.last) if d]
    return Group(
        members=tuple(sorted(a.members + b.members)),
        names=add(a.names, b.names),
        words=add(a.words, b.words),
        first=min(firsts, default=None),
        last=max(lasts, default=None),
    )


def _story(group: Group, ordered: list[AnnotatedArticle], singles: list[Group], labels: dict[int, str]) -> Story:
    members = [ordered[i] for i in group.members]
    central = _central(group, ordered, singles)
    moments = sorted(m for a in members if (m := _moment(a)))
    cohesion = _cohesion(group)
    return Story(
        id=digest("story", members[0].article.id),
        title=_title(ordered[central]),
        from_=moments[0][:10] if moments else None,
        to=moments[-1][:10] if moments else None,
        articles=tuple(m.article.id for m in members),
        outlets=tuple(sorted({m.article.outlet for m in members if m.article.outlet})),
        episodes=tuple(_episodes(members)),
        reasons=tuple(_reasons(group, singles, labels)),
        sure=group.size == 1 or cohesion >= CERTAIN,
    )


def _moment(member: AnnotatedArticle) -> str | None:
    published = member.article.published
    return (published.from_ or published.to) if published else None


def _central(group: Group, ordered: list[AnnotatedArticle], singles: list[Group]) -> int:
    """The article nearest to those of other outlets: an outlet that runs a text twice does not choose the title."""
    own: dict[str, tuple[Vector, Vector]] = {}
    for i in group.members:
        outlet = ordered[i].article.outlet or f"unknown {i}"
        names, words = own.get(outlet, ({}, {}))
        own[outlet] = add(names, singles[i].names), add(words, singles[i].words)

    def nearness(i: int) -> float:
        names, words = own[ordered[i].article.outlet or f"unknown {i}"] if len(own) > 1 else ({}, {})
        single = singles[i]
        total = dot(single.names, group.names) + dot(single.words, group.words)
        return total - dot(single.names, names) - dot(single.words, words)

    return max(group.members, key=lambda i: (nearness(i), -i))


def _cohesion(group: Group) -> float:
    """Mean agreement of names and words over all pairs of different articles of the group, 0 to 1."""
    pairs = group.size * (group.size - 1)
    if not pairs:
        return 1.0
    names, words = dot(group.names, group.names) - group.size, dot(group.words, group.words) - group.size
    weight = {f.__name__: w for f, w in FEATURES}
    total = weight["shared_names"] * names + weight["shared_words"] * words
    return max(0.0, total / (weight["shared_names"] + weight["shared_words"]) / pairs)


def _title(member: AnnotatedArticle) -> str:
    """The article's own words: its title, else its headline, else its first sentence."""
    article, marks = member.article, member.annotations
    if article.title and article.title.strip():
        return " ".join(article.title.split())
    for kind in ("title", "standfirst"):
        for part in marks.structure:
            if part.kind == kind:
                return " ".join(part.span.of(article.text).split())
    page = [f.span for f in marks.furniture]
    prose = [s.span for s in marks.sentences if not any(p.overlaps(s.span) for p in page)]
    return " ".join((prose[0].of(article.text) if prose else article.text[:120]).split())


def _episodes(members: list[AnnotatedArticle]) -> Iterator[Episode]:
    """Stretches of the story without a long silence in between; undated articles stand in an episode of their own."""
    dated = [m for m in members if m.article.published and (m.article.published.first or m.article.published.last)]
    undated = [m for m in members if m not in dated]
    open_: list[AnnotatedArticle] = []
    for member in dated:
        if open_ and _day(member) - max(_day(m) for m in open_) > EPISODE_GAP:
            yield _episode(open_)
            open_ = []
        open_.append(member)
    if open_:
        yield _episode(open_)
    if undated:
        yield Episode(from_=None, to=None, articles=tuple(m.article.id for m in undated))


def _day(member: AnnotatedArticle) -> date:
    published = member.article.published
    day = (published.first or published.last) if published else None
    assert day is not None
    return day


def _episode(members: list[AnnotatedArticle]) -> Episode:
    days = [_day(m).isoformat() for m in members]
    return Episode(from_=min(days), to=max(days), articles=tuple(m.article.id for m in members))


def _reasons(group: Group, singles: list[Group], labels: dict[int, str]) -> Iterator[str]:
    """The names and words that hold the story together, strongest first, and its days."""
    if group.size == 1:
        return
    for phrase, side in (("shared names", "names"), ("shared words", "words")):
        held: Counter[int] = Counter()
        strength: Counter[int] = Counter()
        for i in group.members:
            for feature, weight in getattr(singles[i], side).items():
                held[feature] += 1
                strength[feature] += weight
        shared = sorted((f for f in held if held[f] > 1), key=lambda f: (-strength[f], labels[f]))
        if shared:
            yield f"{phrase}: {', '.join(labels[f] for f in shared[:6])}"
    if group.first and group.last:
        yield f"days: {group.first.isoformat()} to {group.last.isoformat()}"
