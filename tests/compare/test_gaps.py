"""Gaps: what some outlets carry and others leave out."""

from dataclasses import replace

import pytest

from quellenlage.compare.gaps import find_gaps
from quellenlage.domain.article import Published
from quellenlage.domain.dossier import Claim, Figure, FigureValue, Member
from quellenlage.domain.span import Evidence

LEAK = "Der Damm bei Ostrum hat nach Angaben des Deichverbands seit Wochen einen feinen Riss."
OTHER_WORDS = "Seit Wochen klafft im Ostrumer Damm ein Riss, sagt der Deichverband."
SILENT = "In Ostrum feierten Hunderte am Hafen das Fest der Fischer mit Musik."


def claim(*carriers, text="Der Damm bei Ostrum hat seit Wochen einen feinen Riss", **rest):
    """A claim with one member per article, which is its whole first sentence."""
    members = tuple(
        Member(
            statement=f"s{n}",
            article=m.article.id,
            start=0,
            end=len(m.article.text.split(". ")[0]),
            speaker="Deichverband",
            mode="attributed",
            stance="asserts",
        )
        for n, m in enumerate(carriers)
    )
    given = {"status": "single_source", "weight": len(members), "sources": 1, "sources_at_most": 1, "roots": ()}
    return Claim(id="c1", text=text, members=members, **(given | rest))


@pytest.fixture
def members(article):
    return [
        article(LEAK, id="a", outlet="Bote", day="2025-03-04"),
        article(OTHER_WORDS, id="b", outlet="Kurier", day="2025-03-05"),
        article(SILENT, id="c", outlet="Funk", day="2025-03-05"),
    ]


def test_an_outlet_of_the_same_days_leaves_the_claim_out(members):
    (row,) = find_gaps(members, [claim(*members[:2])])
    assert (row.claim, row.outlets_with, row.outlets_without) == ("c1", ("Bote", "Kurier"), ("Funk",))
    assert row.reasons == ("carried in words of their own: 2",)
    assert row.sure


def test_without_a_second_voice_there_is_no_gap(article, members):
    copy = article(LEAK, id="d", outlet="Post", day="2025-03-04")
    assert find_gaps([*members, copy], [claim(members[0], copy)]) == ()
    assert find_gaps(members, [claim(members[0])]) == ()


@pytest.mark.parametrize(
    ("day", "without", "reasons", "sure"),
    [
        ("2025-03-01", (), (), True),
        ("2025-03-05", ("Funk",), ("carried in words of their own: 2",), True),
        ("2025-03-08", ("Funk",), ("carried in words of their own: 2",), True),
        # what comes long after tells what came next
        ("2025-04-20", (), (), True),
        # it may have come before, or long after
        (None, (), (), True),
    ],
)
def test_only_who_wrote_at_that_time_can_leave_it_out(article, members, day, without, reasons, sure):
    silent = article(SILENT, id="c", outlet="Funk", day=day)
    rows = find_gaps([*members[:2], silent], [claim(*members[:2])])
    assert [(r.outlets_without, r.reasons, r.sure) for r in rows] == ([(without, reasons, sure)] if without else [])


def test_who_came_before_is_named_where_others_leave_it_out(article, members):
    before = article("In Ostrum schneit es.", id="d", outlet="Post", day="2025-03-02")
    (row,) = find_gaps([*members, before], [claim(*members[:2])])
    assert row.outlets_without == ("Funk",)
    assert row.reasons == ("carried in words of their own: 2", "published before: Post")


def test_who_wrote_on_an_unknown_day_is_named_where_others_leave_it_out(article, members):
    undated = article("In Ostrum schneit es.", id="d", outlet="Post")
    (row,) = find_gaps([*members, undated], [claim(*members[:2])])
    assert (row.outlets_without, row.sure) == (("Funk",), True)
    assert row.reasons == ("carried in words of their own: 2", "date unknown: Post")


def test_a_stretch_of_days_is_no_known_day(article, members):
    settled = article(SILENT, id="c", outlet="Funk", day="2025-03-05")
    stretch = Published("2025-01-01", "2025-12-31", "told as past: 2025")
    settled = replace(settled, article=replace(settled.article, published=stretch))
    assert find_gaps([*members[:2], settled], [claim(*members[:2])]) == ()


