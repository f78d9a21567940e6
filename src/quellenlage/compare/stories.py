"""Which articles belong together: a story is what they say about the same people, places and things at one time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from quellenlage.compare.belonging import too_far_apart
from quellenlage.compare.episodes import find_episodes
from quellenlage.compare.grouping import Grouped, Grouping, Join
from quellenlage.compare.likeness import FEATURES, SHOWN, Group, score
from quellenlage.compare.portraits import Portrait
from quellenlage.compare.vocabulary import Vector, add, dot, labels_in
from quellenlage.domain.dossier import Episode, Story
from quellenlage.domain.identity import digest

NEWEST, FEWEST = 0.25, 3
"""Share of the articles of a story whose day is known, the last ones, that may give it their title, and how many at
least: a title must not say what later articles have overtaken (own choice)."""
QUOTES = "“”„\"»«‚‘’'"
LETTERS = 4
"""Letters that a word of a headline has at least to say what the story is about."""
CERTAIN = 0.15
"""Mean score of the pairs within a story from which on it is called sure."""


def group(
    ordered: Sequence[Portrait], known: Grouped, stories: Iterable[Story], same: int
) -> tuple[Grouping, tuple[Story, ...]]:
    """The groups of the articles, given in the order of time, and their stories. `known` and `stories` are those of an
    earlier time, when the first `same` articles were what they are now: days before the next one are not taken again.
    """
    grouping = Grouping.resumed(known, ordered, same)
    since = grouping.next
    grouping.take(ordered[len(grouping.portraits) :])
    return grouping, told(grouping, since, stories)


def told(grouping: Grouping, since: int = 0, known: Iterable[Story] = ()) -> tuple[Story, ...]:
    """The groups as stories; two articles that agree too little are told apart until a third joins them. Of the groups
    numbered below `since`, which nothing has touched, `known` holds the stories already, unless they were part of
    others then."""
    first = {p.article: i for i, p in enumerate(grouping.portraits)}
    joins: dict[int, list[Join]] = {}
    for join in grouping.joins():
        number = grouping.group_of(first[join.joined])
        # what was put out again is no part of the story any more
        if (join.met or join.decision != "same") and grouping.group_of(first[join.into]) == number:
            joins.setdefault(number, []).append(join)
    before = {s.articles: s for s in known}
    stories = []
    for number, members in grouping.members.items():
        if len(members) == 2 and too_far_apart(*map(grouping.single, members)):
            stories += [_story(grouping, grouping.single(i), []) for i in members]
            continue
        story = before.get(tuple(grouping.portraits[i].article for i in members)) if number < since else None
        stories.append(story or _story(grouping, grouping.group(number), joins.get(number, [])))
    return tuple(sorted(stories, key=lambda s: (-len(s.articles), s.from_ or "9999", s.id)))


def _story(grouping: Grouping, group: Group, joins: list[Join]) -> Story:
    members = [grouping.portraits[i] for i in group.members]
    singles = [grouping.single(i) for i in group.members]
    episodes = find_episodes(members, lambda i, j: score(singles[i], singles[j]))
    dated = [e for e in episodes if e.from_]
    return Story(
        id=digest("story", members[0].article),
        title=members[_central(grouping, group)].title,
        from_=dated[0].from_ if dated else None,
        to=dated[-1].to if dated else None,
        articles=tuple(p.article for p in members),
        outlets=tuple(sorted({p.outlet for p in members if p.outlet})),
        episodes=episodes,
        reasons=(*_held_together(grouping, group), *_days(dated), *_grown(grouping, group, joins)),
        sure=group.size == 1 or cohesion(grouping, group) >= CERTAIN,
    )


def cohesion(grouping: Grouping, group: Group) -> float:
    """Mean agreement of names and words over all pairs of different articles of the group, 0 to 1."""
    pairs = group.size * (group.size - 1)
    if not pairs:
        return 1.0
    weight = {f.__name__: w for f, w in FEATURES}
    total = 0.0
    for side, (sums, name) in enumerate(((group.names, "shared_names"), (group.words, "shared_words"))):
        alone = sum(dot(v, v) for i in group.members for v in [grouping.vectors(i)[side]])
        total += weight[name] * (dot(sums, sums) - alone)
    return max(0.0, total / (weight["shared_names"] + weight["shared_words"]) / pairs)


def _central(grouping: Grouping, group: Group) -> int:
    """Which of the newest members is nearest to those of other outlets: an outlet that runs a text twice does not
    choose the title. A headline that says what the story is about goes before one that does not."""
    if group.size == 1:
        return 0
    newest = _newest([grouping.portraits[i] for i in group.members])
    own: dict[str, tuple[Vector, Vector]] = {}
    outlets = [grouping.portraits[i].outlet or f"unknown {i}" for i in group.members]
    for outlet, i in zip(outlets, group.members, strict=True):
        names, words = own.get(outlet, ({}, {}))
        more_names, more_words = grouping.vectors(i)
        own[outlet] = add(names, more_names), add(words, more_words)

    def nearness(at: int) -> float:
        names, words = grouping.vectors(group.members[at])
        total = dot(names, group.names) + dot(words, group.words)
        if len(own) == 1:
            return total
        same_outlet = own[outlets[at]]
        return total - dot(names, same_outlet[0]) - dot(words, same_outlet[1])

    about = [label for _, features in _shared(grouping, group) for label in _labels(grouping, group, features)]
    titles = {at: grouping.portraits[group.members[at]].title for at in newest}
    return max(newest, key=lambda at: (_tells(titles[at], about), nearness(at), -at))


def _tells(title: str, about: Sequence[str]) -> bool:
    """True for a headline that names something the articles share; False for a question and for a quotation alone
    (*„Das war knapp“*), which say nothing to who has not read the text."""
    if title.endswith("?") or (title[:1] in QUOTES and title[-1:] in QUOTES):
        return False
    words = {w.casefold() for label in about for w in label.split() if len(w) >= LETTERS}
    return any(word in title.casefold() for word in words)


def _newest(members: Sequence[Portrait]) -> list[int]:
    """Where those stand that came out last, of the ones whose day is known; all where none is."""
    dated = sorted((p.place, at) for at, p in enumerate(members) if p.first is not None and p.first == p.last)
    kept = max(FEWEST, round(NEWEST * len(dated)))
    return sorted(at for _, at in dated[-kept:]) or list(range(len(members)))


def _held_together(grouping: Grouping, group: Group) -> Iterator[str]:
    """The names and words that hold the story together, strongest first."""
    for phrase, features in _shared(grouping, group):
        yield f"{phrase}: {_shown(grouping, group, features)}"


def _shared(grouping: Grouping, group: Group) -> Iterator[tuple[str, list[int]]]:
    """The features that several articles have, strongest first: names, then words."""
    if group.size == 1:
        return
    for side, phrase in enumerate(("shared names", "shared words")):
        held = Counter(feature for i in group.members for feature in grouping.vectors(i)[side])
        strength = (group.names, group.words)[side]
        shared = sorted((-strength[f], f) for f, n in held.items() if n > 1)
        if shared:
            yield phrase, [f for _, f in shared]


def _shown(grouping: Grouping, group: Group, features: Sequence[int]) -> str:
    """The words for the first of `features`, as the articles of the group have them, in one line."""
    return ", ".join(_labels(grouping, group, features))


def _labels(grouping: Grouping, group: Group, features: Sequence[int]) -> list[str]:
    """The words for the first of `features`, as the articles of the group have them."""
    first = features[: 2 * SHOWN]
    labels = labels_in((grouping.portraits[i].terms for i in group.members), set(first))
    return list(dict.fromkeys(labels[f] for f in first))[:SHOWN]


def _days(dated: Sequence[Episode]) -> Iterator[str]:
    """The days of a story that has some."""
    if sum(len(e.articles) for e in dated) > 1:
        yield f"days: {dated[0].from_} to {dated[-1].to}"


def _grown(grouping: Grouping, group: Group, joins: list[Join]) -> Iterator[str]:
    """What a reader may want to doubt: two stories that met and why, and articles that were taken in on less."""
    for join in joins:
        if join.met:
            yield f"two stories met: {join.joined}"
            shared = [f for _, shown in join.reasons if not isinstance(shown, str) for f in shown]
            yield f"met through: {_shown(grouping, group, shared)}"
        else:
            yield f"near to this story alone: {join.joined}"
