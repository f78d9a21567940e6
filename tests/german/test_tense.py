"""Which way a clause looks."""

from __future__ import annotations

import pytest

from quellenlage.domain.annotations import Direction
from quellenlage.domain.span import Span
from quellenlage.german.tense import direction_at, direction_of
from quellenlage.german.tokens import parse


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("Die Delegation traf ein", "past"),
        ("Die Delegationen trafen ein", "past"),
        ("Der Verband teilte mit", "past"),
        ("Das Gericht hat entschieden", "past"),
        ("Die Anlage wurde geschlossen", "past"),
        ("Er ist gestorben", "past"),
        ("Sie arbeitete dort", "past"),
        ("Der Konzern erhielt Post", "past"),
        ("Der Fahrer soll getrunken haben", "past"),
        ("dass der Verein den Umzug heimlich geplant haben könnte", "past"),
        ("Bis dahin wird der Verein das Haus gekauft haben", "future"),
        ("Die Halle soll fertiggestellt sein", "future"),
        ("Zöllner haben gestern ein Lagerhaus durchsucht", "past"),
        ("Der Verein hat das Fest vorbereitet", "past"),
        ("Die Leitung hat den Ausschuss einberufen", "past"),
        ("Der Antrag sei bereits gestellt worden", "past"),
        ("Die Bagger sollen anrollen", "future"),
        ("Die Messe wird eröffnet", "future"),
        ("Der Rat soll tagen", "future"),
        ("Die Messe beginnt", "future"),
        ("Die Gespräche beginnen", "future"),
        ("Der Minister reist ab", "future"),
        ("Der Minister gibt einen Empfang", "future"),
        ("Sie eröffnet ihren eigenen Laden", "future"),
        ("Die Stadt plant dringend nötige Reparaturen einzuleiten", "future"),
        ("Der Vorwurf wird bestritten", "future"),
        ("Hunderte versuchten die Flucht", "past"),
        ("Sie begannen von vorn", "past"),
        ("Die Forscher haben das sichergestellt", "past"),
        ("die bestätigten Fälle", None),
        ("Treffen in Wien", None),
        ("Neue Regeln für alle", None),
    ],
)
def test_direction(clause: str, expected: Direction | None) -> None:
    assert direction_of(clause.split()) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Der Bote kam am Montag an.", "past"),
        ("Die Zöllner haben am Montag zwei Lager durchsucht.", "past"),
        ("Die Messe beginnt am Montag.", "future"),
        ("Der Rat wird am Montag tagen.", "future"),
        ("Der Fahrer soll am Montag getrunken haben.", "past"),
        # the model takes such a participle for the infinitive now and then
        ("Die Senatorin soll am Montag den Brief heimlich unterschrieben haben.", "past"),
        ("Die Senatorin soll am Montag den Brief unterschreiben.", "future"),
        ("Der am Montag vorgestellte Plan wird bald umgesetzt.", "past"),
    ],
)
def test_direction_by_the_governing_verb(sentence: str, expected: Direction) -> None:
    doc = parse(sentence, [Span(0, len(sentence))])
    assert direction_at(next(t for t in doc if t.text == "Montag")) == expected
