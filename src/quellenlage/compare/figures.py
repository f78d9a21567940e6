"""Figures side by side: what the articles give as numbers of the same thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from functools import cache
from math import log
from typing import NamedTuple

from quellenlage.compare.circumstances import agree, is_general, is_other_fate, letters, parted
from quellenlage.compare.content import content_words
from quellenlage.compare.counted import SHARE, Counted, counted_in
from quellenlage.compare.intervals import Number, fit
from quellenlage.compare.order import first_version, in_order, order_key
from quellenlage.compare.things import is_growing, kin_of, thing_of
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.dossier import Figure, FigureValue
from quellenlage.domain.identity import digest
from quellenlage.domain.span import Evidence
from quellenlage.german.folding import fold
from quellenlage.german.lexicon import load_table, load_words

COMPOUND = 3
"""Letters that a compound has before its last part at least (*Artillerie-granaten*)."""

TELLING = 20
"""A number from which on it is no chance that two nouns have the same one."""

NO_CHANCE = 4
"""Digits, noughts at the end left out, from which on no two things have one number by chance: of 45 rows drawn from ten
stories, all six of one number for several towns had fewer."""

SHARED = 3
"""Content words that the sentences of two small numbers must share, the noun itself among them; so must those of two
measures far apart, and of a word like *mehrere* and a number: read on 300 articles of two days taken as one story, all
eight rows with such a word were of other things."""

OWN_COUNTRY = frozenset(("deutschland",))
"""A place that says nothing of where a story plays. Where its articles have no other one in common, they tell of many
things, and a noun alone is not one of them: of 300 articles of two days taken as one story, 12 of 14 disputes about
numbers were of two things."""
FEW_ARTICLES = 3
"""Articles up to which a story is about one thing, whatever places they name."""
MANY_ARTICLES = 12
"""Articles from which on one noun may stand for several things in a story."""
FAR = 3.0
"""How many times as large one of two numbers without a unit may be; nobody counts 22 where others count 180."""
CROWD = "crowd"
"""The family of people who come together."""
GROWTH = 1.5
"""How many times as large a toll is a day later at most: cases in Germany doubled every two to three days in March
2020; 1 dead and 36 dead five days apart were of Taiwan and Sweden."""
MANYFOLD = 200.0
"""How many times as large a toll becomes in a story at most: 400 recovered on a day are not 219,100 in all."""
SAME_NEWS = 1
"""Days within which two articles give a number of the same news. Own choice: the day and the one after."""
CORRECTED = 1.5
"""How far a toll may be corrected downwards from one day to the next."""

Key = tuple[object, ...]
"""What is counted, what is said of it where that is needed, qualities, unit, kind."""


def find_figures(members: Sequence[AnnotatedArticle]) -> tuple[Figure, ...]:
    """Numbers outside page matter that count or measure the same thing, as rows that can be compared: of at least two
    articles, or of two sources that one article sets against each other.

    The same thing: the same noun or one that stands for it (*Todesopfer*, *Tote*), the same adjectives, a unit that can
    be converted, and nothing in their sentences that parts them (another place, another year). Compounds stay apart
    from their last part (*Schwerverletzte* are not *Verletzte*) unless the same number is given for both. Values stand
    in the order of publication; a number that an article repeats, in itself or in its later versions, stands once, with
    all its evidence. *Mehrere* stands beside numbers of the same thing, never alone.
    """
    # 1 what each number counts
    numbers = [c for member in in_order(members) for c in counted_in(member)]
    numbers = _restated(numbers)
    # 2 which count the same
    home = home_of(members)
    groups = [g for same in _by_key(numbers).values() for g in _together(same, home)]
    loose = is_loose(members)
    texts = len({first_version(m.article) for m in members})
    size = _Size(few=texts <= FEW_ARTICLES, many=texts > MANY_ARTICLES, loose=loose)
    groups = [g for group in _with_compounds(groups, home) for g in _identified(group, home, size)]
    # 3 what is worth comparing
    figures = [_figure(group) for group in groups if _is_worth_it(group)]
    figures.sort(key=_rank)
    return tuple(figures)


class _Size(NamedTuple):
    """Whether a story has few articles or many, and whether it tells of many things (`loose`)."""

    few: bool
    many: bool
    loose: bool


def _by_key(numbers: Sequence[Counted]) -> dict[Key, list[Counted]]:
    groups: dict[Key, list[Counted]] = defaultdict(list)
    for each in numbers:
        if each.thing:
            groups[each.thing, each.said, each.qualities, each.unit, each.quantity.kind].append(each)
    return groups


def _restated(numbers: Sequence[Counted]) -> list[Counted]:
    """Numbers with a unit alone, restated of something told before: of the one thing that the story measures in the
    unit and the article names in the same paragraph."""
    things: dict[str, dict[str, str]] = defaultdict(dict)
    for each in numbers:
        if each.thing and each.unit:
            things[each.unit].setdefault(each.thing, each.label)
    found = []
    for each in numbers:
        if each.thing or not each.unit:
            found.append(each)
            continue
        text = each.member.article.text
        paragraph = text[text.rfind("\n", 0, each.quantity.start) + 1 : each.quantity.start]
        nouns = {thing_of(w.strip(".,;:!?")) for w in paragraph.split() if w[:1].isupper()}
        named = [thing for thing in things[each.unit] if thing in nouns]
        if len(named) == 1:
            found.append(replace(each, thing=named[0], label=things[each.unit][named[0]]))
    return found


def home_of(members: Sequence[AnnotatedArticle]) -> frozenset[str]:
    """Where the story plays: the places and states that more than half of its articles name. A number without a place
    is of there."""
    named: Counter[str] = Counter()
    texts = {first_version(member.article): member for member in members}
    for member in texts.values():
        entities = (e for e in member.annotations.entities if e.type in ("GPE", "LOC") and not e.in_furniture)
        named.update({letters(e.name) for e in entities})
    return frozenset(place for place, count in named.items() if 2 * count > len(texts) > 1)


def is_loose(members: Sequence[AnnotatedArticle]) -> bool:
    """True for a story whose articles have no place in common: they tell of many things."""
    return len({first_version(m.article) for m in members}) > FEW_ARTICLES and home_of(members) <= OWN_COUNTRY


def _together(same: Sequence[Counted], home: Set[str]) -> Iterator[list[Counted]]:
    """Numbers of one word for a thing, parted where their sentences speak of another place or another year."""
    groups: list[list[Counted]] = []
    for each in same:
        if each.bounds == (None, None):
            continue
        fitting = [g for g in groups if not any(_parted(each, other, home) for other in g)]
        if fitting:
            max(fitting, key=lambda g: max(_nearness(each, other) for other in g)).append(each)
        else:
            groups.append([each])
    for each in same:
        # a word instead of a number joins where its sentence fits, and only there
        if each.bounds == (None, None):
            near = [g for g in groups if all(_is_verbatim(o) and not _parted(each, o, home) for o in g)]
            near = [g for g in near if any(_told_alike(each, o) for o in g)]
            if len(near) == 1:
                near[0].append(each)
    yield from groups


def _parted(a: Counted, b: Counted, home: Set[str]) -> bool:
    """True if two numbers speak of different things, for all their sentences say: of other years or diseases, of a day
    and all in all, of what is and what is expected, or of other places, unless all of these are where the story
    plays. A number without a place is of there: the toll of a town and its district is that of the town."""
    if parted(a.around, b.around) or is_other_fate(a.around, b.around, a.thing):
        return True
    if a.years and b.years and a.years.isdisjoint(b.years):
        return True
    if is_growing(a.label) and is_growing(b.label) and a.of_the_past != b.of_the_past:
        return True
    there = home - OWN_COUNTRY
    if is_growing(a.label) and is_growing(b.label):
        return _is_elsewhere(a, b, there)
    if (a.places or there) & (b.places or there) or (a.text_id == b.text_id and a.places == b.places):
        return False
    # what one state gets is not what another one gets
    shares_out = bool(a.unit and a.places and b.places) and not _one_number(a.number, b.number)
    if (a.places | b.places) <= home and not shares_out:
        return False
    # one number of two places is told alike, or meets by chance
    return not _one_number(a.number, b.number) or bool(a.places and b.places and not _told_alike(a, b))


def _is_elsewhere(a: Counted, b: Counted, there: Set[str]) -> bool:
    """True for tolls of other places, of which each has its own: one without a place is of where the story plays, or of
    the whole country where that is no one place."""
    own = there if len(there) == 1 else OWN_COUNTRY
    if (a.places or own) & (b.places or own) or a.places == b.places:
        return False
    return bool(a.places and b.places) or not (_one_number(a.number, b.number) and _told_alike(a, b))


def _one_number(a: Number, b: Number) -> bool:
    return (a.low, a.high) == (b.low, b.high) or fit(a, b) == "equal"


def _nearness(a: Counted, b: Counted) -> tuple[int, bool]:
    return len(a.places & b.places), _one_number(a.number, b.number)


def _with_compounds(groups: Sequence[list[Counted]], home: Set[str]) -> list[list[Counted]]:
    """Compounds with their last part, and things of one family, where the same number stands for both."""
    kept: list[list[Counted]] = []
    for group in sorted(groups, key=lambda g: (len(g[0].thing), g[0].thing)):
        same = next((k for k in kept if _is_same(k, group, home)), None)
        if same is None:
            kept.append(list(group))
        else:
            same.extend(group)
    return [in_text_order(group) for group in kept]


def in_text_order(group: Sequence[Counted]) -> list[Counted]:
    """Numbers in the order of the articles, then of the text."""
    return sorted(group, key=lambda c: (order_key(c.member.article), c.quantity.start))


def _is_same(short: Sequence[Counted], long: Sequence[Counted], home: Set[str]) -> bool:
    a, b = short[0], long[0]
    if (a.said, a.qualities, a.unit, a.quantity.kind) != (b.said, b.qualities, b.unit, b.quantity.kind):
        return False
    compound = len(b.thing) >= len(a.thing) + COMPOUND and b.thing.endswith(a.thing)
    if not compound and not (kin_of(a.thing) and kin_of(a.thing) == kin_of(b.thing)):
        return False
    told = ((x, y) for x in short for y in long if x.text_id != y.text_id and _is_telling(x.number))
    equal = [(x, y) for x, y in told if _one_number(x.number, y.number) and not _parted(x, y, home)]
    return any(compound or not _by_chance(x, y) for x, y in equal)


def _by_chance(a: Counted, b: Counted) -> bool:
    """True for a round number that two nouns of one family have on other days, in sentences that share little: *über
    700 Leichen* in a town, *mehr als 700 Tote* in the world two weeks later."""
    return _digits(a) < NO_CHANCE and _days_between(a, b) > SAME_NEWS and not _told_alike(a, b)


def _is_telling(number: Number) -> bool:
    """False for small numbers, which are equal by chance."""
    return max(number.low or 0, number.high or 0) >= TELLING


def _is_worth_it(group: Sequence[Counted]) -> bool:
    """Two articles with numbers that differ, or with one that is not small; or two owners who differ within one."""
    numbers = [c for c in group if c.bounds != (None, None)]
    if not numbers:
        return False
    if len({c.text_id for c in group}) > 1:
        one_share = numbers[0].quantity.unit == SHARE
        return len({c.bounds for c in group}) > 1 or (
            not one_share and (numbers[0].unit != "" or _is_telling(numbers[0].number))
        )
    return any(_is_set_against(a, b) for n, a in enumerate(numbers) for b in numbers[n + 1 :])


def _is_set_against(a: Counted, b: Counted) -> bool:
    """True for different numbers of two owners."""
    return bool(a.owner and b.owner) and a.owner != b.owner and fit(a.number, b.number) in ("apart", "incompatible")


def _identified(group: list[Counted], home: Set[str], size: _Size) -> Iterator[list[Counted]]:
    """The group, if its noun tells which thing is counted. It does not where one article gives different numbers of it
    that nobody sets against each other (*24 Bewohner*, *elf Bewohner*), or where small numbers, in a `loose` story all,
    stand in sentences that share nothing: then only the same number is of the same thing."""
    if not any(_is_other_thing(a, b, home, size) for n, a in enumerate(group) for b in group[n + 1 :]):
        yield group
        return
    same: dict[object, list[Counted]] = defaultdict(list)
    for each in group:
        same[each.bounds].append(each)
    for equal in same.values():
        if equal[0].bounds != (None, None) and _is_telling(equal[0].number):
            yield from [equal] if _digits(equal[0]) >= NO_CHANCE else _alike(equal)


def _alike(equal: Sequence[Counted]) -> Iterator[list[Counted]]:
    """Equal numbers that are told alike: on other days and of other things there are 25 and 300, too."""
    groups: list[list[Counted]] = []
    for each in equal:
        near = next((g for g in groups if any(_told_alike(each, o) for o in g)), None)
        if near is None:
            groups.append([each])
        else:
            near.append(each)
    yield from groups


def _digits(counted: Counted) -> int:
    """Digits of a number up to the last one that is no nought."""
    return len(f"{_size(counted):.12g}".replace(".", "").strip("0"))


def _is_other_thing(a: Counted, b: Counted, home: Set[str], size: _Size) -> bool:
    if (None, None) in (a.bounds, b.bounds):
        return False
    if fit(a.number, b.number) in ("equal", "compatible"):
        # "700 Leichen" and "700 Tote" weeks later
        other_words = is_growing(a.label) and letters(a.label) != letters(b.label)
        return other_words and _one_number(a.number, b.number) and _by_chance(a, b)
    if a.text_id == b.text_id:
        # a later version may have another number
        if a.member.article.id != b.member.article.id:
            return False
        # a state has 25.000 beds, one of its towns offers 10; of a crowd the police and its callers say anything
        far = not a.unit and _ratio(a, b) > FAR and kin_of(a.thing) != CROWD
        return far or not (a.owner != b.owner and (a.owner or b.owner))
    general = is_general(a.label) and not is_growing(a.label)
    # a story of many articles has several things of a name: free beds and taken ones
    named_often = size.many and not is_growing(a.label)
    if (general or named_often or a.quantity.kind == "percent") and not agree(
        a.around, b.around, home, general=general and not size.few, one_affair=False
    ):
        # 46 per cent of the Americans are content, 90 per cent must stay at home
        return True
    if size.loose and a.places.isdisjoint(b.places) and not _told_alike(a, b):
        return True
    if is_growing(a.label):
        return _shrinks(a, b)
    far = _ratio(a, b) > FAR
    if a.unit:
        # a turnover of 196 million is not the one of 5.5 billion
        return far and not _told_alike(a, b)
    small = not (_is_telling(a.number) and _is_telling(b.number))
    return far or (small and not _told_alike(a, b))


def _told_alike(a: Counted, b: Counted) -> bool:
    """True if the sentences of two numbers share enough words, number and calendar aside, to be of one thing."""
    return 1 + len(_around(a) & _around(b)) >= SHARED


def _around(counted: Counted) -> set[str]:
    words = counted.member.article.text[counted.quantity.start : counted.quantity.end]
    said = {*content_words(words), *content_words(counted.label), *content_words(counted.quantity.unit or "")}
    return set(content_words(counted.sentence)) - said - _calendar()


@cache
def _calendar() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in load_table("time_words"))


def _shrinks(a: Counted, b: Counted) -> bool:
    """True where a toll would have fallen, or grown faster than any does: a multiple on one day."""
    first, second = sorted((a, b), key=lambda c: (order_key(c.member.article), c.quantity.start))
    days = [order_key(c.member.article)[0] for c in (first, second)]
    ratio = _ratio(first, second)
    if _size(second) < _size(first):
        return ratio > (FAR if days[0] == days[1] else CORRECTED)
    if ratio > MANYFOLD:
        return True
    # by logarithms: so many days apart the power is too large for a float
    return log(max(ratio, 1.0) / FAR) > _days_between(first, second) * log(GROWTH)


def _days_between(a: Counted, b: Counted) -> int:
    """Days from one article to another; none where one has no date."""
    days = [p.first for p in (a.member.article.published, b.member.article.published) if p and p.first]
    return abs((days[1] - days[0]).days) if len(days) > 1 else 0


def _ratio(a: Counted, b: Counted) -> float:
    low, high = sorted((_size(a), _size(b)))
    return high / low if low > 0 else float("inf")


def _size(counted: Counted) -> float:
    low, high = counted.bounds
    return abs(low if low is not None else high if high is not None else 0.0)


def _figure(group: list[Counted]) -> Figure:
    labels = Counter(c.label for c in group for _ in range(1 + 2 * _is_verbatim(c)))
    unit, factor = _shown_unit(group)
    values: dict[Key, list[Counted]] = defaultdict(list)
    for each in group:
        values[each.text_id, each.number, each.quantity.owner].append(each)
    first = group[0]
    figure = Figure(
        id=digest(
            "figure",
            first.thing,
            first.said,
            *first.qualities,
            first.unit,
            first.quantity.kind,
            first.member.article.id,
        ),
        object=" ".join((*_shown_qualities(first), min(labels, key=lambda o: (-labels[o], len(o), o)))),
        unit=unit,
        values=tuple(_value(same, factor) for same in values.values()),
        sure=all(c.sure and not c.said for c in group),
    )
    return replace(figure, reasons=tuple(_reasons(group, figure)))


def _is_verbatim(counted: Counted) -> bool:
    return counted.label in counted.member.article.text[counted.quantity.start : counted.quantity.end]


def _shown_qualities(counted: Counted) -> tuple[str, ...]:
    """The adjectives as the article has them; none where the label has them already."""
    words = counted.member.article.text[counted.quantity.start : counted.quantity.end].split()
    wanted = set(counted.qualities)
    shown = [w for w in words if w[:1].islower() and any(fold(w).startswith(q[:-1]) for q in wanted)]
    return tuple(w for w in shown if w not in counted.label)


def _shown_unit(group: Sequence[Counted]) -> tuple[str | None, float]:
    """The unit that most numbers have, and what the converted ones are divided by."""
    units = Counter(c.quantity.unit for c in group if c.unit and c.quantity.unit)
    if not units:
        return None, 1.0
    unit = min(units, key=lambda u: (-units[u], u))
    factor = next((float(r["factor"]) for r in load_table("unit_conversions") if r["unit"] == unit), 1.0)
    return unit, factor


def _value(same: list[Counted], factor: float) -> FigureValue:
    first = same[0]
    return FigureValue(
        low=_divided(first.number.low, factor),
        high=_divided(first.number.high, factor),
        comparator=first.number.comparator,
        owner=_named(first.quantity.owner),
        article=first.member.article.id,
        evidence=tuple(Evidence(c.member.article.id, c.quantity.start, c.quantity.end) for c in same),
    )


def _divided(value: float | None, factor: float) -> float | None:
    return None if value is None else float(f"{value / factor:.9g}")


def _reasons(group: Sequence[Counted], figure: Figure) -> Iterator[str]:
    """Why they stand together, and what there is to see."""
    words = sorted({c.label for c in group})
    yield f"same object: {', '.join(words)}" if len({letters(w) for w in words}) > 1 else f"same object: {words[0]}"
    units = sorted({c.quantity.unit for c in group if c.unit and c.quantity.unit})
    if len(units) > 1:
        yield f"units converted: {', '.join(units)}"
    numbers = [c for c in group if c.bounds != (None, None)]
    if len(numbers) < len(group):
        yield "one article gives no number"
    days = sorted({p.from_[:10] for c in numbers if (p := c.member.article.published) and p.from_})
    if len(days) > 1 and is_growing(figure.object) and len({c.number for c in numbers}) > 1:
        yield f"figures over time: {days[0]} – {days[-1]}"


def _articles(figure: Figure) -> int:
    return len({v.article for v in figure.values})


def _rank(figure: Figure) -> tuple[object, ...]:
    """Most articles first, then those in which the numbers differ, then most values; unsure ones behind the sure."""
    differ = len({(v.low, v.high) for v in figure.values}) > 1
    return (
        not figure.sure,
        -_articles(figure),
        not differ,
        -len(figure.values),
        figure.object,
        figure.unit or "",
        figure.id,
    )


def _named(owner: str | None) -> str | None:
    """Whose number it is, unless a pronoun alone says so: *wir*, *seinen* name nobody."""
    return None if owner is None or owner.lower() in load_words("personal_pronouns") else owner
