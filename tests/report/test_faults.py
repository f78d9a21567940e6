"""Error lines are said in the language of the interface."""

from __future__ import annotations

import pytest

from quellenlage.report.faults import FORMS, fault
from quellenlage.report.translate import translator


@pytest.mark.parametrize(
    ("message", "german"),
    [
        (
            "there is no story 4f: 'quellenlage stories' lists them",
            "Es gibt kein Thema 4f: „quellenlage stories“ zählt",
        ),
        ("there is no table 'x': use one of a, b", "Es gibt keine Tabelle „x“, möglich sind a, b"),
        ("{a}.xyz: nobody writes the ending '.xyz': use one of .md", "{a}.xyz: die Endung „.xyz“ wird nicht"),
        ("no article of this corpus is analysed yet: run quellenlage analyse", "In diesem Bestand ist noch kein"),
        ("interrupted: nothing stored is lost, run the command again to go on", "abgebrochen: Gespeichertes"),
    ],
)
def test_a_fault_is_said_in_german(message: str, german: str) -> None:
    assert fault(message, translator("de")).startswith(german)
    assert fault(message, translator("en")) == message


def test_what_has_no_form_stays_as_it_is() -> None:
    assert fault("something else: {0}", translator("de")) == "something else: {0}"


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_translated(form: str) -> None:
    assert translator("de")(form) != form


@pytest.mark.parametrize(
    ("reason", "german"),
    [
        ("no judgement: Object missing required field `author`", "diese Zeile ist kein Urteil: das Feld author fehlt"),
        ("no judgement: Expected `str`, got `int` - at `$.reason`", "diese Zeile ist kein Urteil: im Feld reason"),
        ("no valid JSON line: Input data was truncated", "diese Zeile ist kein gültiges JSON: sie bricht"),
        (
            "no valid JSON line: JSON is malformed: invalid character (byte 4)",
            "diese Zeile ist kein gültiges JSON: der",
        ),
    ],
)
def test_a_refused_line_is_one_german_sentence(reason: str, german: str) -> None:
    assert translator("de").reason(reason).startswith(german)
