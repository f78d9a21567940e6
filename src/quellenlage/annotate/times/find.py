"""Time expressions with TIMEX3 values, in the extents of TimeML as the German corpus KRAUTS draws them."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from quellenlage.annotate.times.anchors import Named, Waiting, anchored
from quellenlage.annotate.times.clauses import direction_in, is_of_saying, is_reported, sentence_looks
from quellenlage.annotate.times.phrases import phrases_in, with_direction
from quellenlage.annotate.times.words import Phrase, Word, word_of
from quellenlage.domain.annotations import By, FurnitureKind, Layout, Time
from quellenlage.domain.article import Article
from quellenlage.domain.span import Span
from quellenlage.german.calendar import resolve, to_day

_DAY = re.compile(r"(?:\d{4}|XXXX)-(?:\d\d|XX)-(?:\d\d|XX)|XXXX-WXX-\d")
_OPENERS = frozenset(["am", "ab", "vom", "zum", "bis", "seit", "der", "den", "dem", "stand", "vor", "nach"])
_LONGEST_WORD = 40
_PLANS = frozenset(["wird", "werden", "soll", "sollen", "will", "wollen"])
_NUMERIC = re.compile(
    r"(?<![\w.,/-])(?:(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"
    r"|(?P<day>\d{1,2})\.[ \u00a0]?(?P<month>\d{1,2})\.[ \u00a0]?(?P<year>\d{4}|\d{2})?)(?![\w/]|\.\d|,\d)"
)


def find_times(article: Article, doc: Doc, layout: Layout) -> tuple[Time, ...]:
    """The time expressions of an article in order. Those that lean on the publication date are filled in from the
    article's own date; without one they keep their placeholders, and `german.calendar.resolve` can fill them later."""
    found: list[Time] = []
    named: list[Named] = []
    parsed = doc.has_annotation("DEP")
    starts = [b.start for b in layout.blocks]
    for number, sentence in enumerate(doc.sents):
        words = [word_of(t.text, t.idx, t if parsed else None) for t in sentence if not t.is_space]
        if not words:
            continue
        matter = _matter(layout, Span(words[0].start, words[-1].end))
        here: list[Time] = []
        waiting: dict[int, Waiting] = {}
        said: set[int] = set()
        for item in _in_order(words, list(_numeric_dates(article.text, words))):
            time = item if isinstance(item, Time) else _time_of(item, words, caption=matter == "caption")
            if matter is not None:
                time = replace(time, in_furniture=True)
            if matter not in (None, "caption"):
                # page matter may be older than the article: its dates are not counted from the article's
                if _is_date(time):
                    found.append(time)
                continue
            if isinstance(item, Phrase) and item.anchored is not None:
                waiting[len(here)] = Waiting(item.anchored, direction_in(words, item), is_reported(words, item))
            else:
                time = replace(time, value=resolve(time, article.published))
                if isinstance(item, Phrase) and is_of_saying(words, item):
                    said.add(len(here))
            here.append(time)
        if here:
            block = bisect(starts, words[0].start)
            place = (number, block, sentence_looks(words))
            here, named = anchored(here, waiting, frozenset(said), place, named, article.published)
            found += here
    return tuple(found)


def _matter(layout: Layout, span: Span) -> FurnitureKind | None:
    """The kind of page matter that `span` stands in, None for prose."""
    at = bisect(layout.furniture, span.start, key=lambda f: f.start)
    near = layout.furniture[max(0, at - 1) : at + 1]
    kind = next((f.kind for f in near if f.span.overlaps(span)), None)
    return kind if kind is not None or not layout.in_furniture(span) else "notice"


def _is_date(time: Time) -> bool:
    """True for a day, month or year: all that counts in page matter."""
    return (
        time.type in ("DATE", "TIME") and not time.value.endswith("_REF") and not time.value.startswith("XXXX-XX-XXT")
    )


def _in_order(words: Sequence[Word], numeric: Sequence[Time]) -> list[Phrase | Time]:
    """Numeric dates and phrases by place; a phrase that touches a numeric date gives way."""
    items: list[tuple[int, Phrase | Time]] = [(t.start, t) for t in numeric]
    taken = {offset for t in numeric for offset in range(t.start, t.end)}
    for phrase in phrases_in(words):
        start = words[phrase.first].start
        if taken.isdisjoint(range(start, words[phrase.last].end)):
            items.append((start, phrase))
    return _with_clock([item for _, item in sorted(items, key=lambda pair: pair[0])], words)


def _with_clock(items: Sequence[Phrase | Time], words: Sequence[Word]) -> list[Phrase | Time]:
    """*16.09.2025, 18:25 Uhr*, *Montag, 19 Uhr*: a day and the clock time right behind it are one."""
    joined: list[Phrase | Time] = []
    for item in items:
        before = joined[-1] if joined else None
        if before is None or not isinstance(item, Phrase) or item.rule != "clock" or item.first == item.last:
            joined.append(item)
            continue
        comma = words[item.first - 1].text == "," if item.first else False
        last = item.first - 1 - comma
        clock = item.value.removeprefix("XXXX-XX-XX")
        end = before.end if isinstance(before, Time) else words[before.last].end
        if words[last].end != end or not _DAY.fullmatch(before.value) or before.type != "DATE":
            joined.append(item)
        elif isinstance(before, Phrase):
            together = replace(before, last=item.last, type="TIME", value=before.value + clock)
            joined[-1] = replace(together, anchored=before.anchored)
        else:
            joined[-1] = replace(before, end=words[item.last].end, type="TIME", value=before.value + clock)
    return joined


def _time_of(phrase: Phrase, words: Sequence[Word], *, caption: bool = False) -> Time:
    if phrase.tense:
        looks = direction_in(words, phrase)
        # a picture shows what has been: "Tausende demonstrieren am Samstag"
        if caption and not any(w.low in _PLANS for w in words):
            looks = "past"
        phrase = with_direction(phrase, looks)
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


def _is_version(text: str, start: int) -> bool:
    """True for the figures of "Nordix 1.8.": right behind a capitalised word that is none of the calendar."""
    before = text[max(0, start - _LONGEST_WORD) : start].rsplit(None, 1)[-1:] if text[start - 1 : start] == " " else []
    word = before[0] if before else ""
    return word[:1].isupper() and word.isalpha() and not word_of(word, 0).kind and word.lower() not in _OPENERS


def _numeric_dates(text: str, words: Sequence[Word]) -> Iterator[Time]:
    """13.4.2022, 13.04.22, 13.4., 2022-04-13."""
    for match in _NUMERIC.finditer(text, words[0].start, words[-1].end):
        year = match["y"] or match["year"]
        month, day = int(match["m"] or match["month"]), int(match["d"] or match["day"])
        if year is not None and len(year) == 2:
            year = f"20{year}" if int(year) <= 40 else f"19{year}"
        value = f"{year or 'XXXX'}-{month:02d}-{day:02d}"
        if to_day(value.replace("XXXX", "2000")) is None or (year is None and _is_version(text, match.start())):
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
