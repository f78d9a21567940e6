"""Text to a spaCy `Doc`: tokens, lemmas and sentences whose offsets are those of the article's text.

Tokens are those of spaCy's German rules, with one repair: at the end of a sentence a number or a letter does not keep
the full stop ("im Jahr 2019.", "drei m.") that it has as an ordinal or abbreviation ("13. April"). Lemmas come from a
word list; tags and heads need a model and are unset.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import simplemma
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from quellenlage.domain.annotations import Sentence, Token
from quellenlage.domain.span import Span
from quellenlage.german.lexicon import load_words
from quellenlage.german.sentences import find_sentences

_NO_ABBREVIATION = re.compile(r"[\d.,:/–-]*\d\.|[a-z]\.")
_LONG_STRETCH = re.compile(r"\S{300}")
"""The tokenizer takes a stretch without white space apart sign by sign, in time that grows with the square of its
length (15,000 quotation marks: 15 s); it gets longer ones in pieces."""
_LEMMA_CACHE = 1 << 17
"""Forms kept. 400 news articles (0.9 M tokens) hold 43,000 forms."""


def parse(text: str, blocks: Sequence[Span]) -> Doc:
    """A `Doc` whose text equals `text`; sentence starts and lemmas are set. No sentence crosses one of `blocks`."""
    return tokenize(text, blocks)


def tokenize(text: str, blocks: Sequence[Span]) -> Doc:
    """Tokens and sentence starts by rules alone: what the model is trained on and starts from."""
    sentences = find_sentences(text, blocks)
    ends = {s.end for s in sentences}
    words: list[str] = []
    spaces: list[bool] = []
    for word, start, space in _raw_tokens(text):
        end = start + len(word)
        if word[-1] == "." and end in ends and _NO_ABBREVIATION.fullmatch(word):
            words += [word[:-1], "."]
            spaces += [False, space]
        else:
            words.append(word)
            spaces.append(space)
    starts = _sentence_starts(words, spaces, sentences)
    # German writes nouns with a capital, but every word at the start of a sentence too
    lemmas = [lemma_of(w) if s else noun_lemma(w) for w, s in zip(words, starts, strict=True)]
    return Doc(_language().vocab, words=words, spaces=spaces, lemmas=lemmas, sent_starts=starts)


def sentences_of(doc: Doc) -> tuple[Sentence, ...]:
    """The sentences, without the white space around them."""
    # `doc.text` is put together anew at every use
    text = doc.text
    spans = (Span(s.start_char, s.end_char).strip(text) for s in doc.sents)
    return tuple(Sentence(*span) for span in spans if span.length)


def tokens_of(doc: Doc) -> tuple[Token, ...]:
    """The tokens that are not white space."""
    return tuple(
        Token(t.idx, t.idx + len(t.text), t.text, t.lemma_ or None, t.pos_ or None, str(t.morph) or None)
        for t in doc
        if not t.is_space
    )


@lru_cache(maxsize=_LEMMA_CACHE)
def lemma_of(form: str) -> str:
    """The dictionary form of a word (`Krankenhäuser` -> `Krankenhaus`, `traf` -> `treffen`); unknown ones stay."""
    if len(form) < 2 or not form[0].isalpha():
        return form
    lemma: str = simplemma.lemmatize(form.replace("\u00ad", ""), lang="de")
    return lemma


@lru_cache(maxsize=_LEMMA_CACHE)
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


def _raw_tokens(text: str) -> Iterator[tuple[str, int, bool]]:
    """spaCy's tokens: the words, where they start, and whether a space follows."""
    at = 0
    for cut in [*(m.end() for m in _LONG_STRETCH.finditer(text)), len(text)]:
        for token in _language().make_doc(text[at:cut]):
            yield token.text, at + token.idx, bool(token.whitespace_)
        at = cut


@cache
def _language() -> Language:
    nlp = spacy.blank("de")
    nlp.max_length = 10_000_000
    return nlp


def _sentence_starts(words: list[str], spaces: list[bool], sentences: Sequence[Span]) -> list[bool | int | None]:
    """For each word, whether a sentence starts with it: the first one that reaches into the sentence."""
    starts: list[bool | int | None] = []
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
