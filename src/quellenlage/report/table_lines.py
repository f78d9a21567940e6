"""The rows of every table: one dataclass per table, whose fields are the columns, and what fills it.

Offsets count code points of the article's text. A column `evidence` holds places as `article:start-end`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.dossier import Dossier
from quellenlage.domain.span import Evidence, Span
from quellenlage.report.shown import even

Articles = Mapping[str, AnnotatedArticle]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleLine:
    """An article; `story` is empty if it belongs to none."""

    id: str
    outlet: str | None
    title: str | None
    url: str | None
    published_from: str | None
    published_to: str | None
    date_reason: str | None
    file: str
    story: str | None
    characters: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """A story."""

    id: str
    title: str
    from_: str | None
    to: str | None
    articles: tuple[str, ...]
    outlets: tuple[str, ...]
    reasons: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """A statement of an article, with the claim and story it belongs to."""

    id: str
    story: str
    claim: str
    speaker: str | None
    stance: str
    mode: str
    polarity: str | None
    certainty: str | None
    hedge: str | None
    addressee: str | None
    via: tuple[str, ...]
    text: str | None
    article: str
    start: int
    end: int
    outlet: str | None
    published: str | None
    url: str | None
    sentence: str | None
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """A claim: statements from anywhere that say the same."""

    id: str
    story: str
    text: str
    status: str
    weight: int
    sources_at_least: int
    sources_at_most: int
    roots: tuple[str, ...]
    speakers: tuple[str, ...]
    articles: tuple[str, ...]
    outlets: tuple[str, ...]
    evidence: tuple[str, ...]
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
class TimelineLine:
    """A line of the chronicle."""

    id: str
    story: str
    from_: str | None
    to: str | None
    text: str
    event_type: str | None
    modality: str | None
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
class ReuseLine:
    """One place of a passage that stands in several; `passage` names the passage."""

    passage: str
    kind: str
    words: int
    article: str
    start: int
    end: int
    outlet: str | None
    published: str | None
    url: str | None
    text: str | None
    first: bool | None
    why: str
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One change between two versions of an article."""

    id: str
    article: str
    of: str
    kind: str
    before: str | None
    after: str | None
    sure: bool


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


def article_lines(dossier: Dossier, articles: Articles) -> Iterator[ArticleLine]:
    """Every article of the corpus."""
    told = {article: story.id for story in dossier.stories for article in story.articles}
    for row in dossier.corpus.articles:
        when = row.published
        yield ArticleLine(
            id=row.id,
            outlet=row.outlet,
            title=row.title,
            url=row.url,
            published_from=when.from_ if when else None,
            published_to=when.to if when else None,
            date_reason=when.reason if when else None,
            file=row.file,
            story=told.get(row.id),
            characters=len(articles[row.id].article.text) if row.id in articles else None,
        )


def story_lines(dossier: Dossier, _: Articles) -> Iterator[StoryLine]:
    """Every story."""
    for s in dossier.stories:
        yield StoryLine(
            id=s.id,
            title=s.title,
            from_=s.from_,
            to=s.to,
            articles=s.articles,
            outlets=s.outlets,
            reasons=s.reasons,
            sure=s.sure,
        )


def statement_lines(dossier: Dossier, articles: Articles) -> Iterator[StatementLine]:
    """Every statement of every story, claim by claim."""
    found = {s.id: s for a in articles.values() for s in a.annotations.statements}
    where = Places(dossier, articles)
    for story in dossier.stories:
        for claim in story.claims:
            for m in claim.members:
                s = found.get(m.statement)
                yield StatementLine(
                    id=m.statement,
                    story=story.id,
                    claim=claim.id,
                    speaker=m.speaker,
                    stance=m.stance,
                    mode=m.mode,
                    polarity=s.polarity if s else None,
                    certainty=s.certainty if s else None,
                    hedge=s.hedge if s else None,
                    addressee=where.words(m.article, s.addressee) if s else None,
                    via=tuple(f"{link.kind}: {link.name}" for link in m.via),
                    text=where.words(m.article, s.quote if s else (Span(m.start, m.end),)),
                    article=m.article,
                    start=m.start,
                    end=m.end,
                    sentence=where.sentence(m.article, Span(m.start, m.end)),
                    sure=claim.sure,
                    **where.source(m.article),
                )


