"""Exports in a process of their own: the same files, one clear fault where it dies, nothing left at the end."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from quellenlage.corpus import Corpus
from quellenlage.web import exporter as exporting
from quellenlage.web import exports, maker
from quellenlage.web.app import make_app
from quellenlage.web.exporter import Exporter
from quellenlage.web.exports import TYPES
from quellenlage.web.faults import Refusal
from quellenlage.web.making import Wish, make
from quellenlage.web.orders import NOBODY, Order, Word, heard, send

CLAIMS = Wish(what="table", name="claims.csv", ui="en")


@pytest.fixture(scope="module")
def steady(analysed: Path) -> Iterator[Exporter]:
    """What makes exports of the corpus, for tests that leave its process alone."""
    made = Exporter(analysed)
    yield made
    made.close()


@pytest.fixture
def exporter(analysed: Path) -> Iterator[Exporter]:
    """One of its own."""
    made = Exporter(analysed)
    yield made
    made.close()


@pytest.fixture
def aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is so small that the room makes it itself."""
    monkeypatch.setattr(exports, "LITTLE", 0)
    monkeypatch.setattr(exports, "FEW_HITS", -1)


POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX signals")


def is_there(process: int) -> bool:
    """True while the process runs, and while it is dead and nobody asked for its end."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


class Left(Exception):
    """The reader is gone."""


async def taken(exporter: Exporter, wish: Wish, parts: int | None = None) -> bytes:
    """The file as a reader gets it; with `parts`, of somebody who leaves after so many."""
    answer = await exporter.answer(wish, TYPES)
    got: list[bytes] = []

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(3600)
        return {}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.body":
            got.append(message["body"])
            if len(got) == parts:
                raise Left

    with contextlib.suppress(Left):
        await answer({"type": "http", "asgi": {"spec_version": "2.4"}}, receive, send)
    return b"".join(got)


@pytest.mark.usefixtures("aside")
@pytest.mark.parametrize(
    "path",
    [
        "/stories/{story}/report.md?ui=en",
        "/stories/{story}/report.json?ui=en",
        "/stories/{story}/tables/claims.csv?ui=en",
        "/exports/statements.csv?ui=en",
        "/exports/articles.jsonl?ui=en",
        "/exports/actors.graphml?ui=en",
        "/search/results.csv?ui=en&q=Wand",
    ],
)
def test_it_makes_the_same_files_as_the_room(
    room: TestClient, quarry: dict[str, object], path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = path.format(story=quarry["id"])
    aside = room.get(address)
    assert aside.status_code == 200
    monkeypatch.setattr(exports, "is_small", lambda desk, wish: True)
    here = room.get(address)
    assert aside.content == here.content
    assert len(aside.content) > 100
    for header in ("content-disposition", "content-type"):
        assert aside.headers[header] == here.headers[header]


def test_a_report_tells_on_which_day_it_was_made(analysed: Path) -> None:
    days = iter([date(2025, 6, 1), date(2025, 6, 2)])
    with TestClient(make_app(analysed, today=lambda: next(days)), base_url="http://127.0.0.1") as room:
        story = room.get("/api/v1/stories").json()["items"][0]["id"]
        here = room.get(f"/stories/{story}/report.md?ui=de")
        aside = room.get(f"/stories/{story}/report.html?ui=en")
    assert "erstellt am 1. Juni 2025" in here.text
    assert "made on 2 June 2025" in aside.text


def test_nothing_runs_before_the_first_export(exporter: Exporter) -> None:
    assert exporter.process is None


def test_a_file_has_its_length_or_is_packed(steady: Exporter, analysed: Path) -> None:
    async def both() -> tuple[bytes, bytes, str | None]:
        plain = await steady.answer(replace(CLAIMS, name="claims.csv"), TYPES)
        plain._given_up()
        report = await steady.answer(Wish(what="report", name=".md", ui="en", story=story), TYPES)
        report._given_up()
        packed = replace(CLAIMS, zipped=True)
        return await taken(steady, CLAIMS), await taken(steady, packed), report.headers.get("content-length")

    with Corpus.open(analysed, read_only=True) as corpus:
        story = corpus.story_order()[0]
        size = make(corpus, Wish(what="report", name=".md", ui="en", story=story)).size
    plain, packed, length = asyncio.run(both())
    assert gzip.decompress(packed) == plain
    assert length == str(size)


def test_two_at_a_time_are_made_in_turn(steady: Exporter) -> None:
    async def both() -> list[bytes]:
        return await asyncio.gather(*(taken(steady, CLAIMS) for _ in range(8)))

    files = asyncio.run(both())
    assert len(set(files)) == 1
    assert files[0].startswith(b"\xef\xbb\xbf")


@POSIX
def test_a_dead_process_is_one_fault_and_the_next_export_is_made(exporter: Exporter) -> None:
    async def through() -> None:
        whole = await taken(exporter, CLAIMS)
        first = exporter.process
        assert first is not None
        answer = await exporter.answer(CLAIMS, TYPES)
        os.kill(first, signal.SIGSTOP)  # it cannot finish before it is ended
        waiting = asyncio.create_task(exporter.answer(CLAIMS, TYPES))
        await asyncio.sleep(0.2)
        os.kill(first, signal.SIGKILL)
        with pytest.raises(Refusal) as refused:
            await waiting
        assert refused.value.detail == "export_stopped"
        answer._given_up()
        assert await taken(exporter, CLAIMS) == whole
        assert exporter.process != first
        assert not is_there(first)

    asyncio.run(through())


@POSIX
def test_a_stuck_process_is_ended(exporter: Exporter, monkeypatch: pytest.MonkeyPatch) -> None:
    async def through() -> None:
        await taken(exporter, CLAIMS)
        first = exporter.process
        assert first is not None
        os.kill(first, signal.SIGSTOP)
        monkeypatch.setattr(exporting, "SILENCE", 0.3)
        with pytest.raises(Refusal, match="export_stopped"):
            await exporter.answer(CLAIMS, TYPES)
        monkeypatch.undo()
        assert await taken(exporter, CLAIMS)

    asyncio.run(through())


def test_a_long_word_is_made_with_signs_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maker, "ALIVE", 0.01)
    out = io.BytesIO()
    voice = maker.Voice(out)
    beating = threading.Thread(target=voice.beat)
    beating.start()
    time.sleep(0.1)
    assert out.getvalue() == b"", "who does nothing says nothing"
    voice.at_work(time.monotonic())
    until = time.monotonic() + 60
    while not out.tell() and time.monotonic() < until:
        time.sleep(0.01)
    voice.at_work(time.monotonic() - 2 * maker.LONGEST)
    time.sleep(0.1)
    said = out.getvalue()
    time.sleep(0.1)
    assert out.getvalue() == said, "what takes too long is taken for stuck"
    voice.closing.set()
    beating.join()
    assert heard(io.BytesIO(said), Word) == Word(NOBODY, "alive")


def test_what_nobody_takes_is_given_up_without_a_fault(
    steady: Exporter, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(exporting, "LONGEST", 0.2)

    async def waits(*_: Any) -> Any:
        await asyncio.sleep(3600)

    async def through() -> None:
        answer = await steady.answer(CLAIMS, TYPES)
        await answer({"type": "http", "asgi": {"spec_version": "2.4"}}, waits, waits)

    asyncio.run(through())
    assert "given up" in caplog.text
    assert steady._maker is not None
    assert not steady._maker.tickets


@POSIX
def test_it_works_where_faults_are_closed(analysed: Path) -> None:
    process = subprocess.Popen(
        ["/bin/sh", "-c", '"$0" -m quellenlage.web.maker "$1" 2>&-', sys.executable, str(analysed)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdin as orders, process.stdout as words:
        send(orders, Order(1, CLAIMS))
        assert heard(words, Word) == Word(1, "begun", name="claims.csv")
    assert process.wait(60) == 0


def test_who_comes_when_many_wait_is_told_so(steady: Exporter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "MOST", 1)

    async def through() -> None:
        first = await steady.answer(CLAIMS, TYPES)
        with pytest.raises(Refusal, match="exports_busy"):
            await steady.answer(CLAIMS, TYPES)
        first._given_up()
        assert await taken(steady, CLAIMS)

    asyncio.run(through())


def test_who_leaves_gives_the_place_up(steady: Exporter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "MOST", 1)

    async def through() -> None:
        assert await taken(steady, CLAIMS, parts=1)
        assert await taken(steady, CLAIMS)

    asyncio.run(through())


@POSIX
def test_the_process_goes_home_when_nothing_comes(exporter: Exporter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "IDLE", 0.1)

    async def through() -> int:
        await taken(exporter, CLAIMS)
        first = exporter.process
        assert first is not None
        for _ in range(200):
            if exporter.process is None:
                break
            await asyncio.sleep(0.05)
        assert exporter.process is None
        return first

    first = asyncio.run(through())
    for _ in range(200):
        if not is_there(first):
            break
        time.sleep(0.05)
    assert not is_there(first)


def test_it_goes_home_also_after_an_export_that_was_left(exporter: Exporter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "IDLE", 0.3)

    async def through() -> None:
        answer = await exporter.answer(CLAIMS, TYPES)
        process = exporter._maker
        assert process is not None
        answer._given_up()
        await asyncio.sleep(0.1)
        process.spoke = time.monotonic()  # as where its last word comes when nobody waits any more
        for _ in range(200):
            if exporter.process is None:
                break
            await asyncio.sleep(0.05)
        assert exporter.process is None

    asyncio.run(through())


@POSIX
@pytest.mark.usefixtures("aside")
def test_it_ends_with_the_room(corpus_file: Path) -> None:
    app = make_app(corpus_file)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        assert client.get("/exports/claims.csv").status_code == 200
        process = app.state.exporter.process
        assert process is not None
        assert is_there(process)
    assert not is_there(process)


@pytest.mark.usefixtures("aside")
def test_faults_name_no_place_of_this_machine(corpus_file: Path) -> None:
    with TestClient(make_app(corpus_file), base_url="http://127.0.0.1") as client:
        gone = corpus_file.with_name("weg.db")
        shutil.move(corpus_file, gone)
        answer = client.get("/exports/claims.csv", headers={"accept": "application/json"})
        assert answer.status_code in (404, 500)
        assert str(corpus_file.parent) not in answer.text
        assert set(json.loads(answer.content)["error"]) >= {"code", "message", "hint"}


@pytest.mark.usefixtures("aside")
@pytest.mark.parametrize("name", ["report.md", "report.pdf", "tables/claims.csv"])
def test_an_unknown_story_is_not_found(room: TestClient, name: str) -> None:
    assert room.get(f"/stories/nirgends/{name}").status_code == 404


def test_a_corpus_too_large_for_one_file_is_refused(analysed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quellenlage.web.making.AT_ONCE", 3)
    with Corpus.open(analysed, read_only=True) as corpus, pytest.raises(Refusal, match="export_too_large"):
        make(corpus, Wish(what="report", name=".html", ui="de"))


def test_a_program_without_a_main_guard_can_export(analysed: Path, tmp_path: Path) -> None:
    script = tmp_path / "raum.py"
    script.write_text(
        "import sys\n"
        "from pathlib import Path\n"
        "from starlette.testclient import TestClient\n"
        "from quellenlage.web import exports\n"
        "from quellenlage.web.app import make_app\n"
        "exports.LITTLE = 0\n"
        "print('once')\n"
        "with TestClient(make_app(Path(sys.argv[1])), base_url='http://127.0.0.1') as client:\n"
        "    print(client.get('/exports/claims.csv').status_code)\n",
        "utf-8",
    )
    done = subprocess.run([sys.executable, script, analysed], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.split() == ["once", "200"]
    assert done.stderr == ""


def test_of_a_large_corpus_tables_alone_are_offered(room: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "/exports/report.html" in room.get("/exports").text
    monkeypatch.setattr(exports, "AT_ONCE", 3)
    page = room.get("/exports").text
    assert "/exports/report" not in page
    assert "/exports/claims.csv" in page
