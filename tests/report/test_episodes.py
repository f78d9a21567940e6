"""A story that jumps in time: every form of the report parts its chronicle and its articles by episode."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from docx import Document
from lxml import html
from markdown_it import MarkdownIt
from rich.console import Console

from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.dossier import Dossier, Episode
from quellenlage.report import terminal
from quellenlage.report.compose import dossier_view
from quellenlage.report.docx import docx_document
from quellenlage.report.html import asset, html_page
from quellenlage.report.markdown import markdown_page
from quellenlage.report.pdf import pdf_data, pdf_document
from quellenlage.report.translate import translator
from quellenlage.report.view import DossierView

Articles = dict[str, AnnotatedArticle]
MARCH, PILLARS = "Am 3. März soll ein Gutachter die Pfeiler prüfen.", "Die Pfeiler stammen aus dem Jahr 1961."
FIRST, SECOND = "Episode 1: 25. Februar 2025", "Episode 2: 3. bis 9. November 2025"
OPEN = "In keiner sicheren Episode"
EARLY = Episode(from_="2025-02-25", to="2025-02-25", articles=("bote",))
LATE = Episode(from_="2025-11-03", to="2025-11-09", articles=("kurier",))
UNDATED = Episode(from_=None, to=None, articles=("kurier",))


def in_episodes(dossier: Dossier, *episodes: Episode) -> Dossier:
    """The same story in these stretches of time, without its unsure rows."""
    story = dossier.stories[0]
    sure = tuple(row for row in story.timeline if row.sure)
    return replace(dossier, stories=(replace(story, timeline=sure, episodes=episodes),))


def markdown_text(view: DossierView) -> str:
    return plain(MarkdownIt("commonmark").render(markdown_page(view)))


def html_text(view: DossierView) -> str:
    return plain(html_page(view))


def docx_text(view: DossierView) -> str:
    return "\n".join(p.text for p in Document(io.BytesIO(docx_document(view))).paragraphs)


def terminal_text(view: DossierView) -> str:
    console = Console(file=(file := io.StringIO()), width=200, highlight=False, force_terminal=False)
    console.print(terminal.story(view.stories[0], None, False, translator("de")), markup=False)
    return file.getvalue()


def pdf_text(view: DossierView) -> str:
    """What the typesetter is given, in its order."""
    return "\n".join(strings(pdf_data(view, translator("de"))["stories"]))


def plain(page: str) -> str:
    return html.document_fromstring(page).find("body").text_content()


def strings(data: object) -> list[str]:
    if isinstance(data, str):
        return [data]
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list | tuple) else ()
    return [text for each in inner for text in strings(each)]


FORMS = (markdown_text, html_text, docx_text, terminal_text, pdf_text)


@pytest.fixture(params=FORMS, ids=lambda form: form.__name__)
def told(request: pytest.FixtureRequest, articles: Articles) -> Callable[[Dossier], str]:
    """A dossier as the words of one form of the report, white space evened out."""

    def tell(dossier: Dossier) -> str:
        return re.sub(r"\s+", " ", request.param(dossier_view(dossier, articles, translator("de"))))

    return tell


def order(text: str, *words: str) -> list[str]:
    """Which of `words` the text has, in its order, as often as it has them."""
    return re.findall("|".join(map(re.escape, words)), text)


def test_each_episode_has_its_heading_over_its_days_and_its_articles(
    dossier: Dossier, told: Callable[[Dossier], str]
) -> None:
    found = order(told(in_episodes(dossier, EARLY, LATE)), FIRST, SECOND, OPEN)
    # once over the chronicle, once over the articles
    assert found == [FIRST, SECOND] * 2


def test_lines_and_articles_stand_in_their_episode(dossier: Dossier, told: Callable[[Dossier], str]) -> None:
    text = told(in_episodes(dossier, EARLY, LATE))
    _start, chronicle, articles = text.split(FIRST)
    before, after = chronicle.split(SECOND)
    # what an article tells stands in its episode, though the year that it tells of comes before the other's day
    assert (order(before, MARCH, PILLARS)[0], order(after, MARCH, PILLARS)[0]) == (MARCH, PILLARS)
    assert PILLARS not in before
    titles = ("Brücke in Ahrenfeld gesperrt", "Sperrung trifft halbe Stadt")
    assert [order(part, *titles)[:1] for part in articles.split(SECOND)] == [[title] for title in titles]


def test_what_fits_no_episode_for_sure_comes_last(dossier: Dossier, told: Callable[[Dossier], str]) -> None:
    later = Episode(from_="2025-11-03", to="2025-11-09", articles=())
    found = order(told(in_episodes(dossier, EARLY, later, UNDATED)), FIRST, OPEN)
    assert found == [FIRST, OPEN] * 2


@pytest.mark.parametrize("episodes", [(), (EARLY,), (EARLY, UNDATED)])
def test_one_stretch_of_time_has_no_headings(
    dossier: Dossier, told: Callable[[Dossier], str], episodes: tuple[Episode, ...]
) -> None:
    text = told(in_episodes(dossier, *episodes))
    assert order(text, "Episode", OPEN) == []
    assert {PILLARS, MARCH} <= set(order(text, PILLARS, MARCH))


def test_the_printed_page_has_them_too(dossier: Dossier, articles: Articles) -> None:
    """The typesetter's template shows what it is given: no reader of PDF is needed to build the product."""
    pytest.importorskip("typst", reason="needs the extra 'pdf', which is not installed")
    view = dossier_view(in_episodes(dossier, EARLY, LATE), articles, translator("de"))
    assert pdf_document(view).startswith(b"%PDF-")
    story = pdf_data(view, translator("de"))["stories"][0]
    chronicle = next(p for p in story["parts"] if p["title"] == "Chronik")
    template = asset("page.typ")
    for rows, name in ((chronicle["groups"], "g"), (story["articles"]["rows"], "a")):
        assert [r["over"] for r in rows if r["over"]] == [FIRST, SECOND]
        assert all(f"{name}.{key}" in template for key in rows[0] if key != "count")
