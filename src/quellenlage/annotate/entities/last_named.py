"""Whom a family name alone means in an article where several people bear it: the one named last, if that is sure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quellenlage.annotate.entities.people import gender_shown
from quellenlage.annotate.entities.readings import Reading
from quellenlage.annotate.tags import Tags
from quellenlage.annotate.words import Word, closed_class
from quellenlage.domain.annotations import By

_KIN = tuple(sorted(closed_class("kin")))
_POINTING_BACK = closed_class("possessives_of_third_persons") | closed_class("possessives_of_speakers")
_AROUND = 4
"""Words on either side of a full name in which a noun of kinship belongs to it."""
_SENTENCES = 2
"""Sentences before the family name that count where its own paragraph names nobody."""


@dataclass(frozen=True, slots=True)
class _Naming:
    """A mention of a bearer. `name` is None where it is open who is meant."""

    at: int
    paragraph: int
    sentence: int
    name: str | None
    kin: bool


def last_named(
    words: Sequence[Word],
    tags: Tags,
    readings: Sequence[Reading],
    bearers: Mapping[str, Collection[str]],
    genders: Mapping[str, Collection[str]],
) -> list[Reading]:
    """The readings; a family name of several people is the name of one where all that comes before names nobody else of
    that name, or else its paragraph, or else, where that names none, the two sentences before.

    `bearers` holds the full names of each family name, `genders` the genders that titles show of full names. A bearer
    told of as somebody's father or predecessor leaves it open: the next bare name may be the other one again.
    """
    several = {family: set(names) for family, names in bearers.items() if len(names) > 1}
    if not several:
        return list(readings)
    places = list(_places(words, tags))
    named: dict[str, list[_Naming]] = defaultdict(list)
    found = dict(enumerate(readings))
    for number, reading in sorted(found.items(), key=lambda pair: pair[1].start):
        family = next((f for f, names in several.items() if reading.name == f or reading.name in names), None)
        if family is None or reading.type != "PER" or reading.part:
            continue
        paragraph, sentence = places[reading.start]
        here = _Naming(reading.start, paragraph, sentence, reading.name, _is_kin(words, reading))
        if reading.name == family:
            name = _meant(here, named[family])
            shown = gender_shown(words, reading.start)
            if name is not None and shown is not None and shown not in genders.get(name, ()):
                name = None
            if name is not None:
                by = By(rule="later mention", reason=f"family name, named last before: {name}")
                found[number] = replace(reading, name=name, by=by)
            here = replace(here, name=name)
        named[family].append(here)
    return list(found.values())


def _meant(here: _Naming, before: Sequence[_Naming]) -> str | None:
    """The one bearer that the nearest stretch of text leaves."""
    paragraph = [n for n in before if n.paragraph == here.paragraph]
    near = [n for n in before if n.sentence >= here.sentence - _SENTENCES]
    for stretch in (before, paragraph or near):
        names = {n.name for n in stretch}
        if len(names) == 1 and not any(n.kin for n in stretch):
            return names.pop()
    return None


def _is_kin(words: Sequence[Word], full: Reading) -> bool:
    """True for *sein Vater Kim Jong-il*, *Jan Mohr, ihr Vorgänger*."""
    before = words[max(0, full.start - _AROUND) : full.start]
    behind = words[full.end : full.end + _AROUND] if full.end < len(words) and words[full.end].text == "," else ()
    for side in (list(reversed(before)), behind[1:]):
        for word in side:
            if not any(c.isalnum() for c in word.text):
                break
            if word.lower in _POINTING_BACK or (word.capital and word.lower.endswith(_KIN)):
                return True
    return False


def _places(words: Sequence[Word], tags: Tags) -> Iterator[tuple[int, int]]:
    """The numbers of the paragraph and of the sentence that each word stands in."""
    paragraph = sentence = 0
    for at, word in enumerate(words):
        opens = at > 0 and word.first and not words[at - 1].first
        token = tags.tokens[at]
        apart = at > 0 and any("\n" in t.text_with_ws for t in token.doc[tags.tokens[at - 1].i + 1 : token.i])
        sentence += opens or apart
        paragraph += apart and word.first
        yield paragraph, sentence
