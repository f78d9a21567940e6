"""Draws Wikinews articles to annotate: seeded, so that anybody gets the same ones.

    python benchmarks/draw_gold.py COUNT MINIMUM MAXIMUM [--seed N] [--data FILE]      length in words, both included

Prints one line per article: number, date, words, and the SHA-256 of its text (16 hex digits). The number is the one
that the article's id and title begin with; the date is the one that its title ends with. The rows' own annotation is
not read. An article whose text does not end like a whole one (no final full stop, quotation mark, ! or ?) or whose
title has no date is not drawn. Standard library only.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import re
from pathlib import Path
from typing import NamedTuple

SEED = 20261122
DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "quotes_wikinews" / "train.jsonl.gz"


class Article(NamedTuple):
    """One row of the data: the number its title begins with, its date (YYYY-MM-DD), its text."""

    number: int
    date: str
    text: str

    @property
    def words(self) -> int:
        """How many words, parted at blanks."""
        return len(self.text.split())

    @property
    def sha256(self) -> str:
        """64 hex digits over the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


def articles(data: Path) -> list[Article]:
    """The dated articles of the set, by number."""
    out = []
    with gzip.open(data, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            title = re.fullmatch(r"(\d+) - .*\((\d{4}-\d\d-\d\d)\)", row["meta"]["title"])
            if title:
                out.append(Article(int(title[1]), title[2], row["text"]))
    return sorted(out)


def whole(article: Article) -> bool:
    return bool(re.search(r"[.!?][\"“”«»]*\s*$", article.text))


def draw(data: Path, count: int, minimum: int, maximum: int, seed: int = SEED) -> list[Article]:
    """`count` of the whole articles with `minimum` to `maximum` words, in the order of their numbers."""
    pool = [a for a in articles(data) if whole(a) and minimum <= a.words <= maximum]
    return sorted(random.Random(seed).sample(pool, count))


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("count", type=int)
    a.add_argument("minimum", type=int)
    a.add_argument("maximum", type=int)
    a.add_argument("--seed", type=int, default=SEED)
    a.add_argument("--data", type=Path, default=DATA)
    o = a.parse_args()
    for article in draw(o.data, o.count, o.minimum, o.maximum, o.seed):
        print(article.number, article.date, article.words, article.sha256[:16])


if __name__ == "__main__":
    main()
