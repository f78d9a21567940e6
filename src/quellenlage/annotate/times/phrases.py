"""The grammar of German time expressions: which words around a trigger belong to it, and the TIMEX3 value they give.

Every kind of trigger word (a month, a weekday, a unit, *Uhr*) has one reader; a reader looks at the words beside its
trigger and gives a `Phrase` or None. Extents follow TimeML as KRAUTS applies it: article and comparator inside,
preposition outside ("in [der vergangenen Woche]", "im [Juli]", "vor [mehr als zehn Jahren]").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from quellenlage.annotate.times.clock import (
    read_clock,
    read_clock_of_range,
    read_day,
    read_every_part,
    read_frequency,
    read_half_past,
    read_length,
    read_part,
    read_part_hours,
    read_ref,
    read_ref_noun,
    read_zeit,
)
from quellenlage.annotate.times.dates import (
    read_every_season,
    read_every_weekday,
    read_first_day_of_range,
    read_holiday,
    read_month,
    read_next_day,
    read_part_of_year,
    read_period,
    read_season,
    read_two_years,
    read_weekday,
    read_year,
)
from quellenlage.annotate.times.units import read_decade_compound, read_long_adjective, read_unit, read_weekend
from quellenlage.annotate.times.words import Phrase, Word
from quellenlage.domain.annotations import Direction

Reader = Callable[[Sequence[Word], int], Phrase | None]


def phrases_in(words: Sequence[Word]) -> list[Phrase]:
    """The time expressions of a sentence in order; where two overlap, the longer one stays."""
    found = []
    for at, word in enumerate(words):
        for reader in _readers_of(word):
            phrase = reader(words, at)
            if phrase is not None:
                found.append(phrase)
    kept: list[Phrase] = []
    taken: set[int] = set()
    for phrase in sorted(found, key=lambda p: (p.first - p.last, p.first, p.rule)):
        here = range(phrase.first, phrase.last + 1)
        if taken.isdisjoint(here):
            taken.update(here)
            kept.append(phrase)
    return sorted(kept, key=lambda p: p.first)


def with_direction(phrase: Phrase, direction: Direction | None) -> Phrase:
    """The phrase, looking the way that the tense of its clause looks."""
    if not phrase.tense:
        return phrase
    if phrase.rule == "weekend":
        shift = {"past": "-P1W", "future": "P0W"}.get(direction or "")
        return replace(phrase, shift=shift, direction=direction)
    if phrase.rule == "length":
        return phrase if direction == "future" else replace(phrase, shift=None)
    return replace(phrase, direction=direction)


def _readers_of(word: Word) -> tuple[Reader, ...]:
    return _READERS.get(word.kind, ())


_READERS: Mapping[str, tuple[Reader, ...]] = {
    "month": (read_month,),
    "month_short": (read_month,),
    "weekday": (read_weekday,),
    "weekday_set": (read_every_weekday,),
    "season": (read_season,),
    "season_set": (read_every_season,),
    "unit": (read_unit,),
    "weekend": (read_weekend,),
    "part": (read_part,),
    "part_hours": (read_part_hours,),
    "part_of_year": (read_part_of_year,),
    "part_set": (read_every_part,),
    "day": (read_day,),
    "ref": (read_ref,),
    "ref_noun": (read_ref_noun,),
    "zeit": (read_zeit,),
    "frequency": (read_frequency,),
    "length": (read_length,),
    "period": (read_period,),
    "next_day": (read_next_day,),
    "holiday": (read_holiday,),
    "clock": (read_clock,),
    "half": (read_half_past,),
    "figure": (read_year, read_two_years, read_first_day_of_range, read_clock_of_range, read_decade_compound),
    "long": (read_long_adjective,),
    "decade": (read_decade_compound,),
}  # fmt: skip
