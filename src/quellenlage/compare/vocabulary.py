"""What an article is about, as numbers: its names and words, weighted by how rare they were when it came out."""

from __future__ import annotations

import heapq
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from math import exp, log, sqrt

import simplemma

from quellenlage.compare.words import WORD, even, words_of
from quellenlage.domain.annotations import AnnotatedArticle, EntityType
from quellenlage.domain.span import Span
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import lemma_of
from quellenlage.german.lexicon import load_table, load_words

Vector = dict[int, int]
"""Feature number to weight in whole numbers, so that a sum is the same in whatever order it is made; the vector of one
article has length UNIT, give or take rounding, or less where little is said."""

UNIT = 4096
NAMED: tuple[EntityType, ...] = ("PER", "ORG", "GPE", "LOC", "FAC", "EVENT")
WORDS = 60
"""Heaviest words kept per article. With 30, 60 or 120 the scores within and between three affairs differ by a few
hundredths only."""
BACKGROUND = 2500
"""Articles of general news that the word list stands for: in a corpus about one affair every article shares its words,
so how rare they are must come from elsewhere; in a large corpus its own counts prevail."""
ARTICLE_WORDS = 400
"""Words of an article of general news."""
FULL = 30.0
"""Length from which on a vector of names is brought to UNIT, that of three rare people named twice; a shorter one stays
short in proportion. Measured on 2,000 articles: without it whatever names *Italien* or *Berlin* and nobody else is one
story."""
LIGHT = 1.0
"""Weight (natural logarithm of rarity) below which a feature is not worth counting."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Features of one article, in order of their numbers, and how often each occurs."""

    features: array[int]
    counts: array[int]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self.features, self.counts, strict=True)


@dataclass(frozen=True, slots=True)
class Terms:
    """The names and the words of an article. `spoken` gives, for each word, the number that it has as a name."""

    names: Counted
    words: Counted
    spoken: array[int]


class Vocabulary:
    """How many articles hold each name and word, and the words to show for it.

    Numbers are digests of the words, so they do not depend on which article came first.
    """

    def __init__(self) -> None:
        self.articles = 0
        self._holders: dict[int, int] = {}
        self._beyond: dict[int, float] = {}
        self._single: set[int] = set()
        self._words: dict[int, str] = {}
        self._names: dict[int, Counter[str]] = {}

    def terms(self, member: AnnotatedArticle) -> Terms:
        """The names and words of an article, in numbers; nothing is counted yet."""
        names, words = _names(member), _words(member)
        for key, (_, label) in names.items():
            number = number_of("name", key)
            self._names.setdefault(number, Counter())[label] += 1
            share = min((_frequent().get(w, 0.0) for w in key.split()), default=0.0)
            if share:
                self._beyond[number] = share
            elif " " not in key and not _is_word(key):
                self._single.add(number)
        for key, (_, label) in words.items():
            number = number_of("word", key)
            if key in _frequent():
                self._beyond[number] = _frequent()[key]
            shown = self._words.get(number)
            if shown is None or label < shown:
                self._words[number] = label
        spoken = {number_of("word", key): number_of("name", key) for key in words}
        counted = _counted("word", words)
        return Terms(_counted("name", names), counted, array("q", (spoken[f] for f in counted.features)))

    def count(self, articles: Iterable[Terms], by: int = 1) -> None:
        """Take articles into account (`by` 1), or out of it again (-1)."""
        for terms in articles:
            self.articles += by
            for features in (terms.names.features, terms.words.features):
                for feature in features:
                    held = self._holders.get(feature, 0) + by
                    if held:
                        self._holders[feature] = held
                    else:
                        del self._holders[feature]

    def weigh(self, terms: Terms) -> tuple[Vector, Vector]:
        """The vectors of names and of words of an article that has been counted. A word that is a rare one-word name
        in an article counted so far is read as a name here, too: a blog introduces nobody."""
        names = dict(terms.names)
        for name, (_, n) in zip(terms.spoken, terms.words, strict=True):
            if name not in names and name in self._single and name in self._holders:
                names[name] = n
        return self._vector(names.items(), FULL), self._vector(terms.words, 0.0)

    def label(self, feature: int) -> str:
        """The words to show for a feature: a name in its most frequent form."""
        forms = self._names.get(feature)
        return min(forms, key=lambda w: (-forms[w], w)) if forms else self._words[feature]

    def _vector(self, counted: Iterable[tuple[int, int]], full: float) -> Vector:
        """Term frequency, damped, times rarity; only the heaviest features are kept. `full`: see FULL."""
        weighted = [(-(1 + log(n)) * r, f) for f, n in counted if (r := self._rarity(f)) >= LIGHT]
        kept = heapq.nsmallest(WORDS, weighted)
        length = max(full, sqrt(sum(w * w for w, _ in kept))) or 1.0
        return {f: round(-w / length * UNIT) for w, f in kept}

    def _rarity(self, feature: int) -> float:
        """Natural logarithm of how many articles there are for one that has the feature, in the corpus and beyond."""
        beyond = BACKGROUND * self._beyond.get(feature, 0.0)
        return log((self.articles + BACKGROUND) / (self._holders.get(feature, 0) + beyond + 0.5))


