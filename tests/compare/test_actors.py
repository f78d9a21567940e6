"""Who takes part."""

from dataclasses import replace

import pytest

from quellenlage.compare.actors import find_actors


def names(actors):
    return {(a.name, a.articles) for a in actors}


def test_full_names_meet_across_articles_single_names_do_not(article):
    members = [
        article("Imke Harms kam. Voss blieb.", id="a", people=("Imke Harms", "Voss")),
        article("Imke Harms ging. Voss auch.", id="b", people=("Imke Harms", "Voss")),
    ]
    assert names(find_actors(members)) == {("Imke Harms", ("a", "b")), ("Voss", ("a",)), ("Voss", ("b",))}


def test_hyphens_and_titles_do_not_part_a_name(article):
    members = [
        article("Dr. Imke-Lore Harms kam.", id="a", people=("Dr. Imke-Lore Harms",)),
        article("Imke Lore Harms ging.", id="b", people=("Imke Lore Harms",)),
    ]
    (actor,) = find_actors(members)
    assert (actor.mentions, actor.articles) == (2, ("a", "b"))


def test_a_person_and_a_place_of_one_name_are_two(article):
    members = [article("Marie Kassel lebt in Kassel.", people=("Marie Kassel",), places=("Kassel",))]
    assert [(a.name, a.type) for a in find_actors(members)] == [("Kassel", "GPE"), ("Marie Kassel", "PER")]


def test_most_mentioned_first_page_matter_not_counted(article):
    text = "Der Turnerbund lud ein. Gilt das auch in Peine?\nMehr aus Peine"
    member = article(text, bodies=("Turnerbund",), places=("Peine",))
    extra = replace(member.annotations.entities[0], start=4, end=14)
    page = replace(member.annotations.entities[1], in_furniture=True)
    member = replace(
        member, annotations=replace(member.annotations, entities=(*member.annotations.entities, extra, page, page))
    )
    assert [(a.name, a.mentions) for a in find_actors([member])] == [("Turnerbund", 2), ("Peine", 1)]


def test_other_forms_are_aliases_and_descriptions_are_roles(article):
    member = article("Imke Harms kam. Harms sprach. Die Bürgermeisterin lachte.", people=("Imke Harms",))
    first = member.annotations.entities[0]
    alias = replace(first, start=16, end=21, text="Harms")
    role = replace(first, start=30, end=47, text="Die Bürgermeisterin", nominal=True)
    member = replace(member, annotations=replace(member.annotations, entities=(first, alias, role)))
    (actor,) = find_actors([member])
    assert (actor.aliases, actor.roles) == (("Harms",), ("Bürgermeisterin",))


def test_a_role_is_shown_once_in_whatever_case_it_stands(article):
    text = "Imke Harms kam. Der Senat blieb. Das Votum der Bürgermeisterin und die Bürgermeisterin."
    member = article(text, people=("Imke Harms",))
    first = member.annotations.entities[0]
    spots = [(start, start + 19) for start in (43, 67)]
    roles = [replace(first, start=a, end=b, text=text[a:b], nominal=True) for a, b in spots]
    inflected = [replace(first, start=0, end=4, text=t, nominal=True) for t in ("des Ministeriums", "dem Ministerium")]
    entities = (first, *roles, *inflected)
    member = replace(member, annotations=replace(member.annotations, entities=entities))
    (actor,) = find_actors([member])
    assert actor.roles == ("Bürgermeisterin", "Ministerium")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Han Soo-min", "Han Soomin"), ("Murat Çelik", "Murat Celik"), ("Jörg Schön", "Joerg Schoen")],
)
def test_one_spelling_of_a_full_name(article, one, other):
    members = [article(f"{name} kam.", id=i, people=(name,)) for i, name in (("a", one), ("b", other))]
    (actor,) = find_actors(members)
    assert (actor.articles, {actor.name, *actor.aliases}) == (("a", "b"), {one, other})


def test_a_double_surname_alone_is_a_single_name(article):
    members = [article("Harms-Voigt kam.", id=i, people=("Harms-Voigt",)) for i in "ab"]
    assert [(a.articles, a.sure) for a in find_actors(members)] == [(("a",), False), (("b",), False)]


def test_who_is_never_named_is_no_actor(article):
    member = article("Der lettische Minister kam. Prof. Dr. blieb.", people=("Prof. Dr.",))
    title = member.annotations.entities[0]
    nobody = replace(title, start=0, end=21, text="Der lettische Minister", name="lettische Minister", nominal=True)
    member = replace(member, annotations=replace(member.annotations, entities=(nobody, title)))
    assert find_actors([member]) == ()
