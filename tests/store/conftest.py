"""Articles of our own making, and stores to put them in."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from quellenlage.domain.article import Article
from quellenlage.domain.identity import article_id
from quellenlage.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(str(tmp_path / "corpus.db")) as opened:
        yield opened


@pytest.fixture
def article() -> Callable[..., Article]:
    """An article as the reader hands it on: the given id, or else one made from outlet and text."""

    def make(text: str, **fields: object) -> Article:
        made = replace(Article(id="", text=text, input="a.txt"), **fields)
        return replace(made, id=made.given_id or article_id(made.outlet, text))

    return make
