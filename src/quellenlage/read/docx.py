"""A Word file: one article, or many parted by headings; the line under a heading may say outlet and date."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx import Document
from docx.document import Document as DocxDocument
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from quellenlage.domain.article import Refused
from quellenlage.read.draft import Draft
from quellenlage.read.metadata import Given, published

DOCX_LIMIT = 50_000_000
"""Bytes of the file."""
UNPACKED_LIMIT = 200_000_000
"""Bytes of what is packed in it: a bomb of 50 kB unpacks to gigabytes."""
_DAMAGED = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    OpcError,
    etree.LxmlError,
    EOFError,
    OSError,
    KeyError,
    ValueError,
    AttributeError,
    IndexError,
    RuntimeError,
)
"""What zipfile, python-docx and lxml raise on damaged files."""
LINE_LENGTH = 120
"""Longest line under a heading that is read as outlet and date."""


@dataclass(slots=True)
class _Section:
    title: str | None
    blocks: list[str] = field(default_factory=list)


def read_docx(name: str, data: bytes) -> Iterator[Draft | Refused]:
    """The articles of a file, `name:1`, `name:2`… if there are several. Refused if damaged or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
        if unpacked > UNPACKED_LIMIT:
            yield Refused(name, f"too large: unpacks to {unpacked // 1_000_000} MB")
            return
        sections = _sections(Document(io.BytesIO(data)))
    except _DAMAGED as fault:
        yield Refused(name, f"damaged file: {type(fault).__name__}")
        return
    digest = hashlib.sha256(data).hexdigest()
    drafts = [d for d in (_draft(s) for s in sections) if d[1].strip()]
    for row, (given, text) in enumerate(drafts, start=1):
        yield Draft(name if len(drafts) == 1 else f"{name}:{row}", text, given, digest)
    if not drafts:
        yield Refused(name, "empty")


def _sections(document: DocxDocument) -> list[_Section]:
    """Parted at the highest level of heading that occurs more than once; a title above them all is the file's own."""
    blocks = list(_blocks(document))
    levels = [level for level, _ in blocks if level is not None]
    parting = next((n for n in sorted(set(levels)) if levels.count(n) > 1), min(levels, default=None))
    # a heading with text of its own above the parting level begins an article too
    sections = [_Section(None)]
    for level, words in blocks:
        if level is not None and parting is not None and level <= parting:
            sections.append(_Section(words))
        else:
            sections[-1].blocks.append(words)
    return sections


def _blocks(document: DocxDocument) -> Iterator[tuple[int | None, str]]:
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            for line in _rows(item):
                yield None, line
        elif item.text.strip():
            yield _level(item), item.text.strip()


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        texts = {cell._tc: cell.text.strip() for cell in row.cells}  # a merged cell is listed once per column
        line = "\t".join(t for t in texts.values() if t)
        if line:
            yield line


def _level(paragraph: Paragraph) -> int | None:
    """0 for a title, 1 to 9 for headings, None for text; in the languages Word names its styles in here."""
    style = paragraph.style
    names = f"{style.style_id} {style.name}".casefold() if style is not None else ""
    if re.search(r"\b(?:title|titel)\b", names):
        return 0
    hit = re.search(r"(?:heading|überschrift|berschrift)\s*(\d)", names)
    return int(hit.group(1)) if hit else None


def _draft(section: _Section) -> tuple[Given, str]:
    given = Given(title=" ".join(section.title.split()) if section.title else None)
    blocks = section.blocks
    if section.title and blocks:
        line = outlet_and_date(blocks[0])
        if line is not None:
            given, blocks = line.over(given), blocks[1:]
    return given, "\n\n".join(blocks)


_SEPARATOR = r"\s*(?:[,;|·]|\s[–—-]\s|\bvom\b)\s*"
_DATE = re.compile(
    r"(?:(?:Mo|Di|Mi|Do|Fr|Sa|So|[A-Z][a-z]+tag|Mittwoch)\.?,?\s+)?(?:\d{1,2}\.\s*(?:\d{1,2}\.|[A-Z][a-zä]+\.?)\s*\d{2,4}|\d{4}-\d{2}-\d{2})"
    r"(?:,?\s*(?:um\s+)?\d{1,2}[:.]\d{2}(?:\s*Uhr)?)?"
)


def outlet_and_date(line: str) -> Given | None:
    """A line such as "Outlet, 14. Oktober 2025" or "14.10.2025 – Outlet", or None if the line is text."""
    if len(line) > LINE_LENGTH:
        return None
    hit = _DATE.search(line)
    if hit is None:
        return None
    before, after = line[: hit.start()], line[hit.end() :]
    if (before and not re.search(_SEPARATOR + "$", before)) or (after and not re.match(_SEPARATOR, after)):
        return None
    outlet = " ".join(
        p for p in (re.sub(_SEPARATOR + "$", "", before).strip(), re.sub("^" + _SEPARATOR, "", after).strip()) if p
    )
    if len(outlet.split()) > 6 or re.search(r"[.!?]\s*$", outlet):
        return None
    given = Given(outlet=outlet or None, date=hit.group(), date_from="line under the heading")
    try:
        published(given)
    except ValueError:
        return None
    return given
