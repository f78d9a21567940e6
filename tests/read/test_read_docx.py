"""Word files, made here."""

import io
import zipfile
from collections.abc import Sequence

import pytest
from docx import Document

from quellenlage.domain.article import Refused
from quellenlage.read.docx import UNPACKED_LIMIT, read_docx
from quellenlage.read.draft import Draft
from quellenlage.read.sections import outlet_and_date

ONE = "Der Kreistag hat den Haushalt beschlossen."
TWO = "Die Opposition kündigte Widerspruch an."


def word(blocks: Sequence[tuple[str | None, str]], table: Sequence[Sequence[str]] = ()) -> bytes:
    document = Document()
    for style, text in blocks:
        document.add_paragraph(text, style=style)
    if table:
        made = document.add_table(rows=len(table), cols=len(table[0]))
        for row, cells in zip(made.rows, table, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def drafts(data: bytes) -> list[Draft]:
    found = list(read_docx("a.docx", data))
    assert all(isinstance(d, Draft) for d in found), found
    return [d for d in found if isinstance(d, Draft)]


def test_one_article() -> None:
    (found,) = drafts(word([("Title", "Haushalt beschlossen"), (None, ONE), (None, TWO)]))
    assert (found.input, found.given.title, found.text) == ("a.docx", "Haushalt beschlossen", f"{ONE}\n\n{TWO}")


def test_a_press_review_is_parted_by_its_headings() -> None:
    found = drafts(
        word(
            [
                ("Title", "Pressespiegel"),
                ("Heading 1", "Haushalt beschlossen"),
                (None, "Musterblatt, 14. Oktober 2025"),
                (None, ONE),
                ("Heading 2", "Streit"),
                (None, TWO),
                ("Heading 1", "Opposition klagt"),
                (None, "15.10.2025 – Beispielzeitung"),
                (None, TWO),
            ]
        )
    )
    assert [(d.input, d.given.title, d.given.outlet, d.given.date) for d in found] == [
        ("a.docx:1", "Haushalt beschlossen", "Musterblatt", "14. Oktober 2025"),
        ("a.docx:2", "Opposition klagt", "Beispielzeitung", "15.10.2025"),
    ]
    assert found[0].text == f"{ONE}\n\nStreit\n\n{TWO}"


def test_tables_are_text() -> None:
    (found,) = drafts(word([(None, ONE)], [["Posten", "Euro"], ["Straßen", "5"]]))
    assert found.text == f"{ONE}\n\nPosten\tEuro\n\nStraßen\t5"


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Musterblatt, 14. Oktober 2025", "Musterblatt"),
        ("14.10.2025 – Musterblatt", "Musterblatt"),
        ("Musterblatt vom 14.10.2025", "Musterblatt"),
        ("Musterblatt | Dienstag, 14. Oktober 2025, 13:45 Uhr", "Musterblatt"),
        ("14.10.2025", None),
    ],
)
def test_line_under_a_heading(line: str, outlet: str | None) -> None:
    found = outlet_and_date(line)
    assert found is not None
    assert found.outlet == outlet


@pytest.mark.parametrize(
    "line",
    [
        "Am 14. Oktober 2025 hat der Kreistag den Haushalt beschlossen.",
        "Der Kreistag tagte, 14. Oktober 2025, und beschloss nach langer Debatte den Haushalt",
        "Musterblatt",
        "Die Sitzung vom 14.10.2025.",
    ],
)
def test_a_sentence_is_no_such_line(line: str) -> None:
    assert outlet_and_date(line) is None


def test_damaged() -> None:
    data = word([(None, ONE)])
    for broken in (b"PK\x03\x04", data[: len(data) // 2], data[:200] + b"xxxx" + data[204:]):
        assert all(isinstance(d, Refused | Draft) for d in read_docx("a.docx", broken))
    assert list(read_docx("a.docx", b"PK\x03\x04")) == [Refused("a.docx", "damaged file: BadZipFile")]


def test_a_zip_that_is_no_word_file() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("a.txt", "Text")
    assert list(read_docx("a.docx", out.getvalue())) == [Refused("a.docx", "damaged file: KeyError")]


def test_a_bomb_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("word/document.xml", "w") as part:
        for _ in range(UNPACKED_LIMIT // 10_000_000 + 1):
            part.write(bytes(10_000_000))
    assert len(out.getvalue()) < 500_000
    (found,) = read_docx("a.docx", out.getvalue())
    assert isinstance(found, Refused)
    assert found.reason.startswith("too large: unpacks to 2")


def test_empty() -> None:
    assert list(read_docx("a.docx", word([]))) == [Refused("a.docx", "empty")]
