"""Quality, scored by the public scorers beside the checkout (`../shared/score`) on gold that stays there.

    python benchmarks/scores.py [--json]

Every set is annotated by the command a user runs, `quellenlage annotate --format jsonl`, and its output goes to the
scorers unchanged. Without `../shared` nothing can be scored: one line says so and the exit code is 0.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from evaluation import ROOT, SHARED, available, scorer
from model_scores import data_files, model_scores

SAMPLES = ROOT / "benchmarks" / "gold" / "samples"
WIKINEWS = ROOT / "benchmarks" / "gold" / "wikinews"
FILL = ROOT / "benchmarks" / "wikinews_gold.py"
EXAMPLES = ROOT / "examples"

Report = dict[str, dict[str, float]]
"""What `gold.py --json` prints: numbers by field."""

GOLD_ROWS = (
    "furniture", "names", "mentions", "types", "who", "times relaxed", "times strict", "times value", "statements",
    "statements speaker", "statements mode", "statements stance", "figures", "figures comparator", "events", "labels",
)  # fmt: skip


def main() -> int:
    """Score every set and print one line per number."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--json", action="store_true")
    as_json = options.parse_args().json
    if not available():
        print("needs ../shared (evaluation data), which is not here: nothing scored")
        return 0
    scores = all_scores()
    if as_json:
        print(json.dumps(scores, indent=1))
    else:
        for name, value in scores.items():
            print(f"{name:42}{value:.3f}")
    return 0


