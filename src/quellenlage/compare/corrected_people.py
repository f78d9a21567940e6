"""Who is who, as people corrected it: two taken for one, one taken for two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from quellenlage.compare.bodies import Mention
from quellenlage.compare.resolution import Who
from quellenlage.domain.anchor import Anchor
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.attachment import Ground, ground_of
from quellenlage.domain.identity import digest
from quellenlage.domain.judgement import Judgement, Judgements


def correct_people(
    who: Mapping[Mention, Who], articles: Sequence[AnnotatedArticle], judgements: Judgements
) -> dict[Mention, Who]:
    """`who` with the merges and splits that people decided, one after the other, so that the later one wins.

    A merge takes everybody who bears one of the two for one; a split takes the mentions that it names out, as somebody
    else. Where either side is not found, nothing happens.
    """
    found = dict(who)
    wanted = judgements.of("merge", "split")
    if not wanted:
        return found
    ground = ground_of(articles, wanted)
    members: dict[str, list[Mention]] = defaultdict(list)
    for mention, known in found.items():
        members[known.id].append(mention)
    for judgement in wanted:
        if judgement.kind == "merge":
            _merge(judgement, ground, found, members)
        else:
            _split(judgement, ground, found, members)
    return found


def _merge(judgement: Judgement, ground: Ground, found: dict[Mention, Who], members: dict[str, list[Mention]]) -> None:
    one, other = (_first(side, ground, found) for side in (judgement.evidence, judgement.other))
    if one is None or other is None:
        return
    ids = list(dict.fromkeys((found[one].id, found[other].id)))
    together = sorted(m for i in ids for m in members.pop(i))
    names = {m[2] for m in together}
    maybe = tuple(sorted({x for m in together for x in found[m].maybe} - names))
    new = min(ids)
    members[new] = together
    found |= {m: Who(new, tuple(dict.fromkeys((*found[m].reasons, judgement.by))), not maybe, maybe) for m in together}


def _split(judgement: Judgement, ground: Ground, found: dict[Mention, Who], members: dict[str, list[Mention]]) -> None:
    one = _first(judgement.other, ground, found)
    apart = sorted({n for a in judgement.evidence for n in ground.named(a) if n in found})
    if one is None or not apart:
        return
    former = found[one].id
    taken = [m for m in apart if found[m].id == former and m != one]
    rest = [m for m in members[former] if m not in taken]
    if taken and rest:
        members[former] = rest
        new = digest("actor", "apart", former, *taken[0])
        members[new] = taken
        found |= {m: replace(found[m], id=new) for m in taken}
    sides = [m for i in dict.fromkeys(found[m].id for m in (one, *apart)) for m in members[i]]
    names = {m[2] for m in sides}
    found |= {m: _told_apart(found[m], judgement, names) for m in sides}


def _told_apart(who: Who, judgement: Judgement, names: Container[str]) -> Who:
    """Whom it might have been is settled, as far as the names of both sides go."""
    maybe = tuple(m for m in who.maybe if m not in names)
    return Who(who.id, tuple(dict.fromkeys((*who.reasons, judgement.by))), not maybe, maybe)


def _first(anchors: Iterable[Anchor], ground: Ground, found: Mapping[Mention, Who]) -> Mention | None:
    """The first of the mentions pointed to that is there."""
    return next((n for a in anchors for n in ground.named(a) if n in found), None)
