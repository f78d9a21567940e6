"""Actors keep their ids from one analysis to the next."""

import pytest

from quellenlage.domain.dossier import Actor, Story
from quellenlage.engine.actor_ids import keep_actor_ids

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
    (kept,) = keep_actor_ids([story(*now)], [story(*former)], BEGAN)
    ids = [a.id for a in kept.actors]
    assert [e or i for i, e in zip(ids, expected, strict=True)] == ids
    assert len(set(ids)) == len(ids)


def test_one_actor_has_one_id_in_all_stories_and_a_second_run_changes_nothing():
    now = [story(("n", "Imke Harms", "a")), story(("n", "Imke Harms", "b"), name="t")]
    once = keep_actor_ids(now, [story(("old", "Imke Harms", "b"))], BEGAN)
    assert [a.id for s in once for a in s.actors] == ["old", "old"]
    assert keep_actor_ids(now, once, BEGAN) == once
