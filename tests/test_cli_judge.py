"""`quellenlage judge`: what a newsroom types, and what it is told when it mistypes."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from quellenlage.cli import app
from quellenlage.cli_judge import judge
from quellenlage.corpus import Corpus

DOCS = Path(__file__).parents[1] / "docs"
TEXT = "„Die Fähre fährt erst im Mai wieder“, sagte Kapitänin Rieke Thoms. Ole Brandt nannte das ein Unding."


@pytest.fixture(scope="module")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("judge")
    row = {"id": "inselbote", "outlet": "Inselbote", "date": "2025-04-02", "text": TEXT}
    (folder / "a.jsonl").write_text(json.dumps(row), "utf-8")
    with Corpus.open(folder / "corpus.db") as corpus:
        corpus.add([folder / "a.jsonl"])
        corpus.analyse()
    return folder / "corpus.db"


@pytest.fixture
def run(analysed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    monkeypatch.setenv("QUELLENLAGE_AUTHOR", "Rieke Thoms")
    monkeypatch.setenv("QUELLENLAGE_UI", "en")
    monkeypatch.delenv("QUELLENLAGE_CORPUS", raising=False)
    shutil.copy(analysed, tmp_path / "quellenlage.db")
    runner = CliRunner()

    def invoke(*arguments: str, stdin: bytes | None = None) -> Result:
        return runner.invoke(app, ["judge", *arguments], input=stdin)

    return invoke


def rows(run) -> list[dict[str, object]]:
    return json.loads(run("list", "--json").stdout)


def test_a_working_day(run, tmp_path: Path) -> None:
    place = f"inselbote:0-{TEXT.index('“') + 1}"
    assert run("speaker", place, "Ole Brandt", "--reason", "Tonband").exit_code == 0
    assert run("date", "inselbote", "3.4.2025", "--to", "5.4.2025", "-r", "Druckausgabe").exit_code == 0
    assert run("note", place, "Reederei angerufen, bestätigt 14:10", "--author", "Ole Brandt").exit_code == 0
    assert run("outlet", "insel", "Inselpost", "-r", "umbenannt").exit_code == 0
    found = rows(run)
    assert [r["judgement"]["kind"] for r in found] == ["speaker", "date", "note", "outlet"]
    assert [r["judgement"]["author"] for r in found] == ["Rieke Thoms", "Rieke Thoms", "Ole Brandt", "Rieke Thoms"]
    assert found[1]["judgement"]["value"] == "2025-04-03/2025-04-05"
    assert {r["standing"] for r in found} == {"in force"}
    undone = run("undo", found[0]["judgement"]["id"][:8], "-r", "verhört")
    assert undone.exit_code == 0
    assert "run quellenlage analyse" in undone.stdout
    listed = run("list", "--ui", "de")
    assert listed.exit_code == 0
    for words in ("zurückgenommen durch", "gesagt von Ole Brandt", "erschienen 3.", "Inselpost", "14:10"):
        assert words in " ".join(listed.stdout.split())
    assert run("list", "--orphaned").stdout.strip() == "No judgement is orphaned."


def test_out_of_one_corpus_into_another(run, tmp_path: Path) -> None:
    run("reject", f"inselbote:0-{TEXT.index('“') + 1}", "-r", "Ironie")
    assert run("export", "-o", "alle.jsonl").exit_code == 0
    with Corpus.open(tmp_path / "other.db"):
        pass
    taken = run("import", "alle.jsonl", "--corpus", "other.db", "--json")
    assert (taken.exit_code, json.loads(taken.stdout)) == (0, {"added": 1, "known": 0, "refused": []})
    lines = (tmp_path / "alle.jsonl").read_bytes() + b"{}\n"
    again = run("import", "-", "--corpus", "other.db", stdin=lines)
    assert again.exit_code == 1
    assert again.stderr == "-:2: this line is no judgement: the field kind is missing\n"
    assert len(again.stderr.splitlines()) == 1
    assert run("import", "-", stdin=b"{}").exit_code == 3


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("reject", "inselbote:0-36"), 2, "Missing option"),
        (("reject", "nichts", "-r", "x"), 3, "there is no claim nichts"),
        (("reject", "inselbote:0-36", "-r", ""), 2, "reason is missing"),
        (("reject", "inselbote:0-36", "-r", "x" * 5000), 2, "reason is too long: 5000 > 2000"),
        (("reject", "inselbote:0-36", "-r", "rot \x1b[31m"), 2, "reason holds a character that nobody sees: U+001B"),
        (("note", "inselbote", "k\udcfchl"), 2, "reason holds a character that nobody sees: U+DCFC"),
        (("date", "inselbote", "neulich", "-r", "x"), 2, "neulich: write a day as"),
        (("speaker", "inselbote:0-36", "-r", "x"), 2, "either NAME or --nobody"),
        (("speaker", "inselbote:0-36", "Ina", "--nobody", "-r", "x"), 2, "either NAME or --nobody"),
        (("undo", "0123456789abcdef", "-r", "x"), 3, "there is no judgement"),
        (("import", "gibtsnicht.jsonl"), 2, "cannot be read"),
        (("export", "-o", "gibts/nicht.jsonl"), 2, "cannot be written"),
        (("list", "--corpus", "gibtsnicht.db"), 3, "there is no corpus"),
    ],
    ids=lambda value: str(value)[:40].encode("ascii", "replace").decode(),
)
def test_what_cannot_be_done_is_one_line(run, arguments: tuple[str, ...], code: int, words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == code, result.output
    assert words in " ".join(result.stderr.split())
    assert "Traceback" not in result.output
    if "Missing" not in words:
        assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", [c.name or c.callback.__name__ for c in judge.registered_commands])
def test_every_command_is_in_the_reference_and_has_help(command: str) -> None:
    assert f"## quellenlage judge {command}\n" in (DOCS / "reference" / "commands.md").read_text("utf-8")
    registered = next(c for c in judge.registered_commands if (c.name or c.callback.__name__) == command)
    assert (registered.callback.__doc__ or "").strip()
