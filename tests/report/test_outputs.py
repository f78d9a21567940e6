"""Markdown, PDF, terminal and tables from the same dossier; files are written whole or not at all."""

from __future__ import annotations

import builtins
import csv
import io
import os
import re
import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from rich.console import Console, RenderableType

from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.dossier import Dossier
from quellenlage.domain.search import Hit
from quellenlage.domain.span import Evidence
from quellenlage.errors import MissingExtra, UsageError
from quellenlage.report import tables, terminal
from quellenlage.report.compose import dossier_view
from quellenlage.report.markdown import escaped, markdown_page
from quellenlage.report.pdf import pdf_document
from quellenlage.report.translate import translator
from quellenlage.report.wire import dossier_json
from quellenlage.report.write import ENDINGS, check_endings, write_report

Articles = dict[str, AnnotatedArticle]


def shown(thing: RenderableType, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False, force_terminal=False)
    console.print(thing, markup=False)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def markdown(dossier: Dossier, articles: Articles, ui: str = "de", full_text: bool = False) -> str:
    return markdown_page(dossier_view(dossier, articles, translator(ui), full_text=full_text))


# Markdown


def test_markdown_reads_well(dossier: Dossier, articles: Articles) -> None:
    page = markdown(dossier, articles)
    assert page.startswith(
        "# Brücke in Ahrenfeld gesperrt\n\n25. Februar 2025 · 1 Artikel und 1 weitere Fassung · 2 Medien"
    )
    assert "- **3. März 2025** – *geplant:* Am 3. März soll ein Gutachter die Pfeiler prüfen.[^" in page
    assert re.search(r"^- 120\[\^\d+\] \(laut Landkreis · Wummekurier, undatiert\)$", page, re.MULTILINE)


def test_markdown_leaves_unsure_rows_out_unless_asked(dossier: Dossier, articles: Articles) -> None:
    page = markdown(dossier, articles)
    assert "*1 unsicherer Eintrag ist hier ausgeblendet.*" in page
    assert "- *Dementi:*" not in page
    asked = markdown_page(dossier_view(dossier, articles, translator("de"), unsure=True))
    assert "1 unsicherer Eintrag:" in asked and "- *Dementi:* dass die Stadt" in asked.replace("… dass", "dass")


def test_markdown_shows_how_the_places_of_a_claim_differ(whole_dossier: Dossier, articles: Articles) -> None:
    page = markdown(whole_dossier, articles)
    assert "Zahlen weichen ab" in page
    assert "   - *1:* Nach Angaben des Landkreises sind 120 Pendler betroffen." in page
    assert "andere Zahl als 2)" in page
    assert "   Stützt sich auf: Landkreis (Staat oder öffentliche Stelle); Quelle unbekannt" in page
    rendered = MarkdownIt("commonmark").render(page)
    assert "<h2>Umstritten: die Positionen</h2>" in rendered


def test_every_footnote_is_defined_once_and_used(dossier: Dossier, articles: Articles) -> None:
    page = markdown(dossier, articles)
    defined = [line.partition("]:")[0] + "]" for line in page.splitlines() if line.startswith("[^")]
    assert len(defined) == len(set(defined)) >= 8
    assert all(page.count(mark) >= 2 for mark in defined)
    assert "**„Wir gehen kein Risiko ein“**, sagte Bürgermeisterin Ilse Brandt." in page


def test_markdown_keeps_hostile_texts_as_texts(hostile: tuple[Dossier, Articles]) -> None:
    rendered = MarkdownIt("commonmark", {"html": True}).render(markdown(*hostile, full_text=True))
    for forbidden in ("<script", "<b>", 'href="javascript', "<img", "\x1b", "\u202e"):
        assert forbidden not in rendered
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in rendered


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+++ Eilmeldung +++", "\\+++ Eilmeldung +++"),
        ("- so nicht", "\\- so nicht"),
        ("3. März", "3\\. März"),
        ("2025) Jahr", "2025\\) Jahr"),
        ("a*b_c`d", "a\\*b\\_c\\`d"),
        ("[x](y)", "\\[x\\](y)"),
        ("# kein Titel", "\\# kein Titel"),
        ("=== Titel", "\\=== Titel"),
        ("", ""),
    ],
)
def test_escaping(text: str, expected: str) -> None:
    assert escaped(text) == expected
    plain = MarkdownIt("commonmark").render(escaped(text))
    assert plain == (f"<p>{text}</p>\n" if text else "")


def test_markdown_of_whole_articles_says_it_is_internal(dossier: Dossier, articles: Articles) -> None:
    assert "internen Gebrauch" in markdown(dossier, articles, full_text=True)
    assert "internen Gebrauch" not in markdown(dossier, articles)


def test_markdown_of_nothing(empty_dossier: Dossier) -> None:
    assert "No article was taken" in markdown(empty_dossier, {}, "en")


# PDF


def test_pdf(dossier: Dossier, articles: Articles, empty_dossier: Dossier) -> None:
    pytest.importorskip("typst", reason="needs the extra 'pdf', which is not installed")
    for one, full_text in ((dossier, False), (dossier, True), (empty_dossier, False)):
        document = pdf_document(dossier_view(one, articles, translator("de"), full_text=full_text))
        assert document.startswith(b"%PDF-")


