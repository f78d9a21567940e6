"""Disputes: where articles disagree, both sides next to each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quellenlage.domain.dossier import Dispute, Figure, FigureValue, Member, Side, Story
from quellenlage.domain.span import Span
from quellenlage.report.evidence import Library
from quellenlage.report.lines import EvidenceView, LineView, Part, part
from quellenlage.report.parts.figures import own_words, without_thing
from quellenlage.report.parts.members import begun, each_once, letters, speaker, statement_of, without_parts
from quellenlage.report.reasons import told
from quellenlage.report.shown import one_line
from quellenlage.report.terms import DISPUTES

UNIT = re.compile(r" \([^()]+\)$")
"""The unit behind the thing that numbers are given for: *Minus (Euro)*."""
SHORT = 5
"""Words of a position that are shown beside who takes it: a number and what it counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """One position, with every place that takes it: `position` is the articles' words or a short phrase of ours,
    `speakers` who takes it: those of the statements in those places; without one the outlets, which say it themselves,
    or that nobody is named."""

    position: str
    speakers: tuple[str, ...]
    evidence: tuple[EvidenceView, ...]

    @property
    def title(self) -> str:
        """Who takes it, with the position where that is short; a long one, or one that is words of a sentence and no
        number, stands in the sentence anyway."""
        told = letters(self.position) in letters(self.whole)
        long = len(self.position.split()) > SHORT or not any(map(str.isdigit, self.position))
        short = "" if long and (told or self.speakers) else self.position
        return ": ".join(words for words in (", ".join(self.speakers), short) if words)

    @property
    def whole(self) -> str:
        """The sentence in the first place."""
        return self.evidence[0].sentence.strip() if self.evidence else ""


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
        (
            (dispute_view(row, members, story.figures, f"{anchor}-d{n}", library), row.sure)
            for n, row in enumerate(story.disputes, 1)
        ),
        _("No denial of what another says was found, and no differing numbers or dates for the same thing."),
    )


def dispute_view(
    row: Dispute, members: Sequence[Member], figures: Sequence[Figure], anchor: str, library: Library
) -> DisputeView:
    """One dispute with its sides; `members` are those of all claims of the story, `figures` its figures."""
    _ = library.translate
    sides = tuple(side_view(side, members, library) for side in row.sides)
    return DisputeView(
        anchor=anchor,
        id=row.id,
        text=heading(row, figures, library),
        labels=(_(DISPUTES[row.kind]),),
        evidence=tuple(place for side in sides for place in side.evidence),
        reasons=told(row.reasons, library),
        kind=_(DISPUTES[row.kind]),
        kind_key=row.kind,
        sides=sides,
    )


def heading(row: Dispute, figures: Sequence[Figure], library: Library) -> str:
    """What is disputed. Of numbers the values, too, without the unit, which they have: *Leute* alone names nothing."""
    text = begun(one_line(row.text))
    if row.kind != "number":
        return text
    thing = UNIT.sub("", text)
    values = [value for figure in figures if one_line(figure.object) == thing for value in figure.values]
    said = [said_by(side, thing, values, library) for side in row.sides]
    if not all(said) or len(set(said)) < len(said):
        return thing
    return f"{thing}: {library.translate('{one} against {other}').format(one=said[0], other=' / '.join(said[1:]))}"


def said_by(side: Side, thing: str, values: Sequence[FigureValue], library: Library) -> str:
    """The number that most places of a side give, in the words of the first; empty where none of its places has one."""
    found = [
        value
        for place in side.evidence
        for value in values
        if any(place.article == e.article and place.span.overlaps(e.span) for e in value.evidence)
    ]
    counts = Counter((v.low, v.high, v.comparator) for v in found)
    if not counts:
        return ""
    most = counts.most_common(1)[0][0]
    said = next(own_words(v, library) for v in found if (v.low, v.high, v.comparator) == most)
    return without_thing(said, thing)


def nobody(side: Side, there: Sequence[Member], library: Library) -> tuple[str, ...]:
    """Who takes a side that no speaker takes: the outlets, somebody whom no article names, or one whom it names by a
    pronoun alone. The statement in the very place tells, where there is one: others reach into it."""
    _ = library.translate
    places = {(place.article, place.start, place.end) for place in side.evidence}
    told = [m for m in there if m.mode != "narration"]
    told = [m for m in told if (m.article, m.start, m.end) in places] or told
    if not told:
        return each_once(library.outlet(place.article) for place in side.evidence)
    named = any((s := statement_of(m, library)) and s.speaker for m in told)
    return (_("speaker unclear") if named else _("unnamed"),)


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
    speakers = without_parts(each_once(speaker(m, library) for m in there))
    return SideView(
        position=position if len(position.split()) <= SHORT else begun(position),
        speakers=speakers or nobody(side, there, library),
        evidence=library.places(side.evidence),
    )
