"""The room in a real browser: read a story, open its evidence, search, on a phone, by keyboard, without JavaScript."""

from __future__ import annotations

import pytest

pytest.importorskip("fastapi", reason="needs the extra web, which is not installed")


def test_from_the_list_to_the_words_in_the_article(visit) -> None:
    tab = visit()
    tab.locator(".card a", has_text="teinbruch").or_(tab.locator(".card a", has_text="Wand")).first.click()
    tab.wait_for_url("**/stories/*")
    source = tab.locator("details.source").first
    source.locator("summary").click()
    source.locator("a.in-article").first.click()
    tab.wait_for_url("**/articles/*")
    assert tab.locator("#hit").count() == 1
    assert tab.locator(".hit").first.is_visible()


def test_the_list_follows_what_is_typed(visit) -> None:
    tab = visit()
    assert tab.locator(".card").count() == 2
    tab.get_by_role("searchbox").fill("dächer")
    tab.locator(".card").nth(1).wait_for(state="detached")
    assert "Oper" in tab.locator(".card").inner_text()
    assert tab.url.endswith("q=d%C3%A4cher")


def test_a_mark_explains_itself_and_layers_switch(visit) -> None:
    tab = visit("/search?q=Holm&kind=statements")
    tab.locator(".hits a").first.click()
    tab.wait_for_url("**/articles/*")
    piece = tab.locator(".m.stm[data-m]").first
    piece.click()
    card = tab.locator(".hover")
    assert "Begründung" in card.inner_text()
    tab.keyboard.press("Escape")
    assert card.count() == 0
    people = tab.locator("#layer-people")
    line = "getComputedStyle(document.querySelector('.per')).textDecorationLine"
    assert tab.evaluate(line) == "none"
    people.check()
    assert tab.evaluate(line) == "underline"
    tab.reload()
    assert tab.locator("#layer-people").is_checked()  # remembered


def test_by_keyboard_alone(visit) -> None:
    tab = visit("/search?q=Holm&kind=statements")
    tab.locator("body").press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"
    tab.goto(tab.locator(".hits a").first.evaluate("a => a.href"))
    tab.keyboard.press("j")
    first = tab.evaluate("document.activeElement.id")
    tab.keyboard.press("j")
    second = tab.evaluate("document.activeElement.id")
    assert first.startswith("s") and second.startswith("s") and first != second
    tab.keyboard.press("k")
    assert tab.evaluate("document.activeElement.id") == first
    for _ in range(4):
        tab.keyboard.press("j")
        tab.keyboard.press("Enter")
        if tab.locator(".hover").count():
            break
    assert tab.evaluate("document.activeElement.className") == "hover"
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.className").startswith("s")


def test_without_javascript_everything_can_be_read(visit) -> None:
    tab = visit("/?q=Dach", java_script_enabled=False)
    assert tab.locator(".card").count() == 1
    tab.locator(".card a").click()
    source = tab.locator("details.source").first
    source.locator("summary").click()
    assert source.locator("blockquote").first.is_visible()
    source.locator("a.in-article").first.click()
    tab.locator("details[data-layer-list=statements] summary").click()
    assert tab.locator("details[data-layer-list=statements] li").first.is_visible()
    # layers are switched by style alone
    assert tab.locator(".notes").first.is_visible()
    tab.locator("#layer-statements").uncheck()
    assert not tab.locator(".notes").first.is_visible()


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_is_wider_than_a_phone(visit, address: str, width: int) -> None:
    tab = visit(viewport={"width": width, "height": 800})
    story = tab.locator(".card a").first.get_attribute("href")
    tab.goto(address + story)
    links = [
        story,
        "/",
        "/add",
        "/search?q=Holm",
        tab.locator("article .articles a, .articles a").first.get_attribute("href"),
    ]
    for link in links:
        tab.goto(address + link)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, link


TEXTS = {
    True: ("Brücke", "Die Brücke über die Lanke wird im Juni gesperrt. Planerin Ute Sand sagte, der Beton sei mürbe."),
    False: (
        "Freibad",
        "Das Freibad in Ostrup öffnet im Juli nicht. Bademeister Kai Wolle sagte, die Pumpe sei kaputt.",
    ),
}


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_a_pasted_text_becomes_an_article(visit, address: str, script: bool) -> None:
    title, text = TEXTS[script]
    tab = visit("/add", java_script_enabled=script)
    tab.locator("#text").fill(text)
    tab.locator("#title").fill(title)
    tab.locator("#outlet").fill("Lankebote")
    tab.locator("form.add button").click()
    tab.wait_for_url("**/add/*")
    tab.locator("ul.results a").wait_for()
    tab.locator("p.touched a, ul.touched a").first.wait_for()
    story = tab.locator("p.touched a, ul.touched a").first.get_attribute("href")
    tab.locator("ul.results a").click()
    tab.wait_for_url("**/articles/*")
    assert text[:40] in tab.locator("main").inner_text()
    tab.goto(address + story)
    assert tab.locator("h1, h2").first.is_visible()
    tab.goto(address)
    assert tab.locator("form.banner").count() == 0  # nothing has changed since


def test_a_form_of_nobody_is_refused_with_a_page(visit) -> None:
    tab = visit("/add", java_script_enabled=False)
    tab.context.clear_cookies()
    tab.locator("#text").fill("Ein Text.")
    with tab.expect_response("**/add") as answer:
        tab.locator("form.add button").click()
    assert answer.value.status == 403
    assert "Dieses Formular" in tab.locator("h1").inner_text()


def test_the_names_of_source_chains_can_be_seen(visit) -> None:
    tab = visit()
    tab.locator(".card a", has_text="teinbruch").or_(tab.locator(".card a", has_text="Wand")).first.click()
    tab.wait_for_url("**/stories/*")
    tab.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    names = tab.locator(".path .link > :first-child")
    assert names.count() > 0
    for name in names.all():
        box = name.bounding_box()
        assert box and box["width"] > 0 and box["height"] > 0
        style = "n => { const s = getComputedStyle(n.closest('.link')); return [s.opacity, s.position]; }"
        assert name.evaluate(style) == ["1", "static"]


def test_what_is_explained_is_not_covered(visit) -> None:
    tab = visit("/search?q=Holm&kind=statements")
    tab.locator(".hits a").first.click()
    tab.wait_for_url("**/articles/*")
    assert tab.locator("h1 .m").count() == 0
    for piece in tab.locator(".text .m[data-m]").all()[:5]:
        piece.scroll_into_view_if_needed()
        piece.click()
        card = tab.locator(".hover").bounding_box()
        sentence = piece.evaluate(
            "p => { const r = p.closest('.s').getBoundingClientRect(); return [r.top, r.bottom]; }"
        )
        assert card["y"] >= sentence[1] or card["y"] + card["height"] <= sentence[0]
        assert tab.locator(".hover").inner_text().count("LOC") == 0
        tab.keyboard.press("Escape")
