"""Names that are known beforehand: states with their adjectives and inhabitants, places, organisations.

State names come from CLDR (through Babel) and from `states.tsv`; everything else from the lexicon tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale

from quellenlage.annotate.words import Word, closed_class
from quellenlage.domain.annotations import EntityType
from quellenlage.german.lexicon import load_table

_ADJECTIVE_ENDINGS = ("", "e", "er", "es", "en", "em")
_NO_STATES = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"})
_AMBIGUOUS = closed_class("ambiguous")
"""Known names that are also everyday words: they need a sign in the context (a preposition, an article)."""


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of the gazetteer. `state` is set for what belongs to a state; `capital` for seats of government."""

    name: str
    type: EntityType
    kind: str
    state: str | None = None


def known_names(words: Sequence[Word]) -> Iterator[tuple[int, int, Known]]:
    """Longest matches of known names, as word indices; the last word may carry a genitive -s."""
    table = _names()
    at = 0
    while at < len(words):
        candidates = table.get(words[at].text)
        if candidates is None and words[at].text.endswith("s"):
            candidates = table.get(words[at].text[:-1])
        match = None
        for parts, known in candidates or ():
            if _matches(words, at, parts):
                match = len(parts), known
                break
        if match is None:
            at += 1
        else:
            yield at, at + match[0], match[1]
            at += match[0]


def is_ambiguous(text: str) -> bool:
    """True for a known name that is also an everyday word."""
    return text in _AMBIGUOUS


def is_known_place(name: str) -> bool:
    """True for a state or town of the lists."""
    return any(
        " ".join(parts) == name and known.type == "GPE" for parts, known in _names().get(name.partition(" ")[0], ())
    )


def adjective(word: str) -> Known | None:
    """The state that an adjective (*russische*) belongs to."""
    lower = word.lower()
    for ending in _ADJECTIVE_ENDINGS:
        if lower.endswith(ending):
            known = _adjectives().get(lower[: len(lower) - len(ending)] if ending else lower)
            if known is not None:
                return known
    return None


def inhabitant(word: str) -> Known | None:
    """The state whose people a noun names (*Russin*, *Briten*)."""
    for form in (word, word.removesuffix("s"), word.removesuffix("n"), word.removesuffix("nen")):
        known = _inhabitants().get(form)
        if known is not None:
            return known
    return None


def place_adjective(word: str) -> Known | None:
    """The region, no state, that an adjective (*europäische*, *bayerische*) belongs to."""
    lower = word.lower()
    for ending in _ADJECTIVE_ENDINGS:
        if lower.endswith(ending):
            known = _place_adjectives().get(lower[: len(lower) - len(ending)] if ending else lower)
            if known is not None:
                return known
    return None


def seat_of_government(name: str) -> str | None:
    """The name of the state or body that a place stands for when it speaks: *Moskau* for Russia."""
    known = _metonyms().get(name)
    return None if known is None else known.name


def government_at(name: str) -> Known | None:
    """The state or body that a place stands for when it speaks: *Erfurt* for the government of Thuringia."""
    return _metonyms().get(name)


def _matches(words: Sequence[Word], at: int, parts: tuple[str, ...]) -> bool:
    if at + len(parts) > len(words):
        return False
    if any(words[at + i].text != part for i, part in enumerate(parts[:-1])):
        return False
    last = words[at + len(parts) - 1].text
    return last in (parts[-1], parts[-1] + "s", parts[-1] + "’", parts[-1] + "es")


@cache
def _names() -> dict[str, list[tuple[tuple[str, ...], Known]]]:
    """First word to the names that begin with it, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], Known]]] = {}
    for form, known in _forms():
        parts = tuple(form.split())
        table.setdefault(parts[0], []).append((parts, known))
    for entries in table.values():
        entries.sort(key=lambda e: -len(e[0]))
    return table


def _forms() -> Iterator[tuple[str, Known]]:
    seen: set[str] = set()
    for form, known in _all_forms():
        if form and form not in seen:
            seen.add(form)
            yield form, known


def _all_forms() -> Iterator[tuple[str, Known]]:
    for row in load_table("states"):
        state = _state_names()[row["code"]]
        known = Known(state, "GPE", "state", state)
        for form in (*row["names"].split("|"), _cldr().get(row["code"], "")):
            yield form, known
            if form.startswith(
                (
                    "Vereinigte ",
                    "Islamische ",
                    "Demokratische ",
                    "Tschechische ",
                    "Russische ",
                    "Heiliger ",
                    "Dominikanische ",
                    "Zentralafrikanische ",
                )
            ):
                first, rest = form.split(" ", 1)
                stem = first.removesuffix("r").removesuffix("s")
                yield f"{stem}n {rest}", known
                yield f"{stem}r {rest}", known
        for capital in row["capitals"].split("|"):
            spellings = capital.split("/")
            for form in spellings:
                yield form, Known(spellings[0], "GPE", "capital", state)
    for code, name in sorted(_cldr().items()):
        if len(code) == 2 and code.isalpha() and code not in _NO_STATES:
            yield name, Known(name, "GPE", "state", name)
    for row in load_table("places"):
        kind: EntityType = "GPE" if row["kind"] == "GPE" else "FAC" if row["kind"] == "FAC" else "LOC"
        for form in (row["name"], *row["variants"].split("|")):
            yield form, Known(row["name"], kind, "place")
    for row in load_table("organisations"):
        for form in (row["name"], *row["variants"].split("|")):
            yield form, Known(row["name"], "ORG", row["kind"])


@cache
def _cldr() -> dict[str, str]:
    return {code: name.replace("’", "'") for code, name in Locale("de").territories.items()}


@cache
def _state_names() -> dict[str, str]:
    return {
        row["code"]: row["names"].split("|")[0] or _cldr().get(row["code"], row["code"]) for row in load_table("states")
    }


@cache
def _adjectives() -> dict[str, Known]:
    table: dict[str, Known] = {}
    for row in load_table("states"):
        name = _state_names()[row["code"]]
        for stem in row["adjectives"].split("|"):
            if stem and stem != "Schweizer":
                table.setdefault(stem.lower(), Known(name, "GPE", "adjective", name))
    return table


@cache
def _inhabitants() -> dict[str, Known]:
    table: dict[str, Known] = {}
    for row in load_table("states"):
        name = _state_names()[row["code"]]
        for noun in (*row["persons_m"].split("|"), *row["persons_f"].split("|")):
            if noun:
                table.setdefault(noun, Known(name, "GPE", "people", name))
    return table


@cache
def _place_adjectives() -> dict[str, Known]:
    return {
        row["stem"]: Known(row["name"], "GPE" if row["type"] == "GPE" else "LOC", "adjective")
        for row in load_table("place_adjectives")
    }


@cache
def _metonyms() -> dict[str, Known]:
    table: dict[str, Known] = {}
    for row in load_table("states"):
        for capital in row["capitals"].split("|"):
            if capital:
                state = _state_names()[row["code"]]
                table.setdefault(capital.split("/")[0], Known(state, "GPE", "government", state))
    for row in load_table("metonyms"):
        meant = _stands_for(row["stands_for"])
        table[row["metonym"]] = Known(row["stands_for"], meant, "government")
    for row in load_table("land_capitals"):
        table[row["capital"]] = Known(row["government"], "ORG", "government")
    return table


def _stands_for(name: str) -> EntityType:
    return "GPE" if name in _state_names().values() else "ORG"
