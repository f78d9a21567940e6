"""The words for whom an article names, by construction: which word, for whom, and in whose voice."""

from __future__ import annotations

import pytest

from quellenlage.annotate.entities.find import find_entities
from quellenlage.annotate.labels.find import find_labels
from quellenlage.annotate.statements.find import find_statements
from quellenlage.domain.annotations import Label
from quellenlage.domain.article import Article
from quellenlage.german.tokens import parse
from quellenlage.read.furniture import lay_out


def labels_in(text: str) -> tuple[Label, ...]:
    layout = lay_out(text)
    doc = parse(text, layout.blocks)
    article = Article(id="a", text=text, input="-")
    entities = find_entities(article, doc, layout)
    return find_labels(article, doc, layout, entities, find_statements(article, doc, layout, entities))


def said(text: str) -> list[tuple[str, str]]:
    """Label and referent, in text order."""
    return [(found.label, found.referent) for found in labels_in(text)]


TITLES = {
    # the noun in front of the name
    "Gestern kam Ministerin Anna Berg nach Kiel.": ("Ministerin", "Anna Berg"),
    "Die Toxikologin Ylvie Fink warnte davor.": ("Toxikologin", "Ylvie Fink"),
    "Gestern kam Chefarzt Prof. Dr. Paul Tamm nach Kiel.": ("Chefarzt", "Paul Tamm"),
    "Der Dreifachmörder Paul Tamm wurde verurteilt.": ("Dreifachmörder", "Paul Tamm"),
    "Deren Sprecherin Anna Berg schwieg.": ("Sprecherin", "Anna Berg"),
    # adjectives that say more than where somebody is from stay
    "Die umstrittene Ministerin Anna Berg reiste ab.": ("umstrittene Ministerin", "Anna Berg"),
    "Mit dem geschassten Trainer Jan Rabe redete niemand.": ("geschasste Trainer", "Jan Rabe"),
    "Der frühere Ärztliche Direktor Paul Tamm kam nach Kiel.": ("frühere Ärztliche Direktor", "Paul Tamm"),
    "Der nordkoreanische Machthaber Kim Yong-su reiste ab.": ("Machthaber", "Kim Yong-su"),
    "Nordkoreas Diktator Kim Yong-su reiste ab.": ("Diktator", "Kim Yong-su"),
    "Russlands Präsident Dmitri Saizew will enger mit Peru arbeiten.": ("Präsident", "Dmitri Saizew"),
    "Der 61-jährige Rentner Paul Tamm stürzte.": ("Rentner", "Paul Tamm"),
    # compounds
    "Der Kremlchef Dmitri Saizew schwieg.": ("Kremlchef", "Dmitri Saizew"),
    "Salzhaff-Chefin Anna Berg schwieg.": ("Salzhaff-Chefin", "Anna Berg"),
    # bodies and states
    "Der Pharmariese Lumera baut Stellen ab.": ("Pharmariese", "Lumera"),
    "Der Skandalkonzern Nordbruk baut Stellen ab.": ("Skandalkonzern", "Nordbruk"),
    "Die Terrororganisation Harak bekannte sich dazu.": ("Terrororganisation", "Harak"),
    "Der Terrorstaat Russland wurde verurteilt.": ("Terrorstaat", "Russland"),
    "Die irische Fluggesellschaft Nordbruk fliegt weiter.": ("Fluggesellschaft", "Nordbruk"),
    # an adjective alone
    "Das abgeschottete Nordkorea schweigt.": ("abgeschottete", "Nordkorea"),
}


@pytest.mark.parametrize(("text", "found"), TITLES.items())
def test_in_front_of_a_name(text: str, found: tuple[str, str]) -> None:
    assert said(text) == [found]


