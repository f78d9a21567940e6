"""Where two articles have the same words, verbatim or nearly, and which of them has them first in the order of time.

Runs of five words are digests in one long line, the earliest article first. The work grows with the number of words:
each run is tied to the earliest article that has it, never to all that have it. What was found for the first articles
holds as long as these are the same: an article is compared with earlier ones only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from quellenlage.compare.reading import Read
from quellenlage.compare.words import WORD, folded
from quellenlage.domain.annotations import AnnotatedArticle

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
AT_ONCE = 1 << 22
"""Runs sorted at a time, so that a corpus of 30 million words needs no more than the line itself and 200 MB."""

_MIX = np.uint64(0x9E3779B97F4A7C15)
_TABLE = 22
"""Bits by which most runs that nobody looks for are passed over."""

Line = NDArray[np.uint64]
Positions = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Shingles:
    """Digests (8 bytes each) of the five words from each word of an article on; 0 where fewer than five follow in the
    same stretch of prose or of page matter: nothing is compared across such a change."""

    article: str
    codes: bytes


class Passage(NamedTuple):
    """Words [start, end) of an article that agree with words of an earlier one; both by their place in the order of
    time."""

    article: int
    start: int
    end: int
    source: int
    source_start: int
    source_end: int


class _Run(NamedTuple):
    """Words [start, end) of the line that agree with the words [start - back, end - back)."""

    start: int
    end: int
    back: int


def find_passages(
    ordered: Sequence[Shingles], read: Read, known: Sequence[Passage] = (), same: int = 0
) -> list[Passage]:
    """Stretches of at least 8 words that agree with the earliest article that has them, joined over small edits, in
    order. `ordered` are all articles in the order of time; `known` are the passages of the first `same` of them. Texts
    are read only where edits must be looked at."""
    line, offsets = _lined_up(ordered)
    # 1 stretches that agree word for word
    runs = _stretched(line, *_runs(line, offsets, int(offsets[same])))
    # 2 those long enough, or near another one of the same two stretches of prose
    groups = list(_promising(line, *runs))
    # 3 joined over small edits
    owners = [_owners(offsets, group) for group in groups]
    edited = {i for group, both in zip(groups, owners, strict=True) if len(group) > 1 for i in both}
    words = _words({ordered[i].article: i for i in sorted(edited)}, read)
    found = [p for p in known if p.article < same]
    for group, (article, source) in zip(groups, owners, strict=True):
        at, there = int(offsets[article]), int(offsets[source])
        alike = [
            Passage(article, r.start - at, r.end - at, source, r.start - r.back - there, r.end - r.back - there)
            for r in group
        ]
        found += _joined(alike, words)
    return sorted(found)


def shingles_of(member: AnnotatedArticle) -> Shingles:
    """The digests of an article."""
    text, page_matter = member.article.text, member.annotations.furniture
    words = np.array([_code(w) for w in WORD.findall(text)], np.uint64)
    codes = np.zeros(len(words), np.uint64)
    count = len(words) - SHINGLE + 1
    if count > 0:
        hashes = np.zeros(count, np.uint64)
        for k in range(SHINGLE):
            hashes = hashes * _MIX + words[k : count + k]
        codes[:count] = np.maximum(hashes, np.uint64(1))
        if page_matter:
            inside = in_page_matter(member, [m.start() for m in WORD.finditer(text)])
            part = np.concatenate([[0], np.cumsum(inside[1:] != inside[:-1])])
            codes[:count][part[:count] != part[SHINGLE - 1 :]] = 0
    return Shingles(member.article.id, codes.tobytes())


def in_page_matter(member: AnnotatedArticle, starts: Sequence[int]) -> NDArray[np.bool_]:
    """Which of the words, given where they start, stand in page matter."""
    inside = np.zeros(len(starts), np.bool_)
    for hole in (f.span for f in member.annotations.furniture):
        inside[np.searchsorted(starts, hole.start) : np.searchsorted(starts, hole.end)] = True
    return inside


@lru_cache(maxsize=1 << 18)
def _code(word: str) -> int:
    """64 bits for a word, folded: the same in every run, whatever was read before."""
    said = folded(word).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(said, digest_size=8).digest(), "little")


def _lined_up(ordered: Sequence[Shingles]) -> tuple[Line, Positions]:
    """All digests one after the other, and where each article begins; the last number is the length of all."""
    line = np.frombuffer(b"".join(s.codes for s in ordered), np.uint64)
    lengths = np.array([len(s.codes) // 8 for s in ordered], np.int64)
    return line, np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


def _runs(line: Line, offsets: Positions, since: int) -> tuple[Positions, Positions, Positions]:
    """From `since` on: the first and the last run of five words of each stretch whose runs first occur, in the same
    order, in one earlier article, and how far back."""
    targets, sources = [], []
    for positions in _in_portions(line, _looked_for(line, since)):
        order = positions[np.argsort(line[positions], kind="stable")]
        in_order = line[order]
        opens = np.concatenate([[True], in_order[1:] != in_order[:-1]])
        earliest = order[np.flatnonzero(opens)][np.cumsum(opens) - 1]
        again = (order >= since) & (earliest != order)
        order, earliest = order[again], earliest[again]
        apart = np.searchsorted(offsets, order, "right") != np.searchsorted(offsets, earliest, "right")
        targets.append(order[apart])
        sources.append(earliest[apart])
    target = np.concatenate([np.zeros(0, np.int64), *targets])
    source = np.concatenate([np.zeros(0, np.int64), *sources])
    by_place = np.argsort(target, kind="stable")
    target, source = target[by_place], source[by_place]
    back = target - source
    joined = (np.diff(target) == 1) & (np.diff(back) == 0)
    ones = np.ones(min(len(target), 1), np.bool_)
    opening, closing = np.concatenate([ones, ~joined]), np.concatenate([~joined, ones])
    return target[opening], target[closing], back[opening]


def _looked_for(line: Line, since: int) -> Positions:
    """The places of the runs from `since` on, and of all equal ones before."""
    new = np.flatnonzero(line[since:]) + since
    if not since:
        return new
    wanted = np.unique(line[new])
    shift = np.uint64(64 - _TABLE)
    maybe = np.zeros(1 << _TABLE, np.bool_)
    maybe[wanted >> shift] = True
    before = []
    for at in range(0, since, AT_ONCE):
        part = line[at : min(since, at + AT_ONCE)]
        likely = np.flatnonzero(maybe[part >> shift])
        before.append(at + likely[np.isin(part[likely], wanted)])
    return np.concatenate([*before, new])


def _in_portions(line: Line, positions: Positions) -> Iterator[Positions]:
    """The places, equal runs always in one portion; no portion is empty."""
    bits = max(0, (len(positions) // AT_ONCE).bit_length())
    which = (line[positions] >> np.uint64(64 - bits)).astype(np.uint16) if bits else np.zeros(len(positions), np.uint16)
    for n in range(1 << bits):
        if len(portion := positions[which == n]):
            yield portion


def _stretched(
    line: Line, first: Positions, last: Positions, back: Positions
) -> tuple[Positions, Positions, Positions]:
    """Each stretch as long as the two texts agree: part of it may have been tied to a third, still earlier article."""
    first, last = first.copy(), last.copy()
    for side, step in ((first, -1), (last, 1)):
        active = np.arange(len(side))
        while len(active):
            here, there = side[active] + step, side[active] + step - back[active]
            inside = (there >= 0) & (here < len(line))
            active, here, there = active[inside], here[inside], there[inside]
            agree = (line[here] != 0) & (line[here] == line[there])
            active = active[agree]
            side[active] += step
    found = np.unique(np.stack([first, last, back]), axis=1) if len(first) else np.zeros((3, 0), np.int64)
    return found[0], found[1], found[2]


def _promising(line: Line, first: Positions, last: Positions, back: Positions) -> Iterator[list[_Run]]:
    """The stretches of each two parts of articles that are long enough, or that a small edit may part from another."""
    if not len(first):
        return
    blocks = np.flatnonzero((line != 0) & np.concatenate([[True], line[:-1] == 0]))
    here = np.searchsorted(blocks, first, "right")
    there = np.searchsorted(blocks, first - back, "right")
    order = np.lexsort((back, last, first, there, here))
    first, end, back, here, there = first[order], last[order] + SHINGLE, back[order], here[order], there[order]
    opens = np.concatenate([[True], (np.diff(here) != 0) | (np.diff(there) != 0)])
    group = np.cumsum(opens)
    # the furthest end so far within the group
    beyond = int(end.max()) + LONG_GAP + 1
    reached = np.maximum.accumulate(end + group * beyond) - group * beyond
    near = ~opens[1:] & (first[1:] - reached[:-1] <= LONG_GAP)
    kept = end - first >= PASSAGE
    kept[1:] |= near
    kept[:-1] |= near
    rows = zip(group[kept].tolist(), first[kept].tolist(), end[kept].tolist(), back[kept].tolist(), strict=True)
    for _, those in groupby(rows, key=lambda r: r[0]):
        yield [_Run(*r[1:]) for r in those]


def _owners(offsets: Positions, group: Sequence[_Run]) -> tuple[int, int]:
    """The article of a stretch, and the earlier one that it agrees with."""
    start, _, back = group[0]
    both = np.searchsorted(offsets, [start, start - back], "right") - 1
    return int(both[0]), int(both[1])


def _words(wanted: Mapping[str, int], read: Read) -> dict[int, list[int]]:
    """The words of some articles, as numbers, by their place in the order of time."""
    if not wanted:
        return {}
    return {wanted[a.article.id]: [_code(w) for w in WORD.findall(a.article.text)] for a in read(list(wanted))}


def _joined(stretches: Sequence[Passage], words: Mapping[int, Sequence[int]]) -> Iterator[Passage]:
    """Neighbouring stretches of the same two articles joined over small edits; what stays under eight words is
    dropped."""
    found: list[Passage] = []
    for here in stretches:
        joined = _join(found[-1], here, words) if found else None
        if joined is None:
            found.append(here)
        else:
            found[-1] = joined
    return (p for p in found if min(p.end - p.start, p.source_end - p.source_start) >= PASSAGE)


def _join(left: Passage, right: Passage, words: Mapping[int, Sequence[int]]) -> Passage | None:
    """Both as one passage, or None where the gap is too wide, runs backwards, or too little would agree."""
    if right.end <= left.end or right.source_end <= left.source_end or right.source_start < left.source_start:
        return None
    gap = max(right.start - left.end, right.source_start - left.source_end)
    if gap > max(GAP, min(LONG_GAP, min(left.end - left.start, right.end - right.start) // 4)):
        return None
    both = Passage(left.article, left.start, right.end, left.source, left.source_start, right.source_end)
    one, other = words.get(both.article), words.get(both.source)
    if one is None or other is None:  # removed while this ran
        return None
    alike = Indel.normalized_similarity(one[both.start : both.end], other[both.source_start : both.source_end])
    return both if alike >= AGREE else None
