"""All that only SQLite does: opening files, PRAGMAs, locks, errors, FTS5. Another database gets a file like this.

Two traps are dealt with here. Python's `sqlite3` opens transactions on its own and commits before some statements, so
its own handling is switched off and SQLAlchemy's "begin" sends BEGIN itself. And a transaction that reads before it
writes may find that another one wrote in between and fail without waiting, so writers say BEGIN IMMEDIATE.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, Table, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool, StaticPool

from quellenlage.errors import CorpusBusy, CorpusError, NotACorpus, NotFound

APPLICATION_ID = 0x514C6167
"""Stands in the header of every corpus file ("QLag"), so that another program's database is not taken for one."""

BUSY_SECONDS = 5.0
"""How long a writer waits for another one. Batches take well under a second, so waiting longer means a long job."""

OPEN = 10
"""Connections that stay open between two uses: the reading room reads in so many threads."""

MAPPED = 1 << 34
"""Bytes of a file that readers map: what the system holds of it anyway is not copied once more for each of them."""

CACHE, ROOMY = -16_000, -400_000
"""Kilobytes (with a minus) of the file that a connection holds, and while it keeps the results of a whole corpus; the
default of 2 MB makes large adds read pages anew."""

SMALLEST = 512
"""Bytes of the smallest database that SQLite writes."""

MEMORY = ":memory:"
"""Name of a corpus that is gone when closed. SQLite keeps it in memory and moves it to a temporary file of its own when
it grows, so that a one-shot report does not hold every article twice."""


