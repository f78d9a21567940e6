"""Whose words they are where another speaker stands nearer: short answers, pronouns behind two speakers, clauses beside
an attribution, what one person tells of another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quellenlage.domain.annotations import Statement
from quellenlage.domain.span import Span

StatementsIn = Callable[[str], tuple[Statement, ...]]
WordsAt = Callable[[str, tuple[Span, ...]], str]

SHORT_ANSWERS = {
    "Direktor Jan Ott sagte, er kenne die Zahl der Gäste nicht. Die Wirtin Anna Berg schon: Über 80 seien es gewesen. "
    "Die Behörde sehe lieber weg.": ["Jan Ott", "Anna Berg", "Anna Berg"],
    "Stadtrat Jan Ott erklärte, die Brücke halte. Die Statikerin Anna Berg dagegen: Der Pfeiler sei mürbe. Man habe zu "
    "spät gemessen.": ["Jan Ott", "Anna Berg", "Anna Berg"],
}


@pytest.mark.parametrize(("text", "speakers"), SHORT_ANSWERS.items())
def test_who_answers_without_a_verb_speaks_from_there_on(
    text: str, speakers: list[str], statements_in: StatementsIn
) -> None:
    assert [s.speaker_name for s in statements_in(text)] == speakers


def test_what_a_short_answer_tells_as_a_fact_ends_the_speech_before(statements_in: StatementsIn) -> None:
    text = (
        "Direktor Jan Ott sagte, er kenne die Zahl der Gäste nicht. Die Wirtin Anna Berg schon: Sie hat eine Liste. "
        "Die Behörde sehe lieber weg."
    )
    assert [s.speaker_name for s in statements_in(text)][-1] == "Anna Berg"


BETWEEN_TWO = [
    "Das Amt habe geschlafen, rügte der Abgeordnete Jan Ott. Die Bauministerin weist das zurück: Es fehle an nichts. "
    "Sie hatte am Montag gesagt, von Rissen sei ihr nichts gemeldet worden.",
    "Zu teuer sei der Umbau, schimpfte der Beauftragte Jan Ott. Die Kanzlerin bestreitet das. Sie sagte, die Kosten "
    "seien seit Jahren bekannt.",
]


@pytest.mark.parametrize("text", BETWEEN_TWO)
def test_a_pronoun_of_the_other_gender_is_not_the_critic(text: str, statements_in: StatementsIn) -> None:
    last = statements_in(text)[-1]
    assert last.speaker_name != "Jan Ott"


def test_a_pronoun_behind_an_unnamed_speaker_is_nobody_whose_gender_is_open(statements_in: StatementsIn) -> None:
    text = (
        "Das Amt habe geschlafen, rügte Robin Ott. Die Bauministerin weist das zurück: Es fehle an nichts. "
        "Sie hatte am Montag gesagt, von Rissen sei ihr nichts gemeldet worden."
    )
    assert statements_in(text)[-1].speaker_name is None


COUNTED = {
    "Am Sonntag liefen nach Schätzung der Polizei 900 Leute zum Hafen, die Veranstalter nannten 2.500.": "2.500",
    "Rund 40 Häuser sind nach Zählung der Stadt beschädigt, 300 Bewohner mussten in Turnhallen schlafen.": "300",
}


@pytest.mark.parametrize(("text", "beyond"), COUNTED.items())
def test_an_attribution_inside_a_clause_covers_that_clause(
    text: str, beyond: str, statements_in: StatementsIn, words: WordsAt
) -> None:
    first = next(s for s in statements_in(text) if s.by.rule == "attribution")
    assert beyond not in words(text, first.quote)


@pytest.mark.parametrize(
    "text",
    [
        "Die Brücke ist nach Angaben der Stadt gesperrt, weil ein Pfeiler gerissen ist.",
        "Nach Angaben der Stadt ist die Brücke gesperrt, der Pfeiler ist gerissen.",
        "Die Halle wird nach Informationen des Senders bis Mai geräumt, die Büros sollen nach Süden ziehen.",
        "Das Haus ist nach Angaben der Stadt, die es 1990 kaufte, seit Jahren leer.",
    ],
)
def test_an_attribution_goes_on_over_what_depends_on_its_clause(
    text: str, statements_in: StatementsIn, words: WordsAt
) -> None:
    first = next(s for s in statements_in(text) if s.by.rule == "attribution")
    assert words(text, first.quote).rstrip(".").endswith(text.rstrip(".").split()[-1])


RELATIVE = [
    "Für den Verkauf, von dem Jan Ott am Montag berichtet hatte, gibt es nun einen zweiten Zeugen.",
    "Zu dem Treffen, von dem Ministerin Anna Berg dem Sender erzählt hatte, existiert ein Vermerk.",
]


@pytest.mark.parametrize("text", RELATIVE)
def test_the_main_clause_around_what_somebody_had_told_is_the_outlets(
    text: str, statements_in: StatementsIn, words: WordsAt
) -> None:
    said = [words(text, s.quote) for s in statements_in(text) if s.speaker_name is not None]
    assert not any("gibt es" in quote or "existiert" in quote for quote in said)


def test_what_somebody_is_said_to_have_said_names_the_teller(statements_in: StatementsIn) -> None:
    text = "Anna Berg sagte, der Hafen schließe. Im Juni habe Jan Ott versprochen, die Mittel zu erhöhen."
    inner = next(s for s in statements_in(text) if s.parent is not None)
    assert (inner.speaker_name, [(v.kind, v.name) for v in inner.via]) == ("Jan Ott", [("person", "Anna Berg")])


@pytest.mark.parametrize("mark", ["", ","])
def test_narration_behind_what_was_said_is_not_said(mark: str, statements_in: StatementsIn, words: WordsAt) -> None:
    text = f"Jan Ott trat ans Pult. Die Fahrer könnten nichts dafür, sagte er{mark} und erntete den lautesten Applaus."
    assert [words(text, s.quote) for s in statements_in(text)] == ["Die Fahrer könnten nichts dafür"]
