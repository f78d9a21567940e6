"""Files, folders, globs, standard input."""

import os
from pathlib import Path

import pytest

from quellenlage.domain.article import Refused
from quellenlage.read.sources import Source, find_sources, sniff


def names(*paths: object, stdin: bytes | None = None) -> list[str]:
    return [
        s.name if isinstance(s, Source) else f"! {s.input}: {s.reason}"
        for s in find_sources([str(p) for p in paths], stdin)
    ]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*paths: str) -> None:
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text("Text", encoding="utf-8")


def test_a_folder_is_read_sorted_and_deep(here: Path) -> None:
    write(
        "f/b.txt", "f/a.html", "f/sub/c.jsonl", "f/.hidden.txt", "f/a.meta.json", "f/README.md", "f/LICENSE", "f/z.docx"
    )
    assert names("f") == ["f/a.html", "f/b.txt", "f/sub/c.jsonl", "f/z.docx"]


def test_databases_are_passed_over_in_folders(here: Path) -> None:
    write("f/a.txt", "f/other.db", "f/lone-wal")
    for name in ("f/x.db", "f/x.db-shm", "f/x.db-wal"):
        Path(name).write_bytes(b"SQLite format 3\x00" + bytes(84) if name.endswith("db") else bytes(40))
    assert names("f") == [
        "f/a.txt", "! f/lone-wal: unknown file type: no ending", "! f/other.db: unknown file type: .db",
    ]  # fmt: skip
    assert names("f/x.db") == ["f/x.db"]  # named itself it is looked at, and refused as what it is


def test_other_endings_are_refused_once_each(here: Path) -> None:
    write("f/a.txt", "f/b.pdf", "f/c.pdf", "f/d.PNG")
    assert names("f") == [
        "f/a.txt",
        "! f/b.pdf: unknown file type: .pdf (2 files, this is the first)",
        "! f/d.PNG: unknown file type: .png",
    ]


def test_companions_of_a_saved_page_are_left_out(here: Path) -> None:
    write("f/seite.html", "f/seite_files/x.html", "f/andere_files/y.html")
    assert names("f") == ["f/andere_files/y.html", "f/seite.html"]


def test_a_file_named_itself_is_read_whatever_its_ending(here: Path) -> None:
    write("notiz.xyz", "README.md")
    assert names("notiz.xyz", "README.md") == ["notiz.xyz", "README.md"]


def test_globs_that_the_shell_left_alone(here: Path) -> None:
    write("a1.txt", "a2.txt", "b.txt", "tief/er/a3.txt")
    assert names("a*.txt") == ["a1.txt", "a2.txt"]
    assert names("**/a*.txt") == ["a1.txt", "a2.txt", "tief/er/a3.txt"]
    assert names("x*.txt") == ["! x*.txt: nothing matches"]


def test_a_file_whose_name_looks_like_a_glob(here: Path) -> None:
    write("[alt] bericht.txt")
    assert names("[alt] bericht.txt") == ["[alt] bericht.txt"]


def test_what_is_not_there(here: Path) -> None:
    (here / "leer").mkdir()
    assert names("fehlt.txt", "leer") == ["! fehlt.txt: no such file", "! leer: nothing in it"]
    assert names("a\x00b") == ["! a\ufffdb: no such file"]


def test_a_loop_is_refused_once(here: Path) -> None:
    write("f/a.txt", "f/g/b.txt")
    Path("f/g/zurueck").symlink_to("..")
    assert names("f") == ["f/a.txt", "f/g/b.txt", "! f/g/zurueck: directory loop: leads back to a folder above it"]


def test_a_folder_linked_twice_is_read_once(here: Path) -> None:
    write("f/a/x.txt")
    Path("f/b").symlink_to("a")
    assert names("f") == ["f/a/x.txt"]


def test_links_to_nowhere(here: Path) -> None:
    (here / "f").mkdir()
    Path("f/a.txt").symlink_to("weg.txt")
    Path("f/b.txt").symlink_to("b.txt")
    found = names("f")
    assert len(found) == 2
    assert all(n.startswith("! f/") and "unreadable" in n for n in found)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(here: Path) -> None:
    write("zu.txt")
    Path("zu.txt").chmod(0)
    assert names("zu.txt") == ["! zu.txt: unreadable: permission denied"]


def test_standard_input() -> None:
    (source,) = find_sources(["-"], b"<!DOCTYPE html><p>x</p>")
    assert isinstance(source, Source)
    assert (source.name, source.kind, source.read(100)) == ("-", "html", b"<!DOCTYPE html><p>x</p>")


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"  <html><body>", "html"),
        (b'{"text": "a"}\n{"text": "b"}\n', "jsonl"),
        (b'[{"text": "a"}]', "json"),
        (b"id,text\n1,Hallo\n", "csv"),
        (b'"url";"text"\n', "csv"),
        (b"PAR1abc", "parquet"),
        (b"Der Text, der beginnt.\n", "text"),
        (b"[Anmerkung] Ein Text.", "text"),
        (b"", "text"),
    ],
)
def test_kind_of_nameless_content(head: bytes, kind: str) -> None:
    assert sniff(head) == kind


def test_sidecar_beside_its_file(here: Path) -> None:
    write("a.txt", "a.meta.json", "b.txt")
    found = {s.name: s.sidecar() for s in find_sources(["a.txt", "b.txt"]) if not isinstance(s, Refused)}
    assert found == {"a.txt": Path("a.meta.json"), "b.txt": None}
