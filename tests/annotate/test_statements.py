"""A little grammar of reported speech: sentences by construction, each with the reading expected."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quellenlage.domain.annotations import Statement
from quellenlage.domain.span import Span

Read = Callable[[str], list[tuple[str, str, str, str]]]
StatementsIn = Callable[[str], tuple[Statement, ...]]
WordsAt = Callable[[str, tuple[Span, ...]], str]
QUOTE_MARKS = [
    "„Wir bleiben bis zum Herbst im Werk“, sagte Anna Berg.",
    "„Wir bleiben bis zum Herbst im Werk”, sagte Anna Berg.",
    '„Wir bleiben bis zum Herbst im Werk", sagte Anna Berg.',
    '"Wir bleiben bis zum Herbst im Werk", sagte Anna Berg.',
    "»Wir bleiben bis zum Herbst im Werk«, sagte Anna Berg.",
    "«Wir bleiben bis zum Herbst im Werk», sagte Anna Berg.",
    "“Wir bleiben bis zum Herbst im Werk”, sagte Anna Berg.",
    "‚Wir bleiben bis zum Herbst im Werk‘, sagte Anna Berg.",
    "›Wir bleiben bis zum Herbst im Werk‹, sagte Anna Berg.",
]


@pytest.mark.parametrize("text", QUOTE_MARKS)
def test_every_style_of_quotation_marks(text: str, read: Read) -> None:
    assert read(text) == [("direct", text.split(", sagte", maxsplit=1)[0], "sagte", "Anna Berg")]


DIRECT = {
    # cue and speaker behind the quotation
    "„Der Deich hält“, sagte Landrätin Petra Voss.": ("„Der Deich hält“", "sagte", "Landrätin Petra Voss"),
    "„Hält der Deich?“, fragte eine Anwohnerin.": ("„Hält der Deich?“", "fragte", "eine Anwohnerin"),
    "„Der Deich hält!“, rief der Einsatzleiter.": ("„Der Deich hält!“", "rief", "der Einsatzleiter"),
    "„Der Deich hält“, so die Landrätin.": ("„Der Deich hält“", "so", "die Landrätin"),
    "„Der Deich hält“, fügte Voss hinzu.": ("„Der Deich hält“", "fügte / hinzu", "Voss"),
    "„Der Deich hält“, teilte am Abend ein Sprecher des Kreises mit.": (
        "„Der Deich hält“",
        "teilte / mit",
        "ein Sprecher des Kreises",
    ),
    "„Der Deich hält“, teilte die Sprecherin des Landesamtes, Ute Kern, mit.": (
        "„Der Deich hält“",
        "teilte / mit",
        "die Sprecherin des Landesamtes, Ute Kern",
    ),
    "„Der Deich hält“, sagte Max Frey, Direktor des Instituts für Wasserbau, dem Radiosender Harl.": (
        "„Der Deich hält“",
        "sagte",
        "Max Frey, Direktor des Instituts für Wasserbau",
    ),
    "„Der Deich hält“, hat der Minister gesagt.": ("„Der Deich hält“", "hat / gesagt", "der Minister"),
    "„Wir müssen reden“, mahnte die EU-Kommissarin Lena Holm am Montag.": (
        "„Wir müssen reden“",
        "mahnte",
        "die EU-Kommissarin Lena Holm",
    ),
    "„Der Deich hält.“ Das ist „wichtig“ für alle.": ("„Der Deich hält.“", "", ""),
    # before it
    "Landrätin Petra Voss sagte: „Der Deich hält.“": ("„Der Deich hält.“", "sagte", "Landrätin Petra Voss"),
    "Voss hat auf Nachfrage lediglich geantwortet: „Der Deich hält.“": (
        "„Der Deich hält.“",
        "hat / geantwortet",
        "Voss",
    ),
    "Am Abend erklärte die Landrätin vor der Presse: „Der Deich hält.“": (
        "„Der Deich hält.“",
        "erklärte",
        "die Landrätin",
    ),
    "Der Sprecher des Kreises, Jan Ott, sagte: „Der Deich hält.“": (
        "„Der Deich hält.“",
        "sagte",
        "Der Sprecher des Kreises, Jan Ott",
    ),
    "Ein Helfer, der seit Tagen Säcke füllt, sagte: „Der Deich hält.“": ("„Der Deich hält.“", "sagte", "Ein Helfer"),
    "Jan Ott (CDU) sagte zu den Folgen: „Das wird teuer für den Kreis.“": (
        "„Das wird teuer für den Kreis.“",
        "sagte",
        "Jan Ott (CDU)",
    ),
    "Sie schrieb auf Instagram: „Danke an alle Helfer.“": ("„Danke an alle Helfer.“", "schrieb", "Sie"),
    "Voss wird mit den Worten zitiert: „Der Deich hält.“": ("„Der Deich hält.“", "wird / zitiert", "Voss"),
    # on both sides
    "„Der Deich“, sagte Voss, „hält bis Sonntag.“": ("„Der Deich“ / „hält bis Sonntag.“", "sagte", "Voss"),
    "„Wir prüfen das“, sagte Ministerin Anna Berg der „Harltaler Zeitung“, „und entscheiden bald.“": (
        "„Wir prüfen das“ / „und entscheiden bald.“",
        "sagte",
        "Ministerin Anna Berg",
    ),
    # over several sentences, with an omission
    "„Der Deich hält. Wir danken allen. Niemand muss gehen“, sagte Voss.": (
        "„Der Deich hält. Wir danken allen. Niemand muss gehen“",
        "sagte",
        "Voss",
    ),
    "„Der Deich […] hält noch lange“, sagte Voss.": ("„Der Deich […] hält noch lange“", "sagte", "Voss"),
}


@pytest.mark.parametrize(("text", "expected"), DIRECT.items())
def test_direct_quotations(text: str, expected: tuple[str, str, str], read: Read) -> None:
    assert read(text)[0] == ("direct", *expected)


def test_a_quotation_alone_goes_on_with_the_speaker_before(read: Read) -> None:
    text = "„Der Deich hält“, sagte Voss. „Wir bleiben trotzdem wachsam. Morgen sehen wir weiter.“"
    assert read(text)[1] == ("direct", "„Wir bleiben trotzdem wachsam. Morgen sehen wir weiter.“", "", "Voss")


def test_a_quotation_alone_goes_on_after_indirect_speech_too(read: Read) -> None:
    text = "Man sei vorbereitet, sagte Voss. „Der Deich hält bis Sonntag durch.“"
    assert [r[3] for r in read(text)] == ["Voss", "Voss"]


def test_a_quotation_over_paragraphs_is_one_statement(read: Read) -> None:
    text = "Voss sagte: „Der Deich hält.\n\n„Trotzdem bleiben wir wach und füllen Säcke.“\n\nDann ging sie."
    assert [(m, s) for m, _, _, s in read(text)] == [("direct", "Voss")]


def test_a_name_and_a_colon(read: Read) -> None:
    text = "Anna Berg: „Der Deich hält bis Sonntag durch.“"
    assert read(text) == [("direct", "„Der Deich hält bis Sonntag durch.“", "", "Anna Berg")]


FRAGMENTS = [
    "Das Stück „Der Deich“ läuft seit Montag im Theater.",
    "Die sogenannte „Brücke der Einheit“ ist gesperrt.",
    "Der Verein „Helfende Hände“ sammelt Geld für die Opfer.",
    "Das Schiff „Gute Hoffnung“ liegt im Hafen.",
]


@pytest.mark.parametrize("text", FRAGMENTS)
def test_titles_and_borrowed_words_are_no_statements(text: str, read: Read) -> None:
    assert read(text) == []


def test_quoted_words_stay_inside_the_indirect_clause(read: Read) -> None:
    text = "Voss sagte, man habe „wichtige Dinge“ vor sich."
    assert read(text)[0] == ("indirect", "man habe „wichtige Dinge“ vor sich", "sagte", "Voss")


INDIRECT = {
    # dass, ob and question words
    "Die Ministerin sagte, dass der Bau beginnt.": ("dass der Bau beginnt", "sagte", "Die Ministerin"),
    "Am Dienstag sagte die Ministerin, dass der Bau beginnt.": ("dass der Bau beginnt", "sagte", "die Ministerin"),
    "Die Abgeordnete fragte, ob der Bau beginnt.": ("ob der Bau beginnt", "fragte", "Die Abgeordnete"),
    "Der Pilot erklärte, warum er umkehren musste.": ("warum er umkehren musste", "erklärte", "Der Pilot"),
    "Die Reederei hatte mitgeteilt, dass die Fähre fährt.": (
        "dass die Fähre fährt",
        "hatte mitgeteilt",
        "Die Reederei",
    ),
    "Die Kanzlerin wies darauf hin, dass die Frist läuft.": (
        "dass die Frist läuft",
        "wies darauf hin",
        "Die Kanzlerin",
    ),
    "Außerdem wies Kern darauf hin, dass die Frist läuft.": ("dass die Frist läuft", "wies / darauf hin", "Kern"),
    "Fachleute gehen davon aus, dass das Wasser sinkt.": ("dass das Wasser sinkt", "gehen davon aus", "Fachleute"),
    "Eindringlich warnte Anna Berg, dass die Frist läuft.": ("dass die Frist läuft", "warnte", "Anna Berg"),
    # verb second in the subjunctive
    "Der Sprecher sagte, die Fähre fahre wieder.": ("die Fähre fahre wieder", "sagte", "Der Sprecher"),
    "Der Sprecher sagte, das Schiff sei im Hafen.": ("das Schiff sei im Hafen", "sagte", "Der Sprecher"),
    "Die Reederei teilte mit, die Fähre könne fahren.": ("die Fähre könne fahren", "teilte mit", "Die Reederei"),
    "Der Sprecher des Verbands, Jan Ott, erklärte, man habe Zeit.": (
        "man habe Zeit",
        "erklärte",
        "Der Sprecher des Verbands, Jan Ott",
    ),
    "Jan Ott lehnte das ab, sagte aber, man sei bereit.": ("man sei bereit", "sagte", "Jan Ott"),
    "Das sei neu, sagte ihre Sprecherin Ylvie Fink.": ("Das sei neu", "sagte", "ihre Sprecherin Ylvie Fink"),
    "Die Nordsalz GmbH teilte mit, der Damm sei dicht.": ("der Damm sei dicht", "teilte mit", "Die Nordsalz GmbH"),
    "Am Montag schrieb die Leitung der Nordsalz GmbH der Belegschaft, der Damm sei dicht.": (
        "der Damm sei dicht",
        "schrieb",
        "die Leitung der Nordsalz GmbH",
    ),
    "Anna Berg räumte ein, der Plan habe Schwächen.": ("der Plan habe Schwächen", "räumte ein", "Anna Berg"),
    "Er lobte die Helfer, indem er sagte, sie hätten viel geleistet.": (
        "sie hätten viel geleistet",
        "sagte",
        "er",
    ),
    # the clause before its cue
    "Die Fähre fahre wieder, sagte der Sprecher.": ("Die Fähre fahre wieder", "sagte", "der Sprecher"),
    "Man habe keine Wahl, sagte eine Sprecherin der Klinik am Montag.": (
        "Man habe keine Wahl",
        "sagte",
        "eine Sprecherin der Klinik",
    ),
    "Im Herbst werde man weitersehen, kündigte Anna Berg an.": (
        "Im Herbst werde man weitersehen",
        "kündigte / an",
        "Anna Berg",
    ),
    "Man werde, sagte Anna Berg, im Herbst weitersehen und habe Geduld.": (
        "Man werde / im Herbst weitersehen und habe Geduld",
        "sagte",
        "Anna Berg",
    ),
    "Die Ernte werde schlecht, so schätzen die Bauern.": ("Die Ernte werde schlecht", "so schätzen", "die Bauern"),
    # infinitives
    "Die Firma versprach, den Schaden zu zahlen.": ("den Schaden zu zahlen", "versprach", "Die Firma"),
    "Kern hatte angekündigt, das Angebot auszuweiten.": ("das Angebot auszuweiten", "hatte angekündigt", "Kern"),
    "Die Opposition wirft dem Minister vor, zu zögern.": ("zu zögern", "wirft / vor", "Die Opposition"),
    # passive: nobody is named
    "Es wird vermutet, dass die Leitung undicht war.": ("dass die Leitung undicht war", "wird vermutet", ""),
    # the sentence before
    "Die Brücke bleibt gesperrt. Das teilte die Stadt am Freitag mit.": (
        "Die Brücke bleibt gesperrt",
        "teilte / mit",
        "die Stadt",
    ),
}


@pytest.mark.parametrize(("text", "expected"), INDIRECT.items())
def test_indirect_speech(text: str, expected: tuple[str, str, str], read: Read) -> None:
    assert ("indirect", *expected) in read(text)


ATTRIBUTED = {
    "Laut Polizei wurden drei Boote gestohlen.": ("wurden drei Boote gestohlen", "Laut", "Polizei"),
    "Die Boote wurden laut einem Sprecher der Polizei gestohlen.": (
        "Die Boote wurden / gestohlen",
        "laut",
        "einem Sprecher der Polizei",
    ),
    "Der Polizei zufolge wurden drei Boote gestohlen.": ("wurden drei Boote gestohlen", "zufolge", "Der Polizei"),
    "Berichten zufolge steht der Umzug bevor.": ("steht der Umzug bevor", "zufolge", "Berichten"),
    "Politischen Beobachtern zufolge steht der Umzug bevor.": (
        "steht der Umzug bevor",
        "zufolge",
        "Politischen Beobachtern",
    ),
    "Dem Vernehmen nach steht der Umzug bevor.": ("steht der Umzug bevor", "Dem Vernehmen nach", ""),
    "Nach Angaben der Feuerwehr ist der Brand gelöscht.": ("ist der Brand gelöscht", "Nach Angaben", "der Feuerwehr"),
    "Nach Angaben von Anna Berg ist der Brand gelöscht.": ("ist der Brand gelöscht", "Nach Angaben", "Anna Berg"),
    "Der Brand ist nach eigenen Angaben gelöscht.": ("Der Brand ist / gelöscht", "nach", "eigenen Angaben"),
    "Nach Einschätzung vieler Fachleute sinkt der Pegel.": (
        "sinkt der Pegel",
        "Nach Einschätzung",
        "vieler Fachleute",
    ),
    "Die Brücke sei laut Aussage von Jan Ott sicher.": ("Die Brücke sei / sicher", "laut Aussage", "Jan Ott"),
    "Nach dem Protokoll der Sitzung fehlt Geld.": ("fehlt Geld", "Nach", "dem Protokoll der Sitzung"),
    "Meinen Recherchen zufolge ist der Damm dicht.": ("ist der Damm dicht", "zufolge", "Meinen Recherchen"),
    "In Bezug auf den Damm heißt es, er sei dicht.": ("er sei dicht", "heißt es", ""),
    "Der Brand sei gelöscht, so die Feuerwehr.": ("Der Brand sei gelöscht", "so", "die Feuerwehr"),
    "Man habe, so die Sprecherin der Klinik, keine Wahl gehabt.": (
        "Man habe / keine Wahl gehabt",
        "so",
        "die Sprecherin der Klinik",
    ),
    "Wie die Feuerwehr mitteilte, ist der Brand gelöscht.": (
        "ist der Brand gelöscht",
        "Wie / mitteilte",
        "die Feuerwehr",
    ),
    "Der Brand ist gelöscht, wie Anna Berg dem Sender sagte.": (
        "Der Brand ist gelöscht",
        "wie / sagte",
        "Anna Berg",
    ),
    "Wie die Agentur Reuters berichtet hat, ist der Brand gelöscht.": (
        "ist der Brand gelöscht",
        "Wie / berichtet hat",
        "die Agentur Reuters",
    ),
    "Der Konzern habe davon gewusst, heißt es in dem Bericht.": (
        "Der Konzern habe davon gewusst",
        "heißt es",
        "dem Bericht",
    ),
}


@pytest.mark.parametrize(("text", "expected"), ATTRIBUTED.items())
def test_attributions(text: str, expected: tuple[str, str, str], read: Read) -> None:
    assert read(text) == [("attributed", *expected)]


REPORTED = {
    "Anna Berg forderte den Rücktritt des Vorstands.": ("den Rücktritt des Vorstands", "forderte", "Anna Berg"),
    "Die Regierung dementierte den Bericht.": ("den Bericht", "dementierte", "Die Regierung"),
    "Kritiker haben die Zahlen bestritten.": ("die Zahlen", "haben / bestritten", "Kritiker"),
    "Am Abend lobte der Minister die Helfer.": ("die Helfer", "lobte", "der Minister"),
    "Die Polizei warnte vor falschen Anrufen.": ("vor falschen Anrufen", "warnte", "Die Polizei"),
    "Die Firma bestritt dies am Montag.": ("dies", "bestritt", "Die Firma"),
    "Die Firma wies das zurück.": ("das", "wies / zurück", "Die Firma"),
}


@pytest.mark.parametrize(("text", "expected"), REPORTED.items())
def test_summed_up_speech(text: str, expected: tuple[str, str, str], read: Read) -> None:
    assert ("reported", *expected) in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Das Treffen unterstrich die Bedeutung des Hafens.",
        "Die Fähre legte um acht Uhr ab.",
        "Der Bericht liegt seit Montag auf dem Tisch.",
        "Nach dem Treffen fuhr die Ministerin nach Hause.",
        "So die Helfer können wieder gehen.",
        "Die mit Spannung erwartete Entscheidung fiel am Abend.",
        "Er nahm den von vielen erwarteten Preis entgegen.",
        "Wie die Tiere in den Wald kamen, weiß niemand.",
        "Der Minister betonte dies am Montag.",
        "Wie wir wissen, ist der Damm dicht.",
        "Nichts sagt uns, dass der Damm dicht ist.",
    ],
)
def test_what_nobody_says(text: str, read: Read) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Die Firma hat den Unfall weder bestätigt noch dementiert.", []),
        ("Ein Sprecher wollte das weder bestätigen noch dementieren.", []),
        (
            "Versichert seien nur acht Millionen Euro, heißt es in Branchenkreisen.",
            [("Versichert seien nur acht Millionen Euro", "Branchenkreisen")],
        ),
        (
            "Kern sagte, das Werk bleibe. Aus Angst, so Demir, hätten viele gekündigt.",
            [("das Werk bleibe", "Kern"), ("Aus Angst / hätten viele gekündigt", "Demir")],
        ),
        (
            "Nach Recherchen der Zeitung ruht der Bau.",
            [("ruht der Bau", "der Zeitung")],
        ),
    ],
)
def test_who_says_it_and_who_does_not(text: str, said: list[tuple[str, str]], read: Read) -> None:
    assert [(quote, speaker) for _, quote, _, speaker in read(text)] == said


@pytest.mark.parametrize(
    ("text", "speaker", "addressee"),
    [
        (
            "Der Verein klagt. Deren Sprecherin Ute Ohm forderte das Land auf, den Wald zu schonen.",
            "Deren Sprecherin Ute Ohm",
            "das Land",
        ),
        ("Jan Ott bat die Kammer, den Wald zu schonen.", "Jan Ott", "die Kammer"),
    ],
)
def test_whom_a_demand_goes_to_is_not_its_speaker(
    text: str, speaker: str, addressee: str, statements_in: StatementsIn, words: WordsAt
) -> None:
    one = statements_in(text)[-1]
    assert (words(text, one.speaker), words(text, one.addressee)) == (speaker, addressee)


def test_demnach_points_to_the_source_before(read: Read) -> None:
    text = "Laut Polizei brannte es nachts. Demnach wurde niemand verletzt."
    assert read(text)[1] == ("attributed", "wurde niemand verletzt", "Demnach", "Polizei")


FREE = [
    ("Kern sagte, das Werk bleibe. Man habe genug Aufträge.", "Man habe genug Aufträge.", "Kern"),
    ("Das Werk bleibe, so die Chefin. Es gebe genug Aufträge.", "Es gebe genug Aufträge.", "die Chefin"),
    ("Kern sagte, das Werk bleibe. Die Aufträge würden reichen.", "Die Aufträge würden reichen.", "Kern"),
]


@pytest.mark.parametrize(("text", "quote", "speaker"), FREE)
def test_a_subjunctive_goes_on_with_reported_speech(text: str, quote: str, speaker: str, read: Read) -> None:
    assert read(text)[1] == ("free_indirect", quote, "", speaker)


@pytest.mark.parametrize(
    "text",
    [
        "Kern sagte, das Werk bleibe. Die Aktie stieg um drei Prozent.",
        "Kern sagte, das Werk bleibe. Es hätte schlimmer kommen können, meint man im Ort nicht.",
        "Das Werk bleibt. Wäre es anders, hätte der Ort ein Problem.",
        "Kern sagte, das Werk bleibe. Eigentlich sollte es im Mai schließen.",
        "Kern sagte, das Werk bleibe. Er wollte noch nach Ulm reisen.",
        "Kern sagte, das Werk bleibe. Bleibt der Umsatz aus, wäre der Ort arm.",
        "Kern sagte, das Werk bleibe.\n\nDer Ort wäre sonst arm.",
        "Kern sagte, das Werk bleibe. Aus Angst, so Demir, hätten viele gekündigt.",
    ],
)
def test_an_indicative_does_not_go_on(text: str, read: Read) -> None:
    assert "free_indirect" not in [m for m, *_ in read(text)]


NAMES = [
    ("Bürgermeister Jan Ott kam um acht. „Wir bauen neu“, sagte Ott.", "Jan Ott"),
    ("Anna Berg kam um acht. „Wir bauen neu“, sagte sie.", "Anna Berg"),
    ("„Wir bauen neu“, sagte ein Sprecher von Anna Berg.", None),
    ("„Wir bauen neu“, sagte der Bürgermeister.", None),
    ("Anna Berg und Jan Ott kamen um acht. „Wir bauen neu“, sagte sie.", None),
    ("Die Nachrichtenagentur AFP berichtete, der Bau beginne.", "Agence France-Presse"),
    ("Die Pächterin drohte dem Betreiber Xylona, den Vertrag zu kündigen. Er sei leer, sagte sie.", None),
    ("Xylona GmbH erklärte, der Bau ruhe. „Wir bauen neu“, sagte sie.", None),
    ("Bürgermeister Jan Ott kam um acht. „Wir bauen neu“, sagte sie.", None),
    ("Frau Anna Berg kam um acht. „Wir bauen neu“, sagte er.", None),
    ("Ministerin Anna Berg traf Landrat Jan Ott. „Wir bauen neu“, sagte er.", "Jan Ott"),
    ("Anna Berg sagte, der Bau ruhe. „Jan Ott irrt, wir bauen neu“, sagte sie.", None),
    ("Samir Falk kam um acht. „Wir bauen neu“, sagte Samir.", "Samir Falk"),
    ("„Wir bauen neu“, sagte Wehrleiter Karl-Heinz Brandt.", "Karl-Heinz Brandt"),
    ("Berichten zufolge ruht der Bau.", None),
    ("Dem Vernehmen nach ruht der Bau.", None),
    ("Nach Recherchen der Zeitung ruht der Bau.", None),
    ("Moskau erklärte, der Vertrag gelte weiter.", "Russland"),
    ("Die EU und Japan teilten mit, der Vertrag gelte weiter.", "Europäische Union und Japan"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_speaker_names_are_given_only_when_plain(text: str, name: str | None, statements_in: StatementsIn) -> None:
    assert statements_in(text)[-1].speaker_name == name


VIA = [
    ("„Wir bauen neu“, sagte Anna Berg der Nachrichtenagentur Reuters.", [("agency", "Reuters")]),
    (
        "„Wir bauen neu“, sagte Anna Berg in einem Interview mit dem Deutschlandfunk.",
        [("interview", "Deutschlandfunk")],
    ),
    ("„Wir bauen neu“, sagte Anna Berg laut dem Guardian.", [("medium", "Guardian")]),
    ("Unter Berufung auf einen Beamten meldete die Agentur Tass, der Vertrag gelte weiter.", [("agency", "TASS")]),
    ("„Wir bauen neu“, sagte Anna Berg.", []),
]


@pytest.mark.parametrize(("text", "via"), VIA)
def test_the_way_from_speaker_to_outlet(text: str, via: list[tuple[str, str]], statements_in: StatementsIn) -> None:
    assert [(v.kind, v.name) for v in statements_in(text)[0].via] == via


def test_who_is_relied_on_is_the_speaker_and_the_agency_the_way(statements_in: StatementsIn, words: WordsAt) -> None:
    text = "Unter Berufung auf einen Beamten meldete die Agentur Tass, der Vertrag gelte weiter."
    assert words(text, statements_in(text)[0].speaker) == "einen Beamten"


STANCE = [
    ("Die Firma bestritt, dass Öl ausgelaufen war.", "denies", "negative", "certain"),
    ("Die Firma versprach, den Schaden zu zahlen.", "promises", "positive", "certain"),
    ("Anna Berg warnte, das Wasser steige weiter.", "warns", "positive", "certain"),
    ("Anna Berg forderte, dass der Vorstand geht.", "demands", "positive", "certain"),
    ("Anna Berg vermutet, dass der Vorstand geht.", "speculates", "positive", "possible"),
    ("Anna Berg sagte, der Vorstand gehe vermutlich.", "speculates", "positive", "probable"),
    ("Anna Berg fragte, ob der Vorstand geht.", "asks", "positive", "unknown"),
    ("Ott bestritt nicht, dass der Zaun fehlte.", "other", "positive", "certain"),
    ("Minister Jan Ott bestritt das nicht.", "other", "positive", "certain"),
    ("Minister Jan Ott wies die Kritik nicht zurück.", "other", "positive", "certain"),
    ("Minister Jan Ott wies die Kritik zurück.", "denies", "negative", "certain"),
    ("Minister Jan Ott schloss nicht aus, dass der Zaun fehlt.", "speculates", "positive", "possible"),
    ("Anna Berg lehnte es ab, einen Preis zu nennen.", "other", "positive", "certain"),
    ("Die Firma hatte nicht umsonst angemerkt, dass der Vorstand geht.", "asserts", "positive", "certain"),
]


@pytest.mark.parametrize(("text", "stance", "polarity", "certainty"), STANCE)
def test_the_verb_tells_the_stance(
    text: str, stance: str, polarity: str, certainty: str, statements_in: StatementsIn
) -> None:
    one = statements_in(text)[0]
    assert (one.stance, one.polarity, one.certainty) == (stance, polarity, certainty)


def test_every_statement_says_what_put_it_there_and_has_an_id_of_its_own(statements_in: StatementsIn) -> None:
    text = "„Wir bauen neu“, sagte Anna Berg. Laut Polizei ist die Brücke zu. Kern sagte, er bleibe. Man habe Zeit."
    found = statements_in(text)
    assert len(found) == 4
    assert all(s.by.rule and s.by.reason for s in found)
    assert len({s.id for s in found}) == 4


def test_a_list_without_a_full_stop_is_passed_over_and_what_follows_is_read(
    statements_in: StatementsIn, words: WordsAt
) -> None:
    text = "„Ja“, sagte " * 400 + "\n\nKern sagte, er bleibe."
    assert [words(text, s.quote) for s in statements_in(text)] == ["er bleibe"]


HEARSAY = {
    # others say so: what cannot be a plan
    "Die Firma Nordsalz soll Fässer vergraben haben.": ("attributed", "soll", ""),
    "Drei Arbeiter sollen dabei verletzt worden sein.": ("attributed", "sollen", ""),
    "Der Kassier soll nach Ulm gereist sein.": ("attributed", "soll", ""),
    "Der Schaden soll zwei Millionen Euro betragen.": ("attributed", "soll", ""),
    # it goes on with the source before
    "Nach Angaben der Polizei brannte der Schuppen. Ein Kind soll gezündelt haben.": (
        "free_indirect",
        "",
        "der Polizei",
    ),
    # the subject says so
    "Die Kämmerin will von den Fässern nichts gewusst haben.": ("attributed", "will", "Die Kämmerin"),
}


@pytest.mark.parametrize(("text", "expected"), HEARSAY.items())
def test_hearsay(text: str, expected: tuple[str, str, str], read: Read) -> None:
    mode, _, cue, speaker = read(text)[-1]
    assert (mode, cue, speaker) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Die neue Schleuse soll im Mai öffnen.",
        "Alle Gäste sollen sich anmelden.",
        "Die Kämmerin will im Herbst nach Ulm ziehen.",
        "Der Verein will das Haus kaufen.",
    ],
)
def test_a_plan_is_no_hearsay(text: str, read: Read) -> None:
    assert read(text) == []


BY_TREE = {
    # subjects that word order alone does not tell
    "Am Freitag sagte der 71-Jährige in einem Gespräch, dass der Damm halte.": (
        "dass der Damm halte",
        "der 71-Jährige",
    ),
    "Von den Vereinen erklärten nur die Angler, am Fest nicht teilnehmen zu wollen.": (
        "am Fest nicht teilnehmen zu wollen",
        "die Angler",
    ),
    "Am Ende kündigte gestern die neue Chefin Ute Kern an, den Hof zu verkaufen.": (
        "den Hof zu verkaufen",
        "die neue Chefin Ute Kern",
    ),
    "„Der Damm hält“, sagte Max Frey, Leiter einer Gruppe von Prüfern.": (
        "„Der Damm hält“",
        "Max Frey, Leiter einer Gruppe von Prüfern",
    ),
}


@pytest.mark.parametrize(("text", "expected"), BY_TREE.items())
def test_the_subject_in_the_tree(text: str, expected: tuple[str, str], read: Read) -> None:
    assert [(q, s) for _, q, _, s in read(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Polizei sprach von etwa 700 Gästen.", ("reported", "etwa 700 Gästen", "sprach", "Die Polizei")),
        ("Der Verband geht von zwei Tonnen Salz aus.", ("reported", "zwei Tonnen Salz", "geht / aus", "Der Verband")),
        ("Man prüfe das, verlautete aus dem Rathaus.", ("attributed", "Man prüfe das", "verlautete", "dem Rathaus")),
    ],
)
def test_objects_with_von_and_verlauten(text: str, expected: tuple[str, str, str, str], read: Read) -> None:
    assert read(text) == [expected]


def test_a_subjunctive_without_a_source_is_nobodys(read: Read) -> None:
    text = "Am Abend begann der Regen. Der Damm sei seit Jahren undicht."
    assert read(text) == [("free_indirect", "Der Damm sei seit Jahren undicht.", "", "")]
