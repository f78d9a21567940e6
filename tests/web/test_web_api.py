"""The interface for programs: the same rows as the reports, a page at a time, with tags and typed errors."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
from starlette.testclient import TestClient

from quellenlage.corpus import Corpus
from quellenlage.report.wire import annotation_row, as_json


def all_pages(room: TestClient, path: str, limit: int) -> list[dict[str, object]]:
    items, cursor, rounds = [], "", 0
    while cursor is not None:
        join = "&" if "?" in path else "?"
        answer = room.get(f"{path}{join}limit={limit}&cursor={cursor}").json()
        items += answer["items"]
        cursor = answer["next"]
        rounds += 1
        assert rounds < 200
    return items


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/stories",
        "/api/v1/articles",
        "/api/v1/claims",
        "/api/v1/search?q=Holm",
        "/api/v1/search/statements?q=Holm",
        "/api/v1/search/claims?q=Wand",
        "/api/v1/search/people",
        "/api/v1/tables/articles",
        "/api/v1/tables/statements",
        "/api/v1/tables/entities",
    ],
)
def test_pages_of_any_size_give_the_same_rows(room: TestClient, path: str) -> None:
    whole = all_pages(room, path, 200)
    assert len(whole) >= 2
    for limit in (1, 2):
        assert all_pages(room, path, limit) == whole


def test_a_story_is_the_dossier_that_reports_write(room: TestClient, quarry: dict[str, object], analysed: Path) -> None:
    found = room.get(f"/api/v1/stories/{quarry['id']}").json()
    with Corpus.open(analysed, read_only=True) as corpus:
        wanted = corpus.dossier(str(quarry["id"]))
    assert found["schema"] == wanted.schema
    assert found["stories"][0]["claims"][0]["id"] == wanted.stories[0].claims[0].id
    assert [row["id"] for row in found["corpus"]["articles"]] == [row.id for row in wanted.corpus.articles]
    assert {row["file"] for row in found["corpus"]["articles"]} <= {"bote.txt", "kurier.txt", "funk.txt", "oper.txt"}


def test_an_article_is_the_row_of_annotate(room: TestClient, analysed: Path) -> None:
    with Corpus.open(analysed, read_only=True) as corpus:
        for annotated in corpus.annotated():
            answer = room.get(f"/api/v1/articles/{annotated.article.id}")
            assert answer.content == as_json(annotation_row(annotated))


def test_claims_are_filtered(room: TestClient, quarry: dict[str, object]) -> None:
    claims = all_pages(room, f"/api/v1/claims?story={quarry['id']}", 50)
    assert claims and {c["story"] for c in claims} == {quarry["id"]}
    status = claims[0]["claim"]["status"]
    some = all_pages(room, f"/api/v1/claims?status={status}", 50)
    assert some and {c["claim"]["status"] for c in some} == {status}


def test_a_tag_saves_the_way(room: TestClient, quarry: dict[str, object]) -> None:
    for path in ("/api/v1/stories", f"/api/v1/stories/{quarry['id']}", f"/stories/{quarry['id']}", "/search?q=Holm"):
        first = room.get(path)
        again = room.get(path, headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b""), path


@pytest.mark.parametrize(
    ("path", "status", "code", "parameter"),
    [
        ("/api/v1/stories/nirgends", 404, "not_found", None),
        ("/api/v1/articles/nirgends", 404, "not_found", None),
        ("/api/nirgends", 404, "not_found", None),
        ("/api/v1/stories?limit=0", 422, "bad_parameter", "limit"),
        ("/api/v1/stories?limit=9999", 422, "bad_parameter", "limit"),
        ("/api/v1/stories?from=gestern", 422, "bad_parameter", "from"),
        ("/api/v1/articles?cursor=%C3%A4", 422, "bad_parameter", "cursor"),
        ("/api/v1/articles?cursor=eA", 422, "bad_parameter", "cursor"),
        ("/api/v1/claims?status=wahr", 422, "bad_parameter", "status"),
        ("/api/v1/search?by=gefuehl", 422, "bad_parameter", "by"),
        ("/api/v1/search?from=2025-02-31", 422, "bad_parameter", "from"),
        ("/api/v1/search/claims?cursor=eA", 422, "bad_parameter", "cursor"),
        ("/api/v1/tables/geheim", 404, "not_found", None),
        ("/api/v1/tables/claims?cursor=eDp5", 422, "bad_parameter", "cursor"),
    ],
)
def test_errors_have_one_shape(room: TestClient, path: str, status: int, code: str, parameter: str | None) -> None:
    answer = room.get(path)
    assert answer.status_code == status
    error = answer.json()["error"]
    assert (error["code"], error["parameter"]) == (code, parameter)
    assert error["message"] and error["hint"]


def test_a_wrong_method_is_said_so(room: TestClient) -> None:
    answer = room.delete("/api/v1/stories")
    assert (answer.status_code, answer.json()["error"]["code"]) == (405, "wrong_method")


def test_answers_are_what_openapi_promises(room: TestClient, quarry: dict[str, object]) -> None:
    document = room.get("/api/v1/openapi.json").json()
    article = room.get("/api/v1/articles").json()["items"][0]["id"]
    asked = {
        "/api/health": "/api/health",
        "/api/v1/stories": "/api/v1/stories",
        "/api/v1/stories/{story}": f"/api/v1/stories/{quarry['id']}",
        "/api/v1/articles": "/api/v1/articles",
        "/api/v1/claims": "/api/v1/claims",
        "/api/v1/search": "/api/v1/search?q=Holm",
        "/api/v1/search/statements": "/api/v1/search/statements?q=Holm",
        "/api/v1/search/claims": "/api/v1/search/claims?q=Holm",
        "/api/v1/search/people": "/api/v1/search/people?q=Holm",
        "/api/v1/tables": "/api/v1/tables",
        "/api/v1/tables/{table}": "/api/v1/tables/claims",
    }
    assert set(asked) <= set(document["paths"])
    for template, path in asked.items():
        schema = document["paths"][template]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        jsonschema.validate(room.get(path).json(), {**schema, "components": document["components"]})
    fault = document["paths"]["/api/v1/stories"]["get"]["responses"]["404"]["content"]["application/json"]["schema"]
    jsonschema.validate(room.get("/api/nirgends").json(), {**fault, "components": document["components"]})
    assert article


@pytest.mark.parametrize("ending", [".html", ".md", ".json"])
def test_a_story_can_be_taken_along(room: TestClient, quarry: dict[str, object], ending: str) -> None:
    answer = room.get(f"/stories/{quarry['id']}/report{ending}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert str(quarry["title"]) in answer.text


@pytest.mark.parametrize("path", ["/exports/claims.csv", "/exports/articles.jsonl"])
def test_tables_can_be_taken_along(room: TestClient, path: str) -> None:
    answer = room.get(path)
    assert answer.status_code == 200 and len(answer.content) > 100


@pytest.mark.parametrize("path", ["/exports/claims.exe", "/exports/nichts.csv", "/exports/..%2Fgeheim.csv"])
def test_there_are_no_other_downloads(room: TestClient, path: str) -> None:
    assert room.get(path).status_code == 404
