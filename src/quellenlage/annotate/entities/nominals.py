"""Descriptions of a body by what it is: *das Unternehmen*, *der Landkreis*, *dieser Zeitung*, *im Kreistag*.

A definite noun phrase in the singular refers to something known. It gets the name of the one body that the article
names and that fits; a body of which there is one (die Feuerwehr) keeps its noun as name; else it is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from quellenlage.annotate.entities.gazetteer import adjective
from quellenlage.annotate.entities.kinds import building_in
from quellenlage.annotate.entities.model_names import OPENING
from quellenlage.annotate.entities.votes import heads_of_compounds
from quellenlage.annotate.tags import Tags
from quellenlage.annotate.words import Word, closed_class, could_be_adjective, hull
from quellenlage.domain.annotations import By, Entity, EntityType
from quellenlage.domain.article import Article
from quellenlage.german.lexicon import load_table, load_words

Class = Literal["company", "outlet", "named", "own"]
_ARTICLES = frozenset(("der", "die", "das", "dem", "den", "des"))
CONTRACTED = frozenset(("im", "am", "zum", "zur", "beim", "vom", "ins", "ans"))
"""Prepositions that hold the article; they are no part of the phrase."""
_OWN = ("dies", "unser")
"""How words begin with which an outlet speaks of itself (diese Zeitung, unsere Redaktion)."""
_MOST_ADJECTIVES = 3
_LONGEST_NAME = 6
"""Words of a name in which the one that hangs on the noun is looked for."""
_FORMS_KEPT = 1 << 14


class Body(NamedTuple):
    """A row of `body_nouns.tsv`: the noun in the nominative, whom it can refer to, and its type."""

    noun: str
    refers: Class
    type: EntityType


def body_phrases(article: Article, words: Sequence[Word], tags: Tags, names: Sequence[Entity]) -> Iterator[Entity]:
    """The mentions of bodies by a noun."""
    # a compound such as "Tesla-Werk" describes a building, and is all the name it has
    bodies = [
        e
        for e in names
        if e.type in ("ORG", "GPE", "FAC") and not (e.adjectival or e.part or (e.nominal and e.type != "FAC"))
    ]
    starts = {e.start: e for e in bodies}
    states = _states_in(names)
    covered = {i for e in names for i in range(e.start, e.end)}
    company = _only_company(words, bodies)
    for at, word in enumerate(words):
        body = (_body(word.text) or _building(word.text)) if word.capital else None
        described = _described(words, tags, at, starts, covered) if word.capital else None
        if described is None and word.capital and word.start not in covered:
            described = _owned(words, tags, at, states)
        if described is not None:
            yield described
            continue
        if body is None or word.start in covered or "Plur" in tags.tokens[at].morph.get("Number", []):
            continue
        first = _opening(words, at)
        if first is None and body.refers == "own" and _stands_bare(words, tags, at):
            first = at
        if first is None or _goes_on(words, at):
            continue
        own = words[first].lower.startswith(_OWN)
        beside = starts.get(words[at + 1].start) if at + 1 < len(words) else None
        name = _meant(article, body, word.text, beside, own, company, bodies)
        if name is None:
            continue
        yield _phrase(words, first, at, body.type, name, _why(body, name, beside, own))


def with_their_state(words: Sequence[Word], tags: Tags, names: Sequence[Entity]) -> Iterator[Entity]:
    """The entities; a bare noun for a body that every state has, beside the adjective or genitive of one, is named as
    that state's: *der Sprecher des finnischen Außenministeriums*, *Finnlands Außenministerium*."""
    starts = {word.start: at for at, word in enumerate(words)}
    ends = {word.end: at for at, word in enumerate(words)}
    states = _states_in(names)
    for entity in names:
        at = starts.get(entity.start)
        if at is None or ends.get(entity.end) != at or entity.type != "ORG" or entity.nominal or entity.part:
            yield entity
            continue
        noun = next((f for f in (words[at].text, words[at].text.removesuffix("s")) if f in _state_bodies()), None)
        state = None if noun is None else _state_beside(words, tags, at, states)
        yield entity if state is None else replace(entity, name=f"{noun} ({state})")


