"""Where a judgement holds on to an article: a stretch of its text, the words themselves, and the words around them.

Ids of statements and claims change when articles are read anew; words stay. An anchor finds its place again in the
same article, or in another version of it, as long as enough of the words stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quellenlage.domain.span import Span

AROUND = 32
"""Characters kept on either side, and that must be found again at least, the words themselves included."""
LIKE = 0.5
"""Share of a place and a row together that both must cover for the row to be the one that is meant: a statement whose
end was read otherwise still is, its neighbour or the sentence around it is not."""
MOST_PLACES = 1000
"""Places of the same words that are looked at: a letter stands thousands of times in a long text."""


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """A stretch of an article's text with its words and up to 32 characters before and after them."""

    article: str
    start: int
    end: int
    words: str
    before: str
    after: str

    @property
    def span(self) -> Span:
        """Where the words stood."""
        return Span(self.start, self.end)

    def place_in(self, text: str) -> Span | None:
        """Where the words stand in `text`: the place whose surroundings fit best, the nearest of several; None if they
        are gone or if too little around them is what it was. White space may differ."""
        needed = min(AROUND, _letters(self.before) + _letters(self.words) + _letters(self.after))
        best = min(
            ((-self._fit(text, place), abs(place.start - self.start), place) for place in self._places(text)),
            default=None,
        )
        return best[2] if best is not None and -best[0] >= needed else None

    def _places(self, text: str) -> Iterator[Span]:
        if self.span.of(text) == self.words and self.words:
            yield self.span
        pattern = r"\s+".join(re.escape(word) for word in self.words.split())
        if pattern:
            for number, match in enumerate(re.finditer(pattern, text)):
                if number == MOST_PLACES:
                    return
                yield Span(*match.span())

    def _fit(self, text: str, place: Span) -> int:
        """Letters that are what they were: those of the words, and those next to them without a gap."""
        reach = 2 * AROUND  # white space may have grown
        before = _shared(_even(self.before)[::-1], _even(text[max(0, place.start - reach) : place.start])[::-1])
        after = _shared(_even(self.after), _even(text[place.end : place.end + reach]))
        return before + _letters(self.words) + after


def anchor(article: str, text: str, span: Span) -> Anchor:
    """The anchor of `span` in the text of `article`. Raises ValueError for a span that is empty or not in the text."""
    if not 0 <= span.start < span.end <= len(text):
        raise ValueError(f"{span.start}-{span.end} is no stretch of a text of {len(text)} characters")
    before = text[max(0, span.start - AROUND) : span.start]
    return Anchor(article, span.start, span.end, span.of(text), before, text[span.end : span.end + AROUND])


def best_row(place: Span, rows: Sequence[Span]) -> int | None:
    """Which of `rows` is meant by `place`: the one that overlaps best, the first of equals; None if none does well."""
    best = max(((_likeness(place, row), -i) for i, row in enumerate(rows)), default=(0.0, 0))
    return -best[1] if best[0] >= LIKE else None


def _likeness(a: Span, b: Span) -> float:
    shared = a.overlap(b)
    return shared / (a.length + b.length - shared) if shared else 0.0


def _shared(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def _even(words: str) -> str:
    return "".join(words.split())


def _letters(words: str) -> int:
    return len(_even(words))
