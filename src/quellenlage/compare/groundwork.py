"""What every story of a corpus rests on, and what of it is kept from one analysis to the next."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b

import msgspec

from quellenlage.compare.bodies import Mention
from quellenlage.compare.digests import Digest
from quellenlage.compare.grouping import Grouped
from quellenlage.compare.resolution import SAME_NAME, Block, Who
from quellenlage.compare.reuse import Reused
from quellenlage.domain.dossier import Reuse, Story, Version
from quellenlage.domain.judgement import Judgements

Stamped = tuple[str, str, str]
"""An article's id, and the two stamps of its digest: of all that was found in it, and of its look."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a comparison leaves for the next one: the articles it saw, in the order of time, their groups, the stories
    without what they hold, the passages, and who is who among the bearers of each family name."""

    articles: tuple[Stamped, ...]
    grouped: Grouped
    stories: tuple[Story, ...]
    reused: Reused
    blocks: Mapping[str, Block]


@dataclass(frozen=True)
class Groundwork:
    """Stories with nothing in them yet, and what filling them takes. `articles` are all, in the order of time,
    `began` gives a key by which they sort so."""

    stories: tuple[Story, ...]
    versions: tuple[Version, ...]
    reused: Reused
    who: Mapping[Mention, Who]
    judgements: Judgements
    judged: frozenset[str]
    articles: tuple[Stamped, ...]
    began: Mapping[str, str]
    grouped: Grouped
    blocks: Mapping[str, Block]

    @property
    def kept(self) -> Kept:
        """What the next comparison need not do again."""
        return Kept(self.articles, self.grouped, self.stories, self.reused, self.blocks)

    def passages(self, story: Story) -> tuple[Reuse, ...]:
        """The passages that stand in a story more than once, in their order, each with its places in the story and
        nothing of others: that one more outlet copied it elsewhere changes nothing here."""
        members = set(story.articles)
        found = sorted({n for article in story.articles for n in self._passages.get(article, ())})
        rows = (self.reused.rows[n] for n in found)
        own = ((row, tuple(p for p in row.places if p.article in members)) for row in rows)
        return tuple(replace(row, places=places, first=None, why="", reasons=()) for row, places in own if places[1:])

    def actors(self, stories: Iterable[Story]) -> set[str]:
        """The ids of all who take part in some stories."""
        return {self.who[m].id for story in stories for i in story.articles for m in self._cast.get(i, ())}

    def state(self, story: Story) -> str:
        """A digest of all that a story rests on: as long as it is the same, so is what the story holds. As long as the
        first half is (`inner`), so is all but why somebody is the same person as elsewhere, and who else it might be.
        """
        casts = [[self.who[m] for m in self._cast.get(i, ())] for i in story.articles]
        # that others have the name, too, is told of those that several articles of the story name
        named = Counter(i for cast in casts for i in {w.id for w in cast}) if len(casts) > 1 else Counter()
        known = [w for cast in casts for w in cast]
        # which mention each is of follows from its place: the stamps tell what the articles name, in which order
        why = [
            (n, [r for r in w.reasons if named[w.id] > 1 or not r.startswith(SAME_NAME)], w.maybe)
            for n, w in enumerate(known)
            if w.reasons or w.maybe
        ]
        judged = not self.judged.isdisjoint(story.articles)
        rests_on = (
            story,
            [(self._stamps[i], len(cast)) for i, cast in zip(story.articles, casts, strict=True)],
            self.passages(story),
            [(w.id, w.sure) for w in known],
            (self.judgements.state, why) if judged else "",
        )
        return "".join(blake2b(msgspec.json.encode(part), digest_size=16).hexdigest() for part in (rests_on, why))

    @cached_property
    def _stamps(self) -> dict[str, str]:
        return {article: stamp for article, stamp, _ in self.articles}

    @cached_property
    def _cast(self) -> dict[str, list[Mention]]:
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.who:
            found[mention[0]].append(mention)
        return found

    @cached_property
    def _passages(self) -> dict[str, list[int]]:
        """Where the passages of each article stand in the rows of reuse."""
        found: dict[str, list[int]] = defaultdict(list)
        for n, row in enumerate(self.reused.rows):
            for article in {place.article for place in row.places}:
                found[article].append(n)
        return found


def inner(state: str) -> str:
    """The half of a state that says whether anything changed but what is known of people beyond the story."""
    return state[: len(state) // 2]


def unchanged(ordered: Sequence[Digest], kept: Kept | None) -> int:
    """How many articles, from the earliest on, are those that were there at the last comparison, with the same look."""
    if kept is None:
        return 0
    pairs = enumerate(zip(ordered, kept.articles, strict=False))
    changed = (n for n, (now, (id_, _, look)) in pairs if (now.portrait.article, now.look) != (id_, look))
    return next(changed, min(len(ordered), len(kept.articles)))


def still_there(ordered: Sequence[Digest], kept: Kept | None) -> frozenset[str]:
    """The articles, wherever in time, that were there at the last comparison with the same in them."""
    before = frozenset(kept.articles) if kept else frozenset()
    return frozenset(d.portrait.article for d in ordered if (d.portrait.article, d.stamp, d.look) in before)
