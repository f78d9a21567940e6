"""What statements are about, as directions that can be compared within one story."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quellenlage.compare.roots import Said
from quellenlage.german.vectors import as_matrix

FEWEST_VECTORS = 8
"""Sentences of a story from which on their mean says what they share."""


def centred_vectors(said: Sequence[Said]) -> dict[str, NDArray[np.float32]]:
    """Per statement the direction of its sentences, less what all sentences of the story share: raw cosines of any two
    sentences lie between .92 and .99, centred ones spread from -.5 to 1."""
    rows: dict[str, list[int]] = {}
    bytes_of: list[bytes] = []
    place: dict[tuple[str, int], int] = {}
    for each in said:
        sentences, article = each.member.annotations.sentences, each.member.article.id
        for at in _sentences_of(each):
            vector = sentences[at].vector
            if vector is not None:
                if (article, at) not in place:
                    place[article, at] = len(bytes_of)
                    bytes_of.append(vector)
                rows.setdefault(each.statement.id, []).append(place[article, at])
    if len(bytes_of) < FEWEST_VECTORS:
        return {}
    matrix = as_matrix(bytes_of).astype(np.float32)
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-6)
    matrix -= matrix.mean(axis=0)
    found = {}
    for statement, its in rows.items():
        vector = matrix[its].mean(axis=0)
        length = float(np.linalg.norm(vector))
        found[statement] = vector / length if length else vector
    return found


def _sentences_of(said: Said) -> list[int]:
    marks, span = said.member.annotations, said.statement.span
    first, last = marks.sentence_at(span.start), marks.sentence_at(max(span.start, span.end - 1))
    if first is None:
        return []
    return list(range(first, (first if last is None else last) + 1))
