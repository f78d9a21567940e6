"""Passages that stand in more than one article: copied news, agency copy, standing notices, shared quotations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from quellenlage.compare.agencies import Sign, named_near, shared_signs, signs_in
from quellenlage.compare.credits import credited_in, named_beside, names_outlet
from quellenlage.compare.entries import came_out, entries_of
from quellenlage.compare.notices import notices_in, speaks_of_itself
from quellenlage.compare.order import first_version, surely_before
from quellenlage.compare.paraphrases import find_paraphrases
from quellenlage.compare.passages import Shingles, Traced, find_passages, in_page_matter
from quellenlage.compare.reading import Read
from quellenlage.compare.reused_together import FROM_THE_OUTLET, NO_SOURCE, told_by_others
from quellenlage.compare.same_places import Group, Place, regrouped
from quellenlage.compare.spoken import ALL_BUT, MOSTLY, NEARLY, Spoken, of_one_speaker, spoken_in
from quellenlage.compare.words import WORD, even, words_of
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Published
from quellenlage.domain.dossier import Nearness, Reuse, ReuseKind
from quellenlage.domain.identity import digest
from quellenlage.domain.span import Evidence, Span
from quellenlage.german.lexicon import load_words

NOTICE = 0.3
"""Share of an article, in characters, that a standing notice takes up at most."""
NOTICE_WORDS = 60
"""Words of a standing notice at most: a longer passage that speaks of the publication is an interview printed twice."""
APPEAL_WORDS, SEVERAL = 250, 3
"""Words of a longer notice at most, and things that only notices say which it must say: an account to pay to, a book to
order, a channel to follow. An interview about the publication says one or two of them. Own choice."""
EDGE = 40
"""Characters of its line that a standing notice may leave to a changing date or name."""
STANDING, AT_EDGE, LASTING = 8, 3, timedelta(days=30)
"""Articles of one outlet, fewer where all have it as their first or last line, and time between the first and the last
of them, from which on a short passage is a standing text: of 9 passages with eight that were read all were formulas of
daily reports, columns and advertisements, of 18 with three to seven half were background told again."""
WHOLE, PART = 0.9, 0.5
"""Share of an article's words from which on a passage is nearly all of it, and up to which it is a part: of two on one
day the one is taken from the other. Own choice."""

FEW = 13
"""Words under which a passage in the midst of an article may be a phrase that anybody uses, or what somebody said. Of
30 passages drawn and read, all that were called copies or agency text and were none had fewer."""
LEAST = 1
"""Words of its own up to which so short a passage says nothing but who said something (*wie das Amt für Fischerei in
Harlstedt am Abend mitteilte*): names, verbs of saying and small words are not its own. Own choice; of 30 passages drawn
and read, three of the four that were no reuse were such."""
COMMON = 3
"""The same, of so short a passage that all quote from nobody in common, weeks apart: of nine such, one of four with up
to three words of its own was one quotation, and four of five with more."""
LONG, BIT = 1500, 0.1
"""Words of an article from which on an agency's sign somewhere in it says nothing about a passage that is no more than
this share of it: it credits one of many reports."""

TURNED, SOME = 0.3, 0.4
"""Share of a passage that one puts in quotation marks, and share that every article gives as somebody's words, from
which on it is what one speaker said."""

NEWS = timedelta(days=2)
"""Time within which an outlet that prints one text twice, once under the sign of an agency alone, has it from there."""

QUOTES = "„“”»«‚‘’›‹\"'"


Told = tuple[Group, Reuse | None]
"""The places of one passage, and its row, if it is one."""


@dataclass(frozen=True, slots=True)
class Reused:
    """All passages, and what the next search need not do again: what each article has from earlier ones, and the groups
    of places; the same of what stands in other words."""

    rows: tuple[Reuse, ...]
    copied: tuple[Traced, ...]
    groups: tuple[Told, ...]
    reworded: tuple[Traced, ...] = ()
    reworded_groups: tuple[Told, ...] = ()


class _Known(NamedTuple):
    """What was found before of one kind: the passages of each article, and the groups with their rows."""

    traced: tuple[Traced, ...]
    groups: tuple[Told, ...]


NOTHING = Reused((), (), ())


def find_reused(
    ordered: Sequence[Shingles],
    read: Read,
    known: Reused = NOTHING,
    same: int = 0,
    still: Collection[str] | None = None,
    texts: Read | None = None,
) -> Reused:
    """Passages of at least 8 words shared, verbatim or nearly, and runs of sentences in slightly other words, by
    articles that are not versions of one another. Every passage is one row with all its places; a place never mixes
    prose and page matter.

    `ordered` are digests of the articles in the order of time. `known` is what was found before; the first `same` of
    the articles were the first then, too, and `still` are the ids of all in which nothing has changed since, those
    first ones if not given. Only articles that share something new are read, one after the other; `texts` reads the
    same without the vectors of sentences, which are most of the bytes.
    """
    place = {s.article: n for n, s in enumerate(ordered)}
    still = {s.article for s in ordered[:same]} if still is None else still
    texts = texts or read
    # 1 where two articles agree, word for word or nearly
    copied = find_passages(ordered, texts, known.copied, same)
    groups = _told(copied, _Known(known.copied, known.groups), still, place, texts, reworded=False)
    # 2 where one says in slightly other words what the other says
    rewordings = find_paraphrases(ordered, read, known.reworded, same)
    before = _Known(known.reworded, known.reworded_groups)
    reworded = _told(rewordings, before, still, place, texts, reworded=True)
    # 3 one row per passage
    return Reused(rows_of(groups, reworded), copied, groups, rewordings, reworded)


def rows_of(*told: Iterable[Told]) -> tuple[Reuse, ...]:
    """The passages of a corpus, in order, as they tell about one another."""
    rows = (row for groups in told for _, row in groups if row is not None)
    return tuple(told_by_others(sorted(rows, key=_where)))


def _where(row: Reuse) -> tuple[list[tuple[str, int, int]], str]:
    """Sorts passages by their places; plain numbers and words, for a large corpus has some ten thousand."""
    return [(place.article, place.start, place.end) for place in row.places], row.id


def _told(
    traced: Sequence[Traced],
    known: _Known,
    still: Collection[str],
    order: Mapping[str, int],
    read: Read,
    *,
    reworded: bool,
) -> tuple[Told, ...]:
    """All places of each passage, and its row; the rows of places in articles that are `still` the same are `known`."""
    kept = {group: row for group, row in known.groups if all(p.article in still for p in group)}
    groups = regrouped(traced, order, known.traced, [group for group, _ in known.groups])
    found = kept | _rows([group for group in groups if group not in kept], read, reworded=reworded)
    return tuple((group, found[group]) for group in groups)


@dataclass(frozen=True, slots=True)
class _Head:
    """What is needed of an article: who printed it when, whose copy it says it is, and how many words it has."""

    id: str
    family: str
    outlet: str | None
    published: Published | None
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
    agencies: frozenset[str]
    alone: frozenset[str]
    near: frozenset[str]
    said: Spoken
    apart: bool
    beside: frozenset[str]
    own: int
    at_edge: bool
    published: Published | None
    dated: bool

    @property
    def few(self) -> bool:
        """True for a few words of a longer article."""
        return self.words < FEW and self.words < PART * self.head.words


def _rows(groups: Sequence[Group], read: Read, *, reworded: bool) -> dict[Group, Reuse | None]:
    """The row of each group; None if the passage stands in one article and its versions only."""
    wanted: dict[str, set[Place]] = defaultdict(set)
    for group in groups:
        for place in group:
            wanted[place.article].add(place)
    printed: dict[Place, _Printed] = {}
    for member in read(sorted(wanted)) if wanted else ():
        printed.update(_printed(member, wanted[member.article.id]))
    return {group: _row([printed[p] for p in group if p in printed], reworded=reworded) for group in groups}


def _printed(member: AnnotatedArticle, places: Iterable[Place]) -> dict[Place, _Printed]:
    article = member.article
    bounds = [m.span() for m in WORD.finditer(article.text)]
    page = member.annotations.furniture
    inside = in_page_matter(member, [start for start, _ in bounds]) if page else np.zeros(len(bounds), np.bool_)
    head = _Head(
        id=article.id,
        family=first_version(article),
        outlet=article.outlet,
        published=article.published,
        signs=frozenset(shared_signs([member])),
        credited=credited_in(member),
        words=int(len(bounds) - inside.sum()),
    )
    entries, credits = entries_of(article), signs_in(member)
    found = {}
    for place in places:
        span = _with_marks(article.text, Span(bounds[place.start][0], bounds[place.end - 1][1]))
        published, dated = came_out(article, entries, span.start)
        said = spoken_in(member, span)
        bit = head.words > LONG and place.span.length < BIT * head.words
        credited = [sign for sign in credits if _stands_for(sign, span, bit=bit)]
        found[place] = _Printed(
            head=head,
            evidence=Evidence(article.id, *span),
            text=even(span.of(article.text)),
            words=place.span.length,
            page_matter=bool(inside[place.start]),
            agencies=frozenset(code for sign in credited for code in sign.codes),
            alone=frozenset(code for sign in credited if not sign.others for code in sign.codes),
            near=named_near(article.text, span),
            said=said,
            apart=place.span.length <= NOTICE_WORDS and _stands_apart(article.text, span),
            beside=named_beside(member, span) | said.to,
            own=_own_words(member, span) if place.span.length < FEW else place.span.length,
            at_edge=place.span.length <= NOTICE_WORDS and _at_edge(article.text, span),
            published=published,
            dated=dated,
        )
    return found


def _stands_for(sign: Sign, passage: Span, *, bit: bool) -> bool:
    """True if an agency's sign is that of a passage, which is no more than a `bit` of its article."""
    return not bit if sign.part is None else sign.part.overlap(passage) >= PART * passage.length


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


