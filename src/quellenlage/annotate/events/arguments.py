"""Who takes part in a happening, where and when: participants, place and date out of the slots around its trigger."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Token

from quellenlage.annotate.events.conditions import PLACES, entity_at, is_actor
from quellenlage.annotate.events.frames import Frame
from quellenlage.annotate.events.slots import (
    CLAUSES,
    Names,
    Slots,
    Surroundings,
    for_frame,
    hull,
    preposition,
)
from quellenlage.annotate.words import closed_class
from quellenlage.domain.annotations import Participant, Time
from quellenlage.domain.span import Span
from quellenlage.german.lexicon import load_table
from quellenlage.german.tense import shows

_WHERE = frozenset(("in", "bei", "nahe", "unweit", "an", "auf", "vor"))
_WHERE_STATES = frozenset(("in", "bei", "nahe", "unweit"))
"""*an Russland* and *auf Kiew* tell the goal, not the place."""
_BESIDE = frozenset(("appos", "flat", "flat:name"))
_FRONT = frozenset(("det", "amod", "nummod", "det:poss", "advmod"))
_ABSTRACT = tuple(sorted(closed_class("noun_endings")))
_LONGEST_CLAUSE = 200
"""Words of the longest clause that is read; what is longer is a list."""
_LONGEST_PHRASE = 8
"""Words of the longest noun phrase that is a participant's name."""


