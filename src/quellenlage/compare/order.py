"""The one order that every comparison starts from, so that the order in which articles came in never matters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Article, Published

UNDATED = "9999"
"""Sorts after every real date."""


def in_order(articles: Iterable[AnnotatedArticle]) -> list[AnnotatedArticle]:
    """The articles by publication (undated ones last), then by id."""
    return sorted(articles, key=lambda a: order_key(a.article))


def order_key(article: Article) -> tuple[str, str, str]:
    """Day, moment, id: a day without a time sorts before the moments of that day."""
    moment = (article.published.from_ if article.published else None) or UNDATED
    return moment[:10], moment, article.id


def first_version(article: Article) -> str:
    """Id of the article that this one is a version of, or its own."""
    return article.version_of or article.id


def surely_before(a: Published | None, b: Published | None) -> bool:
    """True if `a` ends before `b` begins: by day, or by the moment where both are known to the moment."""
    if a is None or b is None or a.to is None or b.from_ is None or a.last is None or b.first is None:
        return False
    if a.last != b.first:
        return a.last < b.first
    return len(a.to) > 10 and len(b.from_) > 10 and moment_of(a.to) < moment_of(b.from_)


def moment_of(iso: str) -> float:
    """Seconds since 1970 of an ISO instant; one without a zone is read as Europe/Berlin."""
    moment = datetime.fromisoformat(iso)
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo("Europe/Berlin"))).timestamp()
