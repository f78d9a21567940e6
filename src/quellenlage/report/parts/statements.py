"""Who says what: every statement of a story, by speaker."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from quellenlage.domain.dossier import Claim, Member, Story
from quellenlage.domain.standing import against_it
from quellenlage.report.evidence import Library
from quellenlage.report.lines import LineView, Part
from quellenlage.report.parts.claims import status
from quellenlage.report.parts.members import (
    hedge,
    member_evidence,
    speaker,
    stance,
    statement_of,
    statement_text,
    via,
    words,
)
from quellenlage.report.reasons import told
from quellenlage.report.shown import number, one_line
from quellenlage.report.terms import MODES

FEWEST_WORDS = 4
"""Quoted words that have a line of their own beside the statement that holds them. On the sample articles fewer never
said anything alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView(LineView):
    """One statement: `id` is that of the statement, `claim` that of its claim; `who` are the article's words for a
    speaker without a name, `stance` and `mode` in words, `hedge` how sure it is given, `via` through whom it came,
    `again` what the same claim looks like elsewhere."""

    claim: str
    who: str
    stance: str
    stance_key: str
    mode: str
    mode_key: str
    hedge: str
    via: tuple[str, ...]
    again: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerView:
    """Everything one speaker says; `named` is False for the groups without a name."""

    anchor: str
    name: str
    named: bool
    count: str
    lines: tuple[StatementView, ...]


def statements(story: Story, library: Library, anchor: str) -> Part[SpeakerView]:
    """Who says what, by speaker: the one with most statements first; those without a name, and the outlets' own
    account, at the end. Within a speaker the statements of most weight first."""
    _ = library.translate
    shown = {m.statement for claim in story.claims for m in claim.members if claim.sure}
    said = [one for claim in story.claims for one in by_voice(claim) if not only_inside(one, shown, library)]
    sure = by_speaker([s for s in said if s.claim.sure], library, f"{anchor}-p")
    unsure = by_speaker([s for s in said if not s.claim.sure], library, f"{anchor}-q")
    return Part(sure, unsure, _("No statement by anybody was found in these articles."))


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of one speaker with the claim it belongs to; `members` are the places where it is made."""

    claim: Claim
    members: tuple[Member, ...]

    @property
    def member(self) -> Member:
        """The first place: its words are shown."""
        return self.members[0]


def by_voice(claim: Claim) -> Iterator[Said]:
    """The claim's members, those of the same speaker and stance as one statement made in several places."""
    voices: dict[tuple[str | None, str, bool], list[Member]] = {}
    for m in claim.members:
        voices.setdefault((m.speaker, m.stance, m.mode == "narration"), []).append(m)
    return (Said(claim, tuple(members)) for members in voices.values())


def only_inside(said: Said, shown: Collection[str], library: Library) -> bool:
    """True for a few quoted words inside a statement that has a line of its own: alone they say nothing (*„sehr
    ernst“*)."""
    found = [statement_of(m, library) for m in said.members]
    return all(
        s is not None
        and s.by.rule == "quoted words"
        and s.parent in shown
        and len(words(m.article, s.quote, library).split()) < FEWEST_WORDS
        for m, s in zip(said.members, found, strict=True)
    )


def by_speaker(said: Sequence[Said], library: Library, anchor: str) -> tuple[SpeakerView, ...]:
    """One group per speaker."""
    _ = library.translate
    groups: dict[tuple[int, str], list[Said]] = {}
    for one in said:
        groups.setdefault(speaker_key(one.member, library), []).append(one)
    ordered = sorted(groups.items(), key=lambda group: (group[0][0], -len(group[1])))
    return tuple(
        SpeakerView(
            anchor=f"{anchor}{n}",
            name=name,
            named=rank == 0,
            count=_.plural("{n} statement", "{n} statements", len(group)).format(n=number(len(group), _.ui)),
            lines=tuple(statement_view(one, f"{anchor}{n}-{m}", library) for m, one in enumerate(group, 1)),
        )
        for n, ((rank, name), group) in enumerate(ordered, 1)
    )


def speaker_key(member: Member, library: Library) -> tuple[int, str]:
    """Where a statement is listed: under its speaker, under *no named speaker*, or under the outlets' own account."""
    _ = library.translate
    if member.mode == "narration":
        return 2, _("The outlets themselves")
    name = speaker(member, library) if member.speaker else ""
    return (0, name) if name else (1, _("No named speaker"))


def statement_view(said: Said, anchor: str, library: Library) -> StatementView:
    """One statement as its speaker's line."""
    _ = library.translate
    member, found = said.member, statement_of(said.member, library)
    return StatementView(
        anchor=anchor,
        id=member.statement,
        claim=said.claim.id,
        text=statement_text(member, library) or one_line(said.claim.text),
        labels=(),
        evidence=tuple(member_evidence(m, library) for m in said.members),
        reasons=told((found.by.reason,), library) if found else (),
        who="" if member.speaker else speaker(member, library),
        stance=stance(member.stance, found, _),
        stance_key=member.stance,
        mode=_(MODES[member.mode]),
        mode_key=member.mode,
        hedge=hedge(member, library),
        via=via(member, library),
        again=again(said, library),
    )


def again(said: Said, library: Library) -> str:
    """What the same claim looks like elsewhere, empty if nobody else makes it. Who stands against it does not say it
    again, nor does a later version of the same article."""
    _, first = library.translate, library.first_version
    own = {first(m.article) for m in said.members}
    against = against_it(said.claim)
    side = said.member.statement in against
    others = len({first(m.article) for m in said.claim.members if (m.statement in against) == side} - own)
    if not against:
        # of a claim in very many places a page may hold some of them
        others = max(others, said.claim.weight - len(own))
    found = []
    if others:
        also = _.plural("also in {n} other article", "also in {n} other articles", others)
        found.append(also.format(n=number(others, _.ui)))
    if said.claim.status in ("corroborated", "disputed"):
        found.append(status(said.claim, _))
    return ", ".join(found)
