"""Numbers that look alike and are of two things: which are no sure dispute, and which stand in no row together."""

import pytest

from quellenlage.compare.disputes import find_disputes
from quellenlage.compare.figures import find_figures


def told(article, *rows):
    """One article each of (text, day, numbers, more), a number as (words, value, noun, more)."""
    return [
        article(
            text,
            id="abcdef"[n],
            outlet=f"o{n}",
            day=day,
            counted=tuple({"words": w, "value": v, "object": noun, **more} for w, v, noun, more in numbers),
            **rest,
        )
        for n, (text, day, numbers, rest) in enumerate(rows)
    ]


def sure(members):
    return [d for d in find_disputes(members, (), find_figures(members)) if d.sure]


FAIR = "Nach Angaben der Messe fehlen 40 Aussteller."
FAR_AWAY = "Die Halle ist groß. Das Wetter hält. Die Bahn fährt pünktlich."


@pytest.mark.parametrize(
    ("between", "disputed"),
    [("", True), ("Die Halle ist groß.", True), (FAR_AWAY, False)],
)
def test_an_article_sets_two_against_each_other_side_by_side(article, between, disputed):
    text = f"{FAIR} {between} Der Verband zählt 55 Aussteller, die fehlen.".replace("  ", " ")
    numbers = (
        ("40 Aussteller", 40, "Aussteller", {"owner": "der Messe"}),
        ("55 Aussteller", 55, "Aussteller", {"owner": "Der Verband"}),
    )
    assert bool(sure(told(article, (text, "2025-05-04", numbers, {})))) == disputed


def test_one_article_sets_nobody_against_one_it_does_not_name(article):
    text = f"{FAIR} Wir sprechen von 55 Ausstellern, die fehlen."
    numbers = (
        ("40 Aussteller", 40, "Aussteller", {"owner": "der Messe"}),
        ("55 Ausstellern", 55, "Aussteller", {"owner": "wir"}),
    )
    assert sure(told(article, (text, "2025-05-04", numbers, {}))) == []


@pytest.mark.parametrize(
    ("text", "disputed"),
    [
        ("Das Amt sagt, dass es 400 Schafe geimpft hat. Der Kreis sagt, dass er 300 Schafe geimpft hat.", False),
        ("Das Amt sagt, dass dort 400 Schafe weiden. Der Kreis sagt, dass dort 300 Schafe weiden.", True),
    ],
)
def test_what_each_of_two_does_himself_is_no_dispute(article, text, disputed):
    numbers = (
        ("400 Schafe", 400, "Schaf", {"owner": "Das Amt"}),
        ("300 Schafe", 300, "Schaf", {"owner": "Der Kreis"}),
    )
    assert bool(sure(told(article, (text, "2025-05-04", numbers, {})))) == disputed


@pytest.mark.parametrize(
    ("one", "two", "disputed"),
    [
        (("vom 6. Mai an", "6. Mai", "2025-05-06"), ("bis Ende Mai", "Ende Mai", "2025-05"), False),
        (("am 6. Mai", "6. Mai", "2025-05-06"), ("am 6. Mai", "6. Mai", "2025-05-06"), True),
    ],
)
def test_numbers_for_other_days_are_no_dispute(article, one, two, disputed):
    rows = []
    for (phrase, words, value), number in ((one, 500), (two, 900)):
        text = f"Auf der Werft werden {phrase} {number} Boote gestrichen."
        rows.append((text, "2025-05-04", ((f"{number} Boote", number, "Boot", {}),), {"dates": {words: value}}))
    assert bool(sure(told(article, *rows))) == disputed


@pytest.mark.parametrize(
    ("two", "disputed"),
    [
        # the place alone does not say that both are of one thing
        ("In Tarp übernachten 60 Schiffer.", False),
        ("In Tarp gibt es 60 Schiffer.", False),
        ("In Tarp werden 60 Schiffer im Hafen gebraucht.", True),
    ],
)
def test_in_one_affair_more_than_the_place_is_shared(article, two, disputed):
    rows = [
        (text, "2025-05-04", ((f"{n} Schiffer", n, "Schiffer", {}),), {"places": ("Tarp",)})
        for text, n in (("In Tarp gibt es am Hafen 45 Schiffer.", 45), (two, 60))
    ]
    assert bool(sure(told(article, *rows))) == disputed