def open_engine(path: str, *, read_only: bool = False, create: bool = True, timeout: float = BUSY_SECONDS) -> Engine:
    """An engine for the corpus file `path`, after a look at the file. Raises NotFound, NotACorpus, CorpusError."""
    if path != MEMORY:
        _check_file(Path(path), create=create and not read_only)

    def connect() -> sqlite3.Connection:
        if path == MEMORY:
            return sqlite3.connect("", timeout=timeout, isolation_level=None, check_same_thread=False)
        uri = f"{Path(path).absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
        return sqlite3.connect(uri, uri=True, timeout=timeout, isolation_level=None, check_same_thread=False)

    pool: dict[str, Any] = {"poolclass": StaticPool} if path == MEMORY else {"poolclass": QueuePool, "pool_size": OPEN}
    engine = create_engine("sqlite://", creator=connect, **pool)

    @event.listens_for(engine, "connect")
    def _(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = {CACHE}")
        if read_only:
            connection.execute(f"PRAGMA mmap_size = {MAPPED}")

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def use_wal(engine: Engine) -> None:
    """Let readers read while somebody writes. Stays with the file; readers of a read-only file cannot ask for it."""
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        if driver.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            driver.execute("PRAGMA journal_mode = WAL")


@contextmanager
def roomy(connection: Connection) -> Iterator[None]:
    """A large cache for one long transaction: rows go in everywhere in many indexes, and a page that falls out of the
    cache is written to the log each time, and read back."""
    connection.exec_driver_sql(f"PRAGMA cache_size = {ROOMY}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {CACHE}")


def is_new(connection: Connection, path: str) -> bool:
    """True if the file holds nothing yet. Raises NotACorpus if it is another program's."""
    marked = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    if marked != APPLICATION_ID and tables:
        raise NotACorpus(f"{path} is a database of another program: name another file with --corpus")
    return not tables


@contextmanager
def errors_of(path: str) -> Iterator[None]:
    """What SQLite says, said in one line with what to do."""
    try:
        yield
    except DBAPIError as error:
        known = _error(path, error.orig)
        if known is None:
            raise
        raise known from error
    except sqlite3.Error as error:
        known = _error(path, error)
        if known is None:
            raise
        raise known from error


def damage(connection: Connection) -> list[str]:
    """What SQLite's own check finds wrong with the file, nothing if it is sound."""
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [line for line in found if line != "ok"] + [f"{row[0]} points to a missing {row[2]}" for row in dangling]


def read_rows(connection: Connection, sql: str, values: Sequence[object]) -> Iterator[tuple[Any, ...]]:
    """Rows as the driver gives them: of many small ones SQLAlchemy's own way takes twice as long."""
    driver = connection.connection.driver_connection
    assert driver is not None
    yield from driver.execute(sql, values)


def enter_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows, which all name the same columns in the same order, as the driver takes them: of many small rows
    SQLAlchemy's own way takes three times as long."""
    if rows:
        columns = ", ".join(f'"{name}"' for name in rows[0])
        places = ", ".join("?" for _name in rows[0])
        sql = f"INSERT INTO {table.name} ({columns}) VALUES ({places})"  # noqa: S608 (names of ours)
        connection.exec_driver_sql(sql, [tuple(row.values()) for row in rows])


def enter_said_terms(connection: Connection, terms: Sequence[tuple[int, str]]) -> None:
    """Enter the search terms (parted by blanks) of statements by their numbers."""
    if terms:
        connection.exec_driver_sql("INSERT INTO search_said (rowid, terms) VALUES (?, ?)", list(terms))


def index_terms(connection: Connection, number: int, title: str, body: str) -> None:
    """Enter the search terms (parted by blanks) of the article `number`."""
    connection.execute(
        text("INSERT INTO search(rowid, title, body) VALUES (:number, :title, :body)"),
        {"number": number, "title": title, "body": body},
    )


def drop_terms(connection: Connection, number: int) -> None:
    """Take the article `number` out of the search index."""
    connection.execute(text("DELETE FROM search WHERE rowid = :number"), {"number": number})


def empty_terms(connection: Connection) -> None:
    """Take every article out of the search index."""
    connection.execute(text("DELETE FROM search"))


def index_mismatch(connection: Connection) -> tuple[int, int]:
    """Number of articles that the search index lacks, and of entries without an article."""
    lacking = "SELECT count(*) FROM articles WHERE number NOT IN (SELECT rowid FROM search)"
    orphaned = "SELECT count(*) FROM search WHERE rowid NOT IN (SELECT number FROM articles)"
    return connection.execute(text(lacking)).scalar_one(), connection.execute(text(orphaned)).scalar_one()


def matching(connection: Connection, wanted: str, limit: int) -> Sequence[tuple[int, float]]:
    """Numbers of the articles that match the FTS5 expression `wanted`, with a score, best first (all of them if `limit`
    is -1). A word in the title counts four times: there it is the matter of the article."""
    sql = "SELECT rowid, -bm25(search, 4.0, 1.0) FROM search WHERE search MATCH :wanted ORDER BY 2 DESC, 1 LIMIT :limit"
    rows = connection.execute(text(sql), {"wanted": wanted, "limit": limit}).all()
    return [(row[0], row[1]) for row in rows]


def all_matching(connection: Connection, index: str, wanted: str) -> NDArray[np.int64]:
    """Numbers of all rows of the index that match, in order. They come as one text: a row of Python for each of a
    hundred thousand takes ten times as long."""
    sql = f"SELECT group_concat(rowid) FROM {index} WHERE {index} MATCH :wanted"  # noqa: S608 (a table of ours)
    found = connection.execute(text(sql), {"wanted": wanted}).scalar()
    if not found:
        return np.empty(0, np.int64)
    return np.sort(np.fromstring(str(found), dtype=np.int64, sep=","))


def in_title(wanted: str) -> str:
    """The expression, asked of titles alone."""
    return f"{{title}} : ({wanted})"


def expression(wanted: Iterable[Sequence[str]], unwanted: Iterable[Sequence[str]], prefixes: Iterable[str]) -> str:
    """An FTS5 expression: of each word in `wanted` one of its terms, no term of `unwanted`, and for each prefix a word
    that begins so. Every term is quoted, so nothing in it is read as an operator."""
    words = [f"({' OR '.join(map(_quoted, terms))})" for terms in wanted] + [f"{_quoted(begin)}*" for begin in prefixes]
    without = " OR ".join(_quoted(term) for terms in unwanted for term in terms)
    found = " AND ".join(words)
    return f"({found}) NOT ({without})" if without else found


def near(row: Sequence[Sequence[str]], distance: int) -> str:
    """An FTS5 expression: one of the terms of each word stands at most so many terms behind or before one of the word
    that follows it. Only of an index that keeps the places of its terms."""
    pairs = (
        " OR ".join(f"NEAR({_quoted(a)} {_quoted(b)}, {distance})" for a in before for b in behind)
        for before, behind in pairwise(row)
    )
    return " AND ".join(f"({pair})" for pair in pairs)


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'


def _check_file(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise NotACorpus(f"{path} is a folder: name a file with --corpus")
    if not path.exists():
        if not create:
            raise NotFound(f"there is no corpus {path}: make one with 'quellenlage add PATH... --corpus {path}'")
        if not path.absolute().parent.is_dir():
            raise CorpusError(f"the folder of the corpus {path} does not exist: make it first")
        return
    # what is in the file SQLite itself says: to open and close it here would drop all locks that this process holds on
    # it (POSIX), and another process would then take away the log from under an open corpus
    if not os.access(path, os.R_OK):
        raise CorpusError(f"{path} cannot be read: {os.strerror(errno.EACCES)}; look at its permissions")
    if 0 < path.stat().st_size < SMALLEST:  # SQLite takes a file of few bytes for an empty one, and writes over it
        raise NotACorpus(_no_corpus(path))


def _no_corpus(path: str | Path) -> str:
    return f"{path} is no corpus: name another file with --corpus, or give the file to 'quellenlage add'"


def _error(path: str, error: Any) -> CorpusError | None:
    # extended codes carry the primary one in their lowest byte
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return CorpusBusy(f"another process is writing to {path}: wait until it is done, then try again")
    if code == sqlite3.SQLITE_NOTADB:
        return NotACorpus(_no_corpus(path))
    if code == sqlite3.SQLITE_CORRUPT:
        return NotACorpus(f"{path} is damaged: restore a copy, or add the articles to a new corpus")
    if code == sqlite3.SQLITE_READONLY:
        return CorpusError(f"{path} is read-only: make the file and its folder writable, or copy it elsewhere")
    if code == sqlite3.SQLITE_CANTOPEN:
        return CorpusError(f"{path} cannot be opened: look at the permissions of the file and its folder")
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return CorpusError(f"{path} cannot be written: the disk is full or faulty ({error})")
    return None
