"""The evidence columns of a table: where something stands, in which sentence, of which outlet.

Offsets count code points of the article's text. A column `evidence` holds places as `article:start-end`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.dossier import Dossier
from quellenlage.domain.span import Evidence, Span
from quellenlage.report.shown import even

Articles = Mapping[str, AnnotatedArticle]


class Places:
    """The evidence columns: where something stands, in which sentence, of which outlet."""

    def __init__(self, dossier: Dossier, articles: Articles) -> None:
        self._rows = {row.id: row for row in dossier.corpus.articles}
        self._articles = articles

    def read(self) -> list[str]:
        """Articles whose text is at hand, in the order of the corpus."""
        return [i for i in self._rows if i in self._articles]

    def source(self, article: str) -> dict[str, Any]:
        """Outlet, date (its earliest bound) and address."""
        row = self._rows.get(article)
        return {
            "outlet": row.outlet if row else None,
            "published": row.published.from_ if row and row.published else None,
            "url": row.url if row else None,
        }

    def mark(self, article: str, span: Span) -> dict[str, Any]:
        """The columns that every mark has."""
        place = {"article": article, "start": span.start, "end": span.end, "sentence": self.sentence(article, span)}
        return place | self.source(article)

    def outlets(self, articles: Iterable[str]) -> tuple[str, ...]:
        """The outlets of `articles`, each once."""
        names = (self._rows[i].outlet for i in articles if i in self._rows)
        return tuple(dict.fromkeys(name for name in names if name))

    def words(self, article: str, spans: Iterable[Span]) -> str | None:
        """The words of `spans`; None if there are none or the text is not at hand."""
        if article not in self._articles:
            return None
        text = self._articles[article].article.text
        return " […] ".join(even(span.of(text)).strip() for span in sorted(spans)) or None

    def sentence(self, article: str, span: Span) -> str | None:
        """The sentence in which `span` begins."""
        if article not in self._articles:
            return None
        annotated = self._articles[article]
        index = annotated.annotations.sentence_at(span.start)
        if index is None:
            return None
        return even(annotated.annotations.sentences[index].span.of(annotated.article.text)).strip()


def places(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """Evidence as `article:start-end`."""
    return tuple(f"{e.article}:{e.start}-{e.end}" for e in evidence)
