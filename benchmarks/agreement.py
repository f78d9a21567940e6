"""How far two annotators of the same articles agree, by the scorer beside the checkout (`../shared/score/gold.py`).

    python benchmarks/agreement.py [--json]

The first annotation is benchmarks/gold/samples/s?.json, the second samples/second/s?.json. Each in turn is written in
the form of a prediction and scored against the other, pooled over the articles that both hold:

    first, found    items that the first annotation demands, and how many the second has; then the reverse
    F1              harmonic mean of the two shares found: what one annotator holds for optional counts neither way
    scorer's F1     as for a program's output, where an item that only the prediction has is an error, optional or
                    not: the second annotation as prediction, then the first
    (first choice)  the same with the alternatives that an annotation also accepts taken away

Without `../shared` nothing can be scored: one line says so and the exit code is 0.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from build_gold import HERE as SAMPLES
from build_gold import SECOND, article_text, parse

ROOT = Path(__file__).resolve().parents[1]
SCORER = ROOT.parent / "shared" / "score" / "gold.py"

ALTERNATIVES = ("mode_alt", "stance_alt", "plover_alt")
WITH_ALTERNATIVES = ("statements mode", "statements stance", "events")


def main() -> int:
    """Score the two annotations against each other and print one row per field."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--json", action="store_true")
    as_json = options.parse_args().json
    if not SCORER.is_file():
        print("needs ../shared (the scorer), which is not here: nothing compared")
        return 0
    rows = agreement()
    print(json.dumps(rows, indent=1) if as_json else table(rows))
    return 0


def agreement() -> dict[str, dict[str, float]]:
    """Field -> counts of both sides, what each has of the other, and the F1 values."""
    second = [read(p) for p in sorted(SECOND.glob("s?.json"))]
    first = [read(SAMPLES / f"{gold['seed']}.json") for gold in second]
    plain_first, plain_second = ([without_alternatives(g) for g in golds] for golds in (first, second))
    forward, back = scored(first, second), scored(second, first)
    strict_forward, strict_back = scored(plain_first, second), scored(plain_second, first)
    rows = {field: compared(forward[field], back[field]) for field in forward}
    strict = {f"{f} (first choice)": compared(strict_forward[f], strict_back[f]) for f in WITH_ALTERNATIVES}
    return rows | strict


def read(path: Path) -> dict:
    """A built annotation, with the article's text."""
    header, _ = parse(path.parent / "source" / f"{path.stem}.gold")
    return json.loads(path.read_text("utf-8")) | {"article": article_text(header)}


def without_alternatives(gold: dict) -> dict:
    stripped = {
        field: [{k: v for k, v in row.items() if k not in ALTERNATIVES} for row in gold[field]]
        for field in ("statements", "events")
    }
    return gold | stripped


def scored(gold: list[dict], prediction: list[dict]) -> dict[str, dict[str, float]]:
    """The scorer's rows for `prediction` against `gold`: P, R, F1 and the number of gold items; or one plain share."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{g['seed']}.json" for g in gold]
        for file, g in zip(files, gold, strict=True):
            file.write_text(json.dumps(g), "utf-8")
        output = Path(folder) / "prediction.jsonl"
        output.write_text("".join(json.dumps(as_prediction(p)) + "\n" for p in prediction), "utf-8")
        command = [sys.executable, str(SCORER), *map(str, files), "--pred", str(output), "--json"]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def as_prediction(gold: dict) -> dict:
    """An annotation in the form that a program prints, with as little in it as the scorer looks at."""
    return {
        "text": gold["article"],
        "furniture": gold["furniture"],
        "entities": [m | {"type": e["type"], "name": e["canonical"]} for e in gold["entities"] for m in e["mentions"]],
        "times": gold["times"],
        "statements": [
            {
                "quote": offsets(s["content"]),
                "speaker": offsets(s["speaker_spans"]),
                "speaker_name": (s["speaker"] or [None])[0],
                "mode": s["mode"],
                "stance": s["stance"],
            }
            for s in gold["statements"]
        ],
        "quantities": gold["quantities"],
        "events": [{"type": e["type"], "evidence": offsets(e["evidence"])[0]} for e in gold["events"]],
        "labels": gold["labels"],
    }


def offsets(spans: list[dict]) -> list[list[int]]:
    return [[s["start"], s["end"]] for s in spans]


def compared(forward: dict[str, float], back: dict[str, float]) -> dict[str, float]:
    if "F1" not in forward:
        [(_, there), (_, here)] = [*forward.items(), *back.items()]
        return {"second_as_prediction": there, "first_as_prediction": here}
    both = forward["R"] + back["R"]
    return {
        "first": forward["gold"],
        "found_in_second": round(forward["R"] * forward["gold"]),
        "second": back["gold"],
        "found_in_first": round(back["R"] * back["gold"]),
        "F1": 2 * forward["R"] * back["R"] / both if both else 0.0,
        "second_as_prediction": forward["F1"],
        "first_as_prediction": back["F1"],
    }


def table(rows: dict[str, dict[str, float]]) -> str:
    """The rows as a Markdown table."""
    lines = [
        "| field | first | found | second | found | F1 | scorer's F1 |",
        "| --- | --: | --: | --: | --: | --: | --: |",
    ]
    for field, row in rows.items():
        counts = ("first", "found_in_second", "second", "found_in_first")
        cells = [f"{row[k]:.0f}" if k in row else "" for k in counts]
        share = f"{row['F1']:.2f}" if "F1" in row else ""
        scorers = f"{row['second_as_prediction']:.2f} / {row['first_as_prediction']:.2f}"
        lines.append("| " + " | ".join([field, *cells, share, scorers]) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
