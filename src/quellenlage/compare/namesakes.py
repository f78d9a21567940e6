"""Names that look like a person's and are none: two names run together, and things named after somebody."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from quellenlage.domain.annotations import Entity
from quellenlage.german.lexicon import load_table, load_words
from quellenlage.german.person_names import person_name

BEFORE = 40
"""Characters looked at in front of a name."""
WHOLE = "whole "
"""Begins the key of a whole name, which is none of a family name."""


def run_together(keys_of: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Those of the names, given with their keys (the family name, `WHOLE` and the whole name), that are a whole full
    name with the family name of somebody else behind it: in *dass Joe Biden Trump schlägt* the reader of names may take
    the three words for one name. Both people must be among the names."""
    known = {
        name: (keys[0], keys[1].removeprefix(WHOLE))
        for name, keys in keys_of.items()
        if len(keys) > 1 and has_given(name, keys[0], keys[1].removeprefix(WHOLE))
    }
    full = {f"{WHOLE}{whole}" for _, whole in known.values()}
    bearers: dict[str, set[str]] = {}
    for family, whole in known.values():
        bearers.setdefault(family, set()).add(whole)
    found = set()
    for name, (_, whole) in known.items():
        if any(first in full and bearers.get(family, set()) - {whole} for first, family in parted(name)):
            found.add(name)
    return frozenset(found)


@lru_cache(maxsize=1 << 16)
def parted(name: str) -> tuple[tuple[str, str], ...]:
    """The keys of the person and of the family of whom one name may have been made, in one or two ways; none of a name
    of two words, or if the word before the last is a given name."""
    words = name.split()
    first = person_name(" ".join(words[:-1])) if len(words) > 2 else None
    if first is None or words[-2] in load_words("first_names"):
        return ()
    return tuple((f"{WHOLE}{first.key}", family) for family in dict.fromkeys(_families(words[-1])))


def has_given(name: str, family: str, whole: str) -> bool:
    """True for more than a family name. Only where the keys of both are one does the name itself tell."""
    return family != whole or ((person := person_name(name)) is not None and bool(person.given))


def is_thing(text: str, entities: Sequence[Entity]) -> bool:
    """True if the first mention that is more than a description names a ship, street, school or prize: what the article
    says of the name later on is of that thing, too."""
    proper = [e for e in entities if not (e.nominal or e.pronoun)]
    if not proper:
        return False
    first = min(proper, key=lambda e: e.start)
    return bool(
        _ship().search(text, max(0, first.start - BEFORE), first.start) or _tail().match(text, first.end)
    ) or bool(_has_tail().search(first.text))


def _families(word: str) -> tuple[str, ...]:
    """The keys of a family name, and without the s of a genitive."""
    forms = (word, word[:-1]) if word.endswith("s") else (word,)
    return tuple(person.family_key for form in forms if (person := person_name(form)) is not None)


@cache
def _ship() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_any('ship_words')})[ \u00a0\n]+[„“”\"»«‚‘']?\Z", re.IGNORECASE)


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(rf"(?:[-‑ ]){_capital()}(?!\w)")


@cache
def _has_tail() -> re.Pattern[str]:
    return re.compile(rf"[-‑ ]{_capital()}\Z")


def _capital() -> str:
    """The tails as nouns are written, so that *weg* and *ring* are none within a sentence, and in the genitive."""
    nouns = [row["noun"] for row in load_table("named_after_tails")]
    tails = sorted({f"{noun}{end}" for noun in nouns for end in ("", "s", "es")}, key=lambda w: (-len(w), w))
    return f"(?:{'|'.join(map(re.escape, tails))})"


def _any(words: str) -> str:
    return "|".join(map(re.escape, sorted(load_words(words), key=lambda w: (-len(w), w))))
