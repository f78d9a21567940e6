"""What a stretch of text says, as the dictionary forms of its content words: how other wordings of it are found."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from quellenlage.compare.words import WORD
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import lemma_of
from quellenlage.german.lexicon import load_words
from quellenlage.german.numbers import number_of

LETTERS = 3
"""Letters a content word has at least; figures count whatever their length."""
PART = 6
"""Letters that the part of a compound has at least, where it stands for the whole (Schlaganfall in
Schlaganfallpatient)."""


def content_words(text: str) -> tuple[str, ...]:
    """The content words of `text` in their order: folded lemmas, without function words, auxiliaries and modals;
    numbers as figures, however they are written."""
    return tuple(w for w in map(_content, WORD.findall(text)) if w)


@lru_cache(maxsize=1 << 17)
def _content(word: str) -> str:
    number = number_of(word)
    if number is not None:
        return f"{number:g}"
    lower = word.lower()
    if len(word) < LETTERS or lower in load_words("function_words"):
        return ""
    lemma = lemma_of(word)
    if lemma.lower() in load_words("function_words") or lemma.lower() in load_words("modal_verbs"):
        return ""
    return fold(lemma)


def shared_words(a: Collection[str], b: Collection[str]) -> set[str]:
    """The words of `a` that `b` has too, alone or as the first or last part of a compound, or in one."""
    have = set(b)
    shared = {w for w in a if w in have}
    longer = [w for w in have if len(w) >= PART]
    shared.update(w for w in a if w not in shared and len(w) >= PART and any(_parts(w, other) for other in longer))
    return shared


def _parts(a: str, b: str) -> bool:
    """True if one word begins or ends with the other; an ending alone is too little to tell them apart."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    return long.startswith(short) or long.endswith(short)
