"""Statements in other words: which are one claim, how they stand to each other, and what keeps them apart."""

import random
from dataclasses import replace

import pytest

from quellenlage.compare.claims import find_claims
from quellenlage.domain.annotations import By, Event, Participant
from quellenlage.domain.span import Span

HAND = By(rule="hand")


def told(article, *rows):
    """The claims of articles that each make one statement: (words, marks of the article, marks of the statement)."""
    members = []
    for i, (words, marks, said) in enumerate(rows):
        members.append(article(f"{words}.", id=f"a{i}", outlet=f"o{i}", said=({"quote": words, **said},), **marks))
    return find_claims(members, ())


def sure(claims):
    return [c for c in claims if c.sure]


def relation(article, one, two):
    """How two statements stand to each other; "different" where they are two claims, "unsure" where they may be one."""
    claims = told(article, one, two)
    whole = [c for c in sure(claims) if len(c.members) == 2]
    if whole:
        return whole[0].relations[0].relation
    return "unsure" if any(not c.sure for c in claims) else "different"


def plain(words, by=None, **said):
    return (words, {}, {**({"by": by} if by else {}), **said})


def counting(words, number, by=None, **marks):
    return (words, {"counted": ({"words": number, **marks},)}, {"by": by} if by else {})


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # a noun for a verb, and the other way round
        (
            "die Reederei habe den Fährbetrieb zwischen den Inseln eingestellt",
            "die Einstellung des Fährbetriebs zwischen den Inseln durch die Reederei",
        ),
        # another verb of the same matter
        (
            "der Deichverband habe die Schleuse am Nordkanal verriegelt",
            "die Schleuse am Nordkanal sei vom Deichverband verschlossen worden",
        ),
        # indirect for direct
        (
            "„Die Glockengießerei hat seit Pfingsten keinen Auftrag mehr erhalten“",
            "die Glockengießerei habe seit Pfingsten keine Aufträge mehr erhalten",
        ),
    ],
)
def test_other_words_for_the_same(article, one, two):
    assert relation(article, plain(one, "Wiebke Thoms"), plain(two, "Wiebke Thoms")) in ("same", "more_specific")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # one matter, another proposition
        (
            "der Deichverband habe die Schleuse am Nordkanal verriegelt",
            "der Deichverband wolle am Nordkanal Bäume pflanzen",
        ),
        ("die Glockengießerei suche einen Käufer", "die Glockengießerei beschäftige Lehrlinge"),
        # each speaks of themselves
        (
            "„Wir haben die Schleuse zu spät geöffnet und die Keller geflutet“",
            "„Wir haben die Schleuse zu spät geöffnet und Keller überflutet“",
        ),
    ],
)
def test_one_matter_is_not_one_claim(article, one, two):
    assert relation(article, plain(one, "Wiebke Thoms"), plain(two, "Jost Ahrens")) in ("different", "unsure")


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        # the same number
        (("rund 300", "exact", 300), ("rund 300", "exact", 300), "same"),
        # what both may be is no difference
        (("annähernd 5.000", "about", 5000), ("bis zu 4.800", "up_to", 4800), "same"),
        # only one of them can hold
        (("mindestens 10.000", "at_least", 10000), ("bis zu 900", "up_to", 900), "differs_in_number"),
        (("430", "exact", 430), ("340", "exact", 340), "differs_in_number"),
    ],
)
def test_numbers_of_one_thing(article, one, two, expected):
    frame = "die Schmuggler hätten {} Zigarettenkartons in der Scheune am Deich versteckt"
    rows = [
        counting(frame.format(w), w, "Zoll", comparator=c, value=float(v), object="Zigarettenkarton")
        for w, c, v in (one, two)
    ]
    assert relation(article, *rows) == expected


def test_several_are_vaguer_than_ten_thousand(article):
    one = "der Zoll habe mehrere Zigarettenkartons in der Scheune am Deich entdeckt"
    two = "der Zoll habe mindestens 10.000 Zigarettenkartons in der Scheune am Deich entdeckt"
    rows = (
        counting(one, "mehrere", "Zoll", comparator="unspecified", object="Zigarettenkarton"),
        counting(two, "mindestens 10.000", "Zoll", comparator="at_least", value=10000.0, object="Zigarettenkarton"),
    )
    assert relation(article, *rows) == "more_specific"
    assert relation(article, *reversed(rows)) == "more_specific"


