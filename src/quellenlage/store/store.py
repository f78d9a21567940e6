"""The corpus file: domain records in, domain records out. One writer at a time, any number of readers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection, Engine, func, select

from quellenlage.domain.annotations import AnnotatedArticle, Annotations
from quellenlage.domain.article import Article, ArticleHead, Published, Refused
from quellenlage.domain.dossier import Reuse, Story, Version
from quellenlage.domain.judgement import Judgement
from quellenlage.domain.search import Hit
from quellenlage.domain.span import Evidence, Span
from quellenlage.errors import CorpusError
from quellenlage.store import articles as article_rows
from quellenlage.store import browse, journal, meaning, remembered, results, said
from quellenlage.store.bookkeeping import JUDGED, RESULTS, SEARCH, forget_fact, read_fact, state, write_fact
from quellenlage.store.cards import make_all
from quellenlage.store.check import Finding, check
from quellenlage.store.cited import load_cited
from quellenlage.store.finding import articles_with
from quellenlage.store.identity import Placement
from quellenlage.store.lists import Lists
from quellenlage.store.migrate import HEAD, revision_of, upgrade
from quellenlage.store.parts import Cast
from quellenlage.store.query import SEARCH_RULES, Query, best_sentence, index_entry, read_query
from quellenlage.store.remembered import DigestRow, Remembered, SketchRow
from quellenlage.store.results import Results, StoryId
from quellenlage.store.schema import articles
from quellenlage.store.searching import Searching
from quellenlage.store.sqlite import (
    BUSY_SECONDS,
    MEMORY,
    empty_terms,
    errors_of,
    index_mismatch,
    index_terms,
    is_new,
    open_engine,
    roomy,
    use_wal,
)

PAGE = 100
"""Articles read at a time: a stream over the corpus holds so many, and no read is open between two pages."""

MOST_HITS = 1000
"""A search reads the text of every article it shows."""

Taken = TypeVar("Taken")
Kept = TypeVar("Kept", SketchRow, DigestRow)


class Store:
    """An open corpus file. Use as a context manager; every method is one transaction, every stream one per page."""

    def __init__(self, engine: Engine, path: str) -> None:
        self._engine = engine
        self._looking = threading.local()
        self.path = path
        self.lists = Lists(self._reading)
        self.searching = Searching(self._reading)

    @classmethod
    def open(cls, path: str, *, read_only: bool = False, create: bool = True, timeout: float = BUSY_SECONDS) -> Store:
        """Open the corpus file `path` (or ":memory:"), make it if need be, and bring it to the present schema.

        Raises NotFound (absent and not `create`), NotACorpus, CorpusTooNew, CorpusBusy (after `timeout` seconds), and
        CorpusError for everything else that keeps the file from being used.
        """
        store = cls(open_engine(path, read_only=read_only, create=create, timeout=timeout), path)
        try:
            store._bring_up_to_date(read_only=read_only)
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Close the file. What was added is on the disk already."""
        self.searching.close()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # articles

    def add(self, batch: Iterable[Article | Refused]) -> list[tuple[Article, Placement] | Refused]:
        """Store a batch in one transaction: all of it or nothing. Says of each, in order, what became of it."""
        taken: list[tuple[Article, Placement] | Refused] = []
        with self._writing() as connection:
            for item in batch:
                kept = article_rows.storable(item) if isinstance(item, Article) else item
                if isinstance(kept, Refused):
                    row = Refused(article_rows.written_out(kept.input), article_rows.written_out(kept.reason))
                    article_rows.refuse(connection, row)
                    taken.append(row)
                else:
                    taken.append((kept, article_rows.enter(connection, kept)))
        return taken

    def articles(self, ids: Sequence[str] | None = None) -> Iterator[Article]:
        """All articles, or those with `ids`, in order of id."""
        return self._pages(ids, lambda connection, page: article_rows.load(connection, page))

    def article_ids(self) -> list[str]:
        """The ids of all articles, in order."""
        with self._reading() as connection:
            return list(connection.execute(select(articles.c.id).order_by(articles.c.id)).scalars())

    def count(self) -> int:
        """Number of articles, versions included."""
        with self._reading() as connection:
            return connection.execute(select(func.count()).select_from(articles)).scalar_one()

    def remove(self, article: str) -> bool:
        """Remove one article, and the results that quote it; False if there is none with this id."""
        with self._writing() as connection:
            results.drop_results_with(connection, article)
            return article_rows.remove(connection, article)

    def refused(self) -> list[Refused]:
        """Inputs that were not taken and articles that could not be annotated, in order of their names."""
        with self._reading() as connection:
            return results.load_refused(connection)

    # annotations

    def count_to_annotate(self, rules: str) -> int:
        """How many articles lack annotations made by `rules`."""
        with self._reading() as connection:
            return results.count_without_annotations(connection, rules)

    def to_annotate(self, rules: str, limit: int) -> list[Article]:
        """The next articles that lack annotations made by `rules`."""
        with self._reading() as connection:
            return results.without_annotations(connection, rules, limit)

    def keep_annotations(self, made: Iterable[tuple[str, Annotations | Refused]], rules: str) -> None:
        """Keep the annotations of a batch of articles in one transaction."""
        with self._writing() as connection:
            for article, found in made:
                results.keep_annotations(connection, article, found, rules)

    def annotated(
        self,
        ids: Sequence[str] | None = None,
        *,
        settled: bool = True,
        compact: bool = False,
        vectors: bool = True,
    ) -> Iterator[AnnotatedArticle]:
        """All annotated articles, or those with `ids`, in order of id; see `results.load_annotated`. Whoever holds many
        of them at once wants them `compact`, and without `vectors` unless sentences are to be compared."""
        return self._pages(
            ids,
            lambda connection, page: results.load_annotated(
                connection, page, settled_too=settled, compact=compact, vectors=vectors
            ),
        )

    def cited(self, ids: Sequence[str]) -> Iterator[AnnotatedArticle]:
        """Annotated articles, in order of id, with what quotations show of them; see `cited.load_cited`."""
        return self._pages(ids, load_cited)

    def settled_dates(self, ids: Sequence[str] | None = None) -> dict[str, Published | None]:
        """When the articles came out that the corpus as a whole settled (stage 2), by id; of all, or of those with
        `ids`."""
        with self._reading() as connection:
            return results.load_settled_dates(connection, ids)

    # judgements

    def judge(self, make: Callable[[str | None], Judgement]) -> Judgement:
        """Enter the judgement that `make` makes of the time of the latest one (None if there is none), so that each is
        later than all before it, whoever writes at the same moment."""
        with self._writing() as connection:
            judgement = make(journal.latest(connection))
            journal.append(connection, [judgement])
        return judgement

    def add_judgements(self, judgements: Sequence[Judgement]) -> list[bool]:
        """Enter rows made elsewhere, in one transaction; says of each, in order, whether it is new."""
        with self._writing() as connection:
            return journal.append(connection, judgements)

    def judgements_entered(self) -> int:
        """How many judgements the journal holds; it only grows."""
        with self._reading() as connection:
            return journal.length(connection)

    def judgements(self) -> list[Judgement]:
        """The whole journal, in the order in which it was written."""
        with self._reading() as connection:
            return journal.load_journal(connection)

    # results

    def state(self, rules: str) -> str:
        """What results depend on: the articles as they are now, the rules, and the corrections that hold."""
        with self._reading() as connection:
            return state(connection, rules)

    def results_state(self) -> str | None:
        """The state that the stored results were made from; None before the first analysis."""
        with self._reading() as connection:
            return read_fact(connection, RESULTS)

    def judged(self) -> int:
        """How many corrections the results obey."""
        with self._reading() as connection:
            return int(read_fact(connection, JUDGED) or 0)

    def replace_results(self, new: Results, made_from: str, *, judged: int = 0, kept: Remembered | None = None) -> bool:
        """Put new results, which obey `judged` corrections, in the place of the former ones, in one transaction, and
        remember what the next analysis need not do again. False, and nothing done, if an article they rest on was
        removed meanwhile: then compare again."""
        needed = {a for known in new.ids if known.redirect is None and known.id in new.states for a in known.members}
        with self._writing() as connection, roomy(connection):
            there = set(connection.execute(select(articles.c.id)).scalars())
            if not needed <= there or not new.added.keys() <= there:
                return False
            if not {new.states[story] for story in new.new} <= remembered.told_states(connection):
                return False  # another analysis of the same corpus was done first
            results.replace_results(connection, new)
            remembered.forget_told(connection)
            if kept is not None:
                remembered.replace_remembered(connection, kept)
            write_fact(connection, RESULTS, made_from)
            write_fact(connection, JUDGED, str(judged))
            return True

    def count_results(self) -> tuple[int, int, int]:
        """Number of stories, of versions, and of passages in several articles."""
        with self._reading() as connection:
            return results.count_results(connection)

    def forget_results_state(self) -> None:
        """Have the next analysis compare again."""
        with self._writing() as connection:
            forget_fact(connection, RESULTS)

    # what comparing remembers

    def annotated_ids(self) -> list[str]:
        """The ids of all articles that have annotations, in order."""
        with self._reading() as connection:
            return remembered.annotated_ids(connection)

    def sketches(self, rules: str) -> Iterator[SketchRow]:
        """What settling needs of the articles, as far as it is remembered, in order of id."""
        return self._in_order(lambda connection, after: remembered.load_sketches(connection, rules, after))

    def keep_sketches(self, rows: Iterable[SketchRow], rules: str) -> None:
        """Remember what settling needs of some articles."""
        with self._writing() as connection:
            remembered.keep_sketches(connection, rows, rules)

    def digests(self, rules: str) -> Iterator[DigestRow]:
        """What comparing needs of the articles, as far as it is remembered, in order of id."""
        return self._in_order(lambda connection, after: remembered.load_digests(connection, rules, after))

    def keep_digests(self, rows: Iterable[DigestRow]) -> None:
        """Remember what comparing needs of some articles."""
        with self._writing() as connection:
            remembered.keep_digests(connection, rows)

    def settled_digests(self) -> dict[str, str | None]:
        """What stage 2 added to the articles that are stored as settled, as a digest."""
        with self._reading() as connection:
            return results.settled_digests(connection)

    def story_states(self) -> dict[str, str | None]:
        """What each story that is stored rests on, by its id; None if an older version told it."""
        with self._reading() as connection:
            return remembered.story_states(connection)

    def told_states(self) -> set[str]:
        """What the stories rest on that were told and are not yet part of the results."""
        with self._reading() as connection:
            return remembered.told_states(connection)

    def keep_told(self, rows: Iterable[tuple[str, Story]]) -> None:
        """Keep stories that were told, by what they rest on, until the results are replaced."""
        with self._writing() as connection:
            remembered.keep_told(connection, rows)

    def told_casts(self, states: Sequence[str]) -> Iterator[Cast]:
        """Who takes part in the stories that were told and rest on `states`, as far as they are there."""
        for each in states:
            with self._reading() as connection:
                cast = results.load_told_cast(connection, each)
            if cast is not None:
                yield cast

    def casts(self, ids: Sequence[str]) -> Iterator[Cast]:
        """Who takes part in the stories with `ids`."""
        for story in ids:
            with self._reading() as connection:
                cast = results.load_cast(connection, story)
            if cast is not None:
                yield cast

    def compared(self, rules: str) -> dict[str, bytes]:
        """What the last comparison left, in pieces by name; none that other rules made."""
        with self._reading() as connection:
            return remembered.load_compared(connection, rules)

    def actor_ids(self) -> dict[str, str]:
        """The lasting ids of actors that comparing gives another one."""
        with self._reading() as connection:
            return remembered.load_actor_ids(connection)

    def stories(self) -> list[Story]:
        """All stories, in their order."""
        with self._reading() as connection:
            return results.load_stories(connection)

    def story(self, story: str) -> Story | None:
        """The story with this id, or the one that took it in; None if there is neither."""
        with self._reading() as connection:
            return next(iter(results.load_stories(connection, results.followed(connection, story))), None)

    def followed(self, story: str) -> str:
        """The id under which the story `story` is found now: its own, or that of the one that took it in."""
        with self._reading() as connection:
            return results.followed(connection, story)

    def stories_beginning(self, begin: str) -> list[str]:
        """The ids ever given to stories that begin so."""
        with self._reading() as connection:
            return results.ids_beginning(connection, begin)

    def story_order(self) -> list[str]:
        """The ids of the stories, in their order."""
        with self._reading() as connection:
            return browse.story_order(connection)

    def story_ids(self) -> list[StoryId]:
        """Every id ever given to a story."""
        with self._reading() as connection:
            return results.load_story_ids(connection)

    def reuse(self) -> list[Reuse]:
        """All passages that stand in more than one article."""
        with self._reading() as connection:
            return results.load_reuse(connection)

    def versions(self) -> list[Version]:
        """All differences between versions of an article."""
        with self._reading() as connection:
            return results.load_versions(connection)

    def each_story(self, ids: Sequence[str] | None = None) -> Iterator[Story]:
        """All stories in their order, or those with `ids`, streamed: one at a time is in memory."""
        if ids is None:
            with self._reading() as connection:
                ids = browse.story_order(connection)
        for story in ids:
            with self._reading() as connection:
                yield from results.load_stories(connection, story)

    # lists of articles and stories, without reading their texts

    def heads(self, ids: Sequence[str] | None = None) -> list[ArticleHead]:
        """What a list says of articles, all or those with `ids`, in order of arrival."""
        with self._reading() as connection:
            return browse.heads(connection, ids)

    def versions_of(self, ids: Sequence[str]) -> list[str]:
        """The articles with `ids` and all other versions of them, in order of id."""
        with self._reading() as connection:
            return browse.versions_of(connection, ids)

    def heads_after(self, number: int, limit: int, outlet: str | None = None) -> list[ArticleHead]:
        """The next `limit` articles, in order of arrival, behind the one with that number."""
        with self._reading() as connection:
            return browse.heads_after(connection, number, limit, outlet)

    def stories_of(self, ids: Sequence[str]) -> dict[str, str]:
        """The story each of these articles belongs to."""
        with self._reading() as connection:
            return browse.stories_of(connection, ids)

    # search

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """The articles that match best (at most 1,000), best first; see `query` for what `words` may hold."""
        query = read_query(words)
        limit = min(limit, MOST_HITS)
        if query.is_empty or limit < 1:
            return []
        with self._reading() as connection:
            numbers = articles_with(connection, query).numbers[:limit].tolist()
            return self._hits(connection, query, numbers)

    def hits(self, words: str, numbers: Sequence[int]) -> list[Hit]:
        """The articles with these numbers, each with the sentence that holds most of the words."""
        with self._reading() as connection:
            return self._hits(connection, read_query(words), numbers)

    def _hits(self, connection: Connection, query: Query, numbers: Sequence[int]) -> list[Hit]:
        found: list[Hit] = []
        for at in range(0, len(numbers), PAGE):
            found += _hits(connection, query, numbers[at : at + PAGE], at)
        return found

    def mend_search(self) -> bool:
        """Make anew what the search rests on where it does not fit the articles or the rules; True if that was
        needed."""
        with self._reading() as connection:
            of_these_rules = read_fact(connection, SEARCH) == SEARCH_RULES
            fits = index_mismatch(connection) == (0, 0) and of_these_rules
            lacking = meaning.lacking(connection, PAGE)
        while lacking:
            with self._writing() as connection:
                meaning.fill(connection, lacking)
                lacking = meaning.lacking(connection, PAGE)
        if fits:
            return False
        with self._writing() as connection:
            empty_terms(connection)
            for row in connection.execute(select(articles.c.number, articles.c.title, articles.c.text)):
                index_terms(connection, row.number, index_entry(row.title or ""), index_entry(row.text))
            if not of_these_rules:
                said.enter_all(connection)
            write_fact(connection, SEARCH, SEARCH_RULES)
        return True

    def check(self, rules: str) -> list[Finding]:
        """What is wrong with the file, and how to mend it; nothing if all is well."""
        with self._reading() as connection:
            return check(connection, rules)

    # transactions

    @contextmanager
    def one_look(self) -> Iterator[None]:
        """All that this thread reads inside is the corpus at one moment, in one transaction: results may be replaced
        while a page is made, and each of its dozens of reads takes half as long."""
        if self._look is not None:
            yield
            return
        with errors_of(self.path), self._engine.connect() as connection:
            self._looking.connection = connection
            try:
                yield
            finally:
                self._looking.connection = None

    @property
    def _look(self) -> Connection | None:
        found: Connection | None = getattr(self._looking, "connection", None)
        return found

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        look = self._look
        if look is not None:
            yield look
            return
        with errors_of(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            errors_of(self.path),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    def _pages(
        self, ids: Sequence[str] | None, read: Callable[[Connection, Sequence[str]], Iterable[Taken]]
    ) -> Iterator[Taken]:
        wanted = self.article_ids() if ids is None else sorted(set(ids))
        for at in range(0, len(wanted), PAGE):
            with self._reading() as connection:
                page = list(read(connection, wanted[at : at + PAGE]))
            yield from page

    def _in_order(self, read: Callable[[Connection, str], list[Kept]]) -> Iterator[Kept]:
        """Rows that begin with the id of an article, in order of it; `read` gives the next ones."""
        after = ""
        while True:
            with self._reading() as connection:
                page = read(connection, after)
            if not page:
                return
            yield from page
            after = page[-1][0]

    def _bring_up_to_date(self, *, read_only: bool) -> None:
        with self._reading() as connection:
            new = is_new(connection, self.path)
            found = None if new else revision_of(connection, self.path)
        if read_only:
            if found != HEAD:
                raise CorpusError(
                    f"{self.path} is of an older version and read-only: open it writable once to update it"
                )
            return
        with errors_of(self.path):
            if self.path != MEMORY:
                use_wal(self._engine)
        if found == HEAD:
            return
        with self._writing() as connection:
            # another process may have made or updated the file while this one waited for its turn
            if is_new(connection, self.path) or revision_of(connection, self.path) != HEAD:
                upgrade(connection)
                make_all(connection)
            if read_fact(connection, SEARCH) is None:
                write_fact(connection, SEARCH, SEARCH_RULES)


def _hits(connection: Connection, query: Query, numbers: Sequence[int], before: int) -> list[Hit]:
    """The articles with these numbers in this order, each with its best sentence; `before`: how many are better."""
    rows = connection.execute(select(articles.c.id, articles.c.number).where(articles.c.number.in_(list(numbers))))
    id_of = {row.number: row.id for row in rows}
    ids = [id_of[number] for number in numbers if number in id_of]
    spans = meaning.sentence_spans(connection, ids)
    sentences = {article: [Span(*span) for span in some] for article, some in spans.items()}
    found = {article.id: article for article in article_rows.load(connection, ids)}
    hits = []
    for place, article in enumerate((found[i] for i in ids if i in found), before):
        best = best_sentence(query, article.text, sentences.get(article.id, ()))
        hit = Hit(
            article=article.id,
            title=article.title,
            outlet=article.outlet,
            published=article.published,
            score=round(1 / (1 + place), 6),
            evidence=None if best is None else Evidence(article.id, *best),
            text=None if best is None else best.of(article.text),
        )
        hits.append(hit)
    return hits
