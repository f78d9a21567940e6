"""Charts as SVG: the chronicle and who wrote when, and a figure over time by source.

Vega-Lite draws them, at the server or when a report is written: a page holds the drawing alone, no script and nothing
to be loaded. Every mark has a title and leads to its line; the lists beside a chart say the same in words, so a chart
is hidden from screen readers. Colours are the page's own custom properties, so that a chart follows light and dark.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

from babel.dates import format_date
from lxml import etree
from markupsafe import Markup

from quellenlage.errors import MissingExtra
from quellenlage.report.parts.articles import ArticleView
from quellenlage.report.parts.chronicle import HappeningView
from quellenlage.report.parts.figures import FigureView, ValueView
from quellenlage.report.shown import LOCALES, large, shortened
from quellenlage.report.shown import day as day_words
from quellenlage.report.translate import Translator
from quellenlage.report.view import StoryView

Links = Callable[[str], str]
"""The address of an article's page by its id; empty where the output has none."""

WIDTH = 690
"""Pixels of the drawing itself, without its labels: the text column of the pages."""
NAMES = 180
"""Pixels of the names beside a drawing."""
DOT, ROW = 10, 14
"""Pixels of a dot of the chronicle and of the row it stands in."""
HIGHEST = 12
"""Dots above one another; a day with more has them closer together."""
BINS = 58
"""Columns of dots: with more, dots of neighbouring days would touch."""
AROUND = 14
"""Days before and after the articles that are drawn at least; a chronicle may look years ahead, and its present would
shrink to nothing."""
MONTH = 31
OUTLETS = 10
SOURCES = 5
"""Sources with a colour of their own; more cannot be told apart."""
TITLE = 40
"""Words of the title of a mark."""
TICKS = 7
LABEL = 5
"""Hours more at the right for each day that is drawn: the last number needs room."""
BASE = "https://chart.invalid/"
"""Before relative links while Vega draws, for it makes every link absolute."""

INK, SOFT, RULE, ACCENT = (
    "var(--ink, #1c1a16)",
    "var(--soft, #5d574b)",
    "var(--rule, #d9d3c4)",
    "var(--accent, #8b1a1a)",
)
COLOURS = (
    ACCENT,
    "var(--c2, #1f5a8a)",
    "var(--c3, #2f6a57)",
    "var(--c4, #7a5200)",
    "var(--c5, #6b3a86)",
    SOFT,
)
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "circle")
TOLD = ("reported", "alleged", "planned", "denied", "hypothetical")
"""Modalities of what no article vouches for: hollow dots."""
DAYS = {"de": "d. MMM", "en": "d MMM"}

Spec = dict[str, Any]


def available() -> bool:
    """True if the package that draws is installed."""
    return find_spec("vl_convert") is not None


def chronicle_chart(story: StoryView, links: Links, _: Translator, page: str = "") -> Markup:
    """What happened when, a dot for each line of the chronicle, above who wrote when, a tick for each article; empty
    where all of it falls on one day. `page` is the address of the page that has the lines, empty for this one.

    Raises MissingExtra without the package that draws.
    """
    written = days_of(story)
    lines = happenings(story, written)
    days = [day for day, _line in lines] + [day for day, _article in written]
    if not lines or len(set(days)) < 2:
        return Markup()
    first, last = min(days), max(days)
    dots = list(stacked(lines, first, last, _))
    for dot in dots:
        dot["href"] = BASE + page.lstrip("/") + dot["href"]
    rows = list(writers(written, links, _))
    axis = time_axis(first, last, _)
    x = {"field": "x", "type": "temporal", "scale": {"type": "utc", "domain": [noon(first, -12), noon(last, 12)]}}
    above = {
        "width": WIDTH - NAMES,
        "height": ROW * max(min(HIGHEST, max(dot["n"] for dot in dots)), 2),
        "data": {"values": dots},
        "mark": {"type": "point", "size": DOT * DOT * 0.8, "strokeWidth": 1.6, "opacity": 1},
        "encoding": {
            "x": x | {"axis": axis | {"labels": not rows, "domain": True}},
            "y": {"field": "n", "type": "quantitative", "axis": None, "scale": {"domainMin": 0, "nice": False}},
            "stroke": {"field": "told", "type": "nominal", "legend": None, "scale": nominal((INK, ACCENT))},
            "fill": {"field": "told", "type": "nominal", "legend": None, "scale": nominal((INK, "transparent"))},
            **SAYING,
        },
    }
    names = list(dict.fromkeys(row["outlet"] for row in rows))
    below = {
        "width": WIDTH - NAMES,
        "height": 18 * len(names),
        "data": {"values": rows},
        "mark": {"type": "tick", "thickness": 3, "size": 12, "opacity": 1, "color": ACCENT},
        "encoding": {
            "x": x | {"axis": axis},
            "y": {
                "field": "outlet",
                "type": "nominal",
                "sort": names,
                "axis": {"title": None, "domain": False, "ticks": False, "labelLimit": NAMES, "labelPadding": 10}
                | {"grid": True, "gridColor": RULE},
            },
            **SAYING,
        },
    }
    return drawn({"vconcat": [above, below] if rows else [above], "spacing": 6})