def test_pdf_of_hostile_texts(hostile: tuple[Dossier, Articles]) -> None:
    pytest.importorskip("typst", reason="needs the extra 'pdf', which is not installed")
    assert pdf_document(dossier_view(*hostile, translator("en"), full_text=True)).startswith(b"%PDF-")


@pytest.mark.parametrize(("package", "ending"), [("typst", ".pdf"), ("pyarrow", ".parquet")])
def test_a_missing_extra_is_named_with_its_install_line(
    dossier: Dossier, articles: Articles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str, ending: str
) -> None:
    original = builtins.__import__

    def without(name: str, *rest: object, **more: object) -> object:
        if name.partition(".")[0] == package:
            raise ImportError(name)
        return original(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    path = tmp_path / f"x{ending}"
    with pytest.raises(MissingExtra, match=r"pip install 'quellenlage\["):
        if ending == ".pdf":
            write_report(path, dossier, articles)
        else:
            tables.write_table(path, "articles", dossier, articles)
    assert not path.exists()


# Terminal


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_a_dossier_fits_the_terminal(dossier: Dossier, articles: Articles, width: int) -> None:
    text = shown(terminal.dossier(dossier, articles, "de"), width)
    assert max(len(line) for line in text.splitlines()) <= width
    assert "Ilse Brandt" in " ".join(text.split())
    if width >= 40:
        assert "Am 3. März soll ein" in " ".join(text.split())


def test_a_dossier_in_the_terminal_says_the_same(dossier: Dossier, articles: Articles) -> None:
    text = shown(terminal.dossier(dossier, articles, "en"), 120)
    for words in (
        "1 article and 1 further version · 2 outlets · 3 statements",
        "statement: „Wir gehen kein Risiko ein“",
        "mindestens 40",
        "according to Landkreis",
        "1 uncertain entry",
    ):
        assert words in text
    assert "leer.txt" not in text  # the command says what it could not read
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


def test_since_is_named(dossier: Dossier, articles: Articles) -> None:
    text = shown(terminal.dossier(dossier, articles, "de", since=date(2025, 2, 25)))
    assert text.startswith("Nur was Artikel sagen oder ergänzen, die ab 25. Februar 2025 erschienen sind.")


def test_several_stories_are_shown_in_brief(dossier: Dossier, articles: Articles) -> None:
    story = dossier.stories[0]
    many = replace(story, timeline=tuple(replace(story.timeline[0], id=f"t{n}") for n in range(10)))
    two = replace(dossier, stories=(many, replace(story, id="st2")))
    assert "4 weitere Einträge" not in shown(terminal.dossier(replace(dossier, stories=(many,)), articles, "de"))
    brief = shown(terminal.dossier(replace(two, stories=(many,) * 30), articles, "de"))
    assert "und 10 weitere Themen" in brief


def test_terminal_output_holds_no_control_codes(hostile: tuple[Dossier, Articles]) -> None:
    found, texts = hostile
    text = shown(terminal.dossier(found, texts, "de")) + shown(terminal.article(texts["bote"], "de", explain=True))
    text += shown(terminal.stories(found.stories, "de"))
    assert not [c for c in text if c in "\x1b\x00\u202e"]
    assert "[x](javascript:y)" in text  # no markup of the terminal either


def test_an_article_for_the_eye(articles: Articles) -> None:
    text = shown(terminal.article(articles["bote"], "de"))
    for words in (
        "Brücke in Ahrenfeld gesperrt",
        "Ilse Brandt (Aussage, wörtlich zitiert): „Wir gehen kein Risiko ein“",
        "Am 3. März  XXXX-03-03",
        "Mindestens 40 Pendler  mindestens 40 Pendler",
        "Foto: Kastner  Bildnachweis",
    ):
        assert words in text
    assert "hand" not in text
    assert "← hand: cue verb: sagen" in shown(terminal.article(articles["bote"], "de", explain=True))


def test_an_article_is_coloured_where_the_marks_are(articles: Articles) -> None:
    console = Console(file=io.StringIO(), width=200, highlight=False, force_terminal=True, color_system="standard")
    console.print(terminal.article(articles["bote"], "de"))
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert "\x1b[33mMindestens 40 Pendler\x1b[0m" in text
    assert "\x1b[32mAm 3. März\x1b[0m" in text
    assert "\x1b[35msagte\x1b[0m" in text


@pytest.mark.parametrize("width", [40, 120])
def test_the_list_of_stories(dossier: Dossier, width: int) -> None:
    text = shown(terminal.stories(dossier.stories, "de"), width)
    assert "st1" in text and "2 Artikel" in " ".join(text.split())
    assert max(len(line) for line in text.splitlines()) <= width
    assert "Noch gibt es keine Themen" in shown(terminal.stories((), "de"))


def test_hits_show_the_sentence(articles: Articles) -> None:
    place = Evidence("bote", 193, 200)
    article = articles["bote"].article
    hit = Hit(
        article="bote",
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        score=1.0,
        evidence=place,
        text="x",
    )
    text = " ".join(shown(terminal.hits([hit], articles.values(), "de")).split())
    assert "Mindestens 40 Pendler müssen nun einen Umweg fahren." in text
    # without the article the hit tells its outlet, never the article's id in its place
    assert "Tagblatt, " in shown(terminal.hits([replace(hit, outlet="Tagblatt")], [], "de"))
    only_title = replace(hit, evidence=None, text=None, outlet=None)
    assert "unbekanntes Medium" in shown(terminal.hits([only_title], [], "de"))
    assert shown(terminal.hits([], [], "de")).strip() == "Nichts gefunden."


def test_reports_of_commands() -> None:
    class Added:
        added, known, versions = [1], [1, 2], []

    class Analysed:
        annotated, articles, stories, reuse, versions = 1, 1200, 2, 0, 1

    assert shown(terminal.added(Added, "de")).strip() == "1 neuer Artikel, 2 schon vorhanden"
    expected = "1 article read anew, 1,200 articles in all, 2 stories, 0 reused passages, 1 changed article"
    assert " ".join(shown(terminal.analysed(Analysed, "en")).split()) == expected
    text = shown(
        terminal.findings(
            [("corpus x.db", "broken", "results are older than the articles", "quellenlage analyse")], "de"
        )
    )
    assert "defekt" in text and "→ quellenlage analyse" in text


# Tables


def test_a_statement_has_its_evidence(dossier: Dossier, articles: Articles) -> None:
    row = next(tables.table("statements", dossier, articles)[1])
    assert (row.speaker, row.mode, row.outlet, row.published) == (
        "Ilse Brandt",
        "direct",
        "Ahrenfelder Bote",
        "2025-02-25T08:05:00+01:00",
    )
    assert articles["bote"].article.text[row.start : row.end] == row.text == "„Wir gehen kein Risiko ein“"
    assert row.sentence == "„Wir gehen kein Risiko ein“, sagte Bürgermeisterin Ilse Brandt."


@pytest.mark.parametrize("name", tables.NAMES)
def test_tables_of_nothing_have_columns(empty_dossier: Dossier, tmp_path: Path, name: str) -> None:
    for ending in tables.ENDINGS:
        if ending == ".parquet":
            pytest.importorskip("pyarrow", reason="needs the extra 'parquet', which is not installed")
        assert tables.write_table(tmp_path / f"t{ending}", name, empty_dossier, {}) == 0
    assert (tmp_path / "t.csv").read_text("utf-8-sig").count("\n") == 1


def test_a_cell_is_never_a_formula(hostile: tuple[Dossier, Articles], tmp_path: Path) -> None:
    found, texts = hostile
    rows = tuple(replace(row, title='=HYPERLINK("http://x")', outlet="+++ Eil +++") for row in found.corpus.articles)
    tables.write_table(
        tmp_path / "t.csv", "articles", replace(found, corpus=replace(found.corpus, articles=rows)), texts
    )
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file))
    assert (first["title"], first["outlet"]) == ('\'=HYPERLINK("http://x")', "'+++ Eil +++")


