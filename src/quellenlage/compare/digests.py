"""The little that is kept of an article while a whole corpus is settled and compared: some 20 kB instead of 150."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b

import msgspec

from quellenlage.compare.casts import Cast, cast_of
from quellenlage.compare.corrections import without_rejected
from quellenlage.compare.dates import Named, dated, named_in
from quellenlage.compare.passages import Shingles, shingles_of
from quellenlage.compare.portraits import Portrait, portray
from quellenlage.compare.reading import Read
from quellenlage.compare.recurring import Lines, Pages, lines_of, mark
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
    """What comparing needs of a settled article, a stamp that changes with anything found in it, and another, `look`,
    that changes with portrait and shingles alone: they know the page matter that had been given away by its day."""

    stamp: str
    look: str
    portrait: Portrait
    cast: Cast
    shingles: Shingles


@dataclass(frozen=True, slots=True)
class Settled:
    """What the corpus, and the people who work with it, add to articles: those that people corrected, page matter,
    what of it the articles up to its day give away, and dates, each by article."""

    corrected: dict[str, AnnotatedArticle]
    pages: Pages
    early: Pages
    dates: dict[str, Published]

    def added(self, article: str) -> str:
        """A digest of what is added to an article, empty if nothing is."""
        corrected = self.corrected.get(article)
        found = (
            _stamp(corrected) if corrected else None,
            self.pages.get(article),
            self.early.get(article),
            self.dates.get(article),
        )
        return _digest(found) if any(found) else ""

    def articles(self) -> list[str]:
        """The articles to which something is added, in order of their ids."""
        return sorted({*self.corrected, *self.pages, *self.early, *self.dates})

    def of(self, member: AnnotatedArticle) -> AnnotatedArticle:
        """The article with what is added to it."""
        return self._with(member, self.pages)

    def digest(self, member: AnnotatedArticle) -> Digest:
        """What comparing needs of the article."""
        pages, early = ([f.span for f in those.get(member.article.id, ())] for those in (self.pages, self.early))
        return digest_of(self.of(member), None if pages == early else self._with(member, self.early))

    def reading(self, read: Read) -> Read:
        """Reads articles with what is added to them."""
        return lambda ids: (self.of(member) for member in read(ids))

    def _with(self, member: AnnotatedArticle, pages: Pages) -> AnnotatedArticle:
        article = member.article.id
        marked = mark(self.corrected.get(article, member), pages.get(article, ()))
        return dated(marked, self.dates.get(article))


def sketch(member: AnnotatedArticle) -> Sketch:
    """What settling needs of an article."""
    return Sketch(lines_of(member), named_in(member))


def digest_of(settled: AnnotatedArticle, early: AnnotatedArticle | None = None) -> Digest:
    """What comparing needs of a settled article, without what people rejected. `early` is the article with the page
    matter that had been given away by its day, if that is another."""
    (member,) = without_rejected([settled])
    (then,) = (member,) if early is None else without_rejected([early])
    portrait, shingles = portray(then), shingles_of(then)
    return Digest(_stamp(settled), _look(portrait, shingles), portrait, cast_of(member), shingles)


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


def _look(portrait: Portrait, shingles: Shingles) -> str:
    """A digest of both; what they say in numbers goes in as it is."""
    p, t, s = portrait, portrait.terms, shingles.sentences
    head = (p.place, p.family, p.outlet, p.title, p.published, p.told, p.overview)
    look = blake2b(msgspec.json.encode(head), digest_size=12)
    columns = (t.names.features, t.names.counts, t.words.features, t.words.counts, t.spoken, t.beyond, t.plain)
    for column in (*columns, s.codes, s.counts, s.starts, s.ends):
        look.update(column)
    look.update(t.labels)
    look.update(t.opening)
    look.update(shingles.codes)
    return look.hexdigest()


def _digest(record: object) -> str:
    return blake2b(msgspec.json.encode(record), digest_size=12).hexdigest()
