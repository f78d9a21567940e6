"""Who refuses to speak or to act says nothing of what he was asked: what is shown is that he refuses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quellenlage.domain.annotations import Statement
from quellenlage.domain.span import Span

StatementsIn = Callable[[str], tuple[Statement, ...]]
WordsAt = Callable[[str, tuple[Span, ...]], str]

REFUSALS = {
    "Der Konzern lehnte es ab, die Namen der Käufer zu nennen.": (
        "Der Konzern",
        "lehnte es ab, die Namen der Käufer zu nennen",
    ),
    "Ministerin Anna Berg lehnte es ab, sich zu dem Vorwurf zu äußern.": (
        "Ministerin Anna Berg",
        "lehnte es ab, sich zu dem Vorwurf zu äußern",
    ),
    "Ein Sprecher wollte sich nicht dazu äußern, ob die Halle verkauft wird.": (
        "Ein Sprecher",
        "wollte sich nicht dazu äußern, ob die Halle verkauft wird",
    ),
    "Das Ministerium verweigerte die Auskunft.": ("Das Ministerium", "verweigerte die Auskunft"),
    "Die Regierung ließ eine Anfrage der Zeitung zunächst unbeantwortet.": (
        "Die Regierung",
        "ließ eine Anfrage der Zeitung zunächst unbeantwortet",
    ),
    "Der Trainer wollte den Bericht nicht kommentieren.": ("Der Trainer", "wollte den Bericht nicht kommentieren"),
    "Die Polizei weigerte sich, die Akten zu veröffentlichen.": (
        "Die Polizei",
        "weigerte sich, die Akten zu veröffentlichen",
    ),
    "Der Sprecher sagte nicht, wie viele Menschen betroffen sind.": (
        "Der Sprecher",
        "sagte nicht, wie viele Menschen betroffen sind",
    ),
    "Die Behörde lehnte eine Stellungnahme ab.": ("Die Behörde", "lehnte eine Stellungnahme ab"),
    "Das Ministerium machte keine Angaben dazu, wann die Brücke öffnet.": (
        "Das Ministerium",
        "machte keine Angaben dazu, wann die Brücke öffnet",
    ),
    "Ob die Fabrik bleibt, wollte der Minister nicht sagen.": (
        "der Minister",
        "Ob die Fabrik bleibt, wollte der Minister nicht sagen",
    ),
    "Zu den Vorwürfen äußerte sich der Minister nicht.": (
        "der Minister",
        "Zu den Vorwürfen äußerte sich der Minister nicht",
    ),
}


@pytest.mark.parametrize(("text", "expected"), REFUSALS.items())
def test_what_is_shown_is_that_somebody_refuses(
    text: str, expected: tuple[str, str], statements_in: StatementsIn, words: WordsAt
) -> None:
    found = statements_in(text)
    assert [(words(text, s.speaker), words(text, s.quote)) for s in found] == [expected]
    assert [(s.stance, s.polarity, s.mode) for s in found] == [("other", "positive", "reported")]


def test_a_refusal_beside_a_statement_ends_where_that_begins(statements_in: StatementsIn, words: WordsAt) -> None:
    text = "Die Polizei wollte sich nicht zu dem Fall äußern und sagte, die Ermittlungen liefen noch."
    assert [(words(text, s.quote), words(text, s.speaker)) for s in statements_in(text)] == [
        ("wollte sich nicht zu dem Fall äußern", "Die Polizei"),
        ("die Ermittlungen liefen noch", "Die Polizei"),
    ]


STATEMENTS = {
    "Die Behörde lehnte den Verkauf der Filialen ab.": ("den Verkauf der Filialen", "denies"),
    "Die Firma bestritt, Öl abgelassen zu haben.": ("Öl abgelassen zu haben", "denies"),
    "Anna Berg sagte nicht nur, dass der Steg bleibt.": ("dass der Steg bleibt", "asserts"),
    "Ein Sprecher wollte nicht ausschließen, dass die Halle verkauft wird.": None,
    "Die Polizei äußerte sich zufrieden.": None,
    "Der Händler verweigerte die Annahme des Pakets.": None,
    "Keimforscherin Anna Berg wollte die Proben zeigen.": None,
    "Anna Berg wollte der Redaktion die Keime zeigen.": None,
    "Gestern lehnte Anna Berg den Vorschlag des Stadtrats ab, das Freibad einem Verein zu übergeben.": None,
}


@pytest.mark.parametrize(("text", "expected"), STATEMENTS.items())
def test_denials_and_deeds_are_no_refusals_to_speak(
    text: str, expected: tuple[str, str] | None, statements_in: StatementsIn, words: WordsAt
) -> None:
    found = [s for s in statements_in(text) if s.by.rule == "refusal"]
    assert found == []
    if expected is not None:
        assert expected in [(words(text, s.quote), s.stance) for s in statements_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Weder Polizei noch Feuerwehr wollten sich äußern.",
        "Weder das Ministerium noch der Betreiber nahmen zu dem Vorwurf Stellung.",
        "Zu dem Brand äußern wollten sich weder die Polizei noch die Feuerwehr.",
        "Weder das Ministerium noch der Betreiber verweigerten die Auskunft.",
        "Zu den Vorwürfen schwiegen weder der Minister noch die Firma.",
        "Weder Anna Berg noch Jan Tamm bestätigten, dass das Werk schließt.",
    ],
)
def test_with_neither_nobody_is_told_to_have_spoken(text: str, statements_in: StatementsIn) -> None:
    assert statements_in(text) == ()
