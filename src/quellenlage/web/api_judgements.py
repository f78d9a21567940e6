"""Corrections for programs: `/api/v1/judgements`, the same rows, checks and consequences as on the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from quellenlage.domain.anchor import Anchor
from quellenlage.domain.attachment import Judged, Standing
from quellenlage.domain.judgement import Kind
from quellenlage.report.translate import msg
from quellenlage.report.wire import as_json
from quellenlage.web.adding import desk_of
from quellenlage.web.api import Cursor, Limit, Name, answer, make_cursor, read_cursor
from quellenlage.web.book import Book, book_of
from quellenlage.web.faults import Refusal
from quellenlage.web.judging import Entered, Wish, enter

router = APIRouter(prefix="/api/v1")

LONGEST = 1_000_000
"""Bytes of a wish: a reason has 2,000 characters, and articles to part somebody in are named by their ids."""


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """One row of the journal. `standing` says whether it holds and `by` which later row undid or overruled it;
    `waiting` is true while the results do not follow it yet; `why` says of an orphaned one what is gone: `article`,
    `words` or `reading` (the words stand there, read as something else)."""

    id: str
    kind: Kind
    author: str
    at: str
    reason: str
    evidence: tuple[Anchor, ...]
    other: tuple[Anchor, ...]
    value: str | None
    standing: Standing
    by: str | None
    why: str | None
    waiting: bool


@dataclass(frozen=True, slots=True)
class JudgementList:
    """One page of corrections and notes, the latest first. `length` is how many rows the journal holds: sent back as
    `seen`, it has the room refuse a correction of what somebody else has corrected since."""

    items: tuple[JudgementRow, ...]
    next: str | None
    length: int


class JudgementWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is to be corrected. `about` is an id: of a statement or `ARTICLE:START-END` (speaker, reject, same,
    different), a claim (these, too), a person, body or place (merge, split), an article (date, outlet), any of them
    (note), a judgement (undo). `other` is the second one (merge, same, different), `apart` are the articles in which
    somebody else is meant (split). `value` is who said it (speaker; null: the article names nobody), the day or two of
    them with a slash between (date), or the name (outlet). `story` is the story of a claim: with it the claim is found
    at once. `seen` is the `length` of the journal that was looked at."""

    kind: Kind
    about: str
    author: str
    reason: str
    value: str | None = None
    other: str | None = None
    apart: tuple[str, ...] = ()
    story: str | None = None
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class JudgementEntered:
    """The row as it stands in the journal, and the job after which the results follow it (`/api/v1/jobs/ID`); null for
    a note, which changes none."""

    judgement: JudgementRow
    job: str | None
    length: int


@dataclass(frozen=True, slots=True)
class JobRow:
    """How far a job is: `state` is waiting, running, done or failed; `stage` add, annotate, settle, compare or keep;
    `total` null is not known; `fault` is an error code."""

    id: str
    state: str
    stage: str
    done: int
    total: int | None
    fault: str | None


