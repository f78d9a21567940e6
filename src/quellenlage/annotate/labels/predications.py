"""What somebody is said to be: *Berg ist eine Betrügerin*, *Tamm nannte ihren Gegner Berg einen Lügner*, *gilt als
Hardliner*.

The tree tells the noun of a copula. Of verbs of naming the order of the phrases tells who is called what: the phrase
in the accusative, else the second one; in the passive the first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from quellenlage.annotate.labels.phrases import Found, Text, is_adjective, phrase, words_in
from quellenlage.annotate.labels.titles import is_name
from quellenlage.annotate.words import is_role
from quellenlage.domain.annotations import By
from quellenlage.german.designations import designation
from quellenlage.german.lemmas import noun_lemma
from quellenlage.german.lexicon import load_table, load_words

_CLAUSE_MARKS = frozenset((",", ";", ":", "–", "—", ".", "!", "?", "(", ")"))
_ACCUSATIVE = frozenset(("den", "einen", "diesen", "jenen", "seinen", "ihren", "meinen", "unseren", "keinen"))
_OBJECT_PRONOUNS = frozenset(("ihn", "mich", "dich", "uns", "sich", "es", "das", "dies", "diesen", "euch"))
_DATIVE = frozenset(("dem", "einem", "diesem", "ihm", "ihr", "ihnen", "mir"))
_QUOTES = frozenset("„“”\"»«‚‘›‹'")
_NEGATED = frozenset(("kein", "keine", "keinen", "keiner", "nicht"))
_LONGEST_CLAUSE = 40


class _Phrase(NamedTuple):
    """A noun phrase of a clause without a preposition: its first word, its head, whether it is an object by form."""

    first: int
    head: int
    accusative: bool
    dative: bool


def predications(text: Text, known: Sequence[Found]) -> Iterator[Found]:
    """The nouns by which a sentence says what somebody is; `known` are the labels found so far."""
    if not text.tags.tagged:
        return
    meant = _referents(text, known)
    for at, lemma in enumerate(t.lemma_ for t in text.tags.tokens):
        if text.tags.dep[at] == "cop":
            yield from _is_something(text, at, meant)
        elif text.tags.pos[at] in ("VERB", "AUX") and lemma in _verbs():
            for pattern in _verbs()[lemma]:
                yield from _is_called(text, at, pattern, meant)


def _referents(text: Text, known: Sequence[Found]) -> dict[int, tuple[str, str]]:
    """Number of a word -> whom or what it names, and of which kind (person, body, state, event)."""
    kinds = {"PER": "person", "ORG": "body", "GPE": "state", "FAC": "body", "EVENT": "event", "WORK": "thing"}
    meant = {}
    types = {}
    for entity in text.entities:
        if is_name(entity) and entity.type in kinds and entity.start in text.places:
            types[entity.name] = kinds[entity.type]
            for at in range(*words_in(text, entity)):
                meant[at] = (entity.name, kinds[entity.type])
    for found in known:
        meant.setdefault(found.head, (found.referent, types.get(found.referent, "event")))
    return meant


def _is_something(text: Text, copula: int, meant: Mapping[int, tuple[str, str]]) -> Iterator[Found]:
    noun = text.tags.head[copula]
    if text.tags.pos[noun] != "NOUN" or noun in meant:
        return
    children = [text.tags.number[c.i] for c in text.tags.tokens[noun].children if c.i in text.tags.number]
    if any(text.words[c].lower in _NEGATED for c in children):
        return
    subject = next((c for c in children if text.tags.dep[c] == "nsubj" and c in meant), None)
    if subject is None:
        return
    kind = meant[subject][1]
    defined = kind in ("body", "thing") and any(text.words[c].lower in ("ein", "eine") for c in children)
    vague = noun_lemma(text.words[noun].text) in load_words("vague_predicates")
    if _can_be(text, noun, kind) or (defined and not vague):
        first, end = phrase(text, noun)
        by = By(rule="predicate", reason=f"copula: {text.words[copula].text}")
        yield Found(first, noun, end, meant[subject][0], by)


def _is_called(text: Text, verb: int, pattern: str, meant: Mapping[int, tuple[str, str]]) -> Iterator[Found]:
    start, end = _clause(text, verb)
    phrases = list(_phrases(text, start, end))
    sign = pattern.rpartition(" ")[2]
    if sign == "object":
        name = next((p for p in reversed(phrases) if p.head not in meant and _names(text, p)), None)
        if name is None:
            return
        phrases.remove(name)
        noun = name.head
    else:
        opened = next((i for i in range(start, end) if text.words[i].lower == sign), None)
        found = None if opened is None else _head_behind(text, opened, end)
        if found is None:
            return
        noun = found
        phrases = [p for p in phrases if not (opened or 0) <= p.head <= noun]
    passive = any(text.tags.tokens[i].lemma_ == "werden" for i in range(start, end)) and text.tags.dep[verb] != "cop"
    called = _called(phrases, first=pattern.startswith("subject") or passive)
    if called is None or called.head not in meant:
        return
    referent, kind = meant[called.head]
    named = any(is_name(e) for e in text.at(noun))
    if noun != called.head and not named and _can_be(text, noun, kind):
        first, behind = phrase(text, noun)
        by = By(rule="predicate", reason=f"verb of naming: {text.tags.tokens[verb].lemma_}")
        yield Found(first, noun, behind, referent, by, reported=True)


def _called(phrases: Sequence[_Phrase], *, first: bool) -> _Phrase | None:
    """Who is called something: by form the one in the accusative, else the second phrase, or the `first`."""
    plain = [p for p in phrases if not p.dative]
    if first:
        return plain[0] if plain and not plain[0].accusative else None
    marked = [p for p in plain if p.accusative]
    if marked:
        return marked[0] if len(marked) == 1 else None
    return plain[1] if len(plain) == 2 else None


def _clause(text: Text, verb: int) -> tuple[int, int]:
    start = verb
    while start > 0 and verb - start < _LONGEST_CLAUSE and not text.words[start].first:
        if text.words[start - 1].text in _CLAUSE_MARKS:
            break
        start -= 1
    end = verb + 1
    while end < len(text.words) and end - verb < _LONGEST_CLAUSE and not text.words[end].first:
        if text.words[end].text in _CLAUSE_MARKS:
            break
        end += 1
    return start, end


def _phrases(text: Text, start: int, end: int) -> Iterator[_Phrase]:
    """The noun phrases without a preposition and the pronouns of a clause."""
    tags, words = text.tags, text.words
    at = start
    while at < end:
        if tags.pos[at] == "PRON" and tags.dep[at] != "det":
            lower = words[at].lower
            yield _Phrase(at, at, lower in _OBJECT_PRONOUNS, lower in _DATIVE)
        elif tags.pos[at] in ("NOUN", "PROPN"):
            first = at
            while first > start and (is_adjective(text, first - 1) or words[first - 1].text in _QUOTES):
                first -= 1
            opener = words[first - 1] if first > start else None
            stop = at + 1
            while stop < end and tags.pos[stop] in ("NOUN", "PROPN") and not words[stop].first:
                stop += 1
            head = stop - 1 if tags.pos[stop - 1] == "PROPN" else at
            place = first - 2 if opener is not None and tags.pos[first - 1] == "DET" else first - 1
            governed = place >= start and tags.pos[place] in ("ADP", "CCONJ") and words[place].lower != "und"
            genitive = "Gen" in tags.tokens[head].morph.get("Case", []) and (first > start or head == at)
            if not governed and not genitive:
                lower = "" if opener is None else opener.lower
                yield _Phrase(first, head, lower in _ACCUSATIVE, lower in _DATIVE)
            at = stop
            continue
        at += 1


def _head_behind(text: Text, opened: int, end: int) -> int | None:
    """The noun of the phrase that a preposition or *als* opens."""
    for at in range(opened + 1, min(end, opened + 7)):
        if text.tags.pos[at] == "NOUN":
            return at
        if not (is_adjective(text, at) or text.tags.pos[at] in ("DET", "ADV") or text.words[at].text in _QUOTES):
            return None
    return None


def _names(text: Text, found: _Phrase) -> bool:
    """True for a phrase that can be the name in *nannte ihn einen Lügner*: indefinite or in quotation marks."""
    before = text.words[found.first - 1].lower if found.first else ""
    quoted = text.words[found.first].text in _QUOTES
    return text.tags.pos[found.head] == "NOUN" and (before in ("ein", "eine", "einen") or quoted)


def _can_be(text: Text, noun: int, kind: str) -> bool:
    """True if the noun says something of what is of this kind: nobody is an event."""
    word = text.words[noun].text
    row = designation(word)
    if kind == "person":
        return is_role(word) or (row is not None and row.of == "person")
    if row is None or row.kind == "plain":
        return False
    return row.of == kind or (row.of in ("person", "state", "body") and kind != "event" and row.kind == "evaluative")


@cache
def _verbs() -> dict[str, tuple[str, ...]]:
    table = defaultdict(list)
    for row in load_table("naming_verbs"):
        table[row["lemma"]].append(row["pattern"])
    return {lemma: tuple(patterns) for lemma, patterns in table.items()}
