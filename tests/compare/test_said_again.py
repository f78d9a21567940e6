"""Statements of two occasions, with other numbers, or that go farther: what is one claim, what may be, what is not."""

import pytest

from quellenlage.compare.amounts import is_one_value, written_in
from quellenlage.compare.claims import find_claims
from quellenlage.compare.strength import other_certainty, other_strength
from quellenlage.compare.words import words_of
from quellenlage.domain.days import days_of
from quellenlage.domain.span import Span

HARBOUR = "die Reederei wolle den alten Speicher am Nordhafen gemeinsam mit der Stadt erhalten"
HARBOUR_TOO = "dass die Reederei beim Erhalt des alten Speichers am Nordhafen der Stadt helfen wolle"


def how(article, *rows):
    """How statements of one speaker stand to each other: (text, quote, day of the article, further marks)."""
    members = [
        article(text, id=f"a{i}", outlet=f"o{i}", day=day, said=({"quote": quote, **said},), **marks)
        for i, (text, quote, day, said, marks) in enumerate(rows)
    ]
    claims = find_claims(members, ())
    whole = [c for c in claims if c.sure and len(c.members) == len(rows)]
    if whole:
        return whole[0].relations[0].relation
    return "unsure" if any(not c.sure and len(c.members) > 1 for c in claims) else "different"


def plain(quote, day, **said):
    return (f"{quote}.", quote, day, {"by": "Wiebke Thoms", **said}, {})


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        # two outlets tell one occasion
        (("2025-06-02", "2025-06-04"), {"same", "more_specific"}),
        # whether it was said again, nobody tells
        (("2025-06-02", "2025-06-09"), {"unsure"}),
        # weeks later it was said again
        (("2025-06-02", "2025-06-25"), {"different"}),
    ],
)
def test_other_words_are_of_one_occasion(article, days, expected):
    assert how(article, plain(HARBOUR, days[0]), plain(HARBOUR_TOO, days[1])) in expected


def test_a_dated_statement_told_weeks_later_is_of_its_day(article):
    told = f"Wiebke Thoms hatte am 2. Juni gesagt, {HARBOUR_TOO}."
    at = told.index("gesagt")
    said = {"by": "Wiebke Thoms", "cue": (Span(at, at + len("gesagt")),)}
    later = (told, HARBOUR_TOO, "2025-06-25", said, {"dates": {"am 2. Juni": "2025-06-02"}})
    assert how(article, plain(HARBOUR, "2025-06-02"), later) in ("same", "more_specific")


def test_the_same_words_are_one_claim_whenever_they_are_told(article):
    words = "„Der Speicher am Nordhafen gehört zu dieser Stadt wie der Wind“"
    assert how(article, plain(words, "2025-06-02"), plain(words, "2025-07-30")) == "same"


def counted(words, number, value, day):
    frame = f"rund {number} Setzlinge haben den Winter im Stadtwald überstanden"
    marks = {"words": f"rund {number}", "comparator": "about", "value": value, "object": "Setzlinge"}
    return (f"{frame}.", frame, day, {"by": words}, {"counted": (marks,)})


def test_a_count_of_the_next_day_is_a_series(article):
    one = counted("Forstamt", "41.300", 41300.0, "2025-04-02")
    two = counted("Forstamt", "43.900", 43900.0, "2025-04-03")
    assert how(article, one, two) == "different"


def test_two_who_count_on_one_day_differ_in_number(article):
    one = counted("Forstamt", "41.300", 41300.0, "2025-04-02")
    two = counted("Naturbund", "43.900", 43900.0, "2025-04-02")
    assert how(article, one, two) == "differs_in_number"


def test_numbers_of_nothing_counted_are_no_claim_together(article):
    frame = "der Pegel der Aue lag am Wehr in Lerchau bei {} Zentimetern"
    rows = [
        (f"{q}.", q, "2025-04-02", {"by": by}, {})
        for by, q in (("Wasserwerk", frame.format("412")), ("Feuerwehr", frame.format("467")))
    ]
    assert how(article, *rows) == "different"


def test_a_few_words_of_somebody_unnamed_may_be_anothers(article):
    short, long = "„Wir sind noch nicht im Hafen“", "„Wir sind noch nicht im Hafen, aber der Wind steht gut“"
    unnamed = (f"{short}, sagte ein Lotse.", short, "2025-06-02", {"speaker": "ein Lotse"}, {})
    assert how(article, unnamed, plain(long, "2025-06-03")) == "unsure"


@pytest.mark.parametrize(
    ("one", "two", "words"),
    [
        ("das erschwert die Suche", "die Suche ist nicht mehr möglich", "erschwert, möglich"),
        ("fast der ganze Hang rutscht", "der Hang rutscht vollständig", "fast, vollständig"),
        ("einige Boote sind leck", "sämtliche Boote sind leck", "einige, sämtliche"),
        ("das erschwert die Suche", "die Suche ist schwierig", ""),
        ("die Brücke sei kaum noch zu retten", "die Brücke sei noch zu retten", "kaum"),
        ("die Brücke sei kaum noch zu retten", "zu retten sei die Brücke kaum", ""),
        ("der Hang rutscht", "der Hang rutscht vollständig", ""),
    ],
)
def test_what_goes_farther_is_not_the_same(one, two, words):
    assert other_strength(tuple(words_of(one)), tuple(words_of(two))) == words


@pytest.mark.parametrize(
    ("one", "two", "reason"),
    [
        ("der Damm könnte brechen", "der Damm bricht", "one says that it may be so"),
        ("der Damm könnte brechen", "der Damm könne brechen", ""),
        (
            "die Boote sollten geborgen werden",
            "die Boote sind geborgen worden",
            "one is ahead, the other is told as so",
        ),
        ("die Boote sind geborgen worden", "man hat die Boote geborgen", ""),
    ],
)
def test_what_may_be_so_is_not_told_as_so(one, two, reason):
    a, b = tuple(words_of(one)), tuple(words_of(two))
    assert other_certainty((a, a), (b, b)) == reason
    assert other_certainty((b, b), (a, a)) == reason


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("bei 57,4 von zuletzt 60,1", [57.4, 60.1]),
        ("seit 2019 rund 1.250.000 Bäume, 40 Prozent davon Eichen", [1250000.0, 40.0]),
        ("statt 3 Millionen nur 2,5 Millionen Euro", [3e6, 2.5e6]),
        ("statt 3 Milliarden nur 800 Mio. Euro", [3e9, 8e8]),
        ("am 12. Mai um 9.30 Uhr im Haus 7, Sars-2 und A-45", []),
    ],
)
def test_numbers_in_digits(text, values):
    assert [w.value for w in written_in(text, [Span(0, len(text))], ())] == values


@pytest.mark.parametrize(
    ("a", "b", "one"), [(41300, 43900, False), (2752, 2750, True), (300, 312, True), (57.4, 60.1, False)]
)
def test_a_number_and_the_same_rounded(a, b, one):
    assert is_one_value(a, b) is one


@pytest.mark.parametrize(
    ("one", "two", "days"),
    [("2025-06-02", "2025-06-05", 3), ("2025-06", "2025-06-05", 0), ("2025-06-05", "2025-W22", 4)],
)
def test_days_apart(one, two, days):
    a, b = days_of(one), days_of(two)
    assert a is not None and b is not None
    assert a.apart(b) == b.apart(a) == days
