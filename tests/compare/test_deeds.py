"""Who hands what over to whom, in whatever words."""

from __future__ import annotations

import pytest

from quellenlage.compare.deeds import Deed
from quellenlage.compare.propositions import propositions_of
from quellenlage.compare.resolution import resolve_actors
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Article
from quellenlage.pipeline import annotate, model_name

pytestmark = pytest.mark.skipif(model_name() is None, reason="needs the model")


def deeds(sentence: str) -> list[Deed]:
    article = Article(id="a", text=sentence, input="a", language="de")
    member = AnnotatedArticle(article, annotate(article))
    found = propositions_of([member], (), resolve_actors([member], None))
    return [deed for p in found for deed in sorted(p.deeds)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norwegen wirft Uruguay vor, Bolivien mit Haubitzen ausgerüstet zu haben.",
        "Norwegen wirft Uruguay vor, Bolivien 900 Granaten geschickt zu haben.",
        "Der Minister sagte, Uruguay habe Panzer an Bolivien geliefert.",
    ],
)
def test_givers_receivers_and_classes_of_things(sentence: str) -> None:
    assert deeds(sentence) == [Deed("uruguay", "bolivien", "arms", done=True, plain=True)]


def test_told_in_passing() -> None:
    sentence = "Der Minister sagte, die Lieferungen von Raketen aus Uruguay hätten den Truppen Boliviens geholfen."
    assert deeds(sentence) == [Deed("uruguay", "bolivien", "arms", done=True, plain=False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Der Minister sagte, Uruguay werde Panzer an Bolivien liefern.",
        "Der Minister sagte, Uruguay könnte Panzer an Bolivien liefern.",
    ],
)
def test_what_is_ahead_is_not_done(sentence: str) -> None:
    assert [deed.done for deed in deeds(sentence)] == [False]


@pytest.mark.parametrize(
    "sentence",
    [
        # nobody gets it
        "Der Minister sagte, Uruguay habe Panzer verkauft.",
        # nothing is handed over
        "Der Minister sagte, Uruguay habe Bolivien eine Antwort geliefert.",
        "Der Minister sagte, Uruguay habe Panzer aus Bolivien zerstört.",
    ],
)
def test_no_deed(sentence: str) -> None:
    assert deeds(sentence) == []
