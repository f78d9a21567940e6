"""Sentences as news has them, seen from Thursday, 14 March 2024: all their time expressions, and what is none."""

from __future__ import annotations

import time

import pytest

from quellenlage.annotate.times.find import find_times
from quellenlage.domain.annotations import Layout
from quellenlage.domain.article import Article, Published
from quellenlage.domain.span import Span
from quellenlage.german.tokens import parse

THURSDAY = Published("2024-03-14", "2024-03-14", "given")


def times_in(text: str) -> list[tuple[str, str]]:
    layout = Layout((), (), (Span(0, len(text)),))
    article = Article(id="a", text=text, input="a.txt", published=THURSDAY)
    return [(t.span.of(text), t.value) for t in find_times(article, parse(text, layout.blocks), layout)]


NUMBERS_NOT_YEARS = [
    "Die Firma schafft 1800 neue Stellen in Gera.",
    "In der Halle saßen 1900 begeisterte Fans.",
    "Von den 1600 eingereichten Anträgen wurden viele bewilligt.",
    "1450 wurden bewilligt.",
    "1500 waren gekommen.",
    "1700 Demonstrierende zählte die Polizei, die Veranstalter sprachen von 2000.",
    "Zuvor war von 1500 die Rede gewesen, inzwischen sind 1800 registriert.",
    "Der Preis stieg von 1800 auf 2000 Euro.",
    "Die Auflage liegt bei 1850, der Verlag druckt 2000 nach.",
    "Sie gewann mit 1950 zu 1870 Stimmen.",
    "Das Rennen führt über 1600 m, die Höhe beträgt 1850 m.",
    "Das Modell S 2000 fährt nicht mehr.",
    "1800 durften hinein, 2000 weitere standen vor der Halle.",
    "Insgesamt kamen 1945 Besucher, danach waren es 2011.",
    "Für die Umgehungsstraße liegen 1874 Einwendungen vor.",
    "Forscher haben in 2300 Metern Tiefe eine neue Tierart entdeckt.",
    "Die Zahl stieg auf 2078, nämlich um ein Drittel.",
    "Der Film „1917“ läuft im Kino.",
    "Die Prämie bleibt bis 1500 Euro steuerfrei.",
    "500 bis 1500 Flüchtlinge könne die Stadt aufnehmen.",
    "Die Zahl der Fälle steigt um 1155 auf fast 9000.",
    "PLZ 1010 Wien, Rathausplatz 1.",
    "Das Bauprojekt „Gleis 2027“ läuft.",
    "Für das Förderprogramm Gleis 2027 fehlt Geld.",
    "Die Agenda 2010 ist umstritten.",
]


