"""A saved web page: text as trafilatura extracts it; metadata from JSON-LD, then meta tags, then the whole page."""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import chain

from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata

from quellenlage.domain.article import Refused
from quellenlage.read.draft import Draft
from quellenlage.read.encoding import Undecodable, decode
from quellenlage.read.metadata import Given, given_in

for _name in ("trafilatura", "htmldate", "courlan"):  # their complaints about a page are not for our user's terminal
    logging.getLogger(_name).addHandler(logging.NullHandler())

HTML_LIMIT = 20_000_000
"""Bytes of a page: with four times its size in memory for the tree, what a laptop bears."""
DEPTH_LIMIT = 200
"""Elements inside each other: the extraction recurses, and Python's own limit is 1,000 calls."""
ELEMENT_LIMIT = 100_000
CHILD_LIMIT = 10_000
"""Elements in all, and directly inside one: the extraction's time grows with the square of the latter (measured: 10,000
inline elements in one paragraph take 3.5 s, 20,000 take 16 s)."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_ARTICLE_TYPES = frozenset(
    {
        "NewsArticle",
        "Article",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "ReviewNewsArticle",
        "BlogPosting",
        "LiveBlogPosting",
        "Report",
        "AdvertiserContentArticle",
        "WebPage",
    }
)


def read_html(name: str, data: bytes) -> Draft | Refused:
    """The article of a page. Refused if it is too large, nested too deep, or the extraction fails on it."""
    declared = _CHARSET.search(data[:4000])
    content = decode(data, declared.group(1).decode("ascii", "replace") if declared else None)
    if isinstance(content, Undecodable):
        return Refused(name, content.reason)
    try:
        tree = _tree(content)
        if tree is None:
            return Refused(name, "no text in the page")
        too_much = _too_much(tree)
        if too_much is not None:
            return Refused(name, too_much)
        given = _metadata(tree)
        found = bare_extraction(tree, url=None, include_comments=False, include_tables=True, with_metadata=False)
    # what the extraction and lxml raise on pages they cannot make sense of
    except (
        etree.LxmlError,
        ValueError,
        TypeError,
        AttributeError,
        KeyError,
        IndexError,
        AssertionError,
        RecursionError,
    ) as fault:
        return Refused(name, f"damaged page: {type(fault).__name__} {fault}"[:200])
    text = (found.get("text") if isinstance(found, dict) else getattr(found, "text", None)) or ""
    if not text.strip():
        return Refused(name, "no text in the page")
    return Draft(name, text, given, hashlib.sha256(data).hexdigest())


def _tree(content: str) -> HtmlElement | None:
    plain = content.replace("\x00", "")
    plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", plain)  # a parser given text refuses an encoding declaration
    if not plain.strip():
        return None
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        return document_fromstring(plain.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing but comments
        return None


def _too_much(tree: HtmlElement) -> str | None:
    """What makes a page one that the extraction would fail on or take minutes for, or None."""
    depth = elements = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start":
            elements += 1
            if depth > DEPTH_LIMIT:
                return f"page nested too deep: more than {DEPTH_LIMIT} elements inside each other"
            if elements > ELEMENT_LIMIT or len(element) > CHILD_LIMIT:
                return f"page too large: more than {ELEMENT_LIMIT} elements, or {CHILD_LIMIT} in one"
    return None


def _metadata(tree: HtmlElement) -> Given:
    given = _json_ld(tree).over(_meta_tags(tree))
    if given.title and given.outlet:
        given = Given(title=_without_site(given.title, given.outlet)).over(given)
    if given.title and given.date and given.outlet and given.url and given.authors:
        return given
    rest = extract_metadata(deepcopy(tree), extensive=False)
    host = rest.hostname or None
    given = given.over(
        Given(
            url=rest.url,
            outlet=rest.sitename if rest.sitename and rest.sitename != host else None,
            title=rest.title,
            authors=tuple(a.strip() for a in (rest.author or "").split(";") if a.strip()),
        )
    )
    if not given.date:
        day = find_date(deepcopy(tree), extensive_search=False, original_date=True)
        if day:
            given = given.over(Given(date=day, date_from="found in the page"))
    return given


def _json_ld(tree: HtmlElement) -> Given:
    best = Given()
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        try:
            content = json.loads((script.text or "").strip(), strict=False)
        except (ValueError, RecursionError):
            continue  # broken blocks are common; the next source of metadata serves
        for node in _nodes(content):
            types = node.get("@type")
            kinds = {str(t) for t in (types if isinstance(types, list) else [types])}
            if kinds & _ARTICLE_TYPES:
                found = _of_node(node)
                # a WebPage describes the page, an article node the article
                best = best.over(found) if "WebPage" in kinds else found.over(best)
    return best


def _nodes(content: object) -> Iterator[Mapping[str, object]]:
    if isinstance(content, list):
        yield from chain.from_iterable(_nodes(c) for c in content[:100])
    elif isinstance(content, dict):
        yield content
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(content.get(key), list | dict):
                yield from _nodes(content[key])


def _of_node(node: Mapping[str, object]) -> Given:
    page = node.get("mainEntityOfPage")
    publisher = node.get("publisher")
    return given_in(
        {
            "url": _text(node.get("url")) or (_text(page.get("@id")) if isinstance(page, dict) else _text(page)),
            "outlet": _text(publisher.get("name")) if isinstance(publisher, dict) else None,
            "date": _text(node.get("datePublished")) or _text(node.get("dateCreated")),
            "title": _text(node.get("headline")) or _text(node.get("name")),
            "authors": _people(node.get("author")),
        },
        "JSON-LD of the page",
    )


def _people(value: object) -> list[str]:
    people = value if isinstance(value, list) else [value]
    names = [_text(p.get("name")) if isinstance(p, dict) else _text(p) for p in people]
    return [n for n in names if n and not n.startswith("http")]


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _meta_tags(tree: HtmlElement) -> Given:
    tags: dict[str, str] = {}
    for tag in tree.iter("meta"):
        key = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").strip().casefold()
        if key and tag.get("content"):
            tags.setdefault(key, tag.get("content").strip())
    link = next((e.get("href") for e in tree.iter("link") if (e.get("rel") or "").casefold() == "canonical"), None)
    author = tags.get("author") or tags.get("article:author")
    return given_in(
        {
            "url": link if link and link.startswith("http") else tags.get("og:url"),
            "outlet": tags.get("og:site_name") or tags.get("application-name"),
            "date": next(
                (
                    tags[k]
                    for k in ("article:published_time", "datepublished", "date", "dc.date", "dcterms.created")
                    if tags.get(k)
                ),
                None,
            ),
            "title": tags.get("og:title") or tags.get("twitter:title"),
            "authors": author if author and not author.startswith("http") else None,
        },
        "meta tag of the page",
    )


def _without_site(title: str, outlet: str) -> str:
    return re.sub(rf"\s+[|–—-]\s+{re.escape(outlet)}$", "", title) or title
