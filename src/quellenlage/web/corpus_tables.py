"""The tables of the whole corpus, row by row: of each story, or of a hundred articles, after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import quellenlage
from quellenlage.corpus import SCHEMA, Corpus
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.dossier import CorpusPart, Dossier, MadeWith
from quellenlage.report import tables
from quellenlage.report.shown import file_name
from quellenlage.report.translate import Translator
from quellenlage.web.reach import row_of

OF_ARTICLES = ("entities", "times", "quantities", "events", "labels")
"""Tables whose rows are marks in articles."""

WITHOUT_TEXTS = ("stories", "claims", "roots", "chains", "gaps", "actors", "relations", "findings")
"""Tables of stories for which no article is read."""

JUDGEMENTS = "judgements"

BLANK = Dossier(
    schema=SCHEMA,
    made_with=MadeWith(quellenlage.__version__, model=None, judgements=0),
    refused=(),
    corpus=CorpusPart(()),
    stories=(),
    versions=(),
    reuse=(),
)
"""A dossier of nothing."""

PASSAGES = 50
"""Passages whose articles are read at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementLine:
    """One row of the journal; `evidence` and `other` are places as `article:start-end`, with their words."""

    id: str
    kind: str
    author: str
    at: str
    reason: str
    value: str | None
    evidence: tuple[str, ...]
    words: tuple[str, ...]
    other: tuple[str, ...]
    other_words: tuple[str, ...]


NAMES = (*tables.NAMES, JUDGEMENTS)
"""Every table that can be had."""


def corpus_table(corpus: Corpus, name: str, _: Translator) -> tuple[type, Iterator[Any]]:
    """The kind of row of a table, and its rows, in the order of the stories or of arrival."""
    return kind_of(name), (row for _key, rows in parts(corpus, name, _) for row in rows)


def kind_of(name: str) -> type:
    """The kind of row of a table."""
    name = tables.ALSO.get(name, name)
    return JudgementLine if name == JUDGEMENTS else tables.TABLES[name][0]


def parts(corpus: Corpus, name: str, _: Translator, begin: str = "") -> Iterator[tuple[str, Iterable[Any]]]:
    """A table in parts, each with a key: from the part with the key `begin` on. Parts are stories, or some articles in
    order of arrival, or some passages; a part that is gone begins nothing."""
    name = tables.ALSO.get(name, name)
    if name == JUDGEMENTS:
        yield "0", judgement_lines(corpus)
    elif name == "versions":
        yield "0", tables.TABLES[name][1](replace(BLANK, versions=corpus.versions()), {})
    elif name == "reuse":
        yield from reuse_parts(corpus, int(begin) if begin.isdecimal() else 0)
    elif name == "articles" or name in OF_ARTICLES:
        for after, part in corpus.article_dossiers(int(begin) if begin.isdecimal() else 0):
            lines = tables.TABLES[name][1](part, corpus.articles_of(part))
            yield str(after), placed(corpus, part, lines, _) if name == "articles" else lines
    else:
        order = corpus.story_order()
        for part in corpus.story_dossiers(order[order.index(begin) :] if begin in order else () if begin else order):
            texts = {} if name in WITHOUT_TEXTS else corpus.articles_of(part)
            yield part.stories[0].id, tables.TABLES[name][1](part, texts)


def placed(corpus: Corpus, part: Dossier, lines: Iterable[Any], _: Translator) -> Iterator[Any]:
    """Articles with their story, and with the name of their file, not the folder that it lay in."""
    told = corpus.stories_of([row.id for row in part.corpus.articles])
    return (replace(line, file=file_name(line.file, _), story=told.get(line.id)) for line in lines)


def reuse_parts(corpus: Corpus, begin: int) -> Iterator[tuple[str, Iterable[Any]]]:
    """Every place of every passage, some passages at a time."""
    passages = corpus.reuse()
    for start in range(begin, len(passages), PASSAGES):
        some = passages[start : start + PASSAGES]
        ids = sorted({place.article for passage in some for place in passage.places})
        heads = CorpusPart(tuple(row_of(head) for head in corpus.heads(ids)))
        texts: Mapping[str, AnnotatedArticle] = {a.article.id: a for a in corpus.annotated_compact(ids)}
        yield str(start), tables.TABLES["reuse"][1](replace(BLANK, corpus=heads, reuse=some), texts)


def judgement_lines(corpus: Corpus) -> Iterator[JudgementLine]:
    """Every row of the journal, in the order in which it was entered."""
    for row in corpus.journal.entered():
        yield JudgementLine(
            id=row.id,
            kind=row.kind,
            author=row.author,
            at=row.at,
            reason=row.reason,
            value=row.value,
            evidence=tuple(f"{a.article}:{a.start}-{a.end}" for a in row.evidence),
            words=tuple(a.words for a in row.evidence),
            other=tuple(f"{a.article}:{a.start}-{a.end}" for a in row.other),
            other_words=tuple(a.words for a in row.other),
        )
