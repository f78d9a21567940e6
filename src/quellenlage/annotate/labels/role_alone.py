"""What an article calls somebody in place of the name: *die Landrätin*, *das nordkoreanische Staatsoberhaupt*, *der
Betreiber*. Only where one alone can be meant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from quellenlage.annotate.entities.gazetteer import seat_of_government
from quellenlage.annotate.labels.phrases import (
    ARTICLES,
    CONTRACTED,
    Found,
    Text,
    is_adjective,
    is_of_several,
    opening,
    phrase,
    words_in,
)
from quellenlage.annotate.labels.titles import is_name
from quellenlage.annotate.words import is_role
from quellenlage.domain.annotations import By, Layout
from quellenlage.domain.span import Span
from quellenlage.german.designations import designation, is_evaluative_adjective
from quellenlage.german.lemmas import noun_lemma
from quellenlage.german.lexicon import load_words

_HEADLINES = frozenset(("title", "standfirst", "subhead"))
"""Where a role may stand before its holder is named, and without an article."""
_DEFINITE = ARTICLES | CONTRACTED
_INDEFINITE = frozenset(("ein", "eine", "einen", "einem", "einer", "eines"))
"""A headline calls somebody so whom the text will name."""
_OWNING = frozenset(("der", "des", "von", "vom", "für"))
_FORMER = tuple(sorted(load_words("office_times")))
"""Stems of adjectives that tell of an office at another time: then somebody else may have held it."""
_LEAD = 600
"""Characters of prose at the beginning in which a role may stand before its holder is named."""
_BY_CLASS_ALONE = frozenset(("company", "head of company"))
"""Classes that mean the same referent without an owner: an article has one company at its centre, or names the rest."""
_COMPANY_HEADS = frozenset(("chef", "chefin", "boss", "bossin"))
_RULER_OF_A_SEAT = ("chef", "herr", "herrscher")
"""With the house of a government in front, the head of state (Kremlchef, Kreml-Herrscher)."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with his role: where it is said, the bare noun, the class of the office, whose it is, who it is."""

    place: int
    role: str
    group: str
    owner: str | None
    name: str


def descriptions(text: Text) -> Iterator[Found]:
    """The descriptions that `entities` resolved: *der Betreiber*, *die Landrätin*, *der nordkoreanische Machthaber*."""
    names = {e.name for e in text.entities if not e.nominal}
    for entity in text.entities:
        if not entity.nominal or entity.name not in names or entity.start not in text.places:
            continue
        beside = entity.by.reason.startswith("stands beside")
        if entity.type == "PER" and beside:
            continue  # a title: `titles` looks closer
        head = words_in(text, entity)[1] - 1
        if entity.type == "PER" and not beside and is_of_several(text, head):
            continue
        first, end = phrase(text, head)
        if not beside and any(w.lower.startswith(_FORMER) for w in text.words[first:head]):
            continue
        kind = designation(text.words[head].text)
        coloured = any(is_evaluative_adjective(w.lower) for w in text.words[first:head])
        if entity.type == "PER" or coloured or (kind is not None and kind.kind != "plain"):
            yield Found(first, head, end, entity.name, By(rule="description", reason=entity.by.reason))


def regimes(text: Text) -> Iterator[Found]:
    """*das nordkoreanische Regime*, *die Junta in Bangui*: the state that the words name."""
    states = {e.name for e in text.entities if e.type == "GPE"}
    for at, word in enumerate(text.words):
        kind = designation(word.text) if word.capital else None
        if kind is None or kind.group != "regime":
            continue
        owner = _owner(text, at)
        if owner in states or (owner is not None and any(seat_of_government(s) == owner for s in states)):
            first, end = phrase(text, at)
            yield Found(first, at, end, owner, By(rule="description", reason=f"rule over: {owner}"))


def holders(text: Text, found: Sequence[Found]) -> list[Holder]:
    """Who holds which role, by the labels found so far; what somebody else calls him apart."""
    return [
        Holder(f.head, _role(text, f.head), _group(text, f.head), _owner(text, f.head), f.referent)
        for f in found
        if not f.reported and _is_office(text.words[f.head].text)
    ]


def roles_alone(text: Text, layout: Layout, known: Sequence[Holder], covered: Collection[int]) -> Iterator[Found]:
    """A role in the singular that one person or company of the article alone holds, or an office of the same class in
    the same state. `covered` are words that have a label already."""
    by_role: dict[str, list[Holder]] = {}
    by_office: dict[tuple[str, str], list[Holder]] = {}
    for holder in known:
        by_role.setdefault(holder.role, []).append(holder)
        if holder.group and holder.owner:
            by_office.setdefault((holder.group, holder.owner), []).append(holder)
    lead = _LEAD + next((w.start for w in text.words if not layout.in_furniture(Span(w.start, w.end))), 0)
    for at, word in enumerate(text.words):
        if not known or at in covered or not word.capital or not _is_office(word.text):
            continue
        headline = layout.section(Span(word.start, word.end)) in _HEADLINES
        owner = _owner(text, at)
        if not _is_one(text, at, headline=headline, owned=owner is not None):
            continue
        role, group = _role(text, at), _group(text, at)
        meant = by_role.get(role) or _longer(role, group, known)
        if owner is not None:
            meant = [h for h in meant if h.owner in (owner, None)] + by_office.get((group, owner), [])
        if group in _BY_CLASS_ALONE:
            meant = [h for h in known if h.group == group and _same_gender(h.role, role)]
        early = headline or word.start < lead
        if len({h.name for h in meant}) != 1 or not (early or any(h.place < at for h in meant)):
            continue
        first, end = phrase(text, at)
        reason = f"only one with this role: {word.text}"
        yield Found(first, at, end, meant[0].name, By(rule="role alone", reason=reason))


