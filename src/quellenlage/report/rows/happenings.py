"""Tables of what happens: the chronicle, who takes part, who did what to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quellenlage.domain.dossier import Dossier
from quellenlage.report.rows.places import Articles, Places, places


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineLine:
    """A line of the chronicle; `part` is what its words name of a month or year (*Ende 2028*), or its season, quarter
    or half, in the signs of TIMEX3."""

    id: str
    story: str
    from_: str | None
    to: str | None
    part: str | None
    text: str
    event_type: str | None
    modality: str | None
    background: bool
    articles: tuple[str, ...]
    outlets: tuple[str, ...]
    evidence: tuple[str, ...]
    reasons: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorLine:
    """Somebody or something that takes part."""

    id: str
    story: str
    name: str
    type: str
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    mentions: int
    articles: tuple[str, ...]
    outlets: tuple[str, ...]
    reasons: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationLine:
    """One event between two actors; `sign` is cooperative, conflictual or neutral, `mutual` where both do the same."""

    id: str
    story: str
    source: str
    target: str
    source_id: str | None
    target_id: str | None
    event_type: str
    sign: str
    mutual: bool
    date: str | None
    evidence: tuple[str, ...]
    sentence: str | None
    reasons: tuple[str, ...]
    sure: bool


def timeline_lines(dossier: Dossier, articles: Articles) -> Iterator[TimelineLine]:
    """Every line of every chronicle."""
    where = Places(dossier, articles)
    for story in dossier.stories:
        for t in story.timeline:
            yield TimelineLine(
                id=t.id,
                story=story.id,
                from_=t.date.from_,
                to=t.date.to,
                part=t.date.part,
                text=t.text,
                event_type=t.event_type,
                modality=t.modality,
                background=t.background,
                articles=t.articles,
                outlets=where.outlets(t.articles),
                evidence=places(t.evidence),
                reasons=t.reasons,
                sure=t.sure,
            )


def actor_lines(dossier: Dossier, articles: Articles) -> Iterator[ActorLine]:
    """Every actor of every story."""
    where = Places(dossier, articles)
    for story in dossier.stories:
        for a in story.actors:
            yield ActorLine(
                id=a.id,
                story=story.id,
                name=a.name,
                type=a.type,
                aliases=a.aliases,
                roles=a.roles,
                mentions=a.mentions,
                articles=a.articles,
                outlets=where.outlets(a.articles),
                reasons=a.reasons,
                sure=a.sure,
            )


def relation_lines(dossier: Dossier, articles: Articles) -> Iterator[RelationLine]:
    """Every event between two actors."""
    where = Places(dossier, articles)
    for story in dossier.stories:
        for r in story.relations:
            yield RelationLine(
                id=r.id,
                story=story.id,
                source=r.source,
                target=r.target,
                source_id=r.source_id,
                target_id=r.target_id,
                event_type=r.event_type,
                sign=r.sign,
                mutual=r.mutual,
                date=r.date,
                evidence=places(r.evidence),
                sentence=where.sentence(r.evidence[0].article, r.evidence[0].span) if r.evidence else None,
                reasons=r.reasons,
                sure=r.sure,
            )
