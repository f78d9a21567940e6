"""Quotation marks of all houses: which of them open and which close.

German „…“ ‚…‘, books' »…« ›…‹, Swiss and French «…» ‹…›, English “…” ‘…’, typewriter "…" '…'. The same sign opens in
one house and closes in another, so what touches it decides, and what stands open where that says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from quellenlage.domain.span import Span

_SIGNS = re.compile("[„“”‟\"»«‚‘’‛'›‹]")
_ALWAYS_OPENS = frozenset("„‚")
_APOSTROPHES = frozenset("'’‘‛")
_PARTNERS = {
    "„": "“”\"‟", "‚": "‘’'‛", "“": "”\"", "‟": "”", "”": "”", '"': '"“”', "»": "«»", "«": "»", "‘": "’'",
    "’": "’", "'": "'’‘", "‛": "’", "›": "‹›", "‹": "›",
}  # fmt: skip

_DEPTH = 8
"""Marks that may stand open inside each other; news nests two, a hostile text a hundred thousand."""
_REACH = 500
"""How far behind an opening ' its partner is looked for."""


@dataclass(frozen=True, slots=True)
class QuoteMark:
    """A quotation mark at `offset`; `partner` is the offset of the mark it makes a pair with, if there is one."""

    offset: int
    opens: bool
    partner: int | None = None


def quote_marks(text: str, blocks: Iterable[Span]) -> dict[int, QuoteMark]:
    """The quotation marks inside `blocks`, by offset. Pairs are made within a block; apostrophes are left out."""
    marks: dict[int, QuoteMark] = {}
    for block in blocks:
        open_: list[int] = []
        for match in _SIGNS.finditer(text, block.start, block.end):
            at = match.start()
            opens = _opens(text, at, block, [text[o] for o in open_])
            if opens is None:
                continue
            if opens:
                marks[at] = QuoteMark(at, opens=True)
                open_.append(at)
                del open_[:-_DEPTH]
                continue
            first = next((o for o in reversed(open_) if text[at] in _PARTNERS[text[o]]), None)
            marks[at] = QuoteMark(at, opens=False, partner=first)
            if first is not None:
                marks[first] = QuoteMark(first, opens=True, partner=at)
                # what was opened inside and never closed is given up
                del open_[open_.index(first) :]
    return marks


def _opens(text: str, at: int, block: Span, open_: list[str]) -> bool | None:
    """True if the sign at `at` opens, False if it closes, None if it is an apostrophe."""
    sign = text[at]
    if sign in _ALWAYS_OPENS:
        return True
    before = text[at - 1] if at > block.start else " "
    after = text[at + 1] if at + 1 < block.end else " "
    # a sign that touches a word only on its right opens, only on its left closes
    touches_left = not (before.isspace() or before in "([{/–—-„‚“»«›‹\"'" or before in _ALWAYS_OPENS)
    touches_right = not (after.isspace() or after in ')]},.;:!?…–—/“”"»«‘’›‹')
    expected = any(sign in _PARTNERS[o] for o in open_)
    if sign in _APOSTROPHES:
        if touches_left and touches_right:
            return None
        if touches_right and not expected:
            # "'s war" and "’ne": an elided word, unless the mark is closed later in the block
            closed = re.compile(rf"(?<=[\w.!?…,])[{re.escape(_PARTNERS[sign])}](?!\w)")
            return True if closed.search(text, at + 2, min(block.end, at + _REACH)) else None
        return False if expected else None
    if touches_left != touches_right:
        return touches_right
    return not expected
