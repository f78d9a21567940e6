"""The year of a number: its clause goes on over quotation marks, decimal commas and *nicht …, sondern …*."""

from __future__ import annotations

from pathlib import Path

import pytest

from quellenlage.compare.circumstances import years_at
from quellenlage.domain.annotations import AnnotatedArticle, Annotations
from quellenlage.domain.article import Article
from quellenlage.domain.span import Span
from quellenlage.pipeline import annotate
from quellenlage.read.reader import ReadOptions, read_articles

YEARS = {
    ("Der Verlust habe 2023 bei „gut fünf Millionen Euro“ gelegen.", "fünf Millionen"): {"2023"},
    ("Im Jahr 2023 habe der Verlust nicht 6,2, sondern 5,1 Millionen Euro betragen.", "5,1"): {"2023"},
    ("Im Jahr 2023 schloss die Halle, der Verlust liegt bei 5,1 Millionen Euro.", "5,1"): set(),
}


@pytest.mark.parametrize(("said", "years"), YEARS.items())
def test_the_year_in_the_clause_of_a_number(said: tuple[str, str], years: set[str], tmp_path: Path) -> None:
    text, number = said
    path = tmp_path / "a.txt"
    path.write_text(f"{text}\n", encoding="utf-8")
    article = next(iter(read_articles([str(path)], ReadOptions())))
    assert isinstance(article, Article)
    marks: Annotations = annotate(article)
    at = article.text.index(number)
    sentence = Span(article.text.index(text), article.text.index(text) + len(text))
    member = AnnotatedArticle(article=article, annotations=marks)
    assert years_at(member, Span(at, at + len(number)), sentence) == years
