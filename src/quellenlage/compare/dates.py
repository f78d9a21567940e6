"""When undated articles came out: an interval from what they and other articles say, each end with its evidence."""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b
from math import log
from typing import Literal, NamedTuple, cast

from quellenlage.compare.columns import Integers
from quellenlage.compare.happenings import SAME, Happening, Rarity, happenings_of, rarity_in, score
from quellenlage.compare.occasions import counts_from_the_last, is_one_occasion, looks_back_to_the_last
from quellenlage.compare.reading import Read
from quellenlage.compare.words import even, words_of
from quellenlage.domain.annotations import AnnotatedArticle, Time
from quellenlage.domain.article import Article, Published
from quellenlage.domain.days import Days, days_of, shared_by
from quellenlage.german.calendar import date_of, resolve, shifted
from quellenlage.german.folding import fold

ROUNDS = 4
"""How often what became known of one article is used for the others: evidence over more articles is rare."""
NEIGHBOURS = 20
"""Articles asked about each undated one: those that share most of its rarer names."""
SHARED_NAMES = 3
"""Names two articles must share before one may date the other."""
COMMON_NAME = 0.2
"""Share of all articles from which on a name brings no articles together (in a corpus of more than `FEW`)."""
FEW = 50
"""Articles of a corpus that may be about one affair, where every name is common."""
COARSE, SURE = 7, 20.0
"""Days from which on another article's date is coarse (a month, a season, a year): who tells of a day and who of a
season must agree in more, for people meet again and again. One day that both name needs no more than `SAME`."""
HALF_YEAR = 184
"""Days of the longer half of a year: the ends of a longer stretch are known by the year alone."""
CLEARLY = 4.0
"""A match that falls short of the best by more is none."""
RECENT = 60
"""Days within which news calls a happening the latest (*das jüngste Treffen*). A convention, on the wide side."""
A_YEAR = 368
"""Days that what dates a happening has less of: no longer than a year."""
MONTHS_NEAR = 6
"""A month named without its year lies at most so many months ahead, or ended so many months before: 19 of 20 such
months in KRAUTS dev lie within six months on either side, all of those ahead."""
YEAR = timedelta(days=400)
"""Days around the day that a time leads to within which its publication day is looked for."""

_NEAR = {True: "month ahead, named without its year", False: "month past, named without its year"}
_BARE_MONTH = re.compile(r"XXXX-(\d{2})")


Unit = Literal["day", "month", "year"]
"""How closely a day is known."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The article came out on `day` or later (`from`), or on `day` or earlier (`to`), because of `reason`; `unit` is
    how closely the evidence knows the day."""

    side: Literal["from", "to"]
    day: date
    reason: str
    unit: Unit = "day"

    def shown(self) -> str:
        """The day as closely as it is known: `2024-03-01`, `2024-03`, `2024`."""
        return self.day.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.unit]]


@dataclass(frozen=True, slots=True)
class Named:
    """What dating needs of every article: whether its own date is unknown, and digests of the names in it."""

    article: str
    undated: bool
    names: Integers


def find_dates(articles: Sequence[Named], read: Read) -> dict[str, Published]:
    """The intervals of those articles that have no date and for which there is evidence, by id. Only these and their
    neighbours are read.

    `Published.reason` lists the evidence, `phrase: detail` parted by "; ". Where it contradicts itself, both ends stay
    open and the reason says so.
    """
    undated = [a.article for a in articles if a.undated]
    if not undated:
        return {}
    near = _neighbours(undated, articles)
    wanted = sorted({i for ids in near.values() for i in ids}.union(undated))
    told: dict[str, list[Happening]] = {}
    known: dict[str, Article] = {}
    first_since: dict[str, list[Happening]] = {}
    looks_back: set[tuple[str, int]] = set()
    for member in read(wanted):
        found = told[member.article.id] = list(happenings_of(member))
        first_since[member.article.id] = [h for h in found if counts_from_the_last(member, h)]
        looks_back |= {(h.article, h.time.start) for h in found if looks_back_to_the_last(member, h)}
        known[member.article.id] = replace(member.article, text="")
    # 1 what each undated article says itself
    undated = [i for i in undated if i in told]
    near = {i: tuple(n for n in near[i] if n in told) for i in undated}
    bounds = {i: list(_own_bounds(told[i])) for i in undated}
    notes: dict[str, list[str]] = defaultdict(list)
    # 2 what others say of the same happenings
    _compare_happenings(undated, known, told, bounds, notes, near, _Occasions(first_since, looks_back))
    # 3 the intervals
    return {i: published for i, those in bounds.items() if (published := _interval(those, notes[i]))}


