"""A little grammar of happenings: sentences by construction, each with the events expected."""

from __future__ import annotations

import pytest

from quellenlage.annotate.entities.find import find_entities
from quellenlage.annotate.events.find import find_events
from quellenlage.annotate.events.frames import frames_of
from quellenlage.annotate.statements.find import find_statements
from quellenlage.annotate.times.find import find_times
from quellenlage.domain.annotations import Event
from quellenlage.domain.article import Article, Published
from quellenlage.german.lexicon import load_table
from quellenlage.german.tokens import parse
from quellenlage.read.furniture import lay_out

DAY = "2025-03-12"
"""A Wednesday."""


def events_in(text: str) -> tuple[Event, ...]:
    layout = lay_out(text)
    doc = parse(text, layout.blocks)
    article = Article(id="a", text=text, input="-", published=Published(DAY, DAY, "given"))
    entities = find_entities(article, doc, layout)
    times = find_times(article, doc, layout)
    return find_events(article, doc, layout, entities, times, find_statements(article, doc, layout, entities))


def read(text: str) -> list[tuple[str, str, str, str]]:
    """Type, trigger, agents and patients of each event."""
    return [
        (
            e.type,
            e.trigger.of(text),
            ", ".join(p.name for p in e.agents),
            ", ".join(p.name for p in e.patients),
        )
        for e in events_in(text)
    ]


def sure(text: str) -> list[tuple[str, str, str]]:
    """Trigger, modality and polarity of each event."""
    return [(e.trigger.of(text), e.modality, e.polarity) for e in events_in(text)]


ACTIVE = {
    "Der Präsident Litauens traf am Montag Anna Berg.": [("CONSULT", "traf", "Präsident Litauens", "Anna Berg")],
    "Litauen griff im Winter Lettland an.": [("ASSAULT", "griff", "Litauen", "Lettland")],
    "Die Polizei nahm drei Männer fest.": [("COERCE", "nahm", "Polizei", "drei Männer")],
    "Tausende Menschen demonstrierten gegen die Regierung.": [
        ("PROTEST", "demonstrierten", "Tausende Menschen", "Regierung")
    ],
    "Norwegen liefert der Ukraine Panzer.": [("AID", "liefert", "Norwegen", "Ukraine")],
    "Norwegen liefert Munition an die Ukraine.": [("AID", "liefert", "Norwegen", "Ukraine")],
    "Der Landrat beschuldigte den Betreiber.": [("ACCUSE", "beschuldigte", "Landrat", "Betreiber")],
    "Spanien verhängte Sanktionen gegen Belarus.": [("SANCTION", "verhängte", "Spanien", "Belarus")],
    "Das Werk in Bonn explodierte.": [("OTHER", "explodierte", "", "Werk")],
    "Die Gewerkschaft lobte den Minister.": [("SUPPORT", "lobte", "Gewerkschaft", "Minister")],
    "Finnland stationiert Soldaten an der Grenze.": [("MOBILIZE", "stationiert", "Finnland", "")],
    "Der Konzern verkauft die Fabrik in Ulm.": [("OTHER", "verkauft", "Konzern", "Fabrik")],
    "Die Rebellen entführten zwei Ärzte.": [("ASSAULT", "entführten", "Rebellen", "zwei Ärzte")],
    "Der Kreistag beschloss am Montag den Haushalt.": [("OTHER", "beschloss", "Kreistag", "")],
}


