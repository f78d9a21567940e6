"""The medium that somebody told it: as whom he spoke to, side by side with another, and for what he says next."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quellenlage.domain.annotations import Statement

StatementsIn = Callable[[str], tuple[Statement, ...]]

TOLD = {
    "„Die Häfen sind schlecht geschützt“, sagte Torvald Lindqvist, Forscher am Institut für Seefragen in Oslo, "
    "der Nachrichtenagentur Nordpress.": [("Torvald Lindqvist", ["Nordpress"])],
    "Die Brücke werde im Mai fertig, sagte der Minister Jan Vogt der „Harltaler Zeitung“.": [
        ("Jan Vogt", ["Harltaler Zeitung"])
    ],
    "Die Ernte falle aus, erklärte Eva Kroll, Chefin des Bauernbundes, dem Sender Nordfunk.": [
        ("Eva Kroll", ["Nordfunk"])
    ],
    # nobody passed it on
    "Die Ernte falle aus, sagte Eva Kroll dem Landrat.": [("Eva Kroll", [])],
}


def heard(text: str, statements_in: StatementsIn) -> list[tuple[str | None, list[str]]]:
    return [(s.speaker_name, [v.name for v in s.via]) for s in statements_in(text)]


@pytest.mark.parametrize(("text", "expected"), TOLD.items())
def test_whom_it_was_told_passed_it_on(
    text: str, expected: list[tuple[str, list[str]]], statements_in: StatementsIn
) -> None:
    assert heard(text, statements_in) == expected


def test_an_interview_goes_on(statements_in: StatementsIn) -> None:
    text = (
        "Das Werk sei sicher, sagte Petra Lorenz in einem Interview mit Reuters. Die Anlage könne 30 Jahre laufen, "
        "sagte Lorenz. „Niemand muss sich sorgen“, fügte sie hinzu."
    )
    assert heard(text, statements_in) == [("Petra Lorenz", ["Reuters"])] * 3


OVER = {
    "another paragraph": "\n\nDie Anlage könne 30 Jahre laufen, sagte Lorenz.",
    "another occasion": " Auf einer Pressekonferenz sagte Lorenz, die Anlage könne 30 Jahre laufen.",
    "another speaker between": " Ole Kamp widersprach, das Werk sei alt. Die Anlage laufe weiter, sagte Lorenz.",
}


@pytest.mark.parametrize("more", OVER.values(), ids=OVER.keys())
def test_an_interview_ends(more: str, statements_in: StatementsIn) -> None:
    text = "Das Werk sei sicher, sagte Petra Lorenz in einem Interview mit Reuters." + more
    first, *_, last = heard(text, statements_in)
    assert first == ("Petra Lorenz", ["Reuters"])
    assert last == ("Petra Lorenz", [])
