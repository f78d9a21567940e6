"""Tables of what differs: disputes, figures, wording, quotations on their way, findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quellenlage.domain.dossier import Dossier
from quellenlage.report.rows.places import Articles, Places, places


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeLine:
    """One place on one side of a dispute; `side` counts the sides from 1."""

    dispute: str
    story: str
    kind: str
    text: str
    side: int
    position: str
    article: str
    start: int
    end: int
    outlet: str | None
    published: str | None
    url: str | None
    sentence: str | None
    reasons: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """One number given for an object by one article; `figure` is what it is compared within."""

    figure: str
    story: str
    object: str
    unit: str | None
    comparator: str
    low: float | None
    high: float | None
    owner: str | None
    article: str
    outlet: str | None
    published: str | None
    url: str | None
    evidence: tuple[str, ...]
    sentence: str | None
    reasons: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingLine:
    """One word for a referent, in one outlet and voice; `wording` is what it is compared within."""

    wording: str
    story: str
    referent: str
    label: str
    outlet: str | None
    count: int
    voice: str
    evidence: tuple[str, ...]
    sentence: str | None
    reasons: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftLine:
    """One place of one form of a quotation; `speaker` is who is said to have spoken there."""

    drift: str
    story: str
    quote: str
    said_by: str | None
    kind: str
    speaker: str | None
    text: str | None
    article: str
    start: int
    end: int
    outlet: str | None
    published: str | None
    url: str | None
    sentence: str | None
    reasons: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """One finding: a headline that says more than its text."""

    id: str
    story: str
    kind: str
    text: str
    articles: tuple[str, ...]
    outlets: tuple[str, ...]
    evidence: tuple[str, ...]
    reasons: tuple[str, ...]
    sure: bool


def dispute_lines(dossier: Dossier, articles: Articles) -> Iterator[DisputeLine]:
    """Every place of every side of every dispute."""
    where = Places(dossier, articles)
    for story in dossier.stories:
        for d in story.disputes:
            for n, side in enumerate(d.sides, 1):
                for e in side.evidence:
                    yield DisputeLine(
                        dispute=d.id,
                        story=story.id,
                        kind=d.kind,
                        text=d.text,
                        side=n,
                        position=side.position,
                        reasons=d.reasons,
                        sure=d.sure,
                        **where.mark(e.article, e.span),
                    )


def figure_lines(dossier: Dossier, articles: Articles) -> Iterator[FigureLine]:
    """Every number of every figure."""
    where = Places(dossier, articles)
    for story in dossier.stories:
        for f in story.figures:
            for v in f.values:
                yield FigureLine(
                    figure=f.id,
                    story=story.id,
                    object=f.object,
                    unit=f.unit,
                    comparator=v.comparator,
                    low=v.low,
                    high=v.high,
                    owner=v.owner,
                    article=v.article,
                    evidence=places(v.evidence),
                    sentence=where.sentence(v.article, v.evidence[0].span) if v.evidence else None,
                    reasons=f.reasons,
                    sure=f.sure,
                    **where.source(v.article),
                )


def wording_lines(dossier: Dossier, articles: Articles) -> Iterator[WordingLine]:
    """Every word for every referent."""
    where = Places(dossier, articles)
    for story in dossier.stories:
        for row in story.wording:
            for w in row.labels:
                yield WordingLine(
                    wording=row.id,
                    story=story.id,
                    referent=row.referent,
                    label=w.label,
                    outlet=w.outlet,
                    count=w.count,
                    voice=w.voice,
                    evidence=places(w.evidence),
                    sentence=where.sentence(w.evidence[0].article, w.evidence[0].span) if w.evidence else None,
                    reasons=row.reasons,
                    sure=row.sure,
                )


def drift_lines(dossier: Dossier, articles: Articles) -> Iterator[DriftLine]:
    """Every place of every form of every quotation that takes several."""
    where = Places(dossier, articles)
    for story in dossier.stories:
        for d in story.quote_drift:
            for form in d.forms:
                for e in form.evidence:
                    yield DriftLine(
                        drift=d.id,
                        story=story.id,
                        quote=d.quote,
                        said_by=d.speaker,
                        kind=form.kind,
                        speaker=form.speaker,
                        text=where.words(e.article, (e.span,)),
                        reasons=(*d.reasons, *form.reasons),
                        sure=d.sure,
                        **where.mark(e.article, e.span),
                    )


def finding_lines(dossier: Dossier, articles: Articles) -> Iterator[FindingLine]:
    """Every finding."""
    where = Places(dossier, articles)
    for story in dossier.stories:
        for f in story.findings:
            held = tuple(dict.fromkeys(e.article for e in f.evidence))
            yield FindingLine(
                id=f.id,
                story=story.id,
                kind=f.kind,
                text=f.text,
                articles=held,
                outlets=where.outlets(held),
                evidence=places(f.evidence),
                reasons=f.reasons,
                sure=f.sure,
            )
