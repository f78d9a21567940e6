"""What an export holds, from an open corpus: a report, a table or what a search found, under its name, part by part.

The room makes small ones itself; all others are made in a process of their own, see `exporter` and `maker`.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from quellenlage.corpus import Corpus
from quellenlage.domain.dossier import Dossier, Story
from quellenlage.report import tables, write
from quellenlage.report.graph import GRAPHS
from quellenlage.report.shown import file_name
from quellenlage.report.translate import Translator, translator
from quellenlage.web.asked import Asked, Kind
from quellenlage.web.corpus_tables import BLANK, corpus_table
from quellenlage.web.downloads import PART, TableFile, table_parts
from quellenlage.web.faults import Refusal
from quellenlage.web.find import find
from quellenlage.web.search_rows import KIND_OF_ROW, rows_of

AT_ONCE = 2000
"""Articles of a corpus that may go into one report: all of them are in memory at the same time, and a report takes
about a tenth of a second for each."""

AT_A_TIME = 200
"""Rows of a search read at a time."""

ZIPPED = zlib.MAX_WBITS + 16
"""Asks for the head and the end of gzip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be made: a report of a story (None: of the corpus), a table of one, or what a search found. `name` is
    that of the table with its ending, of a report and of a search the ending alone. A report tells that it was made on
    `made_on`, if that is given."""

    what: Literal["report", "table", "search"]
    name: str
    ui: str
    story: str | None = None
    asked: Asked | None = None
    kind: Kind = "articles"
    zipped: bool = False
    made_on: date | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """An export on its way: how the file is called, its parts (empty ones say that something was done), and how many
    bytes they have where that is known."""

    name: str
    parts: Iterable[bytes]
    size: int | None = None


def make(corpus: Corpus, wish: Wish) -> Made:
    """The export. What can go wrong does so here and not when the parts are made, as far as it can be known.

    Raises Refusal, NotFound, MissingExtra, CorpusError.
    """
    made = {"report": report, "table": table, "search": found}[wish.what](corpus, wish)
    return replace(made, parts=zipped(made.parts), size=None) if wish.zipped else made


def report(corpus: Corpus, wish: Wish) -> Made:
    """One story, or the whole corpus, as one file."""
    if wish.story is None and corpus.count() > AT_ONCE:
        raise Refusal("export_too_large")
    dossier = corpus.dossier(wish.story)
    title = "quellenlage" if wish.story is None else slug(dossier.stories[0].title)
    _ = translator(wish.ui)
    name = f"{title}{wish.name}"
    articles = corpus.articles_of(dossier)
    dossier = nameless(dossier, _)
    content = write.report_bytes(wish.name, Path(name), dossier, articles, wish.ui, False, False, wish.made_on)
    return Made(name, cut(content), len(content))


def table(corpus: Corpus, wish: Wish) -> Made:
    """One table of a story or of the whole corpus."""
    path, _ = Path(wish.name), translator(wish.ui)
    if wish.story is not None:
        dossier = corpus.dossier(wish.story)
        return whole_table(nameless(dossier, _), corpus, path)
    if path.suffix in GRAPHS:
        return Made(wish.name, graph_parts(corpus, path))
    kind, rows = corpus_table(corpus, path.stem, _)
    return Made(wish.name, table_parts(TableFile(path.suffix, kind, rows)))


def whole_table(dossier: Dossier, corpus: Corpus, path: Path) -> Made:
    """The table of a dossier in the form that the ending names."""
    with TemporaryDirectory(prefix="quellenlage-") as folder:
        tables.write_table(Path(folder) / path.name, path.stem, dossier, corpus.articles_of(dossier))
        content = (Path(folder) / path.name).read_bytes()
    return Made(path.name, cut(content), len(content))


def graph_parts(corpus: Corpus, path: Path) -> Iterator[bytes]:
    """The graph of the whole corpus. Of every story only who takes part and what lies between them is kept, which is
    all that it shows: so that a large corpus fits."""
    stories: list[Story] = []
    for part in corpus.story_dossiers():
        for story in part.stories:
            stories.append(replace(story, claims=(), timeline=(), figures=(), chains=(), disputes=(), wording=()))
        yield b""
    yield from whole_table(replace(BLANK, stories=tuple(stories)), corpus, path).parts


def found(corpus: Corpus, wish: Wish) -> Made:
    """Everything that a search finds."""
    asked = wish.asked or Asked()
    hits = find(corpus, asked, wish.kind)
    words = asked.words if asked.by == "words" else ""
    rows = (
        row
        for start in range(0, len(hits.rows), AT_A_TIME)
        for row, _passage in rows_of(corpus, hits, words, start, AT_A_TIME)
    )
    stem = f"{file_stem(translator(wish.ui))}-{wish.kind}"
    return Made(f"{stem}{wish.name}", table_parts(TableFile(wish.name, KIND_OF_ROW[wish.kind], rows)))


def file_stem(_: Translator) -> str:
    """How a downloaded search is called."""
    return {"de": "suche"}.get(_.ui, "search")


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


def cut(content: bytes) -> Iterator[bytes]:
    """The content in parts."""
    return (content[at : at + PART] for at in range(0, max(len(content), 1), PART))


def zipped(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The parts as browsers unpack them."""
    packer = zlib.compressobj(5, zlib.DEFLATED, ZIPPED)
    for part in parts:
        yield packer.compress(part)
    yield packer.flush()
