"""Nearest sentences by few bits are those by all of them, also after articles came, changed and went."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files

import numpy as np
import pytest

from quellenlage.domain.annotations import Annotations, Sentence
from quellenlage.domain.article import Article
from quellenlage.german.vectors import DIMENSIONS, centred, to_bytes
from quellenlage.store import meaning
from quellenlage.store.store import Store

Make = Callable[..., Article]
RANDOM = np.random.default_rng(7)
CORNER = np.array(json.loads((files("quellenlage.german") / "centre.json").read_text("utf-8"))["mean"]) / 10_000
"""Where the encoder puts all sentences."""
MATTERS = RANDOM.normal(size=(20, DIMENSIONS)) / 45
"""What sentences are about, seen from there: those about one matter are near each other."""


@pytest.fixture(autouse=True)
def look_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "PATIENCE", -1.0)


def sentence(matter: int) -> bytes:
    return to_bytes(CORNER + MATTERS[matter] + RANDOM.normal(size=DIMENSIONS) / 60)


def filled(store: Store, make: Make, name: str, vectors: list[bytes]) -> None:
    """An article whose sentences, twenty characters each, have these vectors."""
    store.add([make("Satz mit zwanzig Z. " * len(vectors) + name, given_id=name)])
    annotate(store, name, vectors)


def annotate(store: Store, name: str, vectors: list[bytes]) -> None:
    spans = tuple(Sentence(20 * n, 20 * n + 19, vector) for n, vector in enumerate(vectors))
    store.keep_annotations([(name, Annotations(sentences=spans))], "1")


def question(matter: int) -> bytes:
    return (MATTERS[matter] / np.linalg.norm(MATTERS[matter])).astype(np.float32).tobytes()


def nearest_first(vectors: Mapping[str, Sequence[bytes]], matter: int) -> list[tuple[float, str, int]]:
    """Every sentence by its whole vector: the negative of its nearness, its article and where it begins."""
    asked = np.frombuffer(question(matter), np.float32)
    return sorted(
        (-float(centred(np.frombuffer(v, np.int8)[None])[0] @ asked), name, 20 * n)
        for name, some in vectors.items()
        for n, v in enumerate(some)
    )


def test_bits_find_what_whole_vectors_would(store: Store, article: Make) -> None:
    vectors = {f"a{n}": [sentence((n + i) % 20) for i in range(6)] for n in range(60)}
    for name, some in vectors.items():
        filled(store, article, name, some)
    exact = nearest_first(vectors, 3)
    found = store.searching.near(question(3), least=0.3, limit=15)
    assert [(near.article, near.start) for near in found] == [(name, start) for _score, name, start in exact[:15]]
    assert all(near.end - near.start == 19 for near in found)
    assert [near.nearness for near in found] == sorted((near.nearness for near in found), reverse=True)


def test_sieves_let_the_nearest_pass(store: Store, article: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, number in {"FIRST": 160, "SECOND": 80, "THIRD": 30, "SAMPLED": 2, "BLOCK": 500}.items():
        monkeypatch.setattr(meaning, name, number)
    vectors = {f"a{n}": [sentence((n + i) % 20) for i in range(20)] for n in range(60)}
    for name, some in vectors.items():
        filled(store, article, name, some)
    exact = nearest_first(vectors, 3)
    found = {(near.article, near.start) for near in store.searching.near(question(3), least=-1, limit=30)}
    assert len(found) == 30
    assert len(found & {(name, start) for _score, name, start in exact[:10]}) >= 9
    few = {"a1", "a2", "a3"}  # what others hold of the matter takes no place away from them
    among = store.searching.near(question(3), least=0.3, limit=30, among=few)
    assert {(n.article, n.start) for n in among} == {(f"a{n}", 20 * (3 - n)) for n in (1, 2, 3)}


def test_what_is_not_asked_for_never_passes(store: Store, article: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "FIRST", 16)
    # every sixteenth sentence is counted beforehand: only those that nobody asks for
    for name, number in {"other": 1, "asked": 15, "another": 1, "asked too": 15}.items():
        filled(store, article, name, [sentence(3)] * number)
    found = store.searching.near(question(3), least=-1, limit=90, among={"asked", "asked too"})
    assert {near.article for near in found} == {"asked", "asked too"}


def test_batches_of_an_import_are_joined(store: Store, article: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "BLOCK", 64)
    for n in range(60):
        filled(store, article, f"a{n}", [sentence(n % 20), sentence((n + 1) % 20)])
        store.searching.has_meanings()
    blocks = store.searching._meanings.held.blocks
    assert sum(block.owner.size for block in blocks) == 120
    assert len(blocks) <= 5
    found = store.searching.near(question(5), least=0.3, limit=20)
    assert {near.article for near in found} == {f"a{n}" for n in range(60) if n % 20 in (4, 5)}


def test_two_corpora_do_not_know_each_other(store: Store, article: Make) -> None:
    filled(store, article, "a", [sentence(1)])
    with Store.open(":memory:") as other:
        filled(other, article, "a", [sentence(2)])
        assert [near.article for near in other.searching.near(question(2), least=0.3, limit=9)] == ["a"]
        assert store.searching.near(question(2), least=0.3, limit=9) == []
        assert store.searching._meanings.held.known is not other.searching._meanings.held.known


def test_only_sentences_that_are_near_enough_and_of_the_articles_asked_for(store: Store, article: Make) -> None:
    for n in range(8):
        filled(store, article, f"a{n}", [sentence(n)])
    assert {near.article for near in store.searching.near(question(2), least=0.3, limit=9)} == {"a2"}
    assert store.searching.near(question(15), least=0.3, limit=9) == []
    assert store.searching.near(question(2), least=0.3, limit=9, among={"a1", "a3"}) == []


def test_what_comes_changes_and_goes_is_followed(store: Store, article: Make) -> None:
    def near() -> list[tuple[str, int]]:
        return sorted((n.article, n.start) for n in store.searching.near(question(5), least=0.3, limit=9))

    assert near() == []
    for n in range(5):
        filled(store, article, f"a{n}", [sentence(9)])
    assert near() == []
    filled(store, article, "neu", [sentence(1), sentence(5)])
    assert near() == [("neu", 20)]
    annotate(store, "neu", [sentence(5)])  # read anew by other rules
    assert near() == [("neu", 0)]
    annotate(store, "neu", [sentence(4)])
    assert near() == []
    annotate(store, "a1", [sentence(5)])
    assert near() == [("a1", 0)]
    store.remove("a1")
    assert near() == []


def test_a_corpus_that_lacks_the_bits_gets_them(store: Store, article: Make) -> None:
    filled(store, article, "a", [sentence(5)])
    with store._writing() as connection:
        connection.exec_driver_sql("DELETE FROM meanings")
    assert not store.searching.has_meanings()
    store.mend_search()
    assert store.searching.has_meanings()
    assert [near.article for near in store.searching.near(question(5), least=0.3, limit=9)] == ["a"]


def test_articles_without_vectors_are_no_trouble(store: Store, article: Make) -> None:
    store.add([article("Ein Satz ohne Modell gelesen.", given_id="x")])
    store.keep_annotations([("x", Annotations(sentences=(Sentence(0, 29),)))], "1")
    assert store.searching.near(question(1), least=-1, limit=9) == []
    assert not store.searching.has_meanings()
