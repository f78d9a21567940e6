"""The commands `quellenlage judge ...`: corrections and notes that every later analysis obeys."""

from __future__ import annotations

import functools
import getpass
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from quellenlage.cli_frame import (
    DONE,
    NOTHING_DONE,
    SETTINGS,
    SOME_REFUSED,
    AsJson,
    CorpusFile,
    Ui,
    Voice,
    command,
    corpus_path,
    print_json,
    say_refused,
)
from quellenlage.cli_help import Group
from quellenlage.corpus import Corpus
from quellenlage.domain.judgement import Judgement
from quellenlage.errors import UsageError
from quellenlage.read.metadata import Given, published
from quellenlage.report.judged import judged_rows

judge = typer.Typer(
    cls=Group, help="Correct what an analysis says, or leave a note; every later analysis obeys.", **SETTINGS
)


@judge.callback()
def _every_command(_ui: Ui = None) -> None:
    """Correct what an analysis says, or leave a note; every later analysis obeys."""


_command = functools.partial(command, judge)
"""Registers a command: see `cli_frame.command`."""

Author = Annotated[
    str | None, typer.Option("--author", help="Who judges (default QUELLENLAGE_AUTHOR, else the login).")
]
Reason = Annotated[str, typer.Option("--reason", "-r", help="Why: one line, for those who read it later.")]
Somebody = Annotated[str, typer.Argument(metavar="PERSON", help="Id or name of a person, body or place.")]
Said = Annotated[str, typer.Argument(metavar="STATEMENT", help="Id of a statement, or of a claim: all its statements.")]
ArticleId = Annotated[str, typer.Argument(metavar="ARTICLE", help="Id of an article; its beginning is enough.")]


@_command()
def merge(
    one: Somebody,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Who is the same: id or name.")],
    reason: Reason,
    author: Author = None,
    corpus: CorpusFile = None,
    ui: Ui = None,
) -> int:
    """Two people (bodies, places) are one."""
    with _open(corpus) as kept:
        return _entered(kept.journal.merge(one, other, author=_author(author), reason=reason), ui)


@_command()
def split(
    one: Somebody,
    apart: Annotated[
        list[str],
        typer.Argument(metavar="APART", help="Articles that mean somebody else, or the person who is somebody else."),
    ],
    reason: Reason,
    author: Author = None,
    corpus: CorpusFile = None,
    ui: Ui = None,
) -> int:
    """One person (body, place) is two: some articles mean somebody else."""
    with _open(corpus) as kept:
        return _entered(kept.journal.split(one, apart, author=_author(author), reason=reason), ui)


@_command()
def speaker(
    statement: Said,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Who said it: a name, or somebody's id.")] = None,
    nobody: Annotated[bool, typer.Option("--nobody", help="The article names nobody who said it.")] = False,
    *,
    reason: Reason,
    author: Author = None,
    corpus: CorpusFile = None,
    ui: Ui = None,
) -> int:
    """Somebody else said it."""
    if (name is None) != nobody:
        raise UsageError("judge speaker needs either NAME or --nobody")
    with _open(corpus) as kept:
        return _entered(kept.journal.set_speaker(statement, name, author=_author(author), reason=reason), ui)


@_command()
def same(
    one: Said,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Id of another statement or claim.")],
    reason: Reason,
    author: Author = None,
    corpus: CorpusFile = None,
    ui: Ui = None,
) -> int:
    """Two statements express the same claim."""
    with _open(corpus) as kept:
        return _entered(kept.journal.same(one, other, author=_author(author), reason=reason), ui)


@_command()
def different(
    one: Said,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Id of another statement or claim.")],
    reason: Reason,
    author: Author = None,
    corpus: CorpusFile = None,
    ui: Ui = None,
) -> int:
    """Two statements do not express the same claim."""
    with _open(corpus) as kept:
        return _entered(kept.journal.different(one, other, author=_author(author), reason=reason), ui)


@_command()
def date(
    article: ArticleId,
    day: Annotated[str, typer.Argument(metavar="DATE", help="A day (2025-09-18, 18.9.2025), or day and time.")],
    to: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="The latest day, where it is not known.")
    ] = None,
    *,
    reason: Reason,
    author: Author = None,
    corpus: CorpusFile = None,
    ui: Ui = None,
) -> int:
    """An article came out on another day."""
    when = _iso(day) if to is None else f"{_iso(day).partition('/')[0]}/{_iso(to).rpartition('/')[2]}"
    with _open(corpus) as kept:
        return _entered(kept.journal.set_date(article, when, author=_author(author), reason=reason), ui)


@_command()
def outlet(
    article: ArticleId,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The outlet that published it.")],
    reason: Reason,
    author: Author = None,
    corpus: CorpusFile = None,
    ui: Ui = None,
) -> int:
    """Another outlet published an article."""
    with _open(corpus) as kept:
        return _entered(kept.journal.set_outlet(article, name, author=_author(author), reason=reason), ui)


