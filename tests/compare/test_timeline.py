"""The chronicle: dated sentences."""

from dataclasses import replace

import pytest

from quellenlage.compare.timeline import find_timeline


def test_rows_in_the_order_of_dates_with_verbatim_sentences(article):
    text = "Im Mai 2021 wurde das Wehr saniert. Schon am 3. März 1998 war die Schleuse undicht."
    rows = find_timeline([article(text, dates={"Mai 2021": "2021-05", "3. März 1998": "1998-03-03"})])
    assert [(r.date.from_, r.text) for r in rows] == [
        ("1998-03-03", "Schon am 3. März 1998 war die Schleuse undicht."),
        ("2021-05", "Im Mai 2021 wurde das Wehr saniert."),
    ]
    assert rows[0].reasons == ("date in the text: 3. März 1998",)


def test_the_same_happening_in_two_articles_is_one_row(article):
    long = "Die Schleuse Brunsfeld wurde am 3. März 1998 nach einem Dammriss von Pionieren notdürftig abgedichtet."
    short = "Am 3. März 1998 dichteten Pioniere die Schleuse Brunsfeld nach dem Dammriss notdürftig ab."
    other = "Am 3. März 1998 trat außerdem der Deichgraf zurück."
    dates = {"3. März 1998": "1998-03-03"}
    rows = find_timeline(
        [article(long, id="a", dates=dates), article(short, id="b", dates=dates), article(other, id="c", dates=dates)]
    )
    assert sorted((r.text, r.articles) for r in rows) == [(short, ("a", "b")), (other, ("c",))]


def test_a_headline_is_not_the_clearest_sentence(article):
    head, body = "Schleuse Brunsfeld seit 1998 undicht", "Die Schleuse Brunsfeld ist seit dem Jahr 1998 undicht."
    rows = find_timeline([article(head, id="a", dates={"1998": "1998"}), article(body, id="b", dates={"1998": "1998"})])
    assert [r.text for r in rows] == [body]


def test_page_matter_and_open_dates_stay_out(article):
    text = "Am Dienstag fiel der Strom aus.\nStand: 4. Mai 2022"
    member = article(
        text, dates={"Dienstag": "XXXX-WXX-2", "4. Mai 2022": "2022-05-04"}, furniture=("Stand: 4. Mai 2022",)
    )
    assert find_timeline([member]) == ()


def test_the_year_in_a_title_is_no_date(article):
    text = "Das Papier „Bahnhof 2040“ lag im Archiv. Das „Fest von 1955 war verregnet“, sagte sie."
    rows = find_timeline([article(text, day="2025-06-02", dates={"2040": "2040", "1955": "1955"})])
    assert [r.date.from_ for r in rows] == ["1955"]


@pytest.mark.parametrize(
    ("text", "words", "mark", "expected"),
    [
        # told as past, but counted to a day ahead
        ("Am Freitag räumten sie den Keller.", "Freitag", {"value": "2025-06-06", "direction": "past"}, []),
        ("Am Freitag räumten sie den Keller.", "Freitag", {"value": "2025-05-30", "direction": "past"}, ["2025-05-30"]),
        ("Am Freitag räumen sie den Keller.", "Freitag", {"value": "2025-05-30", "direction": "future"}, []),
        # a clock time that leans on a day far from it
        ("Gegen Mittag tranken sie Tee.", "Mittag", {"value": "2026-01-31TMI", "type": "TIME"}, []),
        # announced, whatever the tense of the verb
        ("Er lud für Donnerstag in die Mensa.", "Donnerstag", {"value": "2025-05-29", "direction": "past"}, []),
        (
            "Er lud für Donnerstag in die Mensa.",
            "Donnerstag",
            {"value": "2025-06-05", "direction": "past"},
            ["2025-06-05"],
        ),
        # a date with its year needs no counting
        ("Der 9. Mai 2031 war sein Ziel.", "9. Mai 2031", {"value": "2031-05-09", "direction": "past"}, ["2031-05-09"]),
    ],
)
def test_a_date_that_its_sentence_contradicts_is_left_out(article, text, words, mark, expected):
    member = article(text, day="2025-06-02", dates={words: mark["value"]})
    (time,) = member.annotations.times
    member = replace(member, annotations=replace(member.annotations, times=(replace(time, **mark),)))
    assert [r.date.from_ for r in find_timeline([member])] == expected


def test_the_articles_of_a_row_stand_in_the_order_of_publication(article):
    text, dates = "Im Mai 2021 wurde das Wehr von Brunsfeld saniert.", {"Mai 2021": "2021-05"}
    members = [
        article(text, id="a", day="2025-02-02", dates=dates),
        article(text, id="b", day="2025-02-01", dates=dates),
    ]
    assert [r.articles for r in find_timeline(members)] == [("b", "a")]


def test_sentences_of_one_article_are_never_one_row(article):
    text = "Am 4. Mai 2022 fiel in Celle der Strom aus. Der Strom fiel in Celle am Mittwoch gleich zweimal aus."
    rows = find_timeline([article(text, dates={"4. Mai 2022": "2022-05-04", "Mittwoch": "2022-05-04"})])
    assert len(rows) == 2
