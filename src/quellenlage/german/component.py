"""The spaCy component `quellenlage_de`: the German model's reading, written into a `Doc`.

    nlp = spacy.blank("de")
    nlp.add_pipe("quellenlage_de")

Sets part of speech, morphology, lemma, heads and relations (Universal Dependencies), sentence starts and entities
(PER, ORG, LOC, MISC). An entity's `ent_id_` is `deriv` for a word made from a name ("russische"), `part` for a compound
with a name in it ("Berlin-Besuch"), as GermEval 2014 tells them apart, else empty. Tokens stay as they came. Sentence
starts that are set stay; without any, empty lines part paragraphs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.parts_of_speech import IDS as PARTS_OF_SPEECH
from spacy.tokens import Doc
from spacy.vocab import Vocab

from quellenlage.domain.span import Span
from quellenlage.german.boundaries import paragraphs_of, start_thresholds, starts_of
from quellenlage.german.inference import Flags, Model, Numbers, Passage, Reading, load_model, read_passage
from quellenlage.german.lemmas import lemma_as
from quellenlage.german.sentences import find_sentences

NAME = "quellenlage_de"
ABSENT = "_"
"""The label of a feature that a word does not have."""
VECTORS = "sentence_vectors"
ROLES = "speech_roles"
Hashes = npt.NDArray[np.uint64]
_ENTITY_TYPES = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "OTH": "MISC"}
_UPOS = {number: label for label, number in PARTS_OF_SPEECH.items()}
_BEGIN, _INSIDE, _OUTSIDE = 3, 1, 2
"""spaCy's numbers of B, I and O."""


@Language.factory(
    NAME,
    assigns=[
        "token.pos", "token.morph", "token.lemma", "token.head", "token.dep", "token.is_sent_start", "doc.sents",
        "token.ent_type", "token.ent_iob", "token.ent_id", "doc.ents",
    ],
)  # fmt: skip
def make_component(nlp: Language, name: str) -> GermanModel:  # noqa: ARG001 (spaCy gives both)
    """The factory that spaCy calls."""
    return GermanModel(name)


class GermanModel:
    """The component. It holds nothing but its name: the model is loaded once per process, when first used."""

    def __init__(self, name: str = NAME) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """The doc, annotated in place. `Language.pipe` calls this for each doc: there is nothing to gain from many at
        once (see `inference.py`)."""
        annotate(doc, tokens_in(doc))
        return doc


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a doc, white space among them: their text, whether a space follows, whether a paragraph starts with
    them, whether a sentence does by the rules."""

    words: Sequence[str]
    spaces: Sequence[bool]
    paragraph_starts: Sequence[bool]
    rule_starts: Sequence[bool]


def annotate(doc: Doc, tokens: Tokens) -> None:
    """Write the model's reading into `doc`, whose tokens are `tokens`."""
    model = load_model()
    kept = np.flatnonzero([not w.isspace() for w in tokens.words])
    passage = _passage(tokens, kept)
    _fill(doc, model, kept, passage, read_passage(model, passage))


def tokens_in(doc: Doc) -> Tokens:
    """The tokens of a doc as a tokenizer makes it; sentence starts that are set are taken for paragraphs."""
    words = [t.text for t in doc]
    spaces = (doc.to_array("SPACY") != 0).tolist() if words else []
    text = doc.text
    if doc.has_annotation("SENT_START"):
        offsets = [t.idx for t in compress(doc, doc.to_array("SENT_START") == 1)]
        cuts = pairwise([0, *(o for o in offsets if o), len(text)])
        blocks = tuple(b for b in (Span(*cut).strip(text) for cut in cuts) if b.length)
    else:
        blocks = paragraphs_of(text)
    return Tokens(
        words, spaces, starts_of(words, spaces, blocks), starts_of(words, spaces, find_sentences(text, blocks))
    )


def set_columns(doc: Doc, columns: Mapping[str, npt.NDArray[Any]]) -> None:
    """Set attributes of all tokens, each a column with one number a token; heads count from the token itself."""
    # negative numbers as spaCy keeps them
    table: Any = np.stack([column.astype(np.uint64) for column in columns.values()], axis=1)
    doc.from_array(list(columns), table)


def sentence_vectors(doc: Doc) -> npt.NDArray[np.float32]:
    """A vector of length 1 for each of `doc.sents`, [sentences, 384]; nought for one without words."""
    vectors: npt.NDArray[np.float32] = doc.user_data[VECTORS]
    return vectors


def speech_roles(doc: Doc, part: str) -> list[tuple[int, int]]:
    """The stretches of tokens (first, behind the last) that the model takes for one part of a speech event: `Cue` (the
    words of saying or thinking), `Source`, `Message`. Nothing where no model read the doc."""
    marks = doc.user_data.get(ROLES)
    if marks is None or not marks.shape[1]:
        return []
    column = marks[:, load_model().roles.index(part)]
    # a stretch begins at a B, or at an I that has nothing to go on from
    begins = np.flatnonzero((column == 1) | ((column == 2) & (np.concatenate(([0], column[:-1])) == 0)))
    outside = np.append(np.flatnonzero(column != 2), len(column))
    return [(int(b), int(outside[np.searchsorted(outside, b + 1)])) for b in begins]


def _passage(tokens: Tokens, kept: Numbers) -> Passage:
    """What the model is given of a doc: the words `kept`."""
    words, behind = tokens.words, True
    spaced = []
    for word, space in zip(words, tokens.spaces, strict=True):
        spaced.append(behind)
        behind = space or word.isspace()
    hard = np.asarray(tokens.paragraph_starts, bool)[kept]
    soft = np.asarray(tokens.rule_starts, bool)[kept] | hard
    hard[:1] = soft[:1] = True
    which = kept.tolist()
    return Passage(
        words=[words[i] for i in which],
        spaced=[spaced[i] for i in which],
        paragraph_starts=hard,
        rule_starts=soft,
        thresholds=start_thresholds(words, tokens.rule_starts)[kept],
    )


