"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass

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
