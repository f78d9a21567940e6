"""Headlines that say more than their text."""

import pytest

from quellenlage.compare.headlines import find_headlines
from quellenlage.domain.dossier import Claim, Member
from quellenlage.domain.span import Span


def findings(article, headline, body, said=(), claims=(), **rest):
    member = article(f"{headline}\n{body}", headline=headline, said=said, **rest)
    return find_headlines([member], claims), member


def indirect(quote, **rest):
    return {"quote": quote, "mode": "indirect", **rest}


@pytest.mark.parametrize(
    ("headline", "sentence", "quote", "mark", "reason"),
    [
        (
            "Brandstifter zündete Scheune in Ahlbeck an",
            "In Ahlbeck könnte ein Brandstifter die Scheune angezündet haben, sagt die Polizei.",
            "In Ahlbeck könnte ein Brandstifter die Scheune angezündet haben",
            {"certainty": "possible", "hedge": "könnte"},
            "uncertain in the text: könnte",
        ),
        (
            "Reederei verkauft drei Fähren nach Dänemark",
            "Die Reederei verkauft wohl drei Fähren nach Dänemark, heißt es im Hafen.",
            "Die Reederei verkauft wohl drei Fähren nach Dänemark",
            {"stance": "speculates", "hedge": "wohl"},
            "uncertain in the text: wohl",
        ),
    ],
)
def test_certain_in_the_headline_uncertain_in_the_text(article, headline, sentence, quote, mark, reason):
    rows, member = findings(article, headline, sentence, (indirect(quote, **mark),))
    assert [(r.kind, r.text, r.reasons, r.sure) for r in rows] == [("headline", headline, (reason,), True)]
    words = [Span(e.start, e.end).of(member.article.text) for e in rows[0].evidence]
    assert words == [headline, sentence]


def test_a_source_named_in_the_text_alone_is_not_sure(article):
    quote = "die Reederei verkaufe drei Fähren nach Dänemark"
    body = f"Der Hafenmeister sagte, {quote}."
    rows, _ = findings(article, "Reederei verkauft drei Fähren nach Dänemark", body, (indirect(quote, by="Ohm"),))
    assert [(r.reasons, r.sure) for r in rows] == [(("attributed in the text: Ohm",), False)]


def test_what_a_disputed_claim_tells_is_sure(article):
    quote = "die Reederei verkaufe drei Fähren nach Dänemark"
    body = f"Der Hafenmeister sagte, {quote}."
    _, member = findings(article, "Reederei verkauft drei Fähren nach Dänemark", body, (indirect(quote, by="Ohm"),))
    (statement,) = member.annotations.statements
    row = Claim(
        id="c", text=quote, status="disputed", weight=1, sources=1, sources_at_most=1, roots=(),
        members=(Member(statement=statement.id, article="a", start=0, end=9, speaker="Ohm", mode="indirect",
                        stance="asserts"),),
    )  # fmt: skip
    (found,) = find_headlines([member], [row])
    assert (found.reasons, found.sure) == (("disputed in the text: Ohm",), True)


@pytest.mark.parametrize(
    "headline",
    [
        "Verkauft die Reederei drei Fähren nach Dänemark?",
        "Reederei soll drei Fähren nach Dänemark verkaufen",
        "Hafenmeister: Reederei verkauft drei Fähren nach Dänemark",
        "„Reederei verkauft drei Fähren nach Dänemark“",
        "Reederei verkauft offenbar drei Fähren nach Dänemark",
        "Reederei kündigt Verkauf von drei Fähren nach Dänemark an",
        "Fähren weg",
    ],
)
def test_a_headline_that_asks_quotes_or_hedges_says_nothing_too_much(article, headline):
    quote = "Die Reederei verkauft vielleicht drei Fähren nach Dänemark"
    said = (indirect(quote, certainty="possible", hedge="vielleicht"),)
    assert findings(article, headline, f"{quote}, sagte der Hafenmeister.", said)[0] == ()


def test_a_sentence_that_tells_it_plainly_clears_the_headline(article):
    quote = "Die Reederei verkauft wohl drei Fähren nach Dänemark"
    body = f"{quote}, hieß es zuerst. Inzwischen steht fest: Die drei Fähren der Reederei gehen nach Dänemark."
    said = (indirect(quote, certainty="probable", hedge="wohl"),)
    assert findings(article, "Reederei verkauft drei Fähren nach Dänemark", body, said)[0] == ()


@pytest.mark.parametrize(
    ("words", "comparator", "expected"),
    [
        ("Bis zu sieben Tonnen", "up_to", [(True, ("number limited in the text: Bis zu sieben Tonnen",))]),
        ("Rund sieben Tonnen", "about", [(False, ("number limited in the text: Rund sieben Tonnen",))]),
        ("Mindestens sieben Tonnen", "at_least", []),
        ("Genau sieben Tonnen", "exact", []),
    ],
)
def test_a_number_that_the_text_limits(article, words, comparator, expected):
    headline = "Sieben Tonnen Heizöl im Stadtgraben"
    counted = (
        {"words": "Sieben Tonnen", "value": 7.0, "unit": "Tonnen"},
        {"words": words, "value": 7.0, "unit": "Tonnen", "comparator": comparator},
    )
    rows, _ = findings(article, headline, f"{words} liefen am Montag aus einem Tank.", counted=counted)
    assert [(r.sure, r.reasons) for r in rows] == expected


@pytest.mark.parametrize(
    ("headline", "sentence", "reasons"),
    [
        (
            "Alle Schulen im Kreis Ostrum ohne warmes Wasser",
            "Viele Schulen im Kreis Ostrum haben kein warmes Wasser.",
            [("more general than the text: alle / viele",)],
        ),
        (
            "Ostrumer Busse kommen immer zu spät",
            "Die Ostrumer Busse kommen oft zu spät.",
            [("more general than the text: immer / oft",)],
        ),
        ("Alle Schulen im Kreis Ostrum ohne Wasser", "Sämtliche Schulen im Kreis Ostrum haben kein Wasser.", []),
        ("Alle Schulen im Kreis Ostrum ohne Wasser", "Die Schulen im Kreis Ostrum haben kein Wasser.", []),
        ("Alle Schulen im Kreis Ostrum ohne Wasser", "Viele Kinder im Kreis freuen sich auf Schnee.", []),
    ],
)
def test_all_in_the_headline_many_in_the_text(article, headline, sentence, reasons):
    rows, _ = findings(article, headline, sentence)
    assert [r.reasons for r in rows] == reasons


def test_a_title_that_is_no_part_of_the_text_is_held_against_it_too(article):
    quote = "Die Reederei verkauft wohl drei Fähren nach Dänemark"
    member = article(
        f"{quote}, hieß es im Hafen.",
        title="Reederei verkauft drei Fähren nach Dänemark",
        said=(indirect(quote, certainty="probable", hedge="wohl"),),
    )
    (row,) = find_headlines([member], ())
    assert row.text == "Reederei verkauft drei Fähren nach Dänemark"
    assert len(row.evidence) == 1
