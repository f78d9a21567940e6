"""The interface in German and English: every message is translated, none is left over."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from quellenlage.domain.article import Published
from quellenlage.domain.dossier import Period
from quellenlage.errors import UsageError
from quellenlage.report.shown import amount, number, one_line, period, plain, published
from quellenlage.report.translate import translator

SOURCE = Path(str(files("quellenlage")))
KEYWORDS = {"_": None, "msg": None, "plural": (1, 2), "say": None}
METHODS = {".py": "python", ".j2": "jinja2.ext:babel_extract"}


def used() -> set[str | tuple[str, ...]]:
    """Every message marked for translation in code and templates."""
    found = set()
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix in METHODS:
            with path.open("rb") as source:
                options = {"trim_blocks": "true"}
                found |= {m for _, m, _, _ in extract(METHODS[path.suffix], source, KEYWORDS, (), options)}  # type: ignore[arg-type]
    return found  # type: ignore[return-value]


def phrases() -> set[str]:
    """Every string in the code that could be a reason, without the colon and what follows."""
    found = set()
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {node.value, node.value.partition(": ")[0].removeprefix(", ")}
    return found


def translated() -> dict[str, tuple[str, ...]]:
    with SOURCE.joinpath("report", "locale", "de.po").open("rb") as po:
        return {
            m.id if isinstance(m.id, str) else m.id[0]: (m.string,) if isinstance(m.string, str) else tuple(m.string)
            for m in read_po(po, locale="de")
            if m.id
        }


def test_every_message_is_translated() -> None:
    wanted = {m if isinstance(m, str) else m[0] for m in used()}
    assert len(wanted) > 100
    assert wanted - translated().keys() == set()
    assert [m for m, forms in translated().items() if not all(forms)] == []


def test_no_message_is_obsolete() -> None:
    wanted = {m if isinstance(m, str) else m[0] for m in used()} | phrases()
    assert translated().keys() - wanted == set()


def fields(text: str) -> Iterator[str]:
    return (name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_translations_fill_in_the_same_values() -> None:
    with SOURCE.joinpath("report", "locale", "de.po").open("rb") as po:
        messages = [m for m in read_po(po, locale="de") if m.id]
    for m in messages:
        ids, forms = ((m.id,), (m.string,)) if isinstance(m.id, str) else (m.id, m.string)
        for form in forms:
            assert set(fields(form)) in [set(fields(one)) for one in ids], m.id


@pytest.mark.parametrize(
    ("ui", "n", "expected"),
    [("de", 1, "1 Artikel"), ("de", 3, "3 Artikel"), ("en", 1, "1 article"), ("en", 0, "0 articles")],
)
def test_plural(ui: str, n: int, expected: str) -> None:
    assert translator(ui).plural("{n} article", "{n} articles", n).format(n=n) == expected


def test_plural_forms_differ_in_german() -> None:
    forms = {n: translator("de").plural("{n} outlet", "{n} outlets", n).format(n=n) for n in (0, 1, 2)}
    assert forms == {0: "0 Medien", 1: "1 Medium", 2: "2 Medien"}


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("shared names: Brandt, Kern", "gemeinsame Namen: Brandt, Kern"),
        ("empty", "leer: nichts zu lesen"),
        ("shared names: empty", "gemeinsame Namen: empty"),
        ("something new: 12", "something new: 12"),
        (
            "not German: looks like English (0.98)",
            "offenbar nicht Deutsch, sondern Englisch; trotzdem lesen mit --language de",
        ),
        (
            "unknown file type: .xyz (3 files, this is the first)",
            "unbekannter Dateityp .xyz (3 Dateien, dies ist die erste): "
            "als Text, HTML, DOCX, JSONL, CSV oder Parquet ablegen",
        ),
        ("binary file: a picture", "Binärdatei: ein Bild"),
        ("unreadable: permission denied", "nicht lesbar: Zugriff verweigert"),
        ("directory loop: leads back to a folder above it", "Ordner verweist auf sich selbst, übersprungen"),
        ("broken JSON line: Expecting value (character 1)", "kein gültiges JSON (Zeichen 1)"),
        (
            "date not understood, article kept without it: gestern",
            "Datum nicht erkannt, Artikel bleibt undatiert: gestern",
        ),
        ("binary file: not text", "Binärdatei, kein Text: als Text, HTML, DOCX, JSONL, CSV oder Parquet ablegen"),
        ("", ""),
    ],
)
def test_reason_translates_the_phrase_and_keeps_the_detail(reason: str, expected: str) -> None:
    assert translator("de").reason(reason) == expected


def test_empty_message_is_not_the_header_of_the_catalogue() -> None:
    assert translator("de")("") == ""


def test_unknown_language_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="de, en"):
        translator("fr")


@pytest.mark.parametrize(
    ("when", "de", "en"),
    [
        (Published("2025-02-25", "2025-02-25", ""), "25. Februar 2025", "25 February 2025"),
        (
            Published("2025-02-25T08:05:00+01:00", "2025-02-25T08:05:00+01:00", ""),
            "25. Februar 2025, 8.05 Uhr",
            "25 February 2025, 08:05",
        ),
        (
            Published("2025-02-25", "2025-02-27", ""),
            "zwischen dem 25. und dem 27. Februar 2025",
            "on a day between 25 and 27 February 2025",
        ),
        (
            Published("2024", "2025-02-27", ""),
            "zwischen 2024 und 27. Februar 2025",
            "between 2024 and 27 February 2025",
        ),
        (Published(None, "2025-02-27", ""), "bis 27. Februar 2025", "until 27 February 2025"),
        (Published("2025-02-25", None, ""), "ab 25. Februar 2025", "from 25 February 2025 on"),
        (Published(None, None, ""), "undatiert", "undated"),
        (None, "undatiert", "undated"),
    ],
)
def test_publication_dates(when: Published | None, de: str, en: str) -> None:
    assert (published(when, translator("de")), published(when, translator("en"))) == (de, en)


def test_an_instant_within_one_day_is_that_day_in_short() -> None:
    same = Published("2025-02-25T00:00:00+01:00", "2025-02-25T23:59:00+01:00", "")
    assert published(same, translator("de"), brief=True) == "25.02.2025"


@pytest.mark.parametrize(
    ("iso", "de"),
    [
        ("2025", "2025"),
        ("2025-03", "März 2025"),
        ("2025-W09", "2025-W09"),
        ("2025-02-31", "2025-02-31"),
        ("2025-SU", "2025-SU"),
    ],
)
def test_a_date_keeps_the_precision_of_the_text(iso: str, de: str) -> None:
    assert period(Period(iso, iso), translator("de")) == de


@pytest.mark.parametrize(
    ("when", "de", "en"),
    [
        (Period("2028", "2028", "END"), "Ende 2028", "end of 2028"),
        (Period(None, "2028", "END"), "bis Ende 2028", "until end of 2028"),
        (Period("2025-05", "2025-05", "START"), "Anfang Mai 2025", "early May 2025"),
        (Period("2026", None, "MID"), "ab Mitte 2026", "from mid-2026 on"),
        (Period("2023-09", "2023-11", "FA"), "Herbst 2023", "autumn 2023"),
        (Period("2023-12", "2024-02", "WI"), "Winter 2023/24", "winter 2023/24"),
        (Period(None, "2024-02", "WI"), "bis Winter 2023/24", "until winter 2023/24"),
        (Period("2099-12", None, "WI"), "ab Winter 2099/00", "from winter 2099/00 on"),
        (Period("2026-01", "2026-03", "Q1"), "erstes Quartal 2026", "first quarter of 2026"),
        (Period("2026-07", "2026-12", "H2"), "zweite Hälfte 2026", "second half of 2026"),
        (Period("2023-09", "2023-11"), "September bis November 2023", "September to November 2023"),
    ],
)
def test_a_part_of_a_year_is_named_as_the_text_names_it(when: Period, de: str, en: str) -> None:
    assert (period(when, translator("de")), period(when, translator("en"))) == (de, en)


@pytest.mark.parametrize(
    ("value", "de", "en"),
    [(5_200_000.0, "5.200.000", "5,200,000"), (4.8, "4,8", "4.8"), (0.0, "0", "0"), (-2.5, "-2,5", "-2.5")],
)
def test_numbers(value: float, de: str, en: str) -> None:
    assert (number(value, "de"), number(value, "en")) == (de, en)


@pytest.mark.parametrize(
    ("low", "high", "comparator", "expected"),
    [
        (12.0, 12.0, "exact", "12"),
        (12.0, None, "at_least", "mindestens 12"),
        (None, 5.2e6, "up_to", "bis zu 5,2 Millionen"),
        (10.0, 20.0, "range", "10 bis 20"),
        (5.0, 5.0, "about", "rund 5"),
        (None, None, "unspecified", "keine genaue Zahl"),
    ],
)
def test_amounts(low: float | None, high: float | None, comparator: str, expected: str) -> None:
    assert amount(low, high, comparator, translator("de")) == expected  # type: ignore[arg-type]


def test_unseen_characters_go_and_line_breaks_stay() -> None:
    assert plain("a\x1b[31mb\u202ec\r\nd\x00\u00ade\ud800") == "a[31mbc\nde\ufffd"
    assert one_line("a\n\n b\tc") == "a b c"
