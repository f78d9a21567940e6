"""Passages that stand in several places: copied, taken from an agency, repeated, or standing notices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quellenlage.domain.dossier import Reuse
from quellenlage.report.evidence import Library
from quellenlage.report.lines import EvidenceView, Part, part
from quellenlage.report.reasons import told
from quellenlage.report.shown import number, one_line, published, shortened
from quellenlage.report.terms import REUSES
from quellenlage.report.translate import msg

PASSAGE_SHOWN = 40
"""Words of a reused passage shown as its headline; the places show more."""
REWORDED = msg("in slightly other words")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReuseView:
    """A passage that stands in several places; `first` says who had it first, or that this is open;
    `why` says why it is open."""

    anchor: str
    id: str
    kind: str
    kind_key: str
    text: str
    words: str
    first: str
    why: str
    places: tuple[EvidenceView, ...]
    reasons: tuple[str, ...]


def reused(rows: Sequence[Reuse], library: Library, anchor: str, empty: str) -> Part[ReuseView]:
    """Passages that stand in several places, the longest first."""
    ordered = sorted(rows, key=lambda row: (-len(row.text.split()), row.id))
    return part(((reuse_view(row, f"{anchor}{n}", library), row.sure) for n, row in enumerate(ordered, 1)), empty)


def reuse_view(row: Reuse, anchor: str, library: Library) -> ReuseView:
    """One passage and where it stands."""
    _ = library.translate
    words = len(row.text.split())
    form = _("Found first in {outlet}, {day}") if row.kind == "wire" else _("First in {outlet}, {day}")
    first = form.format(
        outlet=library.outlet(row.first), day=published(library.date(row.first), _, brief=True)
    ) if row.first else _("Who had it first is open")  # fmt: skip
    kind = _(REUSES[row.kind])
    return ReuseView(
        anchor=anchor,
        id=row.id,
        kind=f"{kind}, {_(REWORDED)}" if row.nearness == "paraphrased" else kind,
        kind_key=row.kind,
        text=shortened(one_line(row.text), PASSAGE_SHOWN),
        words=_.plural("{n} word", "{n} words", words).format(n=number(words, _.ui)),
        first="" if row.kind == "boilerplate" else first,
        why="" if row.first else _.reason(one_line(row.why)),
        places=library.places(
            sorted(row.places, key=lambda p: (p.article != row.first, *in_time(p.article, library), p.start))
        ),
        reasons=told((*row.reasons, row.why) if row.first else row.reasons, library),
    )


def in_time(article: str, library: Library) -> tuple[str, str]:
    """Sorts articles by their earliest possible date, undated ones last."""
    when = library.date(article)
    return (when.from_ if when and when.from_ else "~", article)
