"""What several commands do: read articles into a corpus, analyse it, write its dossier; each with its progress bar."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from quellenlage.cli_frame import DONE, Voice
from quellenlage.cli_input import stdin
from quellenlage.corpus import AddReport, Corpus
from quellenlage.engine.local import AnalysisReport
from quellenlage.errors import NotFound
from quellenlage.read.reader import ReadOptions
from quellenlage.report import terminal, wire
from quellenlage.report.translate import msg
from quellenlage.report.write import write_report

STAGES = {
    "add": msg("Reading"),
    "annotate": msg("Annotating"),
    "settle": msg("Settling"),
    "compare": msg("Comparing"),
    "keep": msg("Keeping"),
}
"""What the progress bar calls the stages of a run."""


def read_into(corpus: Corpus, paths: Sequence[str], options: ReadOptions, say: Voice) -> AddReport:
    """Read articles into the corpus."""
    with progress_of(say) as progress:
        return corpus.add(paths, options, stdin=stdin(paths), progress=progress)


def analyse_corpus(corpus: Corpus, say: Voice) -> AnalysisReport:
    """Annotate what is new and compare all of it."""
    with progress_of(say) as progress:
        return corpus.analyse(progress)


def warn_if_stale(corpus: Corpus, say: Voice) -> None:
    """Say it where the results do not fit the articles; raise where there are articles and no results at all."""
    if not corpus.is_stale:
        return
    if not corpus.was_analysed:
        raise NotFound("no article of this corpus is analysed yet: run quellenlage analyse")
    print(say("Articles or judgements have changed since the last analysis: run quellenlage analyse."), file=sys.stderr)


def write_dossier(
    corpus: Corpus,
    story: str | None,
    targets: list[Path] | None,
    full_text: bool,
    unsure: bool,
    say: Voice,
    as_json: bool,
) -> int:
    """Write the dossier to every target, or print it."""
    dossier = corpus.dossier(story)
    articles = corpus.articles_of(dossier)
    for target in targets or ():
        write_report(target, dossier, articles, say.ui, full_text=full_text, unsure=unsure, made_on=date.today())
        if not as_json:
            say.print(say("written: {path}", path=target))
    if as_json:
        print(wire.dossier_json(dossier).decode())
    elif not targets:
        say.print(terminal.dossier(dossier, articles, say.ui, unsure=unsure))
    return DONE


@contextmanager
def progress_of(say: Voice) -> Iterator[Callable[[str, int, int | None], None]]:
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
