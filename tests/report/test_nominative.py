"""Descriptions in their basic form, where it is certain, and roles without an article."""

from __future__ import annotations

import pytest

from quellenlage.report.nominative import nominative, role, strong


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("des Stadtrats", "Stadtrat"),
        ("der Hafenbehörde", "Hafenbehörde"),
        ("dem Gutachten", "Gutachten"),
        ("Die Werftleitung", "Werftleitung"),
        ("Insidern", "Insider"),
        ("Berichten", "Berichte"),
        ("Zeugen", "Zeugen"),
        ("den Berichten", "Berichte"),
        ("Stadtratskreisen", "Stadtratskreise"),
        ("einen Mitarbeiter der Fähre", "ein Mitarbeiter der Fähre"),
        ("eines Diplomaten", "ein Diplomat"),
        ("einer internen Studie", "eine interne Studie"),
        ("einen hochrangigen Diplomaten", "ein hochrangiger Diplomat"),
        ("norwegischen Angaben", "norwegische Angaben"),
        ("Örtlichen Behörden zufolge", None),
        ("der norwegischen Regierung", "norwegische Regierung"),
        ("Vertretern des Hafens", "Vertreter des Hafens"),
        ("einem internen Papier", "ein internes Papier"),
        ("einem vertraulichen Bericht", "ein vertraulicher Bericht"),
        ("einem Zeugen", "ein Zeuge"),
        ("den Behörden", "Behörden"),
        ("Fachleuten aus Bergen", "Fachleute aus Bergen"),
        ("hohen Beamten in Lima", "hohe Beamte in Lima"),
        ("Beamten in Lima", "Beamte in Lima"),
        ("Angestellten der Reederei", "Angestellte der Reederei"),
        ("Kreisen der Hafenleitung", "Kreise der Hafenleitung"),
        ("die Fachleute aus Bergen", "Fachleute aus Bergen"),
        # one or many, masculine or neuter, an adjective in its ending: left as they are
        ("den Experten", None),
        ("einem vorläufigen Befund", None),
        ("des Abgeordneten", None),
        ("einem Beamten", None),
        ("beide Seiten", None),
        ("Olga Petersen", None),
        ("sie", None),
        ("", None),
    ],
)
def test_a_description_in_its_basic_form(words: str, expected: str | None) -> None:
    assert nominative(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("norwegischen Präsidenten", "norwegischer Präsident"),
        ("norwegische Präsident", "norwegischer Präsident"),
        ("frühere Ministerin", "frühere Ministerin"),
        ("Norwegens Präsident", "Norwegens Präsident"),
        ("Hafenmeisters", "Hafenmeister"),
        ("Sprecher des Hafenamts", "Sprecher des Hafenamts"),
        ("langjährigen Abgeordneten", "langjährigen Abgeordneten"),
        ("Vorsitzende", "Vorsitzende"),
        ("Hafen-Chefin", "Hafen-Chefin"),
        ("Technische Direktor", "Technischer Direktor"),
        ("Leitende Amtsärztin", "Leitende Amtsärztin"),
        ("Erste Abgeordnete", "Erste Abgeordnete"),
        ("Kollege Hafenmeister", "Kollege Hafenmeister"),
    ],
)
def test_a_role_as_a_list_says_it(words: str, expected: str) -> None:
    assert role(words) == expected


@pytest.mark.parametrize(
    ("words", "gender", "expected"),
    [
        ("Stadtverordnete", "Masc", "Stadtverordnete"),
        ("Kreistagsabgeordnete", "Masc", "Kreistagsabgeordneter"),
        ("Kreistagsabgeordneten", "Masc", "Kreistagsabgeordneter"),
        ("langjährigen Abgeordneten", "Masc", "langjähriger Abgeordneter"),
        ("Kreistagsabgeordneten", "Fem", "Kreistagsabgeordnete"),
        ("stellvertretende Vorsitzende", "Masc", "stellvertretender Vorsitzender"),
        ("Experte", "Masc", "Experte"),
    ],
)
def test_a_role_with_the_gender_of_who_has_it(words: str, gender: str, expected: str) -> None:
    assert role(words, gender) == expected


@pytest.mark.parametrize(
    ("words", "gender", "expected"),
    [
        ("schwelende Streit", "Masc", "schwelender Streit"),
        ("schwelende Krise", "Fem", "schwelende Krise"),
        ("drohende Verfahren", "Neut", "drohendes Verfahren"),
    ],
)
def test_adjectives_take_the_gender_of_their_noun(words: str, gender: str, expected: str) -> None:
    assert strong(words, gender) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("grüne Senator", "grüner Senator"),
        ("energische Hafenmeisterin", "energische Hafenmeisterin"),
        ("Hafen-Chefin", "Hafen-Chefin"),
        ("Norwegens umstrittene Präsident", "Norwegens umstrittene Präsident"),
        ("frühere Abgeordnete", "frühere Abgeordnete"),
    ],
)
def test_adjectives_without_an_article(words: str, expected: str) -> None:
    assert strong(words) == expected
