"""The chronicle over several articles: what is one happening, what is background, how it is told."""

from dataclasses import replace

import pytest

from quellenlage.compare.timeline import find_timeline
from quellenlage.domain.annotations import By, Event
from quellenlage.domain.span import Span


def shifted(member, **fields):
    """The article with its only time changed."""
    (time,) = member.annotations.times
    return replace(member, annotations=replace(member.annotations, times=(replace(time, **fields),)))


def happening(member, words, time, **fields):
    """The article with an event at `words`, dated by `time`."""
    text = member.article.text
    at, when = text.index(words), text.index(time)
    event = Event(
        type=fields.pop("type", "OTHER"),
        subtype=words,
        trigger=Span(at, at + len(words)),
        evidence=Span(0, len(text)),
        modality=fields.pop("modality", "factual"),
        polarity="positive",
        by=By(rule="hand"),
        date_span=Span(when, when + len(time)),
    )
    return replace(member, annotations=replace(member.annotations, events=(event,)))


@pytest.mark.parametrize(
    ("text", "words", "value", "expected"),
    [
        ("Im Mai 1999 brannte die Mühle nieder.", "Mai 1999", "1999-05", True),
        ("Am 2. Juni 2025 brannte die Mühle nieder.", "2. Juni 2025", "2025-06-02", False),
        ("Am 25. Mai 2025 brannte die Mühle nieder.", "25. Mai 2025", "2025-05-25", False),
        # the pluperfect makes background of what is nine days old
        ("Am 25. Mai 2025 hatte die Mühle schon gebrannt.", "25. Mai 2025", "2025-05-25", True),
        ("Im Herbst 2026 wird die Mühle eröffnet.", "Herbst 2026", "2026-FA", False),
    ],
)
def test_background_is_what_is_told_as_long_past(article, text, words, value, expected):
    (row,) = find_timeline([article(text, day="2025-06-03", dates={words: value})])
    assert row.background is expected


def test_what_one_article_tells_as_news_is_no_background(article):
    text = "Am 2. März 2025 brannte die alte Windmühle von Ostrum vollständig nieder."
    dates = {"2. März 2025": "2025-03-02"}
    members = [
        article(text, id="a", day="2025-03-03", dates=dates),
        article(text, id="b", day="2025-09-01", dates=dates),
    ]
    (row,) = find_timeline(members)
    assert (row.articles, row.background) == (("a", "b"), False)


def test_years_ago_lead_to_a_year(article):
    member = article(
        "Vor 24 Jahren reiste Ida Lorenz das erste Mal nach Peru.", day="2024-06-14", dates={"24 Jahren": "P24Y"}
    )
    (row,) = find_timeline([shifted(member, type="DURATION", shift="-P24Y", needs_dct=True)])
    assert (row.date.from_, row.date.to, row.background) == ("2000", "2000", True)


def test_one_visit_in_other_words_is_one_line(article):
    """What, who and where agree; hardly a word does."""
    a = article("Im Jahr 2000 besuchte Ida Lorenz das ferne Peru.", id="a", outlet="Bote", day="2024-06-14",
                people=("Ida Lorenz",), places=("Peru",), dates={"2000": "2000"})  # fmt: skip
    b = article("Vor Jahren, 2000, reiste Ida Lorenz nach Peru.", id="b", outlet="Funk", day="2024-06-15",
                people=("Ida Lorenz",), places=("Peru",), dates={"2000": "2000"})  # fmt: skip
    c = article("Im Jahr 2000 besuchte Jens Ohm das ferne Peru.", id="c", outlet="Post", day="2024-06-16",
                people=("Jens Ohm",), places=("Peru",), dates={"2000": "2000"})  # fmt: skip
    rows = find_timeline([a, b, c])
    assert sorted(r.articles for r in rows) == [("a", "b"), ("c",)]


@pytest.mark.parametrize("year", ["2023", "2024"])
def test_the_same_happening_in_two_years_stays_two_lines(article, year):
    texts = {
        y: f"Im September {y} lud Ida Lorenz den Nachbarn Jens Ohm in ihr Sommerhaus ein." for y in ("2023", "2024")
    }
    members = [article(t, id=y, day=f"{y}-10-01", dates={f"September {y}": f"{y}-09"}) for y, t in texts.items()]
    rows = find_timeline(members)
    assert [(r.date.from_, r.articles) for r in rows if r.date.from_ == f"{year}-09"] == [(f"{year}-09", (year,))]
    assert len(rows) == 2


