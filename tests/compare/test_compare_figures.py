"""Figures side by side: which numbers are of the same thing, and which are not."""

import random

import pytest

from quellenlage.compare.figures import find_figures


def told(article, *rows, **rest):
    """Articles a, b, c with one number each: (text, the number's words, value, what it counts, more)."""
    members = []
    for n, (text, words, value, counts, *more) in enumerate(rows):
        given = {"words": words, "value": value, "object": counts, **(more[0] if more else {})}
        day = f"2025-03-{n + 1:02}"
        members.append(article(text, id="abcdef"[n], outlet=f"Bote {n}", day=day, counted=(given,), **rest))
    return members


def values(figure):
    return [(v.low, v.high) for v in figure.values]


def test_the_same_object_in_two_articles_side_by_side(article):
    members = told(
        article,
        ("Rund 40 Schafe entkamen von der Weide.", "Rund 40", 40, "Schaf", {"comparator": "about"}),
        ("Mindestens 60 Schafe fehlen auf der Weide.", "Mindestens 60", 60, "Schaf", {"comparator": "at_least"}),
    )
    random.Random(1).shuffle(members)
    (figure,) = find_figures(members)
    assert [(v.article, v.low, v.high, v.comparator) for v in figure.values] == [
        ("a", 40, 40, "about"),
        ("b", 60, None, "at_least"),
    ]
    assert figure.sure


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # a part of the injured is not the injured
        (("30 Verletzte kamen an.", "30", 30, "Verletzte"), ("55 Schwerverletzte!", "55", 55, "Schwerverletzte")),
        # neither are new ones
        (("30 Anträge liegen vor.", "30", 30, "Antrag"), ("55 neue Anträge!", "55 neue Anträge", 55, "Antrag")),
        # how much it changed is not how much there is
        (("Es sind 30 Betriebe.", "30", 30, "Betrieb"), ("Sie wuchs um 35 Betriebe.", "35", 35, "Betrieb")),
        # sheep and tonnes of sheep
        (("30 Tonnen Salz", "30", 30, "Salz", {"unit": "Tonne"}), ("45 Sorten Salz", "45", 45, "Salz")),
        # nobody counts 22 where somebody else counts 180
        (("180 Vereine sagten zu.", "180", 180, "Verein"), ("22 Vereine sagten zu.", "22", 22, "Verein")),
        # small numbers in sentences that share nothing else
        (("Vier Heime sind betroffen.", "Vier", 4, "Heim"), ("Die Stadt betreibt zehn Heime.", "zehn", 10, "Heim")),
    ],
)
def test_other_things_stay_apart(article, one, two):
    assert find_figures(told(article, one, two)) == ()


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (("30 Todesopfer", "30", 30, "Todesopfer"), ("33 Tote", "33", 33, "Tote"), [(30, 30), (33, 33)]),
        (
            ("Der Weg misst 1,5 Kilometer Strecke.", "1,5", 1.5, "Strecke", {"unit": "Kilometer"}),
            ("Der Weg misst 1.400 Meter Strecke.", "1.400", 1400, "Strecke", {"unit": "Meter"}),
            [(1.5, 1.5), (1.4, 1.4)],
        ),
        (
            ("Ein Drittel der Stimmen fehlte.", "Ein Drittel", 1 / 3, "Stimme", {"unit": "Anteil"}),
            ("40 Prozent der Stimmen fehlten.", "40", 40, "Stimme", {"unit": "Prozent", "kind": "cardinal"}),
            [(0.333333333, 0.333333333), (0.4, 0.4)],
        ),
        # one number for a thing and its compound, or for two words of one matter
        (("900 Kühe", "900", 900, "Kuh"), ("900 Milchkühe", "900", 900, "Milchkuh"), [(900, 900), (900, 900)]),
        (
            ("Dort sind 640 Beschäftigte.", "640", 640, "Beschäftigte"),
            ("640 Arbeitsplätze hängen daran.", "640", 640, "Arbeitsplatz"),
            [(640, 640), (640, 640)],
        ),
    ],
)
def test_units_synonyms_and_compounds_meet(article, one, two, expected):
    (figure,) = find_figures(told(article, one, two))
    assert values(figure) == expected


