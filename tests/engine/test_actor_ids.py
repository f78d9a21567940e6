"""Actors keep their ids from one analysis to the next."""

from dataclasses import replace

import pytest

from quellenlage.domain.dossier import Actor, ActorRelation, Story
from quellenlage.domain.identity import digest
from quellenlage.engine.actor_ids import keep_actor_ids, named_as

BEGAN = {"a": "2025-01-01", "b": "2025-01-02", "c": "2025-01-03", "d": "2025-01-04"}


def story(*actors, name="s"):
    rows = tuple(
        Actor(
            id=i,
            name=n.split("|")[0],
            type="PER",
            aliases=tuple(n.split("|")[1:]),
            roles=(),
            mentions=1,
            articles=tuple(a),
        )
        for i, n, a in actors
    )
    return Story(id=name, title=name, from_=None, to=None, articles=(), outlets=(), actors=rows)


@pytest.mark.parametrize(
    ("former", "now", "expected"),
    [
        # nobody known
        ([], [("x", "Imke Harms", "ab")], ["x"]),
        # an earlier article came: the id made anew differs, the old one stays
        ([("old", "Imke Harms", "bc")], [("new", "Imke Harms", "abc")], ["old"]),
        # under another of her names
        ([("old", "I. Harms", "b")], [("new", "Imke Harms|I. Harms", "ab")], ["old"]),
        # split: the part with the earliest article keeps it
        ([("old", "Imke Harms", "abc")], [("n1", "Imke Harms", "ab"), ("n2", "Imke Harms", "c")], ["old", "n2"]),
        # met: the one known first
        ([("p", "Imke Harms", "a"), ("q", "I. Harms", "b")], [("n", "Imke Harms|I. Harms", "ab")], ["p"]),
        # same article, another name; same name, another article
        ([("old", "Jette Voss", "a")], [("n", "Imke Harms", "a")], ["n"]),
        ([("old", "Imke Harms", "a")], [("n", "Imke Harms", "b")], ["n"]),
        # an id that somebody else keeps is not given twice
        ([("x", "Imke Harms", "a")], [("y", "Imke Harms", "a"), ("x", "Jette Voss", "b")], ["x", None]),
    ],
)
def test_who_keeps_the_id(former, now, expected):
    found = story(*now)
    kept = named_as(found, keep_actor_ids([found], [story(*former)], BEGAN, {}))
    ids = [a.id for a in kept.actors]
    assert [e or i for i, e in zip(ids, expected, strict=True)] == ids
    assert len(set(ids)) == len(ids)


def test_one_actor_has_one_id_in_all_stories_and_a_second_run_changes_nothing():
    now = [story(("n", "Imke Harms", "a")), story(("n", "Imke Harms", "b"), name="t")]
    ids = keep_actor_ids(now, [story(("old", "Imke Harms", "b"))], BEGAN, {})
    once = [named_as(s, ids) for s in now]
    assert [a.id for s in once for a in s.actors] == ["old", "old"]
    assert keep_actor_ids(now, once, BEGAN, {}) == ids


def test_who_takes_part_in_stories_that_stay_keeps_the_id_there():
    now = [story(("n", "Imke Harms", "c"), ("x", "Jette Voss", "c"))]
    former = [story(("old", "Imke Harms", "c"))]
    assert keep_actor_ids(now, former, BEGAN, {"n": "old", "y": "x"}) == {"n": "old", "y": "x", "x": digest("x", "2")}


def test_relations_name_their_actors_by_the_lasting_ids():
    relation = ActorRelation(
        id="r", source="Harms", target="Voss", event_type="AGREE", date=None, evidence=(), source_id="n", target_id=None
    )
    (found,) = named_as(replace(story(("n", "Imke Harms", "a")), relations=(relation,)), {"n": "old"}).relations
    assert (found.source_id, found.target_id) == ("old", None)
