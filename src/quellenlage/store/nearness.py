"""How near a sentence is to a question: in meaning, and by the rare words that both have.

A vector of a long sentence is a mean over all it says; the one clause that answers a question hardly moves it. Words
that both share and few other candidates have are further evidence: they lift a sentence part of the way to *the same*.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from quellenlage.domain.search import Near
from quellenlage.store.query import index_entry

LIFT = 0.4
"""How much of the way to 1 a sentence is lifted that shares all the rare words of a question. Measured on the sample
articles with 20 questions written beforehand and 10 that nothing there answers, an answer among the first five that are
shown: 7 of 20 by vectors alone (from 0.42 on), 13 of 20 with any lift from 0.3 to 0.5 (from 0.38 on), while 1 of the 10
shows anything. With 0.8 it is 15, and 2 of the 10."""

COMMON = 5
"""A word that more than one candidate in so many has tells nothing."""


def with_shared_words(found: Sequence[Near], sentences: Sequence[str], question: str, least: float) -> list[Near]:
    """The candidates, each with its sentence beside it, lifted by the words shared with the question; those at least so
    near then, the nearest first."""
    asked = frozenset(index_entry(question).split())
    shared = [asked.intersection(index_entry(sentence).split()) for sentence in sentences]
    held = Counter(word for words in shared for word in words)
    rare = {word: math.log(len(found) / max(held[word], 1)) for word in asked if held[word] * COMMON < len(found)}
    # in the order of the words: sums of floats depend on it
    whole = sum(rare[word] for word in sorted(rare))
    lifted = []
    for near, words in zip(found, shared, strict=True):
        share = sum(rare[word] for word in sorted(words) if word in rare) / whole if whole else 0.0
        lifted.append(replace(near, nearness=round(near.nearness + LIFT * share * (1 - near.nearness), 4)))
    return sorted((near for near in lifted if near.nearness >= least), key=lambda near: -near.nearness)
