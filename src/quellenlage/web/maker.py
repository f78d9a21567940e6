"""The process that makes exports: `python -m quellenlage.web.maker CORPUS`, started by `exporter` and ended with it.

Orders come in by its input, words go out by its output. Several exports are made in turn, a step at a time, so that a
table of the whole corpus holds up nobody who wants one story.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO

from quellenlage.corpus import Corpus
from quellenlage.web.faults import fault_of
from quellenlage.web.making import Wish, make
from quellenlage.web.orders import Order, Word, heard, send

NICE = 10
"""How far exports stand behind readers where there are fewer cores than work."""


def main(path: Path) -> None:
    """Make what is ordered until the room is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches both: the room ends this process when it is ready
    if hasattr(os, "nice"):  # not everywhere
        os.nice(NICE)
    # what a library prints must not come between the words
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    orders: SimpleQueue[Order | None] = SimpleQueue()
    threading.Thread(target=listen, args=(sys.stdin.buffer, orders), daemon=True).start()
    shop = Shop(path)
    try:
        serve(shop, orders, out)
    except BrokenPipeError:
        pass  # the room is gone
    finally:
        shop.close()


def listen(pipe: IO[bytes], orders: SimpleQueue[Order | None]) -> None:
    """Take orders while the process is at work."""
    while (order := heard(pipe, Order)) is not None:
        orders.put(order)
    orders.put(None)


def serve(shop: Shop, orders: SimpleQueue[Order | None], out: IO[bytes]) -> None:
    """One word for each order, in turn."""
    due: deque[int] = deque()
    making: dict[int, Iterator[Word]] = {}
    while True:
        try:
            order = orders.get(block=not due)
        except Empty:
            number = due.popleft()
            if number in making:
                word = said(number, making[number])
                if word.kind in ("done", "fault"):
                    del making[number]
                send(out, word)
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
