"""Charts: what is drawn, what is left out, and that a drawing brings nothing into a page but shapes and words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.dossier import Dossier
from quellenlage.report.charts import (
    chronicle_chart,
    cleaned,
    days_around,
    figure_chart,
    has_chronicle,
    number_axis,
    time_axis,
)
from quellenlage.report.compose import dossier_view
from quellenlage.report.translate import translator
from quellenlage.report.view import StoryView

DE = translator("de")
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="20" height="10">'
    "<style>* { fill: red }</style><script>alert(1)</script><foreignObject><b>x</b></foreignObject>"
    '<g onload="alert(1)"><a xlink:href="https://chart.invalid/#s1-t1"><path style="fill: red" d="M0,0" fill="red" '
    'role="graphics-symbol" aria-label="2 &lt; 3"/></a><a xlink:href="javascript:alert(1)"><path d="M1,1"/></a>'
    '<text opacity="0">unseen</text><text font-family="x">seen</text></g></svg>'
)


@pytest.fixture
def story(dossier: Dossier, articles: dict[str, AnnotatedArticle]) -> StoryView:
    return dossier_view(dossier, articles, DE).stories[0]


def test_only_shapes_and_words_come_into_a_page() -> None:
    made = cleaned(DRAWING)
    for word in ("script", "style", "foreignObject", "onload", "javascript", "font-family", "unseen", "alert"):
        assert word not in made
    assert '<a href="#s1-t1" tabindex="-1"><path d="M0,0" fill="red"><title>2 &lt; 3</title></path></a>' in made
    assert '<path d="M1,1"/>' in made
    assert "<text>seen</text>" in made
    assert 'aria-hidden="true"' in made and 'viewBox="0 0 20 10"' in made


@pytest.mark.parametrize(
    ("bottom", "top", "ticks"),
    [
        (0, 62, [0, 20, 40, 60]),
        (1, 3, [1, 2, 3]),  # no halves of people
        (330, 440, [350, 400]),
        (3_500_000, 7_800_000, [4_000_000, 6_000_000]),
        (-6, 14, [-5, 0, 5, 10]),
    ],
)
def test_numbers_of_an_axis_are_round(bottom: float, top: float, ticks: list[float]) -> None:
    assert number_axis(bottom, top, DE)["values"] == ticks


def test_large_numbers_are_words() -> None:
    assert '"6 Millionen"' in number_axis(3_500_000, 7_800_000, DE)["labelExpr"].replace("\\u00a0", " ")


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2025, 9, 16), date(2025, 9, 18), ["16. Sept.", "17. Sept.", "18. Sept."]),
        (date(2025, 12, 30), date(2026, 1, 1), ["30. Dez. 2025", "31. Dez. 2025", "1. Jan. 2026"]),
    ],
)
def test_days_of_an_axis_are_words(first: date, last: date, words: list[str]) -> None:
    assert re.findall(r'\? "([^"]*)"', time_axis(first, last, DE)["labelExpr"]) == words


def test_what_lies_years_ahead_does_not_shrink_the_present() -> None:
    written = [date(2025, 9, 16), date(2025, 9, 20)]
    assert days_around(written) == (date(2025, 9, 2), date(2025, 10, 4))
    assert days_around([]) is None


def test_every_mark_has_a_title_and_leads_to_its_line(story: StoryView) -> None:
    pytest.importorskip("vl_convert", reason="needs the extra charts, which is not installed")
    assert has_chronicle(story)
    drawn = chronicle_chart(story, lambda article: f"/articles/{article}", DE, "/stories/x")
    lines = {line.anchor for day in story.chronicle.rows for line in day.lines}
    marks = re.findall(r'href="/stories/x#([^"]+)"', drawn)
    assert marks and set(marks) <= lines
    assert re.search(r'href="/articles/', drawn)
    assert drawn.count("<title>") == drawn.count("<a ")
    assert drawn == chronicle_chart(story, lambda article: f"/articles/{article}", DE, "/stories/x")


def test_a_chronicle_of_one_day_is_not_drawn(story: StoryView) -> None:
    bare = replace(story, chronicle=replace(story.chronicle, rows=()), articles=())
    assert not has_chronicle(bare)
    assert chronicle_chart(bare, lambda _article: "", DE) == ""


def test_a_figure_without_a_course_is_not_drawn(story: StoryView) -> None:
    for figure in story.figures.rows:
        if figure.series is None:
            assert figure_chart(figure, DE) == ""