def figure_chart(figure: FigureView, _: Translator, page: str = "") -> Markup:
    """The values of a figure at the days their articles came out, each a mark with its range, by source; empty unless
    different ones were given on two days at least. `page` as above.

    Raises MissingExtra without the package that draws.
    """
    if figure.series is None:
        return Markup()
    rest = _("others")
    points = list(values_over_time(figure, rest))
    days = [point["day"] for point in points]
    first, last = date.fromisoformat(min(days)), date.fromisoformat(max(days))
    ends = [point[key] for point in points for key in ("low", "high")]
    room = (max(ends) - min(ends)) * 0.12 or 1
    bottom, top = max(min(ends) - room, min(0, min(ends))), max(ends) + room
    for point in points:
        point["href"] = BASE + page.lstrip("/") + point["href"]
        point["from"] = bottom if point["comparator"] == "up_to" else point["low"]
        point["to"] = top if point["comparator"] == "at_least" else point["high"]
    names = sorted(dict.fromkeys(point["source"] for point in points), key=lambda name: name == rest)
    colour = {
        "field": "source",
        "type": "nominal",
        "sort": names,
        "scale": {"domain": names, "range": list(COLOURS[: len(names)])},
        "legend": {"orient": "top", "title": None, "labelLimit": 240, "symbolStrokeWidth": 0, "columns": 3}
        | {"symbolOpacity": 1, "offset": 12},
    }
    shape = colour | {"scale": {"domain": names, "range": list(SHAPES[: len(names)])}}
    x = {
        "field": "x",
        "type": "temporal",
        "scale": {"type": "utc", "domain": [noon(first, -12), noon(last, 12 + ((last - first).days + 1) * LABEL)]},
        "axis": time_axis(first, last, _),
    }
    scale = {"domain": [bottom, top], "nice": False, "zero": False}
    y = {"type": "quantitative", "scale": scale, "axis": number_axis(bottom, top, _)}
    layers = [
        {
            "transform": [{"filter": {"field": "source", "oneOf": [name for name in names if name != rest]}}],
            "mark": {"type": "line", "strokeWidth": 1, "opacity": 0.5, "aria": False},
            "encoding": {"x": x, "y": y | {"field": "middle"}, "color": colour},
        },
        {
            "mark": {"type": "rule", "strokeWidth": 1.6, "strokeDash": [2, 3], "aria": False},
            "encoding": {"x": x, "y": y | {"field": "from"}, "y2": {"field": "to"}, "color": colour},
        },
        {
            "mark": {"type": "rule", "strokeWidth": 5, "opacity": 0.5, "aria": False},
            "encoding": {"x": x, "y": y | {"field": "low"}, "y2": {"field": "high"}, "color": colour},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
            "encoding": {"x": x, "y": y | {"field": "middle"}, "color": colour, "shape": shape, **SAYING},
        },
        {
            "mark": {"type": "text", "align": "left", "dx": 9, "fontSize": 13, "fill": INK, "aria": False},
            "encoding": {"x": x, "y": y | {"field": "middle"}, "text": {"field": "label"}},
        },
    ]
    return drawn({"width": WIDTH, "height": 190, "data": {"values": points}, "layer": layers})


def has_chronicle(story: StoryView) -> bool:
    """True if `chronicle_chart` has something to draw."""
    written = days_of(story)
    lines = happenings(story, written)
    return bool(lines) and len({day for day, _row in [*lines, *written]}) > 1


def days_of(story: StoryView) -> list[tuple[date, ArticleView]]:
    """The articles whose day is known."""
    return [(day, article) for article in story.articles if (day := iso_day(article.iso)) is not None]


def happenings(story: StoryView, written: Sequence[tuple[date, ArticleView]]) -> list[tuple[date, HappeningView]]:
    """The lines of the chronicle that have a date known to the month or better and not far from the articles, each at
    the middle of its stretch."""
    window = days_around([day for day, _article in written])
    found = []
    for group in story.chronicle.rows:
        first, last = iso_day(group.from_), iso_day(group.to)
        if first is None or last is None or (last - first).days > MONTH:
            continue
        day = first + (last - first) // 2
        if window is None or window[0] <= day <= window[1]:
            found += [(day, line) for line in group.lines]
    return found


