"""Whether two numbers for one thing can both be true, once rounding, comparators and ranges are reckoned with."""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

from quellenlage.domain.annotations import Comparator, Quantity

ABOUT = 0.1
"""Share of a number by which *rund*, *knapp*, *gut* may differ from it: *knapp 1.800* is not *rund 2.300*."""
ROUNDED = 0.05
"""Share up to which a number without a comparator may have been rounded: *180* may stand for 178, *3.000* for 2.900."""
COUNTED = 10
"""Numbers below this one are counted out, not rounded."""
REACH = 1.25
"""How far above *mindestens* the number may lie for a speaker who says so; *bis zu* reaches as far down. Numbers
farther apart are not wrong, but no two who know the same would give them (*mindestens 47*, *mehr als 60*)."""

Fit = Literal["equal", "compatible", "less precise", "apart", "incompatible"]
"""How two numbers for one thing stand to each other: *apart* is what can both be true, but is not said by two who know
the same; *less precise* is a word like *mehrere* beside a number."""
Likeness = Literal["same", "compatible", "narrower", "wider", "different"]
"""The same as how much the first one says: equal; both may hold; the first says more; the first says less; the two are
not of one who knows the same."""


class Interval(NamedTuple):
    """Both ends belong to it."""

    low: float
    high: float

    def meets(self, other: Interval) -> bool:
        """True if they share a value."""
        return self.low <= other.high and other.low <= self.high


class Number(NamedTuple):
    """A number as an article gives it: *mindestens* has no high end, *bis zu* no low end, *mehrere* neither. A word
    that is known to stand for a range (*Dutzende*) has its ends and the comparator `unspecified`."""

    low: float | None
    high: float | None
    comparator: Comparator


def number_of(quantity: Quantity, factor: float = 1.0) -> Number:
    """The lowest and the highest value that a quantity stands for, times `factor`."""
    low, high = quantity.low, quantity.high
    if quantity.value is not None:
        low = None if quantity.comparator == "up_to" else quantity.value
        high = None if quantity.comparator == "at_least" else quantity.value
    if quantity.comparator == "range":
        low, high = quantity.low, quantity.high
    return Number(_times(low, factor), _times(high, factor), quantity.comparator)


def likeness(a: Number, b: Number) -> Likeness:
    """How much the first of two numbers says beside the second, comparators and ranges reconciled: what both may be is
    no difference (*annähernd fünf Millionen*, *bis zu 4,8 Millionen*)."""
    how = fit(a, b)
    if how in ("equal", "less precise"):
        return "same" if how == "equal" else "compatible"
    if how != "compatible":
        return "different"
    one, other = usual(a), usual(b)
    if one == other:
        return "compatible"
    if other.low <= one.low and one.high <= other.high:
        return "narrower"
    return "wider" if one.low <= other.low and other.high <= one.high else "compatible"


def fit(a: Number, b: Number) -> Fit:
    """How the two stand to each other; they must count the same thing, in the same unit."""
    if (a.low, a.high, a.comparator) == (b.low, b.high, b.comparator):
        return "equal"
    if _is_vague(a) or _is_vague(b):
        return "less precise"
    if not possible(a).meets(possible(b)):
        return "incompatible"
    return "compatible" if usual(a).meets(usual(b)) else "apart"


def possible(number: Number) -> Interval:
    """Every value for which the number is not wrong."""
    near = usual(number)
    return Interval(
        near.low if number.low is not None else -math.inf,
        near.high if number.high is not None else math.inf,
    )


def usual(number: Number) -> Interval:
    """The values that somebody means who gives the number."""
    low, high = number.low, number.high
    if number.comparator == "unspecified":
        return Interval(-math.inf if low is None else low, math.inf if high is None else high)
    if low is not None and high is not None:
        if number.comparator == "about":
            slack = max(ABOUT * abs(low), _rounding(low))
            return Interval(low - slack, high + slack)
        return Interval(low - _rounding(low), high + _rounding(high))
    if low is not None:
        return Interval(low, max(low * REACH, low / REACH))
    if high is not None:
        return Interval(min(high * REACH, high / REACH), high)
    return Interval(-math.inf, math.inf)


def _is_vague(number: Number) -> bool:
    return number.low is None and number.high is None


def _times(value: float | None, factor: float) -> float | None:
    # nine digits: 4.1 million is written 4099999.9999999995 otherwise
    return None if value is None else float(f"{value * factor:.9g}")


def _rounding(value: float) -> float:
    """Half a unit of the last digit that is no nought: 340 may be 335 to 345; a small whole number is counted."""
    if value == 0 or (abs(value) < COUNTED and value == round(value)):
        return 0.0
    digits = f"{abs(value):.12g}"
    if "e" in digits:
        digits = f"{abs(value):.0f}"
    whole, _, decimals = digits.partition(".")
    unit = 10.0 ** -len(decimals) if decimals else 10.0 ** (len(whole) - len(whole.rstrip("0")))
    # a whole number whose last digit is no nought was counted
    return 0.0 if unit == 1 else min(unit / 2, ROUNDED * abs(value))
