"""Tokens to words as Universal Dependencies has them for German: a compound with a hyphen is several.

Inside, *US-Soldaten* is one token, as readers, names and the search have it. The German treebanks GSD and PUD take all
such compounds apart (177 and 83 in our parts of them, none whole): every part is the `compound` of the next one, every
hyphen the `punct` of the part before it, and the last part has the place that the compound has. Of a name's later
parts (*Wole Saro-Wiwa*, relation `flat`), all hang where the name's word hangs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import simplemma

from quellenlage.domain.annotations import Token
from quellenlage.german.lemmas import lemma_as

_COMPOUND = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)+")
_PARTS = re.compile(r"[-‐‑]|[^-‐‑]+")
_LONGEST_ABBREVIATION = 5


def ud_words(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The words, in order; heads are numbers of words. Tokens without a tree are split too and stay without one."""
    split = [_parts(token) for token in tokens]
    at, places = 0, []  # where the part stands that others hang on
    for token, parts in zip(tokens, split, strict=True):
        places.append(at if _in_a_name(token) else at + len(parts) - 1)
        at += len(parts)
    words: list[Token] = []
    for token, parts in zip(tokens, split, strict=True):
        head = None if token.head is None else places[token.head]
        words += [replace(token, head=head)] if len(parts) == 1 else _words(token, parts, len(words), head)
    return tuple(words)


def _parts(token: Token) -> list[str]:
    """The parts and hyphens of a compound by turns; of any other token the whole."""
    compound = _COMPOUND.fullmatch(token.text) and any(c.isalpha() for c in token.text)
    return _PARTS.findall(token.text) if compound else [token.text]


def _words(token: Token, parts: Sequence[str], first: int, head: int | None) -> Iterator[Token]:
    """The parts as words; `first` is the number of the first, `head` the word that the compound hangs on."""
    name, end = _in_a_name(token), token.start
    for n, part in enumerate(parts):
        start, end, here = end, end + len(part), first + n
        carries = n == len(parts) - 1 or (name and not n % 2)
        pos = token.pos if carries else "PUNCT" if n % 2 else _pos(part)
        above = head if carries else here + 2 if not n % 2 else here + 1 if name else here - 1
        yield Token(
            start,
            end,
            part,
            lemma=lemma_as(part, pos) if pos and token.lemma else token.lemma and part,
            pos=token.pos and pos,
            morph=token.morph if carries else None,
            head=None if head is None else above,
            dep=token.dep if carries or head is None else "punct" if n % 2 else "compound",
        )


def _in_a_name(token: Token) -> bool:
    return (token.dep or "").partition(":")[0] == "flat"


def _pos(part: str) -> str:
    """The part of speech of a part that is not the last: PROPN for abbreviations and words that the list of German
    words does not know."""
    if part.isdecimal():
        return "NUM"
    if part.isupper() and len(part) <= _LONGEST_ABBREVIATION:
        return "PROPN"
    if not part[:1].isupper():
        return "ADJ"
    return "NOUN" if simplemma.is_known(part, lang="de") else "PROPN"
