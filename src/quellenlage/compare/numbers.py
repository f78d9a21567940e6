"""How the numbers of two statements stand to each other: those that count one thing, side by side."""

from __future__ import annotations

from typing import NamedTuple

from quellenlage.compare.amounts import Amount, compare_amounts, of_one_thing
from quellenlage.compare.intervals import Likeness
from quellenlage.compare.propositions import Proposition


class Numbers(NamedTuple):
    """How the numbers of two statements stand to each other, and whether each has one that the other lacks."""

    pairs: tuple[tuple[Amount, Amount, Likeness], ...]
    unmatched: bool


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
    return Numbers(tuple(taken), bool(left & right))
