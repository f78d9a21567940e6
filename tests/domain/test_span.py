"""Span arithmetic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenlage.domain.span import Evidence, Span

spans = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda p: Span(min(p), max(p)))


@pytest.mark.parametrize(
    ("a", "b", "shared", "apart"),
    [
        (Span(0, 5), Span(3, 9), 2, 0),
        (Span(0, 5), Span(5, 9), 0, 0),
        (Span(0, 5), Span(8, 9), 0, 3),
        (Span(8, 9), Span(0, 5), 0, 3),
        (Span(2, 4), Span(0, 9), 2, 0),
    ],
)
def test_overlap_and_gap(a: Span, b: Span, shared: int, apart: int) -> None:
    assert a.overlap(b) == b.overlap(a) == shared
    assert a.gap(b) == b.gap(a) == apart
    assert a.overlaps(b) is (shared > 0)


def test_strip_keeps_the_words() -> None:
    text = "  „Ja“ \n"
    assert Span(0, len(text)).strip(text).of(text) == "„Ja“"
    assert Span(0, 2).strip(text) == Span(0, 0)
    assert Span(2, 6).strip(text, "„“").of(text) == "Ja"


def test_without_cuts_holes_out() -> None:
    assert list(Span(0, 10).without([Span(7, 8), Span(0, 2), Span(5, 7)])) == [Span(2, 5), Span(8, 10)]
    assert list(Span(0, 10).without([])) == [Span(0, 10)]
    assert list(Span(3, 5).without([Span(0, 10)])) == []


def test_a_browser_counts_utf16_units() -> None:
    text = "😀 Köln"
    assert Span(2, 6).of(text) == "Köln"
    assert Span(2, 6).utf16(text) == Span(3, 7)


def test_evidence_knows_its_span() -> None:
    assert Evidence("a", 3, 5).span == Span(3, 5)


@given(spans, spans)
def test_hull_contains_both_and_overlap_is_symmetric(a: Span, b: Span) -> None:
    hull = a.hull(b)
    assert hull.contains(a) and hull.contains(b)
    assert a.overlap(b) == b.overlap(a) <= min(a.length, b.length)


@given(spans, st.lists(spans))
def test_what_is_cut_out_and_what_remains_make_the_whole(whole: Span, holes: list[Span]) -> None:
    kept = {i for part in whole.without(holes) for i in range(*part)}
    cut = {i for h in holes for i in range(*h)}
    assert kept == set(range(*whole)) - cut
