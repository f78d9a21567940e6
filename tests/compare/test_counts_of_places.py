"""Figures: a toll is that of its place; how much it changed, its height, and what a rate is reckoned on are none."""

from dataclasses import replace

import pytest

from quellenlage.compare.circumstances import letters
from quellenlage.compare.counted import counted_in
from quellenlage.compare.figures import find_figures


def member(article, text, words, value, noun="Tote", places=(), **rest):
    return article(
        text, day="2025-05-04", places=places, counted=({"words": words, "value": value, "object": noun},), **rest
    )


@pytest.mark.parametrize(
    ("text", "words", "noun", "counts"),
    [
        ("In Tarp gab es 40 Tote.", "40 Tote", "Tote", True),
        ("Das waren 40 Tote weniger als am Vortag.", "40 Tote", "Tote", False),
        ("Es gab 300 Tote, 40 mehr als im Mai.", "40", "Tote", False),
        ("Die Zahl sank um weitere 40 Tote.", "40 Tote", "Tote", False),
        ("Es gab einen Rückgang von 40 Toten.", "40 Toten", "Tote", False),
        ("Es gab zwei Tote je 1.000 Gäste.", "1.000 Gäste", "Gast", False),
        ("Es gab zwei Tote, bezogen auf 1.000 Gäste.", "1.000 Gäste", "Gast", False),
        # the height of something else
        ("In acht Kreisen liegt der Wert über 200.", "über 200", "Kreis", False),
        ("Die Zahl der Kreise liegt bei 200.", "200", "Kreis", True),
        # the last of several
        ("Leck und Husum folgten mit 60 und 40 Toten.", "40 Toten", "Tote", False),
        # of what the sentence before counted
        ("Es gab 90 Verletzte. Die meisten Todesfälle gab es mit 40 in Leck.", "40", "Verletzte", False),
    ],
)
def test_what_counts(article, text, words, noun, counts):
    assert bool(list(counted_in(member(article, text, words, 40, noun)))) == counts


def test_a_place_is_not_counted(article):
    text = "Am meisten Tote hatte mit 80 Tarp."
    assert list(counted_in(member(article, text, "80 Tarp", 80, "Tarp", ("Tarp",)))) == []


@pytest.mark.parametrize(
    ("text", "words", "places"),
    [
        ("Es gab 25 Tote in Tarp, in Leck waren es 40 Tote.", "40 Tote", {"leck"}),
        ("Bundesweit gab es 40 Tote.", "40 Tote", {"deutschland"}),
        ("In Tarp und Leck gab es 40 Tote.", "40 Tote", {"leck"}),
    ],
)
def test_a_toll_is_of_the_place_in_its_part_of_the_sentence(article, text, words, places):
    named = tuple(n for n in ("Tarp", "Leck") if n in text)
    (counted,) = counted_in(member(article, text, words, 40, places=named))
    assert counted.places == places


@pytest.mark.parametrize(
    ("url", "places"),
    [
        (None, {"deutschland"}),
        ("https://bote.example/tarp", {"deutschland"}),
        ("https://www.bote.at/tarp", {"österreich"}),
        ("https://bote.ch:443/tarp", {"schweiz"}),
    ],
)
def test_the_whole_country_is_that_of_the_outlet(article, url, places):
    one = member(article, "Bundesweit gab es 40 Tote.", "40 Tote", 40)
    (counted,) = counted_in(replace(one, article=replace(one.article, url=url)))
    assert counted.places == {letters(name) for name in places}


@pytest.mark.parametrize(
    ("one", "two", "rows"),
    [
        (("In Tarp gab es 30 Tote.", ("Tarp",)), ("In Tarp gab es 41 Tote.", ("Tarp",)), 1),
        (("In Tarp gab es 30 Tote.", ("Tarp",)), ("In Leck gab es 41 Tote.", ("Leck",)), 0),
        # by chance the same number
        (("In Tarp gab es 41 Tote.", ("Tarp",)), ("In Leck gab es 41 Tote.", ("Leck",)), 0),
        # the whole country and one of its towns
        (("Bundesweit gab es 30 Tote.", ()), ("In Leck gab es 41 Tote.", ("Leck",)), 0),
    ],
)
def test_tolls_of_two_places_are_two_figures(article, one, two, rows):
    members = [
        member(article, text, f"{n} Tote", n, places=places, id=i, outlet=i)
        for i, (text, places) in zip("ab", (one, two), strict=True)
        for n in [int(next(w for w in text.split() if w.isdigit()))]
    ]
    assert len(find_figures(members)) == rows
