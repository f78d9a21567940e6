"""What can be narrowed down in a search: for each question the commonest answers among what was found, with numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from quellenlage.report.shown import number, one_line
from quellenlage.report.terms import ACTORS, MODES, STANCES, STATES
from quellenlage.report.translate import Translator
from quellenlage.web.asked import Asked
from quellenlage.web.find import Found, Places, is_place

SHOWN = 7
"""Answers to a question; more of them are found by typing."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: `query` are the fields of the address with it (without it, if it is `chosen`)."""

    name: str
    count: str
    query: dict[str, str]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One question, with the field of the address that it fills."""

    field: str
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows have a value; `value` stands in the address, `name` on the page."""

    value: str
    name: str
    count: int


def facets(found: Found, asked: Asked, _: Translator) -> tuple[Facet, ...]:
    """The questions that fit the kind of rows; one with a single answer that nobody chose says nothing."""
    titles = {
        "outlet": _("Outlet"),
        "person": _("People and organisations"),
        "place": _("Places"),
        "speaker": _("Speaker"),
        "stance": _("What kind of statement"),
        "mode": _("How it is given"),
        "status": _("How it is supported"),
        "type": _("What kind"),
    }
    told = []
    for name, counts in counted(found, _):
        chosen = getattr(asked, name)
        shown = counts[:SHOWN]
        if chosen and chosen not in {count.value for count in shown}:
            shown = [Count(chosen, named(found, name, chosen), len(found.rows)), *shown[: SHOWN - 1]]
        if len(shown) > 1 or chosen:
            choices = tuple(choice(asked, name, count, _) for count in shown)
            told.append(Facet(name, titles[name], choices))
    return tuple(told)


def choice(asked: Asked, field: str, count: Count, _: Translator) -> Choice:
    """One answer as a link."""
    chosen = getattr(asked, field) == count.value
    query = asked.query(**{field: "" if chosen else count.value})
    return Choice(one_line(count.name), number(count.count, _.ui), query, chosen)


def named(found: Found, field: str, value: str) -> str:
    """What a chosen value is called; names that were typed stay as they are."""
    known = found.catalogue
    if field in ("person", "place") and value in known.somebody_of:
        return known.cast[known.somebody_of[value]].name
    return value


def counted(found: Found, _: Translator) -> list[tuple[str, list[Count]]]:
    """The answers to each question, the commonest first."""
    known, rows = found.catalogue, found.rows
    if found.kind == "people":
        types = np.array([list(ACTORS).index(known.cast[row].type) for row in rows.tolist()], np.int64)
        return [("type", commonest(types, list(ACTORS), lambda value: _(ACTORS[value])))]
    articles = rows if found.kind == "articles" else known.article[rows]
    outlets = ("outlet", commonest(known.outlet[articles], known.outlets))
    if found.kind == "articles":
        people, places = taking_part(found, articles)
        return [outlets, ("person", people), ("place", places)]
    speakers = ("speaker", commonest(known.speaker[rows], known.speakers))
    if found.kind == "claims":
        states = commonest(known.status[rows], known.statuses, lambda value: _(STATES[value]))
        return [("status", states), outlets, speakers]
    stances = commonest(known.stance[rows], known.stances, lambda value: _(STANCES[value]))
    modes = commonest(known.mode[rows], known.modes, lambda value: _(MODES[value]))
    return [("stance", stances), ("mode", modes), speakers, outlets]


def commonest(codes: Places, names: Sequence[str], show: Callable[[str], str] = str) -> list[Count]:
    """The values of a column, the commonest first; -1 is none."""
    counts = np.bincount(codes[codes >= 0].astype(np.int64), minlength=len(names))
    there = np.flatnonzero(counts)
    order = there[np.argsort(-counts[there], kind="stable")][: SHOWN + 1].tolist()
    return [Count(names[code], show(names[code]), int(counts[code])) for code in order]


def taking_part(found: Found, articles: Places) -> tuple[list[Count], list[Count]]:
    """Who takes part in most of these articles: people and bodies, and places."""
    known = found.catalogue
    counts = np.bincount(known.cast_of(articles), minlength=len(known.cast))
    there = np.flatnonzero(counts)
    most = there[np.argsort(-counts[there], kind="stable")][: 12 * SHOWN].tolist()
    some = [(known.cast[code], int(counts[code])) for code in most]

    def of(places: bool) -> Iterable[Count]:
        return (Count(each.id, each.name, n) for each, n in some if is_place(known, each.id) == places)

    return list(of(False)), list(of(True))
