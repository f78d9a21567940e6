"""Sentence ends of the Wikinews dev articles, put together as articles: precision, recall and F1.

    python benchmarks/sentence_ends.py [--json] [--part dev|train]

What is scored, exactly:

- The text. Every article of `quotes_wikinews` is put together from its gold sentences. The first paragraph is the
  headline (`meta.title` without the number in front and the date behind), one gold sentence without a full stop. A new
  paragraph begins where a blank line stands between two gold sentences, and is set off by a blank line. Inside a
  paragraph sentences are joined by one space, or by nothing where the corpus puts nothing between them; white space
  inside a sentence becomes one space, blank lines too.
- The prediction. The text goes the way of every article: `lay_out`, then `parse` of its blocks. A prediction is the
  end of each of its sentences, white space stripped.
- The numbers. An end is the count of non-space characters before it. A predicted end is right if the gold has the same
  one in the same article. `all` counts every end, that of the headline and of each paragraph too, and is the number we
  report; `inside` leaves out both sides' ends that are ends of a paragraph of the gold, which a layout gives for free.
- Nothing of the gold is mended. Its sentences were cut by a program: `gold classes` says how many of the ends inside
  paragraphs are doubtful, by class, and how many of these were missed.
  `colon`: after a colon, semicolon or dash, where other corpora let the sentence go on;
  `split off`: no white space follows, so that a closing quotation mark, comma or full stop begins the next sentence;
  `no mark`: the sentence has no final mark, and the next one goes on in the same paragraph;
  `proper`: all others.

The data are under CC BY-NC-SA: they stay beside the checkout (`../shared`).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation import DATA, available, rows_of
from quellenlage.german.tokens import parse, sentences_of
from quellenlage.read.furniture import lay_out

_TITLE = re.compile(r"(?:\d+ - )?(?P<words>.*?)(?: \(\d{4}-\d\d-\d\d\))?$")
_CLOSERS = "“”\"»«’‘')]"


@dataclass(frozen=True)
class Joined:
    """An article put together; `ends` and `paragraph_ends` count the characters of `text` before them."""

    text: str
    ends: tuple[int, ...]
    paragraph_ends: tuple[int, ...]


def main() -> int:
    """Score and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--json", action="store_true")
    options.add_argument("--part", choices=("dev", "train"), default="dev")
    chosen = options.parse_args()
    if not available():
        print("needs ../shared (evaluation data), which is not here: nothing scored")
        return 0
    report = sentence_ends(chosen.part)
    if chosen.json:
        print(json.dumps(report))
        return 0
    for name in ("all", "inside"):
        x = report[name]
        counts = f"{x['right']} right of {x['predicted']} predicted and {x['gold']} gold"
        print(f"{name:8} P {x['p']:.4f}  R {x['r']:.4f}  F1 {x['f1']:.4f}  {counts}")
    for name, (gold, missed) in report["gold classes"].items():
        print(f"gold ends inside paragraphs, {name:10} {gold:5}  missed {missed:4}")
    return 0


def sentence_ends(part: str = "dev") -> dict[str, Any]:
    """The report on one part of the corpus: `all` and `inside` (p, r, f1, right, predicted, gold), `gold classes`."""
    articles = [joined(row) for row in rows_of(DATA / "quotes_wikinews" / f"{part}.jsonl.gz")]
    return score(articles, [predicted_ends(a.text) for a in articles])


def predicted_ends(text: str) -> tuple[int, ...]:
    """Where the sentences end that annotation finds."""
    return tuple(s.end for s in sentences_of(parse(text, lay_out(text).blocks)))


def joined(row: dict[str, Any]) -> Joined:
    """The article of one row, as the docstring of this file says."""
    source, sentences = row["text"], row["sentences"]
    headline = one_line(_TITLE.fullmatch(row["meta"]["title"])["words"])
    text, ends, paragraph_ends = headline, [len(headline)], [len(headline)]
    before = None
    for sentence in sentences:
        words = one_line(source[sentence["start"] : sentence["end"]])
        gap = "\n\n" if before is None else source[before : sentence["start"]]
        before = sentence["end"]
        if re.search(r"\n\s*\n", gap):
            paragraph_ends.append(len(text))
            text += "\n\n"
        elif gap:
            text += " "
        text += words
        ends.append(len(text))
    paragraph_ends.append(len(text))
    return Joined(text, tuple(ends), tuple(sorted(set(paragraph_ends))))


def score(articles: Sequence[Joined], predicted: Iterable[Sequence[int]]) -> dict[str, Any]:
    """Counts over all articles; `predicted` holds character offsets into each article's text."""
    everywhere, inside = Counter[str](), Counter[str]()
    classes: dict[str, list[int]] = {name: [0, 0] for name in ("colon", "split off", "no mark", "proper")}
    for article, found in zip(articles, predicted, strict=True):
        solid = solid_counts(article.text)
        gold, guess = {solid[e] for e in article.ends}, {solid[e] for e in found}
        finals = {solid[e] for e in article.paragraph_ends}
        everywhere += counted(gold, guess)
        inside += counted(gold - finals, guess - finals)
        for end in article.ends:
            if solid[end] not in finals:
                entry = classes[gold_class(article.text, end)]
                entry[0] += 1
                entry[1] += solid[end] not in guess
    return {"all": rates(everywhere), "inside": rates(inside), "gold classes": classes}


def gold_class(text: str, end: int) -> str:
    """The class of a gold end inside a paragraph: colon, split off, no mark, proper."""
    if not text[end].isspace():
        return "split off"
    last = text[:end].rstrip(_CLOSERS)[-1:]
    if last in (":", ";", "–", "—", "-"):
        return "colon"
    return "proper" if last in (".", "!", "?", "…") else "no mark"


def solid_counts(text: str) -> list[int]:
    """For each offset, how many characters before it are not white space."""
    counts = [0]
    for sign in text:
        counts.append(counts[-1] + (not sign.isspace()))
    return counts


def counted(gold: set[int], guess: set[int]) -> Counter[str]:
    """Right, predicted, gold."""
    return Counter(right=len(gold & guess), predicted=len(guess), gold=len(gold))


def rates(counts: Counter[str]) -> dict[str, float]:
    """The counts with precision, recall and F1; 0 where there is nothing to divide by."""
    right, predicted, gold = counts["right"], counts["predicted"], counts["gold"]
    return {
        "p": right / predicted if predicted else 0.0,
        "r": right / gold if gold else 0.0,
        "f1": 2 * right / (predicted + gold) if predicted + gold else 0.0,
        "right": right,
        "predicted": predicted,
        "gold": gold,
    }


def one_line(words: str) -> str:
    """White space as single spaces, none at the ends."""
    return " ".join(words.split())


if __name__ == "__main__":
    sys.exit(main())
