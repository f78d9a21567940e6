"""Articles within reach of a page: read when a line of it asks for them, so that a page reads what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from quellenlage.corpus import Corpus
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import ArticleHead
from quellenlage.domain.dossier import ArticleRow
from quellenlage.report.evidence import Library
from quellenlage.report.translate import Translator

V = TypeVar("V")

ROWS_AT_ONCE = 1500
"""Articles of which outlet, date and title are read together. Measured: 600 of them take 9 ms, 60 one by one 15 ms."""


def within_reach(
    corpus: Corpus, ids: Iterable[str], _: Translator, *, at_once: bool = True, most: int | None = None
) -> Library:
    """What evidence in the articles `ids` is resolved against: read for quoting, `at_once` or each when a line asks for
    it; `most` places of a line are shown."""

    def rows(wanted: Sequence[str]) -> Iterable[tuple[str, ArticleRow]]:
        return ((head.id, row_of(head)) for head in corpus.heads(wanted))

    def texts(wanted: Sequence[str]) -> Iterable[tuple[str, AnnotatedArticle]]:
        return ((a.article.id, a) for a in corpus.annotated_cited(wanted))

    there = frozenset(ids)
    heads = OnDemand(rows, there, at_once or len(there) <= ROWS_AT_ONCE)
    return Library(heads, OnDemand(texts, there, at_once), {}, _, most=most)


def row_of(head: ArticleHead) -> ArticleRow:
    """The dossier's row of an article."""
    return ArticleRow(
        id=head.id, file=head.input, outlet=head.outlet, url=head.url, title=head.title, published=head.published
    )


class OnDemand(Mapping[str, V]):
    """Values of the articles `ids`, read once each: all together, or each when it is asked for."""

    def __init__(
        self, read: Callable[[Sequence[str]], Iterable[tuple[str, V]]], ids: frozenset[str], at_once: bool
    ) -> None:
        self._read = read
        self._found: dict[str, V] = dict(read(sorted(ids))) if at_once and ids else {}
        self._left = set() if at_once else set(ids)

    def __getitem__(self, article: str) -> V:
        if article in self._left:
            self._left.discard(article)
            self._found |= dict(self._read([article]))
        return self._found[article]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)
