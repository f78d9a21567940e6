"""Articles within reach of a page: read when a line of it asks for them, so that a page reads what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
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

TEXTS_AT_ONCE = 60
"""Articles whose texts are read together: the page of a large story quotes nine of ten of them."""

IN_A_ROW = 24
"""Of more of them so many are read with one that a line asks for. Measured: one takes 0.04 ms, 24 together 0.3 ms; of a
story of 229 articles a page quotes 169."""


def within_reach(corpus: Corpus, ids: Iterable[str], _: Translator, *, most: int | None = None) -> Library:
    """What evidence in the articles `ids` is resolved against: read when a line asks for it, and unpacked when it is
    quoted; `most` places of a line are shown."""

    def rows(wanted: Sequence[str]) -> Iterable[tuple[str, ArticleRow]]:
        return ((head.id, row_of(head)) for head in corpus.heads(wanted))

    def texts(wanted: Sequence[str]) -> Iterable[tuple[str, AnnotatedArticle]]:
        return ((a.article.id, a) for a in corpus.annotated_cited(wanted))

    there = sorted(set(ids))
    heads = OnDemand(rows, there, ROWS_AT_ONCE, 1)
    return Library(heads, OnDemand(texts, there, TEXTS_AT_ONCE, IN_A_ROW), {}, _, most=most)


def row_of(head: ArticleHead) -> ArticleRow:
    """The dossier's row of an article."""
    return ArticleRow(
        id=head.id, file=head.input, outlet=head.outlet, url=head.url, title=head.title, published=head.published
    )


class OnDemand(Mapping[str, V]):
    """Values of the articles `ids`, read once each: all together if they are no more than `at_once`, else when one is
    asked for, with others up to `in_a_row`."""

    def __init__(
        self,
        read: Callable[[Sequence[str]], Iterable[tuple[str, V]]],
        ids: Sequence[str],
        at_once: int,
        in_a_row: int,
    ) -> None:
        self._read = read
        self._found: dict[str, V] = {}
        self._left = dict.fromkeys(ids)
        self._in_a_row = in_a_row
        if ids and len(ids) <= at_once:
            self._take(list(ids))

    def __getitem__(self, article: str) -> V:
        if article in self._left:
            others = (i for i in self._left if i != article)
            self._take([article, *islice(others, self._in_a_row - 1)])
        return self._found[article]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def _take(self, some: Sequence[str]) -> None:
        self._found |= self._read(some)
        for article in some:
            del self._left[article]
