"""Refusals to speak or to act: *wollte sich nicht äußern*, *verweigerte die Auskunft*, *lehnte es ab, … zu nennen*.

Nothing is said of what was asked, so the words shown are those of the refusal itself, verb and all. Which verbs refuse,
and with which words, `refusals.tsv` says; the tree tells the clause.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from spacy.tokens import Token

from quellenlage.annotate.clauses import Tree, noun_phrase
from quellenlage.annotate.statements.contents import Content
from quellenlage.annotate.statements.cues import Cue
from quellenlage.annotate.statements.indefinite import is_anybody, is_nobody
from quellenlage.annotate.statements.units import is_quote
from quellenlage.annotate.words import Word, closed_class
from quellenlage.german.lexicon import load_table
from quellenlage.german.tense import finite_verb, shows

Range = tuple[int, int]
_NEGATIONS = closed_class("negations")
_HOLLOW = closed_class("no_negation_before")
_NO = closed_class("no_determiners")
_WILLING = closed_class("willing")
_JOINERS = closed_class("joiners")
_PARTS = frozenset(("aux", "aux:pass", "compound:prt", "expl:pv"))
_MAIN = frozenset(("root", "conj", "parataxis"))
_BREAKS = frozenset(";:–")
_FINAL = frozenset(".!?…")


class _Verb(NamedTuple):
    words: frozenset[str]
    way: str


def refusals(items: Sequence[Word], speaks: Callable[[Range | None], bool]) -> Iterator[Content]:
    """The refusals that main clauses of a unit tell, each by a subject that can speak; none without a model."""
    tree = Tree(items)
    for at, word in enumerate(items):
        token = word.token
        if token is None or token.pos_ not in ("VERB", "AUX", "ADJ") or token.dep_ not in _MAIN:
            continue
        finite = finite_verb(token)
        place = tree.places.get(finite.i) if finite is not None else None
        if finite is None or place is None or shows(finite, "Mood", "Sub") or not _is_main(token):
            continue
        # "ließ unbeantwortet": trees take either word for the head
        lemma = next(
            (x for x in (_lemma(token), finite.lemma_) if any(_refuses(token, finite, v) for v in _verbs().get(x, ()))),
            None,
        )
        if lemma is None:
            continue
        head = tree.subject((at,))
        subject = noun_phrase(tree, head) if head is not None else None
        if subject is None or is_nobody(items, subject) or is_anybody(items, subject) or not speaks(subject):
            continue
        parts = {at, place, *(tree.places[c.i] for c in token.children if c.dep_ in _PARTS and c.i in tree.places)}
        start, end = _clause(tree, token, place, subject, max(parts))
        reason = f"refusal, nothing claimed: {lemma}"
        cue = Cue(lemma, "", "", "other", "certain")
        yield Content(((start, end),), tuple(sorted(parts)), cue, subject, None, "reported", (), "refusal", reason)


def _is_main(verb: Token) -> bool:
    """True if no word subordinates the clause, or the one that it is joined to."""
    for _ in range(4):
        if any(c.dep_ == "mark" and c.pos_ == "SCONJ" for c in verb.children):
            return False
        if verb.dep_ == "root":
            return True
        if verb.dep_ not in _MAIN:
            return False
        verb = verb.head
    return False


def _lemma(verb: Token) -> str:
    particle = next((c.lower_ for c in verb.children if c.dep_ == "compound:prt"), "")
    lemma = str(verb.lemma_).lower()
    return lemma if lemma.startswith(particle) else particle + lemma


def _refuses(verb: Token, finite: Token, entry: _Verb) -> bool:
    words = _own_words(verb)
    if entry.way == "plain":
        words += [c for c in verb.children if c.dep_ == "xcomp"]
    if entry.words and not any(w.lower_ in entry.words for w in words):
        return False
    if entry.way == "plain":
        return not _negated(words)
    if entry.way == "infinitive":
        if any(c.dep_ == "obj" and c.pos_ == "NOUN" for c in verb.children):
            return False  # "lehnte den Vorschlag ab, das Bad zu schließen": the infinitive tells the proposal
        below = (c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "advcl") and shows(c, "VerbForm", "Inf"))
        return any(c.i > finite.i for c in below)
    willing = any(c.lemma_ in _WILLING for c in (*verb.children, finite))
    asked = entry.way == "question" and any(c.dep_ in ("ccomp", "csubj") for c in verb.children)
    return _negated(words) and (entry.way == "negated" or asked or willing)


def _own_words(verb: Token) -> list[Token]:
    """The words of the verb's own clause, without those of clauses below or beside it."""
    found, todo = [], [verb]
    while todo:
        token = todo.pop()
        found.append(token)
        clause = ("acl", "acl:relcl", "advcl", "ccomp", "csubj", "parataxis", "xcomp")
        joined = token.i == verb.i
        todo += [c for c in token.children if c.dep_ not in clause and not (joined and c.dep_ == "conj")]
    return sorted(found, key=lambda t: t.i)


def _negated(words: Sequence[Token]) -> bool:
    """True with *nicht* at the verb or *kein* before an object; not with *nicht nur*."""
    for word in words:
        behind = word.nbor(1).lower_ if word.i + 1 < len(word.doc) else ""
        if word.lower_ in _NEGATIONS and behind not in _HOLLOW and word.head.pos_ in ("VERB", "AUX"):
            return True
        if word.lower_ in _NO and not word.head.dep_.startswith("nsubj"):
            return True
    return False


def _clause(tree: Tree, verb: Token, finite: int, subject: Range, last: int) -> Range:
    """From the verb on where the subject stands before it, else the whole clause; up to where another main clause
    begins."""
    items = tree.items
    start = finite
    shared = subject[1] <= finite and (
        subject[0] == 0 or finite - subject[1] == 0 or any(w.text == "," for w in items[subject[1] : finite])
    )
    if not shared and verb.dep_ != "conj":
        while start > 0 and not (is_quote(items[start - 1]) or items[start - 1].text in _BREAKS):
            start -= 1
        while start < finite and items[start].lower in _JOINERS:
            start += 1
    end = next((i for i in range(last + 1, len(items)) if is_quote(items[i]) or items[i].text in _BREAKS), len(items))
    for other in verb.conjuncts:
        place = tree.places.get(other.i, -1)
        if not last < place < end or not shows(finite_verb(other) or other, "VerbForm", "Fin"):
            continue
        joint = next((i for i in range(place, last, -1) if items[i].lower in ("und", "aber", "doch", ",")), None)
        if joint is not None:
            end = joint
    while end > last + 1 and (items[end - 1].text in _FINAL or items[end - 1].text == ","):
        end -= 1
    return start, end


@cache
def _verbs() -> dict[str, tuple[_Verb, ...]]:
    table: dict[str, list[_Verb]] = {}
    for row in load_table("refusals"):
        table.setdefault(row["verb"], []).append(_Verb(frozenset(row["words"].split()), row["way"]))
    return {verb: tuple(entries) for verb, entries in table.items()}
