"""Numbers as German writes them: `4,8`, `10.000`, `zwölf`, `dreieinhalb`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from text_to_num import text2num

from quellenlage.german.lexicon import load_table

_FIGURES = re.compile(r"\d{1,3}(?:[.\u00a0\u202f']\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_LONGEST = 60
"""Letters or figures; what is longer is no number that news writes."""


def number_of(word: str) -> float | None:
    """The value of one written number, None for anything else. `ein` and its forms are no number: they are mostly the
    article. A full stop groups thousands, a comma begins the decimals (DIN 1333)."""
    if not word or len(word) > _LONGEST:
        return None
    if word[0].isdigit():
        if not _FIGURES.fullmatch(word):
            return None
        return float(re.sub("[.\u00a0\u202f']", "", word).replace(",", "."))
    return _word_value(word.lower())


def multiplier_of(word: str) -> float | None:
    """The factor of `Million`, `Mrd.` and their like."""
    return _multipliers().get(word)


@lru_cache(maxsize=1 << 17)
def _word_value(word: str) -> float | None:
    fixed = _fixed().get(word)
    if fixed is not None:
        return fixed
    if (word.startswith("ein") and len(word) <= 5) or not word.isalpha():
        return None
    if word.endswith("einhalb"):
        whole = _word_value(word[: -len("einhalb")])
        return None if whole is None else whole + 0.5
    try:
        return float(text2num(word, "de"))
    except ValueError:
        return None


@cache
def _fixed() -> dict[str, float]:
    return {row["word"]: float(row["value"]) for row in load_table("number_words")}


@cache
def _multipliers() -> dict[str, float]:
    return {row["word"]: float(row["value"]) for row in load_table("multipliers")}
