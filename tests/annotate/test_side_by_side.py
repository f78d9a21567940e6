"""Subject and object of a clause that stand side by side are two people, not first and family name."""

from __future__ import annotations

import pytest

from quellenlage.annotate.entities.find import find_entities
from quellenlage.domain.article import Article
from quellenlage.german.tokens import parse
from quellenlage.read.furniture import lay_out

LATER = " Landrat Jaro Ostrow schwieg dazu. Die Unternehmerin Mila Kresnik lächelte."
"""Both have their full name somewhere in the article."""


def people_in(text: str) -> list[tuple[str, str]]:
    """The words and the name of every mention of a person that is a name."""
    layout = lay_out(text)
    found = find_entities(Article(id="a", text=text, input="-"), parse(text, layout.blocks), layout)
    return [(e.text, e.name) for e in found if e.type == "PER" and not (e.nominal or e.adjectival or e.part)]


TWO = {
    "Nach dem Abendessen hat Ostrow Kresnik ein Angebot gemacht." + LATER: ["Jaro Ostrow", "Mila Kresnik"],
    "Zum Jubiläum lud Ostrow Kresnik in den Kreistag ein." + LATER: ["Jaro Ostrow", "Mila Kresnik"],
    "Am Bahnhof traf Kresnik Ostrow." + LATER: ["Mila Kresnik", "Jaro Ostrow"],
    "Niemand glaubt, dass Ostrow Kresnik verklagt." + LATER: ["Jaro Ostrow", "Mila Kresnik"],
    # one of them in full
    "Es heißt, dass Jaro Ostrow Kresnik verklagt." + LATER: ["Jaro Ostrow", "Mila Kresnik"],
    # a family name that stands first
    "Gestern hat Kim Ostrow ein Pferd geschenkt. Machthaber Kim Jong-un ist Züchter." + LATER: [
        "Kim Jong-un",
        "Jaro Ostrow",
    ],
    # nobody has a full name, but news calls both by the family name alone
    "Zum Schluss hat Kim Putin ein Pferd geschenkt.": ["Kim", "Putin"],
}


@pytest.mark.parametrize(("text", "names"), TWO.items())
def test_two_people_side_by_side(text: str, names: list[str]) -> None:
    assert [name for _, name in people_in(text)][:2] == names


ONE = {
    # the article has the two words as one name
    "Am Bahnhof traf Orta Kresnik ein. Die Autorin Ana Orta Kresnik las vor. Eva Orta hörte zu."
    + LATER: "Orta Kresnik",
    # the first word is a first name elsewhere
    "Am Bahnhof wartete Jaro Kresnik." + LATER: "Jaro Kresnik",
    # no family name of somebody else
    "Am Bahnhof wartete Falk Kresnik." + LATER: "Falk Kresnik",
    # introduced by a role, and said to have said something
    "Ministerin Kim Scholz kam an. Viel Geld sei das nicht, sagte Kim Scholz.": "Kim Scholz",
}


@pytest.mark.parametrize(("text", "name"), ONE.items())
def test_one_person(text: str, name: str) -> None:
    assert not {name.split(maxsplit=1)[0], name.split()[1]} & {words for words, _ in people_in(text)}


def test_an_article_behind_a_first_name_begins_something_else() -> None:
    assert ("Kim", "Kim") in people_in("Machthaber Kim kam. Danach dankte Kim dem Pferdepfleger.")


def test_an_s_of_the_family_name_is_no_genitive() -> None:
    found = people_in("Gestern besuchte Harms Lüders am Kai. Landrätin Ute Harms lobte Bürgermeister Jens Lüders.")
    assert found[:2] == [("Harms", "Ute Harms"), ("Lüders", "Jens Lüders")]
