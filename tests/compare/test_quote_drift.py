"""Quote drift: what becomes of one quotation on its way through the outlets."""

import pytest

from quellenlage.compare.quote_drift import find_quote_drift

FULL = "„Der Hafen bleibt offen, solange ich hier etwas zu sagen habe, und danach hoffentlich auch.“"
CUT = "„Der Hafen bleibt offen, solange ich hier etwas zu sagen habe.“"


def says(article, text, quote, by=None, **rest):
    """An article with one statement; `rest` are fields of the article."""
    mode = rest.pop("mode", "direct")
    people = tuple(p for p in (rest.pop("people", by),) if p)
    return article(text, people=people, said=({"quote": quote, "by": by, "mode": mode},), **rest)


def forms(rows):
    return [[(f.kind, f.speaker, tuple(e.article for e in f.evidence), f.reasons) for f in r.forms] for r in rows]


def test_a_shortened_quotation_says_which_words_fell_away(article):
    members = [
        says(article, f"{FULL} So sprach Ida Lorenz.", FULL, "Ida Lorenz", id="a", outlet="Bote", day="2025-03-01"),
        says(article, f"Ida Lorenz: {CUT}", CUT, "Ida Lorenz", id="b", outlet="Kurier", day="2025-03-02"),
    ]
    (row,) = find_quote_drift(members, ())
    assert (row.quote, row.speaker, row.sure) == (FULL, "Ida Lorenz", True)
    assert forms([row]) == [
        [
            ("verbatim", "Ida Lorenz", ("a",), ()),
            ("shortened", "Ida Lorenz", ("b",), ("words left out: und danach hoffentlich auch",)),
        ]
    ]


def test_equal_words_are_no_drift(article):
    members = [
        says(article, f"{FULL} Das sagte Ida Lorenz.", FULL, "Ida Lorenz", id=n, outlet=n, day="2025-03-01")
        for n in ("a", "b", "c")
    ]
    assert find_quote_drift(members, ()) == ()


def test_wire_copy_is_one_form(article):
    members = [
        says(article, f"{FULL} Das sagte Ida Lorenz.", FULL, "Ida Lorenz", id="a", outlet="Bote", day="2025-03-01"),
        says(article, f"{CUT} Das sagte Ida Lorenz.", CUT, "Ida Lorenz", id="b", outlet="Kurier", day="2025-03-02"),
        says(article, f"{CUT} Das sagte Ida Lorenz.", CUT, "Ida Lorenz", id="c", outlet="Funk", day="2025-03-02"),
    ]
    (row,) = find_quote_drift(members, ())
    assert [(f.kind, [e.article for e in f.evidence]) for f in row.forms] == [
        ("verbatim", ["a"]),
        ("shortened", ["b", "c"]),
    ]


def test_one_sentence_in_two_mouths(article):
    """The speaker whom more outlets name, or whom the earlier one names, is held for the right one."""
    members = [
        says(article, f"{FULL} Das sagte Ida Lorenz.", FULL, "Ida Lorenz", id="a", outlet="Bote", day="2025-03-01"),
        says(article, f"{FULL} Das sagte Jens Ohm.", FULL, "Jens Ohm", id="b", outlet="Kurier", day="2025-03-02"),
    ]
    (row,) = find_quote_drift(members, ())
    assert row.speaker == "Ida Lorenz"
    assert forms([row]) == [
        [
            ("verbatim", "Ida Lorenz", ("a",), ()),
            ("other_speaker", "Jens Ohm", ("b",), ("other speaker: Jens Ohm / Ida Lorenz",)),
        ]
    ]


@pytest.mark.parametrize("other", ["I. Lorenz", "Lorenz", None])
def test_a_speaker_spelled_otherwise_or_not_named_is_no_other_one(article, other):
    members = [
        says(article, f"{FULL} Das sagte Ida Lorenz.", FULL, "Ida Lorenz", id="a", outlet="Bote", day="2025-03-01"),
        says(article, f"{FULL} Das sagte {other}.", FULL, other, id="b", outlet="Kurier", day="2025-03-02"),
    ]
    assert find_quote_drift(members, ()) == ()


@pytest.mark.parametrize(
    ("told", "mode", "found"),
    [
        ("der Hafen bleibe offen, solange sie dort etwas zu sagen habe", "indirect", True),
        ("Der Hafen bleibt offen, so viel hat sie zu sagen", "attributed", True),
        # the opposite, other words, another thing
        ("der Hafen bleibe nicht offen, solange sie dort etwas zu sagen habe", "indirect", False),
        ("die Werft brauche bis zum Herbst neue Aufträge und Geld", "indirect", False),
        ("der Hafen", "reported", False),
    ],
)
def test_the_indirect_form_has_the_content_words_of_the_same_speaker(article, told, mode, found):
    text = f"Ida Lorenz erklärte, {told}."
    members = [
        says(article, f"{FULL} Das sagte Ida Lorenz.", FULL, "Ida Lorenz", id="a", outlet="Bote", day="2025-03-01"),
        says(article, text, told, "Ida Lorenz", id="b", outlet="Kurier", day="2025-03-02", mode=mode),
    ]
    rows = find_quote_drift(members, ())
    assert [f.kind for r in rows for f in r.forms] == (["verbatim", "indirect"] if found else [])


