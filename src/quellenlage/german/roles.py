"""What somebody is: the office or trade in a noun, alone or as the last part of a compound (Kreml-Sprecherin)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from quellenlage.german.designations import designation
from quellenlage.german.folding import fold
from quellenlage.german.lexicon import load_table, load_words

_NOUNS_KEPT = 1 << 15
_SHORTEST = 4
"""Letters of a role that may end a compound written as one word (Chef, Arzt)."""
_DEPUTY = "vize"
"""A vice president is no president."""
_ADJECTIVAL = re.compile(r"(\w+(?:end|ordnet|klagt|dächtigt?|schuldigt|auftragt|gestellt|letzt))e[rnms]?")
"""Adjectives and participles that serve as nouns, with their endings."""


class Role(NamedTuple):
    """An office or trade. `noun` is the whole noun, folded to its stem, without what stands before a hyphen; `tail` the
    last part that is a role of its own (minister in verteidigungsminister); `office` its class in `designations.tsv`
    (a Machthaber and a Staatschef are one), empty for none; `field` its walk of life, empty where it fits several;
    `said` the noun as it stands."""

    noun: str
    tail: str
    office: str
    field: str
    said: str


@lru_cache(maxsize=_NOUNS_KEPT)
def role_in(word: str) -> Role | None:
    """The role that a noun names; None for another word."""
    if not word[:1].isupper():
        return None
    said = word.rsplit("-", 1)[-1]
    whole = said.lower()
    tail = next((t for t in _tails(whole) if stem(t) in _roles()), None)
    known = designation(word)
    office = known.group if known is not None and known.of == "person" else ""
    if tail is None and not office:
        return None
    fields = (f for t in _tails(whole) if (f := _fields().get(t)))
    noun = known.noun if office and known is not None and tail is None else whole
    return Role(fold(stem(noun)), fold(stem(tail or noun)), office, next(fields, ""), said)


def same_role(a: Role, b: Role) -> bool:
    """True for one office, one noun, or a noun and its last part (Bundesgesundheitsminister, Gesundheitsminister)."""
    if a.office and b.office:
        return a.office == b.office
    if a.noun.startswith(_DEPUTY) != b.noun.startswith(_DEPUTY):
        return False
    return a.noun.endswith(b.noun) or b.noun.endswith(a.noun)


def no_longer(words: Iterable[str]) -> bool:
    """True if one of the words says that an office is not held now (der frühere Landrat, Ex-Minister)."""
    return any(w.lower().startswith(tuple(load_words("past_offices"))) for w in words)


@lru_cache(maxsize=_NOUNS_KEPT)
def stem(noun: str) -> str:
    """Without the ending of gender, number and case: Ministerin, Ministers, Minister; Vorsitzender, Vorsitzende."""
    bare = next((noun.removesuffix(e) for e in ("innen", "in") if noun.endswith(e) and len(noun) - len(e) >= 4), noun)
    if match := _ADJECTIVAL.fullmatch(bare):
        return match[1]
    return next((bare.removesuffix(e) for e in ("es", "s") if bare.endswith(e) and len(bare) - len(e) >= 4), bare)


def _tails(whole: str) -> Iterable[str]:
    """The noun, and what may be its last part, the longest first."""
    return (whole[i:] for i in range(len(whole)) if i == 0 or len(whole) - i >= _SHORTEST)


@cache
def _roles() -> frozenset[str]:
    return frozenset(stem(w.lower()) for w in load_words("role_nouns"))


@cache
def _fields() -> dict[str, str]:
    return {noun: row["field"] for row in load_table("role_fields") for noun in row["nouns"].split()}
