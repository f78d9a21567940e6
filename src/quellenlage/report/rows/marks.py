"""Tables of single articles' marks: mentions, time expressions, numbers, events, labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quellenlage.domain.dossier import Dossier
from quellenlage.domain.span import Span
from quellenlage.report.rows.places import Articles, Places


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityLine:
    """One mention."""

    article: str
    start: int
    end: int
    text: str
    type: str
    name: str
    nominal: bool
    adjectival: bool
    metonym: bool
    pronoun: bool
    in_furniture: bool
    outlet: str | None
    published: str | None
    url: str | None
    sentence: str | None
    rule: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpressionLine:
    """One time expression."""

    article: str
    start: int
    end: int
    text: str
    type: str
    value: str
    needs_dct: bool
    in_furniture: bool
    outlet: str | None
    published: str | None
    url: str | None
    sentence: str | None
    rule: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityLine:
    """One number with what it counts."""

    article: str
    start: int
    end: int
    text: str
    kind: str
    comparator: str
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    object: str | None
    owner: str | None
    in_furniture: bool
    outlet: str | None
    published: str | None
    url: str | None
    sentence: str | None
    rule: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """One event; `start` and `end` are those of its trigger."""

    article: str
    start: int
    end: int
    text: str
    type: str
    subtype: str | None
    agents: tuple[str, ...]
    patients: tuple[str, ...]
    place: str | None
    date: str | None
    modality: str
    polarity: str
    in_furniture: bool
    outlet: str | None
    published: str | None
    url: str | None
    sentence: str | None
    rule: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelLine:
    """The words an article uses for a referent, in one place."""

    article: str
    start: int
    end: int
    label: str
    referent: str
    voice: str
    in_furniture: bool
    outlet: str | None
    published: str | None
    url: str | None
    sentence: str | None
    rule: str | None
    reason: str


def entity_lines(dossier: Dossier, articles: Articles) -> Iterator[EntityLine]:
    """Every mention in every article."""
    where = Places(dossier, articles)
    for article in where.read():
        for e in articles[article].annotations.entities:
            yield EntityLine(
                text=e.text,
                type=e.type,
                name=e.name,
                nominal=e.nominal,
                adjectival=e.adjectival,
                metonym=e.metonym,
                pronoun=e.pronoun,
                in_furniture=e.in_furniture,
                rule=e.by.rule or e.by.model,
                reason=e.by.reason,
                **where.mark(article, e.span),
            )


def time_lines(dossier: Dossier, articles: Articles) -> Iterator[TimeExpressionLine]:
    """Every time expression in every article."""
    where = Places(dossier, articles)
    for article in where.read():
        for t in articles[article].annotations.times:
            yield TimeExpressionLine(
                text=t.span.of(articles[article].article.text),
                type=t.type,
                value=t.value,
                needs_dct=t.needs_dct,
                in_furniture=t.in_furniture,
                rule=t.by.rule or t.by.model,
                reason=t.by.reason,
                **where.mark(article, t.span),
            )


def quantity_lines(dossier: Dossier, articles: Articles) -> Iterator[QuantityLine]:
    """Every number with what it counts, in every article."""
    where = Places(dossier, articles)
    for article in where.read():
        for q in articles[article].annotations.quantities:
            yield QuantityLine(
                text=q.span.of(articles[article].article.text),
                kind=q.kind,
                comparator=q.comparator,
                value=q.value,
                low=q.low,
                high=q.high,
                unit=q.unit,
                object=q.object,
                owner=q.owner,
                in_furniture=q.in_furniture,
                rule=q.by.rule or q.by.model,
                reason=q.by.reason,
                **where.mark(article, q.span),
            )


def event_lines(dossier: Dossier, articles: Articles) -> Iterator[EventLine]:
    """Every event in every article."""
    where = Places(dossier, articles)
    for article in where.read():
        for e in articles[article].annotations.events:
            yield EventLine(
                text=e.trigger.of(articles[article].article.text),
                type=e.type,
                subtype=e.subtype,
                agents=tuple(one.name for one in e.agents),
                patients=tuple(one.name for one in e.patients),
                place=e.place.name if e.place else None,
                date=e.date,
                modality=e.modality,
                polarity=e.polarity,
                in_furniture=e.in_furniture,
                rule=e.by.rule or e.by.model,
                reason=e.by.reason,
                **where.mark(article, e.trigger),
            )


def label_lines(dossier: Dossier, articles: Articles) -> Iterator[LabelLine]:
    """Every label in every article."""
    where = Places(dossier, articles)
    for article in where.read():
        for one in articles[article].annotations.labels:
            yield LabelLine(
                label=one.label,
                referent=one.referent,
                voice=one.voice,
                in_furniture=one.in_furniture,
                rule=one.by.rule or one.by.model,
                reason=one.by.reason,
                **where.mark(article, Span(one.start, one.end)),
            )
