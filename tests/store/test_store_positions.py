"""Rows keep their number while others come and go, and the numbers ascend."""

import random

import pytest

from quellenlage.store.positions import APART, positions


@pytest.mark.parametrize("seed", range(5))
def test_numbers_ascend_and_rows_that_stay_keep_theirs(seed):
    rng = random.Random(seed)
    rows = sorted(rng.sample(range(1000), 30))
    known: dict[int, int] = {}
    for _ in range(20):
        now = positions(rows, known)
        assert now == sorted(set(now))
        assert len(now) == len(rows)
        assert all(n == known[row] for row, n in zip(rows, now, strict=True) if row in known)
        known = dict(zip(rows, now, strict=True))
        rows = sorted({*rng.sample(rows, len(rows) - 2), *rng.sample(range(1000), 3)})


def test_where_no_room_is_left_or_the_order_changed_all_are_numbered_anew():
    assert positions(["a", "b", "c"], {"a": 7, "c": 8}) == [APART, 2 * APART, 3 * APART]
    assert positions(["a", "b"], {"b": 1, "a": 2}) == [APART, 2 * APART]
    assert positions([], {"a": 1}) == []
    assert positions(["b", "c"], {"a": 1}) == [APART, 2 * APART]
