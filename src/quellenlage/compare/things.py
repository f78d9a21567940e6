"""The thing that a noun counts: one key for all the nouns of a kind, and what is counted anew as an event goes on."""

from __future__ import annotations

from functools import cache, lru_cache

from quellenlage.compare.words import WORD
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import noun_lemma
from quellenlage.german.lexicon import load_table, load_words


@lru_cache(maxsize=1 << 15)
def thing_of(noun: str, *, is_lemma: bool = False) -> str:
    """The key of what a noun counts: the lemma, folded, of the noun that stands for all of its kind."""
    lemma = noun if is_lemma else noun_lemma(noun)
    known = _synonyms().get(lemma) or _synonyms().get(noun)
    if known is None:
        low = lemma.casefold()
        known = next((thing for part, thing in _compound_parts() if low.endswith(part)), None)
    return fold(known or lemma)


def kin_of(thing: str) -> str:
    """The family of a thing: things of one family are the same if the same number is given for them (*430
    Beschäftigte*, *430 Arbeitsplätze*). Empty for most."""
    return _families().get(thing, "")


def is_growing(label: str) -> bool:
    """True for what is counted anew while an event goes on (*Verletzte*, *Corona-Tote*)."""
    nouns = [noun_lemma(w) for w in WORD.findall(label) if w[:1].isupper()]
    growing = load_words("growing_objects")
    tails = tuple(w.casefold() for w in growing)
    return any(n in growing or n.casefold().endswith(tails) for n in nouns)


@cache
def _synonyms() -> dict[str, str]:
    return {row["noun"]: row["thing"] for row in load_table("counted_objects")}


@cache
def _families() -> dict[str, str]:
    return {fold(row["thing"]): row["family"] for row in load_table("counted_objects") if row["family"]}


@cache
def _compound_parts() -> tuple[tuple[str, str], ...]:
    rows = ((r["noun"].casefold(), r["thing"]) for r in load_table("counted_objects") if r["compounds"] == "yes")
    return tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0])))
