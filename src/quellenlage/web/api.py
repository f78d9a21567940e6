"""The interface for programs under `/api/v1`: the rows of the dossier, a page at a time, with a tag by which a program
knows what it has already."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from quellenlage import __version__
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import ArticleHead
from quellenlage.domain.dossier import ArticleRow, Claim, ClaimStatus
from quellenlage.report.shown import file_name
from quellenlage.report.translate import translator
from quellenlage.report.wire import annotation_row, as_json
from quellenlage.web.adding import desk_of
from quellenlage.web.days import FromDay, ToDay
from quellenlage.web.faults import Refusal
from quellenlage.web.find import stories_with
from quellenlage.web.index import Card
from quellenlage.web.listing import Filter, meant, wanted
from quellenlage.web.making import nameless
from quellenlage.web.reach import row_of
from quellenlage.web.telling import dossier_of

router = APIRouter(prefix="/api")

MOST = 200
"""Rows of one answer."""

Limit = Annotated[int, Query(ge=1, le=MOST, description="Rows of one answer.")]
Cursor = Annotated[str, Query(max_length=200, description="`next` of the answer before; empty begins.")]
Words = Annotated[str, Query(max_length=500, description='Words, `"in a row"`, `-without`, `begin*`.')]
Name = Annotated[str, Query(max_length=300)]


@dataclass(frozen=True, slots=True)
class StorySummary:
    """A story in a list. `sources` counts the named sources, `claims` the sure ones."""

    id: str
    title: str
    from_: str | None
    to: str | None
    outlets: tuple[str, ...]
    articles: int
    claims: int
    corroborated: int
    disputes: int
    sources: int
    sure: bool


@dataclass(frozen=True, slots=True)
class StoryList:
    """One page of stories, the latest first; `next` is the cursor of the following one, null at the end."""

    items: tuple[StorySummary, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class ArticleList:
    """One page of articles in order of arrival."""

    items: tuple[ArticleRow, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class StoryClaim:
    """A claim with the story it belongs to."""

    story: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class ClaimList:
    """One page of claims, by story and in the order of the dossier."""

    items: tuple[StoryClaim, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Health:
    """`stale`: articles have changed since the last analysis."""

    status: str
    version: str
    articles: int
    stories: int
    stale: bool


@router.get("/health", summary="Is the room open?")
@router.get("/v1/health", summary="Is the room open?")
def health(request: Request) -> Response:
    """Counts of the corpus; without the token only that the server answers."""
    desk = desk_of(request)
    if not request.app.state.door.lets_in(request):
        return answer(request, {"status": "ok"})
    found = Health("ok", __version__, desk.corpus.count(), desk.corpus.lists.count_stories(), desk.is_stale)
    return answer(request, found)


@router.get("/v1/stories", summary="Stories, the latest first")
def stories(
    request: Request,
    q: Words = "",
    outlet: Name = "",
    person: Annotated[str, Query(max_length=300, description="Id or name of somebody who takes part.")] = "",
    place: Annotated[str, Query(max_length=300, description="Id or name of a place that occurs.")] = "",
    from_: FromDay = "",
    to: ToDay = "",
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Response:
    """Stories that pass the filter."""
    desk = desk_of(request)
    asked = Filter(words=q, outlet=outlet, person=person.strip(), place=place.strip(), from_=from_, to=to)
    with_words = stories_with(desk.corpus, q) if q.strip() else None
    index, who = desk.index(), meant(desk.corpus, asked)
    # behind the story the last answer ended with; where it is gone, from the beginning of the list
    cards = index.after(wanted(index, asked, with_words, who), read_cursor(cursor) if cursor else "", limit + 1)
    following = make_cursor(cards[limit - 1].id) if len(cards) > limit else None
    return answer(request, StoryList(tuple(summary(card) for card in cards[:limit]), following))


@router.get("/v1/stories/{story}", summary="The dossier of one story")
def story(request: Request, story: str) -> Response:
    """The dossier, as `quellenlage report -o X.json` writes it."""
    desk = desk_of(request)
    told = desk.corpus.story(story)
    return answer(request, nameless(dossier_of(desk.corpus, told, desk.index()), translator("en")))


@router.get("/v1/articles", summary="Articles in order of arrival")
def articles(request: Request, outlet: Name = "", limit: Limit = 50, cursor: Cursor = "") -> Response:
    """Articles without their texts."""
    after = number_of(cursor)
    heads = desk_of(request).corpus.heads_after(after, limit + 1, outlet or None)
    following = make_cursor(str(heads[limit - 1].number)) if len(heads) > limit else None
    return answer(request, ArticleList(tuple(article_row(head) for head in heads[:limit]), following))


@router.get("/v1/articles/{article:path}", summary="One article and every mark on it")
def article(request: Request, article: str) -> Response:
    """The row of `quellenlage annotate --format jsonl`. An article that is not analysed yet has no marks."""
    corpus = desk_of(request).corpus
    annotated: AnnotatedArticle | None = next(iter(corpus.annotated([article])), None)
    if annotated is None:
        raise Refusal("not_found")
    return answer(request, annotation_row(annotated))


@router.get("/v1/claims", summary="Claims of one story or of all")
def claims(
    request: Request,
    story: Annotated[str, Query(max_length=64, description="Only of this story.")] = "",
    status: Annotated[ClaimStatus | None, Query(description="Only with this status.")] = None,
    sure: Annotated[bool, Query(description="Leave out rows the tool is unsure of.")] = True,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Response:
    """Claims with their members and roots."""
    corpus = desk_of(request).corpus
    index = desk_of(request).index()
    begin, _, at = read_cursor(cursor).partition(":") if cursor else ("", "", "0")
    told = [corpus.story(story).id] if story else index.ids_from(begin if index.card(begin) else "")
    skip = int(at) if at.isdecimal() and len(at) < 10 else 0
    items: list[StoryClaim] = []
    for story_id in told:
        for n, claim in enumerate(corpus.story(story_id).claims):
            if story_id == begin and n < skip:
                continue
            if (status is None or claim.status == status) and (claim.sure or not sure):
                if len(items) == limit:
                    return answer(request, ClaimList(tuple(items), make_cursor(f"{story_id}:{n}")))
                items.append(StoryClaim(story_id, claim))
    return answer(request, ClaimList(tuple(items), None))


def answer(request: Request, value: object) -> Response:
    """The value as JSON with its tag, or the word that the program has it already."""
    content = as_json(value)
    tag = f'"{hashlib.sha256(content).hexdigest()[:24]}"'
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"etag": tag})
    return Response(content, media_type="application/json", headers={"etag": tag})


def summary(card: Card) -> StorySummary:
    """The list's row of a story."""
    return StorySummary(**{name: getattr(card, name) for name in StorySummary.__dataclass_fields__})


def article_row(head: ArticleHead) -> ArticleRow:
    """The list's row of an article: its file by name, without the folder it lay in."""
    row = row_of(head)
    return ArticleRow(
        id=row.id,
        file=file_name(row.file, translator("en")),
        outlet=row.outlet,
        url=row.url,
        title=row.title,
        published=row.published,
    )


def make_cursor(place: str) -> str:
    """A place in a list as a program gets it: nothing to be taken apart."""
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> str:
    """The place. Raises Refusal for anything that is no cursor."""
    try:
        return base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise Refusal("bad_parameter", "cursor") from None


def number_of(cursor: str) -> int:
    """A cursor that is a number; 0 for none."""
    if not cursor:
        return 0
    place = read_cursor(cursor)
    if not (place.isascii() and place.isdecimal()) or len(place) > 12:
        raise Refusal("bad_parameter", "cursor")
    return int(place)
