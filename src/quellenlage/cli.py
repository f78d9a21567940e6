"""The command line: parse, call one function, print."""

from __future__ import annotations

import datetime
import functools
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from quellenlage import __version__
from quellenlage import doctor as installation
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
    fail,
    print_json,
    say_refused,
)
from quellenlage.cli_help import Program, WithWords
from quellenlage.cli_input import Date, Language, Map, Meta, Outlet, Paths, Split, Title, Url, reading_options, stdin
from quellenlage.cli_judge import judge
from quellenlage.cli_steps import analyse_corpus, progress_of, read_into, warn_if_stale, write_dossier
from quellenlage.corpus import Corpus
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Refused
from quellenlage.errors import MissingExtra, NotFound, UsageError
from quellenlage.pipeline import annotate as annotate_article
from quellenlage.read.reader import ReadOptions, read_articles
from quellenlage.report import tables, terminal, wire
from quellenlage.report.write import ENDINGS, check_endings
from quellenlage.settings import read_settings

OUTPUTS = "Where to write: .csv, .json, .jsonl or .parquet; actors and relations also .graphml or .gexf."

app = typer.Typer(name="quellenlage", cls=Program, **SETTINGS)
app.add_typer(judge, name="judge")

Unsure = Annotated[
    bool, typer.Option("--unsure", help="Show uncertain rows too, each part's under a line that says so.")
]


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"quellenlage {__version__}")
        raise typer.Exit(DONE)


@app.callback()
def _every_command(
    _version: Annotated[
        bool,
        typer.Option("--version", help="Print the version and stop.", is_eager=True, callback=_print_version),
    ] = False,
    _ui: Ui = None,
) -> None:
    """The state of the sources: what is known, from whom, and how well it is supported."""


def main() -> None:
    """Entry point of the command `quellenlage`."""
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # the reader of our output went away (`| head`): not a fault
        _drop_output()
        sys.exit(DONE)
    except OSError as error:
        _drop_output()
        sys.exit(fail(f"output: {error.strerror or error}: choose another place", NOTHING_DONE))


