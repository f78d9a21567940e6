"""Whole numbers as bytes: how the columns of tokens and sentences are written."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


def to_bytes(values: Sequence[int]) -> bytes:
    """Numbers from 0 on, each in as many bytes as the largest one needs. All lowest bytes come first, then the next:
    like stands beside like, which compresses better."""
    kind = np.min_scalar_type(max(values, default=0)).newbyteorder("<")
    return np.array(values, dtype=kind).view(np.uint8).reshape(-1, kind.itemsize).T.tobytes()


def from_bytes(data: bytes, count: int) -> Numbers:
    """The `count` numbers that `to_bytes` wrote."""
    if not count:
        return np.empty(0, dtype=np.int64)
    if len(data) == count:
        return np.frombuffer(data, dtype=np.uint8).astype(np.int64)
    rows = np.ascontiguousarray(np.frombuffer(data, dtype=np.uint8).reshape(-1, count).T)
    return rows.view(f"<u{rows.shape[1]}").ravel().astype(np.int64)


def folded(values: Sequence[int]) -> list[int]:
    """Numbers of either sign as numbers from 0 on (0, -1, 1, -2 -> 0, 1, 2, 3): small ones stay small."""
    return [2 * n if n >= 0 else -2 * n - 1 for n in values]


def unfolded(values: Numbers) -> Numbers:
    """What `folded` folded."""
    return (values >> 1) ^ -(values & 1)


EVEN = bytes(range(0, 256, 2))
"""Bytes that hold a gap from 0 on, see `folded`."""


class Places(msgspec.Struct, frozen=True):
    """Spans in a row: how many, how far each one starts behind the end of the one before, how long each one is."""

    count: int
    gap: bytes
    length: bytes


def places_of(spans: Sequence[tuple[int, int]]) -> Places:
    """Spans (start, end) as they are written."""
    before = [0, *(end for _, end in spans)]
    gaps = [start - end for (start, _), end in zip(spans, before, strict=False)]
    return Places(len(spans), to_bytes(folded(gaps)), to_bytes([end - start for start, end in spans]))


def bounds_of(places: Places) -> tuple[Numbers, Numbers]:
    """The starts and the lengths of the spans that `places_of` wrote."""
    length = from_bytes(places.length, places.count)
    return np.cumsum(unfolded(from_bytes(places.gap, places.count)) + length) - length, length


def span_at(places: Places, number: int) -> tuple[int, int] | None:
    """Start and end of the span `number`, None if there are not so many: of a single one without unpacking them all."""
    if not 0 <= number < places.count:
        return None
    if places.gap[: number + 1].translate(None, EVEN) or len(places.gap) > places.count:
        starts, lengths = bounds_of(places)
        return int(starts[number]), int(starts[number] + lengths[number])
    start = sum(places.gap[: number + 1]) // 2
    length = 0
    for at in range(0, len(places.length), places.count):  # the lowest bytes first
        worth = 1 << (8 * at // places.count)
        start += worth * sum(places.length[at : at + number])
        length += worth * places.length[at + number]
    return start, start + length


def narrow(values: Numbers) -> array[int]:
    """Numbers from 0 on in memory, each in as many bytes as the largest one needs."""
    kind: np.dtype[Any] = np.min_scalar_type(int(values.max(initial=0)))
    return array({1: "B", 2: "H", 4: "I", 8: "Q"}[kind.itemsize], values.astype(kind).tobytes())
