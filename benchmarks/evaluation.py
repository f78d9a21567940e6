"""The evaluation data beside the checkout (`../shared`), its scorers, and the model file that numbers belong to."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
DATA = SHARED / "data"
SPLITS = ROOT / "benchmarks" / "splits"
MODEL = ROOT / "src" / "quellenlage" / "german" / "model" / "model.onnx"


def available() -> bool:
    """True where the scorers and their data are."""
    return (SHARED / "score" / "gold.py").is_file()


def scorer(name: str, *arguments: str) -> str:
    """Output of one of the scorers."""
    command = [sys.executable, str(SHARED / "score" / name), *arguments]
    return subprocess.run(command, cwd=SHARED / "score", capture_output=True, text=True, check=True).stdout


def model_sha() -> str | None:
    """SHA-256 of the model file that ships, None without one."""
    return hashlib.sha256(MODEL.read_bytes()).hexdigest() if MODEL.is_file() else None


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def write_rows(rows: Iterable[dict[str, Any]], path: Path) -> Path:
    """The rows as JSONL."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def held_out_ids(name: str) -> frozenset[str]:
    """The ids of a held-out part (`germeval2014`, `gsd`)."""
    return frozenset((SPLITS / f"{name}_held_out.txt").read_text("utf-8").split())
