"""Disputed numbers: numbers of one row of figures that do not go together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

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
from quellenlage.compare.counted import is_growing, thing_of
from quellenlage.compare.dispute_rows import Told, row_of
from quellenlage.compare.figures import OWN_COUNTRY
from quellenlage.compare.intervals import Number, fit
from quellenlage.compare.order import first_version, order_key
from quellenlage.compare.words import even
from quellenlage.domain.dossier import Dispute, Figure, FigureValue, Side
from quellenlage.domain.span import Span

SHARES = frozenset(("Prozent", "Prozentpunkt", "Promille", "Anteil"))
"""Units of what is a part of something: the same noun has many of them."""
SET_AGAINST = 2
"""Sentences from one number to the next within which an article sets two who give them against each other: read on 150
stories of 5,000 articles, all four pairs farther apart were of two things (a fair's and a festival's cancellations)."""
ONE_AFFAIR = 12
"""Articles up to which a story whose articles have a place in common tells of one affair, in which a noun like *Betten*
stands for one thing; larger ones have several things of a name."""


def find_numbers(figures: Sequence[Figure], story: Told, home: frozenset[str], *, loose: bool) -> Iterator[Dispute]:
    """Numbers of one row that do not go together. Sure are those of which the sentences agree on more than the noun:
    the place, who bears them, what is done; in a `loose` story on the verb and one more word."""
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
        if not (pairs := [p for p in pairs if not matter.is_later(*p, story)]):
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
            return not parted(one, other) and not is_elsewhere(one, other, self.home)
        return agree(one, other, self.home, general=self.general, one_affair=self.one_affair)

    def is_set_against(self, a: FigureValue, b: FigureValue, story: Told) -> bool:
        """False for numbers of other days, and of what each of two givers does (*sie hätten 40 getestet*); in one
        article for all but those of two named ones side by side."""
        one, other = self.around[id(a)], self.around[id(b)]
        if is_other_time(one, other) or (one.own and other.own):
            return False
        return a.article != b.article or (bool(a.owner and b.owner) and _apart(a, b, story) <= SET_AGAINST)

    def may_be_one(self, a: FigureValue, b: FigureValue) -> bool:
        """True unless something parts two equal numbers; of a noun of many things the sentences must agree."""
        one, other = self.around[id(a)], self.around[id(b)]
        if self.general:
            return self.is_one(a, b)
        return not parted(one, other) and not is_elsewhere(one, other, self.home)

    def is_later(self, a: FigureValue, b: FigureValue, story: Told) -> bool:
        """True for counts of two days of which one says that it is of its day: a series."""
        days = {order_key(story.articles[v.article].article)[0] for v in (a, b)}
        return len(days) > 1 and any(self.around[id(v)].running for v in (a, b))


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
