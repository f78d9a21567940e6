"""One spelling for search and comparison: case, umlauts, ß, accents and simple inflection evened out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from quellenlage.german.compounds import parts_of
from quellenlage.german.lemmas import lemma_of

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SPECIAL = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "a", "œ": "o", "ı": "i", "’": "'"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
# "ae" stands for "ä" unless the pair is two sounds: after a vowel or q ("neue", "Mauer", "Quelle") it is left alone
_DIGRAPH = re.compile(r"(?<![aeiouyq])([aou])e")
_CACHE = 1 << 17
_WORD_LENGTH = 40
"""Letters up to which a text is kept with what it becomes: words and names come again and again."""


def fold(text: str) -> str:
    """Lower case, without umlauts, accents and invisible signs: `Müller`, `Mueller`, `MULLER` become `muller`,
    `Straße` and `Strasse` become `strasse`. May be shorter than `text`; two different words may meet."""
    if len(text) <= _WORD_LENGTH:
        return _folded_word(text)
    return _folded(text)


def _folded(text: str) -> str:
    if text.isascii():  # none of the rest is to be found in it
        return _DIGRAPH.sub(r"\1", text.lower())
    bare = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text).casefold()).translate(_SPECIAL)
    return _DIGRAPH.sub(r"\1", "".join(c for c in bare if not unicodedata.combining(c)))


@lru_cache(maxsize=_CACHE)
def _folded_word(text: str) -> str:
    return _folded(text)


def spelled(text: str) -> str:
    """As `fold`, but an umlaut is written with its e: `Müller` and `Mueller` become `mueller`, `Muller` stays `muller`.
    For names: who leaves the dots out writes another name."""
    letters = unicodedata.normalize("NFC", _INVISIBLE.sub("", text).casefold()).translate(_UMLAUTS)
    bare = unicodedata.normalize("NFKD", letters).translate(_SPECIAL)
    return "".join(c for c in bare if not unicodedata.combining(c))


def search_terms(text: str) -> list[str]:
    """The terms under which `text` is found, letters and digits only, in the order of the words.

    A word gives its folded form and its folded lemmas (read as noun and as verb), so that `Treffens` and `Treffen`
    share a term. In a query the terms of one word are alternatives: ask word by word.
    """
    return [term for match in _WORD.finditer(_INVISIBLE.sub("", text)) for term in _terms_of(match[0])]


def index_terms(text: str) -> list[str]:
    """The terms under which `text` is to be found: those of its words, and those of the parts of its compounds, so
    that `Treffen` finds `Gipfeltreffen`. Not for queries: who asks for the compound does not want all its parts."""
    return [term for match in _WORD.finditer(_INVISIBLE.sub("", text)) for term in _terms_with_parts(match[0])]


@lru_cache(maxsize=_CACHE)
def _terms_of(word: str) -> tuple[str, ...]:
    if word.isdigit():
        return (word,)
    forms: tuple[str, ...] = (word, lemma_of(word))
    if word.isupper() or word.islower():
        # typed without care for capitals, as queries are: read it as a noun and as a verb
        forms += (lemma_of(word.capitalize()), lemma_of(word.lower()))
    terms = dict.fromkeys(map(_letters, dict.fromkeys(forms)))
    folded = _letters(word)
    if len(terms) == 1 and len(folded) > 4 and folded.endswith("s") and not folded.endswith("ss"):
        # a name that the word list does not know, in the genitive
        terms[folded[:-1]] = None
    return tuple(t for t in terms if t)


@lru_cache(maxsize=_CACHE)
def _terms_with_parts(word: str) -> tuple[str, ...]:
    parts = parts_of(word)
    return _terms_of(word) if not parts else tuple(dict.fromkeys((*_terms_of(word), *map(_letters, parts))))


def _letters(form: str) -> str:
    return fold(form).replace("'", "").replace("-", "")
