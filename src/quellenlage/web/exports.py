"""Downloads: a story in every form that reports have, every table of it or of the whole corpus."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from anyio import to_thread
from fastapi import APIRouter, Request
from starlette.responses import Response

from quellenlage.report import tables, write
from quellenlage.web.adding import desk_of
from quellenlage.web.corpus_tables import NAMES as NAMES_OF_ALL
from quellenlage.web.desk import Desk
from quellenlage.web.exporter import Exporter
from quellenlage.web.faults import Refusal
from quellenlage.web.find import find
from quellenlage.web.making import AT_ONCE, Wish, make
from quellenlage.web.render import language, page
from quellenlage.web.shelf import NAMES, forms_of, shelf

router = APIRouter(include_in_schema=False)

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".csv": "text/csv; charset=utf-8",
    ".jsonl": "application/x-ndjson",
    ".parquet": "application/vnd.apache.parquet",
    ".graphml": "application/xml",
    ".gexf": "application/xml",
}

QUICK = (".md", ".json", ".jsonl", ".csv")
"""Forms that the room makes itself where there is little to be made."""

LITTLE = 5
"""Articles of a story, or of a corpus, of which that is: its text, data or table takes less than 30 ms of a core. A
page with charts takes 20 to 90, DOCX 80 to 200, PDF 100 to 400."""

FEW_HITS = 20
"""Hits of a search that are read at once: as many as a page shows."""


@router.get("/exports")
def overview(request: Request) -> Response:
    """What of the whole corpus can be taken along."""
    few = desk_of(request).corpus.count() <= AT_ONCE
    reports = tuple((NAMES.get(ending, ending), f"/exports/report{ending}") for ending in write.ENDINGS if few)
    return page(request, "exports.html.j2", tables=shelf(language(request)), reports=reports)


@router.get("/exports/report{ending}")
async def corpus_report(request: Request, ending: str) -> Response:
    """The whole corpus as one file."""
    return await report_of(request, None, ending)


@router.get("/stories/{story}/report{ending}")
async def report(request: Request, story: str, ending: str) -> Response:
    """One story as a file."""
    return await report_of(request, story, ending)


async def report_of(request: Request, story: str | None, ending: str) -> Response:
    """A story, or the corpus, in the form that the ending names."""
    if ending not in write.ENDINGS:
        raise Refusal("not_found")
    today: date = request.app.state.today()
    wish = Wish(what="report", name=ending, ui=language(request).ui, story=story, made_on=today)
    return await file_of(request, wish)


@router.get("/stories/{story}/tables/{name}")
async def story_table(request: Request, story: str, name: str) -> Response:
    """One table of one story, `NAME.csv` and so on."""
    check(name, tables.NAMES)
    return await file_of(request, Wish(what="table", name=name, ui=language(request).ui, story=story))


@router.get("/exports/{name}")
async def whole_table(request: Request, name: str) -> Response:
    """One table of the whole corpus."""
    check(name)
    return await file_of(request, Wish(what="table", name=name, ui=language(request).ui))


def check(name: str, names: tuple[str, ...] = NAMES_OF_ALL) -> None:
    """Raises Refusal where there is no such table or form."""
    stem = Path(name).stem
    if tables.ALSO.get(stem, stem) not in names or Path(name).suffix not in forms_of(stem):
        raise Refusal("not_found")


async def file_of(request: Request, wish: Wish) -> Response:
    """The file that is wished for: small ones made here, all others beside the room. Never shown in the room's own
    origin."""
    desk = desk_of(request)
    small = await to_thread.run_sync(made_here, desk, wish)
    if small is not None:
        return small
    exporter: Exporter = request.app.state.exporter
    zipped = "gzip" in request.headers.get("accept-encoding", "")
    return await exporter.answer(replace(wish, zipped=zipped), TYPES)


def made_here(desk: Desk, wish: Wish) -> Response | None:
    """The file, if it is a small one. Raises NotFound where there is no such story."""
    if not is_small(desk, wish):
        return None
    made = make(desk.corpus, wish)
    headers = {"content-disposition": f'attachment; filename="{made.name}"'}
    return Response(b"".join(made.parts), media_type=TYPES[Path(made.name).suffix], headers=headers)


def is_small(desk: Desk, wish: Wish) -> bool:
    """True for what costs the room no more than a page does. Raises NotFound where there is no such story."""
    if Path(f"x{wish.name}").suffix not in QUICK and wish.story is None:
        return False
    if wish.asked is not None:
        return len(find(desk.corpus, wish.asked, wish.kind).rows) <= FEW_HITS
    if wish.story is None:
        return desk.corpus.count() <= LITTLE
    card = desk.index().card(desk.corpus.followed(wish.story))
    # only the beginning of its id may be given
    articles = card.articles if card else len(desk.corpus.story(wish.story).articles)
    return Path(f"x{wish.name}").suffix in QUICK and articles <= LITTLE