def test_several_are_not_one(article):
    frame = "der Zoll habe {} Zigarettenkarton in der Scheune am Deich entdeckt"
    rows = (
        counting(frame.format("mehrere"), "mehrere", "Zoll", comparator="unspecified", object="Zigarettenkarton"),
        counting(frame.format("1"), "1", "Zoll", comparator="exact", value=1.0, object="Zigarettenkarton"),
    )
    assert relation(article, *rows) == "differs_in_number"


def test_what_came_on_top_on_two_days_is_two_facts(article):
    rows = [
        counting(
            f"am Deich seien {n} weitere Zigarettenkartons beschlagnahmt worden",
            f"{n}",
            value=float(n),
            object="Zigarettenkarton",
        )
        for n in (52, 49)
    ]
    assert relation(article, *rows) == "unsure"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "die Brauerei habe Hopfen mit Pestiziden verwendet",
            "die Brauerei habe keinen Hopfen mit Pestiziden verwendet",
        ),
        (
            "im Sudhaus der Brauerei sei ein kupferner Kessel undicht gewesen",
            "es habe im Sudhaus der Brauerei nie einen undichten kupfernen Kessel gegeben",
        ),
    ],
)
def test_a_negation_of_the_same_contradicts(article, one, two):
    assert relation(article, plain(one, "Jost Ahrens"), plain(two, "Wiebke Thoms")) == "contradicts"


@pytest.mark.parametrize(
    "other",
    [
        "die Brauerei habe nicht nur Malz, sondern auch Hopfen mit Pestiziden verwendet",
        "es gebe keinen Zweifel, die Brauerei habe Hopfen mit Pestiziden verwendet",
    ],
)
def test_what_turns_nothing_round_contradicts_nothing(article, other):
    one = "die Brauerei habe Hopfen mit Pestiziden verwendet"
    assert relation(article, plain(one, "Jost Ahrens"), plain(other, "Wiebke Thoms")) != "contradicts"


def test_a_denial_with_a_verb_of_denying_is_a_member(article):
    one = "die Brauerei habe Hopfen mit Pestiziden verwendet"
    two = "Hopfen mit Pestiziden verwendet zu haben"
    denial = plain(two, "Wiebke Thoms", stance="denies", polarity="negative")
    (claim,) = sure(told(article, plain(one, "Jost Ahrens"), denial))
    assert (claim.status, claim.text, [r.relation for r in claim.relations]) == ("disputed", one, ["contradicts"])


@pytest.mark.parametrize("polarity", ["positive", "negative"])
def test_a_denial_of_what_nobody_says_is_not_disputed_by_itself(article, polarity):
    words = "es habe im Sudhaus nie einen undichten Kessel gegeben"
    (claim,) = told(article, plain(words, "Wiebke Thoms", stance="denies", polarity=polarity))
    assert (claim.status, claim.sure) == ("single_source", True)


def test_another_day_is_another_claim(article):
    words = "die Fähre sei am Dienstag wegen Hagel im Hafen geblieben"
    rows = [(words, {"dates": {"am Dienstag": day}}, {}) for day in ("2025-03-04", "2025-03-11")]
    assert relation(article, *rows) == "different"


def test_a_day_is_in_its_month(article):
    words = "die Fähre sei {} wegen Hagel im Hafen geblieben"
    one = (words.format("im März"), {"dates": {"im März": "2025-03"}}, {})
    two = (words.format("am 4. März"), {"dates": {"am 4. März": "2025-03-04"}}, {})
    claims = told(article, one, two)
    (claim,) = sure(claims)
    # the one that says more comes first
    assert [(r.a.partition(":")[0], r.relation) for r in claim.relations] == [("a1", "more_specific")]


def test_other_places_are_unsure_at_most(article):
    words = "in {} seien Austern wegen giftiger Algen vernichtet worden"
    rows = [(words.format(p), {"places": (p,)}, {}) for p in ("Portugal", "Kanada")]
    assert relation(article, *rows) in ("unsure", "different")


