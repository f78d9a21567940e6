"""What parts two numbers of one noun, and what their sentences must share to set them against each other."""

from dataclasses import replace

import pytest

from quellenlage.compare.claims import find_claims
from quellenlage.compare.disputes import find_disputes
from quellenlage.compare.figures import find_figures


def told(article, *rows, day="2025-05-04"):
    """One article each of (text, the number's words, value, noun, marks of the article, more of the number)."""
    return [
        article(
            text,
            id="abcdef"[n],
            outlet=f"o{n}",
            day=day,
            counted=({"words": words, "value": value, "object": noun, **(more[1] if len(more) > 1 else {})},),
            **(more[0] if more else {}),
        )
        for n, (text, words, value, noun, *more) in enumerate(rows)
    ]


def sure(members):
    return [d for d in find_disputes(members, (), find_figures(members)) if d.sure]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # a day and all in all
        (
            ("Auf der Insel erkrankten täglich 60 Schafe.", "60 Schafe", 60, "Schaf"),
            ("Auf der Insel erkrankten 60 Schafe.", "60 Schafe", 60, "Schaf"),
        ),
        # expected and counted
        (
            ("Der Verband erwartet 400 Gäste am Deich.", "400 Gäste", 400, "Gast"),
            ("Der Verband begrüßte 400 Gäste am Deich.", "400 Gäste", 400, "Gast"),
        ),
        # another disease
        (
            ("An Masern litten 70 Kinder im Heim.", "70 Kinder", 70, "Schulkind"),
            ("An Cholera litten 70 Kinder im Heim.", "70 Kinder", 70, "Schulkind"),
        ),
        # something else happens to them
        (
            ("Im Lager starben 55 Matrosen.", "55 Matrosen", 55, "Matrose"),
            ("Im Lager erkrankten 55 Matrosen.", "55 Matrosen", 55, "Matrose"),
        ),
        # the world
        (
            ("Weltweit erkrankten 90 Taucher an dem Keim.", "90 Taucher", 90, "Taucher"),
            ("Es erkrankten 90 Taucher an dem Keim.", "90 Taucher", 90, "Taucher"),
        ),
    ],
)
def test_equal_numbers_of_other_things_stand_in_no_row(article, one, two):
    assert find_figures(told(article, one, two)) == ()
    assert len(find_figures(told(article, one, one))) == 1


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # a noun of many things
        (
            ("Der Fonds der Werften hat ein Volumen von 5 Euro.", "5 Euro", 5e9, "Volumen"),
            ("Das Darlehen der Bahn hat ein Volumen von 7 Euro.", "7 Euro", 7e9, "Volumen"),
        ),
        # another bearer
        (
            ("Ahrens verkaufte 300 Karten.", "300 Karten", 300, "Karte", {"people": ("Ahrens",)}),
            ("Thoms verkaufte 500 Karten.", "500 Karten", 500, "Karte", {"people": ("Thoms",)}),
        ),
        # one place, and three
        (
            ("In Tarp wählten 219 Abgesandte.", "219 Abgesandte", 219, "Abgesandter", {"places": ("Tarp",)}),
            (
                "In Tarp, Leck und Husum wählten 441 Abgesandte.",
                "441 Abgesandte",
                441,
                "Abgesandter",
                {"places": ("Tarp", "Leck", "Husum")},
            ),
        ),
    ],
)
def test_numbers_that_share_the_noun_alone_are_no_sure_dispute(article, one, two):
    assert sure(told(article, one, two)) == []


@pytest.mark.parametrize(
    ("text", "days", "disputed"),
    [
        ("Bisher meldeten sich 520 Sänger an.", ("2025-05-04", "2025-05-06"), False),
        ("Bisher meldeten sich 520 Sänger an.", ("2025-05-04", "2025-05-04"), True),
        ("Am Start meldeten sich 520 Sänger an.", ("2025-05-04", "2025-05-06"), False),
        ("Am Start meldeten sich 520 Sänger an.", ("2025-05-04", "2025-05-04"), True),
    ],
)
def test_a_count_of_its_day_is_followed_by_a_later_one(article, text, days, disputed):
    rows = (
        ("Am Start meldeten sich 410 Sänger an.", "410 Sänger", 410, "Sänger"),
        (text, "520 Sänger", 520, "Sänger"),
    )
    members = [told(article, *rows, day=day)[n] for n, day in enumerate(days)]
    assert bool(sure(members)) == disputed


