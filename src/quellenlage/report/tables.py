"""Every table of a dossier as CSV, JSON, JSONL or Parquet: one row per line, each with its evidence; actors and their
relations also as a graph."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, BinaryIO, get_type_hints

import msgspec

from quellenlage.domain.dossier import Dossier
from quellenlage.errors import MissingExtra, UsageError
from quellenlage.report.graph import GRAPH_TABLES, GRAPHS, graph_bytes
from quellenlage.report.rows.articles import (
    ArticleLine,
    ReuseLine,
    StoryLine,
    VersionLine,
    article_lines,
    reuse_lines,
    story_lines,
    version_lines,
)
from quellenlage.report.rows.claims import (
    ChainLine,
    ClaimLine,
    GapLine,
    MemberRelationLine,
    RootLine,
    StatementLine,
    chain_lines,
    claim_lines,
    gap_lines,
    member_relation_lines,
    root_lines,
    statement_lines,
)
from quellenlage.report.rows.comparisons import (
    DisputeLine,
    DriftLine,
    FigureLine,
    FindingLine,
    WordingLine,
    dispute_lines,
    drift_lines,
    figure_lines,
    finding_lines,
    wording_lines,
)
from quellenlage.report.rows.happenings import (
    ActorLine,
    RelationLine,
    TimelineLine,
    actor_lines,
    relation_lines,
    timeline_lines,
)
from quellenlage.report.rows.marks import (
    EntityLine,
    EventLine,
    LabelLine,
    QuantityLine,
    TimeExpressionLine,
    entity_lines,
    event_lines,
    label_lines,
    quantity_lines,
    time_lines,
)
from quellenlage.report.rows.places import Articles
from quellenlage.report.shown import HALVES
from quellenlage.report.write import write_whole

ENDINGS = (".csv", ".json", ".jsonl", ".parquet")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run as a formula by spreadsheets; in CSV an apostrophe before it keeps it a text."""


def write_table(path: Path, name: str, dossier: Dossier, articles: Articles) -> int:
    """Write the table `name` in the form that the ending of `path` names, actors and relations also as a graph of both;
    returns the number of rows.

    Raises UsageError for an unknown table or ending or a place that cannot be written to, MissingExtra for Parquet
    without its package.
    """
    path = Path(path)
    check_table(path, name)
    kind, rows = table(name, dossier, articles)
    listed = list(rows)
    write_whole(path, table_bytes(path.suffix.lower(), name, kind, listed, dossier))
    return len(listed)


def table_bytes(ending: str, name: str, kind: type, rows: list[Any], dossier: Dossier) -> bytes:
    """The file's content; `rows` are of `kind`."""
    if ending in GRAPHS and name in GRAPH_TABLES:
        return graph_bytes(ending, dossier)
    write = {".csv": as_csv, ".json": as_json_array, ".jsonl": as_json_lines, ".parquet": as_parquet}[ending]
    return write(kind, rows)


def check_table(path: Path, name: str) -> None:
    """Before any work is done: raises UsageError for an unknown table or ending."""
    if ALSO.get(name, name) not in TABLES:
        raise UsageError(f"there is no table '{name}': use one of {', '.join(NAMES)}")
    ending = path.suffix.lower()
    known = ENDINGS + GRAPHS if name in GRAPH_TABLES else ENDINGS
    if ending not in known:
        raise UsageError(
            f"{path}: nobody writes the table {name} with the ending '{ending}': use one of {', '.join(known)}"
        )


def table(name: str, dossier: Dossier, articles: Articles) -> tuple[type, Iterator[Any]]:
    """The kind of row of the table `name`, and its rows in the order of the dossier. Raises UsageError."""
    name = ALSO.get(name, name)
    if name not in TABLES:
        raise UsageError(f"there is no table '{name}': use one of {', '.join(NAMES)}")
    kind, rows = TABLES[name]
    return kind, rows(dossier, articles)


