"""Compounds and their parts, and words that only look like some."""

import pytest

from quellenlage.german.compounds import parts_of
from quellenlage.german.folding import index_terms, search_terms


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Gipfeltreffen", ("Gipfel", "Treffen")),
        ("Konzertsälen", ("Konzert", "Saal")),
        ("Gesundheitsministerium", ("Gesundheit", "Ministerium")),
        ("Infektionszahlen", ("Infektion", "Zahl")),
        ("Straßenbahnen", ("Straße", "Bahn")),
        ("Wahlergebnis", ("Wahl", "Ergebnis")),
    ],
)
def test_a_compound_gives_its_parts_in_their_dictionary_form(word: str, parts: tuple[str, ...]) -> None:
    assert parts_of(word) == parts


@pytest.mark.parametrize(
    "word",
    ["Regierung", "Wissenschaft", "Handlungen", "Deutschland", "Mannschaft", "Machthaber", "Bundestag", "Treffen",
     "gipfeltreffen", "GIPFELTREFFEN", "Xyzqrstuvw", "", "Ei"],
)  # fmt: skip
def test_other_words_stay_whole(word: str) -> None:
    assert parts_of(word) == ()


def test_the_index_holds_the_parts_and_a_query_does_not() -> None:
    assert {"gipfeltreffen", "gipfel", "treffen"} <= set(index_terms("Das Gipfeltreffen begann."))
    assert "treffen" not in search_terms("Gipfeltreffen")
    assert set(search_terms("Treffen")) & set(index_terms("Sie trafen sich."))
