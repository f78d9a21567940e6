"""Tokens, sentences and vectors come back from their columns as they went in."""

import random
from collections.abc import Callable
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenlage.domain.annotations import AnnotatedArticle, Annotations, By, Furniture, Sentence, Token
from quellenlage.domain.article import Article
from quellenlage.store.columns import bounds_of, folded, from_bytes, narrow, places_of, span_at, to_bytes, unfolded
from quellenlage.store.records import PackedAnnotations, pack_annotations, unpack_annotations
from quellenlage.store.results import Results, settled_row
from quellenlage.store.store import Store
from quellenlage.store.tokens import StoredTokens, pack_tokens

Make = Callable[..., Article]

TEXT = "\n Der Pegel sinke,\u00a0hieß es am Hafen 🌊.  Niemand wisse mehr."
TOKENS = (
    Token(2, 5, "Der", "der", "DET", "Case=Nom|Gender=Masc|Number=Sing", 1, "det"),
    Token(6, 11, "Pegel", "Pegel", "NOUN", "Case=Nom|Gender=Masc|Number=Sing", 2, "nsubj"),
    Token(12, 17, "sinke", "sinken", "VERB", "Mood=Sub|Number=Sing|Person=3|VerbForm=Fin", 4, "ccomp"),
    Token(17, 18, ",", ",", "PUNCT", None, 2, "punct"),
    Token(19, 23, "hieß", "heißen", "VERB", "Mood=Ind|Number=Sing|Person=3|VerbForm=Fin", 4, "root"),
    Token(24, 26, "es", "es", "PRON", "Case=Nom|Number=Sing", 4, "expl"),
    Token(27, 29, "am", None, None, None, None, None),
    Token(30, 35, "Hafen", "Hafen", "NOUN", "", 4, "obl"),
    Token(36, 37, "🌊", "🌊", "SYM", None, 0, "dep"),
    Token(37, 38, ".", ".", "PUNCT", None, 4, "punct"),
)
SPANS = ((2, 38), (40, len(TEXT)))


def with_vectors(*seeds: int) -> tuple[Sentence, ...]:
    return tuple(Sentence(*span, random.Random(n).randbytes(384)) for span, n in zip(SPANS, seeds, strict=True))


def test_tokens_come_back_one_by_one_and_in_a_row() -> None:
    stored = StoredTokens(pack_tokens(TOKENS), TEXT)
    assert len(stored) == len(TOKENS)
    assert tuple(stored) == TOKENS
    assert [stored[i] for i in range(-len(TOKENS), len(TOKENS))] == [*TOKENS, *TOKENS]
    assert stored[2:7:2] == TOKENS[2:7:2]
    assert stored[-3:] == TOKENS[-3:]
    assert TOKENS[4] in stored
    with pytest.raises(IndexError):
        stored[len(TOKENS)]


def test_tokens_equal_tokens_however_they_are_kept() -> None:
    stored = StoredTokens(pack_tokens(TOKENS), TEXT)
    assert stored == TOKENS
    assert stored == StoredTokens(pack_tokens(TOKENS), TEXT)
    assert stored != TOKENS[:-1]
    assert hash(stored) == hash(TOKENS)
    assert StoredTokens(pack_tokens(()), TEXT) == ()


words = st.none() | st.text(max_size=6)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(1, 300), words, words, words, words, st.integers()), max_size=40)
)
def test_any_tokens_come_back(rows: list[tuple[int, int, str | None, str | None, str | None, str | None, int]]) -> None:
    text = "Ä€𝔘 ab" * (300 * len(rows) // 6 + 1)
    tokens, at = [], 0
    for gap, length, lemma, pos, morph, dep, head in rows:
        at += gap
        governor = head % (len(rows) + 1)  # one more than there are tokens: none
        tokens.append(
            Token(
                at, at + length, text[at : at + length], lemma, pos, morph,
                governor if governor < len(rows) else None, dep,
            )
        )  # fmt: skip
        at += length
    assert tuple(StoredTokens(pack_tokens(tokens), text)) == tuple(tokens)


@given(st.lists(st.integers(0, 2**33)))
def test_numbers_come_back(values: list[int]) -> None:
    numbers = from_bytes(to_bytes(values), len(values))
    assert numbers.tolist() == values
    assert narrow(numbers).tolist() == values


@given(st.lists(st.integers(-(2**31), 2**31)))
def test_folded_numbers_come_back(values: list[int]) -> None:
    assert unfolded(from_bytes(to_bytes(folded(values)), len(values))).tolist() == values


@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 500))))
def test_spans_come_back_in_any_order(rows: list[tuple[int, int]]) -> None:
    start, length = bounds_of(places_of([(s, s + n) for s, n in rows]))
    assert list(zip(start.tolist(), length.tolist(), strict=True)) == rows


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 90_000)), max_size=20))
def test_a_single_span_is_read_as_all_are(rows: list[tuple[int, int]]) -> None:
    ends = list(accumulate(gap + length for gap, length in rows))
    spans = [(end - length, end) for end, (_gap, length) in zip(ends, rows, strict=True)]
    for some in (spans, spans[::-1]):  # sentences stand in order; other spans need not
        packed = places_of(some)
        assert [span_at(packed, number) for number in range(len(some))] == some
        assert span_at(packed, len(some)) is None


