"""Which way a clause looks: back (preterite, perfect), or forward (future, modals, present with a date).

A first version without a tagger: auxiliaries and modals from a lexicon, other verbs by comparing form and lemma.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from quellenlage.domain.annotations import Direction
from quellenlage.german.lexicon import load_table, load_words
from quellenlage.german.tokens import lemma_of

_PARTICIPLE = re.compile(r"(?:\w{2,5})?ge\w{2,}(?:t|en)|(?:be|er|ver|zer|ent|miss)\w{3,}(?:t|en)|\w{3,}iert")


def direction_of(words: Sequence[str]) -> Direction | None:
    """Where a date in this clause lies, seen from the day of publication; None without a finite verb.

    Present tense with a date looks forward ("beginnt am Montag"), as does *wird*, *soll*, *will*.
    """
    times = [t for t in (_time_of(w) for w in words) if t is not None]
    participle = any(_PARTICIPLE.fullmatch(w) and lemma_of(w) != w for w in words)
    if "past" in times:
        return "past"
    if "perfect" in times and participle:
        return "past"
    if "future" in times or "present" in times:
        return "future"
    return None


@lru_cache(maxsize=1 << 15)
def _time_of(word: str) -> str | None:
    """`past`, `present`, `future` or `perfect` if the word is a finite verb, else None."""
    known = _auxiliaries().get(word.lower())
    if known is not None:
        return known
    if not word.islower() or len(word) < 3:
        return None
    lemma = lemma_of(word)
    if not lemma.endswith("n") or not lemma.islower() or lemma == word or _PARTICIPLE.fullmatch(word):
        # a participle and a weak present in -t look alike ("beendet"): only the unmistakable ones count
        return _weak(word, lemma)
    if word in load_words("preterites_in_t"):
        return "past"
    if word.endswith(("te", "ten")) and not lemma.endswith(("ten", "tten")) and not lemma.startswith(word[:-1]):
        return "past"
    if word.endswith("t"):
        return "present"
    if word.endswith(("te", "ten")):
        # "arbeitete" against "arbeite"
        return "past" if word.endswith(("tete", "teten", "dete", "deten")) else None
    if word.endswith("e"):
        return None
    # another vowel than the infinitive: a strong preterite ("traf", "kamen")
    return "past" if lemma[:1] == word[:1] or word in ("aß", "ging", "gingen") else None


def _weak(word: str, lemma: str) -> str | None:
    if lemma != word and lemma.endswith("n") and word.endswith(("te", "ten")) and not word.startswith("ge"):
        return "past"
    return None


@cache
def _auxiliaries() -> dict[str, str]:
    return {row["word"]: row["time"] for row in load_table("tense_words")}
