"""The facade that most programs want: a corpus file, and what can be asked of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

import quellenlage
from quellenlage import pipeline
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Article, ArticleHead, Refused
from quellenlage.domain.dossier import ArticleRow, CorpusPart, Dossier, MadeWith, Reuse, Story, Version
from quellenlage.domain.search import FAR, NEAR, Hit, Near
from quellenlage.domain.span import Evidence
from quellenlage.engine.journal import Clock, Journal, now
from quellenlage.engine.local import AnalysisReport, Progress, analyse, quiet
from quellenlage.engine.notes import articles_with_notes, corrected_articles, with_notes
from quellenlage.engine.selection import about
from quellenlage.engine.selection import since as added_since
from quellenlage.errors import NotFound
from quellenlage.read.reader import ReadOptions, read_articles
from quellenlage.store.catalogue import Catalogue
from quellenlage.store.check import Finding
from quellenlage.store.lists import Lists
from quellenlage.store.nearness import with_shared_words
from quellenlage.store.parts import CLAIM_PAGE, Cast, Opening
from quellenlage.store.query import fold, holds, read_query
from quellenlage.store.said import Said
from quellenlage.store.searching import Searching
from quellenlage.store.sqlite import BUSY_SECONDS, MEMORY
from quellenlage.store.store import Store

__all__ = [
    "CLAIM_PAGE",
    "SCHEMA",
    "AddReport",
    "Cast",
    "Catalogue",
    "Corpus",
    "Opening",
    "Placed",
    "ReadOptions",
    "Said",
]

SCHEMA = 1
"""Version of the dossier's JSON."""

CANDIDATES, REREAD = 300, 150
"""Sentences that a question by meaning looks at, and those of them whose words it reads."""

