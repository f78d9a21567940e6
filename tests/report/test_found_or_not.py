"""What a page may say of what it did not find, and which number it may call the newest."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Published
from quellenlage.domain.dossier import CorpusPart, Dossier, Figure, FigureValue, MemberRelation
from quellenlage.domain.span import Evidence
from quellenlage.report.compose import dossier_view
from quellenlage.report.translate import translator
from quellenlage.report.view import BriefList, StoryView

Articles = dict[str, AnnotatedArticle]


def shown(dossier: Dossier, articles: Articles, **parts: Any) -> StoryView:
    story = replace(dossier.stories[0], **parts)
    return dossier_view(replace(dossier, stories=(story,)), articles, translator("de")).stories[0]


def test_an_empty_list_says_what_was_looked_for_and_not_found(dossier: Dossier, articles: Articles) -> None:
    lists = shown(dossier, articles, claims=(), disputes=(), figures=()).brief
    assert [found.empty for found in lists] == [
        "Gefunden wurde keine Behauptung, die sich auf zwei unabhängige Quellen stützt.",
        "Gefunden wurde keine Behauptung, die sich allein auf eine genannte Quelle stützt.",
        "Gefunden wurde niemand, der dem widerspricht, was ein anderer sagt.",
        "Gefunden wurden keine Zahlen, die sich vergleichen ließen.",
    ]


def test_an_empty_list_counts_what_is_hidden(dossier: Dossier, articles: Articles) -> None:
    hidden = replace(dossier.stories[0].claims[0], sure=False)
    said = shown(dossier, articles, claims=(hidden,)).brief[0].empty
    assert said == (
        "Gefunden wurde keine Behauptung, die sich auf zwei unabhängige Quellen stützt "
        "(1 unsicherer Eintrag ist ausgeblendet)."
    )


def test_outlets_that_nobody_knows_leave_nothing_out(dossier: Dossier, articles: Articles) -> None:
    known = shown(dossier, articles, gaps=())
    assert known.gaps.empty == "Gefunden wurde keine Behauptung von Gewicht, die nur bei einigen Medien steht."
    rows = tuple(replace(row, outlet=None) for row in dossier.corpus.articles)
    nameless = replace(dossier, corpus=CorpusPart(rows))
    told = shown(nameless, articles, gaps=()).gaps.empty
    assert told == "Von 2 Artikeln ist das Medium unbekannt: Was nur bei einigen Medien steht, lässt sich nicht sagen."


def counted(dossier: Dossier, articles: Articles, *values: FigureValue, dates: tuple[str, str] = ("", "")) -> BriefList:
    rows = tuple(
        replace(row, published=Published(*dates, "inferred from the text")) if row.id == "kurier" and dates[0] else row
        for row in dossier.corpus.articles
    )
    figure = Figure(id="f9", object="Pendler", unit=None, values=values)
    return shown(replace(dossier, corpus=CorpusPart(rows)), articles, figures=(figure,)).brief[3]


def value(article: str, low: float | None, comparator: str = "exact") -> FigureValue:
    place = Evidence(article, 0, 12)
    return FigureValue(low=low, high=low, comparator=comparator, owner=None, article=article, evidence=(place,))  # type: ignore[arg-type]


@pytest.mark.parametrize(("first", "last"), [("bote", "kurier"), ("kurier", "bote")])
def test_a_vague_word_is_no_newest_figure(dossier: Dossier, articles: Articles, first: str, last: str) -> None:
    found = counted(dossier, articles, value(first, 40), value(last, None, "unspecified"))
    assert [(place.article, line.note) for line in found.lines for place in line.evidence] == [(first, "")]


def test_equal_values_are_no_others(dossier: Dossier, articles: Articles) -> None:
    found = counted(dossier, articles, value("bote", 40), value("kurier", 120), value("kurier", 40))
    assert found.lines[0].note.count("Wummekurier") == 1
    assert found.lines[0].note.startswith("andere Angaben: ") and found.lines[0].note.endswith(
        "(Reihenfolge unbekannt)"
    )


@pytest.mark.parametrize(
    ("dates", "title"),
    [
        (("2025-03-02", "2025-03-02"), "Neueste Zahlen"),
        (("2025-01", "2025-06"), "Zahlen (Reihenfolge unbekannt)"),
        (("2025-02", "2025-02"), "Zahlen (Reihenfolge unbekannt)"),
    ],
)
def test_days_that_overlap_tell_no_newest_figure(
    dossier: Dossier, articles: Articles, dates: tuple[str, str], title: str
) -> None:
    assert counted(dossier, articles, value("bote", 40), value("kurier", 120), dates=dates).title == title


def test_one_value_needs_no_order(dossier: Dossier, articles: Articles) -> None:
    alike = counted(dossier, articles, value("bote", 40), value("kurier", 40), dates=("2025-01", "2025-06"))
    assert alike.title == "Neueste Zahlen"


@pytest.mark.parametrize(
    ("relation", "stance", "said"),
    [
        ("same", "asserts", "auch in 1 weiteren Artikel"),
        ("contradicts", "denies", ""),
        ("differs_in_number", "asserts", ""),
    ],
)
def test_who_stands_against_it_does_not_say_it_again(
    whole_dossier: Dossier, articles: Articles, relation: str, stance: str, said: str
) -> None:
    claim = whole_dossier.stories[0].claims[0]
    first, other = claim.members
    other = replace(other, stance=stance)  # type: ignore[arg-type]
    relations = (MemberRelation(first.statement, other.statement, relation),)  # type: ignore[arg-type]
    told = replace(claim, status="single_source", members=(first, other), relations=relations)
    view = shown(whole_dossier, articles, claims=(told,))
    assert [line.again for group in view.statements.rows for line in group.lines] == [said, said]
