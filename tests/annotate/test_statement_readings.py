"""Readings that blind checks of found and missed statements asked for: each kind with what it is and what it is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quellenlage.domain.annotations import Statement
from quellenlage.domain.span import Span

Read = Callable[[str], list[tuple[str, str, str, str]]]
StatementsIn = Callable[[str], tuple[Statement, ...]]
WordsAt = Callable[[str, tuple[Span, ...]], str]

# 1 verbs with a clause or an object of their own


TOLD = {
    "Der Rechnungshof rügte, die Stadt habe die Frist versäumt.": ("die Stadt habe die Frist versäumt", "criticises"),
    "Die Kassiererin gestand, den Tresor geleert zu haben.": ("den Tresor geleert zu haben", "asserts"),
    "Das Werk wies zurück, Fässer vergraben zu haben.": ("Fässer vergraben zu haben", "denies"),
    "Der Wirt bestritt, Gäste bedroht zu haben.": ("Gäste bedroht zu haben", "denies"),
    "Die Feuerwehr sprach am Abend von neun Verletzten.": ("neun Verletzten", "asserts"),
    "Die Kammer bezifferte den Schaden auf vier Millionen Euro.": ("den Schaden auf vier Millionen Euro", "asserts"),
    "Jan Ott bezifferte das auf vier Millionen Euro.": ("das auf vier Millionen Euro", "asserts"),
    "Die Polizei schätzt die Zahl der Gäste auf 700.": ("die Zahl der Gäste auf 700", "speculates"),
    "Anna Berg begründete das mit fehlendem Personal.": ("das mit fehlendem Personal", "asserts"),
    "Jan Ott sagte, er trete ab.": ("er trete ab", "asserts"),
    # the infinitive is the object's
    "Die Richterin wies die Bitte zurück, den Prozess zu verschieben.": ("die Bitte", "denies"),
}


@pytest.mark.parametrize(("text", "expected"), TOLD.items())
def test_what_a_verb_tells(text: str, expected: tuple[str, str], statements_in: StatementsIn, words: WordsAt) -> None:
    (found,) = statements_in(text)
    assert (words(text, found.quote), found.stance) == expected


CALLED_FALSE = {
    "Gerüchte, der Zoo schließe, nannte er „falsch“.": "Gerüchte, der Zoo schließe / „falsch“",
    "Vorwürfe, die Firma habe Löhne gedrückt, nannte Chefin Lena Holm „frei erfunden“.": (
        "Vorwürfe, die Firma habe Löhne gedrückt / „frei erfunden“"
    ),
    "Den Vorwurf, er habe Spenden behalten, bezeichnete Ott als haltlos.": (
        "Den Vorwurf, er habe Spenden behalten / als haltlos"
    ),
    "Dass die Mole bröckele, nannte die Dezernentin „Unsinn“.": "Dass die Mole bröckele / „Unsinn“",
    "Berichte, wonach der Zoo schließt, bezeichnete die Direktorin als falsch.": (
        "Berichte, wonach der Zoo schließt / als falsch"
    ),
    "Die Behauptung, der Zoo schließe, wies die Direktorin zurück.": "Die Behauptung, der Zoo schließe",
}


@pytest.mark.parametrize(("text", "quote"), CALLED_FALSE.items())
def test_a_noun_of_saying_with_its_clause_can_be_called_false(
    text: str, quote: str, statements_in: StatementsIn, words: WordsAt
) -> None:
    told = [s for s in statements_in(text) if s.mode != "direct"]
    # the clause of the noun may be a statement of its own, inside the denial
    (found,) = [s for s in told if s.stance == "denies"]
    assert (words(text, found.quote), found.mode) == (quote, "reported")
    assert found.speaker
    assert all(s.parent == found.id for s in told if s is not found)


NOT_CALLED_FALSE = [
    "Der Vorwurf, er habe Spenden behalten, traf Ott.",
    "Nach den Vorwürfen, er habe Spenden behalten, nannte Ott seinen Abschied „unvermeidlich“.",
]


@pytest.mark.parametrize("text", NOT_CALLED_FALSE)
def test_a_noun_of_saying_beside_another_verb_is_not_called_false(text: str, statements_in: StatementsIn) -> None:
    assert "denies" not in [s.stance for s in statements_in(text)]


# 2 who speaks


GOES_ON = {
    "„Die Lage ist ruhig“, sagte Anna Berg. Kritik kommt von Jan Ott. Das Amt zähle nur gemeldete Fälle.": "Jan Ott",
    "„Die Lage ist ruhig“, sagte Anna Berg. Aus der Opposition kam Widerspruch. Das Amt zähle nur Meldungen.": None,
    "„Die Lage ist ruhig“, sagte Anna Berg. Jan Ott kritisierte das Verfahren. Das Amt zähle nur Meldungen.": "Jan Ott",
    "Jan Ott wies Äußerungen von Anna Berg zurück, wonach die Lage ruhig sei. Das Amt zähle nur Meldungen.": "Jan Ott",
    # her own criticism: she goes on
    "„Die Lage ist ernst“, sagte Anna Berg. Ihre Kritik kommt von Herzen. Das Amt zähle nur Meldungen.": "Anna Berg",
}


@pytest.mark.parametrize(("text", "speaker"), GOES_ON.items())
def test_a_subjunctive_goes_on_with_whoever_spoke_last(
    text: str, speaker: str | None, statements_in: StatementsIn
) -> None:
    last = statements_in(text)[-1]
    assert (last.mode, last.speaker_name) == ("free_indirect", speaker)


TWO_NOUNS = {
    "Gestern verlangte die Polizei Akten von der Stadt.": ("die Polizei", "Akten von der Stadt"),
    "Zudem forderte die Gewerkschaft Lohnerhöhungen.": ("die Gewerkschaft", "Lohnerhöhungen"),
    "Am Abend bestätigte die Polizei Festnahmen.": ("die Polizei", "Festnahmen"),
}


@pytest.mark.parametrize(("text", "expected"), TWO_NOUNS.items())
def test_two_nouns_in_a_row_are_subject_and_object(
    text: str, expected: tuple[str, str], statements_in: StatementsIn, words: WordsAt
) -> None:
    (found,) = statements_in(text)
    assert (words(text, found.speaker), words(text, found.quote)) == expected


MADE_BY = {
    "Laut einer Zählung der Nachrichtenagentur Nordpress starben zwölf Menschen.": "Nordpress",
    "In Harltal starben laut einer Zählung der Agentur Nordpress zwölf Menschen.": "Nordpress",
    "Einer Studie der Universität Harltal zufolge sinkt der Pegel.": "Universität Harltal",
    "Laut dem Jahresbericht von Amnesty International nahm die Zahl zu.": "Amnesty International",
    # two bodies, one of them not known by name
    "Laut einer Studie der Universität Harltal und des Instituts für Deiche sinkt der Pegel.": None,
    # no count: who is listed does not say it
    "Laut einer Aufzählung der Stadt Leipzig und der Nachrichtenagentur Nordpress fehlen Züge.": None,
    # no document: whose it is does not say it
    "Laut dem Vertrag der Stadt Leipzig endet der Bau im Mai.": None,
    "Laut einem Brief an die Universität Harltal fehlt Geld.": None,
}


@pytest.mark.parametrize(("text", "speaker"), MADE_BY.items())
def test_a_document_says_what_the_body_says_that_made_it(
    text: str, speaker: str | None, statements_in: StatementsIn
) -> None:
    (found,) = statements_in(text)
    assert (found.mode, found.speaker_name) == ("attributed", speaker)


def test_what_is_counted_is_no_part_of_who_counts(statements_in: StatementsIn, words: WordsAt) -> None:
    text = "Am Sonntag liefen nach Zählung der Veranstalter 2.000 Leute vom Hafen zum Rathaus."
    (found,) = statements_in(text)
    assert words(text, found.speaker) == "der Veranstalter"


# 3 what a statement does


STANCES = {
    "Der Minister verteidigte sich: „Wir haben nichts versäumt.“": "asserts",
    "Jan Ott verteidigte sich, er habe von der Sache gewusst.": "asserts",
    "Die Bürgermeisterin wünschte den Kindern viel Erfolg.": "other",
    "Anna Berg wünschte sich mehr Geld für die Schulen.": "demands",
    "Die Gewerkschaft wünscht sich, dass die Stadt schneller baut.": "demands",
    "„Ich wünsche allen ein frohes Fest“, sagte Pfarrer Jan Ott.": "asserts",
    "„Ich wünsche mir mehr Geld für die Schulen“, sagte Anna Berg.": "demands",
    "„Danke an alle“, sagte Trainerin Lena Holm.": "praises",
    "„Vielen Dank an die Helfer“, sagte Landrätin Petra Voss.": "praises",
    "„Ein großes Dankeschön an die Fans“, sagte Trainerin Lena Holm.": "praises",
    "„Dank der Helfer steht die Brücke noch“, sagte Landrätin Petra Voss.": "asserts",
    "Jan Ott sagte, das Gesetz sei ein Skandal.": "criticises",
    "Jan Ott sagte, das Gesetz sei, wie Gegner es nennen, ein Skandal.": "asserts",
}


@pytest.mark.parametrize(("text", "stance"), STANCES.items())
def test_what_a_statement_does(text: str, stance: str, statements_in: StatementsIn) -> None:
    (found,) = statements_in(text)
    assert found.stance == stance


# 4 how far the words said reach


WHOLE = {
    "Wenn die Stadt nicht zahle, werde der Verein klagen, sagte Jan Ott.": (
        "Wenn die Stadt nicht zahle, werde der Verein klagen"
    ),
    "Wenn die Stadt nicht zahle, sagte Jan Ott, werde der Verein klagen.": (
        "Wenn die Stadt nicht zahle / werde der Verein klagen"
    ),
    "Falls es weiter regnet, warnte die Landrätin, drohe eine Flut.": "Falls es weiter regnet / drohe eine Flut",
    "Sollte der Damm brechen, sagte Petra Voss, müsse man das Tal räumen.": (
        "Sollte der Damm brechen / müsse man das Tal räumen"
    ),
    "Der Hafen bleibt, wie die Harltaler Zeitung berichtet, bis Mai zu.": "Der Hafen bleibt / bis Mai zu",
}


@pytest.mark.parametrize(("text", "quote"), WHOLE.items())
def test_a_condition_is_said_and_a_reporting_phrase_is_not(
    text: str, quote: str, statements_in: StatementsIn, words: WordsAt
) -> None:
    (found,) = statements_in(text)
    assert words(text, found.quote) == quote


EMERGES = {
    "Aus einer Studie der Universität Harltal geht hervor, dass der Pegel sinkt.": (
        "dass der Pegel sinkt",
        "Universität Harltal",
    ),
    "Aus den Akten ging hervor, dass der Deich nie geprüft wurde.": ("dass der Deich nie geprüft wurde", None),
}


@pytest.mark.parametrize(("text", "expected"), EMERGES.items())
def test_what_emerges_from_a_document_is_said_by_it(
    text: str, expected: tuple[str, str | None], statements_in: StatementsIn, words: WordsAt
) -> None:
    (found,) = statements_in(text)
    assert (found.mode, words(text, found.quote), found.speaker_name) == ("attributed", *expected)


VIEWS = {
    "Die Stadt sieht keinen Anlass, den Vertrag zu ändern.": ("indirect", "Die Stadt"),
    "Die Stadt sieht nach den Worten eines Sprechers keinen Anlass, den Vertrag zu ändern.": (
        "attributed",
        "eines Sprechers",
    ),
}


@pytest.mark.parametrize(("text", "expected"), VIEWS.items())
def test_a_view_is_told_by_whoever_is_named_as_its_source(
    text: str, expected: tuple[str, str], statements_in: StatementsIn, words: WordsAt
) -> None:
    (found,) = statements_in(text)
    assert (found.mode, words(text, found.speaker)) == expected


NOTHING_SAID = [
    "Auf den Bildern wurde sichtbar, dass der Turm schief steht.",
    "In der Debatte wurde klar, dass die Mehrheit wackelt.",
    "Der Ausschuss gab zwei Milliarden Euro für die Deiche frei.",
    "Die Reform ist ein „Raubzug“, wie Jan Ott es nennt.",
    "Aus dem Streit geht der Verein gestärkt hervor.",
]


@pytest.mark.parametrize("text", NOTHING_SAID)
def test_perception_and_action_are_no_statements(text: str, read: Read) -> None:
    assert read(text) == []
