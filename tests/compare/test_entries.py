"""The entries of a ticker came out on their own days."""

from __future__ import annotations

import pytest

from quellenlage.compare.entries import came_out, entries_of
from quellenlage.domain.article import Article, Published

TICKER = """Der Deich im Winter
Dienstag, 2. Januar, 8.15 Uhr: Der Pegel sinkt wieder.
Montag, 1. Januar, 19.04 Uhr: Am Deich sickert Wasser durch.
Sonntag, 31. Dezember: Die Wehr rückt aus."""


def text_of(words: str, day: str | None = "2024-01-03") -> Article:
    return Article(id="a", text=words, input="-", published=Published(day, day, "given") if day else None)


@pytest.mark.parametrize(
    ("words", "day", "dated"),
    [
        ("Der Pegel sinkt", "2024-01-02", True),
        ("Am Deich sickert", "2024-01-01", True),
        ("Die Wehr rückt", "2023-12-31", True),  # of the year before
        ("Der Deich im Winter", "2024-01-03", False),  # above the first heading
    ],
)
def test_the_day_of_an_entry(words: str, day: str, dated: bool) -> None:
    article = text_of(TICKER)
    published, found = came_out(article, entries_of(article), article.text.index(words))
    assert (published.from_ if published else None, found) == (day, dated)


@pytest.mark.parametrize(
    "article",
    [
        text_of(TICKER, None),  # no year to count from
        text_of("Montag, 1. Januar: Regen.\nDienstag, 2. Januar: Schnee."),  # two entries
        text_of("Am Montag, 1. Januar, regnet es.\nDer 2. Januar bringt Schnee.\nAm 3. Januar taut es."),  # prose
        text_of("1. Januar: A.\n1. Januar: B.\n1. Januar: C."),  # one day
        text_of("30. Februar: A.\n31. Februar: B.\n31. Juni: C."),  # no such days
    ],
)
def test_what_is_no_ticker(article: Article) -> None:
    assert entries_of(article) == ()


def test_a_leap_day_is_of_the_last_year_that_had_one_before_the_article() -> None:
    ticker = text_of("28. Februar: A.\n29. Februar: B.\n1. März: C.", "2021-01-10")
    assert [day for _, day in entries_of(ticker)] == ["2020-02-28", "2020-02-29", "2020-03-01"]