def all_scores() -> dict[str, float]:
    """Every number we report, by name, as a share of 1."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        gold, samples, wikinews = gold_report(work), sample_report(work), wikinews_report(work)
        scores = {**by_field("gold", gold), **by_field("samples", samples), **time_scores(work), **quote_scores(work)}
        scores |= by_field("wikinews gold", wikinews, GOLD_ROWS[1:])  # Wikinews has no page matter
        scores |= together((gold, samples, wikinews))
        return {**scores, **speech_scores(work), **model_scores(work)}


def fingerprint() -> str:
    """SHA-256 over the gold data that the numbers rest on, so that a changed gold is noticed."""
    files = [
        *sorted((SHARED / "gold").glob("s?.json")),
        *sorted(SAMPLES.glob("s?.json")),
        *sorted(WIKINEWS.glob("*.json")),
        SHARED / "data" / "krauts" / "dev.jsonl.gz",
        SHARED / "data" / "quotes_wikinews" / "dev.jsonl.gz",
        SHARED / "data" / "spkatt2023" / "dev.jsonl.gz",
        *sorted((SHARED / "score").glob("*.py")),
        *data_files(),
    ]
    return hashlib.sha256(b"".join(hashlib.sha256(f.read_bytes()).digest() for f in files)).hexdigest()


def gold_report(work: Path) -> Report:
    """`gold.py` on two real articles, with their dates given; the rules were written with these two in view."""
    inputs = work / "gold"
    scorer("gold.py", "--inputs", str(inputs))
    return json.loads(scorer("gold.py", "--pred", str(annotated(inputs, work / "gold.jsonl")), "--json"))


def sample_report(work: Path) -> Report:
    """`gold.py` on the 15 sample articles, whose gold was written before anybody saw the rules work on them. As with
    the other gold, dates are given: two articles tell theirs nowhere."""
    inputs = work / "samples"
    shutil.copytree(EXAMPLES, inputs)
    for gold in sorted(SAMPLES.glob("s?.json")):
        article = json.loads(gold.read_text("utf-8"))
        sidecar = (inputs / article["file"]).with_suffix(".meta.json")
        if article["date"]["earliest"] != article["date"]["latest"] and not sidecar.exists():
            sidecar.write_text(json.dumps({"date": article["date"]["dct"]}), "utf-8")
    pred = annotated(inputs, work / "samples.jsonl")
    return json.loads(scorer("gold.py", str(SAMPLES), "--pred", str(pred), "--json"))


def wikinews_report(work: Path) -> Report:
    """`gold.py` on ten Wikinews articles, annotated by somebody who had not seen the rules (`gold/wikinews`)."""
    filled, inputs = work / "wikinews", work / "wikinews_inputs"
    subprocess.run([sys.executable, str(FILL), "--fill", str(filled)], check=True, capture_output=True)
    gold = [*map(str, sorted(filled.glob("*.json"))), "--articles", str(filled)]
    scorer("gold.py", *gold, "--inputs", str(inputs))
    pred = annotated(inputs, work / "wikinews.jsonl")
    return json.loads(scorer("gold.py", *gold, "--pred", str(pred), "--json"))


def by_field(name: str, rows: Report, wanted: Sequence[str] = GOLD_ROWS) -> dict[str, float]:
    """One number per field of `gold.py --json`: F1, or what stands in for it."""
    kinds = ("F1", "accuracy", "bcubed F1")
    return {f"{name}: {r}": next(rows[r][k] for k in kinds if k in rows[r]) for r in wanted}


def together(reports: Sequence[Report]) -> dict[str, float]:
    """F1 over all golds as if they were one, where the scorer gives precision, recall and the number of gold items."""
    scores = {}
    for name in GOLD_ROWS:
        rows = [r[name] for r in reports if "gold" in r[name]]
        right = [row["R"] * row["gold"] for row in rows]
        found = [hit / row["P"] if row["P"] else 0.0 for hit, row in zip(right, rows, strict=True)]
        wanted = sum(row["gold"] for row in rows)
        if wanted:
            scores[f"all gold: {name}"] = 2 * sum(right) / (sum(found) + wanted)
    return scores


def time_scores(work: Path) -> dict[str, float]:
    """`timex.py` on KRAUTS dev."""
    gold = SHARED / "data" / "krauts" / "dev.jsonl.gz"
    rows = json.loads(scorer("timex.py", "--gold", str(gold), "--pred", str(predicted(gold, work)), "--json"))
    return {f"krauts dev: {name}": rows[name]["f1"] for name in ("strict", "relaxed", "type", "value")}


def quote_scores(work: Path) -> dict[str, float]:
    """`quotes.py` on the Wikinews dev part."""
    gold = SHARED / "data" / "quotes_wikinews" / "dev.jsonl.gz"
    rows = json.loads(scorer("quotes.py", "--gold", str(gold), "--pred", str(predicted(gold, work)), "--json"))
    scores = {f"wikinews dev, overlap: {f}": rows["overlap"][f]["f1"] for f in ("quote", "cue", "speaker", "joint")}
    direct = rows["by_mode_exact"]["Direct"]
    scores |= {f"wikinews dev, direct exact: {f}": direct[f]["f1"] for f in ("quote", "cue", "speaker", "joint")}
    return scores


def speech_scores(work: Path) -> dict[str, float]:
    """`quotes.py` on SpkAtt-2023 dev, speeches in parliament: one block is one speech. Its gold has every event of
    saying and thinking, nouns and first persons too, most of them no statement of news."""
    gold = SHARED / "data" / "spkatt2023" / "dev.jsonl.gz"
    rows = json.loads(scorer("quotes.py", "--gold", str(gold), "--pred", str(predicted(gold, work)), "--json"))
    return {f"spkatt dev, exact: {f}": rows["exact"][f]["f1"] for f in ("quote", "cue", "speaker")}


def predicted(gold: Path, work: Path) -> Path:
    """Our annotation of a gold set, its own annotation taken off first."""
    plain = work / f"{gold.parent.name}.jsonl"
    scorer("totext.py", str(gold), str(plain))
    return annotated(plain, work / f"{gold.parent.name}.pred.jsonl")


def annotated(source: Path, target: Path) -> Path:
    """What `quellenlage annotate` prints for `source`."""
    with target.open("wb") as out:
        command = [
            sys.executable,
            "-m",
            "quellenlage",
            "annotate",
            str(source),
            "--format",
            "jsonl",
            "--language",
            "de",
        ]
        subprocess.run(command, stdout=out, check=True)
    return target


if __name__ == "__main__":
    sys.exit(main())