@pytest.mark.parametrize(
    ("day", "more", "together"),
    [
        ("2025-03-20", "", False),
        # the day after, or in words that are of one thing
        ("2025-03-02", "", True),
        ("2025-03-20", " nach der Sturmflut im Hafen von Holmsand", True),
    ],
)
def test_a_round_number_of_two_nouns_weeks_apart_is_chance(article, day, more, together):
    one = f"Am Abend waren es{more} 700 Leichen." if more else "Ein Bestatter hatte 700 Leichen im Haus."
    two = f"Am Ende waren es{more} 700 Tote." if more else "Gemeldet waren bislang 700 Tote."
    members = [
        article(one, id="a", day="2025-03-01", counted=({"words": "700 Leichen", "value": 700, "object": "Leiche"},)),
        article(two, id="b", day=day, counted=({"words": "700 Tote", "value": 700, "object": "Tote"},)),
    ]
    assert bool(find_figures(members)) is together


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        ("Etwa 12 Menschen wurden bei dem Brand verletzt.", "12", "Verletzte"),
        ("Bei dem Brand verletzt wurden 14 Menschen, hieß es.", "14", "Verletzte"),
        ("13 Personen kamen in den Flammen ums Leben.", "13", "Tote"),
        ("Am Abend demonstrierten 25 Menschen vor dem Werk.", "25", "Demonstranten"),
    ],
)
def test_of_people_as_such_what_is_said_tells_what_is_counted(article, sentence, words, expected):
    other = (f"27 {expected} zählte der Kreis.", "27", 27, expected)
    (figure,) = find_figures(told(article, (sentence, words, float(words), "Mensch"), other))
    assert (figure.object, len(figure.values), figure.sure) == (expected, 2, True)


def test_people_of_whom_something_else_is_said_stay_apart(article):
    members = told(
        article,
        ("Rund 300 Menschen mussten ihre Häuser verlassen.", "300", 300, "Mensch"),
        ("Rund 350 Menschen wollten das Spiel sehen.", "350", 350, "Mensch"),
    )
    assert find_figures(members) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Der Verein schrieb ein Defizit von 2,5 Millionen Euro.", "2,5 Millionen Euro"),
        ("Das Minus des Vereins betrug 2,5 Millionen Euro.", "2,5 Millionen Euro"),
        ("Der Fehlbetrag lag im Verein bei 2,5 Millionen Euro.", "2,5 Millionen Euro"),
    ],
)
def test_what_an_amount_measures_is_the_noun_that_it_hangs_on(article, text, words):
    euros = {"unit": "Euro", "kind": "money"}
    other = ("Ein Defizit von 3 Millionen Euro nannte der Verein.", "3 Millionen Euro", 3e6, None, euros)
    (figure,) = find_figures(told(article, (text, words, 2.5e6, None, euros), other))
    assert values(figure) == [(2.5e6, 2.5e6), (3e6, 3e6)]


def test_a_number_alone_is_of_what_was_told_before(article):
    text = "Das Amt meldet bis zu sieben Tonnen Gülle. Der Bauer geht dagegen von zwei Tonnen aus."
    counted = (
        {"words": "bis zu sieben Tonnen Gülle", "value": 7, "comparator": "up_to", "unit": "Tonne", "object": "Gülle"},
        {"words": "zwei Tonnen", "value": 2, "unit": "Tonne", "owner": "Bauer"},
    )
    other = article("Sechs Tonnen Gülle liefen aus.", id="z", counted=(
        {"words": "Sechs Tonnen Gülle", "value": 6, "unit": "Tonne", "object": "Gülle"},
    ))  # fmt: skip
    (figure,) = find_figures([article(text, id="a", counted=counted), other])
    assert values(figure) == [(None, 7), (2, 2), (6, 6)]


@pytest.mark.parametrize(
    ("text", "words", "rest"),
    [
        ("In Kiel starben dagegen 35 Rinder.", "35", {"places": ("Kiel",)}),
        ("Im Jahr 2019 starben 35 Rinder.", "35", {"dates": {"2019": "2019"}}),
    ],
)
def test_another_place_or_year_is_another_thing(article, text, words, rest):
    first = article(
        "Im Jahr 2024 starben in Husum 48 Rinder.",
        id="a",
        places=("Husum",),
        dates={"2024": "2024"},
        counted=({"words": "48", "value": 48, "object": "Rind"},),
    )
    second = article(text, id="b", counted=({"words": words, "value": 35, "object": "Rind"},), **rest)
    assert find_figures([first, second]) == ()


