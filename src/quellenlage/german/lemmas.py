"""Dictionary forms of German words, from a word list read by part of speech.

Measured on held-out GSD news (3,860 words, punctuation aside): the list read by the tagger's part of speech 0.971, the
list read by capitals alone 0.949, edit scripts chosen by the model 0.919 (see docs/decisions/006).
"""

from __future__ import annotations

from functools import lru_cache

import simplemma

from quellenlage.german.lexicon import load_words

_CACHE = 1 << 17
"""Forms kept. 400 news articles (0.9 M tokens) hold 43,000 forms."""


@lru_cache(maxsize=_CACHE)
def lemma_as(form: str, pos: str) -> str:
    """The dictionary form of a word that is tagged `pos` (UPOS): nouns keep their capital, a verb at the start of a
    sentence loses it."""
    if pos == "NOUN":
        return noun_lemma(form)
    # a name stays as it is written where the list does not know it
    return lemma_of(form) if pos in ("PROPN", "X", "PUNCT", "SYM") else lemma_of(form.lower())


@lru_cache(maxsize=_CACHE)
def lemma_of(form: str) -> str:
    """The dictionary form of a word (`Krankenhäuser` -> `Krankenhaus`, `traf` -> `treffen`); unknown ones stay."""
    if len(form) < 2 or not form[0].isalpha():
        return form
    lemma: str = simplemma.lemmatize(form.replace("\u00ad", ""), lang="de")
    return lemma


@lru_cache(maxsize=_CACHE)
def noun_lemma(form: str) -> str:
    """The lemma of a word known to be a noun: like `lemma_of`, but capitalised words stay capitalised
    (`Verletzten` -> `Verletzte`, where the word list thinks of the verb)."""
    lemma = lemma_of(form)
    if lemma.endswith("er") and form in (lemma[:-1], f"{lemma[:-1]}n"):
        # the word list gives "Toter" for "Toten"; the weak form serves all genders
        return lemma[:-1]
    if not lemma[:1].islower() or not form[:1].isupper() or form in load_words("sentence_starters"):
        return lemma
    return form[:-1] if len(form) > 4 and form[-2:] in ("en", "em", "er", "es") else form
