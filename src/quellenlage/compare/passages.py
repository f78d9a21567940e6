"""Where two articles have the same words, verbatim or nearly, and which of them has them first in the order of time.

Runs of five words are digests in one long line, the earliest article first. The work grows with the number of words:
each run is tied to the earliest article that has it, never to all that have it. Numbers are gone through from the
first article on that is new or changed; texts are read only where an article has other stretches in common with
others than at the last time.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from quellenlage.compare.columns import Integers
from quellenlage.compare.reading import Read
from quellenlage.compare.wordings import NO_WORDINGS, Wordings, wordings_of
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
MOSTLY = 0.8
"""Share of all that must have been there before for it to pay to look up what new articles have in common with it."""
READ_AT_ONCE = 2000
"""Articles whose stretches are joined at a time."""
AT_ONCE = 1 << 20
"""Runs sorted at a time: beside the line itself and the places in it, 30 million words need some 300 MB."""

_MIX = np.uint64(0x9E3779B97F4A7C15)
_TABLE = 22
"""Bits by which most runs that nobody looks for are passed over."""

Line = NDArray[np.uint64]
Positions = NDArray[np.int64]
Numbers = NDArray[np.int64]
Table = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Shingles:
    """Digests (8 bytes each) of the five words from each word of an article on; 0 where fewer than five follow in the
    same stretch of prose or of page matter: nothing is compared across such a change. And the words of its sentences,
    by which other wordings are found (`compare/paraphrases.py`)."""

    article: str
    codes: bytes
    sentences: Wordings = NO_WORDINGS


class Passage(NamedTuple):
    """Words [start, end) of an article that agree with words of an earlier one."""

    article: str
    start: int
    end: int
    source: str
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Traced:
    """The passages that an article has from earlier ones, in order. As long as `state` is the same, a digest of all
    that they rest on, so are they."""

    article: str
    state: bytes
    passages: tuple[Passage, ...]


class _Stretch(NamedTuple):
    """Words [start, end) of an article that agree with those of a source from `source_start` on; both by their place
    in the order of time. `group`, a number within the article, is the same for those of the same two stretches of
    prose."""

    article: int
    group: int
    source: int
    start: int
    end: int
    source_start: int


def find_passages(
    ordered: Sequence[Shingles], read: Read, known: Iterable[Traced] = (), same: int = 0
) -> tuple[Traced, ...]:
    """Stretches of at least 8 words that agree with the earliest article that has them, joined over small edits, by
    article. `ordered` are all articles in the order of time; `known` is what was found before, when the first `same` of
    them were the first, too. Texts are read only where edits must be looked at, and nothing is known of them."""
    line, offsets = _lined_up(ordered)
    # 1 stretches that agree word for word
    runs = _stretched(line, *_runs(line, offsets, int(offsets[same])))
    # 2 those long enough, or near another one of the same two stretches of prose
    stretches = _promising(line, offsets, *runs)
    # 3 joined over small edits
    states = states_of(ordered, stretches)
    found, new = parted(ordered, states, known, same)
    for portion in _together(stretches, new):
        rows = [_Stretch(*row) for row in portion.tolist()]
        words = _Words(rows, ordered, read)
        for place, own in groupby(rows, key=lambda row: row.article):
            found[place] = Traced(ordered[place].article, states[place], tuple(sorted(_joined(own, ordered, words))))
    return tuple(found[place] for place in sorted(found))


def states_of(ordered: Sequence[Shingles], rows: Table) -> dict[int, bytes]:
    """For each article, by its place, which is the first column of `rows`, in order: a digest of its rows, of its words
    and of those of its sources, whose places are the third column."""
    if not len(rows):
        return {}
    marks = np.zeros(len(ordered), np.int64)
    for place in np.union1d(rows[:, 0], rows[:, 2]).tolist():
        marks[place] = _mark(ordered[place])
    # where in time the articles stand is left out: it changes with every late one
    said = np.column_stack([marks[rows[:, 0]], marks[rows[:, 2]], rows[:, 1:2], rows[:, 3:]])
    bounds = np.flatnonzero(np.diff(rows[:, 0], prepend=-1, append=-1))
    return {
        int(rows[start, 0]): blake2b(said[start:end].tobytes(), digest_size=8).digest()
        for start, end in pairwise(bounds.tolist())
    }


def parted(
    ordered: Sequence[Shingles], states: Mapping[int, bytes], known: Iterable[Traced], same: int
) -> tuple[dict[int, Traced], list[int]]:
    """What is known of articles and holds, by their places, and the places of those that must be looked at."""
    before = {each.article: each for each in known}
    found = {n: before[ordered[n].article] for n in range(same) if ordered[n].article in before}
    new = []
    for place, state in states.items():
        each = before.get(ordered[place].article)
        if each is not None and each.state == state:
            found[place] = each
        else:
            new.append(place)
    return found, new


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
    return Shingles(member.article.id, codes.tobytes(), wordings_of(member))


def in_page_matter(member: AnnotatedArticle, starts: Sequence[int]) -> NDArray[np.bool_]:
    """Which of the words, given where they start, stand in page matter."""
    inside = np.zeros(len(starts), np.bool_)
    for hole in (f.span for f in member.annotations.furniture):
        inside[bisect_left(starts, hole.start) : bisect_left(starts, hole.end)] = True
    return inside


@lru_cache(maxsize=1 << 18)
def _code(word: str) -> int:
    """64 bits for a word, folded: the same in every run, whatever was read before."""
    said = folded(word).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(said, digest_size=8).digest(), "little")


def _mark(each: Shingles) -> int:
    """64 bits for an article and its words."""
    mark = blake2b(each.article.encode(), digest_size=8)
    mark.update(each.codes)
    mark.update(each.sentences.codes)
    return int.from_bytes(mark.digest(), "little", signed=True)


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
        order = positions[np.argsort(line[positions])]
        in_order = line[order]
        opens = np.concatenate([[True], in_order[1:] != in_order[:-1]])
        earliest = np.minimum.reduceat(order, np.flatnonzero(opens))[np.cumsum(opens) - 1]
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
    """The places of the runs from `since` on, and of all equal ones before; of all, where that is less work."""
    if since < MOSTLY * len(line):
        return np.flatnonzero(line)
    new = np.flatnonzero(line[since:]) + since
    wanted = np.unique(line[new])
    shift = np.uint64(64 - _TABLE)
    maybe = np.zeros(1 << _TABLE, np.bool_)
    maybe[wanted >> shift] = True
    before = []
    for at in range(0, since, AT_ONCE):
        part = line[at : min(since, at + AT_ONCE)]
        likely = np.flatnonzero(maybe[part >> shift])
        said = part[likely]
        # looked up in what is in order already: np.isin would make a table of all of it for every part
        place = np.minimum(np.searchsorted(wanted, said), len(wanted) - 1)
        before.append(at + likely[wanted[place] == said])
    return np.concatenate([*before, new])


def _in_portions(line: Line, positions: Positions) -> Iterator[Positions]:
    """The places, equal runs always in one portion; no portion is empty."""
    bits = max(0, (len(positions) // AT_ONCE).bit_length())
    which = np.zeros(len(positions), np.uint16)
    for at in range(0, len(positions) if bits else 0, AT_ONCE):
        which[at : at + AT_ONCE] = line[positions[at : at + AT_ONCE]] >> np.uint64(64 - bits)
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


def _promising(line: Line, offsets: Positions, first: Positions, last: Positions, back: Positions) -> Table:
    """The stretches of each two parts of articles that are long enough, or that a small edit may part from another, as
    rows of `_Stretch`, in order."""
    if not len(first):
        return np.zeros((0, len(_Stretch._fields)), np.int64)
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
    first, end, back = first[kept], end[kept], back[kept]
    _, group = np.unique(group[kept], return_inverse=True)
    article = np.searchsorted(offsets, first, "right") - 1
    source = np.searchsorted(offsets, first - back, "right") - 1
    _, opens = np.unique(article, return_index=True)
    group -= np.repeat(group[opens], np.diff(np.append(opens, len(group))))
    at, there = offsets[article], offsets[source]
    return np.stack([article, group, source, first - at, end - at, first - back - there], axis=1)


def _together(stretches: Table, places: Sequence[int]) -> Iterator[Table]:
    """The stretches of these articles, some thousand articles' at a time."""
    for at in range(0, len(places), READ_AT_ONCE):
        yield stretches[np.isin(stretches[:, 0], places[at : at + READ_AT_ONCE])]


