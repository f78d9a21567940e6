"""Headlines wholly in capitals (*HAFEN BLEIBT ZU*) in ordinary case, so that names and verbs are read in them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from quellenlage.domain.span import Span
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import lemma_of
from quellenlage.german.lexicon import load_table, load_words

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 3
"""Words of a line in capitals that is a sentence and no acronym or section (*POLITIK*)."""
_LONGEST_ACRONYM = 5
"""Letters; a longer word in the line tells that it is shouted (not *EU UND USA*)."""


def ordinary_case(text: str, blocks: Sequence[Span]) -> str:
    """`text`, as long as before, its blocks in capitals as the rest of the text writes the same words; a word that is
    nowhere else as the dictionary does: nouns with a capital, others small. What is unknown is taken for a name."""
    shouted = [b for b in blocks if _is_shouted(b.of(text))]
    if not shouted:
        return text
    written = _written(text, [b for b in blocks if b not in shouted])
    pieces, at = [], 0
    for block in sorted(shouted):
        first = True
        pieces.append(text[at : block.start])
        at = block.start
        for match in _WORD.finditer(text, block.start, block.end):
            pieces += [text[at : match.start()], _in_case(match[0], written, first=first)]
            at, first = match.end(), False
    return "".join([*pieces, text[at:]])


def _is_shouted(line: str) -> bool:
    words = _WORD.findall(line)
    return line.isupper() and len(words) >= _FEWEST_WORDS and any(len(w) > _LONGEST_ACRONYM for w in words)


def _written(text: str, blocks: Sequence[Span]) -> dict[str, str]:
    """Words in small letters as the text mostly writes them inside its sentences."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for block in blocks:
        line = block.of(text)
        for match in _WORD.finditer(line):
            before = line[: match.start()].rstrip(" „“”»«\"'‚‘(")
            if before and before[-1] not in ".!?:":
                forms[match[0].lower()][match[0]] += 1
    return {low: min(found, key=lambda f: (-found[f], f)) for low, found in forms.items()}


def _in_case(word: str, written: Mapping[str, str], *, first: bool) -> str:
    low = word.lower()
    form = written.get(low)
    if form is None and word in _acronyms():
        return word
    if form is None:
        form = low if _is_small(low) else low.capitalize()
    if first and form.islower():
        form = form.capitalize()
    return form if len(form) == len(word) else word


def _is_small(low: str) -> bool:
    """True for a word of the dictionary that is no noun; where it has a noun of the same letters, the more frequent of
    the two tells (*tritt*: treten), and the noun where neither is known or the verb were in the first person."""
    as_noun, lemma = lemma_of(low.capitalize()), lemma_of(low)
    if low in load_words("function_words") or low in load_words("verb_prefixes") or as_noun[:1].islower():
        return True
    return lemma[:1].islower() and lemma != f"{low}n" and _frequency(lemma) > _frequency(as_noun)


def _frequency(lemma: str) -> float:
    return _frequencies().get(fold(lemma), 0.0)


@cache
def _frequencies() -> dict[str, float]:
    return {r["lemma"]: float(r["per_million"]) for r in load_table("word_frequencies")}


@cache
def _acronyms() -> frozenset[str]:
    rows = [(r["name"], r["variants"]) for r in load_table("organisations")]
    rows += [("", r["names"]) for r in load_table("states")]
    names = [*load_words("acronyms_no_names"), *(n for name, more in rows for n in (name, *(more or "").split("|")))]
    return frozenset(w for name in names for w in name.split() if w.isupper() and len(w) > 1)
