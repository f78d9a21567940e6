"""What the model says of each word of `words_of`, by the word's number: part of speech, case, relation and head."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

_NAMING = frozenset(("PROPN", "X"))


@dataclass(frozen=True, slots=True)
class Tags:
    """One entry a word. Without a model every part of speech and relation is empty and every word its own head."""

    tokens: tuple[Token, ...]
    pos: tuple[str, ...]
    dep: tuple[str, ...]
    head: tuple[int, ...]
    number: Mapping[int, int]
    """Number of a token in the doc -> number of the word."""

    @property
    def tagged(self) -> bool:
        """True if a model set parts of speech."""
        return any(self.pos)

    def genitive(self, at: int) -> bool:
        """True for a word in the genitive."""
        return "Gen" in self.tokens[at].morph.get("Case", [])

    def naming(self, at: int) -> bool:
        """True for a word tagged as a name."""
        return self.pos[at] in _NAMING

    def any_naming(self, start: int, end: int) -> bool:
        """True if a word of `start:end` is tagged as a name, or nothing is tagged at all."""
        return any(self.pos[i] in _NAMING or not self.pos[i] for i in range(start, end))


def tags_of(doc: Doc) -> Tags:
    """The model's reading of the words, white space left out."""
    tokens = tuple(t for t in doc if not t.text.isspace())
    number = {t.i: n for n, t in enumerate(tokens)}
    parsed = doc.has_annotation("DEP")
    return Tags(
        tokens,
        tuple(t.pos_ for t in tokens),
        tuple(t.dep_ for t in tokens),
        tuple(number.get(t.head.i, n) if parsed else n for n, t in enumerate(tokens)),
        number,
    )
