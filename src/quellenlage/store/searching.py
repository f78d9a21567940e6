"""The door of the search: from words or a meaning to rows, from an open corpus file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager

import msgspec
import numpy as np
from sqlalchemy import Connection, select

from quellenlage.domain.search import Near, Passage
from quellenlage.store import catalogue, finding, meaning, said
from quellenlage.store.bookkeeping import RESULTS, read_fact
from quellenlage.store.browse import AT_A_TIME
from quellenlage.store.catalogue import Catalogue, Holder, State
from quellenlage.store.finding import Matches
from quellenlage.store.meaning import Meanings
from quellenlage.store.query import learn, read_query
from quellenlage.store.results import HIGHEST
from quellenlage.store.said import Said
from quellenlage.store.schema import articles, known_words

LEARNT = 300
"""Articles whose words are looked up beforehand: they hold nine of ten words of any other, and take two seconds."""

WORDS_AT = """
SELECT json_group_array(json_array(
    w.key, substr(a.text, json_extract(w.value, '$[1]'), json_extract(w.value, '$[2]'))
))
FROM json_each(?) w JOIN articles a ON a.id = json_extract(w.value, '$[0]')
"""
"""What stands at some places: one parameter and one answer take less than half the time of three parameters for each
place, and a row of its own."""

WORDS = msgspec.json.Decoder(list[tuple[int, str]])
"""What `WORDS_AT` answers with."""

Reading = Callable[[], AbstractContextManager[Connection]]


class Searching:
    """Searches an open corpus file; every method is one short transaction. What it holds in memory is brought up to
    date by itself."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._catalogue = Holder()
        self._meanings = Meanings()

    def close(self) -> None:
        """Wait for what is being made."""
        self._catalogue.close()

    def catalogue(self) -> Catalogue:
        """What searches count and filter by. After new results the one before serves until the new one is made."""

        def latest() -> State:
            with self._reading() as connection:
                return catalogue.state_of(connection, read_fact(connection, RESULTS))

        def make() -> Catalogue:
            # of the moment at which it is made: another thread sees what came since
            with self._reading() as connection:
                return catalogue.load_catalogue(
                    connection, catalogue.state_of(connection, read_fact(connection, RESULTS))
                )

        def grow(held: Catalogue) -> Catalogue:
            with self._reading() as connection:
                return catalogue.grown(connection, held, state)

        state = latest()
        return self._catalogue.get(state, make, grow, latest)

    def articles_with(self, words: str) -> Matches:
        """Numbers of the articles with these words, best first."""
        with self._reading() as connection:
            return finding.articles_with(connection, read_query(words))

    def said_with(self, words: str) -> Matches:
        """Numbers of the statements with these words, or said by somebody of that name."""
        with self._reading() as connection:
            return finding.said_with(connection, read_query(words))

    def named(self, words: Sequence[Sequence[str]]) -> set[str]:
        """Ids of those whose names have, for each of `words`, a word that begins with one of its (folded) terms."""
        found: set[str] | None = None
        with self._reading() as connection:
            for terms in words:
                some: set[str] = set()
                for term in filter(None, terms):
                    row = select(known_words.c.actor).where(
                        known_words.c.word >= term, known_words.c.word < term + HIGHEST
                    )
                    some.update(connection.execute(row).scalars())
                found = some if found is None else found & some
        return found or set()

    def said(self, numbers: Sequence[int]) -> list[Said]:
        """The statements with these numbers, in this order."""
        with self._reading() as connection:
            return said.load_said(connection, numbers)

    def near(self, question: bytes, *, least: float, limit: int, among: Collection[str] | None = None) -> list[Near]:
        """The sentences nearest in meaning to `question`, the vector of a sentence (384 centred floats); with `among`
        only those of these articles. See `meaning`."""
        with self._reading() as connection:
            held = self._meanings.up_to_date(connection)
            return meaning.nearest(connection, held, question, least, limit, among)

    def words_at(self, places: Sequence[tuple[str, int, int]]) -> list[str]:
        """What stands at these places (article, start, end); nothing where the article is gone."""
        asked = msgspec.json.encode([(article, start + 1, end - start) for article, start, end in places]).decode()
        with self._reading() as connection:
            answer = connection.exec_driver_sql(WORDS_AT, (asked,)).scalar_one()
        found = dict(WORDS.decode(answer))
        return [found.get(number, "") for number in range(len(places))]

    def passages(self, places: Sequence[tuple[str, int, int]]) -> list[Passage | None]:
        """The sentences that hold these places (article, start, end); None where the article is gone."""
        ids = sorted({article for article, _start, _end in places})
        with self._reading() as connection:
            texts: dict[str, str] = {}
            for at in range(0, len(ids), AT_A_TIME):
                some = select(articles.c.id, articles.c.text).where(articles.c.id.in_(ids[at : at + AT_A_TIME]))
                texts |= {row.id: row.text for row in connection.execute(some)}
            spans = meaning.sentence_spans(connection, ids)
        return [
            _passage(texts[article], spans.get(article, ()), start, end) if article in texts else None
            for article, start, end in places
        ]

    def learn_words(self) -> None:
        """Look up the words of the latest articles, which a search would else do one by one when it looks for the
        sentence to show."""
        latest = select(articles.c.text).order_by(articles.c.number.desc()).limit(LEARNT)
        with self._reading() as connection:
            texts = list(connection.execute(latest).scalars())
        for whole in texts:
            learn(whole)

    def has_meanings(self) -> bool:
        """True if there are sentence vectors to compare with."""
        with self._reading() as connection:
            return bool(np.any([len(b.owner) for b in self._meanings.up_to_date(connection).blocks]))


def _passage(whole: str, sentences: Sequence[tuple[int, int]], start: int, end: int) -> Passage:
    first = bisect_right(sentences, start, key=lambda span: span[0]) - 1
    last = bisect_left(sentences, end, key=lambda span: span[1])
    begins = min(start, sentences[first][0]) if first >= 0 and sentences[first][1] > start else start
    ends = max(end, sentences[last][1]) if last < len(sentences) and sentences[last][0] < end else end
    return Passage(whole[begins:ends], start - begins, end - begins)