APPOSITIONS = {
    "Anna Berg, die Vorsitzende des Vereins, trat zurück.": [("Vorsitzende des Vereins", "Anna Berg")],
    "Anna Berg (Sprecherin) trat zurück.": [("Sprecherin", "Anna Berg")],
    "Der Leiter der Behörde, Paul Tamm, trat zurück.": [("Leiter der Behörde", "Paul Tamm")],
    "Paul Tamm, kein Freund großer Worte, trat zurück.": [("kein Freund", "Paul Tamm")],
    # a noun that says little by itself keeps whose it is
    "Gewählt wurde Paul Tamm als Nachfolger von Anna Berg.": [("Nachfolger von Anna Berg", "Paul Tamm")],
    "Am Grab stand Kerns Tochter Anna Berg.": [("Kerns Tochter", "Anna Berg")],
    "Anna Berg, Mitglied von Kerns finnischem Stab, blieb.": [("Mitglied von Kerns finnischem Stab", "Anna Berg")],
    # each title to its own name
    "Paul Tamm, Sprecher der Klinik, und Anna Berg, Leiterin des Labors, kamen.": [
        ("Sprecher der Klinik", "Paul Tamm"),
        ("Leiterin des Labors", "Anna Berg"),
    ],
    "Gestern trafen sich Anna Berg, Minister Paul Tamm und Jan Rabe.": [("Minister", "Paul Tamm")],
    "Neben Minister Paul Tamm redete Sprecherin Anna Berg.": [("Minister", "Paul Tamm"), ("Sprecherin", "Anna Berg")],
}


@pytest.mark.parametrize(("text", "found"), APPOSITIONS.items())
def test_beside_a_name(text: str, found: list[tuple[str, str]]) -> None:
    assert said(text) == found


NO_LABELS = [
    # somebody else's noun
    "Der Anwalt von Paul Tamm schwieg.",
    "Paul Tamm schwieg, der Anwalt Paul Tamms auch.",
    # no description
    "Die Nachrichtenagentur dpa meldete das.",
    "Die Zeitung Wedostok schrieb darüber.",
    "Herr Tamm kam mit Frau Berg.",
    "Dr. Anna Berg kam.",
    "Das Kabinett Merkel tagte.",
    # nobody in particular
    "Ein Minister kam, ein Sprecher redete.",
    "Der Konzern schwieg.",
    # denied, or another is meant
    "Dmitri Saizew ist kein Verbrecher.",
    "Die Nato ist ein Beispiel dafür.",
    "Anna Berg nannte ihn einen Freund.",
    "Dmitri Saizew bezeichnete die Opposition als Verbrecher.",
    # an event without a place, another kind of war
    "Der Unfall war schwer.",
    "Der Handelskrieg zwischen China und den USA dauert an.",
    "Bei Bränden in Kiel, Lübeck und Husum gab es Schäden.",
]


@pytest.mark.parametrize("text", NO_LABELS)
def test_no_label_without_a_referent(text: str) -> None:
    assert said(text) == []


ALONE = {
    # the only one who holds the role
    "Landrätin Anna Berg kam zu spät. Dann sprach die Landrätin lange.": [("Landrätin", "Anna Berg")] * 2,
    "Umweltministerin Anna Berg kam zu spät. Dann sprach die Ministerin lange.": [
        ("Umweltministerin", "Anna Berg"),
        ("Ministerin", "Anna Berg"),
    ],
    # an office of the same class in the same state
    "Der russische Präsident Dmitri Saizew schwieg. Der Kremlchef reiste ab.": [
        ("Präsident", "Dmitri Saizew"),
        ("Kremlchef", "Dmitri Saizew"),
    ],
    "Der nordkoreanische Präsident Kim Yong-su schwieg. Das nordkoreanische Staatsoberhaupt reiste ab.": [
        ("Präsident", "Kim Yong-su"),
        ("Staatsoberhaupt", "Kim Yong-su"),
    ],
    "Bundeskanzlerin Anna Berg schwieg. Dann ging die Kanzlerin.": [
        ("Bundeskanzlerin", "Anna Berg"),
        ("Kanzlerin", "Anna Berg"),
    ],
    "Konzernchefin Anna Berg schwieg. Dann ging die Vorstandschefin.": [
        ("Konzernchefin", "Anna Berg"),
        ("Vorstandschefin", "Anna Berg"),
    ],
    # a company by what it is
    "Der Pharmariese Nordbruk baut um. Der Konzern streicht Stellen.": [
        ("Pharmariese", "Nordbruk"),
        ("Konzern", "Nordbruk"),
    ],
    # two hold it: nobody
    "Kanzlerin Anna Berg traf Kanzlerin Wiebke Tamm. Dann sprach die Kanzlerin lange.": [
        ("Kanzlerin", "Anna Berg"),
        ("Kanzlerin", "Wiebke Tamm"),
    ],
    # another state, another time, another body
    "Der nordkoreanische Präsident Kim Yong-su schwieg. Das russische Staatsoberhaupt reiste ab.": [
        ("Präsident", "Kim Yong-su")
    ],
    "Minister Paul Tamm schwieg. Der frühere Minister redete.": [("Minister", "Paul Tamm")],
    "Präsident Paul Tamm schwieg. Der Präsident der Handelskammer redete.": [("Präsident", "Paul Tamm")],
    # several are nobody alone
    "Staatschef Kim Yong-su kam. Das Treffen der Staatschefs dauerte lange.": [("Staatschef", "Kim Yong-su")],
    "Präsident Kim Yong-su kam. Die beiden Präsidenten aßen Fisch.": [("Präsident", "Kim Yong-su")],
    "Machthaber Kim Yong-su kam. Die beiden Machthaber aßen Fisch.": [("Machthaber", "Kim Yong-su")],
    "Präsident Kim Yong-su kam. Später verließ das Auto des Präsidenten den Hof.": [
        ("Präsident", "Kim Yong-su"),
        ("Präsident", "Kim Yong-su"),
    ],
    # the state by its rule
    "Das nordkoreanische Regime schweigt.": [("Regime", "Nordkorea")],
    "Das Regime in Pjöngjang schweigt.": [("Regime", "Nordkorea")],
}


