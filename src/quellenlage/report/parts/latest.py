"""The newest figures: which of the values for one thing came last, as far as that is known, and what the others are."""

from __future__ import annotations

from collections.abc import Sequence

from quellenlage.domain.article import Published
from quellenlage.report.evidence import Library
from quellenlage.report.parts.figures import FigureView, ValueView
from quellenlage.report.shown import number
from quellenlage.report.translate import Translator, msg

STEM = 5
"""Letters at the beginning of a noun that its cases share."""

OTHERS = 4
"""Other values of a figure that its line tells: of a toll that is counted day by day all matter less than the first."""

LATEST = msg("Latest figures")
MIXED = msg("Figures")
UNORDERED = msg("Figures (order unknown)")
"""What the list is called: the last two where it is not known of some, or of any, which of several values came last."""


def latest(figures: Sequence[FigureView], library: Library) -> list[FigureView]:
    """Figures by the day of their last value, the newest first; those that several articles give before the rest."""

    def order(view: FigureView) -> tuple[bool, str]:
        articles = {place.article for value in view.values for place in value.evidence}
        return len(articles) > 1, newest(view, library).evidence[0].iso or ""

    return sorted((f for f in figures if all(v.evidence for v in f.values)), key=order, reverse=True)


def newest(view: FigureView, library: Library) -> ValueView:
    """The value of the article that came out last; where that is not known, the one that most places give. Words like
    *mehrere* are no newer number than a number."""
    values = numbered(view)
    if is_ordered(view, library):
        return max(values, key=lambda value: value.evidence[0].iso or "")
    return max(values, key=lambda value: sum(len(v.evidence) for v in values if figure_of(v) == figure_of(value)))


def numbered(view: FigureView) -> Sequence[ValueView]:
    """The values that are numbers; all of them, where none is."""
    return [v for v in view.values if (v.low, v.high) != (None, None)] or view.values


def figure_of(value: ValueView) -> tuple[float | None, float | None, str]:
    """What two values have in common that are equal, whatever the words."""
    return value.low, value.high, value.comparator


def is_ordered(view: FigureView, library: Library) -> bool:
    """True if it is known which of the different values came last: no day, or days that overlap, tell nothing."""
    values = numbered(view)
    last = max(values, key=lambda value: value.evidence[0].iso or "")
    others = {v.evidence[0].article for v in values if figure_of(v) != figure_of(last)} - {last.evidence[0].article}
    day, before = library.date(last.evidence[0].article), [library.date(article) for article in sorted(others)]
    if not before:
        return True
    if day is None or day.first is None:
        return False
    return all(one is not None and one.last is not None and _not_after(one, day) for one in before)


def _not_after(one: Published, other: Published) -> bool:
    """True if `one` came out before `other`, or on the same known day."""
    ends, begins = one.last, other.first
    if ends is None or begins is None:
        return False
    return ends < begins or (one.day is not None and one.day == other.day)


def other_values(view: FigureView, shown: ValueView, library: Library) -> str:
    """What else is given for the same thing, each value once, the newest first, with whose it is and of when; that the
    order is open, if it is."""
    _ = library.translate
    found: dict[tuple[float | None, float | None, str], ValueView] = {}
    for value in sorted(numbered(view), key=lambda v: (v.evidence[0].iso or "", bool(v.owner)), reverse=True):
        if figure_of(value) != figure_of(shown):
            found.setdefault(figure_of(value), value)
    if not found:
        return ""
    told = [of_whom(value, _) for value in list(found.values())[:OTHERS]]
    if len(found) > OTHERS:
        left = len(found) - OTHERS
        told.append(_.plural("{n} more", "{n} more", left).format(n=number(left, _.ui)))
    words = _("other values: {values}").format(values="; ".join(told))
    return words if is_ordered(view, library) else f"{words} ({_('order unknown')})"


def of_whom(value: ValueView, _: Translator) -> str:
    """A value with whose it is and the day of its article: *340 (Werft, 3. Mai 2025)*."""
    place = value.evidence[0]
    return f"{value.number} ({', '.join(dict.fromkeys((value.owner or place.outlet, place.day)))})"


def figures_title(figures: Sequence[FigureView], library: Library) -> str:
    """What the list of figures is called: only where all days are known they are the latest."""
    _ = library.translate
    ordered = [is_ordered(view, library) for view in figures]
    dated = all((day := library.date(newest(view, library).evidence[0].article)) and day.day for view in figures)
    if all(ordered) and dated:
        return _(LATEST)
    return _(MIXED if any(ordered) else UNORDERED)


def names_it(number: str, thing: str) -> bool:
    """True if the words of a number hold what is counted already, in whatever case, or as the end of a compound: *drei
    Brücken*, Brücke; *acht Eisenbahnbrücken*, Brücken."""
    begin, whole = thing.casefold()[:STEM], thing.casefold()
    return any(word.startswith(begin) or word.endswith(whole) for word in number.casefold().split())
