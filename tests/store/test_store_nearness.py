"""Words that a sentence shares with a question lift it, in whatever form they stand."""

from __future__ import annotations

import pytest

from quellenlage.domain.search import Near
from quellenlage.store.nearness import with_shared_words
from quellenlage.store.query import index_entry

OTHERS = [f"Der Bericht Nummer {n} handelt von anderen Dingen." for n in range(12)]


def lifted(question: str, sentence: str) -> float:
    """How near a sentence comes that was at 0.4, among others as near that share nothing rare."""
    sentences = [sentence, *OTHERS]
    found = [Near(article=str(n), start=0, end=len(s), nearness=0.4) for n, s in enumerate(sentences)]
    return next(n.nearness for n in with_shared_words(found, sentences, question, 0.1) if n.article == "0")


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Möwen", "Die Möwe saß am Kai."),
        ("Häuser", "Vor der Häuserreihe hielt ein Wagen."),  # a part of a compound
        ("sprechen", "Danach wurde lange gesprochen."),
        ("schieben", "Man hat die Sache aufgeschoben."),
        ("treffen", "Sie trafen einander am Fluss."),
        ("gehen", "Alle gingen heim."),
        ("ankündigen", "Das wurde gestern angekündigt."),
        ("Straße", "Die STRASSE blieb leer."),
        ("EU", "Für die EU war es ein guter Tag."),
        ("Deichbruch", "Der Deich\u00adbruch kam in der Nacht."),  # with a soft hyphen
    ],
)
def test_a_word_is_known_in_other_forms(question: str, sentence: str) -> None:
    shares = not set(index_entry(question).split()).isdisjoint(index_entry(sentence).split())
    assert (lifted(question, sentence) > 0.4) == shares


def test_forms_of_a_word_lift_at_all() -> None:
    assert lifted("Möwe", "Die Möwen saßen am Kai.") == pytest.approx(0.64)
    assert lifted("treffen", "Sie trafen einander am Fluss.") > 0.5
    assert lifted("Möwen", "Die Amsel saß am Kai.") == 0.4


def test_words_that_most_candidates_have_tell_nothing() -> None:
    assert lifted("Bericht", "Ein Bericht liegt vor.") == 0.4


def test_a_question_without_terms_lifts_nothing() -> None:
    assert lifted("!!", "Die Möwe saß am Kai.") == 0.4
