"""The one door of the package: paths in, articles and refusals out, in the order of the input."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from quellenlage.domain.article import Article, Published, Refused
from quellenlage.domain.identity import article_id
from quellenlage.errors import UsageError
from quellenlage.read.docx import DOCX_LIMIT, read_docx
from quellenlage.read.draft import Draft
from quellenlage.read.encoding import Undecodable, decode
from quellenlage.read.furniture import lay_out
from quellenlage.read.html import HTML_LIMIT, read_html
from quellenlage.read.language import GERMAN, not_german
from quellenlage.read.metadata import Given, given_in, outlet_of, published
from quellenlage.read.rtf import RTF_LIMIT, read_rtf
from quellenlage.read.sources import Source, find_sources
from quellenlage.read.tables import JSON_LIMIT, read_csv, read_json, read_jsonl, read_parquet
from quellenlage.read.text import read_text

TEXT_LIMIT = 5_000_000
"""Bytes of an article's text in UTF-8."""
FILE_LIMIT = 50_000_000
"""Bytes of a text file, which `split` may part into many articles."""

LIMITS = {"html": HTML_LIMIT, "docx": DOCX_LIMIT, "rtf": RTF_LIMIT, "json": JSON_LIMIT}
"""Bytes of files of other kinds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read. `language`: the articles' language, its detection is skipped. `split`: a regular expression; what it
    matches parts one text file into articles. `mapping`: our column to theirs (`{"text": "body"}`). `meta`: a CSV file
    with the columns file, url, outlet, date, title, authors. `date`, `outlet`, `url`, `title`: of one article.
    `min_prose`: letters that must be left once page matter is taken away; 0 takes any row that is not empty."""

    language: str | None = None
    split: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    meta: str | None = None
    date: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    min_prose: int = 1


def read_articles(
    paths: Sequence[str], options: ReadOptions | None = None, stdin: bytes | None = None
) -> Iterator[Article | Refused]:
    """The articles that `paths` name (files, folders, globs, `-` for `stdin`), one by one, in input order, the same one
    twice if it is there twice. What cannot be taken is a Refused in its place; an article whose date is not understood
    is followed by a Refused that says so. Raises UsageError, before anything is read, if an option cannot be used."""
    options = options or ReadOptions()
    split = _pattern(options.split)
    table = _meta_table(options.meta)
    return _read_all(paths, options, stdin, split, table)


def _read_all(
    paths: Sequence[str],
    options: ReadOptions,
    stdin: bytes | None,
    split: re.Pattern[str] | None,
    table: Mapping[str, Given],
) -> Iterator[Article | Refused]:
    for source in find_sources(paths, stdin):
        if isinstance(source, Refused):
            yield source
            continue
        beside, complaint = _sidecar(source)
        if complaint is not None:
            yield complaint
        for draft in _drafts(source, options.mapping, split):
            if isinstance(draft, Refused):
                yield draft
            else:
                known = table.get(draft.input) or table.get(source.name) or table.get(Path(source.name).name) or Given()
                asked = Given(url=options.url, outlet=options.outlet, date=options.date, title=options.title)
                yield from _article(draft, asked.over(known).over(draft.given).over(beside), options)


def _drafts(source: Source, mapping: Mapping[str, str], split: re.Pattern[str] | None) -> Iterator[Draft | Refused]:
    """What a source holds, by its kind."""
    name = source.name
    try:
        if source.kind in ("jsonl", "csv", "parquet"):
            readers = {"jsonl": read_jsonl, "csv": read_csv, "parquet": read_parquet}
            with source.open() as stream:
                yield from readers[source.kind](name, stream, mapping)
            return
        limit = LIMITS.get(source.kind, FILE_LIMIT)
        data = source.read(limit)
    except OSError as fault:
        yield Refused(name, f"unreadable: {(fault.strerror or str(fault)).lower()}")
        return
    if not data.strip():
        yield Refused(name, "empty")
    elif len(data) > limit:
        yield Refused(name, f"too large: over {limit // 1_000_000} MB")
    elif source.kind == "json":
        yield from read_json(name, data, mapping)
    elif source.kind == "html":
        yield read_html(name, data)
    elif source.kind == "docx":
        yield from read_docx(name, data)
    elif source.kind == "rtf":
        yield from read_rtf(name, data, split)
    else:
        content = decode(data)
        if isinstance(content, Undecodable):
            yield Refused(name, content.reason)
        else:
            yield from read_text(name, content, split)