@pytest.mark.parametrize(("text", "expected"), ACTIVE.items())
def test_active_verbs(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert read(text) == expected


PASSIVE = {
    "Der Mann wurde von der Polizei festgenommen.": [("COERCE", "festgenommen", "Polizei", "Mann")],
    "Lettland wurde im Winter von Litauen angegriffen.": [("ASSAULT", "angegriffen", "Litauen", "Lettland")],
    "Drei Dörfer wurden durch Rebellen überfallen.": [("ASSAULT", "überfallen", "Rebellen", "Drei Dörfer")],
    # nobody is named
    "Bei dem Unfall wurden zwölf Menschen verletzt.": [
        ("OTHER", "Unfall", "", ""),
        ("OTHER", "verletzt", "", "zwölf Menschen"),
    ],
    "Die Werkleiterin ist seit Freitag beurlaubt.": [("OTHER", "beurlaubt", "", "Werkleiterin")],
    "Man hat den Sänger verhaftet.": [("COERCE", "verhaftet", "", "Sänger")],
    # sein makes the perfect of verbs without an object
    "In Bonn ist ein Kessel explodiert.": [("OTHER", "explodiert", "", "Kessel")],
    "Der Minister ist zurückgetreten.": [("OTHER", "zurückgetreten", "Minister", "")],
    "Die Straße ist seit dem Morgen gesperrt.": [("OTHER", "gesperrt", "", "Straße")],
}


@pytest.mark.parametrize(("text", "expected"), PASSIVE.items())
def test_passives_and_perfects(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert read(text) == expected


SEPARABLE = {
    "Der Vorstand nimmt seine Prognose zurück.": [("OTHER", "nimmt", "Vorstand", "")],
    "Die Firma wies den Vorwurf am Abend zurück.": [("REJECT", "wies", "Firma", "")],
    "Die Ministerin räumte Fehler ein.": [("CONCEDE", "räumte", "Ministerin", "")],
    "Weil Estland seine Truppen abzieht, jubeln viele.": [("RETREAT", "abzieht", "Estland", "")],
    "Die Firma hat den Vorwurf zurückgewiesen.": [("REJECT", "zurückgewiesen", "Firma", "")],
    "Die Aktie bricht um neun Prozent ein.": [("OTHER", "bricht", "", "Aktie")],
}


@pytest.mark.parametrize(("text", "expected"), SEPARABLE.items())
def test_separable_verbs(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert read(text) == expected


PHRASES = {
    "Bei dem Brand kam ein Arbeiter ums Leben.": [("OTHER", "Brand", "", ""), ("OTHER", "kam", "", "Arbeiter")],
    "Am Samstag gingen Tausende auf die Straße.": [("PROTEST", "gingen", "Tausende", "")],
    "Das Gesetz tritt im Mai in Kraft.": [("OTHER", "tritt", "", "Gesetz")],
    "Der Verband macht die Stadt verantwortlich.": [("ACCUSE", "macht", "Verband", "Stadt")],
    "Der Sprecher nannte den Bericht frei erfunden.": [("REJECT", "nannte", "Sprecher", "")],
    "Die Firma Holm meldet Insolvenz an.": [("OTHER", "meldet", "Holm", "")],
    # the same verb without these words is no event
    "Der Zug kam um neun Uhr.": [],
    "Er nannte den Bericht lesenswert.": [],
    "Im Herbst gab es einen runden Tisch.": [("CONSULT", "Tisch", "", "")],
    "Im Herbst gab es einen Basteltisch.": [],
}


@pytest.mark.parametrize(("text", "expected"), PHRASES.items())
def test_verbs_of_several_words(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert read(text) == expected


CONDITIONS = {
    # what decides is what the verb goes with
    "Die Richterin traf eine kluge Wahl.": [],
    "Das Urteil traf viele ins Herz.": [],
    "Der Betrieb stellte die Produktion ein.": [("OTHER", "stellte", "Betrieb", "")],
    "Der Betrieb stellte zwei Lehrlinge ein.": [],
    "Das Landgericht verhandelt am Montag über die Klage.": [("OTHER", "verhandelt", "Landgericht", "")],
    "Kanada und Mexiko verhandeln über Zölle.": [("CONSULT", "verhandeln", "Kanada, Mexiko", "")],
    "Das Gericht verurteilte den Fahrer zu einer Geldstrafe.": [("OTHER", "verurteilte", "Gericht", "Fahrer")],
    "Schweden verurteilte den Angriff.": [
        ("ACCUSE", "verurteilte", "Schweden", "Angriff"),
        ("ASSAULT", "Angriff", "", ""),
    ],
    "Dem Fahrer drohen zwei Jahre Haft.": [],
    "Iran droht mit einem Angriff.": [("THREATEN", "droht", "Iran", "")],
    "Das Eis schmilzt, die Preise für Erdgas steigen.": [("OTHER", "steigen", "", "Preise")],
    "Die Sonne steigt höher.": [],
}


@pytest.mark.parametrize(("text", "expected"), CONDITIONS.items())
def test_what_a_verb_goes_with_decides(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert read(text) == expected


NOUNS = {
    # genitives, von, durch
    "Der Besuch von Anna Berg in Riga begann am Montag.": [("CONSULT", "Besuch", "Anna Berg", "Riga")],
    "Bergs Rücktritt kam am Montag.": [("OTHER", "Rücktritt", "Berg", "")],
    "Der Rücktritt der Ministerin überraschte viele.": [("OTHER", "Rücktritt", "Ministerin", "")],
    "Die Festnahme des Sängers durch die Polizei sorgt für Ärger.": [("COERCE", "Festnahme", "Polizei", "Sänger")],
    "Nach dem Tod der Sängerin trauert die Stadt.": [("OTHER", "Tod", "", "Sängerin")],
    "Die Schließung der Klinik trifft viele.": [("OTHER", "Schließung", "", "Klinik")],
    # mit and zwischen
    "Das Treffen zwischen Polen und Ungarn dauerte lange.": [("CONSULT", "Treffen", "Polen, Ungarn", "")],
    "Polens Gespräche mit Ungarn dauern an.": [("CONSULT", "Gespräche", "Polen, Ungarn", "")],
    # auf, gegen, an
    "Der Angriff Litauens auf Lettland begann im Winter.": [("ASSAULT", "Angriff", "Litauen", "Lettland")],
    "Die Sanktionen der EU gegen Belarus wirken.": [("SANCTION", "Sanktionen", "Europäische Union", "Belarus")],
    "Die Kritik des Verbands an der Stadt war laut.": [("ACCUSE", "Kritik", "Verband", "Stadt")],
    # adjectives of states, names in compounds
    "Norwegische Waffenlieferungen an die Ukraine gehen weiter.": [("AID", "Waffenlieferungen", "Norwegen", "Ukraine")],
    "Die US-Sanktionen gegen Iran gelten noch.": [("SANCTION", "US-Sanktionen", "Vereinigte Staaten", "Iran")],
    # the last part of a compound counts
    "Nach der Gasexplosion in Kiel suchen Helfer nach Opfern.": [("OTHER", "Gasexplosion", "", "")],
    # a prefix makes another word
    "Die Auswahl in Kiel ist groß.": [],
    "Der Nachruf auf Anna Berg war lang.": [],
}


@pytest.mark.parametrize(("text", "expected"), NOUNS.items())
def test_nouns_with_their_arguments(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert read(text) == expected


CARRIED = {
    "Der Verband übte Kritik an der Stadt.": [("ACCUSE", "Kritik", "Verband", "Stadt")],
    "Die Staatsanwaltschaft erhob Anklage gegen den Fahrer.": [("ACCUSE", "Anklage", "Staatsanwaltschaft", "Fahrer")],
    "Estland führt Gespräche mit Finnland.": [("CONSULT", "Gespräche", "Estland, Finnland", "")],
    "In Kiel kam es zu einer Schießerei.": [("ASSAULT", "Schießerei", "", "")],
    "Am Sonntag fanden in Peru Wahlen statt.": [("OTHER", "Wahlen", "", "")],
    "Der Minister kündigte den Rücktritt von seinem Amt an.": [("OTHER", "Rücktritt", "Minister", "")],
    "Der Minister kündigte seinen Rücktritt an.": [("OTHER", "Rücktritt", "Minister", "")],
    # the noun repeats what the verb says
    "Die Landrätin rief die Bürger zu einer Versammlung zusammen.": [("CONSULT", "rief", "Landrätin", "Bürger")],
}


@pytest.mark.parametrize(("text", "expected"), CARRIED.items())
def test_nouns_that_a_verb_carries(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert read(text) == expected


CHAINS = {
    # several in one sentence
    "Die Polizei stürmte das Haus und nahm zwei Männer fest.": [
        ("ASSAULT", "stürmte", "Polizei", "Haus"),
        ("COERCE", "nahm", "Polizei", "zwei Männer"),
    ],
    "Dänemark und Island kritisierten Norwegen.": [("ACCUSE", "kritisierten", "Dänemark, Island", "Norwegen")],
    # who acts in an infinitive
    "Estland wirft Lettland vor, Soldaten entführt zu haben.": [
        ("ACCUSE", "wirft", "Estland", "Lettland"),
        ("ASSAULT", "entführt", "Lettland", "Soldaten"),
    ],
    "Der Konzern plant, das Werk zu schließen.": [("OTHER", "schließen", "Konzern", "Werk")],
    "Der Verband forderte die Stadt auf, die Halle zu schließen.": [
        ("REQUEST", "forderte", "Verband", "Stadt"),
        ("OTHER", "schließen", "Stadt", "Halle"),
    ],
    "Die Ministerin ließ drei Aktivisten verhaften.": [("COERCE", "verhaften", "Ministerin", "drei Aktivisten")],
    # relative pronouns
    "Der Mann, der zwei Läden überfallen hatte, schweigt.": [("ASSAULT", "überfallen", "Mann", "zwei Läden")],
    "Die Frau, die von Rebellen entführt wurde, ist frei.": [("ASSAULT", "entführt", "Rebellen", "Frau")],
}


@pytest.mark.parametrize(("text", "expected"), CHAINS.items())
def test_joined_and_controlled_verbs(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert read(text) == expected


MODALITIES = {
    "Die Polizei nahm den Fahrer fest.": ("factual", "positive"),
    # reported
    "Nach Angaben der Polizei wurde der Fahrer festgenommen.": ("reported", "positive"),
    "Die Sprecherin sagte, der Fahrer sei festgenommen worden.": ("reported", "positive"),
    # alleged
    "Der Fahrer soll zwei Kinder entführt haben.": ("alleged", "positive"),
    "Der Fahrer hat angeblich zwei Kinder entführt.": ("alleged", "positive"),
    "Die mutmaßliche Entführung der Kinder beschäftigt Kiel.": ("alleged", "positive"),
    # planned
    "Der Konzern wird das Werk schließen.": ("planned", "positive"),
    "Der Konzern will das Werk schließen.": ("planned", "positive"),
    "Das Werk soll im Mai geschlossen werden.": ("planned", "positive"),
    "Der Konzern plant, das Werk zu schließen.": ("planned", "positive"),
    "Die geplante Schließung des Werks ärgert viele.": ("planned", "positive"),
    "Der Konzern plant die Schließung des Werks.": ("planned", "positive"),
    "Der Aufsichtsrat tagt am Freitag.": ("planned", "positive"),
    "Der Konzern will die Halle bauen und das Werk schließen.": ("planned", "positive"),
    # denied
    "Der Konzern bestreitet, das Werk zu schließen.": ("denied", "positive"),
    # hypothetical
    "Wenn der Konzern das Werk schließt, verliert die Stadt viel Geld.": ("hypothetical", "positive"),
    "Der Konzern könnte das Werk schließen.": ("hypothetical", "positive"),
    "Sollte der Konzern das Werk schließen, wird es still.": ("hypothetical", "positive"),
    # what does not happen
    "Der Konzern schloss das Werk nicht.": ("factual", "negative"),
    "Der Einsatz verhinderte einen Angriff auf Kiel.": ("factual", "negative"),
}


@pytest.mark.parametrize(("text", "expected"), MODALITIES.items())
def test_how_sure_it_is(text: str, expected: tuple[str, str]) -> None:
    found = {(e.modality, e.polarity) for e in events_in(text) if e.type not in ("REJECT", "REQUEST")}
    assert found == {expected}


NONE = [
    # habits and what is meant in general
    "Jedes Jahr sterben tausend Menschen auf den Straßen.",
    "Alle Demonstrationen sind erlaubt.",
    "Wer andere beschuldigt, braucht Belege.",
    # moves that nobody makes
    "Der Minister bestritt das nicht.",
    # saying is a statement, no event
    "Der Minister sagte, es werde kalt.",
    "Die Ministerin teilte mit, das Wetter bleibe schön.",
    # figures of speech
    "Die Fragen rollten wie eine Lawine auf sie zu.",
    "Die Kostenexplosion macht allen Sorgen.",
    # a noun that tells nothing of its own
    "Über Sanktionen wird viel geredet.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_event(text: str) -> None:
    assert events_in(text) == ()


ONE_HAPPENING = {
    "Anna Berg traf in Riga den Präsidenten Jan Ott. Das Treffen dauerte zwei Stunden.": ["traf"],
    "In Kiel ist ein Tank explodiert. Nach der Explosion brach Panik aus.": ["explodiert", "brach"],
    "Litauen griff Lettland an. Der Angriff Litauens auf Lettland dauerte Tage.": ["griff"],
    # other people, other places, other days
    "Berg starb in Kiel. Ott starb in Bonn.": ["starb", "starb"],
    "Die Frau kritisierte Berg. Später kritisierte die Frau auch Ott.": ["kritisierte", "kritisierte"],
    "Der Gipfel in Riga war kurz. Der Gipfel in Oslo war lang.": ["Gipfel", "Gipfel"],
}


@pytest.mark.parametrize(("text", "expected"), ONE_HAPPENING.items())
def test_mentions_of_one_happening_are_one_event(text: str, expected: list[str]) -> None:
    assert [e.trigger.of(text) for e in events_in(text)] == expected


WHERE_AND_WHEN = {
    "Am Montag explodierte in Kiel ein Tank.": ("Kiel", "2025-03-10"),
    "Anna Berg besuchte im Mai 2019 Estland.": (None, "2019-05"),
    "Bei einem Brand in einem Hotel in Riga starben zwei Gäste.": ("Riga", None),
    "Das Treffen von Berg und Ott am 3. März fand in Oslo statt.": ("Oslo", "2025-03-03"),
    "Der Rat der Stadt Kiel kritisierte den Bund.": (None, None),
    "Estland lieferte Panzer an Lettland.": (None, None),
    "Derzeit streiken die Lehrer in Polen.": ("Polen", None),
}


@pytest.mark.parametrize(("text", "expected"), WHERE_AND_WHEN.items())
def test_place_and_date(text: str, expected: tuple[str | None, str | None]) -> None:
    event = events_in(text)[0]
    assert (event.place.name if event.place else None, event.date) == expected
    assert (event.date is None) == (event.date_span is None)


def test_page_matter_is_flagged() -> None:
    text = (
        "Startseite\n\nDie Polizei nahm am Montag in Kiel drei Männer fest. Ein Richter erließ am Abend Haftbefehl.\n\n"
        "Lesen Sie auch: Minister tritt zurück\n"
    )
    assert {(e.trigger.of(text), e.in_furniture) for e in events_in(text)} >= {("nahm", False), ("tritt", True)}


def test_evidence_holds_trigger_participants_and_date() -> None:
    text = "Es war kalt. Am Montag griff Litauen, wie es heißt, Lettland an."
    event = next(e for e in events_in(text) if e.type == "ASSAULT")
    assert event.date_span is not None
    for span in (event.trigger, event.date_span, *(p.span for p in (*event.agents, *event.patients))):
        assert event.evidence.contains(span)


def test_the_table_of_frames_is_sound() -> None:
    rows = load_table("event_frames")
    known = {row["class"] for row in load_table("event_classes")} | {"actor", "person", "name", "place", "number"}
    assert len([r for r in rows if r["type"] != "NONE"]) >= 400
    assert {r["pos"] for r in rows} <= {"VERB", "NOUN", "ADJ"}
    asked = {
        v.removeprefix("@")
        for r in rows
        for v in r["needs"].replace("=", "|").replace(" ", "|").split("|")
        if v[:1] == "@"
    }
    assert asked <= known
    assert all(r["kind"] or r["type"] == "NONE" for r in rows)


def test_frames_are_found_by_lemma() -> None:
    doc = parse("Am Abend nahm der Vorstand die Prognose zurück.", ())
    assert {f.lemma for t in doc for f in frames_of(t)} == {"zurücknehmen"}
