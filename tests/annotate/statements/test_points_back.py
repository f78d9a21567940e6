"""*Das bestätigte das Amt*: what stands before is said by whom the clause names, unless *das* is itself the subject."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quellenlage.domain.annotations import Statement

StatementsIn = Callable[[str], tuple[Statement, ...]]
Read = Callable[[str], list[tuple[str, str, str, str]]]

BEFORE = {
    # behind a semicolon or a comma, by a body with "das"
    "Der Damm brach gegen 4 Uhr; das teilte das Landratsamt am Morgen mit.": "das Landratsamt",
    "Der Damm brach gegen 4 Uhr, das meldete das Klinikum Ostfelde am Abend.": "das Klinikum Ostfelde",
    "Der Damm brach gegen 4 Uhr. Das bestätigte das Landratsamt.": "das Landratsamt",
    # whom it was told to is no part of what was said
    "Der Damm brach gegen 4 Uhr; das bestätigte die Feuerwehr dieser Zeitung in der Nacht.": "die Feuerwehr",
    "Der Damm brach gegen 4 Uhr; das sagte das Landratsamt dieser Zeitung am Abend.": "das Landratsamt",
}
NOTHING = [
    "Der Damm brach gegen 4 Uhr. Das bestätigte das Bild, das viele von ihm haben.",
    "Der Kurs fiel um drei Prozent; das unterstrich das Risiko der Anlage.",
    "Der Kurs fiel um drei Prozent; das betonte das Ungleichgewicht der Anlage.",
]


@pytest.mark.parametrize(("text", "speaker"), BEFORE.items())
def test_what_stands_before_is_what_the_body_said(text: str, speaker: str, read: Read) -> None:
    assert [(quote, by) for _, quote, _, by in read(text)] == [("Der Damm brach gegen 4 Uhr", speaker)]


@pytest.mark.parametrize("text", NOTHING)
def test_what_happened_shows_something_and_nobody_says_it(text: str, statements_in: StatementsIn) -> None:
    assert statements_in(text) == ()
