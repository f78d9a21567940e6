"""`quellenlage search` by word and by meaning."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quellenlage.cli import app
from quellenlage.corpus import Corpus
from quellenlage.german.card import installed

TEXTS = {
    "bad.txt": "Das Freibad in Olmenau öffnet erst im Juli. Das Becken ist undicht, sagte Stadträtin Ute Reinholt.",
    "rat.txt": "Der Stadtrat von Olmenau stritt am Montag über Parkplätze. Am Ende wurde der Antrag vertagt.",
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("olmenau")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    with Corpus.open(folder / "o.db") as kept:
        kept.add([folder / name for name in TEXTS])
        kept.analyse()
    return folder / "o.db"


def found(*words: str, corpus: Path) -> list[dict[str, object]]:
    result = CliRunner().invoke(app, ["search", *words, "--json", "--corpus", str(corpus)])
    assert result.exit_code == 0, result.output
    rows: list[dict[str, object]] = json.loads(result.stdout)
    return rows


def test_words_find_their_forms_and_parts_of_compounds(corpus: Path) -> None:
    for words in ("undichtes Becken", "Platz", "Parkplatz"):
        (row,) = found(*words.split(), corpus=corpus)
        assert row["text"] in "".join(TEXTS.values())


@pytest.mark.skipif(installed() is None, reason="needs the German model, which is not installed")
def test_a_sentence_finds_what_says_it_in_other_words(corpus: Path) -> None:
    question = ("--meaning", "Das Schwimmbad in Olmenau macht erst im Sommer auf.")
    rows = found(*question, corpus=corpus)
    assert rows and rows[0]["text"] == "Das Freibad in Olmenau öffnet erst im Juli."
    assert found(*question, "--with", "Reinholt", corpus=corpus) == rows[:1]
    assert found(*question, "--with", "Zeppelin", corpus=corpus) == []
    with Corpus.open(corpus, read_only=True) as kept:
        assert kept.search_meaning("") == kept.search_meaning("…") == []


def test_words_besides_go_with_meaning_alone(corpus: Path) -> None:
    result = CliRunner().invoke(app, ["search", "Becken", "--with", "Juli", "--corpus", str(corpus), "--ui", "en"])
    assert result.exit_code == 2
    assert len(result.output.strip().splitlines()) == 1
