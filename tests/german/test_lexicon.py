"""Lexicon files: how they are read, and how their faults are named."""

from __future__ import annotations

from importlib.resources import files

import pytest

from quellenlage.errors import LexiconError
from quellenlage.german.lexicon import load_table, load_words, rows_in, words_in


def test_comments_and_blank_lines_are_skipped() -> None:
    assert list(words_in("# Quelle\n\nHaus\nHof\n", "x.txt")) == ["Haus", "Hof"]


def test_missing_cells_at_the_end_are_empty() -> None:
    assert list(rows_in("# c\nword\tkind\nHaus\tn\nHof\n", "x.tsv")) == [
        {"word": "Haus", "kind": "n"},
        {"word": "Hof", "kind": ""},
    ]


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ("word\tkind\na\tb\tc\n", r"x\.tsv, line 2: 3 cells"),
        ("# c\nword\tword\n", "x.tsv, line 2: header"),
        ("word\tkind\na \tb\n", "x.tsv, line 2: white space"),
        ("word\tkind\n\n\tb\n", "x.tsv, line 3: first cell"),
        ("# nothing\n", "x.tsv: no header"),
    ],
)
def test_a_bad_table_line_is_named(content: str, where: str) -> None:
    with pytest.raises(LexiconError, match=where):
        list(rows_in(content, "x.tsv"))


@pytest.mark.parametrize("content", ["gut\n schlecht\n", "gut\nzwei\tzellen\n"])
def test_a_bad_word_line_is_named(content: str) -> None:
    with pytest.raises(LexiconError, match=r"x\.txt, line 2"):
        list(words_in(content, "x.txt"))


def test_an_unknown_lexicon_is_named() -> None:
    with pytest.raises(LexiconError, match=r"nichts\.tsv: not in this installation"):
        load_table("nichts")


def test_tables_are_read_once() -> None:
    assert load_table("time_words") is load_table("time_words")


@pytest.mark.parametrize("file", sorted(p.name for p in (files("quellenlage.german") / "lexicon").iterdir()))
def test_every_shipped_lexicon_can_be_read(file: str) -> None:
    name, _, ending = file.rpartition(".")
    assert load_table(name) if ending == "tsv" else load_words(name)
