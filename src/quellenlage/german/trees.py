"""Scores of heads to dependency trees: each word's best head, mended where that is no tree with one root."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
Exact = npt.NDArray[np.float64]
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
    # no score is above -1, which changes no choice
    below = scores - scores.max(axis=1, keepdims=True).astype(np.float64) - 1.0
    # one more node, the first, governs the root; it costs more than all else together, so that there is no second root
    full = np.full((count + 1, count + 1), -np.inf)
    full[1:, 1:] = below
    full[own + 1, own + 1] = -np.inf
    full[1:, 0] = below[own, own] + below.min() * (count + 1)
    found = _arborescence(full)[1:] - 1
    return np.where(found < 0, own, found)


def _arborescence(scores: Exact) -> Numbers:
    """The head of each node but the first, which governs all. Best heads; a circle among them becomes one node."""
    heads: Numbers = scores.argmax(axis=1)
    circle = _circle(heads.tolist())
    if not circle:
        return heads
    ring = np.array(circle, np.int64)
    rest = np.setdiff1d(np.arange(len(heads)), ring)
    # what it costs to enter the circle from each of the rest, and where; what leads out of it to each of the rest
    enter = scores[np.ix_(ring, rest)] - scores[ring, heads[ring]][:, None]
    leave = scores[np.ix_(rest, ring)]
    small = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    small[-1, :-1] = enter.max(axis=0)
    small[:-1, -1] = leave.max(axis=1)
    above = _arborescence(small)
    into = above[-1]
    heads[rest] = np.where(above[:-1] == len(rest), ring[leave.argmax(axis=1)], np.append(rest, 0)[above[:-1]])
    heads[ring[enter[:, into].argmax()]] = rest[into]
    return heads


def _circle(heads: Sequence[int]) -> list[int]:
    """The nodes of one circle of heads; none if every node leads to the first."""
    seen = [-1] * len(heads)
    seen[0] = 0
    for start in range(1, len(heads)):
        node = start
        while seen[node] < 0:
            seen[node] = start
            node = heads[node]
        if node and seen[node] == start:
            found = [node]
            while heads[found[-1]] != node:
                found.append(heads[found[-1]])
            return found
    return []