def _row(places: list[_Printed], *, reworded: bool) -> Reuse | None:
    prose = [p for p in places if not p.page_matter]
    if len({p.head.family for p in prose}) > 1 and 2 * len(prose) > len(places):
        places = prose
    if len({p.head.family for p in places}) < 2:
        return None
    kind, reason, sure = _kind(places, reworded=reworded)
    if kind in ("copy", "quotation") and _anybody_says(places):
        return None
    reasons = [reason]
    if kind in ("copy", "wire", "self") and all(p.few for p in places):
        if all(p.own <= LEAST for p in places):
            return None
        sure = False
        reasons.append(f"few words: {min(p.words for p in places)}")
    if reworded:
        reasons.append("in slightly other words")
    first, why = _first(places, kind)
    if kind == "copy" and sure and not why.startswith(FROM_THE_OUTLET) and (reworded or not _mostly_that(places)):
        sure = False
        reasons.append(NO_SOURCE)
    head = places[0]
    nearness = _nearness(places, reworded=reworded)
    named = ("reuse", head.evidence.article, str(head.evidence.start), str(head.evidence.end))
    return Reuse(
        id=digest(*named, nearness) if reworded else digest(*named),
        kind=kind,
        nearness=nearness,
        text=head.text,
        places=tuple(sorted(p.evidence for p in places)),
        first=first,
        why=why,
        reasons=tuple(reasons),
        sure=sure,
    )


