"""Passages that stand in more than one article: copied news, agency copy, standing notices, shared quotations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from quellenlage.compare.agencies import agencies_in, shared_signs
from quellenlage.compare.notices import speaks_of_itself
from quellenlage.compare.order import first_version, in_order, surely_before
from quellenlage.compare.words import even, folded, spans_of_words, words_of
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.dossier import Reuse, ReuseKind
from quellenlage.domain.identity import digest
from quellenlage.domain.span import Evidence, Span

SHINGLE = 5
"""Words that must agree in a row before two texts are laid side by side; an edit may then split a passage."""
PASSAGE = 8
"""Words a passage must have (issue 2)."""
GAP = 4
"""Differing words bridged on either side between two agreeing stretches; longer ones may bridge a quarter of their own
length, up to LONG_GAP."""
LONG_GAP = 12
AGREE = 0.8
"""Share of words that must agree, in order, over a whole bridged passage; also the share of a place that two passages
must have in common to be one."""

NOTICE = 0.3
"""Share of an article, in characters, that a standing notice takes up at most."""
EDGE = 40
"""Characters of its line that a standing notice may leave to a changing date or name."""

QUOTES = "„“”»«‚‘’›‹\"'"

Hashes = NDArray[np.uint64]
Positions = NDArray[np.int64]


def find_reuse(articles: Sequence[AnnotatedArticle]) -> tuple[Reuse, ...]:
    """Passages of at least 8 words shared, verbatim or nearly, by articles that are not versions of one another.

    Every passage is one row with all its places; a place never mixes prose and page matter. The work grows with the
    number of words: each run of five words is tied to the earliest article that has it, never to all that have it.
    """
    # 1 all words of all articles in one line, earliest article first
    line = _line_up(in_order(articles))
    # 2 stretches that agree with the earliest article that has them, joined over small edits
    passages = _bridge(line, _extend(line, _runs(line)))
    # 3 one row per passage, with all its places
    rows = [_row(line, places) for places in _group(passages)]
    return tuple(sorted((r for r in rows if r is not None), key=lambda r: (r.places, r.id)))


class Run(NamedTuple):
    """Words [start, end) of the line that agree with the words [start - back, end - back)."""

    start: int
    end: int
    back: int


class Passage(NamedTuple):
    """A stretch of the line and the earlier stretch it agrees with, both [start, end)."""

    a: Span
    b: Span


@dataclass(frozen=True)
class Line:
    """The words of all articles one after the other. `part` counts the stretches between changes from prose to page
    matter and between articles: nothing is compared across such a change."""

    articles: list[AnnotatedArticle]
    words: Hashes
    starts: Positions
    ends: Positions
    owner: NDArray[np.int32]
    part: NDArray[np.int32]
    furniture: NDArray[np.bool_]

    def article(self, word: int) -> AnnotatedArticle:
        """The article that the word at `word` belongs to."""
        return self.articles[int(self.owner[word])]

    def evidence(self, place: Span) -> Evidence:
        """A stretch of words as a span of its article, with the marks that open and close it directly."""
        article = self.article(place.start).article
        start, end = int(self.starts[place.start]), int(self.ends[place.end - 1])
        while end < len(article.text) and article.text[end] in f".!?…{QUOTES}":
            end += 1
        while start > 0 and article.text[start - 1] in QUOTES:
            start -= 1
        if start > 0 and not article.text[start - 1].isspace() and article.text[start - 1] not in "([":
            # the mark closes something else: "Halt!“rief er"
            start = int(self.starts[place.start])
        return Evidence(article.id, start, end)


def _line_up(articles: list[AnnotatedArticle]) -> Line:
    codes: dict[str, int] = {}
    words, starts, ends, owner, part, furniture = [], [], [], [], [], []
    number = 0
    for index, each in enumerate(articles):
        text = each.article.text
        spans = spans_of_words(text)
        inside = _inside(spans, [f.span for f in each.annotations.furniture])
        changes = np.concatenate([[0], np.cumsum(inside[1:] != inside[:-1])]) if spans else np.zeros(0)
        words.append(np.array([_code(codes, folded(s.of(text))) for s in spans], np.uint64))
        starts.append(np.array([s.start for s in spans], np.int64))
        ends.append(np.array([s.end for s in spans], np.int64))
        owner.append(np.full(len(spans), index, np.int32))
        part.append((number + changes).astype(np.int32))
        furniture.append(inside)
        number += int(changes[-1]) + 1 if spans else 0
    if not articles:
        nothing = np.zeros(0, np.int64)
        return Line(
            [],
            nothing.astype(np.uint64),
            nothing,
            nothing,
            nothing.astype(np.int32),
            nothing.astype(np.int32),
            nothing.astype(np.bool_),
        )
    return Line(articles, *(np.concatenate(x) for x in (words, starts, ends, owner, part, furniture)))  # type: ignore[arg-type]


def _code(codes: dict[str, int], word: str) -> int:
    """The same 64 bits for a word in every run, whatever was read before."""
    if word not in codes:
        codes[word] = int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
    return codes[word]


def _inside(spans: list[Span], holes: list[Span]) -> NDArray[np.bool_]:
    inside = np.zeros(len(spans), np.bool_)
    starts = np.array([s.start for s in spans], np.int64)
    for hole in holes:
        inside[np.searchsorted(starts, hole.start) : np.searchsorted(starts, hole.end)] = True
    return inside


def _runs(line: Line) -> list[Run]:
    """Stretches whose five-word shingles first occurred, in the same order, in one earlier article."""
    count = len(line.words) - SHINGLE + 1
    if count < 1:
        return []
    hashes = np.zeros(count, np.uint64)
    for k in range(SHINGLE):
        hashes = hashes * np.uint64(0x9E3779B97F4A7C15) + line.words[k : count + k]
    whole = np.flatnonzero(line.part[:count] == line.part[SHINGLE - 1 :])
    if not len(whole):  # every article is shorter than a shingle
        return []
    order = whole[np.argsort(hashes[whole], kind="stable")]
    in_hash_order = hashes[order]
    opens = np.concatenate([[True], in_hash_order[1:] != in_hash_order[:-1]])
    earliest = order[np.flatnonzero(opens)][np.cumsum(opens) - 1]
    apart = line.owner[earliest] != line.owner[order]
    target, source = order[apart], earliest[apart]
    by_place = np.argsort(target, kind="stable")
    target, source = target[by_place], source[by_place]
    if not len(target):
        return []
    back = target - source
    joined = (np.diff(target) == 1) & (np.diff(back) == 0) & (np.diff(line.part[target]) == 0)
    joined &= np.diff(line.part[source]) == 0
    firsts = np.flatnonzero(np.concatenate([[True], ~joined]))
    lasts = np.concatenate([firsts[1:] - 1, [len(target) - 1]])
    return [
        Run(int(s), int(e) + SHINGLE, int(b))
        for s, e, b in zip(target[firsts], target[lasts], back[firsts], strict=True)
    ]


def _extend(line: Line, runs: Iterable[Run]) -> list[Run]:
    """Each run as long as the two texts agree: part of it may have been tied to a third, still earlier article."""
    words, part = line.words, line.part
    longest: dict[tuple[int, int], int] = {}
    done: dict[int, int] = {}
    for run in sorted(runs):
        start, end, back = run
        if done.get(back, -1) >= end:
            continue
        here, there = part[start], part[start - back]
        while start > back and words[start - 1] == words[start - 1 - back]:
            if part[start - 1] != here or part[start - 1 - back] != there:
                break
            start -= 1
        while end < len(words) and words[end] == words[end - back]:
            if part[end] != here or part[end - back] != there:
                break
            end += 1
        done[back] = end
        longest[start, back] = end
    return [Run(start, end, back) for (start, back), end in sorted(longest.items())]


def _bridge(line: Line, runs: list[Run]) -> list[Passage]:
    """Neighbouring runs of the same two articles joined over small edits; what stays under eight words is dropped."""
    by_pair: dict[tuple[int, int], list[Run]] = defaultdict(list)
    for run in runs:
        by_pair[int(line.part[run.start]), int(line.part[run.start - run.back])].append(run)
    found = []
    for pair in sorted(by_pair):
        open_: Passage | None = None
        for run in by_pair[pair]:
            here = Passage(Span(run.start, run.end), Span(run.start - run.back, run.end - run.back))
            joined = _join(line, open_, here) if open_ else None
            if joined is None and open_ is not None:
                found.append(open_)
            open_ = joined or here
        if open_ is not None:
            found.append(open_)
    return [p for p in found if min(p.a.length, p.b.length) >= PASSAGE]


def _join(line: Line, left: Passage, right: Passage) -> Passage | None:
    """Both as one passage, or None where the gap is too wide, runs backwards, or too little would agree."""
    if right.a.end <= left.a.end or right.b.end <= left.b.end or right.b.start < left.b.start:
        return None
    gap = max(right.a.start - left.a.end, right.b.start - left.b.end)
    if gap > max(GAP, min(LONG_GAP, min(left.a.length, right.a.length) // 4)):
        return None
    both = Passage(left.a.hull(right.a), left.b.hull(right.b))
    return both if _agree(line, both.a, both.b) >= AGREE else None


def _agree(line: Line, a: Span, b: Span) -> float:
    """Share of words in common, in order, 0 to 1."""
    return Indel.normalized_similarity(_slice(line, a), _slice(line, b))


def _slice(line: Line, place: Span) -> list[int]:
    codes: list[int] = line.words[place.start : place.end].tolist()
    return codes


def _group(passages: list[Passage]) -> list[list[Span]]:
    """The places of each passage: stretches of one article that are nearly the same are one place."""
    stretches = sorted({s for p in passages for s in p}, key=lambda s: (s.start, -s.end))
    place: dict[Span, Span] = {}
    open_: list[Span] = []
    for stretch in stretches:
        open_ = [o for o in open_ if o.end > stretch.start]
        same = [o for o in open_ if o.overlap(stretch) >= AGREE * max(o.length, stretch.length)]
        place[stretch] = max(same, key=lambda o: (o.overlap(stretch), o)) if same else stretch
        if not same:
            open_.append(stretch)
    graph = nx.Graph()
    graph.add_edges_from((place[p.a], place[p.b]) for p in passages)
    groups = [sorted(group) for group in nx.connected_components(graph)]
    return sorted(_apart(group) for group in groups)


def _apart(places: list[Span]) -> list[Span]:
    """Without places that overlap a longer one of the same passage."""
    kept: list[Span] = []
    for place in sorted(places, key=lambda s: (-s.length, s)):
        if not any(k.overlaps(place) for k in kept):
            kept.append(place)
    return sorted(kept)


def _row(line: Line, places: list[Span]) -> Reuse | None:
    """The row, or None if the passage stands in one article and its versions only."""
    prose = [p for p in places if not line.furniture[p.start]]
    if len({first_version(line.article(p.start).article) for p in prose}) > 1 and 2 * len(prose) > len(places):
        places = prose
    members = [line.article(p.start) for p in places]
    if len({first_version(m.article) for m in members}) < 2:
        return None
    evidence = tuple(sorted(line.evidence(p) for p in places))
    texts = {m.article.id: m.article.text for m in members}
    kind, reason, sure = _kind(members, places, line, len(prose) > 0 and places is prose)
    first, why = _first(members)
    head = line.evidence(places[0])
    return Reuse(
        id=digest("reuse", head.article, str(head.start), str(head.end)),
        kind=kind,
        text=even(head.span.of(texts[head.article])),
        places=evidence,
        first=first,
        why=why,
        reasons=(reason,),
        sure=sure,
    )


def _kind(
    members: list[AnnotatedArticle], places: list[Span], line: Line, all_prose: bool
) -> tuple[ReuseKind, str, bool]:
    """What kind of reuse it is, why, and whether that is certain."""
    if not all_prose and any(line.furniture[p.start] for p in places):
        return "boilerplate", "page matter", True
    spans = [line.evidence(p).span for p in places]
    if all(_quoted(m, s) for m, s in zip(members, spans, strict=True)):
        return "quotation", "inside quotation marks in every article", True
    outlets = sorted({m.article.outlet or "" for m in members})
    credits = [agencies_in(m) for m in members]
    named = sorted(set().union(*credits))
    if named and (all(credits) or len(outlets) > 1 or outlets == [""]):
        return "wire", f"agency credited: {', '.join(named)}", all(credits)
    if len(outlets) > 1 and (signs := shared_signs(members)):
        return "wire", f"agency credited: {', '.join(signs)}", True
    if "" in outlets:
        return "copy", "outlet unknown", False
    if len(outlets) == 1 and all(_stands_apart(m.article.text, s) for m, s in zip(members, spans, strict=True)):
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


def _first(members: list[AnnotatedArticle]) -> tuple[str | None, str]:
    """The article that surely came out before every other, and why; None while that is open."""
    articles = {m.article.id: m.article for m in members}
    if any(a.published is None or a.published.from_ is None for a in articles.values()):
        return None, "date unknown"
    for article in articles.values():
        others = [o for o in articles.values() if first_version(o) != first_version(article)]
        if all(surely_before(article.published, o.published) for o in others):
            earliest = min(
                (a for a in articles.values() if first_version(a) == first_version(article)),
                key=lambda a: (a.published.from_ or "" if a.published else "", a.id),
            )
            moment = earliest.published.from_ if earliest.published else ""
            return earliest.id, f"published first: {moment}"
    return None, "same day"
