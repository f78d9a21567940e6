"""`quellenlage serve`: opens the room on an address, until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import uvicorn

from quellenlage.errors import UsageError
from quellenlage.web.app import make_app
from quellenlage.web.safety import LOOPBACK_NAMES, MIN_TOKEN, is_loopback

FAREWELL = 5
"""Seconds that answers on their way get when the room is closed: a large export would else keep it open."""


def serve(corpus: Path, *, host: str, port: int, token: str | None, ui: str, say: Callable[[str], None]) -> None:
    """Serve the corpus until interrupted; `say` is told the address to open.

    Raises UsageError if others could reach the room and no token, or one too short, keeps them out, or if the address
    cannot be used.
    """
    if token is not None and len(token) < MIN_TOKEN:
        raise UsageError(f"--token is too short to keep anybody out: use at least {MIN_TOKEN} characters")
    if not is_loopback(host) and token is None:
        raise UsageError(f"--host {host} lets others in: give --token (or set QUELLENLAGE_TOKEN) to lock the room")
    names = LOOPBACK_NAMES | {host} if is_loopback(host) else None
    app = make_app(corpus, ui=ui, token=token, hosts=names)
    shown = f"[{host}]" if ":" in host else host
    login = f"login?token={quote(token, safe='')}" if token else ""
    server = Announcing(
        uvicorn.Config(
            app,
            host=host,
            port=port,
            access_log=False,
            log_level="warning",
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=FAREWELL,
        ),
        lambda at: say(f"http://{shown}:{at}/{login}"),
    )
    try:
        server.run()
    except SystemExit as fault:  # uvicorn ends so where it cannot bind
        raise UsageError(f"{host}:{port} cannot be served: choose another --port, or stop what uses it") from fault


class Announcing(uvicorn.Server):
    """Tells the port once it listens; with port 0 the system chose it."""

    def __init__(self, config: uvicorn.Config, say: Callable[[int], None]) -> None:
        super().__init__(config)
        self._say = say

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then say so."""
        await super().startup(sockets)
        if self.servers:
            self._say(int(self.servers[0].sockets[0].getsockname()[1]))
