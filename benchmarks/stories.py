"""Time and memory of finding stories alone, its growth, and what a hundred more articles cost.

    python benchmarks/stories.py [--corpus FILE] [--sizes 1000 2000 4000]

With `--corpus`, the annotated articles of that corpus file are the first thousand or so, and larger sizes repeat them
with all rare names and words exchanged for others: as many stories again, on the same days, about the same topic.
Without it the articles are invented. Each size runs in a process of its own; seconds are of the processor.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import multiprocessing
import random
import resource
import sys
import time
from array import array
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from quellenlage.compare.grouping import Grouping
from quellenlage.compare.portraits import Portrait, portray
from quellenlage.compare.stories import told
from quellenlage.compare.vocabulary import Counted, Terms, Vocabulary, number_of
from quellenlage.domain.article import Published
from quellenlage.store.store import Store

COMMON = 0.05
"""Share of the articles from which on a name or word belongs to the topic and is the same in every repetition."""
MORE = 100


def main() -> int:
    """Measure every size and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpus", type=Path, help="a corpus file with annotated articles")
    options.add_argument("--sizes", type=int, nargs="+", default=[1000, 2000, 4000])
    chosen = options.parse_args()
    base = from_corpus(chosen.corpus) if chosen.corpus else invented(1000)
    if not base:
        print(f"{chosen.corpus}: no annotated articles: nothing measured")
        return 0
    rows = []
    for size in chosen.sizes:
        with multiprocessing.get_context("fork").Pool(1) as pool:
            rows.append(pool.apply(measured, (base, size)))
        row = rows[-1]
        print(
            f"{row['articles']:6} articles  {row['seconds']:7.2f} s  {row['mb']:5.0f} MB  {row['stories']} stories, "
            f"the largest of {row['largest']}; {MORE} new: {row['new']:.2f} s, {MORE} late: {row['late']:.2f} s"
        )
    for small, large in itertools.pairwise(rows):
        growth = math.log(large["seconds"] / small["seconds"]) / math.log(large["articles"] / small["articles"])
        print(f"{small['articles']} to {large['articles']} articles: time grows with the power {growth:.2f}")
    print(json.dumps(rows))
    return 0


def measured(base: list[Portrait], size: int) -> dict[str, float]:
    """Seconds for `size` articles at once, for the last hundred of them in time alone, and for a random hundred."""
    portraits = repeated(base, size)
    before = peak_mb()
    seconds, grouping = timed(portraits)
    mb = peak_mb() - before
    groups = [g.size for g in grouping.groups.values()]
    in_time = sorted(portraits, key=lambda p: p.place)
    _, grown = timed(in_time[:-MORE])
    new = seconds_of(grown, in_time[-MORE:])
    late = random.Random(1).sample(portraits, MORE)
    grown.drop(p.article for p in late)
    again = seconds_of(grown, late)
    assert sorted(g.size for g in grown.groups.values()) == sorted(groups)
    return {
        "articles": len(portraits),
        "seconds": seconds,
        "mb": mb,
        "stories": sum(n > 1 for n in groups),
        "largest": max(groups),
        "new": new,
        "late": again,
    }


def timed(portraits: list[Portrait]) -> tuple[float, Grouping]:
    """Seconds for grouping all and writing the stories."""
    began = time.process_time()
    grouping = Grouping()
    grouping.vocabulary = Shown()
    grouping.take(portraits)
    told(grouping)
    return time.process_time() - began, grouping


def seconds_of(grouping: Grouping, portraits: list[Portrait]) -> float:
    """Seconds for taking in more articles."""
    began = time.process_time()
    grouping.take(portraits)
    return time.process_time() - began


class Shown(Vocabulary):
    """A vocabulary that shows numbers: repeated and invented articles have no words."""

    def label(self, feature: int) -> str:
        """The number."""
        return str(feature)


def repeated(base: list[Portrait], size: int) -> list[Portrait]:
    """`size` articles: the base again and again, each time with other rare names and words."""
    holders = Counter(f for p in base for counted in (p.terms.names, p.terms.words) for f in counted.features)
    common = {f for f, n in holders.items() if n >= max(2, COMMON * len(base))}
    found = []
    for n in range(size):
        time_round, portrait = n // len(base), base[n % len(base)]
        found.append(portrait if not time_round else exchanged(portrait, time_round, common))
    return found


def exchanged(portrait: Portrait, by: int, common: set[int]) -> Portrait:
    """The article with all but the common features replaced."""
    mask = number_of("repetition", str(by))

    def other(feature: int) -> int:
        return feature if feature in common else feature ^ mask

    def counted(given: Counted) -> Counted:
        both = sorted((other(f), n) for f, n in given)
        return Counted(array("q", (f for f, _ in both)), array("H", (n for _, n in both)))

    terms = portrait.terms
    spoken = {other(f): other(s) for (f, _), s in zip(terms.words, terms.spoken, strict=True)}
    words = counted(terms.words)
    day, moment, article = portrait.place
    return replace(
        portrait,
        place=(day, moment, f"{article}+{by}"),
        terms=Terms(counted(terms.names), words, array("q", (spoken[f] for f in words.features))),
    )


def from_corpus(file: Path) -> list[Portrait]:
    """The annotated articles of a corpus file."""
    with_words = Vocabulary()
    store = Store.open(str(file), read_only=True)
    try:
        return [portray(a, with_words) for a in store.annotated(compact=True, vectors=False)]
    finally:
        store.close()


def invented(articles: int) -> list[Portrait]:
    """Articles about one topic within two weeks: common and rare words as in news, and some of one affair of many."""
    rng = random.Random(0)
    found = []
    for n in range(articles):
        affair = int(articles / 3 * rng.random() ** 2)
        own = random.Random(affair)
        words = [number_of("word", f"{affair} {own.randrange(1 << 30)}") for _ in range(40)]
        names = [number_of("name", f"{affair} {own.randrange(1 << 30)}") for _ in range(6)]
        told_words = Counter({number_of("word", str(int(rng.paretovariate(0.4)) % 900_000)) for _ in range(500)})
        told_words.update(rng.sample(words, 12))
        told_names = Counter({number_of("name", str(int(rng.paretovariate(0.4)) % 90_000)) for _ in range(12)})
        told_names.update(rng.sample(names, 2))
        day = (date(2025, 1, 1) + timedelta(rng.randrange(14))).isoformat()
        found.append(
            Portrait(
                place=(day, day, f"{n:06d}"),
                outlet=f"outlet {rng.randrange(13)}",
                title=f"title {n}",
                published=Published(day, day, "given"),
                told=None,
                terms=Terms(listed(told_names), listed(told_words), array("q", sorted(told_words))),
            )
        )
    return found


def listed(counted: Counter[int]) -> Counted:
    """Counts in order of the features."""
    return Counted(array("q", sorted(counted)), array("H", (counted[f] for f in sorted(counted))))


def peak_mb() -> float:
    """The most memory this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
