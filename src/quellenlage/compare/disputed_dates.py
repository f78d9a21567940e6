"""Disputed dates: one event under two dates, by the members of a claim or by a verb of what happens once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from quellenlage.compare.circumstances import letters
from quellenlage.compare.content import content_words
from quellenlage.compare.dating import (
    Dating,
    Once,
    datings_in,
    is_other_one,
    is_same_day,
    is_same_subject,
    is_same_time,
    once_dated,
)
from quellenlage.compare.denials import whole
from quellenlage.compare.dispute_rows import Told, row_of
from quellenlage.compare.order import first_version
from quellenlage.compare.words import even, words_of
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.days import days_of
from quellenlage.domain.dossier import Claim, Dispute, Side
from quellenlage.domain.span import Evidence, Span
from quellenlage.domain.standing import denying_members
from quellenlage.german.lexicon import load_words, word_class

ONCE_SHARED = 3
"""Content words that the sentences of one event share, its verb and noun among them: read on 600 articles of four days,
all four pairs with fewer were of two events (two schools open, two residents die)."""
LONG = 120
"""Days between two dates for one thing at most: in March Congress passes one package, in December another."""
NEAR = 20
"""Characters before a time in which a word stands that leaves the day open."""


def find_dated(claims: Sequence[Claim], story: Told) -> Iterator[Dispute]:
    """Statements of one claim that date the same event differently."""
    told: set[frozenset[Evidence]] = set()
    for claim in claims:
        if not claim.sure:
            continue
        denied = denying_members(claim)
        said = [i for i in whole(claim, story) if i not in denied]
        datings = [d for i in said for d in datings_in(*story.statements[i]) if not _is_open_dating(d, story)]
        if len({_time_words(d) for d in datings}) < len({d.value for d in datings}):
            continue  # one copies the other's *vergangene Woche* on a later day
        groups: list[list[Dating]] = []
        for dating in datings:
            same = next((g for g in groups if all(is_same_time(dating, d) for d in g)), None)
            if same is None:
                groups.append([dating])
            else:
                same.append(dating)
        texts = {first_version(d.member.article) for d in datings}
        one_each = len({d.statement.id for d in datings}) == len(datings)
        if len(groups) < 2 or len(texts) < 2 or not one_each:
            continue
        named = [{n for d in group for n in _names(d.member, d.statement.span)} for group in groups]
        if any(a and b and not a & b for n, a in enumerate(named) for b in named[n + 1 :]):
            continue
        sides = [_dated(group) for group in groups]
        key = frozenset(e for side in sides for e in side.evidence)
        if key not in told:
            told.add(key)
            reasons = [f"one event, other dates: {', '.join(g[0].value for g in groups)}"]
            yield row_of("date", claim.text, sides, reasons, sure=len(groups) == len(texts))


def _is_open_dating(dating: Dating, story: Told) -> bool:
    span = dating.statement.span
    return _is_open(dating.member, story.sentence(dating.member.article.id, span.start).hull(span), dating.value)


def _time_words(dating: Dating) -> str:
    """The words that date a statement."""
    text, span = dating.member.article.text, dating.statement.span
    times = (t.span.of(text) for t in dating.member.annotations.times if span.contains(t.span))
    return " ".join(times).casefold()


def _dated(group: Sequence[Dating]) -> Side:
    first = group[0]
    words = " … ".join(even(s.of(first.member.article.text)) for s in first.statement.quote)
    return Side(words, tuple(sorted({Evidence(d.member.article.id, *d.statement.span) for d in group})))


def find_once(ordered: Sequence[AnnotatedArticle], home: frozenset[str], *, loose: bool) -> Iterator[Dispute]:
    """What happens once, with a day or month that another article does not allow for. In a `loose` story, which tells
    of many things, the sentences must share enough."""
    by_verb: dict[str, list[Once]] = defaultdict(list)
    for member in ordered:
        for each in once_dated(member):
            if not _is_open(each.member, each.span, each.value):
                by_verb[each.verb].append(each)
    for verb in sorted(by_verb):
        groups: list[list[Once]] = []
        for each in by_verb[verb]:
            # only one of each: a noun that several things of the story bear says nothing
            same = [g for g in groups if all(is_same_subject(each.subject, o.subject) for o in g)]
            if len(same) == 1:
                same[0].append(each)
            elif not same:
                groups.append([each])
        yield from (row for group in groups if (row := _once_row(group, home, loose=loose)) is not None)


def _is_open(member: AnnotatedArticle, sentence: Span, value: str) -> bool:
    """True where a sentence reports no date: a condition, a denial, a guess, or a time that is only before or after
    (*nach Ostern*)."""
    text = member.article.text
    said = words_of(sentence.of(text))
    # "sollte" at the head of a sentence is a condition, behind its subject a plan
    if not load_words("open_dates").isdisjoint(said) or said[:1] in (["sollte"], ["sollten"]):
        return True
    times = [t for t in member.annotations.times if t.value == value and sentence.contains(t.span)]
    words = [w.casefold() for t in times for w in text[max(0, t.start - NEAR) : t.start].split()[-2:]]
    return not word_class("beside_dates").isdisjoint(words)


def _names(member: AnnotatedArticle, sentence: Span, *, places: bool = False) -> set[str]:
    """Whom, what and where a sentence names; `places`: only where."""
    return {
        letters(e.name)
        for e in member.annotations.entities
        if sentence.contains(e.span) and not (e.part or e.pronoun or e.nominal)
        if not places or e.type in ("GPE", "LOC")
    }


def _actors_before(member: AnnotatedArticle, sentence: Span) -> set[str]:
    """The people and bodies that the sentence before names, in the same paragraph."""
    marks = member.annotations
    at = marks.sentence_at(sentence.start)
    if not at or "\n" in member.article.text[marks.sentences[at - 1].end : sentence.start]:
        return set()
    before = marks.sentences[at - 1].span
    named = (e for e in marks.entities if before.contains(e.span) and not (e.part or e.pronoun or e.nominal))
    return {letters(e.name) for e in named if e.type in ("PER", "ORG") and not e.adjectival}


def _is_one_event(a: set[str], b: set[str], *, loose: bool) -> bool:
    """True if two dated sentences may be of one event, by whom they name: somebody or something of the same name, or
    nobody on one side, which a story of many things does not allow for."""
    return bool(a & b) or (not loose and not (a and b))


def _once_row(group: Sequence[Once], home: frozenset[str], *, loose: bool) -> Dispute | None:
    sides: list[list[Once]] = []
    for each in group:
        same = next((s for s in sides if all(is_same_day(each.value, o.value) for o in s)), None)
        if same is None:
            sides.append([each])
        else:
            same.append(each)
    texts = [{first_version(o.member.article) for o in side} for side in sides]
    if len(sides) < 2 or any(a & b for n, a in enumerate(texts) for b in texts[n + 1 :]):
        return None
    if any(is_other_one(a, b) for n, a in enumerate(group) for b in group[n + 1 :]):
        return None
    shown = []
    for side in sides:
        first = side[0]
        evidence = tuple(sorted({Evidence(o.member.article.id, *o.span) for o in side}))
        shown.append(Side(even(first.span.of(first.member.article.text)), evidence))
    named = [{n for o in side for n in _names(o.member, o.span)} for side in sides]
    away = [{n for o in side for n in _names(o.member, o.span, places=True)} - home for side in sides]
    if any(bool(a) != bool(b) for n, a in enumerate(away) for b in away[n + 1 :]) and not set.intersection(*named):
        return None
    if not all(_is_one_event(a, b, loose=loose) for n, a in enumerate(named) for b in named[n + 1 :]):
        return None
    if not any(named):
        # "der Vertrag" is the one with whom the sentence before names
        around = [{n for o in side for n in _actors_before(o.member, o.span)} for side in sides]
        if any(a and b and not a & b for n, a in enumerate(around) for b in around[n + 1 :]):
            return None
    told = [set(content_words(side.position)) for side in shown]
    if loose and min(len(a & b) for n, a in enumerate(told) for b in told[n + 1 :]) < ONCE_SHARED:
        return None
    reasons = [f"one event, other dates: {', '.join(side[0].value for side in sides)}"]
    one_name = len({o.subject for o in group}) == 1
    # restaurants open in one country after the other, the dead die day by day; begin and end are two dates
    one_thing = (
        not any(o.several for o in group) and len({o.bound in word_class("limits_of_dates") for o in group}) == 1
    )
    sure = one_thing and _is_near(group) and (one_name or len(group) == len(sides))
    return row_of("date", shown[0].position, shown, reasons, sure=sure)


def _is_near(group: Sequence[Once]) -> bool:
    """False for dates so far apart that they are of two happenings of a kind."""
    days = [d for o in group if (d := days_of(o.value)) is not None]
    return not days or (max(d.first for d in days) - min(d.last for d in days)).days <= LONG
