"""What strays from the story that took it in: the same names in another matter, overviews, pairs on little."""

import random
from array import array

import pytest

from quellenlage.compare import belonging
from quellenlage.compare.belonging import LEAST, PAIR, strays, too_far_apart
from quellenlage.compare.grouping import Grouping
from quellenlage.compare.likeness import BARE_NAMES, Group, score
from quellenlage.compare.overviews import OVERVIEW, THIN, focused, lists_matters
from quellenlage.compare.stories import find_stories, take_in, told
from quellenlage.compare.vocabulary import UNIT, Counted, Vocabulary, terms_of


def vector(weights: dict[int, float]) -> Counted:
    return Counted(array("q", weights), array("H", (round(w * UNIT) for w in weights.values())))


def group(words: list[dict[int, float]]) -> tuple[Group, list[tuple[Counted, Counted]]]:
    """A group of articles that name nobody, and their vectors."""
    vectors = [(vector({}), vector(w)) for w in words]
    sums: dict[int, int] = {}
    for _, each in vectors:
        for feature, weight in each:
            sums[feature] = sums.get(feature, 0) + weight
    return Group(tuple(range(len(words))), {}, sums, None, None), vectors


def test_one_far_from_the_rest_is_put_out():
    close = {1: 0.6, 2: 0.6, 3: 0.5}
    whole, vectors = group([close, close, close, {1: 0.15, 9: 0.9}])
    assert strays(whole, vectors, ["a", "b", "c", "d"], Vocabulary()) == {3}


def test_near_ones_stay():
    whole, vectors = group([{1: 0.6, 2: 0.6}, {1: 0.6, 3: 0.6}, {2: 0.6, 1: 0.5}])
    assert strays(whole, vectors, ["a", "b", "c"], Vocabulary()) == frozenset()


@pytest.mark.parametrize(("outlets", "out"), [("abcdef", set()), ("aaaaaa", {5})])
def test_what_nobody_else_has_keeps_an_article_in_unless_it_is_a_habit_of_its_outlet(outlets, out):
    own = {21: 0.1, 22: 0.1, 23: 0.1}
    close = {1: 0.6, 2: 0.6, 3: 0.5} | own
    whole, vectors = group([*[close] * 5, {9: 0.9} | own])
    assert strays(whole, vectors, outlets, Vocabulary()) == out


@pytest.mark.parametrize(("weight", "apart"), [(0.99, False), (0.3, True)])
def test_two_alone_need_more(weight, apart):
    one, other = (({}, {1: round(weight * UNIT), own: UNIT // 2}) for own in (2, 3))
    assert too_far_apart(one, other) == apart


def test_two_that_agree_little_are_two_stories_until_a_third_joins_them(article, monkeypatch):
    """The group is kept meanwhile: a third article may bear it out."""
    monkeypatch.setattr(belonging, "PAIR", 1.0)
    members = [article(text, id=str(n), outlet=f"o{n}") for n, text in enumerate(DAM)]
    grouping = Grouping()
    take_in(grouping, members[:2])
    assert len(grouping.members) == 1
    assert {s.articles for s in told(grouping)} == {("0",), ("1",)}
    take_in(grouping, members[2:])
    assert {s.articles for s in told(grouping)} == {("0", "1", "2")}


def test_thresholds_are_in_order():
    assert 0 < LEAST < PAIR


def test_names_without_words_are_not_enough():
    """Two ministers meet in reports on two matters."""
    names = {1: UNIT * 7 // 10, 2: UNIT * 7 // 10}
    one = Group((0,), names, {11: UNIT}, None, None)
    other = Group((1,), names, {12: UNIT}, None, None)
    assert score(one, other) == pytest.approx(0.3 * BARE_NAMES)


DAM = [
    "Am Staudamm Hellental ist Wasser durchgesickert. Geologen prüfen die Dammkrone der Hellentalsperre auf Risse.",
    "Die Geologen fanden Risse in der Dammkrone der Hellentalsperre; das Sickerwasser wird gemessen.",
    "Das Sickerwasser an der Hellentalsperre nimmt ab. Geologen dichten die Risse der Dammkrone ab.",
]


def test_another_matter_of_the_same_person_is_no_part_of_the_story(article):
    """The district administrator opens a swimming bath; the dam is another matter."""
    told = [f"{text} Landrätin Jutta Krampe war da." for text in DAM]
    told.append("Landrätin Jutta Krampe schnitt das Band vor dem Freibad durch. Die Rutsche misst vierzig Meter.")
    members = [
        article(text, id=str(n), outlet=f"o{n}", people=("Jutta Krampe",), day=f"2025-04-0{n + 1}")
        for n, text in enumerate(told)
    ]
    assert {s.articles for s in find_stories(members)} == {("0", "1", "2"), ("3",)}


@pytest.mark.parametrize(
    ("title", "factor"),
    [("Risse im Damm", 1.0), ("Die wichtigsten Nachrichten am Abend", OVERVIEW), ("Newsblog zum Damm", OVERVIEW)],
)
def test_a_piece_of_many_matters_counts_less(article, title, factor):
    terms = terms_of(article(DAM[0]))
    vectors = Vocabulary([terms]).weigh(terms)
    names, words = focused(title, terms, vectors)
    assert list(words.counts) == [round(factor * c) for c in vectors[1].counts]
    assert names.features == vectors[0].features


def test_a_long_text_that_says_everything_once_counts_less(article):
    rng = random.Random(4)
    scattered = " ".join("".join(rng.choice("bdgklmnr") + rng.choice("aeiou") for _ in range(4)) for _ in range(300))
    for text, factor in ((scattered, THIN), (f"{scattered} {scattered}", 1.0)):
        terms = terms_of(article(text + "."))
        vectors = Vocabulary([terms]).weigh(terms)
        assert list(focused("Vom Wandel", terms, vectors)[1].counts) == [round(factor * c) for c in vectors[1].counts]


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("Rat streitet über Deich + Fähre fällt aus + „Hafen“ wird teurer. Mehr dazu im Brief.", True),
        ("Rat streitet +++ Fähre fällt aus +++ 30 Boote gesucht", True),
        ("Die Werft Onnen + Partner baut.", False),
        (f"{'Der Rat tagt. ' * 40}Hinz + Kunz + Cie bauen.", False),  # not the teaser
        (
            "Segeln, Elbpokal: Onnen siegt.\nRudern, Achter: Platz drei.\nFormel 1, Zuschauer: Leer.",
            True,
        ),
        ("Segeln, Elbpokal: Onnen siegt.\nSie lag vorn.\nEr sagte: Schön.", False),
    ],
)
def test_a_text_that_sets_many_matters_side_by_side(text, many):
    assert lists_matters(text) == many
