"""Names by construction: what counts as a name, of which type, and under which name the article knows it."""

from __future__ import annotations

import pytest

from quellenlage.annotate.entities.find import find_entities
from quellenlage.annotate.entities.kinds import kind_of
from quellenlage.annotate.entities.model_names import Candidate, Label
from quellenlage.annotate.words import words_of
from quellenlage.domain.annotations import Entity
from quellenlage.domain.article import Article
from quellenlage.domain.span import Span
from quellenlage.german.tokens import parse
from quellenlage.read.furniture import lay_out


def entities_in(text: str) -> tuple[Entity, ...]:
    layout = lay_out(text)
    doc = parse(text, layout.blocks)
    return find_entities(Article(id="a", text=text, input="-"), doc, layout)


def plain(text: str) -> list[tuple[str, str, str]]:
    """Text, type and name of the mentions that are names."""
    return [(e.text, e.type, e.name) for e in entities_in(text) if not (e.nominal or e.adjectival or e.part)]


PEOPLE = {
    # a first name and what follows
    "Gestern kam Anna Berg in den Hafen.": ["Anna Berg"],
    "Gestern kam John F. Miller in den Hafen.": ["John F. Miller"],
    "Gestern kam Jan van der Meulen in den Hafen.": ["Jan van der Meulen"],
    "Gestern kam Ursula von der Heyde in den Hafen.": ["Ursula von der Heyde"],
    "Gestern kam Anna Lena Göring-Ott in den Hafen.": ["Anna Lena Göring-Ott"],
    "Anna Bergs Vorschlag kam gut an.": ["Anna Berg"],
    # a title or role before
    "Gestern kam Kanzlerin Merkel in den Hafen.": ["Merkel"],
    "Gestern kam Dr. Tschernow in den Hafen.": ["Tschernow"],
    "Gestern kam Prof. Dr. Wolf in den Hafen.": ["Wolf"],
    "Gestern kam Dr. Henrike Vogel in den Hafen.": ["Henrike Vogel"],
    "Gestern kam der Ärztliche Direktor Samir Belkadi in den Hafen.": ["Samir Belkadi"],
    # a first name that no list knows
    "Gestern kam ihre Sprecherin Ylvie Fink in den Hafen.": ["Ylvie Fink"],
    "Der See sei leer, sagt Thoralf Kerner, der Vorsitzende.": ["Thoralf Kerner"],
    "Gestern zog Minister Xandrik Bilanz.": ["Xandrik"],
    "Gestern legte Ministerin Xandrika Beweise vor.": ["Xandrika"],
    "Ministerin Xandrika kam. Gestern fing Ministerin Xandrika Fisch.": ["Xandrika", "Xandrika"],
    "Kreml-Sprecher Dmitri Saizew schwieg dazu.": ["Dmitri Saizew"],
    "Die Grünen-Politikerin Wiebke Tamm schwieg dazu.": ["Wiebke Tamm"],
    # East Asian and Arabic names
    "Der Minister Kim Yong-su reiste ab.": ["Kim Yong-su"],
    "Der Minister Pak Chol Min reiste ab.": ["Pak Chol Min"],
    "Der Kronprinz Mohammed bin Raschid reiste ab.": ["Mohammed bin Raschid"],
    "Der Forscher Ahmed al-Fassi reiste ab.": ["Ahmed al-Fassi"],
}


@pytest.mark.parametrize(("text", "names"), PEOPLE.items())
def test_names_of_people(text: str, names: list[str]) -> None:
    assert [n for _, t, n in plain(text) if t == "PER"] == names


LATER = {
    "Dmitri Saizew schwieg. Später redete Saizew doch.": ["Dmitri Saizew", "Dmitri Saizew"],
    "Dmitri Saizew schwieg. Saizews Rede blieb aus.": ["Dmitri Saizew", "Dmitri Saizew"],
    "Minister Kim Yong-su kam. Kim blieb lange.": ["Kim Yong-su", "Kim Yong-su"],
    # two with one family name are left apart
    "Anna Tamm und Paul Tamm kamen. Dann ging Tamm heim.": ["Anna Tamm", "Paul Tamm", "Tamm"],
    # two spellings of one name are one
    "Machthaber Kim Yong-su kam. Kim Yong Su blieb lange.": ["Kim Yong-su", "Kim Yong-su"],
}


