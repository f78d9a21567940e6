"""Tables of articles: what was read, the stories they tell, their versions, and passages they share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quellenlage.domain.dossier import Dossier
from quellenlage.report.rows.places import Articles, Places


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
class ReuseLine:
    """One place of a passage that stands in several; `passage` names the passage."""

    passage: str
    kind: str
    nearness: str
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


def version_lines(dossier: Dossier, _: Articles) -> Iterator[VersionLine]:
    """Every change of every version."""
    for v in dossier.versions:
        for c in v.changes:
            yield VersionLine(
                id=v.id, article=v.article, of=v.of, kind=c.kind, before=c.before, after=c.after, sure=v.sure
            )


def reuse_lines(dossier: Dossier, articles: Articles) -> Iterator[ReuseLine]:
    """Every place of every reused passage."""
    where = Places(dossier, articles)
    for r in dossier.reuse:
        for p in r.places:
            yield ReuseLine(
                passage=r.id,
                kind=r.kind,
                nearness=r.nearness,
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
