"""A corpus of four short invented articles about a quarry, analysed once, and rooms over copies of it."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="needs the extra web, which is not installed")

import uvicorn
from starlette.testclient import TestClient

from quellenlage.corpus import Corpus
from quellenlage.web.app import make_app
from quellenlage.web.safety import LOOPBACK_NAMES

PATIENCE = 120_000
"""Milliseconds: a machine that does other work too is slow, not wrong."""
ARTICLES = {
    "bote.txt": (
        "outlet: Lerchauer Bote\nurl: https://bote.example/steinbruch\ndate: 2025-05-05\ntitle: Steinbruch bleibt zu",
        "Steinbruch bleibt zu\n"
        "Der Steinbruch bei Lerchau bleibt bis Oktober geschlossen. Bergamtschefin Vera Holm sagte am Montag, "
        "die Wand sei nicht sicher. „Wir öffnen erst nach der Prüfung“, sagte Holm.\n"
        "Nach Angaben des Betreibers sind 45 Beschäftigte betroffen. Betriebsrat Jens Aden warnte vor Entlassungen.",
    ),
    "kurier.txt": (
        "outlet: Küstenkurier\nurl: https://kurier.example/lerchau\ndate: 2025-05-06\ntitle: Streit um Steinbruch",
        "Streit um Steinbruch\n"
        "Bergamtschefin Vera Holm bekräftigte am Dienstag, die Wand sei nicht sicher. "
        "Der Betreiber widersprach. „Wir öffnen erst nach der Prüfung“, sagte Holm dem Küstenkurier.\n"
        "Betroffen sind laut Betriebsrat 60 Beschäftigte des Steinbruchs bei Lerchau. "
        "Jens Aden warnte vor Entlassungen.",
    ),
    "funk.txt": (
        "outlet: Hafenfunk\ndate: 2025-05-08\ntitle: Holm nennt Wand unsicher",
        "Holm nennt Wand unsicher\n"
        "Vera Holm hält die Wand im Steinbruch bei Lerchau für unsicher. Das Bergamt will im Oktober entscheiden. "
        "Jens Aden vom Betriebsrat forderte am Donnerstag eine Zusage für die Beschäftigten.",
    ),
    "oper.txt": (
        "outlet: Küstenkurier\ndate: 2025-03-02\ntitle: Oper bekommt neues Dach",
        "Oper bekommt neues Dach\n"
        "Die Oper in Brunsdorf bekommt im Sommer ein neues Dach. Intendantin Mila Krantz sagte, "
        "das Haus spiele so lange in der Messehalle. Die Arbeiten kosten rund 3 Millionen Euro.",
    ),
}


@pytest.fixture(scope="session")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus file; nobody writes to it."""
    folder = tmp_path_factory.mktemp("lerchau")
    for name, (head, text) in ARTICLES.items():
        (folder / name).write_text(f"---\n{head}\n---\n{text}", "utf-8")
    path = folder / "lerchau.db"
    with Corpus.open(path) as corpus:
        corpus.add([folder / name for name in ARTICLES])
        corpus.analyse()
    return path


@pytest.fixture
def corpus_file(analysed: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    path = tmp_path / "kopie.db"
    shutil.copy(analysed, path)
    return path


@pytest.fixture(scope="session")
def room(analysed: Path) -> Iterator[TestClient]:
    """The room over the corpus, asked without a network; programs and pages alike."""
    with TestClient(make_app(analysed), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture
def either(room: TestClient) -> Iterator[TestClient]:
    """The same room, for tests that choose a language: the choice is forgotten afterwards."""
    yield room
    room.cookies.clear()


@pytest.fixture(scope="session")
def address(analysed: Path) -> Iterator[str]:
    """The address of a real server over a copy of the corpus."""
    copy = analysed.parent / "served.db"
    shutil.copy(analysed, copy)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = make_app(copy, hosts=LOOPBACK_NAMES)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(20)


@pytest.fixture(scope="session")
def quarry(room: TestClient) -> dict[str, object]:
    """The story about the quarry, as the interface for programs gives it."""
    items = room.get("/api/v1/stories").json()["items"]
    found: dict[str, object] = max(items, key=lambda item: item["articles"])
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """The system's Chromium. One for a module: its event loop must not run on under other modules' tests."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("needs Chromium on PATH, which is not installed")
    sync = pytest.importorskip("playwright.sync_api", reason="needs playwright, which is not installed")
    with sync.sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic"]
        browser = playwright.chromium.launch(executable_path=path, args=arguments, timeout=PATIENCE)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Opens a page of the room; at the end nothing may have been blocked, and no request have gone elsewhere."""
    contexts, messages, requests = [], [], []

    def open_page(path: str = "/", **options: object) -> Any:
        context = browser.new_context(**options)
        contexts.append(context)
        tab = context.new_page()
        tab.set_default_timeout(PATIENCE)
        tab.on("console", lambda message: messages.append(message.text))
        tab.on("pageerror", lambda error: messages.append(str(error)))
        tab.on("request", lambda request: requests.append(request.url))
        tab.goto(address + path)
        return tab

    yield open_page
    for context in contexts:
        context.close()
    # a page that is refused is told by the browser itself; tests that expect one look at its status
    assert [message for message in messages if "status of 4" not in message] == []
    assert [url for url in requests if not url.startswith((address, "data:"))] == []
