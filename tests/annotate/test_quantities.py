"""Quantities by construction. In the examples `[...]` marks the expected extent."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quellenlage.annotate.quantities.find import find_quantities
from quellenlage.annotate.times.find import find_times
from quellenlage.domain.annotations import By, Furniture, Layout, Quantity
from quellenlage.domain.article import Article
from quellenlage.domain.span import Span
from quellenlage.german.tokens import parse


def quantities_in(text: str, layout: Layout | None = None) -> tuple[Quantity, ...]:
    layout = layout or Layout((), (), (Span(0, len(text)),))
    article = Article(id="a", text=text, input="a.txt")
    doc = parse(text, layout.blocks)
    return find_quantities(article, doc, layout, find_times(article, doc, layout))


COUNTED = [
    ("Die Polizei meldet [zwölf Verletzte].", 12, "exact", "Verletzte"),
    ("Es starben [drei Menschen].", 3, "exact", "Mensch"),
    ("[Sieben Schiffe] lagen im Hafen.", 7, "exact", "Schiff"),
    ("Der Verein hat [1.250 Mitglieder].", 1250, "exact", "Mitglied"),
    ("Der Verein hat [10 000 Mitglieder].", 10_000, "exact", "Mitglied"),
    ("Gezählt wurden [4,8 Millionen Zugvögel].", 4_800_000, "exact", "Zugvogel"),
    ("Gezählt wurden [fünf Millionen Zugvögel].", 5_000_000, "exact", "Zugvogel"),
    ("Gezählt wurde [eine Million Zugvögel].", 1_000_000, "exact", "Zugvogel"),
    ("Gezählt wurde [eine halbe Million Zugvögel].", 500_000, "exact", "Zugvogel"),
    ("Die Küche liefert [zwei Dutzend warme Mahlzeiten].", 24, "exact", "Mahlzeit"),
    ("Sie fanden [vier schwer beschädigte Boote].", 4, "exact", "Boot"),
    ("Sie fanden [vier alte, rostige Boote].", 4, "exact", "Boot"),
    ("Es kamen [drei Kieler Fischer].", 3, "exact", "Fischer"),
    ("Gerettet wurden [neun der Kinder].", 9, "exact", "Kind"),
    ("Es gab [drei leicht verletzte Personen].", 3, "exact", "Person"),
    ("Geheilt sind [zwölf der 20 Kranken].", 12, "exact", "Kranke"),
    ("Es gab [120 neue Fälle].", 120, "exact", "Fall"),
    ("Es starben [vier Tote] im Tal.", 4, "exact", "Tote"),
]
COMPARED = [
    ("Es kamen [rund 300 Gäste].", 300, "about", "Gast"),
    ("Es kamen [etwa 300 Gäste].", 300, "about", "Gast"),
    ("Es kamen [knapp 300 Gäste].", 300, "about", "Gast"),
    ("Es kamen [fast 300 Gäste].", 300, "about", "Gast"),
    ("Es kamen [annähernd 300 Gäste].", 300, "about", "Gast"),
    ("Es kamen [ca. 300 Gäste].", 300, "about", "Gast"),
    ("Es kamen [um die 300 Gäste].", 300, "about", "Gast"),
    ("Es kamen [mindestens 300 Gäste].", 300, "at_least", "Gast"),
    ("Es kamen [mehr als 300 Gäste].", 300, "at_least", "Gast"),
    ("Es kamen [weit mehr als 300 Gäste].", 300, "at_least", "Gast"),
    ("Es kamen [über 300 Gäste].", 300, "at_least", "Gast"),
    ("Es kamen [nicht weniger als 300 Gäste].", 300, "at_least", "Gast"),
    ("Es kamen [bis zu 300 Gäste].", 300, "up_to", "Gast"),
    ("Es kamen [höchstens 300 Gäste].", 300, "up_to", "Gast"),
    ("Es kamen [weniger als 300 Gäste].", 300, "up_to", "Gast"),
    ("Er sprach über [drei Gäste].", 3, "exact", "Gast"),
    ("Das Heim verfügt über [140 Plätze].", 140, "exact", "Platz"),
    ("Die Mitglieder stimmten über [30 Anträge] ab.", 30, "exact", "Antrag"),
    ("Sie haben über [40 Klagen] entschieden.", 40, "exact", "Klage"),
    ("Der Streit über [40 Stellen] dauert an.", 40, "exact", "Stelle"),
    ("Er verhandelte mit [über 200 Firmen].", 200, "at_least", "Firma"),
    ("[Über 200 Gäste] diskutierten.", 200, "at_least", "Gast"),
]


@pytest.mark.parametrize(("marked", "value", "comparator", "object_"), COUNTED + COMPARED)
def test_things_counted(marked: str, value: float, comparator: str, object_: str) -> None:
    found = only(marked)
    assert (found.value, found.comparator, found.object, found.kind) == (value, comparator, object_, "cardinal")


@pytest.mark.parametrize(
    ("marked", "value", "comparator", "kind", "unit", "object_"),
    [
        ("Das kostet [zwei Milliarden Euro].", 2e9, "exact", "money", "Euro", None),
        ("Das kostet [rund 4,5 Mrd. Euro].", 4.5e9, "about", "money", "Euro", None),
        ("Das Defizit beträgt [minus 3,2 Prozent].", -3.2, "exact", "percent", "Prozent", None),
        ("Nachts waren es [-7 Grad].", -7, "exact", "cardinal", "Grad", None),
        ("Betroffen ist [weniger als ein Prozent der Einwohner].", 1, "up_to", "percent", "Prozent", "Einwohner"),
        ("Das Auto fuhr [180 km/h].", 180, "exact", "rate", "Stundenkilometer", None),
        ("Die Miete kostet [12,50 Euro/m²].", 12.5, "exact", "rate", "Euro/m²", None),
        ("Man braucht [500 g Mehl].", 500, "exact", "cardinal", "Gramm", "Mehl"),
        ("Der Turm misst [20 m].", 20, "exact", "cardinal", "Meter", None),
        ("Backen bei [240 Grad] Ober- und Unterhitze.", 240, "exact", "cardinal", "Grad", None),
        ("Das kostet [20 US-Dollar].", 20, "exact", "money", "Dollar", None),
        ("Er zahlt [300 Euro Strafe].", 300, "exact", "money", "Euro", "Strafe"),
        ("Er zahlt [300 €].", 300, "exact", "money", "Euro", None),
        ("Das sind [rund 30 Prozent].", 30, "about", "percent", "Prozent", None),
        ("Das sind [30 % der Stimmen].", 30, "exact", "percent", "Prozent", "Stimme"),
        ("Das sind [mehr als 30 Prozent der abgegebenen Stimmen].", 30, "at_least", "percent", "Prozent", "Stimme"),
        ("Sie verlor [zwei Prozentpunkte].", 2, "exact", "percent", "Prozentpunkt", None),
        ("Das Schiff lud [fünf Tonnen Getreide].", 5, "exact", "cardinal", "Tonne", "Getreide"),
        ("Der Ort liegt [60 Kilometer] entfernt.", 60, "exact", "cardinal", "Kilometer", None),
        ("Das kostet [50 Euro pro Person].", 50, "exact", "rate", "Euro pro Person", None),
        ("Es gab [120 Fälle pro 100.000 Einwohner].", 120, "exact", "rate", "pro 100.000 Einwohner", "Fall"),
        ("[Ein Drittel der Beschäftigten] streikt.", 1 / 3, "exact", "cardinal", "Anteil", "Beschäftigte"),
        ("[Mehr als die Hälfte der Haushalte] ist betroffen.", 0.5, "at_least", "cardinal", "Anteil", "Haushalt"),
        ("[Zwei Drittel aller Wähler] blieben fern.", 2 / 3, "exact", "cardinal", "Anteil", "Wähler"),
    ],
)
def test_money_shares_and_rates(
    marked: str, value: float, comparator: str, kind: str, unit: str, object_: str | None
) -> None:
    found = only(marked)
    assert found.value == pytest.approx(value)
    assert (found.comparator, found.kind, found.unit, found.object) == (comparator, kind, unit, object_)


@pytest.mark.parametrize(
    ("marked", "low", "high"),
    [
        ("Es gab [zwischen 20 und 30 Verletzte].", 20, 30),
        ("Es gab [20 bis 30 Verletzte].", 20, 30),
        ("Es gab [zwei bis drei Verletzte].", 2, 3),
        ("Es gab [20–30 Verletzte].", 20, 30),
        ("Das kostet [zwei bis drei Millionen Euro].", 2e6, 3e6),
        ("Das kostet [zwischen 1,5 und 2 Milliarden Euro].", 1.5e9, 2e9),
    ],
)
def test_ranges(marked: str, low: float, high: float) -> None:
    found = only(marked)
    assert (found.low, found.high, found.value, found.comparator) == (low, high, None, "range")


@pytest.mark.parametrize(
    ("marked", "object_"),
    [
        ("[Mehrere Boote] sanken.", "Boot"),
        ("[Dutzende Boote] sanken.", "Boot"),
        ("[Hunderte von Booten] sanken.", "Boot"),
        ("[Mehrere Tausend Boote] sanken.", "Boot"),
        ("[Millionen Menschen] feierten.", "Mensch"),
    ],
)
def test_quantities_without_a_figure(marked: str, object_: str) -> None:
    found = only(marked)
    assert (found.value, found.low, found.high, found.comparator) == (None, None, None, "unspecified")
    assert found.object == object_


@pytest.mark.parametrize(
    "text",
    [
        "Ein Mann kaufte eine Zeitung.",
        "Am 13. April 2019 brach der Damm.",
        "Um 20.30 Uhr fiel der Strom aus.",
        "Um 20 Uhr fiel der Strom aus.",
        "Der Streik dauerte drei Tage.",
        "Der 3. Zeuge schwieg.",
        "Das Spiel endete 3:1.",
        "Sie stimmten mit 52 zu 48 dafür.",
        "Das regelt Artikel 5 des Gesetzes.",
        "Das regelt § 12 des Gesetzes.",
        "Er wohnt in der Lindenallee 12 im Erdgeschoss.",
        "Telefon: 030 / 1234567",
        "Die Version 2.10.1 ist da.",
        "Sie fuhr in der Formel 1 mit.",
        "Die Sonde Apollo 11 landete.",
        "Zwei von ihnen blieben.",
        "Die Frau ist 35 Jahre alt.",
        "Der 35-Jährige schweigt.",
        "Beide Seiten schweigen.",
        "Es war zum ersten Mal ruhig.",
    ],
)
def test_no_quantity(text: str) -> None:
    assert quantities_in(text) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("An 25 Schülerinnen und Schüler gingen Briefe.", "25 Schülerinnen und Schüler"),
        ("Rund 300 Ärzte und Ärztinnen kamen.", "Rund 300 Ärzte und Ärztinnen"),
        ("Es kamen 40 Köchinnen und Gäste.", "40 Köchinnen"),
        ("Es kamen 40 Bauern und Bäcker.", "40 Bauern"),
    ],
)
def test_a_pair_of_forms_for_one_group_is_one(text: str, words: str) -> None:
    assert [text[q.start : q.end] for q in quantities_in(text)] == [words]


def test_several_in_one_sentence() -> None:
    text = "Drei Menschen starben, mindestens zwölf Menschen wurden verletzt, 200 Häuser brannten."
    assert [(q.value, q.object) for q in quantities_in(text)] == [(3, "Mensch"), (12, "Mensch"), (200, "Haus")]


def test_page_matter_is_left_out() -> None:
    text = "Es starben drei Menschen.\nFoto: 300 Boote im Hafen"
    caption = Furniture(start=26, end=len(text), kind="caption", by=By(rule="t"))
    found = quantities_in(text, Layout((caption,), (), (Span(0, 25), Span(26, len(text)))))
    assert [q.value for q in found] == [3]


PIECES = st.sampled_from(
    [
        "rund",
        "mehr",
        "als",
        "bis",
        "zu",
        "zwischen",
        "und",
        "oder",
        "bis",
        "nicht",
        "weniger",
        "20",
        "20-30",
        "30–20",
        "10",
        "000",
        "4,8",
        "0,0",
        "007",
        "eine",
        "halbe",
        "Million",
        "Millionen",
        "Mrd.",
        "Dutzend",
        "Dutzende",
        "mehrere",
        "Tausend",
        "drei",
        "zwei",
        "Drittel",
        "Hälfte",
        "Viertel",
        "die",
        "der",
        "aller",
        "von",
        "Euro",
        "€",
        "%",
        "Prozent",
        "pro",
        "Person",
        "je",
        "100.000",
        "Einwohner",
        "Tonnen",
        "Getreide",
        "neue",
        "schwer",
        "verletzte",
        "Menschen",
        "Berliner",
        "Nr.",
        "§",
        "Artikel",
        "Uhr",
        "zu",
        ":",
        "/",
        "-",
        ",",
        "(",
        ")",
        ".",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=14))
def test_any_heap_of_numbers_is_read_without_a_fault(pieces: list[str]) -> None:
    text = " ".join(pieces)
    end = 0
    for quantity in quantities_in(text) if text else ():
        assert end <= quantity.start < quantity.end <= len(text)
        assert quantity.object or quantity.unit
        assert (quantity.comparator == "unspecified") == (quantity.value is None and quantity.low is None)
        end = quantity.end


def only(marked: str) -> Quantity:
    """The one quantity of a marked example, its extent checked."""
    text = marked.replace("[", "").replace("]", "")
    found = quantities_in(text)
    assert [q.span.of(text) for q in found] == [marked.split("[")[1].split("]", maxsplit=1)[0]]
    return found[0]
