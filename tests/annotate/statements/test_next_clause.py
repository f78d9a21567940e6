"""A *dass* clause ends where a main clause follows it; what goes on in the subjunctive or with its verb last stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quellenlage.domain.annotations import Statement
from quellenlage.domain.span import Span

StatementsIn = Callable[[str], tuple[Statement, ...]]
WordsAt = Callable[[str, tuple[Span, ...]], str]

CUT = {
    "Er sagte, dass die Brücke gesperrt werde, sie fährt mit dem Bus nach Hause.": "dass die Brücke gesperrt werde",
    "Der Bürgermeister sagte, dass die Halle im Mai öffnet, die Vereine freuen sich darauf.": (
        "dass die Halle im Mai öffnet"
    ),
    "Die Sprecherin teilte mit, dass der Zug ausfällt, am Bahnsteig warten die Fahrgäste.": "dass der Zug ausfällt",
    "Der Wirt erzählte, dass das Dach undicht ist, dann ging er in den Keller.": "dass das Dach undicht ist",
}
WHOLE = [
    "Die Firma teilte mit, dass der Chef gehe, er habe Fehler gemacht.",
    "Der Verband sagte, dass die Preise steigen, die Löhne sinken und die Mieten explodieren.",
    "Er sagte, dass die Brücke, die seit Jahren bröckelt, gesperrt werde.",
    "Die Wirtin sagte, dass der Keller feucht ist, weil ein Rohr im Hof undicht war.",
    "Der Verein sagte, dass die Halle öffnet, die seit Mai leer stand.",
]


@pytest.mark.parametrize(("text", "quote"), CUT.items())
def test_a_main_clause_behind_is_no_part_of_it(
    text: str, quote: str, statements_in: StatementsIn, words: WordsAt
) -> None:
    assert quote in [words(text, s.quote) for s in statements_in(text)]


@pytest.mark.parametrize("text", WHOLE)
def test_what_goes_on_with_it_stays(text: str, statements_in: StatementsIn, words: WordsAt) -> None:
    assert text.removesuffix(".").partition(", ")[2] in [words(text, s.quote) for s in statements_in(text)]
