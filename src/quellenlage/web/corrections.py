"""The list of all corrections and notes: filtered, taken back, carried to another corpus and brought from one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, BinaryIO

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import Response

from quellenlage.corpus import Corpus
from quellenlage.domain.attachment import Judged
from quellenlage.domain.judgement import LONGEST_NAME, LONGEST_REASON
from quellenlage.errors import CorpusBusy, UsageError
from quellenlage.report.shown import number, one_line
from quellenlage.report.translate import Translator, msg
from quellenlage.web.adding import desk_of
from quellenlage.web.book import book_of
from quellenlage.web.corrected import STANDINGS, TITLES, Before, CorrectionView, correction
from quellenlage.web.correcting import came_from, done, known_name
from quellenlage.web.faults import FAULTS, Refusal
from quellenlage.web.judging import Wish, enter
from quellenlage.web.render import form_page, language
from quellenlage.web.safety import check_form, own_path

router = APIRouter(include_in_schema=False)

PAGE = 50
"""Rows on a page."""
REFUSED_SHOWN = 20
"""Refused lines of an imported file that are named."""

WHY = {
    "article": msg("the article is not in the corpus"),
    "words": msg("its words stand nowhere any more"),
    "reading": msg("its words are there, but are read as something else now"),
}
"""What an orphaned row has lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the list is narrowed to; empty is no matter."""

    words: str = ""
    kind: str = ""
    standing: str = ""
    author: str = ""

    def query(self, page: int) -> dict[str, str]:
        """The fields of the address of a page of the list."""
        fields = {"q": self.words, "kind": self.kind, "standing": self.standing, "author": self.author}
        return {key: value for key, value in (fields | {"page": str(page)}).items() if value}


@router.get("/corrections")
def overview(
    request: Request,
    q: Annotated[str, Query(max_length=500)] = "",
    kind: Annotated[str, Query(max_length=20)] = "",
    standing: Annotated[str, Query(max_length=20)] = "",
    author: Annotated[str, Query(max_length=300)] = "",
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> Response:
    """All corrections, the latest first."""
    asked = Asked(words=q.strip(), kind=kind, standing=standing, author=author)
    return shown(request, asked, number)


@router.get("/corrections.jsonl")
def export(request: Request) -> Response:
    """The whole journal, for another corpus or for safe-keeping."""
    content = b"".join(desk_of(request).corpus.journal.export())
    headers = {"content-disposition": 'attachment; filename="corrections.jsonl"'}
    return Response(content, media_type="application/x-ndjson", headers=headers)


@router.post("/corrections/import")
async def bring(request: Request) -> Response:
    """Corrections that another corpus exported; those known already are passed over."""
    async with request.form(max_files=1, max_fields=5) as sent:
        check_form(request, sent.get("key"))
        file = sent.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            return shown(
                request, Asked(), 1, wrong=language(request)("Choose a file of corrections, as it is exported.")
            )
        return await run_in_threadpool(imported, request, file.file, one_line(file.filename)[:LONGEST_NAME])


def imported(request: Request, file: BinaryIO, name: str) -> Response:
    """What became of the lines of a file."""
    desk, book, _ = desk_of(request), book_of(request), language(request)
    try:
        taken = book.write(lambda corpus: corpus.journal.take(file, name))
    except CorpusBusy:
        said = FAULTS["busy"].message
        return shown(request, Asked(), 1, wrong=_(said), status=503)
    except UsageError:
        return shown(request, Asked(), 1, wrong=_("The file is in another encoding: save it as UTF-8."), status=422)
    if taken.added:
        desk.jobs.refresh()
    counts = {"added": taken.added, "known": taken.known, "refused": len(taken.refused)}
    lines = [_("New judgements: {added}; known already: {known}; refused lines: {refused}").format(**counts)]
    lines += [f"{one_line(r.input)}: {_.reason(one_line(r.reason))}" for r in taken.refused[:REFUSED_SHOWN]]
    nothing = bool(taken.refused) and not taken.added and not taken.known
    return shown(request, Asked(), 1, taken=tuple(lines), status=422 if nothing else 200)


@router.get("/corrections/{judgement}")
def one(request: Request, judgement: str) -> Response:
    """One correction: what it says, of what, who entered it, and whether it holds."""
    return one_shown(request, judgement, own_path(came_from(request) or "/corrections"))


@router.post("/corrections/{judgement}/undo")
async def take_back(request: Request, judgement: str) -> Response:
    """Take a correction back, as a further row of the journal."""
    async with request.form(max_files=0, max_fields=20) as sent:
        check_form(request, sent.get("key"))
        given = {name: str(sent.get(name, "")) for name in ("author", "reason", "back", "seen")}
    wish = Wish(
        kind="undo",
        about=judgement,
        author=given["author"],
        reason=given["reason"],
        seen=int(given["seen"]) if given["seen"].isdecimal() and len(given["seen"]) < 10 else None,
    )
    try:
        entered = await run_in_threadpool(enter, desk_of(request), book_of(request), wish)
    except Refusal as refused:
        if refused.status_code == 404:
            raise
        return one_shown(request, judgement, own_path(given["back"] or "/corrections"), refused, given)
    except CorpusBusy:
        return one_shown(request, judgement, own_path(given["back"] or "/corrections"), Refusal("busy"), given)
    return done(request, entered, given["back"] or "/corrections", given["author"])


def one_shown(
    request: Request,
    judgement: str,
    back: str,
    refused: Refusal | None = None,
    given: dict[str, str] | None = None,
) -> Response:
    """The page of one correction."""
    book, _ = book_of(request), language(request)
    every = book.every()
    row = next((row for row in every.rows if row.judgement.id == judgement), None)
    if row is None:
        raise Refusal("not_found")
    view = view_of(row, request, _)
    known = given or {"author": known_name(request), "reason": ""}
    return form_page(
        request,
        "correction.html.j2",
        status=refused.status_code if refused else 200,
        view=view,
        lost=_(WHY[every.why[judgement]]) if judgement in every.why else "",
        undone=row.standing == "undone",
        given={"author": known["author"][:LONGEST_NAME], "reason": known["reason"][:LONGEST_REASON]},
        wrong=refused.said(_) if refused else "",
        back=back,
        seen=book.entries().length,
    )


def view_of(row: Judged, request: Request, _: Translator) -> CorrectionView:
    """The correction with what was read before, where that can still be told."""
    book = book_of(request)
    before = Before(desk_of(request).corpus, [row.judgement])
    return correction(row, book.entries(), book.waiting(), before, _)


def shown(
    request: Request,
    asked: Asked,
    page: int,
    *,
    wrong: str = "",
    taken: tuple[str, ...] = (),
    status: int = 200,
) -> Response:
    """One page of the list."""
    book, desk, _ = book_of(request), desk_of(request), language(request)
    every = book.every()
    rows = [row for row in reversed(every.rows) if fits(row, asked)]
    pages = max(1, -(-len(rows) // PAGE))
    page = min(page, pages)
    waits, now = book.waiting(), book.entries()
    some = rows[(page - 1) * PAGE : page * PAGE]
    before = Before(desk.corpus, [row.judgement for row in some if row.judgement.kind in ("speaker", "date", "outlet")])
    return form_page(
        request,
        "corrections.html.j2",
        status=422 if wrong and status == 200 else status,
        rows=tuple(correction(row, now, waits, before, _) for row in some),
        lost={i: _(WHY[why]) for i, why in every.why.items()},
        asked=asked,
        page=page,
        pages=pages,
        found=_.plural("{n} entry", "{n} entries", len(rows)).format(n=number(len(rows), _.ui)),
        empty=not every.rows,
        orphaned=len(every.why),
        kinds=tuple((key, _(name)) for key, name in TITLES.items()),
        standings=tuple((key, _(name)) for key, name in STANDINGS.items()),
        authors=tuple(sorted({one_line(row.judgement.author) for row in every.rows}))[:200],
        author=known_name(request),
        wrong=wrong,
        taken=taken,
        job=desk.jobs.running,
        waits=len(waits),
    )


def fits(row: Judged, asked: Asked) -> bool:
    """True if the row passes the filter."""
    judgement = row.judgement
    if asked.kind and judgement.kind != asked.kind:
        return False
    if asked.standing and row.standing != asked.standing:
        return False
    if asked.author and one_line(judgement.author) != asked.author:
        return False
    if not asked.words:
        return True
    texts = (judgement.reason, judgement.value or "", *(a.words for a in (*judgement.evidence, *judgement.other)))
    return Corpus.matcher(asked.words)(" ".join(texts))
