"""What a speaker does with what is said, and how sure it is: sentences by what tells it."""

from __future__ import annotations

import pytest

from quellenlage.annotate.entities.find import find_entities
from quellenlage.annotate.statements.cues import cue_of
from quellenlage.annotate.statements.find import find_statements
from quellenlage.annotate.statements.stance import of_cue
from quellenlage.domain.annotations import Statement
from quellenlage.domain.article import Article
from quellenlage.german.tokens import parse
from quellenlage.read.furniture import lay_out


def first_statement(text: str) -> Statement:
    layout = lay_out(text)
    doc = parse(text, layout.blocks)
    article = Article(id="a", text=text, input="-")
    return find_statements(article, doc, layout, find_entities(article, doc, layout))[0]


BY_CUE = [
    # lemma, with nicht, expected stance, polarity, certainty
    ("sagen", False, "asserts", "positive", "certain"),
    ("behaupten", False, "asserts", "positive", "possible"),
    ("bestreiten", False, "denies", "negative", "certain"),
    ("bestreiten", True, "other", "positive", "certain"),
    ("zurückweisen", False, "denies", "negative", "certain"),
    ("zurückweisen", True, "other", "positive", "certain"),
    ("ausschließen", False, "denies", "negative", "certain"),
    ("ausschließen", True, "speculates", "positive", "possible"),
    ("glauben", False, "asserts", "positive", "probable"),
    ("glauben", True, "denies", "negative", "probable"),
    ("rechnen", True, "speculates", "negative", "probable"),
    ("bestätigen", True, "other", "negative", "unknown"),
    ("bezweifeln", False, "criticises", "positive", "possible"),
    ("bezweifeln", True, "asserts", "positive", "certain"),
    ("zustimmen", False, "praises", "positive", "certain"),
    ("zustimmen", True, "denies", "negative", "certain"),
    ("begrüßen", True, "criticises", "negative", "certain"),
    ("drohen", False, "warns", "positive", "certain"),
    ("geloben", False, "promises", "positive", "certain"),
    ("munkeln", False, "speculates", "positive", "possible"),
    ("verlangen", True, "other", "negative", "certain"),
]


@pytest.mark.parametrize(("lemma", "negated", "stance", "polarity", "certainty"), BY_CUE)
def test_the_entry_of_the_cue(lemma: str, negated: bool, stance: str, polarity: str, certainty: str) -> None:
    cue = cue_of(lemma)
    assert cue is not None
    assert of_cue(cue, negated, "reported") == (stance, polarity, certainty)


DENIALS = [
    "Die Reederei teilte mit, es habe zu keiner Zeit ein Leck gegeben.",
    "„Wir haben niemals Müll in den Fluss gekippt“, sagte Werksleiter Jan Ott.",
    "Ott sagte, der Bericht sei frei erfunden.",
    "Ott sagte, das sei nicht wahr.",
    "„Das stimmt nicht“, sagte Anna Berg.",
    "Die Sprecherin erklärte, der Vorwurf sei haltlos.",
    "Die Sprecherin erklärte, die Behauptung treffe nicht zu.",
    "Anna Berg nannte die Meldung eine Lüge.",
    "„Diese Zahlen glaubt im Dorf niemand“, sagte der Pfarrer.",
    "Weder gebe es einen Vertrag noch einen Käufer, sagte die Sprecherin.",
]


@pytest.mark.parametrize("text", DENIALS)
def test_a_neutral_verb_and_words_that_deny(text: str) -> None:
    assert first_statement(text).stance == "denies"


NO_DENIALS = [
    "Anna Berg sagte, sie habe noch nie so viel Schnee gesehen.",
    "Anna Berg sagte, der Weg sei nicht gesperrt.",
    "Anna Berg sagte, so etwas dürfe nie wieder passieren.",
    "Anna Berg sagte, die Entscheidung sei falsch.",
    "„Der Zug hält hier nicht“, sagte der Schaffner.",
]


@pytest.mark.parametrize("text", NO_DENIALS)
def test_not_every_negation_denies(text: str) -> None:
    assert first_statement(text).stance != "denies"


DEMANDS = [
    "Die Regierung müsse den Deich endlich erhöhen, sagte Petra Voss.",
    "„Man muss den Hafen jetzt ausbauen“, sagte Petra Voss.",
    "Das Abkommen müsse neu verhandelt werden, sagte die Botschafterin.",
    "„Das Land sollte die Schulen besser ausstatten“, sagte eine Lehrerin.",
    "Nötig sei ein Konzept für das ganze Tal, sagte Petra Voss.",
    "„Wir brauchen mehr Busse am Abend“, sagte eine Anwohnerin.",
    "„Das darf nicht so bleiben“, sagte der Pfarrer.",
    "Laut Bürgermeisterin Petra Voss ist ein zweiter Steg dringend erforderlich.",
    "„Wir fordern einen neuen Spielplatz“, sagte eine Mutter.",
]


@pytest.mark.parametrize("text", DEMANDS)
def test_a_neutral_verb_and_words_that_demand(text: str) -> None:
    assert first_statement(text).stance == "demands"


