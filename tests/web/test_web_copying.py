"""One click copies a line with its references, as text and as rich text: in the room and in the one-file report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="needs the extra web, which is not installed")

from quellenlage.corpus import Corpus
from quellenlage.report.write import write_report

ALLOWED = {"permissions": ["clipboard-read", "clipboard-write"]}
READ = """async () => {
  const [item] = await navigator.clipboard.read();
  const one = async (type) => [type, await (await item.getType(type)).text()];
  return Object.fromEntries(await Promise.all(item.types.map(one)));
}"""


@pytest.fixture(scope="module")
def report(analysed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The one-file report of the corpus."""
    path = tmp_path_factory.mktemp("bericht") / "lage.html"
    with Corpus.open(analysed, read_only=True) as corpus:
        told = corpus.dossier()
        write_report(path, told, corpus.articles_of(told), "de")
    return path


def copied(tab: Any) -> tuple[dict[str, str], str]:
    """What stands on the clipboard after the copy button of the first claim was clicked, and the claim's words."""
    claim = tab.locator("ol.claims > li[data-line]").first
    words = claim.locator(".claim bdi").first.inner_text()
    claim.hover()
    button = claim.locator("button.copy")
    assert button.get_attribute("aria-label") == "Mit Beleg kopieren"
    button.click()
    claim.locator("button.copy", has_text="Kopiert").wait_for()
    return tab.evaluate(READ), words


def check(found: dict[str, str], words: str) -> None:
    """Fails unless both forms have the words, and every place with its sentence, outlet, day, title and address."""
    text, rich = found["text/plain"].replace("\r\n", "\n"), found["text/html"]
    assert text.startswith(f"{words}\n\n> ")
    assert "⧉" not in text and "Kopiert" not in text
    assert "Lerchauer Bote, 5. Mai 2025: Steinbruch bleibt zu](<https://bote.example/steinbruch>)" in text
    assert text.count("\n> – ") == text.count("\n\n> ") == rich.count("<blockquote>") >= 1
    assert f"<p>{words}</p>" in rich
    assert '<a href="https://bote.example/steinbruch">Lerchauer Bote, 5. Mai 2025: Steinbruch bleibt zu</a>' in rich


def test_a_line_of_the_room_is_copied_with_its_references(visit, quarry: dict[str, object]) -> None:
    check(*copied(visit(f"/stories/{quarry['id']}", **ALLOWED)))


def test_a_line_of_the_one_file_report_is_copied_with_its_references(browser: Any, report: Path) -> None:
    context = browser.new_context(offline=True, **ALLOWED)
    tab = context.new_page()
    requests: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    tab.goto(report.as_uri())
    found, words = copied(tab)
    context.close()
    check(found, words)
    assert requests == [report.as_uri()]


def test_without_a_clipboard_of_its_own_the_page_copies_the_older_way(browser: Any, report: Path) -> None:
    """Over plain http to another machine, scripts have no `navigator.clipboard`."""
    context = browser.new_context()
    tab = context.new_page()
    tab.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    tab.goto(report.as_uri())
    tab.evaluate("addEventListener('copy', (e) => { window.took = [...e.clipboardData.types].sort(); })")
    claim = tab.locator("ol.claims > li[data-line]").first
    claim.hover()
    claim.locator("button.copy").click()
    claim.locator("button.copy", has_text="Kopiert").wait_for()
    assert tab.evaluate("window.took") == ["text/html", "text/plain"]
    context.close()


def test_without_javascript_no_button_stands_there(browser: Any, report: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    tab = context.new_page()
    tab.goto(report.as_uri())
    assert tab.locator("button.copy").count() == 0
    assert tab.locator("ol.claims > li").first.is_visible()
    context.close()
