"""The one-file report of whole affairs: sound, small, offline, readable without JavaScript; sound pages of the room."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

pytest.importorskip("html5lib", reason="needs html5lib, which is not installed")

import html5lib
from starlette.testclient import TestClient

from quellenlage.corpus import Corpus
from quellenlage.report.write import write_report

LIMIT = 2_000_000
"""Bytes of a report that still goes by mail."""
PATIENCE = 120_000
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", params=["samples", "real articles"])
def file(request: pytest.FixtureRequest, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the sample articles, and of the real ones where they are at hand."""
    folder = ROOT / "examples" if request.param == "samples" else shared / "articles" / "nordkorea"
    made = tmp_path_factory.mktemp("bericht")
    with Corpus.open(made / "lage.db") as corpus:
        corpus.add([folder])
        corpus.analyse()
        told = corpus.dossier()
        write_report(made / "lage.html", told, corpus.articles_of(told), "de")
    return made / "lage.html"


def sound(page: str) -> None:
    """Fails where the standard's own parser would have to guess, an id stands twice, or a reference leads nowhere."""
    html5lib.HTMLParser(strict=True).parse(page)
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    ids = Counter(node.get("id") for node in tree.iter() if node.get("id") is not None)
    assert [one for one, n in ids.items() if n > 1] == []
    wanted = {node.get("href")[1:] for node in tree.iter("a") if node.get("href", "").startswith("#")}
    for name in ("aria-labelledby", "aria-describedby", "for"):
        wanted |= {one for node in tree.iter() for one in (node.get(name) or "").split()}
    assert wanted - set(ids) == set()


def test_the_report_is_sound_and_small(file: Path) -> None:
    page = file.read_text("utf-8")
    assert len(page.encode()) < LIMIT
    sound(page)
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    names = {str(name).lower() for node in tree.iter() for name in node.attrib}
    assert not names & {"src", "srcset", "action", "data", "poster", "style", "background"}
    assert not {name for name in names if name.startswith("on")}
    assert len(list(tree.iter("script"))) == 1


@pytest.mark.parametrize("file", ["samples"], indirect=True)
def test_the_report_has_charts_whose_marks_lead_to_lines(file: Path) -> None:
    pytest.importorskip("vl_convert", reason="needs the extra charts, which is not installed")
    tree = html5lib.parse(file.read_text("utf-8"), namespaceHTMLElements=False)
    charts = [node for node in tree.iter() if str(node.tag).endswith("svg") and node.get("class") == "chart"]
    assert charts
    for chart in charts:
        marks = [node for node in chart.iter() if str(node.tag).endswith("}a")]
        assert marks
        assert all(str(mark.get("href", "")).startswith("#s") for mark in marks if mark.get("href"))
        titles = [node.text for node in chart.iter() if str(node.tag).endswith("title")]
        assert all(titles) and len(titles) >= len(marks)


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_the_report_opens_with_no_network_at_all(browser, file: Path, script: bool) -> None:
    context = browser.new_context(java_script_enabled=script, offline=True, viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE)
    requests, messages = [], []
    tab.on("request", lambda request: requests.append(request.url))
    tab.on("console", lambda message: messages.append(message.text))
    tab.on("pageerror", lambda error: messages.append(str(error)))
    tab.goto(file.as_uri())
    assert tab.locator("h1").first.is_visible()
    assert tab.locator(".brief li").first.is_visible()
    source = tab.locator("details.source").first
    source.locator("summary").click()
    assert source.locator("blockquote").first.is_visible()
    context.close()
    assert requests == [file.as_uri()]
    assert messages == []


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("file", ["samples"], indirect=True)
def test_a_chart_can_be_seen_in_both_schemes(browser, file: Path, look: str) -> None:
    pytest.importorskip("vl_convert", reason="needs the extra charts, which is not installed")
    context = browser.new_context(java_script_enabled=False, color_scheme=look)
    tab = context.new_page()
    tab.goto(file.as_uri())
    words = "e => [getComputedStyle(e).fill, getComputedStyle(document.body).backgroundColor]"
    ink, paper = tab.locator("svg.chart text").first.evaluate(words)
    context.close()
    brightness = [sum(int(n) for n in re.findall(r"\d+", colour)[:3]) for colour in (ink, paper)]
    assert abs(brightness[0] - brightness[1]) > 200


PAGES = ("/", "/?q=Seepferdchen", "/search?q=Holm", "/search?q=Holm&kind=people", "/add", "/exports", "/nirgends")


@pytest.mark.parametrize("path", PAGES)
def test_pages_of_the_room_are_sound(room: TestClient, path: str) -> None:
    sound(room.get(path, headers={"accept": "text/html"}).text)


def test_pages_of_a_story_are_sound(room: TestClient, quarry: dict[str, object]) -> None:
    told = room.get(f"/api/v1/stories/{quarry['id']}").json()["stories"][0]
    claim = max(told["claims"], key=lambda claim: len(claim["members"]))["id"]
    story = f"/stories/{told['id']}"
    paths = [story, f"{story}/claims/{claim}", f"/articles/{told['articles'][0]}", f"/actors/{told['actors'][0]['id']}"]
    for path in paths:
        answer = room.get(path, headers={"accept": "text/html"})
        assert answer.status_code == 200
        sound(answer.text)


def test_the_charts_of_a_story_lead_back_to_its_lines(room: TestClient, quarry: dict[str, object]) -> None:
    pytest.importorskip("vl_convert", reason="needs the extra charts, which is not installed")
    story = f"/stories/{quarry['id']}"
    page = room.get(story).text
    assert f'href="{story}/charts#chart-s1-chronicle"' in page
    charts = room.get(f"{story}/charts").text
    sound(charts)
    marks = re.findall(rf'<a href="{story}(#s1-t\d+)"', charts)
    assert marks
    assert all(f'id="{mark[1:]}"' in page for mark in marks)
    assert re.search(r'<a href="/articles/[^"]+" tabindex="-1"><path', charts)
