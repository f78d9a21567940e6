"""What a news editor asked of a dossier: counts that add up, plans that are dated, sides that are named, words that are
read one way only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from quellenlage.domain.annotations import AnnotatedArticle, Annotations, By, Label, Statement, Token
from quellenlage.domain.article import Article, Published
from quellenlage.domain.dossier import (
    CorpusPart,
    Dispute,
    Dossier,
    Figure,
    FigureValue,
    Member,
    Period,
    Root,
    Side,
    TimelineRow,
)
from quellenlage.domain.span import Evidence, Span
from quellenlage.report.compose import dossier_view
from quellenlage.report.evidence import Library
from quellenlage.report.lines import entries
from quellenlage.report.naming import named, names_of
from quellenlage.report.parts.actors import actor_view
from quellenlage.report.parts.claims import root_view
from quellenlage.report.parts.figures import uncapitalised, without_thing
from quellenlage.report.parts.latest import names_it
from quellenlage.report.parts.members import passed_on, without_parts
from quellenlage.report.translate import translator
from quellenlage.report.view import StoryView

Articles = dict[str, AnnotatedArticle]
DE = translator("de")


def shown(dossier: Dossier, articles: Articles, ui: str = "de", **parts: Any) -> StoryView:
    story = replace(dossier.stories[0], **parts)
    return dossier_view(replace(dossier, stories=(story,)), articles, translator(ui)).stories[0]


def dated(dossier: Dossier, **days: str) -> Dossier:
    """The dossier whose articles came out on these days."""
    rows = tuple(
        replace(row, published=Published(days[row.id], days[row.id], "given")) if row.id in days else row
        for row in dossier.corpus.articles
    )
    return replace(dossier, corpus=CorpusPart(rows))


def test_a_disputed_claim_of_two_sources_is_not_passed_over(dossier: Dossier, articles: Articles) -> None:
    claim = replace(dossier.stories[0].claims[0], status="disputed", sources=2, sources_at_most=2)
    lists = shown(dossier, articles, claims=(claim,), disputes=()).brief
    assert lists[0].empty == (
        "Gefunden wurde keine unbestrittene Behauptung, die sich auf zwei unabhängige Quellen stützt; "
        "1 umstrittene steht unter „Umstritten“."
    )


def test_the_header_counts_what_the_list_holds(whole_dossier: Dossier, articles: Articles) -> None:
    view = shown(whole_dossier, articles)
    listed = entries(view.statements.rows) + entries(view.statements.unsure)
    assert f"{listed} Aussagen" in view.facts


def test_other_values_stand_beside_the_latest(dossier: Dossier, articles: Articles) -> None:
    def value(article: str, low: float, owner: str, place: tuple[int, int]) -> FigureValue:
        return FigureValue(
            low=low, high=low, comparator="exact", owner=owner, article=article, evidence=(Evidence(article, *place),)
        )

    given = dated(dossier, bote="2025-02-25", kurier="2025-02-27")
    figure = Figure(
        id="f8",
        object="Pendler",
        unit=None,
        values=(value("bote", 40, "Ilse Brandt", (0, 10)), value("kurier", 120, "Landkreis", (0, 8))),
    )
    (line,) = shown(given, {}, figures=(figure,)).brief[3].lines
    assert (line.lead, line.note) == ("Pendler: 120", "andere Angaben: 40 (Ilse Brandt, 25.02.2025)")
    assert shown(given, {}, figures=(figure,)).brief[3].title == "Neueste Zahlen"


def plan(day: str, text: str, *articles: str) -> TimelineRow:
    return TimelineRow(
        id="t9",
        date=Period(day, day),
        text=text,
        event_type=None,
        modality="planned",
        articles=articles,
        evidence=tuple(Evidence(a, 0, 5) for a in articles),
    )


@pytest.mark.parametrize(
    ("day", "text", "label"),
    [
        ("2025-02-26", "Am Mittwoch soll die Fähre ablegen.", "war geplant"),
        ("2025-02-28", "Am Freitag soll die Fähre ablegen.", "geplant, Stand 25.02.2025"),
        ("2025-04", "Im April soll die Fähre ablegen.", "geplant, Stand 25.02.2025"),
        ("2025-04-02", "Ursprünglich sollte die Fähre am 2. April ablegen.", "früherer Plan"),
        ("2025-04-02", "Die ursprünglich kleinere Fähre soll am 2. April ablegen.", "geplant, Stand 25.02.2025"),
    ],
)
def test_a_plan_says_of_when_it_is(dossier: Dossier, articles: Articles, day: str, text: str, label: str) -> None:
    given = dated(dossier, bote="2025-02-25", kurier="2025-02-27")
    view = shown(given, articles, to="2025-02-27", timeline=(plan(day, text, "bote"),))
    assert view.chronicle.rows[0].lines[0].labels == (label,)


def test_the_plan_of_the_newest_article_is_a_plan(dossier: Dossier, articles: Articles) -> None:
    given = dated(dossier, bote="2025-02-25", kurier="2025-02-27")
    row = plan("2025-03-03", "Am Montag soll die Fähre ablegen.", "bote", "kurier")
    assert shown(given, articles, to="2025-02-27", timeline=(row,)).chronicle.rows[0].lines[0].labels == ("geplant",)


def test_a_day_that_nobody_knows_is_no_stretch(dossier: Dossier, articles: Articles) -> None:
    why = "counted from the days on which the article may have come out: Mittwoch"
    row = replace(plan("2024", "Am Mittwoch legte die Fähre ab.", "bote"), modality=None, reasons=(why,))
    assert shown(dossier, articles, timeline=(row,)).chronicle.rows[0].date == "2024 (genaues Datum unbekannt)"
    known = replace(row, date=Period("2024-05-08", "2024-05-08"))
    assert shown(dossier, articles, timeline=(known,)).chronicle.rows[0].date == "8. Mai 2024"


def test_a_side_is_named_by_who_takes_it_and_not_by_its_sentence(dossier: Dossier, articles: Articles) -> None:
    words = "Die Brücke über die Wumme ist seit Montag dicht."
    start = articles["bote"].article.text.index(words)
    place = Evidence("bote", start, start + len(words))
    other = Evidence("kurier", 0, 26)
    sides = (Side(position=words, evidence=(place,)), Side(position="Sperrung trifft halbe Stadt", evidence=(other,)))
    row = Dispute(id="d9", kind="date", text=words, sides=sides)
    assert [s.title for s in shown(dossier, articles, disputes=(row,)).disputes.rows[0].sides] == [
        "Ahrenfelder Bote",
        "Wummekurier",
    ]


@pytest.mark.parametrize(("speaker", "title"), [((Span(25, 27),), "Sprecher unklar"), ((), "ungenannt")])
def test_who_is_named_by_a_pronoun_is_not_unnamed(
    dossier: Dossier, articles: Articles, speaker: tuple[Span, ...], title: str
) -> None:
    text = "Die Fähre sei voll, rief er. Das stimme so nicht, hieß es an Bord."
    said = Statement(id="s", quote=(Span(0, 18),), speaker=speaker, mode="indirect", by=By(rule="cue", reason=""))
    told = AnnotatedArticle(Article(id="bote", text=text, input="bote.txt"), Annotations(statements=(said,)))
    member = Member(
        statement="s", article="bote", start=0, end=18, speaker=None, mode="indirect", stance="asserts", via=()
    )
    claim = replace(dossier.stories[0].claims[0], members=(member,), relations=())
    side = Side(position="Die Fähre sei voll", evidence=(Evidence("bote", 0, 18),))
    row = Dispute(id="d9", kind="denial", text="Die Fähre sei voll", sides=(side, side))
    view = shown(dossier, articles | {"bote": told}, claims=(claim,), disputes=(row,), figures=(), timeline=())
    assert view.disputes.rows[0].sides[0].speakers == (title,)


def test_one_word_for_somebody_tells_the_gender_of_the_others(dossier: Dossier, articles: Articles) -> None:
    text = "Der Ratsvorsitzende Jens Aden kam. Den Vorsitzenden kennt hier jeder."
    rule = By(rule="role", reason="")
    tokens = (
        Token(start=4, end=19, text="Ratsvorsitzende", morph="Case=Nom|Gender=Masc|Number=Sing"),
        Token(start=39, end=51, text="Vorsitzenden"),
    )
    labels = tuple(
        Label(start=t.start, end=t.end, referent="Jens Aden", label=t.text, voice="outlet", by=rule) for t in tokens
    )
    told = AnnotatedArticle(Article(id="bote", text=text, input="bote.txt"), Annotations(tokens=tokens, labels=labels))
    actor = replace(
        next(actor for actor in dossier.stories[0].actors if actor.type == "PER"),
        name="Jens Aden",
        aliases=(),
        roles=("Ratsvorsitzende", "Vorsitzenden", "Technische Direktor"),
        articles=("bote",),
    )
    library = Library({}, {"bote": told}, {}, DE, {})
    assert actor_view(actor, "a", library).roles == ("Ratsvorsitzender", "Vorsitzender", "Technischer Direktor")


def test_unknown_outlets_and_days_are_said_at_the_top(dossier: Dossier, articles: Articles) -> None:
    nameless = replace(
        dossier, corpus=CorpusPart(tuple(replace(row, outlet=None, published=None) for row in dossier.corpus.articles))
    )
    told = shown(nameless, {}, title="Sperrung trifft halbe Stadt")
    assert told.cautions == (
        "Der Titel stammt aus einem Artikel: Artikel 2 (Medium unbekannt), undatiert.",
        "Das Medium von 2 Artikeln ist unbekannt.",
        "Der Erscheinungstag von 2 Artikeln ist unbekannt: Was zuerst oder zuletzt kam, kann offen sein.",
    )
    assert [word for word, _meaning in told.legend] == ["unabhängig", "Dementi", "unsicher"]


def test_a_file_without_an_outlet_has_the_name_of_its_article(dossier: Dossier, articles: Articles) -> None:
    rows = tuple(replace(row, outlet=None, file=f"{row.id}.txt") for row in dossier.corpus.articles)
    reason = "same happening in another article: Mittwoch = 2023-09-01 – 2023-11-30, kurier.txt"
    told = shown(replace(dossier, corpus=CorpusPart(rows)), {}, reasons=(reason,)).reasons
    assert told == (
        "dasselbe Geschehen in einem anderen Artikel: Mittwoch = September bis November 2023, "
        "Artikel 2 (Medium unbekannt)",
    )


@pytest.mark.parametrize(
    ("said", "thing", "left"),
    [
        ("mehr als 60 Verletzten", "Verletzte", "mehr als 60"),
        ("acht Häusern", "Haus", "acht Häusern"),
        ("300 Vollzeitstellen", "Stellen", "300 Vollzeitstellen"),
        ("500 der 640 Beschäftigten", "Beschäftigte", "500 der 640"),
        ("19", "Verletzte", "19"),
    ],
)
def test_a_number_does_not_say_again_what_is_counted(said: str, thing: str, left: str) -> None:
    assert without_thing(said, thing) == left


@pytest.mark.parametrize(
    ("said", "inside"),
    [
        ("Mindestens 47", "mindestens 47"),
        ("Ein Toter", "ein Toter"),
        ("Dutzende", "Dutzende"),
        ("Millionen Euro", "Millionen Euro"),
        ("19", "19"),
    ],
)
def test_a_number_from_the_beginning_of_a_sentence(said: str, inside: str) -> None:
    assert uncapitalised(said) == inside


def test_a_compound_names_what_is_counted() -> None:
    assert names_it("acht Eisenbahnbrücken", "Brücken")
    assert not names_it("acht Tote", "Brücken")


@pytest.mark.parametrize(
    ("name", "kind", "told"),
    [
        ("Reuters", "Nachrichtenagentur", "über Reuters (Nachrichtenagentur)"),
        ("örtliche Agenturen", "Nachrichtenagentur", "über örtliche Agenturen"),
        ("Lokalmedien", "anderes Medium", "über Lokalmedien"),
        ("Deichkurier", "anderes Medium", "über Deichkurier (anderes Medium)"),
    ],
)
def test_what_the_name_says_is_not_said_again(name: str, kind: str, told: str) -> None:
    assert passed_on(name, kind, DE) == told


def test_who_speaks_together_is_listed_once() -> None:
    assert without_parts(("Lohe und Brake", "Brake", "Ilse Brandt")) == ("Lohe und Brake", "Ilse Brandt")


def test_a_name_has_one_spelling(dossier: Dossier) -> None:
    brandt = next(actor for actor in dossier.stories[0].actors if actor.name == "Ilse Brandt")
    names = names_of([replace(brandt, name="Min-seo Park", aliases=())])
    assert named("Minseo Park", names) == "Min-seo Park"
    assert named("Minsu Park", names) == "Minsu Park"


def test_english_says_the_same(dossier: Dossier, articles: Articles) -> None:
    row = plan("2025-02-26", "Am Mittwoch soll die Fähre ablegen.", "bote")
    view = shown(dated(dossier, bote="2025-02-25"), articles, ui="en", to="2025-02-27", timeline=(row,))
    assert view.chronicle.rows[0].lines[0].labels == ("was planned",)
    assert view.cautions[0] == "The title is that of one article: Ahrenfelder Bote, 25 Feb 2025."


@pytest.mark.parametrize(
    ("name", "body", "why"),
    [
        ("Berg", "Berg AG", ""),
        ("Berg Kliniken GmbH", "Berg Kliniken", ""),
        ("Ina Berg", "Berg AG", "spricht für: Berg AG"),
    ],
)
def test_nobody_speaks_for_himself(name, body, why):
    root = Root(name=name, kind="company", known=True, why=f"speaks for: {body}", evidence=())
    assert root_view(root, Library({}, {}, {}, DE, {})).why == why
