"""Pronouns that name nobody: who says it when *niemand*, *nicht jeder*, *man* or *viele* is the subject."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quellenlage.annotate.entities.find import find_entities
from quellenlage.annotate.statements.find import find_statements
from quellenlage.annotate.statements.narration import find_narration
from quellenlage.domain.annotations import Statement
from quellenlage.domain.article import Article
from quellenlage.domain.span import Span
from quellenlage.german.tokens import parse
from quellenlage.read.furniture import lay_out

StatementsIn = Callable[[str], tuple[Statement, ...]]
WordsAt = Callable[[str, tuple[Span, ...]], str]

SAID_BY_NOBODY = [
    "Dass die Brücke bis Mai fertig wird, glaubt im Ort nicht jeder.",
    "Dass der Damm hält, glaubt hier keiner.",
    "Daran, dass der Zoo bleibt, glaubt in Harltal kaum noch jemand.",
    "Niemand sagte, dass die Kasse leer sei.",
    "Nicht alle Ärzte glauben, dass die Klinik bleibt.",
    "Kaum jemand bestreitet, dass die Straße saniert werden muss.",
    "Kein Händler bestreitet, dass die Straße saniert werden muss.",
    "Wer behauptet, dass die Zahlen stimmen, muss sie vorlegen.",
    "Wer sagt, der Damm sei sicher, irrt sich.",
    "Viele glauben nicht, dass der Lärm nachlässt.",
    "Man bestreitet im Dorf, dass der Brunnen vergiftet war.",
]


@pytest.mark.parametrize("text", SAID_BY_NOBODY)
def test_what_nobody_or_not_everybody_says_is_no_statement(text: str, statements_in: StatementsIn) -> None:
    assert statements_in(text) == ()


def test_a_promise_stays_where_hardly_anybody_believes_in_it(statements_in: StatementsIn, words: WordsAt) -> None:
    text = "Der Bürgermeister verspricht eine Lösung, doch daran glaubt kaum jemand."
    found = statements_in(text)
    assert [(words(text, s.quote), s.stance) for s in found] == [("eine Lösung", "promises")]


WITHOUT_A_SPEAKER = {
    "Man sagt im Dorf, dass die Fabrik bald schließt.": "dass die Fabrik bald schließt",
    "Viele fordern, dass der Preis sinkt.": "dass der Preis sinkt",
    "Alle sagten, es sei ein langer Tag gewesen.": "es sei ein langer Tag gewesen",
}


@pytest.mark.parametrize(("text", "said"), WITHOUT_A_SPEAKER.items())
def test_indefinite_pronouns_are_no_speakers(text: str, said: str, statements_in: StatementsIn, words: WordsAt) -> None:
    found = statements_in(text)
    assert [(words(text, s.quote), s.speaker, s.speaker_name) for s in found] == [(said, (), None)]


SPEAKERS = {
    "Viele der Bewohner klagten, das Wasser sei braun.": ("Viele der Bewohner", "criticises"),
    "Viele Anwohner glauben nicht, dass der Lärm nachlässt.": ("Viele Anwohner", "denies"),
    "Beide sagten, sie hätten nichts gesehen.": ("Beide", "asserts"),
    "Keinath sagte, die Brücke sei gesperrt.": ("Keinath", "asserts"),
    "Die Landrätin glaubt nicht, dass der Lärm nachlässt.": ("Die Landrätin", "denies"),
}


@pytest.mark.parametrize(("text", "expected"), SPEAKERS.items())
def test_groups_and_people_keep_what_they_say(
    text: str, expected: tuple[str, str], statements_in: StatementsIn, words: WordsAt
) -> None:
    assert [(words(text, s.speaker), s.stance) for s in statements_in(text)] == [expected]


def narrated(text: str) -> tuple[Statement, ...]:
    layout = lay_out(text)
    doc = parse(text, layout.blocks)
    article = Article(id="a", text=text, input="-")
    entities = find_entities(article, doc, layout)
    return find_narration(article, doc, layout, entities, find_statements(article, doc, layout, entities))


DOUBTED = [
    "Dass die Brücke bis Mai fertig wird, glaubt im Ort nicht jeder.",
    "An eine schnelle Einigung glaubt in Harltal kaum noch jemand.",
    "Niemand glaubt, dass der Steg im Mai fertig wird.",
]


@pytest.mark.parametrize("text", DOUBTED)
def test_doubt_that_nobody_is_named_for_is_the_outlets_own(text: str) -> None:
    found = narrated(text)
    assert [(s.quote, s.stance, s.polarity, s.speaker) for s in found] == [
        ((Span(0, len(text) - 1),), "other", "positive", ())
    ]


@pytest.mark.parametrize("text", ["Kaum jemand kam zum Fest.", "Niemand kennt den Weg.", "Jeder glaubt an das Team."])
def test_other_sentences_about_nobody_are_no_doubt(text: str) -> None:
    assert narrated(text) == ()
