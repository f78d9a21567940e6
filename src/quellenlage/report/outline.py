"""A story as sections, groups and entries in the order of the page: what every output draws that has no layout of its
own (terminal, Markdown, PDF, DOCX)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from quellenlage.report.lines import EvidenceView, LineView, Part, entries, sources
from quellenlage.report.shown import number
from quellenlage.report.translate import Translator
from quellenlage.report.view import (
    ActorsView,
    BriefList,
    ClaimChainsView,
    ClaimView,
    DayView,
    DisputeView,
    DriftView,
    FigureView,
    FindingView,
    GapView,
    PairView,
    ReuseView,
    SpeakerView,
    StoryView,
    WordingView,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry: `tag` are short words in front of the text, `about` short words after it, `below` whole lines under
    it, `children` entries that belong to it (places of a claim, sides of a dispute)."""

    text: str
    tag: str = ""
    about: tuple[str, ...] = ()
    evidence: tuple[EvidenceView, ...] = ()
    below: tuple[str, ...] = ()
    children: tuple[Entry, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Entries under one head (empty for none); `empty` says why there are none, `numbered` that their order counts,
    `over` is a heading above that of this group and the next ones."""

    entries: tuple[Entry, ...]
    head: str = ""
    count: str = ""
    empty: str = ""
    numbered: bool = False
    over: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a story. `unsure` are the groups nobody should rely on unseen, `n_unsure` how many entries they hold;
    `dated` is True where the heads of the groups are dates; `empty` says why there is nothing at all, `note` by what
    rule there is what there is."""

    key: str
    title: str
    groups: tuple[Group, ...]
    unsure: tuple[Group, ...] = ()
    n_unsure: int = 0
    dated: bool = False
    empty: str = ""
    note: str = ""


def outline(story: StoryView, _: Translator) -> tuple[Section, ...]:
    """All parts of a story but the list of its articles."""

    def section(
        key: str, part: Part[T], draw: Callable[[Sequence[T]], Iterable[Group]], *, title: str = "", dated: bool = False
    ) -> Section:
        return Section(
            key=key,
            title=title or story.title_of(key),
            groups=tuple(draw(part.rows)),
            unsure=tuple(draw(part.unsure)),
            n_unsure=entries(part.unsure),
            dated=dated,
            empty="" if part else part.empty,
            note=story.explained.get(key, "") if part else "",
        )

    def one(draw: Callable[[T], Entry], *, numbered: bool = False) -> Callable[[Sequence[T]], list[Group]]:
        return lambda rows: [Group(entries=tuple(draw(row) for row in rows), numbered=numbered)] if rows else []

    recalled = _("Background: what the articles recall")
    return (
        Section(
            key="brief", title=story.title_of("brief"), groups=tuple(brief_group(found, _) for found in story.brief)
        ),
        section("chronicle", story.chronicle, lambda rows: map(day_group, rows), dated=True),
        *(
            [section("background", story.background, lambda rows: map(day_group, rows), title=recalled, dated=True)]
            if story.background
            else []
        ),
        section("claims", story.claims, one(lambda row: claim_entry(row, _), numbered=True)),
        section("disputes", story.disputes, one(dispute_entry)),
        section("figures", story.figures, lambda rows: figure_groups(rows, _)),
        section("statements", story.statements, lambda rows: map(speaker_group, rows)),
        section("chains", story.chains, one(chains_entry)),
        section("gaps", story.gaps, one(lambda row: gap_entry(row, _))),
        section("wording", story.wording, lambda rows: map(wording_group, rows)),
        section("drift", story.drift, lambda rows: map(drift_group, rows)),
        section("findings", story.findings, one(finding_entry)),
        section("relations", story.relations, lambda rows: map(pair_group, rows)),
        section("reuse", story.reuse, one(reuse_entry)),
        *([notices(story, _)] if story.notices else []),
        section("actors", story.actors, lambda rows: map(actors_group, rows)),
    )


def brief_group(found: BriefList, _: Translator) -> Group:
    """One of the four lists."""
    return Group(
        head=found.title,
        empty=found.empty,
        numbered=True,
        entries=tuple(
            Entry(
                text=line.text,
                tag=line.lead,
                about=words(line.who, *places(line.evidence), line.note),
                evidence=line.evidence,
                below=words(f"{_('Against it')}: {line.against}" if line.against else ""),
            )
            for line in found.lines
        ),
    )


def day_group(day: DayView) -> Group:
    """A day of the chronicle."""
    return Group(head=day.date, over=day.over, entries=tuple(line_entry(line) for line in day.lines))


def line_entry(line: LineView) -> Entry:
    """A line with its labels in front."""
    return Entry(text=line.text, tag=", ".join(line.labels), evidence=line.evidence)


def claim_entry(claim: ClaimView, _: Translator) -> Entry:
    """A claim; where its places differ, each with how it stands to the others."""
    rests = "; ".join(f"{root.name} ({', '.join(root.about)})" if root.about else root.name for root in claim.roots)
    return Entry(
        id=claim.id,
        text=claim.text,
        about=(*claim.spread, *claim.apart),
        evidence=() if claim.differ else claim.evidence,
        below=words(f"{_('Rests on')}: {rests}" if rests else "", *claim.one),
        children=tuple(
            Entry(
                id=member.id,
                text=member.evidence.sentence.strip() or member.text,
                tag=f"{number(member.n, _.ui)}",
                about=words(member.who, *member.about, *(d.text for d in member.differences)),
                evidence=(member.evidence,),
            )
            for member in claim.members
        )
        if claim.differ
        else (),
    )


def dispute_entry(dispute: DisputeView) -> Entry:
    """A dispute with its sides."""
    return Entry(
        text=dispute.text,
        tag=dispute.kind,
        children=tuple(
            Entry(text=side.whole, tag=side.title, evidence=side.evidence) if side.evidence else Entry(text=side.title)
            for side in dispute.sides
        ),
    )


def figure_groups(figures: Sequence[FigureView], _: Translator) -> list[Group]:
    """The numbers for each object that several places give, then those of one place alone."""
    alone = [figure for figure in figures if figure.alone]
    compared = [
        Group(
            head=figure.object,
            entries=tuple(
                Entry(
                    text=value.number,
                    about=words(value.according_to, *places(value.evidence)),
                    evidence=value.evidence,
                )
                for value in figure.values
            ),
        )
        for figure in figures
        if not figure.alone
    ]
    if not alone:
        return compared
    head = _.plural("{n} figure that only one place gives", "{n} figures that only one place gives", len(alone))
    lines = tuple(
        Entry(
            text=value.number,
            tag=figure.object,
            about=words(value.owner, *places(value.evidence)),
            evidence=value.evidence,
        )
        for figure in alone
        for value in figure.values
    )
    return [*compared, Group(head=head.format(n=number(len(alone), _.ui)), entries=lines)]


def speaker_group(speaker: SpeakerView) -> Group:
    """Everything one speaker says."""
    return Group(
        head=speaker.name,
        count=speaker.count,
        entries=tuple(
            Entry(
                id=line.id,
                text=line.text,
                tag=line.stance,
                about=words(line.who, line.mode, line.hedge, *line.via, line.again),
                evidence=line.evidence,
            )
            for line in speaker.lines
        ),
    )


def chains_entry(claim: ClaimChainsView) -> Entry:
    """The chains of one claim."""
    return Entry(
        text=claim.text,
        about=words(claim.sources, *claim.reasons),
        children=tuple(Entry(text=chain.text, about=chain.reasons, evidence=chain.evidence) for chain in claim.lines),
    )


def gap_entry(gap: GapView, _: Translator) -> Entry:
    """What only some outlets carry."""
    return Entry(
        text=gap.text,
        about=words(", ".join(gap.speakers), gap.opposed),
        evidence=gap.evidence,
        below=(f"{_('found in')} {', '.join(gap.carried_by)}; {_('not found in')} {', '.join(gap.left_out_by)}",),
    )


def wording_group(row: WordingView) -> Group:
    """The words for one referent."""
    return Group(
        head=row.referent,
        entries=tuple(
            Entry(text=word.label, about=words(*word.outlets, *word.about), evidence=word.evidence)
            for word in row.words
        ),
    )


def drift_group(row: DriftView) -> Group:
    """One quotation and its forms."""
    return Group(
        head=" – ".join(words(row.text, row.speaker)),
        entries=tuple(
            Entry(
                text=form.text,
                tag=form.kind,
                about=words(form.speaker if form.speaker != row.speaker else ""),
                evidence=form.evidence,
            )
            for form in row.forms
        ),
    )


def finding_entry(row: FindingView) -> Entry:
    """A headline that says more than its text, and what it says more."""
    return Entry(text=row.text, about=row.reasons, evidence=row.evidence)


def pair_group(pair: PairView) -> Group:
    """What one did to another."""
    return Group(
        head=f"{pair.source} {'↔' if pair.mutual else '→'} {pair.target}",
        entries=tuple(
            Entry(text=line.text, tag=", ".join(words(line.event, line.date)), evidence=line.evidence)
            for line in pair.lines
        ),
    )


def reuse_entry(row: ReuseView) -> Entry:
    """A passage and who had it first."""
    return Entry(text=row.text, tag=f"{row.kind}, {row.words}", about=words(row.first, row.why), evidence=row.places)


def notices(story: StoryView, _: Translator) -> Section:
    """Standing notices, which are no news."""
    rows = story.notices.rows + story.notices.unsure
    return Section(
        key="reuse",
        title=_("Standing notices, no news"),
        groups=(Group(entries=tuple(reuse_entry(row) for row in rows)),),
    )


def actors_group(group: ActorsView) -> Group:
    """Names of one type."""
    return Group(
        head=group.type,
        entries=tuple(
            Entry(
                id=actor.id,
                text=actor.name,
                about=(*actor.roles, *(f"„{alias}“" for alias in actor.aliases), actor.mentions),
                evidence=actor.evidence,
            )
            for actor in group.actors
        ),
    )


def places(evidence: Sequence[EvidenceView]) -> tuple[str, ...]:
    """Outlet and day of every article behind a line."""
    return tuple(f"{outlet}, {day}" for outlet, day in sources(evidence))


def words(*given: str) -> tuple[str, ...]:
    """Those that are not empty."""
    return tuple(word for word in given if word)