def _states_in(names: Sequence[Entity]) -> dict[int, str]:
    return {e.start: e.name for e in names if e.type == "GPE" and not e.adjectival and not e.part}


def _owned(words: Sequence[Word], tags: Tags, at: int, states: Mapping[int, str]) -> Entity | None:
    """*Finnlands Außenministerium*: a body that every state has, behind the genitive of one."""
    noun = next((f for f in (words[at].text, words[at].text.removesuffix("s")) if f in _state_bodies()), None)
    owner = at - 1
    if noun is None or owner < 0 or words[owner].start not in states or not _is_genitive_of(words, tags, owner, at):
        return None
    return _phrase(words, owner, at, "ORG", f"{noun} ({states[words[owner].start]})", f"body by its noun: {noun}")


def _state_beside(words: Sequence[Word], tags: Tags, at: int, states: Mapping[int, str]) -> str | None:
    """The state of an adjective in front of the noun at `at`, or of a genitive on either side of it."""
    first = at - 1
    while first >= 0 and at - first <= _MOST_ADJECTIVES and could_be_adjective(words[first]):
        known = adjective(words[first].text)
        if known is not None and known.type == "GPE":
            return known.name
        first -= 1
    for beside in (at - 1, at + 1):
        if 0 <= beside < len(words) and words[beside].start in states and _is_genitive_of(words, tags, beside, at):
            return states[words[beside].start]
    return None


def _is_genitive_of(words: Sequence[Word], tags: Tags, owner: int, noun: int) -> bool:
    return tags.head[owner] == noun and tags.genitive(owner) and words[owner].text.endswith("s")


def _described(
    words: Sequence[Word], tags: Tags, at: int, starts: Mapping[int, Entity], covered: Collection[int]
) -> Entity | None:
    """*die irische Fluggesellschaft* Nordair, *die türkische Regierung*: a noun with its article whose name stands
    behind it, and a body that every state has one of."""
    first = None if words[at].start in covered or tags.pos[at] != "NOUN" else _opening(words, at)
    if first is None or "Plur" in tags.tokens[at].morph.get("Number", []):
        return None
    beside = _named_behind(words, tags, at, starts)
    if beside is not None:
        return _phrase(words, first, at, beside.type, beside.name, f"stands beside a name: {beside.name}")
    noun = next((form for form in (words[at].text, words[at].text.removesuffix("s")) if form in _state_bodies()), None)
    state = next((known for word in words[first + 1 : at] if (known := adjective(word.text)) is not None), None)
    if noun is None or state is None:
        return None
    return _phrase(words, first, at, "ORG", f"{noun} ({state.name})", f"body by its noun: {noun}")


def _named_behind(words: Sequence[Word], tags: Tags, at: int, starts: Mapping[int, Entity]) -> Entity | None:
    """The name that hangs on the noun at `at` and follows it at once, in quotation marks or not."""
    behind = at + 1 + (at + 1 < len(words) and words[at + 1].text in OPENING)
    named = starts.get(words[behind].start) if behind < len(words) else None
    if named is None or named.type == "FAC":
        return None
    if named.type == "GPE" and not words[at].lower.endswith(_tails("place_descriptions")):
        return None
    inside = [i for i in range(behind, min(len(words), behind + _LONGEST_NAME)) if words[i].start < named.end]
    return named if any(tags.head[i] == at for i in inside) else None


def _phrase(words: Sequence[Word], first: int, at: int, type_: EntityType, name: str, reason: str) -> Entity:
    first += words[first].lower in CONTRACTED
    span = hull(list(words[first : at + 1]), 0, at + 1 - first)
    return Entity(
        start=span.start,
        end=span.end,
        text=" ".join(w.text for w in words[first : at + 1]),
        type=type_,
        name=name,
        nominal=True,
        by=By(rule="description", reason=reason),
    )


def _stands_bare(words: Sequence[Word], tags: Tags, at: int) -> bool:
    """True for a body without its article, as news has it: *laut Polizei*, *beruft Kreistag ein*, *Polizei sucht*."""
    if at + 1 < len(words) and words[at + 1].capital and not words[at + 1].first:
        return False
    before = words[at - 1] if at else None
    if words[at].first or before is None:
        return True
    return before.lower in load_words("before_bare_bodies") or tags.pos[at - 1] in ("VERB", "AUX")