TABLES: dict[str, tuple[type, Callable[[Dossier, Articles], Iterator[Any]]]] = {
    "articles": (ArticleLine, article_lines),
    "stories": (StoryLine, story_lines),
    "statements": (StatementLine, statement_lines),
    "claims": (ClaimLine, claim_lines),
    "member_relations": (MemberRelationLine, member_relation_lines),
    "roots": (RootLine, root_lines),
    "chains": (ChainLine, chain_lines),
    "disputes": (DisputeLine, dispute_lines),
    "figures": (FigureLine, figure_lines),
    "chronicle": (TimelineLine, timeline_lines),
    "actors": (ActorLine, actor_lines),
    "relations": (RelationLine, relation_lines),
    "gaps": (GapLine, gap_lines),
    "quote_drift": (DriftLine, drift_lines),
    "wording": (WordingLine, wording_lines),
    "findings": (FindingLine, finding_lines),
    "reuse": (ReuseLine, reuse_lines),
    "versions": (VersionLine, version_lines),
    "entities": (EntityLine, entity_lines),
    "times": (TimeExpressionLine, time_lines),
    "quantities": (QuantityLine, quantity_lines),
    "events": (EventLine, event_lines),
    "labels": (LabelLine, label_lines),
}
NAMES = tuple(TABLES)
"""What `export` can write."""

ALSO = {"timeline": "chronicle"}
"""Other names of tables: what the dossier's JSON calls the chronicle."""


def columns(kind: type) -> dict[str, str]:
    """The columns of a kind of row: the name in the file, and the field of the dataclass."""
    return {f.name.removesuffix("_"): f.name for f in fields(kind)}


def as_csv(kind: type, rows: list[Any]) -> bytes:
    """UTF-8 with a byte order mark (spreadsheets take it for Latin-1 otherwise), commas, lists joined by ` | `."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    names = columns(kind)
    writer.writerow(names)
    for row in rows:
        writer.writerow([cell(getattr(row, name)) for name in names.values()])
    return HALVES.sub("\ufffd", out.getvalue()).encode("utf-8-sig")


def csv_parts(kind: type, rows: Iterable[Any], at_a_time: int = 500) -> Iterator[bytes]:
    """The same in parts, as rows come."""
    names = columns(kind)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    head = codecs.BOM_UTF8
    for n, row in enumerate(rows, 1):
        writer.writerow([cell(getattr(row, name)) for name in names.values()])
        if n % at_a_time == 0:
            yield head + HALVES.sub("\ufffd", out.getvalue()).encode()
            head = b""
            out.seek(0)
            out.truncate()
    yield head + HALVES.sub("\ufffd", out.getvalue()).encode()


def cell(value: Any) -> Any:
    """One cell: nothing for None, numbers as numbers, a text never as a formula."""
    if value is None or (isinstance(value, (int, float)) and not isinstance(value, bool)):
        return "" if value is None else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return value
    text = " | ".join(value) if isinstance(value, tuple) else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def as_json_array(kind: type, rows: list[Any]) -> bytes:
    """One JSON array of objects."""
    return msgspec.json.format(msgspec.json.encode([record(kind, row) for row in rows]), indent=2) + b"\n"


def as_json_lines(kind: type, rows: list[Any]) -> bytes:
    """One JSON object per line."""
    return b"".join(msgspec.json.encode(record(kind, row)) + b"\n" for row in rows)


def record(kind: type, row: Any) -> dict[str, Any]:
    """A row under the names of the file; half a character, which UTF-8 cannot hold, is replaced."""
    values = asdict(row)
    return {name: whole(values[field]) for name, field in columns(kind).items()}


def whole(value: Any) -> Any:
    """`value` without halves of characters."""
    if isinstance(value, tuple):
        return [whole(part) for part in value]
    return HALVES.sub("\ufffd", value) if isinstance(value, str) else value


def as_parquet(kind: type, rows: list[Any]) -> bytes:
    """Parquet with a type per column, also where every value is missing."""
    out = io.BytesIO()
    for _step in parquet_steps(out, kind, [rows]):
        pass
    return out.getvalue()


def parquet_steps(out: BinaryIO, kind: type, batches: Iterable[list[Any]]) -> Iterator[None]:
    """The same written to `out`, a batch of rows with every step: no more of them are in memory. The first step writes
    none and raises MissingExtra."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as fault:
        raise MissingExtra("writing Parquet", "pyarrow", "parquet") from fault
    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}

    def arrow_type(hint: Any) -> Any:
        for plain_type, arrow in types.items():
            if hint in (plain_type, plain_type | None):
                return arrow
        return pa.list_(pa.string())

    hints = get_type_hints(kind)
    schema = pa.schema([(name, arrow_type(hints[field])) for name, field in columns(kind).items()])
    yield
    with pq.ParquetWriter(out, schema) as writer:
        for batch in batches:
            writer.write_table(pa.Table.from_pylist([record(kind, row) for row in batch], schema=schema))
            yield
