"""Which dated sentences tell of one happening: those of one date, and what one article looks back to with another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from quellenlage.compare.dated_sentences import Dated
from quellenlage.compare.happenings import SAME, Happening, Rarity, score
from quellenlage.compare.weekdays import UNPLACED
from quellenlage.domain.days import Days
from quellenlage.domain.dossier import Period

SAME_HAPPENING = 0.5
"""Share of the shorter sentence's content words that two sentences about one date must share to be one line."""
RETOLD = 0.8
"""Share of the longer sentence's content words that two sentences of one article share that tell the same twice."""
FEW = 3
"""Content words two sentences must share at least, however short they are."""
MOST_ALIKE = 200
"""Lines of one date that may share a name before it says nothing: in a story about one town all share it."""
TWO = 2
"""People that two lines must both name to be one happening without a date that they share."""
SEASONS = 200
"""Days that what is looked back to has less of: a year holds too many meetings."""

WEEK = timedelta(days=7)
"""How long after something a bare weekday is that is told to follow it."""

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


def by_happening(dated: list[Dated], rarity: Rarity) -> list[list[Dated]]:
    """Sentences about one date, grouped by what they say: each joins the group whose first sentence it agrees with
    most, and only groups that share a word or name are looked at."""
    groups: list[list[Dated]] = []
    with_word: dict[str, list[int]] = defaultdict(list)
    for each in sorted(dated, key=lambda d: (d.heading, -len(d.words), d.evidence)):
        keys = _keys(each)
        near = sorted({i for w in keys if len(with_word[w]) <= MOST_ALIKE for i in with_word[w]})
        scored = [(value, -i) for i in near if (value := _agreement(each, groups[i], rarity)) > 0]
        if scored:
            groups[-max(scored)[1]].append(each)
            continue
        for word in keys:
            with_word[word].append(len(groups))
        groups.append([each])
    return groups


def _keys(each: Dated) -> frozenset[str]:
    happening = each.happening
    return each.words if happening is None else each.words | happening.people | happening.places | happening.words


def _agreement(each: Dated, group: Sequence[Dated], rarity: Rarity) -> float:
    """How much speaks for one happening, from half a point on for shared words and from one on for what, who and where;
    0 if nothing does. Sentences in one article differ, unless one is a heading or they are nearly the same."""
    first = group[0]
    own = [d for d in group if d.evidence.article == each.evidence.article and not d.heading]
    if not each.heading and any(not _is_retold(each, d) for d in own):
        return 0.0
    if len({part for d in (each, *group) if (part := d.place.shown.part) is not None}) > 1:
        return 0.0
    if _other_people(each.happening, first.happening):
        return 0.0
    shared = len(each.words & first.words)
    share = shared / min(len(each.words), len(first.words)) if shared >= FEW else 0.0
    told = 0.0
    if each.happening is not None and first.happening is not None:
        told = score(each.happening, first.happening, rarity) / SAME
        told = told if each.happening.kind and each.happening.kind == first.happening.kind else 0.0
    if told >= 1.0:
        return told
    return share if share >= SAME_HAPPENING else 0.0


def _is_retold(a: Dated, b: Dated) -> bool:
    """True for two sentences of one article that are nearly the same, numbers and all."""
    shared = len(a.words & b.words)
    numbers = (_NUMBER.findall(a.text), _NUMBER.findall(b.text))
    return shared >= FEW and shared >= RETOLD * max(len(a.words), len(b.words)) and numbers[0] == numbers[1]


def _other_people(a: Happening | None, b: Happening | None) -> bool:
    """True where both name people and nobody is the same, be it by the family name alone."""
    if a is None or b is None or not a.people or not b.people:
        return False
    return not any(x.endswith(y) or y.endswith(x) for x in a.people for y in b.people)


def with_looks_back(groups: Sequence[list[Dated]]) -> list[list[Dated]]:
    """The lines, what one article looks back to (*vergangenen Herbst hatte ...*) with the news of another: the same
    kind of happening with the same two people, and days that are not known closer but overlap. Where several lines
    would do, none is taken; the days are those that both allow."""
    news = [g for g in groups if all(d.place.about and not d.background for d in g)]
    joined: dict[int, list[Dated]] = {}
    taken: set[int] = set()
    for group in groups:
        if not all(d.background for d in group):
            continue
        near = [g for g in news if id(g) not in joined and _is_looked_back_to(group, g)]
        if len(near) == 1:
            days = _shared_days(group, near[0])
            told = [_on(d, days) for d in near[0]]
            joined[id(near[0])] = [*told, *(replace(d, background=False, looks_back=True) for d in group)]
            taken.add(id(group))
            # its other weekdays are of the same week; so are those that another article counts from it
            for other in news:
                if id(other) in joined:
                    continue
                if all(_is_same_week(d, near[0][0]) for d in other):
                    joined[id(other)] = [_on(d, days) for d in other]
                elif all(_is_right_after(d, near[0][0]) for d in other):
                    joined[id(other)] = [_on(d, _allowed(d, days)) for d in other]
    return [joined.get(id(g), g) for g in groups if id(g) not in taken]


def _is_looked_back_to(back: Sequence[Dated], news: Sequence[Dated]) -> bool:
    """True if two lines of different articles tell of one kind of happening with the same people in fitting days."""
    a, b = back[0].happening, news[0].happening
    if a is None or b is None or not a.kind or a.kind != b.kind or a.people != b.people or len(a.people) < TWO:
        return False
    if {d.evidence.article for d in back} & {d.evidence.article for d in news}:
        return False
    days = back[0].place.days
    if days is None or days.is_open or not days.closer_than(SEASONS):
        return False
    return _shared_days(back, news) is not None


def _shared_days(a: Sequence[Dated], b: Sequence[Dated]) -> Days | None:
    """The days that the dates of two lines both allow; None if there are none."""
    one, other = a[0].place.days, b[0].place.days
    return None if one is None or other is None or one.is_open or other.is_open else one.shared(other)


def _is_same_week(a: Dated, b: Dated) -> bool:
    """True for two bare weekdays of one article."""
    weekdays = a.weekday != UNPLACED and b.weekday != UNPLACED
    return weekdays and a.evidence.article == b.evidence.article and a.place.shown == b.place.shown


def _is_right_after(a: Dated, b: Dated) -> bool:
    """True for a bare weekday that is told to follow what another line tells: of that kind, of one of its people."""
    if a.after is None or a.weekday == UNPLACED or a.happening is None or b.happening is None:
        return False
    return a.after == b.happening.kind and bool(a.happening.people & b.happening.people)


def _allowed(told: Dated, days: Days | None) -> Days | None:
    """The days of what a weekday follows, and the week after, as far as the weekday's own article allows."""
    own = told.place.days
    if days is None or own is None or own.is_open or days.is_open:
        return None
    return Days(days.first, days.last + WEEK).months().shared(own)


def _on(told: Dated, days: Days | None) -> Dated:
    if days is None:
        return told
    shown = Period(*days.iso())
    return replace(told, place=replace(told.place, shown=shown, sorted=shown.from_ or ""))
