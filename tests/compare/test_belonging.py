"""What strays from the story that took it in: the same names in another matter, overviews, pairs on little."""

import random
from array import array
from dataclasses import replace
from datetime import date, timedelta

import pytest

from quellenlage.compare import belonging, grouping
from quellenlage.compare.belonging import LEAST, PAIR, strays, too_far_apart
from quellenlage.compare.grouping import NO_GROUPS, Grouping
from quellenlage.compare.likeness import BARE_NAMES, Group, score
from quellenlage.compare.overviews import OVERVIEW, THIN, focused, lists_matters
from quellenlage.compare.portraits import portray
from quellenlage.compare.stories import group as grouped
from quellenlage.compare.stories import told
from quellenlage.compare.vocabulary import UNIT, Counted, Vocabulary, number_of, terms_of


def stories_of(articles):
    """The stories of articles given in any order, as an analysis makes them."""
    return grouped(sorted(map(portray, articles), key=lambda p: p.place), NO_GROUPS, (), 0)[1]


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
    assert strays(whole, vectors, ["a", "b", "c", "d"], [None] * 4, Vocabulary()) == {3}


def test_near_ones_stay():
    whole, vectors = group([{1: 0.6, 2: 0.6}, {1: 0.6, 3: 0.6}, {2: 0.6, 1: 0.5}])
    assert strays(whole, vectors, ["a", "b", "c"], [None] * 3, Vocabulary()) == frozenset()


@pytest.mark.parametrize(("outlets", "out"), [("abcdef", set()), ("aaaaaa", {5})])
def test_what_nobody_else_has_keeps_an_article_in_unless_it_is_a_habit_of_its_outlet(outlets, out):
    own = {21: 0.1, 22: 0.1, 23: 0.1}
    close = {1: 0.6, 2: 0.6, 3: 0.5} | own
    whole, vectors = group([*[close] * 5, {9: 0.9} | own])
    assert strays(whole, vectors, outlets, [None] * 6, Vocabulary()) == out


@pytest.mark.parametrize(
    ("weight", "gap", "apart"),
    [(0.99, 0, False), (0.3, 0, True), (0.56, 0, False), (0.56, 1, False), (0.56, 10, True), (0.99, 10, False)],
)
def test_two_alone_need_more_and_days_between_them_count_twice(weight, gap, apart):
    days = (date(2025, 4, 1), date(2025, 4, 1) + timedelta(gap))
    one, other = (
        Group((at,), {}, {1: round(weight * UNIT), 2 + at: UNIT // 2}, day, day) for at, day in enumerate(days)
    )
    assert too_far_apart(one, other) == apart


@pytest.mark.parametrize(("words", "out"), [(0.5, set()), (0.02, {4})])
def test_who_shares_the_names_and_hardly_the_words_is_put_out(words, out):
    """Four articles about what a minister did; in the fifth he does something else."""
    names = {1: 0.9}
    vectors = [(vector(names), vector({11: 0.5, 12: 0.5})) for _ in range(4)]
    vectors.append((vector(names), vector({11: words, 19: 0.8})))
    sums = ({}, {})
    for both in vectors:
        for side, total in zip(both, sums, strict=True):
            for feature, weight in side:
                total[feature] = total.get(feature, 0) + weight
    assert strays(Group(tuple(range(5)), *sums, None, None), vectors, "abcde", [None] * 5, Vocabulary()) == out


@pytest.mark.parametrize(("gap", "out"), [(0, set()), (1, set()), (14, {3})])
def test_who_comes_late_must_be_nearer(gap, out):
    whole, vectors = group([{1: 0.5, 2: 0.3}, {1: 0.5, 2: 0.3}, {1: 0.5, 2: 0.3}, {1: 0.43, 9: 0.9}])
    first = date(2025, 4, 1)
    days = [first, first, first, first + timedelta(gap)]
    assert strays(whole, vectors, "abcd", days, Vocabulary()) == out


def test_what_strays_together_stays_together(article, monkeypatch):
    """Two reports on a swimming bath that a group about a dam had taken in are put out as one."""
    monkeypatch.setattr(grouping, "SAME_STORY", -1.0)
    monkeypatch.setattr(grouping, "strays", lambda group, *_: frozenset({4, 5}) if group.size == 6 else frozenset())
    bath = "Das Freibad Oststedt hat eine Rutsche. Geologen fanden keine Risse im Becken."
    members = [article(t, id=str(n), day="2025-04-01") for n, t in enumerate([*DAM, DAM[0], bath, bath])]
    found = Grouping()
    found.take(map(portray, members))
    assert {s.articles for s in told(found)} == {("0", "1", "2", "3"), ("4", "5")}
    assert found.days[0].put_out == ["4", "5"]


def test_two_that_agree_little_are_two_stories_until_a_third_joins_them(article, monkeypatch):
    """The group is kept meanwhile: a third article may bear it out."""
    monkeypatch.setattr(belonging, "PAIR", 1.0)
    members = [article(text, id=str(n), outlet=f"o{n}") for n, text in enumerate(DAM)]
    found = Grouping()
    found.take(map(portray, members[:2]))
    assert len(found.members) == 1
    assert {s.articles for s in told(found)} == {("0",), ("1",)}
    found.take(map(portray, members[2:]))
    assert {s.articles for s in told(found)} == {("0", "1", "2")}


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
    assert {s.articles for s in stories_of(members)} == {("0", "1", "2"), ("3",)}


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
        ("Der Deich hält, das Freibad öffnet: das und mehr in unserem wöchentlichen Stadtnewsletter.", True),
        ("Der Deich hält. Wollen Sie mehr lesen? Hier den Newsletter bestellen.", False),
    ],
)
def test_a_text_that_sets_many_matters_side_by_side(text, many):
    assert lists_matters(text) == many


