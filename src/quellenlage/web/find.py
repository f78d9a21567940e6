"""The search: which articles, statements, claims and people are asked for, how many, and of which kinds.

Everything here is numbers of rows in the columns of the catalogue; `search_rows` reads the rows of the page that is
shown, and pages, downloads and the interface for programs take the same ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quellenlage.corpus import Catalogue, Corpus
from quellenlage.web.asked import Asked, Kind

Places = NDArray[Any]
"""Places in the columns of the catalogue: of articles, of statements (of claims their first one found), of people."""

PLACE_TYPES = frozenset({"GPE", "LOC", "FAC"})
"""Types that are places; all others are taken for people, bodies and things."""

NARRATION = "narration"


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence near in meaning: where it stands in its article, and how near it is."""

    start: int
    end: int
    nearness: float


@dataclass(frozen=True, slots=True)
class Found:
    """What was found. `rows` are in the order in which they are shown; `near` gives, by meaning, the sentence of a row.
    `looked` is how many candidates were looked at where that were not all; `blind`: there is nothing to compare
    meanings with."""

    kind: Kind
    rows: Places
    catalogue: Catalogue
    near: Mapping[int, Span] = field(default_factory=dict)
    looked: int | None = None
    blind: bool = False


def find(corpus: Corpus, asked: Asked, kind: Kind) -> Found:
    """What is asked for, as rows of one kind."""
    known = corpus.searching.catalogue()
    if kind == "people":
        return people(corpus, known, asked)
    passing = articles_passing(corpus, known, asked)
    if asked.by == "meaning" and asked.words:
        return by_meaning(corpus, known, asked, kind, passing)
    if kind == "articles":
        return articles(corpus, known, asked, passing)
    return said(corpus, known, asked, kind, passing)


def articles(corpus: Corpus, known: Catalogue, asked: Asked, passing: NDArray[np.bool_] | None) -> Found:
    """The articles with the words, best first; without words the latest first."""
    if asked.words:
        matches = corpus.searching.articles_with(asked.words)
        rows, looked = known.articles_at(matches.numbers), matches.looked
    else:
        rows, looked = latest(known, np.arange(len(known.ids), dtype=np.int32)), None
    return Found("articles", rows if passing is None else rows[passing[rows]], known, looked=looked)


def said(corpus: Corpus, known: Catalogue, asked: Asked, kind: Kind, passing: NDArray[np.bool_] | None) -> Found:
    """The statements, or the claims, with the words: statements the latest first, claims those in most articles
    first."""
    looked = None
    if asked.words:
        matches = corpus.searching.said_with(asked.words)
        rows, looked = known.said_at(matches.numbers), matches.looked
    else:
        rows = np.arange(len(known.said), dtype=np.int32)
    rows = those_asked(known, rows, asked, kind, passing)
    if kind == "statements":
        return Found(kind, rows[np.lexsort((rows, -known.day[known.article[rows]]))], known, looked=looked)
    rows = one_of_each(known, rows)
    order = np.lexsort((rows, -known.day[known.article[rows]], -known.weight[rows]))
    return Found(kind, rows[order], known, looked=looked)


def by_meaning(corpus: Corpus, known: Catalogue, asked: Asked, kind: Kind, passing: NDArray[np.bool_] | None) -> Found:
    """The same, the nearest in meaning first."""
    if asked.must:
        holding = np.zeros(len(known.ids), bool)
        holding[known.articles_at(corpus.searching.articles_with(asked.must).numbers)] = True
        passing = holding if passing is None else passing & holding
    among = None if passing is None else {known.ids[place] for place in np.flatnonzero(passing).tolist()}
    places = [near for near in corpus.near(asked.words, among=among) if near.article in known.place_of]
    blind = not places and not corpus.searching.has_meanings()
    near: dict[int, Span] = {}
    if kind == "articles":
        for found in places:
            near.setdefault(known.place_of[found.article], Span(found.start, found.end, found.nearness))
        return Found(kind, np.array(list(near), np.int32), known, near, blind=blind)
    for row, number in known.said_over([(known.place_of[n.article], n.start, n.end) for n in places]):
        near[row] = Span(places[number].start, places[number].end, places[number].nearness)
    rows = those_asked(known, np.array(list(near), np.int32), asked, kind, None)
    if kind == "claims":
        rows = one_of_each(known, rows)
    return Found(kind, rows, known, near, blind=blind)