@pytest.mark.parametrize(("text", "names"), LATER.items())
def test_later_mentions_go_to_the_one_full_name(text: str, names: list[str]) -> None:
    assert [n for _, t, n in plain(text) if t == "PER"] == names


KNOWN = [
    (
        "Die USA und Frankreich einigten sich.",
        [("USA", "GPE", "Vereinigte Staaten"), ("Frankreich", "GPE", "Frankreich")],
    ),
    ("Die Grenzen der Vereinigten Staaten sind lang.", [("Vereinigten Staaten", "GPE", "Vereinigte Staaten")]),
    ("Nordkoreas Küste ist lang.", [("Nordkoreas", "GPE", "Nordkorea")]),
    ("Sie fuhr nach Den Haag und Köln.", [("Den Haag", "GPE", "Den Haag"), ("Köln", "GPE", "Köln")]),
    ("Die Nato und die UNO berieten.", [("Nato", "ORG", "NATO"), ("UNO", "ORG", "Vereinte Nationen")]),
    ("Das meldete die dpa am Abend.", [("dpa", "ORG", "Deutsche Presse-Agentur")]),
    ("Der Sprecher des Weißen Hauses schwieg.", [("Weißen Hauses", "ORG", "Weißes Haus")]),
    ("Auf der koreanischen Halbinsel regnet es.", [("koreanischen Halbinsel", "LOC", "Koreanische Halbinsel")]),
]


@pytest.mark.parametrize(("text", "names"), KNOWN)
def test_names_known_beforehand(text: str, names: list[tuple[str, str, str]]) -> None:
    assert plain(text) == names


SHAPES = [
    ("Sie lehrt an der Universität Harlstedt.", "Universität Harlstedt"),
    ("Sie lehrt an der Kookstad Universität.", "Kookstad Universität"),
    ("Er leitet das Institut für Meereskunde.", "Institut für Meereskunde"),
    ("Die Nordbruk Holding GmbH baut aus.", "Nordbruk Holding GmbH"),
    ("Die Zeitung Wedostok schrieb darüber.", "Wedostok"),
    ("Der Sender „Radio Harltal“ sendet weiter.", "Radio Harltal"),
    ("Die Nationale Umweltbehörde (NUB) prüft.", "NUB"),
    ("Das Innenministerium prüft den Fall.", "Innenministerium"),
]


@pytest.mark.parametrize(("text", "name"), SHAPES)
def test_organisations_by_their_shape(text: str, name: str) -> None:
    assert (name, "ORG") in [(n, t) for _, t, n in plain(text)]


def test_a_company_is_known_by_the_first_word_of_its_name() -> None:
    found = plain("Die Thalea Werke AG baut um. Später baute Thalea neu. Thaleas Chef schwieg.")
    assert [name for _, kind, name in found if kind == "ORG"] == ["Thalea Werke AG"] * 3


NO_NAMES = [
    "Deshalb bleibt die Brücke gesperrt.",
    "Wasser lief in den Keller.",
    "Hohe Wellen schlugen an den Deich.",
    "Am Freitag endet die Frist, am Montag beginnt der Bau.",
    "Das Essen war gut, die Halle war voll.",
    "Die neue Technik spart Strom und Geld.",
    "Für PKW und LKW ist die Straße zu.",
    "Der Sprecher der Klinik schwieg.",
]


@pytest.mark.parametrize("text", NO_NAMES)
def test_ordinary_nouns_are_no_names(text: str) -> None:
    assert plain(text) == []


FLAGS = [
    ("Die russische Flotte lief aus.", "russische", "Russland", "adjectival"),
    ("US-amerikanische Schiffe liefen aus.", "US-amerikanische", "Vereinigte Staaten", "adjectival"),
    ("Der Ukraine-Krieg dauert an.", "Ukraine", "Ukraine", "part"),
    ("Der US-Präsident reist ab.", "US", "Vereinigte Staaten", "part"),
    ("Der Kremlchef reist ab.", "Kreml", "Kreml", "part"),
    ("Moskau erklärte, der Vertrag gelte.", "Moskau", "Russland", "metonym"),
    ("Der polnische Präsident reist ab.", "Der polnische Präsident", "polnische Präsident", "nominal"),
    ("Polens Präsident Jan Tamm reist ab.", "Polens Präsident", "Jan Tamm", "nominal"),
    ("Der US-Präsident John Miller reist ab.", "Der US-Präsident", "John Miller", "nominal"),
]


