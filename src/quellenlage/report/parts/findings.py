"""Findings: headlines that say more than their text."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.domain.dossier import Finding, Story
from quellenlage.report.evidence import Library
from quellenlage.report.lines import LineView, Part, part
from quellenlage.report.reasons import told
from quellenlage.report.shown import one_line
from quellenlage.report.terms import FINDINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView(LineView):
    """One finding: `kind` in words, `kind_key` as in the dossier; `text` is the headline, `evidence` begins with it and
    goes on with what the text has instead; `reasons` say what differs."""

    kind: str
    kind_key: str


def findings(story: Story, library: Library, anchor: str) -> Part[FindingView]:
    """The findings of a story, in the order of the dossier."""
    _ = library.translate
    return part(
        ((finding_view(row, f"{anchor}-h{n}", library), row.sure) for n, row in enumerate(story.findings, 1)),
        _("No headline was found that says more than the text below it."),
    )


def finding_view(row: Finding, anchor: str, library: Library) -> FindingView:
    """One finding."""
    _ = library.translate
    return FindingView(
        anchor=anchor,
        id=row.id,
        text=one_line(row.text),
        labels=(_(FINDINGS[row.kind]),),
        evidence=library.places(row.evidence),
        reasons=told(row.reasons, library),
        kind=_(FINDINGS[row.kind]),
        kind_key=row.kind,
    )
