"""Correcting in place: entered at once, seen at once, followed by the results, taken back; one line for bad input."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from quellenlage.corpus import Corpus
from quellenlage.domain.annotations import Statement
from quellenlage.domain.dossier import Story
from quellenlage.web.app import make_app

BY = {"author": "Lea Brandt", "reason": "steht so im Protokoll"}


@pytest.fixture
def desk(corpus_file: Path) -> Iterator[TestClient]:
    """A room of its own, in English: its corpus may be changed."""
    with TestClient(make_app(corpus_file, ui="en"), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture(scope="session")
def story(analysed: Path) -> Story:
    with Corpus.open(analysed, read_only=True) as corpus:
        return max(corpus.stories(), key=lambda s: len(s.articles))


@pytest.fixture(scope="session")
def said(analysed: Path) -> Statement:
    """What Holm says in the Bote, in reported speech."""
    with Corpus.open(analysed, read_only=True) as corpus:
        return next(
            s
            for a in corpus.annotated()
            if a.article.outlet == "Lerchauer Bote"
            for s in a.annotations.statements
            if s.speaker_name == "Vera Holm" and s.mode == "indirect"
        )


def key(desk: TestClient) -> str:
    desk.get("/add")
    return str(desk.cookies["quellenlage_form"])


def send(desk: TestClient, path: str, **fields: object):
    return desk.post(path, data={"key": key(desk), **BY, **fields}, follow_redirects=False)


def alert(answer) -> str:
    return " ".join(html.fromstring(answer.text).xpath("string(//*[@role='alert'])").split())


def until_followed(desk: TestClient) -> None:
    for _ in range(1200):
        if not any(row["waiting"] for row in desk.get("/api/v1/judgements").json()["items"]):
            return
        time.sleep(0.25)
    raise AssertionError("the results never followed")


def actor(story: Story, name: str) -> str:
    return next(a.id for a in story.actors if a.name == name)


def test_a_speaker_is_corrected_seen_at_once_followed_and_taken_back(desk: TestClient, said: Statement) -> None:
    article = said.id.rpartition(":")[0]
    page = f"/articles/{article}"
    answer = send(desk, f"/correct/statement/{said.id}", kind="speaker", name="Jens Aden", back=page)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"{page}?done=")
    shown = html.fromstring(desk.get(answer.headers["location"]).text)
    assert "Entered: Speaker Jens Aden" in " ".join(shown.xpath("string(//*[@id='said'])").split())
    (line,) = shown.xpath("//li[contains(@class,'mark-line')]//ul[@class='corrected']/li")
    assert line.xpath("string(.//del/bdi)") == "Vera Holm"  # what was read stays visible
    assert line.xpath("string(.//ins)") == "Jens Aden"
    told = line.text_content()
    assert "Lea Brandt" in told and "steht so im Protokoll" in told and "being worked in" in told

    until_followed(desk)
    with Corpus.open(Path(desk.app.state.book._path), read_only=True) as corpus:  # type: ignore[attr-defined]
        (now,) = [s for a in corpus.annotated([article]) for s in a.annotations.statements if s.id == said.id]
    assert now.speaker_name == "Jens Aden"
    (line,) = html.fromstring(desk.get(page).text).xpath("//ul[@class='corrected']/li")
    assert line.xpath("string(.//del/bdi)") == "Vera Holm"
    assert "being worked in" not in line.text_content()

    (row,) = desk.get("/api/v1/judgements").json()["items"]
    answer = send(desk, f"/corrections/{row['id']}/undo", reason="doch sie", back=page)
    assert answer.status_code == 303
    until_followed(desk)
    assert html.fromstring(desk.get(page).text).xpath("//ul[@class='corrected']") == []
    undo, first = desk.get("/api/v1/judgements").json()["items"]
    assert (undo["kind"], undo["standing"], first["standing"], first["by"]) == (
        "undo",
        "in force",
        "undone",
        undo["id"],
    )


def test_the_name_is_remembered(desk: TestClient, said: Statement) -> None:
    send(desk, f"/correct/statement/{said.id}", kind="note", reason="Amt angerufen, 14:10 bestätigt", author="Kai Ö.")
    form = html.fromstring(desk.get(f"/correct/statement/{said.id}").text)
    assert form.xpath("//input[@name='author']/@value") == ["Kai Ö."]
    assert "Amt angerufen" in form.xpath("string(//ul[@class='corrected'])")
    assert desk.get("/api/v1/judgements").json()["items"][0]["waiting"] is False  # a note changes no result


def test_date_and_outlet_of_an_article(desk: TestClient, said: Statement) -> None:
    article = said.id.rpartition(":")[0]
    assert send(desk, f"/correct/article/{article}", kind="date", value="2025-05-04").status_code == 303
    assert send(desk, f"/correct/article/{article}", kind="outlet", outlet="Lerchauer Post").status_code == 303
    head = html.fromstring(desk.get(f"/articles/{article}").text).xpath("//header[@class='opening']")[0]
    lines = [" ".join(li.text_content().split()) for li in head.xpath(".//ul[@class='corrected']/li")]
    assert any("5 May 2025 4 May 2025" in line for line in lines)
    assert any("Lerchauer Bote Lerchauer Post" in line for line in lines)
    until_followed(desk)
    row = desk.get(f"/api/v1/articles/{article}").json()
    assert (row["meta"]["outlet"], row["meta"]["published"]["from"]) == ("Lerchauer Post", "2025-05-04")


def test_two_claims_are_one_and_one_is_two(desk: TestClient, story: Story) -> None:
    one, other = [c for c in story.claims if c.sure][:2]
    path = f"/correct/claim/{one.id}"
    form = html.fromstring(desk.get(f"{path}?story={story.id}&kind=same").text)
    assert other.id in form.xpath("//input[@name='other']/@value")
    assert send(desk, path, kind="same", other=other.id, story=story.id).status_code == 303
    shown = desk.get(f"/stories/{story.id}/claims/{one.id}").text
    assert "The same claim" in html.fromstring(shown).xpath("string(//ul[@class='corrected'])")
    until_followed(desk)
    claims = desk.get(f"/api/v1/stories/{story.id}").json()["stories"][0]["claims"]
    members = (
        {m["statement"] for m in claims[[c["id"] for c in claims].index(one.id)]["members"]}
        if any(c["id"] == one.id for c in claims)
        else set()
    )
    joined = [{m["statement"] for m in c["members"]} for c in claims]
    both = {one.members[0].statement, other.members[0].statement}
    assert any(both <= c for c in joined), members
    wide = next(c for c in claims if both <= {m["statement"] for m in c["members"]})
    answer = send(desk, f"/correct/claim/{wide['id']}", kind="different", other=min(both), story=story.id)
    assert answer.status_code == 303
    until_followed(desk)
    claims = desk.get(f"/api/v1/stories/{story.id}").json()["stories"][0]["claims"]
    assert not any(both <= {m["statement"] for m in c["members"]} for c in claims)


def test_merged_and_parted_people(desk: TestClient, story: Story) -> None:
    holm, aden = actor(story, "Vera Holm"), actor(story, "Jens Aden")
    found = html.fromstring(send(desk, f"/correct/actor/{holm}", kind="merge", search="1", find="Aden").text)
    assert found.xpath("//input[@name='other']/@value") == [aden]
    assert send(desk, f"/correct/actor/{holm}", kind="merge", other=aden).status_code == 303
    until_followed(desk)
    # whichever of the two ids is kept, both addresses lead to the one person
    names = {html.fromstring(desk.get(f"/actors/{i}").text).xpath("string(//h1)") for i in (holm, aden)}
    assert len(names) == 1
    (kept,) = {str(desk.get(f"/actors/{i}").url).rpartition("/")[2] for i in (holm, aden)}
    page = html.fromstring(desk.get(f"/actors/{kept}").text)
    assert "Two are one" in page.xpath("string(//ul[@class='corrected'])")
    assert {"Vera Holm", "Jens Aden"} <= set(page.xpath("//ul[@class='name-forms']//bdi/text()"))

    article = story.articles[-1]
    assert send(desk, f"/correct/actor/{kept}", kind="split", apart=[article]).status_code == 303


def test_somebody_who_was_suggested_is_told_apart(desk: TestClient, story: Story, analysed: Path) -> None:
    holm = actor(story, "Vera Holm")
    with Corpus.open(analysed, read_only=True) as corpus:
        article = next(a for a in corpus.annotated(story.articles[:1]))
    start = article.article.text.index("Jens Aden")
    place = f"{article.article.id}:{start}-{start + 9}"
    form = html.fromstring(desk.get(f"/correct/actor/{holm}?kind=split&other={place}").text)
    assert form.xpath("//input[@name='apart'][@checked]/@value") == [place]
    assert send(desk, f"/correct/actor/{holm}", kind="split", apart=[place]).status_code == 303
    (row,) = desk.get("/api/v1/judgements").json()["items"]
    assert [row["evidence"][0]["words"], row["other"][0]["words"]] == ["Jens Aden", "Vera Holm"]


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        ({"kind": "speaker", "name": "A", "reason": " "}, 422, "Say why"),
        ({"kind": "speaker", "name": "A", "author": ""}, 422, "Say who you are"),
        ({"kind": "speaker", "name": "A", "reason": "x" * 1_000_000}, 422, "1000000 characters, 2000 at most"),
        ({"kind": "speaker", "name": "A", "author": "x" * 300}, 422, "300 characters, 200 at most"),
        ({"kind": "speaker", "name": "x" * 300}, 422, "300 characters, 200 at most"),
        ({"kind": "speaker"}, 422, "Say who said it"),
        ({"kind": "reject", "reason": "links\u202erechts"}, 422, "U+202E"),
        ({"kind": "same"}, 422, "Choose the claim"),
        ({"kind": "same", "other": "0123456789abcdef"}, 404, "is not there any more"),
        ({"kind": "unfug"}, 422, "no such kind"),
    ],
)
def test_one_clear_line_for_what_cannot_be_entered(
    desk: TestClient, said: Statement, fields: dict[str, str], status: int, told: str
) -> None:
    answer = send(desk, f"/correct/statement/{said.id}", **fields)
    assert answer.status_code == status
    assert told in alert(answer)
    assert len(answer.text) < 60_000
    assert desk.get("/api/v1/judgements").json() == {"items": [], "next": None, "length": 0}


def test_what_was_given_is_still_there_after_a_fault(desk: TestClient, said: Statement) -> None:
    form = html.fromstring(send(desk, f"/correct/statement/{said.id}", kind="speaker", name="Mila", reason="").text)
    assert form.xpath("//input[@name='name']/@value") == ["Mila"]
    assert form.xpath("//input[@name='kind'][@checked]/@value") == ["speaker"]
    assert form.xpath("//input[@name='author']/@value") == ["Lea Brandt"]


@pytest.mark.parametrize(
    "path",
    [
        "/correct/statement/nirgends:1-2",
        "/correct/statement/nirgends",
        "/correct/claim/0123456789abcdef",
        "/correct/claim/0123456789abcdef?story=0123456789abcdef",
        "/correct/actor/0123456789abcdef",
        "/correct/article/nirgends",
        "/correct/unfug/1",
        "/corrections/0123456789abcdef",
    ],
)
def test_nothing_is_there(desk: TestClient, path: str) -> None:
    assert desk.get(path).status_code == 404


def test_only_forms_of_this_room(desk: TestClient, said: Statement) -> None:
    path, fields = f"/correct/statement/{said.id}", {"kind": "reject", **BY}
    assert desk.post(path, data=fields).status_code == 403
    assert desk.post(path, data={**fields, "key": "x" * 43}).status_code == 403
    assert send(desk, path, kind="reject", back="https://anderswo.example/").headers["location"].startswith("/?done=")
    assert desk.post("/corrections/import", data={}).status_code == 403
    wrong = desk.delete("/api/v1/judgements/0123", headers={"sec-fetch-site": "cross-site"})
    assert wrong.status_code == 403


def test_whoever_had_not_seen_the_other_correction_is_told(desk: TestClient, said: Statement) -> None:
    path = f"/correct/statement/{said.id}"
    (seen,) = html.fromstring(desk.get(path).text).xpath("//input[@name='seen']/@value")
    first = {"kind": "speaker", "name": "Jens Aden", "seen": seen}
    assert send(desk, path, **first).status_code == 303
    assert send(desk, path, **first).status_code == 303  # sent twice, entered once
    assert desk.get("/api/v1/judgements").json()["length"] == 1
    second = send(desk, path, kind="speaker", name="Mila Krantz", author="Kai", seen=seen)
    assert second.status_code == 409
    assert "In the meantime Lea Brandt corrected this: “steht so im Protokoll”" in alert(second)
    (seen,) = html.fromstring(second.text).xpath("//input[@name='seen']/@value")
    assert send(desk, path, kind="speaker", name="Mila Krantz", author="Kai", seen=seen).status_code == 303
    assert [row["standing"] for row in desk.get("/api/v1/judgements").json()["items"]] == ["in force", "overruled"]


def test_many_at_once_lose_nothing(desk: TestClient, said: Statement) -> None:
    form = key(desk)
    answers = []

    def note(n: int) -> None:
        data = {"key": form, "kind": "note", "author": f"Leser {n}", "reason": f"Notiz {n}"}
        headers = {"cookie": f"quellenlage_form={form}"}
        answers.append(desk.post(f"/correct/statement/{said.id}", data=data, headers=headers, follow_redirects=False))

    threads = [threading.Thread(target=note, args=(n,)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in answers] == [303] * 12
    rows = desk.get("/api/v1/judgements?limit=200").json()["items"]
    assert sorted(row["reason"] for row in rows) == sorted(f"Notiz {n}" for n in range(12))
    assert len({row["at"] for row in rows}) == 12


def test_the_list_is_filtered_exported_and_brought_elsewhere(
    desk: TestClient, said: Statement, analysed: Path, tmp_path: Path
) -> None:
    send(desk, f"/correct/statement/{said.id}", kind="note", reason="Ministerium angerufen")
    send(desk, f"/correct/statement/{said.id}", kind="note", reason="Band gehört", author="Kai")
    rows = "//ol[@class='judgements']/li"
    assert len(html.fromstring(desk.get("/corrections").text).xpath(rows)) == 2
    assert len(html.fromstring(desk.get("/corrections?author=Kai").text).xpath(rows)) == 1
    assert len(html.fromstring(desk.get("/corrections?q=ministerien").text).xpath(rows)) == 1
    assert len(html.fromstring(desk.get("/corrections?kind=merge").text).xpath(rows)) == 0
    exported = desk.get("/corrections.jsonl")
    assert exported.headers["content-type"] == "application/x-ndjson"
    assert [json.loads(line)["reason"] for line in exported.text.splitlines()] == [
        "Ministerium angerufen",
        "Band gehört",
    ]
    other = tmp_path / "anderer.db"
    other.write_bytes(analysed.read_bytes())
    with TestClient(make_app(other, ui="en"), base_url="http://127.0.0.1") as room:
        content = exported.content + b'{"kind": "unfug"}\n'
        files = {"file": ("corrections.jsonl", content, "application/x-ndjson")}
        answer = room.post("/corrections/import", data={"key": key(room)}, files=files)
        told = html.fromstring(answer.text).xpath("string(//div[@role='status'])")
        assert "New judgements: 2; known already: 0; refused lines: 1" in told
        assert room.get("/api/v1/judgements").json()["length"] == 2


def test_an_orphan_says_what_it_has_lost(desk: TestClient, said: Statement, corpus_file: Path) -> None:
    send(desk, f"/correct/statement/{said.id}", kind="reject")
    until_followed(desk)
    with Corpus.open(corpus_file) as corpus:
        corpus.remove(said.id.rpartition(":")[0])
        corpus.analyse()
    page = html.fromstring(desk.get("/corrections?standing=orphaned").text)
    assert "the article is not in the corpus" in page.xpath("string(//ol[@class='judgements'])")
    (row,) = desk.get("/api/v1/judgements?standing=orphaned").json()["items"]
    assert row["why"] == "article"


def test_programs_correct_the_same_way(desk: TestClient, said: Statement, story: Story) -> None:
    wish = {"kind": "speaker", "about": said.id, "value": "Jens Aden", "seen": 0, **BY}
    answer = desk.post("/api/v1/judgements", json=wish)
    assert answer.status_code == 201
    made = answer.json()
    assert answer.headers["location"] == f"/api/v1/judgements/{made['judgement']['id']}"
    assert made["judgement"]["evidence"][0]["words"] == "die Wand sei nicht sicher"
    assert desk.get(f"/api/v1/jobs/{made['job']}").json()["state"] in ("waiting", "running", "done")
    clash = desk.post("/api/v1/judgements", json={**wish, "value": "Mila Krantz", "author": "Kai"})
    assert (clash.status_code, clash.json()["error"]["code"], clash.json()["error"]["parameter"]) == (
        409,
        "conflict",
        "seen",
    )
    undone = desk.delete(answer.headers["location"], params={"author": "Lea", "reason": "doch nicht"})
    assert undone.status_code == 200 and undone.json()["judgement"]["value"] == made["judgement"]["id"]
    again = desk.delete(answer.headers["location"], params={"author": "Lea", "reason": "doch nicht"})
    assert again.status_code == 422 and "taken back already" in again.json()["error"]["message"]
    note = desk.post("/api/v1/judgements", json={"kind": "note", "about": story.id, **BY}).json()
    assert (note["job"], note["judgement"]["value"]) == (None, "story")
    one = desk.get("/api/v1/judgements?limit=1").json()
    assert one["next"] and one["length"] == 3
    rest = desk.get(f"/api/v1/judgements?cursor={one['next']}").json()
    assert len(rest["items"]) == 2 and rest["next"] is None


@pytest.mark.parametrize(
    ("content", "kind", "status", "code", "parameter"),
    [
        (b"{", "application/json", 400, "bad_request", None),
        (b'{"kind": "note"}', "application/json", 422, "bad_parameter", "about"),
        (b'{"kind": "unfug", "about": "x", "author": "a", "reason": "b"}', "application/json", 422, "bad_parameter",
         "kind"),
        (b'{"kind": "note", "about": "x", "author": "a", "reason": "b", "mehr": 1}', "application/json", 422,
         "bad_parameter", "mehr"),
        (b'{"kind": "reject", "about": "x:1-2", "author": "a", "reason": "b"}', "application/json", 404, "not_found",
         "about"),
        (b'{"kind": "reject", "about": "x:1-2", "author": "a", "reason": ""}', "application/json", 422,
         "bad_parameter", "reason"),
        (b"kind=note", "application/x-www-form-urlencoded", 415, "wrong_type", "content-type"),
        (b'"' + b"x" * 1_100_000 + b'"', "application/json", 413, "too_large", None),
    ],
)  # fmt: skip
def test_programs_get_typed_errors(
    desk: TestClient, content: bytes, kind: str, status: int, code: str, parameter: str | None
) -> None:
    answer = desk.post("/api/v1/judgements", content=content, headers={"content-type": kind})
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["parameter"]) == (status, code, parameter)
    assert error["message"] and error["hint"]


def test_a_locked_room_lets_nobody_correct(corpus_file: Path, said: Statement) -> None:
    app = make_app(corpus_file, token="ein langes Wort", hosts=None)
    with TestClient(app, base_url="http://raum.example") as stranger:
        assert stranger.post("/api/v1/judgements", json={}).status_code == 401
        assert stranger.post(f"/correct/statement/{said.id}", follow_redirects=False).status_code == 303
        assert stranger.get("/corrections", follow_redirects=False).headers["location"].startswith("/login")


def test_a_person_has_names_roles_statements_and_outlets(desk: TestClient, story: Story) -> None:
    page = html.fromstring(desk.get(f"/actors/{actor(story, 'Vera Holm')}").text)
    assert set(page.xpath("//ul[@class='name-forms']//bdi/text()")) == {"Vera Holm", "Holm"}
    assert "Bergamtschefin" in page.xpath("string(//ol[@class='timeline-roles'])")
    assert set(page.xpath("//ul[@class='quoted']//bdi/text()")) == {"Lerchauer Bote", "Küstenkurier", "Hafenfunk"}
    cell = page.xpath("//div[@class='stances']//td/a")[0]
    some = html.fromstring(desk.get(cell.get("href")).text)
    assert len(some.xpath("//section[@id='says']/ul/li")) == int(cell.text)
    assert page.xpath("//section[@id='says']//a[contains(@href,'/claims/')]")
