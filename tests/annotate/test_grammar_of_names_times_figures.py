"""Names, times and figures by construction: sentences of our own, each with the reading an expert expects.

Times are seen from Wednesday, 18 May 2022. In marked examples `[...]` is the expected extent.
"""

from __future__ import annotations

import pytest

from quellenlage.annotate.entities.find import find_entities
from quellenlage.annotate.quantities.find import find_quantities
from quellenlage.annotate.quantities.owners import owned
from quellenlage.annotate.times.find import find_times
from quellenlage.domain.annotations import By, Entity, Furniture, Layout, Quantity, Statement, Time
from quellenlage.domain.article import Article, Published
from quellenlage.domain.span import Span
from quellenlage.german.calendar import feast_day
from quellenlage.german.tokens import parse
from quellenlage.read.furniture import lay_out

WEDNESDAY = "2022-05-18"


def times_in(text: str, published: str | None = WEDNESDAY, layout: Layout | None = None) -> tuple[Time, ...]:
    layout = layout or Layout((), (), (Span(0, len(text)),))
    day = Published(published, published, "given") if published else None
    return find_times(Article(id="a", text=text, input="a", published=day), parse(text, layout.blocks), layout)


def quantities_in(text: str) -> tuple[Quantity, ...]:
    layout = Layout((), (), (Span(0, len(text)),))
    article, doc = Article(id="a", text=text, input="a"), parse(text, layout.blocks)
    return find_quantities(article, doc, layout, find_times(article, doc, layout))


def entities_in(text: str) -> tuple[Entity, ...]:
    layout = lay_out(text)
    return find_entities(Article(id="a", text=text, input="a"), parse(text, layout.blocks), layout)


def unmarked(marked: str) -> tuple[str, list[str]]:
    return marked.replace("[", "").replace("]", ""), [part.split("]")[0] for part in marked.split("[")[1:]]


# Times

