"""Names that are no person's: run together, or given to a ship, a street, a prize."""

import pytest

from quellenlage.compare.namesakes import WHOLE, is_thing, run_together
from quellenlage.compare.resolution import resolve_actors
from quellenlage.domain.dossier import Story
from quellenlage.german.person_names import likeness_of_family, person_name


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Jonas Grüber", "Jonas Gruber", "other"),
        ("Jonas Grüber", "Jonas Grueber", "same"),
        ("Ina Möller", "Ina Moller", "other"),
        ("Ina Möller", "Ina Moeller", "same"),
        ("Sören Jäckel", "Sören Jaeckel", "same"),
    ],
)
def test_an_umlaut_may_be_two_letters_but_not_its_bare_one(one, other, expected):
    assert likeness_of_family(person_name(one), person_name(other)) == expected


def test_two_names_that_differ_in_an_umlaut_are_two_people(article):
    members = [article(f"{n} sprach.", id=str(i), people=(n,)) for i, n in enumerate(("Jonas Grüber", "Jonas Gruber"))]
    assert len({w.id for w in resolve_actors(members, None).values()}) == 2


KNOWN = ["Erich Lomann", "Hilde Brodek", "Hans Peter", "Klara Sundt Weiler"]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("Erich Lomann Brodek", True),
        ("Erich Lomann Brodeks", True),
        ("Erich Lomann", False),
        ("Erich Lomann Sievert", False),
        ("Hans Peter Brodek", False),
        ("Klara Sundt Weiler", False),
    ],
)
def test_a_full_name_with_somebody_elses_family_name_behind_it(name, wrong):
    keys = {n: (person.family_key, WHOLE + person.key) for n in (*KNOWN, name) if (person := person_name(n))}
    assert (name in run_together(keys)) == wrong


def test_names_run_together_are_merged_with_nobody(article):
    names = ("Erich Lomann", "Hilde Brodek", "Erich Lomann Brodek", "Erich Lomann Brodek")
    members = [article(f"{n} kam.", id=str(i), people=(n,)) for i, n in enumerate(names)]
    found = resolve_actors(members, None)
    assert len({w.id for w in found.values()}) == 4
    assert not any(w.sure for m, w in found.items() if m[2] == "Erich Lomann Brodek")


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Der Frachter „Erich Lomann“ lag vor Kiel.", True),
        ("An Bord der USS Erich Lomann brannte es.", True),
        ("In der Erich Lomann-Straße brannte es.", True),
        ("Im Erich Lomann Stadion brannte es.", True),
        ("Sie erhielt den Erich Lomann Preis.", True),
        ("Auf dem Schiff sprach Erich Lomann.", False),
        ("Erich Lomann weg, Erich Lomann da.", False),
        ("Erich Lomann hielt die Straße frei.", False),
    ],
)
def test_a_thing_named_after_somebody_is_not_the_person(article, text, thing):
    member = article(text, people=("Erich Lomann",))
    assert is_thing(text, member.annotations.entities) == thing


def test_the_ship_and_its_godfather_stay_apart(article):
    ship = article("Der Frachter „Erich Lomann“ lag vor Kiel.", id="ship", people=("Erich Lomann",))
    man = article("Erich Lomann wurde geehrt.", id="man", people=("Erich Lomann",))
    again = article("Erich Lomann dankte.", id="again", people=("Erich Lomann",))
    found = {m[0]: w.id for m, w in resolve_actors([ship, man, again], None).items()}
    assert found["man"] == found["again"] != found["ship"]


@pytest.mark.parametrize(
    ("one", "other", "people"),
    [
        ("Mohammed Hassan", "Muhammad Hassan", 2),  # two given names, and nothing else to tell
        ("Sergej Zwetkow", "Sergei Tsvetkov", 1),
    ],
)
def test_a_name_of_two_given_names_in_two_spellings_is_not_enough(article, one, other, people):
    members = [article(f"{n} kam.", id=str(i), people=(n,)) for i, n in enumerate((one, other))]
    apart = [Story(id=f"s{i}", title="", from_=None, to=None, articles=(str(i),), outlets=()) for i in range(2)]
    assert len({w.id for w in resolve_actors(members, apart).values()}) == people
