"""Who is who, as people corrected it: two taken for one, one taken for two."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from quellenlage.compare.bearers import Who
from quellenlage.compare.bodies import Mention
from quellenlage.compare.resolved import Resolved
from quellenlage.domain.anchor import Anchor
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.attachment import Ground, ground_of
from quellenlage.domain.identity import digest
from quellenlage.domain.judgement import Judgement, Judgements


def correct_people(who: Resolved, articles: Sequence[AnnotatedArticle], judgements: Judgements) -> Resolved:
    """`who` with the merges and splits that people decided, one after the other, so that the later one wins.

    A merge takes everybody who bears one of the two for one; a split takes the mentions that it names out, as somebody
    else. Where either side is not found, nothing happens.
    """
    wanted = judgements.of("merge", "split")
    if not wanted:
        return who
    ground = ground_of(articles, wanted)
    found = _Corrected(who)
    for judgement in wanted:
        if judgement.kind == "merge":
            _merge(judgement, ground, found)
        else:
            _split(judgement, ground, found)
    return who.corrected(found.people)


class _Corrected:
    """Who is who so far: `people` are the mentions that were corrected."""

    def __init__(self, who: Resolved) -> None:
        self._who = who
        self._articles: dict[str, dict[Mention, Who]] = {}
        self._members: dict[str, list[Mention]] = {}
        self.people: dict[Mention, Who] = {}

    def __contains__(self, mention: Mention) -> bool:
        return mention in self.people or mention in self._of(mention[0])

    def __getitem__(self, mention: Mention) -> Who:
        return self.people[mention] if mention in self.people else self._of(mention[0])[mention]

    def members(self, id_: str) -> list[Mention]:
        """The mentions of one person, body or place."""
        if id_ not in self._members:
            self._members[id_] = self._who.mentions_of(id_)
        return self._members[id_]

    def take(self, id_: str, mentions: list[Mention]) -> None:
        """These, and no others, are the mentions of `id_`."""
        self._members[id_] = mentions

    def _of(self, article: str) -> dict[Mention, Who]:
        if article not in self._articles:
            self._articles[article] = self._who.of([article])
        return self._articles[article]


def _merge(judgement: Judgement, ground: Ground, found: _Corrected) -> None:
    one, other = (_first(side, ground, found) for side in (judgement.evidence, judgement.other))
    if one is None or other is None:
        return
    ids = list(dict.fromkeys((found[one].id, found[other].id)))
    together = sorted(m for i in ids for m in found.members(i))
    names = {m[2] for m in together}
    maybe = tuple(sorted({x for m in together for x in found[m].maybe} - names))
    new = min(ids)
    for i in ids:
        found.take(i, together if i == new else [])
    found.people |= {
        m: Who(new, tuple(dict.fromkeys((*found[m].reasons, judgement.by))), not maybe, maybe) for m in together
    }


def _split(judgement: Judgement, ground: Ground, found: _Corrected) -> None:
    one = _first(judgement.other, ground, found)
    apart = sorted({n for a in judgement.evidence for n in ground.named(a) if n in found})
    if one is None or not apart:
        return
    former = found[one].id
    taken = [m for m in apart if found[m].id == former and m != one]
    rest = [m for m in found.members(former) if m not in taken]
    if taken and rest:
        new = digest("actor", "apart", former, *taken[0])
        found.take(former, rest)
        found.take(new, taken)
        found.people |= {m: replace(found[m], id=new) for m in taken}
    sides = [m for i in dict.fromkeys(found[m].id for m in (one, *apart)) for m in found.members(i)]
    names = {m[2] for m in sides}
    found.people |= {m: _told_apart(found[m], judgement, names) for m in sides}


def _told_apart(who: Who, judgement: Judgement, names: Container[str]) -> Who:
    """Whom it might have been is settled, as far as the names of both sides go."""
    maybe = tuple(m for m in who.maybe if m not in names)
    return Who(who.id, tuple(dict.fromkeys((*who.reasons, judgement.by))), not maybe, maybe)


def _first(anchors: Iterable[Anchor], ground: Ground, found: _Corrected) -> Mention | None:
    """The first of the mentions pointed to that is there."""
    return next((n for a in anchors for n in ground.named(a) if n in found), None)
