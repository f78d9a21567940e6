"""From words to numbers of rows: the articles, and the statements, that hold the words of a query."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from quellenlage.store.browse import AT_A_TIME
from quellenlage.store.query import Query, fits
from quellenlage.store.sqlite import all_matching, expression, in_title, matching, near

Numbers = NDArray[np.int64]

Reader = Callable[[Sequence[int]], dict[int, tuple[str, ...]]]
"""Gives the texts of rows by their numbers."""

RANKED = 2000
"""Up to so many articles are put in order by how well they match: that takes about 6 microseconds for each. Of more,
those with the words in the title come first, then the rest, the latest arrival first: among thousands of articles with
a word, how often it stands in one says little."""

SPREAD = 8
"""The index holds the terms of a text one after the other, up to eight of one word: between those of two words in a row
lie fewer than so many others. Which of the articles that are left have the words in a row, their texts tell."""

FIRST_WORDS = 6
"""Words of a row that are asked for so: few texts are left then."""

ROWS_LOOKED = 200
"""The index cannot tell which words stand in a row: of so many of the best candidates the text is read."""

ROWS_MISSED, ROWS_READ = 60, 40
"""When so many of them were read in vain, no more are; so many are read at a time. Of words of every sentence (*eine
von*) one text in ten has them in a row, and each that has not takes a millisecond."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Numbers of rows, best first. `looked` is how many candidates were looked at where there were more of them than
    words in a row could be looked for in; else None."""

    numbers: Numbers
    looked: int | None = None


def articles_with(connection: Connection, query: Query) -> Matches:
    """The articles with the words of the query."""
    if query.is_empty:
        return Matches(np.empty(0, np.int64))
    rows = (near(row[:FIRST_WORDS], SPREAD) for row in query.wanted if len(row) > 1)
    wanted = " AND ".join((f"({expression_of(query)})", *rows))
    everything = all_matching(connection, "search", wanted)
    if len(everything) <= RANKED:
        ranked = np.array([number for number, _score in matching(connection, wanted, -1)], np.int64)
    else:
        titled = all_matching(connection, "search", in_title(wanted))[::-1]
        ranked = np.concatenate((titled, np.setdiff1d(everything, titled, assume_unique=True)[::-1]))
    return _with_rows(query, ranked, lambda some: _texts(connection, some))


def said_with(connection: Connection, query: Query) -> Matches:
    """The statements with the words of the query in them, or in the name of who says them; in order of number."""
    if query.is_empty:
        return Matches(np.empty(0, np.int64))
    found = all_matching(connection, "search_said", expression_of(query))
    return _with_rows(query, found, lambda some: _words_said(connection, some))


def expression_of(query: Query) -> str:
    """The query as the index of terms takes it: words in a row count as words."""
    return expression(
        (word for row in query.wanted for word in row),
        (row[0] for row in query.unwanted if len(row) == 1),
        query.prefixes,
    )


def _with_rows(query: Query, found: Numbers, read: Reader) -> Matches:
    if not query.has_rows:
        return Matches(found)
    rows, kept, looked = query.rows, list[int](), 0
    while looked < min(len(found), ROWS_LOOKED) and looked - len(kept) < ROWS_MISSED:
        some = found[looked : looked + ROWS_READ].tolist()
        texts = read(some)
        kept += [number for number in some if number in texts and fits(rows, texts[number])]
        looked += len(some)
    return Matches(np.array(kept, np.int64), looked if looked < len(found) else None)


def _texts(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[str, ...]]:
    return _read(connection, "SELECT number, coalesce(title, ''), text FROM articles WHERE number IN", numbers)


def _words_said(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[str, ...]]:
    sql = (
        'SELECT s.number, coalesce(s.speaker, \'\') || \' \' || substr(a.text, s."start" + 1, s."end" - s."start") '
        "FROM said s JOIN articles a ON a.id = s.article WHERE s.number IN"
    )
    return _read(connection, sql, numbers)


def _read(connection: Connection, sql: str, numbers: Sequence[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for at in range(0, len(numbers), AT_A_TIME):
        some = ", ".join(map(str, numbers[at : at + AT_A_TIME]))
        found |= {row[0]: tuple(row[1:]) for row in connection.execute(text(f"{sql} ({some})"))}
    return found
