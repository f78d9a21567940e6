"""The quality gate: no score falls below its pinned floor.

    python benchmarks/gate.py                        compare with benchmarks/floors.json; exit code 1 below a floor
    python benchmarks/gate.py --pin                  raise the floors to what is measured now
    python benchmarks/gate.py --pin --allow-lower    also lower them (say why in the commit)

The floors carry a fingerprint of the gold and the scorers: numbers on other gold are other numbers, and pinning anew
is asked for. They also carry the SHA-256 of the model file they belong to: another file asks for the same. A floor is
the measured value less `MARGIN`, since scores are exact for one code state.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import scores
from evaluation import available, model_sha

FLOORS = Path(__file__).with_name("floors.json")
MARGIN = 0.002
"""Rounding of the scorers, and no more: the pipeline is deterministic."""


def main() -> int:
    """Compare or pin."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pin", action="store_true")
    options.add_argument("--allow-lower", action="store_true")
    chosen = options.parse_args()
    if not available():
        print("needs ../shared (evaluation data), which is not here: gate not run")
        return 0
    measured, gold, model = scores.all_scores(), scores.fingerprint(), model_sha()
    pinned = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {"gold": gold, "model": model, "floors": {}}
    if chosen.pin:
        return pin(measured, gold, model, pinned["floors"], chosen.allow_lower)
    return compare(measured, gold, model, pinned)


def compare(measured: dict[str, float], gold: str, model: str | None, pinned: dict[str, object]) -> int:
    """1 if a score is below its floor or has no floor, or if the gold or the model file is another one."""
    floors: dict[str, float] = pinned["floors"]  # type: ignore[assignment]
    faults = [f"{n}: no longer measured" for n in floors if n not in measured]
    faults += [f"{n}: has no floor yet (--pin)" for n in measured if n not in floors]
    faults += [
        f"{n}: {measured[n]:.3f} is below its floor {f:.3f}" for n, f in floors.items() if measured.get(n, f) < f
    ]
    if gold != pinned["gold"]:
        faults.append("the gold or the scorers changed: look at the numbers and pin anew (--pin)")
    if model != pinned.get("model"):
        faults.append(f"{short(pinned.get('model'))} is pinned, {short(model)} is here: look and pin anew (--pin)")
    for name, value in measured.items():
        print(f"{name:42}{value:.3f}  floor {floors.get(name, 0):.3f}")
    for fault in faults:
        print(f"gate: {fault}", file=sys.stderr)
    print(f"gate: {len(measured)} scores, {len(faults)} faults")
    return 1 if faults else 0


def short(model: object) -> str:
    """How a fault names a model file."""
    return f"model {str(model)[:12]}" if model else "no model"


def pin(measured: dict[str, float], gold: str, model: str | None, floors: dict[str, float], allow_lower: bool) -> int:
    """Write the floors; 1 if one would fall without leave."""
    new = {name: round(max(0.0, value - MARGIN), 3) for name, value in measured.items()}
    lower = [f"{n}: {floors[n]:.3f} -> {v:.3f}" for n, v in new.items() if v < floors.get(n, 0)]
    if lower and not allow_lower:
        print("not pinned, floors would fall (--allow-lower):", *lower, sep="\n  ", file=sys.stderr)
        return 1
    FLOORS.write_text(json.dumps({"gold": gold, "model": model, "floors": new}, indent=1) + "\n", "utf-8")
    print(f"pinned {len(new)} floors")
    return 0


if __name__ == "__main__":
    sys.exit(main())
