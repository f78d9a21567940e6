"""The search: by word and by meaning, counted and narrowed down, in pages, files and for programs alike."""

from __future__ import annotations

import csv
import io
import json

import pytest
from lxml import html
from starlette.testclient import TestClient

from quellenlage.german.card import installed

MODEL = pytest.mark.skipif(installed() is None, reason="needs the German model, which is not installed")


def having(page: str, path: str) -> list[html.HtmlElement]:
    """The elements at `path`, where `.name` stands for any element of that class."""
    steps = (f"//*[contains(concat(' ', @class, ' '), ' {p[1:]} ')]" if p[0] == "." else f"//{p}" for p in path.split())
    return html.fromstring(page).xpath("".join(steps))


def titles(page: str) -> list[str]:
    return [" ".join(hit.text_content().split()) for hit in having(page, ".hits h2")]


def words(page: str) -> list[str]:
    return [" ".join(hit.text_content().split()) for hit in having(page, ".hits .words")]


def links(page: str, within: str) -> dict[str, str]:
    return {" ".join(a.text_content().split()): a.get("href") for a in having(page, f"{within} a")}


@pytest.mark.parametrize("part", ["Messe", "messe", "HALLE"])
def test_a_part_of_a_compound_finds_it(room: TestClient, part: str) -> None:
    assert titles(room.get(f"/search?q={part}").text) == ["Oper bekommt neues Dach"]  # Messehalle


@pytest.mark.parametrize(
    ("query", "kind", "expected"),
    [
        ("q=Wand", "articles", {"Holm nennt Wand unsicher", "Steinbruch bleibt zu", "Streit um Steinbruch"}),
        ("q=Wand&outlet=Hafenfunk", "articles", {"Holm nennt Wand unsicher"}),
        ("q=Wand&to=2025-05-05", "articles", {"Steinbruch bleibt zu"}),
        ("from=2025-05-07&to=2025-05-09", "articles", {"Holm nennt Wand unsicher"}),
        ("person=Krantz", "articles", {"Oper bekommt neues Dach"}),
        ("place=Brunsdorf", "articles", {"Oper bekommt neues Dach"}),
        ("person=Holm&place=Lerchau&outlet=K%C3%BCstenkurier", "articles", {"Streit um Steinbruch"}),
        ("q=Wand&outlet=gibtsnicht", "articles", set()),
        ("q=Krantz", "people", {"Mila Krantz"}),
        ("q=Krantz&type=ORG", "people", set()),
    ],
)
def test_filters_narrow_down(room: TestClient, query: str, kind: str, expected: set[str]) -> None:
    answer = room.get(f"/search?{query}&kind={kind}")
    assert answer.status_code == 200
    assert set(titles(answer.text)) == expected


def test_statements_and_claims_are_found_by_words_and_by_speaker(room: TestClient) -> None:
    said = words(room.get("/search?q=Entlassungen&kind=statements").text)
    assert len(said) == 2 and all(line.startswith("Jens Aden:") for line in said)
    assert any("Entlassungen" in line for line in words(room.get("/search?q=Aden&kind=statements").text))
    claims = room.get("/api/v1/search/claims?q=Entlassungen").json()
    assert claims["found"] >= 1 and claims["items"][0]["weight"] >= 1


def test_each_answer_of_a_facet_gives_as_many_hits_as_it_says(room: TestClient) -> None:
    for kind in ("articles", "statements", "claims"):
        answers = having(room.get(f"/search?q=Holm&kind={kind}").text, ".facets li")
        assert answers, kind
        for answer in answers:
            href, count = answer.xpath(".//a/@href")[0], int(answer.xpath("string(span)"))
            assert len(having(room.get(href).text, ".hits li")) == count, href


def test_a_chosen_answer_can_be_taken_away(room: TestClient) -> None:
    page = room.get("/search?q=Wand&outlet=Hafenfunk").text
    (chosen,) = having(page, ".facets a[@aria-current]")
    assert len(titles(room.get(chosen.get("href")).text)) == 3
    assert links(page, ".count-line")["without filters" if "without" in page else "ohne Filter"].startswith("/search?")


def test_words_in_a_row_and_words_that_must_not_occur(room: TestClient) -> None:
    assert titles(room.get("/search?q=%22neues+Dach%22").text) == ["Oper bekommt neues Dach"]
    assert titles(room.get("/search?q=%22Dach+neues%22").text) == []
    assert "Streit um Steinbruch" not in titles(room.get("/search?q=Wand+-Dienstag").text)


def test_nothing_found_says_what_may_help(room: TestClient) -> None:
    empty = having(room.get("/search?q=Zeppelin&outlet=Hafenfunk&ui=en").text, ".empty")[0]
    room.cookies.clear()
    text = empty.text_content()
    assert "Fewer filters" in text and "begin*" in text and "By meaning" in text


