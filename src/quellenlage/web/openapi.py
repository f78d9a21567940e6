"""What OpenAPI says about the answers: the same dataclasses, as JSON Schema."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from quellenlage.domain.dossier import Dossier
from quellenlage.report.wire import AnnotationRow, schema_of
from quellenlage.web.api import ArticleList, ClaimList, Health, StoryList
from quellenlage.web.api_judgements import JobRow, JudgementEntered, JudgementList, JudgementRow, JudgementWish
from quellenlage.web.api_search import (
    ArticlesFound,
    ClaimsFound,
    PeopleFound,
    StatementsFound,
    TableList,
    TableRows,
)
from quellenlage.web.faults import ProblemBody

ANSWERS: dict[str, type] = {
    "/api/health": Health,
    "/api/v1/health": Health,
    "/api/v1/stories": StoryList,
    "/api/v1/stories/{story}": Dossier,
    "/api/v1/articles": ArticleList,
    "/api/v1/articles/{article}": AnnotationRow,
    "/api/v1/claims": ClaimList,
    "/api/v1/search": ArticlesFound,
    "/api/v1/search/statements": StatementsFound,
    "/api/v1/search/claims": ClaimsFound,
    "/api/v1/search/people": PeopleFound,
    "/api/v1/tables": TableList,
    "/api/v1/tables/{table}": TableRows,
    "/api/v1/judgements": JudgementList,
    "/api/v1/judgements/{judgement}": JudgementRow,
    "/api/v1/jobs/{job}": JobRow,
}
WRITES: dict[tuple[str, str], tuple[str, type, type | None]] = {
    ("/api/v1/judgements", "post"): ("201", JudgementEntered, JudgementWish),
    ("/api/v1/judgements/{judgement}", "delete"): ("200", JudgementEntered, None),
}
"""What changes the corpus: path and method, with the status and body of the answer, and the body of the request."""
REFUSALS = {
    "400": "The request makes no sense.",
    "401": "The room is locked: send `Authorization: Bearer TOKEN`.",
    "403": "The request came from another site.",
    "404": "There is nothing at this address.",
    "422": "A parameter cannot be read.",
    "503": "Somebody else is writing to the corpus.",
}


WRITE_REFUSALS = {
    "409": "Somebody corrected this in the meantime.",
    "413": "The body is too long.",
    "415": "The body is not JSON.",
}


def described(app: FastAPI) -> None:
    """Have the application describe itself with our schemas."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = description(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def description(app: FastAPI) -> dict[str, Any]:
    """The whole document."""
    found = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    schemas: dict[str, Any] = {}
    for path, operations in found["paths"].items():
        plain = path.replace(":path", "")
        fault = reference(ProblemBody, schemas)
        for method, operation in operations.items():
            success, kind, sent = WRITES.get((plain, method), ("200", ANSWERS[plain], None))
            content = {"application/json": {"schema": reference(kind, schemas)}}
            responses = {success: {"description": "Entered." if method != "get" else "Found.", "content": content}}
            if method == "get":
                responses["304"] = {"description": "You have it already (`If-None-Match`)."}
            if sent is not None:
                wanted = {"application/json": {"schema": reference(sent, schemas)}}
                operation["requestBody"] = {"required": True, "content": wanted}
            for status, why in (REFUSALS if method == "get" else REFUSALS | WRITE_REFUSALS).items():
                responses[status] = {"description": why, "content": {"application/json": {"schema": fault}}}
            operation["responses"] = responses
            operation["security"] = [{}, {"token": []}]
    found["components"] = {
        "schemas": dict(sorted(schemas.items())),
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
    }
    return found


def reference(kind: type, schemas: dict[str, Any]) -> dict[str, str]:
    """A reference to the schema of `kind`, which is put among `schemas` with all it rests on."""
    whole = schema_of(kind, kind.__name__)
    for name, schema in whole["$defs"].items():
        schemas[name] = pointed(schema)
    return {"$ref": f"#/components/schemas/{kind.__name__}"}


def pointed(value: Any) -> Any:
    """The schema with its references pointing to where OpenAPI keeps schemas."""
    if isinstance(value, dict):
        return {
            key: part.replace("#/$defs/", "#/components/schemas/") if key == "$ref" else pointed(part)
            for key, part in value.items()
        }
    return [pointed(part) for part in value] if isinstance(value, list) else value
