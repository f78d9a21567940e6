"""Heads from scores: always one tree with one root, and always the best one."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from quellenlage.german.trees import best_heads, best_tree, is_tree


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ([0], True),
        ([1, 1, 1], True),
        ([1, 2, 2, 2], True),
        ([0, 1], False),  # two roots
        ([1, 0], False),  # a circle, no root
        ([0, 2, 1], False),  # a root, and a circle beside it
        ([1, 2, 0, 3], False),
    ],
)
def test_what_a_tree_is(heads: list[int], expected: bool) -> None:
    assert is_tree(np.array(heads)) is expected


def best_of_all(scores: np.ndarray) -> float:
    """The score of the best tree with one root, by trying every choice of heads."""
    own = range(len(scores))
    choices = (np.array(heads) for heads in itertools.product(own, repeat=len(scores)))
    return max(float(scores[own, heads].sum()) for heads in choices if is_tree(heads))


@pytest.mark.parametrize("seed", range(60))
def test_no_tree_is_better(seed: int) -> None:
    dice = np.random.default_rng(seed)
    size = int(dice.integers(1, 6))
    # scores of any height and sign: only differences within a word count
    scores = (dice.normal(size=(size, size)) * 10 ** dice.uniform(-3, 3) + dice.normal() * 20).astype(np.float32)
    for heads in (best_heads(scores), best_tree(scores)):
        assert is_tree(heads)
        assert scores[range(size), heads].sum() == pytest.approx(best_of_all(scores), rel=1e-4, abs=1e-4)


def test_a_second_root_costs_its_word_the_second_best_head() -> None:
    scores = np.array([[9, 0, 0], [1, 8, 0], [0, 5, 0]], np.float32)
    assert best_heads(scores).tolist() == [0, 0, 1]


def test_equal_scores_make_a_tree_too() -> None:
    assert is_tree(best_heads(np.zeros((7, 7), np.float32)))


@pytest.mark.parametrize("size", [1, 2, 190])
def test_any_length(size: int) -> None:
    assert is_tree(best_tree(np.random.default_rng(size).normal(size=(size, size)).astype(np.float32)))