def test_another_speaker_who_says_the_same_in_indirect_words_is_not_told_here(article):
    told = "der Hafen bleibe offen, solange er dort etwas zu sagen habe"
    members = [
        says(article, f"{FULL} Das sagte Ida Lorenz.", FULL, "Ida Lorenz", id="a", outlet="Bote", day="2025-03-01"),
        says(
            article, f"Jens Ohm meint, {told}.", told, "Jens Ohm", id="b", outlet="K", day="2025-03-02", mode="indirect"
        ),
    ]
    assert find_quote_drift(members, ()) == ()


def test_a_word_that_was_changed_is_named(article):
    other = FULL.replace("hoffentlich", "bestimmt")
    members = [
        says(article, f"{FULL} Das sagte Ida Lorenz.", FULL, "Ida Lorenz", id="a", outlet="Bote", day="2025-03-01"),
        says(article, f"{other} Das sagte Ida Lorenz.", other, "Ida Lorenz", id="b", outlet="K", day="2025-03-02"),
    ]
    (row,) = find_quote_drift(members, ())
    assert row.forms[1].kind == "verbatim"
    assert row.forms[1].reasons == ("words changed: hoffentlich → bestimmt",)


@pytest.mark.parametrize(("a", "b"), [("dass 1500 Leute kommen", "daß 1.500 Leute kommen")])
def test_spelling_is_no_change(article, a, b):
    members = [
        says(article, f"„Ich weiß, {a}“, sagte Ida Lorenz.", f"„Ich weiß, {a}“", "Ida Lorenz", id="a", outlet="Bote"),
        says(article, f"„Ich weiß, {b}“, sagte Ida Lorenz.", f"„Ich weiß, {b}“", "Ida Lorenz", id="b", outlet="Funk"),
    ]
    assert find_quote_drift(members, ()) == ()


def test_a_quotation_inside_a_quotation_is_found_and_has_no_speaker(article):
    outer = "„Der Satz ‚Der Hafen bleibt offen, solange ich hier etwas zu sagen habe‘ holt sie ein“"
    members = [
        says(article, f"{FULL} Das sagte Ida Lorenz.", FULL, "Ida Lorenz", id="a", outlet="Bote", day="2025-03-01"),
        says(article, f"{outer}, sagte Jens Ohm.", outer, "Jens Ohm", id="b", outlet="Kurier", day="2025-03-02"),
    ]
    (row,) = find_quote_drift(members, ())
    assert [(f.kind, f.speaker) for f in row.forms] == [("verbatim", "Ida Lorenz"), ("shortened", None)]


def test_versions_of_one_article_are_no_drift(article):
    members = [
        says(article, f"{FULL} Das sagte Ida Lorenz.", FULL, "Ida Lorenz", id="a", outlet="Bote", day="2025-03-01"),
        says(
            article, f"{CUT} Das sagte Ida Lorenz.", CUT, "Ida Lorenz",
            id="a~2", outlet="Bote", day="2025-03-01", version_of="a",
        ),
    ]  # fmt: skip
    assert find_quote_drift(members, ()) == ()


def test_the_order_of_the_articles_does_not_matter(article):
    members = [
        says(article, f"{FULL} Das sagte Ida Lorenz.", FULL, "Ida Lorenz", id="a", outlet="Bote", day="2025-03-01"),
        says(article, f"{CUT} Das sagte Jens Ohm.", CUT, "Jens Ohm", id="b", outlet="Kurier", day="2025-03-02"),
    ]
    assert find_quote_drift(members, ()) == find_quote_drift(members[::-1], ())


def test_the_sentence_around_quoted_words_is_no_form_of_them(article):
    inner = "„der Hafen bleibt offen, solange ich hier etwas zu sagen habe“"
    around = f"Ida Lorenz sagte, dass gelte: {inner}, auch für Fischer"
    statements = (
        {"quote": inner, "by": "Ida Lorenz", "mode": "direct"},
        {"quote": f"{inner}, auch für Fischer", "by": "Ida Lorenz", "mode": "indirect"},
    )
    both = article(f"{around}.", id="b", outlet="Kurier", day="2025-03-02", people=("Ida Lorenz",), said=statements)
    full = says(article, f"{FULL} So sprach Ida Lorenz.", FULL, "Ida Lorenz", id="a", outlet="Bote", day="2025-03-01")
    (row,) = find_quote_drift([full, both], ())
    assert [f.kind for f in row.forms] == ["verbatim", "shortened"]
