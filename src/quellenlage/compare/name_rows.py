"""The names of all articles of a corpus in columns, in the order of time: a row for each name in each article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from quellenlage.compare.bearers import Named
from quellenlage.compare.bodies import Mention
from quellenlage.compare.casts import COLUMNS, FLAGS, SAID, Cast, Part, mark_of

Rows = NDArray[np.int64]
Marks = NDArray[np.uint64]

HELD = 4096
"""Articles whose names are held as they were read."""
_KIND = np.uint64(7)
_MIX, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)


@dataclass(frozen=True, slots=True)
class Said:
    """What articles say of parts: the row of each, and marks (`casts.Cast`)."""

    rows: Rows
    marks: Marks


@dataclass(frozen=True, slots=True)
class NameRows:
    """The names of a corpus. `articles` are the places of their articles in the order of time, `starts` the rows where
    those begin, `stories` the ids of their stories and `story_marks` marks of these. `columns` are those of
    `casts.row_of`; `parts` reads the names of an article, given by its place."""

    casts: Sequence[Cast]
    starts: Rows
    articles: Rows
    stories: Sequence[str]
    story_marks: Marks
    columns: Marks
    called: Said
    aliases: Said
    spelled: Said
    joined: Said
    parts: Callable[[int], tuple[Part, ...]]

    @property
    def kinds(self) -> Marks:
        """What each part is, as it was read."""
        kinds: Marks = self.columns[FLAGS] & _KIND
        return kinds

    def part(self, row: int) -> Part:
        """The name in a row."""
        article = int(self.articles[row])
        return self.parts(article)[row - int(self.starts[article])]

    def article(self, row: int) -> str:
        """The id of the article of a row."""
        return self.casts[int(self.articles[row])].article

    def story(self, row: int) -> str:
        """The id of the story of a row."""
        return self.stories[int(self.articles[row])]

    def mention(self, row: int) -> Mention:
        """Article, type and name of a row."""
        part = self.part(row)
        return self.article(row), part.kind, part.name

    def people(self, rows: Rows) -> list[Named]:
        """The mentions of people in some rows; what several articles say of one alike is read once."""
        said = self.columns[SAID][rows]
        marks, first = np.unique(said, return_index=True)
        parts = dict(zip(marks.tolist(), map(self.part, rows[first].tolist()), strict=True))
        return [
            Named(self.casts[article].article, parts[mark], self.stories[article], self.casts[article].month)
            for article, mark in zip(self.articles[rows].tolist(), said.tolist(), strict=True)
        ]

    @property
    def states(self) -> Marks:
        """For each row of a person a mark of all that it says: the name and roles, article, month and story."""
        own = np.array(
            [(mark_of(c.article), c.month.toordinal() if c.month else 0) for c in self.casts], np.uint64
        ).reshape(-1, 2)
        states: Marks = self.columns[SAID] * _MIX
        for column in (own[:, 0][self.articles], own[:, 1][self.articles], self.story_marks):
            states = (states ^ states >> _HALF ^ column) * _MIX
        return states


def laid_out(ordered: Sequence[Cast], story_of: Mapping[str, str]) -> NameRows:
    """The names of articles in the order of time; an article without a story is one by itself."""
    rows = np.frombuffer(b"".join(c.rows for c in ordered), np.uint64).reshape(-1, COLUMNS)
    counts = np.array([len(c.rows) // (8 * COLUMNS) for c in ordered], np.int64)
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    stories = [story_of.get(c.article, c.article) for c in ordered]
    marks = np.fromiter(map(mark_of, stories), np.uint64, len(stories))
    articles = np.repeat(np.arange(len(ordered)), counts)
    return NameRows(
        casts=ordered,
        starts=starts,
        articles=articles,
        stories=stories,
        story_marks=marks[articles],
        columns=rows.T.copy(),
        called=_said([c.called for c in ordered], starts, 2),
        aliases=_said([c.aliases for c in ordered], starts, 2),
        spelled=_said([c.spelled for c in ordered], starts, 2),
        joined=_said([c.joined for c in ordered], starts, 3),
        parts=lru_cache(maxsize=HELD)(lambda article: ordered[article].parts),
    )


def _said(columns: Sequence[bytes], starts: Rows, width: int) -> Said:
    """The numbers of all articles, with rows in the place of those within an article."""
    whole = np.frombuffer(b"".join(columns), np.uint64).reshape(-1, width)
    counts = np.fromiter((len(c) // (8 * width) for c in columns), np.int64, len(columns))
    return Said(whole[:, 0].astype(np.int64) + np.repeat(starts[:-1], counts), whole[:, 1:])


def among(marks: Marks | Rows, wanted: Iterable[int] | Marks | Rows) -> NDArray[np.bool_]:
    """Which of the marks are wanted; `wanted` may be any of them more than once."""
    ordered = np.unique(wanted if isinstance(wanted, np.ndarray) else np.fromiter(wanted, np.uint64))
    if not len(ordered):
        return np.zeros(len(marks), np.bool_)
    place = np.minimum(np.searchsorted(ordered, marks), len(ordered) - 1)
    found: NDArray[np.bool_] = ordered[place] == marks
    return found
