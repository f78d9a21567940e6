"""Sentences near in meaning to a question: few bits of every sentence are held in memory, the best are looked at whole.

Of every sentence the file keeps its vector (384 bytes, see decision 004) and, in a table of its own, the signs of its
numbers once the mean is taken away (48 bytes). A process holds the signs of the whole corpus and brings them up to date
with what was added since. A question passes through four sieves, each over what the one before lets pass: how many
signs differ in the half of the numbers that says most of this question, over all sentences; how many of all signs; the
signs weighed with the numbers of the question; the vectors themselves.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, insert, select

from quellenlage.domain.search import Near
from quellenlage.german.vectors import DIMENSIONS, as_matrix, centred, signs
from quellenlage.store.columns import Numbers, Places, bounds_of, span_at
from quellenlage.store.schema import annotated, meanings

BYTES = DIMENSIONS // 8
WORDS = BYTES // 8
"""The signs of a sentence, as whole numbers of eight bytes."""

BLOCK = 1 << 18
"""Sentences compared at a time: what is counted meanwhile stays in the cache of the processor, and other threads are
let in between few enough times that a busy room does not stretch one question over the work of all the others."""

GLANCED = 3
"""Words that the first sieve reads of every sentence. With two of them three times as many sentences have to pass for
the same to be found, and picking these out takes longer than reading the third."""

FIRST, SECOND, THIRD = 60_000, 6000, 300
"""Sentences that pass each sieve. Measured on 2.03 million sentences of 41,000 news articles with 60 questions, 40 of
them headlines, against whole vectors: all of the 10 nearest pass, 99.8 % of the 20, 97.2 % of the 50 and 83.4 % of the
150 nearest (where all signs of all sentences were counted and 3000 weighed: 100, 99.6, 97.1 and 83.2); 9 ms of one core
instead of 13 to 25, 97 MB. With 30,000 that pass the first: 99.5 % of the 10 nearest, 8 ms."""

SAMPLED = 16
"""Of every so many sentences one is counted to tell how many signs may differ."""

PATIENCE = 2.0
"""Seconds between two looks at what was added: while articles are annotated, a batch comes every few seconds."""

AT_A_TIME = 250
"""Articles asked for in one statement."""

OUT = 255
"""More signs than can differ: of sentences of articles that are not asked for."""

AT_PLACES = """
SELECT w.key, substr(a.vectors, json_extract(w.value, '$[1]'), json_extract(w.value, '$[2]')), a.sentences
FROM json_each(?) w JOIN annotations a ON a.article = json_extract(w.value, '$[0]')
"""
"""Vectors of some sentences, and where the sentences of their articles stand."""

SHORTEST = 12
"""Characters of a sentence that is shown: shorter ones are numbers of pages and quotation marks, near to anything."""

EACH_BYTE = np.unpackbits(np.arange(256, dtype=np.uint8)[None], axis=0).astype(np.float32)
"""The eight bits of each value of a byte, [8, 256], the highest first, as signs are packed."""

SPANS = msgspec.msgpack.Decoder(Places)

Bits = NDArray[np.uint64]
At = NDArray[np.intp]
"""Places in a block."""
Counts = NDArray[np.uint8]


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
    was annotated anew stands for itself once more, under a new number; `known` has the last one of each, and goes from
    one state to the next, so that only who makes that looks into it."""

    articles: tuple[str, ...] = ()
    known: dict[str, int] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    last: int = 0
    rows: int = 0


@dataclass(slots=True)
class Meanings:
    """The signs of a corpus, held by one process; safe to use from several threads."""

    held: Held = field(default_factory=Held)
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
    places = _weighed(held, asked, _counted(held, asked, _glanced(held, asked, among)))
    found = _read(connection, list(dict.fromkeys(places)))
    if not found:
        return []
    nearness = centred(as_matrix([vector for _place, vector, _spans in found])) @ asked
    best = []
    for i in np.argsort(-nearness, kind="stable").tolist()[:limit]:
        (article, _at), _vector, span = found[i]
        if nearness[i] >= least and span[1] - span[0] >= SHORTEST:
            best.append(Near(article=article, start=span[0], end=span[1], nearness=round(float(nearness[i]), 4)))
    return best


