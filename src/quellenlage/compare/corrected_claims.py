"""Which statements are one claim, as people corrected it: two claims joined, one parted."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from rapidfuzz import fuzz

from quellenlage.compare.claim_groups import Group, Groups, clearness
from quellenlage.compare.propositions import Proposition
from quellenlage.compare.sameness import compare_statements
from quellenlage.domain.anchor import Anchor
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.attachment import Ground, ground_of
from quellenlage.domain.judgement import Judgements


def correct_claims(
    groups: Groups, parts: Mapping[str, str], members: Sequence[AnnotatedArticle], judgements: Judgements
) -> Groups:
    """The claims of a story with what people decided, one after the other, so that the later one wins.

    Where two statements are the same, their claims become one. Where they are not, a claim that has both is parted, and
    every other statement in it goes to the one that it was joined with, else to the one that it is more like. `parts`
    are quoted words inside statements, with the statement that each stands for. Where either statement is not in the
    story, nothing happens.
    """
    wanted = judgements.of("same", "different")
    ground = ground_of(members, wanted)
    if not wanted or not ground.versions:
        return groups
    of: dict[str, list[Proposition]] = {p.statement.id: g.members for g in groups.groups for p in g.members}
    together: set[frozenset[str]] = set()
    apart: set[frozenset[str]] = set()
    for judgement in wanted:
        one, other = (_first(side, ground, parts, of) for side in (judgement.evidence, judgement.other))
        if one is None or other is None or one == other:
            continue
        pair = frozenset((one, other))
        if judgement.kind == "same":
            together.add(pair)
            apart.discard(pair)
            if of[one] is not of[other]:
                _put(of, sorted((*of[one], *of[other]), key=lambda p: p.place))
            continue
        together.discard(pair)
        apart.add(pair)
        if of[one] is of[other]:
            for side in _parted(of[one], one, other, together):
                _put(of, side)
    return _groups(groups, of, apart)


def _first(anchors: Iterable[Anchor], ground: Ground, parts: Mapping[str, str], of: Mapping[str, object]) -> str | None:
    """The first of the statements pointed to that is in the story; the whole one for quoted words inside it."""
    for anchor in anchors:
        for _, statement in ground.statements(anchor):
            found = statement.id
            while found in parts:
                found = parts[found]
            if found in of:
                return found
    return None


def _put(of: dict[str, list[Proposition]], members: list[Proposition]) -> None:
    of |= {p.statement.id: members for p in members}


def _parted(
    members: Sequence[Proposition], one: str, other: str, together: Container[frozenset[str]]
) -> tuple[list[Proposition], list[Proposition]]:
    """The members that go with `one`, and those that go with `other`: where both are as near, the latter."""
    by_id = {p.statement.id: p for p in members}
    left, right = by_id[one], by_id[other]

    def nearness(a: Proposition, b: Proposition) -> tuple[bool, bool, float]:
        by_hand = frozenset((a.statement.id, b.statement.id)) in together
        return by_hand, compare_statements(a, b).decision == "same", fuzz.ratio(" ".join(a.words), " ".join(b.words))

    goes = {p.statement.id: p is left or (p is not right and nearness(left, p) > nearness(right, p)) for p in members}
    return [p for p in members if goes[p.statement.id]], [p for p in members if not goes[p.statement.id]]


def _groups(former: Groups, of: Mapping[str, list[Proposition]], apart: Iterable[frozenset[str]]) -> Groups:
    """The groups in order, and what may be one of what is left: no pair that is one now, or was parted."""
    found = {id(members): members for members in of.values()}
    ordered = sorted(found.values(), key=lambda members: members[0].place)
    at = {p.statement.id: i for i, members in enumerate(ordered) for p in members}
    told_apart = {frozenset(at[statement] for statement in pair) for pair in apart}
    cores = {g.core.statement.id: g.core for g in former.groups}
    groups = []
    for members in ordered:
        known = [cores[p.statement.id] for p in members if p.statement.id in cores]
        core = known[0] if len(known) == 1 else min(members, key=clearness)
        groups.append(Group(core, members))
    maybe = []
    for a, b, verdict in former.maybe:
        i, j = sorted(at[former.groups[n].core.statement.id] for n in (a, b))
        if i != j and frozenset((i, j)) not in told_apart:
            maybe.append((i, j, verdict))
    return Groups(groups, maybe)
