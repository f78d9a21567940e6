"""Tokens, lemmas, and the promise that a Doc's text is the article's text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quellenlage.domain.span import Span
from quellenlage.german.lemmas import lemma_of, noun_lemma
from quellenlage.german.tokens import parse, sentences_of, tokenize, tokens_of

TROUBLE = "„“\"»«‚‘’'›‹.!?…,;:()[]–—-0123456789äöüßÄÖÜ \u00a0\u00ad\u200b\u200d\u202f\u0308\t\r\n€%🇩🇪👩‍🚀aeinDrz"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.one_of(st.sampled_from(TROUBLE), st.characters(exclude_categories=("Cs",))), max_size=120))
def test_any_text_comes_back_unchanged(text: str) -> None:
    blocks = [Span(0, len(text))] if text else []
    doc = parse(text, blocks)
    assert doc.text == text
    for token in tokens_of(doc):
        assert text[token.start : token.end] == token.text
    ends = [0]
    for sentence in sentences_of(doc):
        assert sentence.start >= ends[-1]
        ends.append(sentence.end)
    assert "".join(text.split()) == "".join("".join(text[s.start : s.end].split()) for s in sentences_of(doc))


@pytest.mark.parametrize(
    "text",
    [
        "Ein Buch\u00adhändler in Köl\u00adn.",
        "Zehn\u00a0Euro kostet es.",
        "Gut gemacht 👩\u200d🚀 🇩🇪!",
        "Die U\u0308bung ist scho\u0308n.",
        "Zeile eins\r\nZeile zwei\r\n",
        "  Anfang und Ende  ",
        "\ufeffMit Vorspann.",
    ],
)
def test_odd_characters_keep_their_place(text: str) -> None:
    assert parse(text, [Span(0, len(text))]).text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sie kam am 13. April.", ["Sie", "kam", "am", "13.", "April", "."]),
        ("Das war 2019.", ["Das", "war", "2019", "."]),
        ("Es kostet 1.000,50 Euro.", ["Es", "kostet", "1.000,50", "Euro", "."]),
        ("Um 20.30 Uhr.", ["Um", "20.30", "Uhr", "."]),
        ("Der US-Präsident schweigt.", ["Der", "US-Präsident", "schweigt", "."]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert [t.text for t in tokens_of(parse(text, [Span(0, len(text))]))] == expected


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("Krankenhäuser", "Krankenhaus"),
        ("Treffens", "Treffen"),
        ("traf", "treffen"),
        ("sagte", "sagen"),
        ("Raketen", "Rakete"),
        ("russischen", "russisch"),
        ("Kran\u00adken\u00adhäuser", "Krankenhaus"),
    ],
)
def test_lemmas(form: str, lemma: str) -> None:
    assert lemma_of(form) == lemma


@pytest.mark.parametrize(
    ("form", "lemma"), [("Verletzten", "Verletzte"), ("Verletzte", "Verletzte"), ("Toten", "Tote"), ("Häuser", "Haus")]
)
def test_nouns_keep_their_capital(form: str, lemma: str) -> None:
    assert noun_lemma(form) == lemma


def test_a_noun_in_the_sentence_has_a_capital_lemma() -> None:
    text = "Gestern starben zwei Verletzte."
    assert {t.text: t.lemma for t in tokens_of(parse(text, [Span(0, len(text))]))}["Verletzte"] == "Verletzte"


def test_by_rules_alone_there_are_no_tags() -> None:
    doc = tokenize("Sie kam. Er ging.", [Span(0, 17)])
    assert [s.start for s in sentences_of(doc)] == [0, 9]
    token = tokens_of(doc)[0]
    assert (token.lemma, token.pos, token.morph, token.head, token.dep) == ("sie", None, None, None, None)


def test_sentences_carry_their_vectors() -> None:
    text = "\n Es regnet.\n\nEs schneit. "
    blocks = [Span(0, 12), Span(12, len(text))]
    vectors = [s.vector for s in sentences_of(parse(text, blocks))]
    assert len(vectors) == 2
    assert [len(v or b"") for v in vectors] == [384, 384]
    assert vectors[0] != vectors[1]
    assert [s.vector for s in sentences_of(tokenize(text, blocks))] == [None, None]


def test_heads_are_numbers_of_the_tokens_that_are_no_white_space() -> None:
    text = "  Es \n regnet  heute .\n\n Gut ."
    tokens = tokens_of(parse(text, [Span(0, 23), Span(23, len(text))]))
    assert [t.text for t in tokens] == ["Es", "regnet", "heute", ".", "Gut", "."]
    assert {t.head for t in tokens[:4]} <= {0, 1, 2, 3}
    assert {t.head for t in tokens[4:]} <= {4, 5}
    assert [t.dep for i, t in enumerate(tokens) if t.head == i] == ["root", "root"]


def test_a_level_ends_its_sentence_though_a_noun_follows() -> None:
    text = "Die Zahl der Verletzten stieg auf 31. Ministerin Ahlers sprach von Pech."
    assert [s.span.of(text) for s in sentences_of(parse(text, (Span(0, len(text)),)))] == [
        "Die Zahl der Verletzten stieg auf 31.",
        "Ministerin Ahlers sprach von Pech.",
    ]