@router.get("/judgements", summary="Corrections and notes, the latest first")
def judgements(
    request: Request,
    kind: Annotated[Kind | None, Query(description="Only of this kind.")] = None,
    standing: Annotated[Standing | None, Query(description="Only those that stand so.")] = None,
    author: Name = "",
    article: Annotated[str, Query(max_length=2000, description="Only those about this article.")] = "",
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Response:
    """Rows of the journal; none is ever changed or deleted."""
    book = book_of(request)
    every = book.every()
    about = {row.id for row in book.entries().about([article])} if article else None
    rows = [
        row
        for row in reversed(every.rows)
        if (kind is None or row.judgement.kind == kind)
        and (standing is None or row.standing == standing)
        and (not author or row.judgement.author == author)
        and (about is None or row.judgement.id in about)
    ]
    start = 0
    if cursor:
        after = read_cursor(cursor)
        start = next((n + 1 for n, row in enumerate(rows) if row.judgement.id == after), 0)
    some = rows[start : start + limit]
    following = make_cursor(some[-1].judgement.id) if len(rows) > start + limit else None
    items = tuple(row_of(row, book) for row in some)
    return answer(request, JudgementList(items, following, book.entries().length))


@router.get("/judgements/{judgement}", summary="One correction or note")
def judgement(request: Request, judgement: str) -> Response:
    """One row, and whether it holds."""
    return answer(request, row_of(found(judgement, book_of(request)), book_of(request)))


@router.post("/judgements", summary="Correct something, or leave a note", status_code=201)
async def judge(request: Request) -> Response:
    """Enters the judgement at once; the results follow in a job."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refusal("wrong_type", "content-type")
    asked = wish_of(await body_of(request))
    return await run_in_threadpool(entered, request, asked, 201)


@router.delete("/judgements/{judgement}", summary="Take a correction or note back")
def undo(
    request: Request,
    judgement: str,
    author: Annotated[str, Query(max_length=2000, description="Who takes it back.")] = "",
    reason: Annotated[str, Query(max_length=20_000, description="Why: one line.")] = "",
    seen: Annotated[int | None, Query(ge=0, description="`length` of the journal that was looked at.")] = None,
) -> Response:
    """Enters a row that takes the other one back; both stay. Taking back an undo makes the first row hold again."""
    found(judgement, book_of(request))
    return entered(request, Wish(kind="undo", about=judgement, author=author, reason=reason, seen=seen), 200)


@router.get("/jobs/{job}", summary="How far a job is")
def job(request: Request, job: str) -> Response:
    """A run that adds articles or has the results follow corrections; finished ones are forgotten after a while."""
    known = desk_of(request).jobs.get(job)
    if known is None:
        raise Refusal("not_found")
    return answer(request, JobRow(known.id, known.state, known.stage, known.done, known.total, known.fault or None))


async def body_of(request: Request) -> bytes:
    """The body. Raises Refusal for one that is longer than any wish."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > LONGEST:
            raise Refusal("too_large", message=msg("That is too long: a correction is one line."))
    return bytes(content)


def wish_of(content: bytes) -> Wish:
    """What a program asks for. Raises Refusal that names the field that is wrong."""
    try:
        asked = msgspec.json.decode(content, type=JudgementWish)
    except msgspec.ValidationError as fault:
        raise Refusal("bad_parameter", field_of(str(fault)), msg("A field does not hold what it should.")) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Refusal("bad_request", None, msg("This is no valid JSON.")) from None
    return Wish(
        kind=asked.kind,
        about=asked.about,
        author=asked.author,
        reason=asked.reason,
        value=asked.value or "",
        nobody=asked.kind == "speaker" and not (asked.value or "").strip(),
        other=asked.other or "",
        apart=asked.apart,
        story=asked.story or "",
        seen=asked.seen if asked.seen is None or asked.seen >= 0 else 0,
    )


def field_of(fault: str) -> str | None:
    """The field that a message of msgspec names: `at $.kind`, or the one it misses or does not know."""
    at = fault.rpartition("at `$.")[2].rstrip("`") if "at `$." in fault else ""
    named = fault.partition("field `")[2].partition("`")[0]
    return (at or named)[:100] or None


def entered(request: Request, wish: Wish, status: int) -> Response:
    """Enter it and say what became of it."""
    book = book_of(request)
    made: Entered = enter(desk_of(request), book, wish)
    row = row_of(found(made.judgement.id, book), book)
    value = JudgementEntered(row, made.job.id if made.job else None, book.entries().length)
    headers = {"location": f"/api/v1/judgements/{row.id}"} if status == 201 else {}
    return Response(as_json(value), status, headers=headers, media_type="application/json")


def found(judgement: str, book: Book) -> Judged:
    """The row with that id. Raises Refusal where there is none."""
    now = book.entries()
    row = now.by_id.get(judgement)
    if row is None:
        raise Refusal("not_found")
    return book.standing([row], now)[0][0]


def row_of(row: Judged, book: Book) -> JudgementRow:
    """The row as a program gets it."""
    judgement = row.judgement
    return JudgementRow(
        id=judgement.id,
        kind=judgement.kind,
        author=judgement.author,
        at=judgement.at,
        reason=judgement.reason,
        evidence=judgement.evidence,
        other=judgement.other,
        value=judgement.value,
        standing=row.standing,
        by=row.by,
        why=book.every().why.get(judgement.id) if row.standing == "orphaned" else None,
        waiting=judgement.id in book.waiting(),
    )
