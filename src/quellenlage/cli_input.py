"""What commands are told about the articles they read: which, when and where they came out, how columns are called."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from quellenlage.errors import UsageError
from quellenlage.read.metadata import Given, published
from quellenlage.read.reader import ReadOptions

COLUMNS = ("id", "url", "outlet", "date", "title", "authors", "text")
"""Our names of the columns, which `--map` may map to others."""

Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders or globs; - is standard input.")]
Meta = Annotated[
    Path | None, typer.Option("--meta", help="CSV with the columns file, url, outlet, date, title, authors.")
]
Date = Annotated[str | None, typer.Option("--date", help="Publication date of the one article read.")]
Outlet = Annotated[str | None, typer.Option("--outlet", help="Outlet of the one article read.")]
Url = Annotated[str | None, typer.Option("--url", help="Address of the one article read.")]
Title = Annotated[str | None, typer.Option("--title", help="Title of the one article read.")]
Map = Annotated[
    list[str] | None, typer.Option("--map", metavar="OURS=THEIRS", help="Name of a column, e.g. text=body.")
]
Split = Annotated[
    str | None, typer.Option("--split", metavar="REGEX", help="Part one file into articles where it matches.")
]
Language = Annotated[
    str | None, typer.Option("--language", metavar="de", help="Say the articles' language; skips its detection.")
]


def reading_options(
    paths: Sequence[str],
    meta: Path | None,
    date: str | None,
    outlet: str | None,
    url: str | None,
    title: str | None,
    map_: list[str] | None,
    split: str | None,
    language: str | None,
) -> ReadOptions:
    """What reading is told; UsageError where it cannot be meant so."""
    about = {"--date": date, "--outlet": outlet, "--url": url, "--title": title}
    given = [name for name, value in about.items() if value]
    if given and (len(paths) != 1 or Path(paths[0]).is_dir()):
        raise UsageError(f"{given[0]} tells about one article: give one file, or - for standard input")
    if date:
        try:
            published(Given(date=date))
        except ValueError as error:
            raise UsageError(f"--date {date}: write a day as 2025-09-18 or 18.9.2025 ({error})") from None
    if language not in (None, "de"):
        raise UsageError(f"--language {language}: German (de) is the one language that is read")
    return ReadOptions(
        meta=str(meta) if meta else None,
        date=date,
        outlet=outlet,
        url=url,
        title=title,
        mapping=_mapping(map_ or []),
        split=split,
        language=language,
    )


def _mapping(pairs: list[str]) -> dict[str, str]:
    wrong = [p for p in pairs if not all(p.partition("=")[::2]) or p.split("=", 1)[0] not in COLUMNS]
    if wrong:
        raise UsageError(f"--map {wrong[0]}: write OURS=THEIRS, for example text=body; ours are {', '.join(COLUMNS)}")
    return dict(p.split("=", 1) for p in pairs)


def stdin(paths: Sequence[str]) -> bytes | None:
    """What stands on standard input, where it is among the paths."""
    return sys.stdin.buffer.read() if "-" in paths else None
