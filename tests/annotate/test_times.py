"""Time expressions by construction, seen from Wednesday, 18 May 2022. `[...]` marks the expected extent."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quellenlage.annotate.times.find import find_times
from quellenlage.domain.annotations import By, Furniture, Layout, Time
from quellenlage.domain.article import Article, Published
from quellenlage.domain.span import Span
from quellenlage.german.tokens import parse

WEDNESDAY = Published("2022-05-18", "2022-05-18", "given")


def times_in(text: str, published: Published | None = WEDNESDAY, layout: Layout | None = None) -> tuple[Time, ...]:
    blocks = (Span(0, len(text)),)
    layout = layout or Layout((), (), blocks)
    article = Article(id="a", text=text, input="a.txt", published=published)
    return find_times(article, parse(text, layout.blocks), layout)


def marked_and_found(marked: str, published: Published | None = WEDNESDAY) -> tuple[list[str], list[Time], str]:
    text = marked.replace("[", "").replace("]", "")
    expected = [part.split("]")[0] for part in marked.split("[")[1:]]
    return expected, list(times_in(text, published)), text


EXPLICIT = [
    ("Am [13. April 2019] brach der Damm.", "DATE", "2019-04-13"),
    ("Am [1. Mai 1998] brach der Damm.", "DATE", "1998-05-01"),
    ("Am [13.4.2019] brach der Damm.", "DATE", "2019-04-13"),
    ("Am [13. 4. 2019] brach der Damm.", "DATE", "2019-04-13"),
    ("Am [13.04.19] brach der Damm.", "DATE", "2019-04-13"),
    ("Stand: [2019-04-13]", "DATE", "2019-04-13"),
    ("Am [Samstag, 13. April 2019], brach der Damm.", "DATE", "2019-04-13"),
    ("Am [Samstag, dem 13. April 2019], brach der Damm.", "DATE", "2019-04-13"),
    ("Im [April 2019] brach der Damm.", "DATE", "2019-04"),
    ("Der Damm brach [Ende April 2019].", "DATE", "2019-04"),
    ("Der Damm brach [2019] im Norden.", "DATE", "2019"),
    ("Seit [2019] fehlt das Geld.", "DATE", "2019"),
    ("Im [Jahr 2019] brach der Damm.", "DATE", "2019"),
    ("Seit [dem Jahr 1987] fehlt das Geld.", "DATE", "1987"),
    ("Das Schloss stammt aus [dem Jahre 812].", "DATE", "0812"),
    ("Der Damm brach im [Herbst 2018].", "DATE", "2018-FA"),
    ("Der Damm brach im [Sommer des Jahres 2018].", "DATE", "2018-SU"),
    ("Die Musik [der neunziger Jahre] kehrt zurück.", "DATE", "199"),
    ("Die Musik [der 1980er Jahre] kehrt zurück.", "DATE", "198"),
    ("Die Musik [der Achtzigerjahre] kehrt zurück.", "DATE", "198"),
    ("Die Malerei [des 17. Jahrhunderts] verkauft sich gut.", "DATE", "16"),
    ("Der Vertrag lief bis [31. Dezember 2020].", "DATE", "2020-12-31"),
]
WEEKDAYS = [
    ("Am [Montag] trafen sich die Fischer.", "DATE", "2022-05-16"),
    ("Am [Mittwoch] trafen sich die Fischer.", "DATE", "2022-05-18"),
    ("Am [Freitag] treffen sich die Fischer.", "DATE", "2022-05-20"),
    ("Am [Montag] wird gewählt.", "DATE", "2022-05-23"),
    ("Die Fischer haben am [Dienstag] gestreikt.", "DATE", "2022-05-17"),
    ("Wie am [Sonntag] bekannt wurde, soll die Werft schließen.", "DATE", "2022-05-15"),
    ("Der Beschluss vom [Montag] gilt.", "DATE", "2022-05-16"),
    ("Am [vergangenen Mittwoch] trafen sich die Fischer.", "DATE", "2022-05-11"),
    ("Am [kommenden Mittwoch] treffen sich die Fischer.", "DATE", "2022-05-25"),
    ("Sie kommt [nächsten Donnerstag].", "DATE", "2022-05-19"),
    ("Sie tagten am [Donnerstag vergangener Woche].", "DATE", "2022-05-12"),
    ("Am [Dienstagabend] brannte die Halle.", "TIME", "2022-05-17TEV"),
    ("Am [Dienstag Abend] brannte die Halle.", "TIME", "2022-05-17TEV"),
    ("In der [Nacht zum Dienstag] brannte die Halle.", "TIME", "2022-05-17TNI"),
    ("Die Fähre fährt [jeden Montag].", "SET", "XXXX-WXX-1"),
    ("Die Fähre fährt [montags].", "SET", "XXXX-WXX-1"),
    ("Treffen am [Freitag] in Wien", "DATE", "XXXX-WXX-5"),
]
MONTHS_AND_SEASONS = [
    ("Im [März] brannte die Halle.", "DATE", "2022-03"),
    ("Im [Juli] wird die Halle eröffnet.", "DATE", "2022-07"),
    ("Im [Oktober] brannte die Halle.", "DATE", "2021-10"),
    ("Seit [Januar] fehlt das Geld.", "DATE", "2022-01"),
    ("Der Streit begann [Anfang Mai].", "DATE", "2022-05"),
    ("Das Spiel fand am [3. Mai] statt.", "DATE", "2022-05-03"),
    ("Das Spiel findet am [3. Juni] statt.", "DATE", "2022-06-03"),
    ("Die Messe läuft vom [5.] bis zum [9. Juni].", "DATE", "2022-06-05"),
    ("Das Minus lag im [Juni des vergangenen Jahres] höher.", "DATE", "2021-06"),
    ("Er trat im [Juli vorigen Jahres] zurück.", "DATE", "2021-07"),
    ("[Vergangenen Herbst] brannte die Halle.", "DATE", "2021-FA"),
    ("Im [Winter] war es mild.", "DATE", "2021-WI"),
    ("In [diesem Sommer] wird es heiß.", "DATE", "2022-SU"),
    ("An [Silvester] gab es Streit.", "DATE", "XXXX-12-31"),
]
FROM_TODAY = [
    ("[Gestern] brannte die Halle.", "DATE", "2022-05-17"),
    ("[Vorgestern] brannte die Halle.", "DATE", "2022-05-16"),
    ("Sie reist [morgen] ab.", "DATE", "2022-05-19"),
    ("Sie reist [übermorgen] ab.", "DATE", "2022-05-20"),
    ("Der Ausschuss hat [heute] getagt.", "DATE", "2022-05-18"),
    ("Bis [heute] weiß das niemand.", "DATE", "PRESENT_REF"),
    ("[Früher] war hier Wald, [heute] ist hier Beton.", "DATE", "PAST_REF"),
    ("Sie kommt [heute Abend] an.", "TIME", "2022-05-18TEV"),
    ("Sie kam [gestern Mittag] an.", "TIME", "2022-05-17TMI"),
    ("[Diese Woche] fällt die Entscheidung.", "DATE", "2022-W20"),
    ("In [der vergangenen Woche] fiel die Entscheidung.", "DATE", "2022-W19"),
    ("Sie fällt [nächste Woche].", "DATE", "2022-W21"),
    ("Im [vergangenen Monat] stieg der Preis.", "DATE", "2022-04"),
    ("Im [vergangenen Jahr] stieg der Preis.", "DATE", "2021"),
    ("Das gilt ab [nächstem Jahr].", "DATE", "2023"),
    ("Bis [Ende dieses Jahres] ist es fertig.", "DATE", "2022"),
    ("Der Preis fiel zu [Beginn der Woche].", "DATE", "2022-W20"),
    ("Das Plus zum [Vorjahr] ist klein.", "DATE", "2021"),
    ("Am [Wochenende] brannte die Halle.", "DATE", "2022-W19-WE"),
    ("Am [Wochenende] wird es heiß.", "DATE", "2022-W20-WE"),
    ("Im [vergangenen Jahrhundert] war hier Wald.", "DATE", "19"),
]
LENGTHS = [
    ("Vor [24 Jahren] brach der Damm.", "DURATION", "P24Y"),
    ("In [zwei Wochen] beginnt die Messe.", "DURATION", "P2W"),
    ("Der Streik dauerte [drei Tage].", "DURATION", "P3D"),
    ("Der Streik dauerte [zwei Monate].", "DURATION", "P2M"),
    ("Der Streik dauerte [24 Stunden].", "DURATION", "PT24H"),
    ("Der Streik dauerte [eine halbe Stunde].", "DURATION", "PT0.5H"),
    ("Der Bau dauerte [anderthalb Jahre].", "DURATION", "P1.5Y"),
    ("Vor [mehr als zehn Jahren] brach der Damm.", "DURATION", "P10Y"),
    ("In [den vergangenen fünf Jahren] sank der Preis.", "DURATION", "P5Y"),
    ("In [den letzten Jahren] sank der Preis.", "DURATION", "PXY"),
    ("Seit [Jahren] sinkt der Preis.", "DURATION", "PXY"),
    ("Nach [einigen Wochen] sank der Preis.", "DURATION", "PXW"),
    ("Er erhielt [drei Jahre und vier Monate] Haft.", "DURATION", "P3Y4M"),
    ("Es war ein [dreitägiges] Fest.", "DURATION", "P3D"),
    ("Sie stritten [jahrelang].", "DURATION", "PXY"),
    ("[Ein Jahr] nach dem Brand steht die Halle wieder.", "DURATION", "P1Y"),
]
SETS_AND_CLOCK = [
    ("Die Fähre fährt [täglich].", "SET", "P1D"),
    ("Die Fähre fährt [dreimal täglich].", "SET", "P1D"),
    ("Die Fähre fährt [jede Woche].", "SET", "P1W"),
    ("Gewählt wird [alle vier Jahre].", "SET", "P4Y"),
    ("Er verdient das [pro Monat].", "SET", "P1M"),
    ("Die Kosten steigen [Jahr für Jahr].", "SET", "P1Y"),
    ("Die Fähre fährt nur [nachts].", "SET", "XXXX-XX-XXTNI"),
    ("Um [20.30 Uhr] fiel der Strom aus.", "TIME", "XXXX-XX-XXT20:30"),
    ("Gegen [neun Uhr] fiel der Strom aus.", "TIME", "XXXX-XX-XXT09:00"),
    ("Geöffnet ist von [8.00] bis [18.00 Uhr].", "TIME", "XXXX-XX-XXT08:00"),
    ("Zwischen [16] und [17 Uhr] fiel der Strom aus.", "TIME", "XXXX-XX-XXT16:00"),
    ("Um [halb neun] fiel der Strom aus.", "TIME", "XXXX-XX-XXT08:30"),
    ("Am [späten Abend] fiel der Strom aus.", "TIME", "XXXX-XX-XXTEV"),
]
VAGUE = [
    ("Das ist [derzeit] offen.", "DATE", "PRESENT_REF"),
    ("[Damals] war hier Wald.", "DATE", "PAST_REF"),
    ("In [Zukunft] ist das verboten.", "DATE", "FUTURE_REF"),
    ("In [der Vergangenheit] war das verboten.", "DATE", "PAST_REF"),
]


@pytest.mark.parametrize(
    ("marked", "type_", "value"),
    EXPLICIT + WEEKDAYS + MONTHS_AND_SEASONS + FROM_TODAY + LENGTHS + SETS_AND_CLOCK + VAGUE,
)
def test_extent_type_and_value(marked: str, type_: str, value: str) -> None:
    expected, found, text = marked_and_found(marked)
    assert [t.span.of(text) for t in found] == expected
    assert (found[0].type, found[0].value) == (type_, value)


@pytest.mark.parametrize(
    "text",
    [
        "Der Betrieb hat 2002 Beschäftigte verloren.",
        "Es kamen rund 1900 Gäste.",
        "Die Boeing 1900 landete.",
        "Das Auto kostet 1998 Euro.",
        "August Becker malte das Bild.",
        "Die Frau ist 35 Jahre alt.",
        "Sie siegten mit 3:1.",
        "Das Kapitel 13.4 fehlt.",
        "Die Version 2.10.1 ist da.",
        "Er kam eher als gedacht, aber nicht früher als nötig.",
    ],
)
def test_no_time_expression(text: str) -> None:
    assert times_in(text) == ()


@pytest.mark.parametrize(
    ("marked", "value", "shift", "direction"),
    [
        ("Am [Montag] trafen sich die Fischer.", "XXXX-WXX-1", None, "past"),
        ("Am [Montag] wird gewählt.", "XXXX-WXX-1", None, "future"),
        ("Im [Juli] wird gebaut.", "XXXX-07", None, "future"),
        ("[Gestern] brannte die Halle.", "XXXX-XX-XX", "-P1D", None),
        ("Im [vergangenen Jahr] sank der Preis.", "XXXX", "-P1Y", None),
        ("Vor [24 Jahren] brach der Damm.", "P24Y", "-P24Y", None),
        ("In [drei Monaten] beginnt die Messe.", "P3M", "P3M", None),
        ("Vor [rund 24 Jahren] brach der Damm.", "P24Y", None, None),
        ("Am [13. April 2019] brach der Damm.", "2019-04-13", None, None),
    ],
)
def test_without_a_publication_date_placeholders_stay(marked: str, value: str, shift: str, direction: str) -> None:
    expected, found, text = marked_and_found(marked, published=None)
    assert [t.span.of(text) for t in found] == expected
    assert (found[0].value, found[0].shift, found[0].direction) == (value, shift, direction)
    assert found[0].needs_dct == (found[0].value.startswith("X") or found[0].shift is not None)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Am Montag brannte es um 20.30 Uhr.", ["2022-05-16", "2022-05-16T20:30"]),
        ("Um 9 Uhr begann am Montag die Sitzung.", ["2022-05-16T09:00", "2022-05-16"]),
        ("Am 3. Mai brannte es. Am nächsten Tag regnete es.", ["2022-05-03", "2022-05-04"]),
        ("Am 3. Mai brannte es. Tags darauf regnete es.", ["2022-05-03", "2022-05-04"]),
        ("Am 3. Mai 2020 brannte es. Am Abend regnete es.", ["2020-05-03", "2020-05-03TEV"]),
        ("Am Vortag hatte es geregnet.", ["XXXX-XX-XX"]),
    ],
)
def test_times_counted_from_a_day_named_before(text: str, values: list[str]) -> None:
    assert [t.value for t in times_in(text)] == values


def test_a_day_named_long_before_does_not_count() -> None:
    text = "Am 3. Mai brannte es. Es regnete. Es schneite. Es stürmte. Am Abend war Ruhe."
    assert [t.value for t in times_in(text)] == ["2022-05-03", "XXXX-XX-XXTEV"]


def test_page_matter_is_marked_and_not_counted_from_the_article() -> None:
    text = "Am Montag brannte es.\nMehr dazu am Montag"
    note = Furniture(start=22, end=len(text), kind="related", by=By(rule="t"))
    layout = Layout((note,), (), (Span(0, 21), Span(22, len(text))))
    first, second = times_in(text + "", layout=layout)
    assert (first.in_furniture, first.value) == (False, "2022-05-16")
    assert (second.in_furniture, second.value) == (True, "XXXX-WXX-1")


def test_a_day_without_a_year_far_from_the_publication_stays_open() -> None:
    assert [t.value for t in times_in("Am 1. Oktober wurde der Sender verboten.")] == ["XXXX-10-01"]


def test_a_soft_hyphen_inside_a_month() -> None:
    text = "Im Sep\u00adtember 2018 begann der Bau."
    assert [(t.span.of(text), t.value) for t in times_in(text)] == [("Sep\u00adtember 2018", "2018-09")]


PIECES = st.sampled_from(
    [
        "am",
        "im",
        "in",
        "vor",
        "seit",
        "bis",
        "vom",
        "zum",
        "den",
        "der",
        "des",
        "ein",
        "eine",
        "halbe",
        "jeden",
        "alle",
        "pro",
        "heute",
        "gestern",
        "morgen",
        "Morgen",
        "früh",
        "Abend",
        "Nacht",
        "auf",
        "Montag",
        "montags",
        "Mittwochabend",
        "13.",
        "31.",
        "0.",
        "99.",
        "April",
        "Feb.",
        "Mai",
        "2019",
        "0000",
        "9999",
        "1939–1945",
        "13.4.2022",
        "31.12.9999",
        "99.99.9999",
        "2022-02-30",
        "Ende",
        "Anfang",
        "vergangenen",
        "nächsten",
        "diesem",
        "letzten",
        "Jahr",
        "Jahre",
        "Jahren",
        "Jahrhundert",
        "Woche",
        "Wochen",
        "Tag",
        "Tags",
        "darauf",
        "Wochenende",
        "Sommer",
        "drei",
        "zwölf",
        "anderthalb",
        "99999999999999999999999999999999999999999999999999999999999999999999",
        "4,8",
        "mehr",
        "als",
        "rund",
        "Millionen",
        "Uhr",
        "20.30",
        "24.00",
        "halb",
        "neun",
        "15",
        "täglich",
        "jahrelang",
        "24-stündig",
        "Vorjahr",
        "Folgetag",
        "Silvester",
        "1990er",
        "5.",
        ".",
        ",",
        "(",
        ")",
        "–",
        "-",
        "und",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=14))
def test_any_heap_of_calendar_words_is_read_without_a_fault(pieces: list[str]) -> None:
    text = " ".join(pieces)
    end = 0
    for time in times_in(text) if text else ():
        assert end <= time.start < time.end <= len(text)
        assert time.value
        end = time.end
