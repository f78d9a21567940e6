"""How far two statements go: *erschwert* and *nicht mehr möglich*, *könnte sinken* and *sinkt* are not the same."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from quellenlage.german.folding import fold
from quellenlage.german.lemmas import lemma_of
from quellenlage.german.lexicon import load_table, load_words, word_class

Words = tuple[str, ...]
"""Words in small letters, in their order."""
Graded = Mapping[str, tuple[str, str]]
"""Scale to rank, and the word that tells it."""
CLOSE = 2
"""Words before *möglich* within which *nicht* rules it out: *nicht mehr möglich*."""


def other_strength(a: Words, b: Words) -> str:
    """The two words by which one of two statements (words in small letters) goes farther than the other; empty where
    none does, or where only one of them has such a word. *Kaum* is given alone: it all but negates the other."""
    one, other = graded(a), graded(b)
    for scale in sorted(one.keys() & other.keys()):
        if one[scale][0] != other[scale][0]:
            return f"{one[scale][1]}, {other[scale][1]}"
    hardly = word_class("hardly")
    return next(iter(sorted(hardly.intersection(a) ^ hardly.intersection(b))), "")


def other_certainty(a: tuple[Words, Words], b: tuple[Words, Words]) -> str:
    """Why one of two statements says as so, or as done, what the other says may be so, or is to be done; empty where
    none does. Each is given as the words of its first clause, and all its words."""
    one, other = is_guarded(a[0]), is_guarded(b[0])
    if one != other and not _has_modal(b[1] if one else a[1]):
        return "one says that it may be so"
    if _is_done(a[0]) != _is_done(b[0]) and (_is_to_be(a[0]) or _is_to_be(b[0])):
        return "one is ahead, the other is told as so"
    return ""


def is_guarded(words: Words) -> bool:
    """True for what only may be so (*könnte*, *dürfte*, *möglicherweise*)."""
    certainty = graded(words).get("certainty")
    return not load_words("guarding_modals").isdisjoint(words) or (certainty is not None and certainty[0] != "sure")


def _is_done(words: Words) -> bool:
    """True for the perfect of a passive: *gebracht worden*."""
    return not word_class("done_to").isdisjoint(words)


def _is_to_be(words: Words) -> bool:
    """True for a passive with a modal verb: *sollten gebracht werden*."""
    return not _is_done(words) and not word_class("being_done").isdisjoint(words) and _has_modal(words)


@lru_cache(maxsize=1 << 14)
def _has_modal(words: Words) -> bool:
    """True where a modal verb or an adverb of doubt stands anywhere."""
    modals = load_words("modal_verbs")
    doubting = load_words("doubting_adverbs")
    return any(w in modals or w in doubting or lemma_of(w) in modals for w in words)


@lru_cache(maxsize=1 << 14)
def graded(words: Words) -> Graded:
    """The rank of a statement on each scale that one of its words is of; none where two words of it disagree."""
    found: dict[str, tuple[str, str]] = {}
    torn: set[str] = set()
    for n, word in enumerate(words):
        scale, rank = _step(word)
        if word in word_class("possible") and not load_words("negations").isdisjoint(words[max(0, n - CLOSE) : n]):
            scale, rank = "feasibility", "none"
        if scale:
            if scale in found and found[scale][0] != rank:
                torn.add(scale)
            found.setdefault(scale, (rank, word))
    return {scale: step for scale, step in found.items() if scale not in torn}


@lru_cache(maxsize=1 << 16)
def _step(word: str) -> tuple[str, str]:
    steps = _steps()
    return steps.get(fold(word)) or steps.get(fold(lemma_of(word))) or ("", "")


@cache
def _steps() -> Mapping[str, tuple[str, str]]:
    rows = load_table("strength_words")
    return {fold(word): (row["scale"], row["rank"]) for row in rows for word in row["words"].split()}
