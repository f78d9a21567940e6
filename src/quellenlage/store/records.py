"""Rows to domain records and back: the only place that knows how a record is written into the file."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Row

from quellenlage.domain.annotations import Annotations, Sentence
from quellenlage.domain.article import Article, Published
from quellenlage.domain.identity import article_id
from quellenlage.store.columns import Places, bounds_of, places_of
from quellenlage.store.tokens import StoredTokens, pack_tokens

Record = TypeVar("Record")

_LEVEL = 3
"""zlib level. Measured on annotations of news articles: level 6 saves 8 % of the bytes and takes twice the time."""


def pack(record: object) -> bytes:
    """A domain record as compressed JSON."""
    return zlib.compress(encoded(record), _LEVEL)


def encoded(record: object) -> bytes:
    """The JSON that `pack` compresses; to compare records, for compressing takes ten times as long as the rest."""
    return msgspec.json.encode(record)


def decompressed(packed: bytes) -> bytes:
    """The JSON that `pack` compressed."""
    return zlib.decompress(packed)


def unpack(packed: bytes, kind: type[Record]) -> Record:
    """The record that `pack` wrote."""
    return msgspec.json.decode(decompressed(packed), type=kind)


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


@dataclass(frozen=True, slots=True)
class PackedAnnotations:
    """Annotations as the columns of a row. What the corpus as a whole adds (stage 2) is in `marks` alone."""

    marks: bytes
    sentences: bytes
    tokens: bytes
    vectors: bytes | None


def pack_annotations(found: Annotations) -> PackedAnnotations:
    """Annotations as they are written. Raises ValueError if some sentences have vectors and some have none, or they
    differ in size."""
    vectors = [s.vector for s in found.sentences if s.vector is not None]
    if vectors and (len(vectors) < len(found.sentences) or len(set(map(len, vectors))) > 1):
        raise ValueError("sentence vectors: every sentence has one of the same size, or none has")
    return PackedAnnotations(
        marks=pack_marks(found),
        sentences=msgspec.msgpack.encode(places_of([(s.start, s.end) for s in found.sentences])),
        tokens=pack_tokens(found.tokens),
        vectors=b"".join(vectors) or None,
    )


def pack_marks(found: Annotations) -> bytes:
    """Everything but sentences and tokens, as compressed JSON."""
    return pack(replace(found, sentences=(), tokens=()))


def unpack_annotations(packed: PackedAnnotations, text: str, *, compact: bool) -> Annotations:
    """The annotations that `pack_annotations` wrote; `text` is the article's. `compact` leaves the tokens in
    their columns, else they are a tuple."""
    tokens = StoredTokens(packed.tokens, text)
    return replace(
        unpack(packed.marks, Annotations),
        sentences=unpack_sentences(packed.sentences, packed.vectors),
        tokens=tokens if compact else tuple(tokens),
    )


def unpack_sentences(packed: bytes, vectors: bytes | None) -> tuple[Sentence, ...]:
    """The sentences of `pack_annotations`, with their vectors if these are given."""
    places = msgspec.msgpack.decode(packed, type=Places)
    start, length = bounds_of(places)
    spans = zip(start.tolist(), (start + length).tolist(), strict=True)
    if vectors is None:
        return tuple(Sentence(*span) for span in spans)
    # raw bytes: compressing them saves 4 %
    size = len(vectors) // places.count
    return tuple(Sentence(*span, vectors[i * size : (i + 1) * size]) for i, span in enumerate(spans))
