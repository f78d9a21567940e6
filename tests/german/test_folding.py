"""One spelling for search: index and query meet in a term."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenlage.german.folding import fold, search_terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "Mueller"),
        ("Müller", "MÜLLER"),
        ("Straße", "Strasse"),
        ("Köln", "Koeln"),
        ("Łódź", "Lodz"),
        ("Élysée", "Elysee"),
        ("Scho\u0308n", "schön"),
        ("Ge\u00adfahr", "Gefahr"),
    ],
)
def test_spellings_that_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text(string.printable, max_size=90))
def test_plain_text_folds_as_beside_an_invisible_sign(text: str) -> None:
    # letters that need nothing but lower case go a shorter way
    assert fold(text) == fold(f"{text}\u200b") == fold(f"\u00ad{text}")


@pytest.mark.parametrize(("one", "other"), [("neue", "nue"), ("Mauer", "Maur"), ("Quelle", "Qulle"), ("Bar", "Bär2")])
def test_spellings_that_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("query", "indexed"),
    [
        ("Treffen", "Treffens"),
        ("Krankenhäuser", "Krankenhaus"),
        ("krankenhaus", "Krankenhäusern"),
        ("Putin", "Putins"),
        ("raketen", "Rakete"),
        ("sagen", "sagte"),
        ("Krieg", "Ukraine-Krieg"),
        ("MUENCHEN", "München"),
        ("verhandlung", "Verhandlungen"),
    ],
)
def test_a_query_finds_another_form(query: str, indexed: str) -> None:
    assert set(search_terms(query)) & set(search_terms(indexed))


@pytest.mark.parametrize(("query", "text"), [("Mauer", "mauerte"), ("Bank", "Bande"), ("Rat", "Ratte")])
def test_a_query_does_not_find_another_word(query: str, text: str) -> None:
    assert not set(search_terms(query)) & set(search_terms(text))


def test_terms_are_letters_and_digits_only() -> None:
    terms = search_terms("Die „US-Truppen“ (2.500) kamen’s z. B. am 3.")
    assert terms
    assert all(t.isalnum() for t in terms)
