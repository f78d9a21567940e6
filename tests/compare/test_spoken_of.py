"""What two speak of without a word in common is shown side by side, and never counted as one claim."""

from __future__ import annotations

import pytest

from quellenlage.compare.claims import find_claims
from quellenlage.compare.figures import find_figures
from quellenlage.compare.resolution import resolve_actors
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Article, Published
from quellenlage.pipeline import annotate, model_name

pytestmark = pytest.mark.skipif(model_name() is None, reason="needs the model")
SUM = "In Ostrum ist es kalt. Stadträtin Ina Brandt sagte, das Defizit habe 2023 rund 5,2 Millionen Euro betragen. "
OTHER = "In Ostrum redet man darüber. Der frühere Leiter Uwe Klarsen sagte, das Minus habe 2023 bei {} gelegen. "
CLAUSE = (
    "In Ostrum ist es kalt. Stadträtin Ina Brandt sagte, der Pachtvertrag stehe unter dem Vorbehalt der Haushaltslage."
)


def rows(*texts: str) -> list[tuple[bool, set[str], tuple[str, ...]]]:
    """Whether each row of several articles is sure, the words of its members, and its reasons."""
    day = Published("2024-03-05", "2024-03-05", "given")
    members = []
    for n, text in enumerate(texts):
        article = Article(id=f"a{n}", text=text, input=f"a{n}", outlet=f"Blatt {n}", language="de", published=day)
        members.append(AnnotatedArticle(article, annotate(article)))
    found = find_claims(members, (), resolve_actors(members, None), figures=find_figures(members))
    at = {m.article.id: m.article.text for m in members}
    return [
        (c.sure, {at[m.article][m.start : m.end] for m in c.members}, c.reasons)
        for c in found
        if len({m.article for m in c.members}) > 1
    ]


def told(found, start: str, other: str):
    return [
        (sure, reasons)
        for sure, words, reasons in found
        if any(w.startswith(start) for w in words) and any(w.startswith(other) for w in words)
    ]


def test_the_rest_of_one_sum_is_a_row_of_its_own_that_is_not_sure():
    found = rows(
        SUM + "Der Rest seien Mieten.", OTHER.format("5,2 Millionen Euro") + "Die übrigen drei Millionen seien Zinsen."
    )
    ((sure, reasons),) = told(found, "Der Rest", "Die übrigen")
    assert not sure
    assert "rest of one sum: 2023" in reasons


@pytest.mark.parametrize(
    ("amount", "last"),
    [
        # of another sum, and what is no rest of it
        ("8,3 Millionen Euro", "Die übrigen drei Millionen seien Zinsen."),
        ("5,2 Millionen Euro", "Die übrigen Kollegen seien wütend."),
    ],
)
def test_what_is_left_of_something_else_is_no_such_row(amount, last):
    found = rows(SUM + "Der Rest seien Mieten.", OTHER.format(amount) + last)
    assert told(found, "Der Rest", "Die übrigen") == []


def test_what_one_invokes_and_another_speaks_of_is_a_row_that_is_not_sure():
    answer = (
        "Der Vorbehalt der Haushaltslage, auf den sich die Stadt berufe, gelte nur im Mai, sagte Richter Uwe Klarsen."
    )
    ((sure, reasons),) = told(
        rows(CLAUSE, "In Ostrum redet man darüber. " + answer), "der Pachtvertrag", "Der Vorbehalt"
    )
    assert not sure
    assert any(r.startswith("one invokes it, the other speaks of it: ") for r in reasons)


def test_what_nobody_invokes_is_no_such_row():
    other = "Der Vorbehalt der Haushaltslage, von dem alle sprechen, sei ein Witz, sagte Richter Uwe Klarsen."
    found = told(rows(CLAUSE, "In Ostrum redet man darüber. " + other), "der Pachtvertrag", "Der Vorbehalt")
    assert not any(r.startswith("one invokes") for _, reasons in found for r in reasons)
