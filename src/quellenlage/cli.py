"""The command line: parse, call one function, print."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, ParamSpec, TypeVar

import msgspec
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

import quellenlage
from quellenlage import doctor as installation
from quellenlage.corpus import AddReport, Corpus
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Article, Refused
from quellenlage.errors import NotFound, QuellenlageError, UsageError
from quellenlage.examples import examples_folder
from quellenlage.pipeline import annotate as annotate_article
from quellenlage.read.metadata import read_meta_table
from quellenlage.read.reader import ReadOptions, read_articles
from quellenlage.report import tables, terminal, wire
from quellenlage.report.translate import translator
from quellenlage.report.write import ENDINGS, write_report
from quellenlage.settings import LANGUAGES, read_settings

DONE, SOME_REFUSED, WRONG_USAGE, NOTHING_DONE, INTERRUPTED = 0, 1, 2, 3, 130

app = typer.Typer(
    name="quellenlage",
    help="The state of the sources: what is known, from whom, and how well it is supported.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders or globs; - is standard input.")]
CorpusFile = Annotated[Path | None, typer.Option("--corpus", help="The corpus file (default ./quellenlage.db).")]
Ui = Annotated[str | None, typer.Option("--ui", metavar="de|en", help="Interface language (default the locale, else de).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Meta = Annotated[
    Path | None, typer.Option("--meta", help="CSV with the columns file, url, outlet, date, title, authors.")
]
Date = Annotated[str | None, typer.Option("--date", help="Publication date of the one article read.")]
Outlet = Annotated[str | None, typer.Option("--outlet", help="Outlet of the one article read.")]
Url = Annotated[str | None, typer.Option("--url", help="Address of the one article read.")]
Title = Annotated[str | None, typer.Option("--title", help="Title of the one article read.")]
Map = Annotated[list[str] | None, typer.Option("--map", metavar="OURS=THEIRS", help="Name of a column, e.g. text=body.")]
Split = Annotated[str | None, typer.Option("--split", metavar="REGEX", help="Part one file into articles where it matches.")]
Language = Annotated[
    str | None, typer.Option("--language", metavar="de", help="Say the articles' language; skips its detection.")
]

P = ParamSpec("P")
R = TypeVar("R")


def main() -> None:
    """Entry point of the command `quellenlage`."""
    try:
        app()
    except BrokenPipeError:
        # the reader of our output went away (`| head`): not a fault; keep Python from complaining at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)


def _command(name: str | None = None) -> Callable[[Callable[P, int]], Callable[P, None]]:
    """Register a command that returns its exit code; faults become one line and a code."""

    def register(function: Callable[P, int]) -> Callable[P, None]:
        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> None:
            try:
                code = function(*args, **kwargs)
            except UsageError as error:
                code = _fail(str(error), WRONG_USAGE)
            except QuellenlageError as error:
                code = _fail(str(error), NOTHING_DONE)
            except KeyboardInterrupt:
                code = _fail("interrupted: nothing stored is lost, run the command again to go on", INTERRUPTED)
            raise typer.Exit(code)

        return app.command(name)(run)  # type: ignore[return-value]

    return register


def _fail(message: str, code: int) -> int:
    print(f"quellenlage: {' '.join(message.split())}", file=sys.stderr)
    return code
