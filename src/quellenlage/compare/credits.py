"""Whom an article credits with its text: outlets in a line such as "Quelle: ..." or "zuerst erschienen bei ...", or
named beside a passage ("wie der Inselkurier berichtet")."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache

from quellenlage.compare.words import words_of
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.span import Span
from quellenlage.german.folding import fold
from quellenlage.german.lexicon import load_words

LONGEST_LINE = 200
"""Characters of a line of credit; a longer one is prose that happens to hold such words."""
NEXT = 1
"""Sentences before and after a passage in which its source may be named."""
SHORTEST = 4
"""Letters of an outlet's name that are looked for."""

_SUFFIX = re.compile(r"^(?:https?://)?(?:www\.)?|\.(?:com|net|org|news|info|de|at|ch|ru|eu)$")


def credited_in(member: AnnotatedArticle) -> frozenset[str]:
    """The words behind the credits of an article, folded, a string for each credit."""
    found = set()
    for line in member.article.text.split("\n"):
        if len(line) <= LONGEST_LINE and (match := _credit().search(line)):
            found.add(" ".join(words_of(line[match.end() :])))
    return frozenset(found - {""})


def named_beside(member: AnnotatedArticle, passage: Span) -> frozenset[str]:
    """The words of the sentences of a passage, and of those next to it, that say whom something is from."""
    text = member.article.text
    sentences = [s.span for s in member.annotations.sentences]
    inside = [n for n, span in enumerate(sentences) if span.overlaps(passage)]
    if not inside:
        return frozenset()
    near = sentences[max(0, inside[0] - NEXT) : inside[-1] + 1 + NEXT]
    said = (" ".join(words_of(span.of(text))) for span in near)
    return frozenset(words for words in said if _source().search(words))


def names_outlet(credits: Collection[str], outlet: str) -> bool:
    """True if one of the credits names the outlet, in the genitive too."""
    name = fold(_spoken(outlet))
    return len(name) >= SHORTEST and any(f" {name}{end} " in f" {fold(said)} " for said in credits for end in ("", "s"))


@lru_cache(maxsize=1 << 10)
def _spoken(outlet: str) -> str:
    """The name without what makes it an address, folded: *www.inselkurier.de*, *Der Inselkurier* -> inselkurier."""
    words = words_of(_SUFFIX.sub("", _SUFFIX.sub("", outlet.strip().casefold())))
    return " ".join(w for n, w in enumerate(words) if n or w not in load_words("definite_articles"))


@cache
def _source() -> re.Pattern[str]:
    phrases = sorted(load_words("source_phrases"), key=lambda p: (-len(p), p))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)")


@cache
def _credit() -> re.Pattern[str]:
    phrases = sorted(load_words("credit_phrases"), key=lambda p: (-len(p), p))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b:?", re.IGNORECASE)