# Rows of figures


def row(text, day, words, value, noun, **rest):
    return text, day, ((words, value, noun, {}),), rest


@pytest.mark.parametrize(
    ("one", "two", "rows"),
    [
        # a toll without a place is of the place spoken of
        (
            row("In Tarp steht das Wasser. Es gab 30 Tote.", "2025-05-04", "30 Tote", 30, "Tote", places=("Tarp",)),
            row("In Leck steht das Wasser. Es gab 41 Tote.", "2025-05-05", "41 Tote", 41, "Tote", places=("Leck",)),
            0,
        ),
        (
            row("In Tarp steht das Wasser. Es gab 30 Tote.", "2025-05-04", "30 Tote", 30, "Tote", places=("Tarp",)),
            row("In Tarp steht das Wasser. Es gab 41 Tote.", "2025-05-05", "41 Tote", 41, "Tote", places=("Tarp",)),
            1,
        ),
        # no toll grows thirtyfold in five days
        (
            row("Es gab ein Todesopfer.", "2025-05-04", "ein Todesopfer", 1, "Todesopfer"),
            row("Es gab 36 Todesopfer.", "2025-05-09", "36 Todesopfer", 36, "Todesopfer"),
            0,
        ),
        (
            row("Es gab acht Todesopfer.", "2025-05-04", "acht Todesopfer", 8, "Todesopfer"),
            row("Es gab 36 Todesopfer.", "2025-05-09", "36 Todesopfer", 36, "Todesopfer"),
            1,
        ),
        # a toll of a year gone by, and the one of today
        (
            row("Im Jahr 2018 gab es 90 Tote.", "2025-05-04", "90 Tote", 90, "Tote", dates={"Jahr 2018": "2018"}),
            row("Bisher gab es 80 Tote.", "2025-05-04", "80 Tote", 80, "Tote"),
            0,
        ),
        # children are not the injured, in two articles they are children
        (
            row("Zwei Kinder wurden verletzt.", "2025-05-04", "Zwei Kinder", 2, "Kind"),
            row("Es gibt vier Verletzte.", "2025-05-04", "vier Verletzte", 4, "Verletzte"),
            0,
        ),
        (
            row("In der Schule wurden 20 Kinder verletzt.", "2025-05-04", "20 Kinder", 20, "Kind"),
            row("Verletzt wurden in der Schule 24 Kinder.", "2025-05-04", "24 Kinder", 24, "Kind"),
            1,
        ),
    ],
)  # fmt: skip
def test_a_row_of_figures_is_of_one_place_time_and_kind_of_people(article, one, two, rows):
    assert len(find_figures(told(article, one, two))) == rows


@pytest.mark.parametrize(
    ("two", "rows"),
    [("Den Hort nutzten 5 Prozent der Familien.", 0), ("Einen Garten haben 12 Prozent der Familien im Ort.", 1)],
)
def test_shares_of_one_noun_stand_together_where_the_sentences_agree(article, two, rows):
    share = {"unit": "Prozent", "kind": "percent"}
    words = next(w for w in ("5 Prozent der Familien", "12 Prozent der Familien") if w in two)
    members = told(
        article,
        ("Einen Garten haben 15 Prozent der Familien im Ort.", "2025-05-04",
         (("15 Prozent der Familien", 15, "Familie", share),), {}),
        (two, "2025-05-04", ((words, int(words.split()[0]), "Familie", share),), {}),
    )  # fmt: skip
    assert len(find_figures(members)) == rows


def test_two_numbers_of_one_sentence_are_sides_by_themselves(article):
    text = "Nach Zählung der Messe kamen 400 Aussteller, der Verband sprach von 550 Ausstellern."
    numbers = (
        ("400 Aussteller", 400, "Aussteller", {"owner": "der Messe"}),
        ("550 Ausstellern", 550, "Aussteller", {"owner": "der Verband"}),
    )
    [row] = find_disputes(members := told(article, (text, "2025-05-04", numbers, {})), (), find_figures(members))
    assert [side.position for side in row.sides] == ["400 Aussteller", "550 Ausstellern"]
