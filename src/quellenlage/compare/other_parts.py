"""What two statements that are alike in their words have in another place: another thing, another verb."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz

from quellenlage.compare.propositions import Proposition
from quellenlage.german.designations import designation

ALMOST = 75
"""The same from which on one word exchanged tells: two pairs of invented affairs that were joined and are only near had
87 and 90, two pairs of the sample affairs that say the same with other nouns 51 and 65."""
KIN = 5
"""Letters at their beginning that two words have in common which may well mean one thing."""
SHORTEST = 2
"""Letters that the shorter of two words has more than, where it is looked for in the other."""


def other_parts(a: Proposition, b: Proposition) -> str:
    """Two things of which the same is said where one proposition has one (*gab Geld für die Pumpe aus*, *für das
    Dach*); empty if there are none. Words for people change from text to text and tell nothing."""
    for part in sorted(a.parts):
        same = sorted(x.word for x in b.parts if (x.head, x.role) == (part.head, part.role))
        own = {x.word for x in a.parts if (x.head, x.role) == (part.head, part.role)}
        if not same or own & set(same) or part.head not in a.terms.keys() & b.terms.keys():
            continue
        words = a.shown.get(part.word, ""), b.shown.get(same[0], "")
        if all(w[:1].isupper() and not _is_person(w) for w in words) and not _within(*words):
            return ", ".join(words)
    return ""


def other_verbs(a: Proposition, b: Proposition) -> str:
    """Two verbs that say another thing of the same (*Tanks reinigen*, *Tanks prüfen*); empty if there are none."""
    for x in sorted(a.parts):
        for y in sorted(b.parts):
            if (x.role, x.word) != (y.role, y.word) or x.role not in ("who", "whom"):
                continue
            words = a.shown.get(x.head, ""), b.shown.get(y.head, "")
            if x.head not in b.terms and y.head not in a.terms and all(words) and not _within(*words):
                return ", ".join(words)
    return ""


def almost_worded(a: Proposition, b: Proposition) -> bool:
    """True where the words are so alike that one which is exchanged makes the difference; texts that go their own ways
    have other words for one thing (*die Klinik*, *das Haus*)."""
    return fuzz.ratio(" ".join(a.words), " ".join(b.words), score_cutoff=ALMOST) > 0


def _within(one: str, other: str) -> bool:
    """True for a compound and a part of it (*Notbrücke*, *Brücke*), and for two that begin alike (*Hafenmauer*,
    *Hafenmole*): they may well be one thing."""
    short, long = sorted((one.casefold(), other.casefold()), key=len)
    return len(short) > SHORTEST and (short in long or long.startswith(short[:KIN]))


@lru_cache(maxsize=1 << 14)
def _is_person(noun: str) -> bool:
    found = designation(noun)
    return found is not None and found.of == "person"
