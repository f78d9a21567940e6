"""Words as the comparisons see them: folded, with their place in the text."""

from __future__ import annotations

import re
from functools import lru_cache

from quellenlage.domain.span import Span

WORD = re.compile(r"\w+(?:[-‑]\w+|[.,]\d+)*")
"""Letters and digits; a hyphen between letters and a decimal or thousands mark between digits belong to the word."""


def spans_of_words(text: str) -> list[Span]:
    """Where the words of `text` stand."""
    return [Span(*m.span()) for m in WORD.finditer(text)]


def words_of(text: str) -> list[str]:
    """The words of `text`, folded."""
    return [folded(w) for w in WORD.findall(text)]


@lru_cache(maxsize=1 << 16)
def folded(word: str) -> str:
    """Case and the spelling of ss evened out."""
    return word.casefold()


def even(text: str) -> str:
    """White space evened out to single blanks."""
    return " ".join(text.split())
