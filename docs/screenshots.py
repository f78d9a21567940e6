"""Screenshots of the reading room over the sample articles: a real server, a real browser, compressed pictures.

    python docs/screenshots.py                      # all of them, into docs/images
    python docs/screenshots.py --to /elsewhere matrix phone-story

Needs the extra dev and Chromium at /usr/bin/chromium (or CHROMIUM=path).
"""

from __future__ import annotations

import argparse
import base64
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from quellenlage.corpus import Corpus

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "examples"
WIDE = (1280, 860)
PHONE = (390, 780)
QUALITY = 82
"""Of WebP: letters stay sharp, a picture of a page has some 60 kB."""
AWAITED = ".drawing .await"
"""Charts that are not there yet."""
PATIENCE = 60
"""Seconds for the server to come up."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: where to go, what to do there (`show` is scrolled to the top, `open_` is clicked, `over` is pointed
    at), and in which colours and size."""

    name: str
    path: str
    size: tuple[int, int] = WIDE
    dark: bool = False
    show: str = ""
    open_: str = ""
    over: str = ""
    scale: float = 1.25


SHOTS = (
    Shot("stories", "/"),
    Shot("story", "{story}"),
    Shot("story-dark", "{story}", dark=True),
    Shot("chronicle", "{story}", show="#s1-chronicle"),
    Shot("matrix", "{story}", show=".matrix-fold", over=".matrix td a >> nth=2"),
    Shot("disputes", "{story}", show="#s1-disputes"),
    Shot("figures", "{story}", show="#s1-figures"),
    Shot("article", "{article}", open_=".text .para >> nth=3 >> .stm[data-m] >> nth=0"),
    Shot("article-dark", "{article}", dark=True),
    Shot("person", "{person}"),
    Shot("search", "/search?q=Explosion"),
    Shot("phone-stories", "/", PHONE, scale=2),
    Shot("phone-story", "{story}", PHONE, scale=2),
    Shot("phone-matrix", "{story}", PHONE, show=".matrix-fold", scale=2),
    Shot("phone-article", "{article}", PHONE, dark=True, scale=2),
)


def main() -> None:
    """Make the pictures that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[[], *(shot.name for shot in SHOTS)])
    parser.add_argument("--to", type=Path, default=HERE / "images")
    parser.add_argument("--corpus", type=Path, help="an analysed corpus of the sample articles, to save time")
    given = parser.parse_args()
    given.to.mkdir(parents=True, exist_ok=True)
    wanted = [shot for shot in SHOTS if not given.names or shot.name in given.names]
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        corpus = given.corpus or analysed(Path(folder) / "samples.db")
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu"],
            env={**os.environ, "LANGUAGE": "de"},  # the browser's own words, as in fields for dates
        )
        with serving(corpus) as room:
            places = addresses(corpus)
            for shot in wanted:
                path = given.to / f"{shot.name}.webp"
                path.write_bytes(picture(browser, room, shot, places))
                print(f"{path.stat().st_size / 1000:6.0f} kB  {path}")


def analysed(path: Path) -> Path:
    """A corpus of the sample articles."""
    with Corpus.open(path) as corpus:
        corpus.add([SAMPLES])
        corpus.analyse()
    return path


@contextmanager
def serving(corpus: Path) -> Iterator[str]:
    """`quellenlage serve` over the corpus; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "quellenlage", "serve", "--corpus", str(corpus), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    room = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{room}/api/health", server)
        yield room
    finally:
        server.terminate()
        server.wait(20)


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Until the server answers. Raises SystemExit if it does not."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("The server does not answer: start `quellenlage serve` by hand and read what it says.")


def addresses(path: Path) -> dict[str, str]:
    """The story with most articles, its longest article, and the person who says most in it."""
    with Corpus.open(path, read_only=True) as corpus:
        story = max(corpus.each_story(), key=lambda story: len(story.articles))
        article = max(corpus.articles(story.articles), key=lambda article: len(article.text))
        said = Counter(member.speaker for claim in story.claims for member in claim.members)
        person = max((a for a in story.actors if a.type == "PER" and a.sure), key=lambda actor: said[actor.name])
    return {
        "story": f"/stories/{story.id}",
        "article": f"/articles/{article.id}",
        "person": f"/actors/{person.id}",
    }


def picture(browser: Browser, room: str, shot: Shot, places: dict[str, str]) -> bytes:
    """The page as a reader sees it, as WebP."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=shot.scale,
        color_scheme="dark" if shot.dark else "light",
        locale="de-DE",
        has_touch=shot.size == PHONE,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(room + shot.path.format(**places))
    if shot.show:
        page.locator(shot.show).first.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 24)")
    if shot.open_:
        page.locator(shot.open_).click()
    if shot.over:
        page.locator(shot.over).hover()
    page.wait_for_timeout(300)
    if shot.show:
        page.evaluate("s => document.querySelector(s)?.scrollIntoView()", AWAITED)
        page.wait_for_function("s => ![...document.querySelectorAll(s)].some(e => e.checkVisibility())", arg=AWAITED)
    if shot.show:
        page.locator(shot.show).first.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 24)")
    content = captured(page)
    context.close()
    return content


def captured(page: Page) -> bytes:
    """What is in the window; the browser itself writes WebP, so that no picture library is needed."""
    session = page.context.new_cdp_session(page)
    answer = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    return base64.b64decode(answer["data"])


if __name__ == "__main__":
    main()
