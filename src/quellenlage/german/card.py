"""Which German model is installed, read from its card without loading it.

`labels.json` of the model folder carries the card: `name`, `version`, and `sha256` with the hash of every other file
that the model needs, by the file's name.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("model")
NETWORK, SUBWORDS, LABELS = "model.onnx", "tokenizer.json", "labels.json"


@dataclass(frozen=True, slots=True)
class Card:
    """A model: its name, its version, and the SHA-256 of its network."""

    name: str
    version: str
    sha256: str

    @property
    def fingerprint(self) -> str:
        """The first twelve hex digits of the hash: enough to tell one network from another."""
        return self.sha256[:12]

    def __str__(self) -> str:
        return f"{self.name} {self.version} ({self.fingerprint})"


@cache
def installed(folder: Path = FOLDER) -> Card | None:
    """The card of the model in `folder`; None where there is no network, and rules alone read the text. A card without
    hashes (a model in training) has the network hashed here."""
    if not (folder / NETWORK).exists():
        return None
    labels = _labels(folder)
    known = labels["sha256"].get(NETWORK) or _sha256(folder / NETWORK)
    return Card(str(labels.get("name", "quellenlage_de")), str(labels.get("version", "0")), known)


def faults(folder: Path = FOLDER) -> list[str]:
    """What is wrong with the files of the model, each as `phrase: file`; nothing if they are what the card says."""
    hashes = _labels(folder)["sha256"]
    found = []
    for name in (LABELS, NETWORK, SUBWORDS):
        if not (folder / name).exists():
            found.append(f"missing file: {name}")
        elif name != LABELS and name not in hashes:
            found.append(f"no hash to compare with: {name}")
        elif name != LABELS and hashes[name] != _sha256(folder / name):
            found.append(f"not the file that was published: {name}")
    return found


def size(folder: Path = FOLDER) -> int:
    """Bytes of all files of the model."""
    return sum(file.stat().st_size for file in folder.iterdir() if file.is_file())


def _labels(folder: Path) -> dict[str, Any]:
    """What `labels.json` says; without it (or if it is damaged) only that no hash is known. Loading the model says what
    is wrong with it."""
    try:
        labels = json.loads((folder / LABELS).read_text("utf-8"))
    except (OSError, ValueError):
        return {"sha256": {}}
    if not isinstance(labels, dict):
        return {"sha256": {}}
    hashes = labels.get("sha256")
    return labels | {"sha256": hashes if isinstance(hashes, dict) else {}}


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
