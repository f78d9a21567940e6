"""Anchors find their words again where they still stand, and nowhere else."""

import pytest

from quellenlage.domain.anchor import AROUND, Anchor, anchor, best_row
from quellenlage.domain.span import Span

TEXT = (
    "Die Schleuse bleibt zu. „Wir warten auf ein Gutachten“, sagte Bürgermeisterin Ina Voss am Montag.\n"
    "Der Kreis widersprach. „Wir warten nicht“, sagte der Landrat. Später bekräftigte Ina Voss das noch einmal."
)


def hold(words: str, nth: int = 0, text: str = TEXT) -> Anchor:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return anchor("a", text, Span(start, start + len(words)))


@pytest.mark.parametrize(
    ("words", "nth"), [("„Wir warten auf ein Gutachten“", 0), ("Ina Voss", 0), ("Ina Voss", 1), ("zu", 0), (TEXT, 0)]
)
def test_in_the_same_text_the_place_is_the_same(words: str, nth: int) -> None:
    held = hold(words, nth)
    assert held.place_in(TEXT) == held.span
    assert held.words == words
    assert len(held.before) <= AROUND and len(held.after) <= AROUND


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda t: "Eilmeldung +++ " + t, "Ina Voss am Montag"),  # moved
        (lambda t: t.replace(" ", "  ").replace("\n", "\n\n\n"), "Ina  Voss  am  Montag"),  # white space
        (lambda t: t.replace("Die Schleuse bleibt zu. ", ""), "Ina Voss am Montag"),  # a sentence less
        (lambda t: t.replace("Gutachten", "Papier"), "Ina Voss am Montag"),  # another word not far away
    ],
    ids=["moved", "white space", "shortened", "reworded nearby"],
)
def test_in_a_changed_text_the_words_are_found_where_their_surroundings_are(change, found: str) -> None:
    text = change(TEXT)
    place = hold("Ina Voss am Montag").place_in(text)
    assert place is not None
    assert place.of(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ganz etwas anderes: In Lerchau schneit es.",
        TEXT.replace("Ina Voss", "Ina Timm"),
        "x" * 78 + "Ina Voss" + "y" * 40,  # the same words at the same offset, in another text
        "Auf dem Markt las Ina Voss aus ihrem Roman.",
    ],
)
def test_where_the_words_or_what_is_around_them_is_gone_nothing_is_found(text: str) -> None:
    assert hold("Ina Voss").place_in(text) is None


def test_the_second_of_two_equal_words_stays_the_second() -> None:
    text = "Vorab: " + TEXT
    assert hold("Ina Voss", 1).place_in(text) == Span(text.rindex("Ina Voss"), text.rindex("Ina Voss") + 8)


def test_a_whole_short_text_is_enough() -> None:
    assert anchor("a", "Es brennt.", Span(0, 10)).place_in("Es brennt.") == Span(0, 10)
    assert anchor("a", "Es brennt.", Span(3, 9)).place_in("Er brennt.") is None


def test_a_letter_that_stands_everywhere_does_not_take_for_ever() -> None:
    text = "e " * 200_000
    held = anchor("a", text, Span(0, 1))
    assert held.place_in(text) == Span(0, 1)


@pytest.mark.parametrize("span", [Span(-1, 3), Span(3, 3), Span(5, 2), Span(0, 11)])
def test_no_anchor_outside_the_text(span: Span) -> None:
    with pytest.raises(ValueError, match="no stretch"):
        anchor("a", "Es brennt.", span)


@pytest.mark.parametrize(
    ("place", "rows", "best"),
    [
        (Span(10, 20), [Span(10, 20)], 0),
        (Span(10, 20), [Span(0, 40), Span(11, 20), Span(12, 30)], 1),  # best, not first
        (Span(10, 20), [Span(10, 20), Span(10, 20)], 0),  # the first of equals
        (Span(10, 20), [Span(0, 40)], None),  # the sentence around it is another row
        (Span(10, 20), [Span(19, 29)], None),
        (Span(10, 20), [], None),
    ],
)
def test_the_row_that_overlaps_best_is_meant(place: Span, rows: list[Span], best: int | None) -> None:
    assert best_row(place, rows) == best
