"""Gaps: what some outlets carry and others leave out. Never a verdict, always the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quellenlage.domain.dossier import Claim, Gap, Story
from quellenlage.report.evidence import Library
from quellenlage.report.lines import LineView, Part, part
from quellenlage.report.parts.members import claim_text, member_evidence, opposed, speakers_of
from quellenlage.report.reasons import told, without_files
from quellenlage.report.shown import number, one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class GapView(LineView):
    """A claim that only some outlets carry: `carried_by` and `left_out_by` name the outlets, `speakers` who says it,
    `opposed` in words who stands against it, `evidence` the places that carry it; `claim` is its id, `goto` the anchor
    of its own line (empty if it has none)."""

    claim: str
    goto: str
    speakers: tuple[str, ...]
    opposed: str
    carried_by: tuple[str, ...]
    left_out_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletGapsView:
    """What one outlet leaves out of all that others carry; `count` in words."""

    anchor: str
    outlet: str
    count: str
    lines: tuple[GapView, ...]


def gaps(story: Story, library: Library, anchor: str, goto: Mapping[str, str]) -> Part[GapView]:
    """The gaps claim by claim, in the order of the dossier (most weight first)."""
    _ = library.translate
    known = {claim.id: claim for claim in story.claims}
    return part(
        (
            (gap_view(row, known[row.claim], f"{anchor}-g{n}", goto, library), row.sure)
            for n, row in enumerate(story.gaps, 1)
            if row.claim in known
        ),
        why_no_gaps(story, library),
    )


def why_no_gaps(story: Story, library: Library) -> str:
    """Why there are no gaps: nobody can compare outlets that are not known."""
    _ = library.translate
    unknown = len({library.first_version(i) for i in story.articles if not library.name_of(i)})
    if unknown > 1:
        return _.plural(
            "The outlet of {n} article is unknown: what only some outlets carry cannot be told.",
            "The outlet of {n} articles is unknown: what only some outlets carry cannot be told.",
            unknown,
        ).format(n=number(unknown, _.ui))
    return _("No claim of weight was found that only some outlets carry.")


def left_out(found: Sequence[GapView], library: Library, anchor: str) -> tuple[OutletGapsView, ...]:
    """The same gaps outlet by outlet, the one that leaves out most first."""
    _ = library.translate
    by_outlet: dict[str, list[GapView]] = {}
    for gap in found:
        for outlet in gap.left_out_by:
            by_outlet.setdefault(outlet, []).append(gap)
    ordered = sorted(by_outlet.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple(
        OutletGapsView(
            anchor=f"{anchor}-o{n}",
            outlet=outlet,
            count=_.plural("{n} claim", "{n} claims", len(rows)).format(n=number(len(rows), _.ui)),
            lines=tuple(rows),
        )
        for n, (outlet, rows) in enumerate(ordered, 1)
    )


def gap_view(row: Gap, claim: Claim, anchor: str, goto: Mapping[str, str], library: Library) -> GapView:
    """One claim with the outlets that carry it and those that do not."""
    return GapView(
        anchor=anchor,
        id=row.id,
        text=claim_text(claim, library),
        labels=(),
        evidence=tuple(member_evidence(m, library) for m in claim.members),
        reasons=told(row.reasons, library),
        claim=claim.id,
        goto=goto.get(claim.id, ""),
        speakers=speakers_of(claim, library),
        opposed=opposed(claim, library),
        carried_by=tuple(without_files(one_line(outlet), library) for outlet in row.outlets_with),
        left_out_by=tuple(without_files(one_line(outlet), library) for outlet in row.outlets_without),
    )
