"""What every line of the dossier shows: its words, where they stand, and the parts a page is made of.

Every text is made for the reader: control codes gone, dates and numbers in the interface's language, reasons
translated. No text is escaped yet: that is the business of each output.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `marked` if the line of the dossier rests on these very words."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """Where a line of the dossier comes from: one place in one article.

    `before` and `after` are the neighbour sentences (empty at the edges), `pieces` the sentence or sentences that
    hold the words; both are empty if the article's text was not given. `start` and `end` are the code points from the
    first to the last of the words, both 0 if nothing is pointed at. `date` and `day` are the same date in full and in
    short, `iso` its earliest bound for a machine; `url` is set for http and https only; `whole` is the anchor of the
    whole article, if the page holds it; `language` is that of the quoted text. `further` is set on the last of places
    that a page has no room for: how many are left out behind it.
    """

    article: str
    start: int
    end: int
    title: str
    outlet: str
    date: str
    day: str
    iso: str | None
    url: str | None
    before: str
    pieces: tuple[Piece, ...]
    after: str
    whole: str | None
    language: str
    further: int = 0

    @property
    def sentence(self) -> str:
        """The sentence or sentences that hold the words, as one text."""
        return "".join(piece.text for piece in self.pieces)


def sources(evidence: Sequence[EvidenceView]) -> tuple[tuple[str, str], ...]:
    """Outlet and short date of every article behind a line, each once, in order."""
    return tuple(dict.fromkeys((place.outlet, place.day) for place in evidence))


def earliest(evidence: Sequence[EvidenceView]) -> EvidenceView | None:
    """The place in the article that came out first; undated ones count as last; None if there is no place."""
    return min(evidence, key=lambda place: place.iso or "~", default=None)


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """One part of a story's page. `unsure` are the rows nobody should rely on unseen, shown behind a switch; `empty`
    says why there are no rows at all."""

    rows: tuple[T, ...]
    unsure: tuple[T, ...]
    empty: str

    def __bool__(self) -> bool:
        return bool(self.rows or self.unsure)


def part(rows: Iterable[tuple[T, bool]], empty: str) -> Part[T]:
    """Rows parted into sure and unsure ones."""
    listed = list(rows)
    return Part(tuple(row for row, sure in listed if sure), tuple(row for row, sure in listed if not sure), empty)


def entries(rows: Sequence[object]) -> int:
    """How many entries `rows` hold: lines of days, speakers and pairs, actors of types, else the rows themselves."""
    return sum(len(getattr(row, "lines", None) or getattr(row, "actors", None) or (row,)) for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One line: a sentence of the chronicle, a statement or a claim.

    `anchor` is unique on the page, `id` is that of the row in the dossier; `labels` are short words about the line
    (`planned`, `alleged`); `reasons` say why the line is there.
    """

    anchor: str
    id: str
    text: str
    labels: tuple[str, ...]
    evidence: tuple[EvidenceView, ...]
    reasons: tuple[str, ...]
