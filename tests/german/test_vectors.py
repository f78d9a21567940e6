"""Sentence vectors as bytes keep what floats say about likeness."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenlage.domain.span import Span
from quellenlage.german.component import VECTORS
from quellenlage.german.tokens import sentences_of, tokenize
from quellenlage.german.vectors import DIMENSIONS, as_matrix, cosine, to_bytes


def direction(seed: int) -> np.ndarray:
    drawn = np.random.default_rng(seed).normal(size=DIMENSIONS).astype(np.float32)
    return drawn / np.linalg.norm(drawn)


@given(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1), st.floats(0, 1))
def test_the_cosine_of_bytes_is_that_of_floats(one: int, other: int, share: float) -> None:
    a = direction(one)
    b = share * a + (1 - share) * direction(other)
    expected = float(a @ b / np.linalg.norm(b))
    assert cosine(to_bytes(a), to_bytes(b)) == pytest.approx(expected, abs=0.005)


def test_a_vector_is_384_bytes_and_its_largest_number_is_127() -> None:
    packed = to_bytes(direction(1))
    assert len(packed) == 384
    assert np.abs(as_matrix([packed]).astype(int)).max() == 127


@pytest.mark.parametrize("scale", [1e-38, 1e-3, 1, 1e30])
def test_only_the_direction_counts(scale: float) -> None:
    assert to_bytes(direction(1) * np.float32(scale)) == to_bytes(direction(1))


def test_like_opposed_and_unrelated() -> None:
    axes = np.eye(DIMENSIONS, dtype=np.float32)
    assert cosine(to_bytes(axes[0]), to_bytes(axes[0])) == pytest.approx(1)
    assert cosine(to_bytes(axes[0]), to_bytes(-axes[0])) == pytest.approx(-1)
    assert cosine(to_bytes(axes[0]), to_bytes(axes[1])) == 0


def test_a_vector_without_direction_is_like_nothing() -> None:
    none = to_bytes(np.zeros(DIMENSIONS, np.float32))
    assert none == bytes(DIMENSIONS)
    assert cosine(none, to_bytes(direction(1))) == 0


@pytest.mark.parametrize("bad", [np.ones(3, np.float32), np.full(DIMENSIONS, np.nan), np.full(DIMENSIONS, np.inf)])
def test_what_is_no_vector_is_refused(bad: np.ndarray) -> None:
    with pytest.raises(ValueError, match="a sentence vector"):
        to_bytes(bad)


def test_rows_of_a_matrix_in_order() -> None:
    packed = [to_bytes(direction(n)) for n in range(3)]
    assert [row.tobytes() for row in as_matrix(packed)] == packed
    assert as_matrix([]).shape == (0, DIMENSIONS)


def test_each_sentence_gets_its_vector() -> None:
    text = "  Das Watt fällt trocken. Die Fähre wartet.\n\nErst um acht kommt die Flut. "
    doc = tokenize(text, [Span(2, 43), Span(45, len(text) - 1)])
    given = np.stack([direction(n) for n in range(len(list(doc.sents)))])
    assert [s.vector for s in sentences_of(doc)] == [None] * 3
    doc.user_data[VECTORS] = given
    found = sentences_of(doc)
    assert [s.span.of(text) for s in found] == [
        "Das Watt fällt trocken.", "Die Fähre wartet.", "Erst um acht kommt die Flut.",
    ]  # fmt: skip
    starts = [next(n for n, sent in enumerate(doc.sents) if sent.end_char >= s.end) for s in found]
    assert [s.vector for s in found] == [to_bytes(given[n]) for n in starts]
