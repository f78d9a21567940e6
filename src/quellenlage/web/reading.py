"""One article as a page to read: its text in paragraphs and sentences, every mark on it, and what each mark means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from quellenlage.domain.annotations import AnnotatedArticle, Sentence
from quellenlage.domain.span import Span
from quellenlage.report.shown import one_line, plain
from quellenlage.report.terms import FURNITURE
from quellenlage.report.translate import Translator, msg
from quellenlage.web.corrected import CorrectionView
from quellenlage.web.marks import Found, Ties, found_marks
from quellenlage.web.why import maker, why

LAYERS = {
    "statements": msg("Statements"),
    "people": msg("People"),
    "names": msg("Places and organisations"),
    "times": msg("Times"),
    "figures": msg("Figures"),
    "events": msg("Events"),
    "wording": msg("Wording"),
    "reuse": msg("Reused passages"),
}
"""What can be switched on and off, in this order."""

SHOWN_FIRST = frozenset(["statements"])
"""Layers that are on when the page opens: more of them would be a pattern, not a text."""


@dataclass(frozen=True, slots=True)
class MarkLink:
    """Where a mark leads: another place of the same words, the person's page, the claim."""

    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One mark explained. `number` is unique on the page, `words` are the article's, `about` says what they are; `by`
    is the rule or model behind it and `reason` why; `anchor` is the sentence it stands in; `statement` is the id of a
    statement, and `corrections` are what people said of it."""

    number: int
    layer: str
    words: str
    about: tuple[str, ...]
    by: str
    reason: str
    anchor: str
    links: tuple[MarkLink, ...]
    statement: str
    corrections: tuple[CorrectionView, ...]
    spans: tuple[tuple[Span, str], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that the same marks cover: CSS classes, and the numbers of the marks."""

    text: str
    classes: str = ""
    marks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence, or what stands where no sentence was found. `hit` if a link points to words in it."""

    anchor: str
    pieces: tuple[Piece, ...]
    hit: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Beside a paragraph: who says something in it, and how, each way once; `mark` is the first of these statements."""

    who: str
    how: tuple[str, ...]
    mark: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph. `kind` is title, standfirst, dateline, subhead, body or furniture; `matter` names page matter."""

    kind: str
    matter: str
    sentences: tuple[SentenceView, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """Marks of one kind, as a list. `on` if they are shown when the page opens."""

    key: str
    name: str
    on: bool
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The article's text, ready to be set. `headline` is empty where the text brings its own."""

    headline: str
    blocks: tuple[Block, ...]
    layers: tuple[Layer, ...]


def reading(annotated: AnnotatedArticle, ties: Ties, at: Span | None, _: Translator) -> Reading:
    """The page of one article; `at` are the words that a link pointed to."""
    text, sentences = annotated.article.text, annotated.annotations.sentences
    marks = tuple(numbered(n, found, annotated, _) for n, found in enumerate(found_marks(annotated, ties, _), 1))
    cover = Cover(marks, at)
    blocks = tuple(block_view(span, annotated, cover, _) for span in paragraphs(text, sentences))
    own = any(block.kind == "title" for block in blocks)
    return Reading(
        headline="" if own else one_line(annotated.article.title or ""),
        blocks=blocks,
        layers=tuple(
            Layer(key, _(name), key in SHOWN_FIRST, listed)
            for key, name in LAYERS.items()
            if (listed := tuple(mark for mark in marks if mark.layer == key))
        ),
    )


def numbered(number: int, found: Found, annotated: AnnotatedArticle, _: Translator) -> Mark:
    """The mark as the page knows it."""
    first = min(span for span, _class in found.spans)
    return Mark(
        number=number,
        layer=found.layer,
        words=" […] ".join(one_line(span.of(annotated.article.text)) for span in sorted(found.words or (first,))),
        about=tuple(part for part in found.about if part),
        by=maker(found.by, _),
        reason=why(found.by, _),
        anchor=anchor_at(first.start, annotated.annotations.sentences),
        links=tuple(MarkLink(text, href) for text, href in found.links),
        statement=found.statement,
        corrections=found.corrections,
        spans=found.spans,
    )


def anchor_at(offset: int, sentences: Sequence[Sentence]) -> str:
    """The anchor of the sentence that holds the code point at `offset`, or of the stretch it stands in."""
    at = bisect_left(sentences, offset + 1, key=lambda s: s.end)
    return f"s{sentences[at].start if at < len(sentences) and sentences[at].start <= offset else offset}"


