"""Who hands what over to whom: the deed that statements in quite other words tell of (*habe dem Heer Panzer geliefert*,
*die Waffenlieferungen an das Heer*).

Read from the stored tree: the giver is the subject, stands behind *aus*, *von*, *durch*, or is the adjective of the
thing (*litauische Geschütze*); the receiver stands behind *an*, *nach*, *für*, or in the dative. Both must be named.
Things are told by their class (`goods.tsv`): one text has *Munition* where another has *Waffen*.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from quellenlage.compare.clauses import Clauses
from quellenlage.domain.span import Span
from quellenlage.german.folding import fold
from quellenlage.german.lexicon import load_table, load_words, word_class

OBJECTS = ("obj", "iobj", "obl:arg")
DEEP = 5
"""Steps up the tree from a thing to the word for handing it over."""
SHORTEST = 5
"""Letters of a word for a thing, or for handing it over, that may be the last part of a compound."""


class Deed(NamedTuple):
    """Who hands what over to whom: keys of the two, the class of the thing, whether it is told as done, and whether
    with a verb of its own (`plain`) or in passing (*die Lieferungen hätten geholfen*)."""

    giver: str
    receiver: str
    thing: str
    done: bool
    plain: bool


def deeds_of(clauses: Clauses, quote: Sequence[Span], named: Mapping[int, str]) -> Iterator[Deed]:
    """The deeds told in `quote`. `named` are the keys of whom a word of the article names, by its place."""
    places = clauses.within(quote)
    for at in places:
        equips = _word(clauses, at)
        if equips is None or clauses.in_relative(at):
            continue
        below = [p for p in places if p != at and _belongs(clauses, p, at)]
        things = _things(clauses, at, below)
        if not things:
            continue
        giver = next((named[p] for p in below if p in named and _gives(clauses, p, at)), None) or _accused(
            clauses, at, named
        )
        receivers = [named[p] for p in below if p in named and _gets(clauses, p, at)]
        receivers += [named[p] for p in places if p in named and _in_reach(clauses, p, at)]
        receiver = next((r for r in receivers if r != giver), None)
        if giver is not None and receiver is not None:
            done, plain = _is_done(clauses, at), clauses.tokens[at].pos == "VERB"
            yield from (Deed(giver, receiver, thing, done, plain) for thing in sorted(things))


def same_deed(a: Collection[Deed], b: Collection[Deed]) -> tuple[Deed, Deed] | None:
    """The deed that both tell of, as each tells it: one told as done in both, where there is one."""
    pairs = [(x, y) for x in sorted(a) for y in sorted(b) if x[:3] == y[:3]]
    return min(pairs, key=lambda pair: not (pair[0].done and pair[1].done), default=None)


def _word(clauses: Clauses, at: int) -> bool | None:
    """Whether a word for handing over has the receiver as its object; None for any other word."""
    token = clauses.tokens[at]
    if token.pos not in ("VERB", "NOUN"):
        return None
    return _equips(token.pos, clauses.prefix(at) + (token.lemma or token.text))


@lru_cache(maxsize=1 << 16)
def _equips(pos: str, lemma: str) -> bool | None:
    low = fold(lemma)
    if pos == "VERB":
        return _transfers().get((pos, low))
    return next((e for (kind, w), e in _transfers().items() if kind == pos and low.endswith(w)), None)


def _belongs(clauses: Clauses, place: int, at: int) -> bool:
    """True for what hangs on the word at `at`, over nouns and adjectives only."""
    for _ in range(DEEP):
        head = clauses.tokens[place].head
        if head is None or head == place:
            return False
        if head == at:
            return True
        if clauses.tokens[head].pos in ("VERB", "AUX"):
            return False
        place = head
    return False


def _things(clauses: Clauses, at: int, below: Sequence[int]) -> set[str]:
    """The classes of what is handed over; of a compound its first part tells it (*Waffenlieferung*)."""
    nouns = [clauses.tokens[p] for p in below if clauses.tokens[p].pos == "NOUN"]
    found = {c for t in nouns if (c := _class(fold(t.lemma or t.text)))}
    if clauses.tokens[at].pos == "NOUN":
        low = fold(clauses.tokens[at].lemma or clauses.tokens[at].text)
        end = next((w for (pos, w), _ in _transfers().items() if pos == "NOUN" and low.endswith(w)), "")
        first = low.removesuffix(end).rstrip("-")
        found |= {c for link in ("", "s", "n", "en") if (c := _class(first.removesuffix(link)))}
    return found


def _gives(clauses: Clauses, place: int, at: int) -> bool:
    token = clauses.tokens[place]
    if clauses.preposition(place) in word_class("of_givers") or token.pos == "ADJ":
        return True
    return token.head == at and token.dep == "nsubj"


def _gets(clauses: Clauses, place: int, at: int) -> bool:
    token, before = clauses.tokens[place], clauses.preposition(place)
    if before in word_class("to_takers"):
        return True
    return token.head == at and not before and clauses.tokens[at].pos == "VERB" and token.dep in OBJECTS


def _accused(clauses: Clauses, at: int, named: Mapping[int, str]) -> str | None:
    """Of whom an infinitive is told: the object of the verb above it (*wirft Sorn vor, geliefert zu haben*)."""
    token = clauses.tokens[at]
    if token.dep != "xcomp" or token.head is None:
        return None
    objects = (p for p in named if clauses.tokens[p].head == token.head and clauses.tokens[p].dep in OBJECTS)
    return next((named[p] for p in objects if not clauses.preposition(p)), None)


def _in_reach(clauses: Clauses, place: int, at: int) -> bool:
    return _benefits(clauses, place, at) or _behind(clauses, place, at) or _before(clauses, place, at)


def _before(clauses: Clauses, place: int, at: int) -> bool:
    """True for a bare name before the verb that the tree takes for a part of the thing or the name behind which it
    stands (*habe Sorn Waffen geliefert*)."""
    token = clauses.tokens[place]
    bare = token.dep in ("compound", "amod", "flat:name") and token.pos == "PROPN" and not clauses.preposition(place)
    if not bare or place > at or clauses.tokens[at].pos != "VERB" or "Case=Gen" in (token.morph or ""):
        return False
    return not any(t.pos in ("VERB", "AUX") for t in clauses.tokens[place + 1 : at])


def _behind(clauses: Clauses, place: int, at: int) -> bool:
    """True for *an Sorn* behind a noun for handing over, where the tree hangs it on the verb of that noun."""
    noun, token = clauses.tokens[at], clauses.tokens[place]
    if (
        noun.pos != "NOUN"
        or place < at
        or token.head != noun.head
        or clauses.preposition(place) not in word_class("to_takers")
    ):
        return False
    return all(_belongs(clauses, p, at) or _belongs(clauses, p, place) for p in range(at + 1, place))


def _benefits(clauses: Clauses, place: int, at: int) -> bool:
    """True for whom the thing handed over is said to have helped: object of the verb whose subject the noun is."""
    token, noun = clauses.tokens[place], clauses.tokens[at]
    if noun.pos != "NOUN" or noun.dep != "nsubj" or noun.head is None:
        return False
    verb = clauses.tokens[noun.head]
    helps = (verb.lemma or verb.text) in load_words("benefiting_verbs")
    # "dem bolivianischen Heer", "den Truppen Boliviens"
    whose = (token.pos == "ADJ" or token.dep == "nmod") and token.head is not None
    whom = clauses.tokens[token.head] if whose and token.head is not None else token
    return helps and whom.head == noun.head and whom.dep in OBJECTS


def _is_done(clauses: Clauses, at: int) -> bool:
    """True where it is told as having happened: a past tense or a perfect infinitive above it, no modal verb."""
    verb = clauses.verb_above(at)
    if verb is None or clauses.is_modal(verb) or clauses.looks(verb) == "future":
        return False
    if clauses.tokens[at].pos == "NOUN" and (clauses.tokens[verb].lemma or "") not in load_words("benefiting_verbs"):
        return False
    return clauses.looks(verb) == "past" or clauses.is_perfect(verb)


@lru_cache(maxsize=1 << 14)
def _class(noun: str) -> str:
    """The class of a thing, by its word or the last part of a compound; empty without one."""
    best = max((w for w in _classes() if noun == w or (len(w) >= SHORTEST and noun.endswith(w))), key=len, default="")
    return _classes().get(best, "")


@cache
def _classes() -> Mapping[str, str]:
    return {fold(word): row["class"] for row in load_table("goods") for word in row["words"].split()}


@cache
def _transfers() -> Mapping[tuple[str, str], bool]:
    return {(row["pos"], fold(row["lemma"])): row["equips"] == "yes" for row in load_table("transfers")}
