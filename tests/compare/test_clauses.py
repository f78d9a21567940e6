"""The trees of an article: made once for whoever asks, and of no other article."""

from __future__ import annotations

from quellenlage.compare.clauses import clauses_of
from quellenlage.domain.annotations import Token


def tokens(verb: str) -> tuple[Token, ...]:
    return (
        Token(0, 3, "Sie", "sie", "PRON", None, 1, "nsubj"),
        Token(4, 4 + len(verb), verb, verb, "VERB", "VerbForm=Fin", 1, "root"),
    )


def test_the_trees_of_an_article_are_made_once() -> None:
    own, other = tokens("kam"), tokens("ging")
    assert clauses_of(own) is clauses_of(own)
    assert clauses_of(other).tokens == other
    assert clauses_of(own).verb_above(0) == 1


def test_articles_with_the_same_words_have_trees_of_their_own() -> None:
    one, same = list(tokens("kam")), list(tokens("kam"))
    assert clauses_of(one) is not clauses_of(same)