def named_in(member: AnnotatedArticle) -> Named:
    """What dating needs of an article."""
    names = sorted({_number_of(name) for name in _names(member)})
    return Named(member.article.id, _unknown(member.article), array("q", names))


def _unknown(article: Article) -> bool:
    return article.published is None or (article.published.from_ is None and article.published.to is None)


def dated(member: AnnotatedArticle, published: Published | None) -> AnnotatedArticle:
    """The article with its interval, if it has one, and the times of its prose filled in from it."""
    if published is None:
        return member
    marks = member.annotations
    times = tuple(t if t.in_furniture else _filled(t, published) for t in marks.times)
    return replace(
        member,
        article=replace(member.article, published=published),
        annotations=marks if times == marks.times else replace(marks, times=times),
    )


def _filled(time: Time, published: Published) -> Time:
    value = resolve(time, published)
    return time if value == time.value else replace(time, value=value)


def _own_bounds(found: Iterable[Happening]) -> Iterator[Bound]:
    """What the text tells as past came out before it, what it tells as ahead after it."""
    for each in found:
        days = None if each.time.needs_dct or each.time.value == "RECENT" else days_of(each.time.value)
        if days and each.looks == "past":
            yield Bound("from", days.first, f"told as past: {each.said}", _unit(days))
        elif days and each.looks == "future":
            yield Bound("to", days.last, f"told as ahead: {each.said}", _unit(days))


def _unit(days: Days) -> Unit:
    """How closely a stretch of days is known: by the day up to a week, by the month up to half a year."""
    return "day" if days.length <= COARSE else "month" if days.length <= HALF_YEAR else "year"


def _neighbours(undated: Sequence[str], articles: Sequence[Named]) -> dict[str, tuple[str, ...]]:
    """For each undated article the ids of those that share most of its rarer names, the nearest first."""
    names = {a.article: a.names for a in articles}
    wanted = {name for i in undated for name in names[i]}
    holders: dict[int, list[str]] = defaultdict(list)
    for article, own in names.items():
        for name in wanted.intersection(own):
            holders[name].append(article)
    most = max(FEW, COMMON_NAME * len(articles))
    near = {}
    for article in undated:
        weight: Counter[str] = Counter()
        shared: Counter[str] = Counter()
        for name in names[article]:
            if len(holders[name]) <= most:
                for other in holders[name]:
                    weight[other] += round(1000 * log(1 + len(articles) / len(holders[name])))
                    shared[other] += 1
        del weight[article]
        known = [i for i in weight if shared[i] >= SHARED_NAMES]
        near[article] = tuple(sorted(known, key=lambda i: (-weight[i], i))[:NEIGHBOURS])
    return near


@lru_cache(maxsize=1 << 16)
def _number_of(name: str) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def _names(member: AnnotatedArticle) -> frozenset[str]:
    return frozenset(
        fold("".join(words_of(e.name))).replace("-", "")
        for e in member.annotations.entities
        if not (e.in_furniture or e.nominal or e.adjectival)
    )


