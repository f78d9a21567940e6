"""Which names of bodies are one: long names, and the short names and abbreviations that a story uses for them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
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
    """What one article calls a body: its name there, its other forms, and whether it is ever named, not only described
    (*das Ministerium*)."""

    name: str
    forms: tuple[str, ...]
    proper: bool


@dataclass(frozen=True, slots=True)
class Called:
    """Mentions of one name in a story, by their numbers. They are of the body with the key `key`, of the whole corpus
    where it `holds_everywhere`; `why` a short name is of one that is called by a longer name. `maybe`: the long names
    that a short one could stand for."""

    key: str
    holds_everywhere: bool
    members: Sequence[int]
    why: str | None = None
    maybe: tuple[str, ...] = ()


def bodies_in(named: Sequence[BodyNames]) -> Iterator[Called]:
    """The bodies of one story. A long name is one body's wherever it stands; a name that is one noun for a kind of body
    (*Umweltministerium*) and a short name hold within their story."""
    keys: dict[str, list[int]] = {}
    for n, body in enumerate(named):
        keys.setdefault(key_of_body(body.name), []).append(n)
    links = _links(keys, named) if len(keys) > 1 and not _apart(keys, named) and _may_link(keys, named) else {}
    for key, members in keys.items():
        long = links.get(key, [])
        whole = long[0].key if len(long) == 1 else key
        everywhere = _holds_everywhere(keys[whole], named)
        if len(long) == 1:
            why = f"{long[0].phrase}: {named[members[0]].name} / {named[keys[whole][0]].name}"
            yield Called(whole, everywhere, members, why)
        else:
            yield Called(key, everywhere, members, None, tuple(named[keys[other.key][0]].name for other in long))


@dataclass(frozen=True, slots=True)
class _Link:
    """A longer name that a short one stands for, and how that is known."""

    key: str
    phrase: str


def _apart(keys: Mapping[str, Sequence[int]], named: Sequence[BodyNames]) -> bool:
    """True where no form of a name is one of another name, as in most stories: a quick look before `_may_link`, which
    then says no."""
    forms: set[str] = set()
    count = 0
    for members in keys.values():
        first = named[members[0]]
        own = forms_of(first.name, first.forms)
        if len(members) > 1:
            own = own.union(*[forms_of(first.name, named[n].forms) for n in members[1:]])
        forms |= own
        count += len(own)
        if len(forms) < count:
            return False
    return True


@lru_cache(maxsize=_NAMES_KEPT)
def forms_of(name: str, forms: tuple[str, ...]) -> frozenset[str]:
    """All that a name, and how an article calls the body, could be met by."""
    without, initials = _other_keys(name)
    return frozenset(
        {key_of_body(name), without, *map(key_of_body, forms)} | ({initials} if initials is not None else set())
    )


def _may_link(keys: Mapping[str, Sequence[int]], named: Sequence[BodyNames]) -> bool:
    """False where no two names of a story have anything in common that could link them, as in most."""
    said: dict[str, str] = {}
    wanted: list[tuple[str, str]] = []
    for key, members in keys.items():
        name = named[members[0]].name
        without, initials = _other_keys(name)
        wanted += ((key, key), (without, key)) if without != key else ((key, key),)
        aliases = {without} if initials is None else {without, initials}
        for n in members:
            forms = named[n].forms
            if len(forms) == 1 and name in forms:
                aliases.add(key)
            else:
                aliases.update(map(key_of_body, forms))
        for alias in aliases:
            if said.setdefault(alias, key) != key:
                return True
    return any(said.get(form, key) != key for form, key in wanted)


def _links(keys: Mapping[str, Sequence[int]], named: Sequence[BodyNames]) -> dict[str, list[_Link]]:
    """For every short name of a story the longer ones it may stand for; none that is short for a longer one itself."""
    long: dict[str, dict[str, str]] = defaultdict(dict)
    names = {key: named[members[0]].name for key, members in keys.items()}
    for key, members in keys.items():
        for form in {form for n in members for form in named[n].forms}:
            long[key_of_body(form)].setdefault(key, "the article calls it so")
        without, initials = _other_keys(names[key])
        long[without].setdefault(key, "without its legal form")
        if initials is not None:
            long[initials].setdefault(key, "abbreviation")
    found: dict[str, list[_Link]] = {}
    for key, name in names.items():
        wanted = {key, _other_keys(name)[0]}
        links = {
            other: phrase
            for form in wanted
            for other, phrase in long.get(form, {}).items()
            if other != key and _longer(names[other], name) and (phrase != "abbreviation" or name.isupper())
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


def _holds_everywhere(members: Sequence[int], named: Sequence[BodyNames]) -> bool:
    """False for what is only described, and for one noun that there is a body of in many places."""
    if not is_one_of_all(named[members[0]].name):
        return False
    return named[members[0]].proper or any(named[n].proper for n in members)


@lru_cache(maxsize=_NAMES_KEPT)
def is_one_of_all(name: str) -> bool:
    """False for one noun that there is a body of in many places."""
    return len(name.split()) > 1 or not _is_kind(name)


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
def key_of_body(name: str) -> str:
    """The words of a name; an abbreviation in capitals that is a common word otherwise (BUND) keeps them."""
    if name.isupper() and fold(name) in _common_words():
        return name
    return " ".join(words_of(re.sub(r"[-‑–]", " ", name)))


@cache
def _common_words() -> frozenset[str]:
    return frozenset(row["lemma"] for row in load_table("word_frequencies"))


@lru_cache(maxsize=_NAMES_KEPT)
def _other_keys(name: str) -> tuple[str, str | None]:
    """The key of a name without its legal form, and that of an abbreviation by its initials."""
    return key_of_body(_without_legal_form(name)), _initials(name)


def _without_legal_form(name: str) -> str:
    return " ".join(w for w in name.split() if w not in load_words("legal_forms")) or name


def _initials(name: str) -> str | None:
    """The capitals of a name of several words, as an abbreviation has them: GCG for Gewerkschaft Chemie und Glas."""
    letters = [w[0] for w in re.split(r"[\s-]+", name) if w[:1].isupper()]
    return "".join(letters).casefold() if len(letters) >= SHORTEST else None
