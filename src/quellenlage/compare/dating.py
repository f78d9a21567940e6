"""When something happens, as statements and sentences date it: days, months, years, and the minute of the day."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quellenlage.domain.annotations import AnnotatedArticle, Statement, Time, Token
from quellenlage.domain.days import Days, days_of
from quellenlage.domain.span import Span
from quellenlage.german.folding import fold
from quellenlage.german.lexicon import load_words

STEPS = 4
"""Words upwards in the sentence's tree from a date to the verb that it dates."""
REACH = 40
"""Words around a verb in which its subject is looked for."""
BEFORE = 16
"""Characters before a date in which the word stands that makes it a begin or an end (*bis mindestens 10. Januar*)."""
TAIL = 4
"""Letters of a noun that may stand for a compound that ends in it (*Haus*, *Krankenhaus*)."""
_EXACT = re.compile(r"\d{4}-(?:\d{2}(?:-\d{2}(?:T.*)?)?|Q[1-4])$")
"""Values of days, months and quarters."""


@dataclass(frozen=True, slots=True)
class Dating:
    """A statement with the one time in it."""

    member: AnnotatedArticle
    statement: Statement
    value: str


@dataclass(frozen=True, slots=True)
class Once:
    """Something that happens once, dated: the verb's lemma, to what or whom (folded noun or name), which one of them
    (folded nouns that hang on it: *die Sperrung der Brücke*), when, where told; the word that makes the date the begin
    or end of a stretch of time (`bound`: *bis*), and whether it happens to `several`."""

    member: AnnotatedArticle
    verb: str
    subject: str
    which: frozenset[str]
    value: str
    span: Span
    bound: str = ""
    several: bool = False


def once_dated(member: AnnotatedArticle) -> Iterator[Once]:
    """What an article dates that can happen only once (`once_verbs.txt`), to the month at least."""
    annotations = member.annotations
    tokens = annotations.tokens
    for time in annotations.times:
        if time.in_furniture or time.type != "DATE" or not _is_close(time.value):
            continue
        at = bisect_left(tokens, time.end, key=lambda t: t.start) - 1
        verb = _verb_above(tokens, at)
        sentence = annotations.sentence_at(time.start)
        if verb is None or sentence is None or (tokens[verb].lemma or "") not in load_words("once_verbs"):
            continue
        before = member.article.text[max(0, time.start - BEFORE) : time.start].casefold().split()
        bound = next((w for w in before if w in load_words("bounding_words")), "")
        for subject, which, several in _subjects(member, verb):
            span = annotations.sentences[sentence].span
            yield Once(member, tokens[verb].lemma or "", subject, which, time.value, span, bound, several)


def is_same_subject(a: str, b: str) -> bool:
    """True for one noun or name, or a noun and the last part of a compound."""
    short, long = sorted((a, b), key=len)
    return short == long or (len(short) >= TAIL and " " not in long and long.endswith(short))


def is_same_day(a: str, b: str) -> bool:
    """True if two TIMEX3 values may be one day."""
    left, right = _days(a), _days(b)
    return left is None or right is None or left.overlaps(right)


def datings_in(member: AnnotatedArticle, statement: Statement) -> Iterator[Dating]:
    """The time in a statement; none if it has several, or one that cannot be placed on the calendar or the clock."""
    known = member.annotations.times
    begin = bisect_left(known, statement.span.start, key=lambda t: t.start)
    end = bisect_left(known, statement.span.end, key=lambda t: t.start)
    times = [t for t in known[begin:end] if any(s.contains(t.span) for s in statement.quote)]
    if len(times) == 1 and _is_placed(times[0]) and not _is_bound(member, times[0]):
        yield Dating(member, statement, times[0].value)


def is_same_time(a: Dating, b: Dating) -> bool:
    """True if both may be one time: equal, or the one within the other (*im März*, *am 31. März*)."""
    if "T" in a.value and "T" in b.value:
        # 2.43 and 3.21 of one night differ, on whatever date the night is reckoned
        return a.value.rpartition("T")[2][:5] == b.value.rpartition("T")[2][:5]
    return is_same_day(a.value, b.value)


def _verb_above(tokens: Sequence[Token], at: int) -> int | None:
    for _ in range(STEPS):
        if at < 0 or at >= len(tokens):
            return None
        if tokens[at].pos == "VERB":
            return at
        head = tokens[at].head
        if head is None or head == at:
            return None
        at = head
    return None


def is_other_one(a: Once, b: Once) -> bool:
    """True for two things of one noun that what hangs on it parts: *die Quarantäne des Schiffs*, *die Quarantäne für
    Reisende*."""
    return bool(a.which and b.which) and a.which.isdisjoint(b.which)


def _subjects(member: AnnotatedArticle, verb: int) -> Iterator[tuple[str, frozenset[str], bool]]:
    """The noun or name that it happens to: the subject; with a verb in the active that takes one, the object. With it,
    the nouns that hang on it, and whether it is several."""
    tokens = member.annotations.tokens
    children = [i for i in range(max(0, verb - REACH), min(len(tokens), verb + REACH)) if tokens[i].head == verb]
    objects = [i for i in children if tokens[i].dep == "obj"]
    subjects = [i for i in children if (tokens[i].dep or "").startswith("nsubj")]
    for i in objects or subjects:
        token = tokens[i]
        if token.pos == "PROPN":
            names = (e.name for e in member.annotations.entities if e.start <= token.start < e.end and not e.part)
            yield from ((fold(n), frozenset(), False) for n in list(names)[:1])
        elif token.pos == "NOUN":
            near = tokens[max(0, i - REACH) : i + REACH]
            hanging = [
                t for t in near if t.head == i and (t.dep or "").startswith("nmod") and t.pos in ("NOUN", "PROPN")
            ]
            which = frozenset(fold(t.lemma or t.text) for t in hanging)
            yield fold(token.lemma or token.text), which, "Number=Plur" in (token.morph or "")


def _is_close(value: str) -> bool:
    """True for a day or a month of a year."""
    return value[:4].isdigit() and len(value) in (7, 10) and value[5:7].isdigit()


def _is_bound(member: AnnotatedArticle, time: Time) -> bool:
    """True for the end of a stretch of time: *seit Sonntag*, *bis Freitag*."""
    text = member.article.text
    words = [*text[max(0, time.start - 12) : time.start].split()[-1:], *time.span.of(text).split()[:1]]
    return any(w.casefold() in load_words("bounding_words") for w in words)


def _is_placed(time: Time) -> bool:
    clock = "T" in time.value and time.value.rpartition("T")[2][:1].isdigit()
    return time.type in ("DATE", "TIME") and (time.value[:4].isdigit() or clock)


def _days(value: str) -> Days | None:
    """The days that a TIMEX3 value may mean; None for a time of day alone. A season, a half of a year and a week are no
    closer than their year: who says *im Frühjahr* is loose about its ends."""
    return days_of(value if _EXACT.match(value) else value[:4])
