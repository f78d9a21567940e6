"""Source chains: who passed a claim to whom, from the first source to the outlet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from quellenlage.domain.dossier import Chain, Claim, Link, Story
from quellenlage.domain.standing import in_several_places
from quellenlage.report.evidence import Library
from quellenlage.report.lines import LineView, Part
from quellenlage.report.naming import named
from quellenlage.report.nominative import nominative
from quellenlage.report.parts.claims import independent
from quellenlage.report.parts.members import claim_text
from quellenlage.report.reasons import told
from quellenlage.report.shown import one_line
from quellenlage.report.terms import LINKS


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """One station of a chain: `name` is empty where nobody is named, `kind` in words, `kind_key` as in the dossier."""

    name: str
    kind: str
    kind_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainView(LineView):
    """One chain, from the first source to the outlet; `text` is the chain in words."""

    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimChainsView:
    """All chains of one claim: its `text`, `sources` in words, and `goto`, the anchor of its own line (empty if it has
    none), and the `reasons` that all its chains share, which they do not repeat."""

    anchor: str
    claim: str
    text: str
    sources: str
    goto: str
    reasons: tuple[str, ...]
    lines: tuple[ChainView, ...]


DIRECT = 2
"""Links of a chain without anybody between the speaker and the outlet: of a claim in one place it tells nothing new."""


def chains(story: Story, library: Library, anchor: str, goto: Mapping[str, str]) -> Part[ClaimChainsView]:
    """The chains claim by claim, in the order of the claims, of those that stand in several places or came to an outlet
    through somebody; `goto` has the anchors of claims by id."""
    _ = library.translate
    numbered = list(enumerate(story.chains, 1))

    def grouped(sure: bool) -> tuple[ClaimChainsView, ...]:
        views = []
        for n, claim in enumerate(story.claims, 1):
            own = [(i, c) for i, c in numbered if c.claim == claim.id and (c.sure and claim.sure) is sure]
            if own and (in_several_places(claim) or any(len(c.path) > DIRECT for _i, c in own)):
                unnamed = frozenset(r.name for r in claim.roots if r.name and not r.known)
                lines = tuple(chain_view(c, f"{anchor}-c{i}", library, unnamed) for i, c in own)
                views.append(claim_chains(claim, f"{anchor}-cc{n}{'' if sure else 'u'}", lines, goto, library))
        return tuple(views)

    return Part(
        grouped(True), grouped(False), _("No words were found that tell through whom a claim came to an article.")
    )


def claim_chains(
    claim: Claim, anchor: str, lines: tuple[ChainView, ...], goto: Mapping[str, str], library: Library
) -> ClaimChainsView:
    """The chains of one claim."""
    shared = tuple(reason for reason in lines[0].reasons if all(reason in line.reasons for line in lines))
    return ClaimChainsView(
        anchor=anchor,
        claim=claim.id,
        text=claim_text(claim, library),
        sources=independent(claim, library.translate),
        goto=goto.get(claim.id, ""),
        reasons=shared,
        lines=tuple(replace(line, reasons=tuple(r for r in line.reasons if r not in shared)) for line in lines),
    )


def chain_view(chain: Chain, anchor: str, library: Library, unnamed: frozenset[str] = frozenset()) -> ChainView:
    """One chain; `unnamed` are the words for sources without a name."""
    article = chain.evidence[-1].article if chain.evidence else ""
    links = tuple(link_view(link, article, library, unnamed) for link in chain.path)
    return ChainView(
        anchor=anchor,
        id=chain.id,
        text=" → ".join(link.name or link.kind for link in links),
        labels=(),
        evidence=library.places(chain.evidence),
        reasons=told([_basic(reason, unnamed) for reason in chain.reasons], library),
        links=links,
    )


def _basic(reason: str, unnamed: frozenset[str]) -> str:
    """A reason whose detail are the words for a source without a name, with these in the nominative."""
    phrase, _colon, detail = reason.partition(": ")
    return f"{phrase}: {nominative(detail) or detail}" if detail in unnamed else reason


def link_view(link: Link, article: str, library: Library, unnamed: frozenset[str] = frozenset()) -> LinkView:
    """One station; an outlet without a name is known by its article, a speaker without one is said to be unnamed."""
    _ = library.translate
    if link.kind == "outlet":
        name = one_line(link.name or "") or (library.outlet(article) if article else "")
    else:
        words = one_line(link.name or "")
        name = named((nominative(words) if words in unnamed else None) or words, library.names)
        if not name and link.kind == "speaker":
            name = _("unnamed")
    return LinkView(name=name, kind=_(LINKS[link.kind]), kind_key=link.kind)
