"""JSON lines, JSON, CSV, Parquet."""

import io
import json
from pathlib import Path

import pytest

from quellenlage.read.draft import Draft
from quellenlage.read.tables import LINE_LIMIT, read_csv, read_json, read_jsonl, read_parquet


def texts(found: object) -> list[str]:
    return [d.text if isinstance(d, Draft) else f"! {d.input}: {d.reason}" for d in found]  # type: ignore[attr-defined]


def test_json_lines_one_result_a_row_in_order() -> None:
    lines = b'{"text": "Eins"}\nkein json\n\n[1]\n{"text": null}\n{"article": "Zwei"}\n{"x": 1}\n{"text": 5}\n'
    assert texts(read_jsonl("a", io.BytesIO(lines), {})) == [
        "Eins",
        "! a:2: broken JSON line: Expecting value (character 1)",
        "! a:4: row is no object",
        "! a:5: empty",
        "Zwei",
        "! a:7: no column with the text: the columns are x; name it with --map text=COLUMN",
        "! a:8: text is no text: int",
    ]


def test_mapped_columns() -> None:
    (found,) = read_jsonl(
        "a",
        io.BytesIO(b'{"body": "Eins", "text": "kurz", "zeitung": "Blatt"}'),
        {"text": "body", "outlet": "zeitung"},
    )
    assert isinstance(found, Draft)
    assert (found.text, found.given.outlet) == ("Eins", "Blatt")


def test_metadata_of_a_row() -> None:
    row = {
        "id": 7,
        "text": "T",
        "source": "Blatt",
        "published": "2025-10-14",
        "header": "Titel",
        "authors": ["A B", "C D"],
        "url": "u",
    }
    (found,) = read_jsonl("a", io.BytesIO(json.dumps(row).encode()), {})
    assert isinstance(found, Draft)
    given = found.given
    assert (given.id, given.outlet, given.date, given.title, given.authors, given.url) == (
        "7",
        "Blatt",
        "2025-10-14",
        "Titel",
        ("A B", "C D"),
        "u",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_json_lines_in_any_encoding(encoding: str) -> None:
    lines = '{"text": "Größe und Maß der Straße für Fußgänger"}\n{"text": "Zwölf Äpfel für Jörg über Öl"}\n'
    assert texts(read_jsonl("a", io.BytesIO(lines.encode(encoding)), {})) == [
        json.loads(line)["text"] for line in lines.splitlines()
    ]


def test_half_a_surrogate_pair_is_replaced() -> None:
    assert texts(read_jsonl("a", io.BytesIO(b'{"text": "a\\ud800b\\ud83d\\ude00"}'), {})) == ["a\ufffdb😀"]


def test_a_line_too_long_costs_that_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quellenlage.read.tables.LINE_LIMIT", 1000)
    lines = b'{"text": "Eins"}\n{"text": "' + b"x" * 5000 + b'"}\n{"text": "Drei"}\n'
    assert [t[:14] for t in texts(read_jsonl("a", io.BytesIO(lines), {}))] == ["Eins", "! a:2: line to", "Drei"]
    assert LINE_LIMIT > 5_000_000 * 6


def test_ten_megabytes_in_a_line() -> None:
    (found,) = read_jsonl("a", io.BytesIO(json.dumps({"text": "Wort " * 2_000_000}).encode()), {})
    assert isinstance(found, Draft)
    assert len(found.text) == 10_000_000


def test_deep_json() -> None:
    assert texts(read_jsonl("a", io.BytesIO(b"[" * 200_000), {})) == ["! a:1: broken JSON line: nested too deep"]
    assert texts(read_json("a", b"[" * 200_000, {})) == ["! a: broken JSON: nested too deep"]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b'[{"text": "Eins"}, {"text": "Zwei"}]', ["Eins", "Zwei"]),
        (b'{"text": "Eins"}', ["Eins"]),
        (b'{"text": "Eins"}\n{"text": "Zwei"}', ["Eins", "Zwei"]),
        (b"[]", ["! a: empty"]),
        (b"[1]", ["! a:1: row is no object"]),
        (b'{"text"', ["! a: broken JSON: Expecting ':' delimiter (character 8)"]),
    ],
)
def test_json(data: bytes, found: list[str]) -> None:
    assert texts(read_json("a", data, {})) == found


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv(delimiter: str, encoding: str) -> None:
    lines = ["id|text|outlet", '1|"Größe| Maß\nund ""Form"""|Blatt', "", "2|Übermut tut selten gut", ""]
    content = "\r\n".join(lines).replace("|", delimiter)
    assert texts(read_csv("a", io.BytesIO(content.encode(encoding)), {})) == [
        f'Größe{delimiter} Maß\nund "Form"',
        "Übermut tut selten gut",
    ]


def test_csv_faults() -> None:
    assert texts(read_csv("a", io.BytesIO(b"a,b\n1,2\n"), {})) == [
        "! a: no column with the text: the columns are a, b; name it with --map text=COLUMN"
    ]
    assert texts(read_csv("a", io.BytesIO(b"id,text\n1,Eins\n2,Zwei,zu,viel\n3,\n4\n"), {})) == [
        "Eins",
        "! a:2: broken row: 4 cells, but 2 columns",
        "",
        "! a:4: no column with the text: the columns are id; name it with --map text=COLUMN",
    ]
    assert texts(read_csv("a", io.BytesIO(b" \n"), {})) == ["! a: empty"]


def test_parquet(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    import pyarrow.parquet as parquet

    rows = {
        "id": [1, 2, 3],
        "article": ["Eins", None, "Drei"],
        "source": ["A", "B", "C"],
        "vector": [[1.0], [2.0], [3.0]],
    }
    parquet.write_table(pyarrow.table(rows), tmp_path / "a.parquet")
    with (tmp_path / "a.parquet").open("rb") as stream:
        found = list(read_parquet("a", stream, {}))
    assert texts(found) == ["Eins", "! a:2: empty", "Drei"]
    with (tmp_path / "a.parquet").open("rb") as stream:
        assert texts(read_parquet("a", stream, {"text": "body"}))[0].startswith("! a: no column with the text")
    data = (tmp_path / "a.parquet").read_bytes()
    assert texts(read_parquet("a", io.BytesIO(data[:50]), {}))[0].startswith("! a: damaged file: ")
    assert len(texts(read_parquet("a", io.BytesIO(b"PAR1" + bytes(40) + b"PAR1"), {}))) == 1
