"""Whether the conditions of a frame hold: the words and kinds of words around its trigger (`event_classes.tsv`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from spacy.tokens import Token

from quellenlage.annotate.events.frames import Frame, Need
from quellenlage.annotate.events.slots import CLAUSES, SUBJECTS, Names, Surroundings, has_finite
from quellenlage.annotate.words import closed_class, is_role
from quellenlage.domain.annotations import Entity
from quellenlage.german.lemmas import noun_lemma
from quellenlage.german.lexicon import load_table

_ACTORS = frozenset(("PER", "ORG", "GPE"))
PLACES = frozenset(("GPE", "LOC", "FAC"))
"""Types of entities that a happening can take place at."""


def fits(frame: Frame, around: Surroundings, names: Names) -> bool:
    """True if the words and conditions of the frame are there."""
    if frame.words and not frame.words <= _words_beside(around.trigger):
        return False
    return all(_holds(need, around, names) for need in frame.needs)


def words_of_frame(frame: Frame, trigger: Token) -> Iterator[int]:
    """Which tokens are the other words of a frame of several words."""
    if frame.words:
        yield from (c.i for c in trigger.children if c.lemma_ in frame.words or c.lower_ in frame.words)


def _words_beside(trigger: Token) -> set[str]:
    words: set[str] = set()
    for child in trigger.children:
        # "nannte das frei erfunden" has a participle, but no clause
        if child.dep_ not in CLAUSES or not (has_finite(child) or any(c.dep_ == "mark" for c in child.children)):
            words |= {child.lemma_, child.lower_, child.text}
            words |= {c.text for c in child.children if c.dep_ in ("conj", "fixed")}
    return words


def _holds(need: Need, around: Surroundings, names: Names) -> bool:
    met = any(_option(slot, values, around, names) for slot, values in need.options)
    return met != need.absent


def _option(slot: str, values: frozenset[str], around: Surroundings, names: Names) -> bool:
    if slot == "occurs":
        return around.occurs
    filled = around.slots.get(slot, ())
    if not values:
        return bool(filled)
    return any(is_a(token, value, names) for token in filled for value in values)


def is_a(token: Token, value: str, names: Names) -> bool:
    """True for a word of that class (`@court`), or that word itself, alone or as the last part of a compound."""
    if not value.startswith("@"):
        return _is_among(token, frozenset([value.lower()]))
    entity = entity_at(token, names)
    match value:
        case "@name":
            return entity is not None
        case "@place":
            return entity is not None and entity.type in PLACES
        case "@person":
            if entity is None and token.pos_ == "PROPN":
                return True  # a name that nobody knows
            return (entity is not None and entity.type == "PER") or is_role(token.text) or _is_person_pronoun(token)
        case "@actor":
            return is_actor(token, names)
        case "@number":
            # "drei starben", "die dritte starb"
            return token.pos_ in ("NUM", "ADJ") or (token.pos_ == "NOUN" and token.text.islower())
        case _:
            if value == "@body" and entity is not None and entity.type == "ORG":
                return True
            return _is_among(token, _class(value[1:]))


def is_actor(token: Token, names: Names) -> bool:
    """True for who can act: a name of somebody or some body, a role, a group, a pronoun for one."""
    entity = entity_at(token, names)
    if entity is not None:
        return entity.type in _ACTORS
    if token.pos_ == "PRON":
        return token.lower_ in closed_class("pronouns") or token.lower_ == "niemand"
    low = token.lemma_.lower()
    return (
        is_role(token.text)
        or (low.endswith(_bodies()) and low != "amt")  # an office that somebody holds
        or any(_is_among(token, _class(c)) for c in ("people", "police", "court", "troops", "body", "government"))
        or (token.pos_ == "NUM" and token.dep_ in SUBJECTS)
    )


def entity_at(token: Token, names: Names) -> Entity | None:
    """The entity that a word names: its own, or that of the name beside it (*Außenminister Berg*, *die Stadt Bonn*)."""
    own = names.whole.get(token.i)
    if own is not None:
        return own
    for child in token.children:
        beside = names.whole.get(child.i) if child.dep_ in ("appos", "flat", "flat:name", "compound") else None
        if beside is not None and child.i > token.i:
            return beside
    # "der 57-jährige Alan Berg", whatever the relation
    after = names.whole.get(token.i + 1)
    if after is None or after.type != "PER" or after.start != token.idx + len(token.text) + 1:
        return None
    belongs = token.doc[token.i + 1].head.i == token.i or token.lower_.rstrip("rn").endswith("jährige")
    return after if belongs else None


def _is_person_pronoun(token: Token) -> bool:
    return token.pos_ == "PRON" and token.lower_ in ("er", "sie", "ihn", "ihm", "ihnen", "wir", "ich")


def _is_among(token: Token, values: frozenset[str]) -> bool:
    return _ends_with(token.lemma_.lower(), values) or (token.text != token.lemma_ and token.lower_ in values)


@lru_cache(maxsize=1 << 14)
def _ends_with(word: str, values: frozenset[str]) -> bool:
    """True if the word is one of the values, or a compound that ends with one of at least four letters."""
    if word in values:
        return True
    tails = [word[cut:] for cut in range(2, len(word) - 3)]
    # the word list may not know the plural of a compound (Salzsäuredämpfe)
    return any(t in values or noun_lemma(t.capitalize()).lower() in values for t in tails)


@cache
def _bodies() -> tuple[str, ...]:
    return tuple(sorted(closed_class("bodies") | closed_class("agents")))


@cache
def _class(name: str) -> frozenset[str]:
    return next(
        frozenset(word.lower() for word in row["words"].split())
        for row in load_table("event_classes")
        if row["class"] == name
    )
