"""Which quotation marks open, which close, and which are apostrophes."""

from __future__ import annotations

import pytest

from quellenlage.domain.span import Span
from quellenlage.german.quotemarks import quote_marks


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Er sagt: „Ja“, und geht.", ["„Ja“"]),
        ("Er sagt: »Ja«, und geht.", ["»Ja«"]),
        ("Er sagt: «Ja», und geht.", ["«Ja»"]),
        ("Er sagt: « Ja », und geht.", ["« Ja »"]),
        ("Er sagt: “Ja”, und geht.", ["“Ja”"]),
        ('Er sagt: "Ja", und geht.', ['"Ja"']),
        ('"Ja", sagt er. "Nein", sagt sie.', ['"Ja"', '"Nein"']),
        ("Er sagt: 'Ja', und geht.", ["'Ja'"]),
        ("Er sagt: ›Ja‹, und geht.", ["›Ja‹"]),
        ("„Sie rief: ‚Nein‘“, sagt er.", ["„Sie rief: ‚Nein‘“", "‚Nein‘"]),
        ('„Ja", sagt er.', ['„Ja"']),
        ("Das war's für Hans' Hund.", []),
        ("Das war’s, und ’ne Menge mehr.", []),
        ("„Ein Zitat ohne Ende", []),
    ],
)
def test_pairs(text: str, quoted: list[str]) -> None:
    marks = quote_marks(text, [Span(0, len(text))])
    pairs = [(m.offset, m.partner) for m in marks.values() if m.opens and m.partner is not None]
    assert [text[a : b + 1] for a, b in sorted(pairs)] == quoted


def test_a_mark_left_open_does_not_reach_into_the_next_block() -> None:
    text = 'Er sagt: "Ja.\n"Nein", sagt sie.'
    marks = quote_marks(text, [Span(0, 13), Span(14, len(text))])
    assert marks[9].partner is None
    assert marks[14].opens
    assert marks[14].partner == 19
