"""Names stand in sentences, other words for somebody in quotation marks."""

from __future__ import annotations

import pytest

from quellenlage.domain.dossier import Actor
from quellenlage.report.naming import according_to, named, names_of
from quellenlage.report.parts.actors import others
from quellenlage.report.translate import translator


def actor(name: str, *aliases: str) -> Actor:
    return Actor(id=name, name=name, type="ORG", aliases=aliases, roles=(), mentions=1, articles=())


NAMES = names_of([actor("Umweltamt", "Umweltamtes"), actor("Werk Nord", "Werks"), actor("Werk Süd", "Werks")])


@pytest.mark.parametrize(
    ("words", "listed", "phrase"),
    [
        ("Ilse Brandt", "Ilse Brandt", "laut Ilse Brandt"),
        ("dpa", "dpa", "laut dpa"),
        ("von der Heide", "von der Heide", "laut von der Heide"),
        ("sie", "", ""),
        ("des Betriebsrats", "Betriebsrat", "laut Betriebsrat"),
        ("Der Betriebsrat", "Betriebsrat", "laut Betriebsrat"),
        ("einer Sprecherin der Werft", "eine Sprecherin der Werft", "Quelle: eine Sprecherin der Werft"),
        ("Kreisen der Hafenleitung", "Kreise der Hafenleitung", "Quelle: Kreise der Hafenleitung"),
        ("Amt für Deichbau", "Amt für Deichbau", "laut Amt für Deichbau"),
        ("den Experten", "„den Experten“", "Quelle: „den Experten“"),
        ("Ein früherer Lotse", "„ein früherer Lotse“", "Quelle: „ein früherer Lotse“"),
        ("örtliche Agenturen", "„örtliche Agenturen“", "Quelle: „örtliche Agenturen“"),
        ("des Umweltamtes", "Umweltamt", "laut Umweltamt"),
        ("des Werks", "Werk", "laut Werk"),
        ("", "", ""),
    ],
)
def test_only_names_stand_in_sentences(words: str, listed: str, phrase: str) -> None:
    assert named(words, NAMES) == listed
    assert according_to(words, NAMES, translator("de")) == phrase


@pytest.mark.parametrize(
    ("name", "given", "shown"),
    [
        ("Hafenamt", ("Hafenamt", "Amt", "HA"), ("HA",)),
        ("Ilse Brandt", ("Brandt", "Bürgermeisterin", "bürgermeisterin"), ("Bürgermeisterin",)),
        ("Klinik", ("Klinik",), ()),
    ],
)
def test_other_names_do_not_repeat_the_name(name: str, given: tuple[str, ...], shown: tuple[str, ...]) -> None:
    assert others(name, given) == shown
