"""Whole articles, for internal use: page matter dimmed, the words of statements highlighted."""

from __future__ import annotations

from itertools import pairwise

from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.report.shown import plain
from quellenlage.report.view import ArticleView, Stretch, WholeView


def whole_view(annotated: AnnotatedArticle, article: ArticleView, anchor: str) -> WholeView:
    """The article's text in stretches, each wholly inside or outside page matter and statements; joined they are the
    text as it is shown."""
    text, marks = annotated.article.text, annotated.annotations
    furniture = [f.span for f in marks.furniture]
    stated = [span for s in marks.statements if s.mode != "narration" for span in s.quote]
    edges = sorted({0, len(text), *(at for span in furniture + stated for at in span if 0 < at < len(text))})
    stretches = []
    for start, end in pairwise(edges):
        stretches.append(
            Stretch(
                plain(text[start:end]),
                furniture=any(s.start <= start < s.end for s in furniture),
                stated=any(s.start <= start < s.end for s in stated),
            )
        )
    return WholeView(anchor=anchor, article=article, stretches=tuple(stretches))
