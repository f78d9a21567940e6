"""A denial that only points back, and how much of what was said before it means."""

from __future__ import annotations

import pytest

from quellenlage.compare.claims import find_claims
from quellenlage.compare.disputes import find_disputes
from quellenlage.compare.under_dispute import under_dispute
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Article, Published
from quellenlage.pipeline import annotate, model_name

pytestmark = pytest.mark.skipif(model_name() is None, reason="needs the model")
REASON = "charge denied right behind it"


def read(text: str) -> AnnotatedArticle:
    day = Published("2025-03-05", "2025-03-05", "given")
    article = Article(id="a", text=text, input="a", outlet="Blatt", language="de", published=day)
    return AnnotatedArticle(article, annotate(article))


def denied(text: str, reason: str = "") -> list[str]:
    """What the sure denials of a text are of; only those with that reason, if one is given."""
    member = read(text)
    rows = find_disputes([member], find_claims([member], ()), ())
    sides = [row.sides[0] for row in rows if row.kind == "denial" and row.sure and reason in ("", *row.reasons)]
    return [text[e.start : e.end] for side in sides for e in side.evidence]


@pytest.mark.parametrize(
    ("text", "means"),
    [
        (
            "Bürgermeisterin Ina Sorge warf der Lotte Bau AG am Montag vor, den Stadtrat getäuscht zu haben. Der Preis "
            "sei nicht auf neun, sondern auf elf Millionen Euro gestiegen, sagte Sorge. Der Rest seien Zinsen. Die "
            "Lotte Bau AG wies das zurück.",
            ["den Stadtrat getäuscht zu haben", "Der Preis sei nicht auf neun", "Der Rest seien Zinsen."],
        ),
        (
            "Bürgermeisterin Ina Sorge warf der Lotte Bau AG am Montag vor, die Feuerwehr zu spät gerufen zu haben. "
            "Der Anruf sei erst nach einer Stunde gekommen, sagte Sorge.\n\nDie Lotte Bau AG wies den Vorwurf zurück.",
            ["die Feuerwehr zu spät gerufen zu haben"],
        ),
        (
            "Bürgermeisterin Ina Sorge spricht von einem Versagen der Aufsicht, die Lotte Bau AG weist das zurück.",
            ["einem Versagen der Aufsicht"],
        ),
    ],
)
def test_das_means_all_of_a_charge_and_the_charge_its_own_sentence(text, means):
    found = denied(text)
    assert len(found) == len(means)
    for words, begin in zip(sorted(found, key=text.index), means, strict=True):
        assert begin in words


@pytest.mark.parametrize(
    "text",
    [
        # the denial is itself denied
        "Bürgermeisterin Ina Sorge warf der Lotte Bau AG am Montag vor, den Stadtrat getäuscht zu haben. Der Preis sei "
        "gestiegen, sagte Sorge. Die Lotte Bau AG bestritt das nicht.",
        # somebody else is charged
        "Bürgermeisterin Ina Sorge warf der Nordwind GmbH am Montag vor, den Stadtrat getäuscht zu haben. Der Preis "
        "sei gestiegen, sagte Sorge. Der Rest seien Zinsen. Die Lotte Bau AG wies das zurück.",
        # somebody else speaks between them
        "Bürgermeisterin Ina Sorge warf der Lotte Bau AG am Montag vor, den Stadtrat getäuscht zu haben. Der Kran sei "
        "rostig, sagte Anwalt Uwe Klarsen. Die Lotte Bau AG wies das zurück.",
        # a new paragraph with "das"
        "Bürgermeisterin Ina Sorge warf der Lotte Bau AG am Montag vor, den Stadtrat getäuscht zu haben. Der Preis sei "
        "gestiegen, sagte Sorge.\n\nDie Lotte Bau AG wies das zurück.",
        # two say something in the sentence
        "Ina Sorge spricht von einem Versagen der Aufsicht, Uwe Klarsen spricht von Sabotage, die Lotte Bau AG weist "
        "das zurück.",
    ],
)
def test_what_may_mean_something_else_means_no_charge(text):
    assert denied(text, REASON) == []


def test_all_that_is_denied_is_disputed():
    text = (
        "Bürgermeisterin Ina Sorge warf der Lotte Bau AG am Montag vor, den Stadtrat getäuscht zu haben. Der Preis sei "
        "nicht auf neun, sondern auf elf Millionen Euro gestiegen, sagte Sorge. Die Lotte Bau AG wies das zurück."
    )
    member = read(text)
    claims = find_claims([member], ())
    rows = under_dispute([member], claims, find_disputes([member], claims, ()))
    (price,) = [c for c in rows if "elf Millionen" in c.text and c.sure]
    assert price.status == "disputed"


def test_an_unsure_row_does_not_repeat_a_sure_one():
    text = (
        "Bürgermeisterin Ina Sorge warf der Lotte Bau AG am Montag vor, den Stadtrat getäuscht zu haben. Der Preis sei "
        "gestiegen, sagte Sorge. Der Rest seien Zinsen. Die Lotte Bau AG wies das zurück."
    )
    member = read(text)
    rows = [r for r in find_disputes([member], find_claims([member], ()), ()) if r.kind == "denial"]
    assert [r.sure for r in rows] == [True]
