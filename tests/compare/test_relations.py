"""Signed relations between actors, from events."""

from dataclasses import replace

import pytest

from quellenlage.compare.relations import find_relations
from quellenlage.compare.resolution import resolve_actors
from quellenlage.domain.annotations import By, Event, Participant
from quellenlage.domain.span import Span
from quellenlage.german.lexicon import load_table

BY = By(rule="hand")


def where(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def happens(member, trigger, agents=(), patients=(), **rest):
    """The article with one event; participants are names in its text."""
    text = member.article.text
    event = Event(
        type=rest.pop("type", "ACCUSE"),
        subtype=trigger,
        trigger=where(text, trigger),
        evidence=Span(0, len(text)),
        modality=rest.pop("modality", "factual"),
        polarity=rest.pop("polarity", "positive"),
        by=BY,
        agents=tuple(Participant(a, where(text, a)) for a in agents),
        patients=tuple(Participant(p, where(text, p)) for p in patients),
        **rest,
    )
    marks = member.annotations
    return replace(member, annotations=replace(marks, events=(*marks.events, event)))


def relations(*members):
    return find_relations(members, resolve_actors(members, None))


@pytest.fixture
def blame(article):
    text = "Ida Lorenz beschuldigt Jens Ohm."
    return article(text, people=("Ida Lorenz", "Jens Ohm"), day="2025-03-04")


def test_a_deed_has_source_target_type_and_sign(blame):
    (row,) = relations(happens(blame, "beschuldigt", ["Ida Lorenz"], ["Jens Ohm"]))
    assert (row.source, row.target, row.event_type, row.sign) == ("Ida Lorenz", "Jens Ohm", "ACCUSE", "conflictual")
    assert (row.mutual, row.date, row.sure) == (False, None, True)
    assert row.source_id != row.target_id
    assert row.reasons == ("event: beschuldigt",)
    assert [(e.article, e.start) for e in row.evidence] == [("a", 0)]


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ({"modality": "denied"}, []),
        ({"modality": "hypothetical"}, []),
        ({"polarity": "negative"}, []),
        ({"type": "OTHER"}, []),
        ({"modality": "planned"}, [(False, ("event: beschuldigt", "told as planned"))]),
        ({"modality": "alleged"}, [(False, ("event: beschuldigt", "told as alleged"))]),
        ({"modality": "reported"}, [(True, ("event: beschuldigt", "told as reported"))]),
    ],
)
def test_what_did_not_happen_is_left_out_and_what_may_not_have_is_not_sure(blame, rest, expected):
    rows = relations(happens(blame, "beschuldigt", ["Ida Lorenz"], ["Jens Ohm"], **rest))
    assert [(r.sure, r.reasons) for r in rows] == expected


def test_who_is_not_named_or_not_known_has_no_relation(article):
    member = article("Ein Beamter beschuldigt Jens Ohm.", people=("Jens Ohm",))
    assert relations(happens(member, "beschuldigt", ["Beamter"], ["Jens Ohm"])) == ()


def test_who_meets_has_a_relation_without_direction(article):
    member = article("Jens Ohm und Ida Lorenz trafen sich.", people=("Ida Lorenz", "Jens Ohm"))
    (row,) = relations(happens(member, "trafen", ["Jens Ohm", "Ida Lorenz"], type="CONSULT"))
    assert {row.source, row.target} == {"Ida Lorenz", "Jens Ohm"}
    assert (row.mutual, row.sign) == (True, "cooperative")


def test_of_a_large_round_each_meets_the_one_named_first(article):
    names = ("Ida Lorenz", "Jens Ohm", "Ute Rau", "Veit Zank")
    member = article(f"{', '.join(names)} trafen sich.", people=names)
    rows = relations(happens(member, "trafen", names, type="CONSULT"))
    assert sorted({r.source, r.target} - {"Ida Lorenz"} for r in rows) == [{"Jens Ohm"}, {"Ute Rau"}, {"Veit Zank"}]


