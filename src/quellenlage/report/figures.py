"""Numbers side by side: each value in words, and as a bar on the scale all values of its figure share."""

from __future__ import annotations

import re

from quellenlage.domain.dossier import Figure, FigureValue
from quellenlage.report.evidence import Library
from quellenlage.report.reasons import told
from quellenlage.report.shown import amount, large, one_line, shortened
from quellenlage.report.view import Bar, FigureView, ValueView

OF = re.compile(r"\b(?:d(?:er|es|en)|aller|(?:sein|ihr|dies|unser|jen)e[rs]|von)$", re.IGNORECASE)
"""Between a number and what it is a part of: *500 der 640 Beschäftigten* is left whole."""
LONGEST = 12
"""Words of a number that are shown."""
SHARE = "Anteil"
"""The unit of fractions."""
MARGIN = 8.0
"""Room left at both ends of the scale, in hundredths of its width, so that open sides have somewhere to run to."""


def figure_view(figure: Figure, anchor: str, library: Library) -> FigureView:
    """The numbers that articles give for one object."""
    _ = library.translate
    values = figure.values
    ends = [end for v in values for end in (v.low, v.high) if end is not None]
    low, high = (min(ends), max(ends)) if ends else (0.0, 0.0)
    return FigureView(
        anchor=anchor,
        object=one_line(figure.object),
        values=tuple(
            ValueView(
                number=own_words(v, library) or computed(v, figure.unit, library),
                owner=one_line(v.owner or ""),
                evidence=library.places(v.evidence),
                bar=bar(v, low, high) if low < high else None,
            )
            for v in values
        ),
        low=large(low, _),
        high=large(high, _),
        agree=len({(v.low, v.high, v.comparator) for v in values}) == 1,
        reasons=told(figure.reasons, library),
    )


def own_words(value: FigureValue, library: Library) -> str:
    """The articles' own words for the number, each once, without what is counted: *mehr als 60*, *knapp 800*."""
    found: dict[str, str] = {}
    for place in value.evidence:
        annotated = library.articles.get(place.article)
        if annotated is None:
            continue
        said = one_line(place.span.of(annotated.article.text))
        counted = {q.object for q in annotated.annotations.quantities if q.span == place.span and q.object}
        short = next((said[: -len(o)].rstrip() for o in counted if said.endswith(o)), said)
        if short and not OF.search(short):
            said = short
        found.setdefault(said.casefold(), shortened(said, LONGEST))
    return " / ".join(found.values())


def computed(value: FigureValue, unit: str | None, library: Library) -> str:
    """The number with its unit, where the articles' texts are not at hand; shares as percentages."""
    _ = library.translate
    if unit == SHARE:
        low, high = (None if end is None else round(end * 100, 1) for end in (value.low, value.high))
        return f"{amount(low, high, value.comparator, _)}\N{NO-BREAK SPACE}%"
    return " ".join(part for part in (amount(value.low, value.high, value.comparator, _), one_line(unit or "")) if part)


def bar(value: FigureValue, low: float, high: float) -> Bar | None:
    """Where the value lies between `low` and `high`; None without a number."""
    ends = [end for end in (value.low, value.high) if end is not None]
    if not ends:
        return None
    left, right = place(min(ends), low, high), place(max(ends), low, high)
    return Bar(
        left=left,
        right=right,
        point=left == right,
        open_left=value.comparator == "up_to",
        open_right=value.comparator == "at_least",
        vague=value.comparator == "about",
    )


def place(value: float, low: float, high: float) -> float:
    """`value` in hundredths of the scale's width, with a margin at both ends."""
    return round(MARGIN + (value - low) / (high - low) * (100 - 2 * MARGIN), 1)
