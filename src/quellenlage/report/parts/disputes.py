"""Disputes: where articles disagree, both sides next to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quellenlage.domain.dossier import Dispute, Member, Side, Story
from quellenlage.domain.span import Span
from quellenlage.report.evidence import Library
from quellenlage.report.lines import EvidenceView, LineView, Part, part
from quellenlage.report.parts.members import begun, each_once, letters, speaker, statement_of
from quellenlage.report.reasons import told
from quellenlage.report.shown import one_line
from quellenlage.report.terms import DISPUTES

SHORT = 5
"""Words of a position that are shown beside who takes it: a number and what it counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """One position, with every place that takes it: `position` is the articles' words or a short phrase of ours,
    `speakers` who takes it, as far as statements stand in those places."""

    position: str
    speakers: tuple[str, ...]
    evidence: tuple[EvidenceView, ...]

    @property
    def title(self) -> str:
        """Who takes it, with the position where that is short; a long one stands in the sentence anyway."""
        whole = self.evidence[0].sentence.strip() if self.evidence else ""
        told = letters(self.position) in letters(whole) if len(self.position.split()) > SHORT else False
        short = "" if told or (self.speakers and len(self.position.split()) > SHORT) else self.position
        return ": ".join(words for words in (", ".join(self.speakers), short) if words)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeView(LineView):
    """One dispute: `kind` in words, `kind_key` as in the dossier; `evidence` are the places of all sides in order."""

    kind: str
    kind_key: str
    sides: tuple[SideView, ...]


def disputes(story: Story, library: Library, anchor: str) -> Part[DisputeView]:
    """The disputes of a story, in the order of the dossier."""
    _ = library.translate
    members = [member for claim in story.claims for member in claim.members]
    return part(
        ((dispute_view(row, members, f"{anchor}-d{n}", library), row.sure) for n, row in enumerate(story.disputes, 1)),
        _("No denial of what another says was found, and no differing numbers or dates for the same thing."),
    )


def dispute_view(row: Dispute, members: Sequence[Member], anchor: str, library: Library) -> DisputeView:
    """One dispute with its sides; `members` are those of all claims of the story."""
    _ = library.translate
    sides = tuple(side_view(side, members, library) for side in row.sides)
    return DisputeView(
        anchor=anchor,
        id=row.id,
        text=begun(one_line(row.text)),
        labels=(_(DISPUTES[row.kind]),),
        evidence=tuple(place for side in sides for place in side.evidence),
        reasons=told(row.reasons, library),
        kind=_(DISPUTES[row.kind]),
        kind_key=row.kind,
        sides=sides,
    )


def side_view(side: Side, members: Sequence[Member], library: Library) -> SideView:
    """One side; its position is the articles' words, or one of our own short phrases, translated."""
    there = [
        m
        for m in members
        if any(e.article == m.article and e.span.overlaps(Span(m.start, m.end)) for e in side.evidence)
    ]
    # whom somebody quotes (*Korff habe erklärt, ...*) is not on the side of who tells it
    tellers = {m.statement for m in there}
    there = [m for m in there if not ((s := statement_of(m, library)) and s.parent in tellers and s.cue)]
    position = library.translate.reason(one_line(side.position))
    return SideView(
        position=position if len(position.split()) <= SHORT else begun(position),
        speakers=each_once(speaker(m, library) for m in there),
        evidence=library.places(side.evidence),
    )
