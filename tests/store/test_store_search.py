"""What a search finds, and that no string of characters breaks it."""

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from itertools import pairwise
from threading import Thread

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenlage.domain.annotations import Annotations, Sentence
from quellenlage.domain.article import Article
from quellenlage.store.catalogue import Catalogue
from quellenlage.store.query import read_query
from quellenlage.store.store import Store

Make = Callable[..., Article]

TEXTS = {
    "deich": "Am Mittag brach der alte Deich. Müllers Hof steht im Wasser.\nDie Straße nach Norden ist gesperrt.",
    "rat": "Der Rat stritt lange. Der Deich sei alt, sagte die Bürgermeisterin. Neue Deiche kosten Geld.",
    "fest": "Das Hafenfest beginnt am Samstag mit Musik und endet in der Nacht.",
}


@pytest.fixture
def searched(store: Store, article: Make) -> Store:
    store.add(
        [article(text, given_id=name, title="Hafen feiert" if name == "fest" else None) for name, text in TEXTS.items()]
    )
    return store


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("deich", {"deich", "rat"}),
        ("DEICHE", {"deich", "rat"}),  # inflection and case
        ("Mueller", {"deich"}),  # ä, ö, ü written out
        ("strasse", {"deich"}),
        ("deich wasser", {"deich"}),  # all words
        ("deich -wasser", {"rat"}),
        ('"alte Deich"', {"deich"}),
        ("„der Deich“", {"rat"}),  # words in a row, in German quotation marks
        ('deich -"der Deich"', {"deich"}),
        ('"müllers Höfe stehen im Wasser"', {"deich"}),  # each in another form
        ('"die Straßen nach Norden waren gesperrt"', {"deich"}),  # one of them begins with other letters
        ('"Nacht endet"', set()),  # in a row, and in this order
        ("hafen*", {"fest"}),
        ("Hafen", {"fest"}),  # title
        ("-deich", set()),  # nothing wanted, nothing found
        ("Zeppelin", set()),
        ("deich OR hafenfest", set()),  # no operators: OR is a word
    ],
)
def test_search_finds(searched: Store, words: str, expected: set[str]) -> None:
    assert {hit.article for hit in searched.search(words)} == expected


@pytest.mark.parametrize(
    ("words", "expected", "sentence"),
    [
        ("wasser müller", "deich", "Müllers Hof steht im Wasser."),
        ('"der Deich"', "rat", "Der Deich sei alt, sagte die Bürgermeisterin."),
        ("Hafen feiert", "fest", "Das Hafenfest beginnt am Samstag mit Musik und endet in der Nacht."),
        ("feiert", "fest", None),
        ("streiten", "rat", "Der Rat stritt lange."),  # other letters than were asked for
        ("streiten Geld", "rat", "Der Rat stritt lange."),  # one word by its letters, the other not
        ("Musik hafen*", "fest", TEXTS["fest"]),
        ("fest", "fest", TEXTS["fest"]),  # a part of a compound
    ],
)
def test_a_hit_shows_its_best_sentence(searched: Store, words: str, expected: str, sentence: str | None) -> None:
    (hit,) = searched.search(words)
    assert (hit.article, hit.text) == (expected, sentence)
    if sentence is not None:
        assert hit.evidence is not None
        assert hit.evidence.span.of(TEXTS[expected]) == sentence


def test_an_annotated_article_shows_its_own_sentences(searched: Store) -> None:
    whole = Annotations(sentences=(Sentence(0, 60), Sentence(61, len(TEXTS["deich"]))))
    searched.keep_annotations([("deich", whole)], "1")
    (hit,) = searched.search("Müller")
    assert hit.text == TEXTS["deich"][:60]


def test_the_better_match_comes_first_and_the_limit_holds(store: Store, article: Make) -> None:
    filler = "Sonst geschah an diesem Tag im ganzen Land wenig, was der Rede wert war. "
    store.add([article(f"Flut. {filler * n}", given_id=f"t{n}") for n in (9, 1, 5)])
    store.add([article(filler, given_id="title", title="Flut")])
    store.add([article(f"{filler} Nummer {n}.", given_id=f"x{n}") for n in range(9)])
    hits = store.search("Flut")
    assert [hit.article for hit in hits] == ["title", "t1", "t5", "t9"]
    assert all(a.score >= b.score for a, b in pairwise(hits))
    assert store.search("Flut", limit=2) == hits[:2]
    assert store.search("Flut", limit=0) == []


@pytest.mark.parametrize(
    "hostile",
    [
        "", " ", '"', '""', "'", "*", "**", "-", "--", '-"', "a AND (", "NEAR(a b", "NOT", "title: deich", "{a b}: c",
        "deich*wasser", "^deich", "deich^2", "a + b", "'; DROP TABLE articles; --", "\x00", "deich\x00", "\ud800",
        "%", "_", "\\", "»", "„", '"deich', "-*", '"*"', "💧", "a" * 10_000, "deich " * 3000, "\u200b", "ﬁ", "1:2",
    ],
)  # fmt: skip
def test_no_query_breaks_the_search(searched: Store, hostile: str) -> None:
    searched.search(hostile)
    assert searched.count() == 3


@pytest.fixture(scope="module")
def memory() -> Iterator[Store]:
    store = Store.open(":memory:")
    store.add([Article(id=name, text=text, input=name) for name, text in TEXTS.items()])
    yield store
    store.close()


@given(st.text(max_size=40))
def test_no_text_breaks_the_search(memory: Store, words: str) -> None:
    memory.search(words)


@given(st.text(alphabet='dei ch"*-„“():^AND OR', max_size=30))
def test_no_mix_of_operators_breaks_the_search(memory: Store, words: str) -> None:
    for hit in memory.search(words):
        assert hit.score > 0


