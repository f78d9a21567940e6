"""Correcting in place: the form for a statement, claim, article, person or story, and what becomes of it."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import JSONResponse, RedirectResponse, Response

from quellenlage.domain.judgement import LONGEST_NAME, LONGEST_REASON
from quellenlage.errors import CorpusBusy
from quellenlage.report.shown import one_line
from quellenlage.report.translate import Translator, msg
from quellenlage.web.adding import desk_of
from quellenlage.web.book import book_of
from quellenlage.web.choices import KINDS, Subject, subject_of
from quellenlage.web.corrected import CorrectionView, of_person, touched
from quellenlage.web.faults import FAULTS, Refusal
from quellenlage.web.judging import Entered, Wish, enter
from quellenlage.web.render import YEAR, form_page, language
from quellenlage.web.safety import check_form, own_path

router = APIRouter(include_in_schema=False)

NAME = "quellenlage_name"
"""The cookie with the name under which somebody corrects."""
MOST_FIELDS = 400
"""Fields of a form: a person's articles can be ticked one by one."""
FIELDS = ("kind", "reason", "author", "value", "name", "outlet", "other", "claim", "find", "story", "back", "seen")


@router.get("/correct/{what}/{thing:path}")
def ask(request: Request, what: str, thing: str) -> Response:
    """The form; `kind` chooses what is wrong, `find` searches the choices."""
    given = {name: request.query_params.get(name, "")[:LONGEST_REASON] for name in FIELDS}
    given["back"] = own_path(given["back"]) if given["back"] else came_from(request)
    given["author"] = known_name(request)
    apart = (given["other"],) if given["kind"] == "split" and given["other"] else ()
    return form(request, what, thing, given, apart)


@router.post("/correct/{what}/{thing:path}")
async def take(request: Request, what: str, thing: str) -> Response:
    """What was filled in: entered, or the form once more with the one line that says why not."""
    async with request.form(max_files=0, max_fields=MOST_FIELDS) as sent:
        check_form(request, sent.get("key"))
        return await run_in_threadpool(answer_to, request, what, thing, sent)


def answer_to(request: Request, what: str, thing: str, sent: FormData) -> Response:
    """Searching the choices shows the form again; anything else is entered."""
    given = {name: str(sent.get(name, "")) for name in FIELDS}
    apart = tuple(str(article) for article in sent.getlist("apart"))
    if "search" in sent:
        return form(request, what, thing, given, apart)
    try:
        entered = enter(desk_of(request), book_of(request), wish_of(what, thing, given, apart))
    except Refusal as refused:
        return form(request, what, thing, given, apart, refused)
    except CorpusBusy:
        return form(request, what, thing, given, apart, Refusal("busy"))
    return done(request, entered, given["back"] or "/corrections", given["author"])


def wish_of(what: str, thing: str, given: dict[str, str], apart: tuple[str, ...]) -> Wish:
    """What the form asks for. Whoever chooses a member of a claim says that this one is another claim."""
    kind, about, other = given["kind"], thing, given["other"]
    if what == "claim" and kind == "different":
        about, other = other, thing
        if not about:
            raise Refusal("bad_parameter", "other", CHOOSE_ONE)
    if what == "statement" and kind == "different":
        other = given["claim"]
    return Wish(
        kind=kind,
        about=about,
        author=given["author"],
        reason=given["reason"],
        value=value_of(kind, given),
        nobody=kind == "speaker" and given["value"] == NOBODY and not given["name"].strip(),
        other=other if kind in ("merge", "same", "different") else "",
        apart=apart if kind == "split" else (),
        story=given["story"],
        seen=int(given["seen"]) if given["seen"].isdecimal() and len(given["seen"]) < 10 else None,
    )


def value_of(kind: str, given: dict[str, str]) -> str:
    """The name or day that the kind takes: a name that was typed wins over one that was chosen."""
    if kind == "speaker":
        return given["name"].strip() or given["value"]
    return {"date": given["value"], "outlet": given["outlet"]}.get(kind, "")


NOBODY = "-"
"""What the form sends where nobody is named."""
CHOOSE_ONE = msg("Choose the statement that says something else.")


def form(
    request: Request,
    what: str,
    thing: str,
    given: dict[str, str],
    apart: tuple[str, ...],
    refused: Refusal | None = None,
) -> Response:
    """The form with what was given; on its own page, or alone for the page's script."""
    desk, _ = desk_of(request), language(request)
    subject = subject_of(desk, what, thing, given["story"], given["find"][:500], (given["other"], *apart), _)
    alone = request.headers.get("x-part") == "form"
    status = 200 if refused is None else refused.status_code
    kind = given["kind"] if given["kind"] in subject.kinds else ""
    return form_page(
        request,
        "correct_form.html.j2" if alone else "correct.html.j2",
        status=status,
        subject=subject,
        kinds=tuple((key, _(KINDS[key])) for key in subject.kinds),
        kind=kind or (subject.kinds[0] if len(subject.kinds) == 1 else ""),
        given=given | {"reason": given["reason"][:LONGEST_REASON], "author": given["author"][:LONGEST_NAME]},
        apart=frozenset(apart),
        wrong=refused.said(_) if refused else "",
        hint=_(FAULTS[str(refused.detail)].hint) if refused and str(refused.detail) in ("conflict", "busy") else "",
        wrong_field=refused.parameter if refused else "",
        back=own_path(given["back"]) if given["back"] else subject.page,
        seen=book_of(request).entries().length,
        corrections=earlier(request, subject, _),
        nobody=NOBODY,
        action=f"/correct/{what}/{quote(thing, safe='')}",
    )


def earlier(request: Request, subject: Subject, _: Translator) -> tuple[CorrectionView, ...]:
    """What people corrected about it before."""
    desk, book = desk_of(request), book_of(request)
    if subject.what == "actor":
        return of_person(book, subject.names, subject.articles, _)
    known = touched(desk.corpus, book, subject.articles, _)
    if subject.what == "article":
        return known.articles.get(subject.id, ())
    if subject.what == "story":
        return tuple(view for view in known.all if view.kind == "note")
    return known.of(subject.statements, "speaker", "reject", "same", "different", "note")


def done(request: Request, entered: Entered, back: str, author: str) -> Response:
    """Back to where the reader came from, with a line that says what was entered; the name is remembered."""
    address = with_line(own_path(back), entered.judgement.id)
    alone = request.headers.get("x-part") == "form"
    response: Response = JSONResponse({"to": address}) if alone else RedirectResponse(address, 303)
    response.set_cookie(NAME, quote(one_line(author)), max_age=YEAR, httponly=True, samesite="lax")
    return response


def with_line(path: str, judgement: str) -> str:
    """The path with the judgement whose confirmation the page is to show."""
    parts = urlsplit(path)
    kept = [(key, value) for key, value in parse_qsl(parts.query) if key != "done"]
    query = urlencode([*kept, ("done", judgement)])
    return f"{parts.path}?{query}" + (f"#{parts.fragment}" if parts.fragment else "")


def came_from(request: Request) -> str:
    """The page of this room that led here; empty where there was none, or another form."""
    parts = urlsplit(request.headers.get("referer", ""))
    if parts.netloc != request.headers.get("host", "") or parts.path.startswith(("/correct/", "/login")):
        return ""
    return own_path(parts.path + (f"?{parts.query}" if parts.query else ""))


def known_name(request: Request) -> str:
    """The name that the reader gave before."""
    return one_line(unquote(request.cookies.get(NAME, "")))[:LONGEST_NAME]
