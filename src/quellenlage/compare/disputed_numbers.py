"""Disputed numbers: numbers of one row of figures that do not go together."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from quellenlage.compare.circumstances import (
    Circumstances,
    agree,
    circumstances_of,
    is_elsewhere,
    is_general,
    is_other_fate,
    is_other_time,
    letters,
    parted,
)
from quellenlage.compare.dispute_rows import Told, row_of
from quellenlage.compare.figures import OWN_COUNTRY
from quellenlage.compare.intervals import Number, fit, number_of
from quellenlage.compare.order import first_version, order_key
from quellenlage.compare.things import is_growing, thing_of
from quellenlage.compare.words import even
from quellenlage.domain.article import Article, Published
from quellenlage.domain.dossier import Dispute, Figure, FigureValue, Side
from quellenlage.domain.span import Span
from quellenlage.german.folding import fold
from quellenlage.german.lexicon import load_words
from quellenlage.german.numbers import number_of as value_of

SHARES = frozenset(("Prozent", "Prozentpunkt", "Promille", "Anteil"))
"""Units of what is a part of something: the same noun has many of them."""
SET_AGAINST = 2
"""Sentences from one number to the next within which an article sets two who give them against each other: read on 150
stories of 5,000 articles, all four pairs farther apart were of two things (a fair's and a festival's cancellations)."""
TOLD_WITHIN = 10
"""Days within which two outlets tell the same of one affair where neither says when. Read on 900 stories of 4 to 18
articles: nearly all disputes about numbers of one outlet, or of two days farther apart, were of later counts."""
FROM_TO = re.compile(r"\bvon (\S+) auf (?:\w+ )?$")
NEAR = 40
"""Characters before a number in which the one stands that it was before."""
BESIDE = 1
"""Sentences around a number in which an article gives the other one, too: *von 19 auf 16 Prozent*."""
ONE_AFFAIR = 12
"""Articles up to which a story whose articles have a place in common tells of one affair, in which a noun like *Betten*
stands for one thing; larger ones have several things of a name."""


def find_numbers(figures: Sequence[Figure], story: Told, home: frozenset[str], *, loose: bool) -> Iterator[Dispute]:
    """Numbers of one row that do not go together. Sure are those of which the sentences agree on more than the noun:
    the place, who bears them, what is done; in a `loose` story on the verb and one more word; and which are of the same
    time. Counts of two days are a series, and no dispute at all where one outlet gives both."""
    one_affair = (
        not loose
        and bool(home - OWN_COUNTRY)
        and len({first_version(m.article) for m in story.articles.values()}) <= ONE_AFFAIR
    )
    for figure in figures:
        values = [v for v in figure.values if (v.low, v.high) != (None, None)]
        pairs = [
            (a, b)
            for n, a in enumerate(values)
            for b in values[n + 1 :]
            if _contradict(a, b, story, growing=is_growing(figure.object))
        ]
        around = {id(v): _around(v, figure, story) for v in values} if pairs else {}
        matter = _Matter(figure, around, home, loose or is_general(figure.object), one_affair)
        pairs = [p for p in pairs if not matter.is_later(*p, story) and not _gives_both(*p, figure, story)]
        if not pairs:
            continue
        surely = [p for p in pairs if matter.is_one(*p) and matter.is_set_against(*p, story)]
        chosen = surely or pairs
        at_odds = [v for v in values if any(v in pair for pair in chosen)]
        others = [v for v in values if v not in at_odds]
        sides = _sides(at_odds, others, matter if surely else None)
        if len(sides) < 2:
            continue
        strict = any(_fit(a, b) == "incompatible" for a, b in chosen)
        owners = any(a.owner and b.owner for a, b in chosen)
        one_article = any(a.article == b.article and a.owner and b.owner for a, b in chosen)
        what = figure.object if figure.unit is None else f"{figure.object} ({figure.unit})"
        yield row_of(
            "number",
            what,
            _told_apart(sides, [_counted(side, story) for side in sides], story),
            [f"numbers that do not go together: {figure.object}"],
            sure=bool(surely) and (strict or owners) and (figure.sure or figure.unit is not None or one_article),
        )


def _around(value: FigureValue, figure: Figure, story: Told) -> Circumstances:
    first = value.evidence[0]
    label = " ".join(w for w in (figure.object, figure.unit, value.owner) if w)
    return circumstances_of(story.articles[first.article], Span(first.start, first.end), label)


@dataclass(frozen=True, slots=True)
class _Matter:
    """What the sentences of the numbers of a row say besides them (`around`, by the identity of the value)."""

    figure: Figure
    around: Mapping[int, Circumstances]
    home: frozenset[str]
    general: bool
    one_affair: bool

    def is_one(self, a: FigureValue, b: FigureValue) -> bool:
        """True if both are of one thing beyond their noun; two whom one article sets against each other are unless
        something parts them."""
        one, other = self.around[id(a)], self.around[id(b)]
        if is_other_fate(one, other, thing_of(self.figure.object)):
            return False
        if a.article == b.article and a.owner and b.owner:
            return not parted(one, other) and not is_elsewhere(one, other, self.home | one.places | other.places)
        measured = self.figure.unit is not None and self.figure.unit not in SHARES
        if measured and self.one_affair and not self.general:
            alike = self.is_told_alike(one, other) or _restated(one, other) or not one.years.isdisjoint(other.years)
            return alike and not parted(one, other) and not is_elsewhere(one, other, self.home)
        return agree(one, other, self.home, general=self.general, one_affair=self.one_affair)

    def is_set_against(self, a: FigureValue, b: FigureValue, story: Told) -> bool:
        """False for numbers of other days, and of what each of two givers does (*sie hätten 40 getestet*); in one
        article for all but those of two named ones side by side."""
        one, other = self.around[id(a)], self.around[id(b)]
        if is_other_time(one, other) or (one.own and other.own):
            return False
        if a.article != b.article:
            return self.is_of_one_time(a, b, story)
        near = bool(a.owner and b.owner) and _apart(a, b, story) <= SET_AGAINST
        return near and (_restated(one, other) or self.is_told_alike(one, other))

    def is_told_alike(self, one: Circumstances, other: Circumstances) -> bool:
        """True if two sentences have their verb in common, or a word or name beside the places."""
        shared = (one.words & other.words) - one.places - other.places - self.home
        return bool(shared or one.names & other.names) or (one.predicate == other.predicate != "")

    def is_of_one_time(self, a: FigureValue, b: FigureValue, story: Told) -> bool:
        """True if two articles give numbers of the same time, as far as they say: of one day or year that both clauses
        name, of the day on which both came out, or of a day that one names and on which the other came out. What
        neither dates is of one time in one affair that other outlets tell within a few days, unless it is planned. What
        one outlet gives twice is nobody's dispute, unless it names two who give it."""
        one, other = self.around[id(a)], self.around[id(b)]
        first, second = (story.articles[v.article].article for v in (a, b))
        if not _other_outlets(first, second) and not (a.owner and b.owner):
            return False
        if one.days and other.days:
            return one.days == other.days
        out = [article.published for article in (first, second)]
        if one.days or other.days:
            undated = out[1] if one.days else out[0]
            return (
                undated is not None and undated.day is not None and {undated.day.isoformat()} == one.days | other.days
            )
        if not one.years.isdisjoint(other.years):
            return True
        days = {p.day if p is not None else None for p in out}
        if len(days) == 1 and None not in days:
            return True
        open_ = load_words("planned_verbs") & {one.predicate, other.predicate} or one.rates or other.rates
        return self.one_affair and not open_ and _days_apart(*out) <= TOLD_WITHIN

    def may_be_one(self, a: FigureValue, b: FigureValue) -> bool:
        """True unless something parts two equal numbers; of a noun of many things the sentences must agree."""
        one, other = self.around[id(a)], self.around[id(b)]
        if self.general:
            return self.is_one(a, b)
        return not parted(one, other) and not is_elsewhere(one, other, self.home)

    def is_later(self, a: FigureValue, b: FigureValue, story: Told) -> bool:
        """True for counts of two days of which one says that it is of its day, or which are of one outlet: a series."""
        articles = [story.articles[v.article].article for v in (a, b)]
        if len({order_key(article)[0] for article in articles}) < 2:
            return False
        one, other = self.around[id(a)], self.around[id(b)]
        named = (one.days & other.days) or (one.years & other.years)
        return one.running or other.running or (not named and not _other_outlets(*articles))


