"""The command line: parse, call one function, print."""

from __future__ import annotations

import datetime
import functools
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

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
from quellenlage.cli_help import Program
from quellenlage.cli_judge import judge
from quellenlage.corpus import AddReport, Corpus
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Refused
from quellenlage.engine.local import AnalysisReport
from quellenlage.errors import MissingExtra, NotFound, UsageError
from quellenlage.pipeline import annotate as annotate_article
from quellenlage.read.metadata import Given, published
from quellenlage.read.reader import ReadOptions, read_articles
from quellenlage.report import tables, terminal, wire
from quellenlage.report.translate import msg
from quellenlage.report.write import ENDINGS, check_endings, write_report
from quellenlage.settings import read_settings

COLUMNS = ("id", "url", "outlet", "date", "title", "authors", "text")
"""Our names of the columns, which `--map` may map to others."""

OUTPUTS = "Where to write: .csv, .json, .jsonl or .parquet; actors and relations also .graphml or .gexf."

STAGES = {
    "add": msg("Reading"),
    "annotate": msg("Annotating"),
    "settle": msg("Settling"),
    "compare": msg("Comparing"),
    "keep": msg("Keeping"),
}
"""What the progress bar calls the stages of a run."""

app = typer.Typer(name="quellenlage", cls=Program, **SETTINGS)
app.add_typer(judge, name="judge")

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
            _warn_if_stale(kept, say)
            return _write_dossier(kept, story, output, full_text, unsure, say, as_json)
    options = _options(paths or [], meta, date, outlet, url, title, map_, split, language)
    with Corpus.open(":memory:") as passing:
        added = _add(passing, paths or [], options, say)
        if not added.added and not added.versions:
            say_refused(added.refused, say)
            return fail(say("nothing to report: no article could be read"), NOTHING_DONE)
        _analyse(passing, say)
        code = _write_dossier(passing, None, output, full_text, unsure, say, as_json)
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
    options = _options(paths, meta, date, outlet, url, title, map_, split, language)
    with Corpus.open(corpus_path(corpus)) as kept:
        added = _add(kept, paths, options, say)
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
        result = _analyse(kept, say)
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
        _warn_if_stale(kept, say)
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
    corpus: CorpusFile = None,
    ui: Ui = None,
    as_json: AsJson = False,
) -> int:
    """Show one story of the corpus."""
    say = Voice(ui)
    day = _day(since)
    with Corpus.open(corpus_path(corpus), create=False) as kept:
        _warn_if_stale(kept, say)
        dossier = kept.dossier(story, since=day)
        articles = kept.articles_of(dossier)
    if as_json:
        print(wire.dossier_json(dossier).decode())
    else:
        say.print(terminal.dossier(dossier, articles, say.ui, since=day, unsure=unsure))
    return DONE


# words may begin with a minus: what is no option is a word
@_command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
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
        _warn_if_stale(kept, say)
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
    options = replace(_options(paths, meta, date, outlet, url, title, map_, split, language), min_prose=0)
    with _progress(say) as progress:
        for item in read_articles(paths, options, _stdin(paths)):
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
        added = _add(passing, [str(_samples())], ReadOptions(), say)
        _analyse(passing, say)
        _write_dossier(passing, None, targets, False, False, say, False)
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


def _add(corpus: Corpus, paths: Sequence[str], options: ReadOptions, say: Voice) -> AddReport:
    with _progress(say) as progress:
        return corpus.add(paths, options, stdin=_stdin(paths), progress=progress)


def _analyse(corpus: Corpus, say: Voice) -> AnalysisReport:
    with _progress(say) as progress:
        return corpus.analyse(progress)


def _warn_if_stale(corpus: Corpus, say: Voice) -> None:
    """Say it where the results do not fit the articles; raise where there are articles and no results at all."""
    if not corpus.is_stale:
        return
    if not corpus.was_analysed:
        raise NotFound("no article of this corpus is analysed yet: run quellenlage analyse")
    print(say("Articles or judgements have changed since the last analysis: run quellenlage analyse."), file=sys.stderr)


def _write_dossier(
    corpus: Corpus,
    story: str | None,
    targets: list[Path] | None,
    full_text: bool,
    unsure: bool,
    say: Voice,
    as_json: bool,
) -> int:
    dossier = corpus.dossier(story)
    articles = corpus.articles_of(dossier)
    for target in targets or ():
        write_report(target, dossier, articles, say.ui, full_text=full_text, unsure=unsure)
        if not as_json:
            say.print(say("written: {path}", path=target))
    if as_json:
        print(wire.dossier_json(dossier).decode())
    elif not targets:
        say.print(terminal.dossier(dossier, articles, say.ui, unsure=unsure))
    return DONE


def _options(
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


def _day(since: str | None) -> datetime.date | None:
    if since is None:
        return None
    try:
        return datetime.date.fromisoformat(since)
    except ValueError:
        raise UsageError(f"--since {since}: write a day as 2025-09-18") from None


def _stdin(paths: Sequence[str]) -> bytes | None:
    return sys.stdin.buffer.read() if "-" in paths else None


def _samples() -> Path:
    """The sample articles: inside the installed package, or beside the source in a checkout."""
    here = Path(__file__).resolve().parent
    for folder in (here / "examples", here.parents[1] / "examples"):
        if folder.is_dir():
            return folder
    raise NotFound("the sample articles are not installed: reinstall quellenlage, or run it in a checkout")


@contextmanager
def _progress(say: Voice) -> Iterator[Callable[[str, int, int | None], None]]:
    """A progress bar on a terminal, silence in a pipe."""
    console = Console(stderr=True)
    bars = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    tasks: dict[str, Any] = {}

    def step(stage: str, done: int, total: int | None) -> None:
        if stage not in tasks:
            tasks[stage] = bars.add_task(say(STAGES[stage]), total=total)
        bars.update(tasks[stage], completed=done, total=total)

    with bars:
        yield step
