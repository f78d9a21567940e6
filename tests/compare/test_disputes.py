"""Where articles cannot both be right: both sides in their own words."""

from dataclasses import replace

import pytest

from quellenlage.compare.disputes import find_disputes
from quellenlage.compare.figures import find_figures

OFFER = "die Stadt habe den Turm verschenkt"


def sides(members, dispute):
    texts = {m.article.id: m.article.text for m in members}
    return [[e.span.of(texts[e.article]) for e in side.evidence] for side in dispute.sides]


def only(disputes, kind):
    return [d for d in disputes if d.kind == kind]


# Denials


def test_who_says_it_and_who_denies_it(article, claim):
    members = [
        article(f"Petersen sagt, {OFFER}.", id="a", outlet="Bote", said=({"quote": OFFER, "by": "Olga Petersen"},)),
        article(
            "Die Stadt bestreitet das.",
            id="b",
            outlet="Kurier",
            said=({"quote": "das", "by": "Stadt Husum", "speaker": "Die Stadt", "stance": "denies"},),
        ),
    ]
    (dispute,) = find_disputes(members, [claim(*members, relations=[(0, 1, "contradicts")])], ())
    assert (dispute.kind, dispute.sure, dispute.text) == ("denial", True, OFFER)
    assert sides(members, dispute) == [[OFFER], ["Die Stadt bestreitet das"]]
    assert [s.position for s in dispute.sides] == [OFFER, "Die Stadt bestreitet das"]
    assert dispute.reasons == ("denied by: Stadt Husum",)


def test_every_article_stands_on_its_side(article, claim):
    texts = [(OFFER, {}), (f"auch {OFFER}", {}), ("Das ist falsch", {"stance": "denies"}), ("Nie und nimmer", {})]
    members = [
        article(f"Es hieß, {words}.", id="abcd"[n], outlet=f"o{n}", said=({"quote": words, "by": f"P{n}", **rest},))
        for n, (words, rest) in enumerate(texts)
    ]
    relations = [(0, 1, "same"), (0, 2, "contradicts"), (0, 3, "contradicts")]
    (dispute,) = find_disputes(members, [claim(*members, relations=relations)], ())
    assert [[e.article for e in side.evidence] for side in dispute.sides] == [["a", "b"], ["c", "d"]]


def test_no_dispute_of_one_side_or_one_person(article, claim):
    said = {"quote": OFFER, "by": "Olga Petersen"}
    alone = article(f"Petersen bestreitet, {OFFER}.", said=({**said, "stance": "denies"},))
    assert find_disputes([alone], [claim(alone)], ()) == ()
    twice = [article(f"Petersen sagt, {OFFER}.", id=i, said=(said,)) for i in "ab"]
    assert find_disputes(twice, [claim(*twice, relations=[(0, 1, "contradicts")])], ()) == ()


def test_an_unsure_claim_makes_an_unsure_dispute_and_stands_behind(article, claim):
    members = [
        article(f"Petersen sagt, {OFFER}.", id="a", said=({"quote": OFFER, "by": "Olga Petersen"},)),
        article(f"Harms bestreitet, {OFFER}.", id="b", said=({"quote": OFFER, "by": "Harms", "stance": "denies"},)),
    ]
    row = claim(*members, relations=[(0, 1, "contradicts")], sure=False)
    (dispute,) = find_disputes(members, [row], ())
    assert not dispute.sure
    (dispute,) = find_disputes(members, [row, replace(row, id="d", sure=True)], ())
    assert dispute.sure


def test_two_who_say_that_it_is_not_so_do_not_deny_each_other(article, claim):
    words = "das Vorgehen sei weder Haltung noch Auftrag des Verbands in dieser Frage"
    members = [
        article(f"Harms sagt, {words}.", id="a", said=({"quote": words, "by": "Harms"},)),
        article(
            f"Er weist es von sich: {words}.", id="b", said=({"quote": words, "by": "Petersen", "stance": "denies"},)
        ),
    ]
    assert find_disputes(members, [claim(*members, relations=[(0, 1, "contradicts")])], ()) == ()


# Numbers


def numbers(article, *rows, day=None):
    """Articles a, b, … with one number each: (text, words, value, owner, more)."""
    members = []
    for n, (text, words, value, owner, *more) in enumerate(rows):
        given = {"words": words, "value": value, "object": "Gast", "owner": owner, **(more[0] if more else {})}
        on = day or f"2025-04-0{n + 1}"
        members.append(article(text, id="abcdef"[n], outlet=f"o{n}", day=on, counted=(given,)))
    return members


