"""Whom *beide Seiten*, *beide Länder*, *die beiden Minister* stand for: the one pair named before, or nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quellenlage.domain.annotations import Statement
from quellenlage.domain.span import Span

StatementsIn = Callable[[str], tuple[Statement, ...]]
WordsAt = Callable[[str, tuple[Span, ...]], str]

PAIRS = {
    # in the sentence before
    "Schweden und Dänemark verhandelten über den Vertrag. Beide Länder bestätigten, dass der Tunnel gebaut werde.": (
        "Schweden und Dänemark"
    ),
    "Der Streit zwischen Chile und Peru dauert an. Beide Staaten bestritten, die Grenze verletzt zu haben.": (
        "Chile und Peru"
    ),
    "Minister Jan Ott und seine Kollegin Eva Kern stellten den Plan vor. Beide betonten, das Geld reiche aus.": (
        "Jan Ott und Eva Kern"
    ),
    # the only two states
    "Möglich scheint, dass Chile Peru dafür Hilfe anbietet. Beide Länder bestritten, dass sie verhandeln.": (
        "Chile und Peru"
    ),
    "Die Zahl schwedischer Schiffe vor Dänemark stieg. Beide Staaten erklärten, dass sie die Lage prüften.": (
        "Schweden und Dänemark"
    ),
    # in the same sentence
    "Beim Treffen von Olaf Brenner mit Erik Sund bekräftigten beide Seiten, dass sie die Grenze öffnen wollten.": (
        "Olaf Brenner und Erik Sund"
    ),
    "Nachdem Olaf Brenner Erik Sund empfangen hatte, erklärten die beiden Präsidenten, der Handel werde wachsen.": (
        "Olaf Brenner und Erik Sund"
    ),
}


def who(text: str, statements_in: StatementsIn, words: WordsAt) -> list[str | None]:
    return [s.speaker_name for s in statements_in(text) if "beide" in words(text, s.speaker).lower()]


@pytest.mark.parametrize(("text", "expected"), PAIRS.items())
def test_the_pair_named_before(text: str, expected: str, statements_in: StatementsIn, words: WordsAt) -> None:
    assert who(text, statements_in, words) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        # three
        "Schweden, Dänemark und Norwegen verhandelten. Beide Länder bestätigten, dass der Tunnel gebaut werde.",
        # two pairs
        "Chile und Peru streiten, Schweden und Dänemark auch. Beide Länder erklärten, dass sie das Gericht anriefen.",
        # another kind
        "Jan Ott und Eva Kern reisten an. Beide Länder bestätigten, dass der Tunnel gebaut werde.",
        # too long ago
        "Schweden und Dänemark verhandelten. Der Regen hielt an. Beide Länder bestätigten, dass der Tunnel komme.",
        # two people who do not meet
        "Jan Ott kritisierte ein Buch von Eva Kern. Beide Seiten erklärten, dass der Streit vorbei sei.",
        # two states of three, and two states where others may be meant
        "In Japan hieß es, Chile werfe Peru Betrug vor. Beide Länder bestritten, dass sie verhandeln.",
        "Die Firma klagt gegen den Verein in Chile und zahlt in Peru. Beide Seiten erklärten, dass sie verhandeln.",
        # nobody
        "Die Lage ist ruhig. Beide Seiten erklärten, dass der Streit vorbei sei.",
    ],
)
def test_nobody_where_not_exactly_one_pair_fits(text: str, statements_in: StatementsIn, words: WordsAt) -> None:
    assert who(text, statements_in, words) == [None]
