"""Windows: whole sentences of one paragraph, as many as fit."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quellenlage.german.windows import Window, cut_windows


def cut(sizes: list[int], paragraphs: list[int], sentences: list[int], most: int) -> list[Window]:
    flags = np.zeros((2, len(sizes)), bool)
    flags[0, paragraphs] = flags[1, paragraphs] = flags[1, sentences] = True
    return cut_windows(sizes, flags[0], flags[1], most)


def test_a_paragraph_that_fits_is_one_window() -> None:
    assert cut([2] * 6, [0, 4], [2], 8) == [Window(0, 4, 8), Window(4, 6, 4)]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    assert cut([1] * 12, [0], [3, 6, 9], 8) == [Window(0, 6, 6), Window(6, 12, 6)]


def test_a_sentence_too_long_goes_on_in_the_next_window() -> None:
    assert cut([1] * 9, [0], [], 5) == [Window(0, 5, 5), Window(5, 9, 4, continues=True)]


def test_nothing_needs_no_window() -> None:
    assert cut([], [], [], 5) == []


@given(st.lists(st.tuples(st.integers(1, 16), st.sampled_from("  .¶")), min_size=1, max_size=80), st.integers(16, 40))
def test_windows_cover_all_words_and_keep_their_promises(words: list[tuple[int, str]], most: int) -> None:
    sizes = [size for size, _ in words]
    paragraphs = {0} | {i for i, (_, mark) in enumerate(words) if mark == "¶"}
    sentences = paragraphs | {i for i, (_, mark) in enumerate(words) if mark == "."}
    windows = cut(sizes, sorted(paragraphs), sorted(sentences), most)
    assert windows[0].start == 0
    assert windows[-1].end == len(words)
    assert all(a.end == b.start for a, b in pairwise(windows))
    for w in windows:
        assert w.size == sum(sizes[w.start : w.end]) <= most
        assert not paragraphs & set(range(w.start + 1, w.end))
        assert w.continues is (w.start not in sentences)
    # a sentence is cut only if it does not fit into a window
    edges = [*sorted(sentences), len(words)]
    for start, end in pairwise(edges):
        if sum(sizes[start:end]) <= most:
            assert not [w for w in windows if start < w.start < end]
