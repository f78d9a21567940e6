"""What every story of a corpus rests on, and what of it is kept from one analysis to the next."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b

import msgspec

from quellenlage.compare.bearers import Block
from quellenlage.compare.digests import Digest
from quellenlage.compare.grouping import Grouped
from quellenlage.compare.propositions import is_copied
from quellenlage.compare.resolved import Resolved, Signs
from quellenlage.compare.reuse import Reused
from quellenlage.domain.dossier import Reuse, Story, Version
from quellenlage.domain.judgement import Judgements
from quellenlage.domain.span import Evidence

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
    who: Resolved
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
        """The copied passages that stand in a story more than once, in their order, each with its places in the story
        and nothing of others: that one more outlet copied it elsewhere changes nothing here."""
        return tuple(replace(row, places=places, first=None, why="", reasons=()) for row, places in self._shared(story))

    def actors(self, stories: Iterable[Story]) -> set[str]:
        """The ids of all who take part in some stories."""
        return self.who.ids_in(i for story in stories for i in story.articles)

    def state(self, story: Story) -> str:
        """A digest of all that a story rests on: as long as it is the same, so is what the story holds. As long as the
        first half is (`inner`), so is all but why somebody is the same person as elsewhere, and who else it might be.
        """
        casts = [self.who.signs(i) for i in story.articles]
        # which mention each is of follows from its place: the stamps tell what the articles name, in which order
        why = b"".join([*_shared_names(casts), *(cast.why.tobytes() for cast in casts)])
        judged = not self.judged.isdisjoint(story.articles)
        rests_on = (
            story,
            [(self._stamps[i], len(cast.ids)) for i, cast in zip(story.articles, casts, strict=True)],
            [places for _, places in self._shared(story)],
            (self.judgements.state, why) if judged else "",
        )
        known = blake2b(msgspec.json.encode(rests_on), digest_size=16)
        for cast in casts:
            known.update(cast.ids.tobytes())
            known.update(cast.sure.tobytes())
        return known.hexdigest() + blake2b(why, digest_size=16).hexdigest()

    def _shared(self, story: Story) -> Iterator[tuple[Reuse, tuple[Evidence, ...]]]:
        """The copied passages that stand in a story more than once, with their places in it."""
        found: dict[int, list[Evidence]] = defaultdict(list)
        for article in sorted(story.articles):
            for n, places in self._passages.get(article, {}).items():
                found[n] += places
        for n in sorted(found):
            if len(found[n]) > 1:
                yield self.reused.rows[n], tuple(found[n])

    @cached_property
    def _stamps(self) -> dict[str, str]:
        return {article: stamp for article, stamp, _ in self.articles}

    @cached_property
    def _passages(self) -> dict[str, dict[int, list[Evidence]]]:
        """The places of each article in copied passages, by where those stand in the rows of reuse."""
        found: dict[str, dict[int, list[Evidence]]] = defaultdict(dict)
        for n, row in enumerate(self.reused.rows):
            for place in row.places if is_copied(row) else ():
                found[place.article].setdefault(n, []).append(place)
        return found


def _shared_names(casts: Sequence[Signs]) -> Iterator[bytes]:
    """That others have the name, too, of those that several articles of a story name: of others it is not told."""
    if len(casts) > 1:
        ids = [cast.ids.tolist() for cast in casts]
        named = Counter(id_ for own in ids for id_ in set(own))
        for own, cast in zip(ids, casts, strict=True):
            told = zip(own, cast.same_name.tolist(), strict=True)
            yield array("Q", [same if named[id_] > 1 else 0 for id_, same in told]).tobytes()


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
