"""Numbers side by side: each value in words, as a bar on the scale all values of its figure share, and over time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from quellenlage.domain.dossier import Figure, FigureValue, Story
from quellenlage.german.lexicon import load_table, word_class
from quellenlage.report.evidence import Library
from quellenlage.report.lines import EvidenceView, Part, part
from quellenlage.report.naming import according_to, named
from quellenlage.report.reasons import told
from quellenlage.report.shown import amount, large, one_line, shortened
from quellenlage.report.shown import day as day_words

OF = re.compile(r"\b(?:d(?:er|es|en)|aller|(?:sein|ihr|dies|unser|jen)e[rs]|von)$", re.IGNORECASE)
"""Between a number and what it is a part of: *500 der 640 Beschäftigten* is left whole."""
STEM, ENDING = 5, 2
"""Letters at the beginning of a noun that its cases share, and those by which they differ."""
LONGEST = 12
"""Words of a number that are shown."""
APART = 13.0
"""Hundredths of the height that two labels above one another need."""
SIGN = {"at_least": "≥\N{NO-BREAK SPACE}", "up_to": "≤\N{NO-BREAK SPACE}", "about": "≈\N{NO-BREAK SPACE}"}
"""How a comparator looks beside a mark in a chart."""
SHARE = "Anteil"
"""The unit of fractions."""
MARGIN = 8.0
"""Room left at both ends of the scale, in hundredths of its width, so that open sides have somewhere to run to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A value on the common scale of its figure, in hundredths of the width. `left` and `right` bound it; an open
    side runs on beyond the number; `point` has no width; `vague` is *about*."""

    left: float
    right: float
    point: bool
    open_left: bool
    open_right: bool
    vague: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueView:
    """One number given for an object by one article: `number` in the article's words, `short` in digits, `owner` whose
    figure it is, `according_to` the same as a phrase; `bar` is None where no chart helps; `low`, `high` and
    `comparator` are the dossier's."""

    number: str
    short: str
    owner: str
    according_to: str
    evidence: tuple[EvidenceView, ...]
    bar: Bar | None
    low: float | None
    high: float | None
    comparator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointView:
    """A value at the day its article came out: `x` from the first day to the last, `low` and `high` on the scale of the
    figure, all in hundredths; `label` is the number in short, empty where another one stands there already."""

    x: float
    low: float
    high: float
    open_below: bool
    open_above: bool
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesView:
    """A figure over time: the values with a number and a date, in the order of the dates, whose ends are `first` and
    `last` in words."""

    points: tuple[PointView, ...]
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """The numbers for one object side by side; `low` and `high` label the ends of the common scale; `series` is None
    unless different numbers were given on at least two days."""

    anchor: str
    id: str
    object: str
    unit: str
    values: tuple[ValueView, ...]
    low: str
    high: str
    agree: bool
    series: SeriesView | None
    reasons: tuple[str, ...]

    @property
    def alone(self) -> bool:
        """True if only one place gives a number."""
        return len(self.values) == 1


def figures(story: Story, library: Library, anchor: str) -> Part[FigureView]:
    """The story's figures, those with several values first, as the dossier has them."""
    _ = library.translate
    return part(
        ((figure_view(f, f"{anchor}-f{n}", library), f.sure) for n, f in enumerate(story.figures, 1)),
        _("No numbers were found that several places give for the same thing."),
    )


