"""What a user types into a search, and the sentence that answers it.

`Granate Korea` finds articles with both words, `"kalter Krieg"` words in a row, `-Sport` articles without the word,
`Artill*` words that begin so. Anything else in the query is read as a word or as nothing, never as an operator.

A word has several terms (as written, as noun, as verb), and any of them will do. The index holds the terms one after
the other, so it cannot tell which words stand in a row: it gives candidates, and `fits` looks at their text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quellenlage.domain.span import Span
from quellenlage.german.folding import fold, search_terms

__all__ = ["SEARCH_RULES", "Query", "best_sentence", "fits", "fold", "holds", "index_entry", "read_query"]

SEARCH_RULES = "1"
"""Raised when `german.folding` changes the terms it makes: an index of other rules is made anew."""

Word = tuple[str, ...]
"""The terms of one word, each as good as the other."""

Row = tuple[Word, ...]
"""Words in a row."""

_PIECE = re.compile(r"""(?P<minus>(?<!\S)-)?(?:["„“”»«](?P<phrase>[^"„“”»«]*)["„“”»«]|(?P<word>[^\s"„“”»«]+))""")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


@dataclass(frozen=True, slots=True)
class Query:
    """Words in a row that are wanted (mostly a single word), that are not wanted, and beginnings of words wanted."""

    wanted: tuple[Row, ...]
    unwanted: tuple[Row, ...]
    prefixes: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """True if nothing is wanted; then nothing is found."""
        return not self.wanted and not self.prefixes

    @property
    def has_rows(self) -> bool:
        """True if candidates of the index must be looked at with `fits`."""
        return any(len(row) > 1 for row in (*self.wanted, *self.unwanted))


def read_query(words: str) -> Query:
    """The query that a user typed."""
    wanted: list[Row] = []
    unwanted: list[Row] = []
    prefixes: list[str] = []
    for piece in _PIECE.finditer(_clean(words)):
        written = piece["word"] if piece["phrase"] is None else piece["phrase"]
        if piece["phrase"] is None and written.endswith("*") and not piece["minus"]:
            *before, last = _WORD.findall(written) or [""]
            wanted += [(terms,) for terms in _row(" ".join(before))]
            prefixes += [fold(last)] if fold(last) else []
        elif row := _row(written):
            (unwanted if piece["minus"] else wanted).append(row)
    return Query(tuple(wanted), tuple(unwanted), tuple(prefixes))


def fits(query: Query, texts: Sequence[str]) -> bool:
    """True if every wanted row of words stands in one of `texts` (title and text), and no unwanted one does."""
    rows = [_row(text) for text in texts]

    def stands(row: Row) -> bool:
        return any(_stands(row, words) for words in rows)

    return all(map(stands, query.wanted)) and not any(map(stands, query.unwanted))


def holds(query: Query, text: str) -> bool:
    """True if `text` holds every word of the query, begun words too, and none that is not wanted; False for an empty
    query."""
    if query.is_empty or not fits(query, (text,)):
        return False
    terms = search_terms(_clean(text)) if query.prefixes else []
    return all(any(term.startswith(begin) for term in terms) for begin in query.prefixes)


def index_entry(text: str) -> str:
    """The terms of a text, parted by blanks: what the index holds and queries are matched with."""
    return " ".join(search_terms(_clean(text)))


def best_sentence(query: Query, text: str, sentences: Sequence[Span]) -> Span | None:
    """The first of the sentences that hold most of the query's words, None if none holds any. Without `sentences` (the
    article is not annotated yet) the text is parted at full stops and line ends."""
    best, most = None, 0
    for span in sentences or _rough_sentences(text):
        held = _held(query, _row(span.of(text)))
        if held > most:
            best, most = span, held
    return best


def _held(query: Query, words: Row) -> int:
    """How many words of the query a sentence holds; a whole row of several words counts once more."""
    there = {term for word in words for term in word}
    single = sum(not there.isdisjoint(word) for row in query.wanted for word in row)
    rows = sum(len(row) > 1 and _stands(row, words) for row in query.wanted)
    begun = sum(any(term.startswith(prefix) for term in there) for prefix in query.prefixes)
    return single + rows + begun


def _stands(row: Row, words: Row) -> bool:
    starts = range(len(words) - len(row) + 1)
    return any(all(not set(row[i]).isdisjoint(words[at + i]) for i in range(len(row))) for at in starts)


def _row(text: str) -> Row:
    found = (tuple(search_terms(word)) for word in _WORD.findall(text))
    return tuple(terms for terms in found if terms)


def _clean(text: str) -> str:
    """Without NUL and half characters: they cannot be handed to a database and stand in no word."""
    return text.replace("\x00", " ").encode("utf-8", "ignore").decode()


def _rough_sentences(text: str) -> Iterable[Span]:
    spans = (Span(*found.span()).strip(text) for found in _SENTENCE.finditer(text))
    return (span for span in spans if span.length)
