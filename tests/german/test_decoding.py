"""Names and relations from scores."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from quellenlage.german.decoding import best_names, best_relations, best_tags

FOLLOWS = np.array([-1, -1, 1, -1, 3])
"""The labels O, B-PER, I-PER, B-LOC, I-LOC."""


def legal(labels: tuple[int, ...], starts: list[int]) -> bool:
    before = 0
    for i, label in enumerate(labels):
        before = 0 if i in starts else before
        if FOLLOWS[label] >= 0 and before not in (label, FOLLOWS[label]):
            return False
        before = label
    return True


@pytest.mark.parametrize("seed", range(60))
def test_the_best_legal_sequence(seed: int) -> None:
    dice = np.random.default_rng(seed)
    size = int(dice.integers(1, 6))
    scores = dice.normal(size=(size, 5)).astype(np.float32)
    starts = [0, *(i for i in range(1, size) if dice.random() < 0.3)]
    found = tuple(best_names(scores, FOLLOWS, np.array(starts)).tolist())
    every = (s for s in itertools.product(range(5), repeat=size) if legal(s, starts))
    assert legal(found, starts)
    assert sum(scores[range(size), found]) == pytest.approx(max(sum(scores[range(size), s]) for s in every))


def test_a_name_does_not_go_on_in_the_next_sentence() -> None:
    scores = np.array([[0, 5, 0, 0, 0], [0, 1, 5, 0, 0]], np.float32)
    assert best_names(scores, FOLLOWS, np.array([0])).tolist() == [1, 2]
    assert best_names(scores, FOLLOWS, np.array([0, 1])).tolist() == [1, 1]


def test_roots_and_only_roots_are_called_root() -> None:
    scores = np.array([[9, 1, 0], [9, 1, 0], [0, 1, 9]], np.float32)
    assert best_relations(scores, np.array([1, 1, 1]), root=0).tolist() == [1, 0, 2]


def test_each_feature_has_its_own_best_label() -> None:
    scores = np.array([[1, 2, 5, 0, 0], [3, 2, 0, 0, 1]], np.float32)
    assert best_tags(scores, [(0, 2), (2, 5)]).tolist() == [[1, 0], [0, 2]]