def figure_view(figure: Figure, anchor: str, library: Library) -> FigureView:
    """The numbers that articles give for one object."""
    _ = library.translate
    ends = [end for v in figure.values for end in (v.low, v.high) if end is not None]
    low, high = (min(ends), max(ends)) if ends else (0.0, 0.0)
    values = tuple(
        ValueView(
            number=without_thing(own_words(v, library), figure.object) or computed(v, figure.unit, library),
            short=short(v, library),
            owner=named(v.owner or "", library.names),
            according_to="" if v.owner == library.name_of(v.article) else according_to(v.owner or "", library.names, _),
            evidence=library.places(v.evidence),
            bar=bar(v, low, high) if low < high else None,
            low=v.low,
            high=v.high,
            comparator=v.comparator,
        )
        for v in figure.values
    )
    return FigureView(
        anchor=anchor,
        id=figure.id,
        object=one_line(figure.object),
        unit=one_line(figure.unit or ""),
        values=values,
        low=large(low, _),
        high=large(high, _),
        agree=len({(v.low, v.high, v.comparator) for v in figure.values}) == 1,
        series=series(figure.values, [v.bar for v in values], library),
        reasons=told(figure.reasons, library),
    )


def series(values: Sequence[FigureValue], bars: Sequence[Bar | None], library: Library) -> SeriesView | None:
    """The values over time; None unless different ones were given on two days at least."""
    dated = [
        (day, bar.left, bar.right, v)
        for v, bar in zip(values, bars, strict=True)
        if bar is not None and (day := day_number(v.article, library)) is not None
    ]
    dated.sort(key=lambda point: point[:3])
    if not dated or dated[0][0] == dated[-1][0] or len({(left, right) for _d, left, right, _v in dated}) < 2:
        return None
    points: list[PointView] = []
    for day, left, right, v in dated:
        x = place(day, dated[0][0], dated[-1][0])
        taken = any(p.x == x and abs(p.high - right) < APART for p in points)
        label = "" if taken else short(v, library)
        points.append(
            PointView(
                x=x,
                low=left,
                high=right,
                open_below=v.comparator == "up_to",
                open_above=v.comparator == "at_least",
                label=label,
            )
        )
    first, last = (date.fromordinal(day).isoformat() for day in (dated[0][0], dated[-1][0]))
    return SeriesView(
        points=tuple(points),
        first=day_words(first, library.translate, brief=True),
        last=day_words(last, library.translate, brief=True),
    )


def short(value: FigureValue, library: Library) -> str:
    """The number as a label of a chart: *≥ 12*, *10–20*."""
    _ = library.translate
    ends = [large(end, _) for end in (value.low, value.high) if end is not None]
    sign = SIGN.get(value.comparator, "")
    return sign + "–".join(dict.fromkeys(ends))


def day_number(article: str, library: Library) -> int | None:
    """The day an article came out, counted; None if it is not known to the day."""
    when = library.date(article)
    return when.day.toordinal() if when and when.day else None


def own_words(value: FigureValue, library: Library) -> str:
    """The articles' own words for the number, those that are shortest, without what is counted: *mehr als 60*, *knapp
    800*. All are the same number; what begins a sentence there begins in a small letter here."""
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
        found.setdefault(said.casefold(), shortened(uncapitalised(said), LONGEST))
    return min(found.values(), key=len, default="")


def without_thing(said: str, thing: str) -> str:
    """The words for a number without what is counted at their end, in whatever case: *mehr als 60 Verletzten*,
    Verletzte. A compound (*Vollzeitstellen*, Stellen) says more and stays."""
    words = said.split()
    same = len(words) > 1 and words[-1].casefold()[:STEM] == thing.casefold()[:STEM]
    same = same and abs(len(words[-1]) - len(thing)) <= ENDING
    return " ".join(words[:-1]) if same and not OF.search(" ".join(words[:-1])) else said


def uncapitalised(said: str) -> str:
    """A number's words as they stand inside a sentence: *Mindestens 47*, *Drei Menschen* begin in a capital at the
    beginning of one alone; *Dutzende*, *Millionen* are nouns."""
    first, blank, rest = said.partition(" ")
    small = first.casefold()
    return f"{small}{blank}{rest}" if first.istitle() and small in small_words() else said


@cache
def small_words() -> frozenset[str]:
    """Words that a number can begin with and that are no nouns."""
    compared = frozenset(row["phrase"].split()[0] for row in load_table("comparators"))
    return compared | word_class("nominative") | word_class("before_nouns") | word_class("oblique")


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
