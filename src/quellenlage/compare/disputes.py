"""Disputes: where articles cannot both be right, with both sides in the words of the articles.

A denial, from the relations of claims; numbers of one thing that do not go together; one event under two dates; one
sentence given to two speakers. Later tolls, vague words, and what somebody repeats after himself are no disputes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quellenlage.compare.denials import find_contradicted, find_denials, without_repeated
from quellenlage.compare.dispute_rows import told_by
from quellenlage.compare.disputed_dates import find_dated, find_once
from quellenlage.compare.disputed_numbers import find_numbers
from quellenlage.compare.disputed_speakers import find_attributions
from quellenlage.compare.figures import home_of, is_loose
from quellenlage.compare.order import first_version, in_order
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.dossier import Claim, Dispute, Figure


def find_disputes(
    members: Sequence[AnnotatedArticle], claims: Sequence[Claim], figures: Sequence[Figure]
) -> tuple[Dispute, ...]:
    """The disputes of a story: those of most articles first, unsure ones last.

    Every side has a position, the verbatim words of one article, and as evidence the places of all that hold it.
    """
    ordered = in_order(members)
    told, home, loose = told_by(ordered), home_of(ordered), is_loose(ordered)
    denials = list(find_denials(claims, told))
    rows = [
        *without_repeated([*denials, *find_contradicted(ordered, told, denials)]),
        *find_numbers(figures, told, home, loose=loose),
        *find_dated(claims, told),
        *find_once(ordered, home, loose=loose),
        *find_attributions(ordered, told),
    ]
    texts = {m.article.id: first_version(m.article) for m in ordered}
    return tuple(sorted(rows, key=lambda row: _rank(row, texts)))


def _rank(row: Dispute, texts: Mapping[str, str]) -> tuple[object, ...]:
    carriers = {texts[e.article] for side in row.sides for e in side.evidence}
    first = min(e for side in row.sides for e in side.evidence)
    return not row.sure, -len(carriers), -sum(len(side.evidence) for side in row.sides), first, row.id
