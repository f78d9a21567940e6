"""The application: pages and interface for programs over one corpus file."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response

from quellenlage import __version__
from quellenlage.errors import QuellenlageError
from quellenlage.web import adding, api, exports, login, pages, static
from quellenlage.web.desk import Desk
from quellenlage.web.faults import Fault, as_json, fault_of, for_programs
from quellenlage.web.openapi import described
from quellenlage.web.render import fault_page
from quellenlage.web.safety import LOOPBACK_NAMES, Door, Guard


def make_app(
    corpus: Path, *, ui: str = "de", token: str | None = None, hosts: frozenset[str] | None = LOOPBACK_NAMES
) -> FastAPI:
    """The room over the corpus file `corpus`, which is made if it is absent. `ui`: language of readers who chose none.
    `token`: what readers must give; `hosts`: names under which the room is reached, None for any (then with a token).

    Raises what opening a corpus may raise.
    """
    door = Door(hosts, token)
    desk = Desk(corpus)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        threading.Thread(target=desk.warm, name="warm", daemon=True).start()
        yield
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
    app.state.desk, app.state.door, app.state.ui = desk, door, ui
    for routes in (api, pages, adding, exports, login, static):
        app.include_router(routes.router)
    described(app)
    app.add_middleware(GZipMiddleware, minimum_size=2000, compresslevel=5)
    app.add_middleware(Guard, door=door, told=told)
    for kind in (HTTPException, RequestValidationError, QuellenlageError, Exception):
        app.add_exception_handler(kind, refuse)
    return app


async def refuse(request: Request, error: Exception) -> Response:
    """One shape for programs, one page for readers."""
    return told(request, *fault_of(error))


def told(request: Request, fault: Fault, parameter: str | None = None) -> Response:
    """The answer to a request that is refused."""
    return as_json(fault, parameter) if for_programs(request) else fault_page(request, fault)