def _compare_happenings(
    undated: Sequence[str],
    known: Mapping[str, Article],
    told: Mapping[str, list[Happening]],
    bounds: dict[str, list[Bound]],
    notes: dict[str, list[str]],
    near: Mapping[str, tuple[str, ...]],
    occasions: _Occasions,
) -> None:
    """Adds to `bounds` what follows where another article dates what an undated one tells (*am Samstag*, *vor drei
    Jahren*); what became known of one article serves the next."""
    rarity = rarity_in(h for i in sorted(told) for h in told[i])
    when: dict[tuple[str, int], Days] = {}  # of a happening (article, place in `told`), learned from another article
    settled: set[tuple[str, int]] = set()
    for _ in range(ROUNDS):
        changed = False
        dates = {i: _interval(those) for i, those in bounds.items()}
        dated = _dated_clauses(told, known, dates, when)
        for article in undated:
            for place, each in enumerate(told[article]):
                if (article, place) in settled or not _leans(each):
                    continue
                matches = _matches(each, near[article], dated, known, rarity)
                agreed = _agreed(each, matches, dates[article])
                if agreed is None:
                    continue
                settled.add((article, place))
                if agreed.days is None:
                    notes[article].append(str(agreed.note))
                    continue
                when[article, place] = agreed.days
                bounds[article] += agreed.bounds
                changed = True
        for article in undated:
            same = list(_of_one_occasion(article, near[article], dated, known, dates, occasions))
            new = [b for b in same if b not in bounds[article]]
            bounds[article] += new
            changed = changed or bool(new)
        for article in undated:
            named = list(_months_named(told[article], _interval(bounds[article])))
            fresh = [b for b in named if b not in bounds[article]]
            bounds[article] += fresh
            changed = changed or bool(fresh)
        if not changed:
            return


class _Occasions(NamedTuple):
    """By article what it calls the first since a date; and the look-backs to that one, as article and place of the
    time."""

    first_since: Mapping[str, Sequence[Happening]]
    looks_back: Set[tuple[str, int]]


def _of_one_occasion(
    article: str,
    near: Sequence[str],
    dated: Mapping[str, list[Dated]],
    known: Mapping[str, Article],
    dates: Mapping[str, Published | None],
    occasions: _Occasions,
) -> Iterator[Bound]:
    """What follows where an article calls its news the first of a kind since a date that others, of known days, look
    back to from the same kind of news: they came out around the same days."""
    own = dates.get(article)
    for each in occasions.first_since[article]:
        last = days_of(each.time.value)
        around: list[tuple[Days, Dated]] = []
        for theirs in (d for other in near for d in dated[other]):
            back = theirs.happening
            if (back.article, back.time.start) not in occasions.looks_back or not is_one_occasion(each, back):
                continue
            published = dates.get(back.article, known[back.article].published)
            days = published.days if published is not None else None
            if last is None or days is None or days.is_open or not (days.closer_than(A_YEAR) and theirs.days == last):
                continue
            near_days = Days(days.first - timedelta(RECENT), days.last + timedelta(RECENT))
            if _meets(near_days, own):
                around.append((near_days, theirs))
        shared = shared_by(days for days, _ in around) if around else None
        if shared is None:
            continue
        for side, day in (("from", shared.first), ("to", shared.last)):
            by = next(t for days, t in around if day in (days.first, days.last))
            source = _source(known[by.happening.article])
            reason = f"same occasion in another article: {each.said} = {by.happening.said}, {source}"
            yield Bound(cast(Literal["from", "to"], side), day, reason.replace(";", ","), "month")


def _leans(each: Happening) -> bool:
    """True for a time that says something of the publication day, once the happening has a date: *am Samstag*, *vor 24
    Jahren*; not for a stretch up to today (*in den letzten sieben Tagen*), nor for *zu Wochenbeginn*, which may be the
    week to come."""
    time = each.time
    if time.type == "DURATION":
        return time.needs_dct and each.before == "vor"
    if time.shift == "P0W":
        return any(w.startswith("dies") for w in words_of(each.said))
    return time.value == "RECENT" or (time.needs_dct and time.type in ("DATE", "TIME"))


class Match(NamedTuple):
    """Another article's clause about the happening: how much speaks for it, its days, its article, whether both tell
    it in the same tense, and whether the days were learned from a third article."""

    score: float
    days: Days
    article: Article
    same_tense: bool
    learned: bool


@dataclass(frozen=True, slots=True)
class Dated:
    """A clause of an article with the days of its happening; `learned` from a third article, not from its own date."""

    happening: Happening
    days: Days
    learned: bool


