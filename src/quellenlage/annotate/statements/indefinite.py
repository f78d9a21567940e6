"""Subjects that name nobody: *niemand*, *nicht jeder*, *kaum jemand*, *wer* say nothing; *man*, *viele*, *alle* without
a noun are no speaker whom one could ask (Duden-Grammatik, indefinite pronouns)."""

from __future__ import annotations

from collections.abc import Sequence

from quellenlage.annotate.words import Word, closed_class

Range = tuple[int, int]
_NOBODY = frozenset(f"niemand{e}" for e in ("", "en", "em", "es")) | frozenset(
    f"kein{e}" for e in ("", "e", "en", "er", "em", "es", "s", "erlei")
)
_ANYBODY = closed_class("anybody")
_QUANTIFIED = closed_class("quantified")
_NOT_ALL = closed_class("not_all")
_BETWEEN = closed_class("before_quantified")
_NEITHER = closed_class("neither")


def is_nobody(items: Sequence[Word], subject: Range) -> bool:
    """True for *niemand*, *kein Arzt*, *nicht alle Ärzte*, *kaum noch jemand*, *weder Amt noch Klinik*, and for *wer*
    in general (*Wer sagt, er …, irrt*)."""
    start, end = subject
    first = items[start].lower
    if _is_neither(items, subject):
        return True
    if first in _NOBODY or first == "wer":
        return True
    if first in _NOT_ALL:
        behind = next((w.lower for w in items[start + 1 : end] if w.lower not in _BETWEEN), "")
        return behind in _QUANTIFIED
    before = start - 1
    while before > 0 and items[before].lower in _BETWEEN:
        before -= 1
    return first in _QUANTIFIED and before >= 0 and items[before].lower in _NOT_ALL


def _is_neither(items: Sequence[Word], subject: Range) -> bool:
    """True if *weder* or *noch* stands before or in the subject, and each somewhere in the unit: trees hang the second
    half anywhere."""
    start, end = subject
    joined = any(w.lower in _NEITHER for w in items[max(0, start - 1) : end])
    return joined and {w.lower for w in items} >= _NEITHER


def is_anybody(items: Sequence[Word], subject: Range) -> bool:
    """True for *man*, *viele*, *jeder* alone; not for *viele der Bewohner*, *viele Bewohner*."""
    start, end = subject
    return end - start == 1 and items[start].lower in _ANYBODY
