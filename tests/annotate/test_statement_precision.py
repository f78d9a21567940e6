"""Quotations, fragments, pronouns and what is no statement at all: sentences by construction, each with its reading."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quellenlage.annotate.statements.quotations import find_quotations
from quellenlage.domain.annotations import Statement
from quellenlage.domain.span import Span

Read = Callable[[str], list[tuple[str, str, str, str]]]
StatementsIn = Callable[[str], tuple[Statement, ...]]
WordsAt = Callable[[str, tuple[Span, ...]], str]

# 1 which cue a quotation goes with


QUOTATIONS = {
    # one right behind another is the same speech
    "„Der Pegel sinkt.“ „Noch bleibt die Brücke gesperrt“, so Landrätin Petra Voss.": (
        "„Der Pegel sinkt.“ / „Noch bleibt die Brücke gesperrt“",
        "so",
        "Landrätin Petra Voss",
    ),
    "„Der Pegel sinkt weiter“ und „die Brücke bleibt zu“, sagte Landrätin Petra Voss.": (
        "„Der Pegel sinkt weiter“ / „die Brücke bleibt zu“",
        "sagte",
        "Landrätin Petra Voss",
    ),
    # nearly any verb tells direct speech if it stands first behind it
    "„Das war die beste Ernte seit Jahren“, strahlt Landwirtin Lena Holm.": (
        "„Das war die beste Ernte seit Jahren“",
        "strahlt",
        "Landwirtin Lena Holm",
    ),
    "„Von mir erfahren Sie heute nichts“, winkt Trainer Jan Ott ab.": (
        "„Von mir erfahren Sie heute nichts“",
        "winkt / ab",
        "Trainer Jan Ott",
    ),
    "Mit den Worten „Jetzt reicht es uns“ verließ Ministerin Anna Berg den Saal.": (
        "„Jetzt reicht es uns“",
        "Mit den Worten",
        "Ministerin Anna Berg",
    ),
    # who is cited speaks, not who cites
    "Die Harltaler Zeitung zitiert den Minister Jan Ott mit den Worten: „Wir warten die Prüfung ab.“": (
        "„Wir warten die Prüfung ab.“",
        "zitiert",
        "den Minister Jan Ott",
    ),
    # behind a sentence about somebody
    "Trainerin Lena Holm war nach dem Abpfiff gelöst. „Das war ein großer Schritt für uns alle.“": (
        "„Das war ein großer Schritt für uns alle.“",
        "",
        "Trainerin Lena Holm",
    ),
}


@pytest.mark.parametrize(("text", "expected"), QUOTATIONS.items())
def test_quotations_and_their_cue(text: str, expected: tuple[str, str, str], read: Read) -> None:
    assert read(text) == [("direct", *expected)]


def test_a_medium_that_cites_is_the_channel(statements_in: StatementsIn) -> None:
    (found,) = statements_in("Die Harltaler Zeitung zitiert Ministerin Anna Berg mit den Worten: „Wir warten ab.“")
    assert [v.name for v in found.via] == ["Harltaler Zeitung"]
    assert found.speaker_name == "Anna Berg"


NO_SPEECH = [
    "„Nordlicht“, so heißt das neue Schiff der Reederei.",
    "„Wir bauen Brücken in die Zukunft“, so lautet das Motto der Schau.",
    "Über der Tür steht das Motto: „Wir bauen Brücken für alle“.",
    "Am Freitag erscheint sein neuer Roman: „Sie kommen nie wieder“.",
    "„Onkel Theo“, wie der Wirt genannt wurde, starb im Mai.",
]


@pytest.mark.parametrize("text", NO_SPEECH)
def test_titles_and_names_in_quotation_marks_are_no_speech(text: str, read: Read) -> None:
    assert read(text) == []


# 2 quoted words inside what is told


PARTS = {
    # quoted words belong to the statement around them
    "Jan Ott sagte, der Gegner sei ein „Papiertiger aus besseren Tagen“.": [
        "der Gegner sei ein „Papiertiger aus besseren Tagen“",
        "„Papiertiger aus besseren Tagen“",
    ],
    "Der Fall wird nach Angaben der Klinik „ganz besonders gründlich und schnell“ geprüft.": [
        "Der Fall wird / „ganz besonders gründlich und schnell“ geprüft",
        "„ganz besonders gründlich und schnell“",
    ],
    # a single noun that is no predicate is a term
    "Jan Ott sagte, in der Stadt gebe es zu viele „Influencer“.": ["in der Stadt gebe es zu viele „Influencer“"],
    "Jan Ott sagte, die „Landratte“ fahre bis zum Herbst.": ["die „Landratte“ fahre bis zum Herbst"],
    "Jan Ott sagte, das als „Dschungel von Harl“ bekannte Lager werde geräumt.": [
        "das als „Dschungel von Harl“ bekannte Lager werde geräumt"
    ],
}


@pytest.mark.parametrize(("text", "expected"), PARTS.items())
def test_quoted_words_are_parts_of_the_statement_around_them(
    text: str, expected: list[str], statements_in: StatementsIn, words: WordsAt
) -> None:
    found = statements_in(text)
    assert [words(text, s.quote) for s in found] == expected
    assert [s.parent for s in found] == [None, *[found[0].id] * (len(found) - 1)]


ON_THEIR_OWN = {
    "Die Firma bestätigte die Aussage nicht und nannte sie „reine Fantasie“.": ("„reine Fantasie“", "Die Firma"),
    "Der Sprecher, Jan Ott, charakterisierte den Plan als ein „Beispiel für puren Murks“.": (
        "„Beispiel für puren Murks“",
        "Der Sprecher, Jan Ott",
    ),
    "Der Verein wurde als „Schande für die Stadt“ bezeichnet.": ("„Schande für die Stadt“", ""),
    "Die Veranstalter meldeten die „größte Feier seit zehn Jahren“.": (
        "„größte Feier seit zehn Jahren“",
        "Die Veranstalter",
    ),
}


@pytest.mark.parametrize(("text", "expected"), ON_THEIR_OWN.items())
def test_what_somebody_calls_something(text: str, expected: tuple[str, str], read: Read) -> None:
    assert expected in [(quote, speaker) for mode, quote, _, speaker in read(text) if mode == "direct"]


NEVER_CUT = [
    "Die Firma bestätigte die Aussage nicht und nannte sie „reine Fantasie“.",
    "Der Sender nannte den Bericht „reine Fantasie“.",
    "Anna Berg lobte den „Mut der Helfer“ am Deich.",
    "Jan Ott warnte vor „Leichtsinn und Übermut“ am Fluss.",
]


@pytest.mark.parametrize("text", NEVER_CUT)
def test_no_quotation_is_cut_in_two(text: str, statements_in: StatementsIn) -> None:
    (quotation,) = find_quotations(text, [Span(0, len(text))])
    spans = [q for s in statements_in(text) for q in s.quote if q.overlaps(quotation.span)]
    assert spans
    assert all(q.start <= quotation.span.start and quotation.span.end <= q.end for q in spans)


def test_subjunctive_of_the_past_with_quoted_words_goes_on(read: Read) -> None:
    text = "„Ich gehe“, sagte Anna Berg. Außerdem hätte der Sender ihm „jede Bühne der Welt“ gegeben."
    assert ("direct", "„jede Bühne der Welt“", "", "Anna Berg") in read(text)


# 3 whom pronouns stand for


PRONOUNS = {
    # the subject before, not who is only named beside
    "Jan Ott traf den Forscher Max Frey in Ulm. Er warnte vor Hochwasser.": "Jan Ott",
    "Ministerin Anna Berg sprach mit Jan Ott über die Klinik. Sie lobte den Plan.": "Anna Berg",
    # the speaker before, though a sentence stands between
    "„Wir bleiben“, sagte Jan Ott. Der Regen hielt den ganzen Tag an. Er warnte vor Hochwasser.": "Jan Ott",
    # who stands in the pronoun's clause is somebody else
    "Jan Ott gewann die Wahl. Über den Rivalen Max Frey sagte er, dieser habe gut gekämpft.": "Jan Ott",
    # a description without a name: the one person named before, or nobody
    "Max Frey kam um acht. Der Arzt hatte es eilig. Er warnte vor Hochwasser.": "Max Frey",
    "Max Frey kam um acht. Ein Arzt hatte es eilig. Er warnte vor Hochwasser.": None,
    # two fit
    "Anna Berg und Lena Holm kamen um acht. „Wir bauen neu“, sagte sie.": None,
    "Jan Ott ging nach Hause und Max Frey blieb im Rathaus. Er warnte vor Hochwasser.": None,
    # the plural is not one of them
    "Anna Berg traf die Bauern im Rathaus. Sie warnen vor Verlusten.": None,
}


@pytest.mark.parametrize(("text", "name"), PRONOUNS.items())
def test_whom_a_pronoun_stands_for(text: str, name: str | None, statements_in: StatementsIn) -> None:
    found = statements_in(text)[-1]
    assert [s.of(text).lower() for s in found.speaker] in (["er"], ["sie"])
    assert found.speaker_name == name


# 4 what is no statement


NOTHING_SAID = [
    # votes are acts
    "Der Bundestag hat dem neuen Haushaltsgesetz zugestimmt.",
    "Der Landtag lehnte den Antrag der Opposition ab.",
    # a plan with will is no hearsay
    "Der Landkreis will im Jahr 2027 einen neuen Rat wählen lassen.",
    # later than, not according to
    "Nach der Steuerschätzung im Mai kürzt die Stadt ihre Ausgaben.",
    # addressed, supposed, asked about
    "Erinnern Sie sich an Ihren letzten Urlaub am Meer?",
    "Wenn sie sagt, sie wolle bleiben, helfen wir ihr.",
]


@pytest.mark.parametrize("text", NOTHING_SAID)
def test_what_is_no_statement(text: str, read: Read) -> None:
    assert read(text) == []


def test_a_verb_with_its_particle_is_another_verb(read: Read) -> None:
    assert read("Am Samstag findet ein Fest statt: „Wasser marsch für alle.“") == [
        ("direct", "„Wasser marsch für alle.“", "", "")
    ]


SPEAKERS = {
    # the article shows the subject behind the verb
    "Landrätin Petra Voss wirft der Rechnungshof vor, dass es seit Jahren Mängel gebe.": "der Rechnungshof",
    # the particle is the next verb's
    "„Heute gibt es mehr Regen als Sonne“, ruft Jan Ott und lacht laut auf.": "Jan Ott",
    # groups without a name
    "Insider rechnen mit einem Verkauf im Herbst.": "Insider",
    "Beobachter sprechen von einem Machtkampf.": "Beobachter",
    "Kreise der Partei berichten von heftigem Streit.": "Kreise der Partei",
    "Nach Einschätzung der Feuerwehr hält der Damm bis zum Abend.": "der Feuerwehr",
}


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS.items())
def test_who_speaks(text: str, speaker: str, read: Read) -> None:
    assert [row[3] for row in read(text)] == [speaker]


STANCES = {
    # a denial of what others claim, and one that the speaker claims himself
    "Jan Ott dementierte, Geld von der Firma genommen zu haben.": ("denies", "negative"),
    "Jan Ott sagte, er habe niemals Geld von der Firma genommen.": ("denies", "positive"),
    # whom the speaker talks to
    "„Sie sollten jetzt alle das Haus verlassen“, sagte Jan Ott.": ("demands", "positive"),
    # a thought and no demand
    "Jan Ott sagte, man müsse mit Regen rechnen.": ("asserts", "positive"),
}


@pytest.mark.parametrize(("text", "expected"), STANCES.items())
def test_denials_and_demands(text: str, expected: tuple[str, str], statements_in: StatementsIn) -> None:
    (found,) = statements_in(text)
    assert (found.stance, found.polarity) == expected


# 5 what a statement holds and where it ends


EACH_ITS_OWN = {
    "Die Firma Nordsalz hat Zahlungen dementiert, aber versprochen, den Streit bis zum Herbst beizulegen.": [
        ("Zahlungen", "denies", "negative"),
        ("den Streit bis zum Herbst beizulegen", "promises", "positive"),
    ],
    "Der Minister Jan Ott hat den Vorwurf zurückgewiesen und eine Untersuchung angekündigt.": [
        ("den Vorwurf", "denies", "negative"),
        ("eine Untersuchung", "promises", "positive"),
    ],
    "Jan Ott hatte Fehler bestritten, den Rücktritt abgelehnt und mehr Geld gefordert.": [
        ("Fehler", "denies", "negative"),
        ("den Rücktritt", "denies", "negative"),
        ("mehr Geld", "demands", "positive"),
    ],
    "Der Stadtrat hatte bei dem Fest Gefahren gesehen und dazu geraten, die Feier abzusagen.": [
        ("die Feier abzusagen", "demands", "positive"),
    ],
    "Die Firma dementierte Zahlungen und willigte ein, die Akten zu öffnen.": [
        ("Zahlungen", "denies", "negative"),
        ("die Akten zu öffnen", "promises", "positive"),
    ],
}


@pytest.mark.parametrize(("text", "expected"), EACH_ITS_OWN.items())
def test_joined_verbs_have_each_its_own_content(
    text: str, expected: list[tuple[str, str, str]], statements_in: StatementsIn, words: WordsAt
) -> None:
    assert [(words(text, s.quote), s.stance, s.polarity) for s in statements_in(text)] == expected


NOT_SAID = [
    "Die Zeitungen der Stadt berichteten am Montag nicht über den Brand.",
    "Die Medien haben bisher nicht über den Streik berichtet.",
    # a topic is no content
    "Die Zeitung berichtete über den Streik im Hafen.",
    "Die Firma informierte über den Stand der Arbeiten.",
    # an open question is no promise
    "Die Räte diskutieren, inwieweit die Stadt bereit ist, das Bad zu retten.",
    "Die Räte diskutieren darüber, ob Landrat Max Frey bereit ist, das Bad zu retten.",
    "Die Räte diskutieren über die Bereitschaft der Stadt, das Bad zu retten.",
]


@pytest.mark.parametrize("text", NOT_SAID)
def test_topics_and_what_was_not_reported(text: str, read: Read) -> None:
    assert read(text) == []


def test_who_does_not_say_asserts_nothing(statements_in: StatementsIn) -> None:
    text = "Die Polizei sagte am Montag nicht, ob es Verletzte gab."
    (found,) = statements_in(text)
    assert (found.stance, found.polarity) == ("other", "positive")
    assert [q.of(text) for q in found.quote] == ["sagte am Montag nicht, ob es Verletzte gab"]


WHOLE_CONTENTS = {
    # a feeling with what it is about
    "Der Minister äußerte große Besorgnis über den Brand im Hafen.": (
        "große Besorgnis über den Brand im Hafen",
        "äußerte",
    ),
    "Ministerin Anna Berg äußerte sich überaus besorgt über neue Brände.": (
        "überaus besorgt über neue Brände",
        "äußerte sich",
    ),
    "Die Stadt zeigte sich über die Lage sehr besorgt.": ("über die Lage sehr besorgt", "zeigte sich"),
    # a warning with its condition
    "Jan Ott warnte vor neuen Fluten, sollte der Damm am Wochenende brechen.": (
        "vor neuen Fluten, sollte der Damm am Wochenende brechen",
        "warnte",
    ),
    "Falls die Löhne nicht steigen, droht die Gewerkschaft mit einem Streik.": (
        "Falls die Löhne nicht steigen / mit einem Streik",
        "droht",
    ),
    "Sollte der Damm brechen, warnte Jan Ott vor neuen Fluten.": (
        "Sollte der Damm brechen / vor neuen Fluten",
        "warnte",
    ),
    "Sollte der Damm brechen, sei die Stadt in Gefahr, warnte Jan Ott.": (
        "Sollte der Damm brechen, sei die Stadt in Gefahr",
        "warnte",
    ),
    "Jan Ott kündigte Streiks an, sollte die Stadt nicht zahlen.": (
        "Streiks / sollte die Stadt nicht zahlen",
        "kündigte / an",
    ),
    # a clause that tells which one is meant, and one that only adds something
    "Anna Berg kritisierte jede Abmachung, die den Preis für Wasser erhöht.": (
        "jede Abmachung, die den Preis für Wasser erhöht",
        "kritisierte",
    ),
    "Anna Berg betonte die Sorge über jedes Abkommen, das den Preis für Wasser erhöhen könnte.": (
        "die Sorge über jedes Abkommen, das den Preis für Wasser erhöhen könnte",
        "betonte",
    ),
    "Jan Ott hat vor Betrügern gewarnt, die sich als Polizisten ausgeben.": (
        "vor Betrügern / die sich als Polizisten ausgeben",
        "hat / gewarnt",
    ),
    "Jan Ott lobte die Feuerwehr, die seit Montag im Einsatz ist.": ("die Feuerwehr", "lobte"),
    "Jan Ott lobte seine Helfer, die seit Montag im Einsatz sind.": ("seine Helfer", "lobte"),
}


@pytest.mark.parametrize(("text", "expected"), WHOLE_CONTENTS.items())
def test_no_content_is_cut(text: str, expected: tuple[str, str], read: Read) -> None:
    assert [row[1:3] for row in read(text)] == [expected]


CHANCES = {
    "Die Stadt ist alarmiert über die Möglichkeit, dass der Damm am Wochenende bricht.": (
        "die Möglichkeit, dass der Damm am Wochenende bricht"
    ),
    "Jan Ott warnte vor der Gefahr, dass der Damm bricht.": "der Gefahr, dass der Damm bricht",
    "Jan Ott betonte das Risiko, bei Frost den Damm zu verlieren.": "das Risiko, bei Frost den Damm zu verlieren",
}


@pytest.mark.parametrize(("text", "quote"), CHANCES.items())
def test_a_feared_chance_is_no_fact(text: str, quote: str, statements_in: StatementsIn, words: WordsAt) -> None:
    (found,) = statements_in(text)
    assert (words(text, found.quote), found.certainty) == (quote, "possible")


def test_a_sentence_about_a_risk_is_no_chance(statements_in: StatementsIn) -> None:
    (found,) = statements_in("Das Risiko, dass der Damm bricht, steige täglich, sagte Jan Ott.")
    assert found.certainty == "certain"


ADDRESSED = {
    "gegenüber der Presse": [],
    "gegenüber den Medien": [],
    "gegenüber Journalisten": [],
    "gegenüber Reportern": [],
    "gegenüber der Harltaler Zeitung": ["Harltaler Zeitung"],
}


@pytest.mark.parametrize(("whom", "via"), ADDRESSED.items())
def test_the_press_in_general_passes_nothing_on(whom: str, via: list[str], statements_in: StatementsIn) -> None:
    text = f"Der Deich sei sicher, sagte Anna Berg {whom}."
    (found,) = statements_in(text)
    assert [s.of(text) for s in found.addressee] == [whom.removeprefix("gegenüber ")]
    assert [v.name for v in found.via] == via


REACH = {
    "Die Räte trafen sich am Freitag im Schloss zu Gesprächen, bei denen es Berichten zufolge um die Bäder ging.": [
        ("bei denen es / um die Bäder ging", "Berichten")
    ],
    "Das Haus, das Berichten zufolge brannte, gehört der Stadt.": [("das / brannte", "Berichten")],
    "Die Klinik wurde gestern eröffnet, aber nach Angaben der Stadt fehlen dort noch Betten.": [
        ("fehlen dort noch Betten", "der Stadt")
    ],
    "Das Boot sank am Montag, und zwei Fischer ertranken nach Angaben der Polizei.": [
        ("zwei Fischer ertranken", "der Polizei")
    ],
    "Nach Angaben der Stadt ist die Klinik offen, aber laut Anna Berg fehlen noch Betten.": [
        ("ist die Klinik offen", "der Stadt"),
        ("fehlen noch Betten", "Anna Berg"),
    ],
    # two nouns are joined, no clauses
    "Der Mann, der floh, und seine Frau wurden nach Angaben der Polizei gefasst.": [
        ("Der Mann, der floh, und seine Frau wurden / gefasst", "der Polizei")
    ],
}


@pytest.mark.parametrize(("text", "expected"), REACH.items())
def test_how_far_an_attribution_reaches(text: str, expected: list[tuple[str, str]], read: Read) -> None:
    assert [(quote, speaker) for _, quote, _, speaker in read(text)] == expected
