"""Rows to domain records and back: the only place that knows how a record is written into the file."""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Row

from quellenlage.domain.annotations import Annotations
from quellenlage.domain.article import Article, Published
from quellenlage.domain.identity import article_id
from quellenlage.store.tokens import Columns, StoredTokens, columns_of

Record = TypeVar("Record")

_LEVEL = 3
"""zlib level. Measured on annotations of news articles: level 6 saves 8 % of the bytes and takes twice the time."""


def pack(record: object) -> bytes:
    """A domain record as compressed JSON."""
    return zlib.compress(msgspec.json.encode(record), _LEVEL)


def unpack(packed: bytes, kind: type[Record]) -> Record:
    """The record that `pack` wrote."""
    return msgspec.json.decode(zlib.decompress(packed), type=kind)


def article_row(article: Article) -> dict[str, Any]:
    """The columns of `articles` for an article whose id and `version_of` are settled."""
    return {
        "id": article.id,
        "text_id": article_id(article.outlet, article.text),
        "text": article.text,
        "input": article.input,
        "outlet": article.outlet,
        "url": article.url,
        "title": article.title,
        "authors": msgspec.json.encode(article.authors).decode(),
        "published": published_text(article.published),
        "language": article.language,
        "given_id": article.given_id,
        "content_hash": article.content_hash,
        "version_of": article.version_of,
    }


def article_of(row: Row[Any], other_urls: tuple[str, ...]) -> Article:
    """The article of a row of `articles`, with its further addresses."""
    return Article(
        id=row.id,
        text=row.text,
        input=row.input,
        outlet=row.outlet,
        url=row.url,
        title=row.title,
        authors=msgspec.json.decode(row.authors, type=tuple[str, ...]),
        published=published_of(row.published),
        language=row.language,
        given_id=row.given_id,
        other_urls=other_urls,
        content_hash=row.content_hash,
        version_of=row.version_of,
    )


def published_text(published: Published | None) -> str | None:
    """The column `published`."""
    return None if published is None else msgspec.json.encode(published).decode()


def published_of(text: str | None) -> Published | None:
    """When an article came out, from the column `published`."""
    return None if text is None else msgspec.json.decode(text, type=Published)


class _Packed(msgspec.Struct, frozen=True):
    marks: Annotations
    tokens: Columns


def pack_annotations(found: Annotations) -> bytes:
    """Annotations as compressed JSON, their tokens in columns."""
    return pack(_Packed(replace(found, tokens=()), columns_of(found.tokens)))


def unpack_annotations(packed: bytes, text: str, *, compact: bool) -> Annotations:
    """The annotations that `pack_annotations` wrote; `text` is the article's. `compact` leaves the tokens in
    their columns, else they are a tuple."""
    found = unpack(packed, _Packed)
    tokens = StoredTokens(found.tokens, text)
    return replace(found.marks, tokens=tokens if compact else tuple(tokens))