def paragraphs(text: str, sentences: Sequence[Sentence]) -> Iterator[Span]:
    """Lines of the text; a line end inside a sentence is no end of a paragraph, for some texts are wrapped."""
    start = 0
    for at, sign in enumerate(text):
        if sign != "\n":
            continue
        after = bisect_left(sentences, at + 1, key=lambda s: s.end)
        if after < len(sentences) and sentences[after].start < at:
            continue
        line = Span(start, at).strip(text)
        if line.length:
            yield line
        start = at + 1
    last = Span(start, len(text)).strip(text)
    if last.length:
        yield last


def block_view(span: Span, annotated: AnnotatedArticle, cover: Cover, _: Translator) -> Block:
    """One paragraph with its sentences, its marks and the notes beside it."""
    text, found = annotated.article.text, annotated.annotations
    matter = next((f for f in found.furniture if f.span.overlap(span) * 2 > span.length), None)
    part = next((p for p in found.structure if p.span.overlap(span) * 2 > span.length), None)
    stretches = list(sentences_in(span, found.sentences))
    return Block(
        kind="furniture" if matter else part.kind if part else "body",
        matter=_(FURNITURE[matter.kind]) if matter else "",
        sentences=tuple(cover.sentence(stretch, text) for stretch in stretches),
        notes=tuple(cover.notes(span)),
    )


def sentences_in(span: Span, sentences: Sequence[Sentence]) -> Iterator[Span]:
    """The sentences of a paragraph, each with the white space behind it; what stands between them on its own."""
    at = span.start
    first = bisect_left(sentences, span.start + 1, key=lambda s: s.end)
    for n in range(first, len(sentences)):
        sentence = sentences[n].span
        if sentence.start >= span.end:
            break
        if sentence.start > at:
            yield Span(at, sentence.start)
        following = sentences[n + 1].start if n + 1 < len(sentences) else span.end
        end = min(max(sentence.end, following), span.end)
        yield Span(max(at, sentence.start), end)
        at = end
    if at < span.end:
        yield Span(at, span.end)


class Cover:
    """Which marks lie where; built once for an article, asked for each sentence."""

    def __init__(self, marks: Sequence[Mark], at: Span | None) -> None:
        spans = [(span, css, mark) for mark in marks for span, css in mark.spans if span.length]
        self._spans = sorted(spans, key=lambda each: (each[0], each[2].number))
        self._starts = [span.start for span, _css, _mark in self._spans]
        self._longest = max((span.length for span, _css, _mark in self._spans), default=0)
        self._notes = sorted(
            ((mark.spans[0][0].start, mark) for mark in marks if mark.layer == "statements"), key=lambda n: n[0]
        )
        self._at = at

    def sentence(self, span: Span, text: str) -> SentenceView:
        """The sentence, cut wherever a mark begins or ends."""
        over = [each for each in self._near(span) if each[0].overlaps(span)]
        hit = self._at is not None and self._at.overlaps(span)
        edges = {span.start, span.end}
        edges |= {edge for each, _css, _mark in over for edge in each if span.start < edge < span.end}
        if hit and self._at is not None:
            edges |= {edge for edge in self._at if span.start < edge < span.end}
        pieces = []
        for start, end in pairwise(sorted(edges)):
            here = [(css, mark) for each, css, mark in over if each.start <= start < each.end]
            classes = dict.fromkeys(css for css, _mark in here)
            if hit and self._at is not None and self._at.covers(start):
                classes["hit"] = None
            numbers = dict.fromkeys(mark.number for _css, mark in here)
            pieces.append(Piece(plain(text[start:end]), " ".join(classes), tuple(numbers)))
        return SentenceView(f"s{span.start}", tuple(pieces), hit)

    def notes(self, span: Span) -> Iterator[Note]:
        """Who says something that begins in the paragraph; a voice that goes on is one note."""
        here = [mark for start, mark in self._notes if span.covers(start)]
        for who, run in groupby(here, key=lambda mark: mark.about[0]):
            marks = list(run)
            yield Note(who, tuple(dict.fromkeys(", ".join(mark.about[1:3]) for mark in marks)), marks[0].number)

    def _near(self, span: Span) -> Sequence[tuple[Span, str, Mark]]:
        first = bisect_left(self._starts, span.start - self._longest)
        return self._spans[first : bisect_left(self._starts, span.end)]
