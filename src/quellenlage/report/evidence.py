"""From a span to what a reader sees: the sentence that holds the words, with one neighbour on each side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from urllib.parse import urlsplit

from quellenlage.domain.annotations import AnnotatedArticle, Annotations, Statement
from quellenlage.domain.article import Published
from quellenlage.domain.dossier import ArticleRow
from quellenlage.domain.span import Evidence, Span
from quellenlage.report.lines import EvidenceView, Piece
from quellenlage.report.shown import even, file_name, one_line, plain, published, shortened
from quellenlage.report.translate import Translator

PASSAGE_WORDS = 90
"""A cited stretch longer than this is shown with its middle left out: a report quotes, it does not republish. The
longest verbatim quotation among some hundred in news articles had 43 words; what is longer is a copied passage."""

TITLE_WORDS = 14
"""Words shown as the title of an article without one: about a long headline."""

ENDS = tuple(".!?…:;,“”\"»«‘’'›‹)]")
"""What a sentence ends with."""

BEINGS = frozenset(["PER", "ORG", "GPE"])
"""Types of names of who can speak."""

KEPT_WORDS = 40
"""Words kept at each end of such a stretch."""


@dataclass(frozen=True, slots=True)
class Library:
    """What evidence is resolved against: the articles' rows, their texts and marks, and the anchors of whole
    articles on the page, all by article id. A text may be missing: then only outlet, date and address are shown.
    `names` has the name for every form that one person or body alone bears; `seen` keeps the places made already: the
    parts of a page show the same ones. `most` are the places shown of one line, None for all; `nameless` are numbers
    for articles of unknown outlets; `by_id` are the statements of each article asked for, `voices` the speakers told
    already (see `parts.members.speaker`), `reasons` the reasons: each part of a page gives them again."""

    rows: Mapping[str, ArticleRow]
    articles: Mapping[str, AnnotatedArticle]
    anchors: Mapping[str, str]
    translate: Translator
    names: Mapping[str, str] = field(default_factory=dict)
    seen: dict[tuple[str, tuple[Span, ...]], EvidenceView] = field(default_factory=dict, repr=False, compare=False)
    most: int | None = None
    nameless: dict[str, int] = field(default_factory=dict, repr=False, compare=False)
    by_id: dict[str, Mapping[str, Statement]] = field(default_factory=dict, repr=False, compare=False)
    voices: dict[tuple[str, str, int, str | None], str] = field(default_factory=dict, repr=False, compare=False)
    reasons: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def statement(self, article: str, statement: str) -> Statement | None:
        """A statement by its id; None if there is none, or the article's text was not given."""
        if article not in self.by_id:
            annotated = self.articles.get(article)
            # of two with one id the first
            rows = reversed(annotated.annotations.statements) if annotated else ()
            self.by_id[article] = {s.id: s for s in rows}
        return self.by_id[article].get(statement)

    def evidence(self, article: str, spans: Sequence[Span]) -> EvidenceView:
        """The place of `spans`, which stand in one article, as a reader sees it."""
        key = (article, tuple(spans))
        if key not in self.seen:
            annotated = self.articles.get(article)
            before, pieces, after = excerpt(annotated, spans) if annotated and spans else ("", (), "")
            known = self.source(article)
            self.seen[key] = EvidenceView(
                article=article,
                start=min((span.start for span in spans), default=0),
                end=max((span.end for span in spans), default=0),
                title=known.title,
                outlet=known.outlet,
                date=known.date,
                day=known.day,
                iso=known.iso,
                url=known.url,
                before=before,
                pieces=pieces,
                after=after,
                whole=known.whole,
                language=known.language,
            )
        return self.seen[key]

    def source(self, article: str) -> EvidenceView:
        """What is the same for every place in an article, pointing at no words."""
        key = (article, ())
        if key not in self.seen:
            when = self.date(article)
            self.seen[key] = EvidenceView(
                article=article,
                start=0,
                end=0,
                title=self.title(article),
                outlet=self.outlet(article),
                date=published(when, self.translate),
                day=published(when, self.translate, brief=True),
                iso=when.from_ if when else None,
                url=web_address(self.address(article)),
                before="",
                pieces=(),
                after="",
                whole=self.anchors.get(article),
                language=self.language(article),
            )
        return self.seen[key]

    def places(self, evidence: Sequence[Evidence]) -> tuple[EvidenceView, ...]:
        """All places, or as many as a line is to show, in the given order."""
        return self.few([(place.article, (place.span,)) for place in evidence])

    def few(self, places: Sequence[tuple[str, Sequence[Span]]]) -> tuple[EvidenceView, ...]:
        """The places, or as many of them as a line is to show; the last one says how many are left out."""
        shown = places if self.most is None else places[: self.most]
        found = [self.evidence(article, spans) for article, spans in shown]
        if found and len(shown) < len(places):
            found[-1] = replace(found[-1], further=len(places) - len(shown))
        return tuple(found)

    def title(self, article: str) -> str:
        """The article's title; without one, its headline or first sentence, or the name of what was read."""
        known, annotated = self.about(article), self.articles.get(article)
        title = one_line((known.title if known else None) or "")
        return title or (own_title(annotated) if annotated else "") or self.file(article)

    def outlet(self, article: str) -> str:
        """The outlet's name; without one, that it is not known, with a number where that holds for several articles: a
        reader must tell them apart."""
        name = self.name_of(article)
        if name or self.about(article) is None:
            return name or article
        _ = self.translate
        if not self.nameless:
            unknown = [i for i in (*self.rows, *self.articles) if not self.name_of(i)]
            for i in unknown:
                self.nameless.setdefault(self.first_version(i), len(self.nameless) + 1)
        number = self.nameless.get(self.first_version(article), 1)
        return _("unknown outlet") if len(self.nameless) < 2 else _("article {n} (outlet unknown)").format(n=number)

    def name_of(self, article: str) -> str:
        """The outlet's name, empty where it is not known."""
        known = self.about(article)
        return one_line((known.outlet if known else None) or "")

    def file(self, article: str) -> str:
        """The name of what was read, without its folders: a report goes to people whom they do not concern."""
        if article in self.rows:
            return file_name(self.rows[article].file, self.translate)
        known = self.articles.get(article)
        return file_name(known.article.input, self.translate) if known else article

    def named(self, given: str) -> str:
        """An input that was not taken: as it was given, but no more than its name if it was given from the root."""
        whole = PurePath(given).is_absolute() or given == "-" or given.startswith("-:")
        return file_name(given, self.translate) if whole else one_line(given)

    def address(self, article: str) -> str | None:
        """The article's address as it was given."""
        known = self.about(article)
        return known.url if known else None

    def date(self, article: str) -> Published | None:
        """When the article came out."""
        known = self.about(article)
        return known.published if known else None

    def is_person(self, name: str, places: Sequence[Evidence]) -> bool:
        """True if one of the articles has the name as that of a person, and none as a body's."""
        return self._types(name, places) == {"PER"}

    def is_body(self, name: str, places: Sequence[Evidence]) -> bool:
        """True if one of the articles has the name as that of an organisation, and none as a person's."""
        return self._types(name, places) == {"ORG"}

    def _types(self, name: str, places: Sequence[Evidence]) -> set[str]:
        """Of the types of people and of bodies those that the name has in the articles."""
        found = (self.articles[i].annotations.entities for i in {p.article for p in places} if i in self.articles)
        return {e.type for entities in found for e in entities if e.name == name and e.type in BEINGS}

    def first_version(self, article: str) -> str:
        """The id of the article's first version; without the article's text as its id tells it."""
        annotated = self.articles.get(article)
        if annotated is not None:
            return annotated.article.version_of or article
        first, _tilde, _number = article.rpartition("~")
        return first if first in self.rows else article

    def language(self, article: str) -> str:
        """The language of the article's text."""
        annotated = self.articles.get(article)
        return (annotated.article.language if annotated else None) or "de"

    def about(self, article: str) -> ArticleRow | None:
        """What is known about an article; the dossier's own row wins over the article read."""
        if article in self.rows:
            return self.rows[article]
        if article not in self.articles:
            return None
        read = self.articles[article].article
        return ArticleRow(
            id=read.id, file=read.input, outlet=read.outlet, url=read.url, title=read.title, published=read.published
        )


