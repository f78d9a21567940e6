"""Where the time of `analyse` goes: the share of each step of stage 1, over the first articles of a table.

    python benchmarks/steps.py [FILE.parquet] [--limit N]

Two passes over the same articles: the first pays for loading word lists and filling caches, the second is the steady
state. Default input is the sample beside the checkout (`../shared`); without it one line says so.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from quellenlage.annotate.entities import find_entities
from quellenlage.annotate.quantities import find_quantities
from quellenlage.annotate.statements import find_statements
from quellenlage.annotate.times import find_times
from quellenlage.domain.article import Article
from quellenlage.german.tokens import parse, sentences_of, tokens_of
from quellenlage.read.furniture import lay_out
from quellenlage.read.reader import read_articles

SAMPLE = Path(__file__).resolve().parents[2] / "shared" / "data" / "fang_covid" / "sample2000.parquet"


def main() -> int:
    """Time both passes and print the shares."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", nargs="?", type=Path, default=SAMPLE)
    options.add_argument("--limit", type=int, default=60)
    chosen = options.parse_args()
    if not chosen.file.exists():
        print(f"{chosen.file.name}: not here, give a table of articles: nothing measured")
        return 0
    read = (a for a in read_articles([str(chosen.file)]) if isinstance(a, Article))
    articles = list(itertools.islice(read, chosen.limit))
    for name in ("first pass", "second pass"):
        seconds = one_pass(articles)
        total = sum(seconds.values())
        shares = ", ".join(f"{step} {value / total:.0%}" for step, value in seconds.most_common())
        print(f"{name}: {len(articles)} articles in {total:.2f} s: {shares}")
    return 0


def one_pass(articles: list[Article]) -> Counter[str]:
    """Seconds per step."""
    seconds: Counter[str] = Counter()

    def timed(step: str, work: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        made = work()
        seconds[step] += time.perf_counter() - began
        return made

    for a in articles:
        layout = timed("layout", lambda a=a: lay_out(a.text))
        doc = timed("tokens and sentences", lambda a=a, x=layout: parse(a.text, x.blocks))
        timed("token rows", lambda d=doc: (sentences_of(d), tokens_of(d)))
        names = timed("names", lambda a=a, d=doc, x=layout: find_entities(a, d, x))
        times = timed("times", lambda a=a, d=doc, x=layout: find_times(a, d, x))
        timed("quantities", lambda a=a, d=doc, x=layout, t=times: find_quantities(a, d, x, t))
        timed("statements", lambda a=a, d=doc, x=layout, n=names: find_statements(a, d, x, n))
    return seconds


if __name__ == "__main__":
    sys.exit(main())
