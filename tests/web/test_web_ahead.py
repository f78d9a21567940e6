"""What the room does while nobody waits: it makes pages ahead, and tidies up."""

from __future__ import annotations

import asyncio
import gc
import time
import weakref
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from quellenlage.corpus import Corpus
from quellenlage.web import ahead, pages, telling
from quellenlage.web.app import make_app
from quellenlage.web.desk import Desk
from quellenlage.web.telling import StoryPage
from quellenlage.web.tidy import Tidy

PATIENCE = 60.0
"""Seconds: a machine that does other work too is slow, not wrong."""


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The stories whose pages were made."""
    stories: list[str] = []
    tell = telling.told_story

    def told(corpus: Corpus, story: str, *rest: Any) -> StoryPage:
        stories.append(story)
        return tell(corpus, story, *rest)

    monkeypatch.setattr(pages, "told_story", told)
    monkeypatch.setattr(ahead, "LOOK_EVERY", 0.01)
    monkeypatch.setattr(ahead, "BREAK", 0.0)
    return stories


def test_pages_are_made_before_anybody_asks(corpus_file: Path, made: list[str]) -> None:
    app = make_app(corpus_file)
    desk: Desk = app.state.desk
    with TestClient(app, base_url="http://127.0.0.1") as room:
        wanted = desk.corpus.lists.looked_at_first(ahead.LATEST, ahead.LARGEST)
        until = time.monotonic() + PATIENCE
        while len(made) < len(wanted) and time.monotonic() < until:
            time.sleep(0.02)
        assert len(wanted) > 1
        assert made == wanted
        assert room.get(f"/stories/{wanted[0]}").status_code == 200
        assert room.get(f"/stories/{wanted[0]}?ui=en").status_code == 200
    assert made == [*wanted, wanted[0]], "one language is made ahead"


def test_a_reader_who_waits_comes_first(corpus_file: Path, made: list[str]) -> None:
    app = make_app(corpus_file)
    app.state.desk.waiting = 1
    with TestClient(app, base_url="http://127.0.0.1"):
        time.sleep(0.3)
    assert made == []


def test_a_page_that_cannot_be_made_costs_itself_alone(
    corpus_file: Path, made: list[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tell = telling.told_story

    def torn(corpus: Corpus, story: str, *rest: Any) -> StoryPage:
        made.append(story)
        if len(made) == 1:
            raise ValueError("torn")
        return tell(corpus, story, *rest)

    monkeypatch.setattr(pages, "told_story", torn)
    app = make_app(corpus_file)
    desk: Desk = app.state.desk
    with TestClient(app, base_url="http://127.0.0.1"):
        wanted = desk.corpus.lists.looked_at_first(ahead.LATEST, ahead.LARGEST)
        until = time.monotonic() + PATIENCE
        while len(made) < len(wanted) and time.monotonic() < until:
            time.sleep(0.02)
    assert len(wanted) > 1
    assert made == wanted
    assert f"the page of story {wanted[0]} could not be made ahead" in caplog.text


def test_a_page_of_former_results_is_not_kept_for_the_new_ones(
    corpus_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(corpus_file)
    try:
        with monkeypatch.context() as patched:
            before = desk.corpus.results_state
            patched.setattr(Corpus, "results_state", "newer")
            desk.index()  # another reader has seen them
            patched.setattr(Corpus, "results_state", before)
            assert desk.page(("page",), lambda: b"former") == b"former"
            patched.setattr(Corpus, "results_state", "newer")
            assert desk.page(("page",), lambda: b"new") == b"new"
    finally:
        desk.close()


class Knot:
    """Something that only looking for the unreachable finds."""

    def __init__(self) -> None:
        self.itself = self


@pytest.mark.parametrize("fails", [False, True])
def test_it_is_tidied_when_nobody_waits_any_more(corpus_file: Path, fails: bool) -> None:
    desk = Desk(corpus_file)
    seen: list[int] = []
    left: list[weakref.ref[Knot]] = []

    async def page(_scope: Scope, _receive: Receive, send: Send) -> None:
        left.append(weakref.ref(Knot()))
        seen.append(desk.waiting)
        if fails:
            raise ValueError("torn")
        await send({"type": "http.response.start", "status": 200, "headers": []})
        seen.append(desk.waiting)
        await send({"type": "http.response.body", "body": b""})

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(_message: Message) -> None:
        return None

    async def ask() -> None:
        try:
            await Tidy(page, desk)({"type": "http"}, receive, send)
        except ValueError:
            assert fails

    gc.collect()
    gc.disable()
    try:
        asyncio.run(ask())
        assert left[0]() is None
    finally:
        gc.enable()
        desk.close()
    assert (seen[0], seen[-1]) == (1, 1 if fails else 0)
    assert desk.waiting == 0
