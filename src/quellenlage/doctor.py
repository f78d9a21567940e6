"""What is installed, what is missing, how to mend it."""

from __future__ import annotations

import sqlite3
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

import quellenlage
from quellenlage.corpus import Corpus
from quellenlage.domain.article import Article
from quellenlage.errors import QuellenlageError
from quellenlage.german.card import FOLDER, faults, installed, size
from quellenlage.pipeline import RULES_VERSION, annotate

if sys.platform != "win32":
    import resource

State = Literal["good", "missing", "broken"]

EXTRAS = {"charts": ("vl-convert-python",), "pdf": ("typst",), "parquet": ("pyarrow",)}
REINSTALL = "reinstall: pip install --force-reinstall quellenlage"
TRIAL = "„Die Brücke bleibt gesperrt“, sagte Bürgermeisterin Anna Berg am Montag. Betroffen sind rund 300 Pendler."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what, in which state, and what to do about it (empty if nothing)."""

    what: str
    state: State
    detail: str
    mend: str = ""


def examine(corpus: Path | None) -> list[Finding]:
    """Findings about the installation and, where the file is there, the corpus."""
    return [
        *_python(),
        *_packages(),
        _search_engine(),
        _model(),
        _trial_run(),
        *_memory(),
        *_extras(),
        *_corpus(corpus),
    ]


def _python() -> list[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info >= (3, 11)
    return [
        Finding("quellenlage", "good", quellenlage.__version__),
        Finding("Python", "good" if good else "broken", version, "" if good else "install Python 3.11 or newer"),
    ]


def _packages() -> list[Finding]:
    needed = [r.split(";")[0].strip() for r in metadata.requires("quellenlage") or [] if "extra ==" not in r]
    absent = []
    for requirement in needed:
        name = requirement.split("<")[0].split(">")[0].split("=")[0].split("!")[0].strip()
        try:
            metadata.version(name)
        except metadata.PackageNotFoundError:
            absent.append(name)
    if absent:
        return [Finding("packages", "missing", ", ".join(absent), f"install: pip install {' '.join(absent)}")]
    return [Finding("packages", "good", f"{len(needed)}/{len(needed)}")]


def _search_engine() -> Finding:
    with sqlite3.connect(":memory:") as connection:
        has_fts5 = connection.execute("select sqlite_compileoption_used('ENABLE_FTS5')").fetchone()[0]
    version = sqlite3.sqlite_version
    if has_fts5:
        return Finding("SQLite", "good", version)
    return Finding("SQLite", "broken", f"{version} without FTS5", "use a Python whose SQLite is built with FTS5")


def _model() -> Finding:
    """The model's name and size, and whether its files are whole."""
    model = installed(FOLDER)
    if model is None:
        return Finding("German model", "missing", "rules alone read the text", REINSTALL)
    if wrong := faults(FOLDER):
        return Finding("German model", "broken", "; ".join(wrong), REINSTALL)
    return Finding("German model", "good", f"{model}, {size(FOLDER) / 1e6:.0f} MB")


def _trial_run() -> Finding:
    """The pipeline on two sentences: lexicons are all there and the steps fit together."""
    try:
        marks = annotate(Article(id="trial", text=TRIAL, input="trial"))
    except QuellenlageError as error:
        return Finding("German rules", "broken", str(error), REINSTALL)
    found = {"statement": marks.statements, "time": marks.times, "quantity": marks.quantities, "name": marks.entities}
    lacking = [step for step, rows in found.items() if not rows]
    if lacking:
        return Finding("German rules", "broken", f"found nothing in a trial sentence: {', '.join(lacking)}", REINSTALL)
    return Finding("German rules", "good", f"tried on two sentences, version: {RULES_VERSION}")


def _memory() -> list[Finding]:
    """The most memory this process held so far: after the trial run, what annotating an article takes."""
    if sys.platform == "win32":
        return []
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return [Finding("memory", "good", f"at most, in the trial run: {peak / 1e6:.0f} MB")]


def _extras() -> list[Finding]:
    findings = []
    for extra, packages in EXTRAS.items():
        absent = []
        for package in packages:
            try:
                metadata.version(package)
            except metadata.PackageNotFoundError:
                absent.append(package)
        if absent:
            findings.append(
                Finding(
                    f"extra: {extra}",
                    "missing",
                    ", ".join(absent),
                    f"if you want it: pip install 'quellenlage[{extra}]'",
                )
            )
        else:
            findings.append(Finding(f"extra: {extra}", "good", ", ".join(packages)))
    return findings


def _corpus(file: Path | None) -> list[Finding]:
    if file is None or not file.exists():
        return []
    with Corpus.open(file) as corpus:
        faults = [Finding(f"corpus: {file}", "broken", f.what, f.mend) for f in corpus.check()]
        if orphaned := len(corpus.journal.orphaned()):
            what = f"judgements whose words stand nowhere any more: {orphaned}"
            faults.append(Finding(f"corpus: {file}", "missing", what, "quellenlage judge list --orphaned"))
    return faults or [Finding(f"corpus: {file}", "good", "nothing stale, orphaned or mismatched")]