BATCH_ARTICLES = 100
BATCH_CHARACTERS = 2_000_000
"""A batch of articles is written in one transaction; it ends at whichever bound comes first, so that neither many small
articles nor a few huge ones hold up other processes or fill the memory."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of one input. `of` is the first version, for new versions of an article."""

    input: str
    article: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of everything that was read: new articles, articles stored already, new versions, refusals."""

    added: tuple[Placed, ...]
    known: tuple[Placed, ...]
    versions: tuple[Placed, ...]
    refused: tuple[Refused, ...]


class Corpus:
    """Articles, what was found in them, and the stories they tell. Use as a context manager."""

    def __init__(self, store: Store, clock: Clock = now) -> None:
        self._store = store
        self._clock = clock

    @classmethod
    def open(
        cls, path: str | Path = MEMORY, *, read_only: bool = False, create: bool = True, timeout: float = BUSY_SECONDS
    ) -> Corpus:
        """Open the corpus file `path`, making it if need be; ":memory:" is a corpus that is gone when closed.

        `timeout` is how many seconds to wait for another process that writes. Raises NotFound (absent and not
        `create`), NotACorpus, CorpusTooNew, CorpusBusy, CorpusError.
        """
        return cls(Store.open(str(path), read_only=read_only, create=create, timeout=timeout))

    def close(self) -> None:
        """Close the file. Everything added is on the disk already."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(
        self,
        paths: Sequence[str | Path],
        options: ReadOptions | None = None,
        stdin: bytes | None = None,
        progress: Progress | None = None,
    ) -> AddReport:
        """Read and store articles from files, folders and patterns ("-" is `stdin`).

        Batches are stored as they are read: after an interruption add the same paths again. Raises what reading options
        and the corpus file may raise; inputs that cannot be read are refused, not raised.
        """
        tell = progress or quiet
        found = read_articles([str(path) for path in paths], options or ReadOptions(), stdin)
        added: list[Placed] = []
        known: list[Placed] = []
        versions: list[Placed] = []
        refused: list[Refused] = []
        done = 0
        for batch in _batches(found):
            for taken in self._store.add(batch):
                if isinstance(taken, Refused):
                    refused.append(taken)
                    continue
                article, placement = taken
                placed = Placed(article.input, placement.id, placement.of)
                {"new": added, "known": known, "version": versions}[placement.kind].append(placed)
            done += len(batch)
            tell("add", done, None)
        return AddReport(tuple(added), tuple(known), tuple(versions), tuple(refused))

    def analyse(self, progress: Progress | None = None) -> AnalysisReport:
        """Annotate what is new and compare everything; does nothing if nothing changed, resumes if it was stopped."""
        return analyse(self._store, progress)

    @property
    def journal(self) -> Journal:
        """The corrections and notes that people made: judge, look through, take back, export and import."""
        return Journal(self._store, self._clock)

    @property
    def is_stale(self) -> bool:
        """True if articles, corrections, rules or the model changed since the last analysis: the results are older."""
        if self._store.results_state() is None:
            return self._store.count() > 0
        return self._store.results_state() != self._store.state(pipeline.made_by())

    @property
    def has_changed(self) -> bool:
        """True if articles or corrections changed since the last analysis, whichever rules and model made it."""
        known = self._store.results_state()
        return self._store.count() > 0 if known is None else not known.endswith(self._store.state(""))

    @property
    def was_analysed(self) -> bool:
        """True if an analysis has kept results, be they old."""
        return self._store.results_state() is not None

    def count(self) -> int:
        """Number of articles, versions included."""
        return self._store.count()

    def articles(self, ids: Sequence[str] | None = None) -> Iterator[Article]:
        """All articles, or those with `ids`, streamed in order of id."""
        return self._store.articles(ids)

    def annotated(self, ids: Sequence[str] | None = None) -> Iterator[AnnotatedArticle]:
        """Articles with everything found in them, streamed in order of id; those not analysed yet are left out."""
        return self._store.annotated(ids)

    def annotated_compact(self, ids: Sequence[str]) -> Iterator[AnnotatedArticle]:
        """The articles with `ids` for reading: without sentence vectors, and with tokens that are made when asked."""
        return self._store.annotated(ids, compact=True, vectors=False)

    def annotated_cited(self, ids: Sequence[str]) -> Iterator[AnnotatedArticle]:
        """The articles with `ids` for quoting from them: with sentences, statements and structure alone."""
        return self._store.cited(ids)

    def stories(self) -> tuple[Story, ...]:
        """All stories of the last analysis."""
        return tuple(self._store.stories())

    def story(self, story: str) -> Story:
        """One story by its id or the beginning of it; the id of a story that was merged into another gives that one.
        Raises NotFound, also where several stories begin so."""
        exact = self._store.story(story)
        if exact is not None:
            return exact
        begin = self._store.stories_beginning(story) if story else []
        found = {s.id: s for known in begin if (s := self._store.story(known)) is not None}
        if len(found) > 1:
            raise NotFound(f"several stories begin with {story}: {', '.join(sorted(found))}")
        if not found:
            raise NotFound(f"there is no story {story}: 'quellenlage stories' lists them")
        return next(iter(found.values()))

    def dossier(self, story: str | None = None, *, since: date | None = None) -> Dossier:
        """The whole answer, or the part about one story; with `since`, only rows to which an article of that day or a
        later one adds. Articles are ordered in time. Raises NotFound."""
        wanted = None if story is None else self.story(story)
        notes, ground = self.journal.notes()
        rows = [_article_row(head) for head in self._store.heads(wanted.articles if wanted else None)]
        told = articles_with_notes(corrected_articles(rows, self._store.judgements()), notes, ground)
        whole = Dossier(
            schema=SCHEMA,
            made_with=MadeWith(
                quellenlage.__version__, model=pipeline.model_name(), judgements=self._store.judged() + len(notes)
            ),
            refused=self.refused(),
            corpus=CorpusPart(tuple(sorted(told, key=_in_time))),
            stories=() if wanted else with_notes(self.stories(), notes, ground),
            # a corpus of 41,000 articles has as many passages: of one story those of its articles are read
            versions=tuple(self.lists.versions_of(wanted.articles) if wanted else self._store.versions()),
            reuse=tuple(self.lists.passages_of(wanted.articles) if wanted else self._store.reuse()),
        )
        part = about(whole, *with_notes([wanted], notes, ground)) if wanted else whole
        return added_since(part, since) if since else part

    def story_order(self) -> list[str]:
        """The ids of all stories, in their order."""
        return self._store.story_order()

    def story_dossiers(self, ids: Sequence[str] | None = None) -> Iterator[Dossier]:
        """The dossier in parts, one of each story (or of those with `ids`), streamed: with its articles, without
        passages and versions. What one story holds is in memory, so tables of a large corpus are made of these."""
        notes, ground = self.journal.notes()
        judgements = self._store.judgements()
        blank = self._blank()
        for story in self.each_story(ids):
            rows = [_article_row(head) for head in self._store.heads(story.articles)]
            told = articles_with_notes(corrected_articles(rows, judgements), notes, ground)
            articles = CorpusPart(tuple(sorted(told, key=_in_time)))
            stories = with_notes((story,), notes, ground)
            yield replace(blank, corpus=articles, stories=stories)

    def article_dossiers(self, after: int = 0, size: int = 100) -> Iterator[tuple[int, Dossier]]:
        """The same with the articles alone, so many at a time, in order of arrival, behind the one with the number
        `after`; each with the number it began behind."""
        notes, ground = self.journal.notes()
        judgements = self._store.judgements()
        blank = self._blank()
        while heads := self._store.heads_after(after, size):
            began, after = after, heads[-1].number
            told = articles_with_notes(
                corrected_articles([_article_row(head) for head in heads], judgements), notes, ground
            )
            yield began, replace(blank, corpus=CorpusPart(tuple(told)))

    def _blank(self) -> Dossier:
        return Dossier(
            schema=SCHEMA,
            made_with=MadeWith(quellenlage.__version__, model=pipeline.model_name(), judgements=self._store.judged()),
            refused=(),
            corpus=CorpusPart(()),
            stories=(),
            versions=(),
            reuse=(),
        )

    def as_read(self, ids: Sequence[str]) -> Iterator[AnnotatedArticle]:
        """The same as each article alone was read: before the corpus settled dates, and before anybody corrected it."""
        return self._store.annotated(ids, settled=False, compact=True, vectors=False)

    def articles_of(self, dossier: Dossier) -> dict[str, AnnotatedArticle]:
        """The articles of a dossier with everything found in them: what its evidence points into. All in memory."""
        found = self._store.annotated([row.id for row in dossier.corpus.articles], compact=True, vectors=False)
        return {a.article.id: a for a in found}

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Articles with the words, best first. `"words in a row"`, `-without`, `begin*`; any string is fine."""
        return self._store.search(words, limit)

    def search_meaning(self, sentence: str, limit: int = 20, words: str = "") -> list[Hit]:
        """At most `limit` articles with a sentence that is near in meaning to `sentence`, or shares its rare words, the
        nearest first, each with its nearest one; `score` is how near, from `domain.search.NEAR` (0.38) to 1. With
        `words`, only articles that hold these. Nothing where the corpus was annotated without the model."""
        among = None
        if words.strip():
            known = self.searching.catalogue()
            places = known.articles_at(self.searching.articles_with(words).numbers)
            among = {known.ids[place] for place in places.tolist()}
        best: dict[str, Near] = {}
        for near in self.near(sentence, 10 * limit, among):
            best.setdefault(near.article, near)
        wanted = list(best.values())[:limit]
        articles = {article.id: article for article in self._store.articles([near.article for near in wanted])}
        return [
            Hit(
                article=near.article,
                title=articles[near.article].title,
                outlet=articles[near.article].outlet,
                published=articles[near.article].published,
                score=near.nearness,
                evidence=Evidence(near.article, near.start, near.end),
                text=articles[near.article].text[near.start : near.end],
            )
            for near in wanted
            if near.article in articles
        ]

    def near(self, sentence: str, limit: int = 300, among: Collection[str] | None = None) -> list[Near]:
        """The sentences nearest in meaning to `sentence`, the nearest first, at most `limit` and never more than 300;
        `nearness` is that of their vectors, lifted by rare words they share with it, from `domain.search.NEAR` (0.38)
        to 1. With `among` only those of these articles; nothing without words or model."""
        question = self.read_meaning(sentence)
        if question is None:
            return []
        found = self.searching.near(question, least=FAR, limit=CANDIDATES, among=among)
        # those far behind are weighed by their vectors alone: their texts are not read
        read, rest = found[:REREAD], [near for near in found[REREAD:] if near.nearness >= NEAR]
        sentences = self.searching.words_at([(near.article, near.start, near.end) for near in read])
        nearest = with_shared_words(read, sentences, sentence, NEAR)
        return sorted(nearest + rest, key=lambda near: -near.nearness)[:limit]

    @staticmethod
    def read_meaning(sentence: str) -> bytes | None:
        """What a sentence means, as `Searching.near` takes it; None without words or model. The first call loads the
        model, which takes some seconds."""
        return pipeline.vector_of(sentence)

    @property
    def searching(self) -> Searching:
        """The search by parts: numbers of rows that match, what they are counted and filtered by, the rows."""
        return self._store.searching

    def hits(self, words: str, numbers: Sequence[int]) -> list[Hit]:
        """The articles with these numbers, each with the sentence that holds most of the words."""
        return self._store.hits(words, numbers)

    # lists for those who look around, without reading a text

    @property
    def lists(self) -> Lists:
        """Lists of stories, people and passages, each read a page at a time."""
        return self._store.lists

    def one_look(self) -> AbstractContextManager[None]:
        """All that this thread reads of the corpus inside is of one moment, and read in one transaction."""
        return self._store.one_look()

    def followed(self, story: str) -> str:
        """The id under which the story `story` is found now: its own, or that of the one that took it in."""
        return self._store.followed(story)

    @property
    def results_state(self) -> str | None:
        """Changes whenever an analysis has kept new results; None before the first one."""
        return self._store.results_state()

    def each_story(self, ids: Sequence[str] | None = None) -> Iterator[Story]:
        """All stories of the last analysis in their order, or those with `ids`, streamed."""
        return self._store.each_story(ids)

    def heads(self, ids: Sequence[str] | None = None) -> list[ArticleHead]:
        """What a list says of articles, all or those with `ids`, in order of arrival."""
        return self._store.heads(ids)

    def heads_after(self, number: int, limit: int, outlet: str | None = None) -> list[ArticleHead]:
        """The next `limit` articles, in order of arrival, behind the one with that number."""
        return self._store.heads_after(number, limit, outlet)

    def stories_of(self, articles: Sequence[str]) -> dict[str, str]:
        """The story each of these articles belongs to."""
        return self._store.stories_of(articles)

    @staticmethod
    def terms(words: str) -> tuple[tuple[str, ...], ...]:
        """The words of a search, each as the folded terms of which any will do."""
        query = read_query(words)
        return tuple(word for row in query.wanted for word in row) + tuple((begin,) for begin in query.prefixes)

    @staticmethod
    def matcher(words: str) -> Callable[[str], bool]:
        """What tells whether a text holds the words of a search."""
        query = read_query(words)
        return lambda text: holds(query, text)

    @staticmethod
    def fold(text: str) -> str:
        """`text` as a search sees it: lower case, umlauts and accents evened out."""
        return fold(text)

    def reuse(self) -> tuple[Reuse, ...]:
        """All passages that stand in more than one article."""
        return tuple(self._store.reuse())

    def versions(self) -> tuple[Version, ...]:
        """All differences between versions of an article."""
        return tuple(self._store.versions())

    def remove(self, article: str) -> None:
        """Remove one article (its other versions stay) and every story, passage and version that quotes it; analyse
        again to have the stories told without it. Raises NotFound."""
        if not self._store.remove(article):
            raise NotFound(f"there is no article {article}: 'quellenlage search' gives the ids")

    def refused(self) -> tuple[Refused, ...]:
        """Inputs that were not taken and articles that could not be annotated, in order of their names."""
        return tuple(self._store.refused())

    def check(self) -> list[Finding]:
        """What is wrong with the corpus file, and how to mend it; nothing if all is well."""
        return self._store.check(pipeline.made_by())


def _batches(found: Iterable[Article | Refused]) -> Iterator[list[Article | Refused]]:
    batch: list[Article | Refused] = []
    size = 0
    for item in found:
        batch.append(item)
        size += len(item.text) if isinstance(item, Article) else 0
        if len(batch) >= BATCH_ARTICLES or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _article_row(article: ArticleHead) -> ArticleRow:
    return ArticleRow(
        id=article.id,
        file=article.input,
        outlet=article.outlet,
        url=article.url,
        title=article.title,
        published=article.published,
    )


def _in_time(row: ArticleRow) -> tuple[str, str]:
    return ((row.published.from_ if row.published else None) or "~", row.id)
