"""How near a sentence is to a question: in meaning, and by the rare words that both have.

A vector of a long sentence is a mean over all it says; the one clause that answers a question hardly moves it. Words
that both share and few other candidates have are further evidence: they lift a sentence part of the way to *the same*.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from quellenlage.domain.search import Near
from quellenlage.store.query import DOTS, LIKENESS, index_entry, terms_of_word

_WORD = re.compile(r"[^\W_]+(?:['’\u00ad\u200b-\u200f\u2060\ufeff]+[^\W_]+)*")
"""A word, with the signs inside that nobody sees."""

LIFT = 0.4
"""How much of the way to 1 a sentence is lifted that shares all the rare words of a question. Measured on the sample
articles with 20 questions written beforehand and 10 that nothing there answers, an answer among the first five that are
shown: 7 of 20 by vectors alone (from 0.42 on), 13 of 20 with any lift from 0.3 to 0.5 (from 0.38 on), while 1 of the 10
shows anything. With 0.8 it is 15, and 2 of the 10."""

SHORT = 8
"""Letters of a word in small letters that may be any form of another one: *gingen* is one of *gehen*."""

COMMON = 5
"""A word that more than one candidate in so many has tells nothing."""


def with_shared_words(found: Sequence[Near], sentences: Sequence[str], question: str, least: float) -> list[Near]:
    """The candidates, each with its sentence beside it, lifted by the words shared with the question; those at least so
    near then, the nearest first."""
    asked = frozenset(index_entry(question).split())
    shared = _shared(asked, sentences)
    held = Counter(word for words in shared for word in words)
    rare = {word: math.log(len(found) / max(held[word], 1)) for word in asked if held[word] * COMMON < len(found)}
    # in the order of the words: sums of floats depend on it
    whole = sum(rare[word] for word in sorted(rare))
    lifted = []
    for near, words in zip(found, shared, strict=True):
        share = sum(rare[word] for word in sorted(words) if word in rare) / whole if whole else 0.0
        lift = LIFT * share * (1 - near.nearness)
        lifted.append(replace(near, nearness=round(near.nearness + lift, 4)) if lift else near)
    return sorted((near for near in lifted if near.nearness >= least), key=lambda near: -near.nearness)


def _shared(asked: frozenset[str], sentences: Sequence[str]) -> list[frozenset[str]]:
    """Of each sentence the terms that are asked for. A word costs a tenth of a millisecond when it is first seen, and
    every question brings some dozen that were never seen before, so that one that does not look like any of these
    terms is not looked up: it neither begins as one does (*geschoben*: schieben) nor shows its first letters inside
    (*Häuserreihe*: Haus)."""
    long = sorted(term for term in asked if len(term) >= LIKENESS)
    starts, begins = {term[:2] for term in long}, sorted({term[:LIKENESS] for term in long})

    def may_share(word: str) -> bool:
        if len(word) <= LIKENESS or (len(word) <= SHORT and word.islower()):
            return True
        letters = word.casefold().translate(DOTS)
        if letters[:2] in starts or (letters[2:4] in starts and letters.startswith("ge")):
            return True
        for begin in begins:  # noqa: SIM110 - a generator for each of hundreds of words takes twice as long
            if begin in letters:
                return True
        return False

    known: dict[str, frozenset[str]] = {}
    found = []
    for sentence in sentences:
        terms: set[str] = set()
        for word in _WORD.findall(sentence):
            shared = known.get(word)
            if shared is None:
                shared = known[word] = asked & terms_of_word(word) if may_share(word) else frozenset()
            terms |= shared
        found.append(frozenset(terms))
    return found