def own_title(annotated: AnnotatedArticle) -> str:
    """The headline in the article's own text, else the beginning of its first sentence; empty without words."""
    text, marks = annotated.article.text, annotated.annotations
    spans = [part.span for part in marks.structure if part.kind == "title"]
    spans += [s.span for s in marks.sentences if not any(f.span.overlaps(s.span) for f in marks.furniture)]
    return next((shortened(words, TITLE_WORDS) for span in spans if (words := one_line(span.of(text)))), "")


def excerpt(annotated: AnnotatedArticle, spans: Sequence[Span]) -> tuple[str, tuple[Piece, ...], str]:
    """The neighbour before, the sentence or sentences that hold `spans`, cut into marked and unmarked pieces, and the
    neighbour after. Page matter is no neighbour, unless the words stand in page matter themselves."""
    text, marks = annotated.article.text, annotated.annotations
    whole = Span(max(0, min(s.start for s in spans)), min(len(text), max(s.end for s in spans)))
    first, last = marks.sentence_at(whole.start), marks.sentence_at(max(whole.start, whole.end - 1))
    if first is None or last is None:
        return "", cut(text, whole, spans), ""
    around = marks.sentences[first].span.hull(marks.sentences[last].span).hull(whole)
    before, after = neighbour(text, marks, first, whole, -1), neighbour(text, marks, last, whole, +1)
    # a headline or the like ends without a full stop: a stroke shows that the line ended there
    if before and not before.endswith(ENDS):
        before += " /"
    if after and not around.of(text).rstrip().endswith(ENDS):
        after = f"/ {after}"
    return before, cut(text, around, spans), after


