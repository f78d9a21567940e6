"""Whether two statements are one telling: of one day, of one speaker, as strong; counts of two days are a series."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quellenlage.compare.alike import (
    ENOUGH,
    SHINGLE,
    at_one_place,
    is_echo,
    one_speaker,
    same_wording,
    shared_amounts,
    shared_dates,
)
from quellenlage.compare.amounts import is_precise
from quellenlage.compare.numbers import Numbers
from quellenlage.compare.propositions import Proposition
from quellenlage.compare.strength import other_certainty, other_strength
from quellenlage.compare.told_when import CLOSE, TOLD_WITHIN, days_apart
from quellenlage.compare.words import words_of
from quellenlage.german.lexicon import load_words, word_class

_CLAUSE_ENDS = re.compile(r",\s")


def other_occasion(a: Proposition, b: Proposition, numbers: Numbers, *, worded: bool) -> str:
    """Why two statements cannot be of one occasion: counts of two days are a series, and what somebody says in other
    words weeks later he says again."""
    apart = days_apart(a.occasion, b.occasion)
    if not apart or a.words == b.words or is_echo(a, b):
        return ""
    if differ_in_number(numbers) and (apart > CLOSE or _from_one(a, b)):
        return f"numbers of other days: {apart}"
    if apart <= TOLD_WITHIN or is_repeated(a, b, worded=worded) or _of_one_day(a, b):
        return ""
    return f"said on other days: {apart}"


def other_tellings(a: Proposition, b: Proposition, *, worded: bool) -> Iterator[str]:
    """What of when, by whom and how strongly it is said makes it unsure."""
    if is_echo(a, b):
        return
    if days_apart(a.occasion, b.occasion) > CLOSE and not (
        worded or has_run(a, b) or shared_amounts(a, b)[0] or _of_one_day(a, b)
    ):
        yield "said on other days"
    elif said_again(a, b):
        yield "may be another speaker"
    quoted = "direct" in (a.statement.mode, b.statement.mode) and (first_person(a) or first_person(b))
    if quoted and _is_nobodys(a) != _is_nobodys(b) and _may_be_two(a, b):
        yield "may be another speaker"
    if worded:
        return
    if words := other_strength(a.words, b.words):
        yield f"one goes farther: {words}"
    elif not (a.ahead or b.ahead) and (certainty := _other_certainty(a, b)):
        yield certainty
    if (a.scrap or b.scrap) and a.statement.stance != b.statement.stance and not one_speaker(a, b):
        yield "what is said of it differs"


def is_repeated(a: Proposition, b: Proposition, *, worded: bool) -> bool:
    """True where the one is the other told again, whenever: in nearly its words, or as past with a run of them; a few
    words of somebody may be said twice."""
    if worded:
        return bool(same_wording(a, b)[0]) or min(a.weight, b.weight) >= ENOUGH
    return (a.occasion.retold or b.occasion.retold) and has_run(a, b)


def has_run(a: Proposition, b: Proposition) -> bool:
    """True where two statements have a few words in a row in common."""
    runs = {a.words[n : n + SHINGLE] for n in range(len(a.words) - SHINGLE + 1)}
    return any(b.words[n : n + SHINGLE] in runs for n in range(len(b.words) - SHINGLE + 1))


def _of_one_day(a: Proposition, b: Proposition) -> bool:
    """True for what both date to one day, or count to the same precise number: a fact is told at any time."""
    if shared_dates(a, b)[0] == 1:
        return True
    precise = {w.value for w in a.written if is_precise(w.value)}
    return any(w.value in precise for w in b.written)


def differ_in_number(numbers: Numbers) -> bool:
    """True where each of two statements gives a number that cannot be the other's."""
    return numbers.apart or any(like == "different" for _, _, like in numbers.pairs)


def _from_one(a: Proposition, b: Proposition) -> bool:
    """True for statements of one speaker or one outlet."""
    outlets = {p.said.member.article.outlet for p in (a, b)}
    return one_speaker(a, b) or (len(outlets) == 1 and None not in outlets)


def said_again(a: Proposition, b: Proposition) -> bool:
    """True for a few words without a verb on two occasions (*die sofortige Freilassung*): others want that, too."""
    return a.scrap and b.scrap and days_apart(a.occasion, b.occasion) > CLOSE and _may_be_two(a, b)


def _may_be_two(a: Proposition, b: Proposition) -> bool:
    """True for a few words that nothing but themselves shows to be of one speaker."""
    return min(a.weight, b.weight) < ENOUGH and not one_speaker(a, b) and not at_one_place(a, b)


def _is_nobodys(a: Proposition) -> bool:
    """True where the text tells of a speaker whom it does not name (*ein Vertreter der EU*)."""
    if a.speaker is not None or not a.statement.speaker:
        return False
    words = a.statement.speaker[0].of(a.said.member.article.text).split()
    return words[:1] != [] and words[0].lower() in word_class("nobodys")


def _other_certainty(a: Proposition, b: Proposition) -> str:
    return other_certainty((_first_clause(a), a.words), (_first_clause(b), b.words))


def _first_clause(a: Proposition) -> tuple[str, ...]:
    """The words up to the first comma: what stands in a clause below tells another thing."""
    text = a.said.member.article.text
    return tuple(words_of(_CLAUSE_ENDS.split(a.statement.quote[0].of(text), maxsplit=1)[0]))


def first_person(a: Proposition) -> bool:
    """True where somebody speaks of himself."""
    return not load_words("first_person").isdisjoint(a.words)