def _is_office(noun: str) -> bool:
    kind = designation(noun)
    return is_role(noun) or (kind is not None and (kind.of == "person" or (kind.of == "body" and kind.kind != "plain")))


def _is_one(text: Text, at: int, *, headline: bool, owned: bool) -> bool:
    """True for a role in the singular that is definite by an article or a name; in headlines without one too."""
    word = text.words[at]
    alike = word.lower.endswith("in") or (headline and noun_lemma(word.text) == word.text)
    if "Plur" in text.tags.tokens[at].morph.get("Number", []) and not alike:
        return False
    if is_of_several(text, at) and not alike:
        return False
    after = text.words[at + 1] if at + 1 < len(text.words) else None
    if after is not None and not owned and (after.lower in _OWNING or (after.capital and not after.first)):
        return False  # der Präsident der Region: another one, perhaps
    first = opening(text, at)
    if not headline and any(text.words[i].lower.startswith(_FORMER) for i in range(first, at)):
        return False
    if first == at and text.words[at].first and after is not None and text.tags.pos[at + 1] in ("VERB", "AUX"):
        return True  # prose has an article here, headlines have none
    if first == 0:
        return headline
    before = text.words[first - 1].lower
    if before in _DEFINITE or (headline and before in _INDEFINITE):
        return True
    named = owned and text.part_of(at) is None and not any(is_adjective(text, i) for i in range(first, at))
    return named or (headline and before not in load_words("noun_phrase_openers"))


def _role(text: Text, at: int) -> str:
    """The bare noun, without the name in front (Kreml-chef) and without a case's ending, written small."""
    word = text.words[at]
    part = text.part_of(at)
    noun = (word.text if part is None else word.text[part.end - word.start :]).rpartition("-")[2]
    return noun_lemma(noun.capitalize()).lower()


def _group(text: Text, at: int) -> str:
    """The class of the office; empty for none."""
    part, role = text.part_of(at), _role(text, at)
    if part is not None and role in _RULER_OF_A_SEAT and seat_of_government(part.name) is not None:
        return "head of state"
    kind = designation(role.capitalize())
    whole = designation(text.words[at].text)
    if role in _COMPANY_HEADS and ((part is not None and part.type == "ORG") or _of_company(text.words[at].text)):
        return "head of company"
    if whole is not None and whole.of == "body":
        return whole.group
    return "" if kind is None or kind.of != "person" else kind.group


def _of_company(word: str) -> bool:
    """True for *Konzern-Chefin*."""
    return word.partition("-")[0] in ("Konzern", "Firmen", "Vorstands", "Unternehmens")


def _same_gender(one: str, other: str) -> bool:
    """False for a woman's title beside a man's; words like *Vorsitzende* fit both."""
    both = "vorsitzende" in one or "vorsitzende" in other
    return both or one.endswith("in") == other.endswith("in")


def _owner(text: Text, at: int) -> str | None:
    """The state or body whose role it is: by an adjective, a genitive in front or behind, the first part."""
    part = text.part_of(at)
    if part is not None:
        return seat_of_government(part.name) or part.name
    first = opening(text, at)
    made = next((e for i in range(first, at) if (e := text.made_from_name(i)) is not None), None)
    if made is not None:
        return made.name
    ends = {e.end: e for i in range(max(0, first - 3), first) for e in text.at(i) if is_name(e)}
    owner = ends.get(text.words[first - 1].end) if first else None
    if owner is None and at + 1 < len(text.words):
        seat = designation(text.words[at].text)
        opens = _OWNING | ({"in"} if seat is not None and seat.of == "state" else set())
        behind = at + 2 if text.words[at + 1].lower in opens else at + 1
        owner = next((e for e in text.at(behind) if is_name(e)), None) if behind < len(text.words) else None
    if owner is None or owner.type not in ("GPE", "ORG"):
        return None
    return seat_of_government(owner.name) or owner.name


def _longer(role: str, group: str, known: Sequence[Holder]) -> list[Holder]:
    """The holders of titles that this one is short for (*die Ministerin*: Umweltministerin, *der Kanzler*)."""
    short = role in load_words("shortened_roles") or f"{role}r" in load_words("shortened_roles")
    return [h for h in known if h.role.endswith((role, f"{role}r")) and (short or (group and h.group == group))]
