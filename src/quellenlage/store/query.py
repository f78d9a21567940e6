"""What a user types into a search, and the sentence that answers it.

`Granate Korea` finds articles with both words, `"kalter Krieg"` words in a row, `-Sport` articles without the word,
`Artill*` words that begin so. Anything else in the query is read as a word or as nothing, never as an operator.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quellenlage.domain.span import Span
from quellenlage.german.folding import fold, search_terms

SEARCH_RULES = "1"
"""Raised when `german.folding` changes the terms it makes: an index of other rules is made anew."""

_PIECE = re.compile(r"""(?P<minus>-)?(?:["„“”»«](?P<phrase>[^"„“”»«]*)["„“”»«]|(?P<word>[^\s"„“”»«]+))""")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


@dataclass(frozen=True, slots=True)
class Query:
    """The terms wanted in a row, the terms not wanted, and the beginnings of words wanted."""

    phrases: tuple[tuple[str, ...], ...]
    without: tuple[tuple[str, ...], ...]
    prefixes: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """True if nothing is wanted; then nothing is found."""
        return not self.phrases and not self.prefixes


def read_query(words: str) -> Query:
    """The query that a user typed."""
    phrases, without, prefixes = [], [], []
    # NUL and half characters cannot be handed to a database and stand in no word
    clean = words.replace("\x00", " ").encode("utf-8", "ignore").decode()
    for piece in _PIECE.finditer(clean):
        word = piece["word"] or ""
        if word.endswith("*") and not piece["minus"]:
            beginning = " ".join(re.findall(r"\w+", fold(word)))
            if beginning:
                prefixes.append(beginning)
            continue
        terms = tuple(search_terms(piece["phrase"] if piece["phrase"] is not None else word))
        if terms:
            (without if piece["minus"] else phrases).append(terms)
    return Query(tuple(phrases), tuple(without), tuple(prefixes))


def index_entry(text: str) -> str:
    """The terms of a text, parted by blanks: what the index holds and queries are matched with."""
    return " ".join(search_terms(text.encode("utf-8", "ignore").decode().replace("\x00", " ")))


def best_sentence(query: Query, text: str, sentences: Sequence[Span]) -> Span | None:
    """The first of the sentences that hold most of the query's words, None if none holds any. Without `sentences` (the
    article is not annotated yet) the text is parted at full stops and line ends."""
    best, most = None, 0
    for span in sentences or _rough_sentences(text):
        held = _held(query, search_terms(span.of(text)))
        if held > most:
            best, most = span, held
    return best


def _held(query: Query, terms: Sequence[str]) -> int:
    """How many words of the query stand among the terms of a sentence; a whole phrase in a row counts once more."""
    there = set(terms)
    row = f" {' '.join(terms)} "
    words = {term for phrase in query.phrases for term in phrase}
    phrases = sum(len(phrase) > 1 and f" {' '.join(phrase)} " in row for phrase in query.phrases)
    begun = sum(any(term.startswith(prefix) for term in there) for prefix in query.prefixes)
    return len(words & there) + phrases + begun


def _rough_sentences(text: str) -> Iterable[Span]:
    spans = (Span(*found.span()).strip(text) for found in _SENTENCE.finditer(text))
    return (span for span in spans if span.length)
