"""Adding: files and text in, read and compared in a process of its own, each told apart."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from quellenlage import pipeline
from quellenlage.corpus import Corpus
from quellenlage.web.app import make_app

TEXT = "Die Fähre nach Norderhall fällt am Freitag aus. Kapitän Piet Lorenz sagte, der Motor sei defekt."


def key_of(client: TestClient) -> str:
    client.get("/add")
    return str(client.cookies["quellenlage_form"])


def until_over(client: TestClient, address: str) -> dict[str, object]:
    for _ in range(1200):
        job: dict[str, object] = client.get(f"{address}/progress").json()
        if job["over"]:
            return job
        time.sleep(0.5)
    raise AssertionError(f"not over: {job}")


def found(client: TestClient, address: str) -> bool:
    if 'class="card"' in client.get(address).text:
        return True
    time.sleep(0.5)
    return False


def test_files_and_text_become_articles(corpus_file: Path) -> None:
    with TestClient(make_app(corpus_file), base_url="http://127.0.0.1") as client:
        before = client.get("/api/health").json()["articles"]
        files = [
            ("files", ("../../faehre.txt", f"---\noutlet: Deichblatt\n---\n{TEXT}".encode(), "text/plain")),
            ("files", ("bild.png", b"\x89PNG\r\n\x1a\n\x00\x00", "image/png")),
        ]
        data = {"key": key_of(client), "text": TEXT.replace("Freitag", "Samstag")}
        answer = client.post("/add", data=data, files=files, follow_redirects=False)
        assert answer.status_code == 303
        address = answer.headers["location"]
        assert until_over(client, address)["state"] == "done"
        rows = html.fromstring(client.get(address).text).xpath("//ul[@class='results']/li")
        told = {row.xpath("string(.//bdi[@class='file'])"): row for row in rows}
        assert set(told) == {"faehre.txt", "text.txt", "bild.png"}
        assert "Binärdatei" in told["bild.png"].text_content() or "Dateityp" in told["bild.png"].text_content()
        (link,) = told["faehre.txt"].xpath(".//a/@href")
        page = client.get(link)
        assert "Piet Lorenz" in page.text and str(corpus_file.parent) not in page.text
        health = client.get("/api/health").json()
        assert health["articles"] == before + 2 and health["stale"] is False
        # the words of new results are made beside the old ones, which serve readers meanwhile
        assert any(found(client, "/?q=Fähre") for _ in range(60))


def test_what_cannot_be_read_is_said_at_once(corpus_file: Path) -> None:
    with TestClient(make_app(corpus_file), base_url="http://127.0.0.1") as client:
        key = key_of(client)
        nothing = client.post("/add", data={"key": key, "text": "  "})
        assert nothing.status_code == 422 and "nichts zu lesen" in nothing.text
        pattern = client.post("/add", data={"key": key, "text": TEXT, "split": "(["})
        assert pattern.status_code == 422 and TEXT in pattern.text
        two = [("files", (f"{n}.txt", TEXT.encode(), "text/plain")) for n in "ab"]
        fields = client.post("/add", data={"key": key, "outlet": "Deichblatt"}, files=two)
        assert fields.status_code == 422 and "einzelnen Artikel" in fields.text
        assert client.get("/add/nirgends").status_code == 404
        assert client.get("/api/health").json()["articles"] == 4


def test_another_model_in_the_job_makes_nothing_old(corpus_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with TestClient(make_app(corpus_file), base_url="http://127.0.0.1") as client:
        # the room began with other rules than those that the job's process finds
        monkeypatch.setattr(pipeline, "made_by", lambda: "older rules")
        banner = '<form class="banner"'
        assert banner in client.get("/").text
        answer = client.post("/add", data={"key": key_of(client), "text": TEXT}, follow_redirects=False)
        address = answer.headers["location"]
        assert until_over(client, address)["state"] == "done"
        assert banner not in client.get("/").text
        (link, *_) = html.fromstring(client.get(address).text).xpath("//*[contains(@class, 'touched')]//a/@href")
        assert link.startswith("/stories/") and client.get(link).status_code == 200
        with Corpus.open(corpus_file) as corpus:
            corpus.remove(next(iter(corpus.heads())).id)
        assert banner in client.get("/").text
