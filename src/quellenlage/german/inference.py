"""The German model: words in, one pass of the network, and what it says about every word and sentence.

The network (`model/model.onnx`, int8) reads one window of whole sentences after the other; tags, names, heads
and vectors come from the same pass. One session per process, on the CPU, with as many threads as `QUELLENLAGE_THREADS`
says (one, unless set).

Windows are not batched. The network scales its activations over a whole batch before it rounds them to int8, so what
it says about a window would depend on that window's neighbours, and the same paragraph would read otherwise in another
article. Batches gain nothing besides: in one thread, news articles take 97 us a word window by window, 98 us in batches
of 512 subwords and 133 us in batches of 3,000, which no longer fit the caches.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import onnxruntime

from quellenlage.errors import ModelError
from quellenlage.german.card import FOLDER, LABELS, NETWORK, SUBWORDS
from quellenlage.german.decoding import best_names, best_relations, best_tags
from quellenlage.german.mood_labels import leanings_of, set_moods
from quellenlage.german.subwords import START, STOP, Subwords
from quellenlage.german.trees import best_heads
from quellenlage.german.windows import Window, cut_windows

OUTPUTS = ("boundary", "tags", "entities", "arc_dep", "arc_head", "rel_dep", "rel_head", "vectors", "roles")
THREADS = "QUELLENLAGE_THREADS"
LOOSE = "dep"
"""The relation of the later parts of a sentence too long for one window to its first part."""

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a text, white space left out. Arrays and lists have one entry a word.

    spaced: white space or nothing stands before it. paragraph_starts: a sentence starts here in any case.
    rule_starts: the rules start a sentence here (windows are cut there). thresholds: the logit above which the model
    starts a sentence.
    """

    words: Sequence[str]
    spaced: Sequence[bool]
    paragraph_starts: Flags
    rule_starts: Flags
    thresholds: Floats


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model says about a passage, as numbers of the model's labels; one row a word.

    starts: a sentence starts here. tags [words, features]. heads: the governing word, roots their own. vectors
    [sentences, 384], of length 1. roles [words, parts of a speech event]: outside, begins, goes on (0, 1, 2).
    """

    starts: Flags
    tags: npt.NDArray[np.int16]
    names: Numbers
    heads: Numbers
    relations: Numbers
    roles: npt.NDArray[np.int8]
    vectors: Floats


@dataclass(frozen=True, eq=False)
class Model:
    """A model folder, loaded: the network, its subwords and the names of its labels."""

    session: onnxruntime.InferenceSession
    subwords: Subwords
    most: int
    features: tuple[tuple[str, tuple[str, ...]], ...]
    slices: tuple[tuple[int, int], ...]
    names: tuple[str, ...]
    relations: tuple[str, ...]
    roles: tuple[str, ...]

    @cached_property
    def follows(self) -> Numbers:
        """For each I label the B label that it continues, for others -1."""
        numbers = {name: i for i, name in enumerate(self.names)}
        return np.array([numbers["B" + n[1:]] if n.startswith("I-") else -1 for n in self.names], np.int64)

    @cached_property
    def width(self) -> int:
        """The length of a sentence vector."""
        return int(next(o.shape[-1] for o in self.session.get_outputs() if o.name == "vectors"))

    @cached_property
    def loose(self) -> int:
        """The number of the relation of a sentence's later parts."""
        return self.relations.index(LOOSE)

    @cached_property
    def root(self) -> int:
        """The number of the roots' relation."""
        return self.relations.index("root")


def read_passage(model: Model, passage: Passage) -> Reading:
    """Everything the model says about a passage."""
    pieces = model.subwords.of_words(passage.words, passage.spaced)
    sizes = [len(p) for p in pieces]
    draft = _Draft.of(len(pieces), len(model.slices), len(model.roles))
    # the signs at both ends of a window count too
    windows = cut_windows(sizes, passage.paragraph_starts, passage.rule_starts, model.most - 2)
    parts = [_decode(model, _run(model, pieces[w.start : w.end]), w, passage, draft) for w in windows]
    reading = _finish(model, draft, parts)
    tree = (reading.heads, [model.relations[r] for r in reading.relations.tolist()], np.flatnonzero(reading.starts))
    set_moods(reading.tags, draft.leanings, model.features, passage.words, tree)
    return reading


@cache
def load_model(folder: Path = FOLDER) -> Model:
    """The model in `folder`, loaded once per process. Raises ModelError if it is missing or damaged."""
    try:
        labels = json.loads((folder / LABELS).read_text("utf-8"))
        features = tuple((t["name"], tuple(t["labels"])) for t in labels["tags"])
        slices = tuple((t["start"], t["start"] + len(t["labels"])) for t in labels["tags"])
        return Model(
            session=_session(folder / NETWORK),
            subwords=Subwords(folder / SUBWORDS),
            most=int(labels["max_subwords"]),
            features=features,
            slices=slices,
            names=tuple(labels["entities"]),
            relations=tuple(dict.fromkeys([*labels["relations"], LOOSE])),
            roles=tuple(labels["roles"]),
        )
    except ModelError:
        raise
    except Exception as error:  # the tokenizer raises bare exceptions
        raise ModelError(f"German model in {folder}: not readable ({error}): reinstall quellenlage") from error


def _after_fork() -> None:
    """Threads do not survive a fork: a child that would wait for them loads a session of its own."""
    if thread_count() > 1:
        load_model.cache_clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


