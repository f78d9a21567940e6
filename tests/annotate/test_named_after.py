"""Things and bodies named after somebody are no mention of that person."""

from __future__ import annotations

import pytest

from quellenlage.annotate.entities.find import find_entities
from quellenlage.domain.article import Article
from quellenlage.german.tokens import parse
from quellenlage.read.furniture import lay_out


def names_in(text: str) -> list[tuple[str, str]]:
    """Type and name of the mentions that are names."""
    layout = lay_out(text)
    found = find_entities(Article(id="a", text=text, input="-"), parse(text, layout.blocks), layout)
    return [(e.type, e.name) for e in found if not (e.nominal or e.adjectival or e.part)]


THINGS = {
    "Nach Zahlen des Anna Lindner Instituts sank der Pegel.": ("ORG", "Anna Lindner Institut"),
    "Nach Zahlen des Anna Lindner-Instituts sank der Pegel.": ("ORG", "Anna Lindner-Institut"),
    "Die Karl-Brodek-Stiftung fördert Chöre.": ("ORG", "Karl-Brodek-Stiftung"),
    "Gestern lud die Bert & Karla Brodek Foundation ein.": ("ORG", "Bert & Karla Brodek Foundation"),
    "Sie liegt im neuen Klinikum Otto von Sundt.": ("ORG", "Klinikum Otto von Sundt"),
    "Die Ärzte des Klinikums „Otto von Sundt“ streiken.": ("ORG", "Klinikum Otto von Sundt"),
    "An der Clara Brodek Schule fiel der Strom aus.": ("ORG", "Clara Brodek Schule"),
    "Die Werner Brodek Straße bleibt gesperrt.": ("LOC", "Werner Brodek Straße"),
    "Am Werner Brodek-Platz brannte ein Kiosk.": ("LOC", "Werner Brodek-Platz"),
    "Den Otto Lindner Preis bekam niemand.": ("MISC", "Otto Lindner Preis"),
}


@pytest.mark.parametrize(("text", "thing"), THINGS.items())
def test_things_named_after_somebody(text: str, thing: tuple[str, str]) -> None:
    found = names_in(text)
    assert thing in found
    assert not any(kind == "PER" for kind, _ in found)


PEOPLE = {
    "Endlich fand Anna Lindner Platz im Bus.": "Anna Lindner",
    "Er war der Mann, dem Anna Lindner Platz machte.": "Anna Lindner",
    "Im Institut sprach Anna Lindner.": "Anna Lindner",
    "Gern machte sie für Anna Lindner Platz.": "Anna Lindner",
}


@pytest.mark.parametrize(("text", "name"), PEOPLE.items())
def test_people_beside_such_a_noun(text: str, name: str) -> None:
    assert ("PER", name) in names_in(text)


@pytest.mark.parametrize(
    "text",
    ["Ihr Roman Die Schleuse von Harl spielt im Winter.", "Sein Roman Das Kutterfest spielt im Winter."],
)
def test_a_noun_for_works_in_front_of_a_title_is_no_first_name(text: str) -> None:
    assert not any(kind == "PER" for kind, _ in names_in(text))
