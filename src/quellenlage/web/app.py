"""The application: pages and interface for programs over one corpus file."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from anyio import to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response

from quellenlage import __version__
from quellenlage.errors import QuellenlageError
from quellenlage.web import (
    adding,
    api,
    api_judgements,
    api_search,
    correcting,
    corrections,
    drawings,
    exports,
    login,
    pages,
    searching,
    static,
)
from quellenlage.web.ahead import Ahead
from quellenlage.web.book import Book
from quellenlage.web.desk import Desk
from quellenlage.web.exporter import Exporter
from quellenlage.web.faults import Fault, as_json, fault_of, for_programs
from quellenlage.web.openapi import described
from quellenlage.web.render import fault_page
from quellenlage.web.safety import LOOPBACK_NAMES, Door, Guard
from quellenlage.web.tidy import MOST_NEW, Tidy

THREADS = 8
"""Requests at work at the same time; others wait. Python runs one thread at a time, so that more would only make
each other slow, while a few that read the file or compress let others go on."""

SWITCH = 0.0005
"""Seconds that a thread computes before another one gets its turn. Measured: twelve small reads beside a busy thread
take 0.1 ms at the 95th percentile; with Python's own five milliseconds 0.3 to 10 ms."""


def make_app(
    corpus: Path,
    *,
    ui: str = "de",
    token: str | None = None,
    hosts: frozenset[str] | None = LOOPBACK_NAMES,
    today: Callable[[], date] = date.today,
) -> FastAPI:
    """The room over the corpus file `corpus`, which is made if it is absent. `ui`: language of readers who chose none.
    `token`: what readers must give; `hosts`: names under which the room is reached, None for any (then with a token).
    `today`: gives the day on which reports that are exported say they were made.

    Raises what opening a corpus may raise.
    """
    door = Door(hosts, token)
    desk = Desk(corpus)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        sys.setswitchinterval(SWITCH)
        gc.set_threshold(*MOST_NEW)
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        threading.Thread(target=desk.warm, name="warm", daemon=True).start()
        ahead = Ahead(app)
        ahead.start()
        yield
        ahead.close()
        app.state.exporter.close()
        desk.close()

    app = FastAPI(
        title="Quellenlage",
        version=__version__,
        description="Stories, claims and articles of a corpus: the same rows as the pages show.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.desk, app.state.door, app.state.ui, app.state.today = desk, door, ui, today
    app.state.book, app.state.exporter = Book(corpus, desk.corpus), Exporter(corpus)
    programs = api, api_judgements, api_search
    readers = pages, drawings, correcting, corrections, adding, exports, searching, login, static
    for routes in (*programs, *readers):
        app.include_router(routes.router)
    described(app)
    app.add_middleware(GZipMiddleware, minimum_size=2000, compresslevel=5)
    app.add_middleware(Guard, door=door, told=told)
    app.add_middleware(Tidy, desk=desk)
    for kind in (HTTPException, RequestValidationError, QuellenlageError, Exception):
        app.add_exception_handler(kind, refuse)
    return app


async def refuse(request: Request, error: Exception) -> Response:
    """One shape for programs, one page for readers."""
    return told(request, *fault_of(error))


def told(request: Request, fault: Fault, parameter: str | None = None) -> Response:
    """The answer to a request that is refused."""
    return as_json(fault, parameter) if for_programs(request) else fault_page(request, fault)
