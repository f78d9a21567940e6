"""The search: articles with the words, the statements in them that hold the words, claims, and people by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quellenlage.corpus import Corpus
from quellenlage.domain.annotations import AnnotatedArticle, Statement
from quellenlage.domain.dossier import Claim, Story
from quellenlage.report.evidence import Library
from quellenlage.report.lines import Piece
from quellenlage.report.parts.claims import independent
from quellenlage.report.parts.claims import status as claim_status
from quellenlage.report.parts.members import claim_text, speakers_of
from quellenlage.report.shown import number, one_line, published
from quellenlage.report.terms import ACTORS, MODES, STANCES
from quellenlage.report.translate import Translator, msg
from quellenlage.web.index import Index
from quellenlage.web.render import actor_page, article_page, story_page
from quellenlage.web.telling import library_of

KINDS = {
    "articles": msg("Articles"),
    "statements": msg("Statements"),
    "claims": msg("Claims"),
    "people": msg("People and organisations"),
}
PAGE = 20
"""Hits on a page."""

LOOKED_THROUGH = 60
"""Articles, best first, whose statements and claims are looked through: some tenths of a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HitView:
    """One hit: `href` leads to its page, `lead` stands before the words (a speaker), `meta` below them."""

    title: str
    href: str
    lead: str
    pieces: tuple[Piece, ...]
    meta: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits; `more` if there are further ones, `note` says how far was looked."""

    kind: str
    hits: tuple[HitView, ...]
    page: int
    more: bool
    note: str


def found(corpus: Corpus, index: Index, words: str, kind: str, page: int, _: Translator) -> Results:
    """What the words find."""
    if not words.strip():
        return Results(kind, (), 1, False, "")
    wanted = page * PAGE + 1
    if kind == "people":
        return cut(kind, people(index, corpus.terms(words), _), page, "")
    if kind == "articles":
        return cut(kind, articles(corpus, words, wanted, _), page, "")
    ids = [hit.article for hit in corpus.search(words, LOOKED_THROUGH)]
    looked = _.plural("Looked through the best article.", "Looked through the {n} best articles.", len(ids)).format(
        n=number(len(ids), _.ui)
    )
    search = statements if kind == "statements" else claims
    return cut(kind, list(search(corpus, words, ids, _)), page, looked if ids else "")


def cut(kind: str, hits: Sequence[HitView], page: int, note: str) -> Results:
    """The hits of one page."""
    start = (page - 1) * PAGE
    return Results(kind, tuple(hits[start : start + PAGE]), page, len(hits) > start + PAGE, note)


def articles(corpus: Corpus, words: str, limit: int, _: Translator) -> list[HitView]:
    """Articles, best first, each with the sentence that holds most of the words."""
    hits = corpus.search(words, limit)
    heads = {head.id: head for head in corpus.heads([hit.article for hit in hits])}
    library = library_of(corpus, list(heads), _, texts=())
    return [
        HitView(
            title=library.title(hit.article),
            href=article_page(hit.article, hit.evidence.start, hit.evidence.end)
            if hit.evidence
            else article_page(hit.article),
            lead="",
            pieces=(Piece(one_line(hit.text or "")),),
            meta=(library.outlet(hit.article), published(library.date(hit.article), _, brief=True)),
            language=heads[hit.article].language or "de",
        )
        for hit in hits
        if hit.article in heads
    ]


def statements(corpus: Corpus, words: str, ids: Sequence[str], _: Translator) -> Iterator[HitView]:
    """Statements whose words, or whose speaker's name, hold all the words."""
    library, fits = library_of(corpus, ids, _), corpus.matcher(words)
    for article in ids:
        annotated = library.articles.get(article)
        for statement in annotated.annotations.statements if annotated else ():
            if statement.mode == "narration" or annotated is None:
                continue
            said = said_by(statement, annotated)
            if fits(f"{statement.speaker_name or ''} {said}"):
                yield statement_hit(statement, annotated, library, _)


def said_by(statement: Statement, annotated: AnnotatedArticle) -> str:
    """The statement's own words."""
    return " ".join(span.of(annotated.article.text) for span in statement.quote)


def statement_hit(statement: Statement, annotated: AnnotatedArticle, library: Library, _: Translator) -> HitView:
    """One statement."""
    article = annotated.article.id
    place = library.evidence(article, statement.quote)
    speaker = one_line(statement.speaker_name or "") or " ".join(
        one_line(span.of(annotated.article.text)) for span in statement.speaker
    )
    return HitView(
        title="",
        href=article_page(article, place.start, place.end),
        lead=speaker or _("No named speaker"),
        pieces=place.pieces,
        meta=(_(STANCES[statement.stance]), _(MODES[statement.mode]), place.outlet, place.day),
        language=place.language,
    )


def claims(corpus: Corpus, words: str, ids: Sequence[str], _: Translator) -> Iterator[HitView]:
    """Claims one of whose members holds all the words, by story, in the order of their weight."""
    library, fits = library_of(corpus, ids, _), corpus.matcher(words)
    told = corpus.stories_of(ids)
    for story_id in dict.fromkeys(told[article] for article in ids if article in told):
        story = corpus.story(story_id)
        for claim in story.claims:
            words_of_it = " ".join((claim.text, *(m.speaker or "" for m in claim.members)))
            there = claim.sure and any(m.article in library.articles for m in claim.members)
            if there and fits(words_of_it):
                yield claim_hit(claim, story, library, _)


def claim_hit(claim: Claim, story: Story, library: Library, _: Translator) -> HitView:
    """One claim."""
    carried = _.plural("in {n} article", "in {n} articles", claim.weight).format(n=number(claim.weight, _.ui))
    meta = dict.fromkeys((claim_status(claim, _), independent(claim, _), carried, one_line(story.title)))
    return HitView(
        title="",
        href=f"{story_page(story.id)}/claims/{claim.id}",
        lead=", ".join(speakers_of(claim, library)[:3]),
        pieces=(Piece(claim_text(claim, library)),),
        meta=tuple(part for part in meta if part),
        language="de",
    )


def people(index: Index, terms: Sequence[Sequence[str]], _: Translator) -> list[HitView]:
    """People and organisations one of whose names holds all the words, those mentioned most first."""
    hits = []
    for each in sorted(index.actors.values(), key=lambda known: (-known.mentions, known.name)):
        if terms and all(any(name_has(name, word) for name in each.folded) for word in terms):
            stories = _.plural("in {n} story", "in {n} stories", len(each.stories))
            mentions = _.plural("{n} mention", "{n} mentions", each.mentions)
            hits.append(
                HitView(
                    title=one_line(each.name),
                    href=actor_page(each.id),
                    lead="",
                    pieces=(Piece(", ".join(one_line(role) for role in each.roles[:4])),),
                    meta=(
                        _(ACTORS[each.type]),
                        mentions.format(n=number(each.mentions, _.ui)),
                        stories.format(n=number(len(each.stories), _.ui)),
                    ),
                    language="de",
                )
            )
    return hits


def name_has(folded: str, word: Sequence[str]) -> bool:
    """True if a word of the name begins with one of the terms."""
    return any(part.startswith(term) for part in folded.split() for term in word)
