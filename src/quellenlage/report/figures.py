"""Numbers side by side: each value in words, and as a bar on the scale all values of its figure share."""

from __future__ import annotations

from quellenlage.domain.dossier import Figure, FigureValue
from quellenlage.report.evidence import Library
from quellenlage.report.shown import amount, number, one_line
from quellenlage.report.view import Bar, FigureView, ValueView

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
        unit=one_line(figure.unit or ""),
        values=tuple(
            ValueView(
                number=amount(v.low, v.high, v.comparator, _),
                owner=one_line(v.owner or ""),
                evidence=library.places(v.evidence),
                bar=bar(v, low, high) if low < high else None,
            )
            for v in values
        ),
        low=number(low, _.ui),
        high=number(high, _.ui),
        agree=len({(v.low, v.high, v.comparator) for v in values}) == 1,
        reasons=tuple(_.reason(one_line(reason)) for reason in figure.reasons),
    )


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
