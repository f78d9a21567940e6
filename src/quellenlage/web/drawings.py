"""The charts of a story, on a page of their own: drawing takes a second, and the story is read meanwhile. A script of
ours puts them into the story's page; without it a link leads here."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from quellenlage.report import charts
from quellenlage.report.parts.figures import FigureView
from quellenlage.report.translate import Translator
from quellenlage.report.view import StoryView
from quellenlage.web.adding import desk_of
from quellenlage.web.faults import Refusal
from quellenlage.web.render import answer, article_page, body, language, story_page
from quellenlage.web.telling import told_story

router = APIRouter(include_in_schema=False)

Drawing = Callable[[StoryView | FigureView], Markup]


@router.get("/stories/{story}/charts")
def story_charts(request: Request, story: str) -> Response:
    """Every chart of a story."""
    desk, _ = desk_of(request), language(request)
    told_now = desk.here(story)
    if told_now != story:
        return RedirectResponse(f"{story_page(told_now)}/charts", 307)
    if not charts.available():
        raise Refusal("not_installed")
    index = desk.index()

    def make() -> bytes:
        view = told_story(desk.corpus, told_now, index, None, _).story
        return body(request, "charts.html.j2", story=view, drawing=drawings(told_now, _))

    return answer(request, desk.page(("charts", told_now, _.ui), make, desk.corpus.lists.story_state(told_now)))


def drawings(story: str, _: Translator) -> Drawing:
    """Draws; the marks lead to the lines on the story's page, and to the articles."""

    def drawing(shown: StoryView | FigureView) -> Markup:
        if isinstance(shown, StoryView):
            return charts.chronicle_chart(shown, article_page, _, story_page(story))
        return charts.figure_chart(shown, _, story_page(story))

    return drawing


def awaited(story: str, _: Translator) -> Drawing | None:
    """What stands in the story's page until its charts are there; None where none can be drawn."""
    if not charts.available():
        return None

    def drawing(shown: StoryView | FigureView) -> Markup:
        if isinstance(shown, StoryView):
            anchor = f"{shown.anchor}-chronicle" if charts.has_chronicle(shown) else ""
        else:
            anchor = shown.anchor if shown.series else ""
        link = Markup('<a class="await" href="{}/charts#chart-{}">{}</a>')
        return link.format(story_page(story), anchor, _("Show as a chart")) if anchor else Markup()

    return drawing
