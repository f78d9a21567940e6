"""What `doctor` finds, and how it says to mend it."""

import hashlib
import json
import sys
from pathlib import Path

import pytest

from quellenlage import doctor
from quellenlage.corpus import Corpus
from quellenlage.domain.annotations import Annotations
from quellenlage.domain.article import Article
from quellenlage.errors import LexiconError
from quellenlage.german.card import installed

ARTICLE = "---\noutlet: Inselbote\n---\nDie Fähre bleibt im Hafen, sagte Kapitänin Rieke Thoms am Dienstag."


def states(corpus: Path | None = None) -> dict[str, str]:
    return {f.what: f.state for f in doctor.examine(corpus)}


def test_a_whole_installation_is_good() -> None:
    found = states()
    assert set(found) == {
        "quellenlage", "Python", "packages", "SQLite", "German model", "German rules", "memory", "extra: charts",
        "extra: pdf", "extra: parquet",
    }  # fmt: skip
    without_model = {"German model"} if installed() is None else set()
    assert {what for what, state in found.items() if state != "good"} == without_model


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model folder of a few bytes, the one that doctor looks at."""
    folder = tmp_path / "model"
    folder.mkdir()
    hashes = {}
    for name in ("model.onnx", "tokenizer.json"):
        (folder / name).write_bytes(name.encode() * 100_000)
        hashes[name] = hashlib.sha256(name.encode() * 100_000).hexdigest()
    card = {"name": "quellenlage_de", "version": "4", "sha256": hashes}
    (folder / "labels.json").write_text(json.dumps(card), "utf-8")
    monkeypatch.setattr(doctor, "FOLDER", folder)
    return folder


def about_the_model() -> doctor.Finding:
    (finding,) = [f for f in doctor.examine(None) if f.what == "German model"]
    return finding


def test_the_model_is_named_with_its_size(model: Path) -> None:
    digest = hashlib.sha256((model / "model.onnx").read_bytes()).hexdigest()
    found = about_the_model()
    assert (found.state, found.detail) == ("good", f"quellenlage_de 4 ({digest[:12]}), 2 MB")


def test_files_of_the_model_that_are_cut_off_or_missing_are_named(model: Path) -> None:
    (model / "model.onnx").write_bytes(b"half")
    (model / "tokenizer.json").unlink()
    found = about_the_model()
    assert found.state == "broken"
    assert found.detail == "not the file that was published: model.onnx; missing file: tokenizer.json"
    assert "reinstall" in found.mend


def test_an_installation_without_a_model_is_told_so(model: Path) -> None:
    (model / "model.onnx").unlink()
    found = about_the_model()
    assert (found.state, found.detail) == ("missing", "rules alone read the text")
    assert "reinstall" in found.mend


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell")
def test_the_memory_is_this_process_s() -> None:
    (found,) = [f for f in doctor.examine(None) if f.what == "memory"]
    megabytes = int(found.detail.rpartition(": ")[2].removesuffix(" MB"))
    assert 30 < megabytes < 4000


def test_our_own_faults_in_the_trial_are_told_not_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_article: Article) -> Annotations:
        raise LexiconError("verbs.tsv, line 3: no stance")

    monkeypatch.setattr(doctor, "annotate", broken)
    (found,) = [f for f in doctor.examine(None) if f.what == "German rules"]
    assert (found.state, found.detail) == ("broken", "verbs.tsv, line 3: no stance")


def test_a_missing_extra_comes_with_its_install_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "EXTRAS", {"pdf": ("no-such-package",)})
    (finding,) = [f for f in doctor.examine(None) if f.what == "extra: pdf"]
    assert (finding.state, finding.detail) == ("missing", "no-such-package")
    assert "pip install 'quellenlage[pdf]'" in finding.mend


def test_a_step_that_finds_nothing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "TRIAL", "Die Brücke bleibt gesperrt.")
    (finding,) = [f for f in doctor.examine(None) if f.what == "German rules"]
    assert finding.state == "broken"
    assert "statement" in finding.detail and "reinstall" in finding.mend


def test_a_corpus_is_stale_until_it_is_analysed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    file = tmp_path / "c.db"
    with Corpus.open(file) as corpus:
        corpus.add([str(tmp_path / "a.txt")])
    faults = [f for f in doctor.examine(file) if f.what.startswith("corpus")]
    assert {f.state for f in faults} == {"broken"}
    assert "quellenlage analyse" in {f.mend for f in faults}
    with Corpus.open(file) as corpus:
        corpus.analyse()
    assert states(file)[f"corpus: {file}"] == "good"


def test_a_corpus_that_is_not_there_yet_is_no_fault(tmp_path: Path) -> None:
    assert not [f for f in doctor.examine(tmp_path / "none.db") if f.what.startswith("corpus")]
    assert not (tmp_path / "none.db").exists()