def _dated_clauses(
    told: Mapping[str, list[Happening]],
    known: Mapping[str, Article],
    dates: Mapping[str, Published | None],
    when: Mapping[tuple[str, int], Days],
) -> dict[str, list[Dated]]:
    """Of every article the clauses whose happening has days, none longer than a year."""
    found: dict[str, list[Dated]] = {}
    for article, clauses in told.items():
        published = dates.get(article, known[article].published)
        found[article] = []
        for place, each in enumerate(clauses):
            learned = when.get((article, place))
            days = learned or _days(each.time, published)
            if days is not None and days.closer_than(A_YEAR):
                found[article].append(Dated(each, days, learned is not None))
    return found


def _matches(
    each: Happening,
    near: Sequence[str],
    dated: Mapping[str, list[Dated]],
    known: Mapping[str, Article],
    rarity: Rarity,
) -> list[Match]:
    found = []
    for other in near:
        for theirs in dated[other]:
            value = score(each, theirs.happening, rarity)
            if value >= SAME:
                same_tense = each.looks == theirs.happening.looks
                found.append(Match(value, theirs.days, known[other], same_tense, theirs.learned))
    return sorted(found, key=lambda m: (-m.score, m.learned, m.days, m.article.id))


def _days(time: Time, published: Published | None) -> Days | None:
    value = None if time.value == "RECENT" else date_of(time, published)
    return days_of(value) if value else None


class Agreed(NamedTuple):
    """The days of a happening, and what follows for the article; where others contradict one another, a note."""

    days: Days | None
    bounds: tuple[Bound, ...]
    note: str | None


def _agreed(each: Happening, matches: Sequence[Match], published: Published | None) -> Agreed | None:
    """What the best matches that the article's own bounds allow agree on; None if there is none."""
    possible: list[tuple[Match, Days]] = []
    for match in matches:
        days = publication_days(each, match.days)
        if days is None or not _meets(days, published) or match.score < _needed(each, match.days):
            continue
        if possible and match.score < possible[0][0].score - CLEARLY:
            break
        possible.append((match, days))
    # what an article dates itself goes before what was learned of it, what both tell in one tense before the rest
    for good in (lambda m: not m.learned, lambda m: m.same_tense):
        possible = [p for p in possible if good(p[0])] or possible
    if not possible:
        return None
    happened, came_out = shared_by(m.days for m, _ in possible), shared_by(d for _, d in possible)
    if happened is None or came_out is None:
        if not possible[0][0].same_tense:
            return None
        dates = dict.fromkeys(_shown(m.days) for m, _ in possible)
        return Agreed(None, (), f"other articles date it differently: {each.said} = {', '.join(dates)}")
    by_lower = next(m for m, d in possible if d.first == came_out.first)
    by_upper = next(m for m, d in possible if d.last == came_out.last)
    same = "same happening in another article"
    bounds = (
        Bound("from", came_out.first, f"{same}: {_evidence(each, by_lower)}", _reach(each, by_lower)),
        Bound("to", came_out.last, f"{same}: {_evidence(each, by_upper)}", _reach(each, by_upper)),
    )
    return Agreed(happened, bounds, None)


def _reach(each: Happening, match: Match) -> Unit:
    """How closely a bound is known that rests on the days of another article: *das jüngste Treffen* gives a month."""
    unit = _unit(match.days)
    return "month" if unit == "day" and each.time.value == "RECENT" else unit


def _needed(each: Happening, days: Days) -> float:
    """The score that dates a happening."""
    coarse = days.length > COARSE
    return SURE if coarse or each.time.value == "RECENT" else SAME


def _evidence(each: Happening, match: Match) -> str:
    return f"{each.said} = {_shown(match.days)}, {_source(match.article)}".replace(";", ",")


def _source(article: Article) -> str:
    return even(article.outlet or article.title or article.input.rpartition("/")[2])


def _shown(days: Days) -> str:
    """A day, a year, or a stretch of days."""
    first, last = days.iso()
    if first == last and len(first or "") != len("2024-03"):
        return str(first)
    return f"{days.first.isoformat()} – {days.last.isoformat()}"


