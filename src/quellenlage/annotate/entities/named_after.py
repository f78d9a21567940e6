"""Things and bodies that bear the name of a person: *Robert Koch Institut*, *Ernst Reuter-Platz*, *Anna-Berg-Schule*,
*Klinikum „Ernst von Bergmann“*. The name inside them is no mention of that person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from quellenlage.annotate.entities.nominals import CONTRACTED
from quellenlage.annotate.entities.readings import Reading
from quellenlage.annotate.words import Word, closed_class, could_be_adjective
from quellenlage.domain.annotations import By, EntityType
from quellenlage.german.lexicon import load_table, load_words

_MOST_PARTS = 5
"""Words of a person's name at most, particles included."""
_OPENING, _CLOSING = '„"»«“‚', '“”"«»‘'
_AND = ("und", "&", "and")


class _Tail(NamedTuple):
    noun: str
    type: EntityType
    bare: bool
    before: bool


def named_after(words: Sequence[Word], taken: Sequence[bool]) -> Iterator[Reading]:
    """The names that no list knows, left to right."""
    at = 0
    while at < len(words):
        found = None
        if not taken[at] and words[at].capital:
            found = _one_word(words, at) or _name_then_noun(words, at, taken) or _noun_then_name(words, at, taken)
        if found is not None:
            yield found
        at = at + 1 if found is None else found.end


def _one_word(words: Sequence[Word], at: int) -> Reading | None:
    """*Konrad-Adenauer-Stiftung*: a first name, a family name and the noun."""
    parts = words[at].text.split("-")
    tail = _tail(parts[-1])
    if len(parts) < 3 or tail is None or not all(parts) or parts[0] not in load_words("first_names"):
        return None
    if not all(p[0].isupper() or p in load_words("name_particles") for p in parts):
        return None
    return _reading(at, at + 1, "-".join((*parts[:-1], tail.noun)), tail)


def _name_then_noun(words: Sequence[Word], at: int, taken: Sequence[bool]) -> Reading | None:
    """*das Robert Koch Institut*, *die Bill & Melinda Gates Foundation*, *am Ernst Reuter-Platz*."""
    first = at
    if at + 2 < len(words) and words[at + 1].text in _AND and words[at + 2].text in load_words("first_names"):
        first = at + 2
    if words[at].text not in load_words("first_names"):
        return None
    for last in range(first + 1, min(first + _MOST_PARTS + 1, len(words))):
        word = words[last]
        if taken[last] or word.first:
            return None
        head, hyphen, noun = word.text.rpartition("-")
        tail = _tail(noun)
        if tail is not None and hyphen and head[:1].isupper():
            return _reading(at, last + 1, _name(words, at, last, f"{head}-{tail.noun}"), tail)
        if tail is not None and not hyphen and last > first + 1 and words[last - 1].capital:
            bare = tail.bare or _determined(words, at)
            return _reading(at, last + 1, _name(words, at, last, tail.noun), tail) if bare else None
        if not (word.capital or word.text in load_words("name_particles")) or not word.text[0].isalpha():
            return None
    return None


def _noun_then_name(words: Sequence[Word], at: int, taken: Sequence[bool]) -> Reading | None:
    """*Klinikum Ernst von Bergmann*, *Klinikum „Ernst von Bergmann“*."""
    tail = _tail(words[at].text)
    if tail is None or not tail.before or at + 2 >= len(words):
        return None
    quoted = words[at + 1].text in _OPENING
    first = at + 1 + quoted
    if words[first].text not in load_words("first_names") or (words[first].first and not quoted):
        return None
    end = first + 1
    while end < len(words) and end - first < _MOST_PARTS and not taken[end] and not words[end].first:
        particle = words[end].text in load_words("name_particles")
        if not words[end].capital and not particle:
            break
        end += 1
        if not particle:
            break
    if not words[end - 1].capital or end == first + 1:
        return None
    if quoted and (end >= len(words) or words[end].text not in _CLOSING):
        return None
    name = " ".join((tail.noun, *(w.text for w in words[first:end])))
    return _reading(at, end + quoted, name, tail)


def _determined(words: Sequence[Word], at: int) -> bool:
    """True if an article stands before the name, over one adjective, that is no relative pronoun (*der Mann, dem Anna
    Berg Platz machte*)."""
    first = at - 1
    if first > 0 and could_be_adjective(words[first]):
        first -= 1
    if first < 0:
        return False
    article = words[first].lower in (closed_class("nominative") | closed_class("oblique") | CONTRACTED)
    return article and (first == 0 or words[first - 1].text != ",")


def _name(words: Sequence[Word], start: int, last: int, end: str) -> str:
    return " ".join((*(w.text for w in words[start:last]), end))


def _reading(start: int, end: int, name: str, tail: _Tail) -> Reading:
    return Reading(start, end, tail.type, name, By(rule="named after a person", reason=f"head noun: {tail.noun}"))


def _tail(noun: str) -> _Tail | None:
    """The noun in the nominative (*Instituts*: Institut)."""
    tails = _tails()
    return next((tails[f] for f in (noun, noun.removesuffix("s"), noun.removesuffix("es")) if f in tails), None)


@cache
def _tails() -> dict[str, _Tail]:
    return {
        row["noun"]: _Tail(row["noun"], row["type"], row["bare"] == "yes", row["before"] == "yes")  # type: ignore[arg-type]
        for row in load_table("named_after_tails")
    }
