"""How comparing gets at articles: a few at a time, so that a corpus need not fit into memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from quellenlage.domain.annotations import AnnotatedArticle

Read = Callable[[Sequence[str] | None], Iterable[AnnotatedArticle]]
"""The articles with these ids, or all, one after the other; those that are not there are left out."""


def held(articles: Sequence[AnnotatedArticle]) -> Read:
    """Reads from `articles`, which are in memory, in the order that they have there."""

    def read(ids: Sequence[str] | None) -> Iterable[AnnotatedArticle]:
        if ids is None:
            return articles
        wanted = set(ids)
        return (a for a in articles if a.article.id in wanted)

    return read
