"""The one HTML file: escaped, offline, sound, and readable in a browser without JavaScript."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.dossier import Dossier
from quellenlage.report.compose import dossier_view
from quellenlage.report.html import asset, html_page, policy
from quellenlage.report.translate import translator

Articles = dict[str, AnnotatedArticle]
CHROMIUM = Path("/usr/bin/chromium")
VOID = {"meta", "link", "input", "br", "hr", "img"}


def page(dossier: Dossier, articles: Articles, ui: str = "de", full_text: bool = False) -> str:
    return html_page(dossier_view(dossier, articles, translator(ui), full_text=full_text))


class Nesting(HTMLParser):
    """Fails where a tag is closed that is not open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass  # a tag that closes itself

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"{self.getpos()} </{tag}>")


def shapes(dossier: Dossier, whole: Dossier, articles: Articles, empty: Dossier) -> dict[str, str]:
    one = replace(dossier.stories[0], articles=("kurier",), outlets=("Wummekurier",), reasons=())
    long = replace(dossier.stories[0], title="Brückensperrung " * 80 + "Ü" * 400)
    two = (dossier.stories[0], replace(dossier.stories[0], id="st2", sure=False))
    return {
        "usual": page(dossier, articles),
        "every part": page(whole, articles),
        "english": page(dossier, articles, "en"),
        "full text": page(dossier, articles, full_text=True),
        "empty": page(empty, {}),
        "no texts": page(dossier, {}),
        "one article": page(replace(dossier, stories=(one,)), articles),
        "long title": page(replace(dossier, stories=(long,)), articles),
        "two stories": page(replace(dossier, stories=two), articles),
        "no story": page(replace(dossier, stories=()), articles),
    }


def test_pages_are_sound(dossier: Dossier, whole_dossier: Dossier, articles: Articles, empty_dossier: Dossier) -> None:
    for name, source in shapes(dossier, whole_dossier, articles, empty_dossier).items():
        nesting = Nesting()
        nesting.feed(source)
        assert (nesting.faults, nesting.open) == ([], []), name
        tree = html.fromstring(source)
        ids = Counter(tree.xpath("//@id"))
        assert [i for i, n in ids.items() if n > 1] == [], name
        targets = {t.removeprefix("#") for t in tree.xpath("//a[starts-with(@href, '#')]/@href")}
        targets |= set(tree.xpath("//@aria-labelledby"))
        assert targets - set(ids) == set(), name
        assert tree.xpath("count(//h1)") == 1, name
        levels = [int(h.tag[1]) for h in tree.iter("h1", "h2", "h3", "h4") if not h.xpath("ancestor::nav")]
        assert all(b - a <= 1 for a, b in pairwise(levels)), (name, levels)
        assert tree.get("lang") == ("en" if name == "english" else "de")


def test_hostile_texts_stay_texts(hostile: tuple[Dossier, Articles]) -> None:
    source = page(*hostile, full_text=True)
    tree = html.fromstring(source)
    assert len(tree.xpath("//script")) == 1
    assert tree.xpath("//b") == []
    assert "\x1b" not in source and "\x00" not in source and "\u202e" not in source
    source.encode("utf-8")
    assert "49" not in "".join(tree.xpath("//h1//text()"))  # no template of a text is run
    assert [
        a for a in tree.xpath("//@href | //@cite | //@src") if not a.startswith(("#", "https:", "http:", "data:,"))
    ] == []
    shown = "".join(tree.xpath("//h1//text()"))
    assert shown.startswith("<script>alert(1)</script> <b>&amp;evil")


def test_texts_of_articles_are_isolated(hostile: tuple[Dossier, Articles]) -> None:
    tree = html.fromstring(page(*hostile))
    inside = tree.xpath("//main//text()[contains(., 'alert(1)')]")
    assert len(inside) > 20
    for text in inside:
        parents = {e.tag for e in text.getparent().iterancestors()} | {text.getparent().tag}
        assert "bdi" in parents or text.getparent().xpath("ancestor-or-self::*[@dir='auto']"), text


def test_nothing_is_loaded_from_anywhere(dossier: Dossier, articles: Articles) -> None:
    tree = html.fromstring(page(dossier, articles, full_text=True))
    assert tree.xpath("//img | //iframe | //object | //embed | //video | //audio | //form | //base") == []
    assert tree.xpath("//link/@href") == ["data:,"]
    assert tree.xpath("//script/@src") == []
    assert tree.xpath("//*/@style | //@onclick | //@onload") == []
    assert "url(" not in asset("page.css") and "@import" not in asset("page.css")