def test_what_the_opening_says_counts_more(article):
    """The dam is what one article is about, and a memory at the end of another."""
    about, aside = DAM[0], "Das Freibad Oststedt öffnet. " * 30 + DAM[0]
    vocabulary = Vocabulary()
    terms = [terms_of(article(text, id=str(n))) for n, text in enumerate((about, aside, about + " " + aside))]
    vocabulary.count(terms)
    shares = []
    for each in terms:
        words = dict(vocabulary.weigh(each)[1])
        shares.append(words[number_of("word", "dammkrone")])
    assert shares[1] < 0.7 * shares[0]
    assert shares[2] > shares[1]


def test_a_title_that_is_no_part_of_the_text_belongs_to_the_opening(article):
    aside = "Das Freibad Oststedt öffnet. " * 30 + DAM[0]
    weights = []
    for title in ("Freibad Oststedt", "Freibad und Dammkrone"):
        terms = terms_of(article(aside, title=title))
        weights.append(dict(Vocabulary([terms]).weigh(terms)[1])[number_of("word", "dammkrone")])
    assert weights[1] > 1.5 * weights[0]


def test_a_word_that_few_misread_as_a_name_is_as_frequent_as_the_word(article):
    """*Sickerwasser* as a place, in one article of many that have the word."""
    many = [terms_of(article(f"{text} Sickerwasser.", id=str(n))) for n, text in enumerate(DAM * 20)]
    misread = terms_of(article("Sickerwasser fließt.", id="x", places=("Sickerwasser",)))
    vocabulary = Vocabulary([*many, misread])
    weights = [
        dict(vocabulary.weigh(terms)[0])[number_of("name", "sickerwasser")]
        for terms in (misread, replace(misread, plain=array("q")))
    ]
    assert weights[0] < 0.8 * weights[1]


def test_what_an_outlet_calls_itself_is_no_name(article):
    text = "Jutta Krampe sprach mit dem Hellentaler Boten."
    found = [
        terms_of(article(text, outlet=outlet, people=("Jutta Krampe",), bodies=("Hellentaler Boten",)))
        for outlet in ("Hellentaler Boten", "Anzeiger")
    ]
    assert [number_of("name", "hellentaler boten") in dict(t.names) for t in found] == [False, True]
