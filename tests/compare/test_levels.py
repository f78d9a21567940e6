"""How much one thing was in one period, told by two who do not share a word for it."""

from __future__ import annotations

import pytest

from quellenlage.compare.claims import find_claims
from quellenlage.compare.figures import find_figures
from quellenlage.compare.resolution import resolve_actors
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Article, Published
from quellenlage.domain.dossier import Claim
from quellenlage.pipeline import annotate, model_name

pytestmark = pytest.mark.skipif(model_name() is None, reason="needs the model")
FIRST = (
    "In Ostrum ist es kalt. Stadträtin Ina Brandt sagte, das Defizit habe 2023 nicht 9,5, sondern 5,2 Millionen Euro "
    "betragen."
)
SECOND = "In Ostrum redet man darüber. Der frühere Leiter Uwe Klarsen sagte, "


def read(*texts: str) -> list[AnnotatedArticle]:
    day = Published("2024-03-05", "2024-03-05", "given")
    articles = [
        Article(id=f"a{n}", text=t, input=f"a{n}", outlet=f"Blatt {n}", language="de", published=day)
        for n, t in enumerate(texts)
    ]
    return [AnnotatedArticle(a, annotate(a)) for a in articles]


def joined(*texts: str) -> list[Claim]:
    """The sure claims that rest on statements of several articles."""
    members = read(*texts)
    claims = find_claims(members, (), resolve_actors(members, None), figures=find_figures(members))
    return [c for c in claims if c.sure and len({m.article for m in c.members}) > 1]


@pytest.mark.parametrize(
    "other",
    [
        "das operative Minus habe 2023 bei rund fünf Millionen Euro gelegen.",
        "das Minus habe sich 2023 auf 5,2 Millionen Euro belaufen.",
    ],
)
def test_the_level_of_one_thing_in_one_year_is_one_claim_with_two_sources(other):
    (claim,) = joined(FIRST, SECOND + other)
    assert (claim.status, claim.sources) == ("corroborated", 2)
    assert {"Ina Brandt", "Uwe Klarsen"} == {r.name for r in claim.roots}


@pytest.mark.parametrize(
    "other",
    [
        # another year, another number, something else
        "das operative Minus habe 2021 bei rund fünf Millionen Euro gelegen.",
        "das operative Minus habe 2023 bei rund acht Millionen Euro gelegen.",
        "die Miete habe 2023 bei rund fünf Millionen Euro gelegen.",
        # no period, or more than a level
        "das operative Minus habe bei rund fünf Millionen Euro gelegen.",
        "ein Minus von fünf Millionen Euro sei 2023 kein Grund für einen Verkauf gewesen.",
    ],
)
def test_what_is_of_another_year_thing_or_number_is_another_claim(other):
    assert [c.text for c in joined(FIRST, SECOND + other) if "5,2" in c.text] == []


def test_what_is_of_another_owner_is_another_claim():
    one = FIRST.replace("das Defizit habe", "das Defizit der Stadt Ostrum habe")
    other = SECOND + "das Defizit der Werft in Ostrum habe 2023 bei 5,2 Millionen Euro gelegen."
    assert [c.text for c in joined(one, other) if "5,2" in c.text] == []
    again = SECOND + "das Minus der Stadt habe 2023 bei 5,2 Millionen Euro gelegen."
    assert [c.sources for c in joined(one, again)] == [2]
