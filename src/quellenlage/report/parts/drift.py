"""Quote drift: one quotation through the outlets, word for word or otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.domain.dossier import QuoteDrift, QuoteForm, Story
from quellenlage.report.evidence import Library
from quellenlage.report.lines import EvidenceView, LineView, Part, part
from quellenlage.report.parts.members import words
from quellenlage.report.reasons import told
from quellenlage.report.shown import one_line
from quellenlage.report.terms import DRIFTS


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """One form of a quotation: `kind` in words, `kind_key` as in the dossier, `speaker` who is said to have spoken,
    `text` the words in the first place."""

    kind: str
    kind_key: str
    speaker: str
    text: str
    evidence: tuple[EvidenceView, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftView(LineView):
    """One quotation (`text`, in its fullest form), who is named for it, and the forms it takes; `evidence` are the
    places of all forms in order."""

    speaker: str
    forms: tuple[FormView, ...]


def drift(story: Story, library: Library, anchor: str) -> Part[DriftView]:
    """The quotations that several outlets pass on, in the order of the dossier."""
    _ = library.translate
    return part(
        ((drift_view(row, f"{anchor}-drift{n}", library), row.sure) for n, row in enumerate(story.quote_drift, 1)),
        _("No quotation was found that takes several forms in these articles."),
    )


def drift_view(row: QuoteDrift, anchor: str, library: Library) -> DriftView:
    """One quotation."""
    forms = tuple(form_view(form, library) for form in row.forms)
    return DriftView(
        anchor=anchor,
        id=row.id,
        text=one_line(row.quote),
        labels=(),
        evidence=tuple(place for form in forms for place in form.evidence),
        reasons=told(row.reasons, library),
        speaker=one_line(row.speaker or ""),
        forms=forms,
    )


def form_view(form: QuoteForm, library: Library) -> FormView:
    """One form."""
    first = form.evidence[:1]
    return FormView(
        kind=library.translate(DRIFTS[form.kind]),
        kind_key=form.kind,
        speaker=one_line(form.speaker or ""),
        text=words(first[0].article, (first[0].span,), library) if first else "",
        evidence=library.places(form.evidence),
        reasons=told(form.reasons, library),
    )
