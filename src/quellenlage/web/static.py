"""Style and script, our own files alone."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from quellenlage.web.faults import Refusal
from quellenlage.web.render import YEAR, assets

router = APIRouter(include_in_schema=False)


@router.get("/static/{_stamp}/{name}")
def asset(_stamp: str, name: str) -> Response:
    """One file; the stamp changes with its content, so a browser may keep it for good."""
    found = assets().get(name)
    if found is None:
        raise Refusal("not_found")
    headers = {"cache-control": f"public, max-age={YEAR}, immutable"}
    return Response(found.content, media_type=found.media_type, headers=headers)