def test_a_word_with_a_hyphen_is_words_in_a_row() -> None:
    (row,) = read_query("Won-sik").wanted
    assert len(row) == 2


def test_a_broken_index_is_noticed_and_made_anew(searched: Store) -> None:
    assert not searched.mend_search()
    with searched._writing() as connection:
        connection.exec_driver_sql("DELETE FROM search WHERE rowid = 1")
    assert searched.search("Müller") == []
    assert any("search index" in finding.what for finding in searched.check("1"))
    assert searched.mend_search()
    assert [hit.article for hit in searched.search("Müller")] == ["deich"]
    assert not any("search index" in finding.what for finding in searched.check("1"))


def test_words_far_apart_in_the_terms_stand_in_a_row_all_the_same(store: Store, article: Make) -> None:
    # both give many terms: the index holds all of them between the two
    text = "Das Hochwasserschutzdeichbauamt Kreiskrankenhausverwaltungsgebäude wird saniert."
    store.add([article(text, given_id="amt")])
    found = store.search('"Hochwasserschutzdeichbauamt Kreiskrankenhausverwaltungsgebäude"')
    assert [hit.article for hit in found] == ["amt"]


def test_many_words_in_a_row_are_found(store: Store, article: Make) -> None:
    words = " ".join(f"Wort{n}" for n in range(80))
    store.add([article(f"Es steht da: {words}. Mehr nicht.", given_id="lang")])
    assert [hit.article for hit in store.search(f'"{words}"')] == ["lang"]
    assert store.search(f'"{words} Ende"') == []


def test_in_a_long_text_the_sentence_is_found_at_its_end(store: Store, article: Make) -> None:
    text = "Der Rat tagte und vertagte sich. " * 3000 + "Zuletzt brach der Damm."
    store.add([article(text, given_id="lang")])
    assert [hit.text for hit in store.search("Damm")] == ["Zuletzt brach der Damm."]


def test_new_articles_grow_the_catalogue(store: Store, article: Make) -> None:
    store.add([article(TEXTS["deich"], given_id="deich", outlet="Bote"), article(TEXTS["rat"], given_id="rat")])
    before = store.searching.catalogue()
    store.add([article(TEXTS["fest"], given_id="fest", outlet="Bote")])
    grown = store.searching.catalogue()
    assert before.state != grown.state
    with Store.open(store.path, read_only=True) as other:
        made = other.searching.catalogue()
        for field in fields(Catalogue):
            assert np.array_equal(getattr(grown, field.name), getattr(made, field.name)), field.name


def test_who_looks_at_an_older_state_has_nothing_made_anew(store: Store, article: Make) -> None:
    store.add([article(TEXTS["deich"], given_id="deich")])
    with Store.open(store.path, read_only=True) as room:
        room.searching.catalogue()
        with room.one_look():
            assert room.count() == 1
            store.add([article(TEXTS["rat"], given_id="rat")])
            newer = Thread(target=room.searching.catalogue)
            newer.start()
            newer.join()
            held = room.searching._catalogue.now
            assert held is not None and held.ids == ("deich", "rat")
            assert room.count() == 1
            assert room.searching.catalogue() is held
            room.searching.close()  # waits for what is being made
            assert room.searching._catalogue.now is held


def test_statements_that_overlap_a_stretch(store: Store) -> None:
    empty = store.searching.catalogue()
    assert empty.said_over([]) == []
    assert empty.said_over([(0, 0, 90)]) == []
    rows = [(1, 0, 10), (0, 0, 30), (1, 10, 20), (2, 5, 9), (1, 15, 40), (0, 40, 50)]  # article, start, end
    column = np.array(rows, np.int32)
    order = np.argsort(column[:, 0], kind="stable").astype(np.int32)
    known = replace(
        empty,
        article=column[:, 0],
        start=column[:, 1],
        end=column[:, 2],
        by_article=(column[order, 0], order),
    )
    asked = [(1, 12, 18), (0, 30, 45), (1, 0, 16), (3, 0, 9), (0, 0, 99)]
    expected: dict[int, int] = {}
    for number, (article, start, end) in enumerate(asked):
        for row, (of, begins, ends) in enumerate(rows):
            if of == article and begins < end and ends > start:
                expected.setdefault(row, number)
    assert known.said_over(asked) == list(expected.items()) == [(2, 0), (4, 0), (5, 1), (0, 2), (1, 4)]


def test_who_takes_part_is_the_same_looked_up_either_way(store: Store) -> None:
    pairs = np.array([(0, 4), (0, 1), (2, 1), (2, 2), (5, 4), (7, 0)], np.int32)
    known = replace(store.searching.catalogue(), ids=tuple("abcdefgh"), taking_part=(pairs[:, 0], pairs[:, 1]))
    few, many = replace(known, ids=known.ids * 20), known  # few of 160 articles, or many of 8
    for places in ([2], [0, 5], [3], [], [0, 1, 2, 3, 4, 5, 6, 7]):
        at = np.array(places, np.int32)
        assert sorted(few.cast_of(at).tolist()) == sorted(many.cast_of(at).tolist())
        assert sorted(few.cast_of(at).tolist()) == sorted(who for where, who in pairs.tolist() if where in places)


def test_what_came_while_the_catalogue_was_loaded_is_in_it_once(store: Store, article: Make) -> None:
    store.add([article(text, given_id=name) for name, text in TEXTS.items()])
    whole = store.searching.catalogue()
    # asked for before the last two came, loaded after
    store.searching._catalogue.now = replace(whole, state=(whole.state[0], whole.state[1] - 2))
    assert store.searching.catalogue() is not whole
    assert store.searching.catalogue().state == whole.state
    assert store.searching.catalogue().ids == whole.ids