@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=%22", "q=-", "q=*", "by=unsinn", "from=gestern", "to=2025-99-99", "mode=laut", "stance=schief",
     "status=wahr", "person=%00", "place=*", "speaker=niemand", "q=" + "a" * 500, "page=5000"],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["articles", "statements", "claims", "people"])
def test_no_address_breaks_the_page(room: TestClient, query: str, kind: str) -> None:
    assert room.get(f"/search?{query}&kind={kind}").status_code == 200


@MODEL
def test_by_meaning_other_words_are_found_and_unrelated_ones_are_not(room: TestClient) -> None:
    found = room.get("/api/v1/search?by=meaning&q=Im Steinbruch ist die Mauer gefährlich.").json()
    assert found["found"] >= 1
    assert "Wand" in found["items"][0]["sentence"] or "Steinbruch" in found["items"][0]["sentence"]
    assert all(0.38 <= row["nearness"] <= 1 for row in found["items"])
    assert [row["nearness"] for row in found["items"]] == sorted((r["nearness"] for r in found["items"]), reverse=True)
    assert room.get("/api/v1/search?by=meaning&q=Quanten rechnen mit verschränkten Teilchen.").json()["found"] == 0


@MODEL
def test_the_same_sentence_is_as_near_as_can_be(room: TestClient) -> None:
    sentence = "Die Oper in Brunsdorf bekommt im Sommer ein neues Dach."
    first = room.get("/api/v1/search", params={"by": "meaning", "q": sentence}).json()["items"][0]
    assert first["sentence"] == sentence and first["near"] == "same"


@MODEL
def test_meaning_goes_with_words_filters_and_all_kinds(room: TestClient) -> None:
    asked = {"by": "meaning", "q": "Die Wand ist nicht sicher."}
    everything = room.get("/api/v1/search", params=asked).json()["items"]
    assert len(everything) >= 2
    tuesday = room.get("/api/v1/search", params=asked | {"must": "Dienstag"}).json()["items"]
    assert {row["outlet"] for row in tuesday} == {"Küstenkurier"}
    assert room.get("/api/v1/search", params=asked | {"must": "Zeppelin"}).json()["found"] == 0
    assert {
        row["outlet"] for row in room.get("/api/v1/search", params=asked | {"outlet": "Hafenfunk"}).json()["items"]
    } <= {"Hafenfunk"}
    for kind in ("statements", "claims"):
        rows = room.get(f"/api/v1/search/{kind}", params=asked).json()["items"]
        assert rows and all("Wand" in row["text"] for row in rows[:1])


@pytest.mark.parametrize("kind", ["articles", "statements", "claims", "people"])
def test_files_hold_the_rows_that_programs_get(room: TestClient, kind: str) -> None:
    name = "search" if kind == "articles" else f"search/{kind}"
    rows = room.get(f"/api/v1/{name}?q=Holm&limit=200").json()["items"]
    assert rows
    array = json.loads(room.get(f"/search/results.json?q=Holm&kind={kind}").content)
    assert array == rows
    lines = room.get(f"/search/results.jsonl?q=Holm&kind={kind}").text.splitlines()
    assert [json.loads(line) for line in lines] == rows
    answer = room.get(f"/search/results.csv?q=Holm&kind={kind}")
    assert "attachment" in answer.headers["content-disposition"]
    table = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert [row[next(iter(row))] for row in table] == [str(row[next(iter(row))]) for row in rows]
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra parquet, which is not installed")
    assert (
        parquet.read_table(io.BytesIO(room.get(f"/search/results.parquet?q=Holm&kind={kind}").content)).to_pylist()
        == rows
    )


def test_every_table_is_the_same_as_file_and_for_programs(room: TestClient) -> None:
    names = [row["name"] for row in room.get("/api/v1/tables").json()["items"]]
    assert "judgements" in names and "statements" in names
    for name in names:
        rows = room.get(f"/api/v1/tables/{name}?limit=200").json()
        file = json.loads(room.get(f"/exports/{name}.json").content)
        assert rows["items"] == file[:200], name


def test_an_unknown_form_is_not_there(room: TestClient) -> None:
    assert room.get("/search/results.exe?q=Holm").status_code == 404


def test_stories_are_filtered_by_person_and_place_together(room: TestClient) -> None:
    def shown(query: str) -> int:
        return len(having(room.get(f"/?{query}").text, ".card"))

    everything = shown("")
    assert everything >= 2
    assert shown("person=Krantz") == 1 == shown("place=Brunsdorf")
    assert shown("person=Krantz&place=Brunsdorf&from=2025-03-01&outlet=K%C3%BCstenkurier") == 1
    assert shown("person=Krantz&place=Lerchau") == 0
    assert shown("person=Krantz&to=2025-01-01") == 0
    page = room.get("/?person=Niemals+Gesehen").text
    assert shown("person=Niemals+Gesehen") == 0 and "Niemals Gesehen" in page
