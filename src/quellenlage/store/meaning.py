"""Sentences near in meaning to a question: few bits of every sentence are held in memory, the best are looked at whole.

Of every sentence the file keeps its vector (384 bytes, see decision 004) and, in a table of its own, the signs of its
numbers once the mean is taken away (48 bytes). A process holds the signs of the whole corpus and brings them up to date
with what was added since. A question passes through three sieves: how many signs differ, over all sentences; the signs
weighed with the numbers of the question, over a few thousand; the vectors themselves, over a few hundred.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

import msgspec
import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, insert, select, text

from quellenlage.domain.search import Near
from quellenlage.german.vectors import DIMENSIONS, as_matrix, centred, signs
from quellenlage.store.columns import Numbers, Places, bounds_of
from quellenlage.store.schema import annotated, meanings

BYTES = DIMENSIONS // 8
WORDS = BYTES // 8
"""The signs of a sentence, as whole numbers of eight bytes."""

BLOCK = 1 << 15
"""Sentences compared at a time: what is counted meanwhile stays in the cache of the processor."""

FIRST, SECOND = 3000, 300
"""Sentences that pass the first and the second sieve. Measured on 2.5 million sentences (71,000 of news, the rest made
of their bits, a quarter of them turned): all of the 20 nearest of six questions pass; 16 ms of one core, 138 MB."""

PATIENCE = 2.0
"""Seconds between two looks at what was added: while articles are annotated, a batch comes every few seconds."""

AT_A_TIME = 250
"""Vectors read with one statement."""

SHORTEST = 12
"""Characters of a sentence that is shown: shorter ones are numbers of pages and quotation marks, near to anything."""

Bits = NDArray[np.uint64]


def keep_signs(connection: Connection, article: str, vectors: bytes | None) -> None:
    """Keep the signs of an article's sentences; nothing for one without vectors."""
    if vectors and len(vectors) % DIMENSIONS == 0:
        made = signs(np.frombuffer(vectors, np.int8).reshape(-1, DIMENSIONS)).tobytes()
        last = connection.execute(select(func.coalesce(func.max(meanings.c.number), 0))).scalar_one()
        connection.execute(insert(meanings), {"number": last + 1, "article": article, "signs": made})


def lacking(connection: Connection, limit: int) -> list[str]:
    """The next articles that have vectors and no signs of them."""
    joined = annotated.outerjoin(meanings, meanings.c.article == annotated.c.article)
    found = select(annotated.c.article).select_from(joined).where(meanings.c.article.is_(None))
    wanted = found.where(annotated.c.vectors.is_not(None)).order_by(annotated.c.article).limit(limit)
    return list(connection.execute(wanted).scalars())


def fill(connection: Connection, ids: Sequence[str]) -> None:
    """Keep the signs of articles that lack them."""
    for article in ids:
        found = select(annotated.c.vectors).where(annotated.c.article == article)
        keep_signs(connection, article, connection.execute(found).scalar())


@dataclass(frozen=True, slots=True)
class Block:
    """Some sentences: their signs [WORDS, n], and of each the number of its article in the list of articles, and which
    sentence of it it is."""

    bits: Bits
    owner: NDArray[np.int32]
    place: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Held:
    """What a process holds: articles by their number, and the sentences. `last` is the last row read. An article that
    was annotated anew stands for itself once more, under a new number."""

    articles: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    last: int = 0
    rows: int = 0


@dataclass(slots=True)
class Meanings:
    """The signs of a corpus, held by one process; safe to use from several threads."""

    held: Held = Held()
    looked: float = -PATIENCE
    lock: threading.Lock = field(default_factory=threading.Lock)

    def up_to_date(self, connection: Connection) -> Held:
        """What is held, with what was added meanwhile."""
        if time.monotonic() - self.looked < PATIENCE:
            return self.held
        with self.lock:
            if time.monotonic() - self.looked >= PATIENCE:
                self.held = _brought_up(connection, self.held)
                self.looked = time.monotonic()
        return self.held


