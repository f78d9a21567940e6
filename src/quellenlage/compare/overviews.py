"""Pieces that tell of many matters one after the other: tickers, overviews, newsletters of the day.

They share a little with everything that was reported that day, so they bring articles together that have nothing to do
with one another. What they say counts less when stories are made.
"""

from __future__ import annotations

from array import array

from quellenlage.compare.vocabulary import Counted, Terms
from quellenlage.german.lexicon import load_words

OVERVIEW = 0.5
"""What a word or name of a piece counts whose title says that it tells of many matters. Own choice: such a piece joins
what it tells of for the most part, and nothing else."""
SCATTERED, LONG, THIN = 0.1, 190, 0.8
"""Share of the heaviest words of an article that it says more than once, below which it stays with no matter, different
words from which on that tells something, and what its words count then. Of 40 articles of more than 150 different words
that repeat least, a third were overviews and the rest essays on the times."""


def focused(title: str, terms: Terms, vectors: tuple[Counted, Counted]) -> tuple[Counted, Counted]:
    """The vectors of names and of words of an article, lighter if it tells of many matters."""
    factor = _factor(title, terms, vectors[1])
    if factor == 1:
        return vectors
    names, words = (Counted(v.features, array("H", (round(factor * c) for c in v.counts))) for v in vectors)
    return names, words


def _factor(title: str, terms: Terms, words: Counted) -> float:
    lower = title.casefold()
    if any(phrase in lower for phrase in load_words("overview_titles")):
        return OVERVIEW
    if len(terms.words.features) < LONG:
        return 1
    often = dict(terms.words)
    repeated = sum(1 for feature in words.features if often[feature] > 1)
    return THIN if repeated < SCATTERED * len(words.features) else 1