@cache
def _tails(name: str) -> tuple[str, ...]:
    return tuple(sorted(load_words(name)))


@cache
def _state_bodies() -> frozenset[str]:
    return load_words("state_bodies")


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """True if what the body is for follows (*das Bundesamt für Statistik*): a name, of which this is the first word."""
    return at + 2 < len(words) and words[at + 1].text == "für" and words[at + 2].capital


def _why(body: Body, name: str, beside: Entity | None, own: bool) -> str:
    if beside is not None:
        return f"stands beside a name: {name}"
    if own and body.refers == "outlet":
        return f"the article's outlet: {name}"
    if body.refers == "company":
        return f"only company named: {name}"
    return f"body by its noun: {name}"


def _opening(words: Sequence[Word], at: int) -> int | None:
    """Where the phrase begins: at the article, over at most three adjectives."""
    for first in range(at - 1, max(-1, at - 2 - _MOST_ADJECTIVES), -1):
        lower = words[first].lower
        if lower in _ARTICLES or lower in CONTRACTED or lower.startswith(_OWN):
            return first
        if not could_be_adjective(words[first]):
            return None
    return None


def _meant(
    article: Article,
    body: Body,
    text: str,
    beside: Entity | None,
    own: bool,
    company: str | None,
    bodies: Sequence[Entity],
) -> str | None:
    """The name of what the phrase refers to; None if that cannot be told."""
    if body.refers == "outlet":
        return article.outlet if own else beside.name if beside is not None else None
    if beside is not None:
        return beside.name
    if body.refers == "company":
        return company
    full = {e.name for e in bodies if _names(e.name, text.lower(), body.noun)}
    if len(full) == 1:
        return next(iter(full))
    return _nominative(text, body) if body.refers == "own" and not full else None


def _names(name: str, word: str, noun: str) -> bool:
    """True if a word of a body's name is the noun or ends in it (*Ministerium*: Umweltministerium)."""
    plain = _without_case(word)
    return any(part.lower().endswith((word, plain)) for part in name.split()) and noun in name.lower()


def _without_case(word: str) -> str:
    for ending in ("es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word.removesuffix(ending)
    return word


def _nominative(text: str, body: Body) -> str:
    return text[: text.lower().rindex(body.noun) + len(body.noun)]


def _only_company(words: Sequence[Word], bodies: Sequence[Entity]) -> str | None:
    """The one company of the article: told by its legal form, a noun for companies before it, or a compound."""
    compounds: Mapping[str, str] = heads_of_compounds(words)
    forms = closed_class("legal_forms")
    companies = {
        e.name
        for e in bodies
        if e.type == "ORG"
        and (
            e.name.rsplit(" ", 1)[-1] in forms
            or e.by.reason.startswith("after a role")
            or e.by.reason == "list of names: company"
            or (e.name in compounds and e.by.rule != "known name")
        )
    }
    return next(iter(companies)) if len(companies) == 1 else None


@lru_cache(maxsize=_FORMS_KEPT)
def _body(text: str) -> Body | None:
    """The row that a noun belongs to, alone or as the last part of a compound; the longest one counts."""
    lower = text.lower()
    for form in (lower, lower.removesuffix("s"), lower.removesuffix("es"), lower.removesuffix("n")):
        for start in range(len(form) - 3):
            body = _rows().get(form[start:])
            if body is not None and (start == 0 or (start > 2 and body.refers in ("named", "own"))):
                return body
    return None


@lru_cache(maxsize=_FORMS_KEPT)
def _building(text: str) -> Body | None:
    """A noun for buildings by itself (*das Werk*): it can refer to the one that the article names with it."""
    noun = building_in(text)
    return None if noun is None else Body(noun.lower(), "named", "FAC")


@cache
def _rows() -> dict[str, Body]:
    return {row["noun"]: Body(row["noun"], row["class"], row["type"]) for row in load_table("body_nouns")}  # type: ignore[arg-type]
