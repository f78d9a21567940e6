"""Headlines in capitals are read as the article or the dictionary writes their words."""

from __future__ import annotations

import pytest

from quellenlage.domain.article import Article
from quellenlage.domain.span import Span
from quellenlage.german.capitals import ordinary_case
from quellenlage.pipeline import annotate

BODY = "Der Arzt Robert Koch warnte am Freitag die EnBW vor einer neuen Welle. In der Klinik kam Koch kaum zur Ruhe."


def read(headline: str, body: str = BODY) -> str:
    """The headline in ordinary case."""
    text = f"{headline}\n\n{body}"
    blocks = [Span(0, len(headline)), Span(len(headline) + 2, len(text))]
    whole = ordinary_case(text, blocks)
    assert whole[len(headline) :] == text[len(headline) :]
    return whole[: len(headline)]


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("ROBERT KOCH WARNT VOR NEUER WELLE", "Robert Koch warnt vor neuer Welle"),
        ("KOCH TRITT ZURÜCK", "Koch tritt zurück"),
        ("DIE ENBW FORDERT VON DER EU MEHR GELD", "Die EnBW fordert von der EU mehr Geld"),
        ("PREISE STEIGEN: GROSSE SORGE IN DER KLINIK", "Preise steigen: grosse Sorge in der Klinik"),
        ("„MEHR BETTEN!“ – STREIT UM NEUBAU", "„Mehr Betten!“ – Streit um Neubau"),
    ],
)
def test_a_headline_in_capitals(headline: str, expected: str) -> None:
    assert read(headline) == expected


@pytest.mark.parametrize("headline", ["POLITIK", "EU UND USA", "SPD gegen CDU und FDP", "Koch warnt vor neuer Welle"])
def test_what_is_no_headline_in_capitals_stays(headline: str) -> None:
    assert read(headline) == headline


def test_who_says_what_in_a_headline_in_capitals() -> None:
    text = f"ROBERT KOCH WARNT VOR NEUER WELLE\n\n{BODY}"
    found = annotate(Article(id="a", text=text, input="-"))
    first = found.statements[0]
    assert (first.speaker_name, first.stance, [q.of(text) for q in first.quote]) == (
        "Robert Koch",
        "warns",
        ["VOR NEUER WELLE"],
    )
    assert [(e.text, e.name) for e in found.entities if e.start == 0] == [("ROBERT KOCH", "Robert Koch")]
    assert all(t.text == text[t.start : t.end] for t in found.tokens)