def _mostly_that(places: Sequence[_Printed]) -> bool:
    """True if the passage is a large part of one of its articles."""
    return any(p.words >= PART * p.head.words for p in places)


def _nearness(places: Sequence[_Printed], *, reworded: bool) -> Nearness:
    """How close the wordings are to one another."""
    if reworded:
        return "paraphrased"
    return "verbatim" if len({tuple(words_of(p.text)) for p in places}) == 1 else "near_verbatim"


def _kind(places: Sequence[_Printed], *, reworded: bool) -> tuple[ReuseKind, str, bool]:
    """What kind of reuse it is, why, and whether that is certain."""
    if any(p.page_matter for p in places):
        return "boilerplate", "page matter", True
    if all(p.said.quoted or p.said.marked for p in places):
        return "quotation", "inside quotation marks in every article", True
    if all(p.few and p.said.speaker for p in places) and len({p.said.speaker for p in places}) == 1:
        return "quotation", f"reported of one speaker in every article: {places[0].said.speaker}", False
    # a long address that one prints whole and another quotes is the speaker's
    speakers = {p.said.speaker for p in places if p.said.quoted}
    if len(speakers) == 1 and None not in speakers and all(p.said.speaker in (None, *speakers) for p in places):
        return "quotation", f"words of one speaker, quoted elsewhere: {min(s for s in speakers if s)}", False
    if any(p.said.whole for p in places) and len({p.said.speaker for p in places if p.said.speaker}) < 2:
        return "quotation", "quoted elsewhere", False
    outlets = sorted({p.head.outlet or "" for p in places})
    agencies = [p.agencies for p in places]
    named = sorted(set().union(*agencies))
    standing = _standing(places)
    # one of many articles that have a standing text credits an agency with the rest of it
    if (
        named
        and not (standing and sum(map(bool, agencies)) < PART * len(places))
        and (all(agencies) or len(outlets) > 1 or outlets == [""])
    ):
        return "wire", f"agency credited: {', '.join(named)}", all(agencies)
    if len(outlets) > 1 and (signs := sorted(frozenset.intersection(*(p.head.signs for p in places)))):
        return "wire", f"agency credited: {', '.join(signs)}", True
    if "" in outlets:
        return "copy", "outlet unknown", False
    if standing:
        return "boilerplate", f"standing text of the outlet: {standing}", False
    alone = sorted({code for p in places for code in p.alone})
    if alone and len(outlets) == 1 and _at_one_time(places):
        return "wire", f"agency credited in some of the articles: {', '.join(alone)}", False
    if len(outlets) > 1 and (speaker := of_one_speaker([p.said.speakers for p in places])):
        return "quotation", f"reported of one speaker in every article: {speaker}", False
    if len(outlets) == 1 and (all(p.apart for p in places) or _often_said(places) or _appeals(places)):
        return "boilerplate", f"notice of the outlet: {outlets[0]}", False
    near = sorted(frozenset.intersection(*(p.near for p in places))) if _at_one_time(places) else []
    if near and len(outlets) > 1:
        return "wire", f"agency named with it in every article: {', '.join(near)}", False
    # who names the other as the source has the words from there, and other words are no quotation
    free = not reworded and _named_in_text(places) is None
    if free and (
        why := _somebodys([p.said for p in places], one_outlet=len(outlets) == 1, few=all(p.few for p in places))
    ):
        return "quotation", why, False
    if len(outlets) == 1:
        return "self", f"one outlet: {outlets[0]}", True
    return "copy", f"several outlets: {', '.join(outlets)}", True


