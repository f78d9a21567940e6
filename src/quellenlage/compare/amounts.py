"""Numbers that statements give: what they count, in which unit, and how two of one thing stand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from quellenlage.compare.intervals import Likeness, Number, likeness, number_of
from quellenlage.compare.words import words_of
from quellenlage.domain.annotations import Quantity
from quellenlage.german.folding import fold
from quellenlage.german.lexicon import load_table


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that a statement gives: what it counts (folded head noun, empty where the text leaves it open), in which
    unit (folded, the one that others are converted to), and the values it stands for."""

    object: str
    unit: str
    number: Number
    quantity: Quantity

    @property
    def is_open(self) -> bool:
        """True where the text gives no value at all."""
        return (self.number.low, self.number.high) == (None, None)


def amount_of(quantity: Quantity, words: str) -> Amount:
    """A quantity as what it counts and the values that it leaves open; `words` are those that give it."""
    unit, factor = base_unit(quantity.unit)
    number = number_of(quantity, factor)
    if quantity.value is None and quantity.comparator != "range":
        vague = next((r for w in words_of(words) if (r := _vague().get(w)) is not None), None)
        number = number if vague is None else Number(*vague, "unspecified")
    return Amount(fold(head_of(quantity.object or "")), fold(unit or ""), number, quantity)


def compare_amounts(a: Amount, b: Amount) -> Likeness:
    """How the first number stands to the second, as `intervals.fit` reconciles them: nobody says *mehrere* of
    *mindestens 10.000*."""
    return "compatible" if a.is_open or b.is_open else likeness(a.number, b.number)


def of_one_thing(a: Amount, b: Amount) -> bool:
    """True for numbers in one unit of one object; an object left open, or one that ends the other (*Granaten*,
    *Artilleriegranaten*), may be the same."""
    if a.unit != b.unit or a.quantity.kind != b.quantity.kind:
        return False
    if not a.object or not b.object:
        return bool(a.unit) or a.object == b.object
    return a.object.endswith(b.object) or b.object.endswith(a.object)


def base_unit(unit: str | None) -> tuple[str | None, float]:
    """The unit that a unit is converted to, and how many of it one is."""
    if unit is None:
        return None, 1.0
    return _conversions().get(unit, (unit, 1.0))


def head_of(thing: str) -> str:
    """The head noun: the first capitalised word that no further capitalised word follows directly."""
    words = thing.split()
    for word, following in zip(words, [*words[1:], ""], strict=bool(words)):
        if word[:1].isupper() and not following[:1].isupper():
            return word.strip('.,;:()„“"»«')
    return words[-1] if words else ""


@cache
def _vague() -> dict[str, tuple[float, float | None]]:
    rows = load_table("vague_ranges")
    return {r["word"]: (float(r["least"]), float(r["most"]) if r["most"] else None) for r in rows}


@cache
def _conversions() -> dict[str, tuple[str, float]]:
    return {row["unit"]: (row["base"], float(row["factor"])) for row in load_table("unit_conversions")}
