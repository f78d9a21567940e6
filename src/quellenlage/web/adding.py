"""Adding articles: files or pasted text in, a job that can be watched, what became of each."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path, PurePosixPath, PureWindowsPath

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.responses import JSONResponse, RedirectResponse, Response

from quellenlage.corpus import ReadOptions
from quellenlage.report.shown import file_name, number, one_line
from quellenlage.report.translate import Translator, msg
from quellenlage.web.desk import Desk
from quellenlage.web.faults import FAULTS, Refusal
from quellenlage.web.jobs import Job
from quellenlage.web.render import article_page, form_page, language, page, story_page
from quellenlage.web.safety import check_form

router = APIRouter(include_in_schema=False)

MAX_FILES = 500
"""Files of one form; more of them are a folder for `quellenlage add`."""

STORIES_SHOWN = 10
"""Stories that a finished job names; more of them are in the list."""

ENDINGS = (".txt", ".md", ".html", ".htm", ".docx", ".rtf", ".jsonl", ".json", ".csv", ".tsv", ".parquet")
"""What the file chooser offers."""

FIELDS = ("title", "outlet", "date", "url")
"""What can be said about a single article."""

STAGES = {
    "": msg("Waiting for its turn"),
    "add": msg("Reading"),
    "annotate": msg("Annotating"),
    "settle": msg("Settling"),
    "compare": msg("Comparing"),
    "keep": msg("Keeping"),
}
UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:]")


@router.get("/add")
def ask(request: Request) -> Response:
    """The form."""
    return form_page(request, "add.html.j2", endings=",".join(ENDINGS), given={}, wrong="")


@router.post("/add")
async def take(request: Request) -> Response:
    """Files or text from the form: kept in a folder of their own until the job has read them."""
    async with request.form(max_files=MAX_FILES, max_fields=20, max_part_size=6_000_000) as form:
        check_form(request, form.get("key"))
        folder = Path(tempfile.mkdtemp(prefix="quellenlage-"))
        try:
            names = await run_in_threadpool(keep_files, form, folder)
            wrong = fault_of(form, names)
            if wrong:
                given = {name: str(form.get(name, "")) for name in (*FIELDS, "text", "split")}
                shutil.rmtree(folder)
                return form_page(
                    request, "add.html.j2", status=422, endings=",".join(ENDINGS), given=given, wrong=wrong
                )
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        job = desk_of(request).jobs.start(folder, options_of(form, names))
    return RedirectResponse(f"/add/{job.id}", 303)


@router.post("/analyse")
async def again(request: Request) -> Response:
    """Have the corpus analysed as it is."""
    async with request.form(max_files=0, max_fields=5) as form:
        check_form(request, form.get("key"))
    return RedirectResponse(f"/add/{desk_of(request).jobs.start(None).id}", 303)


@router.get("/add/{job}")
def watch(request: Request, job: str) -> Response:
    """How far the job is; once it is over, what became of each file."""
    known = job_of(request, job)
    _ = language(request)
    return page(
        request,
        "job.html.j2",
        job=known,
        view=progress(known, _),
        results=results(known, _),
        stories=touched(request, known),
    )


@router.get("/add/{job}/progress")
def poll(request: Request, job: str) -> Response:
    """How far the job is, for the page's script."""
    return JSONResponse(progress(job_of(request, job), language(request)))


def keep_files(form: FormData, folder: Path) -> list[str]:
    """The files of the form and the pasted text, in the folder, under names that cannot lead out of it."""
    names: list[str] = []
    for file in form.getlist("files"):
        if isinstance(file, UploadFile) and file.filename:
            name = free_name(safe_name(file.filename), names)
            with (folder / name).open("wb") as kept:
                shutil.copyfileobj(file.file, kept)
            names.append(name)
    text = form.get("text")
    if isinstance(text, str) and text.strip():
        name = free_name(safe_name(f"{str(form.get('title', '')).strip()[:60] or 'text'}.txt"), names)
        (folder / name).write_text(text.replace("\r\n", "\n"), "utf-8", "replace", newline="")
        names.append(name)
    return names