class _Words:
    """The words, as numbers, around stretches that edits may part, by article; nothing else of a text is held."""

    def __init__(self, rows: Sequence[_Stretch], ordered: Sequence[Shingles], read: Read) -> None:
        bounds: dict[str, tuple[int, int]] = {}
        for one, other in pairwise(rows):
            if one[:2] == other[:2]:
                for r in (one, other):
                    for place, start, length in (
                        (r.article, r.start, r.end - r.start),
                        (r.source, r.source_start, r.end - r.start),
                    ):
                        article = ordered[place].article
                        low, high = bounds.get(article, (start, start))
                        bounds[article] = min(low, start), max(high, start + length)
        self._words = {}
        for member in read(sorted(bounds)) if bounds else ():
            low, high = bounds[member.article.id]
            codes = array("Q", (_code(w) for w in WORD.findall(member.article.text)[low:high]))
            self._words[member.article.id] = low, codes

    def between(self, article: str, start: int, end: int) -> Integers | None:
        """Words [start, end) of an article; None if it was removed while this ran."""
        if article not in self._words:
            return None
        low, codes = self._words[article]
        return codes[start - low : end - low]


def _joined(stretches: Iterable[_Stretch], ordered: Sequence[Shingles], words: _Words) -> Iterator[Passage]:
    """Neighbouring stretches of the same two parts of articles joined over small edits; what stays under eight words is
    dropped."""
    found: list[tuple[int, Passage]] = []
    for s in stretches:
        here = Passage(
            ordered[s.article].article, s.start, s.end,
            ordered[s.source].article, s.source_start, s.source_start + s.end - s.start,
        )  # fmt: skip
        joined = _join(found[-1][1], here, words) if found and found[-1][0] == s.group else None
        if joined is None:
            found.append((s.group, here))
        else:
            found[-1] = s.group, joined
    return (p for _, p in found if min(p.end - p.start, p.source_end - p.source_start) >= PASSAGE)


def _join(left: Passage, right: Passage, words: _Words) -> Passage | None:
    """Both as one passage, or None where the gap is too wide, runs backwards, or too little would agree."""
    if right.end <= left.end or right.source_end <= left.source_end or right.source_start < left.source_start:
        return None
    gap = max(right.start - left.end, right.source_start - left.source_end)
    if gap > max(GAP, min(LONG_GAP, min(left.end - left.start, right.end - right.start) // 4)):
        return None
    both = Passage(left.article, left.start, right.end, left.source, left.source_start, right.source_end)
    one = words.between(both.article, both.start, both.end)
    other = words.between(both.source, both.source_start, both.source_end)
    if one is None or other is None:
        return None
    return both if Indel.normalized_similarity(one, other) >= AGREE else None