def days_around(written: Sequence[date]) -> tuple[date, date] | None:
    """The stretch that is drawn: that of the articles, and as much again before and after."""
    if not written:
        return None
    more = max(max(written) - min(written), timedelta(days=AROUND))
    return min(written) - more, max(written) + more


def stacked(lines: Sequence[tuple[date, HappeningView]], first: date, last: date, _: Translator) -> Iterator[Spec]:
    """The dots, those of one day above one another; of a long stretch those of a few days."""
    step = -(-((last - first).days + 1) // BINS)
    heights: Counter[int] = Counter()
    for day, line in lines:
        column = (day - first).days // step
        heights[column] += 1
        where = first + timedelta(days=column * step + (step - 1) // 2)
        yield {
            "x": noon(where),
            "n": heights[column] - 0.5,
            "told": "told" if line.modality_key in TOLD else "fact",
            "say": f"{day_words(day.isoformat(), _, brief=True)}: {isolated(shortened(line.text, TITLE))}",
            "href": f"#{line.anchor}",
        }


def writers(written: Sequence[tuple[date, ArticleView]], links: Links, _: Translator) -> Iterator[Spec]:
    """The ticks, outlets in the order of their first article; of many outlets those that wrote most."""
    most = [name for name, _n in Counter(article.outlet for _day, article in written).most_common(OUTLETS)]
    for day, article in sorted(written, key=lambda pair: (pair[0], pair[1].iso or "", pair[1].outlet)):
        if article.outlet in most:
            link = links(article.id)
            yield {
                "x": noon(day),
                "outlet": article.outlet,
                "say": f"{day_words(day.isoformat(), _, brief=True)}: {isolated(article.title)}",
            } | ({"href": BASE + link.lstrip("/")} if link else {})


def values_over_time(figure: FigureView, rest: str) -> Iterator[Spec]:
    """The values with a number and a day, by source: whose figure it is, else the outlet that gives it. Sources that
    give fewest are one, `rest`."""
    found = [
        (value, number, day)
        for number, value in enumerate(figure.values, 1)
        if value.evidence and (day := iso_day(value.evidence[0].iso)) is not None and ends_of(value)
    ]
    named = Counter(source_of(value) for value, _number, _day in found)
    own = {name for name, _n in named.most_common(SOURCES)}
    labelled: dict[tuple[date, str], bool] = {}
    for value, number, day in found:
        low, high = min(ends_of(value)), max(ends_of(value))
        source = source_of(value)
        place = value.evidence[0]
        names = ", ".join(dict.fromkeys((source, place.outlet)))
        yield {
            "x": noon(day),
            "day": day.isoformat(),
            "low": low,
            "high": high,
            "middle": (low + high) / 2,
            "comparator": value.comparator,
            "label": "" if (day, value.short) in labelled else value.short,
            "source": source if source in own else rest,
            "say": f"{place.day}: {isolated(value.number)} ({isolated(names)})",
            "href": f"#{figure.anchor}-v{number}",
        }
        labelled[day, value.short] = True


def isolated(text: str) -> str:
    """Foreign words whose direction does not turn around what stands beside them: a title can hold no tags."""
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def source_of(value: ValueView) -> str:
    """Whose figure it is, else the outlet that gives it."""
    return value.owner or value.evidence[0].outlet


def ends_of(value: ValueView) -> list[float]:
    """The ends of a value that are numbers."""
    return [end for end in (value.low, value.high) if end is not None]


SAYING: Spec = {"href": {"field": "href", "type": "nominal"}, "description": {"field": "say", "type": "nominal"}}
"""What a mark leads to and says."""


def nominal(colours: tuple[str, str]) -> Spec:
    """The scale of facts and what is told."""
    return {"domain": ["fact", "told"], "range": list(colours)}


def time_axis(first: date, last: date, _: Translator) -> Spec:
    """Days in words at even steps; a tick stands at a day, never between two."""
    step = max(1, -(-((last - first).days) // (TICKS - 1)))
    days = [first + timedelta(days=n) for n in range(0, (last - first).days + 1, step)]
    form = DAYS[_.ui] + (" y" if first.year != last.year else "")
    labels: dict[float, str] = {noon(day): format_date(day, form, LOCALES[_.ui]) for day in days}
    return {
        "title": None,
        **in_words(labels, "+datum.value"),
        "domainColor": RULE,
        "tickColor": RULE,
        "grid": False,
        "labelFlush": False,
    }


def number_axis(bottom: float, top: float, _: Translator) -> Spec:
    """Round numbers at even steps, whole ones where the numbers are; large ones in words."""
    rough = (top - bottom) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * n for n in (1, 2, 5, 10) if power * n >= rough)
    if top >= 2:
        step = max(step, 1.0)
    ticks = [n * step for n in range(math.ceil(bottom / step), math.floor(top / step) + 1)]
    return {
        "title": None,
        **in_words({round(tick, 6): large(round(tick, 6), _) for tick in ticks}, "datum.value"),
        "grid": True,
        "gridColor": RULE,
        "domain": False,
        "ticks": False,
    }


def in_words(labels: Mapping[float, str], value: str) -> Spec:
    """Ticks at these numbers with these words."""
    words = " ".join(f"{value} == {number!r} ? {json.dumps(said)} :" for number, said in labels.items())
    return {"values": list(labels), "labelExpr": f"{words} ''", "labelOverlap": False}


def noon(day: date, hours: int = 0) -> int:
    """Milliseconds since 1970 at noon of that day, `hours` later; in UTC, as nothing here has a time zone."""
    return ((day - date(1970, 1, 1)).days * 24 + 12 + hours) * 3_600_000


def iso_day(iso: str | None) -> date | None:
    """The day of an ISO day or instant, None for less."""
    try:
        return date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None


def drawn(spec: Spec) -> Markup:
    """The drawing of a Vega-Lite specification."""
    return Markup(svg_of(json.dumps(LOOK | spec, sort_keys=True)))  # noqa: S704 - see `cleaned`


LOOK: Spec = {
    "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
    "background": None,
    "padding": 4,
    "config": {
        "view": {"stroke": None},
        "axis": {"labelColor": SOFT, "labelFontSize": 13, "titleColor": SOFT},
        "legend": {"labelColor": INK, "labelFontSize": 13, "symbolSize": 90},
        "text": {"fill": INK},
    },
}


@lru_cache(maxsize=512)
def svg_of(spec: str) -> str:
    """The specification as SVG, to stand in a page; drawing one takes a tenth of a second, so they are kept."""
    try:
        import vl_convert  # noqa: PLC0415 - an extra
    except ImportError as fault:
        raise MissingExtra("drawing charts", "vl-convert-python", "charts") from fault
    return cleaned(vl_convert.vegalite_to_svg(spec, vl_version="5.20", allowed_base_urls=[]))


SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
SHAPE = (
    "d",
    "x",
    "y",
    "x1",
    "x2",
    "y1",
    "y2",
    "transform",
    "width",
    "height",
    "text-anchor",
    "font-size",
    "font-weight",
)
PAINT = ("fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "opacity")
KEPT = frozenset((*SHAPE, *PAINT))
"""Attributes of a drawing that pages take over; style, names of fonts and descriptions stay behind."""


def cleaned(svg: str) -> str:
    """The drawing as pages hold it: shapes and words with the attributes of `KEPT`, links inside the page or the room,
    titles on the marks that have something to say. Nothing else of what Vega wrote is passed on."""
    root = etree.fromstring(svg.encode("utf-8"))
    size = {"width": str(root.get("width")), "height": str(root.get("height"))}
    box = f"0 0 {size['width']} {size['height']}"
    made = etree.Element("svg", {"class": "chart", "viewBox": box, **size, "aria-hidden": "true", "focusable": "false"})
    for child in root:
        take_over(child, made)
    return etree.tostring(made, encoding="unicode")


def take_over(node: Any, into: Any) -> None:
    """Copy one element and what is in it."""
    name = str(node.tag).removeprefix(SVG)
    if node.get("opacity") == "0" or node.get("display") == "none":
        return
    kept = {key: value for key, value in node.attrib.items() if key in KEPT and value != "1"}
    if name == "a":
        given = str(node.get(XLINK + "href", ""))
        target = given.removeprefix(BASE)
        href = target if target.startswith("#") else f"/{target}"
        # a mark without a link of its own leads nowhere; Vega would have it lead to itself
        made = etree.SubElement(into, "a", {"href": href, "tabindex": "-1"}) if given.startswith(BASE) else into
    elif name == "path" and node.get("class") in ("background", "foreground"):
        return
    elif name in ("g", "path", "line", "rect", "text"):
        made = etree.SubElement(into, name, kept)
        if said := node.get("aria-label") if node.get("role") == "graphics-symbol" and name == "path" else None:
            etree.SubElement(made, "title").text = said
        if name == "text":
            made.text = node.text
    else:
        return
    for child in node:
        take_over(child, made)
    if name == "g" and len(made) == 0:
        into.remove(made)
