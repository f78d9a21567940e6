"""Which names of bodies are one: long names, and the short names and abbreviations that a story uses for them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from quellenlage.compare.words import words_of
from quellenlage.domain.annotations import EntityType
from quellenlage.german.folding import fold
from quellenlage.german.lexicon import load_table, load_words

SHORTEST = 3
"""Letters of an abbreviation that may stand for a name by its initials; shorter ones stand for many."""

_NAMES_KEPT = 1 << 18
Mention = tuple[str, EntityType, str]
"""Article, type and canonical name: all mentions that an article itself takes for one."""


@dataclass(frozen=True, slots=True)
class BodyNames:
    """What one article calls a body: its name there, its other forms, the story, and whether it is ever named, not only
    described (*das Ministerium*)."""

    name: str
    forms: Collection[str]
    story: str
    proper: bool


@dataclass(frozen=True, slots=True)
class Body:
    """Mentions of one body. `maybe`: the long names that a short one could stand for."""

    key: str
    members: tuple[Mention, ...]
    reasons: tuple[str, ...]
    maybe: tuple[str, ...]


def same_bodies(named: Mapping[Mention, BodyNames]) -> Iterator[Body]:
    """The bodies of a corpus. A long name is one body's wherever it stands; a name that is one noun for a kind of body
    (*Umweltministerium*) and a short name hold within their story."""
    stories: dict[str, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention, body in named.items():
        stories[body.story][_key(body.name)].append(mention)
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    reasons: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    maybe: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for story, keys in sorted(stories.items()):
        links = _links(keys, named) if len(keys) > 1 else {}
        for key, members in keys.items():
            long = links.get(key, [])
            whole = long[0].key if len(long) == 1 else key
            everywhere = whole if _holds_everywhere(keys[whole], named) else story
            groups[whole, everywhere] += members
            if len(long) == 1:
                reasons[whole, everywhere][f"{long[0].phrase}: {_name(members)} / {_name(keys[whole])}"] = None
            maybe[whole, everywhere].update(dict.fromkeys(_name(keys[other.key]) for other in long if len(long) > 1))
    for (key, where), members in groups.items():
        yield Body(key, tuple(members), tuple(reasons[key, where]), tuple(maybe[key, where]))


@dataclass(frozen=True, slots=True)
class _Link:
    """A longer name that a short one stands for, and how that is known."""

    key: str
    phrase: str


def _links(keys: Mapping[str, Sequence[Mention]], named: Mapping[Mention, BodyNames]) -> dict[str, list[_Link]]:
    """For every short name of a story the longer ones it may stand for; none that is short for a longer one itself."""
    long: dict[str, dict[str, str]] = defaultdict(dict)
    for key, members in keys.items():
        for form in {form for mention in members for form in named[mention].forms}:
            long[_key(form)].setdefault(key, "the article calls it so")
        long[_key(_without_legal_form(_name(members)))].setdefault(key, "without its legal form")
        initials = _initials(_name(members))
        if initials is not None:
            long[initials].setdefault(key, "abbreviation")
    found: dict[str, list[_Link]] = {}
    for key, members in keys.items():
        name = _name(members)
        wanted = {key, _key(_without_legal_form(name))}
        links = {
            other: phrase
            for form in wanted
            for other, phrase in long.get(form, {}).items()
            if other != key and _longer(_name(keys[other]), name) and (phrase != "abbreviation" or name.isupper())
        }
        if links:
            found[key] = [_Link(other, phrase) for other, phrase in sorted(links.items())]
    # Thalia -> Thalia AG -> Thalia Chemie AG: the longest is meant
    return {
        key: [link for link in links if not any(o.key == n.key for o in found.get(link.key, ()) for n in links)]
        for key, links in found.items()
    }


def _longer(long: str, short: str) -> bool:
    return (len(long.split()), len(long), long) > (len(short.split()), len(short), short)


def _name(members: Sequence[Mention]) -> str:
    return members[0][2]


def _holds_everywhere(members: Sequence[Mention], named: Mapping[Mention, BodyNames]) -> bool:
    """False for what is only described, and for one noun that there is a body of in many places."""
    name = _name(members)
    return any(named[m].proper for m in members) and not (len(name.split()) == 1 and _is_kind(name))


@lru_cache(maxsize=1 << 14)
def _is_kind(name: str) -> bool:
    """True for a noun that names a kind of body (Kreiskrankenhaus), unless there is one in the country (Bundestag)."""
    if name in _known() or not name[1:].islower():
        return False
    tails = (*load_words("organisation_endings"), *(row["noun"] for row in load_table("body_nouns")))
    return name.lower().endswith(tails)


@cache
def _known() -> frozenset[str]:
    return frozenset(row["name"] for row in load_table("organisations"))


@lru_cache(maxsize=_NAMES_KEPT)
def _key(name: str) -> str:
    """The words of a name; an abbreviation in capitals that is a common word otherwise (BUND) keeps them."""
    if name.isupper() and fold(name) in _common_words():
        return name
    return " ".join(words_of(re.sub(r"[-‑–]", " ", name)))


@cache
def _common_words() -> frozenset[str]:
    return frozenset(row["lemma"] for row in load_table("word_frequencies"))


@lru_cache(maxsize=_NAMES_KEPT)
def _without_legal_form(name: str) -> str:
    return " ".join(w for w in name.split() if w not in load_words("legal_forms")) or name


@lru_cache(maxsize=_NAMES_KEPT)
def _initials(name: str) -> str | None:
    """The capitals of a name of several words, as an abbreviation has them: GCG for Gewerkschaft Chemie und Glas."""
    letters = [w[0] for w in re.split(r"[\s-]+", name) if w[:1].isupper()]
    return "".join(letters).casefold() if len(letters) >= SHORTEST else None
