"""Near-duplicates among all articles of FANG-COVID: our passages, the same body alone, and MinHash alone, in one run.

    python benchmarks/near_duplicates.py [--articles FILE.parquet] [--gold FILE.jsonl.gz] [--first N]

The gold is computed, not human: pairs whose runs of five words have a Jaccard similarity of 0.8 or more must be found,
pairs from 0.5 on are neither required nor punished. Every method reads bare texts and runs in a process of its own;
seconds are of the processor. MinHash needs rensa (`pip install rensa`); without it that row is left out. With `--first`
only so many articles, in the order of time, and the pairs among them.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import importlib.util
import json
import multiprocessing
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path

import networkx
import numpy as np
import pyarrow.parquet
from numpy.typing import NDArray

from quellenlage.compare.order import order_key
from quellenlage.compare.passages import SHINGLE, find_passages, shingles_of
from quellenlage.compare.words import even, words_of
from quellenlage.domain.annotations import AnnotatedArticle, Annotations
from quellenlage.domain.article import Article, Published

SHARED = Path(__file__).parents[2] / "shared" / "data" / "fang_covid"
SAME, GREY = 0.8, 0.5
HALF = 0.5
"""Share of the shorter article, in words, that passages of two must cover before they are laid side by side."""
PERMUTATIONS, BANDS = 128, 16
"""Of MinHash: 16 bands of 8 find a pair of similarity 0.8 with 0.95, one of 0.7 with 0.61."""

CLEAR, STATUS = Path("/proc/self/clear_refs"), Path("/proc/self/status")

Pairs = set[tuple[str, str]]


def main() -> int:
    """Run every method and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=Path, default=SHARED / "articles.parquet")
    options.add_argument("--gold", type=Path, default=SHARED / "near_duplicates.jsonl.gz")
    options.add_argument("--first", type=int, help="only so many articles")
    chosen = options.parse_args()
    if not (chosen.articles.exists() and chosen.gold.exists()):
        print(f"{chosen.articles} or {chosen.gold} is not there: nothing measured")
        return 0
    articles = read(chosen.articles, chosen.first)
    required, tolerated = gold(chosen.gold, {a.article.id for a in articles})
    print(f"{len(articles)} articles, {len(required)} pairs to be found")
    print(f"{'method':24} {'P':>6} {'R':>6} {'F1':>6} {'pairs':>7} {'seconds':>8} {'articles/s':>10} {'MB more':>8}")
    for name, method in (("same body", same_body), ("MinHash and LSH", minhash), ("our passages", by_passages)):
        with multiprocessing.get_context("fork").Pool(1) as pool:
            measured = pool.apply(timed, (method, articles))
        if measured is None:
            print(f"{name:24} not installed")
            continue
        found, seconds, mb = measured
        counted = found - tolerated
        right = len(counted & required)
        precision, recall = right / (len(counted) or 1), right / (len(required) or 1)
        f1 = 2 * precision * recall / ((precision + recall) or 1)
        print(
            f"{name:24} {100 * precision:6.2f} {100 * recall:6.2f} {100 * f1:6.2f} {len(found):7} {seconds:8.1f} "
            f"{len(articles) / seconds:10.0f} {mb:8.0f}",
            flush=True,
        )
    return 0


def timed(
    method: Callable[[Sequence[AnnotatedArticle]], Pairs | None], articles: Sequence[AnnotatedArticle]
) -> tuple[Pairs, float, float] | None:
    """The pairs a method finds, seconds, and the memory it needs beyond the articles."""
    forget_peak()
    before, began = peak_mb(), time.process_time()
    found = method(articles)
    return None if found is None else (found, time.process_time() - began, peak_mb() - before)


def same_body(articles: Sequence[AnnotatedArticle]) -> Pairs:
    """Articles whose texts are equal, white space evened out."""
    bodies: dict[int, list[str]] = defaultdict(list)
    for a in articles:
        bodies[hash(even(a.article.text))].append(a.article.id)
    return {p for ids in bodies.values() for p in combinations(sorted(ids), 2)}