def test_unknown_tables_and_endings_are_wrong_usage(dossier: Dossier, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="articles, stories"):
        tables.write_table(tmp_path / "t.csv", "nonsense", dossier, {})
    with pytest.raises(UsageError, match=r"\.csv, \.json"):
        tables.write_table(tmp_path / "t.xlsx", "articles", dossier, {})
    assert list(tmp_path.iterdir()) == []


# Writing


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_ending_chooses_the_form(dossier: Dossier, articles: Articles, tmp_path: Path, ending: str) -> None:
    if ending == ".pdf":
        pytest.importorskip("typst", reason="needs the extra 'pdf', which is not installed")
    path = tmp_path / f"lage{ending.upper()}"
    write_report(path, dossier, articles, "en")
    begins = {".html": b"<!DOCTYPE html>", ".md": b"# Br", ".json": b"{", ".pdf": b"%PDF", ".docx": b"PK"}[ending]
    assert path.read_bytes().startswith(begins)
    assert list(tmp_path.iterdir()) == [path]


def test_unknown_endings_list_the_known_ones(dossier: Dossier, tmp_path: Path) -> None:
    for name in ("lage.xyz", "lage"):
        with pytest.raises(UsageError, match=r"\.html, \.md, \.json, \.pdf, \.docx"):
            write_report(tmp_path / name, dossier, {})
        with pytest.raises(UsageError, match=name):
            check_endings([tmp_path / "a.html", tmp_path / name])
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_to_is_one_line(dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    for path in (tmp_path / "missing" / "lage.json", tmp_path / "folder.json"):
        with pytest.raises(UsageError) as caught:
            write_report(path, dossier, {})
        assert str(path) in str(caught.value) and "\n" not in str(caught.value)
    assert [p.name for p in tmp_path.iterdir()] == ["folder.json"]


def test_an_old_file_is_replaced_whole(dossier: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "lage.json"
    path.write_text("old")
    write_report(path, dossier, {})
    assert path.read_bytes() == dossier_json(dossier)
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask
