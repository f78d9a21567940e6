"""Where an article says in slightly other words, sentence by sentence, what an earlier one says.

Two outlets that report the same event in their own words share names and figures, but neither the order nor the
wording. A run of sentences counts only if, in the same order, nearly all of their content words return. An article is
compared with earlier ones only, and with those only that have three of the rarest words of one of its sentences in one
of theirs: the work grows with the number of sentences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from math import comb
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quellenlage.compare.passages import MOSTLY, SHINGLE, Numbers, Passage, Shingles, Table, Traced, parted, states_of
from quellenlage.compare.reading import Read
from quellenlage.compare.wordings import DAY, NUMBER, Wordings, weight_of
from quellenlage.compare.words import words_of
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.german.vectors import cosine

RAREST, SHARED = 6, 3
"""Two sentences are looked at if they share three of the six rarest words of each."""
RECENT = 8
"""Earlier sentences with the same three words that are looked at, the latest first."""
ALIKE, BESIDE = 0.5, 0.4
"""Share of the words of two sentences, by weight, that both must have to begin a run, and beside such ones."""
STEP = 3
"""Sentences from one that agrees to the next, at most, on either side."""
RUN = 2
"""Sentences that a run must have on both sides (own choice: one sentence is too little to tell copy from chance)."""
SPAN, SHORT_SPAN = 0.6, 0.65
"""Share of the words of both runs, by weight, that both must have; the second where only two sentences agree."""
MASS = 40.0
"""Weight of the words that both runs have."""
CHANGED = 0.2
"""Share of the pairs that agree in which each side may have a figure that the other run has nowhere."""
TWOS, SHORT_TWOS = 0.3, 0.4
"""Share of the words side by side of the run with fewer of them that the other must have, too: who tells the same in
words of one's own shares names and figures, but not their neighbours. The second where only two sentences agree."""
VERBATIM, MAINLY = 0.6, 0.75
"""Share of the words of a sentence that stand in runs of five which the other article has, from which on it is copied
word for word; and the same of a whole run."""
COSINE = 0.93
"""Least cosine, on average, of the vectors of sentences that agree."""

HELD = 512
"""Articles whose sentences are held at a time, 60 kB each."""
SENTENCES_AT_ONCE = 1 << 18
"""Sentences, or as many parts of more, whose digests (up to 20 each) are sorted at a time, in 250 MB."""
TABLE = 22
"""Bits of a digest by which most sentences that have nothing in common with new ones are passed over."""

_MIX = np.uint64(0x9E3779B97F4A7C15)

Codes = NDArray[np.uint32]
Pair = tuple[int, int]
"""Two articles, or two of their sentences: the later, and the earlier."""


class Run(NamedTuple):
    """Sentences [start, end) of an article that say what [source_start, source_end) of an earlier one say, and the
    pairs that agree; articles by their place in the order of time."""

    article: int
    start: int
    end: int
    source: int
    source_start: int
    source_end: int
    pairs: tuple[tuple[int, int], ...]


def find_paraphrases(
    ordered: Sequence[Shingles], read: Read, known: Iterable[Traced] = (), same: int = 0
) -> tuple[Traced, ...]:
    """Runs of at least two sentences of an article that an earlier one has in slightly other words, each tied to the
    earliest that has it, by article. `ordered` are all articles in the order of time; `known` is what was found before,
    when the first `same` of them were the first, too. Only articles with other neighbours than before are looked at,
    and texts are read only where nearly all content words agree."""
    # 1 sentences that share rare words
    near = _near([each.sentences for each in ordered], same)
    states = states_of(ordered, near)
    found, new = parted(ordered, states, known, same)
    # 2 runs of them that say the same, though not word for word
    told = lru_cache(maxsize=HELD)(lambda n: _sentences(ordered[n].sentences))
    runs = _reworded([run for pair, seeds in _pairs(near, new) for run in _runs(*pair, seeds, told)], ordered)
    # 3 the earliest source of each that the network, too, takes for the same
    passages: dict[int, list[Passage]] = defaultdict(list)
    for run in _earliest(_confirmed(runs, ordered, read)):
        passages[run.article].append(_in_words(run, ordered))
    found |= {n: Traced(ordered[n].article, states[n], tuple(sorted(passages.get(n, ())))) for n in new}
    return tuple(found[n] for n in sorted(found))