@_command()
def reject(statement: Said, reason: Reason, author: Author = None, corpus: CorpusFile = None, ui: Ui = None) -> int:
    """What was taken for a statement is none."""
    with _open(corpus) as kept:
        return _entered(kept.journal.reject(statement, author=_author(author), reason=reason), ui)


@_command()
def note(
    about: Annotated[
        str, typer.Argument(metavar="ABOUT", help="Id of a statement, claim, article or story, or somebody.")
    ],
    text: Annotated[str, typer.Argument(metavar="TEXT", help='The note: "rang the ministry, confirmed 14:10".')],
    author: Author = None,
    corpus: CorpusFile = None,
    ui: Ui = None,
) -> int:
    """Leave a note; it changes nothing and is shown beside what it is about."""
    with _open(corpus) as kept:
        return _entered(kept.journal.note(about, text, author=_author(author)), ui)


@_command()
def undo(
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="Its id, as `judge list` prints it.")],
    reason: Reason,
    author: Author = None,
    corpus: CorpusFile = None,
    ui: Ui = None,
) -> int:
    """Take a judgement back (undoing an undo makes it hold again); both stay in the journal."""
    with _open(corpus) as kept:
        return _entered(kept.journal.undo(judgement, author=_author(author), reason=reason), ui)


@_command(name="list")
def list_(
    orphaned: Annotated[
        bool, typer.Option("--orphaned", help="Only those whose words stand nowhere any more.")
    ] = False,
    corpus: CorpusFile = None,
    ui: Ui = None,
    as_json: AsJson = False,
) -> int:
    """List all judgements: what holds, what a later one overruled or took back, what is orphaned."""
    say = Voice(ui)
    with _open(corpus) as kept:
        rows = kept.journal.orphaned() if orphaned else kept.journal.rows()
    if as_json:
        print_json(rows)
    elif orphaned and not rows:
        say.print(say("No judgement is orphaned."))
    else:
        say.print(judged_rows(rows, say.ui))
    return DONE


@_command()
def export(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.jsonl", help="Where to write.")],
    corpus: CorpusFile = None,
    ui: Ui = None,
) -> int:
    """Write the whole journal as JSON lines, for another corpus or for safe-keeping."""
    say = Voice(ui)
    rows = 0
    with _open(corpus) as kept:
        lines = list(kept.journal.export())
    try:
        with output.open("wb") as file:
            for line in lines:
                rows += 1
                file.write(line)
    except OSError as error:
        raise UsageError(f"{output}: cannot be written ({error.strerror}): choose another place with -o") from error
    say.print(say("{rows} rows written to {path}", rows=rows, path=output))
    return DONE


@_command(name="import")
def import_(
    file: Annotated[str, typer.Argument(metavar="FILE.jsonl", help="What `judge export` wrote; - is standard input.")],
    corpus: CorpusFile = None,
    ui: Ui = None,
    as_json: AsJson = False,
) -> int:
    """Enter judgements made elsewhere; those known already are passed over."""
    say = Voice(ui)
    with _open(corpus) as kept:
        if file == "-":
            taken = kept.journal.take(sys.stdin.buffer, file)
        else:
            try:
                with Path(file).open("rb") as lines:
                    taken = kept.journal.take(lines, file)
            except OSError as error:
                raise UsageError(f"{file}: cannot be read ({error.strerror})") from error
    if as_json:
        print_json({"added": taken.added, "known": taken.known, "refused": taken.refused})
    else:
        counts = {"added": taken.added, "known": taken.known, "refused": len(taken.refused)}
        say.print(say("New judgements: {added}; known already: {known}; refused lines: {refused}", **counts))
        say_refused(taken.refused, say)
    if taken.refused:
        return SOME_REFUSED if taken.added or taken.known else NOTHING_DONE
    return DONE


def _open(corpus: Path | None) -> Corpus:
    return Corpus.open(corpus_path(corpus), create=False)


def _author(given: str | None) -> str:
    named = given or os.environ.get("QUELLENLAGE_AUTHOR")
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise UsageError("nobody is logged in: say who judges with --author NAME") from None


def _entered(judgement: Judgement, ui: str | None) -> int:
    say = Voice(ui)
    if judgement.kind == "note":
        say.print(say("{id} entered", id=judgement.id))
    else:
        say.print(say("{id} entered; run quellenlage analyse to obey it", id=judgement.id))
    return DONE


def _iso(date: str) -> str:
    """A date as the journal writes it: one ISO day or instant, or two with a slash between."""
    try:
        when = published(Given(date=date))
    except ValueError as error:
        raise UsageError(f"{date}: write a day as 2025-09-18 or 18.9.2025 ({error})") from None
    if when is None or when.from_ is None or when.to is None:
        raise UsageError(f"{date}: write a day as 2025-09-18 or 18.9.2025")
    return when.from_ if when.from_ == when.to else f"{when.from_}/{when.to}"
