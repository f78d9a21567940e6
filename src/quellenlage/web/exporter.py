"""Exports beside the room: begun in a process of their own, taken from it part by part, while pages are answered.

Python runs one thread at a time, so that a report of a second would hold up every reader. The process is an interpreter
of its own (`maker`), started with the first export, and once more when it died; it is nobody's copy and runs nobody's
main module, so that it can be started by a server, a script, a test or `python -c`.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from anyio import to_thread
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from quellenlage.web.faults import Refusal
from quellenlage.web.making import Wish
from quellenlage.web.orders import Order, Word, heard, send

MOST = 20
"""Exports at a time; who wants one more is asked to wait."""

SILENCE = 300.0
"""Seconds without a word after which the process is taken for stuck and ended. While it works it says every 15 seconds
that it is alive, however long a report takes."""

LONGEST = 3600.0
"""Seconds after which an export is given up that nobody takes: it holds what it reads of the corpus."""

IDLE = 600.0
"""Seconds after the last export until the process is sent home: it holds some 200 MB."""

FAREWELL = 5.0
"""Seconds that a process may take to end by itself."""

BROKEN = "export_stopped"
"""The fault of exports whose process ended."""

ASIDE = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0) | getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""On Windows: behind readers, and without a window where the room has no console. Elsewhere it steps back itself."""

LOG = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class Ticket:
    """One export that somebody waits for."""

    id: int
    loop: asyncio.AbstractEventLoop
    words: asyncio.Queue[Word] = field(default_factory=asyncio.Queue)

    def tell(self, word: Word) -> None:
        """Hand over a word, from any thread."""
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            self.loop.call_soon_threadsafe(self.words.put_nowait, word)


@dataclass(slots=True, eq=False)
class Maker:
    """A running process, those who wait for it, when it said something last, how many exports it is through with."""

    process: subprocess.Popen[bytes]
    tickets: dict[int, Ticket] = field(default_factory=dict)
    spoke: float = field(default_factory=time.monotonic)
    served: int = 0
    writing: threading.Lock = field(default_factory=threading.Lock)

    def order(self, order: Order) -> None:
        """Send an order; where the process is gone, whoever listens to it says so."""
        assert self.process.stdin is not None
        with self.writing, contextlib.suppress(OSError, ValueError):
            send(self.process.stdin, order)


