"""Passages that stand in more than one article: copied news, agency copy, standing notices, shared quotations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import networkx as nx

from quellenlage.compare.agencies import agencies_in, shared_signs
from quellenlage.compare.credits import credited_in, names_outlet
from quellenlage.compare.notices import speaks_of_itself
from quellenlage.compare.order import first_version, in_order, surely_before
from quellenlage.compare.passages import AGREE, Passage, Shingles, find_passages, in_page_matter, shingles_of
from quellenlage.compare.reading import Read, held
from quellenlage.compare.words import WORD, even, words_of
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Published
from quellenlage.domain.dossier import Reuse, ReuseKind
from quellenlage.domain.identity import digest
from quellenlage.domain.span import Evidence, Span

NOTICE = 0.3
"""Share of an article, in characters, that a standing notice takes up at most."""
EDGE = 40
"""Characters of its line that a standing notice may leave to a changing date or name."""
WHOLE, PART = 0.9, 0.5
"""Share of an article's words from which on a passage is nearly all of it, and up to which it is a part: of two on one
day the one is taken from the other. Own choice."""

QUOTES = "„“”»«‚‘’›‹\"'"


class Place(NamedTuple):
    """Words [start, end) of an article, given by its place in the order of time."""

    article: int
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The words."""
        return Span(self.start, self.end)


Group = tuple[Place, ...]
"""The places of one passage."""


@dataclass(frozen=True, slots=True)
class Reused:
    """All passages, and what the next search need not do again: `passages` two by two, and the row, if it is one, of
    each group of places."""

    rows: tuple[Reuse, ...]
    passages: tuple[Passage, ...]
    groups: tuple[tuple[Group, Reuse | None], ...]


NOTHING = Reused((), (), ())


def find_reuse(articles: Sequence[AnnotatedArticle]) -> tuple[Reuse, ...]:
    """Passages of at least 8 words shared, verbatim or nearly, by articles that are not versions of one another.

    Every passage is one row with all its places; a place never mixes prose and page matter.
    """
    ordered = in_order(articles)
    return find_reused([shingles_of(a) for a in ordered], held(ordered)).rows


def find_reused(ordered: Sequence[Shingles], read: Read, known: Reused = NOTHING, same: int = 0) -> Reused:
    """The same from digests of the articles in the order of time. The first `same` of them are those that `known` was
    found in. Only articles that share something new are read, one after the other."""
    # 1 where two articles agree
    passages = find_passages(ordered, read, known.passages, same)
    # 2 all places of each passage
    groups = _groups(passages)
    # 3 one row per passage
    kept = {group: row for group, row in known.groups if all(p.article < same for p in group)}
    new = [group for group in groups if group not in kept]
    found = kept | _rows(new, [s.article for s in ordered], read)
    rows = sorted((row for group in groups if (row := found[group]) is not None), key=lambda r: (r.places, r.id))
    return Reused(tuple(rows), tuple(passages), tuple((group, found[group]) for group in groups))


def _groups(passages: Sequence[Passage]) -> list[Group]:
    """The places of each passage: stretches of one article that are nearly the same are one place."""
    sides = [(Place(p.article, p.start, p.end), Place(p.source, p.source_start, p.source_end)) for p in passages]
    place: dict[Place, Place] = {}
    open_: list[Place] = []
    for stretch in sorted({s for both in sides for s in both}, key=lambda s: (s.article, s.start, -s.end)):
        open_ = [o for o in open_ if o.article == stretch.article and o.end > stretch.start]
        longest = stretch.span.length
        same = [o for o in open_ if o.span.overlap(stretch.span) >= AGREE * max(o.span.length, longest)]
        place[stretch] = max(same, key=lambda o: (o.span.overlap(stretch.span), o)) if same else stretch
        if not same:
            open_.append(stretch)
    graph = nx.Graph()
    graph.add_edges_from((place[a], place[b]) for a, b in sides)
    return sorted(_apart(group) for group in nx.connected_components(graph))


def _apart(places: Iterable[Place]) -> Group:
    """Without places that overlap a longer one of the same passage."""
    kept: dict[int, list[Place]] = defaultdict(list)
    for place in sorted(places, key=lambda p: (p.start - p.end, p)):
        if not any(k.span.overlaps(place.span) for k in kept[place.article]):
            kept[place.article].append(place)
    return tuple(sorted(p for own in kept.values() for p in own))


@dataclass(frozen=True, slots=True)
class _Head:
    """What is needed of an article: who printed it when, whose copy it says it is, and how many words it has."""

    id: str
    family: str
    outlet: str | None
    published: Published | None
    agencies: frozenset[str]
    signs: frozenset[str]
    credited: frozenset[str]
    words: int


@dataclass(frozen=True, slots=True)
class _Printed:
    """A place as it is printed."""

    head: _Head
    evidence: Evidence
    text: str
    words: int
    page_matter: bool
    quoted: bool
    apart: bool


def _rows(groups: Sequence[Group], ids: Sequence[str], read: Read) -> dict[Group, Reuse | None]:
    """The row of each group; None if the passage stands in one article and its versions only."""
    wanted: dict[str, set[Place]] = defaultdict(set)
    for group in groups:
        for place in group:
            wanted[ids[place.article]].add(place)
    printed: dict[Place, _Printed] = {}
    for member in read(sorted(wanted)) if wanted else ():
        printed.update(_printed(member, wanted[member.article.id]))
    return {group: _row([printed[p] for p in group if p in printed]) for group in groups}


