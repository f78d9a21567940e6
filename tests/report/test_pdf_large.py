"""The PDF of a story that cites more places than footnotes can be trusted with: they stand at the end."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.dossier import Dossier
from quellenlage.errors import Unprintable
from quellenlage.report.compose import dossier_view
from quellenlage.report.faults import fault
from quellenlage.report.lines import EvidenceView
from quellenlage.report.pdf import FOOTNOTES, pdf_data, pdf_document, printed
from quellenlage.report.translate import translator
from quellenlage.report.view import DayView, DossierView
from quellenlage.web.faults import fault_of

Articles = dict[str, AnnotatedArticle]

PAGE = re.compile(rb"/Type */Page\b")


def told(view: DossierView, places: int, rows: int = 1) -> DossierView:
    """The dossier with rows of a chronicle that cite as many invented places each, and once more the same rows."""
    story = view.stories[0]
    given: EvidenceView = next(line.evidence[0] for day in story.chronicle.rows for line in day.lines)
    cited = [
        tuple(replace(given, article=f"invented{row}", start=n, end=n + 1, title=f"Deich {n}") for n in range(places))
        for row in range(rows)
    ]
    line = story.chronicle.rows[0].lines[0]
    days: list[DayView] = [
        replace(story.chronicle.rows[0], lines=tuple(replace(line, evidence=places) for places in cited))
    ] * 2
    chronicle = replace(story.chronicle, rows=tuple(days))
    return replace(view, stories=(replace(story, chronicle=chronicle),))


@pytest.fixture
def view(dossier: Dossier, articles: Articles) -> DossierView:
    """The small story."""
    return dossier_view(dossier, articles, translator("de"))


def test_a_small_story_keeps_its_footnotes(view: DossierView) -> None:
    data = pdf_data(view, translator("de"))
    assert 0 < len(data["places"]) <= FOOTNOTES
    assert not data["at_end"]


def test_the_places_of_a_large_story_stand_at_the_end(view: DossierView) -> None:
    pytest.importorskip("typst", reason="needs the extra 'pdf', which is not installed")
    large = told(view, 300, 3)
    data = pdf_data(large, translator("de"))
    assert data["at_end"]
    assert data["evidence"] == "Belege"
    document = pdf_document(large)
    assert document.startswith(b"%PDF-")
    assert len(PAGE.findall(document)) > len(PAGE.findall(pdf_document(view)))


@pytest.mark.parametrize("cited", [1, 2])
def test_footnotes_that_get_lost_stand_at_the_end(view: DossierView, cited: int) -> None:
    """Of an entry with more footnotes than fit a page the typesetter loses them all."""
    pytest.importorskip("typst", reason="needs the extra 'pdf', which is not installed")
    story = view.stories[0]
    found = next(found for found in story.brief if found.lines)
    given = found.lines[0].evidence[0]
    places = tuple(replace(given, start=n, end=n + 1, title=f"Damm {n}", pieces=()) for n in range(200))
    row = replace(found.lines[0], text="Der neue Damm am See ist fertig. " * 9, who="Seeblatt zuerst", evidence=places)
    odd = replace(view, stories=(replace(story, brief=(replace(found, lines=(row,) * cited),)),))
    data = pdf_data(odd, translator("de"))
    assert not data["at_end"]
    with pytest.raises(Unprintable, match="does not exist"):
        printed(data)
    assert pdf_document(odd).startswith(b"%PDF-")


def test_every_mark_leads_to_a_place(view: DossierView) -> None:
    large = pdf_data(told(view, 200, 3), translator("de"))
    lines = [line for part in large["stories"][0]["parts"] for group in part["groups"] for line in group["lines"]]
    marks = [mark for line in lines for row in (line, *line["children"]) for mark in row["notes"]]
    new = [mark["n"] for mark in marks if not mark["known"]]
    assert new == list(range(1, len(large["places"]) + 1))
    assert {mark["n"] for mark in marks if mark["known"]} <= set(new)


def test_what_cannot_be_set_is_told_in_one_line(view: DossierView) -> None:
    """The typesetter takes no language that is none."""
    pytest.importorskip("typst", reason="needs the extra 'pdf', which is not installed")
    with pytest.raises(Unprintable, match="cannot be set") as raised:
        printed(pdf_data(view, translator("de")) | {"ui": "deutsch"})
    assert "\n" not in str(raised.value)
    assert "lässt sich nicht setzen" in fault(str(raised.value), translator("de"))
    assert fault_of(raised.value)[0].code == "unprintable"


def test_a_very_long_address_costs_only_its_link(view: DossierView) -> None:
    pytest.importorskip("typst", reason="needs the extra 'pdf', which is not installed")
    story = view.stories[0]
    odd = replace(story.articles[0], url="https://seeblatt.example/" + "a" * 9000)
    long = replace(view, stories=(replace(story, articles=(odd, *story.articles[1:])),))
    assert pdf_document(long).startswith(b"%PDF-")
