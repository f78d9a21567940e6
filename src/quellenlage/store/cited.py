"""Articles as pages quote them: read by the dozen, and of each no more unpacked than the page asks for."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection

from quellenlage.domain.annotations import (
    AnnotatedArticle,
    Annotations,
    Entity,
    Furniture,
    Label,
    Quantity,
    Sentence,
    Statement,
    Structure,
)
from quellenlage.domain.article import Article
from quellenlage.store.records import article_of, unpack_sentences


def load_cited(connection: Connection, ids: Sequence[str]) -> Iterator[AnnotatedArticle]:
    """Articles as settled, in order of id, with what quotations show of their annotations, and without further
    addresses."""
    wanted = msgspec.json.encode(sorted(set(ids))).decode()
    for row in connection.exec_driver_sql(_CITED, (wanted,)):
        yield CitedArticle(article_of(row, ()), row.packed, row.sentences)


_CITED = (
    "SELECT a.id, a.text, a.input, coalesce(s.outlet, a.outlet) AS outlet, a.url, a.title, a.authors, a.language, "
    "CASE WHEN s.article IS NULL THEN a.published ELSE s.published END AS published, a.given_id, a.content_hash, "
    "a.version_of, coalesce(s.packed, n.packed) AS packed, n.sentences "
    "FROM json_each(?) wanted JOIN articles a ON a.id = wanted.value JOIN annotations n ON n.article = a.id "
    "LEFT JOIN settled s ON s.article = a.id WHERE n.packed IS NOT NULL ORDER BY a.id"
)


class CitedArticle(AnnotatedArticle):
    """An article whose annotations are unpacked when they are first asked for: of most articles a page shows title,
    date and outlet alone. Not to be shared by threads."""

    __slots__ = ("_found", "_marks", "_sentences")

    _marks: bytes
    _sentences: bytes
    _found: Annotations | None

    def __init__(self, article: Article, marks: bytes, sentences: bytes) -> None:
        """`marks` and `sentences` are as `records.pack_annotations` wrote them."""
        _set(self, article=article, _marks=marks, _sentences=sentences, _found=None)

    @property
    def annotations(self) -> Annotations:
        """What was found in it, without tokens, times and events."""
        found = self._found
        if found is None:
            found = CitedAnnotations(self._marks, self._sentences)
            _set(self, _found=found)
        return found


class CitedAnnotations(Annotations):
    """Of an article's annotations what a quotation shows: statements, and which parts are headlines or page matter;
    sentences, names, numbers and descriptions when they are asked for."""

    __slots__ = ("_entities", "_labels", "_packed_sentences", "_quantities", "_raw", "_split")

    _raw: _Cited
    _packed_sentences: bytes
    _split: tuple[Sentence, ...] | None
    _entities: tuple[Entity, ...] | None
    _quantities: tuple[Quantity, ...] | None
    _labels: tuple[Label, ...] | None

    def __init__(self, marks: bytes, sentences: bytes) -> None:
        """Both as `records.pack_annotations` wrote them."""
        raw = _read(zlib.decompress(marks))
        _set(self, furniture=raw.furniture, structure=raw.structure, statements=raw.statements)
        _set(self, tokens=(), times=(), events=())
        _set(self, _raw=raw, _packed_sentences=sentences, _split=None, _entities=None, _quantities=None, _labels=None)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, without vectors."""
        if self._split is None:
            _set(self, _split=unpack_sentences(self._packed_sentences, None))
        return self._split or ()

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The names."""
        if self._entities is None:
            _set(self, _entities=_read_entities(self._raw.entities))
        return self._entities or ()

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers."""
        if self._quantities is None:
            _set(self, _quantities=_read_quantities(self._raw.quantities))
        return self._quantities or ()

    @property
    def labels(self) -> tuple[Label, ...]:
        """The descriptions."""
        if self._labels is None:
            _set(self, _labels=_read_labels(self._raw.labels))
        return self._labels or ()


class _Cited(msgspec.Struct, frozen=True):
    furniture: tuple[Furniture, ...] = ()
    structure: tuple[Structure, ...] = ()
    statements: tuple[Statement, ...] = ()
    entities: msgspec.Raw = msgspec.Raw(b"[]")
    quantities: msgspec.Raw = msgspec.Raw(b"[]")
    labels: msgspec.Raw = msgspec.Raw(b"[]")


_read = msgspec.json.Decoder(_Cited).decode
_read_entities = msgspec.json.Decoder(tuple[Entity, ...]).decode
_read_quantities = msgspec.json.Decoder(tuple[Quantity, ...]).decode
_read_labels = msgspec.json.Decoder(tuple[Label, ...]).decode


def _set(record: object, **fields: Any) -> None:
    """Fill a record whose base is frozen."""
    for name, value in fields.items():
        object.__setattr__(record, name, value)
