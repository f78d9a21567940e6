"""Is this text new, known, or a new version of an article that is stored? A pure decision over what is stored.

Rules, the first that fits:

1. the same outlet and text: known, one article with one more address;
2. the same outlet and bytes (of the same part of a file): known, though a newer extraction may read them otherwise;
3. the same outlet and the same address: a new version;
4. the same outlet and the same given id: a new version. Where no outlet is named, ids of two files may clash by chance
   (`1`, `2`, `3`), so the texts must share `VERSION_SHARE` of their words as well;
5. the same outlet and title, one of the two has neither address nor given id, and `VERSION_SHARE` of the words are
   shared: a new version;
6. else a new article.

A new article keeps its given id if that is free in the corpus. Given ids count within their outlet, so the second
outlet to use the same one gets the digest of outlet and given id instead. Versions are named `first~2`, `first~3`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Literal

from courlan import normalize_url

from quellenlage.domain.article import Article
from quellenlage.domain.identity import article_id, digest, version_id

VERSION_SHARE = 0.8
"""Share of the words of the longer text that two texts of one title must have in common to be versions of each other
(set in the design; counted over the longer text, for the words of a short note are found in almost any long report)."""

_WORD = re.compile(r"\w+")
_PART = re.compile(r":\d+\Z")


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored article, as far as identity needs it. `url_keys` are all its addresses in comparable form."""

    id: str
    text_id: str
    text: str
    input: str
    outlet: str | None
    title: str | None
    given_id: str | None
    content_hash: str | None
    version_of: str | None
    url_keys: tuple[str, ...]

    @property
    def first(self) -> str:
        """Id of the first version of this article."""
        return self.version_of or self.id


@dataclass(frozen=True, slots=True)
class Placement:
    """What an article is to the corpus. `id` is the id it has there; `of` the first version, for versions only."""

    kind: Literal["new", "known", "version"]
    id: str
    of: str | None = None


def place(article: Article, kept: Sequence[Kept], taken: Container[str]) -> Placement:
    """Decide by the rules above. `kept` are the stored articles that share anything with `article` (text, bytes,
    address, given id, title), in order of arrival; `taken` tells which ids are in use."""
    text_id = article_id(article.outlet, article.text)
    same_outlet = [k for k in kept if k.outlet == article.outlet]
    for k in same_outlet:
        if k.text_id == text_id or _same_bytes(article, k):
            return Placement("known", k.id)
    for rule in (_same_address, _same_given_id, _same_title):
        for k in same_outlet:
            if rule(article, k):
                return Placement("version", _free_version(k.first, taken), k.first)
    return Placement("new", _free_id(article, text_id, taken))


def url_key(url: str | None) -> str:
    """The address in comparable form, empty if there is none: normalised, without trackers, scheme, closing slash."""
    if not url or not url.strip():
        return ""
    try:
        tidy = normalize_url(url.strip())
    except ValueError:  # no address by the rules of RFC 3986: compared as written
        tidy = url.strip()
    return re.sub(r"\Ahttps?://", "", tidy).rstrip("/")


def words_shared(a: str, b: str) -> float:
    """Share of the words of the longer text that both texts hold (each occurrence counts), 0 to 1."""
    left, right = Counter(_WORD.findall(a.casefold())), Counter(_WORD.findall(b.casefold()))
    longer = max(left.total(), right.total())
    return (left & right).total() / longer if longer else 0.0


def _same_bytes(article: Article, kept: Kept) -> bool:
    """One file may hold many articles: the part of the file counts too."""
    return (
        article.content_hash is not None
        and article.content_hash == kept.content_hash
        and _part(article.input) == _part(kept.input)
    )


def _part(name: str) -> str:
    found = _PART.search(name)
    return found.group() if found else ""


def _same_address(article: Article, kept: Kept) -> bool:
    key = url_key(article.url)
    return bool(key) and key in kept.url_keys


def _same_given_id(article: Article, kept: Kept) -> bool:
    if article.given_id is None or article.given_id != kept.given_id:
        return False
    return article.outlet is not None or words_shared(article.text, kept.text) >= VERSION_SHARE


def _same_title(article: Article, kept: Kept) -> bool:
    if not article.title or article.title != kept.title:
        return False
    unnamed = not url_key(article.url) and article.given_id is None
    kept_unnamed = not kept.url_keys and kept.given_id is None
    return (unnamed or kept_unnamed) and words_shared(article.text, kept.text) >= VERSION_SHARE


def _free_id(article: Article, text_id: str, taken: Container[str]) -> str:
    if article.given_id is None:
        return text_id if text_id not in taken else digest("again", text_id)
    if article.given_id not in taken:
        return article.given_id
    return next(
        candidate
        for candidate in (digest(article.outlet or "", article.given_id), digest(text_id, article.given_id), text_id)
        if candidate not in taken
    )


def _free_version(first: str, taken: Container[str]) -> str:
    number = 2
    while version_id(first, number) in taken:
        number += 1
    return version_id(first, number)
