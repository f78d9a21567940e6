"""Reasons for a reader: dates, hours, counts, files and codes in them said as the page says them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import PurePath

from quellenlage.domain.dossier import Period
from quellenlage.report.evidence import Library
from quellenlage.report.shown import clock, day, number, one_line, period, published
from quellenlage.report.terms import EVENTS, MODES, VIAS
from quellenlage.report.translate import Translator

ISO = re.compile(r"(?<![\w./-])\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?(?![\w/-]|\.\w)")
"""A day or an instant as ISO 8601 writes it, not as part of a file's name or an address."""
STRETCH = re.compile(r"(?<![\w./-])(\d{4}-\d\d(?:-\d\d)?) (?:to|–) (\d{4}-\d\d(?:-\d\d)?)(?![\w/-]|\.\w)")
"""Two days or two months that bound a stretch."""
MONTH_OR_WEEK = re.compile(r"^\d{4}-(?:\d\d|W\d\d)$")
DATED = frozenset(["published first", "same date"])
"""Phrases whose whole detail is a date: only there is *2023-09* surely a month."""
TIMED = frozenset(["same hour", "one hour, told and denied"])
"""Phrases whose detail is a time of day."""
DAYS_APART = frozenset(["said on other days", "numbers of other days"])
"""Phrases whose detail is how many days lie between two statements."""
CODES = {
    "in quotation marks inside a statement": MODES,
    "passed on by": VIAS,
    "same event": EVENTS,
}
"""Phrases whose detail may be a key of the dossier, and how the interface names it."""
APART = re.compile(r"(, |; | = | / )")
"""What parts the pieces of a detail."""
FOLDED = frozenset(["same object"])
"""Phrases whose detail is a key of the comparison (umlauts lost, word forms cut), nothing for a reader."""


def told(given: Sequence[str], library: Library) -> tuple[str, ...]:
    """Reasons in words of the interface."""
    known = library.reasons
    for reason in given:
        if reason and reason not in known:
            known[reason] = one_told(one_line(reason), library)
    return tuple(known[reason] for reason in given if reason)


def one_told(reason: str, library: Library) -> str:
    """One reason, its detail as a reader says it."""
    _ = library.translate
    phrase, _colon, detail = reason.partition(": ")
    if phrase in FOLDED:
        return _(phrase)
    if detail.isdecimal() and (words := in_articles(phrase, int(detail), _)):
        return words
    if phrase in DAYS_APART and detail.isdecimal():
        apart = _.plural("{n} day apart", "{n} days apart", int(detail)).format(n=number(int(detail), _.ui))
        return f"{_(phrase)} ({apart})"
    if phrase == "sentences alike" and detail:
        return f"{_(phrase)} ({_('{n} of 1').format(n=number(float(detail), _.ui))})"
    if phrase in DATED and MONTH_OR_WEEK.match(detail):
        return f"{_(phrase)}: {week(detail, _) if 'W' in detail else day(detail, _)}"
    if phrase in TIMED and detail:
        return f"{_(phrase)}: {clock(detail, _)}"
    if detail in CODES.get(phrase, {}):
        return f"{_(phrase)}: {_(CODES[phrase][detail])}"
    if detail and (detail in library.rows or detail in library.articles):
        about = (library.outlet(detail), library.title(detail), published(library.date(detail), _))
        return f"{_(phrase)}: {', '.join(dict.fromkeys(about))}"
    words = _.reason(f"{phrase}: {without_files(detail, library)}" if detail else reason)
    words = STRETCH.sub(lambda found: stretch(found[1], found[2], _), words)
    return ISO.sub(lambda found: day(found.group(), _), words)


def without_files(detail: str, library: Library) -> str:
    """The detail with the name of a file as the page names the article: one without an outlet is known by it."""
    pieces = APART.split(detail)
    if not any(PurePath(piece).suffix for piece in pieces):
        return detail
    nameless = {PurePath(row.file).name: i for i, row in library.rows.items() if not row.outlet}
    return "".join(library.outlet(nameless[piece]) if piece in nameless else piece for piece in pieces)


def stretch(first: str, last: str, _: Translator) -> str:
    """A stretch from the first day of a month to the last one of a month as these months, any other as it is."""
    try:
        ends_month = len(last) == 10 and (date.fromisoformat(last) + timedelta(days=1)).day == 1
    except ValueError:
        ends_month = False
    if first.endswith("-01") and len(first) == 10 and ends_month:
        first, last = first[:7], last[:7]
    return period(Period(first, last), _)


def week(iso: str, _: Translator) -> str:
    """A week as ISO 8601 counts it (*2025-W37*) as the stretch of its days."""
    year, number_ = iso.split("-W")
    try:
        first, last = (date.fromisocalendar(int(year), int(number_), weekday).isoformat() for weekday in (1, 7))
    except ValueError:
        return iso  # a week no calendar knows
    return period(Period(first, last), _)


def in_articles(phrase: str, n: int, _: Translator) -> str:
    """A phrase whose detail counts articles; empty for any other."""
    if phrase == "same words":
        form = _.plural("the same words in {n} article", "the same words in {n} articles", n)
    elif phrase == "nearly the same words":
        form = _.plural("nearly the same words in {n} article", "nearly the same words in {n} articles", n)
    else:
        return ""
    return form.format(n=number(n, _.ui))
