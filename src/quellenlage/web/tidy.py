"""Looking for what is no longer reachable between two pages, not while one is made.

Python looks whenever so many objects are new, which is in the middle of a large page: then nearly all of them are in
use, and looking through them takes longer than making the page. Measured on 41,000 articles: a tenth of a second within
one page of twelve; after a page two thousand objects are left, which are looked through in a millisecond.
"""

from __future__ import annotations

import gc

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from quellenlage.web.desk import Desk

MOST_NEW = 1_000_000, 20, 20
"""New objects after which Python looks in any case: some pages' worth, where readers leave no moment between."""

OLDER, OLDEST = 200, 20_000
"""After so many answers what outlived one or more of these looks is looked through, too: most of it is in use, but
what was in the making at that moment is not."""


class Tidy:
    """Middleware, the outermost: counts the readers who wait, and when an answer has left and nobody waits for another
    one, has the newest objects looked through."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app = app
        self._desk = desk
        self._answers = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, then tidy up."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        self._desk.waiting += 1
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            if not begun:  # made: what goes on from here, the progress of a job perhaps, makes little
                begun = True
                self._desk.waiting -= 1
            await send(message)

        try:
            await self._app(scope, receive, sending)
        finally:
            if not begun:
                self._desk.waiting -= 1
            if not self._desk.waiting and not self._desk.making_ahead:
                self._answers += 1
                gc.collect(2 if self._answers % OLDEST == 0 else 1 if self._answers % OLDER == 0 else 0)
