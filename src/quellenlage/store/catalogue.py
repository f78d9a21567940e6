"""What a search counts and filters by, as columns in memory: articles, statements, and who takes part in what.

A search finds numbers of rows in the index of terms; outlets, days, speakers and the rest are looked up here, so that
no row is read but those of the page that is shown. Some ten megabytes for ten thousand articles.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select, text

from quellenlage.domain.annotations import EntityType, Mode, Stance
from quellenlage.domain.dossier import ClaimStatus
from quellenlage.store.cards import actor_row
from quellenlage.store.records import published_of
from quellenlage.store.schema import articles, settled

PAUSE = 20
"""Times as long as it took to make a catalogue the next one waits, where articles were taken away one after the other:
making one takes two seconds of computing for 24,000 articles, which holds up readers."""

Codes = NDArray[np.int32]
Flags = NDArray[np.bool_]

State = tuple[str | None, int]
"""What a catalogue is made from: the results, and the last article."""

MODES: tuple[str, ...] = get_args(Mode)
STANCES: tuple[str, ...] = get_args(Stance)
STATUSES: tuple[str, ...] = get_args(ClaimStatus)

MANY = 16
"""Who takes part in fewer than one article in so many is looked up article by article, else by going through all."""

UNKNOWN = -1
"""In columns of codes: there is none."""

UNDATED = 0
"""In the column of days, which count from the first of January of the year 1."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person, a place, an organisation, with the number of mentions, articles and stories."""

    id: str
    name: str
    type: EntityType
    mentions: int
    articles: int
    stories: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Columns of articles and of statements; rows of the first are referred to by their place.

    `numbers` (of articles) and `said` (of statements) are those of the index of terms, in order. `claim` numbers the
    claims, in the order of their first statements. `start` and `end` say where in its article a statement stands, and
    `by_article` has the article of each statement and the statement, `taking_part` an article and somebody who takes
    part in it; both in the order of the articles.
    """

    state: State
    ids: tuple[str, ...]
    numbers: NDArray[np.int64]
    outlet: Codes
    outlets: tuple[str, ...]
    day: Codes
    story: Codes
    stories: tuple[str, ...]
    said: NDArray[np.int64]
    article: Codes
    claim: Codes
    start: Codes
    end: Codes
    by_article: tuple[Codes, Codes]
    mode: NDArray[np.int8]
    stance: NDArray[np.int8]
    status: NDArray[np.int8]
    weight: Codes
    sure: Flags
    speaker: Codes
    speakers: tuple[str, ...]
    cast: tuple[Somebody, ...]
    taking_part: tuple[Codes, Codes]
    place_of: dict[str, int]
    somebody_of: dict[str, int]
    modes: tuple[str, ...] = MODES
    stances: tuple[str, ...] = STANCES
    statuses: tuple[str, ...] = STATUSES

    def articles_at(self, numbers: NDArray[np.int64]) -> Codes:
        """The places of articles by their numbers, in the order asked for; unknown ones are left out."""
        return _places(self.numbers, numbers)

    def said_at(self, numbers: NDArray[np.int64]) -> Codes:
        """The places of statements by their numbers, in the order asked for; unknown ones are left out."""
        return _places(self.said, numbers)

    def said_over(self, places: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
        """The statements that overlap stretches of articles (place of the article, start, end): each with the first of
        the stretches that it overlaps, by its number; in the order of the stretches."""
        if not places:
            return []
        article, first, last = np.array(places, np.int64).T
        at, which = _with(self.by_article[0], article)
        rows = self.by_article[1][at]
        over = (self.start[rows] < last[which]) & (self.end[rows] > first[which])
        found: dict[int, int] = {}
        for row, number in zip(rows[over].tolist(), which[over].tolist(), strict=True):
            found.setdefault(row, number)
        return list(found.items())

    def cast_of(self, places: Codes) -> Codes:
        """Who takes part in these articles, everybody once for each of them."""
        where, who = self.taking_part
        if len(places) > len(self.ids) // MANY:
            there = np.zeros(len(self.ids), bool)
            there[places] = True
            return who[there[where]]
        return who[_with(where, places)[0]]

    def with_somebody(self, somebody: str) -> Flags:
        """Articles in which somebody, by the id, takes part."""
        there = np.zeros(len(self.ids), bool)
        code = self.somebody_of.get(somebody)
        if code is not None:
            there[self.taking_part[0][self.taking_part[1] == code]] = True
        return there


@dataclass(slots=True)
class Holder:
    """The catalogue of a process. A new one is made beside the old one, which serves readers meanwhile; `again` is when
    the next one may be begun."""

    now: Catalogue | None = None
    making: threading.Thread | None = None
    again: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def get(
        self,
        state: State,
        make: Callable[[], Catalogue],
        grow: Callable[[Catalogue], Catalogue],
        latest: Callable[[], State],
    ) -> Catalogue:
        """The catalogue of `state`: the one before with the articles that came since, or the one before as it is while
        one of new results is being made. Who still looks at an older state than others gets theirs: `latest` says,
        outside of any look, what the file is now."""
        held = self.now
        if held is not None and held.state == state:
            return held
        with self.lock:
            if self.now is None:
                self._put(make())
            elif self.now.state[0] == state[0] and self.now.state[1] < state[1]:
                self.now = grow(self.now)
            elif self.now.state != state and self._may(state) and not self._is_making():
                self.making = threading.Thread(
                    target=lambda: self._make_again(make, latest), name="catalogue", daemon=True
                )
                self.making.start()
            held = self.now
        assert held is not None
        return held

    def close(self) -> None:
        """Wait for what is being made."""
        if self.making is not None:
            self.making.join()

    def _may(self, state: State) -> bool:
        """New results at once; where articles went, which leave the results as they are, when the pause is over."""
        return self.now is None or state[0] != self.now.state[0] or time.monotonic() >= self.again

    def _is_making(self) -> bool:
        return self.making is not None and self.making.is_alive()

    def _make_again(self, make: Callable[[], Catalogue], latest: Callable[[], State]) -> None:
        if self.now is not None and latest() == self.now.state:
            return
        began = time.monotonic()
        self._put(make())
        self.again = time.monotonic() + PAUSE * (time.monotonic() - began)

    def _put(self, made: Catalogue) -> None:
        self.now = made
        gc.freeze()  # it stays: looking through it again and again would hold up readers


def state_of(connection: Connection, results: str | None) -> State:
    """What a catalogue is made from: the results, and the last article."""
    return results, connection.execute(select(func.coalesce(func.max(articles.c.number), 0))).scalar_one()


def grown(connection: Connection, held: Catalogue, state: State) -> Catalogue:
    """With the articles that came since, which are in no story yet: some milliseconds, where loading all takes seconds
    again and again while articles are added."""
    outlets = {outlet: code for code, outlet in enumerate(held.outlets)}
    # not by its state: what came between asking for that and loading is in it, too
    last = int(held.numbers[-1]) if len(held.numbers) else 0
    ids, numbers, outlet, names, day = _articles(connection, outlets, after=last)
    return replace(
        held,
        state=state,
        ids=held.ids + ids,
        numbers=np.concatenate((held.numbers, numbers)),
        outlet=np.concatenate((held.outlet, outlet)),
        outlets=names,
        day=np.concatenate((held.day, day)),
        story=np.concatenate((held.story, np.full(len(ids), UNKNOWN, np.int32))),
        place_of=held.place_of | {article: place for place, article in enumerate(ids, len(held.ids))},
    )


def load_catalogue(connection: Connection, state: State) -> Catalogue:
    """The catalogue of the file as it is now."""
    ids, numbers, outlet, outlets, day = _articles(connection, {})
    place_of = {article: place for place, article in enumerate(ids)}
    cast, pairs = _cast(connection, place_of)
    return Catalogue(
        state=state,
        ids=ids,
        numbers=numbers,
        outlet=outlet,
        outlets=outlets,
        day=day,
        **_told(connection, place_of),
        **_said(connection, place_of),
        cast=cast,
        taking_part=pairs,
        place_of=place_of,
        somebody_of={somebody.id: code for code, somebody in enumerate(cast)},
    )


def _articles(
    connection: Connection, outlets: dict[str, int], after: int = 0
) -> tuple[tuple[str, ...], NDArray[np.int64], Codes, tuple[str, ...], Codes]:
    given = func.coalesce(settled.c.outlet, articles.c.outlet)
    columns = (articles.c.id, articles.c.number, given, articles.c.published, settled.c.article, settled.c.published)
    joined = articles.outerjoin(settled, settled.c.article == articles.c.id)
    ids, numbers, codes, days = [], [], [], []
    found = select(*columns).select_from(joined).where(articles.c.number > after).order_by(articles.c.number)
    for row in connection.execute(found):
        ids.append(row[0])
        numbers.append(row[1])
        codes.append(outlets.setdefault(row[2], len(outlets)) if row[2] else UNKNOWN)
        published = published_of(row[3] if row[4] is None else row[5])
        when = published.day if published else None
        days.append(when.toordinal() if when else UNDATED)
    return (
        tuple(ids),
        np.array(numbers, np.int64),
        np.array(codes, np.int32),
        tuple(outlets),
        np.array(days, np.int32),
    )


def _told(connection: Connection, place_of: dict[str, int]) -> dict[str, Any]:
    story = np.full(len(place_of), UNKNOWN, np.int32)
    codes: dict[str, int] = {}
    for told, article in _driver_rows(connection, "SELECT story, article FROM story_members ORDER BY story"):
        if article in place_of:
            story[place_of[article]] = codes.setdefault(told, len(codes))
    return {"story": story, "stories": tuple(codes)}


def _said(connection: Connection, place_of: dict[str, int]) -> dict[str, Any]:
    modes, stances, statuses = ({name: n for n, name in enumerate(names)} for names in (MODES, STANCES, STATUSES))
    speakers: dict[str, int] = {}
    rows: list[tuple[int, ...]] = []
    parts: list[NDArray[np.int64]] = []
    last, claim = ("", ""), -1
    for number, story, key, article, speaker, mode, stance, status, weight, sure, start, end in _driver_rows(
        connection,
        'SELECT number, story, claim, article, speaker, mode, stance, status, weight, sure, "start", "end" FROM said '
        "ORDER BY number",
    ):
        if (story, key) != last:
            last, claim = (story, key), claim + 1
        rows.append((
            number, place_of.get(article, UNKNOWN), claim, modes[mode], stances[stance], statuses[status], weight, sure,
            speakers.setdefault(speaker, len(speakers)) if speaker else UNKNOWN,
            start, end,
        ))  # fmt: skip
        if len(rows) == 50_000:
            parts.append(np.array(rows, np.int64))
            rows = []
    table = np.concatenate([*parts, np.array(rows, np.int64).reshape(-1, 11)])
    by_article = np.argsort(table[:, 1], kind="stable")
    return {
        "said": table[:, 0].copy(),
        "article": table[:, 1].astype(np.int32),
        "claim": table[:, 2].astype(np.int32),
        "start": table[:, 9].astype(np.int32),
        "end": table[:, 10].astype(np.int32),
        "by_article": (table[by_article, 1].astype(np.int32), by_article.astype(np.int32)),
        "mode": table[:, 3].astype(np.int8),
        "stance": table[:, 4].astype(np.int8),
        "status": table[:, 5].astype(np.int8),
        "weight": table[:, 6].astype(np.int32),
        "sure": table[:, 7].astype(bool),
        "speaker": table[:, 8].astype(np.int32),
        "speakers": tuple(speakers),
    }


def _cast(connection: Connection, place_of: dict[str, int]) -> tuple[tuple[Somebody, ...], tuple[Codes, Codes]]:
    """Everybody, those mentioned most first, and in which articles they take part."""
    sql = "SELECT id, name, type, mentions, articles, stories FROM known ORDER BY mentions DESC, name, id"
    cast = tuple(Somebody(*row) for row in _driver_rows(connection, sql))
    code_of = {somebody.id: code for code, somebody in enumerate(cast)}
    pairs = [
        (place_of[article], code_of[actor])
        for actor, packed in _driver_rows(connection, "SELECT actor, packed FROM card_actors")
        if actor in code_of
        for article in actor_row(packed)[5]
        if article in place_of
    ]
    both = np.array(pairs, np.int32).reshape(-1, 2)
    both = both[np.argsort(both[:, 0], kind="stable")]
    return cast, (both[:, 0].copy(), both[:, 1].copy())


def _driver_rows(connection: Connection, sql: str) -> Iterator[Any]:
    """Rows as the driver gives them: there may be a million, and an object for each takes longer than the reading."""
    cursor = connection.execute(text(sql)).cursor
    while cursor is not None and (some := cursor.fetchmany(5000)):
        yield from some


def _with(column: Codes, wanted: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where in a column in ascending order each of the wanted values stands, every time, and the number of the value
    among those wanted."""
    first = np.searchsorted(column, wanted, "left")
    counts = np.searchsorted(column, wanted, "right") - first
    which = np.repeat(np.arange(len(wanted)), counts)
    return np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts - first, counts), which


def _places(known: NDArray[np.int64], wanted: NDArray[np.int64]) -> Codes:
    at = np.searchsorted(known, wanted)
    there = at < len(known)
    there[there] = known[at[there]] == wanted[there]
    found: Codes = at[there].astype(np.int32)
    return found