def dot(a: Vector, b: Vector) -> float:
    """Sum of the products of what both have, 1 for an article with itself."""
    if len(b) < len(a):
        a, b = b, a
    # a plain loop: grouping spends its time here, and a generator takes a third longer
    total = 0
    for feature, weight in a.items():
        other = b.get(feature)
        if other is not None:
            total += weight * other
    return total / (UNIT * UNIT)


def add(a: Vector, b: Vector) -> Vector:
    """The sum of both, made in the larger of the two, which must not be used on its own any more."""
    if len(a) < len(b):
        a, b = b, a
    for feature, weight in b.items():
        a[feature] = a.get(feature, 0) + weight
    return a


Found = dict[str, tuple[int, str]]
"""Folded words to how often they occur, and the form to show."""


def _names(member: AnnotatedArticle) -> Found:
    """Names outside page matter; a person has two, the full name and the last name, by which later articles and other
    outlets call them. Two people may share that, but then they share half. It joins articles, never people."""
    found: Found = {}
    for entity in member.annotations.entities:
        if entity.type not in NAMED or entity.in_furniture or not entity.name:
            continue
        parts = words_of(entity.name.replace("-", " "))
        for key in {fold(" ".join(parts)), fold(" ".join(parts[-1:] if entity.type == "PER" else parts))} - {""}:
            count, label = found.get(key, (0, even(entity.name)))
            found[key] = (count + 1, label)
    return found


def _words(member: AnnotatedArticle) -> Found:
    """Lemmas of the words outside page matter and outside names, from four letters on: names are counted as names, and
    what happened is in the other words. They are read from the text, not from the tokens: a large corpus can be
    compared without holding those in memory."""
    text, marks = member.article.text, member.annotations
    apart = [f.span for f in marks.furniture]
    apart += [e.span for e in marks.entities if e.type in NAMED and not (e.nominal or e.pronoun)]
    found: Found = {}
    for prose in Span(0, len(text)).without(apart):
        for match in WORD.finditer(text, prose.start, prose.end):
            if match.end() - match.start() > 3 and match[0][0].isalpha():
                lemma = lemma_of(match[0])
                key = _term(lemma)
                found[key] = (found.get(key, (0, ""))[0] + 1, lemma)
    return found


def _counted(kind: str, found: Found) -> Counted:
    numbered = sorted((number_of(kind, key), n) for key, (n, _) in found.items())
    return Counted(array("q", (f for f, _ in numbered)), array("H", (min(n, 65535) for _, n in numbered)))


@lru_cache(maxsize=1 << 17)
def number_of(kind: str, key: str) -> int:
    """The number of a name or word, the same in every corpus and every run; two of a million features meet in one of
    ten million corpora."""
    return int.from_bytes(blake2b(f"{kind} {key}".encode(), digest_size=8).digest(), "big", signed=True)


@lru_cache(maxsize=1 << 16)
def _term(lemma: str) -> str:
    return fold(lemma)


@lru_cache(maxsize=1 << 16)
def _is_word(name: str) -> bool:
    """True for a first name and for what is a German word, too (*Stich*, *Siegel*): elsewhere it may mean just that."""
    return (
        name in _first_names()
        or simplemma.is_known(name.capitalize(), lang="de")
        or simplemma.is_known(name, lang="de")
    )


@cache
def _first_names() -> frozenset[str]:
    return frozenset(fold(name) for name in load_words("first_names"))


@cache
def _frequent() -> dict[str, float]:
    """For each frequent German lemma, folded, the share of articles of general news that have it."""
    rows = load_table("word_frequencies")
    return {row["lemma"]: 1 - exp(-ARTICLE_WORDS * float(row["per_million"]) / 1e6) for row in rows}
