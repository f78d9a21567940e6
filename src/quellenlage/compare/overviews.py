"""Pieces that tell of many matters one after the other: tickers, overviews, newsletters of the day.

They share a little with everything that was reported that day, so they bring articles together that have nothing to do
with one another. What they say counts less when stories are made.
"""

from __future__ import annotations

import re
from array import array

from quellenlage.compare.vocabulary import Counted, Terms
from quellenlage.compare.words import words_of
from quellenlage.german.lexicon import load_words, word_class

OVERVIEW = 0.5
"""What a word or name of a piece counts whose title or text says that it tells of many matters. Own choice: such a
piece joins what it tells of for the most part, and nothing else."""
LEAD, JOINED, HEADED = 300, 2, 3
"""Characters of a teaser, plus signs between matters in it (*Rat streitet + Fähre fällt aus + Deich hält*), and lines
that begin with a field and a matter (*Segeln, Elbpokal: ...*), from which on a text tells of many. Of 55 articles of
41,000 that have such a teaser all but three or four were newsletters, all 17 with such lines reports in short."""
_PLUS = re.compile(r"(?<=[^\s+])[ ]\+{1,3}[ ](?=[A-ZÄÖÜ„“\"»0-9])")
_HEAD = re.compile(r"^[A-ZÄÖÜ][\w -]{1,30}, [A-ZÄÖÜ0-9][\w .-]{1,40}: \S", re.MULTILINE)
NEAR = 3
"""Words up to the newsletter that *in unserem* speaks of. Of 41,000 articles some hundred say this in the teaser, and
the 14 that were read were such parts."""
SCATTERED, LONG, THIN = 0.1, 190, 0.8
"""Share of the heaviest words of an article that it says more than once, below which it stays with no matter, different
words from which on that tells something, and what its words count then. Of 40 articles of more than 150 different words
that repeat least, a third were overviews and the rest essays on the times."""


def lists_matters(text: str) -> bool:
    """True for a text that sets many matters side by side: in its teaser, line by line, or because its teaser says that
    it is part of a newsletter."""
    teaser = text[:LEAD]
    return len(_PLUS.findall(teaser)) >= JOINED or len(_HEAD.findall(text)) >= HEADED or _of_a_newsletter(teaser)


def _of_a_newsletter(teaser: str) -> bool:
    """True for *… und mehr in unseren Bezirksnewslettern*; not for *hier den Newsletter bestellen*, which stands in
    reports, too."""
    words = words_of(teaser)
    heads = [at for at, word in enumerate(words) if word in word_class("our_own")]
    ends = tuple(sorted(word_class("newsletters")))
    return any(word.endswith(ends) for at in heads for word in words[at + 1 : at + 1 + NEAR])


def focused(
    title: str, terms: Terms, vectors: tuple[Counted, Counted], *, many: bool = False
) -> tuple[Counted, Counted]:
    """The vectors of names and of words of an article, lighter if it tells of many matters: `many` where its text says
    so."""
    factor = OVERVIEW if many else _factor(title, terms, vectors[1])
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
