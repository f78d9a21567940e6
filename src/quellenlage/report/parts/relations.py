"""Relations between actors: who did what to whom, over time, cooperation told from conflict."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.domain.dossier import ActorRelation, Period, Story
from quellenlage.report.evidence import Library
from quellenlage.report.lines import LineView, Part
from quellenlage.report.reasons import told
from quellenlage.report.shown import one_line, period
from quellenlage.report.terms import EVENTS, SIGNS


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationView(LineView):
    """One event between two actors: `text` is the sentence that tells it, `event` its type in words, `sign` whether it
    is cooperation or conflict; `date` in words (empty if unknown), `iso` for machines."""

    event: str
    event_key: str
    sign: str
    sign_key: str
    date: str
    iso: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairView:
    """Everything that `source` did to `target` (or that both did together, if `mutual`), dated events in order, undated
    ones last; `source_id` and `target_id` are those of the actors, empty if unknown."""

    anchor: str
    source: str
    source_id: str
    target: str
    target_id: str
    mutual: bool
    lines: tuple[RelationView, ...]


def relations(story: Story, library: Library, anchor: str) -> Part[PairView]:
    """The relations pair by pair, the pair with most events first."""
    _ = library.translate
    numbered = list(enumerate(story.relations, 1))

    def paired(sure: bool) -> tuple[PairView, ...]:
        pairs: dict[tuple[str, str, bool], list[tuple[int, ActorRelation]]] = {}
        for n, row in numbered:
            if row.sure is sure:
                pairs.setdefault((row.source, row.target, row.mutual), []).append((n, row))
        ordered = sorted(pairs.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        return tuple(
            PairView(
                anchor=f"{anchor}-pair{n}{'' if sure else 'u'}",
                source=one_line(source),
                source_id=rows[0][1].source_id or "",
                target=one_line(target),
                target_id=rows[0][1].target_id or "",
                mutual=mutual,
                lines=tuple(
                    relation_view(row, f"{anchor}-rel{i}", library)
                    for i, row in sorted(rows, key=lambda r: (r[1].date or "~", r[0]))
                ),
            )
            for n, ((source, target, mutual), rows) in enumerate(ordered, 1)
        )

    return Part(
        paired(True), paired(False), _("No sentence was found that tells what one of the named did to another.")
    )


def relation_view(row: ActorRelation, anchor: str, library: Library) -> RelationView:
    """One event between two actors."""
    _ = library.translate
    evidence = library.places(row.evidence)
    return RelationView(
        anchor=anchor,
        id=row.id,
        text=evidence[0].sentence.strip() if evidence else "",
        labels=(_(EVENTS[row.event_type]),),
        evidence=evidence,
        reasons=told(row.reasons, library),
        event=_(EVENTS[row.event_type]),
        event_key=row.event_type,
        sign=_(SIGNS[row.sign]),
        sign_key=row.sign,
        date=period(Period(row.date, row.date), _) if row.date else "",
        iso=row.date,
    )
