"""What the German model's scores mean: tags, names and relations of the words of one window."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]


def best_tags(scores: Scores, slices: Sequence[tuple[int, int]]) -> npt.NDArray[np.int16]:
    """The best label of each feature. `scores` [words, labels of all features]; `slices` says where each feature's
    labels stand. Returns [words, features]."""
    found = np.empty((len(scores), len(slices)), np.int16)
    for column, (start, end) in enumerate(slices):
        found[:, column] = scores[:, start:end].argmax(axis=1)
    return found


def best_relations(scores: Scores, heads: Numbers, root: int) -> Numbers:
    """The best relation of each word to its head; `root` for roots and for nobody else. `scores` [words, relations] is
    overwritten."""
    scores[:, root] = -np.inf
    found: Numbers = scores.argmax(axis=1)
    found[heads == np.arange(len(heads))] = root
    return found


def best_names(scores: Scores, follows: Numbers, starts: Numbers) -> Numbers:
    """The best sequence of BIO labels of each sentence. `scores` [words, labels]; `follows[label]` is the B label that
    an I label continues, -1 for others; a sentence runs from one of `starts` to the next.

    Where the best label of each word by itself makes a legal sequence, that is the answer.
    """
    best: Numbers = scores.argmax(axis=1)
    begins = follows[best]
    before = np.concatenate(([0], best[:-1]))
    before[starts] = 0
    # an I label needs the B label of its kind or itself before it; label 0 is O
    if not ((begins >= 0) & (before != begins) & (before != best)).any():
        return best
    first = np.zeros(len(best), bool)
    first[starts] = True
    return _viterbi(scores, follows, first)


def _viterbi(scores: Scores, follows: Numbers, first: npt.NDArray[np.bool_]) -> Numbers:
    """The best legal sequence over all words (Viterbi 1967); at the first word of a sentence no name goes on."""
    labels = np.arange(scores.shape[1])
    inside = follows >= 0
    begins = np.where(inside, follows, 0)
    total = np.where(inside, -np.inf, scores[0].astype(np.float64))
    came = np.zeros(scores.shape, np.int64)
    for i in range(1, len(scores)):
        any_ = int(total.argmax())
        # an I label comes from itself or its B label, every other label from wherever it was best
        inner = np.where(total >= total[begins], labels, begins)
        came[i] = np.where(inside, inner, any_)
        gain = total[came[i]]
        if first[i]:
            gain = np.where(inside, -np.inf, gain)
        total = gain + scores[i]
    found = np.empty(len(scores), np.int64)
    at = int(total.argmax())
    for i in range(len(scores) - 1, -1, -1):
        found[i] = at
        at = int(came[i][at])
    return found
