"""Halves of surrogate pairs, which JSON can hold and no file or database can."""

from __future__ import annotations

import json

from quellenlage.domain.article import Article, Refused
from quellenlage.read.reader import ReadOptions, read_articles


def read(row: dict[str, object]) -> Article | Refused:
    (found,) = read_articles(["-"], ReadOptions(min_prose=0), json.dumps(row).encode())
    return found


def test_they_are_replaced_one_for_one_wherever_they_stand() -> None:
    article = read({"text": "Guten Tag \ud83d.", "title": "\udfff", "authors": ["Ada \ud800"], "id": "7\ud800"})
    assert isinstance(article, Article)
    assert (article.text, article.title, article.authors, article.id) == ("Guten Tag �.", "�", ("Ada �",), "7�")


def test_a_refusal_can_be_printed() -> None:
    refused = read({"body\ud800": "Guten Tag."})
    assert isinstance(refused, Refused)
    assert refused.reason.encode()
