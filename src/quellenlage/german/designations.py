"""Words that designate: what a noun calls somebody or something, and whether a wording takes a side.

The nouns, first parts of compounds and adjectives are word lists; a compound is read by its last part
(Klinik-konzern), coloured by its first (Terror-regime).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from quellenlage.german.lemmas import noun_lemma
from quellenlage.german.lexicon import load_table, load_words

Kind = Literal["role", "evaluative", "plain"]
Of = Literal["person", "body", "state", "event"]
_SHORTEST_TAIL = 5
"""Letters of the last part of a compound written as one word: shorter ones end other words too (H-aus, Ba-zar)."""
_WHOLE = frozenset(("war",))
"""Classes that a compound leaves, unless its first part takes a side."""
_WORDS = re.compile(r"[\w-]+")
_ADJECTIVE_ENDINGS = ("en", "em", "er", "es", "e", "")
_FORMS_KEPT = 1 << 14


class Designation(NamedTuple):
    """A row of `designations.tsv`: the noun, what it designates, whether it takes a side, and its class (empty for
    none): nouns of one class can mean the same event or the same office. `bound`: it means that only with the name of
    a body or house in the genitive (das Ende der Klinik St. Anna)."""

    noun: str
    of: Of
    kind: Kind
    group: str
    bound: bool


@lru_cache(maxsize=_FORMS_KEPT)
def designation(noun: str) -> Designation | None:
    """The row that a noun belongs to, alone or by the last part of a compound; the longest one counts. A first part
    that takes a side makes it evaluative, a person's apart, where it may be the field (Terrorexperte)."""
    if not noun[:1].isupper():
        return None
    for form in _forms(noun):
        for start in range(len(form)):
            row = _rows().get(form[start:])
            if row is None:
                continue
            if start == 0:
                return row
            coloured = row.of != "person" and form[:start].rstrip("-") in load_words("evaluative_parts")
            if coloured:
                return row._replace(kind="evaluative")
            if form[start - 1] == "-" or len(form) - start >= _SHORTEST_TAIL:
                # a vice president is no president, a trade war no war
                return row._replace(group="") if row.of == "person" or row.group in _WHOLE else row
    return None


def is_evaluative(label: str) -> bool:
    """True if a word of the label takes a side: by a noun, the first part of a compound, or an adjective."""
    return any(is_evaluative_word(word) for word in _WORDS.findall(label))


def is_evaluative_word(word: str) -> bool:
    """True for a noun or adjective that takes a side."""
    if word[0].islower():
        return is_evaluative_adjective(word)
    found = designation(word)
    return found is not None and found.kind == "evaluative"


def is_evaluative_adjective(word: str) -> bool:
    """True for an adjective of the list, whatever its ending."""
    return any(word.endswith(e) and word[: len(word) - len(e)] in _adjectives() for e in _ADJECTIVE_ENDINGS)


def _forms(noun: str) -> tuple[str, ...]:
    lower = noun.lower()
    tail = lower.rpartition("-")[2]
    lemma = noun_lemma(noun).lower()
    forms = (
        lower,
        lemma,
        lower.replace("-", ""),
        lemma.replace("-", ""),
        *(lower.removesuffix(e) for e in ("s", "es", "n", "en", "e") if len(tail) > len(e) + 3),
    )
    return tuple(dict.fromkeys(forms))


@cache
def _rows() -> dict[str, Designation]:
    return {r["noun"]: _row(r) for r in load_table("designations")}


def _row(row: dict[str, str]) -> Designation:
    return Designation(row["noun"], row["of"], row["kind"], row["class"], row["bound"] == "yes")  # type: ignore[arg-type]


@cache
def _adjectives() -> frozenset[str]:
    return load_words("evaluative_adjectives")
