"""Whom *beide Seiten*, *beide Länder*, *die beiden Minister* stand for: the one pair that was named right before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from quellenlage.annotate.words import Word, is_role
from quellenlage.domain.annotations import Entity, EntityType
from quellenlage.german.lexicon import load_table, load_words

_BOTH = frozenset(("beide", "beiden"))
_ARTICLES = frozenset(("die", "den", "der"))
_AND = frozenset(("und", "sowie"))
_BESIDE = 6
"""Words between *und* and the second name of two people: *und die dänische Ministerin Eva Kern*."""
_TWO = 2
_STATES = frozenset(("GPE",))
_STATE = ("list of names: state", "of a state:")
"""How the reasons of names of states begin."""
_KINDS: tuple[EntityType, ...] = ("PER", "GPE", "ORG")


class Pair(NamedTuple):
    """Two who are named together in a unit, up to offset `end`; `together` is false for the only two states of a unit
    that nothing joins (*Chile wirft Peru vor, ...*): *beide Länder* are these, *beide Seiten* may be others."""

    unit: int
    end: int
    kind: EntityType
    names: tuple[Entity, Entity]
    together: bool = True


def pair_meant(pairs: Sequence[Pair], items: Sequence[Word], start: int, end: int, unit: int) -> Pair | None:
    """The pair that the phrase `items[start:end]` stands for: the only one of a fitting kind before it in its unit,
    else in the unit before. None for other phrases, and where no pair fits, or several."""
    kinds = _kinds_of(items[start:end])
    if not kinds:
        return None
    fitting = [p for p in pairs if p.kind in kinds and p.end <= items[start].start]
    if kinds != _STATES:
        fitting = [p for p in fitting if p.together]
    near = [p for p in fitting if p.unit == unit] or [p for p in fitting if p.unit == unit - 1]
    meant = {frozenset(e.name for e in p.names) for p in near}
    return near[0] if len(meant) == 1 else None


def pairs_in(unit: int, items: Sequence[Word], entities: Sequence[Entity]) -> Iterator[Pair]:
    """Two names of one kind that *und* joins, and no third; the two people of a meeting, where the unit names no
    others, and the two states of one (*Chile verhandelt mit Peru*). `entities` are those of the unit in text order."""
    plain = (e for e in entities if not (e.nominal or e.adjectival or e.part or e.pronoun) and e.type in _KINDS)
    named = [e for e in plain if not _may_be_genitive(e)]
    joined = list(_joined(unit, items, named))
    yield from joined
    if not any(p.kind == "GPE" for p in joined):
        yield from _only_states(unit, entities)
    if any(w.text in load_words("meetings") or _lemma(w) in load_words("meetings") for w in items):
        for kind in ("PER", "GPE"):
            if not any(p.kind == kind for p in joined):
                yield from _meeting(unit, items, [e for e in named if e.type == kind])


def _kinds_of(words: Sequence[Word]) -> frozenset[str]:
    """The kinds of names that a phrase with *beide* may stand for; empty for other phrases."""
    rest = list(words[1:] if len(words) > 1 and words[0].lower in _ARTICLES else words)
    if not rest or rest[0].lower not in _BOTH:
        return frozenset()
    if len(rest) == 1:
        return frozenset(_KINDS)
    noun = rest[-1]
    if any(w.capital for w in rest[1:-1]) or not noun.capital:
        return frozenset()
    known = _nouns().get(noun.text)
    if known is not None:
        return known
    return frozenset(("PER",)) if is_role(noun.text) or is_role(_lemma(noun)) else frozenset()


def _joined(unit: int, items: Sequence[Word], named: Sequence[Entity]) -> Iterator[Pair]:
    ends = {e.end: e for e in named}
    for at in range(1, len(items) - 1):
        first = ends.get(items[at - 1].end)
        if items[at].lower not in _AND or first is None:
            continue
        second = _behind(items, at, first.type, named)
        if second is None or second.name == first.name or _goes_on(items, first, second, named):
            continue
        yield Pair(unit, second.end, first.type, (first, second))


def _behind(items: Sequence[Word], joint: int, kind: EntityType, named: Sequence[Entity]) -> Entity | None:
    """The name of that kind behind *und*: right behind it or its article, a person's behind role and adjectives."""
    furthest = joint + (_BESIDE if kind == "PER" else 2)
    starts = {e.start: e for e in named if e.type == kind}
    for word in items[joint + 1 : furthest + 1]:
        if word.start in starts:
            return starts[word.start]
        if not word.text[0].isalpha() or (word.token is not None and word.token.pos_ in ("VERB", "AUX", "ADP")):
            return None
        if kind != "PER" and word.capital:
            return None
    return None


def _goes_on(items: Sequence[Word], first: Entity, second: Entity, named: Sequence[Entity]) -> bool:
    """True for two of a longer list (*Schweden, Dänemark und Norwegen*)."""
    ends = [e.end for e in named if e.type == first.type and e.end < first.start]
    before = [w for w in items if ends and ends[-1] <= w.start < first.start]
    if before and all(w.text == "," or w.lower in _AND or w.lower in _ARTICLES for w in before):
        return True
    starts = [e.start for e in named if e.type == first.type and e.start > second.end]
    after = [w for w in items if starts and second.end <= w.start < starts[0]]
    return bool(after) and after[0].lower in _AND and len(after) <= _BESIDE


def _meeting(unit: int, items: Sequence[Word], named: Sequence[Entity]) -> Iterator[Pair]:
    """The only two people of a unit that tells of a meeting; the only two states, the second behind *mit*."""
    first = {e.name: e for e in reversed(named)}
    if len(first) != _TWO:
        return
    one, other = sorted(first.values(), key=lambda e: e.start)
    before = [w.lower for w in items if w.end <= other.start][-2:]
    if one.type == "GPE" and "mit" not in before:
        return
    yield Pair(unit, other.end, one.type, (one, other))


def _may_be_genitive(entity: Entity) -> bool:
    """True for *Brenners Treffen* where the article has the name in no other form: nobody knows what he is called."""
    return entity.type == "PER" and entity.name == entity.text and " " not in entity.name and entity.name.endswith("s")


def _only_states(unit: int, entities: Sequence[Entity]) -> Iterator[Pair]:
    """The two states of a unit that names no other place of that kind, adjectives told too (*schwedische Schiffe*)."""
    places = [e for e in entities if e.type == "GPE" and not e.nominal]
    first = {e.name: e for e in reversed(places)}
    if len(first) != _TWO or any(not e.by.reason.startswith(_STATE) for e in first.values()):
        return
    one, other = sorted(first.values(), key=lambda e: e.start)
    yield Pair(unit, other.end, "GPE", (one, other), together=False)


def _lemma(word: Word) -> str:
    return "" if word.token is None else word.token.lemma_


@cache
def _nouns() -> dict[str, frozenset[str]]:
    return {row["noun"]: frozenset(row["kinds"].split()) for row in load_table("both_sides")}
