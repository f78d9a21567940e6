"""Source chains: who passed a claim to whom, from the speaker over document, medium and agency to the outlet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import networkx as nx

from quellenlage.compare.agencies import agency_name, credits_in, shared_signs
from quellenlage.compare.order import first_version, in_order
from quellenlage.compare.root_kinds import RELAYS, document_in, is_agency, kind_of_name
from quellenlage.compare.roots import is_outlet
from quellenlage.compare.words import even
from quellenlage.domain.annotations import AnnotatedArticle, Statement, Via
from quellenlage.domain.dossier import Chain, Claim, Link, LinkKind, Member, Root
from quellenlage.domain.identity import digest
from quellenlage.domain.span import Evidence, Span
from quellenlage.domain.standing import against_it
from quellenlage.german.folding import fold
from quellenlage.german.lexicon import load_words

NOTHING = Link("unknown", None)
"""Where a chain begins that no source is given for."""
MARKS = ' \n„“”"»«,'
"""What may stand around the words between two names."""
AGAINST = {"contradicts": "speaks against the claim", "differs_in_number": "gives another number"}
"""Why a chain is none of the claim's own sources, by how its statement stands to the claim."""


@dataclass(frozen=True, slots=True)
class _Way:
    """How one article came to a claim: its stations without the outlet, and where each is said; `against` says why it
    leads to somebody on the other side (empty: it does not)."""

    member: AnnotatedArticle
    links: tuple[Link, ...]
    evidence: tuple[Evidence, ...]
    against: str = ""


def find_chains(members: Sequence[AnnotatedArticle], claims: Sequence[Claim]) -> tuple[Chain, ...]:
    """The chains of every claim, in the order of the claims; one for each path, with all its evidence: the statement,
    what names its stations, and the agency's sign.

    A claim that nobody is named for, not even as unnamed, has none. Chains that lead to somebody who denies it or gives
    another number come last, and their reasons say so. The reasons say plainly where several outlets rest on one
    source, and where two outlets cite each other.
    """
    articles = {member.article.id: member for member in in_order(members)}
    statements = {s.id: s for member in articles.values() for s in member.annotations.statements}
    signs = {i: tuple(c for c in credits_in(member) if c.alone) for i, member in articles.items()}
    found: list[Chain] = []
    for claim in claims:
        shared = _shared_agencies(claim, articles)
        against = against_it(claim)
        ways = [
            replace(
                _way(
                    articles[m.article],
                    m,
                    replace(statements[m.statement], via=passed_on),
                    claim.roots,
                    [c.code for c in signs[m.article]] or shared,
                ),
                against=AGAINST.get(against.get(m.statement, ""), ""),
            )
            for m in claim.members
            if m.article in articles and m.statement in statements
            for passed_on in _side_by_side(articles[m.article], statements[m.statement].via)
        ]
        found += _chains(claim, sorted(ways, key=lambda way: way.against != ""))
    return tuple(found)


def _side_by_side(member: AnnotatedArticle, via: Sequence[Via]) -> Iterator[tuple[Via, ...]]:
    """The ways that lead over the given stations: of two that *und* joins (*von der Agentur A und der Zeitung B
    verbreitet*) each is a way of its own."""
    stations: list[list[Via]] = []
    for each in via:
        before = stations[-1][-1] if stations else None
        if before is not None and _joined(member.article.text[before.span.end : each.span.start]):
            stations[-1].append(each)
        else:
            stations.append([each])
    yield from product(*stations)


def _joined(between: str) -> bool:
    """True for *und*, *sowie* and what stands before a name: an article, a noun for a medium."""
    joint, *rest = between.strip(MARKS).split() or [""]
    plain = (w.strip(MARKS) for w in rest)
    articles = load_words("definite_articles")
    return joint in ("und", "sowie") and all(w in articles or w in load_words("media_nouns") for w in plain if w)


def _shared_agencies(claim: Claim, articles: Mapping[str, AnnotatedArticle]) -> list[str]:
    """Signs of an agency that all the outlets of a claim in the same words set (*nna/wt*, *Mitarbeit: nna*)."""
    carriers = [articles[i] for i in sorted({m.article for m in claim.members}) if i in articles]
    outlets = {m.article.outlet for m in carriers}
    return shared_signs(carriers) if len(outlets) > 1 and None not in outlets else []