def minhash(articles: Sequence[AnnotatedArticle]) -> Pairs | None:
    """Articles whose MinHash signatures of runs of five words meet in a band and agree in 0.8 of their places."""
    if importlib.util.find_spec("rensa") is None:
        return None
    rensa = importlib.import_module("rensa")
    index = rensa.RMinHashLSH(threshold=SAME, num_perm=PERMUTATIONS, num_bands=BANDS)
    signatures = []
    for n, a in enumerate(articles):
        words = words_of(a.article.text)
        signature = rensa.RMinHash(num_perm=PERMUTATIONS, seed=1)
        signature.update([" ".join(words[i : i + 5]) for i in range(max(1, len(words) - 4))])
        index.insert(n, signature)
        signatures.append(signature)
    return {
        pair(articles[n], articles[other])
        for n, signature in enumerate(signatures)
        for other in index.query(signature)
        if other != n and signature.jaccard(signatures[other]) >= SAME
    }


def by_passages(articles: Sequence[AnnotatedArticle]) -> Pairs:
    """Articles that hang together by passages of half a text, as `compare/passages.py` finds these, and whose runs of
    five words, which are at hand, have the similarity."""
    ordered = sorted(articles, key=lambda a: order_key(a.article))
    by_id = {a.article.id: a for a in ordered}
    shingles = [shingles_of(a) for a in ordered]
    spans: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    at = {s.article: n for n, s in enumerate(shingles)}
    for traced in find_passages(shingles, lambda ids: (by_id[i] for i in ids or ())):
        for p in traced.passages:
            spans[at[p.article], at[p.source]].append((p.start, p.end))
    words = [len(s.codes) // 8 for s in shingles]
    near = networkx.Graph(p for p, those in spans.items() if covered(those) >= HALF * min(words[p[0]], words[p[1]]))
    runs = {n: np.unique(np.frombuffer(shingles[n].codes, np.uint64)[: -SHINGLE + 1]) for n in near}
    return {
        pair(ordered[a], ordered[b])
        for group in networkx.connected_components(near)
        for a, b in combinations(sorted(group), 2)
        if similarity(runs[a], runs[b]) >= SAME
    }


def similarity(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> float:
    """Jaccard similarity of two sets."""
    shared = len(np.intersect1d(a, b, assume_unique=True))
    return shared / (len(a) + len(b) - shared)


def covered(spans: list[tuple[int, int]]) -> int:
    """Words that stand in at least one of the spans."""
    total = reached = 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


def pair(a: AnnotatedArticle, b: AnnotatedArticle) -> tuple[str, str]:
    """Two ids in one order."""
    one, other = sorted((a.article.id, b.article.id))
    return one, other


def read(file: Path, first: int | None) -> list[AnnotatedArticle]:
    """The articles with nothing marked in them."""
    parts = pyarrow.parquet.ParquetFile(file).iter_batches(columns=["id", "day", "source", "header", "article"])
    rows = [row for part in parts for row in part.to_pylist()]
    found = []
    for row in sorted(rows, key=lambda r: (str(r["day"]), str(r["id"])))[:first]:
        day = str(row["day"]) if row["day"] else None
        published = Published(day, day, "given") if day else None
        article = Article(
            id=str(row["id"]),
            text=row["article"] or "",
            input=str(row["id"]),
            outlet=row["source"],
            title=row["header"],
            published=published,
        )
        found.append(AnnotatedArticle(article, Annotations()))
    return found


def gold(file: Path, known: set[str]) -> tuple[Pairs, Pairs]:
    """Pairs that must be found, and those that may be."""
    required, tolerated = set(), set()
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            one, other = sorted((str(row["a"]), str(row["b"])))
            if {one, other} <= known:
                (required if row["jaccard"] >= SAME else tolerated if row["jaccard"] >= GREY else set()).add(
                    (one, other)
                )
    return required, tolerated


def forget_peak() -> None:
    """Count the most memory held from now on, where the system can: reading the file takes more than is kept of it."""
    if CLEAR.exists():
        CLEAR.write_text("5")


def peak_mb() -> float:
    """The most memory this process has held so far."""
    if STATUS.exists():
        return next(int(line.split()[1]) for line in STATUS.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
