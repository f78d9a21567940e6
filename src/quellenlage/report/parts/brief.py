"""What a reader sees first: four short lists, each line with who, outlet, time and the sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial, reduce

from quellenlage.domain.article import Published
from quellenlage.domain.dossier import Claim, Story, TimelineRow
from quellenlage.domain.foremost import Head, foremost, of_claims, of_disputes, of_news, own_news
from quellenlage.domain.span import Span
from quellenlage.domain.standing import corroborated, said_by_somebody
from quellenlage.report.evidence import Library
from quellenlage.report.lines import EvidenceView, LineView, earliest
from quellenlage.report.parts.claims import independent, status
from quellenlage.report.parts.disputes import DisputeView, SideView
from quellenlage.report.parts.figures import FigureView
from quellenlage.report.parts.latest import LATEST, figures_title, latest, names_it, newest, other_values
from quellenlage.report.parts.members import claim_text, in_a_sentence, member_evidence, opposed, speakers_of
from quellenlage.report.reasons import told
from quellenlage.report.shown import listed, number, one_line
from quellenlage.report.translate import Translator, msg

SHOWN = 5
"""Lines of a list: what a reader takes in at a glance."""

SPEAKERS = 3
"""Names shown of those who say the same."""

SEVERAL = 2
"""Independent sources that bear each other out."""

TITLES = {
    "corroborated": msg("Corroborated"),
    "single_source": msg("Single source"),
    "disputed": msg("Disputed"),
    "figures": LATEST,
}
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
    *,
    whole: bool = True,
) -> tuple[BriefList, ...]:
    """The four lists, of sure rows only. `disputes` and `figures` are the sure views of the page, `goto` the anchors of
    claims by id; a story that is not `whole` holds the rows which the lists choose from: what is hidden nobody counts
    there."""
    claims = [claim for claim in story.claims if claim.sure and said_by_somebody(claim)]
    several = (claim for claim in corroborated(story) if said_by_somebody(claim))
    newest_first = latest(figures, library)

    def told_of(found: Iterable[Claim], news: Sequence[TimelineRow] = ()) -> list[Callable[[], BriefLine]]:
        kept = each_wording(found, library)
        makers: dict[str, Callable[[], BriefLine]] = {c.id: partial(claim_line, c, goto, library) for c in kept}
        makers |= {row.id: partial(news_line, row, anchor, story, library) for row in news}
        return [makers[i] for i in foremost([*of_claims(kept, story), *of_news(news)], heads)]

    heads = heads_of(story, library)
    by_id = {view.id: view for view in disputes}
    rows = [row for row in story.disputes if row.id in by_id]

    # a line is made when it is shown: of hundreds of claims a list shows five
    lists: dict[str, list[Callable[[], BriefLine]]] = {
        "corroborated": told_of(several),
        "single_source": told_of(
            (c for c in claims if c.status == "single_source" and not is_disputed(c, story)), own_news(story, heads)
        ),
        "disputed": [partial(dispute_line, by_id[i], story, library) for i in foremost(of_disputes(rows), heads)]
        or told_of(c for c in claims if c.status == "disputed"),
        "figures": [partial(figure_line, f, library) for f in newest_first],
    }
    _ = library.translate
    titles = TITLES | {"figures": figures_title(newest_first[:SHOWN], library)}
    hidden = unsure_rows(story) if whole else dict.fromkeys(lists, 0)
    contested = sum(c.status == "disputed" and c.sources >= SEVERAL for c in claims)
    return tuple(
        BriefList(
            key=key,
            title=_(titles[key]),
            lines=tuple(anchored([line() for line in lines[:SHOWN]], f"{anchor}-b{key[0]}")),
            more=len(lines) - min(len(lines), SHOWN),
            empty=not_found(none_of(key, contested, _), hidden[key], _),
        )
        for key, lines in lists.items()
    )


def none_of(key: str, contested: int, _: Translator) -> str:
    """Why a list is empty: that no claim has two sources would be wrong where a disputed one has."""
    if key != "corroborated" or not contested:
        return _(EMPTY[key])
    form = _.plural(
        "No undisputed claim was found that rests on two independent sources; {n} that does stands under “Disputed”.",
        "No undisputed claim was found that rests on two independent sources; {n} that do stand under “Disputed”.",
        contested,
    )
    return form.format(n=number(contested, _.ui))


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
    more = _.plural("{n} uncertain entry is hidden", "{n} uncertain entries are hidden", hidden)
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
    if claim.status == "corroborated" or claim.sources_at_most > 1:
        notes.append(status(claim, _))
    return line(
        evidence,
        text=claim_text(claim, library),
        id_=claim.id,
        who=named_few(speakers_of(claim, library), _),
        note=", ".join(notes),
        goto=goto.get(claim.id, ""),
        reasons=told(claim.reasons, library),
    )


def news_line(row: TimelineRow, page: str, story: Story, library: Library) -> BriefLine:
    """What an article tells on its own account as having happened."""
    number_of_row = next(n for n, one in enumerate(story.timeline, 1) if one.id == row.id)
    return line(
        library.places(row.evidence),
        text=one_line(row.text),
        id_=row.id,
        who="",
        note=library.translate("the outlet’s own account"),
        goto=f"{page}-t{number_of_row}",
        reasons=told(row.reasons, library),
    )


def heads_of(story: Story, library: Library) -> Mapping[str, Head]:
    """What the choice needs to know of the articles in which the story's rows stand, by id."""
    places = {m.article for c in story.claims for m in c.members} | {i for row in story.timeline for i in row.articles}
    places |= {e.article for row in story.disputes for side in row.sides for e in side.evidence}
    found: dict[str, Head] = {}
    for article in sorted(places.union(story.articles)):
        row = library.about(article)
        day = (library.date(article) or Published(None, None, "")).from_
        found[article] = Head(day or "", library.name_of(article) or article, (row.title if row else None) or "")
    return found


