"""Downloads: a story in every form that reports have, every table of it or of the whole corpus."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import APIRouter, Request
from starlette.responses import Response

from quellenlage.domain.dossier import Dossier
from quellenlage.report import tables, write
from quellenlage.report.graph import GRAPHS
from quellenlage.report.shown import file_name
from quellenlage.report.translate import Translator
from quellenlage.web.adding import desk_of
from quellenlage.web.corpus_tables import NAMES as NAMES_OF_ALL
from quellenlage.web.corpus_tables import corpus_table
from quellenlage.web.downloads import TableFile, table_response
from quellenlage.web.faults import Refusal
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


@router.get("/exports")
def overview(request: Request) -> Response:
    """What of the whole corpus can be taken along."""
    reports = tuple((NAMES.get(ending, ending), f"/exports/report{ending}") for ending in write.ENDINGS)
    return page(request, "exports.html.j2", tables=shelf(language(request)), reports=reports)


@router.get("/exports/report{ending}")
def corpus_report(request: Request, ending: str) -> Response:
    """The whole corpus as one file."""
    return report_of(request, desk_of(request).corpus.dossier(), ending, "quellenlage")


@router.get("/stories/{story}/report{ending}")
def report(request: Request, story: str, ending: str) -> Response:
    """One story as a file."""
    dossier = desk_of(request).corpus.dossier(story)
    return report_of(request, dossier, ending, slug(dossier.stories[0].title))


def report_of(request: Request, dossier: Dossier, ending: str, title: str) -> Response:
    """The dossier in the form that the ending names."""
    if ending not in write.ENDINGS:
        raise Refusal("not_found")
    _ = language(request)
    articles = desk_of(request).corpus.articles_of(dossier)
    name = f"{title}{ending}"
    with TemporaryDirectory(prefix="quellenlage-") as folder:
        path = Path(folder) / name
        write.write_report(path, nameless(dossier, _), articles, _.ui)
        return download(path.read_bytes(), name)


@router.get("/stories/{story}/tables/{name}")
def story_table(request: Request, story: str, name: str) -> Response:
    """One table of one story, `NAME.csv` and so on."""
    check(name, tables.NAMES)
    return table_of(request, desk_of(request).corpus.dossier(story), name)


@router.get("/exports/{name}")
def whole_table(request: Request, name: str) -> Response:
    """One table of the whole corpus."""
    check(name)
    path, corpus = Path(name), desk_of(request).corpus
    if path.suffix in GRAPHS:
        return table_of(request, corpus.dossier(), name)
    kind, rows = corpus_table(corpus, path.stem, language(request))
    return table_response(TableFile(path.stem, path.suffix, kind, rows))


def table_of(request: Request, dossier: Dossier, name: str) -> Response:
    """The table in the form that the ending names."""
    articles = desk_of(request).corpus.articles_of(dossier)
    with TemporaryDirectory(prefix="quellenlage-") as folder:
        path = Path(folder) / name
        tables.write_table(path, path.stem, nameless(dossier, language(request)), articles)
        return download(path.read_bytes(), name)


def check(name: str, names: tuple[str, ...] = NAMES_OF_ALL) -> None:
    """Raises Refusal where there is no such table or form."""
    stem = Path(name).stem
    if tables.ALSO.get(stem, stem) not in names or Path(name).suffix not in forms_of(stem):
        raise Refusal("not_found")


def nameless(dossier: Dossier, _: Translator) -> Dossier:
    """The dossier with the names of its files, without the folders they lay in on the server."""
    rows = tuple(replace(row, file=file_name(row.file, _)) for row in dossier.corpus.articles)
    refused = tuple(replace(row, input=file_name(row.input, _)) for row in dossier.refused)
    return replace(dossier, corpus=replace(dossier.corpus, articles=rows), refused=refused)


UMLAUTS = {
    ord("ä"): "ae",
    ord("ö"): "oe",
    ord("ü"): "ue",
    ord("Ä"): "Ae",
    ord("Ö"): "Oe",
    ord("Ü"): "Ue",
    ord("ß"): "ss",
}


def slug(title: str) -> str:
    """A file name that every system takes."""
    plain = title.translate(UMLAUTS)
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:60] or "lage"


def download(content: bytes, name: str) -> Response:
    """The file under its name; never shown in the room's own origin."""
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=TYPES[Path(name).suffix], headers=headers)