def test_a_word_instead_of_a_number_stands_beside_numbers_only(article):
    vague = ("Mehrere Boote fehlen im Hafen.", "Mehrere Boote", None, "Boot", {"comparator": "unspecified"})
    assert find_figures(told(article, vague, vague)) == ()
    (figure,) = find_figures(told(article, vague, ("Im Hafen fehlen 90 Boote!", "90 Boote", 90, "Boot")))
    assert values(figure) == [(None, None), (90, 90)]
    assert "one article gives no number" in figure.reasons


def test_a_toll_over_days_is_a_series(article):
    rows = [(f"{n} Verletzte meldet das Amt.", str(n), n, "Verletzte") for n in (21, 34, 52)]
    (figure,) = find_figures(told(article, *rows))
    assert values(figure) == [(21, 21), (34, 34), (52, 52)]
    assert "figures over time: 2025-03-01 – 2025-03-03" in figure.reasons


def test_tolls_many_years_apart_are_compared(article):
    members = [
        article(
            f"{n} Verletzte meldet das Amt.", id=f"a{n}", outlet=f"Bote {n}", day=day,
            counted=({"words": str(n), "value": n, "object": "Verletzte"},),
        )
        for day, n in (("2015-03-01", 21), ("2025-03-01", 34))
    ]  # fmt: skip
    assert [values(f) for f in find_figures(members)] == [[(21, 21), (34, 34)]]


def test_a_toll_without_a_place_is_of_where_the_story_plays(article):
    placed = ("In Ovelgrund, Kreis Nordsiel, gab es {} Verletzte.", ("Ovelgrund", "Kreis Nordsiel"))
    plain = ("Das Amt zählt {} Verletzte. In Ovelgrund brennt es.", ("Ovelgrund",))
    members = [
        article(
            text.format(n), id=f"a{n}", outlet=f"Bote {n}", day=f"2025-03-0{day}", places=places,
            counted=({"words": str(n), "value": n, "object": "Verletzte"},),
        )
        for day, (n, (text, places)) in enumerate([(21, placed), (34, plain), (52, plain)], 1)
    ]  # fmt: skip
    (figure,) = find_figures(members)
    assert values(figure) == [(21, 21), (34, 34), (52, 52)]
    elsewhere = article(
        "In Kiel gab es 60 Verletzte.", id="b", outlet="Funk", day="2025-03-04", places=("Kiel",),
        counted=({"words": "60", "value": 60, "object": "Verletzte"},),
    )  # fmt: skip
    assert [values(f) for f in find_figures([*members, elsewhere])] == [values(figure)]


def test_several_numbers_of_one_article_say_that_the_noun_is_no_name(article):
    text = "Im Haus Eins leben 24 Gäste. Im Haus Zwei leben 61 Gäste."
    counted = ({"words": "24", "value": 24, "object": "Gast"}, {"words": "61", "value": 61, "object": "Gast"})
    other = article("Im Haus leben 30 Gäste.", id="b", counted=({"words": "30", "value": 30, "object": "Gast"},))
    assert find_figures([article(text, id="a", counted=counted), other]) == ()


def test_two_owners_in_one_article_are_set_against_each_other(article):
    text = "Die Wache zählt 900 Gäste. Der Wirt zählt 1.500 Gäste."
    counted = (
        {"words": "900", "value": 900, "object": "Gast", "owner": "Wache"},
        {"words": "1.500", "value": 1500, "object": "Gast", "owner": "Wirt"},
    )
    (figure,) = find_figures([article(text, counted=counted)])
    assert [v.owner for v in figure.values] == ["Wache", "Wirt"]
    (unnamed,) = find_figures([article(text, counted=(counted[0] | {"owner": "wir"}, counted[1]))])
    assert [v.owner for v in unnamed.values] == [None, "Wirt"]  # a pronoun names nobody
    alone = tuple(dict(c, owner=None) for c in counted)
    assert find_figures([article(text, counted=alone)]) == ()


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Ein Minus von 3 Millionen Euro sei für jedes Haus gefährlich.", False),
        ("Das Minus von 3 Millionen Euro sei für das Haus gefährlich.", True),
        ("Ein Minus von 3 Millionen Euro habe das Haus gemacht.", True),
    ],
)
def test_a_number_that_is_only_weighed_is_nobodys_figure(article, text, listed):
    euros = {"unit": "Euro", "kind": "money"}
    given = {"words": "3 Millionen Euro", "value": 3e6, "object": None, "owner": "Ute Kolb", **euros}
    other = {"words": "4 Millionen Euro", "value": 4e6, "object": None, **euros}
    members = [
        article(text, id="a", day="2025-03-01", counted=(given,)),
        article("Das Minus liegt bei 4 Millionen Euro.", id="b", day="2025-03-01", counted=(other,)),
    ]
    assert bool(find_figures(members)) is listed


