"""Which articles belong together."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from quellenlage.compare.grouping import NO_GROUPS, Grouping
from quellenlage.compare.likeness import FEATURES, SAME_STORY, UNSURE, Group, decide, score, shared_names
from quellenlage.compare.portraits import portray
from quellenlage.compare.stories import group
from quellenlage.compare.vocabulary import labels_in
from quellenlage.domain.article import Published


def stories_of(articles):
    """The stories of articles given in any order, as an analysis makes them."""
    return group(sorted(map(portray, articles), key=lambda p: p.place), NO_GROUPS, (), 0)[1]


DAM = [
    (
        "Am Staudamm Hellental ist Wasser durchgesickert. Landrätin Jutta Krampe ließ den Pegel der Hellentalsperre "
        "senken. Geologen prüfen die Dammkrone.",
        ("Jutta Krampe",),
        ("Hellental",),
    ),
    (
        "Jutta Krampe hat die Anwohner unterhalb der Hellentalsperre informiert. Die Dammkrone sei stabil, das "
        "Sickerwasser werde in Hellental ständig gemessen.",
        ("Jutta Krampe",),
        ("Hellental",),
    ),
    (
        "Das Sickerwasser an der Hellentalsperre nimmt ab. Geologen sehen die Dammkrone nicht in Gefahr, wie "
        "Jutta Krampe in Hellental mitteilte.",
        ("Jutta Krampe",),
        ("Hellental",),
    ),
]
CLUB = [
    (
        "Der Kegelverein Blau-Gold Mühlrode hat seinen Kassenwart Detlef Osang entlassen. In der Vereinskasse "
        "fehlen Belege.",
        ("Detlef Osang",),
        ("Mühlrode",),
    ),
    (
        "Detlef Osang bestreitet, Belege aus der Vereinskasse entfernt zu haben. Der Kegelverein in Mühlrode will "
        "klagen.",
        ("Detlef Osang",),
        ("Mühlrode",),
    ),
]


@pytest.fixture
def corpus(article):
    def make(day=date(2025, 4, 1)):
        dam = [
            article(t, id=f"dam{i}", outlet=f"o{i}", people=p, places=g, day=str(day + timedelta(i)), title=f"Damm {i}")
            for i, (t, p, g) in enumerate(DAM)
        ]
        club = [article(t, id=f"club{i}", people=p, places=g, day=str(day)) for i, (t, p, g) in enumerate(CLUB)]
        return [*dam, *club, article("Im Zoo ist ein Tapir geboren worden.", id="zoo")]

    return make


def groups(stories):
    return {s.articles for s in stories}


def test_two_affairs_and_a_single_article(corpus):
    assert groups(stories_of(corpus())) == {("dam0", "dam1", "dam2"), ("club0", "club1"), ("zoo",)}


def test_largest_first_with_its_days_and_outlets(corpus):
    story = stories_of(corpus())[0]
    assert (story.from_, story.to, story.outlets) == ("2025-04-01", "2025-04-03", ("o0", "o1", "o2"))
    assert story.title in {"Damm 0", "Damm 1", "Damm 2"}
    assert [r.partition(":")[0] for r in story.reasons] == ["shared names", "shared words", "days"]


def test_same_groups_and_ids_in_any_order(corpus):
    articles = corpus()
    expected = stories_of(articles)
    for seed in range(5):
        random.Random(seed).shuffle(articles)
        assert stories_of(articles) == expected


def test_a_new_article_leaves_the_ids_of_stories_alone(corpus):
    before = {s.id for s in stories_of(corpus())}
    assert {s.id for s in stories_of(corpus()[:-1])} < before


def test_names_in_page_matter_bring_nothing_together(article):
    teaser = "Jutta Krampe spricht über die Hellentalsperre und die Dammkrone von Hellental"
    texts = ["In Neuwerder gibt es wieder Äpfel.", "Beim Turnfest siegte die Riege aus Lohne."]
    members = [
        article(f"{t}\n{teaser}", id=str(i), people=("Jutta Krampe",), furniture=(teaser,)) for i, t in enumerate(texts)
    ]
    assert groups(stories_of(members)) == {("0",), ("1",)}


def test_unknown_dates_are_neutral_and_make_an_episode_of_their_own(article):
    days = ["2025-04-01", None, "2025-04-02"]
    members = [
        article(t, id=str(i), people=p, places=g, day=d) for i, ((t, p, g), d) in enumerate(zip(DAM, days, strict=True))
    ]
    (story,) = stories_of(members)
    assert [(e.from_, e.to, e.articles) for e in story.episodes] == [
        ("2025-04-01", "2025-04-02", ("0", "2")),
        (None, None, ("1",)),
    ]


@pytest.mark.parametrize(("gap", "episodes"), [(30, 1), (31, 2)])
def test_a_long_silence_parts_episodes(article, gap, episodes):
    text = " ".join(t for t, _, _ in DAM)
    days = [date(2025, 1, 1), date(2025, 1, 1) + timedelta(gap)]
    members = [article(text, id=str(i), people=("Jutta Krampe",), day=str(d)) for i, d in enumerate(days)]
    (story,) = stories_of(members)
    assert len(story.episodes) == episodes


@pytest.mark.parametrize(
    ("title", "headline", "expected"),
    [
        ("Der Damm hält", None, "Der Damm hält"),
        (None, "Wasser am Damm", "Wasser am Damm"),
        (None, None, "Wasser am Damm Es tropft."),
    ],
)
def test_the_title_is_the_articles_own(article, title, headline, expected):
    text = "Wasser am Damm\nEs tropft." if headline or title else "Wasser am Damm Es tropft."
    (story,) = stories_of([article(text, title=title, headline=headline)])
    assert story.title == expected


@pytest.mark.parametrize(
    "others",
    [
        # quotations alone and questions, even with a name in them; what names nothing of the matter
        ("„Das war knapp“", "»Krampe hat gelogen«"),
        ("Was kommt jetzt?", "Wie sicher ist die Hellentalsperre?"),
        ("Das ist jetzt bekannt", "Nach dem Regen"),
    ],
)
@pytest.mark.parametrize("at", range(3))
def test_a_headline_that_names_something_shared_goes_first(article, others, at):
    """Whichever article has it: without the rule the one nearest to the rest gives the title."""
    telling = "„Nur Tropfen“: Krampe misst an der Hellentalsperre"
    titles = [*others[:at], telling, *others[at:]]
    members = [
        article(t, id=f"dam{i}", outlet=f"o{i}", people=p, places=g, day=f"2025-04-0{i + 1}", title=titles[i])
        for i, (t, p, g) in enumerate(DAM)
    ]
    (story,) = stories_of(members)
    assert story.title == telling


def test_headlines_that_tell_nothing_leave_the_choice_to_nearness(article):
    def title(titles):
        members = [
            article(t, id=f"dam{i}", outlet=f"o{i}", people=p, places=g, day=f"2025-04-0{i + 1}", title=titles[i])
            for i, (t, p, g) in enumerate(DAM)
        ]
        (story,) = stories_of(members)
        return story.title

    bare = title(["Notiz 1", "Notiz 2", "Notiz 3"])
    at = int(bare[-1]) - 1
    assert title(["Und nun?", "„Na ja“", "Was wird?"]) == ["Und nun?", "„Na ja“", "Was wird?"][at]
    # of several that tell it, too
    assert title([f"Hellental {n}" for n in range(3)]) == f"Hellental {at}"


def test_a_headline_that_tells_is_taken_of_the_newest_only(article):
    """An early headline, however telling, may be overtaken."""
    titles = ["Hellentalsperre: Krampe schweigt", *(f"Neues vom {n}. April" for n in range(2, 7))]
    members = [
        article(t, id=f"dam{i}", outlet=f"o{i}", people=p, places=g, day=f"2025-04-0{i + 1}", title=titles[i])
        for i, (t, p, g) in enumerate([*DAM, *DAM])
    ]
    (story,) = stories_of(members)
    assert story.title in titles[3:]


def test_every_feature_says_what_it_is():
    assert all(feature.__doc__ for feature, _ in FEATURES)


@pytest.mark.parametrize(
    ("value", "decision"),
    [(1.0, "same"), (SAME_STORY, "same"), (UNSURE, "unsure"), (UNSURE - 0.001, "different"), (-0.1, "different")],
)
def test_a_score_is_not_yet_a_decision(value, decision):
    assert decide(value) == decision


def test_two_people_of_one_surname_share_half(article):
    text = "{} eröffnete die Messe."
    first, second, same = (
        article(text.format(name), id=i, people=(name,))
        for i, name in (("a", "Ilse Wodrich"), ("b", "Bernd Wodrich"), ("c", "Ilse Wodrich"))
    )
    grouping = Grouping()
    grouping.take(map(portray, [first, second, same]))
    one, other, again = (grouping.single(i) for i in range(3))
    assert shared_names(one, other).score < 0.6 * shared_names(one, again).score


def test_a_name_in_the_words_of_another_article_counts_as_name(article):
    """A blog introduces nobody; but what is a word of the language stays one."""
    named = article("Fritz Qualmann und Paula Stich trafen sich.", id="a", people=("Fritz Qualmann", "Paula Stich"))
    blog = article("Was hat Qualmann sich dabei gedacht? Es gab mir einen Stich.", id="b")
    grouping = Grouping()
    grouping.take(map(portray, [named, blog]))
    names = grouping.single(1).names
    assert list(labels_in([p.terms for p in grouping.portraits], names).values()) == ["Fritz Qualmann"]
    # in a story of such blogs alone it is shown as they have it
    assert list(labels_in([grouping.portraits[1].terms], names).values()) == ["Qualmann"]


def test_who_names_little_shares_little(article):
    """Two articles that name one country and nobody else agree in all their names, and that is not much."""
    members = [article("In Italien war es heiß.", id=i, places=("Italien",)) for i in "ab"]
    grouping = Grouping()
    grouping.take(map(portray, members))
    assert shared_names(grouping.single(0), grouping.single(1)).score < 0.3


def test_nothing_in_nothing_out():
    assert stories_of([]) == ()


BAND = (
    "Die Kapelle Nebelhorn hat ein Album aufgenommen. Sängerin Frauke Ihnen und Trommler Onno Boekhoff loben die "
    "Balladen, das Akkordeon und den Hall der Scheune.",
    "Die Kapelle Nebelhorn geht auf Tournee. Sängerin Frauke Ihnen und Trommler Onno Boekhoff freuen sich auf die "
    "Balladen, auf Festwiesen und auf volle Säle.",
)
RULING = (
    "Das Amtsgericht Norden verhandelt über den Kutter Seestern. Reeder Hinrich Poppinga soll Reusen zerschnitten "
    "haben; der Schöffe zweifelt am Gutachten über die Schleppleine.",
    "Im Streit um den Kutter Seestern hat das Amtsgericht Norden geurteilt: Reeder Hinrich Poppinga zerschnitt die "
    "Reusen, das Gutachten über die Schleppleine überzeugte den Schöffen.",
)
IHNEN, POPPINGA = ("Frauke Ihnen", "Onno Boekhoff"), ("Hinrich Poppinga",)


@pytest.mark.parametrize(
    ("texts", "people", "gap", "together"),
    [
        # names and a topic hold over days, not over a long silence; one matter holds over it
        (BAND, IHNEN, 3, True),
        (BAND, IHNEN, 120, False),
        (RULING, POPPINGA, 3, True),
        (RULING, POPPINGA, 45, True),
    ],
)
def test_after_a_long_silence_the_same_people_make_no_story(article, texts, people, gap, together):
    members = [
        article(text, id=str(i), outlet=f"o{i}", people=people, day=str(date(2025, 1, 1) + timedelta(i * gap)))
        for i, text in enumerate(texts)
    ]
    assert (len(stories_of(members)) == 1) == together


def single(names, words, day):
    return Group((0,), names, words, day, day)


@pytest.mark.parametrize(("gap", "decision"), [(0, "same"), (7, "same"), (16, "unsure"), (45, "different")])
def test_agreement_in_names_alone_fades_after_a_week(gap, decision):
    """One speaker, other matters: two names of two are shared, and hardly a word."""
    first = date(2025, 1, 1)
    one = single({1: 3000, 2: 2500}, {10: 1200, 11: 3900}, first)
    other = single({1: 3000, 2: 2500}, {10: 1200, 12: 3900}, first + timedelta(gap))
    assert decide(score(one, other)) == decision


def test_a_time_open_on_one_side_is_no_silence(article):
    """Nobody knows how long after its first day it came out."""
    text = " ".join(BAND)
    members = [
        article(text, id="a", outlet="o1", people=IHNEN, day="2025-06-01"),
        article(BAND[1], id="b", outlet="o2", people=IHNEN, day="2025-01-01"),
    ]
    since = replace(members[1].article, published=Published("2025-01", None, "from the text"))
    assert len(stories_of(members)) == 2
    assert len(stories_of([members[0], replace(members[1], article=since)])) == 1


def test_an_article_that_names_whom_only_one_story_names_joins_it(article):
    """A comment in words of its own; another one, on the theatre, names nobody of them."""
    people = ("Onno Boekhoff", "Ewald Tschirne", "Ottilie Vahrenhorst")
    reports = [
        article(f"{text} {', '.join(people)} schwiegen.", id=f"dam{n}", outlet=f"o{n}", people=people)
        for n, (text, _, _) in enumerate([*DAM, *DAM])
    ]
    aside = " ".join(f"Der {w} war voll, und der {w} blieb laut." for w in ("Saal", "Flur", "Gasthof", "Keller", "Bus"))
    comment = article(f"{aside * 4} Boekhoff lachte, Tschirne gähnte, Vahrenhorst schlief.", id="x", outlet="blog")
    theatre = article("Den Faust gab es auch, mit Pausen und Bier.", id="y", outlet="blog")
    found = {s.articles for s in stories_of([*reports, comment, theatre])}
    assert found == {(*(f"dam{n}" for n in range(6)), "x"), ("y",)}