def test_small_numbers_take_one_byte() -> None:
    assert [len(to_bytes([0] * 9 + [n])) for n in (255, 256, 65_536)] == [10, 20, 40]


def test_sentences_keep_their_vectors() -> None:
    made = Annotations(sentences=with_vectors(1, 2), tokens=TOKENS)
    packed = pack_annotations(made)
    assert packed.vectors is not None
    assert len(packed.vectors) == 2 * 384
    assert unpack_annotations(packed, TEXT, compact=False) == made
    bare = PackedAnnotations(packed.marks, packed.sentences, packed.tokens, None)
    assert unpack_annotations(bare, TEXT, compact=True).sentences == tuple(Sentence(*span) for span in SPANS)


@pytest.mark.parametrize("second", [None, b"short"])
def test_some_sentences_with_vectors_and_some_without_are_refused(second: bytes | None) -> None:
    first = with_vectors(1, 2)[0]
    with pytest.raises(ValueError, match="every sentence has one"):
        pack_annotations(Annotations(sentences=(first, Sentence(*SPANS[1], second))))


def test_vectors_are_read_where_they_are_wanted(store: Store, article: Make) -> None:
    store.add([article(TEXT, given_id="a"), article("Ohne Modell.", given_id="b")])
    made = Annotations(sentences=with_vectors(1, 2), tokens=TOKENS)
    store.keep_annotations([("a", made), ("b", Annotations(sentences=(Sentence(0, 12),)))], "1")
    whole = {a.article.id: a.annotations for a in store.annotated()}
    assert whole["a"] == made
    assert whole["b"].sentences == (Sentence(0, 12),)
    (lean,) = store.annotated(["a"], compact=True, vectors=False)
    assert [s.vector for s in lean.annotations.sentences] == [None, None]
    assert lean.annotations.tokens == TOKENS


def with_settled(member: AnnotatedArticle) -> Results:
    """No stories, and one article that the corpus as a whole settled."""
    return Results({}, [], lambda story: story, added={member.article.id: "x"}, settled=[settled_row(member, "x")])


def test_settled_marks_stand_on_the_sentences_and_tokens_of_the_article(store: Store, article: Make) -> None:
    store.add([article(TEXT, given_id="a")])
    store.keep_annotations([("a", Annotations(sentences=with_vectors(1, 2), tokens=TOKENS))], "1")
    (found,) = store.annotated(compact=True, vectors=False)
    line = Furniture(start=40, end=len(TEXT), kind="notice", by=By(rule="recurring"))
    settled = type(found)(found.article, Annotations(furniture=(line,), sentences=found.annotations.sentences))
    assert store.replace_results(with_settled(settled), "1/1")
    (back,) = store.annotated()
    assert back.annotations == Annotations(furniture=(line,), sentences=with_vectors(1, 2), tokens=TOKENS)
    # made anew since: the same marks, on the new sentences
    store.keep_annotations([("a", Annotations(sentences=with_vectors(1, 2)[:1], tokens=TOKENS[:3]))], "2")
    (back,) = store.annotated()
    assert back.annotations == Annotations(furniture=(line,), sentences=with_vectors(1, 2)[:1], tokens=TOKENS[:3])
    (raw,) = store.annotated(settled=False)
    assert raw.annotations.furniture == ()


def test_a_new_date_leaves_no_marks_behind(store: Store, article: Make) -> None:
    store.add([article(TEXT, given_id="a")])
    store.keep_annotations([("a", Annotations(tokens=TOKENS))], "1")
    (found,) = store.annotated()
    assert store.replace_results(with_settled(found), "1/1")
    store.add([article(TEXT, given_id="a", title="Pegel")])
    assert list(store.annotated()) == []
