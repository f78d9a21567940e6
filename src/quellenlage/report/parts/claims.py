"""Claims: what several places say, who says it there and how, how the places differ, and on how much it rests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quellenlage.domain.dossier import Claim, Member, MemberRelation, Root, Story
from quellenlage.domain.standing import against_it, in_several_places
from quellenlage.report.evidence import Library
from quellenlage.report.lines import EvidenceView, LineView, Part, part
from quellenlage.report.nominative import nominative
from quellenlage.report.parts.members import (
    begun,
    claim_text,
    hedge,
    member_evidence,
    opposed,
    speaker,
    speakers_of,
    stance,
    statement_of,
    statement_text,
    via,
)
from quellenlage.report.reasons import told
from quellenlage.report.shown import listed, number, one_line
from quellenlage.report.terms import (
    APART,
    DIFFERENCES,
    DIFFERENCES_SEEN_FROM_B,
    MARKS,
    MODES,
    OBVIOUS,
    PEOPLE,
    ROOTS,
    STATES,
)
from quellenlage.report.translate import Translator

COUNTED = frozenset(["corroborated", "single_source"])
"""States of a claim that are said best by the number of its sources."""
ONE_BODY = "one body"
"""The reason that names roots which count as one source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RootView:
    """Where a claim starts, and why we think so, as far as the name does not tell: `kind` in words and as the dossier's
    key; `known` is False for a source that nobody names: then `name` are the article's words for it, or that there are
    none."""

    name: str
    kind: str
    kind_key: str
    known: bool
    why: str
    evidence: tuple[EvidenceView, ...]

    @property
    def about(self) -> tuple[str, ...]:
        """What it is and why we think so, in short words, as far as the name does not say it."""
        return tuple(word for word in (self.kind, self.why) if word and word != self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceView:
    """How one member of a claim stands to others of it: `text` says it whole (*contradicts 2 and 3*), `others` are
    their numbers."""

    kind_key: str
    text: str
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    """One place where a claim is made. `n` numbers the members of the claim from 1; `id` is that of the statement;
    `who` is the speaker's name or the article's words for one (`named` tells which), empty where the outlet speaks;
    `text` are the words themselves, `evidence` the sentence that holds them; `denies` is true where the place says that
    it is not so."""

    n: int
    id: str
    who: str
    named: bool
    text: str
    mode: str
    mode_key: str
    stance: str
    stance_key: str
    hedge: str
    via: tuple[str, ...]
    differences: tuple[DifferenceView, ...]
    evidence: EvidenceView
    denies: bool = False

    @property
    def about(self) -> tuple[str, ...]:
        """How it is said, in short words."""
        return tuple(word for word in (self.mode, self.hedge, *self.via) if word)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView(LineView):
    """A claim: who says it, who stands against it (in words), how many articles carry it, and on how much it rests.

    `carried` is how many articles carry it in words (empty for one alone), `weight` the number; `status` is in words,
    `status_key` the dossier's; `sources` says on how many it rests where `status` does not; `outlets` are those that
    carry it, each once; `apart` says in short words how its members differ, `one` which of the roots
    count as one source.
    """

    speakers: tuple[str, ...]
    opposed: str
    outlets: tuple[str, ...]
    carried: str
    weight: int
    status: str
    status_key: str
    sources: str
    one: tuple[str, ...]
    roots: tuple[RootView, ...]
    members: tuple[MemberView, ...]
    apart: tuple[str, ...]

    @property
    def differ(self) -> bool:
        """True where two members do not say quite the same."""
        return any(member.differences for member in self.members)

    @property
    def spread(self) -> tuple[str, ...]:
        """Who says it, who stands against it, how many carry it, its state and on how much it rests, as far as there is
        anything to say."""
        words = (", ".join(self.speakers), self.opposed, self.carried, self.status, self.sources)
        return tuple(dict.fromkeys(word for word in words if word))


def claims(story: Story, articles: int, library: Library, anchor: str) -> Part[ClaimView]:
    """The claims that stand in more than one place, in the order of the dossier (most weight first); what stands in one
    place alone is listed with its speaker. `articles` counts the story's, versions of one once."""
    _ = library.translate
    seen: set[tuple[str, bool]] = set()

    def view(n: int, claim: Claim) -> ClaimView:
        found = claim_view(claim, f"{anchor}-k{n}", articles, library)
        if (found.text, claim.sure) in seen:
            # one sentence may hold two claims: the next has its own words
            found = replace(found, text=begun(one_line(claim.text)) or found.text)
        seen.add((found.text, claim.sure))
        return found

    several = ((n, claim) for n, claim in enumerate(story.claims, 1) if in_several_places(claim))
    return part(
        ((view(n, claim), claim.sure) for n, claim in several), _("No two statements were found that say the same.")
    )


def claim_anchors(story: Story, anchor: str) -> Mapping[str, str]:
    """Where on the page the claims stand that have a line of their own, by id."""
    return {c.id: f"{anchor}-k{n}" for n, c in enumerate(story.claims, 1) if in_several_places(c)}


def claim_view(claim: Claim, anchor: str, articles: int, library: Library, first: int = 1) -> ClaimView:
    """A claim with everybody who says it; its members are numbered from `first` on."""
    _ = library.translate
    carried = _.plural("in {n} of {all} articles", "in {n} of {all} articles", claim.weight)
    claim = of_each_article(claim, library)
    members = member_views(claim, library, first)
    return ClaimView(
        anchor=anchor,
        id=claim.id,
        text=claim_text(claim, library),
        labels=(),
        evidence=tuple(member.evidence for member in members),
        reasons=told(claim.reasons, library),
        speakers=speakers_of(claim, library),
        opposed=opposed(claim, library),
        outlets=tuple(dict.fromkeys(member.evidence.outlet for member in members)),
        carried=carried.format(n=number(claim.weight, _.ui), all=number(articles, _.ui)) if claim.weight > 1 else "",
        weight=claim.weight,
        status=status(claim, _),
        status_key=claim.status,
        sources=independent(claim, _) if claim.status == "disputed" else "",
        one=tuple(
            f"{words[:1].upper()}{words[1:]}"
            for words in told([r for r in claim.reasons if r.startswith(ONE_BODY)], library)
        ),
        roots=tuple(root_view(root, library) for root in claim.roots),
        members=members,
        apart=tuple(_(words) for kind, words in APART.items() if any(r.relation == kind for r in claim.relations)),
    )


def root_view(root: Root, library: Library) -> RootView:
    """Where a claim starts."""
    _ = library.translate
    # a union, a citizens' initiative: kinds of sources have no word for them
    said = ROOTS[root.kind]
    if root.kind == "person" and library.is_body(root.name or "", root.evidence):
        said = MARKS["ORG"]
    elif root.kind in PEOPLE and library.is_person(root.name or "", root.evidence):
        said = PEOPLE[root.kind]
    kind = _(said)
    name = one_line(root.name or "")
    if not root.known:
        name = nominative(name) or name
    return RootView(
        name=name or (kind if root.kind == "unknown" else _("unnamed")),
        kind=kind,
        kind_key=root.kind,
        known=root.known,
        why=told((root.why,), library)[0] if root.why and root.why not in OBVIOUS and not _for_itself(root) else "",
        evidence=library.places(root.evidence),
    )


def _for_itself(root: Root) -> bool:
    """True where the body a source speaks for is that source by another length of its name: *Berg*, *Berg AG*."""
    phrase, _, body = root.why.partition(": ")
    own, spoken_for = set((root.name or "").split()), set(body.split())
    return phrase == "speaks for" and bool(own) and (own <= spoken_for or spoken_for <= own)


def of_each_article(claim: Claim, library: Library) -> Claim:
    """The claim without the members that a later version of an article repeats word for word."""
    kept: dict[tuple[str, ...], str] = {}
    instead = {
        m.statement: kept.setdefault(
            (library.first_version(m.article), m.mode, speaker(m, library), member_evidence(m, library).sentence),
            m.statement,
        )
        for m in claim.members
    }
    if len(kept) == len(claim.members):
        return claim
    return replace(
        claim,
        members=tuple(m for m in claim.members if instead[m.statement] == m.statement),
        relations=tuple(
            dict.fromkeys(replace(r, a=instead.get(r.a, r.a), b=instead.get(r.b, r.b)) for r in claim.relations)
        ),
    )


def member_views(claim: Claim, library: Library, first: int = 1) -> tuple[MemberView, ...]:
    """The members with their numbers from `first` on, and how each differs from others."""
    _ = library.translate
    apart = differences(claim.members, claim.relations, _, first)
    against = against_it(claim)
    return tuple(
        MemberView(
            n=n,
            id=m.statement,
            who=speaker(m, library),
            named=bool(m.speaker),
            text=statement_text(m, library) or one_line(claim.text),
            mode=_(MODES[m.mode]),
            mode_key=m.mode,
            stance=stance(m.stance, statement_of(m, library), _),
            stance_key=m.stance,
            hedge=hedge(m, library),
            via=via(m, library),
            differences=apart.get(n, ()),
            evidence=member_evidence(m, library),
            denies=against.get(m.statement) == "contradicts",
        )
        for n, m in enumerate(claim.members, first)
    )


def differences(
    members: Sequence[Member], relations: Iterable[MemberRelation], _: Translator, first: int = 1
) -> dict[int, tuple[DifferenceView, ...]]:
    """For every member that differs from others: how, and from which. That two say the same needs no telling."""
    numbers = {m.statement: n for n, m in enumerate(members, first)}
    seen: dict[tuple[int, str, str], set[int]] = defaultdict(set)
    for r in relations:
        a, b = numbers.get(r.a), numbers.get(r.b)
        if a and b and r.relation in DIFFERENCES:
            seen[a, r.relation, DIFFERENCES[r.relation]].add(b)
            seen[b, r.relation, DIFFERENCES_SEEN_FROM_B.get(r.relation, DIFFERENCES[r.relation])].add(a)
    found: dict[int, list[DifferenceView]] = defaultdict(list)
    for (n, kind, form), others in sorted(seen.items()):
        ordered = tuple(sorted(others))
        text = _(form).format(others=listed([number(o, _.ui) for o in ordered], _))
        found[n].append(DifferenceView(kind_key=kind, text=text, others=ordered))
    return {n: tuple(views) for n, views in found.items()}


def status(claim: Claim, _: Translator) -> str:
    """The state of the claim; of one with sources their number, which says it more exactly."""
    return (independent(claim, _) if claim.status in COUNTED else "") or _(STATES[claim.status])


def independent(claim: Claim, _: Translator) -> str:
    """On how many independent sources the claim rests: at least and at most, never an invented one; empty where
    nobody is named."""
    if not claim.sources_at_most:
        return ""
    if not claim.sources:
        form = _.plural("at most {n} independent source", "at most {n} independent sources", claim.sources_at_most)
        return form.format(n=number(claim.sources_at_most, _.ui))
    if claim.sources == claim.sources_at_most:
        return _.plural("{n} independent source", "{n} independent sources", claim.sources).format(
            n=number(claim.sources, _.ui)
        )
    return _("{low} to {high} independent sources").format(
        low=number(claim.sources, _.ui), high=number(claim.sources_at_most, _.ui)
    )
