"""The interface for programs, asked everything its own description allows and much that it forbids."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="needs the extra web, which is not installed")
pytest.importorskip("schemathesis", reason="needs schemathesis, which is not installed")

import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from quellenlage.web.app import make_app

EXAMPLES = 20
"""For each operation: half a minute in all."""


@pytest.fixture(scope="module")
def schema(analysed: Path, tmp_path_factory: pytest.TempPathFactory) -> object:
    """The description of a room over a copy, reached under any name."""
    copy = tmp_path_factory.mktemp("gefragt") / "kopie.db"
    shutil.copy(analysed, copy)
    app = make_app(copy, hosts=None)
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)


def test_every_answer_is_as_described(schema: object) -> None:
    operations = [result.ok() for result in schema.get_all_operations()]
    assert len(operations) >= 8
    for operation in operations:

        @settings(
            max_examples=EXAMPLES,
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def ask(case: object) -> None:
            # cursors, and what a correction is about, come from earlier answers: made-up ones may be refused
            made_up = case.method == "POST" or bool((case.query or {}).get("cursor"))
            case.call_and_validate(excluded_checks=[positive_data_acceptance] if made_up else [])

        ask()


def test_every_refusal_has_the_documented_shape(schema: object) -> None:
    document = schema.raw_schema
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            refusals = {s: r for s, r in operation["responses"].items() if s >= "400"}
            assert {"404", "422"} <= set(refusals), (method, path)
            for status, response in refusals.items():
                body = response["content"]["application/json"]["schema"]
                assert body == {"$ref": "#/components/schemas/ProblemBody"}, (method, path, status)
