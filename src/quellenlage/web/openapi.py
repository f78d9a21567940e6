"""What OpenAPI says about the answers: the same dataclasses, as JSON Schema."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from quellenlage.domain.dossier import Dossier
from quellenlage.report.wire import AnnotationRow, schema_of
from quellenlage.web.api import ArticleList, ClaimList, Health, HitList, StoryList
from quellenlage.web.faults import ProblemBody

ANSWERS: dict[str, type] = {
    "/api/health": Health,
    "/api/v1/health": Health,
    "/api/v1/stories": StoryList,
    "/api/v1/stories/{story}": Dossier,
    "/api/v1/articles": ArticleList,
    "/api/v1/articles/{article}": AnnotationRow,
    "/api/v1/claims": ClaimList,
    "/api/v1/search": HitList,
}
REFUSALS = {
    "400": "The request makes no sense.",
    "401": "The room is locked: send `Authorization: Bearer TOKEN`.",
    "404": "There is nothing at this address.",
    "422": "A parameter cannot be read.",
    "503": "Somebody else is writing to the corpus.",
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
        body = reference(ANSWERS[path.replace(":path", "")], schemas)
        fault = reference(ProblemBody, schemas)
        for operation in operations.values():
            responses = {"200": {"description": "Found.", "content": {"application/json": {"schema": body}}}}
            responses["304"] = {"description": "You have it already (`If-None-Match`)."}
            for status, why in REFUSALS.items():
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
