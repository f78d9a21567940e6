"""The door of the room: whom it lets in, how much it takes, and what every answer carries.

A page of an article is text of strangers, shown to people who are logged in elsewhere. So every answer forbids inline
code, other origins and frames; a name that is not ours is refused (DNS rebinding); forms must come from our own pages;
and an address that others can reach is locked with a token.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from quellenlage.web.faults import FAULTS, Fault, Refusal

MAX_BODY = 60_000_000
"""Bytes of one request: a file may have 50 MB (`read.reader.FILE_LIMIT`), and a form has fields beside it."""

MIN_TOKEN = 12
"""Characters of a token: fewer can be guessed by trying."""

LOOPBACK_NAMES = frozenset(["localhost", "127.0.0.1", "::1"])
SESSION, FORM = "quellenlage_session", "quellenlage_form"
OPEN_PATHS = ("/login", "/static/", "/api/health")
"""What a locked room shows to everybody."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with none at all, a browser would name no origin for our own forms either
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "x-robots-tag": "noindex, noarchive",
}


def is_loopback(host: str) -> bool:
    """True if only this machine can reach that address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Door:
    """Who may come in. `hosts` are the names under which the room is reached, None for any: then a token is what keeps
    strangers out. `token` None is an open door."""

    hosts: frozenset[str] | None
    token: str | None

    def knows(self, host: str) -> bool:
        """True if the `Host` of a request names this room."""
        name = urlsplit(f"//{host}").hostname or ""
        return self.hosts is None or name in self.hosts

    def session(self) -> str:
        """What the cookie of somebody who gave the token holds: it tells nothing about the token."""
        return hmac.new((self.token or "").encode(), b"quellenlage session", hashlib.sha256).hexdigest()

    def fits(self, given: str) -> bool:
        """True if `given` is the token; takes the same time for every wrong one."""
        return self.token is not None and hmac.compare_digest(given.encode(), self.token.encode())

    def lets_in(self, request: Request) -> bool:
        """True if the request carries the token, or the cookie of somebody who gave it."""
        if self.token is None:
            return True
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and self.fits(given.strip()):
            return True
        return hmac.compare_digest(request.cookies.get(SESSION, "").encode(), self.session().encode())


class Guard:
    """ASGI middleware that stands in the door; `told` makes the answer to somebody who is refused."""

    def __init__(self, app: ASGIApp, door: Door, told: Callable[[Request, Fault], Response]) -> None:
        self.app = app
        self.door = door
        self.told = told

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or let through with limits on what comes in and headers on what goes out."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        request = Request(scope)
        refused = self.refused(request)
        answer = guarded(send, request.url.path)
        if refused is not None:
            await refused(scope, receive, answer)
            return
        await self.app(scope, limited(receive), answer)

    def refused(self, request: Request) -> Response | None:
        """The answer to a request that does not get in, None for one that does."""
        headers = request.headers
        if not self.door.knows(headers.get("host", "")):
            return self.told(request, FAULTS["bad_host"])
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MAX_BODY:
            return self.told(request, FAULTS["too_large"])
        if request.method not in ("GET", "HEAD") and not of_this_origin(headers):
            return self.told(request, FAULTS["foreign_form"])
        path = request.url.path
        if self.door.lets_in(request) or path.startswith(OPEN_PATHS):
            return None
        if path.startswith("/api/"):
            return self.told(request, FAULTS["token_needed"])
        return RedirectResponse(f"/login?next={quote(path, safe='')}", 303)


def of_this_origin(headers: Headers) -> bool:
    """True unless the browser says that another site sent the request."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host", "")


def limited(receive: Receive) -> Receive:
    """A body without its length is counted while it comes in."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MAX_BODY:
            raise Refusal("too_large")
        return message

    return counted


def guarded(send: Send, path: str) -> Send:
    """Every answer carries the policy, and how long it took."""
    began = time.perf_counter()

    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers["server-timing"] = f"total;dur={(time.perf_counter() - began) * 1000:.1f}"
            if "cache-control" not in headers:
                headers["cache-control"] = "no-store" if path.startswith(("/add", "/login")) else "private, no-cache"
        await send(message)

    return with_headers


def form_key(request: Request) -> str:
    """The secret that a form of ours repeats; made when the reader has none yet."""
    known = request.cookies.get(FORM, "")
    return known if len(known) == 43 and known.isascii() else secrets.token_urlsafe(32)


def check_form(request: Request, given: object) -> None:
    """Raises Refusal unless the form repeats the secret of the reader's cookie."""
    known = request.cookies.get(FORM, "")
    if not known or not isinstance(given, str) or not hmac.compare_digest(known.encode(), given.encode()):
        raise Refusal("foreign_form")


def own_path(given: str) -> str:
    """Where to go after a form: a path of this room, never another site."""
    parts = urlsplit(given)
    fine = given.startswith("/") and not given.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return given if fine and given.isprintable() and "\\" not in given else "/"
