"""The door: who comes in, how much, under which name, and what every answer carries."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from quellenlage.corpus import Corpus
from quellenlage.errors import CorpusBusy, UsageError
from quellenlage.web.app import make_app
from quellenlage.web.safety import MAX_BODY
from quellenlage.web.serve import serve

TOKEN = "ein-langes-kennwort"


@pytest.fixture(scope="module")
def locked(analysed: Path):
    with TestClient(make_app(analysed, token=TOKEN, hosts=None), base_url="http://lesesaal.example") as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/add", "/api/health", "/nirgends", "/static/x/room.css", "/static/x/nichts"])
def test_every_answer_carries_the_policy(room: TestClient, path: str) -> None:
    headers = room.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"
    assert "server" not in headers


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "evil.example:8460"])
def test_another_name_is_refused(room: TestClient, host: str) -> None:
    assert room.get("/", headers={"host": host}).status_code == 400
    answer = room.get("/", headers={"host": host, "accept": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "bad_host"


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}],
)
def test_forms_of_other_sites_are_refused(room: TestClient, headers: dict[str, str]) -> None:
    assert room.post("/add", data={"text": "x"}, headers=headers).status_code == 403
    assert room.post("/analyse", headers=headers).status_code == 403


@pytest.mark.parametrize(("ui", "says"), [("de", "Dieses Formular stammt nicht"), ("en", "This form did not come")])
def test_a_browser_is_refused_with_a_page(either: TestClient, ui: str, says: str) -> None:
    browser = {"origin": "null", "accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    answer = either.post(f"/add?ui={ui}", data={"text": "x"}, headers=browser)
    assert answer.status_code == 403 and answer.headers["content-type"].startswith("text/html")
    assert says in answer.text and "Forbidden" not in answer.text
    program = either.post("/add", data={"text": "x"}, headers=browser | {"accept": "application/json"})
    assert program.json()["error"]["code"] == "foreign_form"


def test_a_page_that_is_not_there_says_so_in_the_reader_s_language(either: TestClient) -> None:
    assert "(Fehler 404)" in either.get("/stories/nirgends?ui=de").text
    assert "(error 404)" in either.get("/stories/nirgends?ui=en").text


def test_forms_without_their_secret_are_refused(room: TestClient) -> None:
    room.get("/add")
    for key in ("", "x" * 43):
        answer = room.post("/add", data={"text": "Ein Text.", "key": key})
        assert answer.status_code == 403
        assert "Dieses Formular" in answer.text


def test_too_much_is_refused_unread(room: TestClient) -> None:
    answer = room.post("/add", content=b"", headers={"content-length": str(MAX_BODY + 1)})
    assert answer.status_code == 413


def test_too_much_without_a_length_is_refused(room: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quellenlage.web.safety.MAX_BODY", 1000)

    def chunks():
        yield b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n'
        for _ in range(100):
            yield b"wort " * 20
        yield b"\r\n--x--\r\n"

    answer = room.post("/add", content=chunks(), headers={"content-type": "multipart/form-data; boundary=x"})
    assert answer.status_code == 413


def test_a_locked_room_shows_nothing(locked: TestClient) -> None:
    assert locked.get("/", follow_redirects=False).headers["location"] == "/login?next=%2F"
    answer = locked.get("/api/v1/stories")
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "token_needed"
    assert locked.get("/api/health").json() == {"status": "ok"}


def test_a_program_gives_the_token(locked: TestClient) -> None:
    assert locked.get("/api/v1/stories", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert locked.get("/api/v1/stories", headers={"authorization": "Bearer falsch"}).status_code == 401


def test_a_reader_gives_the_token_once(analysed: Path) -> None:
    with TestClient(make_app(analysed, token=TOKEN, hosts=None), base_url="http://lesesaal.example") as client:
        client.get("/login")
        key = client.cookies["quellenlage_form"]
        wrong = client.post("/login", data={"token": "falsch", "key": key, "next": "/search"})
        assert wrong.status_code == 401 and "nicht das Kennwort" in wrong.text
        right = client.post(
            "/login", data={"token": TOKEN, "key": key, "next": "//evil.example"}, follow_redirects=False
        )
        assert (right.status_code, right.headers["location"]) == (303, "/")
        cookie = right.headers["set-cookie"]
        assert "HttpOnly" in cookie and "samesite=strict" in cookie.lower() and TOKEN not in cookie
        assert client.get("/search", follow_redirects=False).status_code == 200


def test_the_printed_address_opens_the_door(locked: TestClient) -> None:
    answer = locked.get(f"/login?token={TOKEN}", follow_redirects=False)
    assert answer.status_code == 303 and "quellenlage_session" in answer.headers["set-cookie"]
    assert locked.get("/login?token=falsch-falsch").status_code == 401


def test_what_goes_wrong_tells_nothing_of_the_server(analysed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faults = {
        500: RuntimeError("/home/geheim/lage.db ist weg"),
        503: CorpusBusy("another process is writing to /home/geheim/lage.db"),
    }
    for status, fault in faults.items():

        def fail(*_: object, fault: Exception = fault) -> None:
            raise fault

        monkeypatch.setattr(Corpus, "heads_after", fail)
        with TestClient(make_app(analysed), base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
            answer = client.get("/api/v1/articles")
            assert answer.status_code == status
            assert set(answer.json()["error"]) == {"code", "message", "hint", "parameter"}
            assert "geheim" not in answer.text


@pytest.mark.parametrize(
    ("host", "token", "says"),
    [("0.0.0.0", None, "--token"), ("192.168.7.7", None, "--token"), ("127.0.0.1", "kurz", "too short")],
)
def test_serve_refuses_an_open_door(analysed: Path, host: str, token: str | None, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        serve(analysed, host=host, port=0, token=token, ui="de", say=print)