def _fill(doc: Doc, model: Model, kept: Numbers, passage: Passage, reading: Reading) -> None:
    """Write the reading of the words `kept` into the doc; white space hangs on the word before it."""
    if not len(kept):
        doc.user_data[VECTORS] = np.zeros((len(doc) and 1, model.width), np.float32)
        doc.user_data[ROLES] = np.zeros((len(doc), len(model.roles)), np.int8)
        return
    codes = _codes(model, doc.vocab)
    # the word that each token goes by: itself, for white space the one before, at the start of the text the first
    own = np.zeros(len(doc), bool)
    own[kept] = True
    word = np.maximum(own.cumsum() - 1, 0)
    pos, morph = codes.tags(reading.tags)
    columns = {
        "POS": np.where(own, pos[word], PARTS_OF_SPEECH["SPACE"]),
        "MORPH": np.where(own, morph[word], 0),
        "LEMMA": np.where(own, _lemmas(doc.vocab, passage.words, pos)[word], doc.to_array("ORTH")),
        "DEP": np.where(own, codes.relations[reading.relations][word], codes.relations[model.loose]),
        "HEAD": np.where(own, kept[reading.heads][word], kept[word]) - np.arange(len(doc)),
        **codes.entities(reading.names, own, word),
    }
    set_columns(doc, columns)
    starts = np.where(own, reading.starts[word], False)
    starts[0], starts[kept[0]] = True, kept[0] == 0
    # said once more: where a tree crosses itself often, spaCy takes the starts from the tree amiss
    set_columns(doc, {"SENT_START": np.where(starts, 1, -1)})
    doc.user_data[VECTORS] = reading.vectors
    # white space goes on with what stands around it
    behind = reading.roles[np.minimum(word + 1, len(reading.roles) - 1)]
    doc.user_data[ROLES] = np.where(own[:, None], reading.roles[word], np.where(behind == 2, 2, 0)).astype(np.int8)


class _Codes:
    """The model's labels as the numbers that spaCy knows them by, for one vocabulary."""

    def __init__(self, model: Model, vocab: Vocab) -> None:
        self._model, self._vocab = model, vocab
        self.relations = self._numbers(model.relations)
        types = ["", *(_ENTITY_TYPES[n[2:5]] for n in model.names[1:])]
        self._types = self._numbers(types)
        self._forms = self._numbers(["", *(n[5:] for n in model.names[1:])])
        self._bio = np.array([{"B": _BEGIN, "I": _INSIDE, "O": _OUTSIDE}[n[0]] for n in model.names])
        self._pos_at = next(i for i, (name, _) in enumerate(model.features) if name == "upos")
        self._pos = np.array([PARTS_OF_SPEECH[label] for label in model.features[self._pos_at][1]], np.uint64)
        # the columns of the features in the order in which UD writes them
        names = [name for name, _ in model.features]
        self._order = sorted((i for i in range(len(names)) if i != self._pos_at), key=lambda i: names[i].lower())
        self._morphs: dict[bytes, int] = {}

    def tags(self, tags: npt.NDArray[np.int16]) -> tuple[Hashes, Hashes]:
        """Part of speech and morphology of each word."""
        rows = np.ascontiguousarray(tags[:, self._order])
        keys = rows.view(f"V{rows.shape[1] * rows.itemsize}").ravel().tolist() if rows.shape[1] else [b""] * len(rows)
        return self._pos[tags[:, self._pos_at]], np.array([self._morph(key) for key in keys], np.uint64)

    def entities(self, names: Numbers, own: Flags, word: Numbers) -> dict[str, npt.NDArray[Any]]:
        """spaCy's columns for entities; white space inside one belongs to it."""
        bio = self._bio[names][word]
        # of white space, the next word decides whether the entity goes on
        behind = np.minimum(word + 1, len(names) - 1)
        goes_on = (self._bio[names][behind] == _INSIDE) & (np.cumsum(own) > 0)  # before the first word nothing does
        bio = np.where(own, bio, np.where(goes_on, _INSIDE, _OUTSIDE))
        named = bio != _OUTSIDE
        return {
            "ENT_IOB": bio,
            "ENT_TYPE": np.where(named, self._types[names][word], 0),
            "ENT_ID": np.where(named, self._forms[names][word], 0),
        }

    def _morph(self, key: bytes) -> int:
        known = self._morphs.get(key)
        if known is None:
            values = np.frombuffer(key, np.int16)
            pairs = ((self._model.features[i], v) for i, v in zip(self._order, values, strict=True))
            text = "|".join(f"{name}={labels[v]}" for (name, labels), v in pairs if labels[v] != ABSENT)
            known = self._morphs[key] = self._vocab.morphology.add(text) if text else 0
        return known

    def _numbers(self, labels: Sequence[str]) -> Hashes:
        # they outlive a memory zone of spaCy
        add: Any = self._vocab.strings.add
        return np.array([add(label, allow_transient=False) if label else 0 for label in labels], np.uint64)


@lru_cache(maxsize=8)
def _codes(model: Model, vocab: Vocab) -> _Codes:
    return _Codes(model, vocab)


def _lemmas(vocab: Vocab, words: Sequence[str], pos: Hashes) -> Hashes:
    """The lemma of each word."""
    add = vocab.strings.add
    return np.array([add(lemma_as(w, _UPOS[p])) for w, p in zip(words, pos.tolist(), strict=True)], np.uint64)
