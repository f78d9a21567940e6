"""Tables of what is said: statements, claims, how their members differ, roots, chains, gaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quellenlage.domain.dossier import Dossier
from quellenlage.domain.span import Span
from quellenlage.report.rows.places import Articles, Places, places


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """A statement of an article, with the claim and story it belongs to."""

    id: str
    story: str
    claim: str
    speaker: str | None
    stance: str
    mode: str
    polarity: str | None
    certainty: str | None
    hedge: str | None
    addressee: str | None
    via: tuple[str, ...]
    text: str | None
    article: str
    start: int
    end: int
    outlet: str | None
    published: str | None
    url: str | None
    sentence: str | None
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """A claim: statements from anywhere that say the same."""

    id: str
    story: str
    text: str
    status: str
    weight: int
    sources_at_least: int
    sources_at_most: int
    roots: tuple[str, ...]
    speakers: tuple[str, ...]
    articles: tuple[str, ...]
    outlets: tuple[str, ...]
    evidence: tuple[str, ...]
    reasons: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRelationLine:
    """How one member of a claim stands to another: `a` and `b` are statements."""

    claim: str
    story: str
    relation: str
    a: str
    b: str
    a_speaker: str | None
    b_speaker: str | None
    a_outlet: str | None
    b_outlet: str | None
    a_text: str | None
    b_text: str | None
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RootLine:
    """Where a claim starts."""

    claim: str
    story: str
    name: str | None
    kind: str
    known: bool
    why: str
    evidence: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLine:
    """One source chain: `path` runs from the first source to the outlet, each station as `kind: name`."""

    id: str
    claim: str
    story: str
    path: tuple[str, ...]
    root: str | None
    outlet: str | None
    stations: int
    evidence: tuple[str, ...]
    reasons: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GapLine:
    """A claim that only some outlets carry."""

    id: str
    claim: str
    story: str
    text: str | None
    outlets_with: tuple[str, ...]
    outlets_without: tuple[str, ...]
    reasons: tuple[str, ...]
    sure: bool


def statement_lines(dossier: Dossier, articles: Articles) -> Iterator[StatementLine]:
    """Every statement of every story, claim by claim."""
    found = {s.id: s for a in articles.values() for s in a.annotations.statements}
    where = Places(dossier, articles)
    for story in dossier.stories:
        for claim in story.claims:
            for m in claim.members:
                s = found.get(m.statement)
                yield StatementLine(
                    id=m.statement,
                    story=story.id,
                    claim=claim.id,
                    speaker=m.speaker,
                    stance=m.stance,
                    mode=m.mode,
                    polarity=s.polarity if s else None,
                    certainty=s.certainty if s else None,
                    hedge=s.hedge if s else None,
                    addressee=where.words(m.article, s.addressee) if s else None,
                    via=tuple(f"{link.kind}: {link.name}" for link in m.via),
                    text=where.words(m.article, s.quote if s else (Span(m.start, m.end),)),
                    article=m.article,
                    start=m.start,
                    end=m.end,
                    sentence=where.sentence(m.article, Span(m.start, m.end)),
                    sure=claim.sure,
                    **where.source(m.article),
                )


def claim_lines(dossier: Dossier, articles: Articles) -> Iterator[ClaimLine]:
    """Every claim of every story."""
    where = Places(dossier, articles)
    for story in dossier.stories:
        for c in story.claims:
            carriers = tuple(dict.fromkeys(m.article for m in c.members))
            yield ClaimLine(
                id=c.id,
                story=story.id,
                text=c.text,
                status=c.status,
                weight=c.weight,
                sources_at_least=c.sources,
                sources_at_most=c.sources_at_most,
                roots=tuple(f"{r.kind}: {r.name or '?'}" for r in c.roots),
                speakers=tuple(dict.fromkeys(m.speaker for m in c.members if m.speaker)),
                articles=carriers,
                outlets=where.outlets(carriers),
                evidence=tuple(f"{m.article}:{m.start}-{m.end}" for m in c.members),
                reasons=c.reasons,
                sure=c.sure,
            )


def member_relation_lines(dossier: Dossier, articles: Articles) -> Iterator[MemberRelationLine]:
    """Every relation between two members of a claim."""
    where = Places(dossier, articles)
    for story in dossier.stories:
        for c in story.claims:
            members = {m.statement: m for m in c.members}
            for r in c.relations:
                a, b = members.get(r.a), members.get(r.b)
                if a and b:
                    yield MemberRelationLine(
                        claim=c.id,
                        story=story.id,
                        relation=r.relation,
                        a=r.a,
                        b=r.b,
                        a_speaker=a.speaker,
                        b_speaker=b.speaker,
                        a_outlet=where.source(a.article)["outlet"],
                        b_outlet=where.source(b.article)["outlet"],
                        a_text=where.words(a.article, (Span(a.start, a.end),)),
                        b_text=where.words(b.article, (Span(b.start, b.end),)),
                        sure=c.sure,
                    )


def root_lines(dossier: Dossier, _: Articles) -> Iterator[RootLine]:
    """Every root of every claim."""
    for story in dossier.stories:
        for c in story.claims:
            for r in c.roots:
                yield RootLine(
                    claim=c.id,
                    story=story.id,
                    name=r.name,
                    kind=r.kind,
                    known=r.known,
                    why=r.why,
                    evidence=places(r.evidence),
                    sure=c.sure,
                )


def chain_lines(dossier: Dossier, _: Articles) -> Iterator[ChainLine]:
    """Every source chain."""
    for story in dossier.stories:
        for c in story.chains:
            yield ChainLine(
                id=c.id,
                claim=c.claim,
                story=story.id,
                path=tuple(f"{link.kind}: {link.name or '?'}" for link in c.path),
                root=c.path[0].name if c.path else None,
                outlet=c.path[-1].name if c.path and c.path[-1].kind == "outlet" else None,
                stations=len(c.path),
                evidence=places(c.evidence),
                reasons=c.reasons,
                sure=c.sure,
            )


def gap_lines(dossier: Dossier, _: Articles) -> Iterator[GapLine]:
    """Every gap."""
    for story in dossier.stories:
        texts = {c.id: c.text for c in story.claims}
        for g in story.gaps:
            yield GapLine(
                id=g.id,
                claim=g.claim,
                story=story.id,
                text=texts.get(g.claim),
                outlets_with=g.outlets_with,
                outlets_without=g.outlets_without,
                reasons=g.reasons,
                sure=g.sure,
            )
