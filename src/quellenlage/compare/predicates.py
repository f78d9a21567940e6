"""Who does what to whom in a statement, word by word: what a verb has as its subject, object or behind a preposition.

The passive is turned round (*die Brücke wird gesperrt*: the bridge is what somebody closes), so that two wordings of
one proposition have the same parts. Universal Dependencies: nsubj, obj, nsubj:pass, obl, nmod.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from quellenlage.compare.clauses import Clauses
from quellenlage.domain.span import Span

OF_DEPENDENCY = {"nsubj": "who", "obj": "whom", "nsubj:pass": "whom"}


class Part(NamedTuple):
    """One word in its place: the stem of the verb or noun that it belongs to, its role (`who`, `whom`, `of`, or the
    preposition), its own stem, and whether a modal verb stands with the verb (*muss gesperrt werden*)."""

    head: str
    role: str
    word: str
    modal: bool


def parts_of(clauses: Clauses, quote: Sequence[Span], stem: Callable[[int], str]) -> Iterator[Part]:
    """The parts of the words in `quote`. `stem` gives the stem at a place, empty for words that say nothing."""
    inside = clauses.within(quote)
    places = frozenset(inside)
    for at in inside:
        token = clauses.tokens[at]
        head = token.head
        if token.pos not in ("NOUN", "PROPN") or head is None or head == at or head not in places:
            continue
        above = clauses.tokens[head]
        role = OF_DEPENDENCY.get(token.dep or "") if above.pos == "VERB" else None
        if role is None and token.dep in ("obl", "nmod") and above.pos in ("VERB", "NOUN"):
            before = clauses.preposition(at)
            role = before if before or token.dep == "obl" else "of"
        if role and (first := stem(head)) and (word := stem(at)):
            yield Part(first, role, word, clauses.is_modal(head))
