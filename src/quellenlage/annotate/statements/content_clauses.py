"""The main clauses inside what is said: finite verb, subject, predicate, and the words that belong to them alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from quellenlage.annotate.words import closed_class
from quellenlage.domain.span import Span
from quellenlage.german.lexicon import load_words
from quellenlage.german.tense import finite_verb, shows

_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl"))
_EMBEDDED = frozenset(("advcl", "acl", "acl:relcl", "ccomp", "csubj", "csubj:pass", "parataxis", "conj"))
_WITH_SEIN = closed_class("perfect_with_sein")
_MODALS = frozenset(("müssen", "sollen", "dürfen", "können", "wollen", "mögen"))
_OWN_MARKS = frozenset(("dass", "daß", "ob"))
_MOST_CLAUSES = 3
"""Clauses of a quotation that are read: what comes later seldom tells what it is about."""
_MOST_WORDS = 400
"""Words of one clause that are looked at; what is longer is a list."""


@dataclass(frozen=True)
class Clause:
    """A main clause of a content. `root` heads it (the predicate where there is a copula), `finite` is its finite
    verb, `words` what belongs to neither a clause below nor one beside it, in text order."""

    root: Token
    finite: Token
    words: tuple[Token, ...]
    stray: Token | None = None
    """A subject in the content that the tree hangs on a word outside it."""

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """The words in small letters."""
        return tuple(w.lower_ for w in self.words)

    @cached_property
    def lemma(self) -> str:
        """The root's lemma in small letters, with its particle (*treffe … zu*: zutreffen)."""
        particle = next((c.lower_ for c in self.root.children if c.dep_ == "compound:prt"), "")
        lemma = str(self.root.lemma_).lower()
        return lemma if lemma.startswith(particle) else particle + lemma

    @cached_property
    def subject(self) -> Token | None:
        """The head of the subject; a placeholder (*es*) if there is nothing else. A clause that seems to have an object
        and no subject has its subject there: trees take one behind the verb for an object now and then."""
        found = [c for c in self.root.children if c.dep_ in _SUBJECTS]
        subject = next((c for c in found if c.dep_ != "expl"), found[0] if found else self.stray)
        return subject or next((c for c in self.root.children if c.dep_ == "obj"), None)

    @property
    def copula(self) -> bool:
        """True if a form of *sein* links subject and predicate."""
        return any(c.dep_ == "cop" for c in self.root.children)

    @cached_property
    def modal(self) -> str:
        """The finite verb's lemma if it is a modal, else empty."""
        lemma = self.finite.lemma_
        return lemma if lemma in _MODALS and self.finite.i != self.root.i else ""

    @cached_property
    def perfect(self) -> bool:
        """True if a perfect infinitive hangs on the modal (*müsse gewusst haben*, *müsse ausgebrochen sein*)."""
        if not shows(self.root, "VerbForm", "Part"):
            return False
        last = {c.lower_ for c in self.root.children if c.i != self.finite.i}
        return "haben" in last or ("sein" in last and ("worden" in last or self.root.lemma_ in _WITH_SEIN))

    @property
    def passive(self) -> bool:
        """True for *müsse geprüft werden*."""
        return any(c.dep_ == "aux:pass" and c.lemma_ == "werden" for c in self.root.children)

    @cached_property
    def negated(self) -> bool:
        """True if *nicht* or *kein* denies the clause."""
        return any(w in ("nicht", "keineswegs", "nie", "niemals", "keinesfalls", "mitnichten") for w in self.lower) or (
            any(w.lemma_ == "kein" or w.lower_.startswith("kein") for w in self.words)
        )

    def has(self, signs: frozenset[tuple[str, ...]]) -> str:
        """The first of `signs` (words side by side) that the clause holds; empty if none."""
        at = self.find(signs)
        return " ".join(self.lower[at[0] : at[1]]) if at is not None else ""

    def adverb(self, signs: frozenset[tuple[str, ...]]) -> str:
        """The first of `signs` that modifies the clause, not an adjective in it (*ein wohl kluger Zug*) or an
        infinitive below (*um notfalls zu helfen*); empty if none."""
        at = self.find(signs)
        if at is None:
            return ""
        head = self.words[at[0]].head
        if head.i in (self.root.i, self.finite.i):
            return " ".join(self.lower[at[0] : at[1]])
        below = head.dep_ in ("amod", "xcomp", "advcl", "acl") or head.pos_ == "ADJ"
        return "" if below else " ".join(self.lower[at[0] : at[1]])

    def find(self, signs: frozenset[tuple[str, ...]]) -> tuple[int, int] | None:
        """Where the first of `signs` stands in `words`."""
        lengths = sorted({len(s) for s in signs}, reverse=True)
        for at in range(len(self.words)):
            for length in lengths:
                if self.lower[at : at + length] in signs:
                    return at, at + length
        return None


