"""The words of an article as the rules of this package read them: text, place, and what German spelling tells of them.

Without a tagger, spelling carries far in German: nouns and names are capitalised, function words form a closed list.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

import simplemma
from spacy.tokens import Doc, Token

from quellenlage.domain.span import Span
from quellenlage.german.lexicon import load_words, word_class
from quellenlage.german.tense import shows

_FORMS_KEPT = 1 << 16
_SHORTEST_PART = 3
"""Shortest part of a compound that is looked up."""
_ADJECTIVE = re.compile(r".{2,}(?:e|er|es|en|em)$")


class Word(NamedTuple):
    """A token that is no white space. `first` is true for the first word of a sentence (quotation marks aside), `token`
    holds what the model says, None without a model and for a quotation that counts as one word."""

    start: int
    end: int
    text: str
    lower: str
    first: bool
    token: Token | None = None

    @property
    def capital(self) -> bool:
        """True if it begins with a capital letter."""
        return self.text[0].isupper()


def words_of(doc: Doc) -> list[Word]:
    """The words of the document in order."""
    words = []
    pending = True
    parsed = doc.has_annotation("DEP")
    for token in doc:
        if token.is_sent_start:
            pending = True
        text = token.text
        if text.isspace():
            continue
        words.append(Word(token.idx, token.idx + len(text), text, text.lower(), pending, token if parsed else None))
        if pending and any(c.isalnum() for c in text):
            pending = False
    return words


def hull(words: list[Word], start: int, end: int) -> Span:
    """The span of `words[start:end]`."""
    return Span(words[start].start, words[end - 1].end)


def closed_class(name: str) -> frozenset[str]:
    """The words of a class in `closed_classes.tsv`."""
    return word_class(name)


@lru_cache(maxsize=_FORMS_KEPT)
def is_german(word: str) -> bool:
    """True for a word of the German dictionary, or a compound of two such words."""
    if simplemma.is_known(word, lang="de"):
        return True
    parts = word.split("-")
    if len(parts) > 1:
        return all(p and is_german(p) for p in parts)
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART):
        tail = word[cut:]
        if len(tail) > _SHORTEST_PART and simplemma.is_known(tail.capitalize(), lang="de"):
            head = word[:cut]
            if simplemma.is_known(head, lang="de") or (head.endswith("s") and simplemma.is_known(head[:-1], lang="de")):
                return True
    return False


@lru_cache(maxsize=_FORMS_KEPT)
def is_role(word: str) -> bool:
    """True for a noun that says what somebody is or does, alone or as the last part of a compound (Polizeichefin)."""
    if not word[:1].isupper():
        return False
    tail = word.rsplit("-", 1)[-1]
    if any(form in load_words("role_nouns") for form in _without_ending(tail)):
        return True
    lower = tail.lower()
    return any(
        lower.endswith(r) and len(lower) > len(r) + 1
        for form in _without_ending(lower)
        for r in _long_roles_of(form[-4:])
        if form.endswith(r)
    )


@lru_cache(maxsize=_FORMS_KEPT)
def is_media_noun(word: str) -> bool:
    """True for a noun for a medium (Zeitung, Nachrichtenagentur), also as the last part of a compound."""
    if not word[:1].isupper():
        return False
    tail = word.rsplit("-", 1)[-1]
    return tail in load_words("media_nouns") or tail.endswith(
        ("zeitung", "agentur", "agenturen", "magazin", "sender", "medien")
    )


@lru_cache(maxsize=_FORMS_KEPT)
def is_news_noun(word: str) -> bool:
    """True for a noun for what somebody said or wrote (Angaben, Bericht), also in compounds (US-Angaben)."""
    if not word[:1].isupper():
        return False
    tail = word.rsplit("-", 1)[-1]
    return tail in load_words("news_nouns") or tail.endswith(
        ("angaben", "berichten", "bericht", "informationen", "meldung", "meldungen")
    )


def is_function(word: Word) -> bool:
    """True for articles, pronouns, prepositions, conjunctions, adverbs and auxiliaries."""
    return word.lower in load_words("function_words")


def is_subjunctive(word: Word) -> bool:
    """True for a finite verb in the subjunctive: by the model, without one by its form."""
    if word.token is not None:
        return shows(word.token, "Mood", "Sub")
    return word.text[0].islower() and word.lower in load_words("subjunctive_forms")


def could_be_adjective(word: Word) -> bool:
    """True for a small word with an adjective's ending that is no function word."""
    return word.text[0].islower() and bool(_ADJECTIVE.match(word.lower)) and not is_function(word)


def _without_ending(word: str) -> tuple[str, ...]:
    """The word and what it could be without a case or plural ending."""
    forms = [word]
    for ending in ("es", "en", "n", "s", "innen", "e"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            forms.append(word[: -len(ending)])
    if word.endswith("innen"):
        forms.append(word[:-3])
    return tuple(forms)


@cache
def _roles_by_tail() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for role in sorted(load_words("role_nouns")):
        if len(role) > 3:
            table.setdefault(role.lower()[-4:], []).append(role.lower())
    return {tail: tuple(roles) for tail, roles in table.items()}


def _long_roles_of(tail: str) -> tuple[str, ...]:
    return _roles_by_tail().get(tail, ())
