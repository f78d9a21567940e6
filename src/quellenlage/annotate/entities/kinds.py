"""Of which type a name is that the model calls a place or miscellaneous: GPE, LOC or FAC; EVENT, WORK or MISC.

Towns and most states stand without an article; rivers, mountains and landscapes do not (in Köln, an der Elbe).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from quellenlage.annotate.entities.model_names import CLOSING, OPENING, Candidate, head_kind
from quellenlage.annotate.words import Word
from quellenlage.domain.annotations import EntityType
from quellenlage.german.lexicon import load_words

_ARTICLES = frozenset(("der", "die", "das", "dem", "den", "des", "am", "im", "zum", "zur", "vom", "beim"))
_ON_LAND = frozenset(("an", "am", "auf", "über", "entlang", "unter"))
"""Prepositions of rivers, islands and mountains rather than towns."""


def kind_of(words: Sequence[Word], candidate: Candidate) -> EntityType:
    """The type of a candidate; people and organisations stay what they are."""
    if candidate.end == candidate.start + 1 and words[candidate.start].text in load_words("peoples"):
        return "MISC"
    if candidate.label == "LOC" and words[candidate.end - 1].lower.endswith(_tails("alliance_nouns")):
        return "ORG"
    if candidate.label == "LOC":
        return _place(words, candidate.start, candidate.end)
    if candidate.label == "MISC":
        return _other(words, candidate.start, candidate.end)
    last = words[candidate.end - 1].lower
    if candidate.label == "ORG" and last.endswith(_tails("law_nouns")):
        return "WORK"
    return candidate.label


def is_building(text: str) -> bool:
    """True for a word that ends in a noun for buildings (Talbrücke, Chemie-Werk)."""
    return text.lower().removesuffix("s").endswith(_tails("building_nouns")) or text.lower().endswith(
        _tails("building_nouns")
    )


def building_in(noun: str) -> str | None:
    """The noun in the nominative if it is one for buildings alone (*Werks*: Werk), else None."""
    for form in (noun, noun.removesuffix("s"), noun.removesuffix("es")):
        if form in load_words("building_nouns"):
            return form
    return None


def event_in(noun: str) -> str | None:
    """The noun in the nominative if it names an event (*Krieges*: Krieg), else None."""
    lower = noun.lower()
    for tail in _tails("event_nouns"):
        if lower.endswith(tail):
            for ending in ("es", "s"):
                if tail.endswith(ending) and tail.removesuffix(ending) in _tails("event_nouns"):
                    return noun[: len(noun) - len(ending)]
            return noun
    return None


def _place(words: Sequence[Word], start: int, end: int) -> EntityType:
    head, last = words[start].text, words[end - 1].text
    kind = head_kind(head) if end - start > 1 else None
    if kind == "FAC" or is_building(last) or (last.isdigit() and is_building(head)):
        return "FAC"
    if kind == "GPE":
        return "GPE"
    tail = last.lower()
    if tail.endswith(_tails("landscape_nouns")) or tail.removesuffix("s").endswith(_tails("landscape_nouns")):
        return "LOC"
    before = words[start - 1].lower if start else ""
    if (before in _ARTICLES and not last.endswith("s")) or before in _ON_LAND:
        return "LOC"
    return "GPE"


def _other(words: Sequence[Word], start: int, end: int) -> EntityType:
    last = words[end - 1].lower
    if last.endswith(_tails("event_nouns")) or words[start].lower.endswith(_tails("event_nouns")):
        return "EVENT"
    if last.endswith(_tails("work_nouns")):
        return "WORK"
    quoted = start > 0 and end < len(words) and words[start - 1].text in OPENING and words[end].text in CLOSING
    return "WORK" if quoted else "MISC"


@cache
def _tails(name: str) -> tuple[str, ...]:
    return tuple(w.lower() for w in sorted(load_words(name)))