def _meets(days: Days, published: Published | None) -> bool:
    possible = published.days if published else None
    return possible is None or possible.overlaps(days)


def publication_days(each: Happening, days: Days) -> Days | None:
    """The days on which an article may have come out that places a happening of `days` as `each.time` does: *am
    Samstag* within the week after, *vor drei Jahren* in the third year after. None if there is none."""
    time = each.time
    if time.value == "RECENT":
        return Days(days.first, days.last + timedelta(RECENT))
    if each.weekday and time.shift is None and (time.direction is None or time.direction != each.looks):
        # which way it looks is not certain: the week on either side
        if days.first == days.last and days.first.isoweekday() != int(each.weekday):
            return None
        return Days(days.first - timedelta(6), days.last + timedelta(6))
    centre = days
    if time.shift is not None:
        back = time.shift.removeprefix("-") if time.shift.startswith("-") else f"-{time.shift}"
        try:
            centre = Days(shifted(days.first, back), shifted(days.last, back))
        except (ValueError, OverflowError):
            return None
    possible = [d for d in _each_day(centre.first - YEAR, centre.last + YEAR) if _leads_to(time, d, days)]
    return Days(possible[0], possible[-1]) if possible else None


def _each_day(first: date, last: date) -> Iterator[date]:
    for ordinal in range(max(1, first.toordinal()), min(last.toordinal(), date.max.toordinal()) + 1):
        yield date.fromordinal(ordinal)


def _leads_to(time: Time, day: date, days: Days) -> bool:
    found = _days(time, Published(day.isoformat(), day.isoformat(), ""))
    return found is not None and found.overlaps(days)


def _months_named(found: Iterable[Happening], published: Published | None) -> Iterator[Bound]:
    """A month without its year, ahead (*werde im Juli beraten*) or past (*sagte im März aus*), within an interval that
    fits one such month only. What may be the month of a noun (*lehnte das Fest im März ab*) says nothing."""
    if published is None or published.first is None or published.last is None:
        return
    for each in found:
        match = _BARE_MONTH.fullmatch(each.time.value)
        if match is None or each.time.shift is not None or each.behind_noun:
            continue
        ahead = each.announced and each.time.direction == "future"
        if not ahead and not (each.looks == "past" and each.time.direction == "past"):
            continue
        fitting = []
        for year in range(max(2, published.first.year - 1), published.last.year + 2):
            days = days_of(f"{year:04d}-{match[1]}")
            if days is None or year >= date.max.year:
                continue
            reach = Days(shifted(days.first, f"-P{MONTHS_NEAR}M"), days.last)
            if not ahead:
                reach = Days(days.first, shifted(days.last, f"P{MONTHS_NEAR}M"))
            if reach.overlaps(Days(published.first, published.last)):
                fitting.append(reach)
        if len(fitting) != 1:
            continue
        if fitting[0].last < published.last:
            yield Bound("to", fitting[0].last, f"{_NEAR[ahead]}: {each.said}", "month")
        if fitting[0].first > published.first and not ahead:
            yield Bound("from", fitting[0].first, f"{_NEAR[ahead]}: {each.said}", "month")


def _interval(bounds: Sequence[Bound], notes: Sequence[str] = ()) -> Published | None:
    """The narrowest interval that all bounds leave, its ends no closer than the evidence knows them, and what else is
    to be said; None without anything."""
    if not bounds and not notes:
        return None
    lower = max((b for b in bounds if b.side == "from"), key=lambda b: b.day, default=None)
    upper = min((b for b in bounds if b.side == "to"), key=lambda b: b.day, default=None)
    if lower and upper and lower.day > upper.day:
        why = f"contradictory evidence: ≥ {lower.day.isoformat()}, ≤ {upper.day.isoformat()}"
        return Published(None, None, "; ".join((why, lower.reason, upper.reason, *notes)))
    return Published(
        lower.shown() if lower else None,
        upper.shown() if upper else None,
        "; ".join(dict.fromkeys((*(b.reason for b in (lower, upper) if b), *notes))),
    )
