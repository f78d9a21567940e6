"""What `doctor` finds, and how it says to mend it."""

from pathlib import Path

import pytest

from quellenlage import doctor
from quellenlage.corpus import Corpus

ARTICLE = "---\noutlet: Inselbote\n---\nDie Fähre bleibt im Hafen, sagte Kapitänin Rieke Thoms am Dienstag."


def states(corpus: Path | None = None) -> dict[str, str]:
    return {f.what: f.state for f in doctor.examine(corpus)}


def test_a_whole_installation_is_good() -> None:
    found = states()
    assert set(found) == {"quellenlage", "Python", "packages", "SQLite", "German rules", "extra: pdf", "extra: parquet"}
    assert set(found.values()) == {"good"}


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
