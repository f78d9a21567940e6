"""Notes beside the rows they are about. They change no result, so they are added where results are read, at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from quellenlage.domain.attachment import Ground, Named
from quellenlage.domain.dossier import Actor, ArticleRow, Claim, Story
from quellenlage.domain.judgement import NOTED, Judgement, in_force

AnyRow = TypeVar("AnyRow", Claim, Actor, Story, ArticleRow)

ZONE = ZoneInfo("Europe/Berlin")
"""The time of day of a note is told in the zone that outlets have unless another is given."""


def with_notes(stories: Sequence[Story], notes: Sequence[Judgement], ground: Ground) -> tuple[Story, ...]:
    """The stories with each note among the reasons of the claims, people or stories it is about."""
    for note in notes:
        stories = [_noted(story, note, ground) for story in stories]
    return tuple(stories)


def articles_with_notes(
    rows: Iterable[ArticleRow], notes: Sequence[Judgement], ground: Ground
) -> tuple[ArticleRow, ...]:
    """The articles with each note among the reasons of the one it is about."""
    said: dict[str, list[str]] = {}
    for note in notes:
        if note.value == "article":
            for anchor in note.evidence:
                if ground.article(anchor) is not None:
                    said.setdefault(anchor.article, []).append(_words(note))
    return tuple(replace(r, reasons=(*r.reasons, *said[r.id])) if r.id in said else r for r in rows)


def corrected_articles(rows: Iterable[ArticleRow], journal: Iterable[Judgement]) -> list[ArticleRow]:
    """The articles, those whose outlet a person set with a reason that says so (a date carries its own)."""
    by = {a.article: j for j in in_force(journal).of("outlet") for a in j.evidence}
    return [
        replace(r, reasons=(*r.reasons, by[r.id].by)) if r.id in by and by[r.id].value == r.outlet else r for r in rows
    ]


def _noted(story: Story, note: Judgement, ground: Ground) -> Story:
    if note.value in ("statement", "claim"):
        ids = {s.id for a in note.evidence for _, s in ground.statements(a)}
        claims = tuple(_with(c, note) if any(m.statement in ids for m in c.members) else c for c in story.claims)
        return story if claims == story.claims else replace(story, claims=claims)
    if note.value == "actor":
        named = [n for a in note.evidence for n in ground.named(a)]
        actors = tuple(_with(a, note) if _is(a, named) else a for a in story.actors)
        return story if actors == story.actors else replace(story, actors=actors)
    if note.value == "story":
        articles = {m.article.id for a in note.evidence for m, _ in ground.places(a)}
        return _with(story, note) if articles & set(story.articles) else story
    return story


def _is(actor: Actor, named: Iterable[Named]) -> bool:
    return any(article in actor.articles and name in (actor.name, *actor.aliases) for article, _, name in named)


def _with(row: AnyRow, note: Judgement) -> AnyRow:
    return replace(row, reasons=(*row.reasons, _words(note)))


def _words(note: Judgement) -> str:
    at = datetime.fromisoformat(note.at).astimezone(ZONE)
    return f"{NOTED}: {at.isoformat(timespec='minutes')}, {note.author}: {note.reason}"
