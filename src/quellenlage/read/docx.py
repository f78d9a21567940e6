"""A Word file: one article, or many parted by headings."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator

from docx import Document
from docx.document import Document as DocxDocument
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from quellenlage.domain.article import Refused
from quellenlage.read.draft import Draft
from quellenlage.read.sections import Block, drafts_of, level_of

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


def read_docx(name: str, data: bytes) -> Iterator[Draft | Refused]:
    """The articles of a file, `name:1`, `name:2`… if there are several. Refused if damaged or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
        if unpacked > UNPACKED_LIMIT:
            yield Refused(name, f"too large: unpacks to {unpacked // 1_000_000} MB")
            return
        blocks = list(_blocks(Document(io.BytesIO(data))))
    except _DAMAGED as fault:
        yield Refused(name, f"damaged file: {type(fault).__name__}")
        return
    yield from drafts_of(name, blocks, hashlib.sha256(data).hexdigest())


def _blocks(document: DocxDocument) -> Iterator[Block]:
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
    """0 for a title, 1 to 9 for headings, None for text."""
    style = paragraph.style
    return None if style is None else level_of(f"{style.style_id} {style.name}")
