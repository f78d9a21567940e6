"""Time expressions with TIMEX3 values, in the extents of TimeML as the German corpus KRAUTS draws them."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate

from spacy.tokens import Doc

from quellenlage.annotate.time_clauses import direction_in, sentence_looks
from quellenlage.annotate.time_phrases import phrases_in, with_direction
from quellenlage.annotate.time_words import Phrase, Word, word_of
from quellenlage.domain.annotations import By, Direction, Layout, Time
from quellenlage.domain.article import Article, Published
from quellenlage.domain.span import Span
from quellenlage.german.calendar import resolve, shifted, to_day

REACH = 3
"""A clock time or "am nächsten Tag" is counted from a day named at most this many sentences before."""

_NUMERIC = re.compile(
    r"(?<![\w.,/-])(?:(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"
    r"|(?P<day>\d{1,2})\.[ \u00a0]?(?P<month>\d{1,2})\.[ \u00a0]?(?P<year>\d{4}|\d{2})?)(?![\w/]|\.\d|,\d)"
)


def find_times(article: Article, doc: Doc, layout: Layout) -> tuple[Time, ...]:
    """The time expressions of an article in order. Those that lean on the publication date are filled in from the
    article's own date; without one they keep their placeholders, and `german.calendar.resolve` can fill them later."""
    found: list[Time] = []
    day_named: tuple[int, str] | None = None
    # of the sentence that named the day: which way it looks, and its block
    looked: Direction | None = None
    named_in = -1
    parsed = doc.has_annotation("DEP")
    for number, sentence in enumerate(doc.sents):
        words = [word_of(t.text, t.idx, t if parsed else None) for t in sentence if not t.is_space]
        if not words:
            continue
        furniture = layout.in_furniture(Span(words[0].start, words[-1].end))
        if day_named is not None and number - day_named[0] > REACH:
            day_named = None
        here: list[Time] = []
        waiting: list[tuple[int, str]] = []
        for item in _in_order(words, list(_numeric_dates(article.text, words))):
            time = item if isinstance(item, Time) else _time_of(item, words)
            # page matter may be older than the article: its dates are not counted from the article's
            time = replace(time, in_furniture=furniture)
            if isinstance(item, Phrase) and item.anchored is not None:
                waiting.append((len(here), item.anchored))
            elif not furniture:
                time = replace(time, value=resolve(time, article.published))
            here.append(time)
        before = day_named
        looks = sentence_looks(words) if here else None
        block = bisect([b.start for b in layout.blocks], words[0].start)
        far = day_named if day_named is not None and _could_tell_of(day_named[1], looks, article.published) else None
        near = None
        if far is not None and (
            (number - far[0] == 1 and looks is not None and looks == looked) or (block == named_in and looks == looked)
        ):
            near = far
        day_named = _anchor(here, waiting, number, far, near) or day_named
        if day_named != before:
            looked, named_in = looks, block
        found += here
    return tuple(found)


def _anchor(
    here: list[Time],
    waiting: Sequence[tuple[int, str]],
    number: int,
    day_named: tuple[int, str] | None,
    near: tuple[int, str] | None,
) -> tuple[int, str] | None:
    """Counts the waiting times of a sentence ("um 9 Uhr", "am nächsten Tag") from the day named last before them, a
    clock time also from one named behind it in the sentence. A bare part of the day ("am Mittag") takes a day of this
    sentence, or `near`: the day of the sentence before, if that tells of the same time. Gives the day to count from in
    the next sentences."""
    shifts = dict(waiting)
    days = [
        None if at in shifts else to_day(t.value) if t.type in ("DATE", "TIME") else None for at, t in enumerate(here)
    ]
    named_behind: list[date | None] = list(accumulate(reversed(days), _later_or))[::-1]
    for at, time in enumerate(here):
        if at in shifts:
            behind = named_behind[at] if time.type == "TIME" else None
            bare_part = time.type == "TIME" and ":" not in time.value
            last = near if bare_part and (day_named is None or day_named[0] < number) else day_named
            anchor = behind if last is None or (behind and last[0] < number) else to_day(last[1])
            # the calendar of the standard library ends with the year 9999
            if anchor is not None and anchor.year < 9999:
                day = shifted(anchor, shifts[at])
                here[at] = replace(time, value=time.value.replace("XXXX-XX-XX", day.isoformat(), 1), needs_dct=False)
        elif days[at] is not None:
            day_named = (number, str(days[at]))
        if at in shifts and time.type == "DATE" and (day_at := to_day(here[at].value)) is not None:
            day_named = (number, day_at.isoformat())
    return day_named


def _could_tell_of(day: str, looks: Direction | None, published: Published | None) -> bool:
    """False where a sentence in the past would tell of a day after publication, or one that looks forward of a day
    before it."""
    named = to_day(day)
    if published is None or published.first is None or published.last is None or named is None:
        return True
    return not (looks == "past" and named > published.last) and not (looks == "future" and named < published.first)


def _later_or(behind: date | None, day: date | None) -> date | None:
    return behind if day is None else day


def _in_order(words: Sequence[Word], numeric: Sequence[Time]) -> list[Phrase | Time]:
    """Numeric dates and phrases by place; a phrase that touches a numeric date gives way."""
    items: list[tuple[int, Phrase | Time]] = [(t.start, t) for t in numeric]
    taken = {offset for t in numeric for offset in range(t.start, t.end)}
    for phrase in phrases_in(words):
        start = words[phrase.first].start
        if taken.isdisjoint(range(start, words[phrase.last].end)):
            items.append((start, phrase))
    return [item for _, item in sorted(items, key=lambda pair: pair[0])]


def _time_of(phrase: Phrase, words: Sequence[Word]) -> Time:
    if phrase.tense:
        phrase = with_direction(phrase, direction_in(words, phrase))
    return Time(
        start=words[phrase.first].start,
        end=words[phrase.last].end,
        type=phrase.type,
        value=phrase.value,
        by=By(rule="times", reason=f"calendar words: {phrase.rule}"),
        needs_dct=phrase.shift is not None
        or (phrase.type in ("DATE", "TIME") and phrase.value.startswith("XXXX-") and not phrase.any_such),
        shift=phrase.shift,
        direction=phrase.direction,
    )


def _numeric_dates(text: str, words: Sequence[Word]) -> Iterator[Time]:
    """13.4.2022, 13.04.22, 13.4., 2022-04-13."""
    for match in _NUMERIC.finditer(text, words[0].start, words[-1].end):
        year = match["y"] or match["year"]
        month, day = int(match["m"] or match["month"]), int(match["d"] or match["day"])
        if year is not None and len(year) == 2:
            year = f"20{year}" if int(year) <= 40 else f"19{year}"
        value = f"{year or 'XXXX'}-{month:02d}-{day:02d}"
        if to_day(value.replace("XXXX", "2000")) is None:
            continue
        end = match.end()
        while text[end - 1].isspace():
            end -= 1
        yield Time(
            start=match.start(),
            end=end,
            type="DATE",
            value=value,
            by=By(rule="times", reason="date in figures"),
            needs_dct=year is None,
        )