class Reader:
    """Finds the tokens and clauses of spans of a document."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.starts = [t.idx for t in doc]
        self.parsed = doc.has_annotation("DEP")

    def tokens(self, spans: Sequence[Span]) -> list[Token]:
        """The words of `spans` in text order, white space left out."""
        found: list[Token] = []
        for span in sorted(spans):
            first = max(0, bisect_right(self.starts, span.start) - 1)
            last = bisect_left(self.starts, span.end)
            found += [t for t in self.doc[first:last] if not t.is_space and t.idx + len(t.text) > span.start]
        return found

    def clauses(self, spans: Sequence[Span]) -> list[Clause]:
        """The first main clauses of what stands in `spans`; none without a model."""
        if not self.parsed:
            return []
        tokens = self.tokens(spans)
        inside = {t.i for t in tokens}
        found: list[Clause] = []
        for token in tokens:
            if len(found) == _MOST_CLAUSES:
                break
            if token.dep_ == "punct" or (token.head.i != token.i and token.head.i in inside):
                continue
            token = _with_verb(token)
            finite = finite_verb(token)
            if finite is not None and finite.i in inside and not _is_subordinate(token, tokens[0]):
                words = tuple(sorted(_own_words(token, inside), key=lambda t: t.i))
                found.append(Clause(token, finite, words, _stray(tokens, inside) if not found else None))
        return found


def _with_verb(root: Token) -> Token:
    """The head of the clause beside a fragment that heads it in the tree (*Vier Tonnen – das glaubt niemand*)."""
    if finite_verb(root) is not None:
        return root
    beside = (c for c in root.children if c.dep_ in ("parataxis", "appos", "conj", "ccomp"))
    return next((c for c in beside if finite_verb(c) is not None), root)


def _is_subordinate(root: Token, first: Token) -> bool:
    """True for a clause that a conjunction opens, but not for the content's own *dass* and *ob*."""
    openers = load_words("subordinators") | _OWN_MARKS
    mark = next((c for c in root.children if c.dep_ == "mark" and c.lower_ in openers), None)
    return mark is not None and not (mark.lower_ in _OWN_MARKS and mark.i - first.i <= 1)


def _stray(tokens: Sequence[Token], inside: set[int]) -> Token | None:
    return next((t for t in tokens if t.dep_ in _SUBJECTS and t.head.i not in inside), None)


def _own_words(root: Token, inside: set[int]) -> Iterator[Token]:
    todo, seen = [root], 0
    while todo and seen < _MOST_WORDS:
        token = todo.pop()
        seen += 1
        yield token
        todo += [c for c in token.children if c.i in inside and not _is_clause(c)]


def _is_clause(token: Token) -> bool:
    """True for the head of a clause of its own, also for a second predicate (*habe geflickt und getauscht*)."""
    if token.dep_ == "conj" and token.pos_ in ("VERB", "AUX") and any(c.dep_ == "cc" for c in token.children):
        return True
    return token.dep_ in _EMBEDDED and finite_verb(token) is not None
