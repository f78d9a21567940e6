"""The journal of corrections as the room uses it: held in memory, looked up by article, written to row by row."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from fastapi import Request

from quellenlage.corpus import Corpus
from quellenlage.domain.attachment import Ground, Judged, stand
from quellenlage.domain.judgement import Judgement, in_force

Made = TypeVar("Made")

PATIENCE = 20.0
"""Seconds that somebody who corrects waits for another program that writes to the corpus."""

MOST_WAITING = 200
"""Rows looked back through for those that the results do not obey yet."""


DIGEST = 16
"""Digits of a digest; what else the name of a state may end with, a number of changes, has fewer."""


@dataclass(frozen=True, slots=True)
class Entries:
    """The journal as it was at one moment, in the order in which its rows were entered."""

    rows: tuple[Judgement, ...] = ()
    by_id: Mapping[str, Judgement] = field(default_factory=dict)
    by_article: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    undos: tuple[Judgement, ...] = ()

    @property
    def length(self) -> int:
        """How many rows there were: names the moment."""
        return len(self.rows)

    def about(self, articles: Iterable[str]) -> list[Judgement]:
        """The rows that point into one of these articles, or into another version of one, in the order in which they
        were entered."""
        if not self.rows:
            return []
        numbers = {n for article in articles for n in self.by_article.get(family(article), ())}
        return [self.rows[n] for n in sorted(numbers)]


def entries(rows: Sequence[Judgement]) -> Entries:
    """The rows of a journal, ready to be looked up."""
    found: dict[str, list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        for article in sorted({family(anchor.article) for anchor in (*row.evidence, *row.other)}):
            found[article].append(n)
    return Entries(
        rows=tuple(rows),
        by_id={row.id: row for row in rows},
        by_article={article: tuple(numbers) for article, numbers in found.items()},
        undos=tuple(row for row in rows if row.kind == "undo"),
    )


def family(article: str) -> str:
    """What the ids of all versions of an article begin with: `~2`, `~3` follow it."""
    return article.partition("~")[0]


@dataclass(frozen=True, slots=True)
class Every:
    """The whole journal with what became of each row, the earliest first; `why` says of those that are orphaned which
    of the three it is: `article`, `words` or `reading` is gone."""

    rows: tuple[Judged, ...] = ()
    why: Mapping[str, str] = field(default_factory=dict)


class Book:
    """What all requests share of the journal; safe to use from several threads."""

    def __init__(self, path: Path, corpus: Corpus) -> None:
        self._path = path
        self._corpus = corpus
        self._entries = Entries()
        self._waiting: tuple[tuple[int, str | None], frozenset[str]] = ((0, None), frozenset())
        self._lock = threading.Lock()
        self._every: tuple[tuple[int, str | None], Every] = ((0, None), Every())
        self.moved: dict[str, Judgement] = {}
        """People (bodies, places) whose page may be gone soon, by id: the merge that took them in."""

    def entries(self) -> Entries:
        """The journal as it is now."""
        length = self._corpus.journal.length
        with self._lock:
            if self._entries.length != length:
                self._entries = entries(self._corpus.journal.entered())
            return self._entries

    def state(self, articles: Iterable[str]) -> tuple[int, ...]:
        """What a page that shows these articles depends on: changes when somebody corrects one of them, when such a
        correction is taken back, and when the results follow it."""
        now = self.entries()
        rows = now.about(articles)
        if not rows:
            return ()
        waits = self.waiting()
        return (len(rows), len(now.undos), sum(row.id in waits for row in rows))

    def write(self, judge: Callable[[Corpus], Made]) -> Made:
        """What `judge` does to the corpus, opened for writing. Raises CorpusBusy where somebody else keeps on writing,
        and what `judge` raises."""
        with Corpus.open(self._path, create=False, timeout=PATIENCE) as corpus:
            return judge(corpus)

    def standing(self, rows: Sequence[Judgement], now: Entries) -> tuple[list[Judged], Ground]:
        """Whether each of `rows` holds, the earliest first; and the articles that they point into. Rows about the same
        thing point into the same articles, so that those with whom one shares an article decide."""
        wanted = {row.id for row in rows}
        near = now.about({a.article for row in rows for a in (*row.evidence, *row.other)})
        every = list({row.id: row for row in (*near, *rows, *now.undos)}.values())
        ground = self._corpus.journal.ground(near)
        return [judged for judged in stand(every, ground) if judged.judgement.id in wanted], ground

    def every(self) -> Every:
        """All rows and what became of them: for the list of corrections. Kept until the journal or the results change,
        since it reads every article that a row points into."""
        now, state = self.entries(), self._corpus.results_state
        with self._lock:
            if self._every[0] == (now.length, state):
                return self._every[1]
        ground = self._corpus.journal.ground(now.rows)
        rows = tuple(stand(now.rows, ground))
        orphaned = [row.judgement for row in rows if row.standing == "orphaned"]
        pointed = sorted({a.article for row in orphaned for a in row.evidence})
        there = {head.id for head in self._corpus.heads(pointed)} if pointed else set()
        made = Every(rows, {row.id: why_orphaned(row, ground, there) for row in orphaned})
        with self._lock:
            self._every = ((now.length, state), made)
        return made

    def waiting(self) -> frozenset[str]:
        """The rows entered since the present results were made: these do not follow them yet. Notes change none."""
        now = self.entries()
        if not now.rows:
            return frozenset()
        state = self._corpus.results_state
        with self._lock:
            if self._waiting[0] == (now.length, state):
                return self._waiting[1]
        found = frozenset(waiting(now.rows, state))
        with self._lock:
            self._waiting = ((now.length, state), found)
        return found


def why_orphaned(row: Judgement, ground: Ground, there: Container[str]) -> str:
    """What is gone: the `article`, the `words`, or the `reading`: the words stand there and say nothing of the kind."""
    if not any(a.article in there for a in row.evidence):
        return "article"
    if not any(ground.places(a) for a in row.evidence):
        return "words"
    return "reading"


def waiting(rows: Sequence[Judgement], state: str | None) -> Iterable[str]:
    """The rows entered since the results were made whose state that is: it ends with a digest of what they obey."""
    obeyed = (state or "").rpartition("/")[2]
    obeyed = obeyed if len(obeyed) == DIGEST else ""
    latest = rows[-MOST_WAITING:]
    for at in range(len(rows), len(rows) - len(latest) - 1, -1):
        if in_force(rows[:at]).state == obeyed:
            return [row.id for row in rows[at:] if row.kind != "note"]
    return [row.id for row in latest if row.kind != "note"]


def book_of(request: Request) -> Book:
    """The journal that all requests share."""
    book: Book = request.app.state.book
    return book
