"""The parts of German compounds: *Gipfeltreffen* holds *Gipfel* and *Treffen*.

A compound is parted where both sides are nouns of the word list, each of four letters or more; the first may carry a
linking element (Duden grammar, Fugenelemente). Of several places the one with the longest last part counts, because the
last part is what the compound is a kind of. What the list knows only by a shorter word stays whole: a part too many
finds the wrong article, a part too few misses one that its whole word finds.
"""

from __future__ import annotations

from functools import lru_cache

import simplemma

from quellenlage.german.lemmas import lemma_of
from quellenlage.german.lexicon import load_words

LINKS = ("", "s", "es", "n", "en", "er", "e", "ns")
"""What may stand between two parts."""

SHORTEST = 4
"""Letters of a part: shorter ones (*Rat*, *Tag*, *Amt*) are found inside of words that do not hold them."""

_CACHE = 1 << 17


@lru_cache(maxsize=_CACHE)
def parts_of(word: str) -> tuple[str, ...]:
    """The two parts of a noun, each in its dictionary form; nothing for a word that is no compound. Only capitalised
    words have parts: lower case is no noun."""
    if len(word) < 2 * SHORTEST or not word.isalpha() or not word[0].isupper() or not word[1:].islower():
        return ()
    if word.lower() in load_words("no_compounds"):
        return ()
    for at in range(SHORTEST, len(word) - SHORTEST + 1):
        last = _noun(word[at:]) if word[at:] not in load_words("no_compound_ends") else None
        first = last and next((found for link in LINKS if (found := _modifier(word[:at], link))), None)
        if last and first:
            return (first, last)
    return ()


def _modifier(letters: str, link: str) -> str | None:
    return _noun(letters.removesuffix(link)) if letters.endswith(link) else None


@lru_cache(maxsize=_CACHE)
def _noun(letters: str) -> str | None:
    """The dictionary form of a noun of the word list, None for anything else."""
    form = letters.capitalize()
    if len(form) < SHORTEST or form.lower() in load_words("no_compound_parts"):
        return None
    if not simplemma.is_known(form, lang="de"):
        return None
    lemma = lemma_of(form)
    return lemma if len(lemma) >= SHORTEST and lemma[0].isupper() else None
