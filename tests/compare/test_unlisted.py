"""What stays off the lists of claims, though it is the member of one: what says nothing by itself."""

from __future__ import annotations

import pytest

from quellenlage.compare.claims import find_claims
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Article
from quellenlage.domain.dossier import Claim
from quellenlage.pipeline import annotate, model_name

pytestmark = pytest.mark.skipif(model_name() is None, reason="needs the model")


def claims_of(*texts: str) -> tuple[Claim, ...]:
    members = []
    for n, text in enumerate(texts):
        article = Article(id=f"a{n}", text=text, input=f"a{n}", outlet=f"Blatt {n}", language="de")
        members.append(AnnotatedArticle(article, annotate(article)))
    return find_claims(members, ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Die Müllerin Anna Berg warf dem Verband falsche Zahlen vor.", "falsche Zahlen"),
        ("Der Brauer Ole Kamp bestritt alles.", "alles"),
        ("Stadträtin Runa Holm drohte mit einer Klage.", "mit einer Klage"),
    ],
)
def test_a_few_words_without_a_verb_are_no_line_of_their_own(text: str, words: str) -> None:
    (claim,) = [c for c in claims_of(text) if c.text == words]
    assert (claim.sure, claim.reasons[0]) == (False, f"says nothing without its sentence: {words}")


@pytest.mark.parametrize(
    "text",
    [
        "Stadträtin Runa Holm forderte den sofortigen Rücktritt des Vorstands.",
        "Der Brauer Ole Kamp bestritt, Hopfen gestreckt zu haben.",
    ],
)
def test_what_can_be_read_alone_is(text: str) -> None:
    assert [c.sure for c in claims_of(text)] == [True]


def test_every_statement_is_in_one_claim_that_is_told_by_itself() -> None:
    found = claims_of("Anna Berg warf dem Verband falsche Zahlen vor. Sie sagte, der Damm halte bis zum Frühjahr.")
    assert sorted(len(c.members) for c in found) == [1, 1]
    assert sorted(c.sure for c in found) == [False, True]


def test_several_speakers_are_one_group_in_any_order() -> None:
    one = "Norwegen und Uruguay haben einen Waffenhandel bestritten. Der Damm hält."
    two = "Uruguay und Norwegen haben den Handel mit alten Waffen bestritten. Der Deich hält."
    spoken = {m.speaker for c in claims_of(one, two) for m in c.members if m.speaker is not None}
    assert spoken == {"Norwegen und Uruguay"}


def test_two_who_accuse_together_and_each_alone_are_two_sources() -> None:
    text = (
        "Norwegen und Malta werfen Uruguay vor, Bolivien mit Haubitzen ausgerüstet zu haben. Malta wirft Uruguay zudem "
        "vor, Bolivien rund 900 Granaten geschickt zu haben. Norwegens Minister Ole Kamp sagte, Uruguay habe Bolivien "
        "Panzer verkauft."
    )
    (claim,) = [c for c in claims_of(text) if c.sure]
    assert (claim.text, claim.sources, claim.sources_at_most) == ("Bolivien mit Haubitzen ausgerüstet zu haben", 2, 2)
