"""How dates, numbers and foreign text are shown: in the interface's language, and never as control codes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import PurePath

from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from quellenlage.domain.annotations import Comparator
from quellenlage.domain.article import Published
from quellenlage.domain.days import PARTS_OF_YEAR
from quellenlage.domain.dossier import PartOfStretch, Period
from quellenlage.report.translate import Translator, msg

# Control codes (a terminal obeys them), soft hyphens and byte order marks (they hide in words), the direction
# overrides and embeddings (they turn the rest of a line around), and halves of characters, which no file can hold.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
HALVES = re.compile("[\ud800-\udfff]")
MILLION, BILLION = 1_000_000, 1_000_000_000
CLOCKS = {"de": "H.mm", "en": "HH:mm"}
LOCALES = {"de": "de_DE", "en": "en_GB"}
BEGINNINGS = {"de": ("d.", "d. MMMM"), "en": ("d", "d MMMM")}
"""How a day begins a stretch that ends in its month, or in another one of its year (patterns of Unicode's LDML)."""
DAY = re.compile(r"\d{4}-\d\d-\d\d$")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])$")


def plain(text: str) -> str:
    """`text` for a reader: line breaks and tabs stay, everything unseen goes."""
    if text.isprintable():  # most texts: none of these signs is, and a page asks a thousand times
        return text
    return HALVES.sub("\ufffd", UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def one_line(text: str) -> str:
    """`text` for a reader, on one line."""
    if text.isprintable() and "  " not in text:  # the blank is the only white space that is printable
        return text.strip()
    return " ".join(plain(text).split())


def even(text: str) -> str:
    """`text` on one line; white space at its ends stays, for words on both sides of a cut must not run together."""
    if text.isprintable() and "  " not in text:
        return text
    return re.sub(r"\s+", " ", plain(text))


def shortened(text: str, words: int) -> str:
    """The first `words` words, with an ellipsis if there are more."""
    parts = text.split()
    return text if len(parts) <= words else " ".join(parts[:words]) + " …"


def together(text: str) -> str:
    """`text` that no line end may part."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def file_name(given: str, _: Translator) -> str:
    """The name of what was read, without its folders; standard input (`-`, or a row of it, `-:2`) by its name."""
    if given == "-" or given.startswith("-:"):
        return _("standard input") + given[1:]
    return one_line(PurePath(given).name) or one_line(given)


def published(when: Published | None, _: Translator, *, brief: bool = False) -> str:
    """When an article came out: an instant, a day, an interval with open or closed ends, or that nobody knows.
    `brief` leaves out the time of day."""
    if when is None or (when.from_ is None and when.to is None):
        return _("undated")
    if when.from_ == when.to:
        return day(when.from_, _, brief=brief)
    if brief and when.day is not None:
        return day(when.day.isoformat(), _, brief=True)
    if when.from_ is None or when.to is None:
        return period(Period(when.from_, when.to), _, brief=brief)
    return between(when.from_, when.to, _, brief=brief)


def between(first: str, last: str, _: Translator, *, brief: bool) -> str:
    """That something was on one day, and between which it lies: a stretch would read as if it had lasted."""
    days = DAY.match(first) and DAY.match(last)
    shared = None if brief and days else parts_apart(first, last, _)
    begins, ends = shared or (day(first, _, brief=brief), day(last, _, brief=brief))
    form = _("on a day between {first} and {last}") if days else _("between {first} and {last}")
    return form.format(first=begins, last=ends)


PARTS = {
    "START": msg("early {when}"),
    "MID": msg("mid-{when}"),
    "END": msg("end of {when}"),
    "SP": msg("spring {when}"),
    "SU": msg("summer {when}"),
    "FA": msg("autumn {when}"),
    "WI": msg("winter {when}"),
    "Q1": msg("first quarter of {when}"),
    "Q2": msg("second quarter of {when}"),
    "Q3": msg("third quarter of {when}"),
    "Q4": msg("fourth quarter of {when}"),
    "H1": msg("first half of {when}"),
    "H2": msg("second half of {when}"),
}
"""What a text calls a part of a month or year, and the stretch that is one."""


def period(when: Period, _: Translator, *, brief: bool = False) -> str:
    """A date with the precision the text gives, or a stretch with open or closed ends."""
    if when.part is not None:
        return part(when, when.part, _, brief=brief)
    if when.from_ == when.to:
        return day(when.from_, _, brief=brief)
    if when.from_ is None:
        return _("until {day}").format(day=day(when.to, _, brief=brief))
    if when.to is None:
        return _("from {day} on").format(day=day(when.from_, _, brief=brief))
    if not brief and (parted := parts_apart(when.from_, when.to, _)):
        return _("{first} to {last}").format(first=parted[0], last=parted[1])
    return _("{first} to {last}").format(first=day(when.from_, _, brief=brief), last=day(when.to, _, brief=brief))


def part(when: Period, name: PartOfStretch, _: Translator, *, brief: bool) -> str:
    """The end of a year, a season, a quarter: *Ende 2028*, *Winter 2023/24*, *bis Anfang Mai 2025*."""
    whole = day(when.to or when.from_, _, brief=brief)
    if name in PARTS_OF_YEAR:
        whole = (when.to or when.from_ or "")[:4]
    if name == "WI":
        # it begins in one year and ends in the next
        begins = int(when.from_[:4]) if when.from_ else int(whole) - 1
        whole = f"{begins}/{(begins + 1) % 100:02d}"
    shown = _(PARTS[name]).format(when=whole)
    if when.from_ is None:
        return _("until {day}").format(day=shown)
    return _("from {day} on").format(day=shown) if when.to is None else shown


@lru_cache(maxsize=1 << 14)
def parts_apart(first: str, last: str, _: Translator) -> tuple[str, str] | None:
    """Two ISO days, or two ISO months of which one may be a year, as the ends of a stretch, what they share said once:
    *16.* and *20. September 2025*, *Januar* and *Juli 2024*. None for anything else, and for days no calendar knows."""
    forms = BEGINNINGS[_.ui]
    if MONTH.match(first) or MONTH.match(last):
        first, last = (end if MONTH.match(end) else f"{end}{month}" for end, month in ((first, "-01"), (last, "-12")))
        forms = ("LLLL", "LLLL")
        kind, tail = MONTH, "-01"
    else:
        kind, tail = DAY, ""
    if not (kind.match(first) and kind.match(last)):
        return None
    try:
        begins, ends = date.fromisoformat(first + tail), date.fromisoformat(last + tail)
    except ValueError:
        return None
    if begins.year != ends.year:
        return day(first, _), day(last, _)
    return format_date(begins, forms[begins.month != ends.month], LOCALES[_.ui]), day(last, _)


@lru_cache(maxsize=1 << 14)
def day(iso: str | None, _: Translator, *, brief: bool = False) -> str:
    """An ISO day, instant, month or year in words; `brief` is the short form without the time of day. Anything else
    (a week, a season) is shown as it is written; None is *undated*."""
    if iso is None:
        return _("undated")
    locale = LOCALES[_.ui]
    try:
        if DAY.match(iso):
            return format_date(date.fromisoformat(iso), "medium" if brief else "long", locale)
        if INSTANT.match(iso):
            moment = datetime.fromisoformat(iso)
            if brief:
                return format_date(moment.date(), "medium", locale)
            return _("{day}, {time}").format(
                day=format_date(moment.date(), "long", locale),
                time=format_time(moment.time(), CLOCKS[_.ui], locale=locale),
            )
        if MONTH.match(iso):
            return format_date(date.fromisoformat(f"{iso}-01"), "MMMM y", locale)
    except ValueError:
        return iso  # a date no calendar knows stays as the text had it
    return iso


def clock(hour: str, _: Translator) -> str:
    """A time of day (*02:43*) as the interface writes it."""
    try:
        shown = format_time(time.fromisoformat(hour), CLOCKS[_.ui], locale=LOCALES[_.ui])
    except ValueError:
        return hour
    return _("{time}").format(time=shown)


@lru_cache(maxsize=1 << 14)
def number(value: float, ui: str) -> str:
    """A number with the interface's separators; whole numbers without decimals."""
    return format_decimal(int(value) if value == int(value) else value, "#,##0.######", locale=LOCALES[ui])


def listed(words: Sequence[str], _: Translator) -> str:
    """Words as a list in a sentence: *1, 2 and 3*."""
    return str(format_list(list(words), locale=LOCALES[_.ui]))


def large(value: float, _: Translator) -> str:
    """A number, millions and billions as words where that leaves at most three decimals: *310 million*."""
    if value >= BILLION and value * 1000 % BILLION == 0:
        form, shown = _.plural("{n} billion", "{n} billion", 1 if value == BILLION else 2), value / BILLION
    elif value >= MILLION and value * 1000 % MILLION == 0:
        form, shown = _.plural("{n} million", "{n} million", 1 if value == MILLION else 2), value / MILLION
    else:
        return number(value, _.ui)
    return form.format(n=number(shown, _.ui))


def amount(low: float | None, high: float | None, comparator: Comparator, _: Translator) -> str:
    """A figure in words: `at least 12`, `10 to 20`."""
    known = low if low is not None else high
    if known is None:
        return _("no exact number")
    if low is not None and high is not None and low != high:
        return _("{low} to {high}").format(low=large(low, _), high=large(high, _))
    if comparator == "about":
        return _("about {n}").format(n=large(known, _))
    if comparator == "at_least":
        return _("at least {n}").format(n=large(known, _))
    if comparator == "up_to":
        return _("up to {n}").format(n=large(known, _))
    return large(known, _)
