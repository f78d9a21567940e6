"""The outlet speaking to its readers about itself: subscribe, share, donate, "our work is made hard"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from quellenlage.german.lexicon import load_table

NOTICE_LENGTH = 700
NOTICE_LENGTH_AT_THE_END = 2500
"""Longest notice in characters, before and at the end of an article."""
THE_END = 0.75
"""Share of the article after which it is its end."""
ENOUGH = 5
"""Points a unit needs, of eight. Set by reading what each value lets through in 3,400 articles of 13 outlets: 5 finds
85 units, 6 only 64, and what 5 adds are notices; 4 finds 98, among them an essay and a call for letters."""

Tagged = Sequence[tuple[str, str | None]]


def is_notice(text: str, position: float) -> bool:
    """True if the unit `text` is a standing notice. `position` is its place in the article, 0 to 1.

    All four kinds of words of `german/lexicon/furniture_notice.tsv` must occur: the outlet's "we", the reader,
    publishing, something asked of the reader; and "our" must go with a word of publishing, or the asking with "us".
    Words in quotation marks are somebody else's and do not count.
    """
    longest = NOTICE_LENGTH_AT_THE_END if position >= THE_END else NOTICE_LENGTH
    if not 40 <= len(text) <= longest or not _FIRST_PERSON.search(text) or _SPEAKER_LABEL.match(text):
        return False
    words = _tagged(_QUOTED.sub(" ", text))
    if not {"we", "reader", "publishing", "asked"} <= {group for _, group in words} or not _speaks_of_itself(words):
        return False
    return sum(points(words, position) for points in _FEATURES) >= ENOUGH


def _publishing(words: Tagged, _: float) -> int:
    """Different words of publishing, at most three."""
    return min(3, _different(words, "publishing"))


def _asked(words: Tagged, _: float) -> int:
    """Different things asked of the reader, at most two."""
    return min(2, _different(words, "asked"))


def _we(words: Tagged, _: float) -> int:
    """Different forms of "we" and "our", at most two."""
    return min(2, _different(words, "we"))


def _at_the_end(_: Tagged, position: float) -> int:
    """At the end of the article, where standing notices are put."""
    return int(position >= THE_END)


_FEATURES: tuple[Callable[[Tagged, float], int], ...] = (_publishing, _asked, _we, _at_the_end)


def _different(words: Tagged, group: str) -> int:
    return len({word.casefold() for word, g in words if g == group})


def _speaks_of_itself(words: Tagged) -> bool:
    """ "unsere … Artikel", "unterstützen Sie uns", "bitten wir Sie": in prose and interviews "wir" is somebody else."""
    for i, (word, group) in enumerate(words):
        near = words[i + 1 : i + 4]
        if word.casefold().startswith("unser") and any(g == "publishing" for _, g in near):
            return True
        if group == "asked" and any(w == "uns" or (w == "wir" and near[-1][1] == "reader") for w, _ in near):
            return True
    return False


_QUOTED = re.compile(r"„[^“”\"]*[“”\"]|“[^“”]*”|\"[^\"]*\"|»[^»«]*«|«[^»«]*»")
_FIRST_PERSON = re.compile(r"\b(?:wir|uns|unser(?:e|en|em|er|es)?)\b", re.IGNORECASE)
_WORD = re.compile(r"(^|[.!?…:“”\"»]\s+)?([\w-]+)")
_SPEAKER_LABEL = re.compile(r"[A-ZÄÖÜ][\w. -]{1,40}:\s")
"""An interview: the "Sie" is not the reader."""


def _tagged(text: str) -> list[tuple[str, str | None]]:
    """The words of `text`, each with its group in the lexicon."""
    exact, prefixes = _lexicon()
    plural = re.search(r"\b[Ee]uch\b|\b[Ee]ure", text) is not None
    words: list[tuple[str, str | None]] = []
    for hit in _WORD.finditer(text):
        word = hit.group(2)
        last = word.rsplit("-", 1)[-1]
        group = exact.get(word) or exact.get(last) or next((g for p, g in prefixes if last.startswith(p)), None)
        if group == "reader" and hit.group(1) is not None and word[:2] in ("Si", "Ih"):
            group = None  # at the start of a sentence "Sie" may be "they"
        if group == "reader_plural":
            group = "reader" if plural else None  # "ihr" alone is "her" as often as "you"
        words.append((word, group))
    return words


@cache
def _lexicon() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    rows = load_table("furniture_notice")
    exact = {r["word"]: r["group"] for r in rows if not r["word"].endswith("*")}
    return exact, tuple((r["word"][:-1], r["group"]) for r in rows if r["word"].endswith("*"))
