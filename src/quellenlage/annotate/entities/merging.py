"""What holds where the rules and the model read the same words differently: a list of cases, the first that fits wins.

Rules know their lists: states, agencies, legal forms, full names. The model knows where a name ends in a sentence it
has not seen. A rule that only guesses (two foreign words, a place after *in*) gives way to the model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from quellenlage.annotate.entities.model_names import Candidate
from quellenlage.annotate.entities.readings import Reading
from quellenlage.annotate.tags import Tags
from quellenlage.annotate.words import Word, is_german

Winner = Literal["rule", "model"]


def survivors(
    words: Sequence[Word], tags: Tags, readings: Sequence[Reading], candidates: Sequence[Candidate]
) -> tuple[frozenset[int], frozenset[int]]:
    """Numbers of the readings and of the candidates that hold."""
    lost_rules: set[int] = set()
    lost_names: set[int] = set()
    rows = sorted(range(len(readings)), key=lambda i: readings[i].start)
    first = 0
    for n, candidate in enumerate(candidates):
        while first < len(rows) and readings[rows[first]].end <= candidate.start:
            first += 1
        beside = []
        last = first
        while last < len(rows) and readings[rows[last]].start < candidate.end:
            beside.append(rows[last])
            last += 1
        if len(beside) > 1 and all(readings[r].sure for r in beside) and _apart(readings, beside, candidate):
            lost_names.add(n)  # Frankreich und Polen: two names, not one
            continue
        for row in beside:
            winner, _ = decided(readings[row], candidate, Context(words, tags))
            if winner == "rule":
                lost_names.add(n)
                break
        else:
            lost_rules.update(beside)
    covered = {i for c in candidates for i in range(c.start, c.end)}
    for n, reading in enumerate(readings):
        # no word of a guess, and not the last word of a person's name, is tagged as a name
        first = reading.end - 1 if reading.type == "PER" else reading.start
        if reading.sure and reading.type != "PER":
            continue
        if covered.isdisjoint(range(reading.start, reading.end)) and not tags.any_naming(first, reading.end):
            lost_rules.add(n)
    return frozenset(range(len(readings))) - lost_rules, frozenset(range(len(candidates))) - lost_names


def _apart(readings: Sequence[Reading], beside: Sequence[int], candidate: Candidate) -> bool:
    """True if a word stands between the readings, or the candidate is no person's name (*Gregory Bern*)."""
    covered = sum(readings[r].end - readings[r].start for r in beside)
    return candidate.label != "PER" or covered < candidate.end - candidate.start


class Context(NamedTuple):
    """The words of the article and what is tagged."""

    words: Sequence[Word]
    tags: Tags


def decided(reading: Reading, candidate: Candidate, context: Context) -> tuple[Winner, str]:
    """Who wins, and why."""
    return next((winner, why) for test, winner, why in _CASES if test(reading, candidate, context))


def _made_from_name(_r: Reading, c: Candidate, _: Context) -> bool:
    return c.form != ""


def _same_and_sure(r: Reading, c: Candidate, _: Context) -> bool:
    return (r.start, r.end) == (c.start, c.end) and r.sure


def _same(r: Reading, c: Candidate, _: Context) -> bool:
    return (r.start, r.end) == (c.start, c.end)


def _within(r: Reading, c: Candidate, _: Context) -> bool:
    return c.start <= r.start and r.end <= c.end


def _within_unclear(r: Reading, c: Candidate, context: Context) -> bool:
    quoted = c.reason == "name in quotation marks"
    return _within(r, c, context) and r.sure and c.label == "MISC" and not quoted


def _small_words_along(r: Reading, c: Candidate, context: Context) -> bool:
    """*MORGENECHO plus*, *Nordbruk und*: what the model takes beyond the rule is written small."""
    return _within(r, c, context) and r.sure and not any(context.words[i].capital for i in _rest(r, c))


def _nouns_along(r: Reading, c: Candidate, context: Context) -> bool:
    """*Minister Xaver Bilanz*: behind a person's name that a rule is sure of stand words of the dictionary."""
    return (
        _within(r, c, context)
        and r.sure
        and r.person is not None
        and c.start == r.start
        and all(is_german(context.words[i].text) for i in _rest(r, c))
    )


def _rule_took_noun(r: Reading, c: Candidate, context: Context) -> bool:
    """*Wodans Ritt*: what the rule takes beyond the model is tagged, and no word of it as a name."""
    if not (r.start <= c.start and c.end <= r.end and r.type == "PER" and context.tags.tagged):
        return False
    rest = [i for i in range(r.start, r.end) if not c.start <= i < c.end]
    return bool(rest) and not any(context.tags.naming(i) for i in rest)


def _stops_before_particle(r: Reading, c: Candidate, context: Context) -> bool:
    """*Ursula* | *von der Heyde*: behind the model's name stands a small word that the rule reads on over."""
    return r.type == "PER" and r.start <= c.start and c.end < r.end and not context.words[c.end].capital


def _sure(r: Reading, _c: Candidate, _: Context) -> bool:
    return r.sure


def _always(_r: Reading, _c: Candidate, _: Context) -> bool:
    return True


def _rest(r: Reading, c: Candidate) -> list[int]:
    return [i for i in range(c.start, c.end) if not r.start <= i < r.end]


_CASES: tuple[tuple[Callable[[Reading, Candidate, Context], bool], Winner, str], ...] = (
    (_made_from_name, "rule", "a word made from a name gives way to the name"),
    (_same_and_sure, "rule", "same words, and the rule knows the type"),
    (_same, "model", "same words, and the rule only guesses"),
    (_within_unclear, "rule", "a known name inside something unclear"),
    (_small_words_along, "rule", "the model took small words along"),
    (_nouns_along, "rule", "the model took a common noun along"),
    (_within, "model", "the longer name holds the shorter one"),
    (_stops_before_particle, "rule", "the model's name stops before a particle"),
    (_rule_took_noun, "model", "the rule took a common noun along"),
    (_sure, "rule", "the rule is sure"),
    (_always, "model", "the rule only guesses"),
)
"""Case, who wins, why. In order: the first case that fits decides."""
