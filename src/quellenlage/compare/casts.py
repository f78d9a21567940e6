"""Who takes part in an article: the little that is needed of it to tell who is who in a corpus.

What most names are compared by stands in columns of numbers, so that hundreds of thousands of them are gone through at
once; the names themselves are read only of articles in which something must be looked at.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

import msgspec
import numpy as np

from quellenlage.compare.bodies import forms_of, is_one_of_all, key_of_body
from quellenlage.compare.namesakes import WHOLE, has_given, is_thing, parted
from quellenlage.compare.words import even, words_of
from quellenlage.domain.annotations import AnnotatedArticle, Entity, EntityType
from quellenlage.domain.identity import digest
from quellenlage.german.lexicon import load_words
from quellenlage.german.person_names import person_name, script_key, scripts_of
from quellenlage.german.roles import no_longer, role_in

ACTS: tuple[EntityType, ...] = ("PER", "ORG", "GPE", "LOC", "FAC")
"""Types that can take part or be the place of it; works and events are not actors."""
LONGEST_WORD = 60
"""Letters looked at in front of a name."""

FLAGS, NAME, KEY, FAMILY, SAID, ID, COLUMNS = range(7)
"""Columns of a part in `Cast.rows`: see `row_of`."""
UNNAMED, PERSON, BODY, PLACE, NOBODY = range(5)
"""What a part is, in the three lowest bits of its flags: somebody who is never named, a person, a body, a place; or a
person's title alone."""
PROPER, GIVEN, ONE_OF_ALL = 8, 16, 32
"""Bits of the flags: ever more than a description; with a given name; a body's name that is no noun for a kind of
body."""

_WORD_BEFORE = re.compile(r"(?<![\w-])(\w[\w.-]*)[ \u00a0\n]+\Z")
_AS = re.compile(r" als (?:[a-zäöüß]+ )?([A-ZÄÖÜ][\w-]+)")


