"""Wrong entities and wrong attachments of the German model, drawn with a seed for somebody to read and sort by cause.

    python benchmarks/error_draw.py FOLDER [--seed N] [--count N]

Writes `entities.tsv` and `attachments.tsv` into FOLDER, which must lie outside the checkout: the held-out texts may be
quoted with their licence, but what is read here is meant for reading only. Only held-out rows are drawn from. Each file
has an empty column `cause`.

- An entity is wrong if its span or its type (PER, ORG, LOC) is not that of the gold's outer chunks. A wrong prediction
  and the gold name it overlaps are one error: `type`, `span`, `span and type`; else `missed` or `invented`. Where the
  gold has a derived word, a part or OTH at that place, the column `gold` says so.
- An attachment is wrong if an aligned word has another head (`head`), or the right head with another relation
  (`relation`).
"""

from __future__ import annotations

import argparse
import csv
import importlib
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, NamedTuple

from evaluation import DATA, ROOT, SHARED, available, held_out_ids, model_sha
from model_scores import conllu_subset, entities_of, germeval_rows, one_block, tree_rows

TYPES = ("PER", "ORG", "LOC")
AROUND = 90
"""Characters shown on either side of a wrong name."""


@dataclass(frozen=True)
class WrongName:
    """One wrong entity."""

    id: str
    kind: str
    gold: str
    predicted: str
    before: str
    words: str
    after: str
    cause: str = ""


@dataclass(frozen=True)
class WrongAttachment:
    """One wrong attachment."""

    id: str
    kind: str
    word: str
    upos: str
    gold_head: str
    gold_relation: str
    predicted_head: str
    predicted_relation: str
    sentence: str
    cause: str = ""


class Name(NamedTuple):
    """A name in a text."""

    start: int
    end: int
    type: str


def main() -> int:
    """Draw and write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--count", type=int, default=100)
    chosen = options.parse_args()
    if chosen.folder.resolve().is_relative_to(ROOT):
        print(f"{chosen.folder}: lies inside the checkout, give a folder outside it", file=sys.stderr)
        return 2
    if not available():
        print("needs ../shared (evaluation data), which is not here: nothing drawn")
        return 0
    sha = model_sha()
    if sha is None:
        print("no model file in src/quellenlage/german/model: nothing drawn")
        return 0
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for file, errors in (("entities.tsv", names_of_rows()), ("attachments.tsv", attachments())):
        kinds = ", ".join(f"{n} {kind}" for kind, n in Counter(e.kind for e in errors).most_common())
        drawn = random.Random(chosen.seed).sample(errors, min(chosen.count, len(errors)))
        write_table(drawn, chosen.folder / file)
        print(f"{file}: {len(drawn)} of {len(errors)} errors ({kinds}); model {sha[:12]}")
    return 0


def names_of_rows() -> list[WrongName]:
    """The wrong entities of all held-out GermEval rows."""
    found = []
    for row in germeval_rows():
        gold = [Name(e["start"], e["end"], e["type"]) for e in row["entities"] if e.get("layer", 1) == 1]
        guess = [Name(e["start"], e["end"], e["type"]) for e in entities_of(one_block(row["text"]))]
        found += wrong_names(row["id"], row["text"], gold, [n for n in guess if n.type in TYPES])
    return found


def wrong_names(id_: str, text: str, gold: Sequence[Name], guess: Sequence[Name]) -> list[WrongName]:
    """The errors of one text. `gold` holds all its labels, those outside of PER, ORG, LOC for information."""
    counted = [g for g in gold if g.type in TYPES]
    wrong = [p for p in guess if p not in counted]
    open_ = [g for g in counted if g not in guess]
    found = []
    for p in wrong:
        partner = max(open_, key=lambda g, p=p: overlap(g, p), default=None)
        if partner is not None and overlap(partner, p):
            open_.remove(partner)
            found.append(described(id_, text, partner, p))
        else:
            other = next((g for g in gold if g.type not in TYPES and overlap(g, p)), None)
            found.append(described(id_, text, other, p))
    return found + [described(id_, text, g, None) for g in open_]


def described(id_: str, text: str, gold: Name | None, guess: Name | None) -> WrongName:
    """One error in words, in its surroundings."""
    if guess is None:
        kind = "missed"
    elif gold is None or gold.type not in TYPES:
        kind = "invented"
    else:
        differs = (("span", gold[:2] != guess[:2]), ("type", gold.type != guess.type))
        kind = " and ".join(name for name, yes in differs if yes)
    present = [n for n in (gold, guess) if n is not None]
    start, end = min(n.start for n in present), max(n.end for n in present)
    gold_words, guess_words = (f"{n.type}: {text[n.start : n.end]}" if n else "" for n in (gold, guess))
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return WrongName(id_, kind, gold_words, guess_words, before, text[start:end], after)


def overlap(a: Name, b: Name) -> int:
    """Characters in common."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def attachments() -> list[WrongAttachment]:
    """The wrong attachments of all held-out GSD sentences, contractions merged as the scorer does."""
    sys.path.insert(0, str(SHARED / "score"))
    depparse = importlib.import_module("depparse")
    files = [DATA / "ud_german" / f"de_gsd-ud-{part}.conllu.gz" for part in ("dev", "test")]
    with tempfile.TemporaryDirectory() as folder:
        subset = Path(folder) / "gsd.conllu"
        subset.write_text(conllu_subset(files, held_out_ids("gsd")), "utf-8")
        sentences = depparse.gold_articles(str(subset))
    found = []
    for sentence in sentences:
        gold = depparse.merge_mwt(sentence["words"])
        tokens = tree_rows(one_block(sentence["text"]))
        guess = depparse.system_words({"tokens": tokens}, lambda start, end: (start, end))
        pairs = depparse.align(sentence["text"], gold, guess)
        found += wrong_attachments(sentence["id"], sentence["text"], gold, guess, pairs)
    return found


def wrong_attachments(
    id_: str, text: str, gold: Sequence[dict[str, Any]], guess: Sequence[dict[str, Any]], pairs: dict[int, int]
) -> list[WrongAttachment]:
    """The errors among the aligned words of one sentence; `pairs` leads from gold words to predicted ones."""

    def head_of(words: Sequence[dict[str, Any]], word: dict[str, Any]) -> str:
        return words[word["head"]]["form"] if word["head"] >= 0 else "(root)"

    found = []
    for i, j in pairs.items():
        g, p = gold[i], guess[j]
        right_head = pairs.get(g["head"]) == p["head"] if g["head"] >= 0 else p["head"] < 0
        if right_head and g["dep"] == p["dep"]:
            continue
        kind = "relation" if right_head else "head"
        words = (g["form"], g["upos"], head_of(gold, g), g["dep"], head_of(guess, p), p["dep"])
        start, end = p["span"]
        found.append(WrongAttachment(id_, kind, *words, f"{text[:start]}[[{text[start:end]}]]{text[end:]}"))
    return found


def write_table(rows: Iterable[WrongName | WrongAttachment], path: Path) -> None:
    """The rows as TSV, white space in cells made plain."""
    rows = list(rows)
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, delimiter="\t", lineterminator="\n")
        if rows:
            table.writerow([f.name for f in fields(rows[0])])
        table.writerows([" ".join(str(v).split()) for v in asdict(r).values()] for r in rows)


if __name__ == "__main__":
    sys.exit(main())
