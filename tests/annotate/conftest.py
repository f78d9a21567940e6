"""Fixtures for tests of statements: a text read as an article without page matter around it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quellenlage.annotate.entities.find import find_entities
from quellenlage.annotate.statements.find import find_statements
from quellenlage.domain.annotations import Statement
from quellenlage.domain.article import Article
from quellenlage.domain.span import Span
from quellenlage.german.tokens import parse
from quellenlage.read.furniture import lay_out

Reading = tuple[str, str, str, str]
"""Mode, quote, cue and speaker of a statement, as words."""


def _statements(text: str) -> tuple[Statement, ...]:
    layout = lay_out(text)
    doc = parse(text, layout.blocks)
    article = Article(id="a", text=text, input="-")
    return find_statements(article, doc, layout, find_entities(article, doc, layout))


def _words(text: str, spans: tuple[Span, ...]) -> str:
    return " / ".join(s.of(text) for s in spans)


@pytest.fixture(scope="session")
def statements_in() -> Callable[[str], tuple[Statement, ...]]:
    """The statements of a text."""
    return _statements


@pytest.fixture(scope="session")
def words() -> Callable[[str, tuple[Span, ...]], str]:
    """The words at spans, parted by slashes."""
    return _words


@pytest.fixture(scope="session")
def read() -> Callable[[str], list[Reading]]:
    """Mode, quote, cue and speaker of each statement of a text, spans as words."""
    return lambda text: [
        (s.mode, _words(text, s.quote), _words(text, s.cue), _words(text, s.speaker)) for s in _statements(text)
    ]
