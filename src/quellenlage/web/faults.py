"""Everything the server refuses, in one shape, without a path or a name of the machine it runs on."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

import msgspec
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from quellenlage.errors import CorpusBusy, CorpusError, MissingExtra, NotFound, Unprintable, UsageError
from quellenlage.report.translate import Translator, msg

LOG = logging.getLogger("quellenlage.web")


@dataclass(frozen=True, slots=True)
class Problem:
    """What a program gets: a stable `code`, one line for people, what to do, and the parameter that is wrong."""

    code: str
    message: str
    hint: str
    parameter: str | None = None


@dataclass(frozen=True, slots=True)
class ProblemBody:
    """The body of every answer that is no success: `{"error": {...}}`."""

    error: Problem


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of refusal: its HTTP status, its code, and what is said to people, in English to be translated."""

    status: int
    code: str
    message: str
    hint: str


FAULTS = {
    fault.code: fault
    for fault in (
        Fault(400, "bad_request", msg("This request makes no sense."), msg("Look at the address.")),
        Fault(400, "bad_host", msg("This address is not served here."), msg("Use the address that was printed.")),
        Fault(401, "token_needed", msg("This room is locked."), msg("Give the token that the room was opened with.")),
        Fault(
            403,
            "foreign_form",
            msg("This form did not come from this room."),
            msg("Load the page again and send the form once more; cookies must be allowed."),
        ),
        Fault(404, "not_found", msg("There is nothing at this address."), msg("The story may have been told anew.")),
        Fault(405, "wrong_method", msg("That cannot be done at this address."), msg("Look at the address.")),
        Fault(
            409,
            "conflict",
            msg("Somebody corrected this in the meantime."),
            msg("Look at what they say; send it once more to overrule them."),
        ),
        Fault(413, "too_large", msg("That is too much at once."), msg("Send fewer or smaller files.")),
        Fault(
            413,
            "export_too_large",
            msg("The corpus is too large for one file of this kind."),
            msg("Take single stories along, or tables."),
        ),
        Fault(415, "wrong_type", msg("This is not in the form that is expected."), msg("Send JSON.")),
        Fault(422, "bad_parameter", msg("A value cannot be read."), msg("Look at what is allowed.")),
        Fault(
            501,
            "not_installed",
            msg("An optional package is missing on the server."),
            msg("Choose another format, or have it installed."),
        ),
        Fault(
            503,
            "busy",
            msg("Somebody else is writing to the corpus."),
            msg("Wait a moment, then load the page again."),
        ),
        Fault(
            503,
            "exports_busy",
            msg("Many exports are on their way already."),
            msg("Wait a moment, then ask for the file again."),
        ),
        Fault(
            503,
            "export_stopped",
            msg("This export broke off."),
            msg("Ask for it once more; where it breaks off again, take less at once."),
        ),
        Fault(
            500,
            "unprintable",
            msg("This cannot be set as a PDF."),
            msg("Take it along in another form, such as HTML or DOCX."),
        ),
        Fault(500, "internal", msg("Something went wrong in here."), msg("The server’s log says what it was.")),
    )
}
BY_STATUS = {
    400: "bad_request",
    401: "token_needed",
    403: "foreign_form",
    404: "not_found",
    405: "wrong_method",
    409: "conflict",
    413: "too_large",
    422: "bad_parameter",
}


class Refusal(HTTPException):
    """Raised by a route: the answer is the fault with this code; `message`, with its `values`, says more than that of
    the fault, in English to be translated."""

    def __init__(self, code: str, parameter: str | None = None, message: str = "", **values: str) -> None:
        super().__init__(FAULTS[code].status, code)
        self.parameter = parameter
        self.message = message or FAULTS[code].message
        self.values = values

    def said(self, _: Callable[[str], str]) -> str:
        """The one line, in the reader's language; `detail` stands behind it."""
        detail = self.values.get("detail")
        return _(self.message).format(**self.values) + (f": {detail}" if detail else "")


def fault_of(error: Exception) -> tuple[Fault, str | None]:
    """What to say about an exception, and which parameter it is about. Messages of exceptions may name paths of this
    machine, so none is passed on; what nobody expected goes to the log."""
    if isinstance(error, Refusal):
        return replace(FAULTS[str(error.detail)], message=error.said(str)), error.parameter
    if isinstance(error, HTTPException):
        return FAULTS[BY_STATUS.get(error.status_code, "bad_request" if error.status_code < 500 else "internal")], None
    if isinstance(error, RequestValidationError):
        places = [".".join(str(part) for part in found["loc"][1:]) for found in error.errors()]
        return FAULTS["bad_parameter"], ", ".join(places)[:200] or None
    if isinstance(error, NotFound):
        return FAULTS["not_found"], None
    if isinstance(error, UsageError):
        return FAULTS["bad_parameter"], None
    if isinstance(error, MissingExtra):
        return FAULTS["not_installed"], None
    if isinstance(error, Unprintable):
        LOG.error("%s", error)
        return FAULTS["unprintable"], None
    if isinstance(error, CorpusBusy):
        return FAULTS["busy"], None
    if isinstance(error, CorpusError):
        LOG.error("%s", error)
        return FAULTS["internal"], None
    LOG.error("not expected", exc_info=error)
    return FAULTS["internal"], None


def as_json(fault: Fault, parameter: str | None = None) -> Response:
    """The answer to a program, in English."""
    body = ProblemBody(Problem(fault.code, fault.message, fault.hint, parameter))
    return Response(msgspec.json.encode(body), fault.status, media_type="application/json")


def title(fault: Fault, _: Translator) -> str:
    """The heading of the page that says so."""
    return _("{message} (error {number})").format(message=_(fault.message).rstrip("."), number=fault.status)


def for_programs(request: Request) -> bool:
    """True if the answer is to be JSON: below `/api/`, and where JSON is asked for and no page."""
    accepted = request.headers.get("accept", "")
    return request.url.path.startswith("/api/") or ("application/json" in accepted and "text/html" not in accepted)