def _drop_output() -> None:
    """What is still to be printed goes nowhere, so that Python does not complain at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


_command = functools.partial(command, app)
"""Registers a command: see `cli_frame.command`."""


@_command()
def report(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="PATH", help="Files, folders or globs; - is standard input.")
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option("--output", "-o", help=f"Where to write; the ending chooses: {', '.join(ENDINGS)}. May repeat."),
    ] = None,
    corpus: CorpusFile = None,
    story: Annotated[str | None, typer.Option("--story", help="Only this story of the corpus.")] = None,
    full_text: Annotated[
        bool, typer.Option("--full-text", help="Embed whole articles (HTML), for internal use.")
    ] = False,
    unsure: Unsure = False,
    meta: Meta = None,
    date: Date = None,
    outlet: Outlet = None,
    url: Url = None,
    title: Title = None,
    map_: Map = None,
    split: Split = None,
    language: Language = None,
    ui: Ui = None,
    as_json: AsJson = False,
) -> int:
    """Read articles and write the dossier in one go, or write what a corpus holds."""
    say = Voice(ui)
    if paths and corpus:
        raise UsageError("report needs either PATH... or --corpus FILE: see quellenlage report --help")
    if paths and story:
        raise UsageError("--story names a story of a corpus: give --corpus FILE in place of PATH...")
    if not paths and not corpus:
        corpus = corpus_path(None)
        if not corpus.exists():
            raise UsageError("report needs either PATH... or --corpus FILE: see quellenlage report --help")
    check_endings(output or [])
    if corpus:
        with Corpus.open(corpus, create=False) as kept:
            warn_if_stale(kept, say)
            return write_dossier(kept, story, output, full_text, unsure, say, as_json)
    options = reading_options(paths or [], meta, date, outlet, url, title, map_, split, language)
    with Corpus.open(":memory:") as passing:
        added = read_into(passing, paths or [], options, say)
        if not added.added and not added.versions:
            say_refused(added.refused, say)
            return fail(say("nothing to report: no article could be read"), NOTHING_DONE)
        analyse_corpus(passing, say)
        code = write_dossier(passing, None, output, full_text, unsure, say, as_json)
    say_refused(added.refused, say)
    return code or (SOME_REFUSED if added.refused else DONE)


@_command()
def add(
    paths: Paths,
    corpus: CorpusFile = None,
    meta: Meta = None,
    date: Date = None,
    outlet: Outlet = None,
    url: Url = None,
    title: Title = None,
    map_: Map = None,
    split: Split = None,
    language: Language = None,
    ui: Ui = None,
    as_json: AsJson = False,
) -> int:
    """Read articles into the corpus; `analyse` compares them."""
    say = Voice(ui)
    options = reading_options(paths, meta, date, outlet, url, title, map_, split, language)
    with Corpus.open(corpus_path(corpus)) as kept:
        added = read_into(kept, paths, options, say)
    if as_json:
        print_json(added)
    else:
        say.print(terminal.added(added, say.ui))
        say_refused(added.refused, say)
    if not (added.added or added.known or added.versions):
        return NOTHING_DONE
    return SOME_REFUSED if added.refused else DONE


@_command()
def analyse(corpus: CorpusFile = None, ui: Ui = None, as_json: AsJson = False) -> int:
    """Annotate what is new in the corpus and compare all of it."""
    say = Voice(ui)
    with Corpus.open(corpus_path(corpus), create=False) as kept:
        result = analyse_corpus(kept, say)
    if as_json:
        print_json(result)
    else:
        say.print(terminal.analysed(result, say.ui))
        say_refused(result.refused, say)
    return SOME_REFUSED if result.refused else DONE


@_command()
def stories(corpus: CorpusFile = None, ui: Ui = None, as_json: AsJson = False) -> int:
    """List the stories of the corpus."""
    say = Voice(ui)
    with Corpus.open(corpus_path(corpus), create=False) as kept:
        warn_if_stale(kept, say)
        found = kept.stories()
    if as_json:
        print(wire.rows_json(found).decode())
    else:
        say.print(terminal.stories(found, say.ui))
    return DONE


@_command()
def show(
    story: Annotated[
        str, typer.Argument(metavar="STORY", help="Id of a story, as `stories` prints it; its beginning is enough.")
    ],
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Only what articles since this day say.")
    ] = None,
    unsure: Unsure = False,
    ids: Annotated[
        bool, typer.Option("--ids", help="Print the ids of claims, statements, articles and people, for `judge`.")
    ] = False,
    corpus: CorpusFile = None,
    ui: Ui = None,
    as_json: AsJson = False,
) -> int:
    """Show one story of the corpus."""
    say = Voice(ui)
    day = _day(since)
    with Corpus.open(corpus_path(corpus), create=False) as kept:
        warn_if_stale(kept, say)
        dossier = kept.dossier(story, since=day)
        articles = kept.articles_of(dossier)
    if as_json:
        print(wire.dossier_json(dossier).decode())
    else:
        say.print(terminal.dossier(dossier, articles, say.ui, since=day, unsure=unsure, ids=ids))
    return DONE


@_command(cls=WithWords, **WithWords.settings)
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help='Words; "a phrase", -without, begin*.')],
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most this many hits.")] = 20,
    meaning: Annotated[
        bool, typer.Option("--meaning", help="WORDS are a sentence: find sentences near in meaning.")
    ] = False,
    must: Annotated[
        str, typer.Option("--with", metavar="WORDS", help="With --meaning: only articles that hold these words.")
    ] = "",
    corpus: CorpusFile = None,
    ui: Ui = None,
    as_json: AsJson = False,
) -> int:
    """Search the articles of the corpus, by word or by meaning."""
    say = Voice(ui)
    if must and not meaning:
        raise UsageError("--with goes with --meaning: without it, WORDS are the words")
    with Corpus.open(corpus_path(corpus), create=False) as kept:
        asked = " ".join(words)
        hits = kept.search_meaning(asked, limit, must) if meaning else kept.search(asked, limit)
        articles = list(kept.annotated(sorted({h.article for h in hits})))
    if as_json:
        print_json(hits)
    else:
        say.print(terminal.hits(hits, articles, say.ui, meaning=meaning))
    return DONE


@_command()
def export(
    table: Annotated[str, typer.Argument(metavar="TABLE", help=f"One of {', '.join(tables.NAMES)}.")],
    output: Annotated[Path, typer.Option("--output", "-o", help=OUTPUTS)],
    corpus: CorpusFile = None,
    ui: Ui = None,
) -> int:
    """Write one table of the corpus."""
    say = Voice(ui)
    tables.check_table(output, table)
    with Corpus.open(corpus_path(corpus), create=False) as kept:
        warn_if_stale(kept, say)
        dossier = kept.dossier()
        rows = tables.write_table(output, table, dossier, kept.articles_of(dossier))
    say.print(say("{rows} rows written to {path}", rows=rows, path=output))
    return DONE


@_command()
def remove(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Id of the article.")],
    corpus: CorpusFile = None,
    ui: Ui = None,
) -> int:
    """Remove one article from the corpus; run `analyse` afterwards."""
    say = Voice(ui)
    with Corpus.open(corpus_path(corpus), create=False) as kept:
        kept.remove(article)
    say.print(say("{article} removed; run quellenlage analyse to bring the stories up to date", article=article))
    return DONE


@_command()
def annotate(
    paths: Paths,
    format_: Annotated[
        str, typer.Option("--format", metavar="text|jsonl", help="For the eye, or one JSON object per row.")
    ] = "text",
    explain: Annotated[bool, typer.Option("--explain", help="Name the rule behind each mark.")] = False,
    meta: Meta = None,
    date: Date = None,
    outlet: Outlet = None,
    url: Url = None,
    title: Title = None,
    map_: Map = None,
    split: Split = None,
    language: Language = None,
    ui: Ui = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format jsonl.")] = False,
) -> int:
    """Mark up single articles: who, when, how many, who says what."""
    say = Voice(ui)
    if format_ not in ("text", "jsonl"):
        raise UsageError(f"--format {format_}: known are text and jsonl")
    refused: list[Refused] = []
    done = 0
    # every row that holds text is an article here, also one that is page matter alone
    options = replace(reading_options(paths, meta, date, outlet, url, title, map_, split, language), min_prose=0)
    with progress_of(say) as progress:
        for item in read_articles(paths, options, stdin(paths)):
            if isinstance(item, Refused):
                refused.append(item)
                continue
            annotated = AnnotatedArticle(item, annotate_article(item))
            done += 1
            progress("annotate", done, None)
            if as_json or format_ == "jsonl":
                print(wire.annotation_json(annotated).decode())
            else:
                say.print(terminal.article(annotated, say.ui, explain=explain))
    say_refused(refused, say)
    if not done:
        return NOTHING_DONE
    return SOME_REFUSED if refused else DONE


@_command()
def demo(
    folder: Annotated[Path, typer.Option("--folder", help="Where to write the dossier.")] = Path("demo"),
    ui: Ui = None,
) -> int:
    """Read the sample articles and write their dossier: two invented affairs."""
    say = Voice(ui)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be made ({error.strerror}): choose another place with --folder") from error
    targets = [folder / f"lage.{ending}" for ending in ("html", "md", "json")]
    with Corpus.open(":memory:") as passing:
        added = read_into(passing, [str(_samples())], ReadOptions(), say)
        analyse_corpus(passing, say)
        write_dossier(passing, None, targets, False, False, say, False)
        dossier = passing.dossier()
        say.print(terminal.dossier(dossier, passing.articles_of(dossier), say.ui))
    say_refused(added.refused, say)
    say.print(say("The dossier as one HTML file: {path}", path=targets[0].resolve()))
    return SOME_REFUSED if added.refused else DONE


@_command()
def serve(
    corpus: CorpusFile = None,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on; any but this machine's own needs --token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one.")] = 8460,
    token: Annotated[
        str | None, typer.Option("--token", help="What readers must give; better set as QUELLENLAGE_TOKEN.")
    ] = None,
    ui: Ui = None,
) -> int:
    """Open the reading room: the corpus as pages in a browser, and as JSON for programs."""
    try:
        from quellenlage.web.serve import serve as open_room  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtra("the reading room", str(error.name), "web") from error
    say = Voice(ui)

    def tell(address: str) -> None:
        say.print(say("The reading room is open: {address} (Ctrl+C closes it)", address=address))

    open_room(corpus_path(corpus), host=host, port=port, token=token or read_settings().token, ui=say.ui, say=tell)
    return DONE


@_command()
def doctor(corpus: CorpusFile = None, ui: Ui = None, as_json: AsJson = False) -> int:
    """Say what is installed, what is missing, and how to mend it."""
    say = Voice(ui)
    if corpus and not corpus.exists():
        raise NotFound(f"there is no corpus {corpus}: make one with 'quellenlage add PATH... --corpus {corpus}'")
    findings = installation.examine(corpus_path(corpus))
    if as_json:
        print_json(findings)
    else:
        say.print(terminal.findings([(f.what, f.state, f.detail, f.mend) for f in findings], say.ui))
    return NOTHING_DONE if any(f.state == "broken" for f in findings) else DONE


def _day(since: str | None) -> datetime.date | None:
    if since is None:
        return None
    try:
        return datetime.date.fromisoformat(since)
    except ValueError:
        raise UsageError(f"--since {since}: write a day as 2025-09-18") from None


def _samples() -> Path:
    """The sample articles: inside the installed package, or beside the source in a checkout."""
    here = Path(__file__).resolve().parent
    for folder in (here / "examples", here.parents[1] / "examples"):
        if folder.is_dir():
            return folder
    raise NotFound("the sample articles are not installed: reinstall quellenlage, or run it in a checkout")
