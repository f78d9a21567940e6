"""How a row stands in its story: which claims hold against the disputes, and which rows have something to compare."""

from __future__ import annotations

from collections import defaultdict

from quellenlage.domain.dossier import Claim, RelationKind, Story, WordingRow
from quellenlage.domain.span import Span

AGAINST = frozenset(["contradicts", "differs_in_number"])
"""How members of a claim stand to each other where one cannot bear out the other."""
APART = AGAINST | {"differs_in_attribution"}
"""The same, and where two are said to have said it."""


def corroborated(story: Story) -> tuple[Claim, ...]:
    """The sure claims that several independent sources give and nobody disputes: no sure dispute has a side in one of
    their places, and their members neither contradict each other nor give different numbers. Disputed wins."""
    disputed: dict[str, list[Span]] = defaultdict(list)
    for dispute in story.disputes:
        if dispute.sure:
            for place in (place for side in dispute.sides for place in side.evidence):
                disputed[place.article].append(place.span)
    return tuple(
        claim
        for claim in story.claims
        if claim.sure
        and claim.status == "corroborated"
        and not any(r.relation in AGAINST for r in claim.relations)
        and not any(Span(m.start, m.end).overlaps(span) for m in claim.members for span in disputed[m.article])
    )


def against_it(claim: Claim) -> dict[str, RelationKind]:
    """The members that stand against the claim, by statement id, and how: who denies or contradicts it, who gives
    another number. They are no sources of it. Where all stand against each other alike, that is the claim."""
    found: dict[str, RelationKind] = dict.fromkeys(sorted(denying_members(claim)), "contradicts")
    for relation in claim.relations:
        if relation.relation == "differs_in_number":
            found.setdefault(relation.b, relation.relation)
    there = {m.statement for m in claim.members}
    return {i: how for i, how in found.items() if i in there} if there - found.keys() else {}


def denying_members(claim: Claim) -> set[str]:
    """The members that deny what the others say, by statement id. Which side of a contradiction denies, the stance
    tells; else it is the one that the claim's own words are not of. Nobody denies what he says himself: a denial that
    contradicts no member counts only where its speaker is none of those who say the other thing."""
    stance = {m.statement: m.stance for m in claim.members}
    found: set[str] = set()
    for relation in claim.relations:
        if relation.relation == "contradicts":
            denies = [i for i in (relation.a, relation.b) if stance.get(i) == "denies"]
            found.add(denies[0] if len(denies) == 1 else relation.b)
    # what says the same as a denial denies, too
    grown = True
    while grown:
        grown = False
        for relation in claim.relations:
            ends = {relation.a, relation.b}
            if relation.relation in ("same", "more_specific") and len(ends & found) == 1:
                other = (ends - found).pop()
                if stance.get(other) == "denies":
                    found.add(other)
                    grown = True
    saying = {m.speaker for m in claim.members if m.stance != "denies" and m.statement not in found}
    if saying:
        found |= {m.statement for m in claim.members if m.stance == "denies" and m.speaker not in (saying | {None})}
    return found


def in_several_places(claim: Claim) -> bool:
    """True if several articles carry it, or if two places of one article stand against each other: that an article says
    a thing twice, once more exactly, is nothing to compare."""
    return claim.weight > 1 or any(r.relation in APART for r in claim.relations)


def said_by_somebody(claim: Claim) -> bool:
    """False if only the outlets themselves say it."""
    return any(m.mode != "narration" for m in claim.members)


def has_choice(row: WordingRow) -> bool:
    """True where more than one word is used: those a reader compares."""
    return len({w.label.casefold() for w in row.labels}) > 1
