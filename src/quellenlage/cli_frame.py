"""What every command stands in: its exit code, its faults as one line, the interface language, the corpus it means."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, ParamSpec

import msgspec
import typer
from rich.console import Console

from quellenlage.cli_help import CHOSEN, Command
from quellenlage.domain.article import Refused
from quellenlage.errors import QuellenlageError, UsageError
from quellenlage.report.faults import fault
from quellenlage.report.translate import translator
from quellenlage.settings import read_settings

DONE, SOME_REFUSED, WRONG_USAGE, NOTHING_DONE, INTERRUPTED = 0, 1, 2, 3, 130

SETTINGS: dict[str, Any] = {
    "no_args_is_help": True,
    "add_completion": False,
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}
"""How the program, and each group of its commands, is set up."""

CorpusFile = Annotated[Path | None, typer.Option("--corpus", help="The corpus file (default ./quellenlage.db).")]
Ui = Annotated[
    str | None, typer.Option("--ui", metavar="de|en", help="Interface language (default the locale, else de).")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]

P = ParamSpec("P")


def command(app: typer.Typer, **settings: Any) -> Callable[[Callable[P, int]], Callable[P, None]]:
    """Register a command that returns its exit code; faults become one line and a code."""

    def register(function: Callable[P, int]) -> Callable[P, None]:
        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> None:
            try:
                code = function(*args, **kwargs)
            except UsageError as error:
                code = fail(_in_words(str(error), kwargs.get("ui")), WRONG_USAGE)
            except QuellenlageError as error:
                code = fail(_in_words(str(error), kwargs.get("ui")), NOTHING_DONE)
            except KeyboardInterrupt:
                lost = "interrupted: nothing stored is lost, run the command again to go on"
                code = fail(_in_words(lost, kwargs.get("ui")), INTERRUPTED)
            raise typer.Exit(code)

        return app.command(**{"cls": Command, **settings})(run)

    return register


def _in_words(message: str, ui: object) -> str:
    """The fault in the interface's language; in English where that language is itself what is wrong."""
    try:
        return fault(message, translator(ui if isinstance(ui, str) else CHOSEN.get() or read_settings().ui))
    except UsageError:
        return message


def fail(message: str, code: int) -> int:
    """Say in one line what is wrong; gives the exit code back. Undecodable bytes are written out."""
    line = " ".join(message.split()).encode("utf-8", "backslashreplace").decode()
    print(f"quellenlage: {line}", file=sys.stderr)
    return code


class Voice:
    """The interface language of one run: translates, and prints to the terminal or a pipe."""

    def __init__(self, ui: str | None) -> None:
        self.translate = translator(ui or CHOSEN.get() or read_settings().ui)
        self.ui = self.translate.ui
        self.console = Console(highlight=False)

    def __call__(self, message: str, **values: object) -> str:
        """`message` in the interface language, with its values."""
        return self.translate(message).format(**values)

    def print(self, thing: object) -> None:
        """Print text or a rich renderable."""
        self.console.print(thing, markup=False, soft_wrap=isinstance(thing, str))


def corpus_path(given: Path | None) -> Path:
    """The corpus that is meant: the one named, else the one of the settings."""
    return given or read_settings().corpus


def say_refused(refused: Sequence[Refused], say: Voice) -> None:
    """One line for each input that was not taken."""
    for row in refused:
        print(f"{row.input}: {say.translate.reason(row.reason)}", file=sys.stderr)


def print_json(thing: object) -> None:
    """Print a record for machines."""
    print(msgspec.json.encode(thing).decode())
