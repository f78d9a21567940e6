"""The tokens of an article in columns: a tenth of the memory of token objects, which comparing a corpus would hold by
the million, and a third of the bytes in the file. A token is made when it is asked for."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import chain
from sys import intern
from typing import overload

import msgspec

from quellenlage.domain.annotations import Token


class Columns(msgspec.Struct, frozen=True):
    """How tokens are written: one list per field. `words` holds every lemma, part of speech and so on once; the lists
    count in it, 0 is None. A token's text is the article's text at its place; `head` is one more than the index."""

    start: list[int]
    length: list[int]
    lemma: list[int]
    pos: list[int]
    morph: list[int]
    head: list[int]
    dep: list[int]
    words: list[str]


class StoredTokens(Sequence[Token]):
    """Tokens of one article, as its annotations have them."""

    __slots__ = ("_columns", "_text", "_words")

    def __init__(self, columns: Columns, text: str) -> None:
        c = columns
        self._columns = [_narrow(x) for x in (c.start, c.length, c.lemma, c.pos, c.morph, c.head, c.dep)]
        self._words = [None, *map(intern, c.words)]
        self._text = text

    def __len__(self) -> int:
        return len(self._columns[0])

    def __iter__(self) -> Iterator[Token]:
        return map(self._token, *self._columns)

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Token]: ...
    def __getitem__(self, index: int | slice) -> Token | Sequence[Token]:
        if isinstance(index, slice):
            return tuple(map(self._token, *(column[index] for column in self._columns)))
        return self._token(*(column[index] for column in self._columns))

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Sequence) and len(self) == len(other) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def _token(self, start: int, length: int, lemma: int, pos: int, morph: int, head: int, dep: int) -> Token:
        words, end = self._words, start + length
        return Token(
            start,
            end,
            self._text[start:end],
            words[lemma],
            words[pos],
            words[morph],
            head - 1 if head else None,
            words[dep],
        )


def columns_of(tokens: Sequence[Token]) -> Columns:
    """Tokens as they are written."""
    forms = chain.from_iterable((t.lemma, t.pos, t.morph, t.dep) for t in tokens)
    words = list(dict.fromkeys(form for form in forms if form is not None))
    at: dict[str | None, int] = {word: i for i, word in enumerate(words, start=1)}
    at[None] = 0
    return Columns(
        start=[t.start for t in tokens],
        length=[t.end - t.start for t in tokens],
        lemma=[at[t.lemma] for t in tokens],
        pos=[at[t.pos] for t in tokens],
        morph=[at[t.morph] for t in tokens],
        head=[0 if t.head is None else t.head + 1 for t in tokens],
        dep=[at[t.dep] for t in tokens],
        words=words,
    )


def _narrow(values: list[int]) -> array[int]:
    """An array with as many bytes per number as the largest one needs."""
    largest = max(values, default=0)
    return array("B" if largest < 1 << 8 else "H" if largest < 1 << 16 else "I", values)
