"""What a reader sees first: four short lists, each line with who, outlet, time and the sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quellenlage.domain.dossier import Claim, Story
from quellenlage.domain.standing import corroborated, said_by_somebody
from quellenlage.report.evidence import Library
from quellenlage.report.lines import EvidenceView, LineView, earliest
from quellenlage.report.parts.claims import status
from quellenlage.report.parts.disputes import DisputeView, SideView
from quellenlage.report.parts.figures import FigureView, ValueView
from quellenlage.report.parts.members import claim_text, member_evidence, speakers_of
from quellenlage.report.reasons import told
from quellenlage.report.shown import number
from quellenlage.report.translate import msg

SHOWN = 5
"""Lines of a list: what a reader takes in at a glance."""

STEM = 5
"""Letters at the beginning of a noun that its cases share."""

SPEAKERS = 3
"""Names shown of those who say the same."""

TITLES = {
    "corroborated": msg("Corroborated"),
    "single_source": msg("Single source"),
    "disputed": msg("Disputed"),
    "figures": msg("Latest figures"),
}
EMPTY = {
    "corroborated": msg("No claim rests on two independent sources."),
    "single_source": msg("No claim rests on one named source alone."),
    "disputed": msg("Nobody contradicts what another says."),
    "figures": msg("The articles give no figures."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefLine(LineView):
    """One line: `who` says it (empty where nobody is named), `outlets` that carry it, `day` in words and `iso` of the
    article that had it first (of a figure: last), `note` on how much it rests, `lead` the number or the kind of dispute
    in front of the sentence, `against` the sentence of a dispute's other side, `goto` the anchor of its full line."""

    who: str
    outlets: tuple[str, ...]
    day: str
    iso: str | None
    note: str
    lead: str
    against: str
    goto: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefList:
    """One of the four lists: `key` is `corroborated`, `single_source`, `disputed` or `figures`; `more` is how many
    further lines the full part has; `empty` says why there are none."""

    key: str
    title: str
    lines: tuple[BriefLine, ...]
    more: int
    empty: str


def brief(
    story: Story,
    disputes: Sequence[DisputeView],
    figures: Sequence[FigureView],
    goto: Mapping[str, str],
    library: Library,
    anchor: str,
) -> tuple[BriefList, ...]:
    """The four lists, of sure rows only. `disputes` and `figures` are the sure views of the page, `goto` the anchors of
    claims by id."""
    claims = [claim for claim in story.claims if claim.sure and said_by_somebody(claim)]
    lists = {
        "corroborated": claim_lines((c for c in corroborated(story) if said_by_somebody(c)), goto, library),
        "single_source": claim_lines((c for c in claims if c.status == "single_source"), goto, library),
        "disputed": [dispute_line(d) for d in disputes]
        or claim_lines((c for c in claims if c.status == "disputed"), goto, library),
        "figures": [figure_line(f, library) for f in latest(figures)],
    }
    _ = library.translate
    return tuple(
        BriefList(
            key=key,
            title=_(TITLES[key]),
            lines=tuple(anchored(lines[:SHOWN], f"{anchor}-b{key[0]}")),
            more=len(lines) - min(len(lines), SHOWN),
            empty=_(EMPTY[key]),
        )
        for key, lines in lists.items()
    )


def claim_lines(claims: Iterable[Claim], goto: Mapping[str, str], library: Library) -> list[BriefLine]:
    """The claims as lines, those whose words another one has already left out."""
    lines: dict[str, BriefLine] = {}
    for claim in claims:
        line = claim_line(claim, goto, library)
        lines.setdefault(line.text, line)
    return list(lines.values())


def claim_line(claim: Claim, goto: Mapping[str, str], library: Library) -> BriefLine:
    """One claim: its sentence, everybody who says it, and the article that had it first."""
    _ = library.translate
    evidence = tuple(member_evidence(m, library) for m in claim.members)
    carried = _.plural("in {n} article", "in {n} articles", claim.weight).format(n=number(claim.weight, _.ui))
    notes = [carried] if claim.weight > 1 else []
    if claim.status == "corroborated":
        notes.append(status(claim, _))
    return line(
        evidence,
        text=claim_text(claim, library),
        id_=claim.id,
        who=", ".join(speakers_of(claim, library)[:SPEAKERS]),
        note=", ".join(notes),
        goto=goto.get(claim.id, ""),
        reasons=told(claim.reasons, library),
    )


def dispute_line(view: DisputeView) -> BriefLine:
    """One dispute: the sentence of its first side, and against it that of the next."""
    first, second = (*view.sides, None, None)[:2]
    return line(
        view.evidence,
        text=sentence(first) or view.text,
        against=sentence(second),
        id_=view.id,
        who=" / ".join(side.title for side in view.sides),
        lead=view.kind,
        goto=view.anchor,
        reasons=view.reasons,
    )


def sentence(side: SideView | None) -> str:
    """The sentence in the first place of a side."""
    return side.evidence[0].sentence.strip() if side and side.evidence else ""


def latest(figures: Sequence[FigureView]) -> list[FigureView]:
    """Figures by the day of their last value, the newest first; those that several articles give before the rest."""

    def order(view: FigureView) -> tuple[bool, str]:
        articles = {place.article for value in view.values for place in value.evidence}
        return len(articles) > 1, newest(view).evidence[0].iso or ""

    return sorted((f for f in figures if f.values[0].evidence), key=order, reverse=True)


def newest(view: FigureView) -> ValueView:
    """The value of the article that came out last; of undated ones the first."""
    return max(view.values, key=lambda value: value.evidence[0].iso or "")


def figure_line(view: FigureView, library: Library) -> BriefLine:
    """One figure: its newest value, whose it is, and the sentence that gives it."""
    _ = library.translate
    value = newest(view)
    others = len({v.number for v in view.values} - {value.number})
    more = _.plural("{n} other value", "{n} other values", others).format(n=number(others, _.ui))
    return line(
        value.evidence,
        text=value.evidence[0].sentence.strip(),
        id_=view.id,
        who=value.owner,
        lead=value.number if names_it(value.number, view.object) else f"{view.object}: {value.number}",
        note=more if others else "",
        goto=view.anchor,
        reasons=view.reasons,
    )


def names_it(number: str, thing: str) -> bool:
    """True if the words of a number hold what is counted already, in whatever case: *drei Brücken*, Brücke."""
    begin = thing.casefold()[:STEM]
    return any(word.casefold().startswith(begin) for word in number.split())


def line(
    evidence: tuple[EvidenceView, ...],
    *,
    text: str,
    id_: str,
    who: str,
    goto: str,
    reasons: tuple[str, ...],
    note: str = "",
    lead: str = "",
    against: str = "",
) -> BriefLine:
    """A line whose outlets and day come from where it stands; the anchor is given when the list is cut."""
    first = earliest(evidence)
    return BriefLine(
        anchor="",
        id=id_,
        text=text,
        labels=(),
        evidence=evidence,
        reasons=reasons,
        who=who,
        outlets=tuple(dict.fromkeys(place.outlet for place in evidence)),
        day=first.day if first else "",
        iso=first.iso if first else None,
        note=note,
        lead=lead,
        against=against,
        goto=goto,
    )


def anchored(lines: Sequence[BriefLine], anchor: str) -> Iterable[BriefLine]:
    """The lines with anchors of their own."""
    return (replace(one, anchor=f"{anchor}{n}") for n, one in enumerate(lines, 1))
