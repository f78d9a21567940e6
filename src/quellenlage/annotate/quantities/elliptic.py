"""What a number counts that stands without its noun: *drei von ihnen*, *die Zahl der Verletzten stieg auf 19*, *die
Polizei sprach von 1.800*, *bis zu 40 durften bleiben*.

The noun comes from the same sentence, or is what the last figure of this sentence or the one before counts. Where
nothing says so, the number counts nothing: better none than a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from quellenlage.german.lemmas import lemma_of, noun_lemma
from quellenlage.german.lexicon import load_words
from quellenlage.german.numbers import number_of

_OF_THEM = frozenset((("von", "ihnen"), ("von", "denen"), ("unter", "ihnen"), ("der", "betroffenen")))
_LEADS = frozenset(("auf", "bei", "von", "um", "mit", "beträgt", "betrug", "lag", "sei", "ist", "war"))
"""Words between *die Zahl der Toten* and the number."""
_CHANGE = frozenset(("um", "von"))
"""Before another number that tells the change: "stieg um 20 auf 80", "fiel von 90 auf 80"."""
_FOCUS = frozenset(("nur", "noch", "lediglich", "allenfalls", "immerhin", "gerade", "mittlerweile", "inzwischen"))
_ENDS = frozenset('.,;:!?–—)“”"«»')
_ADJECTIVES = 3
"""Words between *Zahl der* and the noun."""


class Ellipsis(NamedTuple):
    """The last word of the quantity, and the object."""

    last: int
    object: str


def left_out(texts: Sequence[str], first: int, last: int, start: int, topic: str | None) -> Ellipsis | None:
    """What the number `texts[first:last + 1]` counts; it begins with its comparator at `start`. `topic` is what the
    last figure of this sentence or the one before counts."""
    of_them = _of_them(texts, last)
    if of_them is not None:
        return None if topic is None else Ellipsis(of_them, topic)
    if not _stands_alone(texts, last):
        return None
    counted = _number_of(texts, start)
    if counted is not None:
        return Ellipsis(last, counted)
    if topic is None:
        return None
    return Ellipsis(last, topic) if _points_back(texts, first, last, start) else None


def _of_them(texts: Sequence[str], last: int) -> int | None:
    after = [t.lower() for t in texts[last + 1 : last + 3]]
    if after[:1] == ["davon"]:
        return last + 1
    return last + 2 if tuple(after) in _OF_THEM else None


def _stands_alone(texts: Sequence[str], last: int) -> bool:
    """True if a verb, a small word or the end of the clause follows, and no noun."""
    after = texts[last + 1] if last + 1 < len(texts) else "."
    return after in _ENDS or (after[0].islower() and after not in ("mal", "prozent", "jahre"))


def _number_of(texts: Sequence[str], start: int) -> str | None:
    """The noun of *die Zahl der Verletzten*, *die Besucherzahl* before the number, in front of which its preposition
    stands."""
    if start == 0 or texts[start - 1].lower() not in _LEADS:
        return None
    for at in range(start - 2, -1, -1):
        low = texts[at].lower()
        if texts[at] in ".;:" or (number_of(texts[at]) is not None and texts[at - 1].lower() not in _CHANGE):
            return None
        if not texts[at][0].isupper() or not low.endswith(("zahl", "zahlen")):
            continue
        if low in ("zahl", "anzahl", "gesamtzahl", "zahlen"):
            return _genitive(texts, at)
        stem = texts[at][: low.rindex("zahl")]
        return noun_lemma(stem) if stem and lemma_of(stem) in _plain(stem) else None
    return None


def _plain(stem: str) -> tuple[str, ...]:
    return stem, stem[:-1], stem[:-2]


def _genitive(texts: Sequence[str], at: int) -> str | None:
    """The noun behind *Zahl der*, *Zahl an*, *Zahl von*."""
    if at + 1 >= len(texts) or texts[at + 1].lower() not in ("der", "an", "von", "seiner", "ihrer"):
        return None
    for noun in texts[at + 2 : at + 3 + _ADJECTIVES]:
        if noun[0].isupper():
            return noun_lemma(noun)
        if not noun.isalpha():
            return None
    return None


def _points_back(texts: Sequence[str], first: int, last: int, start: int) -> bool:
    """True for "sprach von 1.800", "waren es 60", "bis zu 40 durften bleiben", "nur noch sechs"."""
    lows = [t.lower() for t in texts]
    before = lows[start - 1] if start else ""
    if before == "von" and any(
        low in _estimating() or lemma_of(t) in _estimating() for low, t in zip(lows, texts, strict=True)
    ):
        return True
    if "es" in lows[max(0, start - 2) : start] or "es" in lows[last + 1 : last + 3]:
        return True
    return start < first or before in _FOCUS


@cache
def _estimating() -> frozenset[str]:
    return load_words("estimating_verbs")
