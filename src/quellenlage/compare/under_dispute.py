"""Claims that stand in a dispute: what is sure of the disputes of a story holds for the status of its claims, too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quellenlage.compare.denials import place_of
from quellenlage.compare.dispute_rows import told_by
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.dossier import Claim, Dispute

REASON = "on one side of a dispute"
"""Why a claim is disputed that no member denies."""


def under_dispute(
    members: Sequence[AnnotatedArticle], claims: Sequence[Claim], disputes: Sequence[Dispute]
) -> tuple[Claim, ...]:
    """The claims, those disputed of which a statement is on a side of a sure denial.

    A denial need not be a member of the claim it is of: it may be set against it without a verb of denying, or reach
    more than one sentence. A statement that merely stands in the same words as a side (*bestätigt, dass es das Papier
    gibt, widersprach aber der Deutung*) is on none.
    """
    story = told_by(members)
    places = {e for d in disputes if d.sure and d.kind == "denial" for side in d.sides for e in side.evidence}
    articles = {e.article for e in places}
    against = {
        i for i, (m, s) in story.statements.items() if m.article.id in articles and place_of(m, s, story) in places
    }
    return tuple(
        replace(claim, status="disputed", reasons=(*claim.reasons, REASON))
        if claim.status != "disputed" and any(m.statement in against for m in claim.members)
        else claim
        for claim in claims
    )
