"""Names of people as they are compared: given and family name, and which spellings can mean one person.

Other alphabets are put into Latin letters in several ways (Sergej Schoigu, Sergei Shoigu), given names have short forms
(Kalle for Karl-Heinz) and are cut to an initial (G. Aydemir). Equal family names say nothing by themselves.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from quellenlage.german.folding import spelled
from quellenlage.german.lexicon import load_table, load_words

Likeness = Literal["same", "spelled otherwise", "short form", "initial", "part", "unknown", "other"]
"""How two given names, or two family names, stand to each other; `unknown`: one of them is missing."""

_NAMES_KEPT = 1 << 17
_CYRILLIC = {
    # letters that the German and the English way write differently, the longest first
    **dict.fromkeys(("schtsch", "shch", "tsch", "tch", "ch", "kh", "h", "g"), "h"),
    **dict.fromkeys(("sch", "sh", "zh"), "x"),
    **dict.fromkeys(("ts", "tz", "ss", "s", "z"), "s"),
    **dict.fromkeys(("w", "ff", "v", "f"), "f"),
    **dict.fromkeys(("ks", "x"), "k"),
    **dict.fromkeys(("skij", "skyj", "skyi", "skiy", "sky", "ski"), "ski"),
    **dict.fromkeys(("ij", "iy", "yj", "yi", "ii", "y", "j", "i"), "i"),
    **{"jo": "o", "yo": "o", "io": "o", "je": "e", "ye": "e", "ie": "e"},
    **{"ju": "u", "yu": "u", "iu": "u", "ja": "a", "ya": "a", "ia": "a"},
}
_ARABIC = {
    **dict.fromkeys(("dsch", "dj", "dzh", "g", "j"), "g"),
    **dict.fromkeys(("sch", "sh", "ch", "kh"), "x"),
    **dict.fromkeys(("ou", "oo", "u", "w", "o"), "o"),
    **dict.fromkeys(("ee", "ie", "ei", "ai", "ay", "i", "y", "e"), "e"),
    **dict.fromkeys(("q", "ck", "k"), "k"),
    **dict.fromkeys(("ss", "z", "s"), "s"),
}
_SLAVIC = re.compile(
    r"(?:ow|ov|ew|ev|off|eff|in|yn|ski|skij|skyj|skyi|skiy|sky|enko|tschuk|chuk|uk|nyj|nyi|ny|ow?a|aja|aya)$"
)
_LONGEST = 7
"""Letters of the longest way to write one sign (schtsch)."""
_SCRIPTS = {"cyrillic": _CYRILLIC, "arabic": _ARABIC}


class PersonName(NamedTuple):
    """The parts of a name as it is written, titles left out; `given` is empty for a family name alone. `key` is equal
    for the spellings of one full name that differ in case, accents, hyphens and blanks, or in ü and ue; ü and u are two
    names (*Bürkert*, *Burkert*)."""

    given: tuple[str, ...]
    family: str
    key: str

    @property
    def family_key(self) -> str:
        """The family name, folded."""
        return _bare(self.family)


@lru_cache(maxsize=_NAMES_KEPT)
def person_name(name: str) -> PersonName | None:
    """The parts of a name; None if it is titles only. A Korean, Chinese or Vietnamese family name may stand first."""
    parts = [p for p in name.split() if p not in load_words("name_titles")]
    if not parts:
        return None
    key = _bare("".join(parts))
    if len(parts) == 1:
        return PersonName((), parts[0], key)
    known = parts[0] in load_words("family_names_first")
    if _two_syllables(parts[1:]) or (known and (parts[0] not in load_words("first_names") or _syllables(parts[1:]))):
        return PersonName(tuple(parts[1:]), parts[0], key)
    first = next((i for i in range(1, len(parts)) if parts[i].lower() in load_words("name_particles")), len(parts) - 1)
    return PersonName(tuple(parts[:first]), " ".join(parts[first:]), key)


def _two_syllables(given: list[str]) -> bool:
    """True for a given name as it is written behind a Korean family name: Jong-un."""
    return len(given) == 1 and bool(re.fullmatch(r"[A-Z][a-z]{1,5}-[a-z]{1,6}", given[0]))


def _syllables(given: list[str]) -> bool:
    """The same with a blank: Son Gyong."""
    return len(given) == 2 and all(2 <= len(p) <= 6 and p.isalpha() for p in given)


def is_given(name: str) -> bool:
    """True for a family name that is a given name, too (*Ali*, *Hassan*)."""
    return _bare(name) in _groups()


@lru_cache(maxsize=_NAMES_KEPT)
def likeness_of_given(a: tuple[str, ...], b: tuple[str, ...]) -> Likeness:
    """How two given names stand to each other."""
    if not a or not b:
        return "unknown"
    left, right = _bare("".join(a)), _bare("".join(b))
    if left == right:
        return "same"
    names = _groups()
    both = names.get(left, frozenset()) & names.get(right, frozenset())
    if both:
        return "short form" if all(_script(n) == "latin" for n in both) else "spelled otherwise"
    pieces = [[_bare(p) for part in name for p in part.split("-") if _bare(p)] for name in (a, b)]
    short, long = sorted(pieces, key=lambda p: (len("".join(p)), p))
    if all(len(p) == 1 for p in short):
        return "initial" if [p[0] for p in long][: len(short)] == short else "other"
    # a middle name or its initial more (Patrick M.), or the first of a double name
    if short[0] == long[0] and all(any(q.startswith(p) for q in long) for p in short):
        return "part"
    if names.get(short[0], frozenset()) & names.get(long[0], frozenset()) and len(short) == 1:
        return "short form"
    return "other"


@lru_cache(maxsize=_NAMES_KEPT)
def likeness_of_family(a: PersonName, b: PersonName) -> Likeness:
    """How two family names stand to each other: a second spelling counts only where the given names come from one
    alphabet that is spelled in several ways."""
    if a.family_key == b.family_key:
        return "same"
    for script in sorted(scripts_of(a) & scripts_of(b)):
        if script_key(a.family, script) == script_key(b.family, script):
            return "spelled otherwise"
    return "other"


def scripts_of(name: PersonName) -> frozenset[str]:
    """The alphabets that the name may have been put into Latin letters from."""
    groups = _groups().get(_bare("".join(name.given[:1])), frozenset())
    found = {_script(g) for g in groups}
    if "cyrillic?" in found and _SLAVIC.search(name.family):
        found.add("cyrillic")
    return frozenset(found & _SCRIPTS.keys())


@lru_cache(maxsize=_NAMES_KEPT)
def script_key(family: str, script: str) -> str:
    """Equal for the ways of putting a name into Latin letters."""
    bare = _bare(re.sub(r"^(?:al|el|as|az|ad|ar|an)-", "", family.lower()) if script == "arabic" else family)
    signs = _SCRIPTS[script]
    found, at = [], 0
    while at < len(bare):
        letters = next((bare[at : at + n] for n in range(_LONGEST, 0, -1) if bare[at : at + n] in signs), bare[at])
        found.append(signs.get(letters, letters))
        at += len(letters)
    return re.sub(r"(.)\1", r"\1", "".join(found))


@lru_cache(maxsize=_NAMES_KEPT)
def _bare(name: str) -> str:
    return spelled(re.sub(r"[^\w]|_", "", name))


@cache
def _groups() -> dict[str, frozenset[int]]:
    """The rows of the lexicon that a given name stands in."""
    found: dict[str, set[int]] = {}
    for number, row in enumerate(load_table("given_names")):
        for name in row["names"].split():
            found.setdefault(_bare(name), set()).add(number)
    return {name: frozenset(rows) for name, rows in found.items()}


@cache
def _script(row: int) -> str:
    return load_table("given_names")[row]["script"]
