"""A story's page and a claim's page, from the same view models as the one-file report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import quellenlage
from quellenlage.corpus import SCHEMA, Corpus
from quellenlage.domain.article import ArticleHead
from quellenlage.domain.dossier import ArticleRow, Claim, CorpusPart, Dossier, MadeWith, Story
from quellenlage.report.compose import story_view
from quellenlage.report.evidence import Library
from quellenlage.report.parts.articles import ArticleView, RefusedView, VersionView, article_view, version_view
from quellenlage.report.parts.claims import ClaimView, claim_view
from quellenlage.report.shown import one_line
from quellenlage.report.translate import Translator
from quellenlage.report.view import StoryView
from quellenlage.web.index import Index, once

NEW_SHOWN = 5
"""New claims that the head of the page names; the rest is in the lists."""

ANCHOR = "s1"


@dataclass(frozen=True, slots=True)
class New:
    """What came since the reader was here: articles, and claims that only they make (`more` of them are not listed)."""

    articles: tuple[ArticleView, ...]
    claims: tuple[ClaimView, ...]
    more: int


@dataclass(frozen=True, slots=True)
class StoryPage:
    """The story as every output shows it, and what the room adds: what is new, versions of its articles, articles that
    were refused."""

    story: StoryView
    new: New | None
    versions: tuple[VersionView, ...]
    refused: tuple[RefusedView, ...]


def told_story(corpus: Corpus, story: Story, index: Index, new: Sequence[str], _: Translator) -> StoryPage:
    """The page of one story; `new` are the articles that the reader has not seen."""
    dossier = dossier_of(corpus, story, index)
    library = library_of(corpus, [row.id for row in dossier.corpus.articles], _)
    return StoryPage(
        story=story_view(story, dossier, library, anchor=ANCHOR),
        new=whats_new(story, frozenset(new), library) if new else None,
        versions=tuple(version_view(v, f"v{n}", library) for n, v in enumerate(dossier.versions, 1)),
        refused=tuple(
            RefusedView(input=library.named(r.input), reason=_.reason(one_line(r.reason))) for r in dossier.refused
        ),
    )


def whats_new(story: Story, new: frozenset[str], library: Library) -> New:
    """New articles, and the weightiest claims that nobody made before."""
    fresh = [c for c in story.claims if c.sure and c.members and all(m.article in new for m in c.members)]
    said = [c for c in fresh if any(m.mode != "narration" for m in c.members)]
    return New(
        articles=tuple(article_view(i, library) for i in story.articles if i in new),
        claims=tuple(
            claim_view(c, f"{ANCHOR}-new{n}", len(story.articles), library) for n, c in enumerate(said[:NEW_SHOWN], 1)
        ),
        more=max(0, len(said) - NEW_SHOWN),
    )


def claim_side_by_side(corpus: Corpus, story: Story, claim: Claim, index: Index, _: Translator) -> ClaimView:
    """One claim with everybody who makes it."""
    ids = once([m.article for m in claim.members] + [e.article for r in claim.roots for e in r.evidence])
    later = {v.article for v in index.versions} & set(story.articles)
    return claim_view(claim, ANCHOR, len(story.articles) - len(later), library_of(corpus, ids, _))


def dossier_of(corpus: Corpus, story: Story, index: Index) -> Dossier:
    """The part of the corpus that a story's page rests on: its articles, and those that share a passage or a version
    with them."""
    own = set(story.articles)
    passages = {passage.id: passage for article in story.articles for passage in index.reuse.get(article, ())}
    versions = tuple(v for v in index.versions if v.article in own or v.of in own)
    further = {place.article for passage in passages.values() for place in passage.places}
    further |= {i for v in versions for i in (v.article, v.of)}
    heads = corpus.heads(sorted(own | further))
    inputs = {head.input for head in heads if head.id in own}
    return Dossier(
        schema=SCHEMA,
        made_with=MadeWith(quellenlage.__version__, model=None, judgements=0),
        refused=tuple(row for row in corpus.refused() if row.input in inputs),
        corpus=CorpusPart(tuple(sorted((row_of(head) for head in heads), key=in_time))),
        stories=(story,),
        versions=versions,
        reuse=tuple(passages.values()),
    )


def library_of(corpus: Corpus, ids: Sequence[str], _: Translator, *, texts: Sequence[str] | None = None) -> Library:
    """What evidence in these articles is resolved against; `texts` are those whose text is needed, None for all."""
    rows = {head.id: row_of(head) for head in corpus.heads(ids)}
    found = corpus.annotated_compact(ids if texts is None else texts) if texts is None or texts else ()
    return Library(rows, {a.article.id: a for a in found}, {}, _)


def row_of(head: ArticleHead) -> ArticleRow:
    """The dossier's row of an article."""
    return ArticleRow(
        id=head.id, file=head.input, outlet=head.outlet, url=head.url, title=head.title, published=head.published
    )


def in_time(row: ArticleRow) -> tuple[str, str]:
    """Sorts rows by their earliest possible date, undated ones last."""
    return ((row.published.from_ if row.published else None) or "~", row.id)
