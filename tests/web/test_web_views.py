"""The small functions behind the pages."""

from __future__ import annotations

from datetime import date

import pytest

pytest.importorskip("fastapi", reason="needs the extra web, which is not installed")

from quellenlage.domain.annotations import AnnotatedArticle, Annotations, By, Entity, Sentence, Statement
from quellenlage.domain.article import Article
from quellenlage.domain.span import Span
from quellenlage.report.translate import translator
from quellenlage.web.adding import free_name, safe_name
from quellenlage.web.listing import bars
from quellenlage.web.making import slug
from quellenlage.web.marks import Ties
from quellenlage.web.reading import paragraphs, reading
from quellenlage.web.safety import Door, is_loopback, own_path


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("artikel.txt", "artikel.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Texte\\lage.docx", "lage.docx"),
        ("/absolut/ü b.html", "ü b.html"),
        ("..", "text.txt"),
        ("-o.txt", "o.txt"),
        (".verborgen.txt", "verborgen.txt"),
        ("a\x00b\n.txt", "a_b_.txt"),
        ("x" * 400 + ".csv", "x" * 100 + ".csv"),
        ("", "text.txt"),
    ],
)
def test_names_of_files_lead_nowhere(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_two_files_of_one_name_are_two_files() -> None:
    assert free_name("a.txt", ["a.txt", "a (2).txt"]) == "a (3).txt"


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ("/stories/ab", "/stories/ab"),
        ("//böse.example", "/"),
        ("/\\böse.example", "/"),
        ("https://böse.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
        ("/a\nSet-Cookie: x", "/"),
    ],
)
def test_after_a_form_nobody_is_led_away(given: str, path: str) -> None:
    assert own_path(given) == path


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("192.168.1.5", False), ("x", False)],
)
def test_what_only_this_machine_reaches(host: str, own: bool) -> None:
    assert is_loopback(host) is own


@pytest.mark.parametrize(
    ("host", "known"),
    [("127.0.0.1:8460", True), ("localhost", True), ("[::1]:80", True), ("evil.example", False), ("", False)],
)
def test_names_of_the_room(host: str, known: bool) -> None:
    assert Door(frozenset(["localhost", "127.0.0.1", "::1"]), None).knows(host) is known


def test_bars_stay_in_their_box() -> None:
    assert bars(((date(2025, 5, 1), 3),)) == ()
    drawn = bars(((date(2025, 5, 1), 1), (date(2025, 5, 2), 4), (date(2027, 5, 2), 2)))
    assert [round(left + width, 1) for left, width, _ in drawn][-1] <= 100
    assert max(height for *_, height in drawn) == 20
    assert [height for *_, height in drawn] == [20, 8]  # the first two days fall into one step


def test_lines_are_paragraphs_unless_a_sentence_goes_on() -> None:
    text = "Erste Zeile\ngeht weiter.\nZweiter Absatz.\n\n  Dritter.  "
    sentences = (Sentence(0, 24), Sentence(25, 40), Sentence(44, 52))
    assert [span.of(text) for span in paragraphs(text, sentences)] == [
        "Erste Zeile\ngeht weiter.", "Zweiter Absatz.", "Dritter.",
    ]  # fmt: skip


def test_the_reading_holds_every_word_and_every_mark() -> None:
    text = "Holm kommt.\n„Nie!“, sagte Holm\u202e gestern."
    rule = By(rule="cue", reason="cue verb: sagen")
    quote, speaker = Span(12, 18), Span(26, 30)
    marks = Annotations(
        sentences=(Sentence(0, 11), Sentence(12, 40)),
        entities=(Entity(start=26, end=30, text="Holm", type="PER", name="Vera Holm", by=rule),),
        statements=(
            Statement(id="x", quote=(quote,), speaker=(speaker,), speaker_name="Vera Holm", mode="direct", by=rule),
        ),
    )
    annotated = AnnotatedArticle(Article(id="a", text=text, input="a.txt", title="T"), marks)
    page = reading(annotated, Ties(actors={"Vera Holm": "/actors/1"}), Span(0, 4), translator("de"))
    shown = "\n".join("".join(p.text for s in block.sentences for p in s.pieces) for block in page.blocks)
    assert shown == text.replace("\u202e", "")
    assert page.headline == "T"
    assert [(layer.key, len(layer.marks)) for layer in page.layers] == [("statements", 1), ("people", 1)]
    first, second = page.blocks
    assert [s.hit for s in first.sentences] == [True] and first.sentences[0].pieces[0].classes == "hit"
    assert [(n.who, n.how) for n in second.notes] == [("Vera Holm", ("Aussage, wörtlich zitiert",))]
    (both,) = [p for s in second.sentences for p in s.pieces if p.text == "Holm"]
    assert both.classes.split() == ["spk", "per"] and both.marks == (1, 2)
    (statement,) = page.layers[0].marks
    assert statement.words == "„Nie!“" and statement.anchor == "s12" and "sagen" in statement.reason
    assert [(link.text, link.href) for link in statement.links] == [("Über Vera Holm", "/actors/1")]


@pytest.mark.parametrize(
    ("words", "shown"),
    [("des Betriebsrats", "Betriebsrat"), ("er", "Ohne namentliche Quelle"), ("ein Sprecher", "„ein Sprecher“")],
)
def test_who_is_not_named_is_called_as_everywhere_else(words: str, shown: str) -> None:
    text = f"Das gelte nach Angaben {words} nicht."
    at = Span(text.index(words), text.index(words) + len(words))
    rule = By(rule="cue", reason="cue verb: sagen")
    said = Statement(id="x", quote=(Span(0, 9),), speaker=(at,), speaker_name=None, mode="attributed", by=rule)
    annotated = AnnotatedArticle(
        Article(id="a", text=text, input="a.txt"), Annotations(sentences=(Sentence(0, len(text)),), statements=(said,))
    )
    page = reading(annotated, Ties(), None, translator("de"))
    assert [note.who for note in page.blocks[0].notes] == [shown]


@pytest.mark.parametrize(("title", "name"), [("Größe & Öl: 3 %", "Groesse-Oel-3"), ("???", "lage")])
def test_names_of_downloads(title: str, name: str) -> None:
    assert slug(title) == name