def _article(draft: Draft, given: Given, options: ReadOptions) -> Iterator[Article | Refused]:
    """The article, or why it is not taken."""
    reason = _refusal(draft.text, options)
    if reason is not None:
        yield Refused(draft.input, reason)
        return
    when: Published | None = None
    complaint: Refused | None = None
    try:
        when = published(given)
    except ValueError as fault:
        complaint = Refused(draft.input, f"date not understood, article kept without it: {fault}")
    outlet = given.outlet or outlet_of(given.url)
    yield Article(
        id=given.id or article_id(outlet, draft.text),
        text=draft.text,
        input=draft.input,
        outlet=outlet,
        url=given.url,
        title=given.title,
        authors=given.authors,
        published=when,
        language=options.language or GERMAN,
        given_id=given.id,
        content_hash=draft.content_hash,
    )
    if complaint is not None:
        yield complaint


def _refusal(text: str, options: ReadOptions) -> str | None:
    if not text.strip():
        return "empty"
    # a text has at most four bytes a character: encode only those that may be too long
    if len(text) > TEXT_LIMIT // 4 and len(text.encode("utf-8", "replace")) > TEXT_LIMIT:
        return "too much text: over 5 MB in one article"
    if options.language is None:
        reason = not_german(text)
        if reason is not None:
            return reason
    if options.min_prose <= 0:
        return None
    layout = lay_out(text)
    letters = sum(c.isalpha() for part in layout.structure for c in part.span.of(text))
    return None if letters >= options.min_prose else "no prose: nothing is left without the page matter"


def _pattern(split: str | None) -> re.Pattern[str] | None:
    if split is None:
        return None
    try:
        return re.compile(split, re.MULTILINE)
    except re.error as fault:
        raise UsageError(f"--split {split!r} is no regular expression: {fault}") from None


def _meta_table(path: str | None) -> Mapping[str, Given]:
    """Rows of a `--meta` file by their `file` column: a path as given, a file's name, or `name:row`."""
    if path is None:
        return {}
    try:
        data = Path(path).read_bytes()
    except OSError as fault:
        raise UsageError(
            f"--meta {path}: {fault.strerror}: give a CSV file with the columns file, url, outlet, date, title, authors"
        ) from None
    content = decode(data)
    if isinstance(content, Undecodable):
        raise UsageError(f"--meta {path}: {content.reason}")
    first = content.split("\n", 1)[0]
    rows = csv.DictReader(io.StringIO(content, newline=""), delimiter=max(",;\t", key=first.count))
    if "file" not in (rows.fieldnames or []):
        raise UsageError(f"--meta {path}: no column 'file': the columns are file, url, outlet, date, title, authors")
    try:
        return {
            r["file"].strip(): given_in({k: v for k, v in r.items() if k}, "table of metadata")
            for r in rows
            if r.get("file")
        }
    except csv.Error as fault:
        raise UsageError(f"--meta {path}, line {rows.line_num}: {fault}") from None


def _sidecar(source: Source) -> tuple[Given, Refused | None]:
    path = source.sidecar()
    if path is None:
        return Given(), None
    try:
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as fault:
        return Given(), Refused(str(path), f"unreadable: {(fault.strerror or str(fault)).lower()}")
    except (ValueError, RecursionError):
        return Given(), Refused(str(path), "broken JSON: metadata not used")
    if not isinstance(content, dict):
        return Given(), Refused(str(path), "broken JSON: metadata not used")
    return given_in(content, "sidecar"), None
