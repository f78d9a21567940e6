"""The outlet's own contestable assertions: which sentences are one, and which are not."""

from __future__ import annotations

import pytest

from quellenlage.annotate.entities.find import find_entities
from quellenlage.annotate.statements.find import find_statements
from quellenlage.annotate.statements.narration import find_narration
from quellenlage.domain.annotations import Statement
from quellenlage.domain.article import Article
from quellenlage.german.tokens import parse
from quellenlage.pipeline import annotate
from quellenlage.read.furniture import lay_out


def narrated(text: str) -> tuple[Statement, ...]:
    layout = lay_out(text)
    doc = parse(text, layout.blocks)
    article = Article(id="a", text=text, input="-")
    entities = find_entities(article, doc, layout)
    return find_narration(article, doc, layout, entities, find_statements(article, doc, layout, entities))


KINDS = {
    "reaction": [
        "Der Plan sorgt im ganzen Tal für Unmut.",
        "Die Entlassung stieß auf heftige Kritik.",
        "Das Video löste weltweit Empörung aus.",
        "Der Fund versetzt die Stadt in Alarmstimmung.",
        "Die Zahlen wecken neue Hoffnungen.",
        "Im Rathaus reagierte man gereizt.",
        "Der Fall schlägt hohe Wellen.",
    ],
    "mood": [
        "In der Partei wächst die Nervosität.",
        "Der Druck auf den Trainer steigt.",
        "Der Bürgermeister steht unter Druck.",
        "Die Koalition gerät ins Wanken.",
        "Die Stimmung im Lager ist gereizt.",
        "Das Projekt steht auf der Kippe.",
        "Der Streit spitzt sich zu.",
    ],
    "motive": [
        "Russland zielt auf eine Spaltung der Union ab.",
        "Die Partei setzt darauf, dass der Gegner Fehler macht.",
        "Der Minister spielt auf Zeit.",
    ],
    "effect": [
        "Der Vorstoß durchkreuzt die Pläne der Koalition.",
        "Das Papier belastet den Vorstand.",
        "Die Panne kommt den Verein teuer zu stehen.",
        "Der Skandal überschattet das Fest.",
    ],
    "guess": [
        "Der Umbau dürfte Jahre dauern.",
        "Das Urteil könnte das ganze Verfahren kippen.",
        "Die Preise werden vermutlich weiter steigen.",
        "Mit weiteren Ausfällen ist zu rechnen.",
        "Dem Verein droht der Abstieg.",
    ],
    "open": [
        "Unklar ist, wer den Umbau bezahlt.",
        "Offen blieb, wann die Brücke wieder befahrbar ist.",
        "Umstritten ist der Bau der neuen Schleuse.",
        "Ob der Zaun hält, bleibt abzuwarten.",
    ],
    "verdict": [
        "Der Zeitpunkt ist kein Zufall.",
        "Das Ergebnis ist eine Farce und der Zeitplan ist bedenklich.",
        "Der Rücktritt ist die Quittung für Jahre des Zauderns.",
    ],
}
PHRASES = {
    "reaction": "reaction told without a source",
    "mood": "mood told without a source",
    "motive": "motive told without a source",
    "effect": "effect told without a source",
    "guess": "guess without a source",
    "open": "open question without a source",
    "verdict": "verdict without a source",
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in KINDS.items() for text in texts])
def test_what_can_be_disputed_is_the_outlets_own(kind: str, text: str) -> None:
    (one,) = narrated(text)
    assert one.mode == "narration"
    assert one.by.reason.startswith(PHRASES[kind] + ": ")
    assert one.quote[0].of(text) == text.rstrip(".")
    assert (one.speaker, one.speaker_name, one.cue, one.via) == ((), None, (), ())


PLAIN = [
    "Die Fähre legt um acht Uhr ab.",
    "Der Rat tagt am Dienstag im Rathaus.",
    "Bei dem Unfall wurden drei Menschen verletzt.",
    "Der Preis für Milch stieg um zwei Cent.",
    "Der Pegel sinkt seit Montag.",
    "Die Sonne scheint über dem Tal.",
    "Das Museum bleibt im Winter offen.",
    "Bei Verstößen drohen Bußgelder.",
    "Der Trainer versuchte, den Ball zu stoppen.",
    "Das Gericht verhängte eine Strafe von 300 Euro.",
    "Wer könnte das gewesen sein?",
    "Könnte er fliegen, wäre er längst in Rom.",
]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_events_are_left_out(text: str) -> None:
    assert narrated(text) == ()


SOURCED = [
    "Laut Petra Voss dürfte der Umbau Jahre dauern.",
    "Petra Voss sagte, der Plan sorge für Unmut.",
    "Der Plan sorgt für Unmut, wie Petra Voss mitteilte.",
    "Nach Ansicht der Gewerkschaft wächst der Druck.",
    "„Der Druck wächst“, sagte Petra Voss.",
    "Der Druck wachse weiter.",
    "Kritiker fürchten, dass der Umbau Jahre dauern könnte.",
    "Der Druck wächst, so Petra Voss.",
    "Die Firma soll Fässer vergraben haben.",
    "Wir könnten scheitern.",
    "Die Umfragen deuten darauf hin, dass die Partei verliert.",
]


@pytest.mark.parametrize("text", SOURCED)
def test_what_has_a_source_is_never_the_outlets_own(text: str) -> None:
    assert narrated(text) == ()


def test_guesses_are_speculation_and_open_questions_are_unknown() -> None:
    assert [(s.stance, s.certainty) for s in narrated("Der Umbau dürfte Jahre dauern.")] == [("speculates", "probable")]
    assert [(s.stance, s.certainty) for s in narrated("Der Zug könnte ausfallen.")] == [("speculates", "possible")]
    assert [(s.stance, s.certainty) for s in narrated("Unklar ist, wer zahlt.")] == [("other", "unknown")]


def test_the_pipeline_keeps_them_in_text_order_and_apart_from_what_others_say() -> None:
    text = "Der Plan sorgt für Unmut. Petra Voss sagte, er sei gut. Unklar ist, wer den Umbau bezahlt."
    found = annotate(Article(id="a", text=text, input="-")).statements
    assert [s.mode for s in found] == ["narration", "indirect", "narration"]
    assert len({s.id for s in found}) == 3


def test_headlines_are_marked_as_such() -> None:
    text = "Umbau des Hafens sorgt für Empörung\n\nDer Rat tagte am Dienstag im Rathaus und beschloss den Umbau."
    assert [(s.section, s.quote[0].of(text)) for s in narrated(text)] == [
        ("title", "Umbau des Hafens sorgt für Empörung")
    ]
