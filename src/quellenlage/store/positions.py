"""Rows in an order, with numbers far enough apart that a new one finds room between two that stay what they are."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

APART = 1 << 24
"""Between two rows that are written together; 24 rows that each come right before the one before it fit in between."""


Row = TypeVar("Row", bound=Hashable)


def positions(ordered: Sequence[Row], known: Mapping[Row, int]) -> list[int]:
    """Ascending numbers for rows: those of `known` keep theirs, unless their order changed or no room is left; then all
    are numbered anew. Every row is there once."""
    fresh = [(n + 1) * APART for n in range(len(ordered))]
    kept = [(n, known[row]) for n, row in enumerate(ordered) if row in known]
    numbers = [number for _, number in kept]
    if not kept or any(a >= b for a, b in pairwise(numbers)):
        return fresh
    found: list[int] = []
    end = (len(ordered), numbers[-1] + (len(ordered) - kept[-1][0]) * APART)
    before = 0
    for n, number in (*kept, end):
        new = n - len(found)
        step = (number - before) // (new + 1)
        if new and step < 1:
            return fresh
        found += [before + step * (k + 1) for k in range(new)]
        if n < len(ordered):
            found.append(number)
        before = number
    return found
