"""Correcting in a real browser: over the page, by keyboard alone, without JavaScript; it outlives a new analysis."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quellenlage.corpus import Corpus

pytest.importorskip("fastapi", reason="needs the extra web, which is not installed")


@pytest.fixture(scope="module")
def said(analysed: Path) -> tuple[str, ...]:
    """The ids of what Holm says in the Bote, the Kurier and the Funk: one for each test."""
    with Corpus.open(analysed, read_only=True) as corpus:
        rows = [s for a in corpus.annotated() for s in a.annotations.statements if s.speaker_name == "Vera Holm"]
    return tuple(s.id for s in rows if s.mode in ("indirect", "direct", "reported"))


def mark(tab, statement: str):
    """The line of a statement among all that is marked."""
    found = tab.locator("li.mark-line", has=tab.locator(f"a.correct[href$='{statement.replace(':', '%3A')}']"))
    fold = tab.locator("details[data-layer-list=statements]")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    return found


def until_followed(tab, page: str) -> None:
    """Loads the page until the line is gone that says that corrections are being worked in."""
    for _ in range(600):
        tab.goto(page)
        if not tab.locator("#said .follow").count():
            return
        tab.wait_for_timeout(500)
    raise AssertionError("the results never followed")


def test_a_speaker_is_corrected_over_the_page_and_outlives_an_analysis(visit, address: str, said) -> None:
    statement = said[0]
    page = f"{address}/articles/{statement.rpartition(':')[0]}"
    tab = visit()
    tab.goto(page)
    mark(tab, statement).locator("a.correct").click()
    form = tab.locator("dialog[open] form")
    form.locator("input[name=kind][value=speaker]").check()
    assert not form.locator(".for-same").is_visible() and form.locator(".for-speaker").is_visible()
    form.locator("label", has_text=re.compile("^ *Jens Aden")).click()
    form.locator("#c-reason").fill("  ")
    form.locator("#c-author").fill("Lea Brandt")
    form.locator("button.button").click()
    tab.locator("dialog [role=alert]").wait_for()  # told over the page, and what was chosen is still there
    assert form.locator("input[name=value]:checked").get_attribute("value") == "Jens Aden"
    form.locator("#c-reason").fill("steht so im Protokoll")
    form.locator("button.button").click()
    tab.locator("#said .entered").wait_for()
    assert tab.url.startswith(page) and "done=" not in tab.url
    assert tab.evaluate("document.activeElement.id") == "said"
    line = mark(tab, statement).locator("ul.corrected li")
    assert "Vera Holm" in line.locator("del").inner_text() and "Jens Aden" in line.locator("ins").inner_text()
    assert "Lea Brandt" in line.inner_text() and "steht so im Protokoll" in line.inner_text()
    assert tab.locator(".notes .who", has_text="Jens Aden").count() >= 1
    # the notice covers nothing: neither what one jumps to nor the end of the page
    for place in (line, tab.locator("footer.colophon")):
        place.evaluate("e => e.scrollIntoView({ block: 'end', behavior: 'instant' })")
        box, notice = place.bounding_box(), tab.locator("#said").bounding_box()
        assert box["y"] + box["height"] <= notice["y"]

    until_followed(tab, page)
    tab.locator(".rooms a").first.click()
    if tab.locator("form.banner button").count():
        tab.locator("form.banner button").click()
    until_followed(tab, page)
    line = mark(tab, statement).locator("ul.corrected li")
    assert "Vera Holm" in line.locator("del").inner_text() and "Jens Aden" in line.locator("ins").inner_text()
    assert "Jens Aden" in mark(tab, statement).locator(".who").first.inner_text()

    line.locator("a").click()
    tab.locator("#c-reason").fill("doch nicht")
    assert tab.locator("#c-author").input_value() == "Lea Brandt"  # remembered
    tab.locator("main form button.button").click()
    tab.locator("#said .entered").wait_for()
    until_followed(tab, page)
    assert mark(tab, statement).locator("ul.corrected").count() == 0


def test_without_javascript(visit, address: str, said) -> None:
    statement = said[1]
    page = f"{address}/articles/{statement.rpartition(':')[0]}"
    tab = visit(java_script_enabled=False)
    tab.goto(page)
    mark(tab, statement).locator("a.correct").click()
    tab.wait_for_url("**/correct/statement/**")
    assert not tab.locator(".for-speaker").is_visible()
    tab.locator("input[name=kind][value=speaker]").check()
    tab.locator("#c-name").fill("Mila Krantz")
    tab.locator("#c-reason").fill("Verwechslung")
    tab.locator("#c-author").fill("Kai")
    tab.locator("button.button").click()
    tab.wait_for_url("**/articles/**")
    assert "Mila Krantz" in tab.locator("#said .entered").inner_text()
    assert "Mila Krantz" in mark(tab, statement).locator("ul.corrected ins").inner_text()
    tab.locator("#said button.undo").click()
    tab.wait_for_url("**/articles/**")
    assert "Zurückgenommen" in tab.locator("#said .entered").inner_text()
    assert mark(tab, statement).locator("ul.corrected").count() == 0


def test_by_keyboard_alone(visit, address: str, said) -> None:
    statement = said[2]
    tab = visit()
    tab.goto(f"{address}/articles/{statement.rpartition(':')[0]}")
    tab.keyboard.press("j")
    for _ in range(30):  # to a sentence with a statement; Enter explains it
        tab.keyboard.press("Enter")
        if tab.locator(".hover a.correct").count():
            break
        tab.keyboard.press("j")
    for _ in range(30):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.className") == "correct":
            break
    tab.keyboard.press("Enter")
    tab.locator("dialog[open]").wait_for()
    tab.keyboard.press("Escape")
    assert tab.locator("dialog[open]").count() == 0
    fold = tab.locator("details[data-layer-list=statements] summary")
    fold.focus()
    tab.keyboard.press("Enter")
    for _ in range(30):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.className") == "correct":
            break
    tab.keyboard.press("Enter")
    tab.locator("dialog[open]").wait_for()
    assert tab.evaluate("document.activeElement.name") == "kind"
    for _ in range(9):  # arrows go through what may be wrong; the last is a note
        if tab.evaluate("document.querySelector('[name=kind]:checked')?.value") == "note":
            break
        tab.keyboard.press("ArrowDown")
    for _ in range(30):
        if tab.evaluate("document.activeElement.name") == "reason":
            break
        tab.keyboard.press("Tab")
    tab.keyboard.type("Amt angerufen, 14:10 bestätigt")
    tab.keyboard.press("Tab")
    tab.keyboard.type("Lea Brandt")
    tab.keyboard.press("Enter")
    tab.locator("#said .entered").wait_for()
    assert tab.evaluate("document.activeElement.id") == "said"
    assert "Notiz" in tab.locator("#said").inner_text()


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_is_wider_than_the_window(visit, address: str, analysed: Path, said, width: int) -> None:
    with Corpus.open(analysed, read_only=True) as corpus:
        story = max(corpus.stories(), key=lambda s: len(s.articles))
    person = next(a.id for a in story.actors if a.name == "Vera Holm")
    tab = visit(viewport={"width": width, "height": 800})
    for path in (
        "/corrections",
        f"/actors/{person}",
        f"/correct/actor/{person}?kind=split",
        f"/correct/statement/{said[0]}",
    ):
        tab.goto(address + path)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, path