def thread_count(environment: Mapping[str, str] | None = None) -> int:
    """The threads of one session, from the environment; ModelError if that is no number from 1 on."""
    asked = (os.environ if environment is None else environment).get(THREADS) or "1"
    if not asked.isascii() or not asked.isdigit() or int(asked) < 1:
        raise ModelError(f"{THREADS} is '{asked}': set it to a number of threads, 1 or more")
    return int(asked)


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = thread_count()
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # threads that wait in a loop would take the core from the rest of the program
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # the fused sum and norm is not vectorised: it takes five times as long as the two apart, a fifth of the whole
    apart = ["SkipLayerNormFusion"]
    return onnxruntime.InferenceSession(path, options, ["CPUExecutionProvider"], disabled_optimizers=apart)


def _run(model: Model, words: Sequence[tuple[int, ...]]) -> _Said:
    """The network's outputs for one window, given as the subwords of its words."""
    ids = [START, *chain.from_iterable(words), STOP]
    last = np.fromiter(map(len, words), np.int64, len(words)).cumsum()
    first = np.concatenate(([1], last[:-1] + 1))
    given = {"ids": np.array([ids], np.int64), "mask": np.ones((1, len(ids)), np.int64)}
    wanted = [name for name in OUTPUTS if name != "roles" or model.roles]
    outputs = model.session.run(wanted, {**given, "first": first[None], "last": last[None]})
    return _Said(**{name: output[0] for name, output in zip(wanted, outputs, strict=True)}, last=last)


class _Said(NamedTuple):
    """What the network says about one window: see the model card. W words, L subwords with both signs around them."""

    boundary: Floats  # [W]
    tags: Floats  # [W, labels of all features]
    entities: Floats  # [W, labels]
    arc_dep: Floats  # [W, A]
    arc_head: Floats  # [W, A]
    rel_dep: Floats  # [W, relations * D]
    rel_head: Floats  # [W, D]
    vectors: Floats  # [L, 384]
    last: Numbers  # [W], the position of each word's last subword
    roles: Floats | None = None  # [W, 3 * parts of a speech event]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A reading while its windows come in, in any order."""

    starts: Flags
    tags: npt.NDArray[np.int16]
    leanings: Floats
    names: Numbers
    heads: Numbers
    relations: Numbers
    roles: npt.NDArray[np.int8]

    @classmethod
    def of(cls, words: int, features: int, roles: int) -> _Draft:
        return cls(
            starts=np.zeros(words, bool),
            tags=np.zeros((words, features), np.int16),
            leanings=np.zeros(words, np.float32),
            names=np.zeros(words, np.int64),
            heads=np.zeros(words, np.int64),
            relations=np.zeros(words, np.int64),
            roles=np.zeros((words, roles), np.int8),
        )


@dataclass(frozen=True, slots=True)
class _Sums:
    """The first words of a window's sentences, how many subwords each sentence has there, the sum of their vectors."""

    starts: Numbers
    counts: Numbers
    sums: Floats


def _decode(model: Model, said: _Said, window: Window, passage: Passage, draft: _Draft) -> _Sums:
    """Write what the network says about one window into the draft, and return the sums of its sentences' vectors."""
    here, count = slice(window.start, window.end), window.end - window.start
    begins = said.boundary > passage.thresholds[here]
    begins[0] = not window.continues
    draft.starts[here] = begins
    begins[0] = True
    starts = np.flatnonzero(begins)
    draft.tags[here] = best_tags(said.tags, model.slices)
    draft.leanings[here] = leanings_of(said.tags, model.features, model.slices)
    if said.roles is not None:
        draft.roles[here] = said.roles.reshape(count, len(model.roles), -1).argmax(axis=2)
    draft.names[here] = best_names(said.entities, model.follows, starts)
    heads = np.empty(count, np.int64)
    for start, end in pairwise([*starts.tolist(), count]):
        # einsum: BLAS would start threads of its own for products of this size
        scores = np.einsum("da,ha->dh", said.arc_dep[start:end], said.arc_head[start:end])
        heads[start:end] = start + best_heads(scores)
    draft.heads[here] = heads + window.start
    governors = said.rel_head[heads]
    dependents = said.rel_dep.reshape(count, -1, governors.shape[1])
    relations = np.einsum("drw,dw->dr", dependents, governors)
    draft.relations[here] = best_relations(relations, heads, model.root)
    # the first word's subwords stand behind the window's first sign
    behind = said.last
    at = np.concatenate(([0], behind))[starts]
    sums = np.add.reduceat(said.vectors[1:-1], at, axis=0)
    return _Sums(starts + window.start, np.diff(at, append=behind[-1]), sums)


def _finish(model: Model, draft: _Draft, parts: list[_Sums]) -> Reading:
    """The reading of a passage all of whose windows are decoded."""
    count = len(draft.starts)
    sentence = np.cumsum(draft.starts) - 1
    # a sentence in several windows has a root in each: the later ones hang on the first
    roots = np.flatnonzero(draft.heads == np.arange(count))
    _, first = np.unique(sentence[roots], return_index=True)
    loose = np.delete(roots, first)
    draft.heads[loose] = roots[first][sentence[loose]]
    draft.relations[loose] = model.loose
    width = parts[0].sums.shape[1] if parts else 0
    sums = np.zeros((int(draft.starts.sum()), width), np.float32)
    counts = np.zeros(len(sums), np.int64)
    for part in parts:
        of = sentence[part.starts]
        sums[of] += part.sums
        counts[of] += part.counts
    means = sums / np.maximum(counts, 1)[:, None]
    lengths = np.linalg.norm(means, axis=1, keepdims=True)
    return Reading(
        starts=draft.starts,
        tags=draft.tags,
        names=draft.names,
        heads=draft.heads,
        relations=draft.relations,
        roles=draft.roles,
        vectors=(means / np.maximum(lengths, np.finfo(np.float32).tiny)).astype(np.float32),
    )
