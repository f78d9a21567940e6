"""How the numbers of two statements stand to each other: those that count one thing, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quellenlage.compare.amounts import Amount, compare_amounts, is_one_value, of_one_thing
from quellenlage.compare.intervals import Likeness
from quellenlage.compare.propositions import Proposition
from quellenlage.domain.span import Span


class Numbers(NamedTuple):
    """How the numbers of two statements stand to each other, whether each has one that the other lacks (`unmatched`),
    and whether each has one in digits, whatever it counts, that the other lacks (`apart`: *bei 57,4*, *bei 60,1*)."""

    pairs: tuple[tuple[Amount, Amount, Likeness], ...]
    unmatched: bool
    apart: bool


def numbers_of(a: Proposition, b: Proposition) -> Numbers:
    """The numbers of two statements that count one thing, the likest ones together."""
    order: tuple[Likeness, ...] = ("same", "narrower", "wider", "compatible", "different")
    pairs = [(x, y, compare_amounts(x, y)) for x in a.amounts for y in b.amounts if of_one_thing(x, y)]
    pairs.sort(key=lambda p: (order.index(p[2]), p[0].quantity.span, p[1].quantity.span))
    taken: list[tuple[Amount, Amount, Likeness]] = []
    for pair in pairs:
        if not any(t[0] is pair[0] or t[1] is pair[1] for t in taken):
            taken.append(pair)
    # of two groups of people one is the same in both: the others are parts of it, or other people
    alike = {x.object for x, _, like in taken if like == "same"}
    taken = [t for t in taken if t[2] != "different" or t[0].object not in alike]
    left = {(x.unit, x.quantity.kind) for x in a.amounts if not any(t[0] is x for t in taken)}
    right = {(y.unit, y.quantity.kind) for y in b.amounts if not any(t[1] is y for t in taken)}
    return Numbers(tuple(taken), bool(left & right), _are_apart(a, b, taken))


def _are_apart(a: Proposition, b: Proposition, taken: Sequence[tuple[Amount, Amount, Likeness]]) -> bool:
    if not a.written or not b.written:
        return False
    met = [t for t in taken if t[2] != "different"]
    left = _left(a, [x.quantity.span for x, _, _ in met])
    right = _left(b, [y.quantity.span for _, y, _ in met])
    only_a = [x for x in left if not any(is_one_value(x, y.value) for y in b.written)]
    only_b = [y for y in right if not any(is_one_value(y, x.value) for x in a.written)]
    return bool(only_a and only_b)


def _left(each: Proposition, met: Sequence[Span]) -> list[float]:
    """Its numbers in digits outside the spans."""
    return [w.value for w in each.written if not any(s.covers(w.start) for s in met)]
