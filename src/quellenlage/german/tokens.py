"""Text to a spaCy `Doc`: tokens, lemmas and sentences whose offsets are those of the article's text.

Tokens are those of spaCy's German rules, with one repair: a number keeps its full stop only as an ordinal ("13. April"),
not at the end of a sentence ("im Jahr 2019."). Lemmas come from a word list; tags and heads need a model and are unset.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

import simplemma
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from quellenlage.domain.annotations import Sentence, Token
from quellenlage.domain.span import Span
from quellenlage.german.sentences import find_sentences

_NUMBER_AND_STOP = re.compile(r"[\d.,:/–-]*\d\.")
_LEMMA_CACHE = 1 << 17
"""Forms kept. 2,000 news articles (0.9 M tokens) hold about 90,000 forms; the first look-up of a form costs 60 µs, the next 0.1."""


def parse(text: str, blocks: Sequence[Span]) -> Doc:
    """A `Doc` whose text equals `text`; sentence starts and lemmas are set. No sentence crosses one of `blocks`."""
    raw = _language().make_doc(text)
    sentences = find_sentences(text, blocks)
    ends = {s.end for s in sentences}
    words: list[str] = []
    spaces: list[bool] = []
    for token in raw:
        word, end = token.text, token.idx + len(token.text)
        space = bool(token.whitespace_)
        if word[-1] == "." and end in ends and _NUMBER_AND_STOP.fullmatch(word):
            words += [word[:-1], "."]
            spaces += [False, space]
        else:
            words.append(word)
            spaces.append(space)
    starts = _sentence_starts(words, spaces, sentences)
    return Doc(raw.vocab, words=words, spaces=spaces, lemmas=[lemma_of(w) for w in words], sent_starts=starts)


def sentences_of(doc: Doc) -> tuple[Sentence, ...]:
    """The sentences, without the white space around them."""
    found = []
    for sent in doc.sents:
        span = Span(sent.start_char, sent.end_char).strip(doc.text)
        if span.length:
            found.append(Sentence(*span))
    return tuple(found)


def tokens_of(doc: Doc) -> tuple[Token, ...]:
    """The tokens that are not white space."""
    return tuple(
        Token(t.idx, t.idx + len(t.text), t.text, t.lemma_ or None, t.pos_ or None, str(t.morph) or None)
        for t in doc
        if not t.is_space
    )


@lru_cache(maxsize=_LEMMA_CACHE)
def lemma_of(form: str) -> str:
    """The dictionary form of a word (`Krankenhäuser` -> `Krankenhaus`, `traf` -> `treffen`); others stay as they are."""
    if len(form) < 2 or not form[0].isalpha():
        return form
    lemma: str = simplemma.lemmatize(form, lang="de")
    # the word list knows capitalised verbs and adjectives at the start of a sentence, but writes some nouns small
    return lemma


@cache
def _language() -> Language:
    nlp = spacy.blank("de")
    nlp.max_length = 10_000_000
    return nlp


def _sentence_starts(words: list[str], spaces: list[bool], sentences: Sequence[Span]) -> list[bool]:
    """For each word, whether a sentence starts with it: the first one that reaches into the sentence."""
    starts = []
    at, number = 0, 0
    for word, space in zip(words, spaces, strict=True):
        begins = number < len(sentences) and at + len(word) > sentences[number].start
        while number < len(sentences) and at + len(word) > sentences[number].start:
            number += 1
        starts.append(begins)
        at += len(word) + space
    if starts:
        starts[0] = True
    return starts
