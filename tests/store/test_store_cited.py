"""Articles as pages quote them are the articles as they are kept, less what no quotation shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quellenlage.domain.annotations import (
    Annotations,
    By,
    Entity,
    Furniture,
    Label,
    Quantity,
    Sentence,
    Statement,
    Structure,
    Time,
    Token,
)
from quellenlage.domain.article import Article
from quellenlage.domain.span import Span
from quellenlage.store.store import Store

TEXT = "Deich hält\nVogtin Ina Voss sagte am Montag, der Deich halte. 12 Pumpen laufen."
BY = By(rule="test", reason="ours")
FOUND = Annotations(
    furniture=(Furniture(start=0, end=10, kind="caption", by=BY),),
    structure=(Structure(start=0, end=10, kind="title", by=BY),),
    sentences=(Sentence(start=11, end=62), Sentence(start=63, end=80)),
    tokens=(Token(start=0, end=5, text="Deich"),),
    entities=(Entity(start=18, end=26, text="Ina Voss", type="PER", name="Ina Voss", by=BY),),
    times=(Time(start=33, end=42, type="DATE", value="XXXX-WXX-1", by=BY),),
    statements=(Statement(id="s", quote=(Span(44, 61),), mode="indirect", by=BY, speaker_name="Ina Voss"),),
    quantities=(Quantity(start=63, end=72, comparator="exact", kind="cardinal", by=BY, value=12.0, object="Pumpen"),),
    labels=(Label(start=11, end=17, referent="Ina Voss", label="Vogtin", voice="outlet", by=BY),),
)
SHOWN = ("furniture", "structure", "sentences", "entities", "statements", "quantities", "labels")


@pytest.fixture
def kept(store: Store, article: Callable[..., Article]) -> Store:
    store.add([article(TEXT, given_id="a"), article("Ohne Befund.", given_id="b"), article("Leer.", given_id="c")])
    store.keep_annotations([("a", FOUND), ("c", Annotations())], rules="r")
    return store


@pytest.mark.parametrize("name", SHOWN)
def test_a_quotation_shows_what_was_found(kept: Store, name: str) -> None:
    cited = next(kept.cited(["a"]))
    assert cited.article == next(kept.articles(["a"]))
    assert getattr(cited.annotations, name) == getattr(FOUND, name)
    assert getattr(cited.annotations, name) is getattr(cited.annotations, name), "unpacked once"


@pytest.mark.parametrize("name", ["tokens", "times", "events"])
def test_the_rest_is_left_out(kept: Store, name: str) -> None:
    assert getattr(next(kept.cited(["a"])).annotations, name) == ()


@pytest.mark.parametrize("name", SHOWN)
def test_where_nothing_was_found_nothing_is_shown(kept: Store, name: str) -> None:
    assert getattr(next(kept.cited(["c"])).annotations, name) == ()


def test_what_is_not_analysed_or_unknown_is_left_out(kept: Store) -> None:
    assert [cited.article.id for cited in kept.cited(["c", "b", "x", "a", "a"])] == ["a", "c"]
