"""Who is who inside an article: B-cubed on the Potsdam Commentary Corpus (`coref_de` dev), chains that hold a name.

    python benchmarks/coreference.py [--json]

Gold: chains with at least one mention by name; mentions that no name belongs to are left out, for we group by names.
Prediction: the mentions that `quellenlage annotate` prints, parts of compounds aside, grouped by `name`.
A gold mention is found if a predicted one overlaps it (most overlap first, one to one); one that is not found counts
as missed. Precision is over the found ones: what the gold leaves unmarked, singletons for instance, cannot be judged.

    names          mentions by name only: do short forms and later mentions join their full name?
    names, nouns   and definite descriptions (*der Minister*)
    all            and pronouns, which we resolve for speakers only

The corpus is newspaper commentary of 2001, for evaluation alone (CC BY-NC-SA). Without `../shared` one line says so.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation import DATA, available, rows_of
from scores import predicted

GOLD = DATA / "coref_de" / "pcc_dev.jsonl.gz"
FORMS: Mapping[str, frozenset[str]] = {
    "names": frozenset(("ne",)),
    "names, nouns": frozenset(("ne", "defnp")),
    "all": frozenset(("ne", "defnp", "pper", "ppos", "pds")),
}

Place = tuple[int, int]


def main() -> int:
    """Score every group of forms and print one line for each."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--json", action="store_true")
    as_json = options.parse_args().json
    if not available() or not GOLD.is_file():
        print("needs ../shared (evaluation data), which is not here: nothing scored")
        return 0
    scores = coreference_scores()
    if as_json:
        print(json.dumps(scores, indent=1))
        return 0
    for name, row in scores.items():
        found = f"{row['found']:.0f} of {row['gold']:.0f} mentions found"
        print(f"{name:14}B-cubed P {row['P']:.3f}  R {row['R']:.3f}  F1 {row['F1']:.3f}  {found}")
    return 0


def coreference_scores() -> dict[str, dict[str, float]]:
    """P, R, F1 (shares of 1), mentions in gold and found, per group of forms."""
    with tempfile.TemporaryDirectory() as folder:
        lines = predicted(GOLD, Path(folder)).read_text("utf-8").splitlines()
    marked = {row["id"]: row["entities"] for row in map(json.loads, lines)}
    rows = rows_of(GOLD)
    return {
        name: b_cubed([(chains(row, forms), mentions(marked.get(row["id"], []))) for row in rows])
        for name, forms in FORMS.items()
    }


def chains(row: Mapping[str, Any], forms: frozenset[str]) -> list[list[Place]]:
    """The chains that hold a name: the places of their mentions of these forms."""
    named = [chain for chain in row["coref"] if any(m.get("np_form") == "ne" for m in chain)]
    return [
        [(m["spans"][0][0], m["spans"][-1][1]) for m in chain if m.get("np_form") in forms and m["spans"]]
        for chain in named
    ]


def mentions(entities: Sequence[Mapping[str, Any]]) -> list[tuple[Place, str]]:
    """Place and name of the predicted mentions."""
    plain = [e for e in entities if not e["part"]]
    return [((e["start"], e["end"]), e["name"]) for e in plain]


def b_cubed(articles: Sequence[tuple[list[list[Place]], list[tuple[Place, str]]]]) -> dict[str, float]:
    """B-cubed over all mentions of all articles; a group is a name within one article."""
    precision = recall = 0.0
    gold = found = 0
    for chained, marked in articles:
        places = [(place, n) for n, chain in enumerate(chained) for place in chain]
        pairs = matched([p for p, _ in places], [p for p, _ in marked])
        both = [(places[g][1], marked[m][1]) for g, m in pairs]
        sizes = [len(chain) for chain in chained]
        for chain, name in both:
            together = sum(1 for c, n in both if c == chain and n == name)
            precision += together / sum(1 for _, n in both if n == name)
            recall += together / sizes[chain]
        gold += len(places)
        found += len(both)
    p, r = precision / found if found else 0.0, recall / gold if gold else 0.0
    return {"P": p, "R": r, "F1": 2 * p * r / (p + r) if p + r else 0.0, "gold": gold, "found": found}


def matched(gold: Sequence[Place], marked: Sequence[Place]) -> list[tuple[int, int]]:
    """Numbers of the gold and the predicted mentions that belong together: most shared characters first."""
    shared = [
        (min(a[1], b[1]) - max(a[0], b[0]), a[1] - a[0] + b[1] - b[0], g, m)
        for g, a in enumerate(gold)
        for m, b in enumerate(marked)
        if a[0] < b[1] and b[0] < a[1]
    ]
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used: set[int] = set()
    for _, _, g, m in sorted(shared, key=lambda row: (-row[0], row[1], row[2], row[3])):
        if g not in used_gold and m not in used:
            used_gold.add(g)
            used.add(m)
            pairs.append((g, m))
    return pairs


if __name__ == "__main__":
    sys.exit(main())
