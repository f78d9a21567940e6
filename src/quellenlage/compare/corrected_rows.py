"""Rows that rest on something a person corrected say so, and by whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from quellenlage.compare.corrections import CORRECTED
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.attachment import ground_of
from quellenlage.domain.dossier import Claim, Row, Story, TimelineRow
from quellenlage.domain.judgement import BY_HAND, Judgements
from quellenlage.domain.span import Evidence, Span

AnyRow = TypeVar("AnyRow", bound=Row)

Spoken = Mapping[str, Sequence[tuple[Span, str]]]
"""Of each article the statements that were corrected, each with the reason to give."""
Pair = tuple[bool, set[str], set[str], str]
"""Whether two statements are the same or not, their ids, and the reason to give."""


def say_corrected(story: Story, members: Sequence[AnnotatedArticle], judgements: Judgements) -> Story:
    """The story, its rows with a reason more where a correction touches them: `corrected by hand: NAME`.

    Claims by the statements in them, what is told of claims by these, the chronicle where a corrected date is counted
    from, the story itself where the date or outlet of an article was set.
    """
    if not judgements.rows:
        return story
    spoken = _spoken(members)
    pairs = _pairs(members, judgements)
    claims = tuple(_because(c, [*_of_claim(c, spoken), *_joined_or_parted(c, pairs)]) for c in story.claims)
    by_claim = {c.id: [r for r in c.reasons if _is_by_hand(r)] for c in claims}
    dates = {
        a.article.id: a.article.published.reason
        for a in members
        if a.article.published and _is_by_hand(a.article.published.reason)
    }
    return replace(
        story,
        claims=claims,
        chains=tuple(_because(r, by_claim.get(r.claim, ())) for r in story.chains),
        gaps=tuple(_because(r, by_claim.get(r.claim, ())) for r in story.gaps),
        disputes=tuple(_because(r, _at((e for s in r.sides for e in s.evidence), spoken)) for r in story.disputes),
        quote_drift=tuple(
            _because(r, _at((e for f in r.forms for e in f.evidence), spoken)) for r in story.quote_drift
        ),
        timeline=tuple(_because(r, _of_date(r, dates)) for r in story.timeline),
        reasons=_more(story.reasons, [*_outlets(members, judgements), *dates.values()]),
    )


def _spoken(members: Iterable[AnnotatedArticle]) -> Spoken:
    found: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for member in members:
        for statement in member.annotations.statements:
            if statement.by.rule == CORRECTED:
                found[member.article.id].append((statement.span, statement.by.reason))
    return found


def _of_claim(claim: Claim, spoken: Spoken) -> list[str]:
    return [r for m in claim.members for span, r in spoken.get(m.article, ()) if span == (m.start, m.end)]


def _pairs(members: Sequence[AnnotatedArticle], judgements: Judgements) -> list[Pair]:
    wanted = judgements.of("same", "different")
    ground = ground_of(members, wanted)
    found = []
    for judgement in wanted:
        one, other = (
            {s.id for a in side for _, s in ground.statements(a)} for side in (judgement.evidence, judgement.other)
        )
        found.append((judgement.kind == "same", one, other, judgement.by))
    return found


def _joined_or_parted(claim: Claim, pairs: Iterable[Pair]) -> list[str]:
    """By whom: a claim holds both of two that are the same, or one alone of two that are not."""
    ids = {m.statement for m in claim.members}
    return [
        by
        for same, one, other, by in pairs
        if one and other and ((ids & one and ids & other) if same else bool(ids & one) != bool(ids & other))
    ]


def _at(evidence: Iterable[Evidence], spoken: Spoken) -> list[str]:
    return [r for e in evidence for span, r in spoken.get(e.article, ()) if span.overlaps(e.span)]


def _of_date(row: TimelineRow, dates: Mapping[str, str]) -> list[str]:
    counted = any(r.startswith("counted from the publication date") for r in row.reasons)
    return [dates[a] for a in row.articles if a in dates] if counted else []


def _outlets(members: Sequence[AnnotatedArticle], judgements: Judgements) -> list[str]:
    wanted = judgements.of("outlet")
    ground = ground_of(members, wanted)
    return [j.by for j in wanted if any(ground.places(a) for a in j.evidence)]


def _because(row: AnyRow, reasons: Iterable[str]) -> AnyRow:
    more = _more(row.reasons, reasons)
    return row if more == row.reasons else replace(row, reasons=more)


def _more(reasons: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*reasons, *others)))


def _is_by_hand(reason: str) -> bool:
    return reason.startswith(f"{BY_HAND}: ")
