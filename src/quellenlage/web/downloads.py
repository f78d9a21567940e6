"""Tables as files, sent while they are made: no more than a few hundred rows are in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any

import msgspec
from starlette.responses import Response, StreamingResponse

from quellenlage.report import tables

FORMS = tables.ENDINGS
"""Forms that every table can be had in."""

TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".parquet": "application/vnd.apache.parquet",
}
BATCH = 1000
"""Rows of a group in Parquet."""

PART = 1 << 18
"""Bytes of a part of a file."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table on its way: what the file is called (without its ending), its ending, the kind of its rows, the rows."""

    name: str
    ending: str
    kind: type
    rows: Iterable[Any]


def table_response(table: TableFile) -> Response:
    """The file under its name; never shown in the room's own origin. Raises MissingExtra before anything is sent."""
    parts = {".csv": tables.csv_parts, ".json": json_parts, ".jsonl": line_parts, ".parquet": parquet_parts}
    content = parts[table.ending](table.kind, table.rows)
    headers = {"content-disposition": f'attachment; filename="{table.name}{table.ending}"'}
    return StreamingResponse(content, media_type=TYPES[table.ending], headers=headers)


def line_parts(kind: type, rows: Iterable[Any]) -> Iterator[bytes]:
    """One JSON object per line."""
    for some in parted(rows, BATCH):
        yield b"".join(msgspec.json.encode(tables.record(kind, row)) + b"\n" for row in some)


def json_parts(kind: type, rows: Iterable[Any]) -> Iterator[bytes]:
    """One JSON array of objects, one on each line."""
    before = b"["
    for some in parted(rows, BATCH):
        for row in some:
            yield before + b"\n" + msgspec.json.encode(tables.record(kind, row))
            before = b","
    yield b"[]\n" if before == b"[" else b"\n]\n"


def parquet_parts(kind: type, rows: Iterable[Any]) -> Iterator[bytes]:
    """Parquet, by way of a file: its end names the places of its groups."""
    file = TemporaryFile(prefix="quellenlage-")  # noqa: SIM115 - closed when the last part is sent
    try:
        tables.write_parquet(file, kind, parted(rows, BATCH))
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return sent(file)


def sent(file: Any) -> Iterator[bytes]:
    """The file in parts."""
    with file:
        while part := file.read(PART):
            yield part


def parted(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The rows, so many at a time."""
    batch: list[Any] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
