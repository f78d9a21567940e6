"""Tables as files, made part by part: no more than a few hundred rows are in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any

import msgspec

from quellenlage.report import tables

FORMS = tables.ENDINGS
"""Forms that every table can be had in."""

BATCH = 1000
"""Rows of a group in Parquet."""

PART = 1 << 18
"""Bytes of a part of a file."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table on its way: the ending of its file, the kind of its rows, the rows."""

    ending: str
    kind: type
    rows: Iterable[Any]


def table_parts(table: TableFile) -> Iterator[bytes]:
    """The file in parts; an empty one says that something was done. Raises MissingExtra before the first one."""
    parts = {".csv": tables.csv_parts, ".json": json_parts, ".jsonl": line_parts, ".parquet": parquet_parts}
    return parts[table.ending](table.kind, table.rows)


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
    steps = tables.parquet_steps(file, kind, parted(rows, BATCH))
    try:
        next(steps)
    except BaseException:
        file.close()
        raise
    return sent(file, steps)


def sent(file: Any, steps: Iterable[None]) -> Iterator[bytes]:
    """The file in parts, once the steps are done that write it."""
    with file:
        for _step in steps:
            yield b""
        file.seek(0)
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
