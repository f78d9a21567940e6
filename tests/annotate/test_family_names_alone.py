"""A family name that several people of an article bear means the one named last, where the text leaves no doubt."""

from __future__ import annotations

import pytest

from quellenlage.annotate.entities.find import find_entities
from quellenlage.domain.article import Article
from quellenlage.german.tokens import parse
from quellenlage.read.furniture import lay_out

BOTH = "Machthaber Kim Jong-un empfing am Montag den früheren Präsidenten Kim Young-sam."
"""Two of one family name are named in one sentence."""
FAR = "\n\nDie Straßen waren leer. Es regnete den ganzen Tag. Viele Läden blieben geschlossen.\n\n"


def people_in(text: str) -> list[tuple[str, str]]:
    """The words and the name of every mention of a person that is a name."""
    layout = lay_out(text)
    found = find_entities(Article(id="a", text=text, input="-"), parse(text, layout.blocks), layout)
    return [(e.text, e.name) for e in found if e.type == "PER" and not (e.nominal or e.adjectival or e.part)]


MEANT = {
    # the paragraph names one of them
    f"{BOTH}{FAR}Kim Young-sam reiste am Dienstag ab. Am Flughafen winkte er. Abends lobte Kim die Gespräche.": (
        "Kim Young-sam"
    ),
    # the other one comes later
    f"Präsident Kim Young-sam war müde. Es gab Tee.{FAR}Dennoch lobte Kim die Gespräche.{FAR}Kim Jong-un schlief.": (
        "Kim Young-sam"
    ),
    # the two sentences before, though a paragraph lies between
    f"{BOTH}{FAR}Über den Bau sprach der Ingenieur Jan Mohr.\n\nJan Mohr ist Vater der Autorin Eva Mohr.{FAR}"
    "Eva Mohr wohnt in Kleve.\n\nDort schreibt Mohr an einem Buch.": "Eva Mohr",
    # a second mention goes on from the first
    f"{BOTH}{FAR}Kim Jong-un stand früh auf. Dann frühstückte Kim. Später ritt Kim durch den Schnee.": "Kim Jong-un",
}
OPEN = {
    # both
    f"{BOTH} Am Abend gab Kim ein Essen.",
    # neither nearby
    f"{BOTH}{FAR}Am Abend gab Kim ein Essen.",
    # the one named last is told of as somebody's father, predecessor, wife
    f"{BOTH}{FAR}Sein Vater Kim Jong-il starb früh. Danach übernahm Kim das Land.",
    f"{BOTH}{FAR}Für die Stiftung sprach seine Frau Kim Sol-ju. Danach trat Kim ans Fenster.",
    # before any of them
    f"Abends reiste Kim ab.{FAR}{BOTH}",
    # a title of the other gender
    f"Die Sprecherin Anna Mohr lachte. Der Sprecher Jan Mohr schwieg.{FAR}Die Sprecherin Anna Mohr stand auf. "
    "Dann sprach Herr Mohr.",
}


@pytest.mark.parametrize(("text", "name"), MEANT.items())
def test_one_is_meant(text: str, name: str) -> None:
    alone = [n for words, n in people_in(text) if " " not in words]
    assert alone
    assert set(alone) == {name}


@pytest.mark.parametrize("text", sorted(OPEN))
def test_nobody_knows_who_is_meant(text: str) -> None:
    alone = [n for words, n in people_in(text) if " " not in words]
    assert alone
    assert all(" " not in name for name in alone)


@pytest.mark.parametrize(
    "text",
    [
        "Die Armee hat Ballons abgeschossen.",
        "Der Norden meldete am Freitag, Ballons hätten die Grenze überquert.",
        "Über dem Tal stiegen am Sonntag Ballons auf.",
        "Die Wirtin sah Ballons über der Stadt.",
    ],
)
def test_a_plural_is_nobody(text: str) -> None:
    assert not people_in(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Die Richterin Eva Linden lachte. Gestern hat Linden das Urteil begründet.", "Eva Linden"),
        ("Nach der Sitzung warnte Linden vor Eile. Der Minister Jan Linden war müde.", "Jan Linden"),
    ],
)
def test_a_name_that_is_a_plural_elsewhere(text: str, name: str) -> None:
    assert [n for _, n in people_in(text)] == [name, name]
