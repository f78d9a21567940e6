"""What a reader sees first: four short lists, each line with who, outlet, time and the sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from quellenlage.domain.article import Published
from quellenlage.domain.dossier import Claim, Story
from quellenlage.domain.span import Span
from quellenlage.domain.standing import corroborated, said_by_somebody
from quellenlage.report.evidence import Library
from quellenlage.report.lines import EvidenceView, LineView, earliest
from quellenlage.report.parts.claims import status
from quellenlage.report.parts.disputes import DisputeView, SideView
from quellenlage.report.parts.figures import FigureView, ValueView
from quellenlage.report.parts.members import claim_text, member_evidence, opposed, speakers_of
from quellenlage.report.reasons import told
from quellenlage.report.shown import number
from quellenlage.report.translate import Translator, msg

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
UNORDERED = msg("Figures")
"""The title of the figures where it is not known which of several values came last."""
EMPTY = {
    "corroborated": msg("No claim was found that rests on two independent sources."),
    "single_source": msg("No claim was found that rests on one named source alone."),
    "disputed": msg("Nobody was found who contradicts what another says."),
    "figures": msg("No figures were found that could be compared."),
}
"""What was looked for and not found: that there is none, nobody knows."""


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
    several = (claim for claim in corroborated(story) if said_by_somebody(claim))
    newest_first = latest(figures, library)

    def told_of(found: Iterable[Claim]) -> list[Callable[[], BriefLine]]:
        return [partial(claim_line, claim, goto, library) for claim in each_wording(found, library)]

    # a line is made when it is shown: of hundreds of claims a list shows five
    lists: dict[str, list[Callable[[], BriefLine]]] = {
        "corroborated": told_of(several),
        "single_source": told_of(c for c in claims if c.status == "single_source" and not is_disputed(c, story)),
        "disputed": [partial(dispute_line, d) for d in disputes]
        or told_of(c for c in claims if c.status == "disputed"),
        "figures": [partial(figure_line, f, library) for f in newest_first],
    }
    _ = library.translate
    ordered = all(is_ordered(f, library) for f in newest_first[:SHOWN])
    titles = TITLES if ordered else TITLES | {"figures": UNORDERED}
    hidden = unsure_rows(story)
    return tuple(
        BriefList(
            key=key,
            title=_(titles[key]),
            lines=tuple(anchored([line() for line in lines[:SHOWN]], f"{anchor}-b{key[0]}")),
            more=len(lines) - min(len(lines), SHOWN),
            empty=not_found(_(EMPTY[key]), hidden[key], _),
        )
        for key, lines in lists.items()
    )


def unsure_rows(story: Story) -> Mapping[str, int]:
    """How many rows each list leaves out because nobody should rely on them unseen."""
    claims = sum(not claim.sure and said_by_somebody(claim) for claim in story.claims)
    return {
        "corroborated": claims,
        "single_source": claims,
        "disputed": sum(not row.sure for row in story.disputes),
        "figures": sum(not row.sure for row in story.figures),
    }


def not_found(words: str, hidden: int, _: Translator) -> str:
    """Why a list is empty, with how many rows are hidden that might have filled it."""
    if not hidden:
        return words
    more = _.plural("{n} uncertain connection is hidden", "{n} uncertain connections are hidden", hidden)
    return f"{words.removesuffix('.')} ({more.format(n=number(hidden, _.ui))})."


def is_disputed(claim: Claim, story: Story) -> bool:
    """True if the claim stands in a sure dispute, whatever its status: one of its places is on a side of it."""
    places = [(e.article, e.span) for row in story.disputes if row.sure for side in row.sides for e in side.evidence]
    return any(
        article == m.article and span.overlaps(Span(m.start, m.end)) for article, span in places for m in claim.members
    )


def each_wording(claims: Iterable[Claim], library: Library) -> list[Claim]:
    """The claims without those whose words another one has already."""
    found: dict[str, Claim] = {}
    for claim in claims:
        found.setdefault(claim_text(claim, library), claim)
    return list(found.values())


def claim_line(claim: Claim, goto: Mapping[str, str], library: Library) -> BriefLine:
    """One claim: its sentence, everybody who says it, and the article that had it first."""
    _ = library.translate
    evidence = tuple(member_evidence(m, library) for m in claim.members)
    carried = _.plural("in {n} article", "in {n} articles", claim.weight).format(n=number(claim.weight, _.ui))
    notes = [words for words in (opposed(claim, library), carried if claim.weight > 1 else "") if words]
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
        against=against_it(first, second),
        id_=view.id,
        who=" / ".join(side.title for side in view.sides if side.title),
        lead=view.kind,
        goto=view.anchor,
        reasons=view.reasons,
    )


def against_it(first: SideView | None, second: SideView | None) -> str:
    """The other side's sentence; who says what, where one sentence tells both sides."""
    told = sentence(second)
    return second.title if second and told == sentence(first) else told


def sentence(side: SideView | None) -> str:
    """The sentence in the first place of a side."""
    return side.evidence[0].sentence.strip() if side and side.evidence else ""


def latest(figures: Sequence[FigureView], library: Library) -> list[FigureView]:
    """Figures by the day of their last value, the newest first; those that several articles give before the rest."""

    def order(view: FigureView) -> tuple[bool, str]:
        articles = {place.article for value in view.values for place in value.evidence}
        return len(articles) > 1, newest(view, library).evidence[0].iso or ""

    return sorted((f for f in figures if all(v.evidence for v in f.values)), key=order, reverse=True)


def newest(view: FigureView, library: Library) -> ValueView:
    """The value of the article that came out last; where that is not known, the one that most places give. Words like
    *mehrere* are no newer number than a number."""
    values = numbered(view)
    if is_ordered(view, library):
        return max(values, key=lambda value: value.evidence[0].iso or "")
    return max(values, key=lambda value: sum(len(v.evidence) for v in values if figure_of(v) == figure_of(value)))


def numbered(view: FigureView) -> Sequence[ValueView]:
    """The values that are numbers; all of them, where none is."""
    return [v for v in view.values if (v.low, v.high) != (None, None)] or view.values


def figure_of(value: ValueView) -> tuple[float | None, float | None, str]:
    """What two values have in common that are equal, whatever the words."""
    return value.low, value.high, value.comparator


def is_ordered(view: FigureView, library: Library) -> bool:
    """True if it is known which of the different values came last: no day, or days that overlap, tell nothing."""
    values = numbered(view)
    last = max(values, key=lambda value: value.evidence[0].iso or "")
    others = {v.evidence[0].article for v in values if figure_of(v) != figure_of(last)} - {last.evidence[0].article}
    day, before = library.date(last.evidence[0].article), [library.date(article) for article in sorted(others)]
    if not before:
        return True
    if day is None or day.first is None:
        return False
    return all(one is not None and one.last is not None and _not_after(one, day) for one in before)


def _not_after(one: Published, other: Published) -> bool:
    """True if `one` came out before `other`, or on the same known day."""
    ends, begins = one.last, other.first
    if ends is None or begins is None:
        return False
    return ends < begins or (one.day is not None and one.day == other.day)


def figure_line(view: FigureView, library: Library) -> BriefLine:
    """One figure: its newest value, whose it is, and the sentence that gives it."""
    _ = library.translate
    value = newest(view, library)
    others = len({figure_of(v) for v in numbered(view)} - {figure_of(value)})
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
