"""Numbers of one thing are a dispute where they are of one time; of other days they are a series."""

import pytest

from quellenlage.compare.disputes import find_disputes
from quellenlage.compare.figures import find_figures


def found(article, *rows):
    """Disputes of articles given as (text, outlet, day, number words, value, more)."""
    members = [
        article(
            text,
            id="abcdef"[n],
            outlet=outlet,
            day=day,
            places=("Tarp",),
            counted=({"words": words, "value": value, "object": "Boot", **more.pop("number", {})},),
            **more,
        )
        for n, (text, outlet, day, words, value, more) in enumerate(rows)
    ]
    return [d for d in find_disputes(members, (), find_figures(members)) if d.kind == "number"]


def at_the_quay(number, outlet, day, *, when="", **more):
    """One sentence that counts boats at a quay."""
    return f"In Tarp liegen {when}{number} Boote am Kai fest.", outlet, day, f"{number} Boote", number, more


@pytest.mark.parametrize(
    ("two", "rows"),
    [
        # the same day, another outlet
        (at_the_quay(95, "Kurier", "2025-05-04"), [True]),
        # a few days later, in one affair
        (at_the_quay(95, "Kurier", "2025-05-07"), [True]),
        # long after
        (at_the_quay(95, "Kurier", "2025-07-04"), [False]),
        # one outlet counts again
        (at_the_quay(95, "Bote", "2025-05-07"), []),
        # the day that it names is the one on which the other came out
        (at_the_quay(95, "Kurier", "2025-05-09", when="seit 4. Mai ", dates={"4. Mai": "2025-05-04"}), [False]),
        (at_the_quay(95, "Kurier", "2025-05-09", when="am 4. Mai ", dates={"4. Mai": "2025-05-04"}), [True]),
        (at_the_quay(95, "Kurier", "2025-05-09", when="am 8. Mai ", dates={"8. Mai": "2025-05-08"}), [False]),
    ],
)
def test_numbers_are_set_against_each_other_at_one_time(article, two, rows):
    assert [d.sure for d in found(article, at_the_quay(60, "Bote", "2025-05-04"), two)] == rows


def test_what_becomes_another_number_is_no_dispute(article):
    rows = (
        ("In Tarp steigt die Gebühr am Kai von 19 auf 26 Taler.", "Kurier", "2025-05-04", "26 Taler", 26, {}),
        ("In Tarp steigt die Gebühr am Kai jetzt über 19 Taler.", "Bote", "2025-05-04", "19 Taler", 19, {}),
    )
    assert [d for d in found(article, *rows) if d.sure] == []


def test_who_knows_both_numbers_tells_them_of_two_things(article):
    text = "In Tarp liegen 60 Boote am Kai fest, zwei davon leck. Im Hafen von Tarp liegen sonst 95 Boote am Kai."
    both = article(
        text,
        id="a",
        outlet="Bote",
        day="2025-05-04",
        counted=(
            {"words": "60 Boote", "value": 60, "object": "Boot"},
            {"words": "95 Boote", "value": 95, "object": "Boot"},
        ),
    )
    one = article(
        "In Tarp liegen 95 Boote am Kai fest.",
        id="b",
        outlet="Kurier",
        day="2025-05-04",
        counted=({"words": "95 Boote", "value": 95, "object": "Boot"},),
    )
    assert [d for d in find_disputes([both, one], (), find_figures([both, one])) if d.sure] == []


@pytest.mark.parametrize(
    ("one", "two", "rows"),
    [
        # several of a kind close one after the other
        (
            ("Das Stadtmuseum soll am 3. Mai 2026 schließen.", "3. Mai 2026", "2026-05-03"),
            ("Das Museum soll am 7. Mai 2026 schließen.", "7. Mai 2026", "2026-05-07"),
            [True],
        ),
        (
            ("Die Museen sollen am 3. Mai 2026 schließen.", "3. Mai 2026", "2026-05-03"),
            ("Die Museen sollen am 7. Mai 2026 schließen.", "7. Mai 2026", "2026-05-07"),
            [False],
        ),
        # begin and end
        (
            ("Das Museum soll am 3. Mai 2026 schließen.", "3. Mai 2026", "2026-05-03"),
            ("Das Museum soll bis 7. Mai 2026 schließen.", "7. Mai 2026", "2026-05-07"),
            [False],
        ),
        # so far apart they are two happenings
        (
            ("Das Museum soll am 3. Mai 2026 schließen.", "3. Mai 2026", "2026-05-03"),
            ("Das Museum soll am 7. November 2026 schließen.", "7. November 2026", "2026-11-07"),
            [False],
        ),
    ],
)
def test_one_thing_has_one_date(article, one, two, rows):
    members = [
        article(text, id=i, outlet=i, day="2026-04-01", dates={words: value})
        for i, (text, words, value) in zip("ab", (one, two), strict=True)
    ]
    assert [d.sure for d in find_disputes(members, (), ())] == rows
