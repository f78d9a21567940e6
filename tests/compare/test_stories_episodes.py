"""When a story jumps in time: with days given, with bounds only, and from the texts alone."""

import zlib
from array import array
from dataclasses import replace
from datetime import date

import pytest

from quellenlage.compare.episodes import find_episodes
from quellenlage.compare.grouping import NO_GROUPS
from quellenlage.compare.portraits import Portrait, portray, told_in_lead
from quellenlage.compare.stories import group
from quellenlage.compare.vocabulary import Counted, Terms
from quellenlage.domain.annotations import By, Time
from quellenlage.domain.article import Published
from quellenlage.domain.days import Days


def stories_of(articles):
    """The stories of articles given in any order, as an analysis makes them."""
    return group(sorted(map(portray, articles), key=lambda p: p.place), NO_GROUPS, (), 0)[1]


NONE = Counted(array("q"), array("H"))


def portrait(id: str, first: str | None = None, last: str | None = None, told: Days | None = None):
    """An article of which only its days are known: one day, bounds ("?" for an open end), or nothing."""
    bounds = [None if day == "?" else day for day in (first, last if last else first)]
    return Portrait(
        place=(first or "9999", first or "9999", id),
        family=id,
        outlet=None,
        title="",
        published=Published(*bounds, "given") if any(bounds) else None,
        told=told,
        terms=Terms(NONE, NONE, array("q"), array("d"), zlib.compress(b"")),
    )


def indifferent(_a: int, _b: int) -> float:
    return 0.2


def episodes(members, alike=indifferent):
    return [(e.from_, e.to, "".join(e.articles)) for e in find_episodes(members, alike)]


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        # days given
        ([("a", "2025-09-12"), ("b", "2025-09-14")], [("2025-09-12", "2025-09-14", "ab")]),
        (
            [("a", "2025-09-12"), ("b", "2026-06-18")],
            [("2025-09-12", "2025-09-12", "a"), ("2026-06-18", "2026-06-18", "b")],
        ),
        # no single silence is long
        (
            [("a", "2025-09-01"), ("b", "2025-09-28"), ("c", "2025-10-25")],
            [("2025-09-01", "2025-10-25", "abc")],
        ),
        # bounds that keep apart, though they are wide
        (
            [("a", "2025-09-01", "2025-11-30"), ("b", "2026-01-01", "2026-12-31"), ("c", "2025-09-10", "2025-12-20")],
            [("2025-09", "2025-11", "ac"), ("2026-01", "2026-12", "b")],
        ),
        # bounds that fit the one episode there is
        (
            [("a", "2025-09-12"), ("b", "2025-01-01", "2025-12-31"), ("c", "2025-09-01", "?")],
            [("2025-09-12", "2025-09-12", "abc")],
        ),
        # an open end that fits both: nobody knows
        (
            [("a", "2025-09-12"), ("b", "2026-06-18"), ("c", "2025-01-01", "?")],
            [("2025-09-12", "2025-09-12", "a"), ("2026-06-18", "2026-06-18", "b"), (None, None, "c")],
        ),
        # an end in the past keeps it out of the later one
        (
            [("a", "2025-09-12"), ("b", "2026-06-18"), ("c", "2025-10-01", "?")],
            [("2025-09-12", "2025-09-12", "a"), ("2026-06-18", "2026-06-18", "bc")],
        ),
        # nothing known, or nothing but a beginning
        ([("a",), ("b", "2025-09-12")], [("2025-09-12", "2025-09-12", "b"), (None, None, "a")]),
        ([("a",), ("b", "2025-09-12", "?")], [(None, None, "ab")]),
    ],
)
def test_stretches_of_a_story(bounds, expected):
    assert episodes([portrait(*b) for b in bounds]) == expected


def test_what_fits_two_episodes_stands_with_the_one_it_is_like():
    members = [portrait("a", "2025-09-12"), portrait("b", "2026-06-18"), portrait("c", "2025-01-01", "?")]
    assert episodes(members, lambda i, j: 0.3 if {i, j} == {1, 2} else 0.1)[1] == ("2026-06-18", "2026-06-18", "bc")


def test_days_that_the_text_tells_stand_in_for_the_publication():
    september = Days(date(2025, 9, 12), date(2025, 9, 12))
    june = Days(date(2026, 6, 1), date(2026, 6, 30))
    members = [portrait("a", told=september), portrait("b", told=june), portrait("c", "2026-01-01", "?", told=june)]
    assert episodes(members) == [("2025-09-12", "2025-09-12", "a"), ("2026-06-01", "2026-06-30", "bc")]


@pytest.mark.parametrize(
    ("text", "times", "expected"),
    [
        ("Am 12. Mai 2025 sank der Kahn.", [("12. Mai 2025", "2025-05-12", None)], "2025-05-12 2025-05-12"),
        ("Im Mai 2025 sank der Kahn.", [("Mai 2025", "2025-05", None)], "2025-05-01 2025-05-31"),
        # a year is no time of news
        ("Seit 2025 rostet der Kahn.", [("2025", "2025", None)], None),
        # announced, not told
        ("Am 12. Mai 2025 soll der Kahn gehoben werden.", [("12. Mai 2025", "2025-05-12", "future")], None),
        # the past of the news
        (
            "Der Kahn ist gehoben. Die Taucher froren. Es regnete. Viele sahen zu. Er sank am 12. Mai 2025.",
            [("12. Mai 2025", "2025-05-12", None)],
            None,
        ),
        # a later date further down: the article is younger than its beginning says
        (
            "Am 12. Mai 2025 sank der Kahn. Die Taucher froren. Es regnete. Viele sahen zu. Im Juli 2026 kam er frei.",
            [("12. Mai 2025", "2025-05-12", None), ("Juli 2026", "2026-07", None)],
            None,
        ),
        # a date that no calendar has
        ("Am 31. Juni 2025 sank der Kahn.", [("31. Juni 2025", "2025-06-31", None)], None),
    ],
)
def test_when_the_news_happened_according_to_its_first_sentences(article, text, times, expected):
    member = article(text)
    marks = tuple(
        Time(start=at, end=at + len(w), type="DATE", value=v, direction=d, by=By(rule="hand"))
        for w, v, d in times
        for at in [text.index(w)]
    )
    found = told_in_lead(replace(member, annotations=replace(member.annotations, times=marks)))
    assert (" ".join(map(str, found)) if found else None) == expected


def test_an_undated_story_of_two_meetings_has_two_episodes(article):
    told = "Baldur Quint empfing Hedda Morav auf Schloss Ehrenfels. Beide lobten den Vertrag über die Elbfähre."
    texts = {
        "a": ("Am 3. Februar 2025 war es so weit. " + told, "3. Februar 2025", "2025-02-03"),
        "b": ("Der 4. Februar 2025 war kalt. " + told, "4. Februar 2025", "2025-02-04"),
        "c": ("Wieder trafen sie sich, am 9. November 2025. " + told, "9. November 2025", "2025-11-09"),
    }
    members = [
        article(t, id=i, people=("Baldur Quint", "Hedda Morav"), places=("Ehrenfels",), dates={w: v})
        for i, (t, w, v) in texts.items()
    ]
    (story,) = stories_of(members)
    assert [(e.from_, e.to, e.articles) for e in story.episodes] == [
        ("2025-02-03", "2025-02-04", ("a", "b")),
        ("2025-11-09", "2025-11-09", ("c",)),
    ]
    assert (story.from_, story.to) == ("2025-02-03", "2025-11-09")
    assert "days: 2025-02-03 to 2025-11-09" in story.reasons
