"""Which model is installed, and whether its files are whole."""

import hashlib
import json
from pathlib import Path

import pytest

from quellenlage.german.card import Card, faults, installed, size

FILES = {"model.onnx": b"weights", "tokenizer.json": b"{}"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model folder as training delivers it, its network a few bytes."""
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in FILES.items()}
    card = {"name": "quellenlage_de", "version": "3", "sha256": hashes, "tags": []}
    (tmp_path / "labels.json").write_text(json.dumps(card), "utf-8")
    return tmp_path


def test_the_card_names_the_model(folder: Path) -> None:
    digest = hashlib.sha256(b"weights").hexdigest()
    card = installed(folder)
    assert card == Card("quellenlage_de", "3", digest)
    assert str(card) == f"quellenlage_de 3 ({digest[:12]})"
    assert card.fingerprint == digest[:12]
    assert faults(folder) == []
    assert size(folder) == sum(file.stat().st_size for file in folder.iterdir())


def test_without_a_network_there_is_no_model(tmp_path: Path) -> None:
    assert installed(tmp_path / "nowhere") is None
    assert installed(tmp_path) is None


@pytest.mark.parametrize("labels", ["{}", "[]", "{", '{"sha256": "x"}'])
def test_a_card_without_hashes_has_the_network_hashed(folder: Path, labels: str) -> None:
    (folder / "labels.json").write_text(labels, "utf-8")
    card = installed(folder)
    assert card is not None
    assert card.sha256 == hashlib.sha256(b"weights").hexdigest()
    assert faults(folder) == ["no hash to compare with: model.onnx", "no hash to compare with: tokenizer.json"]


def test_a_file_cut_off_and_a_missing_one_are_named(folder: Path) -> None:
    (folder / "model.onnx").write_bytes(b"weig")
    (folder / "tokenizer.json").unlink()
    assert faults(folder) == ["not the file that was published: model.onnx", "missing file: tokenizer.json"]


def test_all_files_missing(tmp_path: Path) -> None:
    assert faults(tmp_path) == [f"missing file: {name}" for name in ("labels.json", "model.onnx", "tokenizer.json")]


def test_the_model_in_the_package_is_whole() -> None:
    if installed() is None:
        pytest.skip("needs the model, which this checkout lacks")
    assert faults() == []