HOLIDAYS = [
    ("Am [Karfreitag] blieb der Hafen leer.", "2022-04-15"),
    ("Am [Ostermontag] liefen die Boote aus.", "2022-04-18"),
    ("Über [Pfingsten] wird gesegelt.", "2022-06-05"),
    ("An [Christi Himmelfahrt] wird gegrillt.", "2022-05-26"),
    ("An [Fronleichnam] bleibt das Amt zu.", "2022-06-16"),
    ("Am [Rosenmontag] regnete es.", "2022-02-28"),
    ("Am [ersten Advent 2021] brannte der Kranz.", "2021-11-28"),
    ("Am [vierten Advent 2022] ist Konzert.", "2022-12-18"),
    ("Am [Buß- und Bettag 2021] ruhte der Betrieb.", "2021-11-17"),
    ("Am [zweiten Weihnachtstag 2021] schneite es.", "2021-12-26"),
    ("Am [Tag der Deutschen Einheit 2021] sprach sie.", "2021-10-03"),
    ("[Ostern 2023] feiert sie daheim.", "2023-04-09"),
]
PARTS_OF_YEARS = [
    ("Im [ersten Quartal 2023] eröffnet die Werft.", "2023-Q1"),
    ("Im [3. Quartal 2021] sank der Umsatz.", "2021-Q3"),
    ("Im [ersten Quartal] sank der Umsatz.", "2022-Q1"),
    ("Im [vierten Quartal] sank der Umsatz.", "2021-Q4"),
    ("Im [zweiten Halbjahr] steigt der Umsatz.", "2022-H2"),
    ("In [der zweiten Jahreshälfte 2021] sank der Umsatz.", "2021-H2"),
    ("Im [zweiten Quartal des vergangenen Jahres] sank der Umsatz.", "2021-Q2"),
    ("Im [letzten Quartal dieses Jahres] wird gebaut.", "2022-Q4"),
    ("Im [Spätsommer 2019] begann der Umbau.", "2019-SU"),
    ("Die Gäste aus [dem Monat Juli 2019] blieben.", "2019-07"),
    ("Für den [Herbst] ist ein Umbau geplant.", "2022-FA"),
    ("Nach dem [Winter] kam die Flut.", "2021-WI"),
    ("Im [zwanzigsten Jahrhundert] war hier Wald.", "19"),
    ("[Das dritte Jahrtausend] begann mit Regen.", "2"),
]
ROUNDS = [
    ("Am [vorletzten Freitag] tagte der Rat.", "2022-05-06"),
    ("[Übernächste Woche] tagt der Rat.", "2022-W22"),
    ("[Vorletztes Jahr] tagte der Rat.", "2020"),
    ("Am [übernächsten Montag] tagt der Rat.", "2022-05-30"),
    ("Im [Vorvorjahr] war es trocken.", "2020"),
]
PERFECTS = [
    ("Der Kapitän sei am [Montag] seinen Verletzungen erlegen, hieß es.", "2022-05-16"),
    ("Er soll am [Montag] gestorben sein.", "2022-05-16"),
    ("Die Schleuse soll am [Freitag] beschädigt worden sein.", "2022-05-13"),
    ("Die Schleuse soll im [Juli] fertiggestellt sein.", "2022-07"),
    ("Am [Montag] ist mit Stau zu rechnen.", "2022-05-23"),
    ("Die Sitzung ist für [Montag] angesetzt.", "2022-05-23"),
    ("Die Sitzung ist am [Freitag] vorgesehen.", "2022-05-20"),
    ("Der Plan ist am [Freitag] angekündigt worden.", "2022-05-13"),
]
PARTS_OF_DAYS = [
    ("Am 3. Mai brannte es bis zum [Nachmittag].", "2022-05-03TAF"),
    ("In der [Nacht zum 3. Mai] brannte es.", "2022-05-03TNI"),
    ("In der [Nacht auf den 1. Januar 2021] brannte es.", "2021-01-01TNI"),
    ("Am 3. Mai brannte es seit [den frühen Morgenstunden].", "2022-05-03TMO"),
    ("Am 3. Mai wurde gewählt. An [diesem Abend] regnete es.", "2022-05-03TEV"),
    ("Sie kam in [den Abendstunden des Montags] an.", "2022-05-16TEV"),
    ("Sie kam am [späten Dienstagabend] an.", "2022-05-17TEV"),
    ("Am 3. Mai kam eine Mitteilung vom [Vorabend] ans Licht.", "2022-05-02TEV"),
]
COUNTED_ON = [
    ("Am 3. Mai brannte es. Am [Freitag darauf] regnete es.", "2022-05-06"),
    ("Am 3. Mai brannte es. Am [darauffolgenden Montag] regnete es.", "2022-05-09"),
    ("Am 3. Mai brannte es. Am [folgenden Dienstag] regnete es.", "2022-05-10"),
]
DAY_AND_CLOCK = [
    ("Nächste Probe: [Montag, 19 Uhr], im Saal.", "XXXX-WXX-1T19:00"),
    ("Am [18. Juni, 20 Uhr], beginnt das Spiel.", "2022-06-18T20:00"),
    ("Stand: [16.05.2022, 18:25 Uhr]", "2022-05-16T18:25"),
    ("Die Probe beginnt [heute, 19.30 Uhr], im Saal.", "2022-05-18T19:30"),
]
SETS = [
    ("Die Fähre fährt [jeden zweiten Tag].", "P2D"),
    ("Die Fähre fährt [jeden dritten Montag].", "XXXX-WXX-1"),
    ("Markt ist [jeden ersten Samstag im Monat].", "XXXX-WXX-6"),
    ("[Zweimal im Jahr] wird der Kessel geprüft.", "P1Y"),
    ("[Dreimal in der Woche] kommt Post.", "P1W"),
    ("Es gibt 500 Unfälle im [Jahr].", "P1Y"),
    ("Sie zahlt 40 Euro im [Monat].", "P1M"),
    ("[Werktags] fährt die Fähre.", "XXXX-WXX-WD"),
    ("[Allabendlich] läutet die Glocke.", "XXXX-XX-XXTEV"),
    ("In den [Sommermonaten] ist der Strand voll.", "P1SU"),
]
LENGTHS = [
    ("[Zwei Jahre später] brach der Damm.", "P2Y"),
    ("[Drei Wochen zuvor] war der Damm noch heil.", "P3W"),
    ("Das Schiff kam [einen Monat danach] zurück.", "P1M"),
    ("Die [35-Stunden-Woche] ist umstritten.", "PT35H"),
    ("Ein [20-Minuten-Takt] ist geplant.", "PT20M"),
    ("[Den Sommer über] stand die Halle leer.", "P1SU"),
    ("Der Streik dauerte [acht Stunden].", "PT8H"),
]
SPANS_OF_YEARS = [
    ("Sie war von [2014] bis [2020] Sicherheitsbeauftragte.", ["2014", "2020"]),
    ("Zwischen [1991] und [1998] Bürgermeister, zog er fort.", ["1991", "1998"]),
    ("HÄFEN IM UMBRUCH - VON [1980] BIS [2011]", ["1980", "2011"]),
    ("Das Buch erschien in Leipzig [1999], 240 S., gebunden.", ["1999"]),
]