@pytest.mark.parametrize(("text", "words", "name", "flag"), FLAGS)
def test_flags(text: str, words: str, name: str, flag: str) -> None:
    assert [(e.name, getattr(e, flag)) for e in entities_in(text) if e.text == words] == [(name, True)]


def test_a_capital_is_no_metonym_where_it_is_a_place() -> None:
    assert [e.metonym for e in entities_in("Sie flog am Abend nach Moskau.")] == [False]


def test_a_role_alone_goes_to_the_only_person_with_it() -> None:
    text = "Der polnische Präsident Jan Tamm kam. Der polnische Präsident ging bald."
    assert [e.name for e in entities_in(text) if e.nominal] == ["Jan Tamm", "Jan Tamm"]


def test_offsets_and_reasons() -> None:
    text = "Anna Berg und die UNO trafen in Köln den Kremlchef."
    for entity in entities_in(text):
        assert text[entity.start : entity.end] == entity.text
        assert entity.by.rule
        assert entity.by.reason


COMPANY_NOUNS = [
    ("Die Stadt zahlt dem Betreiber Xylona nichts. Xylona klagt.", [("Xylona", "ORG", "Xylona")] * 2),
    ("Die Stadt zahlt dem Klinikbetreiber Xylona nichts.", [("Xylona", "ORG", "Xylona")]),
    (
        "Wirt Piotr Kowalczyk kam. Der Betreiber Kowalczyk zahlt.",
        [("Piotr Kowalczyk", "PER", "Piotr Kowalczyk"), ("Kowalczyk", "PER", "Piotr Kowalczyk")],
    ),
]


@pytest.mark.parametrize(("text", "names"), COMPANY_NOUNS)
def test_a_noun_for_companies_makes_no_person(text: str, names: list[tuple[str, str, str]]) -> None:
    assert plain(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Das Amt hat schon im August von den Schäden gehört.",
        "Man hatte Ende August von der Lage gehört.",
    ],
)
def test_a_month_is_no_first_name(text: str) -> None:
    assert plain(text) == []


MODEL_NAMES = [
    # names that no list knows
    ("Gestern eröffnete Ylvana Brodersund die Messe.", ("Ylvana Brodersund", "PER", "Ylvana Brodersund")),
    ("Die Fähre legte am Abend in Norderfehn an.", ("Norderfehn", "GPE", "Norderfehn")),
    # a head noun belongs to the name
    ("Der Landkreis Oberstedt sperrt zwei Straßen.", ("Landkreis Oberstedt", "GPE", "Landkreis Oberstedt")),
    (
        "Das Verwaltungsgericht Oberstedt gab der Klage statt.",
        ("Verwaltungsgericht Oberstedt", "ORG", "Verwaltungsgericht Oberstedt"),
    ),
    # letters are the name, a number names a building, a partner belongs to the firm
    ("Die Gewerkschaft GTB ruft zum Streik auf.", ("GTB", "ORG", "GTB")),
    ("Das Feuer brach nachts in Halle 7 aus.", ("Halle 7", "FAC", "Halle 7")),
    # in the nominative
    (
        "Die Leitung des Deutschen Reiseverbands trat zurück.",
        ("Deutschen Reiseverbands", "ORG", "Deutscher Reiseverband"),
    ),
    ("Der Deutsche Reiseverband warnt.", ("Deutsche Reiseverband", "ORG", "Deutscher Reiseverband")),
    ("Heute öffnet das Porsche Museum.", ("Porsche Museum", "ORG", "Porsche Museum")),
]


@pytest.mark.parametrize(("text", "name"), MODEL_NAMES)
def test_names_that_the_model_reads(text: str, name: tuple[str, str, str]) -> None:
    assert name in plain(text)


