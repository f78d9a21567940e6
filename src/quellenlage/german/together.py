"""The one name of several who speak together: *Peru und Chile*, *Peru, Chile und Bolivien*."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from quellenlage.german.lexicon import word_class


def together(names: Iterable[str]) -> str:
    """The names as German lists them, each once; a single one as it is."""
    every = list(dict.fromkeys(names))
    return f" {_and()} ".join((", ".join(every[:-1]), every[-1])) if len(every) > 1 else "".join(every)


def parted(name: str) -> list[str]:
    """The names that a name may be made of: *Rot und Söhne* is one all the same."""
    return _between().split(name)


@cache
def _and() -> str:
    return min(word_class("and"))


@cache
def _between() -> re.Pattern[str]:
    return re.compile(f", | {re.escape(_and())} ")
