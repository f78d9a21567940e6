"""The rows of a search: what pages show, downloads hold and programs get; read for those asked for alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quellenlage.corpus import Corpus
from quellenlage.domain.article import ArticleHead
from quellenlage.domain.search import Passage, band
from quellenlage.report.shown import file_name, one_line
from quellenlage.report.translate import translator
from quellenlage.web.find import Found
from quellenlage.web.telling import headlines


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFound:
    """An article with the sentence that holds most of the words, or is nearest in meaning: its words and its place;
    without them only the title has the words. `title` is the headline of the text where the article came without one.
    `nearness` from `domain.search.NEAR` to 1, `near` the same in a word: same, close, related, loose."""

    article: str
    story: str | None
    outlet: str | None
    published_from: str | None
    published_to: str | None
    title: str | None
    file: str
    url: str | None
    sentence: str | None
    start: int | None
    end: int | None
    nearness: float | None
    near: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFound:
    """A statement, with the sentence it stands in."""

    statement: str
    story: str
    claim: str
    article: str
    outlet: str | None
    published_from: str | None
    published_to: str | None
    speaker: str | None
    mode: str
    stance: str
    text: str
    sentence: str
    start: int
    end: int
    nearness: float | None
    near: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFound:
    """A claim; `text`, `speaker` and the place are those of the statement that was found, `weight` counts articles."""

    claim: str
    story: str
    status: str
    weight: int
    text: str
    speaker: str | None
    article: str
    outlet: str | None
    published_from: str | None
    published_to: str | None
    start: int
    end: int
    nearness: float | None
    near: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFound:
    """A person, an organisation or a place over all stories."""

    id: str
    name: str
    type: str
    mentions: int
    articles: int
    stories: int


Row = ArticleFound | StatementFound | ClaimFound | PersonFound
KIND_OF_ROW: dict[str, type] = {
    "articles": ArticleFound,
    "statements": StatementFound,
    "claims": ClaimFound,
    "people": PersonFound,
}


def rows_of(corpus: Corpus, found: Found, words: str, start: int, count: int) -> list[tuple[Row, Passage | None]]:
    """The rows from the one at `start` on, each with the sentences it stands in; rows that went meanwhile are left
    out. `words` are those that were searched for."""
    some = [int(place) for place in found.rows[start : start + count].tolist()]
    if found.kind == "people":
        return [(person_row(found, place), None) for place in some]
    if found.kind == "articles":
        return article_rows(corpus, found, words, some)
    return said_rows(corpus, found, some)


def article_rows(corpus: Corpus, found: Found, words: str, places: Sequence[int]) -> list[tuple[Row, Passage | None]]:
    """Articles, with the nearest sentence or the one with most of the words."""
    known = found.catalogue
    ids = [known.ids[place] for place in places]
    heads = {head.id: head for head in corpus.heads(ids)}
    titles = headlines(corpus, [head.id for head in heads.values() if not head.title])
    heads |= {i: replace(heads[i], title=title) for i, title in titles.items()}
    if found.near:
        shown = {known.ids[place]: (found.near[place].start, found.near[place].end) for place in places}
    else:
        hits = corpus.hits(words, [int(known.numbers[place]) for place in places])
        shown = {hit.article: (hit.evidence.start, hit.evidence.end) for hit in hits if hit.evidence}
    asked = [(i, *shown[i]) for i in ids if i in shown]
    texts = dict(zip([i for i in ids if i in shown], corpus.searching.passages(asked), strict=True))
    rows: list[tuple[Row, Passage | None]] = []
    for place, i in zip(places, ids, strict=True):
        if i in heads:
            rows.append((article_row(found, place, heads[i], shown.get(i), texts.get(i)), texts.get(i)))
    return rows


def article_row(
    found: Found, place: int, head: ArticleHead, where: tuple[int, int] | None, text: Passage | None
) -> ArticleFound:
    """One article."""
    known, near = found.catalogue, found.near.get(place)
    story = int(known.story[place])
    return ArticleFound(
        article=head.id,
        story=known.stories[story] if story >= 0 else None,
        outlet=head.outlet,
        published_from=head.published.from_ if head.published else None,
        published_to=head.published.to if head.published else None,
        title=head.title,
        file=file_name(head.input, translator("en")),
        url=head.url,
        sentence=one_line(text.whole) if text else None,
        start=where[0] if where else None,
        end=where[1] if where else None,
        nearness=near.nearness if near else None,
        near=band(near.nearness) if near else None,
    )


def said_rows(corpus: Corpus, found: Found, places: Sequence[int]) -> list[tuple[Row, Passage | None]]:
    """Statements, or claims by one of their statements."""
    known = found.catalogue
    said = corpus.searching.said([int(known.said[place]) for place in places])
    place_of = {int(known.said[place]): place for place in places}
    heads = {head.id: head for head in corpus.heads(sorted({each.article for each in said}))}
    texts = corpus.searching.passages([(each.article, each.start, each.end) for each in said])
    rows: list[tuple[Row, Passage | None]] = []
    for each, text in zip(said, texts, strict=True):
        head, near = heads.get(each.article), found.near.get(place_of[each.number])
        if head is None or text is None:
            continue
        when = head.published
        if found.kind == "claims":
            row: Row = ClaimFound(
                claim=each.claim,
                story=each.story,
                status=each.status,
                weight=each.weight,
                text=one_line(text.words),
                speaker=each.speaker,
                article=each.article,
                outlet=head.outlet,
                published_from=when.from_ if when else None,
                published_to=when.to if when else None,
                start=each.start,
                end=each.end,
                nearness=near.nearness if near else None,
                near=band(near.nearness) if near else None,
            )
        else:
            row = StatementFound(
                statement=each.statement,
                story=each.story,
                claim=each.claim,
                article=each.article,
                outlet=head.outlet,
                published_from=when.from_ if when else None,
                published_to=when.to if when else None,
                speaker=each.speaker,
                mode=each.mode,
                stance=each.stance,
                text=one_line(text.words),
                sentence=one_line(text.whole),
                start=each.start,
                end=each.end,
                nearness=near.nearness if near else None,
                near=band(near.nearness) if near else None,
            )
        rows.append((row, text))
    return rows


def person_row(found: Found, place: int) -> PersonFound:
    """One person, organisation or place."""
    each = found.catalogue.cast[place]
    return PersonFound(
        id=each.id,
        name=each.name,
        type=each.type,
        mentions=each.mentions,
        articles=each.articles,
        stories=each.stories,
    )
