"""Rows as articles: JSON lines, JSON, CSV, Parquet; one row at a time, a broken row costs that row."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from quellenlage.domain.article import Refused
from quellenlage.errors import MissingExtra
from quellenlage.read.draft import Draft
from quellenlage.read.encoding import Undecodable, decode, whole_characters
from quellenlage.read.metadata import given_in

LINE_LIMIT = 64_000_000
"""Bytes of one JSON line; an article may have 5 MB of text, and escapes take up to six bytes a character."""
JSON_LIMIT = 500_000_000
"""Bytes of one JSON file, which is read whole; JSON lines have no such limit."""
FIELD_LIMIT = 64_000_000
BATCH = 256
"""Parquet rows in memory at a time."""
TEXT_COLUMNS = ("text", "article")


def read_jsonl(name: str, stream: BinaryIO, mapping: Mapping[str, str]) -> Iterator[Draft | Refused]:
    """One article a line, `name:line`. Blank lines are skipped. Raises OSError."""
    row = filled = 0
    while True:
        line = stream.readline(LINE_LIMIT + 1)
        if not line:
            if not filled:
                yield Refused(name, "empty")
            return
        row += 1
        filled += bool(line.strip())
        if row == 1 and line[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            yield from _wide_jsonl(name, line + stream.read(JSON_LIMIT), mapping)
            return
        if len(line) > LINE_LIMIT:
            while line and not line.endswith(b"\n"):
                line = stream.readline(LINE_LIMIT)
            yield Refused(f"{name}:{row}", f"line too long: over {LINE_LIMIT // 1_000_000} MB")
            continue
        if line.strip():
            content = decode(line)
            if isinstance(content, Undecodable):
                yield Refused(f"{name}:{row}", content.reason)
            else:
                yield _json_row(f"{name}:{row}", content, mapping)


def _wide_jsonl(name: str, data: bytes, mapping: Mapping[str, str]) -> Iterator[Draft | Refused]:
    content = decode(data)
    if isinstance(content, Undecodable):
        yield Refused(name, content.reason)
        return
    for row, line in enumerate(content.split("\n"), start=1):
        if line.strip():
            yield _json_row(f"{name}:{row}", line, mapping)


def read_json(name: str, data: bytes, mapping: Mapping[str, str]) -> Iterator[Draft | Refused]:
    """An array of articles (`name:1`…), one article, or JSON lines under a wrong ending."""
    content = decode(data)
    if isinstance(content, Undecodable):
        yield Refused(name, content.reason)
        return
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as fault:
        if "Extra data" in str(fault) and content.lstrip()[:1] == "{":
            yield from read_jsonl(name, io.BytesIO(data), mapping)
        else:
            yield Refused(name, f"broken JSON: {_json_fault(fault)}")
        return
    if isinstance(found, list):
        for row, item in enumerate(found, start=1):
            yield _row(f"{name}:{row}", item, mapping)
        if not found:
            yield Refused(name, "empty")
    else:
        yield _row(name, found, mapping)


def _json_row(name: str, content: str, mapping: Mapping[str, str]) -> Draft | Refused:
    try:
        return _row(name, json.loads(content), mapping)
    except (ValueError, RecursionError) as fault:
        return Refused(name, f"broken JSON line: {_json_fault(fault)}")


def _json_fault(fault: Exception) -> str:
    return (
        f"{fault.msg} (character {fault.pos + 1})"
        if isinstance(fault, json.JSONDecodeError)
        else "nested too deep"
        if isinstance(fault, RecursionError)
        else str(fault)[:100]
    )


def read_csv(name: str, stream: BinaryIO, mapping: Mapping[str, str]) -> Iterator[Draft | Refused]:
    """One article a row, `name:row` counted from the first row under the header. The delimiter is what the header has
    most of. Raises OSError."""
    head = stream.read(100_000)
    stream.seek(0)
    encoding = _encoding(stream)
    stream.seek(0)
    if isinstance(encoding, Undecodable):
        yield Refused(name, encoding.reason)
        return
    if not head.strip():
        yield Refused(name, "empty")
        return
    csv.field_size_limit(FIELD_LIMIT)  # the module's default of 128 kB is too little for an article
    lines = io.TextIOWrapper(stream, encoding=encoding, newline="")
    row = 0
    try:
        first = lines.readline(100_000)
        lines.seek(0)
        reader = csv.reader(lines, delimiter=max(",;\t|", key=first.count))
        header = [c.strip().removeprefix("\ufeff") for c in next(reader, [])]
        missing = _missing(header, mapping)
        if missing:
            yield Refused(name, missing)
            return
        for row, cells in enumerate((r for r in reader if r), start=1):
            if len(cells) > len(header) and any(cells[len(header) :]):
                yield Refused(f"{name}:{row}", f"broken row: {len(cells)} cells, but {len(header)} columns")
            else:
                yield _row(f"{name}:{row}", dict(zip(header, cells, strict=False)), mapping)
        if not row:
            yield Refused(name, "empty")
    except (csv.Error, UnicodeDecodeError) as fault:  # what follows cannot be parted into rows
        why = f"no {encoding} from here on" if isinstance(fault, UnicodeDecodeError) else str(fault)
        yield Refused(f"{name}:{row + 1}", f"broken row: {why}")
    finally:
        lines.detach()


def _encoding(stream: BinaryIO) -> str | Undecodable:
    """`utf-8-sig` if the whole stream is UTF-8 (one pass, nothing kept); else what the head looks like."""
    head = stream.read(100_000)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    chunk = head
    try:
        while chunk:
            decoder.decode(chunk)
            chunk = stream.read(1_000_000)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        content = decode(head)
        if isinstance(content, Undecodable):
            return content
        fitting = (e for e in ("cp1252", "mac_roman") if head.decode(e, "ignore") == content)
        return next(fitting, "latin-1")
    return Undecodable("binary file: not text") if b"\x00" in head else "utf-8-sig"


def read_parquet(name: str, stream: BinaryIO, mapping: Mapping[str, str]) -> Iterator[Draft | Refused]:
    """One article a row, `name:row` from 1; read in batches, and only the columns that are used."""
    try:
        import pyarrow  # noqa: PLC0415 - an extra
        import pyarrow.parquet as parquet  # noqa: PLC0415
    except ImportError:
        yield Refused(name, f"package missing: {MissingExtra('reading Parquet', 'pyarrow', 'parquet')}")
        return
    row = 0
    try:
        with parquet.ParquetFile(stream) as file:
            columns = file.schema_arrow.names
            missing = _missing(columns, mapping)
            if missing:
                yield Refused(name, missing)
                return
            wanted = [c for c in columns if c.casefold() in _USED or c in mapping.values()]
            for batch in file.iter_batches(batch_size=BATCH, columns=wanted):
                for item in batch.to_pylist():
                    row += 1
                    yield _row(f"{name}:{row}", item, mapping)
            if row == 0:
                yield Refused(name, "empty")
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError) as fault:
        yield Refused(
            f"{name}:{row + 1}" if row else name,
            f"damaged file: {str(fault).splitlines()[0][:150] if str(fault) else type(fault).__name__}",
        )


_USED = frozenset(
    {
        "id",
        "url",
        "link",
        "outlet",
        "source",
        "date",
        "published",
        "title",
        "header",
        "authors",
        "author",
        *TEXT_COLUMNS,
    }
)


def _missing(columns: Sequence[str], mapping: Mapping[str, str]) -> str | None:
    lowered = {c.casefold() for c in columns}
    wanted = mapping.get("text")
    if (wanted.casefold() in lowered) if wanted else lowered & set(TEXT_COLUMNS):
        return None
    return f"no column with the text: the columns are {', '.join(columns)[:300]}; name it with --map text=COLUMN"


def _row(name: str, item: Any, mapping: Mapping[str, str]) -> Draft | Refused:
    if not isinstance(item, dict):
        return Refused(name, "row is no object")
    by_lower = {str(k).casefold(): k for k in item}
    renamed = {target: item.get(by_lower.get(source.casefold(), source)) for target, source in mapping.items()}
    row = {**{k: v for k, v in item.items() if str(k).casefold() not in renamed}, **renamed}
    lowered = {str(k).casefold(): v for k, v in row.items()}
    text = next((lowered[c] for c in TEXT_COLUMNS if lowered.get(c) is not None), None)
    if text is None:
        columns = whole_characters(", ".join(str(k) for k in item)[:200])
        has_column = any(c in lowered for c in TEXT_COLUMNS)
        return Refused(
            name,
            "empty"
            if has_column
            else f"no column with the text: the columns are {columns}; name it with --map text=COLUMN",
        )
    if not isinstance(text, str):
        return Refused(name, f"text is no text: {type(text).__name__}")
    return Draft(name, whole_characters(text), given_in(row, "given"))