def test_the_event_gives_type_and_modality(article):
    member = article(
        "Am 4. Mai 2025 trafen sich beide in Ostrum.", day="2025-05-05", dates={"4. Mai 2025": "2025-05-04"}
    )
    (row,) = find_timeline([happening(member, "trafen", "4. Mai 2025", type="CONSULT")])
    assert (row.event_type, row.modality) == ("CONSULT", "factual")


def test_what_was_planned_and_came_about_is_a_fact(article):
    dates = {"9. Mai 2025": "2025-05-09"}
    before = article(
        "Am 9. Mai 2025 sollen in Ostrum die neuen Fähren getauft werden.", id="a", day="2025-05-05", dates=dates
    )
    after = article("Am 9. Mai 2025 wurden in Ostrum die neuen Fähren getauft.", id="b", day="2025-05-10", dates=dates)
    members = [
        happening(before, "getauft", "9. Mai 2025", modality="planned"),
        happening(after, "getauft", "9. Mai 2025"),
    ]
    (row,) = find_timeline(members)
    assert (row.modality, row.text) == ("factual", after.article.text)
    assert "elsewhere told as planned" in row.reasons


@pytest.mark.parametrize(
    ("text", "words", "value", "modality", "sure"),
    [
        ("Am 9. Juni 2025 tagt der Rat.", "9. Juni 2025", "2025-06-09", "planned", True),
        ("Im Jahr 2018 hätte der Rat klagen müssen.", "2018", "2018", "hypothetical", False),
        ("Im Jahr 2026 könnte der Preis sinken.", "2026", "2026", "hypothetical", False),
        ("Im Vertrag von 2018 steht davon nichts.", "2018", "2018", "factual", False),
        ("Es war das erste Treffen der beiden seit 2020.", "2020", "2020", "factual", False),
        ("Brot war so billig wie zuletzt 1999.", "1999", "1999", "factual", False),
        # since when, over nouns
        (
            "Es war ihr erster Auftritt seit der Eröffnung des Hafens im Mai 2019.",
            "Mai 2019",
            "2019-05",
            "factual",
            False,
        ),
        ("Der Rat hat die seit 2021 laufenden Bohrungen gestoppt.", "2021", "2021", "factual", False),
        ("Der Rat hat die ab 2021 laufenden Bohrungen gestoppt.", "2021", "2021", "factual", False),
        ("Ein Bagger hat den 1998 eröffneten Tunnel gerammt.", "1998", "1998", "factual", False),
        # a year in a relative clause dates something else than the sentence tells
        ("Das Werk, das 1998 gebaut wurde, hat gebrannt.", "1998", "1998", "factual", False),
        # nor does one that the sentence goes on behind; one at its end may be the news
        ("Das Werk, das am 4. Mai 2025 gebrannt hat, bleibt zu.", "4. Mai 2025", "2025-05-04", "factual", False),
        ("Im Werk wütete ein Brand, der am 4. Mai 2025 ausbrach.", "4. Mai 2025", "2025-05-04", "factual", True),
        ("Als im Mai 1998 der Hafen öffnete, kamen tausend Menschen.", "Mai 1998", "1998-05", "factual", True),
        ("Im Jahr 1998 wurde der Tunnel eröffnet.", "Jahr 1998", "1998", "factual", True),
    ],
)
def test_what_lies_ahead_what_might_be_and_what_only_names_a_date(article, text, words, value, modality, sure):
    (row,) = find_timeline([article(text, day="2025-06-02", dates={words: value})])
    assert (row.modality, row.sure) == (modality, sure)


def test_a_number_is_no_year(article):
    text = "Der Senator sprach von 500 bis 1500 Gästen."
    member = article(text, day="2025-06-02", dates={"1500": "1500"})
    assert find_timeline([member]) == ()


def test_a_sentence_that_points_back_brings_the_one_before(article):
    text = "Die Schleuse bleibt geschlossen. Das teilte der Kreis am 4. Mai 2025 mit."
    (row,) = find_timeline([article(text, day="2025-05-05", dates={"4. Mai 2025": "2025-05-04"})])
    assert row.text == text
    assert (row.evidence[0].start, row.evidence[0].end) == (0, len(text))


