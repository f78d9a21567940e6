"""What kind of source somebody is, by name, noun and role."""

from dataclasses import replace

import pytest

from quellenlage.compare.root_kinds import (
    body_in,
    body_spoken_for,
    document_in,
    giver_in,
    is_agency,
    kind_of_name,
    kind_of_speaker,
)
from quellenlage.compare.roots import is_outlet, same_person


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("KCNA", "state_medium"),
        ("Xinhua", "state_medium"),
        ("RT", "state_medium"),
        ("Itar-Tass", "state_medium"),
        ("Reuters", "agency"),
        ("dpa", "agency"),
        ("Guardian", "medium"),
        ("Weißes Haus", "official"),
        ("Staatsanwaltschaft Stade", "official"),
        ("Landratsamt Freising", "official"),
        ("Universität Kassel", "expert"),
        ("Institut für Wasserbau", "expert"),
        ("Kreditinstitut Nord", "company"),
        ("Harms Logistik GmbH", "company"),
        ("Bürgerinitiative Freie Deiche", None),
        ("Olga Petersen", None),
    ],
)
def test_what_a_name_alone_tells(name, kind):
    assert kind_of_name(name) == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Die Verkehrsministerin Olga Petersen sprach.", "Olga Petersen", "official"),
        ("Der Kreml-Sprecher Olaf Petersen sprach.", "Olaf Petersen", "official"),
        ("Gerichtssprecherin Olga Petersen sprach.", "Olga Petersen", "official"),
        ("Die Direktorin des Geheimdienstes Olga Petersen sprach.", "Olga Petersen", "official"),
        ("Der Virologe Olaf Petersen sprach.", "Olaf Petersen", "expert"),
        ("Firmenchef Olaf Petersen sprach.", "Olaf Petersen", "company"),
        ("Die Landwirtin Olga Petersen sprach.", "Olga Petersen", "person"),
        # what he was is not what he is
        ("Der frühere Minister Olaf Petersen sprach.", "Olaf Petersen", "person"),
    ],
)
def test_what_the_role_beside_a_name_tells(article, text, name, kind):
    before = text.partition(" sprach")[0]
    member = article(text, people=(name,), said=({"quote": "sprach", "speaker": before, "by": name},))
    assert kind_of_speaker(member, member.annotations.statements[0]) == kind


def test_an_expert_by_the_institute_behind_the_name(article):
    speaker = "Olga Petersen von der Universität Kassel"
    member = article(
        f"{speaker} sprach.",
        people=("Olga Petersen",),
        said=({"quote": "sprach", "speaker": speaker, "by": "Olga Petersen"},),
    )
    assert kind_of_speaker(member, member.annotations.statements[0]) == "expert"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("die Polizei", ("Polizei", "official")),
        ("Umweltministerium", ("Umweltministerium", "official")),
        ("Angaben der Feuerwehr", ("Feuerwehr", "official")),
        ("Polizeiangaben", ("Polizei", "official")),
        ("eine Sprecherin des Bauamts", ("Bauamt", "official")),
        ("der Sprecher des Regionalen Sicherheitsrats", ("Sicherheitsrat", "official")),
        ("ein hoher Beamter des Bauamts", None),
        ("Behörden", None),
        ("der Freundeskreis", None),
        ("eine Anwohnerin", None),
    ],
)
def test_a_body_without_a_name(words, expected):
    assert body_in(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("einem vertraulichen Gutachten", "Gutachten"),
        ("das Sitzungsprotokoll", "Sitzungsprotokoll"),
        ("der Verfasser der Studie", None),
        ("Medienberichte", None),
        ("die Polizei", None),
    ],
)
def test_a_document(words, expected):
    assert document_in(words) == expected


def test_a_state_gives_its_word(article):
    text = "Nach russischen Angaben sank das Schiff."
    member = article(
        text, places=("russischen",), said=({"quote": "sank das Schiff", "speaker": "russischen Angaben"},)
    )
    (entity,) = member.annotations.entities
    assert giver_in(member, member.annotations.statements[0].speaker) is None
    adjective = replace(entity, adjectival=True, name="Russland")
    member = replace(member, annotations=replace(member.annotations, entities=(adjective,)))
    assert giver_in(member, member.annotations.statements[0].speaker) == ("Russland", "official")


@pytest.mark.parametrize(
    ("speaker", "body"),
    [
        ("Harms-Geschäftsführerin Olga Petersen", "Harms"),
        ("der Minister Olga Petersen", None),
        ("die frühere Harms-Geschäftsführerin Olga Petersen", None),
        ("die Harms-Kundin Olga Petersen", None),
    ],
)
def test_whom_somebody_speaks_for(article, speaker, body):
    member = article(
        f"Das sagte {speaker}. Auch Harms schwieg nicht.",
        people=("Olga Petersen",),
        bodies=("Harms",),
        said=({"quote": "Das", "speaker": speaker, "by": "Olga Petersen"},),
    )
    assert body_spoken_for(member, member.annotations.statements[0]) == body


@pytest.mark.parametrize(
    ("name", "outlet", "same"),
    [
        ("Tagesspiegel", "tagesspiegel.de", True),
        ("Kreisblatt", "Wendländer Kreisblatt", True),
        ("Der Spiegel", "Der Spiegel", True),
        ("Bild", "Bildung Heute", False),
        ("Die", "Die Rundschau", False),
        ("Reuters", "Kurier", False),
    ],
)
def test_a_medium_and_an_outlet(name, outlet, same):
    assert is_outlet(name, outlet) == same


def test_agencies_and_people():
    assert is_agency("Yonhap")
    assert is_agency("Nachrichtenagentur Nordlicht")
    assert not is_agency("Guardian")
    assert same_person("Kim Min-ho", "Kim Minho")
    assert same_person("O. Petersen", "Olga Petersen")
    assert not same_person("Petersen", "Olga Petersen")
    assert not same_person("Olaf Petersen", "Olga Petersen")
