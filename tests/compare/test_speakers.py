"""Speakers by what the whole story calls them and says they are."""

from dataclasses import replace

import pytest

from quellenlage.compare.claims import find_claims
from quellenlage.domain.annotations import By, Entity, Label

WORDS = "der Hafen werde bis zum Sommer fertig"


def said(article, text, by, speaker, *, id="a", quote=WORDS, **marks):
    """An article whose speaker says something, with the words that name him."""
    return article(text, id=id, outlet=id, said=({"quote": quote, "by": by, "speaker": speaker},), **marks)


def roots(*members):
    """The name and kind of every known root, and the speakers of the members."""
    claims = [c for c in find_claims(members, ()) if c.sure]
    return [(r.name, r.kind) for c in claims for r in c.roots if r.known], [
        m.speaker for c in claims for m in c.members
    ]


def plain(article, **rest):
    return said(article, f"Olga Petersen sagte, {WORDS}.", "Olga Petersen", "Olga Petersen", people=("Olga Petersen",))


@pytest.mark.parametrize(
    ("elsewhere", "kind"),
    [
        ("Die Ministerin Olga Petersen kam nach Ostrum.", "official"),
        ("Der Bote sprach mit Ministerin Olga Petersen am Kai.", "official"),
        ("Die frühere Ministerin Olga Petersen kam nach Ostrum.", "person"),
        ("Am Kai stand Olga Petersen im Regen.", "person"),
    ],
)
def test_a_role_that_any_article_gives_decides(article, elsewhere, kind):
    other = article(elsewhere, id="b", outlet="b", people=("Olga Petersen",))
    assert roots(plain(article), other) == ([("Olga Petersen", kind)], ["Olga Petersen"])


def test_roles_of_two_kinds_decide_nothing(article):
    minister = article("Die Ministerin Olga Petersen kam nach Ostrum.", id="b", people=("Olga Petersen",))
    chief = article("Am Kai stand Forscherin Olga Petersen im Regen.", id="c", people=("Olga Petersen",))
    assert roots(plain(article), minister) != roots(plain(article), chief)
    assert roots(plain(article), minister, chief)[0] == [("Olga Petersen", "person")]


def test_a_speaker_has_the_name_of_the_story(article):
    short = said(article, f"Petersen sagte, {WORDS}.", "Petersen", "Petersen", people=("Petersen",))
    full = article("Am Kai stand Olga Petersen im Regen.", id="b", people=("Olga Petersen",))
    assert roots(short)[1] == ["Petersen"]
    others = [article(f"Jan Petersen {n} ging.", id=f"x{n}", people=("Jan Petersen",)) for n in range(1)]
    # two of that name: it stays open who is meant
    assert roots(short, full, *others) == ([("Petersen", "person")], ["Petersen"])


def described(article, words, *, plural=False):
    """A nameless speaker whom the article's wording takes for Olga Petersen."""
    text = f"{words} versprach, {WORDS}. Olga Petersen lachte."
    member = said(article, text, None, words, people=("Olga Petersen",))
    label = Label(start=0, end=len(words), referent="Olga Petersen", label=words, voice="outlet", by=By(rule="hand"))
    entity = Entity(start=0, end=len(words), text=words, type="PER", name=words, by=By(rule="hand"), nominal=True)
    marks = member.annotations
    entities = (entity, *marks.entities)
    return replace(member, annotations=replace(marks, labels=(label,), entities=entities))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Die Ministerin", ([("Olga Petersen", "official")], ["Olga Petersen"])),
        ("Eine Ministerin", ([], [None])),
        ("Die Ministerinnen", ([], [None])),
    ],
)
def test_a_description_that_the_article_resolves_is_a_name(article, words, expected):
    assert roots(described(article, words)) == expected


def test_the_member_with_the_number_gives_the_words(article):
    one = "die Flut habe in Ostrum am Abend sehr viele alte Häuser und Höfe am Deich beschädigt"
    two = "die Flut habe in Ostrum am Abend 40 alte Häuser und Höfe am Deich beschädigt"
    members = [
        said(article, f"Olga Petersen sagte, {q}.", "Olga Petersen", "Olga Petersen", id=i, quote=q, **marks)
        for q, i, marks in (
            (one, "a", {"people": ("Olga Petersen",)}),
            (
                two,
                "b",
                {
                    "people": ("Olga Petersen",),
                    "counted": ({"words": "40 alte Häuser", "value": 40.0, "object": "Häuser"},),
                },
            ),
        )
    ]
    texts = [c.text for c in find_claims(members, ()) if len(c.members) == 2]
    assert texts == [two]


@pytest.mark.parametrize(
    ("words", "label", "expected"),
    [
        # a role that one alone has, in a headline and with an adjective
        ("Hafenmeisterin", "Hafenmeisterin", "Olga Petersen"),
        ("die energische Hafenmeisterin", "Hafenmeisterin", "Olga Petersen"),
        ("die frühere Hafenmeisterin", "Hafenmeisterin", None),
        ("eine Hafenmeisterin", "Hafenmeisterin", None),
        ("die Hafenmeisterinnen", "Hafenmeisterin", None),
        ("die Sprecherin", "Hafenmeisterin", None),
        # the family name that one alone bears
        ("Petersen", "Hafenmeisterin", "Olga Petersen"),
        ("Jansen", "Hafenmeisterin", None),
    ],
)
def test_a_role_or_a_family_name_of_one_alone(article, words, label, expected):
    text = f"{label} Olga Petersen kam nach Ostrum. Dort versprach {words}, {WORDS}."
    member = said(article, text, None, words, people=("Olga Petersen",))
    given = Label(start=0, end=len(label), referent="Olga Petersen", label=label, voice="outlet", by=By(rule="hand"))
    member = replace(member, annotations=replace(member.annotations, labels=(given,)))
    assert roots(member)[1] == [expected]


@pytest.mark.parametrize(
    ("named", "words", "expected"),
    [
        (("Verkehrsministerium",), "das Ministerium", "Verkehrsministerium"),
        (("Verkehrsministerium",), "des Ministeriums", "Verkehrsministerium"),
        (("Verkehrsministerium", "Finanzministerium"), "das Ministerium", None),
        (("Verkehrsministerium",), "ein Ministerium", None),
        (("Verkehrsministerium",), "das Gericht", None),
        (("Landgericht Ostrum",), "das Gericht", "Landgericht Ostrum"),
    ],
)
def test_the_short_word_for_a_body_named_before(article, named, words, expected):
    text = f"Beteiligt war {' und '.join(named)}. Nach Angaben von {words} hieß es, {WORDS}."
    member = said(article, text, None, words, bodies=named)
    assert roots(member)[1] == [expected]
