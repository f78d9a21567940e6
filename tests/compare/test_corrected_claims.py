"""Claims that people join and part: whole groups meet, a parted one falls apart along its wordings."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from quellenlage.compare.claims import find_claims
from quellenlage.domain.anchor import Anchor, anchor
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.judgement import Judgement, Judgements, Kind, in_force, judgement_of

Build = Callable[..., AnnotatedArticle]

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ONE = "Die Werft in Brake baut bis zum Herbst drei neue Fähren für die Inseln"
NEAR = "Die Werft in Brake baut bis zum Herbst drei neue Fähren nur für die Inseln"
OTHER = "Der Hafenmeister sperrt am Freitag die Mole für alle Angler"


@pytest.fixture
def members(article: Build) -> list[AnnotatedArticle]:
    words = {"a": ONE, "b": NEAR, "c": ONE, "d": NEAR, "e": OTHER, "f": OTHER}
    return [
        article(f"{quote}, sagte Rieke Thoms.", id=i, people=("Rieke Thoms",), said=({"quote": quote},))
        for i, quote in words.items()
    ]


def hold(members: Sequence[AnnotatedArticle], article: str) -> Anchor:
    member = next(m for m in members if m.article.id == article)
    return anchor(article, member.article.text, member.annotations.statements[0].span)


def judge(members: Sequence[AnnotatedArticle], *rows: tuple[Kind, str, str]) -> Judgements:
    """Judgements about the statements of two articles each, a minute apart."""
    found: list[Judgement] = [
        judgement_of(
            kind,
            author="Ina",
            at=NOON + timedelta(minutes=n),
            reason="so",
            evidence=[hold(members, one)],
            other=[hold(members, other)],
        )
        for n, (kind, one, other) in enumerate(rows)
    ]
    return in_force(found)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((), {"abcd", "ef"}),
        ((("same", "a", "e"),), {"abcdef"}),
        ((("same", "f", "d"), ("same", "a", "e")), {"abcdef"}),
        ((("different", "a", "b"),), {"ac", "bd", "ef"}),
        ((("different", "d", "c"),), {"ac", "bd", "ef"}),
        ((("different", "a", "e"),), {"abcd", "ef"}),
        ((("different", "e", "f"),), {"abcd", "e", "f"}),
        ((("same", "a", "e"), ("different", "a", "e")), {"abcd", "ef"}),
        ((("different", "a", "b"), ("same", "c", "d")), {"abcd", "ef"}),
        ((("different", "a", "b"), ("same", "b", "e")), {"ac", "bdef"}),
    ],
    ids=str,
)
def test_later_judgements_win_one_by_one(
    members: list[AnnotatedArticle], rows: tuple[tuple[Kind, str, str], ...], expected: set[str]
) -> None:
    judgements = judge(members, *rows)
    claims = [c for c in find_claims(members, (), None, judgements) if c.sure]
    assert {"".join(sorted({m.article for m in c.members})) for c in claims} == expected
    assert find_claims(members[::-1], (), None, judgements) == find_claims(members, (), None, judgements)


def test_what_was_told_apart_is_no_longer_said_to_be_maybe_one(members: list[AnnotatedArticle]) -> None:
    judgements = judge(members, ("different", "a", "b"))
    unsure = [c for c in find_claims(members, (), None, judgements) if not c.sure]
    assert [c for c in unsure if {"a", "b"} <= {m.article for m in c.members}] == []


def test_a_judgement_about_another_story_does_nothing(members: list[AnnotatedArticle]) -> None:
    judgements = judge(members, ("same", "a", "e"))
    alone = [m for m in members if m.article.id != "e"]
    assert find_claims(alone, (), None, judgements) == find_claims(alone, ())