def test_a_plan_is_not_the_fact(article):
    one = "die Gemeinde hat die alte Sternwarte an einen Verein verkauft"
    two = "die alte Sternwarte an einen Verein der Gemeinde zu verkaufen"
    assert relation(article, plain(one), plain(two, "Jost Ahrens", stance="promises")) == "unsure"


def event(member, words, *, agent, patient):
    text = member.article.text
    start = text.index(words)
    people = {n: Participant(n, Span(text.index(n), text.index(n) + len(n))) for n in (agent, patient)}
    span = Span(start, start + len(words))
    made = Event(
        type="ASSAULT",
        subtype="angreifen",
        trigger=span,
        evidence=span,
        modality="factual",
        polarity="positive",
        by=HAND,
        agents=(people[agent],),
        patients=(people[patient],),
    )
    return replace(member, annotations=replace(member.annotations, events=(made,)))


def test_who_attacks_whom_is_not_turned_round(article):
    members = []
    for i, (agent, patient) in enumerate((("Lurien", "Vasko"), ("Vasko", "Lurien"))):
        words = f"{agent} habe {patient} mit Raketen angegriffen"
        made = article(f"{words}.", id=f"a{i}", outlet=f"o{i}", places=("Lurien", "Vasko"), said=({"quote": words},))
        members.append(event(made, "angegriffen", agent=agent, patient=patient))
    assert len(find_claims(members, ())) == 2


def test_one_quotation_given_to_two_people(article):
    words = "„Wer am Deich spart, der badet bald im eigenen Wohnzimmer“"
    people = ("Jost Ahrens", "Wiebke Thoms")
    assert relation(article, *(plain(words, by) for by in people)) == "differs_in_attribution"


def test_a_quotation_cut_short_is_the_same(article):
    whole = "„Wir haben am Deich nie gespart, und wir werden jede Frage der Prüfer beantworten“"
    short = "„Wir haben am Deich nie gespart“"
    assert relation(article, plain(whole, "Jost Ahrens"), plain(short, "Jost Ahrens")) == "more_specific"


def test_claims_that_may_be_one_are_told_once_more_and_say_why(article):
    one = "die Gemeinde hat die alte Sternwarte an einen Verein verkauft"
    two = "die alte Sternwarte an einen Verein der Gemeinde zu verkaufen"
    claims = told(article, plain(one), plain(two, "Jost Ahrens", stance="promises"))
    assert [len(c.members) for c in sure(claims)] == [1, 1]
    (open_,) = [c for c in claims if not c.sure]
    assert open_.reasons[0] == "may be one claim"
    assert "one is ahead, the other is told as so" in open_.reasons
    assert len({c.id for c in claims}) == 3


def test_groups_do_not_chain(article):
    """The first says the same as the second, the second as the third: the core decides."""
    rows = [
        plain("der Zoll habe Zigaretten in der Scheune am Deich entdeckt"),
        plain("der Zoll habe Zigaretten in der Scheune und Waffen in der Mühle am Deich entdeckt"),
        plain("der Zoll habe Waffen in der Mühle am Deich entdeckt"),
    ]
    for claim in sure(told(article, *rows)):
        ids = {m.article for m in claim.members}
        assert not {"a0", "a2"} <= ids or claim.members[0].article == "a1" or "a1" in ids


def test_the_order_of_the_articles_does_not_matter(article):
    words = (
        "der Zoll habe Zigaretten in der Scheune am Deich entdeckt",
        "in der Scheune am Deich entdeckte der Zoll Zigaretten",
        "der Zoll habe keine Zigaretten in der Scheune am Deich entdeckt",
        "die Scheune am Deich sei abgebrannt",
    )
    members = [
        article(f"{w}.", id=f"a{i}", outlet=f"o{i}", day=f"2025-01-0{i + 1}", said=({"quote": w},))
        for i, w in enumerate(words)
    ]
    claims = find_claims(members, ())
    for seed in range(3):
        random.Random(seed).shuffle(members)
        assert find_claims(members, ()) == claims
    ids = [m.statement for c in sure(claims) for m in c.members]
    assert sorted(ids) == sorted(s.id for m in members for s in m.annotations.statements)
