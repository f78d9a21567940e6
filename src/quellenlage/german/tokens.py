"""Text to a spaCy `Doc`: tokens, sentences, tags, trees and names whose offsets are those of the article's text.

Tokens are those of spaCy's German rules, with one repair: at the end of a sentence a number or a letter does not keep
the full stop ("im Jahr 2019.", "drei m.") that it has as an ordinal or abbreviation ("13. April"). The German model
says the rest, or a pipeline named in its place; without a model there are sentences by rules and lemmas from a word
list alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from quellenlage.domain.annotations import Sentence, Token
from quellenlage.domain.span import Span
from quellenlage.german.boundaries import starts_of
from quellenlage.german.card import installed
from quellenlage.german.component import VECTORS, Tokens, annotate
from quellenlage.german.foreign import chosen_pipeline, take_over
from quellenlage.german.lemmas import lemma_of, noun_lemma
from quellenlage.german.sentences import find_sentences
from quellenlage.german.vectors import to_bytes

_NO_ABBREVIATION = re.compile(r"[\d.,:/–-]*\d\.|[a-z]\.")
_LONG_STRETCH = re.compile(r"\S{300}")
"""The tokenizer takes a stretch without white space apart sign by sign, in time that grows with the square of its
length (15,000 quotation marks: 15 s); it gets longer ones in pieces."""


def parse(text: str, blocks: Sequence[Span]) -> Doc:
    """A `Doc` whose text equals `text`, with everything the model says. No sentence crosses one of `blocks`."""
    if installed() is None:
        return tokenize(text, blocks)
    tokens = _tokens(text, blocks)
    doc = Doc(_language().vocab, words=list(tokens.words), spaces=list(tokens.spaces))
    annotate(doc, tokens)
    foreign = chosen_pipeline()
    if foreign is not None:
        take_over(doc, foreign)
    return doc


def tokenize(text: str, blocks: Sequence[Span]) -> Doc:
    """Tokens, sentence starts and lemmas by rules alone: what the model is trained on and starts from."""
    tokens = _tokens(text, blocks)
    starts: list[bool | int | None] = [*tokens.rule_starts]
    words = list(tokens.words)
    lemmas = _listed_lemmas(words, tokens.rule_starts)
    return Doc(_language().vocab, words=words, spaces=list(tokens.spaces), lemmas=lemmas, sent_starts=starts)


def sentences_of(doc: Doc) -> tuple[Sentence, ...]:
    """The sentences, without the white space around them, each with its vector where the model read them."""
    # `doc.text` is put together anew at every use
    text = doc.text
    vectors = doc.user_data.get(VECTORS)
    found = []
    for number, sentence in enumerate(doc.sents):
        span = Span(sentence.start_char, sentence.end_char).strip(text)
        if span.length:
            found.append(Sentence(*span, None if vectors is None else to_bytes(vectors[number])))
    return tuple(found)


def tokens_of(doc: Doc, text: str | None = None) -> tuple[Token, ...]:
    """The tokens that are not white space; heads are numbers of these. `text` is what the article has where the doc
    reads it in ordinary case (`capitals`)."""
    text = doc.text if text is None else text
    words = [t for t in doc if not t.is_space]
    parsed = doc.has_annotation("DEP")
    number = {t.i: n for n, t in enumerate(words)}
    return tuple(
        Token(
            t.idx,
            t.idx + len(t.text),
            text[t.idx : t.idx + len(t.text)],
            t.lemma_ or None,
            t.pos_ or None,
            str(t.morph) or None,
            number[t.head.i] if parsed else None,
            t.dep_ or None,
        )
        for t in words
    )


def _tokens(text: str, blocks: Sequence[Span]) -> Tokens:
    """The tokens, with what the rules know of sentences."""
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
    paragraphs = [b for b in (block.strip(text) for block in blocks) if b.length]
    return Tokens(words, spaces, starts_of(words, spaces, paragraphs), starts_of(words, spaces, sentences))


def _listed_lemmas(words: Sequence[str], starts: Sequence[bool]) -> list[str]:
    # German writes nouns with a capital, but every word at the start of a sentence too
    return [lemma_of(w) if s else noun_lemma(w) for w, s in zip(words, starts, strict=True)]


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
