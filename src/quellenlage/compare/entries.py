"""Tickers and diaries: one text of many dated entries, each of which came out on the day that its heading gives."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from functools import cache

from quellenlage.domain.article import Article, Published
from quellenlage.german.lexicon import load_table

ENTRIES = 3
"""Headings with a day from which on a text is one of entries, of two days at least."""

Entry = tuple[int, str]
"""Where the heading of an entry stands, and its day (ISO)."""


def entries_of(article: Article) -> tuple[Entry, ...]:
    """The entries of a ticker (*Montag, 9. März, 19.04 Uhr: ...*) in the order of the text; none for any other text, or
    where the day of the article is unknown. A day without a year is the last one before the article came out."""
    last = article.published.last if article.published else None
    if last is None:
        return ()
    found = [(m.start(), day.isoformat()) for m in _heading().finditer(article.text) if (day := _day(m, last))]
    return tuple(found) if len(found) >= ENTRIES and len({day for _, day in found}) > 1 else ()


def came_out(article: Article, entries: Sequence[Entry], at: int) -> tuple[Published | None, bool]:
    """When the words at an offset came out, and whether an entry of the text says so."""
    place = bisect_right(entries, at, key=lambda entry: entry[0])
    if not place:
        return article.published, False
    day = entries[place - 1][1]
    return Published(day, day, "dated in the text"), True


def _day(heading: re.Match[str], last: date) -> date | None:
    """The day of a heading, on or before the `last` possible day of the article; None where no calendar has it."""
    for year in (int(heading["year"]),) if heading["year"] else (last.year, last.year - 1):
        try:
            day = date(year, _months()[heading["month"]], int(heading["day"]))
        except ValueError:  # 31 June: the text's mistake; 29 February may be one of the year before
            continue
        if day <= last:
            return day
    return None


@cache
def _heading() -> re.Pattern[str]:
    days = "|".join(sorted(re.escape(r["word"]) for r in load_table("time_words") if r["kind"] == "weekday"))
    months = "|".join(sorted(map(re.escape, _months()), key=lambda m: (-len(m), m)))
    return re.compile(
        rf"^[ \t]*(?:(?:{days}),? )?(?P<day>\d{{1,2}})\. (?P<month>{months})(?: (?P<year>\d{{4}}))?"
        r"(?:,? (?:um )?\d{1,2}[.:]\d{2} Uhr)?[ \t]*(?::|$)",
        re.MULTILINE,
    )


@cache
def _months() -> dict[str, int]:
    return {r["word"]: int(r["value"]) for r in load_table("time_words") if r["kind"] in ("month", "month_short")}
