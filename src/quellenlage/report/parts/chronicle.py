"""The chronicle: what happened when, day by day; what was long before the matter told apart from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from quellenlage.domain.dossier import Story, TimelineRow
from quellenlage.german.lexicon import load_words
from quellenlage.report.evidence import Library
from quellenlage.report.lines import LineView, Part
from quellenlage.report.parts.episodes import episodes
from quellenlage.report.reasons import told
from quellenlage.report.shown import DAY, one_line, period
from quellenlage.report.shown import day as day_words
from quellenlage.report.terms import EVENTS, MODALITIES
from quellenlage.report.translate import Translator

UNKNOWN_DAY = "counted from the days on which the article may have come out"
"""The reason of a date that is a stretch for want of the article's own day."""
CAME_ABOUT, STOPPED = "a later article tells that it came about", "a later article tells that it was stopped"
"""The reasons of plans that a later article overtakes."""


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
    return in_days(rows, story.to or "", library, empty, episodes(story, _))


def background(story: Story, library: Library, anchor: str) -> Part[DayView]:
    """What the articles recall from before the matter, day by day."""
    _ = library.translate
    return in_days(
        numbered(story, anchor, background=True),
        story.to or "",
        library,
        _("No sentence was found that recalls something from before the matter."),
    )


def numbered(story: Story, anchor: str, *, background: bool) -> list[tuple[TimelineRow, str]]:
    """The rows of one kind with their anchors, which count all rows."""
    return [(row, f"{anchor}-t{n}") for n, row in enumerate(story.timeline, 1) if row.background is background]


def in_days(
    rows: Iterable[tuple[TimelineRow, str]],
    newest: str,
    library: Library,
    empty: str,
    parts: Sequence[tuple[str, frozenset[str]]] = (),
) -> Part[DayView]:
    """Rows as days, the unsure ones apart; `newest` is when the story's newest article came out, `parts` as `episodes`
    gives them."""
    lines = [(row, happening(row, anchor, newest, library)) for row, anchor in rows]
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
        if ends_then(row):
            shown = _("at least until {day}").format(day=day_words(row.date.from_, _))
        if not_to_the_day(row):
            shown = _("{when} (exact date unknown)").format(when=shown)
        if groups and groups[-1].date == shown:
            groups[-1] = replace(groups[-1], lines=(*groups[-1].lines, line))
        else:
            first, last = row.date.from_, row.date.to
            iso = first if first == last else None
            groups.append(DayView(date=shown, iso=iso, from_=first, to=last, lines=(line,)))
    return tuple(groups)


def ends_then(row: TimelineRow) -> bool:
    """True for a day on which, or after which, something ends (*dauert mindestens bis Montag*), with no other open
    beginning in the sentence."""
    if row.date.from_ is None or row.date.to is not None:
        return False
    words = f" {' '.join(row.text.casefold().split())} "
    found = {form for form in load_words("from_dates") if f" {form} " in words}
    return bool(found) and all("bis" in form.split() for form in found)


def not_to_the_day(row: TimelineRow) -> bool:
    """True for a stretch in place of a day which the text names (*am Mittwoch*): it is not known when the article came
    out."""
    return not (row.date.from_ == row.date.to and DAY.match(row.date.to or "")) and any(
        r.partition(": ")[0] == UNKNOWN_DAY for r in row.reasons
    )


def planned(row: TimelineRow, newest: str, library: Library) -> str:
    """How a plan is called: one that the text tells as an earlier one; one for a day before that of the newest
    article: what became of it stands elsewhere; one that is older than that article, with its day."""
    _ = library.translate
    phrases = {reason.partition(": ")[0] for reason in row.reasons}
    if STOPPED in phrases:
        return _("planned, later stopped")
    if CAME_ABOUT in phrases:
        return _("planned, later came about")
    words = row.text.casefold().split()
    if not load_words("earlier_plans").isdisjoint(f"{one} {other}" for one, other in pairwise(words)):
        return _("earlier plan")
    day, _instant, _zone = newest.partition("T")
    if day and row.date.to and row.date.to < day[: len(row.date.to)]:
        return _("was planned")
    dated = [when.last.isoformat() for i in row.articles if (when := library.date(i)) and when.last and when.day]
    if dated and len(dated) == len(row.articles) and max(dated) < day:
        return _("planned, as of {day}").format(day=day_words(max(dated), _, brief=True))
    return _(MODALITIES["planned"])


def told_as(row: TimelineRow, newest: str, library: Library) -> str:
    """Whether it happened, as it is told; empty for a fact."""
    if row.modality == "planned":
        return planned(row, newest, library)
    return library.translate(MODALITIES.get(row.modality or "", ""))


def happening(row: TimelineRow, anchor: str, newest: str, library: Library) -> HappeningView:
    """One line of the chronicle; `newest` is when the story's newest article came out, empty if unknown."""
    _ = library.translate
    return HappeningView(
        anchor=anchor,
        id=row.id,
        text=one_line(row.text),
        labels=tuple(label for label in (told_as(row, newest, library),) if label),
        evidence=library.places(row.evidence),
        reasons=told(row.reasons, library),
        event=_(EVENTS[row.event_type]) if row.event_type and row.event_type != "OTHER" else "",
        event_key=row.event_type or "",
        modality_key=row.modality or "",
    )