@pytest.mark.parametrize(
    ("marked", "value"),
    HOLIDAYS + PARTS_OF_YEARS + ROUNDS + PERFECTS + PARTS_OF_DAYS + COUNTED_ON + DAY_AND_CLOCK + SETS + LENGTHS,
)
def test_times(marked: str, value: str) -> None:
    text, expected = unmarked(marked)
    assert (expected[-1], value) in [(t.span.of(text), t.value) for t in times_in(text)]


@pytest.mark.parametrize(("marked", "values"), SPANS_OF_YEARS)
def test_spans_of_years(marked: str, values: list[str]) -> None:
    text, expected = unmarked(marked)
    assert [(t.span.of(text), t.value) for t in times_in(text)] == list(zip(expected, values, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "Kinder ab sechs Jahren dürfen mit.",
        "Die Altersgrenze von 18 Jahren bleibt.",
        "Im Alter von 14 Jahren lernte er segeln.",
        "Jugendliche bis 16 Jahre zahlen nichts.",
        "Frauen zwischen 30 und 40 Jahren wurden befragt.",
        "Früher oder später wird es regnen.",
        "Die Fassung Nordix 1.8. läuft nicht.",
        "Hätte man früher gewarnt, wäre nichts geschehen.",
        "Er schrieb über die Zukunft der Fischerei.",
        "Der Tag der Arbeit ist ein Feiertag.",
        "Das Jahr, in dem die Werft entstand, weiß niemand.",
        "Die Frau im Advent der Jahre summte.",
    ],
)
def test_no_times(text: str) -> None:
    assert times_in(text) == ()


@pytest.mark.parametrize(
    ("published", "text", "values"),
    [
        # the hour of publication tells the day of a part of the day
        ("2022-05-18T16:40:00+02:00", "Die Firma schwieg bis zum Nachmittag.", ["2022-05-18TAF"]),
        ("2022-05-18T09:00:00+02:00", "Am Abend will der Rat tagen.", ["2022-05-18TEV"]),
        ("2022-05-18T09:00:00+02:00", "Am Abend brannte die Halle.", ["XXXX-XX-XXTEV"]),
        ("2022-05-18T09:00:00+02:00", "Um 3.30 Uhr brannte die Halle.", ["2022-05-18T03:30"]),
        ("2022-05-18", "Am Abend brannte die Halle.", ["XXXX-XX-XXTEV"]),
        # another day has been named: which one is meant is open
        (
            "2022-05-18T16:40:00+02:00",
            "Am Montag tagte der Rat. Es regnete. Es stürmte. Es hagelte. Um 3.30 Uhr brannte die Halle.",
            ["2022-05-16", "XXXX-XX-XXT03:30"],
        ),
        # the day on which it is said is not the day of what is said
        (
            "2022-05-18",
            "Sie sagte am Montag nichts. Danach sei um 2.43 Uhr ein Anruf eingegangen.",
            ["2022-05-16", "XXXX-XX-XXT02:43"],
        ),
    ],
)
def test_the_day_of_a_clock_time(published: str, text: str, values: list[str]) -> None:
    assert [t.value for t in times_in(text, published)] == values


