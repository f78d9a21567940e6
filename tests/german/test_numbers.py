"""Written numbers."""

from __future__ import annotations

import pytest

from quellenlage.german.numbers import multiplier_of, number_of


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("7", 7),
        ("4,8", 4.8),
        ("10.000", 10_000),
        ("1.250.000", 1_250_000),
        ("2.500,75", 2500.75),
        ("zwölf", 12),
        ("Sieben", 7),
        ("einundzwanzig", 21),
        ("hundertfünfzig", 150),
        ("dreieinhalb", 3.5),
        ("anderthalb", 1.5),
        ("tausend", 1000),
    ],
)
def test_numbers(word: str, value: float) -> None:
    assert number_of(word) == value


@pytest.mark.parametrize(
    "word", ["", "ein", "eine", "einen", "Haus", "13.", "20.30", "3:1", "1.00", "und", "Acht-", "zweite"]
)
def test_other_words_are_no_numbers(word: str) -> None:
    assert number_of(word) is None


def test_multipliers() -> None:
    assert multiplier_of("Millionen") == 1_000_000
    assert multiplier_of("Mrd.") == 1_000_000_000
    assert multiplier_of("Leute") is None
