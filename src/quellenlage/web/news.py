"""What a page says above its content: what the reader has just corrected, and how far the results follow.

Finished pages are the same for everybody and kept; these lines are put in afterwards.
"""

from __future__ import annotations

from fastapi import Request
from starlette.responses import Response

from quellenlage.web.adding import desk_of, progress
from quellenlage.web.book import book_of
from quellenlage.web.corrected import correction
from quellenlage.web.correcting import known_name
from quellenlage.web.render import answer, body, language
from quellenlage.web.safety import FORM, form_key

PLACE = b"<!--news-->"
"""Where the frame of a page leaves room for them."""


def with_news(request: Request, content: bytes) -> Response:
    """The finished page with the lines that are news to this reader now."""
    key = form_key(request)
    line = news(request, key)
    response = answer(request, content.replace(PLACE, line, 1) if line else content)
    if b'name="key"' in line:
        response.set_cookie(FORM, key, httponly=True, samesite="strict")
    return response


def news(request: Request, key: str) -> bytes:
    """The lines; empty if there are none. `key` is the secret of the form among them."""
    desk, book, _ = desk_of(request), book_of(request), language(request)
    job = desk.jobs.running
    done = request.query_params.get("done", "")
    entered = book.entries().by_id.get(done) if done else None
    waits = book.waiting()
    if entered is None and not waits:
        return b""
    view = None
    if entered is not None:
        standing, _ground = book.standing([entered], book.entries())
        view = correction(standing[0], book.entries(), waits, None, _)
    return body(
        request,
        "news.html.j2",
        done=view,
        waits=len(waits),
        job=job,
        job_view=progress(job, _) if job else None,
        form_key=key,
        author=known_name(request),
        back=request.url.path,
    )
