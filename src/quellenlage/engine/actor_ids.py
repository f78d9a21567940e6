"""Actors keep the id they were first given, though articles come and go: one id in all stories of a corpus.

A new actor takes over the id of the known one that bears one of its names and has its first article among its own. When
a known actor splits, the part with the earliest article keeps the id; when several meet, the one known first gives it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from quellenlage.domain.dossier import Actor, Story
from quellenlage.domain.identity import digest


@dataclass(frozen=True, slots=True)
class _Known:
    """An actor over all stories: its names, and its articles in the order of time."""

    names: frozenset[str]
    articles: tuple[str, ...]


_NOBODY = _Known(frozenset(), ())


def keep_actor_ids(
    stories: Iterable[Story], former: Iterable[Story], began: Mapping[str, str], fixed: Mapping[str, str]
) -> dict[str, str]:
    """The lasting ids of the actors in `stories`, by the ids that they have there, given those that they had in
    `former`. `began` gives a sort key in time for each article. `fixed` are the actors of all other stories, which
    stay what they are: their ids are part of the answer."""
    taken = set(fixed.values())
    known = {i: each for i, each in _over_stories(former, began).items() if i not in taken}
    if known:
        found = {i: each for i, each in _over_stories(stories, began).items() if i not in fixed}
    else:  # the first time: all actors of a corpus are too many to hold for nothing
        found = dict.fromkeys({a.id for story in stories for a in story.actors} - fixed.keys(), _NOBODY)
    holders: dict[tuple[str, str], list[str]] = defaultdict(list)
    for actor, each in found.items():
        for name in each.names:
            for article in each.articles:
                holders[name, article].append(actor)
    # every known actor goes to the one that has its earliest article that is still there
    heirs: dict[str, list[str]] = defaultdict(list)
    for former_id, each in known.items():
        meets = ((a, n) for a in each.articles for n in sorted(each.names) if (n, a) in holders)
        first = next(meets, None)
        if first is not None:
            heirs[min(holders[first[1], first[0]])].append(former_id)
    kept = {actor: min(ids, key=lambda i: (_first(known[i], began), i)) for actor, ids in heirs.items()}
    used = taken | set(kept.values())
    for actor in sorted(found):
        if actor not in kept:
            kept[actor] = _free(actor, used)
            used.add(kept[actor])
    return {**fixed, **kept}


def named_as(story: Story, ids: Mapping[str, str]) -> Story:
    """The story with the lasting ids of its actors, wherever they are named."""
    return replace(
        story,
        actors=tuple(replace(a, id=ids[a.id]) for a in story.actors),
        relations=tuple(
            replace(
                r,
                source_id=r.source_id and ids.get(r.source_id, r.source_id),
                target_id=r.target_id and ids.get(r.target_id, r.target_id),
            )
            for r in story.relations
        ),
    )


def _over_stories(stories: Iterable[Story], began: Mapping[str, str]) -> dict[str, _Known]:
    rows: dict[str, list[Actor]] = defaultdict(list)
    for story in stories:
        for actor in story.actors:
            rows[actor.id].append(actor)
    return {
        i: _Known(
            frozenset(n for a in same for n in (a.name, *a.aliases)),
            tuple(sorted({x for a in same for x in a.articles}, key=lambda x: (began.get(x, ""), x))),
        )
        for i, same in rows.items()
    }


def _first(actor: _Known, began: Mapping[str, str]) -> tuple[str, str]:
    return began.get(actor.articles[0], ""), actor.articles[0]


def _free(wanted: str, used: set[str]) -> str:
    number, candidate = 1, wanted
    while candidate in used:
        number += 1
        candidate = digest(wanted, str(number))
    return candidate