def test_the_policy_allows_our_own_style_and_script_only(dossier: Dossier, articles: Articles) -> None:
    source = page(dossier, articles)
    tree = html.fromstring(source)
    (given,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    style = re.search(r"<style>(.*?)</style>", source, re.DOTALL)
    script = re.search(r"<script>(.*?)</script>", source, re.DOTALL)
    assert style is not None and script is not None
    assert given == policy(style.group(1), script.group(1))
    assert "default-src 'none'" in given and "unsafe" not in given


def test_whole_articles_only_with_full_text(dossier: Dossier, articles: Articles) -> None:
    rest = "Der Bus hält am Rathaus.\nFoto: Kastner"
    assert rest not in page(dossier, articles)
    assert "Nur zum internen Gebrauch" not in page(dossier, articles)
    full = html.fromstring(page(dossier, articles, full_text=True))
    assert "Nur zum internen Gebrauch" in full.text_content()
    (bote, _) = full.xpath("//div[@class='text']")
    assert bote.text_content() == articles["bote"].article.text
    assert bote.xpath(".//span[@class='furniture']/text()") == ["Startseite > Lokales", "Foto: Kastner"]
    assert bote.xpath(".//mark/text()") == ["„Wir gehen kein Risiko ein“"]


def test_every_line_opens_its_sentence(whole_dossier: Dossier, articles: Articles) -> None:
    tree = html.fromstring(page(whole_dossier, articles))
    for line in tree.xpath("//ul[@class='lines']/li | //ol[@class='claims']/li | //div[@class='brief']//li"):
        assert line.xpath(".//details[@class='source']//blockquote//mark"), line.text_content()
        assert line.xpath(".//details//footer//text()")


def test_uncertain_rows_are_behind_a_fold(dossier: Dossier, articles: Articles) -> None:
    tree = html.fromstring(page(dossier, articles))
    folds = tree.xpath("//details[@class='unsure']")
    assert len(folds) == 2
    assert all(fold.get("open") is None for fold in folds)
    assert tree.xpath("//p[contains(., 'seit Montag dicht')][not(ancestor::details)]") == []


def test_the_interface_speaks_one_language(dossier: Dossier, articles: Articles) -> None:
    german, english = page(dossier, articles, "de"), page(dossier, articles, "en")
    assert "Zahlen im Vergleich" in german and "Figures side by side" not in german
    assert "Figures side by side" in english and "Zahlen im Vergleich" not in english
    assert "25 February 2025" in english


def test_the_same_dossier_makes_the_same_page(dossier: Dossier, articles: Articles) -> None:
    assert page(dossier, articles) == page(dossier, dict(reversed(articles.items())))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_at_least_4_5(scheme: str) -> None:
    blocks = re.findall(r":root \{(.*?)\}", asset("page.css"), re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", blocks[0] + (blocks[1] if scheme == "dark" else "")))

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    pairs = [(ink, ground) for ink in ("ink", "soft", "accent", "link") for ground in ("paper", "raised")]
    pairs += [("mark-ink", "mark"), ("ink", "added"), ("ink", "dropped")]
    for ink, ground in pairs:
        high, low = sorted((light(colours[ink]), light(colours[ground])), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5, (ink, ground)


@pytest.fixture(scope="module")
def browser():
    """What only a browser can tell needs one."""
    if not CHROMIUM.exists():
        pytest.skip("needs Chromium at /usr/bin/chromium, which is not installed")
    sync = pytest.importorskip("playwright.sync_api", reason="needs playwright, which is not installed")
    with sync.sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic"]
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def file(dossier: Dossier, articles: Articles, tmp_path: Path) -> Path:
    path = tmp_path / "lage.html"
    path.write_text(page(dossier, articles, full_text=True), "utf-8")
    return path


def test_no_request_leaves_the_page_and_nothing_is_blocked(browser, file: Path) -> None:
    context = browser.new_context()
    tab = context.new_page()
    requests, messages = [], []
    tab.on("request", lambda request: requests.append(request.url))
    tab.on("console", lambda message: messages.append(message.text))
    tab.on("pageerror", lambda error: messages.append(str(error)))
    tab.goto(file.as_uri())
    tab.get_by_role("button", name="Alle Belege öffnen").click()
    assert requests == [file.as_uri()]
    assert messages == []
    context.close()


def test_the_filter_hides_lines_and_the_button_opens_sources(browser, file: Path) -> None:
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(file.as_uri())
    tab.get_by_role("searchbox").fill("1961")
    assert tab.locator(".days .day:visible").count() == 1
    tab.get_by_role("searchbox").fill("")
    assert tab.locator(".days .day:visible").count() == 2
    tab.get_by_role("button", name="Alle Belege öffnen").click()
    assert tab.locator("details.source:not([open])").count() == 0
    context.close()


def test_without_javascript_everything_can_be_read(browser, file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(file.as_uri())
    assert tab.locator("input, button").count() == 0
    source = tab.locator("#s1-t1 details")
    assert not source.locator("blockquote").is_visible()
    source.locator("summary").click()
    assert source.locator("blockquote").is_visible()
    context.close()


def test_print_shows_what_is_folded(browser, file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(file.as_uri())
    tab.emulate_media(media="print")
    assert tab.locator("#s1-t1 blockquote").bounding_box()["height"] > 0
    assert not tab.locator("nav.contents").is_visible()
    context.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 2000])
def test_no_sideways_scrolling(browser, whole_dossier: Dossier, articles: Articles, tmp_path: Path, width: int) -> None:
    long = replace(whole_dossier.stories[0], title="Donaudampfschifffahrtsgesellschaftskapitän" * 6)
    path = tmp_path / "long.html"
    path.write_text(page(replace(whole_dossier, stories=(long,)), articles), "utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800})
    tab = context.new_page()
    tab.goto(path.as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_the_keyboard_reaches_the_skip_link_first(browser, file: Path) -> None:
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(file.as_uri())
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"
    context.close()
