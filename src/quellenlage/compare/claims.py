"""Claims: statements from anywhere that say the same, and on how many sources they rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from quellenlage.compare.alike import same_wording
from quellenlage.compare.bearers import Who
from quellenlage.compare.bodies import Mention
from quellenlage.compare.claim_groups import Group, Groups, clearness, group_statements
from quellenlage.compare.corrected_claims import correct_claims
from quellenlage.compare.echoes import resolve_echoes
from quellenlage.compare.order import UNDATED, first_version
from quellenlage.compare.propositions import Proposition, propositions_of
from quellenlage.compare.resolution import resolve_actors
from quellenlage.compare.roots import Sources, find_sources
from quellenlage.compare.sameness import Verdict, compare_statements
from quellenlage.compare.speakers import Speakers
from quellenlage.compare.unlisted import why_unlisted
from quellenlage.compare.words import even
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.dossier import Claim, ClaimStatus, Figure, Member, MemberRelation, Reuse
from quellenlage.domain.identity import digest
from quellenlage.domain.judgement import NO_JUDGEMENTS, Judgements

MOST_REASONS = 4
"""Reasons given for a claim."""


def find_claims(
    members: Sequence[AnnotatedArticle],
    reuse: Sequence[Reuse],
    who: Mapping[Mention, Who] | None = None,
    judgements: Judgements = NO_JUDGEMENTS,
    figures: Sequence[Figure] = (),
) -> tuple[Claim, ...]:
    """The claims of a story, weightiest first.

    Every statement outside page matter is a member of exactly one claim of those that surely express the same
    proposition, in whatever words; what denies it is a member, too. Such a claim is sure, unless it says nothing by
    itself (`why_unlisted`). Claims that may be one are told once more, together, in a row with `sure` false that says
    why. Quoted words inside a statement go with it. `who` says who is
    who in the corpus (`resolve_actors`); without it the members are one story that stands alone. What people joined or
    parted (`judgements`) goes before what the statements say. `figures` (`find_figures`) tell which numbers are of one
    thing; without them the statements do alone.
    """
    # 1 what each statement says
    who = resolve_actors(members, None) if who is None else who
    speakers = Speakers(members, who)
    found = propositions_of(members, reuse, who, figures)
    parts = _parts(found)
    # 2 which say the same, and which may
    groups = group_statements(resolve_echoes([p for p in found if p.statement.id not in parts]))
    groups = correct_claims(groups, parts, members, judgements)
    _add_parts(groups, found, parts)
    # 3 who is behind each, weightiest first
    rows = [(_rank(g.members), _claim(g, speakers)) for g in groups.groups]
    rows += [(_rank(g.members), _open_claim(g, verdicts, speakers)) for g, verdicts in _open_groups(groups)]
    return tuple(claim for _, claim in sorted(rows, key=lambda row: (row[0], not row[1].sure)))


def _parts(found: Sequence[Proposition]) -> dict[str, str]:
    """Statements that are quoted words of another one of the same speaker, which they are no claim without: its id by
    theirs."""
    by_id = {p.statement.id: p.statement for p in found}
    return {
        part.id: whole.id
        for part in by_id.values()
        if part.parent is not None
        and part.mode == "direct"
        and (whole := by_id.get(part.parent)) is not None
        and whole.speaker_name == part.speaker_name
        and whole.span.contains(part.span)
    }


def _add_parts(groups: Groups, found: Sequence[Proposition], parts: Mapping[str, str]) -> None:
    """Put the quoted words of each member behind it."""
    group_of = {p.statement.id: group for group in groups.groups for p in group.members}
    for each in found:
        whole = parts.get(each.statement.id)
        if whole is None:
            continue
        while whole in parts:
            whole = parts[whole]
        group_of[whole].parts.append(each)


def _open_groups(groups: Groups) -> list[tuple[Group, list[Verdict]]]:
    """Claims that may be one, each with its likeliest partners; a claim stands in one of these rows at most."""
    taken: set[int] = set()
    found: dict[int, tuple[list[int], list[Verdict]]] = defaultdict(lambda: ([], []))
    for a, b, verdict in groups.maybe:
        lead = next((x for x in (a, b) if x in found), a)
        other = b if lead == a else a
        if other in taken or (lead in taken and lead not in found):
            continue
        taken |= {lead, other}
        found[lead][0].append(other)
        found[lead][1].append(verdict)
    rows = []
    for lead, (others, verdicts) in found.items():
        joined = [groups.groups[i] for i in (lead, *others)]
        core = min((g.core for g in joined), key=clearness)
        everyone = sorted((m for g in joined for m in g.members), key=lambda p: p.place)
        rows.append((Group(core, everyone, [p for g in joined for p in g.parts]), verdicts))
    return rows


def _claim(group: Group, speakers: Speakers) -> Claim:
    everyone = sorted((*group.members, *group.parts), key=lambda p: p.place)
    relations = tuple(_relations(group))
    # who contradicts the clearest member, or gives another number, is no source of what it says; of denials
    # find_sources knows by their stance
    other = ("differs_in_number",) if group.core.denied else ("contradicts", "differs_in_number")
    against = frozenset(r.b for r in relations if r.relation in other)
    sources = find_sources([p.said for p in everyone], against, speakers)
    if sources.at_most > 1 and _is_one_passage(group) and not any(r.known for r in sources.roots):
        # copies of one passage name nobody more often than it does: *Beamte in Kiew und Seoul* are two in each
        named = Counter(article for r in sources.roots for article in {e.article for e in r.evidence})
        most = max(1, sources.at_least, *named.values())
        sources = sources._replace(at_most=min(sources.at_most, most))
    unlisted = why_unlisted(group, sources.roots)
    return Claim(
        id=digest("claim", everyone[0].statement.id),
        text=_text(group.core),
        status=_status(relations, sources),
        weight=_carriers(everyone),
        sources=sources.at_least,
        sources_at_most=sources.at_most,
        roots=sources.roots,
        members=tuple(_member(p, speakers) for p in everyone),
        relations=relations,
        sure=not unlisted,
        reasons=(*((unlisted,) if unlisted else ()), *_reasons(group), *sources.reasons),
    )


def _is_one_passage(group: Group) -> bool:
    """True where all members are near-verbatim copies of one wording."""
    return all(p is group.core or (p.words and same_wording(group.core, p)[0] == 1.0) for p in group.members)


def _open_claim(group: Group, verdicts: Sequence[Verdict], speakers: Speakers) -> Claim:
    """Claims that may be one, as a row that the tool is unsure of."""
    claim = _claim(group, speakers)
    reasons = _one_of_each(r for v in verdicts for r in v.reasons)
    own = digest("claims", *(m.statement for m in claim.members))
    return replace(claim, id=own, sure=False, reasons=("may be one claim", *reasons))


def _carriers(group: Iterable[Proposition]) -> int:
    """How many articles carry the claim; the versions of one article are one."""
    return len({first_version(p.said.member.article) for p in group})


def _text(each: Proposition) -> str:
    """The words of the statement, verbatim; parts that stand apart are joined by an ellipsis. Where the text does not
    give what is said, the words that say so."""
    text = each.said.member.article.text
    return " … ".join(even(s.of(text)) for s in each.statement.quote or each.statement.cue)


def _member(each: Proposition, speakers: Speakers) -> Member:
    """The statement with its speaker by the name that the story has for him."""
    statement, article = each.statement, each.said.member.article
    name = statement.speaker_name or speakers.described(each.said.member, statement)
    return Member(
        statement=statement.id,
        article=article.id,
        start=statement.span.start,
        end=statement.span.end,
        speaker=name and speakers.name_of(article.id, name),
        mode=statement.mode,
        stance=statement.stance,
        via=statement.via,
    )


def _relations(group: Group) -> Iterator[MemberRelation]:
    """How each other member stands to the clearest; of `more_specific` the one that says more comes first. Quoted words
    inside a statement are its wording and are compared with nothing; they deny where it does."""
    core, kind = group.core.statement.id, {group.core.statement.id: "same"}
    for other in group.members:
        if other is group.core:
            continue
        verdict = compare_statements(group.core, other)
        a, b = core, other.statement.id
        kind[b] = verdict.relation if verdict.relation == "contradicts" else "same"
        if verdict.relation == "more_specific" and not verdict.narrower:
            a, b = b, a
        yield MemberRelation(a, b, verdict.relation)
    for part in group.parts:
        whole = part.statement.parent or core
        if kind.get(whole) == "contradicts":
            yield MemberRelation(core, part.statement.id, "contradicts")


def _status(relations: Iterable[MemberRelation], sources: Sources) -> ClaimStatus:
    """As DESIGN 2 defines it: what denies or contradicts another member wins over the rest; a denial of what nobody
    says is a claim like any other."""
    if any(r.relation == "contradicts" for r in relations):
        return "disputed"
    if all(r.kind == "unknown" for r in sources.roots):
        return "unsourced"
    return "corroborated" if sources.at_least >= 2 else "single_source"


def _reasons(group: Group) -> tuple[str, ...]:
    others = [p for p in group.members if p is not group.core]
    if not others:
        return ()
    articles = _carriers(group.members)
    if all(p.words == group.core.words and p.echo is None for p in others):
        return (f"same words: {articles}",)
    verdicts = sorted((compare_statements(group.core, p) for p in others), key=lambda v: -v.score)
    if all({"same words", "nearly the same words"}.intersection(v.reasons) for v in verdicts):
        return (f"nearly the same words: {articles}",)
    return ("in other words", *_one_of_each(r for v in verdicts for r in v.reasons)[:MOST_REASONS])


def _one_of_each(reasons: Iterable[str]) -> list[str]:
    """The first reason with each phrase."""
    found: dict[str, str] = {}
    for reason in reasons:
        found.setdefault(reason.partition(": ")[0], reason)
    return list(found.values())


def _rank(group: Sequence[Proposition]) -> tuple[object, ...]:
    """More articles first, then title or standfirst, then the earlier date, then the place in the text."""
    first = group[0].said
    published = first.member.article.published
    headline = any(p.statement.section in ("title", "standfirst") for p in group)
    return (
        -_carriers(group),
        not headline,
        (published.from_ or UNDATED) if published else UNDATED,
        first.member.article.id,
        first.statement.span,
        first.statement.id,
    )