@pytest.mark.parametrize(("text", "found"), ALONE.items())
def test_in_place_of_a_name(text: str, found: list[tuple[str, str]]) -> None:
    assert said(text) == found


PREDICATES = {
    "Dmitri Saizew ist ein Kriegsverbrecher.": ("Kriegsverbrecher", "Dmitri Saizew", "outlet"),
    "Für viele ist Anna Berg eine Heldin.": ("Heldin", "Anna Berg", "outlet"),
    "Die Thalea Werke AG ist eine kleine Genossenschaft.": ("kleine Genossenschaft", "Thalea Werke AG", "outlet"),
    "Dmitri Saizew gilt als Hardliner.": ("Hardliner", "Dmitri Saizew", "reported"),
    "Anna Berg bezeichnete Dmitri Saizew als Lügner.": ("Lügner", "Dmitri Saizew", "reported"),
    "Die Opposition beschimpfte Dmitri Saizew als Diktator.": ("Diktator", "Dmitri Saizew", "reported"),
    "Dmitri Saizew wurde von der Opposition als Terrorist beschimpft.": ("Terrorist", "Dmitri Saizew", "reported"),
    "Anna Berg nannte Dmitri Saizew einen „Verbrecher“.": ("Verbrecher", "Dmitri Saizew", "quoted"),
    "Er nannte Anna Berg eine Freundin.": ("Freundin", "Anna Berg", "reported"),
    "Anna Berg hält Dmitri Saizew für einen Helden.": ("Held", "Dmitri Saizew", "reported"),
}


@pytest.mark.parametrize(("text", "found"), PREDICATES.items())
def test_what_somebody_is_said_to_be(text: str, found: tuple[str, str, str]) -> None:
    assert [(f.label, f.referent, f.voice) for f in labels_in(text)] == [found]


EVENTS = {
    # a war by the state it strikes
    "Russland begann den Angriffskrieg gegen die Ukraine. Der Krieg dauert an.": [
        ("Angriffskrieg", "Ukraine-Krieg"),
        ("Krieg", "Ukraine-Krieg"),
    ],
    "Der Ukraine-Krieg dauert an.": [("Ukraine-Krieg", "Ukraine-Krieg")],
    "Der Überfall auf die Ukraine jährt sich.": [("Überfall", "Ukraine-Krieg")],
    "Die sogenannte „Spezialoperation“ in der Ukraine dauert an.": [("Spezialoperation", "Ukraine-Krieg")],
    "Der Krieg in der Ukraine dauert an. Moskau nennt den Krieg „Spezialoperation“.": [
        ("Krieg", "Ukraine-Krieg"),
        ("Krieg", "Ukraine-Krieg"),
        ("Spezialoperation", "Ukraine-Krieg"),
    ],
    # a disaster by its place, in its own phrase or in the sentence that tells it
    "Die Explosion in Kiel war gewaltig. Nach dem Knall brannte es.": [
        ("Explosion", "Explosion in Kiel"),
        ("Knall", "Explosion in Kiel"),
    ],
    "In Kiel hat sich eine Explosion ereignet. Das Unglück forderte drei Tote.": [
        ("Explosion", "Explosion in Kiel"),
        ("Unglück", "Explosion in Kiel"),
    ],
    # a crime by its victims
    "Der Völkermord an den Armeniern ist belegt.": [("Völkermord", "Völkermord an den Armeniern")],
    # what is done to a body
    "Gegen die Schließung der Klinik Sankt Anna wird geklagt. Der Kahlschlag trifft alle.": [
        ("Schließung", "Schließung der Klinik Sankt Anna"),
        ("Kahlschlag", "Schließung der Klinik Sankt Anna"),
    ],
    "Das Ende der Klinik Sankt Anna ist besiegelt.": [("Ende", "Ende der Klinik Sankt Anna")],
    # two of a class: those with a place only
    "Die Explosion in Kiel und die Explosion in Lübeck weckten Sorge. Nach der Explosion brannte es.": [
        ("Explosion", "Explosion in Kiel"),
        ("Explosion", "Explosion in Lübeck"),
    ],
    "Der Anschlag in Kabul forderte Opfer. Ein weiterer Anschlag folgte. Nach dem Anschlag flohen viele.": [
        ("Anschlag", "Anschlag in Kabul")
    ],
}