@pytest.mark.parametrize(
    ("again", "rows"),
    [
        ("Erst am 9. Mai 2025 wurden in Ostrum drei neue Fähren getauft.", 1),
        ("Am 9. Mai 2025 wurden in Ostrum 14 neue Fähren getauft.", 2),
        ("Am 9. Mai 2025 kam ein Orchester nach Ostrum und spielte am Kai.", 2),
    ],
)
def test_what_one_article_tells_twice_is_one_line(article, again, rows):
    once = "Am 9. Mai 2025 wurden in Ostrum drei neue Fähren getauft."
    member = article(f"{once}\n{again}", day="2025-05-12", dates={"9. Mai 2025": "2025-05-09"})
    (time,) = member.annotations.times
    at = member.article.text.rindex("9. Mai 2025")
    times = (time, replace(time, start=at, end=at + len("9. Mai 2025")))
    member = replace(member, annotations=replace(member.annotations, times=times))
    assert len(find_timeline([member])) == rows


def test_who_only_counts_from_a_day_does_not_tell_how_it_was(article):
    dates = {"Mai 1998": "1998-05"}
    told = article("Im Mai 1998 tauften die Fischer von Ostrum neue Fähren am Kai.", day="2025-06-02", dates=dates)
    text = "Die Fischer von Ostrum wollen neue Fähren am Kai taufen, erstmals seit Mai 1998."
    member = happening(article(text, id="b", day="2025-06-02", dates=dates), "taufen", "Mai 1998", modality="planned")
    (row,) = find_timeline([told, member])
    assert (row.modality, row.sure, len(row.evidence)) == ("factual", True, 2)
    assert not any(r.startswith("elsewhere") for r in row.reasons)


DAY = "2025-06-03"


def test_within_a_day_the_time_of_day_counts_then_the_order_of_telling(article):
    text = (
        "Am Dienstagabend sank die Barke vor Ostrum. "
        "Am Dienstag lobte Ida Lorenz die Helfer. "
        "Am Dienstag um 16 Uhr hatte die Fähre gewendet. "
        "In der Nacht zum Dienstag lief Öl in den Priel. "
        "Am Dienstagmorgen läuteten die Glocken der Insel."
    )
    dates = {
        "Dienstagabend": f"{DAY}TEV",
        "Dienstag lobte": DAY,
        "Dienstag um": DAY,
        "16 Uhr": f"{DAY}T16:00",
        "Nacht zum Dienstag": f"{DAY}TNI",
        "Dienstagmorgen": f"{DAY}TMO",
    }
    rows = find_timeline([article(text, day=DAY, dates=dates)])
    begun = [" ".join(r.text.split()[:3]) for r in rows]
    assert begun == [
        "In der Nacht",
        "Am Dienstagmorgen läuteten",
        "Am Dienstag um",
        "Am Dienstagabend sank",
        "Am Dienstag lobte",
    ]


def test_articles_tell_in_the_order_of_their_days(article):
    members = [
        article(
            "Am Montag tagte der Inselrat lange über die Mole.",
            id="z",
            day="2025-06-03",
            dates={"Montag": "2025-06-02"},
        ),
        article("Am Montag brach im Watt ein Priel durch.", id="a", day="2025-06-04", dates={"Montag": "2025-06-02"}),
    ]
    assert [r.articles for r in find_timeline(members)] == [("z",), ("a",)]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Im Mai 2010 brannte die Mühle, und danach wurde", False),
        ("Im Mai 2010 brannte die Mühle, und danach wurde sie abgerissen.", True),
        ("Mai 2010: Mühlenbrand", True),
    ],
)
def test_a_sentence_that_breaks_off_is_not_sure(article, text, sure):
    (row,) = find_timeline([article(text, day=DAY, dates={"Mai 2010": "2010-05"})])
    assert row.sure is sure
    assert ("sentence broken off" in row.reasons) is not sure


@pytest.mark.parametrize(
    ("text", "date", "value", "expected"),
    [
        # what is said to have happened, though what was prepared is a plan
        ("Die Reederei soll den Umzug im Mai 2023 vorbereitet haben.", "Mai 2023", "2023-05", "alleged"),
        ("Die Reederin will im Mai 2023 nichts gewusst haben.", "Mai 2023", "2023-05", "alleged"),
        ("Die Schleuse soll im Mai 2023 geöffnet worden sein.", "Mai 2023", "2023-05", "alleged"),
        # what is still to come
        ("Der Tunnel soll im Mai 2031 geöffnet werden.", "Mai 2031", "2031-05", "planned"),
        ("Im Mai 2031 will die Reederei die Fähre auslaufen lassen.", "Mai 2031", "2031-05", "planned"),
    ],
)
def test_hearsay_is_no_plan(article, text, date, value, expected):
    words = "Umzug" if "Umzug" in text else text.split()[1]
    plain = article(text, day="2025-06-03", dates={date: value})
    planned = happening(plain, words, date, modality="planned") if "2023" in value else plain
    assert [r.modality for r in find_timeline([planned])] == [expected]