def named_few(names: Sequence[str], _: Translator) -> str:
    """The first names, and how many there are besides."""
    left = len(names) - SPEAKERS
    if left <= 0:
        return listed(names, _)
    more = _.plural("{n} more", "{n} more", left).format(n=number(left, _.ui))
    return listed([*names[:SPEAKERS], more], _)


def dispute_line(view: DisputeView, story: Story, library: Library) -> BriefLine:
    """One dispute: the sentence of its first side, and against it that of the next; on how many sources it rests, if on
    more than one."""
    _ = library.translate
    first, second = (*view.sides, None, None)[:2]
    titles = [title for side in view.sides if (title := in_a_sentence(side.speakers, library) or side.title)]
    return line(
        view.evidence,
        text=sentence(first) or view.text,
        against=against_it(first, second),
        id_=view.id,
        who=reduce(lambda one, other: _("{one} against {other}").format(one=one, other=other), titles)
        if titles
        else "",
        note=on_how_much(view, story, library),
        lead=view.kind,
        goto=view.anchor,
        reasons=view.reasons,
    )


def on_how_much(view: DisputeView, story: Story, library: Library) -> str:
    """On how many independent sources the disputed claim rests, where it may be more than one: the claim that stands in
    most places of the first side."""
    places = view.sides[0].evidence if view.sides else ()
    counts = {
        claim: sum(
            m.article == e.article and m.start < e.end and e.start < m.end for m in claim.members for e in places
        )
        for claim in story.claims
        if claim.sure and claim.status == "disputed" and claim.sources_at_most > 1
    }
    found = max(counts, key=lambda claim: counts[claim], default=None)
    return independent(found, library.translate) if found and counts[found] else ""


def against_it(first: SideView | None, second: SideView | None) -> str:
    """The other side's sentence; who says what, where one sentence tells both sides."""
    told = sentence(second)
    return second.title if second and told == sentence(first) else told


def sentence(side: SideView | None) -> str:
    """The sentence in the first place of a side."""
    return side.evidence[0].sentence.strip() if side and side.evidence else ""


def figure_line(view: FigureView, library: Library) -> BriefLine:
    """One figure: its newest value, whose it is, and the sentence that gives it; the other values with theirs."""
    value = newest(view, library)
    return line(
        value.evidence,
        text=value.evidence[0].sentence.strip(),
        id_=view.id,
        who=value.owner,
        lead=value.number if names_it(value.number, view.object) else f"{view.object}: {value.number}",
        note=other_values(view, value, library),
        goto=view.anchor,
        reasons=view.reasons,
    )


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
