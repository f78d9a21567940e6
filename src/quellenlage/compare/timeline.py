"""The chronicle: sentences that give a date, one line per date and happening."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quellenlage.compare.order import in_order
from quellenlage.compare.words import even, words_of
from quellenlage.domain.annotations import AnnotatedArticle, Time
from quellenlage.domain.article import Published
from quellenlage.domain.dossier import Period, TimelineRow
from quellenlage.domain.identity import digest
from quellenlage.domain.span import Evidence, Span
from quellenlage.german.calendar import date_of
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import lemma_of

SAME_HAPPENING = 0.5
"""Share of the shorter sentence's content words that two sentences about one date must share to be one line."""
FEW = 3
"""Content words two sentences must share at least, however short they are."""
LETTERS = 4
"""Letters a content word has at least."""

_YEAR = re.compile(r"\d{4}")
_TITLE_WITH_YEAR = re.compile(r"[„“\"»«‚‘'](?:[\w-]+ ){0,3}\Z")
"""What stands before a year that ends a name in quotation marks (*„Bahnhof 2040“*)."""
_CLOSES = "“”\"»«‘’'"
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T.*)?")
_MONTH_OR_YEAR = re.compile(r"\d{4}(?:-\d{2})?")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?")


@dataclass(frozen=True)
class Dated:
    """A sentence and one date it gives."""

    period: Period
    evidence: Evidence
    text: str
    words: frozenset[str]
    said: str


def find_timeline(members: Sequence[AnnotatedArticle]) -> tuple[TimelineRow, ...]:
    """The dated sentences of a story in the order of their dates.

    Sentences of several articles that say the same of one date share a line. The text is the shortest whole sentence,
    verbatim; the date is as precise as the text gives it.
    """
    by_date: dict[Period, list[Dated]] = defaultdict(list)
    for member in in_order(members):
        for dated in _dated_sentences(member):
            by_date[dated.period].append(dated)
    order = {member.article.id: place for place, member in enumerate(in_order(members))}
    rows = [_row(group, order) for dated in by_date.values() for group in _happenings(dated)]
    return tuple(sorted(rows, key=lambda r: (_start(r.date), r.date.to or "", r.evidence)))


def _dated_sentences(member: AnnotatedArticle) -> Iterator[Dated]:
    """Every sentence of the prose once for each date in it that stands in a calendar."""
    article, marks = member.article, member.annotations
    seen: set[tuple[int, Period]] = set()
    for time in marks.times:
        index = marks.sentence_at(time.start)
        if time.in_furniture or time.type not in ("DATE", "TIME") or index is None or _in_a_name(article.text, time):
            continue
        value = date_of(time, article.published)
        period = period_of(value) if value else None
        if period is None or (index, period) in seen or not _possible(period, time, article.published, article.text):
            continue
        seen.add((index, period))
        span = marks.sentences[index].span
        text = span.of(article.text)
        yield Dated(
            period, Evidence(article.id, *span), text, _content(text, time.span, span), time.span.of(article.text)
        )


def _in_a_name(text: str, time: Time) -> bool:
    """True for the year of a title: *das Papier „Bahnhof 2040“* gives no date."""
    bare = _YEAR.fullmatch(time.span.of(text))
    closed = text[time.end : time.end + 1] in _CLOSES and time.end < len(text)
    return bool(bare and closed and _TITLE_WITH_YEAR.search(text, max(0, time.start - 60), time.start))


def _possible(period: Period, time: Time, published: Published | None, text: str) -> bool:
    """False for a date that the sentence around it contradicts: one that was counted from another day and lies ahead of
    an article that tells it as past, or behind one that announces it (*lud für Donnerstag ein*)."""
    if published is None or published.first is None or published.last is None or _YEAR.search(time.span.of(text)):
        return True
    # "für Donnerstag" is announced whatever the verb; "die Zahlen für Juni" are not
    day_after_for = len(period.from_ or "") == 10 and text[max(0, time.start - 5) : time.start].endswith(" für ")
    ahead = time.direction == "future" or day_after_for
    behind = not ahead and (time.direction == "past" or (time.type == "TIME" and not time.needs_dct))
    if ahead and period.to:
        return period.to >= published.first.isoformat()[: len(period.to)]
    if behind and period.from_:
        return period.from_ <= published.last.isoformat()[: len(period.from_)]
    return True