def test_one_or_two_is_a_range(article):
    rows = (
        ("Das kostet 30 oder 40 Punkte im Zeugnis.", "40 Punkte", 40.0, "Punkt"),
        ("Das kostet 40 Punkte im Zeugnis.", "40 Punkte", 40.0, "Punkt"),
    )
    (figure,) = find_figures(told(article, *rows))
    assert [(v.low, v.high) for v in figure.values] == [(30, 40), (40, 40)]


# Dates


def opened(article, text, words, value, *, id, places=()):
    return article(text, id=id, outlet=id, day="2025-05-01", dates={words: value}, places=places)


@pytest.mark.parametrize(
    ("text", "places", "disputed"),
    [
        ("Die Brücke in Tarp wird am 9. Mai 2025 geöffnet.", ("Tarp",), True),
        # a condition, a guess, a time that is only before or after
        ("Wenn alles trocknet, wird die Brücke am 9. Mai 2025 geöffnet.", (), False),
        ("Die Brücke wird wohl am 9. Mai 2025 geöffnet.", (), False),
        ("Die Brücke wird nach dem 9. Mai 2025 geöffnet.", (), False),
        # another place
        ("Die Brücke bei Leck wird am 9. Mai 2025 geöffnet.", ("Leck",), False),
    ],
)
def test_only_a_plain_date_of_one_event_is_set_against_another(article, text, places, disputed):
    members = [
        opened(
            article, "Die Brücke bei Tarp wird am 5. Mai 2025 geöffnet.", "5. Mai 2025", "2025-05-05", id="a",
            places=("Tarp",),
        ),
        opened(article, text, "9. Mai 2025", "2025-05-09", id="b", places=places),
    ]  # fmt: skip
    assert [d.kind for d in find_disputes(members, (), ())] == ["date"] * disputed


# Denials and parts

CHARGE = "die Reederei habe Altöl in der Förde verklappt"


@pytest.mark.parametrize(
    ("denied", "is_sure"),
    [("solche Verklappungen von Altöl", True), ("solche Hafengebühren", False), ("ein solches Vorgehen", True)],
)
def test_a_denial_of_something_named_is_of_what_names_it(article, denied, is_sure):
    text = f"Ahrens sagte, {CHARGE}. Die Reederei bestreitet {denied}."
    said = (
        {"quote": CHARGE, "by": "Jost Ahrens"},
        {"quote": denied, "by": "Reederei", "stance": "denies", "polarity": "negative", "mode": "reported"},
    )
    claims = [c for c in find_claims([article(text, said=said)], ()) if c.status == "disputed" and c.sure]
    assert bool(claims) == is_sure


def test_quoted_words_inside_a_statement_are_compared_with_nothing(article):
    whole = "der Steg müsse „von Grund auf“ erneuert werden"
    member = article(
        f"Ahrens sagte, {whole}.",
        said=({"quote": whole, "by": "Jost Ahrens"}, {"quote": "„von Grund auf“", "by": "Jost Ahrens"}),
    )
    first, second = member.annotations.statements
    part = replace(second, parent=first.id)
    member = replace(member, annotations=replace(member.annotations, statements=(first, part)))
    (claim,) = find_claims([member], ())
    assert (len(claim.members), claim.relations) == (2, ())


@pytest.mark.parametrize(
    ("one", "two", "relation"),
    [
        ("Die Fähre nach Amrum fällt seit Montag aus", "Die Fähre nach Amrum fällt seit Montag aus", "same"),
        (
            "„Die Fähre nach Amrum fällt seit Montag aus, weil der Motor streikt“",
            "„Die Fähre nach Amrum fällt seit Montag aus“",
            "more_specific",
        ),
    ],
)
def test_the_same_words_are_the_same_and_fewer_say_less(article, one, two, relation):
    members = [
        article(f"{words}.", id=i, outlet=i, said=({"quote": words, "by": "Jost Ahrens"},))
        for i, words in (("a", one), ("b", two))
    ]
    (claim,) = [c for c in find_claims(members, ()) if c.sure]
    (found,) = claim.relations
    assert found.relation == relation
    if relation == "more_specific":
        assert found.a == members[0].annotations.statements[0].id


def test_copies_of_a_passage_with_nobody_named_are_one_source_at_most(article):
    words = "Erste Werften meldeten sogar einen Mangel an Stahl für den Bau der neuen Fähren"
    members = [
        article(f"{speaker}: {words}.", id=i, outlet=i, said=({"quote": words, "speaker": speaker},))
        for i, speaker in (("a", "Kreise der Branche"), ("b", "Insider"))
    ]
    (claim,) = find_claims(members, ())
    assert (claim.sources, claim.sources_at_most) == (0, 1)