class Part(NamedTuple):
    """A name in an article: its type, the forms it takes where it is no description, whether it is ever named and ever
    more than a description, and what the article says that the person is: nouns, each with the state or body it is of.
    `keys` are those of a person's name: people who share none are never compared.
    """

    kind: EntityType
    name: str
    forms: tuple[str, ...]
    named: bool
    proper: bool
    roles: tuple[tuple[str, str | None], ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who takes part in an article. `month` is its first day, `packed` the parts.

    The rest are columns of 64 bits: `rows` has COLUMNS of them for each part. The others say of a part, by its place,
    what it is called, once for each name: `called`, how bodies and places are; `aliases`, by what a body could be met;
    `spelled`, further keys of people; `joined`, the person and the family of whom one name may have been made.
    """

    article: str
    month: date | None
    packed: bytes
    rows: bytes
    called: bytes
    aliases: bytes
    spelled: bytes
    joined: bytes

    @property
    def parts(self) -> tuple[Part, ...]:
        """The names of the article."""
        return _PARTS.decode(self.packed)


_PARTS = msgspec.msgpack.Decoder(tuple[Part, ...])


def cast_of(member: AnnotatedArticle) -> Cast:
    """Who takes part in an article."""
    found: dict[tuple[EntityType, str], list[Entity]] = defaultdict(list)
    for entity in member.annotations.entities:
        if is_mention(entity):
            found[entity.type, entity.name].append(entity)
    owners = [e for e in member.annotations.entities if e.type in ("GPE", "ORG") and not e.nominal]
    day = member.article.published.day if member.article.published else None
    parts = [
        Part(
            kind=kind,
            name=name,
            forms=tuple(sorted({even(e.text) for e in entities if not e.nominal})),
            named=any(is_named(e) for e in entities)
            and not (kind == "PER" and is_thing(member.article.text, entities)),
            proper=any(not e.nominal for e in entities),
            roles=tuple(sorted(_roles(member.article.text, entities, owners), key=str)) if kind == "PER" else (),
            keys=keys_of(name) if kind == "PER" else (),
        )
        for (kind, name), entities in found.items()
    ]
    return cast_with(member.article.id, day.replace(day=1) if day else None, parts)


def cast_with(article: str, month: date | None, parts: Sequence[Part]) -> Cast:
    """The cast of an article, given its names."""
    called: list[int] = []
    aliases: list[int] = []
    spelled: list[int] = []
    joined: list[int] = []
    for n, part in enumerate(parts):
        if part.kind != "PER":
            for form in dict.fromkeys((part.name, *part.forms)):
                called += n, mark_of(form)
        if part.kind == "ORG":
            for alias in sorted(forms_of(part.name, part.forms)):
                aliases += n, mark_of(alias)
        for key in part.keys[2:]:
            spelled += n, mark_of(key)
        if part.kind == "PER" and part.keys:
            for first, family in parted(part.name):
                joined += n, mark_of(first), mark_of(family)
    rows = [number for part in parts for number in row_of(article, part)]
    columns = (np.array(column, np.uint64).tobytes() for column in (rows, called, aliases, spelled, joined))
    return Cast(article, month, msgspec.msgpack.encode(parts), *columns)


def row_of(article: str, part: Part, read_as: EntityType | None = None) -> tuple[int, ...]:
    """A part in numbers: flags; marks of its name, of the key by which it is the same as others, of a family name, and
    of a person's name and roles; and the id that it has if this is the first article that has it. `read_as` is what it
    is taken for, where that is not its type."""
    kind = read_as or part.kind
    name, proper = mark_of(part.name), PROPER * part.proper
    if kind == "ORG":
        key = key_of_body(part.name)
        flags = BODY | proper | ONE_OF_ALL * is_one_of_all(part.name)
        return flags, name, mark_of(key), 0, 0, number_of_body(key, article)
    if kind != "PER":
        key = key_of_place(part.name)
        return PLACE | proper, name, mark_of(key), 0, 0, _number(digest("actor", "place", key, article))
    if not part.keys:
        return NOBODY if part.named else UNNAMED, name, 0, 0, 0, nameless(article, part)
    family, whole = part.keys[0], part.keys[1].removeprefix(WHOLE)
    given = GIVEN * has_given(part.name, family, whole)
    said = mark_of("\x1f".join((part.name, *(f"{role}\x1e{owner or ''}" for role, owner in part.roles))))
    id_ = _number(digest("actor", "PER", whole, article)) if part.named else nameless(article, part)
    flags = (PERSON if part.named else UNNAMED) | proper | given
    return flags, name, mark_of(part.keys[1]), mark_of(family), said, id_


def nameless(article: str, part: Part) -> int:
    """The number of somebody who is never named: of one article."""
    return _number(digest("actor", article, part.kind, part.name))


def number_of_body(key: str, article: str) -> int:
    """The number of the body with a key that this article is the first to have."""
    return _number(digest("actor", "ORG", key, article))


@lru_cache(maxsize=1 << 17)
def mark_of(words: str) -> int:
    """64 bits for a name or a key, the same in every run."""
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def is_mention(entity: Entity) -> bool:
    """True for what counts as a mention: no adjective ("russisch"), no part of another name, no page matter, and not a
    title alone."""
    if entity.in_furniture or entity.part or entity.adjectival or entity.type not in ACTS:
        return False
    return entity.type != "PER" or person_name(entity.name) is not None


def is_named(entity: Entity) -> bool:
    """True where the words are a name, or a description that a name was found for (*der Kremlchef*: Wladimir Putin)."""
    described = entity.nominal or entity.pronoun
    return not described or not even(entity.text).casefold().endswith(even(entity.name).casefold())


@lru_cache(maxsize=1 << 17)
def key_of_place(name: str) -> str:
    """The words of a name, however they are joined."""
    return " ".join(words_of(re.sub(r"[-‑–]", " ", name)))


@lru_cache(maxsize=1 << 16)
def keys_of(name: str) -> tuple[str, ...]:
    """The family name of a person, whichever way it is spelled."""
    person = person_name(name)
    if person is None:
        return ()
    scripts = (f"{script} {script_key(person.family, script)}" for script in sorted(scripts_of(person)))
    # one name may be parted otherwise (Soo-min, Soo Min)
    return (person.family_key, f"{WHOLE}{person.key}", *scripts)


def _number(id_: str) -> int:
    return int(id_, 16)


def _roles(text: str, entities: Iterable[Entity], owners: Sequence[Entity]) -> set[tuple[str, str | None]]:
    """What an article says that somebody is: descriptions (*der Kremlchef*), and titles in front of a name."""
    found = set()
    for entity in entities:
        for start, end in _places_of_role(text, entity):
            said = text[start:end].split()
            if said and role_in(said[-1]) is not None and not no_longer(said):
                found.add((said[-1], next((o.name for o in owners if start <= o.start < end), None)))
    return found


def _places_of_role(text: str, entity: Entity) -> Iterator[tuple[int, int]]:
    """Where words stand that may say what somebody is: a description itself, the word in front of a name, over academic
    titles, and the one behind *als* (*Harms als Landrätin*)."""
    if entity.nominal:
        yield entity.start, entity.end
        return
    at = entity.start
    while (match := _WORD_BEFORE.search(text, max(0, at - LONGEST_WORD), at)) and match[1] in load_words("name_titles"):
        at = match.start(1)
    if match:
        yield match.span(1)
    if match := _AS.match(text, entity.end):
        yield match.span(1)