def neighbour(text: str, marks: Annotations, index: int, words: Span, step: int) -> str:
    """The nearest sentence before (`step` -1) or after (+1) that is prose, or any one if `words` are page matter."""
    matter = any(f.span.overlaps(words) for f in marks.furniture)
    at = index + step
    while 0 <= at < len(marks.sentences):
        sentence = marks.sentences[at].span
        if matter or not any(f.span.overlaps(sentence) for f in marks.furniture):
            return elided(one_line(sentence.of(text)))
        at += step
    return ""


def cut(text: str, around: Span, spans: Sequence[Span]) -> tuple[Piece, ...]:
    """`around` as marked and unmarked pieces; white space evened out, long pieces with their middle left out."""
    pieces = []
    at = around.start
    for span in sorted(spans):
        start, end = max(at, span.start), min(around.end, span.end)
        if start > at:
            pieces.append(Piece(even(text[at:start])))
        if end > start:
            pieces.append(Piece(even(text[start:end]), marked=True))
        at = max(at, end)
    if at < around.end:
        pieces.append(Piece(even(text[at : around.end])))
    return tuple(Piece(elided(piece.text), piece.marked) for piece in pieces if piece.text)


def elided(text: str) -> str:
    """`text`, with its middle left out if it is a long passage."""
    if text.count(" ") < PASSAGE_WORDS:
        return text
    words = text.split(" ")
    return " ".join([*words[:KEPT_WORDS], "[…]", *words[-KEPT_WORDS:]])


def web_address(url: str | None) -> str | None:
    """`url` if a reader may follow it: http or https with a host, and no white space or control code in it."""
    if not url or url != plain(url) or url.split() != [url]:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None
