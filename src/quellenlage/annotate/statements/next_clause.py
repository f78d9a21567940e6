"""Where a *dass* clause ends because a main clause follows: *Er sagte, dass die Halle schließt, sie fuhr heim*."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from quellenlage.annotate.clauses import Tree
from quellenlage.annotate.words import Word, closed_class
from quellenlage.german.lexicon import load_words
from quellenlage.german.tense import finite_verb, shows

_JOINING = closed_class("complementizers") | closed_class("questions") | closed_class("joiners")
_ENDS = frozenset((",", "und", "oder", "sowie", ";", ":", "–"))
_BESIDE = frozenset(("ccomp", "parataxis", "conj", "root"))
_DEEPEST = 20
"""Steps up the tree from a word to its clause; a deeper one is no clause's opening."""


def end_of_clause(items: Sequence[Word], begin: int, end: int) -> int:
    """Where what *dass* at `begin` opens ends: at `end`, or at the comma before a clause with its verb in second place
    and in the indicative (Duden-Grammatik: a subordinate clause has its verb last). The subjunctive there goes on with
    what was said (*…, sie habe Fehler gemacht*)."""
    opener = items[begin].token
    finite = finite_verb(opener.head) if opener is not None and opener.dep_ == "mark" else None
    tree = Tree(items)
    last = tree.places.get(finite.i) if finite is not None else None
    if last is None or last >= end:
        return end
    commas = (at for at in range(last + 1, end) if items[at].text == ",")
    return next((at for at in commas if _is_main_clause(tree, at + 1, end)), end)


def _is_main_clause(tree: Tree, start: int, end: int) -> bool:
    items = tree.items
    stop = next((i for i in range(start, end) if items[i].lower in _ENDS), end)
    place = next((i for i in range(start, stop) if tree.is_finite(i)), None)
    # with nothing behind it the verb may be the last as well (dass die Preise steigen, die Löhne sinken)
    if place is None or place == start or place + 1 >= stop:
        return False
    verb, root, first = tree.token(place), tree.predicate((place,)), items[start]
    if verb is None or root is None or shows(verb, "Mood", "Sub") or root.dep_ not in _BESIDE:
        return False
    if first.lower in _JOINING or first.lower in load_words("subordinators") or _points_back(first):
        return False
    subject = tree.subject((place,))
    if subject is None or not start <= subject < stop:
        return False
    before = {_top(items[i].token, root, verb) for i in range(start, place)}
    return len(before) == 1 and None not in before


def _points_back(word: Word) -> bool:
    """True for a relative pronoun or a question word."""
    return word.token is not None and any(shows(word.token, "PronType", kind) for kind in ("Rel", "Int"))


def _top(token: Token | None, root: Token, verb: Token) -> int | None:
    """The part of the clause that the word belongs to."""
    for _ in range(_DEEPEST):
        if token is None or token.head.i == token.i:
            return None
        if token.head.i in (root.i, verb.i):
            return int(token.i)
        token = token.head
    return None