def _near(ordered: Sequence[Wordings], since: int) -> Table:
    """Rows of an article from `since` on, one of its sentences, an earlier article, and one of its sentences, which
    share rare words; in the order of the articles, then of the sentences."""
    rarest, article, sentence = _rarest(ordered)
    new = int(np.searchsorted(article, since))
    lookup = new >= MOSTLY * len(article)
    if lookup:
        worth = _worth_a_look(rarest, new)
        rarest, article, sentence = rarest[worth], article[worth], sentence[worth]
        new = int(np.searchsorted(article, since))
    # of those before new ones the table lets through no larger share than it has places taken
    taken = min(1.0, comb(RAREST, SHARED) * (len(rarest) - new) / (1 << TABLE)) if lookup else 1.0
    bits = int(len(rarest) * taken // SENTENCES_AT_ONCE).bit_length()
    found = [np.zeros(0, np.int64)]
    for portion in range(1 << bits):
        keys, rows = _met(*_keys(rarest, new if lookup else 0, portion, bits))
        for lag in range(1, RECENT + 1):
            met = np.flatnonzero(keys[lag:] == keys[:-lag])
            later, earlier = rows[met + lag], rows[met]
            apart = (article[later] != article[earlier]) & (later >= new)
            found.append(np.unique(later[apart] << 32 | earlier[apart]))
    pairs = np.unique(np.concatenate(found))
    later, earlier = pairs >> 32, pairs & 0xFFFFFFFF
    order = np.lexsort((earlier, later, article[earlier], article[later]))
    later, earlier = later[order], earlier[order]
    return np.stack([article[later], sentence[later], article[earlier], sentence[earlier]], axis=1)


def _worth_a_look(rarest: Codes, new: int) -> Numbers:
    """The sentences from `new` on, and the earlier ones of whose words new ones have three, as far as a table of them
    tells: the rest shares no three words with any of them."""
    there = np.zeros(1 << TABLE, np.bool_)
    there[rarest[new:] >> np.uint32(32 - TABLE)] = True
    shared = np.zeros(new, np.int8)
    for column in rarest[:new].T:
        shared += there[column >> np.uint32(32 - TABLE)] & (column != 0)
    return np.append(np.flatnonzero(shared >= SHARED), np.arange(new, len(rarest)))


def _met(keys: NDArray[np.uint64], rows: Numbers) -> tuple[NDArray[np.uint64], Numbers]:
    """The keys that several sentences have, in order, and these in the order of time."""
    order = np.argsort(keys)
    keys, rows = keys[order], rows[order]
    alike = keys[1:] == keys[:-1]
    several = np.append(alike, False) | np.insert(alike, 0, False)
    keys, rows = keys[several[: len(keys)]], rows[several[: len(keys)]]
    order = np.lexsort((rows, keys))
    return keys[order], rows[order]


def _pairs(near: Table, places: Sequence[int]) -> Iterator[tuple[Pair, list[Pair]]]:
    """Each two articles, of which the later is one of these, with the sentences of both that share rare words."""
    rows = near[np.isin(near[:, 0], places)]
    bounds = np.flatnonzero(np.diff(rows[:, 0] << 32 | rows[:, 2], prepend=-1, append=-1))
    for start, end in pairwise(bounds.tolist()):
        part = rows[start:end].tolist()
        yield (part[0][0], part[0][2]), [(i, j) for _, i, _, j in part]


def _rarest(ordered: Sequence[Wordings]) -> tuple[Codes, Numbers, Numbers]:
    """The rarest words of every sentence that has enough [sentences, RAREST], 0 where it has fewer; and the article
    and the place in it of each."""
    codes = np.frombuffer(b"".join(w.codes for w in ordered), np.uint32)
    counts = np.frombuffer(b"".join(w.counts for w in ordered), np.int32)
    lengths = np.array([len(w.counts) for w in ordered], np.int64)
    article = np.repeat(np.arange(len(ordered)), lengths)
    sentence = np.arange(len(counts)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    first = np.cumsum(counts, dtype=np.int64) - counts
    enough = counts >= SHARED
    first, counts, article, sentence = first[enough], counts[enough], article[enough], sentence[enough]
    rarest = np.zeros((len(first), RAREST), np.uint32)
    for n in range(RAREST):
        has = counts > n
        rarest[has, n] = codes[first[has] + n]
    return rarest, article, sentence


def _keys(rarest: Codes, new: int, portion: int, bits: int) -> tuple[NDArray[np.uint64], Numbers]:
    """The digests of all three of the words of a sentence that fall into a portion, and the sentence of each; of those
    before `new` only the ones that later sentences have, too, and a few more: a table tells."""
    there = np.zeros(1 << TABLE, np.bool_)
    for key, _ in _threes(rarest[new:]) if new else ():
        there[key >> np.uint64(64 - TABLE)] = True
    keys, rows = [], []
    for key, row in _threes(rarest):
        wanted = key >> np.uint64(64 - bits) == portion if bits else np.ones(len(key), np.bool_)
        if new:
            wanted &= there[key >> np.uint64(64 - TABLE)]
        keys.append(key[wanted])
        rows.append(row[wanted])
    return np.concatenate(keys), np.concatenate(rows)


def _threes(rarest: Codes) -> Iterator[tuple[NDArray[np.uint64], Numbers]]:
    """A digest of three of the words of each sentence that has them, in whatever order, and the sentence; for every
    choice of three."""
    words = rarest.T.astype(np.uint64) * _MIX
    words ^= words >> np.uint64(29)
    words *= _MIX
    for one, two, three in combinations(range(RAREST), SHARED):
        # the words of a sentence fill the row from the first on
        row = np.flatnonzero(rarest[:, three])
        yield (words[one] + words[two] + words[three])[row], row


def _sentences(each: Wordings) -> list[frozenset[int]]:
    """The codes of each sentence of an article."""
    found, at = [], 0
    for count in each.counts:
        found.append(frozenset(each.codes[at : at + count]))
        at += count
    return found


def _runs(
    article: int, source: int, seeds: Sequence[Pair], told: Callable[[int], list[frozenset[int]]]
) -> Iterator[Run]:
    """The runs of two articles that have nearly all words and figures in common."""
    here, there = told(article), told(source)
    pairs = [(i, j) for i, j in seeds if _alike(here[i], there[j]) >= ALIKE]
    while pairs:
        chain = _chain(pairs)
        pairs = [p for p in pairs if not (chain[0][0] <= p[0] <= chain[-1][0] or chain[0][1] <= p[1] <= chain[-1][1])]
        chain = _grown(chain, here, there)
        (i, j), (k, m) = chain[0], chain[-1]
        run = Run(article, i, k + 1, source, j, m + 1, tuple(chain))
        if len(chain) == RUN and (k - i, m - j) != (1, 1):
            # two that are no neighbours: each may have come from anywhere
            continue
        if min(k - i, m - j) + 1 >= RUN and len(chain) >= RUN and _same(run, here, there):
            yield run


def _chain(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest row of pairs in the order of both texts, with small steps."""
    best: dict[Pair, list[Pair]] = {}
    for i, j in sorted(pairs):
        before = [c for (k, m), c in best.items() if 0 < i - k <= STEP and 0 < j - m <= STEP]
        best[i, j] = [*max(before, key=len, default=[]), (i, j)]
    return max(best.values(), key=len)


def _grown(chain: list[Pair], here: Sequence[frozenset[int]], there: Sequence[frozenset[int]]) -> list[Pair]:
    """With the sentences before and behind that agree less."""
    for step in (-1, 1):
        while True:
            i, j = chain[0] if step < 0 else chain[-1]
            near = [(i + step * a, j + step * b) for a, b in ((1, 1), (1, 2), (2, 1))]
            near = [(k, m) for k, m in near if 0 <= k < len(here) and 0 <= m < len(there)]
            more = next(((k, m) for k, m in near if _alike(here[k], there[m]) >= BESIDE), None)
            if more is None:
                break
            chain = [more, *chain] if step < 0 else [*chain, more]
    return chain


def _alike(a: frozenset[int], b: frozenset[int]) -> float:
    """Share of the words of two sets, by weight, that both have."""
    whole = _mass(a) + _mass(b)
    return 2 * _mass(a & b) / whole if whole else 0.0


def _mass(codes: Iterable[int]) -> float:
    return sum(map(weight_of, codes))


def _same(run: Run, here: Sequence[frozenset[int]], there: Sequence[frozenset[int]]) -> bool:
    """True if two runs have nearly all words in common, do not differ in figures, and do not name other days."""
    one = frozenset().union(*here[run.start : run.end])
    other = frozenset().union(*there[run.source_start : run.source_end])
    if _mass(one & other) < MASS or _alike(one, other) < (SPAN if len(run.pairs) > RUN else SHORT_SPAN):
        return False
    figures = [(_of(NUMBER, here[i]) - other, _of(NUMBER, there[j]) - one) for i, j in run.pairs]
    if sum(bool(new and old) for new, old in figures) > CHANGED * len(run.pairs):
        return False
    days, other_days = _of(DAY, one), _of(DAY, other)
    return not days or not other_days or bool(days & other_days)


def _of(kind: int, codes: frozenset[int]) -> set[int]:
    return {code for code in codes if code & 3 == kind}


def _reworded(runs: Sequence[Run], ordered: Sequence[Shingles]) -> list[Run]:
    """The runs that no earlier article has word for word: such passages are found by their words."""
    new, copied = [], defaultdict(list)
    for run in runs:
        if _is_reworded(run, ordered):
            new.append(run)
        else:
            copied[run.article].append(run)
    return [run for run in new if all(run.start >= c.end or c.start >= run.end for c in copied[run.article])]


def _is_reworded(run: Run, ordered: Sequence[Shingles]) -> bool:
    """True if at least two of the sentences that agree, and the run as a whole, are not copied word for word."""
    here, there = ordered[run.article].sentences, ordered[run.source].sentences
    mine, its = (np.frombuffer(ordered[n].codes, np.uint64) for n in (run.article, run.source))
    its = its[there.starts[run.source_start] : there.ends[run.source_end - 1]]
    its = its[its != 0]
    copied = [_copied(mine[here.starts[n] : here.ends[n]], its) for n in range(run.start, run.end)]
    changed = [i for i, _ in run.pairs if copied[i - run.start] < VERBATIM * (here.ends[i] - here.starts[i])]
    changed = [i for i in changed if here.ends[i] - here.starts[i] > SHINGLE]
    return len(changed) >= RUN and sum(copied) < MAINLY * (here.ends[run.end - 1] - here.starts[run.start])


def _copied(mine: NDArray[np.uint64], its: NDArray[np.uint64]) -> int:
    """Words of a sentence that stand in runs of five which another article has."""
    covered = np.zeros(len(mine) + SHINGLE, np.bool_)
    at = np.flatnonzero(np.isin(mine, its))
    for n in range(SHINGLE):
        covered[at + n] = True
    return int(covered[: len(mine)].sum())


def _earliest(runs: Sequence[Run]) -> list[Run]:
    """Of runs over the same sentences of an article that with the earliest source."""
    kept: dict[int, list[Run]] = defaultdict(list)
    for run in sorted(runs, key=lambda r: (r.article, r.source, r.start, r.source_start)):
        if all(run.start >= k.end or k.start >= run.end for k in kept[run.article]):
            kept[run.article].append(run)
    return [run for own in kept.values() for run in own]


def _confirmed(runs: Sequence[Run], ordered: Sequence[Shingles], read: Read) -> list[Run]:
    """Those that share many words side by side, and whose sentences that agree have vectors that do, where there is a
    model."""
    sides = [(run, [(run.article, run.start, run.end), (run.source, run.source_start, run.source_end)]) for run in runs]
    wanted: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for _, both in sides:
        for article, start, end in both:
            wanted[ordered[article].article].add((start, end))
    texts: dict[tuple[str, int, int], _Text] = {}
    for member in read(sorted(wanted)) if wanted else ():
        name = member.article.id
        texts.update({(name, *part): _text(member, *part) for part in sorted(wanted[name])})
    found = []
    for run, both in sides:
        one, other = (texts.get((ordered[article].article, start, end)) for article, start, end in both)
        # None: removed while this ran
        if one is not None and other is not None and _in_like_words(run, one, other) and _close(run, one, other):
            found.append(run)
    return found


@dataclass(frozen=True, slots=True)
class _Text:
    """Sentences as they stand: their words two by two, and their vectors."""

    twos: frozenset[tuple[str, str]]
    vectors: tuple[bytes | None, ...]


def _text(member: AnnotatedArticle, start: int, end: int) -> _Text:
    sentences = member.annotations.sentences[start:end]
    words = [w for s in sentences for w in words_of(s.span.of(member.article.text))]
    return _Text(frozenset(pairwise(words)), tuple(s.vector for s in sentences))


def _in_like_words(run: Run, one: _Text, other: _Text) -> bool:
    shared = len(one.twos & other.twos)
    return shared >= (TWOS if len(run.pairs) > RUN else SHORT_TWOS) * min(len(one.twos), len(other.twos))


def _close(run: Run, one: _Text, other: _Text) -> bool:
    found = [(one.vectors[i - run.start], other.vectors[j - run.source_start]) for i, j in run.pairs]
    cosines = [cosine(a, b) for a, b in found if a is not None and b is not None]
    return not cosines or sum(cosines) / len(cosines) >= COSINE


def _in_words(run: Run, ordered: Sequence[Shingles]) -> Passage:
    one, other = ordered[run.article], ordered[run.source]
    here, there = one.sentences, other.sentences
    return Passage(
        one.article, here.starts[run.start], here.ends[run.end - 1],
        other.article, there.starts[run.source_start], there.ends[run.source_end - 1],
    )  # fmt: skip
