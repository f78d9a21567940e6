"""Numbers that statements give: what they count, in which unit, and how two of one thing stand to each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from quellenlage.compare.intervals import Likeness, Number, fit, likeness, number_of
from quellenlage.compare.words import words_of
from quellenlage.domain.annotations import Comparator, Quantity
from quellenlage.domain.span import Span
from quellenlage.german.folding import fold
from quellenlage.german.lexicon import load_table
from quellenlage.german.numbers import multiplier_of

PRECISE = 3
"""Digits, noughts at the end aside, from which on a number is given to its last one: *rund 243.700* is not *rund
248.500*, though both are about a quarter of a million."""
GIVEN: frozenset[Comparator] = frozenset(("exact", "about"))
"""How a number is told that is meant itself: *mehr als 1.250* may be 1.273."""
SMALLEST = 32
"""Whole numbers below it, written in digits, are days and ages more often than counts; those are told as quantities."""
YEARS = range(1900, 2101)
_FIGURE = re.compile(r"(?<![\w.,:/-])(\d{1,3}(?:[. \u00a0\u202f]\d{3})+|\d+)(,\d+)?(?![\w:/]|-\w|[.,]\d)")
_NEXT_WORD = re.compile(r"\s([^\W\d_]+)")


class Written(NamedTuple):
    """A number in digits, and where it stands."""

    value: float
    start: int


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
    if a.is_open or b.is_open:
        return "compatible"
    x, y = a.quantity.value, b.quantity.value
    told = {a.quantity.comparator, b.quantity.comparator}
    # "mindestens 209.600" and "mindestens 213.000" are two counts, each given to its last digit
    given = told <= GIVEN or len(told) == 1
    precise = given and x is not None and y is not None and is_precise(x) and is_precise(y)
    if precise and a.quantity.unit == b.quantity.unit and not is_one_value(x or 0.0, y or 0.0):
        return "different"
    return likeness(a.number, b.number)


def is_precise(value: float) -> bool:
    """True for a number that is given to several digits."""
    return len(f"{abs(value):.11e}".partition("e")[0].replace(".", "").strip("0")) >= PRECISE


def is_one_value(a: float, b: float) -> bool:
    """True if the one may be the other rounded."""
    return fit(Number(a, a, "exact"), Number(b, b, "exact")) in ("equal", "compatible")


def written_in(text: str, quote: Sequence[Span], apart: Iterable[Span]) -> Iterator[Written]:
    """The numbers that a quote gives in digits, whatever they count, in order; not those in the spans `apart` (dates),
    years, and small ones."""
    dates = list(apart)
    for span in quote:
        for found in _FIGURE.finditer(text, span.start, span.end):
            whole, part = found[1], found[2] or ""
            value = float(re.sub(r"\D", "", whole) + part.replace(",", "."))
            behind = _NEXT_WORD.match(text, found.end())
            factor = None if behind is None else multiplier_of(behind[1])
            if not part and factor is None and (value < SMALLEST or (value in YEARS and whole.isdigit())):
                continue
            if not any(d.overlaps(Span(found.start(), found.end())) for d in dates):
                # twelve digits: 4.1 thousand million is 4099999999.9999995 otherwise
                yield Written(float(f"{value * (factor or 1.0):.12g}"), found.start())


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
