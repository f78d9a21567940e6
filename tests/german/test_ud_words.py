"""Words as Universal Dependencies has them: compounds with a hyphen are several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenlage.domain.annotations import Token
from quellenlage.domain.span import Span
from quellenlage.german.tokens import parse, tokens_of
from quellenlage.german.ud_words import ud_words


def words(text: str) -> list[Token]:
    return list(ud_words(tokens_of(parse(text, [Span(0, len(text))]))))


def tree(found: list[Token]) -> dict[str, tuple[str, str | None]]:
    return {w.text: (found[w.head].text, w.dep) for w in found if w.head is not None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die EU-Staaten beraten.", ["Die", "EU", "-", "Staaten", "beraten", "."]),
        ("Sie wohnt im Fünf-Sterne-Hotel.", ["Sie", "wohnt", "im", "Fünf", "-", "Sterne", "-", "Hotel", "."]),
        ("Die G-7 tagt.", ["Die", "G", "-", "7", "tagt", "."]),
        # no compounds: numbers, hyphens at an end, dashes
        ("Vor- und Nachteile", ["Vor-", "und", "Nachteile"]),
        ("Er kam – und ging.", ["Er", "kam", "–", "und", "ging", "."]),
    ],
)
def test_what_is_taken_apart(text: str, expected: list[str]) -> None:
    assert [w.text for w in words(text)] == expected


def test_each_part_hangs_on_the_next_and_the_last_has_the_place_of_the_whole() -> None:
    found = tree(words("Die Polizei sperrte das Fünf-Sterne-Hotel am Hafen."))
    assert found["Fünf"] == ("Sterne", "compound")
    assert found["Sterne"] == ("Hotel", "compound")
    assert found["Hotel"] == ("sperrte", "obj")
    assert found["das"] == ("Hotel", "det")


def test_a_hyphen_belongs_to_the_part_before_it() -> None:
    found = words("Die EU-Staaten beraten.")
    assert [(found[w.head or 0].text, w.dep, w.pos) for w in found if w.text == "-"] == [("EU", "punct", "PUNCT")]


def test_the_last_part_is_inflected_and_has_a_lemma_of_its_own() -> None:
    last = next(w for w in words("Er traf die EU-Staaten.") if w.text == "Staaten")
    assert last.lemma == "Staat" and "Number=Plur" in (last.morph or "")


def test_parts_of_a_name_hang_where_the_name_hangs() -> None:
    tokens = [
        Token(0, 4, "Wole", "Wole", "PROPN", None, 0, "root"),
        Token(5, 14, "Saro-Wiwa", None, "PROPN", None, 0, "flat"),
    ]
    assert [(w.text, w.head, w.dep) for w in ud_words(tokens)] == [
        ("Wole", 0, "root"),
        ("Saro", 0, "flat"),
        ("-", 3, "punct"),
        ("Wiwa", 0, "flat"),
    ]


def test_a_compound_that_is_the_root_points_to_itself() -> None:
    tokens = [
        Token(0, 10, "EU-Staaten", None, "NOUN", None, 0, "root"),
        Token(10, 11, ".", ".", "PUNCT", None, 0, "punct"),
    ]
    assert [w.head for w in ud_words(tokens)] == [2, 0, 2, 2]


def test_without_a_tree_there_is_none_afterwards() -> None:
    assert [(w.text, w.head, w.dep) for w in ud_words([Token(3, 8, "EU-Ei")])] == [
        ("EU", None, None), ("-", None, None), ("Ei", None, None)
    ]  # fmt: skip


@given(st.text(alphabet="aB-7 .‑\u00ad\n", max_size=60))
def test_offsets_are_those_of_the_text_and_heads_are_words(text: str) -> None:
    found = words(text)
    assert all(text[w.start : w.end] == w.text for w in found)
    assert all(w.head is not None and 0 <= w.head < len(found) for w in found)