@pytest.mark.parametrize(
    ("one", "two", "disputed"),
    [
        (("212 Gäste kamen.", "212", 212, None), ("Es kamen 240 Gäste.", "240", 240, None), True),
        (("178 Gäste kamen.", "178", 178, None), ("Es kamen 180 Gäste.", "180", 180, None), False),
        (
            ("Bis zu 480 Gäste kamen.", "Bis zu 480", 480, "Wirt", {"comparator": "up_to"}),
            ("Annähernd 500 Gäste kamen.", "Annähernd 500", 500, "Wache", {"comparator": "about"}),
            False,
        ),
        # what both may be is a dispute only of two who are named
        (
            ("Mindestens 470 Gäste kamen.", "Mindestens 470", 470, "Wirt", {"comparator": "at_least"}),
            ("Mehr als 620 Gäste kamen.", "Mehr als 620", 620, "Wache", {"comparator": "at_least"}),
            True,
        ),
        (
            ("Mindestens 470 Gäste kamen.", "Mindestens 470", 470, None, {"comparator": "at_least"}),
            ("Mehr als 620 Gäste kamen.", "Mehr als 620", 620, None, {"comparator": "at_least"}),
            False,
        ),
        # who counts again does not contradict himself
        (("400 Gäste kamen.", "400", 400, "Wirt"), ("520 Gäste kamen.", "520", 520, "Wirt"), False),
        # a word is less precise, no more
        (
            ("Mehrere Gäste kamen.", "Mehrere Gäste", None, None, {"comparator": "unspecified"}),
            ("Mindestens 620 Gäste kamen.", "620 Gäste", 620, None),
            False,
        ),
    ],
)
def test_numbers_that_do_not_go_together(article, one, two, disputed):
    members = numbers(article, one, two)
    found = find_disputes(members, (), find_figures(members))
    assert [d.kind for d in found] == ["number"] * disputed


def test_a_number_dispute_has_the_sentences_and_all_who_say_so(article):
    members = numbers(
        article,
        ("Die Wache zählte rund 900 Gäste.", "rund 900", 900, "Wache", {"comparator": "about"}),
        ("Der Wirt zählte 1.500 Gäste.", "1.500", 1500, "Wirt"),
        ("Am Ende waren es 1.500 Gäste.", "1.500", 1500, None),
    )
    (dispute,) = find_disputes(members, (), find_figures(members))
    assert [s.position for s in dispute.sides] == ["Die Wache zählte rund 900 Gäste.", "Der Wirt zählte 1.500 Gäste."]
    assert [[e.article for e in s.evidence] for s in dispute.sides] == [["a"], ["b", "c"]]
    assert dispute.reasons == ("numbers that do not go together: Gäste",)


def test_a_growing_toll_is_a_series_but_two_counts_in_one_article_are_not(article):
    toll = {"object": "Verletzte"}
    members = numbers(
        article,
        ("Das Amt meldet 31 Verletzte.", "31", 31, "Amt", toll),
        ("Die Klinik meldet 47 Verletzte.", "47", 47, "Klinik", toll),
    )
    assert find_disputes(members, (), find_figures(members)) == ()
    text = "Das Amt meldet 47 Verletzte. Der Verein spricht von 68 Verletzten."
    both = article(
        text,
        id="z",
        day="2025-04-03",
        counted=(
            {"words": "47 Verletzte.", "value": 47, "owner": "Amt", **toll},
            {"words": "68 Verletzten", "value": 68, "owner": "Verein", **toll},
        ),
    )
    (dispute,) = find_disputes([*members, both], (), find_figures([*members, both]))
    assert [[e.article for e in s.evidence] for s in dispute.sides] == [["b", "z"], ["z"]]


def test_a_number_restated_by_somebody_else(article):
    text = "Nach Zählung des Wirts feierten 3.000 Menschen vor dem Haus, die Wache sprach von etwa 1.800."
    member = article(
        text,
        counted=(
            {"words": "3.000 Menschen", "value": 3000, "object": "Mensch", "owner": "Wirt"},
            {"words": "etwa 1.800", "value": 1800, "object": "Mensch", "owner": "Wache", "comparator": "about"},
        ),
    )
    (dispute,) = find_disputes([member], (), find_figures([member]))
    assert dispute.sure
    assert sides([member], dispute) == [["etwa 1.800"], ["3.000 Menschen"]]


# Dates


def dated(article, text, words, value, *, id, said=False, day="2025-04-01"):
    rest = {"said": ({"quote": text, "mode": "narration"},)} if said else {}
    return article(text, id=id, outlet=id, day=day, dates={words: value}, **rest)