TITLES = [
    ("Bürgermeisterin Ylvana Brodersund kam. Brodersund sprach kurz.", ["Ylvana Brodersund"] * 2),
    ("Pia Di Marco kam. Später sprach Di Marco lange.", ["Pia Di Marco"] * 2),
    ("Anna Tamm kam mit Paul Kern. Später ging Tamm, dann Kern.", ["Anna Tamm", "Paul Kern", "Anna Tamm", "Paul Kern"]),
]


@pytest.mark.parametrize(("text", "names"), TITLES)
def test_short_forms_of_people(text: str, names: list[str]) -> None:
    assert [n for _, t, n in plain(text) if t == "PER"] == names


BODIES = [
    # letters in brackets, the name without its head noun, a name in front of -Chefin
    ("Der Verband Deutscher Imker (VDI) warnt. Der VDI klagt.", "VDI", "Verband Deutscher Imker"),
    (
        "Die Klinik Sankt Ottilien schließt. Viele wollen Sankt Ottilien retten.",
        "Sankt Ottilien",
        "Klinik Sankt Ottilien",
    ),
    ("Die Xalvera-Chefin schwieg. Später verkaufte Xalvera ein Werk.", "Xalvera", "Xalvera"),
]


@pytest.mark.parametrize(("text", "words", "name"), BODIES)
def test_short_forms_of_bodies(text: str, words: str, name: str) -> None:
    found = [e for e in entities_in(text) if not e.part and e.text == words]
    assert [(e.type, e.name) for e in found][-1:] == [("ORG", name)]


METONYMS = [
    ("Kiew lehnt das Angebot ab.", "Kiew", "Ukraine"),
    ("Laut Warschau kommt die Lieferung im Mai.", "Warschau", "Polen"),
    ("Das geschah mit dem Segen Pekings.", "Pekings", "China"),
    ("Am Montag prüfte Erfurt den Vertrag.", "Erfurt", "Landesregierung Thüringen"),
    # what states have with one another
    ("Die Beziehungen zu Seoul sind schlecht.", "Seoul", "Südkorea"),
    ("Er beendete die Zusammenarbeit mit Warschau.", "Warschau", "Polen"),
    ("Die Spannungen zwischen Warschau und Kiew wachsen.", "Warschau", "Polen"),
    ("Die Spannungen zwischen Warschau und Kiew wachsen.", "Kiew", "Ukraine"),
    # whom somebody reproaches or warns
    ("Sie hielt eine Rede, mit der sie Peking vorwarf, zu lügen.", "Peking", "China"),
    ("Der Minister warf Warschau Betrug vor.", "Warschau", "Polen"),
    ("Die Ministerin warnte Peking vor einem Angriff.", "Peking", "China"),
    ("Das begann trotz aller Warnungen aus Washington.", "Washington", "Vereinigte Staaten"),
]


@pytest.mark.parametrize(("text", "words", "name"), METONYMS)
def test_a_place_that_speaks_or_acts_is_its_government(text: str, words: str, name: str) -> None:
    assert [(e.name, e.metonym) for e in entities_in(text) if e.text == words] == [(name, True)]


@pytest.mark.parametrize(
    ("text", "label", "kind"),
    [
        ("UN-Viererallianz", "LOC", "ORG"),
        ("Balkanpakts", "LOC", "ORG"),
        ("Nordbündnis", "LOC", "ORG"),
        ("Lerchau", "LOC", "GPE"),
    ],
)
def test_an_alliance_is_a_body_and_no_place(text: str, label: Label, kind: str) -> None:
    words = words_of(parse(text, [Span(0, len(text))]))
    assert kind_of(words, Candidate(0, 1, label)) == kind


PLACES = [
    "Kiew liegt am Dnipro.",
    "Sie reiste gestern aus Kiew ab.",
    "Der Besuch in Kiew dauerte lange.",
    "Der Zug zwischen Kiew und Warschau fährt wieder.",
    "Der Fluss gehört zu Kiew.",
    "Er verließ Kiew am Abend.",
]


@pytest.mark.parametrize("text", PLACES)
def test_a_place_that_is_a_place_is_no_metonym(text: str) -> None:
    assert [(e.name, e.metonym) for e in entities_in(text) if e.text == "Kiew"] == [("Kiew", False)]


