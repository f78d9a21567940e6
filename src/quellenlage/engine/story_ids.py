"""Stories keep the id they were first given, though articles come, go and move between them.

A known story lives on in the new story that holds the earliest of its former articles. When it splits, the part with
that article keeps the id; when several known stories meet in one, the one that began first keeps its id and the others
become redirects to it. A story nobody knew gets the id that comparing gave it, or one made from that if it is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from quellenlage.domain.dossier import Story
from quellenlage.domain.identity import digest
from quellenlage.store.results import StoryId


def keep_ids(
    stories: Sequence[Story], known: Sequence[StoryId], began: Mapping[str, str]
) -> tuple[list[Story], list[StoryId]]:
    """`stories` with their lasting ids, and every id to remember. `began` gives a sort key in time for each article."""

    def in_time(articles: Sequence[str]) -> tuple[str, ...]:
        return tuple(sorted(articles, key=lambda a: (began.get(a, ""), a))) if len(articles) > 1 else tuple(articles)

    story_of = {article: i for i, story in enumerate(stories) for article in story.articles}
    heirs: dict[int, list[StoryId]] = defaultdict(list)
    dormant = []
    for k in known:
        anchor = next((article for article in k.members if article in story_of), None)
        if k.redirect is None and anchor is not None:
            heirs[story_of[anchor]].append(k)
        else:
            dormant.append(k)
    used = {k.id for group in heirs.values() for k in group} | {k.id for k in dormant if k.redirect is None}
    remembered = {k.id: k for k in dormant}
    named = []
    for i, story in enumerate(stories):
        group = heirs[i]
        if len(group) > 1:
            group = sorted(group, key=lambda k: ([(began.get(a, ""), a) for a in k.members], k.id))
        kept = group[0].id if group else _free(story.id, used)
        used.add(kept)
        for other in group[1:]:
            remembered[other.id] = replace(other, redirect=kept)
        remembered[kept] = StoryId(kept, in_time(story.articles))
        named.append(story if story.id == kept else replace(story, id=kept))
    return named, [remembered[name] for name in sorted(remembered)]


def _free(wanted: str, used: set[str]) -> str:
    number, candidate = 1, wanted
    while candidate in used:
        number += 1
        candidate = digest(wanted, str(number))
    return candidate