def _gives_both(a: FigureValue, b: FigureValue, figure: Figure, story: Told) -> bool:
    """True where one of two articles has the number of the other, too, as one more of the same thing or beside its own,
    and nobody sets them against each other: it knows both, and tells them of two things."""
    if _becomes(a, b, story) or _becomes(b, a, story):
        return True
    if a.article == b.article or (a.owner and b.owner and letters(a.owner) != letters(b.owner)):
        return False
    return any(
        any(v.article == own.article and v is not own and _fit(v, other) == "equal" for v in figure.values)
        or (other.low, other.high) in _beside(own, figure.unit, story)
        for own, other in ((a, b), (b, a))
    )


def _beside(value: FigureValue, unit: str | None, story: Told) -> set[tuple[float | None, float | None]]:
    """The numbers in a unit that an article gives in the sentence of a value and next to it."""
    marks = story.articles[value.article].annotations
    at = marks.sentence_at(value.evidence[0].start) or 0
    near = marks.sentences[max(0, at - BESIDE) : at + BESIDE + 1]
    first = bisect_left(marks.quantities, near[0].start, key=lambda q: q.start)
    last = bisect_left(marks.quantities, near[-1].end, key=lambda q: q.start)
    return {number_of(q)[:2] for q in marks.quantities[first:last] if q.unit == unit}


