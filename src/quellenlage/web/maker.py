"""The process that makes exports: `python -m quellenlage.web.maker CORPUS`, started by `exporter` and ended with it.

Orders come in by its input, words go out by its output. Several exports are made in turn, a step at a time, so that a
table of the whole corpus holds up nobody who wants one story. A report is one step: the others wait while it is made,
seconds for the PDF of a story, minutes for a report of 2,000 articles.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO

from quellenlage.corpus import Corpus
from quellenlage.web.faults import fault_of
from quellenlage.web.making import Wish, make
from quellenlage.web.orders import NOBODY, Order, Word, heard, send

NICE = 10
"""How far exports stand behind readers where there are fewer cores than work."""

ALIVE = 15.0
"""Seconds between two signs of life while a word takes long."""

LONGEST = 3600.0
"""Seconds that one word may take. A report of 2,000 articles is one, of some 200 s of a core; where other work has the
cores it takes several times as long. Behind that there is no sign of life any more, and the room ends the process."""


def main(path: Path) -> None:
    """Make what is ordered until the room is gone."""
    if hasattr(os, "nice"):  # not everywhere
        os.nice(NICE)
    voice = Voice(os.fdopen(own_output(), "wb"))
    orders: SimpleQueue[Order | None] = SimpleQueue()
    threading.Thread(target=listen, args=(sys.stdin.buffer, orders), daemon=True).start()
    beating = threading.Thread(target=voice.beat, daemon=True)
    beating.start()
    shop = Shop(path)
    try:
        serve(shop, orders, voice)
    except BrokenPipeError:
        pass  # the room is gone
    finally:
        voice.closing.set()
        beating.join(ALIVE)
        shop.close()


def own_output() -> int:
    """The output for words alone: what a library prints must not come between them, and goes where faults go, or
    nowhere in a process whose output for faults is closed."""
    try:
        os.fstat(2)
    except OSError:  # before anything else takes its number
        nowhere = os.open(os.devnull, os.O_WRONLY)
        if nowhere != 2:
            os.dup2(nowhere, 2)
            os.close(nowhere)
    words = os.dup(1)
    os.dup2(2, 1)
    return words


class Voice:
    """Says words one at a time, and between them that somebody is at work."""

    def __init__(self, out: IO[bytes]) -> None:
        self.closing = threading.Event()
        self._out = out
        self._speaking = threading.Lock()
        self._since: float | None = None

    def say(self, word: Word) -> None:
        """One word. Raises OSError where nobody listens."""
        with self._speaking:
            send(self._out, word)

    def at_work(self, since: float | None) -> None:
        """A word is being made since this time of the monotonic clock; None: no longer."""
        self._since = since

    def beat(self) -> None:
        """Signs of life while a word is being made, until `closing`; none for one that takes longer than LONGEST."""
        while not self.closing.wait(ALIVE):
            since = self._since
            if since is None or time.monotonic() - since > LONGEST:
                continue
            try:
                self.say(Word(NOBODY, "alive"))
            except (OSError, ValueError):
                return  # the room is gone, which who serves finds out too


def listen(pipe: IO[bytes], orders: SimpleQueue[Order | None]) -> None:
    """Take orders while the process is at work."""
    while (order := heard(pipe, Order)) is not None:
        orders.put(order)
    orders.put(None)


def serve(shop: Shop, orders: SimpleQueue[Order | None], voice: Voice) -> None:
    """One word for each order, in turn."""
    due: deque[int] = deque()
    making: dict[int, Iterator[Word]] = {}
    while True:
        try:
            order = orders.get(block=not due)
        except Empty:
            number = due.popleft()
            if number in making:
                voice.at_work(time.monotonic())
                word = said(number, making[number])
                voice.at_work(None)
                if word.kind in ("done", "fault"):
                    del making[number]
                voice.say(word)
            continue
        if order is None:
            return
        if order.drop:
            making.pop(order.id, None)
            continue
        if order.wish is not None:
            making[order.id] = words(shop, order.id, order.wish)
        due.append(order.id)


def said(number: int, making: Iterator[Word]) -> Word:
    """The next word of an export; whatever goes wrong costs this one alone."""
    try:
        return next(making)
    except Exception as error:
        return Word(number, "fault", code=fault_of(error)[0].code)


def words(shop: Shop, number: int, wish: Wish) -> Iterator[Word]:
    """An export from its beginning to its end."""
    made = make(shop.corpus(), wish)
    yield Word(number, "begun", name=made.name, size=made.size)
    for part in made.parts:
        yield Word(number, "part", content=part)
    yield Word(number, "done")


class Shop:
    """The corpus, opened when it is first needed: what cannot be opened then may be there for the next export."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._corpus: Corpus | None = None

    def corpus(self) -> Corpus:
        """The open corpus. Raises CorpusError, NotFound."""
        if self._corpus is None:
            self._corpus = Corpus.open(self._path, read_only=True)
        return self._corpus

    def close(self) -> None:
        """Close the file."""
        if self._corpus is not None:
            self._corpus.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
