"""The search page, and downloads of what it found."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from quellenlage.web.adding import desk_of
from quellenlage.web.asked import Asked, Kind, asked_leniently
from quellenlage.web.downloads import FORMS
from quellenlage.web.exports import file_of
from quellenlage.web.faults import Refusal
from quellenlage.web.find import find, somebody_meant
from quellenlage.web.making import Wish
from quellenlage.web.render import language, page
from quellenlage.web.search_view import KINDS, results

router = APIRouter(include_in_schema=False)

Wanted = Annotated[Asked, Depends(asked_leniently)]


@router.get("/search")
def search(
    request: Request,
    asked: Wanted,
    kind: Annotated[Kind, Query()] = "articles",
    number: Annotated[int, Query(alias="page", ge=1, le=5000)] = 1,
    part: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    """Search over articles, statements, claims and people. `part=list` gives the hits alone, for searching while
    typing."""
    desk, _ = desk_of(request), language(request)
    kind = kind if kind == "people" or asked.type == "" else "people"
    with desk.corpus.one_look():
        found = find(desk.corpus, asked, kind)
        view = results(desk.corpus, found, asked, number, _)
    return page(
        request,
        "hits.html.j2" if part == "list" else "search.html.j2",
        results=view,
        asked=asked,
        kinds=[(key, _(name), asked.bare().query(kind=key)) for key, name in KINDS.items()],
        names=names_of(request, asked),
        forms=[(form.removeprefix(".").upper(), f"/search/results{form}") for form in FORMS],
    )


@router.get("/search/results{ending}")
async def download(
    request: Request, ending: str, asked: Wanted, kind: Annotated[Kind, Query()] = "articles"
) -> Response:
    """Everything that was found, as a file."""
    if ending not in FORMS:
        raise Refusal("not_found")
    return await file_of(request, Wish(what="search", name=ending, ui=language(request).ui, asked=asked, kind=kind))


def names_of(request: Request, asked: Asked) -> dict[str, str]:
    """How the people and places that are filtered by are called."""
    corpus = desk_of(request).corpus
    known = corpus.searching.catalogue()
    return {
        field: known.cast[known.somebody_of[given]].name if given in known.somebody_of else given
        for field, given in (("person", asked.person), ("place", asked.place))
        if given and somebody_meant(corpus, known, given, places=field == "place")
    }
