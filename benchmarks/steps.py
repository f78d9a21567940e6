"""Where the time of `analyse` goes: the share of each step of stage 1, over the first articles of a table.

    python benchmarks/steps.py [FILE.parquet] [--limit N] [--words LEAST MOST]

The last line sets names, times and figures against the model on articles of 400 to 600 words. Seconds are those of the
processor, so that other work on the machine counts little. Two passes over the same articles: the first pays for
loading word lists and filling caches, the second is the steady state. Default input is the sample beside the checkout
(`../shared`); without it one line says so.
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

from quellenlage.annotate.entities.find import find_entities
from quellenlage.annotate.events.find import find_events
from quellenlage.annotate.labels.find import find_labels
from quellenlage.annotate.quantities.find import find_quantities
from quellenlage.annotate.statements.find import find_statements
from quellenlage.annotate.statements.narration import find_narration
from quellenlage.annotate.times.find import find_times
from quellenlage.domain.article import Article
from quellenlage.german.tokens import parse, sentences_of, tokens_of
from quellenlage.read.furniture import lay_out
from quellenlage.read.reader import read_articles

FIRST_HALF = ("names", "times", "quantities")
"""The steps that say who, when and how many."""
MODEL = "tokens and sentences"
SAMPLE = Path(__file__).resolve().parents[2] / "shared" / "data" / "fang_covid" / "sample2000.parquet"


def main() -> int:
    """Time both passes and print the shares."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", nargs="?", type=Path, default=SAMPLE)
    options.add_argument("--limit", type=int, default=60)
    options.add_argument("--words", type=int, nargs=2, default=(400, 600), metavar=("LEAST", "MOST"))
    chosen = options.parse_args()
    if not chosen.file.exists():
        print(f"{chosen.file.name}: not here, give a table of articles: nothing measured")
        return 0
    least, most = chosen.words
    read = (a for a in read_articles([str(chosen.file)]) if isinstance(a, Article))
    read = (a for a in read if least <= len(a.text.split()) <= most)
    articles = list(itertools.islice(read, chosen.limit))
    for name in ("first pass", "second pass"):
        seconds = one_pass(articles)
        total = sum(seconds.values())
        shares = ", ".join(f"{step} {value / total:.0%}" for step, value in seconds.most_common())
        print(f"{name}: {len(articles)} articles in {total:.2f} s: {shares}")
    thousands = sum(len(a.text.split()) for a in articles) / 1000
    ours = {step: seconds[step] * 1000 / thousands for step in FIRST_HALF}
    model = seconds[MODEL] * 1000 / thousands
    parts = ", ".join(f"{step} {value:.0f}" for step, value in ours.items())
    print(f"per 1,000 words: {sum(ours.values()):.0f} ms ({parts}); the model {model:.0f} ms")
    return 0


def one_pass(articles: list[Article]) -> Counter[str]:
    """Seconds per step."""
    seconds: Counter[str] = Counter()

    def timed(step: str, work: Callable[[], Any]) -> Any:
        began = time.process_time()
        made = work()
        seconds[step] += time.process_time() - began
        return made

    for a in articles:
        layout = timed("layout", lambda a=a: lay_out(a.text))
        doc = timed("tokens and sentences", lambda a=a, x=layout: parse(a.text, x.blocks))
        timed("token rows", lambda d=doc: (sentences_of(d), tokens_of(d)))
        names = timed("names", lambda a=a, d=doc, x=layout: find_entities(a, d, x))
        times = timed("times", lambda a=a, d=doc, x=layout: find_times(a, d, x))
        timed("quantities", lambda a=a, d=doc, x=layout, t=times: find_quantities(a, d, x, t))
        said = timed("statements", lambda a=a, d=doc, x=layout, n=names: find_statements(a, d, x, n))
        timed("narration", lambda a=a, d=doc, x=layout, n=names, s=said: find_narration(a, d, x, n, s))
        timed("events", lambda a=a, d=doc, x=layout, n=names, t=times, s=said: find_events(a, d, x, n, t, s))
        timed("labels", lambda a=a, d=doc, x=layout, n=names, s=said: find_labels(a, d, x, n, s))
    return seconds


if __name__ == "__main__":
    sys.exit(main())