@pytest.mark.parametrize(("text", "found"), EVENTS.items())
def test_what_an_event_is_called(text: str, found: list[tuple[str, str]]) -> None:
    assert said(text) == found


VOICES = [
    # the object of praise and blame is named in the outlet's words, what is said in a clause is not
    ("Ute Kolb lobte Peru vor Gästen für seine Hilfe im Ukraine-Krieg.", "outlet"),
    ("Ute Kolb sagte, Peru habe im Ukraine-Krieg viel geholfen.", "reported"),
    ("Der Machthaber Kim Yong-su reiste ab.", "outlet"),
    ("Der Minister sagte, der Machthaber Kim Yong-su lüge.", "reported"),
    ("„Dieser Diktator Kim Yong-su lügt“, sagte Anna Berg.", "quoted"),
    ("»Dieser Diktator Kim Yong-su lügt«, sagte Anna Berg.", "quoted"),
    ("Der „Diktator“ Kim Yong-su reiste ab.", "quoted"),
    # under "laut" the indicative carries over what is claimed, not how somebody is called
    ("Laut Regierung in Kiel hat der Machthaber Kim Yong-su gelogen.", "outlet"),
    ("Nach Angaben der Polizei in Kiel hat der Machthaber Kim Yong-su die Stadt verlassen.", "outlet"),
    ("Laut Regierung in Kiel habe der Machthaber Kim Yong-su gelogen.", "reported"),
    ("Laut Regierung in Kiel steht fest, dass der Machthaber Kim Yong-su gelogen hat.", "reported"),
    # between two sentences of one speaker a weak preterite is Konjunktiv II
    (
        "Der Bund lüge seit Jahren, sagte Wiebke Tamm. Alle Nachbarn unterstützten den Machthaber Kim Yong-su. "
        "Das sei ein Fehler, sagte Wiebke Tamm.",
        "reported",
    ),
    (
        "Der Bund lüge seit Jahren, sagte Wiebke Tamm. Alle Nachbarn riefen den Machthaber Kim Yong-su an. "
        "Das sei ein Fehler, sagte Wiebke Tamm.",
        "outlet",
    ),
    ("Wiebke Tamm redete. Alle Nachbarn unterstützten den Machthaber Kim Yong-su.", "outlet"),
]


@pytest.mark.parametrize(("text", "voice"), VOICES)
def test_whose_word_it_is(text: str, voice: str) -> None:
    assert [found.voice for found in labels_in(text)] == [voice]


def test_the_span_is_the_words_and_the_label_their_dictionary_form() -> None:
    text = "Mit den Worten des umstrittenen Ministers Paul Tamm begann der Abend."
    found = labels_in(text)[0]
    assert (text[found.start : found.end], found.label) == ("umstrittenen Ministers", "umstrittene Minister")


def test_a_role_in_a_headline_needs_no_article() -> None:
    text = "Landrätin kündigt Klage an\n\nDer Streit geht weiter. In Kiel hat Landrätin Anna Berg am Abend geredet."
    assert said(text) == [("Landrätin", "Anna Berg")] * 2


def test_every_label_says_which_rule_found_it() -> None:
    text = "Landrätin Anna Berg kam zu spät. Anna Berg gilt als Hardlinerin. Der Brand in Kiel ist gelöscht."
    assert [(f.by.rule, f.by.reason) for f in labels_in(text)] == [
        ("beside a name", "title or apposition: Anna Berg"),
        ("predicate", "verb of naming: gelten"),
        ("named event", "event: Brand in Kiel"),
    ]
