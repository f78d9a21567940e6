"""Words to the stretches that the German model reads at once: whole sentences of one paragraph, as many as fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Window:
    """Words [start, end) that are read together; `size` counts their subwords. One that `continues` begins inside a
    sentence, which alone was too long for a window."""

    start: int
    end: int
    size: int
    continues: bool = False


def cut_windows(sizes: Sequence[int], paragraph_starts: Flags, sentence_starts: Flags, most: int) -> list[Window]:
    """The words cut into windows of at most `most` subwords, in order. A window never crosses a paragraph and ends
    with a sentence, unless that sentence alone is larger. `sizes` counts each word's subwords (at most `most`)."""
    if not sizes:
        return []
    behind = np.concatenate(([0], np.cumsum(sizes)))
    edges = [0, *(np.flatnonzero(paragraph_starts[1:]) + 1).tolist(), len(sizes)]
    sentences = (np.flatnonzero(sentence_starts[1:]) + 1).tolist()
    windows: list[Window] = []
    at = 0
    for start, end in pairwise(edges):
        inside = []
        while at < len(sentences) and sentences[at] < end:
            if sentences[at] > start:
                inside.append(sentences[at])
            at += 1
        size = int(behind[end] - behind[start])
        if size <= most:
            windows.append(Window(start, end, size))
        else:
            windows += _packed(list(_pieces([start, *inside, end], behind, most)), size, most)
    return windows


def _pieces(edges: list[int], behind: npt.NDArray[np.int64], most: int) -> Iterator[Window]:
    """The sentences between `edges`; one that is too long comes in pieces of about the same size."""
    for start, end in pairwise(edges):
        size = int(behind[end] - behind[start])
        share = size / ceil(size / most)
        at = start
        while at < end:
            # the word that fills this piece's share, and no further than what fits
            goal = int(np.searchsorted(behind, behind[at] + share))
            limit = int(np.searchsorted(behind, behind[at] + most, side="right")) - 1
            stop = end if behind[end] - behind[at] <= most else max(at + 1, min(goal, limit, end))
            yield Window(at, stop, int(behind[stop] - behind[at]), continues=at > start)
            at = stop


def _packed(pieces: list[Window], size: int, most: int) -> Iterator[Window]:
    """Neighbouring pieces joined to windows of about the same size, so that none is left with little around it."""
    share = size / ceil(size / most)
    open_ = pieces[0]
    for piece in pieces[1:]:
        joined = open_.size + piece.size
        if joined > most or joined - share > share - open_.size:
            yield open_
            open_ = piece
        else:
            open_ = Window(open_.start, piece.end, joined, open_.continues)
    yield open_