def test_the_same_deed_in_two_articles_is_one_row(blame, article):
    again = article("Wieder beschuldigt Ida Lorenz nun Jens Ohm.", id="b", people=("Ida Lorenz", "Jens Ohm"))
    rows = relations(
        happens(blame, "beschuldigt", ["Ida Lorenz"], ["Jens Ohm"]),
        happens(again, "beschuldigt", ["Ida Lorenz"], ["Jens Ohm"], modality="planned"),
    )
    assert [([e.article for e in r.evidence], r.sure) for r in rows] == [(["a", "b"], True)]


def test_rows_stand_in_the_order_of_their_dates(article):
    text = "Ida Lorenz beschuldigt Jens Ohm am Montag, im Mai 2020 half sie ihm."
    member = article(text, people=("Ida Lorenz", "Jens Ohm"), day="2025-03-04", dates={"Mai 2020": "2020-05"})
    member = happens(member, "beschuldigt", ["Ida Lorenz"], ["Jens Ohm"], date="XXXX-WXX-1")
    member = happens(member, "half", ["Ida Lorenz"], ["Jens Ohm"], type="AID", date="2020-05")
    assert [(r.date, r.event_type) for r in relations(member)] == [("2020-05", "AID"), (None, "ACCUSE")]


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2025-03-04T18:30", "2025-03-04"), ("2023-FA", "2023"), ("2025-W10", "2025-W10"), ("XXXX-07", None)],
)
def test_the_date_is_as_precise_as_a_calendar_has_it(blame, value, expected):
    (row,) = relations(happens(blame, "beschuldigt", ["Ida Lorenz"], ["Jens Ohm"], date=value))
    assert row.date == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Ida Lorenz traf Jens Ohm im Mai 2020.", "Mai 2020", "2020-05"),
        ("Ida Lorenz traf Jens Ohm zum ersten Mal seit Mai 2020.", "Mai 2020", None),
        ("Ida Lorenz traf Jens Ohm zum ersten Mal seit dem Bau der Brücke im Mai 2020.", "Mai 2020", None),
    ],
)
def test_since_when_is_no_date_of_what_happened(article, text, words, expected):
    member = article(text, people=("Ida Lorenz", "Jens Ohm"), day="2025-03-04", dates={words: "2020-05"})
    span = where(text, words)
    member = happens(member, "traf", ["Ida Lorenz"], ["Jens Ohm"], type="CONSULT", date="2020-05", date_span=span)
    assert [r.date for r in relations(member)] == [expected]


def as_government(member, city, state):
    """The article with its mention of a capital read as the state."""
    marks = member.annotations
    entities = (replace(e, name=state, metonym=True) if e.text == city else e for e in marks.entities)
    return replace(member, annotations=replace(marks, entities=tuple(entities)))


@pytest.mark.parametrize(
    ("other", "stands_for", "expected"),
    [
        ("Ungarn", "Türkei", {"Ungarn", "Türkei"}),
        # nobody in the story says that the city is the state
        ("Ungarn", None, {"Ungarn", "Ankara"}),
        # towns work together, too
        ("Ostrum", "Türkei", {"Ostrum", "Ankara"}),
    ],
)
def test_a_capital_beside_a_state_is_its_state(article, other, stands_for, expected):
    text = f"Die Zusammenarbeit von {other} mit Ankara wächst."
    member = happens(article(text, places=(other, "Ankara")), "Zusammenarbeit", [other, "Ankara"], type="COOPERATE")
    sent = article("Ankara protestierte scharf.", id="b", places=("Ankara",))
    sent = as_government(sent, "Ankara", stands_for) if stands_for else sent
    (row,) = relations(member, sent)
    assert {row.source, row.target} == expected


def test_every_type_but_other_has_a_sign():
    signs = {row["type"]: row["sign"] for row in load_table("event_signs")}
    assert set(signs.values()) == {"cooperative", "conflictual"}
    assert len(signs) == 16