def _somebodys(said: Sequence[Spoken], *, one_outlet: bool, few: bool) -> str | None:
    """Why a passage is words that each heard or read on its own; None if it is none. What one puts in quotation marks,
    another may report in indirect speech, and a third may name the speaker of; an outlet that has the words twice in
    the same form has them from itself."""
    everywhere, turned = all(s.told >= NEARLY for s in said), any(s.direct < PART for s in said)
    names = frozenset[str]().union(*(s.names for s in said))
    if names and everywhere and any(s.direct >= NEARLY for s in said) and (turned or not one_outlet):
        return "quoted elsewhere"
    if one_outlet:
        return None
    one = len(names) == 1 and all(s.names for s in said)
    if all(s.direct >= MOSTLY and (few or one or s.told >= ALL_BUT) for s in said) and len(names) < 2:
        return "mostly inside quotation marks in every article"
    if one and all(s.told >= ALL_BUT for s in said):
        return f"reported of one speaker in every article: {min(names)}"
    most, some = any(s.told >= ALL_BUT for s in said), all(s.told >= SOME for s in said)
    if len(names) == 1 and most and some and any(s.direct >= TURNED for s in said):
        return f"words of one speaker, quoted elsewhere: {min(names)}"
    return None


def _anybody_says(places: Sequence[_Printed]) -> bool:
    """True for a few words, hardly any of which says something of its own, that all put in quotation marks, at least in
    part, with no speaker in common, and weeks apart: a proverb, or the beginning of any sentence."""
    days = [p.published.day for p in places if p.published and p.published.day]
    far = len(days) == len(places) and max(days) - min(days) >= LASTING
    quoted = all(p.few and p.own <= COMMON and p.said.direct >= SOME for p in places)
    return far and quoted and not frozenset.intersection(*(p.said.names for p in places))


def _often_said(places: Sequence[_Printed]) -> bool:
    """True for words about the publication itself in three articles or more."""
    short = all(p.words <= NOTICE_WORDS for p in places)
    return (
        short and len({p.head.family for p in places}) > 2 and all(speaks_of_itself(words_of(p.text)) for p in places)
    )


def _appeals(places: Sequence[_Printed]) -> bool:
    """True for a longer notice: it says several of the things that only notices say."""
    return all(p.words <= APPEAL_WORDS and notices_in(words_of(p.text)) >= SEVERAL for p in places)


