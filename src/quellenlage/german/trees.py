"""Scores of heads to dependency trees: each word's best head, mended where that is no tree with one root."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from ufal.chu_liu_edmonds import chu_liu_edmonds

Scores = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]


def best_heads(scores: Scores) -> Numbers:
    """The head of each word of one sentence: the best tree with one root, which is its own head. `scores[d, h]`: how
    well head h suits word d, with h == d for "d is the root"."""
    greedy: Numbers = scores.argmax(axis=1)
    return greedy if is_tree(greedy) else best_tree(scores)


def is_tree(heads: Numbers) -> bool:
    """True if exactly one word is its own head and every other one leads there."""
    root = np.flatnonzero(heads == np.arange(len(heads)))
    if len(root) != 1:
        return False
    above = heads
    # twice as far up each time: whoever is in no circle arrives at the root
    for _ in range(len(heads).bit_length()):
        above = above[above]
    return bool((above == root[0]).all())


def best_tree(scores: Scores) -> Numbers:
    """The same by maximum spanning arborescence (Chu and Liu 1965, Edmonds 1967), whatever the greedy heads are."""
    count = len(scores)
    own = np.arange(count)
    # the library takes scores about zero for missing ones: shift each word's scores below it, which changes no choice
    below = scores - scores.max(axis=1, keepdims=True).astype(np.float64) - 1.0
    # one more node, the first, governs the root; it costs more than all else together, so that there is no second root
    full = np.full((count + 1, count + 1), np.nan)
    full[1:, 1:] = below
    full[own + 1, own + 1] = np.nan
    full[1:, 0] = below[own, own] + below.min() * (count + 1)
    heads, _ = chu_liu_edmonds(full)
    found = np.asarray(heads[1:], np.int64) - 1
    return np.where(found < 0, own, found)
