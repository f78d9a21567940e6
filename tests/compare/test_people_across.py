"""Who is who across articles: the same, different, or unsure."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from quellenlage.compare import resolution
from quellenlage.compare.actors import find_actors
from quellenlage.compare.casts import cast_of
from quellenlage.compare.people import Bearer, Held, Setting, compare_people
from quellenlage.compare.resolution import resolve, resolve_actors
from quellenlage.domain.annotations import AnnotatedArticle, By, Entity
from quellenlage.domain.article import Article
from quellenlage.domain.dossier import Story
from quellenlage.german.person_names import likeness_of_family, likeness_of_given, person_name
from quellenlage.german.roles import role_in, same_role
from quellenlage.pipeline import annotate
from quellenlage.read.reader import read_articles

ROOT = Path(__file__).parents[2]


def bearer(name, *roles, story="s", day=None, owner=None):
    month = date.fromisoformat(day).replace(day=1) if day else None
    return Bearer(person_name(name), {Held(role_in(r), owner, month) for r in roles}, {story})


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # hyphens, blanks, accents
        ("Yoon Soo-min", "Yoon Soo Min", ("same", "same")),
        ("Kim Ju-ae", "Kim Ju Ae", ("same", "same")),
        ("Murat Çelik", "Murat Celik", ("same", "same")),
        # one alphabet, two ways to put it into Latin letters
        ("Wolodymyr Tereschtschenko", "Volodymyr Tereshchenko", ("spelled otherwise", "spelled otherwise")),
        ("Sergej Zwetkow", "Sergei Tsvetkov", ("spelled otherwise", "spelled otherwise")),
        ("Jewgeni Schischkin", "Yevgeny Shishkin", ("spelled otherwise", "spelled otherwise")),
        ("Alexander Schestakow", "Alexander Shestakov", ("same", "spelled otherwise")),
        # German names have one spelling each
        ("Alexander Wolf", "Alexander Wolff", ("same", "other")),
        ("Anna Meier", "Anna Meyer", ("same", "other")),
        # short forms, initials, middle names
        ("Kalle Brodersen", "Karl-Heinz Brodersen", ("short form", "same")),
        ("J. Brodersen", "Jutta Brodersen", ("initial", "same")),
        ("Lena K. Thoms", "Lena Thoms", ("part", "same")),
        ("Thoms", "Lena Thoms", ("unknown", "same")),
        # others
        ("Jutta Brodersen", "Jürgen Brodersen", ("other", "same")),
        ("P. Brodersen", "Jutta Brodersen", ("other", "same")),
        ("Yoon Soo-min", "Yoon Soo-jin", ("other", "same")),
        ("Sergej Iwanow", "Sergej Iwanowa", ("same", "other")),
    ],
)
def test_how_two_names_stand_to_each_other(one, other, expected):
    a, b = person_name(one), person_name(other)
    assert (likeness_of_given(a.given, b.given), likeness_of_family(a, b)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Landrätin", "Landrat", True),
        ("Kreml-Sprecherin", "Sprecher", True),
        ("Bundesgesundheitsminister", "Gesundheitsminister", True),
        ("Machthaber", "Staatschef", True),
        ("Vorsitzender", "Vorsitzende", True),
        ("Verteidigungsminister", "Außenminister", False),
        ("Vizepräsident", "Präsident", False),
        ("Werkleiter", "Bürgermeister", False),
    ],
)
def test_one_role_in_several_words(one, other, expected):
    assert same_role(role_in(one), role_in(other)) is expected


@pytest.mark.parametrize(
    ("a", "b", "only", "expected"),
    [
        # a full name is enough, in whichever story
        (bearer("Imke Harms", story="s"), bearer("Imke Harms", story="t"), False, "same"),
        (bearer("Sergej Zwetkow", story="s"), bearer("Sergei Tsvetkov", story="t"), False, "same"),
        # ... unless it is borne in two walks of life
        (bearer("Imke Harms", "Torhüterin", story="s"), bearer("Imke Harms", "Ministerin", story="t"), False, "unsure"),
        (bearer("Imke Harms", "Ministerin"), bearer("Imke Harms", "Virologin"), False, "same"),
        # never by surname alone, not even in one story
        (bearer("Imke Harms"), bearer("Harms"), True, "unsure"),
        (bearer("Harms"), bearer("Harms"), True, "unsure"),
        (bearer("Imke Harms", story="s"), bearer("Harms", story="t"), False, "unsure"),
        # a surname with a role in one story
        (bearer("Imke Harms", "Landrätin"), bearer("Harms", "Landrätin"), False, "same"),
        (bearer("Imke Harms", "Landrätin", story="s"), bearer("Harms", "Landrätin", story="t"), False, "unsure"),
        (bearer("Imke Harms", "Landrätin"), bearer("Harms", "Torhüter"), True, "unsure"),
        # initials and short forms in one story
        (bearer("I. Harms"), bearer("Imke Harms"), True, "same"),
        (bearer("I. Harms"), bearer("Imke Harms"), False, "unsure"),
        (bearer("Kalle Brodersen", story="s"), bearer("Karl-Heinz Brodersen", story="t"), False, "unsure"),
        # conflicting first names and offices never merge
        (bearer("Imke Harms", "Landrätin"), bearer("Jette Harms", "Landrätin"), True, "different"),
        (
            bearer("Imke Harms", "Verteidigungsministerin", day="2025-03-01"),
            bearer("Imke Harms", "Finanzministerin", day="2025-03-09"),
            True,
            "different",
        ),
        (
            bearer("Imke Harms", "Verteidigungsministerin", day="2023-03-01"),
            bearer("Imke Harms", "Finanzministerin", day="2025-03-09"),
            True,
            "same",
        ),
        (
            bearer("Jan Thoms", "Präsident", day="2025-03-01", owner="Lettland"),
            bearer("Jan Thoms", "Präsident", day="2025-03-02", owner="Estland"),
            False,
            "different",
        ),
    ],
)
def test_same_different_unsure(a, b, only, expected):
    assert compare_people(a, b, Setting(only_bearer=only)).decision == expected
    assert compare_people(b, a, Setting(only_bearer=only)).decision == expected


def rows(actors):
    return {(a.name, a.articles, a.sure) for a in actors}


def test_a_surname_with_its_role_joins_the_full_name(article):
    members = [
        article("Landrätin Imke Harms kam.", id="a", people=("Imke Harms",)),
        article("Landrätin Harms ging.", id="b", people=("Harms",)),
        article("Harms lachte.", id="c", people=("Harms",)),
    ]
    actors = find_actors(members)
    assert rows(actors) == {("Imke Harms", ("a", "b"), True), ("Harms", ("c",), False)}
    joined, alone = actors
    assert "same role: Landrätin" in joined.reasons
    assert alone.reasons == ("might be the same as: Imke Harms",)


def test_two_full_names_that_a_short_one_fits_take_neither(article):
    members = [
        article("Landrätin Imke Harms und Landrätin Ida Harms kamen.", id="a", people=("Imke Harms", "Ida Harms")),
        article("Landrätin I. Harms ging.", id="b", people=("I. Harms",)),
    ]
    found = {a.name: a for a in find_actors(members)}
    assert set(found) == {"Imke Harms", "Ida Harms", "I. Harms"}
    assert found["I. Harms"].reasons == ("might be the same as: Ida Harms", "might be the same as: Imke Harms")


def test_the_office_goes_to_another_and_nobody_is_merged(article):
    members = [
        article("Ministerin Imke Harms kam.", id="a", day="2023-05-01", people=("Imke Harms",)),
        article("Ministerin Jette Harms kam.", id="b", day="2024-05-01", people=("Jette Harms",)),
    ]
    assert rows(find_actors(members)) == {("Imke Harms", ("a",), True), ("Jette Harms", ("b",), True)}


def body(name, text, start, **flags):
    return Entity(start=start, end=start + len(text), text=text, type="ORG", name=name, by=By(rule="hand"), **flags)


def with_entities(member, *entities):
    return replace(member, annotations=replace(member.annotations, entities=entities))


def test_short_names_and_abbreviations_of_bodies(article):
    a = with_entities(
        article("Nordsalz Werke AG und Nordsalz", id="a"), body("Nordsalz Werke AG", "Nordsalz Werke AG", 0)
    )
    extra = body("Nordsalz Werke AG", "Nordsalz", 22)
    a = with_entities(a, *a.annotations.entities, extra)
    b = with_entities(article("Nordsalz schweigt.", id="b"), body("Nordsalz", "Nordsalz", 0))
    c = with_entities(article("Bund Freier Fischer", id="c"), body("Bund Freier Fischer", "Bund Freier Fischer", 0))
    d = with_entities(article("BFF", id="d"), body("BFF", "BFF", 0))
    found = {x.articles: (x.name, x.reasons) for x in find_actors([a, b, c, d])}
    assert found["a", "b"][1][1:] == ("the article calls it so: Nordsalz / Nordsalz Werke AG",)
    assert found["c", "d"][1][1:] == ("abbreviation: BFF / Bund Freier Fischer",)


def test_a_kind_of_body_holds_within_its_story(article):
    members = [article("Das Umweltministerium prüft.", id=i, bodies=("Umweltministerium",)) for i in "ab"]
    members += [article("Der Bundestag tagt.", id=i, bodies=("Bundestag",)) for i in "cd"]
    stories = [story("s", "a", "c"), story("t", "b", "d")]
    who = resolve_actors(members, stories)
    ids = {m[0]: w.id for m, w in who.items()}
    assert ids["a"] != ids["b"]
    assert ids["c"] == ids["d"]


def story(name, *articles):
    return Story(id=name, title=name, from_=None, to=None, articles=articles, outlets=())


def test_one_person_has_one_id_in_all_stories(article):
    members = [article("Imke Harms kam.", id=i, people=("Imke Harms",)) for i in "ab"]
    stories = [story("s", "a"), story("t", "b")]
    who = resolve_actors(members, stories)
    (first,), (second,) = find_actors(members[:1], who), find_actors(members[1:], who)
    assert first.id == second.id


def test_why_somebody_is_one_is_said_where_it_is_seen(article):
    """What other stories call a person or a body is no reason in this one."""
    long = "Nordsalz Werke AG"
    own = [
        article(f"Bürgermeisterin Imke Harms kam zu {long}.", id="c", people=("Imke Harms",), bodies=(long,)),
        article("Bürgermeisterin Harms ging.", id="d", people=("Harms",)),
    ]
    others = [
        article(f"Ammersbürgermeisterin Imke Harms mied {long}.", id="a", people=("Imke Harms",), bodies=(long,)),
        article("Ammersbürgermeisterin Harms mied NWA.", id="b", people=("Harms",), bodies=("NWA",)),
    ]
    who = resolve_actors([*others, *own], [story("s", "c", "d"), story("t", "a", "b")])
    here, there = ({a.name: (a.id, {*a.reasons}) for a in find_actors(some, who)} for some in (own, others))
    assert {name: id_ for name, (id_, _) in here.items()} == {name: id_ for name, (id_, _) in there.items()}
    alone = {"same name: Imke Harms", "family name alone: Imke Harms / Harms", "same story"}
    alone |= {"nobody else of that name in the story"}
    assert here["Imke Harms"][1] == alone | {"same role: Bürgermeisterin"}
    assert there["Imke Harms"][1] == alone | {"same role: Ammersbürgermeisterin"}
    assert (here[long][1], there[long][1]) == (set(), {f"abbreviation: NWA / {long}", f"same name: {long}"})


def test_a_stray_bearer_of_a_name_leaves_the_well_known_one_whole(article):
    """One story has a goalkeeper of that name: whoever has no role is whom everybody else means."""
    said = ["Landrätin Imke Harms kam."] * 6 + ["Torhüterin Imke Harms hielt."] + ["Imke Harms lachte."] * 3
    members = [
        article(text, id=f"a{n}", day=f"2024-05-{n + 1:02d}", people=("Imke Harms",)) for n, text in enumerate(said)
    ]
    who = resolve_actors(members, [story(f"s{n}", f"a{n}") for n in range(len(said))])
    found = {m[0]: w for m, w in who.items()}
    assert {found[f"a{n}"].id for n in (0, 1, 2, 3, 4, 5, 7, 8, 9)} == {found["a0"].id}
    assert (found["a0"].sure, found["a0"].maybe) == (True, ())
    assert found["a6"].id != found["a0"].id
    assert (found["a6"].sure, found["a6"].maybe) == (False, ("Imke Harms",))


def test_only_family_names_that_are_touched_are_resolved_again(article, monkeypatch):
    names = ("Imke Harms", "Harms", "Ottokar Plenz", "Gesine Wolgast")
    members = [article(f"Landrätin {name} kam.", id=f"a{n}", people=(name,)) for n, name in enumerate(names)]
    more = article("Auch Ottokar Plenz kam.", id="b", people=("Ottokar Plenz",))
    casts = [cast_of(m) for m in (*members, more)]
    stories = [story("s", "a0", "a1"), story("t", "a2"), story("u", "a3"), story("v", "b")]
    expected, blocks = resolve(casts, stories)
    before, known = resolve(casts[:-1], stories)
    assert (len(blocks), len(known)) == (2, 1)  # of a family name that stands alone nothing need be known
    done = []
    resolve_block = resolution.resolve_block
    monkeypatch.setattr(resolution, "resolve_block", lambda those: done.append(those) or resolve_block(those))
    again, now = resolve(casts, stories, known)
    assert (again.everybody(), now) == (expected.everybody(), blocks)
    assert [{m.part.name for m in block} for block in done] == [{"Ottokar Plenz"}]
    done.clear()
    # another story is another setting
    resolve(casts[:-1], [story("s", "a0"), story("w", "a1"), *stories[1:]], known)
    assert [{m.part.name for m in block} for block in done] == [{"Imke Harms", "Harms"}]
    assert resolve(casts[:-1], stories, known)[0].everybody() == before.everybody()


def test_a_body_read_as_a_person_once_is_the_body(article):
    members = [article("Nordsalz schweigt.", id=i, bodies=("Nordsalz",)) for i in "ab"]
    members.append(article("Nordsalz zahlt.", id="c", people=("Nordsalz",)))
    (actor,) = find_actors(members)
    assert (actor.type, actor.articles) == ("ORG", ("a", "b", "c"))


def test_the_order_of_the_articles_does_not_matter(article):
    members = [
        article("Landrätin Imke Harms kam.", id="a", people=("Imke Harms",)),
        article("Landrätin Harms ging.", id="b", people=("Harms",)),
        article("I. Harms lachte.", id="c", people=("I. Harms",)),
    ]
    assert find_actors(members) == find_actors(members[::-1])


@pytest.mark.parametrize("affair", ["chemiewerk", "klinik"])
def test_the_samples_people_are_all_found_and_none_is_mixed(affair):
    gold = json.loads((ROOT / "benchmarks" / "gold" / "samples" / f"cross_{affair}.json").read_text("utf-8"))
    read = [a for a in read_articles([str(ROOT / "examples" / affair)]) if isinstance(a, Article)]
    members = [AnnotatedArticle(a, annotate(a)) for a in read]
    seed_of = {_position(a.article.input, gold): a.article.id for a in members}
    actors = [a for a in find_actors(members) if a.type == "PER"]
    people = [w for w in gold["who_is_who"] if w["type"] == "PER"]
    lost = []
    for person in people:
        rows = [a for a in actors if {person["name"], *person["aliases"]} & {a.name, *a.aliases}]
        best = max(rows, key=lambda a: len(a.articles))
        articles = {seed_of[s] for s in person["articles"]}
        if not set(best.articles) <= articles or len(rows) > 1:
            lost.append((person["name"], [(a.name, a.articles) for a in rows]))
        if best.sure and len(articles - set(best.articles)) > 1:
            lost.append((person["name"], articles - set(best.articles)))
    assert lost == []
    # nobody is two people of the gold
    full = {w["name"] for w in people}
    assert [a.name for a in actors if len(full & {a.name, *a.aliases}) > 1] == []


def _position(name, gold):
    """The gold's name of an input (`folder/file`, `file:row` for a file of several articles)."""
    file, _, row = name.rpartition("/")[2].partition(":")
    same = [a["article"] for a in gold["articles"] if a["file"].rpartition("/")[2] == file]
    return same[int(row) - 1 if row else 0]


def test_nobody_is_merged_wrongly_in_real_articles(shared: Path):
    """Five families Kim, one minister spelled in two ways, a leader spelled in two ways."""
    read = [a for a in read_articles([str(shared / "articles" / "nordkorea")]) if isinstance(a, Article)]
    actors = find_actors([AnnotatedArticle(a, annotate(a)) for a in read])
    people = {frozenset((a.name, *a.aliases)): a for a in actors if a.type == "PER"}
    mixed = [
        n
        for n in people
        if sum(g in x for x in n for g in ("Yung-ho", "Hong-kyun", "Son Gyong", "II")) > 0 and len(n) > 2
    ]
    assert mixed == []
    assert any({"Shin Won-sik", "Shin Wonsik"} <= n for n in people)
    assert any({"Kim Jong-un", "Kim Jong Un"} <= n for n in people)
    assert [a for a in people.values() if a.name == "Kim" and a.sure] == []
