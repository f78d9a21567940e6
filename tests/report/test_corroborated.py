"""Disputed wins: what somebody contradicts is not corroborated."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.dossier import Dispute, Dossier, MemberRelation, Side, Story
from quellenlage.domain.span import Evidence
from quellenlage.domain.standing import corroborated
from quellenlage.report.compose import dossier_view
from quellenlage.report.translate import translator


def story_of(dossier: Dossier) -> Story:
    """The story with its first claim resting on two sources, and no disputes."""
    story = dossier.stories[0]
    claim = replace(story.claims[0], id="c9", status="corroborated", weight=2, sources=2, sources_at_most=2)
    return replace(story, claims=(claim, *story.claims[1:]), disputes=())


def listed(dossier: Dossier, story: Story, articles: dict[str, AnnotatedArticle]) -> list[str]:
    view = dossier_view(replace(dossier, stories=(story,)), articles, translator("de"))
    return [line.id for line in view.stories[0].brief[0].lines]


def test_what_nobody_disputes_is_listed(dossier: Dossier, articles: dict[str, AnnotatedArticle]) -> None:
    story = story_of(dossier)
    assert [c.id for c in corroborated(story)] == listed(dossier, story, articles) == ["c9"]


@pytest.mark.parametrize(("sure", "left"), [(True, []), (False, ["c9"])])
def test_a_dispute_about_its_place_takes_it_out(
    dossier: Dossier, articles: dict[str, AnnotatedArticle], sure: bool, left: list[str]
) -> None:
    story = story_of(dossier)
    place = story.claims[0].members[0]
    side = Side("claimed", (Evidence(place.article, place.start, place.end),))
    disputed = replace(story, disputes=(Dispute(id="d", sure=sure, kind="denial", text="", sides=(side,)),))
    assert [c.id for c in corroborated(disputed)] == listed(dossier, disputed, articles) == left


@pytest.mark.parametrize("relation", ["differs_in_number", "contradicts"])
def test_members_that_differ_take_it_out(dossier: Dossier, relation: str) -> None:
    story = story_of(dossier)
    claim = replace(story.claims[0], relations=(MemberRelation("a", "b", relation),))  # type: ignore[arg-type]
    assert corroborated(replace(story, claims=(claim,))) == ()
