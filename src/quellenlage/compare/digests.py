"""The little that is kept of an article while a whole corpus is settled and compared: some 20 kB instead of 150."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b

import msgspec

from quellenlage.compare.corrections import without_rejected
from quellenlage.compare.dates import Named, dated, named_in
from quellenlage.compare.passages import Shingles, shingles_of
from quellenlage.compare.portraits import Portrait, portray
from quellenlage.compare.reading import Read
from quellenlage.compare.recurring import Lines, Pages, lines_of, mark
from quellenlage.compare.resolution import Cast, cast_of
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Published
from quellenlage.domain.judgement import Judgement


@dataclass(frozen=True, slots=True)
class Sketch:
    """What settling needs of an annotated article: its lines, and the names in it."""

    lines: Lines
    named: Named

    @property
    def article(self) -> str:
        """The article's id."""
        return self.lines.article

    @property
    def family(self) -> str:
        """The id of its first version."""
        return self.lines.first


@dataclass(frozen=True, slots=True)
class Digest:
    """What comparing needs of a settled article, and a stamp that changes with anything found in it."""

    stamp: str
    portrait: Portrait
    cast: Cast
    shingles: Shingles


@dataclass(frozen=True, slots=True)
class Settled:
    """What the corpus, and the people who work with it, add to articles: those that people corrected, page matter, and
    dates, each by article."""

    corrected: dict[str, AnnotatedArticle]
    pages: Pages
    dates: dict[str, Published]

    def added(self, article: str) -> str:
        """A digest of what is added to an article, empty if nothing is."""
        corrected = self.corrected.get(article)
        found = (_stamp(corrected) if corrected else None, self.pages.get(article), self.dates.get(article))
        return _digest(found) if any(found) else ""

    def articles(self) -> list[str]:
        """The articles to which something is added, in order of their ids."""
        return sorted({*self.corrected, *self.pages, *self.dates})

    def of(self, member: AnnotatedArticle) -> AnnotatedArticle:
        """The article with what is added to it."""
        article = member.article.id
        marked = mark(self.corrected.get(article, member), self.pages.get(article, ()))
        return dated(marked, self.dates.get(article))

    def reading(self, read: Read) -> Read:
        """Reads articles with what is added to them."""
        return lambda ids: (self.of(member) for member in read(ids))


def sketch(member: AnnotatedArticle) -> Sketch:
    """What settling needs of an article."""
    return Sketch(lines_of(member), named_in(member))


def digest_of(settled: AnnotatedArticle) -> Digest:
    """What comparing needs of a settled article, without what people rejected."""
    (member,) = without_rejected([settled])
    return Digest(_stamp(settled), portray(member), cast_of(member), shingles_of(member))


def judged(articles: Iterable[tuple[str, str]], judgements: Iterable[Judgement]) -> list[str]:
    """Of articles (id, id of the first version) those that judgements point into, with their other versions."""
    wanted = {anchor.article for row in judgements for anchor in (*row.evidence, *row.other)}
    if not wanted:
        return []
    families: dict[str, list[str]] = defaultdict(list)
    for article, family in articles:
        families[family].append(article)
    return sorted(i for members in families.values() if not wanted.isdisjoint(members) for i in members)


def _stamp(member: AnnotatedArticle) -> str:
    """Sentences and tokens are left out: they depend on the text and on what annotated it."""
    return _digest(replace(member, annotations=replace(member.annotations, sentences=(), tokens=())))


def _digest(record: object) -> str:
    return blake2b(msgspec.json.encode(record), digest_size=12).hexdigest()