DESCRIPTIONS = [
    ("Die Xalvera Kliniken GmbH baut um. Das Unternehmen sucht Personal.", "Das Unternehmen", "Xalvera Kliniken GmbH"),
    ("Der Landkreis Oberstedt baut. Das kostet den Landkreis viel.", "den Landkreis", "Landkreis Oberstedt"),
    ("Am Abend kam die Feuerwehr.", "die Feuerwehr", "Feuerwehr"),
    ("Landrätin Ylvana Brodersund kam. Die Landrätin sprach kurz.", "Die Landrätin", "Ylvana Brodersund"),
]


@pytest.mark.parametrize(("text", "words", "name"), DESCRIPTIONS)
def test_descriptions_go_to_the_only_one_that_fits(text: str, words: str, name: str) -> None:
    assert [e.name for e in entities_in(text) if e.nominal and e.text == words] == [name]


NO_DESCRIPTIONS = [
    # two companies: which one is not said
    "Die Nordbruk AG und die Thalea AG bauen um. Das Unternehmen sucht Personal.",
    # another president than the one before
    "Landrätin Ylvana Brodersund kam. Die Landrätin des Nachbarkreises sprach kurz.",
    "Ministerpräsidentin Ylvana Brodersund kam. Der Präsident sprach kurz.",
]


@pytest.mark.parametrize("text", NO_DESCRIPTIONS)
def test_descriptions_that_fit_nobody_for_sure_are_left_out(text: str) -> None:
    assert [
        e.name for e in entities_in(text) if e.nominal and e.by.reason.partition(":")[0] != "stands beside a name"
    ] == []


def test_the_outlet_names_itself() -> None:
    text = "Das sagte sie dieser Zeitung. Der Rest stand im MORGENECHO."
    layout = lay_out(text)
    article = Article(id="a", text=text, input="-", outlet="Morgenecho")
    found = find_entities(article, parse(text, layout.blocks), layout)
    assert [(e.text, e.name, e.nominal) for e in found] == [
        ("dieser Zeitung", "Morgenecho", True),
        ("MORGENECHO", "Morgenecho", False),
    ]


INSIDE = [
    ("Das Verwaltungsgericht Harlstedt gab der Klage statt.", "Harlstedt", "Harlstedt", "part"),
    ("Die Universität Kassel baut um.", "Kassel", "Kassel", "part"),
    ("Die europäische Flotte lief aus.", "europäische", "Europa", "adjectival"),
    ("In Harlstedt regnet es. Der Harlstedter Bahnhof ist zu.", "Harlstedter", "Harlstedt", "adjectival"),
    ("Nord- und Südkorea reden wieder.", "Nord-", "Nordkorea", ""),
]


@pytest.mark.parametrize(("text", "words", "name", "flag"), INSIDE)
def test_names_inside_names_and_words_made_from_names(text: str, words: str, name: str, flag: str) -> None:
    found = [e for e in entities_in(text) if e.text == words]
    assert [(e.name, [f for f in ("part", "adjectival") if getattr(e, f)]) for e in found] == [
        (name, [flag] if flag else [])
    ]


def test_a_war_named_by_its_place_is_an_event_and_names_the_place() -> None:
    found = entities_in("Der Ukraine-Krieg dauert an.")
    assert [(e.text, e.type, e.part) for e in found] == [("Ukraine-Krieg", "EVENT", False), ("Ukraine", "GPE", True)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jochen Adler klagt. Familie Adler wartet. Herr Adler hofft.", ["Jochen Adler", "Adler", "Jochen Adler"]),
        ("Jochen Adler klagt. Die Brüder Adler warten.", ["Jochen Adler", "Adler"]),
        ("Hedwig Tamsen klagt. Die Tamsens wollen nicht warten.", ["Hedwig Tamsen", "Tamsen"]),
        # a genitive, and a name that ends in s
        ("Hedwig Tamsen klagt. Viele, die Tamsens Kurs kennen, warten.", ["Hedwig Tamsen", "Hedwig Tamsen"]),
        ("Hedwig Brandis klagt. Die Brandis wartet nicht.", ["Hedwig Brandis", "Hedwig Brandis"]),
    ],
)
def test_a_family_is_none_of_its_members(text: str, names: list[str]) -> None:
    assert [name for _, kind, name in plain(text) if kind == "PER"] == names
