"""A line can be read alone: whole sentences for what is only a phrase, nobody on the other's side, no claim in two
lists."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quellenlage.domain.annotations import AnnotatedArticle, By
from quellenlage.domain.dossier import Dispute, Dossier, Side
from quellenlage.domain.span import Evidence, Span
from quellenlage.report.compose import dossier_view
from quellenlage.report.evidence import Library
from quellenlage.report.parts.brief import against_it
from quellenlage.report.parts.disputes import SideView
from quellenlage.report.parts.members import member_evidence, statement_text
from quellenlage.report.parts.statements import statements
from quellenlage.report.translate import translator

Articles = dict[str, AnnotatedArticle]


@pytest.fixture
def library(articles: Articles) -> Library:
    return Library({}, articles, {}, translator("de"))


def test_a_phrase_of_the_reporting_sentence_is_shown_as_the_sentence(dossier: Dossier, library: Library) -> None:
    member = dossier.stories[0].claims[0].members[0]
    reported = replace(member, mode="reported")
    assert statement_text(reported, library) == member_evidence(member, library).sentence.strip()


def test_a_clause_is_shown_as_it_is(dossier: Dossier, library: Library) -> None:
    member = replace(dossier.stories[0].claims[0].members[0], mode="indirect")
    assert statement_text(member, library) != member_evidence(member, library).sentence.strip()


@pytest.mark.parametrize("sure", [True, False])
def test_what_stands_in_a_sure_dispute_is_not_listed_as_said_by_one(
    dossier: Dossier, articles: Articles, sure: bool
) -> None:
    story = dossier.stories[0]
    claim = replace(story.claims[0], status="single_source", sources=1, sources_at_most=1, relations=())
    place = claim.members[0]
    row = Dispute(
        id="d",
        sure=sure,
        kind="denial",
        text="",
        sides=(Side("x", (Evidence(place.article, place.start, place.end),)),),
    )
    story = replace(story, claims=(claim, *story.claims[1:]), disputes=(row,))
    view = dossier_view(replace(dossier, stories=(story,)), articles, translator("de"))
    single = next(part for part in view.stories[0].brief if part.key == "single_source")
    assert (claim.id in [line.id for line in single.lines]) is not sure


def test_one_sentence_stands_once_in_a_dispute(dossier: Dossier, library: Library) -> None:
    place = member_evidence(dossier.stories[0].claims[0].members[0], library)
    one = SideView(position="rund 90", speakers=("Jan Ott",), evidence=(place,))
    other = SideView(position="300 Leute", speakers=("Anna Berg",), evidence=(place,))
    assert against_it(one, other) == "Anna Berg: 300 Leute"
    assert against_it(None, other) == place.sentence.strip()


@pytest.mark.parametrize(("words", "alone"), [(1, False), (3, False), (4, True)])
def test_a_few_quoted_words_have_no_line_beside_their_statement(
    dossier: Dossier, articles: Articles, words: int, alone: bool
) -> None:
    story = dossier.stories[0]
    member = story.claims[0].members[0]
    annotated = articles[member.article]
    whole = next(s for s in annotated.annotations.statements if s.id == member.statement)
    begin = whole.quote[0].start
    end = begin + len(" ".join(annotated.article.text[begin:].split(" ")[:words]))
    inside = replace(
        whole,
        id="inside",
        quote=(Span(begin, end),),
        parent=whole.id,
        by=By(rule="quoted words", reason="in quotation marks inside a statement"),
    )
    marks = replace(annotated.annotations, statements=(*annotated.annotations.statements, inside))
    part = replace(story.claims[0], id="part", members=(replace(member, statement="inside", start=begin, end=end),))
    given = {**articles, member.article: replace(annotated, annotations=marks)}
    library = Library({row.id: row for row in dossier.corpus.articles}, given, {}, translator("de"))
    told = statements(replace(story, claims=(*story.claims, part)), library, "s")
    assert ("inside" in {line.id for speaker in told.rows for line in speaker.lines}) is alone
