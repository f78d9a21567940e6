"""What a question means: its words as one sentence vector, made by the network that reads the articles."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from quellenlage.domain.span import Span
from quellenlage.german.card import installed
from quellenlage.german.tokens import parse, sentences_of
from quellenlage.german.vectors import as_matrix, centred

MOST = 600
"""Characters that are read of a question: a paragraph has no one meaning."""


@lru_cache(maxsize=256)
def vector_of(words: str) -> bytes | None:
    """The direction of a question, as 384 floats of four bytes, centred and of length 1; None without a model or
    words. Several sentences count together."""
    text = " ".join(words.split())[:MOST].strip()
    if installed() is None or not any(c.isalnum() for c in text):
        return None
    vectors = [s.vector for s in sentences_of(parse(text, (Span(0, len(text)),))) if s.vector is not None]
    if not vectors:
        return None
    found = centred(as_matrix(vectors)).sum(axis=0)
    length = float(np.sqrt(found @ found))
    return (found / length).astype(np.float32).tobytes() if length else None
