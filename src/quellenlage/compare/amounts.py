"""Numbers that two statements give of one thing: whether one may hold where the other does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from quellenlage.compare.words import words_of
from quellenlage.domain.annotations import Quantity
from quellenlage.german.folding import fold
from quellenlage.german.lexicon import load_table

ABOUT = 0.1
"""Part of a value by which *rund*, *knapp*, *fast* may miss it: *rund 1.800* for 1.750, not for 2.300."""
NEAR = 0.6
"""How far a bound is from what is meant: nobody says *bis zu acht Tonnen* of four, or *mindestens zwölf* of 31, though
either would be true. Read on the ranges of the sample articles' gold (figures that two sources give differently)."""
Likeness = Literal["same", "compatible", "narrower", "wider", "different"]
"""How one number stands to another: equal; both may hold; the first says more; the first says less; only one holds."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that a statement gives: what it counts (folded head noun, empty where the text leaves it open), in which
    unit, and the lowest and highest value it stands for; None is open."""

    object: str
    unit: str
    low: float | None
    high: float | None
    quantity: Quantity


def amount_of(quantity: Quantity, words: str) -> Amount:
    """A quantity as what it counts and the range of values that it leaves open; `words` are those that give it."""
    low, high = _range(quantity, words)
    return Amount(fold(_head(quantity.object or "")), fold(quantity.unit or ""), low, high, quantity)


def _range(quantity: Quantity, words: str) -> tuple[float | None, float | None]:
    value = quantity.value
    if quantity.comparator == "range":
        return quantity.low, quantity.high
    if value is None:
        vague = (r for w in words_of(words) if (r := _vague().get(w)) is not None)
        return next(vague, (quantity.low, quantity.high))
    if quantity.comparator == "at_least":
        return value, value / NEAR
    if quantity.comparator == "up_to":
        return value * NEAR, value
    if quantity.comparator == "about":
        return value * (1 - ABOUT), value * (1 + ABOUT)
    return value, value


@cache
def _vague() -> dict[str, tuple[float, float | None]]:
    rows = load_table("vague_ranges")
    return {r["word"]: (float(r["least"]), float(r["most"]) if r["most"] else None) for r in rows}


def compare_amounts(a: Amount, b: Amount) -> Likeness:
    """How the first number stands to the second, comparators and ranges reconciled: what both may be is no difference
    (*annähernd fünf Millionen*, *bis zu 4,8 Millionen*); nobody says *mehrere* of *mindestens 10.000*."""
    if _is_open(a) or _is_open(b):
        return "compatible"
    if _values(a) == _values(b) and a.quantity.comparator == b.quantity.comparator:
        return "same"
    low_a, high_a = _closed(a)
    low_b, high_b = _closed(b)
    if high_a < low_b or high_b < low_a:
        return "different"
    if low_b <= low_a and high_a <= high_b:
        return "narrower"
    return "wider" if low_a <= low_b and high_b <= high_a else "compatible"


def _is_open(amount: Amount) -> bool:
    return amount.low is None and amount.high is None


def _values(amount: Amount) -> tuple[float | None, ...]:
    return amount.quantity.value, amount.quantity.low, amount.quantity.high


def _closed(amount: Amount) -> tuple[float, float]:
    return (
        float("-inf") if amount.low is None else amount.low,
        float("inf") if amount.high is None else amount.high,
    )


def _head(thing: str) -> str:
    """The head noun: the first capitalised word that no further capitalised word follows directly."""
    words = thing.split()
    if not words:
        return ""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word[:1].isupper() and not following[:1].isupper():
            return word.strip('.,;:()„“"»«')
    return words[-1]
