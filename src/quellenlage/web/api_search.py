"""The search and the tables for programs: the rows of the search page, and those that downloads hold."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from quellenlage.report import tables
from quellenlage.report.translate import translator
from quellenlage.web.adding import desk_of
from quellenlage.web.api import Cursor, Limit, answer, make_cursor, number_of, read_cursor
from quellenlage.web.asked import Asked, Kind, asked
from quellenlage.web.corpus_tables import NAMES, kind_of, parts
from quellenlage.web.faults import Refusal
from quellenlage.web.find import find
from quellenlage.web.search_rows import ArticleFound, ClaimFound, PersonFound, StatementFound, rows_of
from quellenlage.web.shelf import ABOUT

router = APIRouter(prefix="/api/v1")

Wanted = Annotated[Asked, Depends(asked)]


@dataclass(frozen=True, slots=True)
class ArticlesFound:
    """One page of articles, best first (without words the latest first); `found` is the number of all."""

    items: tuple[ArticleFound, ...]
    found: int
    next: str | None


@dataclass(frozen=True, slots=True)
class StatementsFound:
    """One page of statements, the latest first; by meaning the nearest first."""

    items: tuple[StatementFound, ...]
    found: int
    next: str | None


@dataclass(frozen=True, slots=True)
class ClaimsFound:
    """One page of claims, those in most articles first; by meaning the nearest first."""

    items: tuple[ClaimFound, ...]
    found: int
    next: str | None


@dataclass(frozen=True, slots=True)
class PeopleFound:
    """One page of people, organisations and places, those mentioned most first."""

    items: tuple[PersonFound, ...]
    found: int
    next: str | None


@dataclass(frozen=True, slots=True)
class TableAbout:
    """A table: its name, what a row is, its columns."""

    name: str
    about: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableList:
    """All tables."""

    items: tuple[TableAbout, ...]


@dataclass(frozen=True, slots=True)
class TableRows:
    """One page of a table's rows, each an object with every column."""

    items: tuple[dict[str, Any], ...]
    next: str | None


@router.get("/search", summary="Articles with these words, or near in meaning")
def articles(request: Request, wanted: Wanted, limit: Limit = 20, cursor: Cursor = "") -> Response:
    """Articles, each with the sentence that holds most of the words, or is nearest in meaning."""
    return some(request, wanted, "articles", limit, cursor)


@router.get("/search/statements", summary="Statements with these words, or near in meaning")
def statements(request: Request, wanted: Wanted, limit: Limit = 20, cursor: Cursor = "") -> Response:
    """Statements; what an outlet says in its own voice is none."""
    return some(request, wanted, "statements", limit, cursor)


@router.get("/search/claims", summary="Claims with these words, or near in meaning")
def claims(request: Request, wanted: Wanted, limit: Limit = 20, cursor: Cursor = "") -> Response:
    """Claims, each by the statement that was found."""
    return some(request, wanted, "claims", limit, cursor)


@router.get("/search/people", summary="People, organisations and places by name")
def people(request: Request, wanted: Wanted, limit: Limit = 20, cursor: Cursor = "") -> Response:
    """Those one of whose names holds all the words, each as the beginning of a word."""
    return some(request, wanted, "people", limit, cursor)


def some(request: Request, wanted: Asked, kind: Kind, limit: int, cursor: str) -> Response:
    """One page of what was found."""
    start = number_of(cursor)
    corpus = desk_of(request).corpus
    found = find(corpus, wanted, kind)
    words = wanted.words if wanted.by == "words" else ""
    rows = tuple(row for row, _passage in rows_of(corpus, found, words, start, limit))
    following = make_cursor(str(start + limit)) if len(found.rows) > start + limit else None
    shapes: dict[Kind, Any] = {
        "articles": ArticlesFound,
        "statements": StatementsFound,
        "claims": ClaimsFound,
        "people": PeopleFound,
    }
    return answer(request, shapes[kind](rows, len(found.rows), following))


@router.get("/tables", summary="The tables of the corpus")
def table_list(request: Request) -> Response:
    """Every table with its columns; as files they lie under `/exports/NAME.csv` and so on."""
    return answer(
        request,
        TableList(tuple(TableAbout(name, ABOUT[name][1], tuple(tables.columns(kind_of(name)))) for name in NAMES)),
    )


@router.get("/tables/{table}", summary="The rows of a table")
def table(request: Request, table: str, limit: Limit = 50, cursor: Cursor = "") -> Response:
    """The rows that the file of that name holds, in the same order."""
    if table not in NAMES:
        raise Refusal("not_found")
    begin, _, at = read_cursor(cursor).partition(":") if cursor else ("", "", "0")
    if not (at.isascii() and at.isdecimal()) or len(at) > 9:
        raise Refusal("bad_parameter", "cursor")
    corpus, kind = desk_of(request).corpus, kind_of(table)
    items: list[dict[str, Any]] = []
    skip = int(at)
    for key, rows in parts(corpus, table, translator("en"), begin):
        for n, row in enumerate(islice(rows, skip, None), skip):
            if len(items) == limit:
                return answer(request, TableRows(tuple(items), make_cursor(f"{key}:{n}")))
            items.append(tables.record(kind, row))
        skip = 0
    return answer(request, TableRows(tuple(items), None))