def nearest(
    connection: Connection, held: Held, question: bytes, least: float, limit: int, among: Collection[str] | None
) -> list[Near]:
    """The sentences at least so near to the question (centred floats of four bytes), the nearest first; with `among`
    only those of these articles. A text that stands in several articles comes once for each."""
    asked = np.frombuffer(question, np.float32)
    found = _first_sieve(held, asked, among)
    if not len(found[0]):
        return []
    candidates = _second_sieve(held, asked, *found)
    places = list(dict.fromkeys(candidates))
    vectors = _vectors(connection, places)
    kept = [place for place in places if place in vectors]
    if not kept:
        return []
    nearness = centred(as_matrix([vectors[place] for place in kept])) @ asked
    order = np.argsort(-nearness, kind="stable")
    best = [(kept[i], float(nearness[i])) for i in order.tolist() if nearness[i] >= least][:limit]
    spans = _spans_at(connection, [place for place, _n in best])
    return [
        Near(article=place[0], start=spans[place][0], end=spans[place][1], nearness=round(score, 4))
        for place, score in best
        if place in spans and spans[place][1] - spans[place][0] >= SHORTEST
    ]


def _first_sieve(
    held: Held, asked: NDArray[np.float32], among: Collection[str] | None
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The sentences whose signs differ least: number of the block, place in it."""
    bits = np.packbits(asked > 0).view(np.uint64)
    wanted = None if among is None else np.fromiter((i in among for i in held.articles), bool, len(held.articles))
    counted: list[NDArray[np.uint16]] = []
    for block in held.blocks:
        differ = np.bitwise_count(block.bits[0] ^ bits[0]).astype(np.uint16)
        for word in range(1, WORDS):
            differ += np.bitwise_count(block.bits[word] ^ bits[word])
        if wanted is not None:
            differ[~wanted[block.owner]] = DIMENSIONS + 1
        counted.append(differ)
    if not counted:
        return np.empty(0, np.intp), np.empty(0, np.intp)
    heights = np.cumsum(sum(np.bincount(one, minlength=DIMENSIONS + 2)[: DIMENSIONS + 1] for one in counted))
    most = int(np.searchsorted(heights, min(FIRST, heights[-1])))
    found = [np.flatnonzero(one <= min(most, DIMENSIONS)) for one in counted]
    return np.repeat(np.arange(len(found)), [len(one) for one in found]), np.concatenate(found)


def _second_sieve(
    held: Held, asked: NDArray[np.float32], blocks: NDArray[np.intp], places: NDArray[np.intp]
) -> list[tuple[str, int]]:
    """Of these sentences those whose signs agree best with the question's numbers: article, which sentence of it."""
    columns, owners, which = [], [], []
    for number in np.unique(blocks).tolist():
        block, at = held.blocks[number], places[blocks == number]
        columns.append(block.bits[:, at])
        owners.append(block.owner[at])
        which.append(block.place[at])
    rows = np.ascontiguousarray(np.concatenate(columns, axis=1).T).view(np.uint8)
    weighed = np.unpackbits(rows, axis=1).astype(np.float32) @ asked
    owner, place = np.concatenate(owners), np.concatenate(which)
    best = np.argsort(-weighed, kind="stable")[:SECOND]
    return [(held.articles[owner[i]], int(place[i])) for i in best.tolist()]


def _vectors(connection: Connection, places: Sequence[tuple[str, int]]) -> dict[tuple[str, int], bytes]:
    found: dict[tuple[str, int], bytes] = {}
    for at in range(0, len(places), AT_A_TIME):
        some = places[at : at + AT_A_TIME]
        asked = ", ".join(f"(:a{n}, :p{n})" for n in range(len(some)))
        sql = (
            f"WITH wanted (article, place) AS (VALUES {asked}) "  # noqa: S608 (names of parameters alone)
            f"SELECT w.article, w.place, substr(a.vectors, w.place * {DIMENSIONS} + 1, {DIMENSIONS}) "
            "FROM wanted w JOIN annotations a ON a.article = w.article"
        )
        values: dict[str, object] = {}
        for n, (article, place) in enumerate(some):
            values |= {f"a{n}": article, f"p{n}": place}
        for row in connection.execute(text(sql), values):
            if row[2] is not None and len(row[2]) == DIMENSIONS:
                found[row[0], row[1]] = row[2]
    return found


def sentence_spans(connection: Connection, ids: Sequence[str]) -> dict[str, list[tuple[int, int]]]:
    """The places of the sentences of these articles, in order."""
    return {
        article: list(zip(start.tolist(), (start + length).tolist(), strict=True))
        for article, start, length in _bounds(connection, ids)
    }


def _spans_at(connection: Connection, places: Sequence[tuple[str, int]]) -> dict[tuple[str, int], tuple[int, int]]:
    """Where some sentences stand, each given by its article and which of its sentences it is."""
    wanted: dict[str, list[int]] = {}
    for article, at in places:
        wanted.setdefault(article, []).append(at)
    return {
        (article, at): (int(start[at]), int(start[at] + length[at]))
        for article, start, length in _bounds(connection, sorted(wanted))
        for at in wanted[article]
        if at < len(start)
    }


def _bounds(connection: Connection, ids: Sequence[str]) -> Iterator[tuple[str, Numbers, Numbers]]:
    for at in range(0, len(ids), AT_A_TIME):
        some = select(annotated.c.article, annotated.c.sentences).where(
            annotated.c.article.in_(ids[at : at + AT_A_TIME]), annotated.c.sentences.is_not(None)
        )
        for article, packed in connection.execute(some):
            yield article, *bounds_of(msgspec.msgpack.decode(packed, type=Places))


def _brought_up(connection: Connection, held: Held) -> Held:
    """With the rows behind the last one that was read; from the beginning where much of what is held is gone."""
    last = connection.execute(select(func.coalesce(func.max(meanings.c.number), 0))).scalar_one()
    if last == held.last:
        return held
    new = connection.execute(select(func.count()).where(meanings.c.number > held.last)).scalar_one()
    if held.rows and last > held.last and new <= held.rows:
        return _with_rows(connection, held)
    return _with_rows(connection, Held())


def _with_rows(connection: Connection, held: Held) -> Held:
    articles, blocks = list(held.articles), list(held.blocks)
    again: set[str] = set()
    known = set(articles)
    waiting: list[tuple[int, bytes]] = []
    size, last = 0, held.last
    found = select(meanings.c.number, meanings.c.article, meanings.c.signs).where(meanings.c.number > held.last)
    for row in connection.execute(found.order_by(meanings.c.number).execution_options(yield_per=500)):
        if row.article in known:
            again.add(row.article)
        waiting.append((len(articles), row.signs))
        articles.append(row.article)
        size += len(row.signs) // BYTES
        last = row.number
        if size >= BLOCK:
            blocks.append(_block(waiting))
            waiting, size = [], 0
    if waiting:
        blocks.append(_block(waiting))
    if len(blocks) > 1 and blocks[-2].owner.size < BLOCK:
        blocks[-2:] = [_joined(*blocks[-2:])]  # else every batch of an import would leave a block of its own
    if again:
        # only the last of several holds: the others are taken out
        newest = {article: number for number, article in enumerate(articles)}
        holds = np.array([newest[article] == number for number, article in enumerate(articles)], bool)
        blocks = [_only(block, holds) for block in blocks]
    return Held(tuple(articles), tuple(blocks), last, len(articles))


def _block(rows: Sequence[tuple[int, bytes]]) -> Block:
    counts = [len(packed) // BYTES for _number, packed in rows]
    bits = np.frombuffer(b"".join(packed for _number, packed in rows), np.uint64).reshape(-1, WORDS)
    return Block(
        bits=np.ascontiguousarray(bits.T),
        owner=np.repeat(np.array([number for number, _packed in rows], np.int32), counts),
        place=np.concatenate([np.arange(count, dtype=np.int32) for count in counts]),
    )


def _joined(a: Block, b: Block) -> Block:
    return Block(
        np.concatenate((a.bits, b.bits), axis=1), np.concatenate((a.owner, b.owner)), np.concatenate((a.place, b.place))
    )


def _only(block: Block, holds: NDArray[np.bool_]) -> Block:
    kept = holds[block.owner]
    return block if kept.all() else Block(block.bits[:, kept], block.owner[kept], block.place[kept])