def people(corpus: Corpus, known: Catalogue, asked: Asked) -> Found:
    """People, organisations and places one of whose names holds all the words, those mentioned most first."""
    if asked.words:
        ids = corpus.searching.named(corpus.terms(asked.words))
        rows = np.array(sorted(known.somebody_of[i] for i in ids if i in known.somebody_of), np.int32)
    else:
        rows = np.arange(len(known.cast), dtype=np.int32)
    if asked.type:
        rows = np.array([row for row in rows.tolist() if known.cast[row].type == asked.type], np.int32)
    return Found("people", rows, known)


def articles_passing(corpus: Corpus, known: Catalogue, asked: Asked) -> NDArray[np.bool_] | None:
    """The articles that have the outlet, the people, the places and the days asked for; None for all."""
    passing: NDArray[np.bool_] | None = None

    def also(some: NDArray[np.bool_]) -> None:
        nonlocal passing
        passing = some if passing is None else passing & some

    if asked.outlet:
        code = known.outlets.index(asked.outlet) if asked.outlet in known.outlets else -2
        also(known.outlet == code)
    if asked.from_:
        also(known.day >= ordinal(asked.from_))
    if asked.to:
        also((known.day <= ordinal(asked.to)) & (known.day > 0))
    for given, places in ((asked.person, False), (asked.place, True)):
        if given:
            there = np.zeros(len(known.ids), bool)
            for somebody in somebody_meant(corpus, known, given, places=places):
                there |= known.with_somebody(somebody)
            also(there)
    return passing


def somebody_meant(corpus: Corpus, known: Catalogue, given: str, *, places: bool) -> list[str]:
    """Ids of those who are meant: the one with this id, or all with these words in one of their names."""
    if given in known.somebody_of:
        return [given]
    if not given.strip():
        return []
    ids = corpus.searching.named(corpus.terms(given))
    return sorted(i for i in ids if i in known.somebody_of and is_place(known, i) == places)


def best_meant(corpus: Corpus, given: str, *, places: bool) -> list[str]:
    """Ids of those who may be meant by a name, those of just this name before those mentioned most; the one whose id it
    is, if it is one."""
    known = corpus.searching.catalogue()
    name = Corpus.fold(given)

    def order(somebody: str) -> tuple[bool, int]:
        code = known.somebody_of[somebody]
        return Corpus.fold(known.cast[code].name) != name, code

    return sorted(somebody_meant(corpus, known, given, places=places), key=order)


def stories_with(corpus: Corpus, words: str) -> dict[str, float]:
    """The stories with the words in one of their articles; those with the better article have the higher score."""
    known = corpus.searching.catalogue()
    told = known.story[known.articles_at(corpus.searching.articles_with(words).numbers)]
    codes, first = np.unique(told, return_index=True)
    return {
        known.stories[code]: -float(at) for code, at in zip(codes.tolist(), first.tolist(), strict=True) if code >= 0
    }


def is_place(known: Catalogue, somebody: str) -> bool:
    """True for states, towns, regions and buildings."""
    return known.cast[known.somebody_of[somebody]].type in PLACE_TYPES


def those_asked(known: Catalogue, rows: Places, asked: Asked, kind: Kind, passing: NDArray[np.bool_] | None) -> Places:
    """The statements among `rows` that pass: of articles that do, with the mode and stance, by the speaker; for claims
    of sure ones with the status. What the outlet says in its own voice is a claim and no statement."""
    keep = known.article[rows] >= 0
    if passing is not None:
        keep &= passing[known.article[rows]]
    if kind == "statements":
        keep &= known.mode[rows] != known.modes.index(NARRATION)
        if asked.mode:
            keep &= known.mode[rows] == code_of(known.modes, asked.mode)
        if asked.stance:
            keep &= known.stance[rows] == code_of(known.stances, asked.stance)
    else:
        keep &= known.sure[rows]
        if asked.status:
            keep &= known.status[rows] == code_of(known.statuses, asked.status)
    if asked.speaker:
        keep &= known.speaker[rows] == code_of(known.speakers, asked.speaker)
    kept: Places = rows[keep]
    return kept


def one_of_each(known: Catalogue, rows: Places) -> Places:
    """Of each claim the first of its statements, in the order of these."""
    first = np.unique(known.claim[rows], return_index=True)[1]
    kept: Places = rows[np.sort(first)]
    return kept


def latest(known: Catalogue, rows: Places) -> Places:
    """Articles, the latest first, undated ones last."""
    ordered: Places = rows[np.lexsort((rows, -known.day[rows]))]
    return ordered


def code_of(names: tuple[str, ...], name: str) -> int:
    """The place of a name in a column's names; one that no row has for an unknown one."""
    return names.index(name) if name in names else -2


def ordinal(day: str) -> int:
    """An ISO day as the catalogue counts it."""
    return date.fromisoformat(day).toordinal()