def participants(
    frame: Frame, around: Surroundings, names: Names, text: str
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Agents and patients; nobody is both."""
    slots = {
        slot: [t for t in tokens if t.lemma_ not in frame.words and t.text not in frame.words]
        for slot, tokens in for_frame(around, frame).items()
    }
    agents = _filled(frame.agent, slots, names, text, acting=True, strict=frame.type != "OTHER")
    patients = _filled(frame.patient, slots, names, text, acting=False)
    taken = {p.name for p in agents}
    return agents, tuple(p for p in patients if p.name not in taken)


def place_of(around: Surroundings, names: Names, taken: Sequence[Participant]) -> Participant | None:
    """The name of a place in a phrase with *in*, *bei*, *nahe* ... that hangs on the trigger or on its verb, or stands
    inside another such phrase (*in einem Werk in Bonn*)."""
    spans = {p.span for p in taken}
    heads = [around.trigger, *([around.verb] if around.verb is not None and around.occurs else [])]
    todo = [c for head in heads for c in head.children]
    for token in todo:
        local = preposition(token)
        if local not in _WHERE:
            continue
        entity = entity_at(token, names)
        if entity is None:
            todo += token.children
        elif entity.type not in PLACES or entity.metonym or entity.span in spans:
            continue
        elif entity.type != "GPE" or local in _WHERE_STATES:
            return Participant(entity.name, entity.span)
    return None


def date_of(tokens: Sequence[Token], around: Surroundings, times: Sequence[Time]) -> Time | None:
    """The date among `tokens`, the words of a clause: the one nearest to the trigger. Durations and repetitions are no
    dates, and that of an apposition (*Ott, 1950 geboren, ...*) is another's."""
    trigger = around.trigger
    heads = {trigger.i, *([around.verb.i] if around.verb is not None else [])}
    found: list[tuple[int, int, Time]] = []
    for token in tokens:
        at = bisect_left(times, token.idx, key=lambda t: t.end - 1)
        if at < len(times) and times[at].start <= token.idx and _is_date(times[at]) and _dates(token, heads):
            found.append((_distance(token, trigger), times[at].start, times[at]))
    return min(found)[2] if found else None


def _dates(token: Token, heads: set[int]) -> bool:
    """True if no apposition or subject stands between the date and the trigger."""
    for _ in range(_LONGEST_PHRASE):
        if token.i in heads or token.head.i == token.i:
            return True
        if token.dep_ in ("appos", "nsubj", "nsubj:pass"):
            return False
        token = token.head
    return False


def _is_date(time: Time) -> bool:
    """False for durations, repetitions and what names no day (*derzeit*)."""
    return time.type in ("DATE", "TIME") and not time.value.endswith("_REF") and time.value != "XXXX"


def _distance(token: Token, trigger: Token) -> int:
    return abs(token.i - trigger.i)


def clause_of(head: Token) -> list[Token]:
    """The tokens of the clause that `head` heads, without the clauses that hang on it."""
    found: list[Token] = []
    todo = [head]
    while todo and len(found) < _LONGEST_CLAUSE:
        token = todo.pop()
        found.append(token)
        todo += [c for c in token.children if not _opens_clause(c)]
    return sorted(found, key=lambda t: t.i)


def _opens_clause(token: Token) -> bool:
    if token.dep_ in CLAUSES:
        # "macht ihn verantwortlich" is one clause
        return token.pos_ in ("VERB", "AUX") or any(c.dep_ in ("mark", "cop") for c in token.children)
    return token.dep_ == "conj" and token.pos_ in ("VERB", "AUX")


def evidence_of(tokens: Sequence[Token]) -> Span:
    """The span of the words, without the marks at their ends."""
    words = [t for t in tokens if not t.is_space]
    while len(words) > 1 and words[-1].is_punct:
        words.pop()
    while len(words) > 1 and words[0].is_punct:
        words.pop(0)
    return Span(*hull(words))


def _filled(
    pattern: Sequence[Sequence[str]],
    slots: Slots,
    names: Names,
    text: str,
    *,
    acting: bool,
    strict: bool = False,
) -> tuple[Participant, ...]:
    """The participants in the first group of slots that has any."""
    for group in pattern:
        found: dict[str, Participant] = {}
        for slot in group:
            for token in slots.get(slot, ()):
                one = _participant(token, slot, names, text, acting, strict)
                if one is not None:
                    found.setdefault(one.name, one)
        if found:
            return tuple(found.values())
    return ()


def _participant(token: Token, slot: str, names: Names, text: str, acting: bool, strict: bool) -> Participant | None:
    if slot == "adj":
        adjective = names.adjectives[token.i]
        return Participant(adjective.name, adjective.span)
    if slot == "comp":
        part = names.parts[token.i]
        return Participant(part.name, part.span)
    entity = entity_at(token, names)
    if entity is not None:
        return Participant(entity.name, entity.span)
    if token.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ", "X") or token.i in names.dated:
        return None
    by_preposition = strict or (slot == "gen" and preposition(token) == "von")
    if acting and not is_actor(token, names) and (by_preposition or token.lower_.endswith(_ABSTRACT)):
        return None
    phrase = list(_phrase(token))
    while len(phrase) > 1 and phrase[0].pos_ in ("ADV", "ADP", "CCONJ", "PART") and phrase[1].pos_ != "NUM":
        phrase.pop(0)
    if phrase[0].pos_ == "ADP" and len(phrase) > 1:
        phrase.pop(0)  # "bis zu neun Tonnen"
    span = Span(*hull(phrase))
    # "Tausende Menschen" keeps its first word, "der Verband" and "dieser Verband" do not
    bare = len(phrase) > 1 and any(shows(phrase[0], "PronType", t) for t in ("Art", "Dem", "Prs"))
    named = Span(phrase[1].idx, span.end) if bare else span
    words = named.of(text)
    if token.text == f"{token.lemma_}s" or (shows(token, "Case", "Gen") and token.pos_ == "NOUN"):
        at = token.idx - named.start
        words = words[:at] + token.lemma_ + words[at + len(token.text) :]
    return Participant(" ".join(words.split()), span)


def _phrase(noun: Token) -> Iterator[Token]:
    """The noun with article, adjectives and number in front, and the genitive or name right behind it."""
    doc = noun.doc
    start = noun.i
    while start > 0 and noun.i - start < _LONGEST_PHRASE:
        before = doc[start - 1]
        if before.is_space or not _belongs(before, noun):
            break
        start -= 1
    end = noun.i + 1
    for child in noun.rights:
        edge = child.right_edge.i + 1
        genitive = child.dep_ == "nmod" and not preposition(child)
        if child.left_edge.i != end or not (genitive or child.dep_ in _BESIDE) or edge - start > _LONGEST_PHRASE:
            break
        if doc[child.left_edge.i].is_punct:
            break
        end = edge
    yield from doc[start:end]


def _belongs(token: Token, noun: Token) -> bool:
    """True for a word in front of the noun that hangs on it, or on an adjective or number of it."""
    for _ in range(3):
        if token.dep_ not in _FRONT or (token.dep_ == "advmod" and token.lower_ not in _comparators()):
            return False
        if token.head.i == noun.i:
            return True
        token = token.head
    return False


@cache
def _comparators() -> frozenset[str]:
    return frozenset(word for row in load_table("comparators") for word in row["phrase"].split())
