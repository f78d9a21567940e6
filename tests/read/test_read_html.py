"""Saved web pages."""

import hashlib
import json

import pytest

from quellenlage.domain.article import Refused
from quellenlage.read.draft import Draft
from quellenlage.read.html import read_html

BODY = "".join(
    f"<p>Der Landkreis teilte am Montag mit, Bauabschnitt {n} der Umgehung werde im Herbst fertig. Die Gemeinden "
    "hatten zuvor auf einen Termin gedrängt und mit Klagen gedroht.</p>"
    for n in range(1, 6)
)
LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage", "name": "Seite"},
        {
            "@type": ["NewsArticle"],
            "headline": "Umgehung wird im Herbst fertig",
            "datePublished": "2025-10-14T13:45:00+02:00",
            "author": [{"@type": "Person", "name": "Erika Muster"}, {"@type": "Person", "name": "Max Muster"}],
            "publisher": {"@type": "Organization", "name": "Musterblatt"},
            "mainEntityOfPage": {"@id": "https://www.musterblatt.example/umgehung"},
        },
    ],
}
META = (
    '<meta property="og:title" content="Umgehung fertig | Beispielzeitung">'
    '<meta property="og:site_name" content="Beispielzeitung">'
    '<meta property="article:published_time" content="2024-01-02T03:04:05Z">'
    '<meta name="author" content="Paul Beispiel">'
    '<link rel="canonical" href="https://beispielzeitung.example/u">'
)


def page(head: str, body: str = BODY) -> str:
    head = f'<head><meta charset="utf-8">{head}</head>'
    return f'<!DOCTYPE html><html lang="de">{head}<body><article>{body}</article></body></html>'


def read(content: str | bytes) -> Draft:
    found = read_html("a.html", content.encode() if isinstance(content, str) else content)
    assert isinstance(found, Draft), found
    return found


def test_json_ld_comes_before_meta_tags() -> None:
    found = read(page(f'<script type="application/ld+json">{json.dumps(LD)}</script>{META}')).given
    assert (found.title, found.outlet) == ("Umgehung wird im Herbst fertig", "Musterblatt")
    assert (found.date, found.date_from) == ("2025-10-14T13:45:00+02:00", "JSON-LD of the page")
    assert found.authors == ("Erika Muster", "Max Muster")
    assert found.url == "https://www.musterblatt.example/umgehung"


def test_meta_tags_where_there_is_no_json_ld() -> None:
    found = read(page(META)).given
    assert (found.title, found.outlet, found.url) == (
        "Umgehung fertig",
        "Beispielzeitung",
        "https://beispielzeitung.example/u",
    )
    assert (found.date, found.date_from) == ("2024-01-02T03:04:05Z", "meta tag of the page")
    assert found.authors == ("Paul Beispiel",)


def test_broken_json_ld_is_passed_over() -> None:
    assert (
        read(page(f'<script type="application/ld+json">{{"@type": "NewsArticle", oops</script>{META}')).given.outlet
        == "Beispielzeitung"
    )


def test_no_date_is_made_up() -> None:
    assert read(page("")).given.date is None


def test_the_hash_is_that_of_the_bytes() -> None:
    data = page(META).encode()
    assert read(data).content_hash == hashlib.sha256(data).hexdigest()


def test_the_text_is_the_article() -> None:
    text = read(page(META, "<nav><a href='/'>Start</a></nav>" + BODY)).text
    assert "Bauabschnitt 1" in text
    assert "<p>" not in text


def test_charset_of_the_page_is_respected() -> None:
    data = page(META).replace("utf-8", "iso-8859-1").replace("gedroht", "gedroht – „bald“").encode("cp1252")
    assert "gedrängt" in read(data).text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            b"<html><body>" + b"<div>" * 100_000 + b"Text",
            "page nested too deep: more than 200 elements inside each other",
        ),
        (b"<p>" + b"<b>Wort</b> " * 50_000, "page too large: more than 100000 elements, or 10000 in one"),
        (b"<p>" + b"<b>Wort</b> " * 50_000, "page too large: more than 100000 elements, or 10000 in one"),
        (b"<html><body></body></html>", "no text in the page"),
        (b"<!-- nichts -->", "no text in the page"),
        (b"<html><script>" + b"a<" * 50_000, "no text in the page"),
        (b"%PDF-1.4", "binary file: PDF, which is not read yet: save it as text or HTML"),
    ],
)
def test_refused(data: bytes, reason: str) -> None:
    assert read_html("a.html", data) == Refused("a.html", reason)


def test_deep_json_ld_does_no_harm() -> None:
    assert (
        read(page(f'<script type="application/ld+json">{"[" * 50_000}</script>{META}')).given.outlet
        == "Beispielzeitung"
    )