def _printed(member: AnnotatedArticle, places: Iterable[Place]) -> dict[Place, _Printed]:
    article = member.article
    bounds = [m.span() for m in WORD.finditer(article.text)]
    inside = in_page_matter(member, [start for start, _ in bounds])
    head = _Head(
        id=article.id,
        family=first_version(article),
        outlet=article.outlet,
        published=article.published,
        agencies=agencies_in(member),
        signs=frozenset(shared_signs([member])),
        credited=credited_in(member),
        words=int(len(bounds) - inside.sum()),
    )
    found = {}
    for place in places:
        span = _with_marks(article.text, Span(bounds[place.start][0], bounds[place.end - 1][1]))
        found[place] = _Printed(
            head=head,
            evidence=Evidence(article.id, *span),
            text=even(span.of(article.text)),
            words=place.span.length,
            page_matter=bool(inside[place.start]),
            quoted=_quoted(member, span),
            apart=_stands_apart(article.text, span),
        )
    return found


def _with_marks(text: str, words: Span) -> Span:
    """A stretch of words with the marks that open and close it directly."""
    start, end = words
    while end < len(text) and text[end] in f".!?…{QUOTES}":
        end += 1
    while start > 0 and text[start - 1] in QUOTES:
        start -= 1
    if start > 0 and not text[start - 1].isspace() and text[start - 1] not in "([":
        # the mark closes something else: "Halt!“rief er"
        start = words.start
    return Span(start, end)


def _row(places: list[_Printed]) -> Reuse | None:
    prose = [p for p in places if not p.page_matter]
    if len({p.head.family for p in prose}) > 1 and 2 * len(prose) > len(places):
        places = prose
    if len({p.head.family for p in places}) < 2:
        return None
    kind, reason, sure = _kind(places)
    first, why = _first(places, kind)
    head = places[0]
    return Reuse(
        id=digest("reuse", head.evidence.article, str(head.evidence.start), str(head.evidence.end)),
        kind=kind,
        text=head.text,
        places=tuple(sorted(p.evidence for p in places)),
        first=first,
        why=why,
        reasons=(reason,),
        sure=sure,
    )


def _kind(places: Sequence[_Printed]) -> tuple[ReuseKind, str, bool]:
    """What kind of reuse it is, why, and whether that is certain."""
    if any(p.page_matter for p in places):
        return "boilerplate", "page matter", True
    if all(p.quoted for p in places):
        return "quotation", "inside quotation marks in every article", True
    outlets = sorted({p.head.outlet or "" for p in places})
    agencies = [p.head.agencies for p in places]
    named = sorted(set().union(*agencies))
    if named and (all(agencies) or len(outlets) > 1 or outlets == [""]):
        return "wire", f"agency credited: {', '.join(named)}", all(agencies)
    if len(outlets) > 1 and (signs := sorted(frozenset.intersection(*(p.head.signs for p in places)))):
        return "wire", f"agency credited: {', '.join(signs)}", True
    if "" in outlets:
        return "copy", "outlet unknown", False
    if len(outlets) == 1 and all(p.apart for p in places):
        return "boilerplate", f"notice of the outlet: {outlets[0]}", False
    if len(outlets) == 1:
        return "self", f"one outlet: {outlets[0]}", True
    return "copy", f"several outlets: {', '.join(outlets)}", True


def _stands_apart(text: str, span: Span) -> bool:
    """True for lines of their own, a small part of the article, that speak of the publication itself."""
    before, after = text[: span.start].rpartition("\n")[2], text[span.end :].partition("\n")[0]
    own_line = len(before.strip()) <= EDGE and len(after.strip()) <= EDGE
    return own_line and span.length <= NOTICE * len(text) and speaks_of_itself(words_of(before + span.of(text) + after))


def _quoted(member: AnnotatedArticle, span: Span) -> bool:
    """True if a direct quotation holds at least nine tenths of the passage."""
    quotes = [q for s in member.annotations.statements if s.mode == "direct" for q in s.quote]
    return any(q.overlap(span) >= 0.9 * span.length for q in quotes)


def _first(places: Sequence[_Printed], kind: ReuseKind) -> tuple[str | None, str]:
    """The article that had it before every other, and why: it surely came out first, the others credit its outlet, or
    it has the whole of which they have a part; None while that is open."""
    heads = {p.head.id: p.head for p in places}
    dated = all(h.published is not None and h.published.from_ is not None for h in heads.values())
    if dated:
        for head in heads.values():
            others = [o for o in heads.values() if o.family != head.family]
            if all(surely_before(head.published, o.published) for o in others):
                earliest = min(
                    (h for h in heads.values() if h.family == head.family),
                    key=lambda h: (h.published.from_ or "" if h.published else "", h.id),
                )
                return earliest.id, f"published first: {earliest.published.from_ if earliest.published else ''}"
    if kind in ("copy", "wire") and (credited := _credited(heads.values())) is not None:
        return credited.id, f"credited by the others: {credited.outlet}"
    if kind == "copy" and (longest := _longest(places)) is not None:
        return longest.id, f"has the whole of which the others have a part: {longest.outlet}"
    return None, "same day" if dated else "date unknown"


def _credited(heads: Iterable[_Head]) -> _Head | None:
    """The one article whose outlet all articles of other outlets give as their source."""
    known = list(heads)
    found = [
        h
        for h in known
        if h.outlet
        and (others := [o for o in known if o.outlet != h.outlet])
        and all(names_outlet(o.credited, h.outlet) for o in others)
    ]
    return found[0] if len({h.family for h in found}) == 1 else None


def _longest(places: Sequence[_Printed]) -> _Head | None:
    """The one article that has much more than the passage, where the others have hardly anything else."""
    if any(not p.head.outlet for p in places):
        return None
    whole = [p for p in places if p.words <= PART * p.head.words]
    rest = [p for p in places if p.words >= WHOLE * p.head.words]
    return whole[0].head if len(whole) == 1 and len(rest) == len(places) - 1 else None
