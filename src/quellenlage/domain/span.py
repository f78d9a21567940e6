"""Spans: the one place where offsets are computed with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """Code points `[start, end)` of an article's text. Written to JSON as `[start, end]`."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Number of code points."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words the span covers."""
        return text[self.start : self.end]

    def overlap(self, other: Span) -> int:
        """Number of code points shared with `other`."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def overlaps(self, other: Span) -> bool:
        """True if at least one code point is shared."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True if `other` lies inside this span (equal counts)."""
        return self.start <= other.start and other.end <= self.end

    def covers(self, offset: int) -> bool:
        """True if the code point at `offset` lies inside."""
        return self.start <= offset < self.end

    def shift(self, by: int) -> Span:
        """The same stretch `by` code points further on."""
        return Span(self.start + by, self.end + by)

    def hull(self, other: Span) -> Span:
        """The smallest span that contains both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def gap(self, other: Span) -> int:
        """Number of code points between the two, 0 if they touch or overlap."""
        return max(0, max(self.start, other.start) - min(self.end, other.end))

    def strip(self, text: str, chars: str | None = None) -> Span:
        """Without white space (or `chars`) at both ends; empty at its start if nothing is left."""
        words = self.of(text)
        left = len(words) - len(words.lstrip(chars))
        kept = words.strip(chars)
        return Span(self.start + left, self.start + left + len(kept)) if kept else Span(self.start, self.start)

    def without(self, holes: Iterable[Span]) -> Iterator[Span]:
        """The parts that remain when `holes` are cut out, in order."""
        at = self.start
        for hole in sorted(holes):
            if hole.end <= at or hole.start >= self.end:
                continue
            if hole.start > at:
                yield Span(at, hole.start)
            at = max(at, hole.end)
        if at < self.end:
            yield Span(at, self.end)

    def utf16(self, text: str) -> Span:
        """The same stretch counted in UTF-16 units, as a browser counts."""
        before = len(text[: self.start].encode("utf-16-le")) // 2
        return Span(before, before + len(self.of(text).encode("utf-16-le")) // 2)


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A span of one article: what a line of the dossier rests on."""

    article: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The offsets alone."""
        return Span(self.start, self.end)
