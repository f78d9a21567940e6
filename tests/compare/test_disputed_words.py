"""Denials, dates and speakers that look like a dispute and are none."""

import pytest

from quellenlage.compare.disputes import find_disputes
from quellenlage.domain.span import Span

CHARGE = "der Deich sei seit Jahren undicht"


@pytest.fixture
def disputes(article, claim):
    """The disputes of an article in which the second statement contradicts the first."""

    def found(text, charge, denial):
        member = article(text, said=(charge, denial))
        return find_disputes([member], [claim(member, relations=((0, 1, "contradicts"),), text=CHARGE)], ())

    return found


def where(text, words):
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("denial", "quote", "cue", "stance", "expected"),
    [
        ("Der Verband weist den Vorwurf zurück.", "den Vorwurf", "weist", "criticises", [True]),
        # what is denied stands behind it, and is something else
        (
            "Der Verband widerspricht dem Vorwurf, in Tarp seien mehr Schafe ertrunken.",
            "dem Vorwurf", "widerspricht", "criticises", [False],
        ),
        ("Der Verband widerspricht dem Vorwurf, dass der Deich undicht ist.", "dem Vorwurf", "widerspricht",
         "criticises", [True]),
        # who says when, says nothing of what
        ("Der Verband bestreitet den Vorwurf, nachdem er tagelang schwieg.", "den Vorwurf", "bestreitet",
         "criticises", [True]),
        # a charge is denied, not what nobody was charged with
        ("Der Verband weist den Vorwurf zurück.", "den Vorwurf", "weist", "asserts", [False]),
        # a report is denied, and no medium reported it
        ("Der Verband nennt den Zeitungsbericht falsch.", "den Zeitungsbericht", "nennt", "asserts", [False]),
        # the denial is denied
        ("Der Verband schließt das nicht aus.", "das", "schließt das nicht aus", "asserts", []),
    ],
)  # fmt: skip
def test_a_denial_is_of_what_it_may_mean(denial, quote, cue, stance, expected, disputes):
    text = f"Ahrens sagte, {CHARGE}. {denial}"
    found = disputes(
        text,
        {"quote": CHARGE, "by": "Ahrens", "stance": stance},
        {"quote": quote, "by": "Verband", "stance": "denies", "cue": (where(text, cue),)},
    )
    assert [d.sure for d in found] == expected


def test_nobody_speaks_of_himself_by_name(article):
    words = "„Erst verspricht Ahrens einen neuen Deich, und dann kommt er nicht einmal zur Sitzung.“"
    members = [
        article(f"{words} {by} kam.", id=i, outlet=i, people=("Ahrens", "Thoms") if by == "Thoms" else ("Ahrens",),
                said=({"quote": words, "by": by},))
        for i, by in (("a", "Ahrens"), ("b", "Thoms"))
    ]  # fmt: skip
    assert find_disputes(members, (), ()) == ()
    other = words.replace("Ahrens", "der Landrat")
    members = [article(f"{other} {by}", id=i, outlet=i, people=(by,), said=({"quote": other, "by": by},))
               for i, by in (("a", "Ahrens"), ("b", "Thoms"))]  # fmt: skip
    assert [d.kind for d in find_disputes(members, (), ())] == ["attribution"]


@pytest.mark.parametrize(
    ("two", "kinds"),
    [
        ("Die Sperrung der Schleuse endet am 20. Mai 2025.", []),
        ("Die Sperrung der Brücke endet am 20. Mai 2025.", ["date"]),
        ("Die Sperrung endet am 20. Mai 2025.", ["date"]),
    ],
)
def test_two_things_of_one_noun_end_on_two_days(article, two, kinds):
    members = [
        article("Die Sperrung der Brücke endet am 9. Mai 2025.", id="a", outlet="a", day="2025-05-01",
                dates={"9. Mai 2025": "2025-05-09"}),
        article(two, id="b", outlet="b", day="2025-05-01", dates={"20. Mai 2025": "2025-05-20"}),
    ]  # fmt: skip
    assert [d.kind for d in find_disputes(members, (), ())] == kinds