def safe_name(given: str) -> str:
    """A file's own name, without folders of either kind of system, control codes and leading dots or dashes."""
    name = PureWindowsPath(PurePosixPath(given).name).name
    name = UNSAFE.sub("_", name).lstrip(".- ")
    stem, dot, ending = name.rpartition(".")
    name = f"{stem[:100]}{dot}{ending[:20]}" if dot else name[:120]
    return name.encode("utf-8", "replace").decode("utf-8") or "text.txt"


def free_name(name: str, taken: list[str]) -> str:
    """`name`, numbered if it is taken."""
    stem, dot, ending = name.rpartition(".")
    numbered, n = name, 1
    while numbered in taken:
        n += 1
        numbered = f"{stem} ({n}){dot}{ending}" if dot else f"{name} ({n})"
    return numbered


def fault_of(form: FormData, names: list[str]) -> str:
    """What is wrong with the form, as a key of the template; empty if nothing is."""
    if not names:
        return "nothing"
    if len(names) > 1 and any(str(form.get(field, "")).strip() for field in FIELDS):
        return "fields"
    try:
        re.compile(str(form.get("split", "")))
    except re.error:
        return "split"
    return ""


def options_of(form: FormData, names: list[str]) -> ReadOptions:
    """How to read: what is said about a single article, and where one file is to be parted."""
    alone = len(names) == 1

    def said(field: str) -> str | None:
        return str(form.get(field, "")).strip()[:2000] or None if alone else None

    return ReadOptions(
        title=said("title"),
        outlet=said("outlet"),
        date=said("date"),
        url=said("url"),
        split=str(form.get("split", "")).strip()[:500] or None,
    )


def progress(job: Job, _: Translator) -> dict[str, object]:
    """The job in words and numbers."""
    share = job.done / job.total if job.total else None
    counted = number(job.done, _.ui) + (f" / {number(job.total, _.ui)}" if job.total else "")
    words = {
        "done": _("Done"),
        "failed": _(FAULTS[job.fault].message) if job.fault else _("Failed"),
        "waiting": _(STAGES[""]),
        "running": f"{_(STAGES.get(job.stage, STAGES['']))} {counted if job.done else ''}".strip() or _("Starting"),
    }
    return {"state": job.state, "over": job.over, "words": words[job.state], "share": share}


def results(job: Job, _: Translator) -> list[tuple[str, str, str]]:
    """What became of each file: its name, what happened, and the article's address, if it was taken."""
    if job.report is None:
        return []
    taken = [
        (_("new"), job.report.added),
        (_("new version"), job.report.versions),
        (_("known already"), job.report.known),
    ]
    listed = [(file_name(p.input, _), what, article_page(p.article)) for what, rows in taken for p in rows]
    return listed + [(file_name(r.input, _), _.reason(one_line(r.reason)), "") for r in job.report.refused]


def touched(request: Request, job: Job) -> list[tuple[str, str]]:
    """The stories that the articles belong to once they are compared: address and title."""
    if job.state != "done" or job.report is None:
        return []
    corpus = desk_of(request).corpus
    placed = [place.article for rows in (job.report.added, job.report.versions, job.report.known) for place in rows]
    ids = dict.fromkeys(corpus.stories_of(placed).values())
    untitled = language(request)("Untitled story")
    return [(story_page(story), one_line(corpus.story(story).title) or untitled) for story in list(ids)[:STORIES_SHOWN]]


def job_of(request: Request, job: str) -> Job:
    """The job with that id."""
    known = desk_of(request).jobs.get(job)
    if known is None:
        raise Refusal("not_found")
    return known


def desk_of(request: Request) -> Desk:
    """The desk that all requests share."""
    desk: Desk = request.app.state.desk
    return desk
