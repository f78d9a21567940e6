"""Speakers whom another article of the story names: the holder of an office, an outlet; and offices that speak for the
body around them."""

from __future__ import annotations

import pytest

from quellenlage.compare.claims import find_claims
from quellenlage.compare.resolution import resolve_actors
from quellenlage.compare.root_kinds import is_office
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Article
from quellenlage.german.together import parted, together
from quellenlage.pipeline import annotate, model_name

needs_model = pytest.mark.skipif(model_name() is None, reason="needs the model")


def roots(words: str, *texts: str) -> list[str | None]:
    """Who is behind the claim with these words; the outlets are Küstenbote, Blatt 1 and so on."""
    members = [
        AnnotatedArticle(a, annotate(a))
        for a in (
            Article(id=f"a{n}", text=t, input=f"a{n}", outlet=f"Blatt {n}" if n else "Küstenbote", language="de")
            for n, t in enumerate(texts)
        )
    ]
    claims = find_claims(members, (), resolve_actors(members, None))
    (claim,) = [c for c in claims if words in c.text and c.sure]
    return [r.name for r in claim.roots]


NAMED = "Verkehrsministerin Karla Thoms besuchte Ostrum. Verkehrsministerin Karla Thoms sagte, die Brücke sei sicher."


@needs_model
@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Die Opposition kritisiert Karla Thoms. Die Verkehrsministerin bestreitet das. Es gebe genug Prüfer, "
            "sagte die Verkehrsministerin.",
            ["Karla Thoms"],
        ),
        # nobody says that she is meant here
        (
            "Die Opposition kritisiert die Bahn. Es gebe genug Prüfer, sagte die Verkehrsministerin.",
            ["die Verkehrsministerin"],
        ),
        # another state's
        (
            "Die Opposition kritisiert Karla Thoms. Es gebe genug Prüfer, sagte die dänische Verkehrsministerin.",
            ["die dänische Verkehrsministerin"],
        ),
    ],
)
def test_the_only_holder_of_an_office_in_the_story(text, names):
    assert roots("genug Prüfer", NAMED, text) == names


@needs_model
def test_an_office_that_two_hold_is_nobodys():
    other = "Verkehrsministerin Rita Lund kam aus Bremen. Verkehrsministerin Rita Lund sagte, der Zug sei voll."
    text = "Die Opposition kritisiert Karla Thoms. Es gebe genug Prüfer, sagte die Verkehrsministerin."
    assert roots("genug Prüfer", NAMED, other, text) == ["die Verkehrsministerin"]


@needs_model
@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        ("Die Nordwerft GmbH wies die Kritik zurück. Das Dock sei dicht, teilte die Pressestelle mit.", "Das Dock",
         ["Nordwerft GmbH"]),
        ("Die Bundesregierung sieht nach den Worten eines Sprechers keinen Anlass für Neues.", "keinen Anlass",
         ["Bundesregierung"]),
        ("Die Nordwerft GmbH wies die Kritik zurück. Das Dock sei dicht, teilte die Pressestelle der Stadt mit.",
         "Das Dock", ["die Pressestelle der Stadt"]),
        ("Die Brücke ist nach den Worten eines Sprechers sicher und frei.", "sicher", ["eines Sprechers"]),
    ],
)  # fmt: skip
def test_an_office_without_its_body_speaks_for_the_body_around_it(text, words, names):
    assert roots(words, text) == names


@needs_model
def test_an_outlet_of_the_story_is_no_nameless_source():
    text = "Der Rat soll den Vertrag gekündigt haben. Das berichtet der Küstenbote in seiner Freitagsausgabe."
    assert roots("den Vertrag gekündigt", "In Ostrum blieb es ruhig, sagte Ina Brandt.", text) == ["Küstenbote"]


@pytest.mark.parametrize(
    ("noun", "office"),
    [
        ("Umweltministerin", True),
        ("Außenminister", True),
        ("Landrat", True),
        ("Minister", False),
        ("Sprecher", False),
        ("Chef", False),
    ],
)
def test_offices_that_one_holds(noun, office):
    assert is_office(noun) is office


def test_several_are_named_as_german_lists_them():
    assert together(["Peru"]) == "Peru"
    assert together(["Peru", "Chile", "Peru"]) == "Peru und Chile"
    assert together(["Peru", "Chile", "Bolivien"]) == "Peru, Chile und Bolivien"
    assert parted("Peru, Chile und Bolivien") == ["Peru", "Chile", "Bolivien"]
