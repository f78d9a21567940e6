"""Files in Rich Text Format, written here by hand as word processors write them."""

import re
from pathlib import Path

import pytest

from quellenlage.domain.article import Article, Refused
from quellenlage.read.draft import Draft
from quellenlage.read.reader import ReadOptions, read_articles
from quellenlage.read.rtf import read_rtf

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times;}}{\colortbl;\red0\green0\blue0;}"
    r"{\stylesheet{\s0 Normal;}{\s1\sbasedon0\snext0 heading 1;}{\s2 \'dcberschrift 2;}{\s5 Title;}}" + "\n"
)
HALL = r"Die Turnhalle bleibt bis M\'e4rz gesperrt, wie der Kreis mitteilte."
ROOF = r"Gutachter fanden Risse im Tr\u228\'e4ger des Daches."


def rtf(*paragraphs: str) -> bytes:
    return (HEAD + "".join(f"\\pard\\plain {words}\\par\n" for words in paragraphs) + "}").encode("cp1252")


def drafts(data: bytes, split: str | None = None) -> list[Draft]:
    found = list(read_rtf("a.rtf", data, re.compile(split, re.MULTILINE) if split else None))
    assert all(isinstance(d, Draft) for d in found), found
    return [d for d in found if isinstance(d, Draft)]


def test_one_article_with_its_umlauts() -> None:
    (found,) = drafts(rtf(HALL, ROOF))
    assert found.input == "a.rtf"
    assert found.text == (
        "Die Turnhalle bleibt bis März gesperrt, wie der Kreis mitteilte.\n\n"
        "Gutachter fanden Risse im Träger des Daches."
    )


def test_headings_part_a_press_review() -> None:
    found = drafts(
        rtf(
            r"\s5 Pressespiegel",
            r"\s1\b Halle bleibt zu",
            r"Musterbote, 3. Februar 2025",
            HALL,
            r"\s2 Das Gutachten",
            ROOF,
            r"\s1\b Kreis will neu bauen",
            r"04.02.2025 \endash  Beispielkurier",
            ROOF,
        )
    )
    assert [(d.input, d.given.title, d.given.outlet, d.given.date) for d in found] == [
        ("a.rtf:1", "Halle bleibt zu", "Musterbote", "3. Februar 2025"),
        ("a.rtf:2", "Kreis will neu bauen", "Beispielkurier", "04.02.2025"),
    ]
    assert "Das Gutachten\n\n" in found[0].text
    assert not any(0xE000 <= ord(c) < 0xF900 for d in found for c in d.text)


def test_outline_levels_are_headings_where_styles_have_no_names() -> None:
    data = rtf(r"\outlinelevel0 Halle zu", HALL, r"\outlinelevel0 Neubau", ROOF).replace(b"heading 1", b"Kopf")
    data = data.replace(b"{\\s2 \\'dcberschrift 2;}{\\s5 Title;}", b"")
    assert [d.given.title for d in drafts(data)] == ["Halle zu", "Neubau"]


def test_a_pattern_parts_a_file_without_headings() -> None:
    found = drafts(rtf(HALL, "-----", ROOF), "^-{5}$")
    assert [d.input for d in found] == ["a.rtf:1", "a.rtf:2"]
    assert found[1].text == "Gutachter fanden Risse im Träger des Daches."


def test_signs_beyond_the_first_plane_are_whole() -> None:
    (found,) = drafts(rtf(HALL + r" \u-10179?\u-8704? Ende"))
    assert "\U0001f600 Ende" in found.text


def test_pictures_are_passed_over() -> None:
    picture = r"{\pict\pngblip " + "89504e470d0a1a0a" * 40_000 + "}"
    (found,) = drafts(rtf(HALL, picture + ROOF))
    assert "89504e" not in found.text and found.text.endswith("des Daches.")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Kein RTF, nur Text.", "damaged file: no RTF"),
        (rtf(HALL, ROOF)[:-40], "damaged file: the end is missing"),
        (rtf(), "empty"),
        (rtf(" "), "empty"),
        (b"{\\rtf1 \\ansicpg99999999999999999999 \\u99999999999 x}", "damaged file"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(data: bytes, reason: str) -> None:
    (found,) = read_rtf("b.rtf", data)
    assert isinstance(found, Refused)
    assert found.input == "b.rtf" and found.reason.startswith(reason) and "\n" not in found.reason


def test_the_reader_knows_the_kind_by_ending_and_by_content(tmp_path: Path) -> None:
    for name in ("spiegel.rtf", "ohne_endung"):
        (tmp_path / name).write_bytes(rtf(r"\s1 Halle zu", "Musterbote, 3. Februar 2025", HALL, r"\s1 Neubau", ROOF))
        found = list(read_articles([str(tmp_path / name)], ReadOptions(language="de")))
        assert [a.title for a in found if isinstance(a, Article)] == ["Halle zu", "Neubau"]
        assert found[0].published is not None and found[0].published.from_ == "2025-02-03"