@pytest.mark.parametrize(
    ("caption", "value"),
    [
        ("Foto: Tausende demonstrieren am Samstag in Kiel", "2022-05-14"),
        ("Foto: Die Halle in der Nacht zum Dienstag", "2022-05-17TNI"),
        ("Foto: Am Samstag soll hier gefeiert werden", "2022-05-21"),
    ],
)
def test_a_picture_shows_what_has_been(caption: str, value: str) -> None:
    text = f"Es regnet.\n{caption}"
    note = Furniture(start=11, end=len(text), kind="caption", by=By(rule="t"))
    layout = Layout((note,), (), (Span(0, 10), Span(11, len(text))))
    assert [(t.value, t.in_furniture) for t in times_in(text, layout=layout)] == [(value, True)]


def test_of_page_matter_dates_alone_count() -> None:
    text = "Es regnet.\nJetzt abonnieren! Stand: 16.05.2022, 18:25 Uhr. Sendung um 19:30 Uhr, täglich"
    note = Furniture(start=11, end=len(text), kind="nav", by=By(rule="t"))
    layout = Layout((note,), (), (Span(0, 10), Span(11, len(text))))
    assert [t.value for t in times_in(text, layout=layout)] == ["2022-05-16T18:25"]


@pytest.mark.parametrize(
    ("year", "easter", "advent"),
    [(2008, "2008-03-23", "2008-11-30"), (2016, "2016-03-27", "2016-11-27"), (2024, "2024-03-31", "2024-12-01")],
)
def test_movable_feasts(year: int, easter: str, advent: str) -> None:
    assert feast_day(year, "EASTER+0").isoformat() == easter
    assert feast_day(year, "ADVENT+0").isoformat() == advent


# Figures

LEFT_OUT = [
    ("Es wurden 19 Menschen verletzt, [drei von ihnen] schwer.", 3, "exact", "Mensch"),
    ("Es gab 40 Anträge, [zwölf davon] ohne Erfolg.", 12, "exact", "Antrag"),
    ("Die Zahl der Vermissten ist auf [19] gestiegen.", 19, "exact", "Vermisste"),
    ("Die Zahl der Toten stieg um 20 auf [80].", 80, "exact", "Tote"),
    ("Die Zahl der Betten liegt bei [rund 300].", 300, "about", "Bett"),
    ("Am Platz standen 3.000 Menschen, die Wache sprach von [etwa 1.800].", 1800, "about", "Mensch"),
    ("Gezählt wurden 300 Robben. Diesmal waren es [mehr als 400].", 400, "at_least", "Robbe"),
    ("Es kamen 90 Gäste, [bis zu 40] durften bleiben.", 40, "up_to", "Gast"),
    ("Von 100 Höfen würden [allenfalls 60] überleben.", 60, "up_to", "Hof"),
]
CASUALTIES = [
    ("[Ein Toter], zwölf Verletzte nach Sturm", 1, "exact", "Tote"),
    ("Gift-Wolke: [Acht Boote] gesunken", 8, "exact", "Boot"),
    ("Der Sturm forderte [ein Todesopfer].", 1, "exact", "Todesopfer"),
]
COMPARED = [
    ("Es kamen [allenfalls 60 Gäste].", 60, "up_to", "Gast"),
    ("Es kamen [etwas mehr als 60 Gäste].", 60, "at_least", "Gast"),
    ("Es kamen [knapp unter 60 Gäste].", 60, "up_to", "Gast"),
    ("Es kamen [gut und gerne 60 Gäste].", 60, "about", "Gast"),
    ("Es kamen [nicht einmal 60 Gäste].", 60, "up_to", "Gast"),
    ("Es kamen [maximal 60 Gäste].", 60, "up_to", "Gast"),
    ("Es kamen [schätzungsweise 60 Gäste].", 60, "about", "Gast"),
    ("Es kamen [ungefähr 60 Gäste].", 60, "about", "Gast"),
    ("Es kamen [wenigstens 60 Gäste].", 60, "at_least", "Gast"),
]
WRITTEN = [
    ("Sie fanden [dreizehn Münzen].", 13, "exact", "Münze"),
    ("Sie fanden [zweihundert Münzen].", 200, "exact", "Münze"),
    ("Sie fanden [anderthalb Millionen Münzen].", 1.5e6, "exact", "Münze"),
    ("Sie fanden [dreieinhalb Tausend Münzen].", 3500, "exact", "Münze"),
    ("Sie fanden [ein Dutzend Münzen].", 12, "exact", "Münze"),
    ("Sie fanden [2,5 Mio. Münzen].", 2.5e6, "exact", "Münze"),
    ("Sie fanden [1.234.567 Münzen].", 1234567, "exact", "Münze"),
]
SHARES = [
    ("[Jeder dritte Haushalt] heizt mit Gas.", 1 / 3, "Haushalt"),
    ("[Jede fünfte Werft] schließt.", 1 / 5, "Werft"),
    ("[Ein Viertel der Fischer] gab auf.", 1 / 4, "Fischer"),
    ("[Drei Viertel aller Höfe] bleiben.", 3 / 4, "Hof"),
    ("[Knapp die Hälfte der Betriebe] schweigt.", 1 / 2, "Betrieb"),
]
MEASURED = [
    ("Der Anteil stieg von [20] auf 30 Prozent.", 20, "percent", "Prozent"),
    ("Der Anteil sank um [drei Prozentpunkte].", 3, "percent", "Prozentpunkt"),
    ("Sie zahlt [40 Euro im Monat].", 40, "rate", "Euro im Monat"),
    ("Das Ticket kostet [5 Euro am Tag].", 5, "rate", "Euro am Tag"),
    ("Die Steuer beträgt [12 Euro je Tonne].", 12, "rate", "Euro je Tonne"),
    ("Die Yacht kostet [3,2 Millionen Franken].", 3.2e6, "money", "Franken"),
    ("Das Depot fasst [800 Liter].", 800, "cardinal", "Liter"),
    ("Der Zug fuhr [300 Stundenkilometer].", 300, "rate", "Stundenkilometer"),
]


