"""How a row stands in its story: which claims hold against the disputes, and which rows have something to compare."""

from __future__ import annotations

from collections import defaultdict

from quellenlage.domain.dossier import Claim, Story, WordingRow
from quellenlage.domain.span import Span

AGAINST = frozenset(["contradicts", "differs_in_number"])
"""How members of a claim stand to each other where one cannot bear out the other."""


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


def in_several_places(claim: Claim) -> bool:
    """True if several articles carry it, or if two places of one article do not say quite the same."""
    return claim.weight > 1 or any(r.relation != "same" for r in claim.relations)


def said_by_somebody(claim: Claim) -> bool:
    """False if only the outlets themselves say it."""
    return any(m.mode != "narration" for m in claim.members)


def has_choice(row: WordingRow) -> bool:
    """True where more than one word is used: those a reader compares."""
    return len({w.label.casefold() for w in row.labels}) > 1
