"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quellenlage.domain.article import Published
from quellenlage.domain.span import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One article that matches, best first. `evidence` is the sentence that holds most of the words (its words are
    `text`), None where only the title matches. `score` grows with the match; it compares within one search alone."""

    article: str
    title: str | None
    outlet: str | None
    published: Published | None
    score: float
    evidence: Evidence | None
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A sentence near in meaning to a question: where it stands, and how near it is, 1 for the same."""

    article: str
    start: int
    end: int
    nearness: float


FAR = 0.2
"""Sentences whose vectors are less near are no candidates: shared words alone are for the search by word."""

NEAR = 0.38
"""Sentences less near (by their vectors, lifted by shared rare words: `store.nearness`) are not shown. By vectors
alone, of 71,000 sentences of 1,000 news articles, 1 pair from two articles in 2,800 is as near as 0.42, 1 in 12,500 as
near as 0.5, 1 in 52,000 as near as 0.62. Of 530 sentences on matters that these articles do not touch, the nearest of
the 71,000 was at 0.43 (median); at 0.5 for a quarter of them, at 0.62 for one in 40: below 0.5 a hit is
called distant."""

Nearness = Literal["same", "close", "related", "loose"]

BANDS: tuple[tuple[float, Nearness], ...] = ((0.8, "same"), (0.62, "close"), (0.5, "related"), (NEAR, "loose"))
"""From where on two sentences say nearly the same, are close, are on the same matter, or are distant."""


def band(nearness: float) -> Nearness:
    """How near, in words."""
    return next((name for least, name in BANDS if nearness >= least), "loose")


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentence or sentences that hold a place, and where in them the place begins and ends."""

    whole: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """The place alone."""
        return self.whole[self.start : self.end]