@pytest.mark.parametrize(("marked", "value", "comparator", "object_"), LEFT_OUT + CASUALTIES + COMPARED + WRITTEN)
def test_figures(marked: str, value: float, comparator: str, object_: str) -> None:
    text, expected = unmarked(marked)
    found = [(q.span.of(text), q.value, q.comparator, q.object) for q in quantities_in(text)]
    assert (expected[0], value, comparator, object_) in found


@pytest.mark.parametrize(("marked", "value", "object_"), SHARES)
def test_shares(marked: str, value: float, object_: str) -> None:
    text, expected = unmarked(marked)
    found = [(q.span.of(text), q.unit, q.object) for q in quantities_in(text)]
    assert found == [(expected[0], "Anteil", object_)]
    assert quantities_in(text)[0].value == pytest.approx(value)


@pytest.mark.parametrize(("marked", "value", "kind", "unit"), MEASURED)
def test_measures(marked: str, value: float, kind: str, unit: str) -> None:
    text, expected = unmarked(marked)
    found = [(q.span.of(text), q.value, q.kind, q.unit) for q in quantities_in(text)]
    assert (expected[0], value, kind, unit) in found


@pytest.mark.parametrize("text", ["hunderte Robben", "Tausende Robben", "dutzende Robben", "Zehntausende Robben"])
def test_numbers_left_open(text: str) -> None:
    found = quantities_in(f"Am Strand lagen {text}.")
    assert [(q.span.of(f"Am Strand lagen {text}."), q.value, q.comparator, q.object) for q in found] == [
        (text, None, "unspecified", "Robbe")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Zwei von ihnen blieben.",
        "Die beiden sind 34 und 36.",
        "Die Partie endete 2 : 1.",
        "Sie wohnt im Haus 12 und kam um 14 Uhr.",
        "Er sprach von 2019.",
        "Der 12. Mann fehlte.",
        "Auf Seite 14 steht es.",
        "Sie gewann mit 6:4.",
        "Das Urteil stützt sich auf Artikel 12 und § 3.",
    ],
)
def test_no_figures(text: str) -> None:
    assert quantities_in(text) == ()


