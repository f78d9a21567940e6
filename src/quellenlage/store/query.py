"""What a user types into a search, and the sentence that answers it.

`Granate Korea` finds articles with both words, `"kalter Krieg"` words in a row, `-Sport` articles without the word,
`Artill*` words that begin so. Anything else in the query is read as a word or as nothing, never as an operator.

A word has several terms (as written, as noun, as verb), and any of them will do. The index holds the terms one after
the other, so it cannot tell which words stand in a row: it gives candidates, and `fits` looks at their text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from quellenlage.domain.span import Span
from quellenlage.german.folding import fold, index_terms, search_terms

__all__ = [
    "DOTS",
    "LIKENESS",
    "SEARCH_RULES",
    "Query",
    "best_sentence",
    "fits",
    "fold",
    "holds",
    "index_entry",
    "read_query",
    "terms_of_word",
]

SEARCH_RULES = "2"
"""Raised when `german.folding` changes the terms it makes: an index of other rules is made anew."""

Word = tuple[str, ...]
"""The terms of one word, each as good as the other."""

Row = tuple[Word, ...]
"""Words in a row."""

_PIECE = re.compile(r"""(?P<minus>(?<!\S)-)?(?:["„“”»«](?P<phrase>[^"„“”»«]*)["„“”»«]|(?P<word>[^\s"„“”»«]+))""")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
DOTS = str.maketrans("äöü", "aou")
_WRITTEN = {"a": ("a", "ä", "ae"), "o": ("o", "ö", "oe"), "u": ("u", "ü", "ue")}

LONG = 40_000
"""Characters of a text in which a sentence is looked for by every form of a word; most have 5,000, and minutes of a
parliament 300,000."""

REACH = 40
"""Letters of a text in which a word and what parts it from the next one lie."""

LIKENESS = 4
"""First letters of a term by which words that may have it are told: fewer let most words pass, and more lose inflected
forms, which are then looked for in a second, slower round."""


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
    def rows(self) -> Query:
        """What the index cannot tell: the words in a row alone."""
        wanted, unwanted = (tuple(row for row in rows if len(row) > 1) for rows in (self.wanted, self.unwanted))
        return Query(wanted, unwanted, ())

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

    def stands(row: Row) -> bool:
        wanted = tuple(map(frozenset, row))
        return any(_stands_in(wanted, text) for text in texts)

    return all(map(stands, query.wanted)) and not any(map(stands, query.unwanted))


def holds(query: Query, text: str) -> bool:
    """True if `text` holds every word of the query, begun words too, and none that is not wanted; False for an empty
    query."""
    if query.is_empty or not fits(query, (text,)):
        return False
    terms = index_terms(_clean(text)) if query.prefixes else []
    return all(any(term.startswith(begin) for term in terms) for begin in query.prefixes)


def index_entry(text: str) -> str:
    """The terms of a text, parted by blanks: what the index holds and queries are matched with."""
    return " ".join(index_terms(_clean(text)))


def best_sentence(query: Query, text: str, sentences: Sequence[Span]) -> Span | None:
    """The first of the sentences that hold most of the query's words, None if none holds any. Without `sentences` (the
    article is not annotated yet) the text is parted at full stops and line ends.

    Words that show the letters of a word asked for are looked up first, and the others only where one of the query's
    words was not found so (*trafen* for *treffen*): a word costs a tenth of a millisecond when it is first seen.
    """
    spans = tuple(sentences or _rough_sentences(text))
    asked, alike = _asked(query), _alike([*(word for row in query.wanted for word in row), query.prefixes])
    some = tuple(span for span in spans if alike(span.of(text)))
    best, seen = _best(query, text, some, lambda word: asked(word) if alike(word) else ())
    if all(not seen.isdisjoint(word) for row in query.wanted for word in row) and _begun(query, seen) == len(
        query.prefixes
    ):
        return best
    return _best(query, text, tuple(span for span in spans if span.end <= LONG), asked)[0] or best


def _best(
    query: Query, text: str, spans: Sequence[Span], asked: Callable[[str], Word | None]
) -> tuple[Span | None, set[str]]:
    """The first sentence with most of the words, and the terms that were asked for and found on the way."""
    best, most = None, 0
    seen: set[str] = set()
    whole = sum(len(row) + (len(row) > 1) for row in query.wanted) + len(query.prefixes)
    for span in spans:
        words = tuple(terms for word in _WORD.findall(span.of(text)) if (terms := asked(word)) is not None)
        seen.update(*words)
        held = _held(query, words)
        if held > most:
            best, most = span, held
        if most == whole:
            break  # none holds more, and every further word would have to be looked up
    return best, seen


def _alike(words: Iterable[Collection[str]]) -> Callable[[str], bool]:
    """True of a word, or a sentence, that holds the first letters of a term of a word asked for, umlauts and ß evened
    out."""
    begins = sorted({term[:LIKENESS] for word in words for term in word})

    def alike(text: str) -> bool:
        letters = text.casefold().translate(DOTS)
        for begin in begins:  # noqa: SIM110 - a generator for each of thousands of words takes twice as long
            if begin in letters:
                return True
        return False

    return alike


def learn(text: str) -> None:
    """Look up the words of a text beforehand: a word costs a tenth of a millisecond when it is first seen, and a search
    reads ten texts for the page it shows."""
    for word in _WORD.findall(text):
        terms_of_word(word)


def _held(query: Query, words: Row) -> int:
    """How many words of the query a sentence holds; a whole row of several words counts once more."""
    there = {term for word in words for term in word}
    single = sum(not there.isdisjoint(word) for row in query.wanted for word in row)
    rows = sum(len(row) > 1 and _stands(row, words) for row in query.wanted)
    return single + rows + _begun(query, there)


def _begun(query: Query, there: Collection[str]) -> int:
    """How many of the begun words some term goes on with."""
    return sum(any(term.startswith(prefix) for term in there) for prefix in query.prefixes)


def _stands(row: Row, words: Row) -> bool:
    starts = range(len(words) - len(row) + 1)
    return any(all(not set(row[i]).isdisjoint(words[at + i]) for i in range(len(row))) for at in starts)


def _stands_in(row: tuple[frozenset[str], ...], text: str) -> bool:
    """True if the words in a row stand in the text. Several are looked for where one of them shows its first letters:
    that all of them stand there in a form that does not (*besser ging* for *gut gehen*) is not seen, and a text is
    looked through in a tenth of the time."""
    letters = text.lower()
    if len(row) == 1 or len(letters) != len(text):
        return _found(row, _WORD.findall(text))
    for number in sorted(range(len(row)), key=lambda n: -min(map(len, row[n]))):
        done = 0
        for at in _showing(row[number], letters):
            if at >= done:
                # whole words: half of one may be another
                start = max(text.rfind(" ", 0, max(0, at - REACH * (number + 1))), 0)
                end = text.find(" ", at + 2 * REACH * (len(row) - number))
                if _found(row, _WORD.findall(text[start : end if end >= 0 else len(text)])):
                    return True
                done = at + REACH * (len(row) - number)
    return False


def _showing(word: frozenset[str], letters: str) -> list[int]:
    """Where a text in small letters shows the first ones of a term of the word."""
    found: set[int] = set()
    for begin in _spellings(word):
        at = letters.find(begin)
        while at >= 0:
            found.add(at)
            at = letters.find(begin, at + 1)
    return sorted(found)


@lru_cache(maxsize=256)
def _spellings(word: frozenset[str]) -> tuple[str, ...]:
    """How the first letters of a word's terms may be written: with dots, with an e in their place, with ß."""
    found: set[str] = set()
    for begin in {term[:LIKENESS] for term in word}:
        for letters in product(*(_WRITTEN.get(letter, (letter,)) for letter in begin)):
            found |= {"".join(letters), "".join(letters).replace("ss", "ß")}
    return tuple(sorted(found))