class Exporter:
    """Has exports made; safe to use from several threads and event loops."""

    def __init__(self, corpus: Path) -> None:
        self._corpus = corpus.absolute()
        self._lock = threading.Lock()
        self._numbers = count(1)
        self._maker: Maker | None = None
        self._closed = False

    async def answer(self, wish: Wish, types: dict[str, str]) -> Taken:
        """The file that is wished for, sent while it is made. Raises Refusal where it cannot even be begun."""
        maker, ticket = await to_thread.run_sync(self._begin, wish, asyncio.get_running_loop())
        try:
            begun = await self._next(maker, ticket)
        except BaseException:
            self.drop(maker, ticket)
            raise
        if begun.kind == "fault":
            self.drop(maker, ticket)
            raise Refusal(begun.code)
        headers = {"content-disposition": f'attachment; filename="{begun.name}"', "vary": "Accept-Encoding"}
        if wish.zipped:
            headers["content-encoding"] = "gzip"
        elif begun.size is not None:
            headers["content-length"] = str(begun.size)
        return Taken(self._parts(maker, ticket), types[Path(begun.name).suffix], headers, self, maker, ticket)

    def close(self) -> None:
        """End the process; exports on their way are broken off."""
        with self._lock:
            self._closed = True
            maker, self._maker = self._maker, None
        if maker is not None:
            ended(maker, at_once=bool(maker.tickets))

    @property
    def process(self) -> int | None:
        """The id of the process, None while there is none."""
        with self._lock:
            return None if self._maker is None else self._maker.process.pid

    def _begin(self, wish: Wish, loop: asyncio.AbstractEventLoop) -> tuple[Maker, Ticket]:
        with self._lock:
            if self._closed:
                raise Refusal(BROKEN)
            if self._maker is None or self._maker.process.poll() is not None:
                self._maker = self._start()
            maker = self._maker
            if len(maker.tickets) >= MOST:
                raise Refusal("exports_busy")
            ticket = Ticket(next(self._numbers), loop)
            maker.tickets[ticket.id] = ticket
        maker.order(Order(ticket.id, wish))
        return maker, ticket

    def _start(self) -> Maker:
        # the paths of this interpreter: a room may be started from a folder or by a program that added some
        paths = os.pathsep.join(dict.fromkeys(str(Path(path).absolute()) for path in sys.path if path))
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "quellenlage.web.maker", str(self._corpus)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": paths, "PYTHONSAFEPATH": "1"},
            creationflags=ASIDE,
            start_new_session=True,  # Ctrl-C in the room's terminal is for the room, which ends this process itself
        )
        maker = Maker(process)
        threading.Thread(target=self._listen, args=(maker,), name="exports", daemon=True).start()
        return maker

    def _listen(self, maker: Maker) -> None:
        assert maker.process.stdout is not None
        try:
            while (word := heard(maker.process.stdout, Word)) is not None:
                maker.spoke = time.monotonic()
                if (ticket := maker.tickets.get(word.id)) is not None:
                    ticket.tell(word)
        finally:  # also where what it says cannot be read
            maker.process.stdout.close()
            with self._lock:
                if self._maker is maker:
                    self._maker = None
                left = list(maker.tickets.values())
            ended(maker, at_once=True)
            for ticket in left:
                ticket.tell(Word(ticket.id, "fault", code=BROKEN))

    async def _next(self, maker: Maker, ticket: Ticket) -> Word:
        while True:
            try:
                return await asyncio.wait_for(ticket.words.get(), SILENCE)
            except TimeoutError:
                if time.monotonic() - maker.spoke >= SILENCE:
                    maker.process.kill()  # whoever listens tells all who wait

    async def _parts(self, maker: Maker, ticket: Ticket) -> AsyncIterator[bytes]:
        maker.order(Order(ticket.id))
        while (word := await self._next(maker, ticket)).kind == "part":
            maker.order(Order(ticket.id))  # the next one is made while this one is sent
            if word.content:
                yield word.content
        if word.kind == "fault":
            raise Refusal(word.code)  # too late for a page that says so: the connection breaks off

    def drop(self, maker: Maker, ticket: Ticket) -> None:
        """Nothing more is wanted of this export."""
        with self._lock:
            known = maker.tickets.pop(ticket.id, None)
            maker.served += known is not None
            served = maker.served
        if known is not None:
            maker.order(Order(ticket.id, drop=True))
            with contextlib.suppress(RuntimeError):  # no loop: the room is closing
                asyncio.get_running_loop().call_later(IDLE, self._rest, maker, served)

    def _rest(self, maker: Maker, served: int) -> None:
        with self._lock:
            if self._maker is not maker or maker.tickets or maker.served != served:
                return  # a later export looks again when it is through
            self._maker = None
        threading.Thread(target=ended, args=(maker,), name="farewell", daemon=True).start()


class Taken(StreamingResponse):
    """A file on its way to whoever wants it; when it is sent, or nobody takes it any more, it is given up."""

    def __init__(
        self,
        parts: AsyncIterator[bytes],
        kind: str,
        headers: dict[str, str],
        exporter: Exporter,
        maker: Maker,
        ticket: Ticket,
    ) -> None:
        super().__init__(parts, media_type=kind, headers=headers)
        self._given_up: Callable[[], None] = lambda: exporter.drop(maker, ticket)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            async with asyncio.timeout(LONGEST):
                await super().__call__(scope, receive, send)
        except asyncio.CancelledError:
            pass  # the room closes and waits no longer: the connection breaks off, and that is no fault of anybody
        except TimeoutError:
            LOG.warning("an export was given up after %d seconds: it was not taken to its end", LONGEST)
        finally:
            self._given_up()


def ended(maker: Maker, *, at_once: bool = False) -> None:
    """End a process: it goes when nobody can order anything any more; one that does not is ended."""
    process = maker.process
    if at_once:
        process.kill()
    with maker.writing, contextlib.suppress(OSError):
        assert process.stdin is not None
        process.stdin.close()
    try:
        process.wait(FAREWELL)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
