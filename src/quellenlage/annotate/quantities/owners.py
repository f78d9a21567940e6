"""Whose figure it is: the speaker of the statement that a number stands in, the innermost if one holds another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quellenlage.domain.annotations import Quantity, Statement
from quellenlage.domain.article import Article


def owned(article: Article, quantities: Sequence[Quantity], statements: Sequence[Statement]) -> tuple[Quantity, ...]:
    """The quantities with their owners: the speaker's name, else the words that describe the speaker ("die Polizei").
    A number outside every statement, or in one whose speaker is not told, has none: it is the outlet's own or open."""
    said = sorted(
        ((span, s) for s in statements if s.mode != "narration" for span in s.quote), key=lambda pair: pair[0].start
    )
    found = []
    at = 0
    open_: list[tuple[int, int, Statement]] = []
    for quantity in quantities:
        while at < len(said) and said[at][0].start < quantity.end:
            span, statement = said[at]
            open_.append((span.end, span.length, statement))
            at += 1
        open_ = [entry for entry in open_ if entry[0] > quantity.start]
        # the innermost statement is the shortest one around the number
        holding = [(length, n) for n, (end, length, _) in enumerate(open_) if end >= quantity.end]
        owner = _speaker(article, open_[min(holding)[1]][2]) if holding else None
        found.append(quantity if owner is None else replace(quantity, owner=owner))
    return tuple(found)


def _speaker(article: Article, statement: Statement) -> str | None:
    if statement.speaker_name is not None or not statement.speaker:
        return statement.speaker_name
    return " ".join(" ".join(span.of(article.text) for span in statement.speaker).split())
