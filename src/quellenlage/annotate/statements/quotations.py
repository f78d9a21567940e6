"""Quotation marks to quotations: where words stand between marks, in every style that German news uses.

Which mark opens and which closes is the business of `german.quotemarks`; here pairs become quotations, also those that
run over several paragraphs (each of which may open the quotation anew).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quellenlage.domain.span import Span
from quellenlage.german.quotemarks import QuoteMark, quote_marks

_OVER_PARAGRAPHS = frozenset("„“»«")
_CLOSES = {"„": "“”", "“": "”", "»": "«", "«": "»"}
_MAX_PARAGRAPHS = 4
"""A quotation left open is looked for this many paragraphs on: longer ones are a lost mark."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks: `span` with the marks, `inner` without them."""

    span: Span
    inner: Span


def find_quotations(text: str, blocks: Sequence[Span]) -> tuple[Quotation, ...]:
    """The outermost quotations in `blocks` (stretches of prose, in order). A mark without a partner is none."""
    marks = quote_marks(text, blocks)
    pairs = [*_in_paragraphs(marks), *_over_paragraphs(text, blocks, marks)]
    found: list[Quotation] = []
    for start, end in sorted(pairs, key=lambda p: (p[0], -p[1])):
        inner = Span(start + 1, end)
        if (not found or start >= found[-1].span.end) and inner.strip(text).length:
            found.append(Quotation(Span(start, end + 1), inner))
    return tuple(found)


def _in_paragraphs(marks: dict[int, QuoteMark]) -> Iterator[tuple[int, int]]:
    for mark in marks.values():
        if mark.opens and mark.partner is not None:
            yield mark.offset, mark.partner


def _over_paragraphs(text: str, blocks: Sequence[Span], marks: dict[int, QuoteMark]) -> Iterator[tuple[int, int]]:
    """Pairs of a mark left open in one paragraph and one that closes without an opening in a later one."""
    lonely = sorted(m.offset for m in marks.values() if m.partner is None and text[m.offset] in _OVER_PARAGRAPHS)
    if not lonely:
        return
    first_marks = {i: marks.get(b.start) for i, b in enumerate(blocks)}
    number_of = {at: next(i for i, b in enumerate(blocks) if b.covers(at)) for at in lonely}
    opened: int | None = None
    for at in lonely:
        if marks[at].opens:
            anew = opened is not None and at == blocks[number_of[at]].start and text[at] == text[opened]
            opened = opened if anew and opened is not None else at
            closing = _opened_anew(text, opened, number_of[at], first_marks)
            if closing is not None:
                yield opened, closing
                opened = None
        elif opened is not None and text[at] in _CLOSES[text[opened]]:
            if 0 < number_of[at] - number_of[opened] <= _MAX_PARAGRAPHS:
                yield opened, at
            opened = None


def _opened_anew(text: str, opened: int, number: int, first_marks: Mapping[int, QuoteMark | None]) -> int | None:
    """Where the quotation closes if each of the following paragraphs opens it anew with the same mark."""
    for later in range(number + 1, number + 1 + _MAX_PARAGRAPHS):
        mark = first_marks.get(later)
        if mark is None or not mark.opens or text[mark.offset] != text[opened]:
            return None
        if mark.partner is not None:
            return mark.partner
    return None
