"""Subwords of single tokens."""

from __future__ import annotations

import pytest

from quellenlage.german.card import FOLDER, SUBWORDS
from quellenlage.german.subwords import MOST, UNKNOWN, Subwords


@pytest.fixture(scope="module")
def subwords() -> Subwords:
    return Subwords(FOLDER / SUBWORDS)


def test_a_word_after_a_space_begins_differently(subwords: Subwords) -> None:
    assert subwords.of("Haus", True) != subwords.of("Haus", False)
    assert subwords.of_words(["Haus", "Haus"], [True, False]) == [subwords.of("Haus", True), subwords.of("Haus", False)]


@pytest.mark.parametrize("word", ["Der", "und", "Regierung", "gestern", "zwischen"])
def test_common_words_are_one_piece(subwords: Subwords, word: str) -> None:
    assert len(subwords.of(word, True)) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Übung", "U\u0308bung"), ("schön", "scho\u0308n"), ("Buchhändler", "Buch\u00adhändler")]
)
def test_what_looks_the_same_is_read_the_same(subwords: Subwords, one: str, other: str) -> None:
    assert subwords.of(one, True) == subwords.of(other, True)


@pytest.mark.parametrize("word", ["\u200b", "\u00ad", "𐍈", "\u200d", "\ufeff"])
def test_every_token_has_a_subword(subwords: Subwords, word: str) -> None:
    assert subwords.of(word, True)
    assert subwords.of(word, False)


def test_a_token_without_any_piece_is_unknown(subwords: Subwords) -> None:
    assert subwords.of("\u00ad", True) == (UNKNOWN,)


@pytest.mark.parametrize("word", ["x" * 5000, "http://beispiel.example/" + "a1/" * 300, "–" * 400])
def test_a_token_of_any_length_has_a_bounded_number(subwords: Subwords, word: str) -> None:
    assert len(subwords.of(word, True)) <= MOST