def claim_lines(dossier: Dossier, articles: Articles) -> Iterator[ClaimLine]:
    """Every claim of every story."""
    where = Places(dossier, articles)
    for story in dossier.stories:
        for c in story.claims:
            carriers = tuple(dict.fromkeys(m.article for m in c.members))
            yield ClaimLine(
                id=c.id,
                story=story.id,
                text=c.text,
                status=c.status,
                weight=c.weight,
                sources_at_least=c.sources,
                sources_at_most=c.sources_at_most,
                roots=tuple(f"{r.kind}: {r.name or '?'}" for r in c.roots),
                speakers=tuple(dict.fromkeys(m.speaker for m in c.members if m.speaker)),
                articles=carriers,
                outlets=where.outlets(carriers),
                evidence=tuple(f"{m.article}:{m.start}-{m.end}" for m in c.members),
                reasons=c.reasons,
                sure=c.sure,
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
                text=t.text,
                event_type=t.event_type,
                modality=t.modality,
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


def reuse_lines(dossier: Dossier, articles: Articles) -> Iterator[ReuseLine]:
    """Every place of every reused passage."""
    where = Places(dossier, articles)
    for r in dossier.reuse:
        for p in r.places:
            yield ReuseLine(
                passage=r.id,
                kind=r.kind,
                words=len(r.text.split()),
                article=p.article,
                start=p.start,
                end=p.end,
                text=where.words(p.article, (p.span,)),
                first=None if r.first is None else r.first == p.article,
                why=r.why,
                sure=r.sure,
                **where.source(p.article),
            )


def version_lines(dossier: Dossier, _: Articles) -> Iterator[VersionLine]:
    """Every change of every version."""
    for v in dossier.versions:
        for c in v.changes:
            yield VersionLine(
                id=v.id, article=v.article, of=v.of, kind=c.kind, before=c.before, after=c.after, sure=v.sure
            )


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


class Places:
    """The evidence columns: where something stands, in which sentence, of which outlet."""

    def __init__(self, dossier: Dossier, articles: Articles) -> None:
        self._rows = {row.id: row for row in dossier.corpus.articles}
        self._articles = articles

    def read(self) -> list[str]:
        """Articles whose text is at hand, in the order of the corpus."""
        return [i for i in self._rows if i in self._articles]

    def source(self, article: str) -> dict[str, Any]:
        """Outlet, date (its earliest bound) and address."""
        row = self._rows.get(article)
        return {
            "outlet": row.outlet if row else None,
            "published": row.published.from_ if row and row.published else None,
            "url": row.url if row else None,
        }

    def mark(self, article: str, span: Span) -> dict[str, Any]:
        """The columns that every mark has."""
        place = {"article": article, "start": span.start, "end": span.end, "sentence": self.sentence(article, span)}
        return place | self.source(article)

    def outlets(self, articles: Iterable[str]) -> tuple[str, ...]:
        """The outlets of `articles`, each once."""
        names = (self._rows[i].outlet for i in articles if i in self._rows)
        return tuple(dict.fromkeys(name for name in names if name))

    def words(self, article: str, spans: Iterable[Span]) -> str | None:
        """The words of `spans`; None if there are none or the text is not at hand."""
        if article not in self._articles:
            return None
        text = self._articles[article].article.text
        return " […] ".join(even(span.of(text)).strip() for span in sorted(spans)) or None

    def sentence(self, article: str, span: Span) -> str | None:
        """The sentence in which `span` begins."""
        if article not in self._articles:
            return None
        annotated = self._articles[article]
        index = annotated.annotations.sentence_at(span.start)
        if index is None:
            return None
        return even(annotated.annotations.sentences[index].span.of(annotated.article.text)).strip()


def places(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """Evidence as `article:start-end`."""
    return tuple(f"{e.article}:{e.start}-{e.end}" for e in evidence)
