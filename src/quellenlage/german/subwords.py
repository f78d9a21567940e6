"""Words to the subwords of the German model: every token is segmented alone, so that subwords never cross a token.

The vocabulary is a unigram model over text in which `▁` stands for the space before a word. A token that follows
another without a space ("," or the second half of "US-Außenminister-Treffen") is segmented without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from tokenizers import Tokenizer

START, PAD, STOP, UNKNOWN = 0, 1, 2, 3
"""Ids of `<s>`, `<pad>`, `</s>`, `<unk>`."""
MOST = 16
"""Subwords kept of one token: an address or a run of signs would otherwise fill a window."""
_CACHE = 1 << 17
"""Forms kept; 400 news articles hold 43,000."""


class Subwords:
    """The segmentation of one vocabulary file."""

    def __init__(self, path: Path) -> None:
        tokenizer = Tokenizer.from_file(str(path))
        self._normalize = tokenizer.normalizer.normalize_str
        self._segment = tokenizer.model.tokenize
        self.of = lru_cache(maxsize=_CACHE)(self._ids)

    def of_words(self, words: Sequence[str], spaced: Sequence[bool]) -> list[tuple[int, ...]]:
        """The subword ids of each word; `spaced` says whether white space (or nothing) stands before it."""
        return [self.of(w, s) for w, s in zip(words, spaced, strict=True)]

    def _ids(self, word: str, spaced: bool) -> tuple[int, ...]:
        # a soft hyphen says where a word may be broken and nothing else; the vocabulary takes it for a sign
        word = word.replace("\u00ad", "")
        # the vocabulary knows no space inside a token, and normalisation may make one (NBSP, "½")
        form = self._normalize(word).replace(" ", "▁")
        pieces = self._segment(f"▁{form}" if spaced else form) if form else ()
        return tuple(p.id for p in pieces[:MOST]) or (UNKNOWN,)
