"""The chronicle: what happened when, day by day; what was long before the matter told apart from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from quellenlage.domain.dossier import Story, TimelineRow
from quellenlage.report.evidence import Library
from quellenlage.report.lines import LineView, Part
from quellenlage.report.parts.episodes import episodes
from quellenlage.report.reasons import told
from quellenlage.report.shown import one_line, period
from quellenlage.report.terms import EVENTS, MODALITIES
from quellenlage.report.translate import Translator


@dataclass(frozen=True, slots=True, kw_only=True)
class HappeningView(LineView):
    """One line of the chronicle: `event` is its type in words (empty where none was found), `event_key` and
    `modality_key` are the dossier's; a modality other than factual stands in `labels`."""

    event: str
    event_key: str
    modality_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """The lines of the chronicle that share a date; `iso` is what a machine reads, None unless it is one day; `from_`
    and `to` are its ISO ends. `over` is the heading of the episode that begins here, empty elsewhere."""

    date: str
    iso: str | None
    from_: str | None
    to: str | None
    lines: tuple[HappeningView, ...]
    over: str = ""


def chronicle(story: Story, library: Library, anchor: str) -> Part[DayView]:
    """What happened in the matter, day by day, in the order of the dossier; episode by episode, if there are some."""
    _ = library.translate
    rows = numbered(story, anchor, background=False)
    empty = _("No sentence was found that ties something that happened to a date.")
    return in_days(rows, library, empty, episodes(story, _))


def background(story: Story, library: Library, anchor: str) -> Part[DayView]:
    """What the articles recall from before the matter, day by day."""
    _ = library.translate
    return in_days(
        numbered(story, anchor, background=True),
        library,
        _("No sentence was found that recalls something from before the matter."),
    )


def numbered(story: Story, anchor: str, *, background: bool) -> list[tuple[TimelineRow, str]]:
    """The rows of one kind with their anchors, which count all rows."""
    return [(row, f"{anchor}-t{n}") for n, row in enumerate(story.timeline, 1) if row.background is background]


def in_days(
    rows: Iterable[tuple[TimelineRow, str]],
    library: Library,
    empty: str,
    parts: Sequence[tuple[str, frozenset[str]]] = (),
) -> Part[DayView]:
    """Rows as days, the unsure ones apart; `parts` as `episodes` gives them."""
    lines = [(row, happening(row, anchor, library)) for row, anchor in rows]
    return Part(
        by_episode([pair for pair in lines if pair[0].sure], parts, library.translate),
        by_episode([pair for pair in lines if not pair[0].sure], parts, library.translate),
        empty,
    )


def by_episode(
    lines: Sequence[tuple[TimelineRow, HappeningView]], parts: Sequence[tuple[str, frozenset[str]]], _: Translator
) -> tuple[DayView, ...]:
    """The days of each episode under its heading; a line stands in the first episode that tells it."""
    found: list[DayView] = []
    left = list(lines)
    for heading, articles in parts:
        own = days([pair for pair in left if not articles.isdisjoint(pair[0].articles)], _)
        left = [pair for pair in left if articles.isdisjoint(pair[0].articles)]
        found += [replace(day, over=heading if n == 0 else "") for n, day in enumerate(own)]
    return (*found, *days(left, _))


def days(lines: Sequence[tuple[TimelineRow, HappeningView]], _: Translator) -> tuple[DayView, ...]:
    """Neighbouring lines of the same date under one heading."""
    groups: list[DayView] = []
    for row, line in lines:
        shown = period(row.date, _)
        if groups and groups[-1].date == shown:
            groups[-1] = replace(groups[-1], lines=(*groups[-1].lines, line))
        else:
            first, last = row.date.from_, row.date.to
            iso = first if first == last else None
            groups.append(DayView(date=shown, iso=iso, from_=first, to=last, lines=(line,)))
    return tuple(groups)


def happening(row: TimelineRow, anchor: str, library: Library) -> HappeningView:
    """One line of the chronicle."""
    _ = library.translate
    return HappeningView(
        anchor=anchor,
        id=row.id,
        text=one_line(row.text),
        labels=(_(MODALITIES[row.modality]),) if row.modality in MODALITIES else (),
        evidence=library.places(row.evidence),
        reasons=told(row.reasons, library),
        event=_(EVENTS[row.event_type]) if row.event_type and row.event_type != "OTHER" else "",
        event_key=row.event_type or "",
        modality_key=row.modality or "",
    )