NO_DEMANDS = [
    "Die Patienten müssten nun weiter fahren, sagte die Ärztin.",
    "„Ich musste drei Stunden warten“, sagte ein Fahrgast.",
    "Die Fähre brauche für die Strecke zwei Stunden, sagte der Kapitän.",
    "Ein neuer Steg sei nicht nötig, sagte Petra Voss.",
]


@pytest.mark.parametrize("text", NO_DEMANDS)
def test_not_every_need_is_a_demand(text: str) -> None:
    assert first_statement(text).stance == "asserts"


OTHERS = [
    # a guess
    ("Petra Voss sagte, der Umbau dürfte teuer werden.", "speculates", "probable"),
    ("Petra Voss sagte, das Wetter werde wohl umschlagen.", "speculates", "probable"),
    ("Der Anbau könnte laut Petra Voss im Mai fertig werden.", "speculates", "possible"),
    ("Das Feuer müsse im Keller ausgebrochen sein, sagte der Brandmeister.", "speculates", "probable"),
    ("Nach Einschätzung der Bauern wird die Ernte gut.", "speculates", "probable"),
    ("Gerüchten zufolge zieht der Konzern um.", "speculates", "possible"),
    ("Petra Voss sagte, sie rechne mit einer knappen Wahl.", "speculates", "probable"),
    # a promise
    ("Petra Voss sagte, sie werde den Steg im Mai eröffnen.", "promises", "certain"),
    ("„Wir werden alle Akten vorlegen“, sagte die Staatsanwältin.", "promises", "certain"),
    ("Man sei bereit, über den Preis zu reden, sagte der Makler.", "promises", "certain"),
    # a worry
    ("Petra Voss sagte, sie befürchte weitere Erdrutsche.", "speculates", "possible"),
    ("Die Sorge wachse, dass der Hang rutsche, sagte Petra Voss.", "warns", "possible"),
    # praise and blame
    ("Petra Voss sagte, das sei ein Skandal.", "criticises", "certain"),
    ("„Die Sperrung ist unverantwortlich“, sagte ein Wirt.", "criticises", "certain"),
    ("„Der Umbau ist ein großer Erfolg“, sagte der Architekt.", "praises", "certain"),
    ("Petra Voss sagte, man bedauere die lange Sperrung.", "criticises", "certain"),
    # a question
    ("„Wer soll das alles bezahlen?“, sagte ein Wirt.", "asks", "unknown"),
    ("Petra Voss sagte, man wolle wissen, wer die Fässer vergraben habe.", "asks", "certain"),
]


@pytest.mark.parametrize(("text", "stance", "certainty"), OTHERS)
def test_the_words_said_tell_the_rest(text: str, stance: str, certainty: str) -> None:
    one = first_statement(text)
    assert (one.stance, one.certainty) == (stance, certainty)


PLAIN = [
    "Petra Voss sagte, der Steg sei seit Montag offen.",
    "Die Kinder könnten hier schwimmen lernen, sagte Petra Voss.",
    "Petra Voss sagte, ihr Bruder werde Vater.",
    "„Früher war hier ein Erfolg gefeiert worden“, sagte der Wirt.",
    "Laut Polizei wurden drei Boote gestohlen.",
]


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_plainly_told_is_asserted(text: str) -> None:
    assert first_statement(text).stance == "asserts"


STRONGER_CUES = [
    ("Petra Voss warnte, der Hang werde wohl rutschen.", "warns"),
    ("Petra Voss bestritt, dass der Steg je geprüft werden müsse.", "denies"),
    ("Die Reederei versprach, es werde nie wieder ein Leck geben.", "promises"),
    ("Petra Voss fragte, ob der Steg gesperrt werden müsse.", "asks"),
]


@pytest.mark.parametrize(("text", "stance"), STRONGER_CUES)
def test_the_cue_wins_over_the_words_said(text: str, stance: str) -> None:
    assert first_statement(text).stance == stance


HEDGES = [
    ("Petra Voss sagte, der Steg sei möglicherweise morsch.", "möglicherweise", "possible"),
    ("Petra Voss warnte, der Steg könne offenbar brechen.", "offenbar", "probable"),
    ("Petra Voss behauptete, der Steg sei wohl morsch.", "wohl", "possible"),
    ("Petra Voss sagte, der Steg sei morsch.", None, "certain"),
    ("Petra Voss sagte, der Steg, der wohl alt sei, werde gesperrt.", None, "certain"),
]


@pytest.mark.parametrize(("text", "hedge", "certainty"), HEDGES)
def test_the_word_that_weakens_is_named(text: str, hedge: str | None, certainty: str) -> None:
    one = first_statement(text)
    assert (one.hedge, one.certainty) == (hedge, certainty)


def test_the_reason_names_the_verb_and_the_word_that_told_the_stance() -> None:
    one = first_statement("Petra Voss sagte, der Bericht sei frei erfunden.")
    assert one.by.reason.endswith("sagen, erfunden")


def test_words_that_deny_stand_for_themselves_and_the_polarity_stays() -> None:
    said = first_statement("Petra Voss sagte, es habe niemals ein Angebot gegeben.")
    denied = first_statement("Petra Voss bestritt, dass es ein Angebot gab.")
    assert (said.stance, said.polarity) == ("denies", "positive")
    assert (denied.stance, denied.polarity) == ("denies", "negative")
