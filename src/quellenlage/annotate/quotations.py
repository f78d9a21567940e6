"""Quotation marks to quotations: where words stand between marks, in every style that German news uses.

Styles: „…“ and its slips „…” and „…", »…«, «…», “…”, "…" (told apart by what stands beside the mark), and ‚…‘, ›…‹
where they are not inside another quotation. A quotation may run over paragraphs, each of which may open it anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quellenlage.domain.span import Span

_MARKS = re.compile("[„“”\"«»‚‘›‹‟]")
_CLOSERS = {"„": "“”\"‟", "“": "”“\"", "”": "”\"", '"': "\"“”", "»": "«", "«": "»", "‚": "‘", "›": "‹", "‹": "›", "‟": "”"}
_BEFORE_OPENING = " \t\n\u00a0\u202f([{/–—-:…"
_MAX_PARAGRAPHS = 4
"""A quotation left open is looked for this many paragraphs on: longer ones are a lost mark."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks: `span` with the marks, `inner` without them."""

    span: Span
    inner: Span


def find_quotations(text: str, blocks: Sequence[Span]) -> tuple[Quotation, ...]:
    """The outermost quotations in `blocks` (stretches of prose, in order). A mark without its partner is no quotation."""
    found: list[Quotation] = []
    marks = [[m.start() for m in _MARKS.finditer(text, b.start, b.end)] for b in blocks]
    opened: int | None = None
    depth = 0
    for number, block in enumerate(blocks):
        for at in marks[number]:
            mark = text[at]
            if opened is None:
                if _opens(text, at, block):
                    opened, depth = at, 1
                continue
            style = text[opened]
            if at == block.start and mark == style:
                continue  # the paragraph opens the running quotation anew
            if mark == "„" and style == "„" and _opens(text, at, block):
                depth += 1
            elif mark in _CLOSERS[style] and _closes(text, at, block, style):
                depth -= 1
                if depth == 0:
                    found.append(Quotation(Span(opened, at + 1), Span(opened + 1, at)))
                    opened = None
            elif mark == '"' and style == '"':
                opened = at  # two openings in a row: the first lost its partner
        if opened is not None and not _goes_on(text, opened, blocks[number + 1 :], marks[number + 1 :]):
            if depth > 1:  # an inner mark was lost: take the last closing mark
                last = [m for m in marks[number] if m > opened and text[m] in _CLOSERS[text[opened]] and text[m] != '"']
                if last:
                    found.append(Quotation(Span(opened, last[-1] + 1), Span(opened + 1, last[-1])))
            opened = None
    return tuple(q for q in found if q.inner.strip(text).length)


def _opens(text: str, at: int, block: Span) -> bool:
    before = text[at - 1] if at > block.start else " "
    after = text[at + 1] if at + 1 < block.end else " "
    if text[at] in "‘":
        return False
    if text[at] in "„‚":
        return not after.isspace() or before.isspace()
    return before in _BEFORE_OPENING and not after.isspace() and after not in ",.;!?)"


def _closes(text: str, at: int, block: Span, style: str) -> bool:
    before = text[at - 1]
    after = text[at + 1] if at + 1 < block.end else " "
    if text[at] == '"' or style == "“":
        return not before.isspace() or not (after.isalnum())
    if text[at] == "‘":
        return not after.isalnum()
    return True


def _goes_on(text: str, opened: int, blocks: Sequence[Span], marks: Sequence[Sequence[int]]) -> bool:
    """True if a quotation left open at a paragraph's end is taken up again, or closed, in a later one."""
    style = text[opened]
    if style == '"':
        return bool(blocks) and bool(marks[0]) and marks[0][0] == blocks[0].start
    for block, places in list(zip(blocks, marks, strict=True))[:_MAX_PARAGRAPHS]:
        if places:
            return (places[0] == block.start and text[places[0]] == style) or text[places[0]] in _CLOSERS[style].replace('"', "")
    return False
