"""Which language a text is in, with care for short texts and for German texts that quote other languages."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from py3langid.langid import MODEL_FILE, LanguageIdentifier

GERMAN = "de"
PLAUSIBLE = (
    "ar", "bg", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hr", "hu", "it", "ja", "ko", "nl", "no",
    "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "tr", "uk", "zh",
)  # fmt: skip
"""Languages news comes in; of the 97 known, the rare ones are mostly guessed wrongly, for short German lines.

Measured with these: of 12,330 German Wikipedia sentences 6 are refused, of 1,028 news articles none."""
ENOUGH_LETTERS = 60
"""Shorter texts are too little to tell by: they pass as German."""
SURE = 0.9
"""Probability a verdict against German needs for a text of few words."""
FEW_WORDS = 15
GERMAN_SHARE = 0.3
"""Share of a mixed text's letters in German paragraphs that makes it a German article with quotations."""
SAMPLE = 6000
"""Characters looked at: beginning, middle and end; more does not change the verdict."""


def not_german(text: str) -> str | None:
    """None if `text` is German or too short to tell; else the refusal: `not German: looks like English (0.98)`."""
    sample = _sample(text)
    letters = sum(c.isalpha() for c in sample)
    if letters < ENOUGH_LETTERS:
        return None
    language, probability = _identifier().classify(sample)
    if language == GERMAN or (len(sample.split()) < FEW_WORDS and probability < SURE):
        return None
    german = sum(
        len(p) for p in re.split(r"\n+", sample) if len(p) >= ENOUGH_LETTERS and _identifier().classify(p)[0] == GERMAN
    )
    if german >= GERMAN_SHARE * len(sample):
        return None
    return f"not German: looks like {_name(str(language))} ({float(probability):.2f})"


def _sample(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    third = SAMPLE // 3
    middle = len(text) // 2
    return "\n".join((text[:third], text[middle : middle + third], text[-third:]))


def _name(code: str) -> str:
    return str(Locale("en").languages.get(code, code))


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(PLAUSIBLE))
    return identifier