def _found(row: tuple[frozenset[str], ...], words: Sequence[str]) -> bool:
    """True if the words in a row stand among the words of a text. A text has hundreds of words and most are not the
    first of the row, so which words are is remembered from text to text."""
    begins = _known(row[0])
    for at, word in enumerate(words[: max(0, len(words) - len(row) + 1)]):
        is_first = begins.get(word)
        if is_first is None:
            is_first = begins[word] = not row[0].isdisjoint(terms_of_word(word))
        if is_first and all(not row[i].isdisjoint(terms_of_word(words[at + i])) for i in range(1, len(row))):
            return True
    return False


@lru_cache(maxsize=32)
def _known(_terms_of_first: frozenset[str]) -> dict[str, bool]:
    """Of words that were looked at whether they have one of these terms: as many as the texts of some searches have."""
    return {}


@lru_cache(maxsize=1 << 16)
def terms_of_word(word: str) -> frozenset[str]:
    """The terms of one word of a text, those of its parts among them."""
    return frozenset(index_terms(word))


@lru_cache(maxsize=8)
def _asked(query: Query) -> Callable[[str], Word | None]:
    """Gives of a word of a text those terms that the query asks for, None for one without terms. Most words have none,
    and stand in one text after the other: what was found is kept."""
    wanted = {term for row in query.wanted for word in row for term in word}
    found: dict[str, Word | None] = {}

    def asked(word: str) -> Word | None:
        if word not in found:
            terms = terms_of_word(word)
            kept = (term for term in terms if term in wanted or term.startswith(query.prefixes))
            found[word] = tuple(kept) if terms else None
        return found[word]

    return asked


def _row(text: str) -> Row:
    found = (tuple(search_terms(word)) for word in _WORD.findall(text))
    return tuple(terms for terms in found if terms)


def _clean(text: str) -> str:
    """Without NUL and half characters: they cannot be handed to a database and stand in no word."""
    return text.replace("\x00", " ").encode("utf-8", "ignore").decode()


def _rough_sentences(text: str) -> Iterable[Span]:
    spans = (Span(*found.span()).strip(text) for found in _SENTENCE.finditer(text))
    return (span for span in spans if span.length)