def test_numbers_that_compare_with_nothing_stay_out(article):
    rows = [
        ("5 Euro", {"value": 5, "unit": "Euro"}),
        ("30 Kommentare", {"value": 30, "object": "Kommentar", "in_furniture": True}),
        ("Gut 30 der 75 Kabinen", {"value": 30, "object": "Kabine"}),
        ("fünf von ihnen", {"value": 5, "object": "Kabine"}),
    ]
    text = "5 Euro. 30 Kommentare. Gut 30 der 75 Kabinen, fünf von ihnen fallen weg."
    counted = tuple({"words": words, **rest} for words, rest in rows)
    assert find_figures([article(text, id=i, counted=counted) for i in "ab"]) == ()


def test_the_whole_is_no_part(article):
    text = "Von den bestellten Betten sind nur 178 aufgestellt."
    counted = ({"words": "178", "value": 178, "object": "Bett"},)
    other = ("Das Haus hat 190 Betten.", "190", 190, "Bett")
    assert find_figures([article(text, id="z", counted=counted), *told(article, other)]) == ()


def test_a_repeated_number_stands_once_with_all_its_evidence(article):
    counted = (
        {"words": "70 Boote l", "value": 70, "object": "Boot"},
        {"words": "70 Boote!", "value": 70, "object": "Boot"},
    )
    members = [article("70 Boote lagen fest. Alle 70 Boote!", id=i, counted=counted) for i in "ab"]
    (figure,) = find_figures(members)
    assert [len(v.evidence) for v in figure.values] == [2, 2]


def test_the_versions_of_an_article_are_one(article):
    counted = ({"words": "40 Boote", "value": 40, "object": "Boot"},)
    first = article("Dort liegen 40 Boote.", id="a", counted=counted)
    later = article("Neu: Dort liegen 40 Boote.", id="a~2", version_of="a", counted=counted)
    assert find_figures([first, later]) == ()
    (figure,) = find_figures([first, later, article("Dort liegen 40 Boote.", id="b", counted=counted)])
    assert [[e.article for e in v.evidence] for v in figure.values] == [["a", "a~2"], ["b"]]


def test_the_object_stands_as_the_articles_write_it(article):
    rows = [("Mehr als 90 Betten blieben leer.", "Mehr als 90 Betten", 90, "Bett", {"comparator": "at_least"})] * 2
    assert [f.object for f in find_figures(told(article, *rows))] == ["Betten"]


@pytest.mark.parametrize(
    ("words", "noun", "shown"),
    [
        # an adjective that says what is counted
        ("12 tote Menschen lagen am Ufer der Elbe", "Mensch", "Tote"),
        # the nominative plural keeps its ending
        ("5.000 wütende Bauern standen auf dem Markt", "Bauer", "wütende Bauern"),
    ],
)
def test_the_object_is_what_the_words_say(article, words, noun, shown):
    number = " ".join(words.split()[:3])
    rows = [(words, number, 500, noun), (words, number, 700, noun)]
    assert [f.object for f in find_figures(told(article, *rows))] == [shown]


def test_measures_far_apart_are_of_two_things(article):
    near = [
        ("Der Verlag hatte einen Umsatz von 4 Euro", "4 Euro", 4.0, "Umsatz", {"unit": "Euro", "kind": "money"}),
        ("Die Messe hatte einen Umsatz von 9 Euro", "9 Euro", 9.0, "Umsatz", {"unit": "Euro", "kind": "money"}),
    ]
    far = [near[0], (*near[1][:2], 900.0, *near[1][3:])]
    assert len(find_figures(told(article, *near))) == 1
    assert find_figures(told(article, *far)) == ()


def test_a_word_for_a_number_of_something_else_stands_apart(article):
    rows = [
        ("Mehrere Boote warten in Wyk auf Käufer.", "Mehrere Boote", None, "Boot", {"comparator": "unspecified"}),
        ("Beim Rennen in Kiel starten 90 Boote.", "90 Boote", 90, "Boot"),
    ]
    assert find_figures(told(article, *rows)) == ()