def test_a_figure_belongs_to_the_innermost_speaker() -> None:
    text = "Die Werft sagt, die Stadt melde 40 Boote. Am Kai liegen 12 Boote."
    article = Article(id="a", text=text, input="a")
    outer = Statement(
        id="1", quote=(Span(16, 40),), mode="indirect", by=By(rule="t"), speaker=(Span(0, 9),), speaker_name=None
    )
    inner = Statement(id="2", quote=(Span(32, 40),), mode="indirect", by=By(rule="t"), speaker_name="Stadt Kiel")
    found = owned(article, quantities_in(text), (outer, inner))
    assert [(q.value, q.owner) for q in found] == [(40, "Stadt Kiel"), (12, None)]
    assert [q.owner for q in owned(article, quantities_in(text), (outer,))] == ["Die Werft", None]


# Names

APPOSITIONS = [
    ("Der frühere Leiter der Werft, Jan Kern, schwieg.", "Der frühere Leiter der Werft", "Jan Kern"),
    ("Das sagte der Sprecher des Rates, John Tamm, am Montag.", "der Sprecher des Rates", "John Tamm"),
    ("Die Ökonomin Prof. Dr. Birte Hallmann sprach kurz.", "Die Ökonomin", "Birte Hallmann"),
    ("Der polnische Präsident Jan Tamm reist ab.", "Der polnische Präsident", "Jan Tamm"),
    ("Die Landrätin sprach kurz. Landrätin Ylvana Brodersund zog Bilanz.", "Die Landrätin", "Ylvana Brodersund"),
]
COLLEAGUES = [
    (
        "Der japanische Verteidigungsminister Minoru Kihara kam. Der südkoreanische Verteidigungsminister Park Jae-ho "
        "ging. Kihara und sein südkoreanischer Amtskollege stimmten zu.",
        "sein südkoreanischer Amtskollege",
        "Park Jae-ho",
    ),
]
BUILDINGS = [
    ("Im Xalvera-Werk brennt es. Das Werk steht still.", "Das Werk", "Xalvera-Werk"),
    ("Im Elbe-Tunnel brennt es. Der Tunnel ist zu.", "Der Tunnel", "Elbe-Tunnel"),
]


BODIES = [
    ("Das sagt die irische Fluggesellschaft Ryanair.", "die irische Fluggesellschaft", "Ryanair"),
    ("Sie flog in die ägyptische Hauptstadt Kairo.", "die ägyptische Hauptstadt", "Kairo"),
    ("Die türkische Regierung schwieg.", "Die türkische Regierung", "Regierung (Türkei)"),
    ("Das polnische Parlament stimmte zu.", "Das polnische Parlament", "Parlament (Polen)"),
    ("Nach Angaben von Feuerwehr und Polizei brannte es.", "Polizei", "Polizei"),
    ("Am Abend kam die Feuerwehr.", "die Feuerwehr", "Feuerwehr"),
]


@pytest.mark.parametrize(("text", "words", "name"), APPOSITIONS + COLLEAGUES + BUILDINGS + BODIES)
def test_descriptions(text: str, words: str, name: str) -> None:
    assert [e.name for e in entities_in(text) if e.nominal and e.text == words] == [name]


def test_two_ministers_of_one_state_have_no_single_colleague() -> None:
    text = (
        "Der japanische Verteidigungsminister Minoru Kihara kam. Der japanische Außenminister Taro Ono kam. "
        "Der polnische Verteidigungsminister Jan Tamm kam. Der polnische Außenminister Paul Kern kam. "
        "Ono traf seinen polnischen Amtskollegen."
    )
    assert not {"Jan Tamm", "Paul Kern"} & {e.name for e in entities_in(text) if "Amtskollege" in e.text}