def _standing(places: Sequence[_Printed]) -> str | None:
    """The outlet that repeats a short passage under many articles over weeks, if one does."""
    if any(p.words > NOTICE_WORDS for p in places):
        return None
    families: dict[str, set[str]] = defaultdict(set)
    days: dict[str, set[date]] = defaultdict(set)
    for place in places:
        outlet, published = place.head.outlet, place.head.published
        if outlet and published and published.day:
            families[outlet].add(place.head.family)
            days[outlet].add(published.day)
    enough = AT_EDGE if len(families) == 1 and all(p.at_edge for p in places) else STANDING
    lasting = (o for o, of in families.items() if len(of) >= enough and max(days[o]) - min(days[o]) >= LASTING)
    return min(lasting, default=None)


def _at_one_time(places: Sequence[_Printed]) -> bool:
    """True for articles of a few days: later on an outlet repeats from its own archive."""
    days = [p.head.published.day if p.head.published else None for p in places]
    known = [day for day in days if day]
    return len(known) == len(days) and max(known) - min(known) <= NEWS


def _at_edge(text: str, span: Span) -> bool:
    """True for nearly the whole of the first or of the last line of an article that has more."""
    before, after = text[: span.start], text[span.end :]
    line = len(before.rpartition("\n")[2].strip()) <= EDGE and len(after.partition("\n")[0].strip()) <= EDGE
    return line and (not before.rpartition("\n")[0].strip()) != (not after.partition("\n")[2].strip())


def _stands_apart(text: str, span: Span) -> bool:
    """True for lines of their own, a small part of the article, that speak of the publication itself."""
    before, after = text[: span.start].rpartition("\n")[2], text[span.end :].partition("\n")[0]
    own_line = len(before.strip()) <= EDGE and len(after.strip()) <= EDGE
    return own_line and span.length <= NOTICE * len(text) and speaks_of_itself(words_of(before + span.of(text) + after))


def _own_words(member: AnnotatedArticle, span: Span) -> int:
    """How many words of a passage say something: no names, no roles, no verbs of saying, no function words."""
    text, marks = member.article.text, member.annotations
    said = [part for s in marks.statements for part in (*s.cue, *s.speaker)]
    holes = [h for h in (*(e.span for e in marks.entities), *said) if h.overlaps(span)]
    left = (word for part in span.without(holes) for word in words_of(part.of(text)))
    return sum(word not in load_words("function_words") for word in left)


def _first(places: Sequence[_Printed], kind: ReuseKind) -> tuple[str | None, str]:
    """The article that had it before every other, and why: the others name it in the text as their source, it surely
    came out first, the others credit its outlet, or it has the whole of which they have a part; None while that is
    open."""
    # an entry of a ticker came out on its own day; of several places in an article the earliest counts
    in_time = sorted(places, key=lambda p: (p.published.from_ if p.published else None) or "", reverse=True)
    heads = {p.head.id: replace(p.head, published=p.published) for p in in_time}
    entries = {p.head.id: p.dated for p in in_time}
    if kind in ("copy", "quotation") and (source := _named_in_text(places)) is not None:
        return source.id, f"named in the text as the source: {source.outlet}"
    dated = all(h.published is not None and h.published.from_ is not None for h in heads.values())
    if dated:
        for head in heads.values():
            others = [o for o in heads.values() if o.family != head.family]
            if all(surely_before(head.published, o.published) for o in others):
                earliest = min(
                    (h for h in heads.values() if h.family == head.family),
                    key=lambda h: (h.published.from_ or "" if h.published else "", h.id),
                )
                why = "dated earlier in the text" if entries[earliest.id] else "published first"
                return earliest.id, f"{why}: {earliest.published.from_ if earliest.published else ''}"
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


def _named_in_text(places: Sequence[_Printed]) -> _Head | None:
    """The one article whose outlet all places in articles of other outlets name beside the passage as its source."""
    found = {}
    for place in places:
        outlet = place.head.outlet
        others = [p for p in places if p.head.outlet != outlet]
        if outlet and others and all(names_outlet(p.beside, outlet) for p in others):
            found[place.head.family] = place.head
    return next(iter(found.values())) if len(found) == 1 else None


def _longest(places: Sequence[_Printed]) -> _Head | None:
    """The one article that has much more than the passage, where the others have hardly anything else. A ticker has
    entries from anywhere."""
    if any(not p.head.outlet or p.dated for p in places):
        return None
    whole = [p for p in places if p.words <= PART * p.head.words]
    rest = [p for p in places if p.words >= WHOLE * p.head.words]
    return whole[0].head if len(whole) == 1 and len(rest) == len(places) - 1 else None
