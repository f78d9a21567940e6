"""What gives a standing notice away: it speaks of the publication itself, or asks something of its readers."""

from __future__ import annotations

from functools import cache

from quellenlage.compare.words import words_of
from quellenlage.german.lexicon import load_words


def speaks_of_itself(words: list[str]) -> bool:
    """True if `words` (folded) hold a word or word group of the lexicon of notices."""
    line = f" {' '.join(words)} "
    return any(f" {notice} " in line for notice in _notice_words())


def notices_in(words: list[str]) -> int:
    """How many words and word groups of the lexicon of notices `words` (folded) hold."""
    line = f" {' '.join(words)} "
    return sum(f" {notice} " in line for notice in _notice_words())


@cache
def _notice_words() -> tuple[str, ...]:
    return tuple(sorted(" ".join(words_of(w)) for w in load_words("notice_words")))