@pytest.mark.parametrize("sentence", NUMBERS_NOT_YEARS)
def test_a_number_is_no_year(sentence: str) -> None:
    assert times_in(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("1989 fielen in Berlin die Grenzen.", ["1989"]),
        ("1871 entstanden neue Städte.", ["1871"]),
        ("2000 kamen sie zurück.", ["2000"]),
        ("1900 wurde die Brücke gebaut.", ["1900"]),
        ("Bis 1800 war das Land ein Moor.", ["1800"]),
        ("Die 1900 eröffnete Halle steht leer.", ["1900"]),
        ("Er wurde 1813 in Gera geboren.", ["1813"]),
        ("Der Roman „1984“ erschien 1949.", ["1949"]),
        ("Wie 1929 und 2008 brachen die Kurse ein.", ["1929", "2008"]),
        ("Die Partei will bis 2035 aussteigen, die andere erst 2045.", ["2035", "2045"]),
        ("Das sind 3,1 Prozentpunkte weniger als 2019.", ["2019"]),
        ("Das sind 1,50 € mehr als 2022.", ["2022"]),
        ("Im Vergleich zu 2018 sank der Wert.", ["2018"]),
        ("Fast 84 Millionen waren es 2019.", ["2019"]),
        ("Die Grenze wurde 2016 auf 30 Euro angehoben.", ["2016"]),
        ("Der Asteroid 2004 MN4 wird 2029 vorbeifliegen.", ["2029"]),
        ("Im Haushalt 2025 fehlen der Gemeinde 1,2 Millionen Euro, 2024 waren es noch 450.000 Euro.", ["2025", "2024"]),
        ("Zwischen 2010 und 2020 stiegen die Mieten.", ["2010", "2020"]),
        ("Für 2050 lässt sich das nicht sagen.", ["2050"]),
    ],
)
def test_a_year_is_a_year(sentence: str, expected: list[str]) -> None:
    assert [value for _, value in times_in(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Der Stadtrat hat am Dienstagabend getagt.", [("Dienstagabend", "2024-03-12TEV")]),
        ("Am Montag gibt der Minister einen Empfang.", [("Montag", "2024-03-18")]),
        ("Am Montag eröffnet sie ihren zweiten Laden.", [("Montag", "2024-03-18")]),
        ("Am Montag steigen die bestätigten Preise wieder.", [("Montag", "2024-03-18")]),
        ("Sonntag Abend versuchten Hunderte, die Sperre zu durchbrechen.", [("Sonntag Abend", "2024-03-10TEV")]),
        ("Am Montag beschlossen die Länder den Plan.", [("Montag", "2024-03-11")]),
        ("Der Sieger hat im Januar mit einer „klaren Rede“ geantwortet.", [("Januar", "2024-01")]),
        ("Bei der Stichwahl am Sonntag in zwei Wochen tritt sie an.", [("Sonntag in zwei Wochen", "2024-03-31")]),
        ("Er tagte am Donnerstag vor einer Woche.", [("Donnerstag vor einer Woche", "2024-03-07")]),
        ("Der Tag der Arbeit fällt auf einen Mittwoch.", [("Mittwoch", "XXXX-WXX-3")]),
        (
            "Jeden Dienstag und Freitag ist geöffnet.",
            [("Jeden Dienstag", "XXXX-WXX-2"), ("Freitag", "XXXX-WXX-5")],
        ),
        ("Am Freitag verabschiedete sich Jonas Freitag.", [("Freitag", "2024-03-08")]),
        ("Herr Sonntag traf Robert Montag am Mittwoch.", [("Mittwoch", "2024-03-13")]),
        ("Bilder von August Macke sind selten.", []),
        ("Der Maler August Macke starb im September 1914.", [("September 1914", "1914-09")]),
        ("Wie er von heute auf morgen umstellte, weiß niemand.", []),
        ("Je früher der Regen kommt, desto besser.", []),
        ("Die Kita nimmt Kinder auf, davon zehn unter drei Jahren.", []),
        ("Das dauert ein bis zwei Stunden.", [("ein bis zwei Stunden", "PT2H")]),
        ("Vor 66 Millionen Jahren starben sie aus.", [("66 Millionen Jahren", "P66000000Y")]),
        ("Das Museum zählte voriges Jahr 2100 Gäste mehr.", [("voriges Jahr", "2023")]),
        ("Pro Jahr 2000 Tonnen sind zu viel.", [("Pro Jahr", "P1Y")]),
        (
            "Am kommenden Montag, 18. März, um 19 Uhr lädt der Verein ein.",
            [("Montag, 18. März", "2024-03-18"), ("19 Uhr", "2024-03-18T19:00")],
        ),
        (
            "Die Sonde erreichte am 15. Februar 2024 um 14.47 Uhr MEZ die Bahn.",
            [("15. Februar 2024", "2024-02-15"), ("14.47 Uhr", "2024-02-15T14:47")],
        ),
        (
            "Die Tat soll sich in der Nacht zum 3. Dezember 2022 gegen 2.15 Uhr ereignet haben.",
            [("Nacht zum 3. Dezember 2022", "2022-12-03TNI"), ("2.15 Uhr", "2022-12-03T02:15")],
        ),
        ("Sie muss für vier Jahre und sechs Monate in Haft.", [("vier Jahre und sechs Monate", "P4Y6M")]),
        (
            "Die Inflation ist im Februar gefallen, teilte das Amt am Donnerstag mit.",
            [("Februar", "2024-02"), ("Donnerstag", "2024-03-14")],
        ),
        ("Am 3.3. wurde gewählt, am 10.03.2024 ausgezählt.", [("3.3.", "2024-03-03"), ("10.03.2024", "2024-03-10")]),
        ("Zöllner haben am Montag ein Lagerhaus durchsucht.", [("Montag", "2024-03-11")]),
        ("Zöllner haben am Montag Büros, Keller und Garagen durchsucht.", [("Montag", "2024-03-11")]),
        ("Sie haben am Montag einen Hof, der leer steht, durchsucht.", [("Montag", "2024-03-11")]),
        ("Die Leiterin rief den Beirat für Montag zusammen.", [("Montag", "2024-03-18")]),
        ("Das Konzert wurde auf Samstag verlegt.", [("Samstag", "2024-03-16")]),
        ("Das Konzert war für Samstag geplant.", [("Samstag", "XXXX-WXX-6")]),
        (
            "Es brannte in der Nacht von Montag auf Dienstag.",
            [("Nacht", "2024-03-11TNI"), ("Montag", "2024-03-11"), ("Dienstag", "2024-03-12")],
        ),
        ("Die Bagger sollen Anfang Mai anrollen.", [("Anfang Mai", "2024-05")]),
        ("Im Mai soll es ein Treffen der Anlieger geben.", [("Mai", "2024-05")]),
        ("Der Antrag sei im Februar gestellt worden, hieß es.", [("Februar", "2024-02")]),
        (
            "Das Verfahren war am Montag unterbrochen worden und beginnt am Freitag neu.",
            [("Montag", "2024-03-11"), ("Freitag", "2024-03-15")],
        ),
        (
            "Der Ausschuss tagt am Freitag, hatte aber am Montag geschwiegen.",
            [("Freitag", "2024-03-15"), ("Montag", "2024-03-11")],
        ),
        ("Die Brücke soll im Herbst 2026 stehen.", [("Herbst 2026", "2026-FA")]),
        ("Der Konzern hat das Werk 2019 verkauft.", [("2019", "2019")]),
        # a part of the day takes no day of a sentence that tells of another time
        (
            "Die Fabrik soll am 31. Mai 2025 schließen. Am Mittag weinten viele.",
            [("31. Mai 2025", "2025-05-31"), ("Mittag", "XXXX-XX-XXTMI")],
        ),
        (
            "Der Vorstand beschloss das Ende zum 31. Mai 2025. Am Mittag weinten viele.",
            [("31. Mai 2025", "2025-05-31"), ("Mittag", "XXXX-XX-XXTMI")],
        ),
        (
            "Am 11. März stürzte der Damm ein. Am Mittag kamen Helfer.",
            [("11. März", "2024-03-11"), ("Mittag", "2024-03-11TMI")],
        ),
        ("Im Rat sitzt sie seit dem 17. Mai 2004.", [("dem 17. Mai 2004", "2004-05-17")]),
        ("Das Team verlor am 26. Spieltag 1:2, das Tor fiel in der 89. Minute.", []),
        ("Sie siegte 6:4, 3:6, 7:5 nach 2:41 Stunden.", []),
    ],
)
def test_dates_of_the_day(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert times_in(sentence) == expected


@pytest.mark.parametrize("words", ["heute ", "Jetzt ", "8 bis 9 Uhr ", "12. 12. ", "am Montag und ", "2019 "])
def test_a_sentence_without_end_takes_seconds_at_most(words: str) -> None:
    started = time.process_time()
    times_in(words * 2000)
    # time that grows with the square of the length would be minutes
    assert time.process_time() - started < 10
