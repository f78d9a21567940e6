"""Reasons for a reader: dates, counts and articles in them said as the page says them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quellenlage.domain.dossier import Period
from quellenlage.report.evidence import Library
from quellenlage.report.shown import day, number, one_line, period, published
from quellenlage.report.translate import Translator

ISO = re.compile(r"(?<![\w./-])\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?(?![\w/-]|\.\w)")
"""A day or an instant as ISO 8601 writes it, not as part of a file's name or an address."""
STRETCH = re.compile(r"^(\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)$")
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
    if stretch := STRETCH.match(detail):
        first, last = stretch.groups()
        return f"{_(phrase)}: {period(Period(first, last), _)}"
    if detail and (detail in library.rows or detail in library.articles):
        about = (library.outlet(detail), library.title(detail), published(library.date(detail), _))
        return f"{_(phrase)}: {', '.join(dict.fromkeys(about))}"
    return ISO.sub(lambda found: day(found.group(), _), _.reason(reason))


def in_articles(phrase: str, n: int, _: Translator) -> str:
    """A phrase whose detail counts articles; empty for any other."""
    if phrase == "same words":
        form = _.plural("the same words in {n} article", "the same words in {n} articles", n)
    elif phrase == "nearly the same words":
        form = _.plural("nearly the same words in {n} article", "nearly the same words in {n} articles", n)
    else:
        return ""
    return form.format(n=number(n, _.ui))
