"""The command line: exit codes, one-line errors, machine output, metadata options."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from quellenlage.cli import app
from quellenlage.report.faults import fault
from quellenlage.report.translate import translator

ARTICLE = (
    "Die Fähre bleibt im Hafen. „Der Motor ist hin“, sagte Kapitänin Rieke Thoms am Dienstag dem Inselboten. "
    "Mindestens 40 Urlauber warten auf der Insel. Laut der Reederei dauert die Reparatur drei Tage."
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    for name in ("QUELLENLAGE_UI", "QUELLENLAGE_CORPUS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    runner = CliRunner()

    def invoke(*arguments: str, stdin: bytes | None = None) -> Result:
        return runner.invoke(app, list(arguments), input=stdin)

    return invoke


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "faehre.txt"
    file.write_text(f"---\noutlet: Inselbote\ndate: 2025-09-17\ntitle: Fähre fällt aus\n---\n{ARTICLE}\n", "utf-8")
    return file


def test_report_to_every_ending(run, article: Path, tmp_path: Path) -> None:
    result = run("report", str(article), "-o", "l.html", "-o", "l.json", "-o", "l.md")
    assert result.exit_code == 0, result.output
    dossier = json.loads((tmp_path / "l.json").read_text("utf-8"))
    assert dossier["schema"] == 1
    (row,) = dossier["corpus"]["articles"]
    assert (row["outlet"], row["title"], row["published"]["from"]) == ("Inselbote", "Fähre fällt aus", "2025-09-17")
    assert "Rieke Thoms" in (tmp_path / "l.md").read_text("utf-8")
    assert "Rieke Thoms" in (tmp_path / "l.html").read_text("utf-8")


def test_report_without_output_is_terminal_text(run, article: Path) -> None:
    result = run("report", str(article))
    assert result.exit_code == 0
    assert "Rieke Thoms" in result.stdout


def test_report_of_nothing_is_about_the_corpus_at_hand(run, article: Path, tmp_path: Path) -> None:
    nothing = run("report", "-o", "l.docx")
    assert (nothing.exit_code, nothing.stderr) == (
        2,
        "quellenlage: report braucht entweder PATH... oder --corpus FILE: siehe quellenlage report --help\n",
    )
    run("add", str(article))
    assert run("report", "-o", "l.docx", "--ui", "en").stderr.startswith("quellenlage: no article of this corpus is")
    run("analyse")
    assert run("report", "-o", "l.docx").exit_code == 0
    assert (tmp_path / "l.docx").stat().st_size > 1000


def test_a_folder_may_hold_its_own_corpus(run, article: Path) -> None:
    assert run("add", ".").exit_code == 0
    again = run("add", ".")
    assert (again.exit_code, again.stderr) == (0, "")
    named = run("add", "quellenlage.db", "--corpus", "c.db")
    assert (named.exit_code, named.stderr) == (3, "quellenlage.db: Binärdatei: eine Datenbank\n")


def test_a_refused_input_gets_one_line_and_the_rest_goes_on(run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "leer.txt").write_text("", "utf-8")
    (tmp_path / "bild.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    result = run("report", str(article), "leer.txt", "bild.txt", "gibtsnicht.txt", "-o", "l.json")
    assert result.exit_code == 1
    lines = result.stderr.strip().splitlines()
    assert [line.split(":")[0] for line in lines] == ["leer.txt", "bild.txt", "gibtsnicht.txt"]
    assert {r["input"] for r in json.loads((tmp_path / "l.json").read_text())["refused"]} == {
        "leer.txt",
        "bild.txt",
        "gibtsnicht.txt",
    }


def test_nothing_readable_is_3(run, tmp_path: Path) -> None:
    (tmp_path / "leer.txt").write_text("", "utf-8")
    result = run("report", "leer.txt", "-o", "l.json")
    assert result.exit_code == 3
    assert not (tmp_path / "l.json").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "a.txt", "--corpus", "c.db"),
        ("report", "a.txt", "-o", "x.xyz"),
        ("report", "a.txt", "--story", "s"),
        ("report", "a.txt", "--map", "text"),
        ("report", "a.txt", "--ui", "fr"),
        ("annotate", "a.txt", "--format", "xml"),
        ("show", "s", "--since", "gestern"),
        ("nonsense",),
        ("add",),
        ("export", "nonsense", "-o", "x.csv"),
        ("report", "a.txt", "--split", "("),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(run, article: Path, arguments: tuple[str, ...]) -> None:
    run("add", str(article))
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output


def test_annotate_prints_one_object_per_row_in_order(run, tmp_path: Path) -> None:
    rows = [
        {"id": f"r{i}", "text": f"Der Rat tagte {i} Stunden lang, sagte Anna Berg.", "date": "2025-09-17"}
        for i in range(5)
    ]
    rows.append(rows[0])  # the same row twice is two objects
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(r) for r in rows), "utf-8")
    result = run("annotate", "a.jsonl", "--format", "jsonl", "--language", "de")
    assert result.exit_code == 0, result.output
    made = [json.loads(line) for line in result.stdout.splitlines()]
    assert [m["id"] for m in made] == ["r0", "r1", "r2", "r3", "r4", "r0"]
    assert [m["text"] for m in made] == [r["text"] for r in rows]


def test_annotate_reads_standard_input_with_metadata(run) -> None:
    result = run(
        "annotate",
        "-",
        "--json",
        "--outlet",
        "Inselbote",
        "--date",
        "2025-09-17",
        "--title",
        "T",
        stdin=ARTICLE.encode(),
    )
    assert result.exit_code == 0, result.output
    made = json.loads(result.stdout)
    assert made["text"] == ARTICLE
    assert made["meta"]["outlet"] == "Inselbote"
    assert made["meta"]["published"]["from"] == "2025-09-17"
    assert any(t["value"] == "2025-09-16" for t in made["times"])


def test_annotate_for_the_eye_names_the_rule(run, article: Path) -> None:
    plain = run("annotate", str(article))
    explained = run("annotate", str(article), "--explain")
    assert plain.exit_code == explained.exit_code == 0
    assert "Rieke Thoms" in plain.stdout
    assert len(explained.stdout) > len(plain.stdout)


def test_a_corpus_from_add_to_remove(run, article: Path, tmp_path: Path) -> None:
    assert run("add", str(article)).exit_code == 0
    again = json.loads(run("add", str(article), "--json").stdout)
    assert (len(again["added"]), len(again["known"])) == (0, 1)
    assert run("analyse").exit_code == 0
    (story,) = json.loads(run("stories", "--json").stdout)
    shown = run("show", story["id"])
    assert shown.exit_code == 0 and "Rieke Thoms" in shown.stdout
    assert run("show", story["id"][:6]).exit_code == 0
    hits = json.loads(run("search", "Faehre", "--json").stdout)
    assert [h["article"] for h in hits] == story["articles"]
    assert run("export", "statements", "-o", "s.csv").exit_code == 0
    assert "Rieke Thoms" in (tmp_path / "s.csv").read_text("utf-8-sig")
    assert run("report", "--corpus", "quellenlage.db", "--story", story["id"], "-o", "l.html").exit_code == 0
    assert run("remove", story["articles"][0]).exit_code == 0
    assert run("remove", story["articles"][0]).exit_code == 3
    assert run("doctor").exit_code == 0


@pytest.mark.parametrize("command", [("analyse",), ("stories",), ("show", "x"), ("search", "x"), ("remove", "x")])
def test_a_corpus_that_is_not_there_is_said_in_one_line(run, command: tuple[str, ...], tmp_path: Path) -> None:
    result = run(*command, "--corpus", "nichts.db")
    assert result.exit_code == 3
    assert "nichts.db" in result.stderr and len(result.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "nichts.db").exists()


def test_a_file_that_is_no_corpus_stays_untouched(run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "brief.db").write_text("Liebe Anna, dies ist keine Datenbank.", "utf-8")
    result = run("add", str(article), "--corpus", "brief.db")
    assert result.exit_code == 3
    assert (tmp_path / "brief.db").read_text("utf-8").startswith("Liebe Anna")


def test_both_interface_languages(run, article: Path) -> None:
    german, english = run("report", str(article), "--ui", "de").stdout, run("report", str(article), "--ui", "en").stdout
    assert "Aussagen" in german and "Statements" in english
    assert "Statements" not in german


def test_split_parts_a_file_into_articles(run, tmp_path: Path) -> None:
    (tmp_path / "zwei.txt").write_text("Der Hafen ist zu.\n=====\nDie Brücke ist offen.\n", "utf-8")
    result = run("annotate", "zwei.txt", "--json", "--split", "^=+$", "--language", "de")
    assert [json.loads(line)["text"].strip() for line in result.stdout.splitlines()] == [
        "Der Hafen ist zu.",
        "Die Brücke ist offen.",
    ]


def test_settings_come_from_environment_and_file(
    run, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "quellenlage.toml").write_text('corpus = "aus-datei.db"\nui = "en"\n', "utf-8")
    assert run("add", str(article)).exit_code == 0
    assert (tmp_path / "aus-datei.db").exists()
    monkeypatch.setenv("QUELLENLAGE_CORPUS", "aus-umgebung.db")
    assert run("add", str(article)).exit_code == 0
    assert (tmp_path / "aus-umgebung.db").exists()
    (tmp_path / "quellenlage.toml").write_text("corpus = 3\n", "utf-8")
    assert run("add", str(article)).exit_code == 2


def test_output_into_a_closed_pipe_is_no_fault(article: Path) -> None:
    command = f"{sys.executable} -m quellenlage annotate {article} {article} {article} --format jsonl | head -c 10"
    result = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)
    assert "Traceback" not in result.stderr and "Exception" not in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_ctrl_c_leaves_cleanly(tmp_path: Path) -> None:
    rows = [{"text": f"Der Rat tagte zum {i}. Mal, sagte Anna Berg am Montag. " * 40} for i in range(400)]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(r) for r in rows), "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "quellenlage", "add", "a.jsonl", "--language", "de"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    )
    corpus = tmp_path / "quellenlage.db"
    deadline = time.monotonic() + 60
    while not corpus.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert "Traceback" not in errors
    done = subprocess.run(
        [sys.executable, "-m", "quellenlage", "add", "a.jsonl", "--language", "de", "--json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads(done.stdout)
    assert len(report["added"]) + len(report["known"]) == 400


def test_results_older_than_the_articles_are_said(run, article: Path, tmp_path: Path) -> None:
    run("add", str(article))
    early = run("stories")
    assert early.exit_code == 3 and "quellenlage analyse" in early.stderr
    run("analyse")
    assert run("stories").stderr == ""
    (tmp_path / "neu.txt").write_text("Die Brücke ist wieder offen, sagte Landrätin Jana Kolbe am Freitag.", "utf-8")
    run("add", "neu.txt")
    late = run("stories")
    assert late.exit_code == 0 and "quellenlage analyse" in late.stderr


def test_words_to_search_for_may_begin_with_a_minus(run, article: Path) -> None:
    run("add", str(article))
    assert len(json.loads(run("search", "Motor", "Reederei", "--json").stdout)) == 1
    assert len(json.loads(run("search", "Motor Reederei", "--json").stdout)) == 1
    assert json.loads(run("search", "Motor", "-Reederei", "--json").stdout) == []
    assert json.loads(run("search", '"Reederei Motor"', "--json").stdout) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "{a}", "{a}", "--date", "2025-09-18"),
        ("report", ".", "--outlet", "Bote"),
        ("report", "{a}", "--date", "gestern"),
        ("report", "{a}", "--date", "32.13.2025"),
        ("report", "{a}", "--language", "en"),
        ("report", "{a}", "--map", "foo=bar"),
        ("demo", "--folder", "/dev/null/x"),
    ],
    ids=" ".join,
)
def test_options_that_cannot_mean_anything_are_wrong_usage(run, article: Path, arguments: tuple[str, ...]) -> None:
    result = run(*(a.format(a=article) for a in arguments))
    assert result.exit_code == 2, result.output
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_behind_the_output_is_one_line(article: Path) -> None:
    command = f"{sys.executable} -m quellenlage report {article} > /dev/full"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert result.returncode == 3
    assert "Traceback" not in result.stderr and len(result.stderr.strip().splitlines()) == 1


def test_ctrl_c_while_loading_is_one_line(tmp_path: Path) -> None:
    """The interruption comes a moment after the start of `main`, which needs far longer to load the command line."""
    code = (
        "import _thread, sys, threading; from quellenlage.__main__ import main; sys.argv = ['quellenlage', 'doctor']; "
        "threading.Timer(0.05, _thread.interrupt_main).start(); main()"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 130, result.stderr
    assert result.stderr == "quellenlage: interrupted before anything was done\n"


def every_help() -> list[tuple[str, ...]]:
    """The arguments of every help page: the program, its commands, and the commands of its groups."""
    pages: list[tuple[str, ...]] = [()]
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        pages += [(name,), *((name, inner) for inner in getattr(command, "commands", {}))]
    return pages


@pytest.mark.parametrize("page", every_help(), ids=" ".join)
def test_a_help_page_is_in_the_language_of_the_interface(run, page: tuple[str, ...]) -> None:
    german, english = run(*page, "--help", "--ui", "de"), run(*page, "--help", "--ui", "en")
    assert (german.exit_code, english.exit_code) == (0, 0)
    same = set(map(str.strip, german.output.splitlines())) & set(map(str.strip, english.output.splitlines()))
    # lists of endings and tables look the same
    assert [line for line in same if re.search(r"[a-z]{2,} [a-z]{2,}", line)] == []
    assert "Usage" not in german.output and "Options:" not in german.output


def test_every_help_text_is_translated() -> None:
    say, untranslated = translator("de"), []

    def walk(command) -> None:
        texts = [command.help, *(p.help for p in command.params if p.name != "help")]
        untranslated.extend(t for t in texts if t and say(t) == t and fault(t, say) == t)
        for inner in getattr(command, "commands", {}).values():
            walk(inner)

    walk(typer.main.get_command(app))
    assert untranslated == []


@pytest.mark.parametrize(
    ("call", "line"),
    [
        ("report --iu de", "Die Option --iu gibt es nicht"),
        ("repot", "Den Befehl „repot“ gibt es nicht (gemeint vielleicht: 'report'"),
        ("report --story", "Hinter der Option --story fehlt ein Wert"),
        ("serve --port 700000", "Der Wert für --port ist zu groß, höchstens 65535 geht"),
        ("search --limit 0 wort", "Der Wert für --limit ist zu klein, mindestens 1 geht"),
        ("serve --port x", "Der Wert für --port ist keine ganze Zahl"),
        ("show", "Es fehlt die Angabe STORY"),
        ("judge nix", "Den Befehl „nix“ gibt es nicht"),
        ("judge merge a b", "Es fehlt die Option --reason"),
        ("stories a b", "Überzählige Angaben: a b"),
        ("report --json=3", "Die Option --json nimmt keinen Wert"),
        ("--ui de", "Es fehlt der Befehl"),
    ],
)
def test_a_call_that_is_not_understood_is_one_line(run, call: str, line: str) -> None:
    result = run(*call.split())
    assert result.exit_code == 2
    assert result.stderr.startswith(f"quellenlage: {line}")
    assert result.stderr.count("\n") == 1
    assert "siehe quellenlage" in result.stderr


@pytest.mark.parametrize("page", [page for page in every_help() if page and page != ("judge",)], ids=" ".join)
@pytest.mark.parametrize("option", ["--blubb", "--blubb=3", "--kind"])
def test_no_command_swallows_an_option_that_there_is_not(run, page: tuple[str, ...], option: str) -> None:
    result = run(*page, "wort", option, "claims")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"quellenlage: Die Option {option.partition('=')[0]} gibt es nicht")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("page", every_help(), ids=" ".join)
def test_a_help_page_comes_by_its_short_name_and_names_no_empty_default(run, page: tuple[str, ...]) -> None:
    result = run(*page, "-h")
    assert (result.exit_code, result.output) == (0, run(*page, "--help").output)
    assert "-h, --help" in result.output
    assert "(sonst: )" not in result.output


def test_words_that_begin_with_a_minus_are_no_options(run, article: Path) -> None:
    run("add", str(article))
    assert "Fähre" in run("search", "Fähre", "-hund", "-Urlaub").stdout
    assert "Nichts gefunden" in run("search", "Fähre", "-Hafen").stdout
    assert run("search", "--", "--kind", "Fähre").exit_code == 0


def test_ids_that_corrections_name_are_shown_when_asked_for(run, article: Path) -> None:
    run("add", str(article))
    assert run("analyse").exit_code == 0
    story = json.loads(run("stories", "--json").stdout)[0]
    named = run("show", story["id"], "--ids").stdout
    said = next(m["statement"] for c in story["claims"] for m in c["members"] if m["mode"] == "direct")
    for thing in (said, story["articles"][0], story["actors"][0]["id"]):
        assert thing in named.replace("\n", "")
        assert thing not in run("show", story["id"]).stdout


def test_hits_carry_the_headline_where_the_article_brought_none(run, tmp_path: Path) -> None:
    text = "Kran kippt in Leer um\n\nDer Kran stürzte am 3. Mai 2025 auf den Kai, sagte Bauleiterin Heide Voss.\n"
    (tmp_path / "kran.txt").write_text(text, "utf-8")
    run("add", str(tmp_path / "kran.txt"))
    assert run("analyse").exit_code == 0
    shown = run("search", "Kran").stdout
    assert shown.startswith("Kran kippt in Leer um\n")
    assert "unbekanntes Medium" in shown
    assert "kran.txt" not in shown


def test_the_language_may_be_named_before_the_command(run) -> None:
    assert "Die Themen des Bestands auflisten." in run("--ui", "de", "stories", "--help").output
    assert "List the stories of the corpus." in run("--ui", "en", "stories", "--help").output
    assert run("--ui", "en", "stories", "--corpus", "none.db").stderr.startswith("quellenlage: there is no corpus")
    assert run("--ui=de", "stories", "--corpus", "none.db").stderr.startswith("quellenlage: Es gibt keinen Bestand")