def _becomes(a: FigureValue, b: FigureValue, story: Told) -> bool:
    """True where an article tells that the one number becomes the other: *von 19 auf 16 Prozent*."""
    text, start = story.articles[b.article].article.text, b.evidence[0].start
    former = FROM_TO.search(text[max(0, start - NEAR) : start])
    value = None if former is None else value_of(former[1])
    return value is not None and value in (a.low, a.high)


def _other_outlets(a: Article, b: Article) -> bool:
    """False where one outlet gives both, or may: what it tells on another day is a later count."""
    return a.outlet is None or a.outlet != b.outlet


def _days_apart(a: Published | None, b: Published | None) -> float:
    """Days between two articles at least; without end where one has no date."""
    if a is None or b is None or a.days is None or b.days is None:
        return math.inf
    return a.days.apart(b.days)


def _restated(one: Circumstances, other: Circumstances) -> bool:
    """True where one of two numbers stands behind a verb that gives numbers (*sprach von 1.800*)."""
    return not _restating().isdisjoint((one.predicate, other.predicate))


@cache
def _restating() -> frozenset[str]:
    return frozenset(fold(w) for w in load_words("restating_verbs") | load_words("estimating_verbs"))


def _apart(a: FigureValue, b: FigureValue, story: Told) -> int:
    """Sentences from the one number to the other, both of one article, where they stand closest."""
    marks = story.articles[a.article].annotations
    places = [[marks.sentence_at(e.start) or 0 for e in v.evidence if e.article == a.article] for v in (a, b)]
    return min((abs(x - y) for x in places[0] for y in places[1]), default=SET_AGAINST + 1)


def _contradict(a: FigureValue, b: FigureValue, story: Told, *, growing: bool) -> bool:
    """True if both cannot hold: not for later numbers of one owner, nor for a toll that has grown since."""
    how = _fit(a, b)
    if how not in ("apart", "incompatible"):
        return False
    one_owner = bool(a.owner) and letters(a.owner or "") == letters(b.owner or "")
    if a.article == b.article:
        # an article that gives two numbers on its own sets nobody against anybody
        return not one_owner and bool(a.owner or b.owner)
    articles = [story.articles[v.article].article for v in (a, b)]
    if first_version(articles[0]) == first_version(articles[1]):
        return False
    days = [order_key(article)[0] for article in articles]
    if growing:
        return False
    if one_owner and days[0] != days[1]:
        return False
    return how == "incompatible" or bool(a.owner and b.owner and not one_owner)


def _fit(a: FigureValue, b: FigureValue) -> str:
    return fit(Number(a.low, a.high, a.comparator), Number(b.low, b.high, b.comparator))


def _sides(
    at_odds: Sequence[FigureValue], others: Sequence[FigureValue], matter: _Matter | None
) -> list[list[FigureValue]]:
    """Numbers that go together on one side; those in no dispute join the one side that they equal. With `matter`, only
    numbers of one thing stand on a side together, and one that fits none that it is of is left out."""
    sides: list[list[FigureValue]] = []

    def is_one(value: FigureValue, side: Sequence[FigureValue]) -> bool:
        return matter is None or all(matter.is_one(value, v) for v in side)

    def equals(value: FigureValue, side: Sequence[FigureValue]) -> bool:
        may_be = matter is None or all(matter.may_be_one(value, v) for v in side)
        return may_be and any(_fit(value, v) == "equal" for v in side)

    for value in sorted(at_odds, key=lambda v: (v.low is None, v.low or v.high or 0, v.high or 0)):
        fitting = [s for s in sides if all(_fit(value, other) in ("equal", "compatible") for other in s)]
        same = next((s for s in fitting if is_one(value, s)), None)
        if same is not None:
            same.append(value)
        elif not fitting:
            sides.append([value])
    for value in others:
        same_side = [s for s in sides if equals(value, s)]
        if len(same_side) == 1:
            same_side[0].append(value)
    return sides


def _told_apart(sides: Sequence[Sequence[FigureValue]], told: Sequence[Side], story: Told) -> list[Side]:
    """The sides, those that stand in one sentence with their numbers alone as positions: the sentence has them all."""
    positions = [side.position for side in told]
    return [
        replace(side, position=story.words(_own(values).evidence[0])) if positions.count(side.position) > 1 else side
        for values, side in zip(sides, told, strict=True)
    ]


def _own(side: Sequence[FigureValue]) -> FigureValue:
    """The value whose sentence a side is told with: the first that somebody gives."""
    return next((v for v in side if v.owner), side[0])


def _counted(side: Sequence[FigureValue], story: Told) -> Side:
    evidence = sorted({e for value in side for e in value.evidence})
    first = _own(side).evidence[0]
    sentence = story.sentence(first.article, first.start)
    return Side(even(sentence.of(story.articles[first.article].article.text)), tuple(evidence))
