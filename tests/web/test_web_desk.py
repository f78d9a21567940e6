"""What requests share: it follows the corpus, and is not made anew for who still looks at its former state."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from quellenlage.store.bookkeeping import RESULTS
from quellenlage.web.desk import Desk


@pytest.fixture
def desk(corpus_file: Path) -> Iterator[Desk]:
    with closing(Desk(corpus_file)) as opened:
        yield opened


def keep_newer_results(corpus_file: Path) -> None:
    with closing(sqlite3.connect(corpus_file)) as file, file:
        file.execute("UPDATE bookkeeping SET value = 'newer' WHERE name = ?", (RESULTS,))


def test_each_reader_has_the_index_of_what_he_looks_at(desk: Desk, corpus_file: Path) -> None:
    with desk.corpus.one_look(), ThreadPoolExecutor(1) as other:
        older = desk.index()
        keep_newer_results(corpus_file)
        newer = other.submit(desk.index).result()
        assert older.state != newer.state == "newer"
        assert desk.index() is older
        assert other.submit(desk.index).result() is newer
    assert desk.index() is newer


def test_a_catalogue_of_an_older_look_is_not_made_anew(desk: Desk, corpus_file: Path) -> None:
    with desk.corpus.one_look(), ThreadPoolExecutor(1) as other:
        older = desk.corpus.searching.catalogue()
        keep_newer_results(corpus_file)
        # the older one serves until the new one is made, which may have been quick
        assert other.submit(desk.corpus.searching.catalogue).result().state in (older.state, ("newer", older.state[1]))
        desk.corpus.searching.close()
        newer = other.submit(desk.corpus.searching.catalogue).result()
        assert newer is not older
        assert newer.state[0] == "newer"
        assert desk.corpus.searching.catalogue() is newer
        desk.corpus.searching.close()
        assert other.submit(desk.corpus.searching.catalogue).result() is newer
