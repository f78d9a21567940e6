"""A grammar of news reporting: the constructions in which German tells what somebody said, each with its reading."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quellenlage.domain.annotations import Statement
from quellenlage.domain.span import Span

Read = Callable[[str], list[tuple[str, str, str, str]]]
StatementsIn = Callable[[str], tuple[Statement, ...]]
WordsAt = Callable[[str, tuple[Span, ...]], str]
# 1 quoted words inside what is told


QUOTED_WORDS = {
    "Berg sagte, der Hafen sei „ein Fass ohne Boden“.": ("„ein Fass ohne Boden“", "sagte", "Berg"),
    "Die Landrätin sprach von einem „schweren, kaum verzeihlichen Fehler“ der Behörde.": (
        "„schweren, kaum verzeihlichen Fehler“",
        "sprach",
        "Die Landrätin",
    ),
    "Jan Ott warnte vor „blindem Eifer ohne Plan“ beim Umbau.": ("„blindem Eifer ohne Plan“", "warnte", "Jan Ott"),
    "Nach Angaben der Feuerwehr war der Keller „bis knapp unter die Decke“ voll.": (
        "„bis knapp unter die Decke“",
        "Nach Angaben",
        "der Feuerwehr",
    ),
    "Der Minister nannte den Entwurf „handwerklich schwach und teuer“.": (
        "„handwerklich schwach und teuer“",
        "nannte",
        "Der Minister",
    ),
    "Anna Berg kritisierte den Vertrag als „Geschenk an den Betreiber“.": (
        "„Geschenk an den Betreiber“",
        "kritisierte",
        "Anna Berg",
    ),
    "Der Umbau sei »völlig missraten und überteuert«, so Anna Berg.": (
        "»völlig missraten und überteuert«",
        "so",
        "Anna Berg",
    ),
    'Kern sagte, dass der Hafen "auf viele Jahre hinaus" unrentabel bleibe.': (
        '"auf viele Jahre hinaus"',
        "sagte",
        "Kern",
    ),
}


@pytest.mark.parametrize(("text", "expected"), QUOTED_WORDS.items())
def test_words_in_quotation_marks_are_direct_speech_inside_a_statement(
    text: str, expected: tuple[str, str, str], statements_in: StatementsIn, words: WordsAt
) -> None:
    found = statements_in(text)
    (inner,) = [s for s in found if s.mode == "direct"]
    assert (words(text, inner.quote), words(text, inner.cue), words(text, inner.speaker)) == expected
    outer = next(s for s in found if s.id == inner.parent)
    assert outer.span.start <= inner.span.start
    assert inner.span.end <= outer.span.end


NAMES_IN_MARKS = [
    "Berg sagte, die Zeitung „Harltaler Bote“ werde eingestellt.",
    "Kern sagte, das Schiff „Gute Hoffnung“ laufe am Montag aus.",
    "Ott sagte, die sogenannte „Kleine Lösung“ sei vom Tisch.",
]


@pytest.mark.parametrize("text", NAMES_IN_MARKS)
def test_names_and_borrowed_words_in_marks_are_not(text: str, statements_in: StatementsIn) -> None:
    assert [s.mode for s in statements_in(text)] == ["indirect"]


# 2 verbs and what belongs to them


COMPOUND = {
    # perfect, passive, verb last
    "Es ist berichtet worden, dass der Damm nachgibt.": ("dass der Damm nachgibt", "ist berichtet worden", ""),
    "Kritisiert wird vor allem, dass der Plan zu spät kommt.": ("dass der Plan zu spät kommt", "Kritisiert wird", ""),
    "Von Anwohnern wird behauptet, der Lärm habe zugenommen.": (
        "der Lärm habe zugenommen",
        "wird behauptet",
        "Anwohnern",
    ),
    "Die Reederei hat am Montag mitgeteilt, die Fähre fahre wieder.": (
        "die Fähre fahre wieder",
        "hat / mitgeteilt",
        "Die Reederei",
    ),
    # fixed phrases
    "Anna Berg ist der Meinung, dass der Hafen schließen sollte.": (
        "dass der Hafen schließen sollte",
        "ist der Meinung",
        "Anna Berg",
    ),
    "Der Minister zeigte sich überzeugt, dass der Bau gelingt.": (
        "dass der Bau gelingt",
        "zeigte sich überzeugt",
        "Der Minister",
    ),
    "Am Abend zeigte sich der Trainer zuversichtlich, dass die Serie hält.": (
        "dass die Serie hält",
        "zeigte sich / zuversichtlich",
        "der Trainer",
    ),
    "Die Prüfer kamen zu dem Schluss, dass die Bücher stimmen.": (
        "dass die Bücher stimmen",
        "kamen zu dem Schluss",
        "Die Prüfer",
    ),
    "Die Kammer hat den Vorwurf erhoben, der Bund handle zu langsam.": (
        "der Bund handle zu langsam",
        "hat den Vorwurf erhoben",
        "Die Kammer",
    ),
    "Kern gab zu bedenken, dass die Mittel fehlen.": ("dass die Mittel fehlen", "gab zu bedenken", "Kern"),
    "Der Verband machte darauf aufmerksam, dass Betten fehlen.": (
        "dass Betten fehlen",
        "machte darauf aufmerksam",
        "Der Verband",
    ),
    # a comma inside the clause, a longer subject in front of its verb
    "Ott sagte, die geplante Sperrung der Brücke müsse warten, der Verkehr gehe vor.": (
        "die geplante Sperrung der Brücke müsse warten, der Verkehr gehe vor",
        "sagte",
        "Ott",
    ),
    # the main clause goes on
    "Der Fahrer ging davon aus, dass die Ampel grün war, und gab Gas.": (
        "dass die Ampel grün war",
        "ging davon aus",
        "Der Fahrer",
    ),
}


BESIDE_A_VERB = {
    "Seine Werke werden von Kritikern als „Meilensteine der Form“ bezeichnet.": (
        "„Meilensteine der Form“",
        "werden / bezeichnet",
        "Kritikern",
    ),
    "Die Demonstranten skandierten Parolen wie „Haut endlich ab“.": (
        "„Haut endlich ab“",
        "skandierten",
        "Die Demonstranten",
    ),
}


@pytest.mark.parametrize(("text", "expected"), BESIDE_A_VERB.items())
def test_quoted_words_go_with_the_verb_of_saying_above_them(
    text: str, expected: tuple[str, str, str], read: Read
) -> None:
    assert ("direct", *expected) in read(text)


@pytest.mark.parametrize(("text", "expected"), COMPOUND.items())
def test_verbs_and_phrases_with_a_clause(text: str, expected: tuple[str, str, str], read: Read) -> None:
    assert ("indirect", *expected) in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hätte er das gesagt, wäre der Saal leer gewesen.",
        "Der Wirt musste sich sagen lassen, wo der Zaun steht.",
        "Das Kind hält für den Fotografen still.",
        "Die Fähre kam zu dem Steg, der am weitesten draußen liegt.",
        "Die Straße ist der Länge nach gesperrt.",
        "Rolf Wirth, wie er sich selbst nannte, wohnte am Fluss.",
    ],
)
def test_forms_that_look_like_saying(text: str, read: Read) -> None:
    assert read(text) == []


# 3 what is summed up


SUMMED = {
    # the object behind an adverbial, in front of the verb, cut where the sentence goes on
    "Der Sprecher wies in Ulm den Vorwurf der Untreue zurück.": (
        "den Vorwurf der Untreue",
        "wies / zurück",
        "Der Sprecher",
    ),
    "Der Konzern weist mittlerweile die Vorwürfe der Prüfer zurück.": (
        "die Vorwürfe der Prüfer",
        "weist / zurück",
        "Der Konzern",
    ),
    "Seinen Rücktritt hatte der Minister im Mai angekündigt.": (
        "Seinen Rücktritt",
        "hatte / angekündigt",
        "der Minister",
    ),
    "Den Bericht dementierte die Regierung umgehend.": ("Den Bericht", "dementierte", "die Regierung"),
    "Die Gewerkschaft forderte mehr Geld und drohte mit Streik.": ("mehr Geld", "forderte", "Die Gewerkschaft"),
    # what something is called, held to be, put at
    "Anna Berg nannte den Plan eine Zumutung.": ("den Plan eine Zumutung", "nannte", "Anna Berg"),
    "Die Initiative hält den Preis für zu hoch.": ("den Preis für zu hoch", "hält", "Die Initiative"),
    "Den Schaden nannte der Betreiber überschaubar.": ("Den Schaden / überschaubar", "nannte", "der Betreiber"),
    "Berichte über Verluste wies sie als falsch zurück.": (
        "Berichte über Verluste / als falsch",
        "wies / zurück",
        "sie",
    ),
    # prepositions
    "Der Rat übte scharfe Kritik an der Planung.": ("an der Planung", "übte / Kritik", "Der Rat"),
    "Von einem Irrtum sprach der Verteidiger.": ("einem Irrtum", "sprach", "der Verteidiger"),
    "Die Ärzte warnten vor einer zweiten Welle.": ("vor einer zweiten Welle", "warnten", "Die Ärzte"),
    "Die Partei sprach sich gegen den Tunnel aus.": ("gegen den Tunnel", "sprach sich / aus", "Die Partei"),
    # a denial of "das" must not be lost
    "Das bestreitet die Ministerin.": ("Das", "bestreitet", "die Ministerin"),
    "Der Betreiber bestritt alles.": ("alles", "bestritt", "Der Betreiber"),
}


@pytest.mark.parametrize(("text", "expected"), SUMMED.items())
def test_objects_that_sum_up(text: str, expected: tuple[str, str, str], read: Read) -> None:
    assert ("reported", *expected) in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Die Wahl bestätigte den Trend der letzten Jahre.",
        "Das Wetter versprach einen milden Herbst.",
        "Rosinenbrot nennt man hier Stuten.",
    ],
)
def test_things_and_nobody_sum_up_nothing(text: str, read: Read) -> None:
    assert read(text) == []


# 4 nouns of saying


NOUNS = {
    "Die Forderung des Landrats, den Deich zu erhöhen, stieß auf Widerspruch.": (
        "den Deich zu erhöhen",
        "Die Forderung",
        "des Landrats",
    ),
    "Die Behauptung, dass der Hafen Gewinn macht, ist alt.": (
        "dass der Hafen Gewinn macht",
        "Die Behauptung",
        "",
    ),
    "Unruhe löste die Ankündigung von Anna Berg aus, das Werk zu schließen.": (
        "das Werk zu schließen",
        "die Ankündigung",
        "Anna Berg",
    ),
    "Trotz der Zusage des Ministers, die Mittel zu erhöhen, fehlt Personal.": (
        "die Mittel zu erhöhen",
        "der Zusage",
        "des Ministers",
    ),
    "Auch der Verdacht, er habe Akten vernichtet, ließ sich nicht halten.": (
        "er habe Akten vernichtet",
        "der Verdacht",
        "",
    ),
    "Ihre Warnung, dass der Hang rutscht, verhallte.": ("dass der Hang rutscht", "Warnung", "Ihre"),
}


@pytest.mark.parametrize(("text", "expected"), NOUNS.items())
def test_nouns_with_a_clause(text: str, expected: tuple[str, str, str], read: Read) -> None:
    assert ("indirect", *expected) in read(text)


WHERE = {
    "Ein Bericht der Zeitung, wonach der Damm bald bricht, machte am Montag die Runde.": (
        "der Damm bald bricht",
        "wonach",
        "der Zeitung",
    ),
    "Es gibt Gerüchte, nach denen der Wirt verkaufen will.": ("der Wirt verkaufen will", "nach", "Gerüchte"),
}


@pytest.mark.parametrize(("text", "expected"), WHERE.items())
def test_reports_that_say_so(text: str, expected: tuple[str, str, str], read: Read) -> None:
    assert ("attributed", *expected) in read(text)


# 5 phrases that name a source


SOURCES = {
    "Nach einer Studie sinkt der Grundwasserspiegel.": ("sinkt der Grundwasserspiegel", "Nach", "einer Studie"),
    "Aus Sicht der Stadt ist der Vertrag erfüllt.": ("ist der Vertrag erfüllt", "Aus Sicht", "der Stadt"),
    "Seiner Meinung nach ist der Vertrag erfüllt.": ("ist der Vertrag erfüllt", "Meinung nach", "Seiner"),
    "Nach ihren Angaben ist der Vertrag erfüllt.": ("ist der Vertrag erfüllt", "Nach / Angaben", "ihren"),
    "Das Rathaus hat nach eigenen Angaben keine Akten.": (
        "Das Rathaus hat / keine Akten",
        "nach eigenen Angaben",
        "Das Rathaus",
    ),
    "Der Keller ist nach Polizeiangaben leer.": ("Der Keller ist / leer", "nach", "Polizeiangaben"),
    "Gemäß der Harltaler Zeitung ist der Keller leer.": ("ist der Keller leer", "Gemäß", "der Harltaler Zeitung"),
    "Dem Anschein nach ist der Keller leer.": ("ist der Keller leer", "Dem Anschein nach", ""),
    "Behördlichen Angaben zufolge ist der Keller leer.": (
        "ist der Keller leer",
        "zufolge",
        "Behördlichen Angaben",
    ),
    "Angaben des Instituts in Ulm zufolge ist der Keller leer.": (
        "ist der Keller leer",
        "zufolge",
        "Angaben des Instituts in Ulm",
    ),
    "Wie aus dem Prüfbericht hervorgeht, ist der Keller leer.": (
        "ist der Keller leer",
        "Wie / hervorgeht",
        "dem Prüfbericht",
    ),
    "Wie aus der Partei zu hören ist, tritt Kern an.": ("tritt Kern an", "Wie / zu hören ist", "der Partei"),
    "Denn wie die Klinik am Montag mitteilte, fehlen dort Betten.": (
        "fehlen dort Betten",
        "wie / mitteilte",
        "die Klinik",
    ),
    "Wie der Sprecher der Klinik, Jan Ott, am Montag mitteilte, fehlen dort Betten.": (
        "fehlen dort Betten",
        "Wie / mitteilte",
        "der Sprecher der Klinik, Jan Ott",
    ),
    "Nach Expertenmeinung sinkt der Grundwasserspiegel.": (
        "sinkt der Grundwasserspiegel",
        "Nach",
        "Expertenmeinung",
    ),
    "In dem Papier, das der Zeitung vorliegt, heißt es, der Keller sei leer.": (
        "der Keller sei leer",
        "heißt es",
        "dem Papier, das der Zeitung vorliegt",
    ),
    # only the part of the sentence that the phrase governs
    "Nach Angaben der Polizei ist der Keller leer; geprüft hat das niemand.": (
        "ist der Keller leer",
        "Nach Angaben",
        "der Polizei",
    ),
}


@pytest.mark.parametrize(("text", "expected"), SOURCES.items())
def test_phrases_that_name_a_source(text: str, expected: tuple[str, str, str], read: Read) -> None:
    found = [r for r in read(text) if r[0] == "attributed"]
    assert [(q, c, s.removesuffix(", das der Zeitung vorliegt")) for _, q, c, s in found] == [
        (expected[0], expected[1], expected[2].removesuffix(", das der Zeitung vorliegt"))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Nach der Studie fuhr die Gruppe nach Hause.",
        "Gemäß den Regeln endet das Spiel um acht.",
        "Aus dem Keller drang Rauch.",
        "Nach dem Urteil umarmten sich die Kläger.",
    ],
)
def test_time_place_and_rules_are_no_sources(text: str, read: Read) -> None:
    assert read(text) == []


# 6 quotations without a verb of saying


COLON = {
    "Berg winkte ab: „Der Damm hält noch zwanzig Jahre.“": ("winkte ab", "Berg"),
    "Dabei griff die Ministerin auch den Betreiber an: „Wer so wirtschaftet, verliert das Vertrauen.“": (
        "griff / an",
        "die Ministerin",
    ),
    "Kern sagte, der Damm halte: „Wir haben alles geprüft.“": ("sagte", "Kern"),
    "Der Prüfer wird wie folgt zitiert: „Wir haben alles geprüft.“": ("wird / zitiert", "Der Prüfer"),
}


@pytest.mark.parametrize(("text", "expected"), COLON.items())
def test_a_sentence_and_a_colon(text: str, expected: tuple[str, str], read: Read) -> None:
    assert [(c, s) for m, _, c, s in read(text) if m == "direct"] == [expected]


def test_the_clause_between_the_verb_and_the_quotation_is_a_statement_too(read: Read) -> None:
    text = "Kern sagte, der Damm halte: „Wir haben alles geprüft.“"
    assert ("indirect", "der Damm halte", "sagte", "Kern") in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Im Mai erschien sein zweites Buch: „Das Haus am Fluss“",
        "Am Abend lief der Film: „Der lange Weg“",
    ],
)
def test_a_title_behind_a_colon_is_not_said(text: str, read: Read) -> None:
    assert read(text) == []


# 7 what goes on without a cue


GOING_ON = {
    "Der Vertrag laufe aus, teilte die Firma mit; ein Nachfolger sei nicht in Sicht.": (
        "ein Nachfolger sei nicht in Sicht",
        "die Firma",
    ),
    "Sie warnte vor Hast: Der Damm halte noch viele Jahre.": ("Der Damm halte noch viele Jahre", "Sie"),
    "Die Staatsanwaltschaft leitete ein Verfahren ein. Ein Gutachter solle die Ursache klären.": (
        "Ein Gutachter solle die Ursache klären.",
        "Die Staatsanwaltschaft",
    ),
    "Anna Berg sagte, der Damm halte. Im Juni habe Ott versprochen, die Mittel zu erhöhen.": (
        "Im Juni habe Ott versprochen, die Mittel zu erhöhen.",
        "Anna Berg",
    ),
    "Kern sagte, das Werk bleibe. Man habe Aufträge. Auch das Personal reiche aus.": (
        "Auch das Personal reiche aus.",
        "Kern",
    ),
}


@pytest.mark.parametrize(("text", "expected"), GOING_ON.items())
def test_the_subjunctive_goes_on(text: str, expected: tuple[str, str], read: Read) -> None:
    assert expected in [(q, s) for m, q, _, s in read(text) if m == "free_indirect"]


POINTING_BACK = {
    "Der Hafen bleibt zu. Das geht aus einem Schreiben der Reederei hervor.": (
        "Der Hafen bleibt zu",
        "einem Schreiben der Reederei",
    ),
    "Der Hafen bleibt zu. Das bestätigte die Reederei am Freitag.": ("Der Hafen bleibt zu", "die Reederei"),
    "Der Hafen bleibt bis Ostern zu, das teilte die Reederei mit.": ("Der Hafen bleibt bis Ostern zu", "die Reederei"),
}


@pytest.mark.parametrize(("text", "expected"), POINTING_BACK.items())
def test_das_points_back(text: str, expected: tuple[str, str], read: Read) -> None:
    assert [(q, s) for _, q, _, s in read(text)] == [expected]


# 8 statements inside statements


NESTED = {
    "Kern sagte, nach Angaben der Polizei sei der Keller leer.": ("Kern", "der Polizei"),
    "Anna Berg sagte, der Hafen schließe. Im Juni habe Ott versprochen, die Mittel zu erhöhen.": ("Anna Berg", "Ott"),
}


@pytest.mark.parametrize(("text", "expected"), NESTED.items())
def test_what_somebody_is_said_to_have_said_has_a_parent(
    text: str, expected: tuple[str, str], statements_in: StatementsIn, words: WordsAt
) -> None:
    found = statements_in(text)
    inner = next(s for s in found if s.parent is not None)
    outer = next(s for s in found if s.id == inner.parent)
    assert (words(text, outer.speaker), words(text, inner.speaker)) == expected


def test_only_what_stands_inside_has_a_parent(statements_in: StatementsIn) -> None:
    text = "Berg sagte, der Damm halte. Kern sagte, das Wasser steige."
    assert [s.parent for s in statements_in(text)] == [None, None]


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("Berg: „Der Damm hält“\n\nAm Montag tagte der Rat. Kern sagte, das Wasser steige.", {"title", "body"}),
        ("Am Montag tagte der Rat. Kern sagte, das Wasser steige.", {"body"}),
    ],
)
def test_a_statement_tells_the_part_of_the_article_it_stands_in(
    text: str, sections: set[str], statements_in: StatementsIn
) -> None:
    assert {s.section for s in statements_in(text)} <= sections


# 9 to whom, and through whom


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Die Reederei teilte dem Sender Radio Harl mit, die Fähre fahre wieder.", "dem Sender Radio Harl"),
        ("Anna Berg sagte der Harltaler Zeitung, der Hafen schließe.", "der Harltaler Zeitung"),
        ("Außerdem fordern die Vereine Bürger auf, den Park zu meiden.", "Bürger"),
        ("Außerdem fordern die Vereine alle Bürger der Stadt auf, den Park zu meiden.", "alle Bürger der Stadt"),
        ("Jan Ott sagte gegenüber dem Stadtrat, der Hafen schließe.", "dem Stadtrat"),
    ],
)
def test_whom_it_is_told(text: str, addressee: str, statements_in: StatementsIn, words: WordsAt) -> None:
    assert words(text, statements_in(text)[0].addressee) == addressee


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        (
            "Wie die Nachrichtenagentur AFP unter Berufung auf die Polizei berichtet, ist der Keller leer.",
            "die Polizei",
            ["Agence France-Presse"],
        ),
        ("Anna Berg sagte der Agentur Reuters, der Hafen schließe.", "Anna Berg", ["Reuters"]),
        ("Anna Berg sagte laut der Agentur Reuters, der Hafen schließe.", "Anna Berg", ["Reuters"]),
    ],
)
def test_the_way_from_the_speaker_to_the_reader(
    text: str, speaker: str, via: list[str], statements_in: StatementsIn, words: WordsAt
) -> None:
    one = statements_in(text)[0]
    assert (words(text, one.speaker), [v.name for v in one.via]) == (speaker, via)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("In einem Bericht der Zeitung wurde vermutet, dass der Keller leer ist.", "einem Bericht der Zeitung"),
        ("Von Kritikern wird bezweifelt, dass der Keller leer ist.", "Kritikern"),
        ("Dem Betreiber wird vorgeworfen, den Keller geräumt zu haben.", ""),
    ],
)
def test_who_speaks_in_the_passive(text: str, speaker: str, statements_in: StatementsIn, words: WordsAt) -> None:
    assert words(text, statements_in(text)[0].speaker) == speaker