@pytest.mark.parametrize(
    ("value", "words", "disputed"),
    [
        ("2026-06-30", "30. Juni 2026", True),
        ("2026-03", "März 2026", False),
        ("2026", "2026", False),
    ],
)
def test_what_happens_once_has_one_date(article, value, words, disputed):
    members = [
        dated(article, "Das Stadtmuseum soll zum 31. März 2026 schließen.", "31. März 2026", "2026-03-31", id="a"),
        dated(article, f"Das Museum soll zum {words} schließen.", words, value, id="b"),
    ]
    found = find_disputes(members, (), ())
    assert [d.kind for d in found] == ["date"] * disputed
    if disputed:
        assert [s.position for s in found[0].sides] == [m.article.text for m in members]


@pytest.mark.parametrize(
    "text",
    [
        # another thing
        "Die Schule soll zum 30. Juni 2026 schließen.",
        # what may happen again and again
        "Das Stadtmuseum soll am 30. Juni 2026 feiern.",
    ],
)
def test_other_things_have_other_dates(article, text):
    members = [
        dated(article, "Das Stadtmuseum soll zum 31. März 2026 schließen.", "31. März 2026", "2026-03-31", id="a"),
        dated(article, text, "30. Juni 2026", "2026-06-30", id="b"),
    ]
    assert find_disputes(members, (), ()) == ()


@pytest.mark.parametrize(
    ("one", "two", "disputed"),
    [
        (("am 3. April", "2025-04-03"), ("am 7. April", "2025-04-07"), True),
        (("am 3. April", "2025-04-03"), ("im April", "2025-04"), False),
        (("um 2.43 Uhr", "2025-04-03T02:43"), ("um 3.21 Uhr", "2025-04-03T03:21"), True),
        (("seit 3. April", "2025-04-03"), ("am 7. April", "2025-04-07"), False),
    ],
)
def test_the_members_of_a_claim_date_one_event(article, one, two, disputed, claim):
    members = [
        dated(article, f"Der Alarm ging {words} ein.", words.split(maxsplit=1)[1], value, id=i, said=True)
        for i, (words, value) in zip("ab", (one, two), strict=True)
    ]
    found = find_disputes(members, [claim(*members, relations=[(0, 1, "same")])], ())
    assert [d.kind for d in found] == ["date"] * disputed


# Attributions

SENTENCE = "Wer hier auf den Bus wartet, wird schneller alt als der Fahrplan."


def quoted(article, words, by, *, id, mode="direct"):
    return article(f"{words} Das sagte {by}.", id=id, outlet=id, people=(by,), said=(
        {"quote": words, "by": by, "speaker": by, "mode": mode},
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("words", "by", "mode", "given"),
    [
        (f"„{SENTENCE}“", "Olaf Harms", "direct", True),
        ("„Wer hier auf den Bus wartet, wird schneller alt.“", "Olaf Harms", "direct", True),
        ("Wer hier auf den Bus warte, werde schneller alt als der Fahrplan.", "Olaf Harms", "indirect", True),
        # the same person
        (f"„{SENTENCE}“", "O. Petersen", "direct", False),
        (f"„{SENTENCE}“", "Petersen", "direct", False),
        # other words
        ("„Wer hier auf den Zug hofft, sollte Proviant dabeihaben.“", "Olaf Harms", "direct", False),
        # cited, not said
        (f"„Der Satz ‚{SENTENCE[:-1]}‘ wird ihr noch lange nachgehen.“", "Olaf Harms", "direct", False),
    ],
)
def test_a_sentence_given_to_two_people(article, words, by, mode, given):
    members = [
        quoted(article, f"„{SENTENCE}“", "Olga Petersen", id="a"),
        quoted(article, words, by, id="b", mode=mode),
    ]
    found = find_disputes(members, (), ())
    assert [d.kind for d in found] == ["attribution"] * given
    if given:
        assert found[0].reasons == ("given to: Olga Petersen, Olaf Harms",)
        assert [[e.article for e in s.evidence] for s in found[0].sides] == [["a"], ["b"]]


def test_nothing_depends_on_the_order_of_the_articles(article):
    members = [
        quoted(article, f"„{SENTENCE}“", "Olga Petersen", id="a"),
        quoted(article, f"„{SENTENCE}“", "Olaf Harms", id="b"),
        *numbers(article, ("212 Gäste kamen.", "212", 212, None), ("Es kamen 240 Gäste.", "240", 240, None))[1:],
    ]
    found = find_disputes(members, (), find_figures(members))
    assert found == find_disputes(members[::-1], (), find_figures(members[::-1]))
    assert all(e.article in "abcdef" for d in found for s in d.sides for e in s.evidence)
