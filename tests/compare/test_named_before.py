"""What the sentence around a dispute says it is of: whom the sentence before names, and whether it is a condition."""

from __future__ import annotations

import pytest

from quellenlage.compare.claims import find_claims
from quellenlage.compare.disputes import find_disputes
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Article, Published
from quellenlage.pipeline import annotate, model_name

pytestmark = pytest.mark.skipif(model_name() is None, reason="needs the model")


def sure(*texts: str) -> list[str]:
    """The kinds of the sure disputes of a story."""
    day = Published("2025-03-05", "2025-03-05", "given")
    members = [
        AnnotatedArticle(a, annotate(a))
        for a in (
            Article(id=f"a{n}", text=t, input=f"a{n}", outlet=f"Blatt {n}", language="de", published=day)
            for n, t in enumerate(texts)
        )
    ]
    return [d.kind for d in find_disputes(members, find_claims(members, ()), ()) if d.sure]


FIRST = "Der Kreis verhandelt mit der Nordwerft GmbH. Am 11. März soll der Vertrag unterzeichnet werden."


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ("Der Kreis verhandelt mit der Nordwerft GmbH. Am 25. März soll der Vertrag unterzeichnet werden.", ["date"]),
        ("Der Kreis verhandelt mit der Lotte Bau AG. Am 25. März soll der Vertrag unterzeichnet werden.", []),
        # nobody is named there: it may be the one contract of the story
        ("Der Kreis verhandelt seit Wochen. Am 25. März soll der Vertrag unterzeichnet werden.", ["date"]),
    ],
)
def test_a_contract_is_the_one_with_whom_the_sentence_before_names(second, found):
    assert sure(FIRST, second) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Kritiker warnen: Dem Land Peru wird vorgeworfen, Gelder verschleudert zu haben. Peru weist die Vorwürfe "
            "zurück.",
            ["denial"],
        ),
        (
            "Das Geld wird gesperrt, wenn ein Bericht den Verdacht weckt, dass Gelder verschleudert werden. Peru weist "
            "die Vorwürfe zurück.",
            [],
        ),
    ],
)
def test_a_condition_is_no_charge(text, found):
    assert sure(text) == found