def _glanced(held: Held, asked: NDArray[np.float32], among: Collection[str] | None) -> list[tuple[At, Counts]]:
    """The sentences of which few of the signs differ that are glanced at: of each block the places in it, and how many
    differ."""
    wanted = None if among is None else np.fromiter((i in among for i in held.articles), bool, len(held.articles))
    bits, words = _signs_of(asked), _telling(asked)[:GLANCED]
    room = np.empty(max((block.owner.size for block in held.blocks), default=0), np.uint64)
    counted: list[Counts] = []
    for block in held.blocks:
        # what differs is written where that of the word before stood: new memory would take longer than the counting
        different = room[: block.owner.size]
        differ = np.zeros(block.owner.size, np.uint8)
        for word in words:
            differ += np.bitwise_count(np.bitwise_xor(block.bits[word], bits[word], out=different))
        if wanted is not None:
            differ[~wanted[block.owner]] = OUT
        counted.append(differ)
    total = sum(np.count_nonzero(differ < OUT) for differ in counted)
    # of few sentences all pass; of those that are not asked for none, however few of the others the sample holds
    most = OUT - 1
    if total > FIRST:
        most = min(most, _bound([differ[::SAMPLED] for differ in counted], FIRST // SAMPLED))
    found = [np.flatnonzero(differ <= most) for differ in counted]
    return [(at, differ[at]) for at, differ in zip(found, counted, strict=True)]


def _counted(held: Held, asked: NDArray[np.float32], glanced: list[tuple[At, Counts]]) -> list[At]:
    """Those of them of which few of all signs differ."""
    bits, words = _signs_of(asked), _telling(asked)[GLANCED:]
    counted = []
    for block, (at, before) in zip(held.blocks, glanced, strict=True):
        differ = before.astype(np.uint16)
        for word in words:
            differ += np.bitwise_count(block.bits[word].take(at) ^ bits[word])
        counted.append(differ)
    most = _bound(counted, SECOND)
    return [at[differ <= most] for (at, _before), differ in zip(glanced, counted, strict=True)]


def _weighed(held: Held, asked: NDArray[np.float32], places: list[NDArray[np.intp]]) -> list[tuple[str, int]]:
    """Of these sentences those whose signs agree best with the question's numbers: article, which sentence of it."""
    if not places:
        return []
    some = list(zip(held.blocks, places, strict=True))
    rows = np.ascontiguousarray(np.concatenate([block.bits[:, at] for block, at in some], axis=1).T)
    # what each of the 256 values of a byte of signs weighs, for each byte
    weights = asked.reshape(BYTES, 8) @ EACH_BYTE
    weighed = weights.ravel().take(rows.view(np.uint8) + (np.arange(BYTES, dtype=np.int32) << 8)).sum(axis=1)
    best = np.argsort(-weighed, kind="stable")[:THIRD]
    owner = np.concatenate([block.owner[at] for block, at in some])
    place = np.concatenate([block.place[at] for block, at in some])
    return [
        (held.articles[article], at) for article, at in zip(owner[best].tolist(), place[best].tolist(), strict=True)
    ]


def _signs_of(asked: NDArray[np.float32]) -> Bits:
    return np.packbits(asked > 0).view(np.uint64)


def _telling(asked: NDArray[np.float32]) -> list[int]:
    """The words of the signs, those first where the numbers of the question are largest: they say most of it."""
    order: list[int] = np.argsort(-np.abs(asked).reshape(WORDS, -1).sum(axis=1), kind="stable").tolist()
    return order


def _bound(counted: Sequence[NDArray[Any]], wanted: int) -> int:
    """The number up to which so many of the counts lie, or all of them if there are fewer."""
    if not counted:
        return 0
    heights = np.cumsum(np.bincount(np.concatenate(counted), minlength=DIMENSIONS + 1))
    return int(np.searchsorted(heights, min(wanted, int(heights[-1]))))


def _read(
    connection: Connection, places: Sequence[tuple[str, int]]
) -> list[tuple[tuple[str, int], bytes, tuple[int, int]]]:
    """Of some sentences, each given by its article and which of its sentences it is, the vector, and where it stands;
    those that are gone are left out."""
    asked = msgspec.json.encode([(article, at * DIMENSIONS + 1, DIMENSIONS) for article, at in places]).decode()
    found = []
    for number, vector, packed in sorted(map(tuple, connection.exec_driver_sql(AT_PLACES, (asked,)))):
        if packed and vector and len(vector) == DIMENSIONS:
            span = span_at(SPANS.decode(packed), places[number][1])
            if span:
                found.append((places[number], vector, span))
    return found


def sentence_spans(connection: Connection, ids: Sequence[str]) -> dict[str, list[tuple[int, int]]]:
    """The places of the sentences of these articles, in order."""
    return {
        article: list(zip(start.tolist(), (start + length).tolist(), strict=True))
        for article, start, length in _bounds(connection, ids)
    }


def _bounds(connection: Connection, ids: Sequence[str]) -> Iterator[tuple[str, Numbers, Numbers]]:
    for at in range(0, len(ids), AT_A_TIME):
        some = select(annotated.c.article, annotated.c.sentences).where(
            annotated.c.article.in_(ids[at : at + AT_A_TIME]), annotated.c.sentences.is_not(None)
        )
        for article, packed in connection.execute(some):
            yield article, *bounds_of(SPANS.decode(packed))


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
    known, again = held.known, False
    waiting: list[tuple[int, bytes]] = []
    size, last = 0, held.last
    found = select(meanings.c.number, meanings.c.article, meanings.c.signs).where(meanings.c.number > held.last)
    for row in connection.execute(found.order_by(meanings.c.number).execution_options(yield_per=500)):
        again = again or row.article in known
        known[row.article] = len(articles)
        waiting.append((len(articles), row.signs))
        articles.append(row.article)
        size += len(row.signs) // BYTES
        last = row.number
        if size >= BLOCK:
            blocks.append(_block(waiting))
            waiting, size = [], 0
    if waiting:
        blocks.append(_block(waiting))
    # every batch of an import leaves a block of its own: joined when the one before is not much larger, a sentence is
    # written anew a few times, and not with every batch
    while len(blocks) > 1 and blocks[-2].owner.size < min(BLOCK, 2 * blocks[-1].owner.size):
        blocks[-2:] = [_joined(*blocks[-2:])]
    if again:
        # only the last of several holds: the others are taken out
        holds = np.array([known[article] == number for number, article in enumerate(articles)], bool)
        blocks = [_only(block, holds) for block in blocks]
    return Held(tuple(articles), known, tuple(blocks), last, len(articles))


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
