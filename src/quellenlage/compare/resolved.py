"""Who every mention of a corpus is of: in columns of numbers, and in words of those articles that are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quellenlage.compare.bearers import SAME_NAME, Block, Who
from quellenlage.compare.bodies import Mention
from quellenlage.compare.casts import BODY, FLAGS, GIVEN, NAME, NOBODY, PERSON, PLACE, mark_of
from quellenlage.compare.name_rows import Marks, NameRows, Rows

Truths = NDArray[np.bool_]


class Signs(NamedTuple):
    """What is known of those who take part in an article, in its order, a number each: their ids, and whether that is
    sure; that others have the name, and what else there is to tell, 0 where there is nothing."""

    ids: Marks
    sure: Truths
    same_name: Marks
    why: Marks


@dataclass(frozen=True, slots=True)
class Group:
    """Why a mention is of a body that others call otherwise, and whom else it might be."""

    why: str | None
    maybe: tuple[str, ...]


NO_GROUP = Group(None, ())


class Resolved:
    """Who is who. Mentions without a key, such as a title alone, are nobody's."""

    def __init__(self, names: NameRows, kinds: Marks, ids: Marks) -> None:
        self._names = names
        self._there = kinds != NOBODY
        given = names.columns[FLAGS] & np.uint64(GIVEN) != 0
        nothing = np.zeros(len(kinds), np.uint64)
        self._signs = Signs(
            ids, (kinds == BODY) | (kinds == PLACE) | ((kinds == PERSON) & given), nothing, nothing.copy()
        )
        self._first = np.zeros(len(kinds), np.int64)
        self._blocks: list[tuple[Rows, Block]] = []
        self._block_of = np.full(len(kinds), -1, np.int64)
        self._groups: dict[int, Group] = {}
        self._corrected: dict[int, Who] = {}

    def take_blocks(self, blocks: Sequence[tuple[Rows, Block]]) -> None:
        """People, by the rows of those of one family name."""
        self._blocks += blocks
        rows: list[int] = []
        whos: list[tuple[int, bool, int, int]] = []
        for n, (those, block) in enumerate(blocks, len(self._blocks) - len(blocks)):
            self._block_of[those] = n
            listed = those.tolist()
            for who, places in block:
                rows += [listed[at] for at in places]
                whos += [_signs_of(who)] * len(places)
        self._sign(rows, whos)

    def take_groups(self, rows: Rows, codes: Marks) -> None:
        """Bodies or places: the rows with one code are of one, who has the id that the first of them gives, and is
        called as the least name of the first article has it."""
        if not len(rows):
            return
        order = np.argsort(codes, kind="stable")
        ordered, codes = rows[order], codes[order]
        opens = np.append(True, codes[1:] != codes[:-1])
        group = np.cumsum(opens) - 1
        begins = np.flatnonzero(opens)
        first, last = ordered[begins], ordered[np.append(begins[1:], len(ordered)) - 1]
        articles = self._names.articles
        several = articles[first] != articles[last]
        # an article may have several names of one
        within = articles[ordered] == articles[first][group]
        rows_within, group_within = ordered[within], group[within]
        ids, named = self._signs.ids[first], first.copy()
        for n in np.flatnonzero(several & (np.bincount(group_within, minlength=len(first)) > 1)).tolist():
            some = slice(*np.searchsorted(group_within, [n, n + 1]))
            named[n] = min(rows_within[some].tolist(), key=self._names.mention)
        self._first[ordered] = named[group]
        self._signs.ids[ordered] = ids[group]
        self._signs.same_name[ordered] = np.where(several, self._names.columns[NAME][named], 0)[group]

    def tell_groups(self, told: Mapping[int, Group]) -> None:
        """More of the bodies in some rows."""
        self._groups.update(told)
        self._sign(list(told), [_signs_of(self._who(row)) for row in told])

    def corrected(self, people: Mapping[Mention, Who]) -> Resolved:
        """With some mentions as people corrected them."""
        found = copy(self)
        found.__dict__.pop("_present", None)
        ids, sure, same_name, why = self._signs
        found._signs = Signs(ids.copy(), sure.copy(), same_name.copy(), why.copy())
        found._corrected = self._corrected | {self._row(mention): who for mention, who in people.items()}
        found._sign([self._row(mention) for mention in people], [_signs_of(who) for who in people.values()])
        return found

    def of(self, articles: Iterable[str]) -> dict[Mention, Who]:
        """Who the mentions of some articles are of, always in the same order."""
        return {
            (article, part.kind, part.name): self._who(row)
            for article in articles
            if (place := self._places.get(article)) is not None
            for row, part in enumerate(self._names.parts(place), int(self._names.starts[place]))
            if self._there[row]
        }

    def everybody(self) -> dict[Mention, Who]:
        """The same of all articles, in the order of time."""
        return self.of(self._places)

    def mentions_of(self, id_: str) -> list[Mention]:
        """The mentions of one person, body or place, in the order of time."""
        return [self._names.mention(row) for row in np.flatnonzero(self._signs.ids == np.uint64(int(id_, 16))).tolist()]

    def ids_in(self, articles: Iterable[str]) -> set[str]:
        """The ids of all who take part in some articles."""
        wanted = np.zeros(len(self._names.casts), np.bool_)
        wanted[[self._places[article] for article in articles if article in self._places]] = True
        rows = wanted[self._names.articles] & self._there
        digits = np.unique(self._signs.ids[rows]).astype(">u8").tobytes().hex()
        return {digits[at : at + 16] for at in range(0, len(digits), 16)}

    def signs(self, article: str) -> Signs:
        """What is known of those who take part in an article."""
        place = self._places[article]
        rows = slice(*self._bounds[place : place + 2])
        ids, sure, same_name, why = self._present
        return Signs(ids[rows], sure[rows], same_name[rows], why[rows])

    @cached_property
    def _places(self) -> dict[str, int]:
        return {cast.article: n for n, cast in enumerate(self._names.casts)}

    @cached_property
    def _present(self) -> Signs:
        ids, sure, same_name, why = self._signs
        return Signs(ids[self._there], sure[self._there], same_name[self._there], why[self._there])

    @cached_property
    def _bounds(self) -> list[int]:
        before: list[int] = np.append(0, np.cumsum(self._there))[self._names.starts].tolist()
        return before

    def _row(self, mention: Mention) -> int:
        article, kind, name = mention
        place = self._places[article]
        parts = self._names.parts(place)
        return int(self._names.starts[place]) + next(n for n, p in enumerate(parts) if (p.kind, p.name) == (kind, name))

    def _who(self, row: int) -> Who:
        if row in self._corrected:
            return self._corrected[row]
        if self._block_of[row] >= 0:
            rows, block = self._blocks[self._block_of[row]]
            at = int(np.searchsorted(rows, row))
            who: Who = next(who for who, places in block if at in places)
            return who
        group = self._groups.get(row, NO_GROUP)
        several = bool(self._signs.same_name[row])
        reasons = (f"{SAME_NAME}{self._names.part(int(self._first[row])).name}",) if several else ()
        return Who(
            f"{int(self._signs.ids[row]):016x}",
            (*reasons, group.why) if group.why else reasons,
            bool(self._signs.sure[row]) and not group.maybe,
            group.maybe,
        )

    def _sign(self, rows: Sequence[int], signs: Sequence[tuple[int, bool, int, int]]) -> None:
        for column, numbers in zip(self._signs, zip(*signs, strict=True), strict=bool(signs)):
            column[rows] = np.array(numbers, column.dtype)


def _signs_of(who: Who) -> tuple[int, bool, int, int]:
    same = [reason.removeprefix(SAME_NAME) for reason in who.reasons if reason.startswith(SAME_NAME)]
    others = [reason for reason in who.reasons if not reason.startswith(SAME_NAME)]
    return (
        int(who.id, 16),
        who.sure,
        mark_of("\x1f".join(same)) if same else 0,
        mark_of("\x1f".join((*others, "", *who.maybe))) if others or who.maybe else 0,
    )
