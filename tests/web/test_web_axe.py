"""Every page of the room and the one-file report against WCAG 2.2 A and AA, by axe-core in the real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

pytest.importorskip("fastapi", reason="needs the extra web, which is not installed")

from starlette.testclient import TestClient

from quellenlage.corpus import Corpus
from quellenlage.report.write import write_report
from quellenlage.web.app import make_app

PATIENCE = 120_000
"""Milliseconds: a machine that does other work too is slow, not wrong."""

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = {
    "light wide": {"color_scheme": "light", "viewport": {"width": 1280, "height": 860}},
    "dark phone": {"color_scheme": "dark", "viewport": {"width": 390, "height": 780}},
    "light phone": {"color_scheme": "light", "viewport": {"width": 390, "height": 780}},
    "dark wide": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 860}},
}
ROOM = "http://127.0.0.1"
PAGES = (
    "stories",
    "nothing found",
    "story",
    "charts",
    "claim",
    "article",
    "person",
    "corrections",
    "correct a statement",
    "correct a person",
    "search",
    "search for people",
    "add",
    "exports",
    "missing",
    "login",
    "empty room",
    "report",
)


@pytest.fixture(scope="module")
def rooms(analysed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, TestClient]]:
    """The room, a locked one, and one over an empty corpus."""
    empty = tmp_path_factory.mktemp("leer") / "leer.db"
    with (
        TestClient(make_app(analysed), base_url=ROOM) as room,
        TestClient(make_app(analysed, token="ein langes Wort"), base_url=ROOM) as locked,
        TestClient(make_app(empty), base_url=ROOM) as bare,
    ):
        yield {"": room, "login": locked, "empty room": bare}


@pytest.fixture(scope="module")
def places(rooms: dict[str, TestClient], analysed: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Where each page is."""
    room = rooms[""]
    stories = room.get("/api/v1/stories").json()["items"]
    story = max(stories, key=lambda item: item["articles"])["id"]
    claims = room.get(f"/api/v1/claims?story={story}&limit=200").json()["items"]
    claim = max((row["claim"] for row in claims), key=lambda claim: len(claim["members"]))["id"]
    dossier = room.get(f"/api/v1/stories/{story}").json()["stories"][0]
    said = dossier["claims"][0]["members"][0]["statement"]
    file = tmp_path_factory.mktemp("datei") / "lage.html"
    with Corpus.open(analysed, read_only=True) as corpus:
        told = corpus.dossier(story)
        write_report(file, told, corpus.articles_of(told), "de")
    return {
        "stories": "/",
        "nothing found": "/?q=Seepferdchen",
        "story": f"/stories/{story}",
        "charts": f"/stories/{story}/charts",
        "claim": f"/stories/{story}/claims/{claim}",
        "article": f"/articles/{dossier['articles'][0]}",
        "person": f"/actors/{dossier['actors'][0]['id']}",
        "corrections": "/corrections",
        "correct a statement": f"/correct/statement/{quote(said, safe='')}?kind=speaker",
        "correct a person": f"/correct/actor/{dossier['actors'][0]['id']}?kind=split",
        "search": "/search?q=Holm&kind=statements",
        "search for people": "/search?q=Holm&kind=people",
        "add": "/add",
        "exports": "/exports",
        "missing": "/stories/gibtesnicht",
        "login": "/login",
        "empty room": "/",
        "report": file.as_uri(),
    }


@pytest.fixture
def visit(browser, rooms: dict[str, TestClient], places: dict[str, str]) -> Iterator[Callable[..., object]]:
    """Opens a page; its requests are answered in this process."""
    contexts = []

    def open_page(name: str, **options: object) -> object:
        context = browser.new_context(locale="de-DE", reduced_motion="reduce", **options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if name != "report":
            room = rooms.get(name, rooms[""])
            context.route("**/*", lambda route: answered(route, room))
        page = context.new_page()
        page.goto(places[name] if name == "report" else ROOM + places[name])
        return page

    yield open_page
    for context in contexts:
        context.close()


def answered(route: object, room: TestClient) -> None:
    """The room's answer to a request of the browser."""
    at = urlsplit(route.request.url)
    answer = room.get(f"{at.path}?{at.query}", headers={"accept": route.request.headers.get("accept", "*/*")})
    kept = {k: v for k, v in answer.headers.items() if k in ("content-type", "content-security-policy")}
    route.fulfill(status=answer.status_code, headers=kept, body=answer.content)


def faults(page: object) -> str:
    """What axe-core finds, a line for each element."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")
    options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": WCAG}}
    found = axe.Axe().run(page, options=options).response["violations"]
    lines = [f"{rule['id']}: {node['target'][0]} {node['html'][:160]}" for rule in found for node in rule["nodes"]]
    return "\n".join(lines)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_use_the_page(visit, name: str, look: str) -> None:
    page = visit(name, **LOOKS[look])
    assert faults(page) == ""


@pytest.mark.parametrize("look", ["light wide", "dark phone"])
@pytest.mark.parametrize("name", ["story", "article", "report"])
def test_what_was_folded_can_be_used_too(visit, name: str, look: str) -> None:
    page = visit(name, **LOOKS[look])
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    page.evaluate("for (const layer of document.querySelectorAll('[data-layer]')) layer.checked = true")
    assert faults(page) == ""


def test_a_card_that_explains_a_mark_can_be_used(visit) -> None:
    page = visit("article", **LOOKS["light wide"])
    page.locator(".text .m[data-m]").first.click()
    page.locator(".hover").wait_for()
    assert faults(page) == ""
