"""From a view to an answer: templates, the reader's language, tags by which a browser knows what it has already."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from urllib.parse import parse_qsl, quote, urlencode

from fastapi import Request
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.responses import Response

from quellenlage.report.html import GLYPHS
from quellenlage.report.lines import EvidenceView, entries, sources
from quellenlage.report.shown import number
from quellenlage.report.translate import LANGUAGES, Translator, translator
from quellenlage.web.faults import Fault, title
from quellenlage.web.safety import FORM, form_key

UI = "quellenlage_ui"
YEAR = 365 * 24 * 3600
PACKED_FROM = 20_000
"""Bytes from which on a compressed page is kept; smaller ones are compressed in less than a millisecond."""

PACKED_LEVEL = 5
"""Of 1 to 9. Measured on six story pages of 550 kB: 36 kB each in 2.5 ms; 9 saves 6 % and takes 4 ms, 3 adds 20 %."""

PACKED_KEPT = 300

_PACKED: OrderedDict[str, bytes] = OrderedDict()
_PACKING = threading.Lock()

NAMES = {"de": "Deutsch", "en": "English"}


def page(request: Request, template: str, *, status: int = 200, **values: object) -> Response:
    """A page of the room, in the reader's language."""
    return answer(request, body(request, template, **values), status)


def body(request: Request, template: str, **values: object) -> bytes:
    """The page's bytes. Every text is escaped by the template engine."""
    _ = language(request)
    text = (
        environment()
        .get_template(f"room/{template}")
        .render(
            _=_,
            plural=_.plural,
            ui=_.ui,
            n=lambda value: number(value, _.ui),
            other_ui=tuple((ui, NAMES[ui], with_ui(request, ui)) for ui in LANGUAGES if ui != _.ui),
            path=request.url.path,
            locked=request.app.state.door.token is not None,
            stamp=stamp(),
            **values,
        )
    )
    return text.encode("utf-8", "replace")


def answer(request: Request, content: bytes, status: int = 200, media_type: str = "text/html") -> Response:
    """The bytes with their tag, or the word that the browser has them already."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:24]}"'
    if status == 200 and tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"etag": tag})
    if len(content) >= PACKED_FROM and "gzip" in request.headers.get("accept-encoding", ""):
        response = Response(packed(tag, content), status, {"content-encoding": "gzip"}, media_type)
    else:
        response = Response(content, status, media_type=media_type)
    if status == 200:
        response.headers["etag"] = tag
        response.headers["vary"] = "Cookie, Accept-Encoding"
    chosen = request.query_params.get("ui")
    if chosen in LANGUAGES:
        response.set_cookie(UI, chosen, max_age=YEAR, httponly=True, samesite="lax")
    return response


def packed(tag: str, content: bytes) -> bytes:
    """The content compressed, once for all readers of the same page."""
    with _PACKING:
        if tag in _PACKED:
            _PACKED.move_to_end(tag)
            return _PACKED[tag]
    made = gzip.compress(content, PACKED_LEVEL, mtime=0)
    with _PACKING:
        _PACKED[tag] = made
        while len(_PACKED) > PACKED_KEPT:
            _PACKED.popitem(last=False)
    return made


def form_page(request: Request, template: str, *, status: int = 200, **values: object) -> Response:
    """A page with a form of ours on it."""
    key = form_key(request)
    response = page(request, template, status=status, form_key=key, **values)
    response.set_cookie(FORM, key, httponly=True, samesite="strict")
    return response


def fault_page(request: Request, fault: Fault) -> Response:
    """What a reader gets instead of the page."""
    _ = language(request)
    return page(request, "fault.html.j2", status=fault.status, headline=title(fault, _), hint=_(fault.hint))


def language(request: Request) -> Translator:
    """The interface language: chosen in the address, chosen before, or the room's own."""
    for chosen in (request.query_params.get("ui"), request.cookies.get(UI)):
        if chosen in LANGUAGES:
            return translator(chosen)
    return translator(request.app.state.ui)


def with_ui(request: Request, ui: str) -> str:
    """This very page in another language."""
    kept = [(key, value) for key, value in parse_qsl(request.url.query) if key not in ("ui", "token")]
    return f"{quote(request.url.path)}?{urlencode([*kept, ('ui', ui)])}"


def story_page(story: str) -> str:
    """The address of a story's page."""
    return f"/stories/{quote(story, safe='')}"


def claim_page(story: str, claim: str) -> str:
    """The address of a claim's page: everybody who makes it, side by side."""
    return f"{story_page(story)}/claims/{quote(claim, safe='')}"


def part_page(story: str, part: str, page: int) -> str:
    """The address of a page of one part of a long story."""
    return f"{story_page(story)}/parts/{quote(part, safe='')}?page={page}"


def article_page(article: str, start: int | None = None, end: int | None = None) -> str:
    """The address of an article's page, at these words if they are given."""
    address = f"/articles/{quote(article, safe='')}"
    return address if start is None or not end else f"{address}?at={start}-{end}#hit"


def place_page(place: EvidenceView) -> str:
    """The address of a cited place."""
    return article_page(place.article, place.start, place.end)


def correct_page(what: str, thing: str, **given: str) -> str:
    """The address of the form that corrects a statement, claim, article, actor or story."""
    query = urlencode({key: value for key, value in given.items() if value})
    return f"/correct/{what}/{quote(thing, safe='')}" + (f"?{query}" if query else "")


def actor_page(actor: str) -> str:
    """The address of a person's or an organisation's page."""
    return f"/actors/{quote(actor, safe='')}"


@lru_cache
def environment() -> Environment:
    """The template engine: escapes everything, fails on a name that does not exist. The blocks of a story are those of
    the one-file report."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader("quellenlage.web"), PackageLoader("quellenlage.report")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # it would look at the files of all blocks for every page
    )
    made.globals |= {
        "sources": sources,
        "entries": entries,
        "glyphs": GLYPHS,
        "story_page": story_page,
        "article_page": article_page,
        "place_page": place_page,
        "actor_page": actor_page,
        "claim_page": claim_page,
        "part_page": part_page,
        "correct_page": correct_page,
    }
    return made


def compile_templates() -> None:
    """Make all templates ready: a tenth of a second each, which the first readers would wait for."""
    for name in environment().list_templates(extensions=["j2"]):
        if name.endswith(".html.j2"):
            environment().get_template(name)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages load."""

    content: bytes
    media_type: str


@lru_cache
def assets() -> dict[str, Asset]:
    """Style and script by name. The style begins with that of the one-file report, which has the script that copies."""
    found = {name: Asset(content, media_type) for name, content, media_type in _read_assets()}
    report = files("quellenlage.report").joinpath("templates")
    style = report.joinpath("page.css").read_bytes() + b"\n" + found["room.css"].content
    found["room.css"] = Asset(style, "text/css; charset=utf-8")
    found["copy.js"] = Asset(report.joinpath("copy.js").read_bytes(), "text/javascript; charset=utf-8")
    return found


def _read_assets() -> Iterator[tuple[str, bytes, str]]:
    kinds = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
    for file in sorted(files("quellenlage.web").joinpath("static").iterdir(), key=lambda f: f.name):
        kind = kinds.get("." + file.name.rpartition(".")[2])
        if kind:
            yield file.name, file.read_bytes(), kind


@lru_cache
def stamp() -> str:
    """Changes with the assets, so that a browser may keep them for good."""
    digest = hashlib.sha256()
    for name, asset in sorted(assets().items()):
        digest.update(name.encode() + asset.content)
    return digest.hexdigest()[:12]
