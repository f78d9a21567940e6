"""What an article is about, as numbers: its names and words, weighted by how rare they are."""

from __future__ import annotations

import heapq
from collections import Counter
from functools import cache, lru_cache
from math import exp, log, sqrt

from quellenlage.compare.words import even, words_of
from quellenlage.domain.annotations import AnnotatedArticle, EntityType
from quellenlage.german.folding import fold
from quellenlage.german.lexicon import load_table

Vector = dict[int, float]
"""Feature number to weight; the vector of an article has length 1."""

NAMED: tuple[EntityType, ...] = ("PER", "ORG", "GPE", "LOC", "FAC", "EVENT")
WORDS = 60
"""Heaviest words kept per article; more changed no group of the 2,000 articles measured on by more than one article."""
BACKGROUND = 2500
"""Articles of general news that the word list stands for: in a corpus about one affair every article shares its words,
so how rare they are must come from elsewhere; in a large corpus its own counts prevail."""
ARTICLE_WORDS = 400
"""Words of an article of general news."""
LIGHT = 1.0
"""Weight (natural logarithm of rarity) below which a feature is not worth counting."""


def vectors(articles: list[AnnotatedArticle]) -> tuple[list[Vector], list[Vector], dict[int, str]]:
    """For each article the vectors of its names and of its words, and for each feature number the words to show."""
    names = [_names(a) for a in articles]
    words = [_words(a) for a in articles]
    labels: dict[str, Counter[str]] = {}
    for counted in (names, words):
        for each in counted:
            for feature, (_, label) in each.items():
                labels.setdefault(feature, Counter())[label] += 1
    number = {feature: i for i, feature in enumerate(sorted(labels))}
    shown = {number[f]: min(c, key=lambda w: (-c[w], w)) for f, c in labels.items()}
    return _weigh(names, number), _weigh(words, number), shown


def dot(a: Vector, b: Vector) -> float:
    """Sum of the products of what both have."""
    if len(b) < len(a):
        a, b = b, a
    return sum(w * b[f] for f, w in a.items() if f in b)


def add(a: Vector, b: Vector) -> Vector:
    """The sum of both."""
    if len(a) < len(b):
        a, b = b, a
    total = dict(a)
    for feature, weight in b.items():
        total[feature] = total.get(feature, 0.0) + weight
    return total


Counted = dict[str, tuple[int, str]]
"""Feature to how often it occurs, and the form to show."""


def _names(member: AnnotatedArticle) -> Counted:
    """Names outside page matter; of a person the last name, by which later articles and other outlets call them. Two
    people may share it, so it brings articles together, never people."""
    found: Counted = {}
    for entity in member.annotations.entities:
        if entity.type not in NAMED or entity.in_furniture or not entity.name:
            continue
        parts = words_of(entity.name.replace("-", " "))
        key = fold(" ".join(parts[-1:] if entity.type == "PER" else parts))
        if key:
            count, label = found.get(f"name {key}", (0, even(entity.name)))
            found[f"name {key}"] = (count + 1, label)
    return found


def _words(member: AnnotatedArticle) -> Counted:
    """Lemmas of the words outside page matter, from four letters on."""
    page = [f.span for f in member.annotations.furniture]
    found: Counted = {}
    hole = 0
    for token in member.annotations.tokens:
        while hole < len(page) and page[hole].end <= token.start:
            hole += 1
        if hole < len(page) and page[hole].start <= token.start:
            continue
        if len(token.text) > 3 and token.text[0].isalpha():
            key = f"word {_term(token.lemma or token.text)}"
            found[key] = (found.get(key, (0, ""))[0] + 1, token.lemma or token.text)
    return found


@lru_cache(maxsize=1 << 17)
def _term(word: str) -> str:
    return fold(word)


def _weigh(counted: list[Counted], number: dict[str, int]) -> list[Vector]:
    """Term frequency, damped, times rarity, at length 1; only the heaviest features are kept."""
    holders = Counter(feature for each in counted for feature in each)
    rarity = {f: _rarity(f, n, len(counted)) for f, n in holders.items()}
    return [_vector(each, rarity, number) for each in counted]


def _vector(counted: Counted, rarity: dict[str, float], number: dict[str, int]) -> Vector:
    weighted = [(-(1 + log(n)) * rarity[f], f) for f, (n, _) in counted.items() if rarity[f] >= LIGHT]
    kept = heapq.nsmallest(WORDS, weighted)
    length = sqrt(sum(w * w for w, _ in kept))
    return {number[f]: -w / length for w, f in kept}


def _rarity(feature: str, holders: int, articles: int) -> float:
    """Natural logarithm of how many articles there are for one that has the feature, in the corpus and beyond it."""
    rarest = min((_background().get(w, 0.0) for w in feature.split()[1:]), default=0.0)
    return log((articles + BACKGROUND) / (holders + BACKGROUND * rarest + 0.5))


@cache
def _background() -> dict[str, float]:
    """For each frequent German lemma, folded, the share of articles of general news that have it."""
    rows = load_table("word_frequencies")
    return {row["lemma"]: 1 - exp(-ARTICLE_WORDS * float(row["per_million"]) / 1e6) for row in rows}