def period_of(value: str) -> Period | None:
    """The period that a TIMEX3 value names, as precise as it is: a day, a month, a year, or the days of a week."""
    if match := _DAY.fullmatch(value):
        return Period(match[1], match[1])
    if _MONTH_OR_YEAR.fullmatch(value):
        return Period(value, value)
    if match := _WEEK.fullmatch(value):
        monday = _monday(int(match[1]), int(match[2]))
        if monday is not None:
            start, end = monday + timedelta(5 if match[3] else 0), monday + timedelta(6)
            return Period(start.isoformat(), end.isoformat())
    return None


def _monday(year: int, week: int) -> date | None:
    return date.fromisocalendar(year, week, 1) if 1 <= week <= 52 or (week == 53 and _has_53_weeks(year)) else None


def _has_53_weeks(year: int) -> bool:
    return date(year, 12, 28).isocalendar().week == 53


def _content(text: str, time: Span, sentence: Span) -> frozenset[str]:
    """Lemmas of the longer words, without those of the date itself."""
    at = time.shift(-sentence.start)
    words = words_of(text[: at.start] + " " + text[at.end :])
    return frozenset(fold(lemma_of(w)) for w in words if len(w) >= LETTERS)


def _happenings(dated: list[Dated]) -> list[list[Dated]]:
    """Sentences about one date, grouped by what they say: each joins the group whose first sentence it agrees with
    most, and only groups that share a word are looked at."""
    groups: list[list[Dated]] = []
    with_word: dict[str, list[int]] = defaultdict(list)
    for each in sorted(dated, key=lambda d: (-len(d.words), d.evidence)):
        near = sorted({i for w in each.words for i in with_word[w]})
        scored = [(value, -i) for i in near if (value := _agreement(each, groups[i][0])) >= SAME_HAPPENING]
        if scored:
            groups[-max(scored)[1]].append(each)
            continue
        for word in each.words:
            with_word[word].append(len(groups))
        groups.append([each])
    return groups


def _agreement(a: Dated, b: Dated) -> float:
    """Share of the shorter sentence's content words that both have; 0 within one article, whose sentences differ."""
    shared = len(a.words & b.words)
    return 0.0 if shared < FEW or a.evidence.article == b.evidence.article else shared / min(len(a.words), len(b.words))


def _row(group: list[Dated], order: Mapping[str, int]) -> TimelineRow:
    """One line; `order` is the place of each article by publication."""
    evidence = tuple(sorted({d.evidence for d in group}))
    clearest = min(group, key=lambda d: (not _whole(d.text), len(d.text), d.evidence))
    phrase = "date in the text" if _YEAR.search(clearest.said) else "counted from the publication date"
    return TimelineRow(
        id=digest("timeline", clearest.period.from_ or "", *(str(x) for x in _identity(group))),
        date=clearest.period,
        text=even(clearest.text),
        event_type=None,
        modality=None,
        articles=tuple(sorted({d.evidence.article for d in group}, key=order.__getitem__)),
        evidence=evidence,
        reasons=(f"{phrase}: {even(clearest.said)}",),
        sure=True,
    )


def _identity(group: list[Dated]) -> tuple[str, int, int]:
    first = min(d.evidence for d in group)
    return first.article, first.start, first.end


def _whole(text: str) -> bool:
    """True for a sentence that ends as one and is no heading."""
    return text.rstrip('"“”»«’‘)').endswith((".", "!", "?")) and len(words_of(text)) >= 5


def _start(period: Period) -> str:
    """A month or year sorts before its first day."""
    return period.from_ or ""
