"""The pipeline in this process: annotate what is new, settle, compare, keep. Stops and resumes at any moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quellenlage import pipeline
from quellenlage.domain.annotations import Annotations
from quellenlage.domain.article import Article, Refused
from quellenlage.engine.comparing import compare_all
from quellenlage.errors import CorpusBusy, QuellenlageError
from quellenlage.store.store import Store

Progress = Callable[[str, int, int | None], None]
"""Told how far a stage is: its name (add, annotate, settle, compare, keep), done, of how many (None: not known)."""

BATCH = 50
"""Articles annotated between two writes: what an interruption costs at most."""

_ATTEMPTS = 3
"""How often comparing starts over because an article was removed while it ran."""


@dataclass(frozen=True, slots=True)
class AnalysisReport:
    """What an analysis did. `annotated` counts this run's articles, the other numbers describe the whole corpus."""

    annotated: int
    refused: tuple[Refused, ...]
    changed: bool
    articles: int
    stories: int
    versions: int
    reuse: int


def quiet(_stage: str, _done: int, _total: int | None) -> None:
    """Progress for nobody."""


def analyse(store: Store, progress: Progress | None = None) -> AnalysisReport:
    """Bring a corpus up to date: annotations, then everything that rests on several articles.

    1. annotate the articles that have no annotations of the present rules and model, a batch per transaction;
    2. settle: marks that need the whole corpus; 3. compare; then all results in one transaction.

    Does nothing if nothing changed since the last run. May be interrupted at any moment; the next run goes on.
    """
    tell = progress or quiet
    store.mend_search()
    # 1 per article
    annotated, refused = _annotate_new(store, tell)
    # 2, 3 per corpus
    changed = store.results_state() != store.state(pipeline.made_by())
    if changed and not any(compare_all(store, tell) for _ in range(_ATTEMPTS)):
        raise CorpusBusy(f"articles are being removed from {store.path}: wait until that is done, then analyse again")
    stories, versions, reuse = store.count_results()
    return AnalysisReport(
        annotated=annotated,
        refused=tuple(refused),
        changed=changed or annotated > 0,
        articles=store.count(),
        stories=stories,
        versions=versions,
        reuse=reuse,
    )


def _annotate_new(store: Store, tell: Progress) -> tuple[int, list[Refused]]:
    made_by = pipeline.made_by()
    total = store.count_to_annotate(made_by)
    done, refused = 0, []
    while batch := store.to_annotate(made_by, BATCH):
        made: list[tuple[str, Annotations | Refused]] = []
        for article in batch:
            found = _annotate(article)
            if isinstance(found, Refused):
                refused.append(found)
            made.append((article.id, found))
            tell("annotate", done + len(made), max(total, done + len(made)))
        store.keep_annotations(made, made_by)
        done += len(made)
    if done:
        store.forget_results_state()  # new rules on old articles: results must be made anew
    return done - len(refused), refused


def _annotate(article: Article) -> Annotations | Refused:
    """One bad article costs one article. Our own errors (a broken lexicon, a missing package) concern every article and
    memory that runs out says nothing about this one: those end the run."""
    try:
        return pipeline.annotate(article)
    except (QuellenlageError, MemoryError):
        raise
    except Exception as error:  # any fault of a step must cost one article only, and is kept with its reason
        return Refused(article.input, f"could not be annotated: {type(error).__name__}: {error}")