@pytest.mark.parametrize(
    "text", ["Polnische Soldaten standen am Zaun.", "Die beiden Präsidenten lachten.", "Eine Feuerwehr fehlt im Dorf."]
)
def test_nobody_in_particular(text: str) -> None:
    assert [e.text for e in entities_in(text) if e.nominal] == []


APART = [
    ("Sprecherin Anna Tamm kam. Herr Tamm lachte.", ["Anna Tamm", "Tamm"]),
    ("Sprecherin Anna Tamm kam. Minister Tamm ging. Frau Tamm lachte.", ["Anna Tamm", "Tamm", "Anna Tamm"]),
    ("Landrat Paul Kern kam. Später sprach Landrat Kern.", ["Paul Kern", "Paul Kern"]),
    ("Anna Tamm und Paul Tamm kamen. Später sprach Tamm.", ["Anna Tamm", "Paul Tamm", "Tamm"]),
]


@pytest.mark.parametrize(("text", "names"), APART)
def test_conflicting_people_are_never_merged(text: str, names: list[str]) -> None:
    assert [e.name for e in entities_in(text) if e.type == "PER" and not e.nominal] == names


SPELLINGS = [
    ("Wolodymyr Selenskyj kam. Später sprach Selenski.", "Selenski", "spelled much like: Wolodymyr Selenskyj"),
    ("Sergej Schoigu kam. Sergei Shoigu ging.", "Sergei Shoigu", "spelled much like: Sergej Schoigu"),
    ("Kim Jong-un kam. Kim Jong II schwieg.", "Kim Jong II", "may be a slip for: Kim Jong Il"),
]


@pytest.mark.parametrize(("text", "name", "reason"), SPELLINGS)
def test_spellings_are_flagged_and_not_merged(text: str, name: str, reason: str) -> None:
    assert [(e.name, e.by.reason) for e in entities_in(text) if e.text == name] == [(name, reason)]


def test_a_short_name_in_brackets_need_not_be_capitals() -> None:
    text = "Die Nordharzer Braunkohle AG (Nobrag) baut um. Später klagte die Nobrag."
    found = [e.name for e in entities_in(text) if e.text == "Nobrag"]
    assert found == ["Nordharzer Braunkohle AG"] * 2


AGENCIES = ["Reuters", "AFP", "KCNA", "Yonhap", "TASS", "Interfax"]


@pytest.mark.parametrize("agency", AGENCIES)
def test_agencies(agency: str) -> None:
    found = entities_in(f"Das meldete die Agentur {agency} am Abend.")
    assert [(e.text, e.type) for e in found if not e.nominal] == [(agency, "ORG")]


DERIVED = [
    ("Nordkoreaner arbeiten im Hafen.", "Nordkoreaner", "Nordkorea"),
    ("Eine Russin leitet die Werft.", "Russin", "Russland"),
    ("Die Briten stimmten zu.", "Briten", "Vereinigtes Königreich"),
    ("Chinesische Frachter lagen im Hafen.", "Chinesische", "China"),
    ("Ein bayerischer Verein klagt.", "bayerischer", "Bayern"),
]


@pytest.mark.parametrize(("text", "words", "name"), DERIVED)
def test_demonyms_and_adjectives(text: str, words: str, name: str) -> None:
    assert [(e.name, e.adjectival) for e in entities_in(text) if e.text == words] == [(name, True)]


GOVERNMENTS = [
    ("Das Weiße Haus teilte mit, der Plan gelte.", "Weiße Haus", "Vereinigte Staaten"),
    ("Der Kreml dementierte das umgehend.", "Kreml", "Russland"),
    ("Pjöngjang kündigte neue Übungen an.", "Pjöngjang", "Nordkorea"),
    ("Laut Seoul gilt der Vertrag weiter.", "Seoul", "Südkorea"),
    ("Aus Teheran verlautete nichts Gutes.", "Teheran", "Iran"),
]


@pytest.mark.parametrize(("text", "words", "name"), GOVERNMENTS)
def test_governments_by_their_seat(text: str, words: str, name: str) -> None:
    assert [(e.name, e.metonym) for e in entities_in(text) if e.text == words] == [(name, True)]
