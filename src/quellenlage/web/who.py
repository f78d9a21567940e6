"""Looking people, bodies and places up: by id, by article, by name."""

from __future__ import annotations

from collections.abc import Sequence

from quellenlage.corpus import Corpus
from quellenlage.report.shown import one_line
from quellenlage.web.book import Book
from quellenlage.web.desk import Desk
from quellenlage.web.index import Card, Known


def actor_of(desk: Desk, actor: str) -> Known | None:
    """Somebody by id; None if nobody who is known for sure bears it."""
    return desk.index().actor(actor)


def cards_of(desk: Desk, stories: Sequence[str]) -> list[Card]:
    """The cards of these stories, in their order."""
    return desk.index().cards_of(stories)


def heir_of(desk: Desk, book: Book, actor: str) -> Known | None:
    """Who took somebody in that was merged here; None where nothing is known of it."""
    merge = book.moved.get(actor)
    if merge is None:
        return None
    wanted = {(anchor.article, one_line(anchor.words)) for anchor in (*merge.evidence, *merge.other)}
    articles = dict.fromkeys(article for article, _words in sorted(wanted))
    there = (known for article in articles for known in people_in(desk, article))
    return next(
        (k for k in there if any((a, one_line(n)) in wanted for a in k.articles for n in (k.name, *k.aliases))), None
    )


def people_in(desk: Desk, article: str) -> list[Known]:
    """Who takes part in an article, those mentioned most in the corpus first."""
    return desk.index().people_in(article)


def people_named(desk: Desk, words: str, most: int) -> list[Known]:
    """Those whose names hold all the words, or words that begin so; those mentioned most first."""
    terms = Corpus.terms(words)
    return desk.index().people_named(terms, 0, most) if terms else []