def _way(
    member: AnnotatedArticle, said: Member, statement: Statement, roots: Sequence[Root], agencies: Sequence[str]
) -> _Way:
    article = member.article
    links, spans, own = [], list(statement.quote), False
    if statement.speaker or statement.speaker_name:
        first = _speaker(member, said, statement, roots)
        # what the outlet found out itself came to it from nobody
        own = article.outlet is not None and is_outlet(first.name or "", article.outlet)
        links += [] if own else [first]
        spans += statement.speaker
    for via in statement.via:
        name = via.name
        if article.outlet is not None and is_outlet(name, article.outlet):
            continue
        kind: LinkKind = "agency" if via.kind == "agency" or is_agency(name) else "medium"
        kind = {"document": "document", "person": "speaker"}.get(via.kind, kind)  # type: ignore[assignment]
        links.append(Link(kind, name))
        spans.append(via.span)
    named = {fold(link.name or "") for link in links}
    for code in agencies:
        if not {fold(code), fold(agency_name(code))} & named:
            links.append(Link("agency", agency_name(code)))
            spans += [c.span for c in credits_in(member) if c.code == code and c.span is not None] or _sign(
                member, code
            )
    evidence = tuple(sorted({Evidence(article.id, *s) for s in spans}))
    return _Way(member, tuple(links) if links or own else (NOTHING,), evidence)


def _sign(member: AnnotatedArticle, code: str) -> list[Span]:
    """Where the sign of an agency stands that no list knows: the last time, for it is set below the text."""
    at = member.article.text.rfind(code)
    return [Span(at, at + len(code))] if at >= 0 else []


def _speaker(member: AnnotatedArticle, said: Member, statement: Statement, roots: Sequence[Root]) -> Link:
    """The first station, by the name that the claim has for it: who denies the claim is no root of it."""
    places = {Evidence(member.article.id, *s) for s in statement.speaker or statement.cue or statement.quote}
    of_it = [r for r in roots if places & set(r.evidence)]
    words = even(" ".join(s.of(member.article.text) for s in statement.speaker))
    name = of_it[0].name if len(of_it) == 1 else said.speaker or words
    if said.speaker is None and document_in(words):
        return Link("document", name)
    if name and is_agency(name):
        return Link("agency", name)
    if name and kind_of_name(name) in RELAYS and (len(of_it) != 1 or of_it[0].kind in RELAYS):
        return Link("medium", name)
    return Link("speaker", name)


def _chains(claim: Claim, ways: Sequence[_Way]) -> Iterator[Chain]:
    if all(way.links == (NOTHING,) for way in ways):
        return
    outlets = [o for way in ways if (o := way.member.article.outlet)]
    resolved = [replace(way, links=tuple(_as_outlet(link, outlets) for link in way.links)) for way in ways]
    groups: dict[tuple[object, ...], list[_Way]] = defaultdict(list)
    for way in resolved:
        article = way.member.article
        groups[(way.against, *way.links, article.outlet or first_version(article))].append(way)
    circles = _circles(resolved)
    one_source = list(_one_source(claim, resolved))
    for same in groups.values():
        outlet, against = same[0].member.article.outlet, same[0].against
        path = (*same[0].links, Link("outlet", outlet))
        here = [f"circular reporting: {', '.join(names)}" for names in circles if outlet in names]
        yield Chain(
            id=digest(
                "chain",
                claim.id,
                *([against] if against else []),
                *(f"{x.kind} {x.name}" for x in path),
                same[0].member.article.id,
            ),
            claim=claim.id,
            path=path,
            evidence=tuple(sorted({e for way in same for e in way.evidence})),
            reasons=((against,) if against else (*(one_source if _is_sourced(same[0]) else ()), *here)),
            sure=claim.sure,
        )


def _as_outlet(link: Link, outlets: Sequence[str]) -> Link:
    """A medium by the name that it has among the outlets of the claim."""
    if link.kind != "medium" or link.name is None:
        return link
    return Link("medium", next((o for o in sorted(outlets) if is_outlet(link.name, o)), link.name))


def _circles(ways: Sequence[_Way]) -> list[list[str]]:
    """Outlets that cite each other for the claim, directly or in a round of several."""
    cites = nx.DiGraph(
        (outlet, link.name)
        for way in ways
        for link in way.links
        if link.kind == "medium" and link.name and (outlet := way.member.article.outlet)
    )
    return sorted(sorted(round_) for round_ in nx.strongly_connected_components(cites) if len(round_) > 1)


def _is_sourced(way: _Way) -> bool:
    return way.links[:1] != (NOTHING,)


def _one_source(claim: Claim, ways: Sequence[_Way]) -> Iterator[str]:
    """Said where two outlets or more name the one source that a claim has: not of who denies it, nor of who gives no
    source."""
    sourced = [w for w in ways if not w.against and _is_sourced(w)]
    carriers = {w.member.article.outlet or first_version(w.member.article) for w in sourced}
    roots = [r for r in claim.roots if r.kind != "unknown"]
    if len(carriers) > 1 and claim.sources_at_most == 1 and roots:
        yield f"several outlets, one source: {roots[0].name or ''}".removesuffix(": ")
