"""The lock: who gives the token gets a cookie that says so."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from quellenlage.web.render import form_page
from quellenlage.web.safety import SESSION, Door, check_form, own_path

router = APIRouter(include_in_schema=False)


@router.get("/login")
def ask(request: Request, next: str = "/", token: str = "") -> Response:
    """The form; an address that holds the token, as `serve` prints it, opens the door at once."""
    door: Door = request.app.state.door
    if door.token is None:
        return RedirectResponse(own_path(next), 303)
    if token:
        return let_in(request, token, next)
    return form_page(request, "login.html.j2", next=own_path(next), wrong=False)


@router.post("/login")
async def give(request: Request) -> Response:
    """The token from the form."""
    form = await request.form()
    check_form(request, form.get("key"))
    return let_in(request, str(form.get("token", "")), str(form.get("next", "/")))


def let_in(request: Request, given: str, next_: str) -> Response:
    """The cookie, and on to the page; the form again if the token is wrong."""
    door: Door = request.app.state.door
    if not door.fits(given.strip()):
        return form_page(request, "login.html.j2", status=401, next=own_path(next_), wrong=True)
    response = RedirectResponse(own_path(next_), 303)
    response.set_cookie(SESSION, door.session(), httponly=True, samesite="strict", max_age=30 * 24 * 3600)
    return response
