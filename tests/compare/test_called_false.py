"""A rumour or charge and the verdict on it in one sentence: two statements, and a dispute between them."""

from __future__ import annotations

import pytest

from quellenlage.compare.claims import find_claims
from quellenlage.compare.disputes import find_disputes
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Article, Published
from quellenlage.domain.dossier import Dispute
from quellenlage.pipeline import annotate, model_name

pytestmark = pytest.mark.skipif(model_name() is None, reason="needs the model")
CALLED = "clause of what is called false"


def read(text: str) -> AnnotatedArticle:
    day = Published("2025-03-05", "2025-03-05", "given")
    article = Article(id="a", text=text, input="a", outlet="Blatt", language="de", published=day)
    return AnnotatedArticle(article, annotate(article))


def denials(member: AnnotatedArticle) -> list[Dispute]:
    rows = find_disputes([member], find_claims([member], ()), ())
    return [row for row in rows if row.kind == "denial" and row.sure]


@pytest.mark.parametrize(
    ("text", "clause", "source"),
    [
        (
            "Gerüchte, Werkleiter Dornbach sei bereits entlassen worden, nannte Sprecherin Karin Holz schlicht falsch.",
            "Werkleiter Dornbach sei bereits entlassen worden",
            ["Gerüchte"],
        ),
        (
            "Das Gerücht, Trainer Uwe Klarsen habe gekündigt, bezeichnete Vereinspräsident Tom Halb als frei erfunden.",
            "Trainer Uwe Klarsen habe gekündigt",
            ["Das Gerücht"],
        ),
        (
            "Die Behauptung, der Verein sei pleite, nannte Schatzmeisterin Eva Lind unwahr.",
            "der Verein sei pleite",
            [],
        ),
        (
            "Vorwürfe, dass der Betreiber Messwerte gefälscht habe, nannte die Sprecherin frei erfunden.",
            "dass der Betreiber Messwerte gefälscht habe",
            [],
        ),
        (
            'Sie kam am Abend. Vorwürfe, ein Kran sei seit Wochen kaputt, nannte die Werft-Bossin "frei erfunden".',
            "ein Kran sei seit Wochen kaputt",
            [],
        ),
    ],
)
def test_the_rumour_and_who_calls_it_false_are_told_apart(text: str, clause: str, source: list[str]) -> None:
    member = read(text)
    (told,) = [s for s in member.annotations.statements if s.by.reason.startswith(CALLED)]
    assert [q.of(text) for q in told.quote] == [clause]
    assert ([s.of(text) for s in told.speaker], told.speaker_name) == (source, None)
    (denial,) = [s for s in member.annotations.statements if s.id == told.parent]
    assert denial.stance == "denies"
    (row,) = denials(member)
    assert row.reasons == ("called false as it is told",)
    assert clause in row.sides[0].position
    assert "nannte" in row.sides[1].position or "bezeichnete" in row.sides[1].position


@pytest.mark.parametrize(
    "text",
    [
        "Die Prognose, der Absatz werde steigen, nannte Ökonomin Eva Lind richtig.",
        "Die Forderung, das Bad zu schließen, nannte Bürgermeister Jan Holz falsch.",
        "Den Vorwurf, die Kasse sei leer, nannte Schatzmeisterin Eva Lind nicht falsch.",
    ],
)
def test_who_agrees_or_answers_a_demand_denies_nothing(text: str) -> None:
    member = read(text)
    assert not denials(member)
    assert not [s for s in member.annotations.statements if s.by.reason.startswith(CALLED)]
