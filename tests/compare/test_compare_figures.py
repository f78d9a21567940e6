"""Figures side by side."""

from quellenlage.compare.figures import SINGLES, find_figures


def test_the_same_object_in_two_articles_side_by_side(article):
    members = [
        article(
            "Rund 40 Schafe entkamen.",
            id="a",
            day="2025-01-02",
            counted=({"words": "Rund 40", "value": 40, "comparator": "about", "object": "Schafe"},),
        ),
        article(
            "Mindestens 60 Schafe fehlen.",
            id="b",
            day="2025-01-01",
            counted=({"words": "Mindestens 60", "value": 60, "comparator": "at_least", "object": "Schafen"},),
        ),
    ]
    (figure,) = find_figures(members)
    assert [(v.article, v.low, v.high, v.comparator) for v in figure.values] == [
        ("b", 60, None, "at_least"),
        ("a", 40, 40, "about"),
    ]


def test_compounds_and_units_stay_apart(article):
    text = "3 Verletzte, 5 Schwerverletzte, 8 Tonnen Salz, 9 Kilogramm Salz"
    counted = (
        {"words": "3", "value": 3, "object": "Verletzte"},
        {"words": "5", "value": 5, "object": "Schwerverletzte"},
        {"words": "8", "value": 8, "object": "Salz", "unit": "Tonne"},
        {"words": "9", "value": 9, "object": "Salz", "unit": "Kilogramm"},
    )
    assert len(find_figures([article(text, counted=counted)])) == 4


def test_people_as_such_need_the_same_said_of_them(article):
    texts = {
        "a": "Etwa 12 Menschen wurden verletzt. Rund 300 Menschen mussten ihre Häuser verlassen.",
        "b": "Am Ende waren 14 Menschen verletzt, hieß es.",
    }
    numbers = {"a": (12, 300), "b": (14,)}
    members = [
        article(t, id=i, counted=tuple({"words": str(n), "value": n, "object": "Mensch"} for n in numbers[i]))
        for i, t in texts.items()
    ]
    figures = find_figures(members)
    assert [[v.low for v in f.values] for f in figures] == [[12, 14], [300]]
    assert [f.sure for f in figures] == [False, False]


def test_what_several_articles_count_comes_first_and_the_rest_is_limited(article):
    nouns = [f"Ding{c}" for c in "abcdefghijklmnopqrstuvwxyz"]
    text = " ".join(f"{n + 100} {noun}" for n, noun in enumerate(nouns)) + " 7 Zelte"
    counted = [{"words": f"{n + 100} {noun}", "value": n, "object": noun} for n, noun in enumerate(nouns)]
    counted.append({"words": "7 Zelte", "value": 7, "object": "Zelt"})
    other = article("9 Zelte", id="b", counted=({"words": "9 Zelte", "value": 9, "object": "Zelt"},))
    figures = find_figures([article(text, counted=tuple(counted)), other])
    assert figures[0].object == "Zelte"
    assert len(figures) == 1 + SINGLES


def test_numbers_without_object_or_value_and_in_page_matter_stay_out(article):
    counted = (
        {"words": "5 Euro", "value": 5, "unit": "Euro"},
        {"words": "Dutzende", "comparator": "unspecified", "object": "Boot"},
        {"words": "30 Kommentare", "value": 30, "object": "Kommentar", "in_furniture": True},
    )
    assert find_figures([article("5 Euro, Dutzende Boote, 30 Kommentare", counted=counted)]) == ()


def test_a_repeated_number_stands_once_with_all_its_evidence(article):
    text = "70 Boote lagen fest. Alle 70 Boote!"
    counted = (
        {"words": "70 Boote lagen", "value": 70, "object": "Boot"},
        {"words": "70 Boote!", "value": 70, "object": "Boot"},
    )
    (figure,) = find_figures([article(text, counted=counted)])
    assert [len(v.evidence) for v in figure.values] == [2]


def test_the_object_stands_as_the_articles_write_it(article):
    counted = ({"words": "Mehr als 90 Betten", "value": 90, "comparator": "at_least", "object": "Bett"},)
    (figure,) = find_figures([article("Mehr als 90 Betten, hieß es, blieben leer.", counted=counted)])
    assert figure.object == "Betten"


def test_a_part_of_a_number_compares_with_nothing(article):
    members = [
        article(
            "Gut 30 der 75 Kabinen fallen weg.",
            id="a",
            counted=({"words": "Gut 30 der 75 Kabinen", "value": 30, "object": "Kabine"},),
        ),
        article(
            "Das Werk hat 75 Kabinen.", id="b", counted=({"words": "75 Kabinen", "value": 75, "object": "Kabine"},)
        ),
    ]
    figures = find_figures(members)
    assert sorted((f.object, [v.low for v in f.values], f.sure) for f in figures) == [
        ("Kabinen", [30], False),
        ("Kabinen", [75], True),
    ]


def test_shares_of_the_same_thing_do_compare(article):
    counted = ({"words": "Die Hälfte der Kabinen", "value": 0.5, "object": "Kabine", "unit": "Anteil"},)
    members = [article("Die Hälfte der Kabinen fällt weg.", id=i, counted=counted) for i in "ab"]
    assert [len(f.values) for f in find_figures(members)] == [2]


def test_the_versions_of_an_article_give_a_number_once(article):
    text = "Mindestens 9 Menschen sitzen fest. 4 Boote sind unterwegs."
    counted = (
        {"words": "Mindestens 9 Menschen", "value": 9, "comparator": "at_least", "object": "Mensch"},
        {"words": "4 Boote", "value": 4, "object": "Boot"},
    )
    members = [
        article(text, id="a", counted=counted),
        article(f"Neu: {text}", id="a~2", version_of="a", counted=counted),
    ]
    figures = find_figures(members)
    assert [[v.low for v in f.values] for f in figures] == [[4], [9]]
    assert [[e.article for e in f.values[0].evidence] for f in figures] == [["a", "a~2"], ["a", "a~2"]]
