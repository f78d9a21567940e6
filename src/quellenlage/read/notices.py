"""The outlet speaking to its readers about itself: subscribe, share, donate, "our work is made hard"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from quellenlage.german.lexicon import load_table

NOTICE_LENGTH = 2500
"""Longest notice in characters."""
ENOUGH = 6
"""Points a unit needs. Measured on 2,000 articles of 13 outlets: see `weights`."""


def is_notice(text: str, position: float) -> bool:
    """True if the unit `text` is a standing notice. `position` is its place in the article, 0 to 1.

    All four kinds of words must occur (`german/lexicon/furniture_notice.tsv`): the outlet's "we", the reader, publishing,
    something asked of the reader. Words in quotation marks are somebody else's and do not count.
    """
    if len(text) > NOTICE_LENGTH or len(text) < 40 or _SPEAKER_LABEL.match(text):
        return False
    found = _words_by_group(_QUOTED.sub(" ", text))
    if not all(found.get(group) for group in ("we", "reader", "publishing", "asked")):
        return False
    return sum(weight * feature(found, position) for feature, weight in _WEIGHTS) >= ENOUGH


def _publishing(found: dict[str, set[str]], position: float) -> int:
    """Different words of publishing, at most three."""
    return min(3, len(found["publishing"]))


def _asked(found: dict[str, set[str]], position: float) -> int:
    """Different things asked of the reader, at most two."""
    return min(2, len(found["asked"]))


def _we(found: dict[str, set[str]], position: float) -> int:
    """Different forms of "we" and "our", at most two."""
    return min(2, len(found["we"]))


def _at_the_end(found: dict[str, set[str]], position: float) -> int:
    """In the last quarter of the article, where standing notices are put."""
    return int(position >= 0.75)


_WEIGHTS: tuple[tuple[Callable[[dict[str, set[str]], float], int], int], ...] = (
    (_publishing, 1),
    (_asked, 1),
    (_we, 1),
    (_at_the_end, 1),
)

_QUOTED = re.compile(r"„[^“”\"]*[“”\"]|“[^“”]*”|\"[^\"]*\"|»[^»«]*«|«[^»«]*»")
_WORD = re.compile(r"(^|[.!?…:“”\"»]\s+)?([\w-]+)")
_SPEAKER_LABEL = re.compile(r"[A-ZÄÖÜ][\w. -]{1,40}:\s")
"""An interview: the "Sie" is not the reader."""


def _words_by_group(text: str) -> dict[str, set[str]]:
    exact, prefixes = _lexicon()
    found: dict[str, set[str]] = {}
    for hit in _WORD.finditer(text):
        word = hit.group(2)
        group = exact.get(word) or next((g for p, g in prefixes if word.startswith(p)), None)
        if group is None or (hit.group(1) is not None and word in ("Sie", "Ihr", "Ihre", "Ihren", "Ihnen")):
            continue  # at the start of a sentence "Sie" may be "they"
        found.setdefault("reader" if group == "reader_plural" else group, set()).add(word.casefold())
    if found.get("reader") == {"ihr"} and "Euch" not in text and "euch" not in text and not re.search(r"\bIhr\b", text):
        del found["reader"]  # "ihr" alone is "her" as often as "you"
    return found


@cache
def _lexicon() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    rows = load_table("furniture_notice")
    exact = {r["word"]: r["group"] for r in rows if not r["word"].endswith("*")}
    return exact, tuple((r["word"][:-1], r["group"]) for r in rows if r["word"].endswith("*"))
