"""Capitals that stand for governments, bodies that every state has, and who is described by an office in one."""

import pytest

from quellenlage.domain.article import Article
from quellenlage.pipeline import annotate


def entities(text):
    return annotate(Article(id="a", text=text, input="a", language="de")).entities


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Oslos Beziehungen zu Helsinki waren nie besser als in jenem Winter.", "Oslos", "Norwegen"),
        ("Die Haltung Oslos blieb in all den Jahren unverändert.", "Oslos", "Norwegen"),
        ("Der Minister stellte sich vor aller Augen auf die Seite Oslos.", "Oslos", "Norwegen"),
        ("Im Frühjahr stellte sich die Partei auf Oslos Seite.", "Oslos", "Norwegen"),
        # the town
        ("Die Malerin wohnte lange auf der anderen Seite Oslos.", "Oslos", "Oslo"),
        ("Die Parks auf der Südseite Oslos sind nachts geschlossen.", "Oslos", "Oslo"),
        ("Oslos Parks waren im Winter zugefroren.", "Oslos", "Oslo"),
    ],
)
def test_a_capital_that_owns_what_governments_have(text, words, name):
    assert [e.name for e in entities(text) if e.text == words] == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Der Sprecher des finnischen Außenministeriums, Jan Kern, wich der Frage aus.", "Außenministerium (Finnland)"),
        ("Finnlands Außenministerium hatte davon schon im Herbst gewusst.", "Außenministerium (Finnland)"),
        ("Das Verteidigungsministerium Norwegens kaufte vier neue Boote.", "Verteidigungsministerium (Norwegen)"),
        # nobody says whose
        ("Jan Kern arbeitete zwanzig Jahre lang im Außenministerium.", "Außenministerium"),
    ],
)
def test_a_body_that_every_state_has_is_that_states(text, name):
    assert [e.name for e in entities(text) if "ministerium" in e.text and e.type == "ORG"] == [name]


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        (
            "Die Direktorin des Nachrichtendienstes Anna Berg wich der Frage aus.",
            "Die Direktorin des Nachrichtendienstes",
            "Anna Berg",
        ),
        (
            "Der stellvertretende Innenminister Finnlands, Jan Kern, trat ab.",
            "Der stellvertretende Innenminister Finnlands",
            "Jan Kern",
        ),
        # whose name it is, is not told; the name is the foundation's
        ("Der Sprecher des Präsidenten Jan Kern wich der Frage aus.", None, "Jan Kern"),
        ("Die Leiterin der Stiftung Anna Berg wich der Frage aus.", None, "Anna Berg"),
        ("Der Pflichtverteidiger des Beschuldigten Jan Kern wich der Frage aus.", None, "Jan Kern"),
        ("Die Leiterin des Ensembles Anna Berg wich der Frage aus.", None, "Anna Berg"),
    ],
)
def test_the_office_in_front_of_a_name(text, role, name):
    found = [e.text for e in entities(text) if e.nominal and e.type == "PER" and e.name == name]
    assert role in found if role is not None else not any(f.startswith(("Der ", "Die ")) for f in found)


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Die Rakete stand seit Tagen auf Norwegens Flughafen.", False),
        ("Die Maschine stand seit Tagen auf dem Flughafen Lerchau.", True),
    ],
)
def test_a_building_and_its_owner_are_a_description(text, listed):
    names = [e.name for e in entities(text) if e.type in ("FAC", "LOC") and not e.nominal]
    assert any("Flughafen" in n for n in names) is listed
