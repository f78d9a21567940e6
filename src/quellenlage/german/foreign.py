"""Another spaCy pipeline in place of parts of the German model: what is taken from it, and what is refused.

Named by `QUELLENLAGE_SPACY` (an installed package, or a folder that `spacy.load` takes). Its parts of speech and its
entities replace the model's. Its trees do so only if their relations are those of Universal Dependencies: the German
pipelines of spaCy are trained on TIGER's. Everything else, and tokens and sentences, stay ours.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from quellenlage.errors import ModelError
from quellenlage.german.component import set_columns
from quellenlage.german.lexicon import load_table, load_words

NAME = "QUELLENLAGE_SPACY"
_log = logging.getLogger("quellenlage")


@dataclass(frozen=True, slots=True, eq=False)
class ForeignPipeline:
    """A pipeline named by the user. `entity_types` maps its entity labels to ours; `takes` is a subset of `upos`,
    `entities`, `trees`; `refused` says in one line each what is not taken and why."""

    nlp: Language
    title: str
    takes: frozenset[str]
    entity_types: Mapping[str, str]
    refused: tuple[str, ...]


def chosen_pipeline(environment: Mapping[str, str] | None = None) -> ForeignPipeline | None:
    """The pipeline that the environment names, or None. Raises ModelError if it cannot be used."""
    name = (os.environ if environment is None else environment).get(NAME)
    return foreign_pipeline(name) if name else None


@cache
def foreign_pipeline(name_or_path: str) -> ForeignPipeline:
    """The pipeline, loaded once per process; what is refused is logged as a warning. Raises ModelError if there is none
    of this name, or nothing of it can be used."""
    try:
        nlp = spacy.load(name_or_path)
    except (OSError, ValueError, ImportError) as error:
        line = " ".join(str(error).split())
        raise ModelError(f"spaCy pipeline '{name_or_path}' cannot be loaded ({line}): mend {NAME}") from error
    title = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
    takes: set[str] = set()
    refused: list[str] = []
    types = {row["label"]: row["type"] for row in load_table("spacy_entity_types")}
    for pipe in nlp.pipe_names:
        sets, labels = set(nlp.get_pipe_meta(pipe).assigns), set(nlp.pipe_labels.get(pipe, ()))
        if "token.dep" in sets:
            strange = sorted(x for x in labels if x.split(":")[0].lower() not in load_words("ud_relations"))
            if not labels or strange:
                refused.append(f"{title}, {pipe}: relations are not Universal Dependencies: {_some(strange)}")
                nlp.disable_pipe(pipe)
                continue
            takes.add("trees")
        if "token.pos" in sets or pipe == "attribute_ruler":
            takes.add("upos")
        if "doc.ents" in sets:
            if strange := sorted(labels - set(types)):
                refused.append(f"{title}, {pipe}: entity types are not known: {_some(strange)}")
            takes.add("entities")
    if not takes:
        raise ModelError(
            f"spaCy pipeline '{name_or_path}' sets neither parts of speech nor entities nor UD trees: mend {NAME}"
        )
    for line in refused:
        _log.warning(line)
    return ForeignPipeline(nlp, title, frozenset(takes), types, tuple(refused))


def take_over(doc: Doc, foreign: ForeignPipeline) -> None:
    """Write what `foreign` says about the tokens and sentences of `doc` into it."""
    words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
    starts: list[bool | int | None] = [bool(t.is_sent_start) for t in doc]
    theirs = foreign.nlp(Doc(foreign.nlp.vocab, words=words, spaces=spaces, sent_starts=starts))
    if "upos" in foreign.takes and theirs.has_annotation("POS"):
        pos = theirs.to_array("POS")
        set_columns(doc, {"POS": np.where(pos == 0, doc.to_array("POS"), pos)})
    if "trees" in foreign.takes and theirs.has_annotation("DEP"):
        _take_trees(doc, theirs)
    if "entities" in foreign.takes:
        types = foreign.entity_types
        doc.set_ents([Span(doc, e.start, e.end, label=types[e.label_]) for e in theirs.ents if e.label_ in types])


def _take_trees(doc: Doc, theirs: Doc) -> None:
    """Their tree for each of our sentences in which it is one tree."""
    heads = [t.head.i for t in doc]
    relations = [t.dep for t in doc]
    for sentence in doc.sents:
        own = range(sentence.start, sentence.end)
        found = [theirs[i].head.i for i in own]
        if sum(h == i for i, h in zip(own, found, strict=True)) != 1 or not all(h in own for h in found):
            continue
        heads[sentence.start : sentence.end] = found
        for i in own:
            relations[i] = doc.vocab.strings.add(theirs[i].dep_.replace("ROOT", "root") or "dep")
    starts = doc.to_array("SENT_START")
    set_columns(doc, {"HEAD": np.array(heads) - np.arange(len(doc)), "DEP": np.array(relations, np.uint64)})
    set_columns(doc, {"SENT_START": starts})


def _some(labels: list[str]) -> str:
    return ", ".join(labels[:5]) + (f" and {len(labels) - 5} more" if len(labels) > 5 else "") or "none"