@pytest.mark.parametrize(
    "told",
    [
        "Ein feiner Riss zieht sich seit Wochen durch den Damm bei Ostrum.",
        "Der Dammriss in Ostrum ist fein, aber seit Wochen da.",
    ],
)
def test_who_may_tell_it_in_other_words_stands_on_neither_side(article, members, told):
    other = article(told, id="d", outlet="Post", day="2025-03-05")
    (row,) = find_gaps([*members, other], [claim(*members[:2])])
    assert row.outlets_without == ("Funk",)
    assert "perhaps told in other words: Post" in row.reasons


def test_who_counts_the_same_may_tell_it(article):
    def counted(words, **rest):
        return article(
            words, counted=({"words": words.split(" ")[2] + " Boote", "value": 1.0, "object": "Boote"},), **rest
        )

    a = counted("Es sanken 40 Boote in jener Nacht vor Ostrum im Sturm.", id="a", outlet="Bote", day="2025-03-04")
    b = counted(
        "Es gingen 38 Boote unter, sagt der Hafenmeister von Ostrum.", id="b", outlet="Kurier", day="2025-03-04"
    )
    c = counted("Der Hafen: 52 Boote fehlen seitdem am Kai, hört man.", id="c", outlet="Funk", day="2025-03-04")
    d = article(SILENT, id="d", outlet="Post", day="2025-03-04")
    (row,) = find_gaps([a, b, c, d], [claim(a, b, text="In jener Nacht sanken 40 Boote")])
    assert row.outlets_without == ("Post",)


def test_unsure_claims_and_claims_without_content_open_no_gap(members):
    assert find_gaps(members, [claim(*members[:2], sure=False)]) == ()
    assert find_gaps(members, [claim(*members[:2], text="das")]) == ()


def test_an_article_without_an_outlet_is_named_by_its_input(article, members):
    nameless = article(SILENT, id="d", outlet=None, day="2025-03-05")
    (row,) = find_gaps([*members, nameless], [claim(*members[:2])])
    assert row.outlets_without == ("Funk", "d.txt")


def test_versions_of_one_article_are_one_voice(article, members):
    again = article(OTHER_WORDS, id="a~2", outlet="Bote", day="2025-03-04", version_of="a")
    assert find_gaps([members[0], again, members[2]], [claim(members[0], again)]) == ()


def test_who_gives_another_number_of_the_figure_has_not_left_it_out(article):
    texts = {
        "a": "Nach dem Dammbruch sind elf Leute obdachlos, sagt der Deichverband Ostrum.",
        "b": "Ohne Bleibe sind in Ostrum elf Einwohner, wie der Deichverband am Abend zählte.",
        "c": "Inzwischen zählt man dreißig, die kein Dach mehr haben.",
    }
    found = [article(t, id=i, outlet=i, day="2025-03-04") for i, t in texts.items()]
    said = claim(*found[:2], text="Elf Leute sind obdachlos")

    def value(member, words):
        at = member.article.text.index(words)
        place = Evidence(member.article.id, at, at + len(words))
        return FigureValue(low=1, high=1, comparator="exact", owner=None, article=place.article, evidence=(place,))

    values = (value(found[0], "elf Leute"), value(found[1], "elf Einwohner"), value(found[2], "dreißig"))
    figure = Figure(id="f", object="Obdachlose", unit=None, values=values)
    assert [r.outlets_without for r in find_gaps(found, [said])] == [("c",)]
    assert find_gaps(found, [said], [figure]) == ()
    # a figure that one article alone gives says nothing of the others
    assert find_gaps(found, [said], [replace(figure, values=values[:1])])


@pytest.mark.parametrize(
    ("about", "gaps"),
    [
        # the very word, and who said it
        ("Der Deichverband will mit seinem Haarlineal nichts zu tun haben. So etwas sage man dort nie.", 0),
        # the word alone is anybody's, and the speaker alone says many things
        ("Ein Tischler aus Ostrum verkauft sein Haarlineal.", 1),
        ("Der Deichverband feierte in Ostrum mit Musik.", 1),
    ],
)
def test_who_writes_about_the_very_word_of_the_speaker_may_tell_it(article, about, gaps):
    said = "Zwischen Damm und Haarlineal passt laut Deichverband kein Blatt Papier mehr."
    again = "Kein Blatt Papier bringe man noch zwischen Damm und Haarlineal, sagt der Deichverband."
    told = [
        article(said, id="a", outlet="Bote", day="2025-03-04"),
        article(again, id="b", outlet="Kurier", day="2025-03-05"),
    ]
    other = article(about, id="c", outlet="Funk", day="2025-03-05")
    found = claim(*told, text="Zwischen Damm und Haarlineal passt kein Blatt Papier mehr")
    assert len(find_gaps([*told, other], [found])) == gaps
