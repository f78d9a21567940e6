"""Groups are the same whether articles come at once or over weeks; every article joins, opens, or lets stories meet."""

import random
from datetime import date, timedelta

import pytest

from quellenlage.compare.grouping import NO_GROUPS, Grouping
from quellenlage.compare.portraits import portray
from quellenlage.compare.stories import group, told
from quellenlage.domain.annotations import AnnotatedArticle, Annotations, By, Entity
from quellenlage.domain.article import Article, Published


def stories_of(articles):
    """The stories of articles given in any order, as an analysis makes them."""
    return group(sorted(map(portray, articles), key=lambda p: p.place), NO_GROUPS, (), 0)[1]


VOWELS, CONSONANTS = "aeiou", "bdfghklmnprstvwz"
FIRST_DAY = date(2025, 3, 1)


def invented(rng: random.Random, syllables: int = 4) -> str:
    """A word that is in no dictionary."""
    return "".join(rng.choice(CONSONANTS) + rng.choice(VOWELS) for _ in range(syllables)).capitalize()


def plain(id: str, words: list[str], people: list[str] = (), day: date | None = None, outlet: str = "Bote"):
    """An article of bare words, with the names of `people` among them."""
    text = " ".join([*people, *words]) + "."
    entities = tuple(
        Entity(start=at, end=at + len(name), text=name, type="PER", name=name, by=By(rule="hand"))
        for name in people
        for at in [text.index(name)]
    )
    published = Published(day.isoformat(), day.isoformat(), "given") if day else None
    article = Article(id=id, text=text, input=f"{id}.txt", outlet=outlet, published=published, title=f"Titel {id}")
    return AnnotatedArticle(article, Annotations(entities=entities))


def affairs(seed: int, articles: int = 60) -> list[AnnotatedArticle]:
    """A corpus about some affairs that share a common topic, on twelve days, a tenth of it without a date. Some
    articles stand between two affairs."""
    rng = random.Random(seed)
    topic = [invented(rng) for _ in range(30)]
    about = [([invented(rng) for _ in range(15)], [invented(rng, 3) for _ in range(3)]) for _ in range(8)]
    found = []
    for n in range(articles):
        words, people = rng.choice(about)
        more = rng.choice(about)[0] if rng.random() < 0.2 else words
        told_words = [*rng.sample(topic, 8), *rng.sample(words, 4), *rng.sample(more, 4)]
        told_words += [invented(rng) for _ in range(5)]
        day = None if rng.random() < 0.1 else FIRST_DAY + timedelta(rng.randrange(12))
        found.append(plain(f"a{n:03d}", told_words, rng.sample(people, rng.randrange(3)), day, rng.choice("ABC")))
    return found


def state(grouping: Grouping):
    return told(grouping), tuple(grouping.joins())


@pytest.mark.parametrize("seed", range(4))
def test_all_at_once_or_in_any_portions(seed):
    articles = affairs(seed)
    whole = Grouping()
    whole.take(map(portray, articles))
    assert len(told(whole)) < len(articles)
    rng = random.Random(seed)
    rng.shuffle(articles)
    portions = Grouping()
    while articles:
        size = rng.randrange(1, 15)
        portions.take(map(portray, articles[:size]))
        articles = articles[size:]
    assert state(portions) == state(whole)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_taken_out_leaves_no_trace(seed):
    articles = affairs(seed)
    gone = random.Random(seed).sample(articles, 9)
    grouping = Grouping()
    grouping.take(map(portray, articles))
    grouping.drop(a.article.id for a in gone)
    without = Grouping()
    without.take(map(portray, [a for a in articles if a not in gone]))
    assert [(s.articles, s.id) for s in told(grouping)] == [(s.articles, s.id) for s in told(without)]
    assert tuple(grouping.joins()) == tuple(without.joins())


def test_nothing_taken_in_changes_nothing():
    grouping = Grouping()
    grouping.take(map(portray, affairs(1)))
    before = state(grouping)
    grouping.take(map(portray, []))
    grouping.drop(["not there"])
    assert state(grouping) == before


def two_affairs(days_between: int = 0):
    """Two affairs of two articles each, told apart by all their words."""
    rng = random.Random(9)
    first, second = ([invented(rng) for _ in range(12)] for _ in range(2))
    later = FIRST_DAY + timedelta(days_between)
    return (
        first,
        second,
        [
            plain("a1", first, ["Gesine Wolgast"], FIRST_DAY),
            plain("a2", first[:9], ["Gesine Wolgast"], FIRST_DAY),
            plain("b1", second, ["Ottokar Plenz"], later),
            plain("b2", second[:9], ["Ottokar Plenz"], later),
        ],
    )


def test_an_article_opens_a_story_and_another_joins_it():
    _, second, articles = two_affairs()
    grouping = Grouping()
    grouping.take(map(portray, articles))
    assert {s.articles for s in told(grouping)} == {("a1", "a2"), ("b1", "b2")}
    grouping.take(map(portray, [plain("c", second[2:12], ["Ottokar Plenz"], FIRST_DAY + timedelta(1))]))
    assert {s.articles for s in told(grouping)} == {("a1", "a2"), ("b1", "b2", "c")}


def test_stories_meet_and_say_through_what():
    first, second, articles = two_affairs()
    bridge = [
        plain(f"c{n}", [*first, *second], ["Gesine Wolgast", "Ottokar Plenz"], FIRST_DAY + timedelta(1)) for n in (1, 2)
    ]
    grouping = Grouping()
    grouping.take(map(portray, [*articles, *bridge]))
    (story,) = told(grouping)
    assert story.articles == ("a1", "a2", "b1", "b2", "c1", "c2")
    (met,) = [j for j in grouping.joins() if j.met]
    assert {met.day, met.decision} == {str(FIRST_DAY + timedelta(1)), "same"}
    phrases = dict(reason.split(": ", 1) for reason in story.reasons)
    assert phrases["two stories met"] == met.joined
    assert phrases["met through"]


def test_what_is_common_on_a_later_day_leaves_earlier_days_alone():
    """A word that everybody takes up later on was rare when the first two articles had it."""
    rng = random.Random(3)
    rare = [invented(rng) for _ in range(3)]
    pair = [plain(f"a{n}", [*rare, *(invented(rng) for _ in range(6))], [], FIRST_DAY) for n in (1, 2)]
    crowd = [
        plain(f"z{n:02d}", [*rare, *(invented(rng) for _ in range(9))], [], FIRST_DAY + timedelta(2)) for n in range(30)
    ]
    grouping = Grouping()
    grouping.take(map(portray, pair))
    before = tuple(grouping.joins())
    grouping.take(map(portray, crowd))
    assert tuple(grouping.joins())[: len(before)] == before


def test_every_decision_names_its_day_and_its_articles():
    articles = affairs(2)
    grouping = Grouping()
    grouping.take(map(portray, articles))
    ids = {a.article.id for a in articles}
    joins = list(grouping.joins())
    put_out = [article for day in grouping.days for article in day.put_out]
    assert len(joins) - len(put_out) == len(articles) - len(grouping.members)
    assert all({j.into, j.joined} <= ids and j.decision in ("same", "unsure") for j in joins)


def test_the_order_of_the_articles_means_nothing():
    articles = affairs(5)
    expected = stories_of(articles)
    random.Random(1).shuffle(articles)
    assert stories_of(articles) == expected
