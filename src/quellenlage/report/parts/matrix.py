"""The matrix of claims and outlets: how each outlet gives each claim, at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quellenlage.report.evidence import Library
from quellenlage.report.lines import EvidenceView
from quellenlage.report.parts.claims import ClaimView, MemberView
from quellenlage.report.terms import CELLS

BY_STANCE = {"denies": "denies", "speculates": "speculates"}
"""Stances that matter more than how a statement is passed on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """How one outlet gives one claim: `key` is one of `both` (the claim and its denial), `narration`, `direct`,
    `indirect`, `attributed`, `reported`, `free_indirect`, `denies`, `speculates`, `absent`;
    `words` says it; `members` are the numbers of the claim's members in this outlet and `evidence` their places."""

    key: str
    words: str
    members: tuple[int, ...]
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRowView:
    """One claim: `goto` is the anchor of its own line; one cell per outlet, in the order of the columns."""

    claim: str
    goto: str
    text: str
    status: str
    status_key: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixView:
    """Claims in rows, outlets in columns; `legend` has key and words of every kind of cell that occurs."""

    outlets: tuple[str, ...]
    rows: tuple[MatrixRowView, ...]
    legend: tuple[tuple[str, str], ...]

    def __bool__(self) -> bool:
        return len(self.outlets) > 1 and bool(self.rows)


def matrix(claims: Sequence[ClaimView], library: Library) -> MatrixView:
    """The claims that stand in more than one place, by outlet; outlets with most claims first."""
    counts: dict[str, int] = {}
    for claim in claims:
        for outlet in claim.outlets:
            counts[outlet] = counts.get(outlet, 0) + 1
    outlets = tuple(sorted(counts, key=lambda outlet: (-counts[outlet], outlet)))
    rows = tuple(
        MatrixRowView(
            claim=claim.id,
            goto=claim.anchor,
            text=claim.text,
            status=claim.status,
            status_key=claim.status_key,
            cells=tuple(cell(claim.members, outlet, library) for outlet in outlets),
        )
        for claim in claims
    )
    present = {one.key for row in rows for one in row.cells}
    _ = library.translate
    legend = tuple((key, _(words)) for key, words in CELLS.items() if key in present)
    return MatrixView(outlets=outlets, rows=rows, legend=legend)


def cell(members: Sequence[MemberView], outlet: str, library: Library) -> CellView:
    """How the outlet gives the claim: with its denial, or in the first of several ways in the order of the legend."""
    own = [m for m in members if m.evidence.outlet == outlet]
    keys = {"denies" if m.denies else BY_STANCE.get(m.stance_key, m.mode_key) for m in own}
    against = any(d.kind_key == "contradicts" for m in own for d in m.differences if {x.n for x in own} & {*d.others})
    both = against or ("denies" in keys and keys - {"denies"})
    key = "both" if both else next((key for key in CELLS if key in keys), "absent")
    return CellView(
        key=key,
        words=library.translate(CELLS[key]),
        members=tuple(m.n for m in own),
        evidence=tuple(m.evidence for m in own),
    )
