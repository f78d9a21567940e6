"""What the sentences of an article say, as numbers: their content words, the rarest first."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log
from zlib import crc32

from quellenlage.compare.columns import Integers
from quellenlage.compare.content import content_words
from quellenlage.compare.notices import speaks_of_itself
from quellenlage.compare.words import WORD, words_of
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.span import Span
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import lemma_of
from quellenlage.german.lexicon import load_table

COMMON = 2000.0
"""How often in a million words a word stands that says next to nothing (*Jahr*, *sagen*)."""
UNLISTED = 8.0
"""The same of a word that the list of frequent words has not: the rarest of the list stand 31 times."""
LEAST = 0.3
"""Weight of the most frequent words."""

NUMBER, DAY = 1, 2
"""What the two lowest bits of a code say: a number, a weekday or month; 0 for any other word."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """The sentences of an article in order: `starts` and `ends` count its words, `counts` how many codes (32 bits each)
    of `codes` are its; none for page matter, for what speaks of the publication itself, and inside quotation marks,
    since all who quote use the same words. Each code stands once in its sentence, the rarest first."""

    codes: Integers
    counts: Integers
    starts: Integers
    ends: Integers


NO_WORDINGS = Wordings(array("I"), array("i"), array("i"), array("i"))


def wordings_of(member: AnnotatedArticle) -> Wordings:
    """The content words of every sentence of an article."""
    text, marks = member.article.text, member.annotations
    if not marks.sentences:
        return NO_WORDINGS
    words = [m.start() for m in WORD.finditer(text)]
    page = [f.span for f in marks.furniture]
    quotes = [q for s in marks.statements if s.mode == "direct" for q in s.quote]
    codes: list[int] = []
    rows: list[tuple[int, int, int]] = []
    for span in (s.span for s in marks.sentences):
        notice = any(p.overlaps(span) for p in page) or speaks_of_itself(words_of(span.of(text)))
        own = set() if notice else {_code(w) for w in _said(span, quotes, text)}
        codes += sorted(own, key=lambda code: (-weight_of(code), code))
        rows.append((len(own), bisect_left(words, span.start), bisect_left(words, span.end)))
    counts, starts, ends = (array("i", column) for column in zip(*rows, strict=True)) if rows else [array("i")] * 3
    return Wordings(array("I", codes), counts, starts, ends)


def weight_of(code: int) -> float:
    """How much a content word says: the natural logarithm of how much rarer than a common word it is in general news.
    It does not depend on the corpus, so that what was found stays as it is when articles are added."""
    return _weights().get(code, _UNLISTED)


def _said(span: Span, quotes: Sequence[Span], text: str) -> Iterator[str]:
    """The content words of a sentence outside its quotations."""
    for part in span.without(quotes):
        yield from content_words(part.of(text))


_UNLISTED = log(COMMON / UNLISTED)


@lru_cache(maxsize=1 << 17)
def _code(word: str) -> int:
    kind = NUMBER if word[0].isdigit() else DAY if word in _days() else 0
    return crc32(word.encode("utf-8", "surrogatepass")) & ~3 | kind


@cache
def _weights() -> dict[int, float]:
    rows = load_table("word_frequencies")
    return {_code(r["lemma"]): max(LEAST, log(COMMON / float(r["per_million"]))) for r in rows}


@cache
def _days() -> frozenset[str]:
    """Weekdays and months as content words."""
    return frozenset(fold(lemma_of(r["word"])) for r in load_table("time_words") if r["kind"] in ("weekday", "month"))
