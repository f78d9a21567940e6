"""Examples to batches: sentences put together into windows as long as those the product makes of paragraphs."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from corpora import ABSENT, ROLES, UNKNOWN, Example, common
from network import BIO, Labels
from torch import Tensor

from quellenlage.german.subwords import PAD, START, STOP, Subwords

SIZES = (1, 1, 1, 2, 2, 3, 4, 6)
"""Sentences in a window, drawn from: single ones are what entities are scored on, several what articles have."""


@dataclass(slots=True)
class Row:
    """An example as numbers. Arrays over its words; `targets` by head."""

    number: int
    ids: list[tuple[int, ...]]
    tags: np.ndarray  # [words, features]
    lemma: np.ndarray
    entities: np.ndarray
    other: np.ndarray
    roles: np.ndarray  # [words, parts of a speech event]
    heads: np.ndarray
    relations: np.ndarray
    boundaries: bool
    source: str

    @property
    def subwords(self) -> int:
        """How many subwords it has."""
        return sum(map(len, self.ids))


def label_sets(examples: Sequence[Example], rare: int) -> Labels:
    """What the heads can say: every label that the training data has often enough."""
    words = [w for e in examples for w in e.words]
    upos = common((w.upos for w in words if w.upos), 1)
    full = [w for w in words if w.features is not None and not w.mood_only]
    names = list(full[0].features)
    tags = [("upos", tuple(upos))]
    for name in names:
        values = common((w.features[name] for w in full if w.features[name] not in (None, ABSENT)), rare)
        if values:
            tags.append((name, (ABSENT, *values)))
    scripts = common((w.script for w in words if w.script), 3)
    relations = common((w.relation for w in words if w.relation), rare)
    entities = (
        "O",
        *(f"{p}-{t}{s}" for t in ("PER", "ORG", "LOC", "OTH") for s in ("", "deriv", "part") for p in "BI"),
    )
    other = ("O", *(f"{p}-{t}" for t in ("PER", "ORG", "LOC") for p in "BI"))
    return Labels(tuple(tags), tuple(scripts), tuple(relations), entities, other)


def as_rows(examples: Sequence[Example], labels: Labels, subwords: Subwords) -> list[Row]:
    """Examples as numbers."""
    tag_of = [{v: i for i, v in enumerate(values)} for _, values in labels.tags]
    names = [name for name, _ in labels.tags]
    script_of = {v: i for i, v in enumerate(labels.lemma_scripts)}
    relation_of = {v: i for i, v in enumerate(labels.relations)}
    entity_of = {v: i for i, v in enumerate(labels.entities)}
    other_of = {v: i for i, v in enumerate(labels.other_entities)}
    found = []
    for number, e in enumerate(examples):
        n = len(e.words)
        tags, roles = np.full((n, len(names)), UNKNOWN), np.full((n, len(ROLES)), UNKNOWN)
        lemma, entities, other, heads, relations = (np.full(n, UNKNOWN) for _ in range(5))
        for i, w in enumerate(e.words):
            for f, name in enumerate(names):
                value = w.upos if name == "upos" else (w.features or {}).get(name)
                if value is not None:
                    tags[i, f] = tag_of[f].get(value, UNKNOWN)
            lemma[i] = script_of.get(w.script, UNKNOWN) if w.script else UNKNOWN
            entities[i] = entity_of[w.entity] if w.entity else UNKNOWN
            other[i] = other_of[w.other_entity] if w.other_entity else UNKNOWN
            if w.roles is not None:
                roles[i] = [BIO.index(label) for label in w.roles]
            if w.head is not None and w.relation is not None:
                heads[i] = w.head
                name = w.relation if w.relation in relation_of else w.relation.split(":")[0]
                relations[i] = relation_of.get(name, UNKNOWN)
        ids = subwords.of_words([w.form for w in e.words], [w.spaced or i == 0 for i, w in enumerate(e.words)])
        if n:
            found.append(
                Row(number, ids, tags, lemma, entities, other, roles, heads, relations, e.boundaries, e.source)
            )
    return found


@dataclass(slots=True)
class Batch:
    """Tensors of one step; `sentence` numbers the sentence of each word in its window, -1 for padding."""

    ids: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    sentence: Tensor
    targets: dict[str, Tensor]
    of_subword: Tensor  # [B, L] index of the sentence vector, -1 for none
    numbers: list[int]  # the example of each sentence vector
    rows: list[list[Row]]


def batches(rows: Sequence[Row], dice: random.Random, *, window: int, size: int) -> Iterator[Batch]:
    """All rows once, in random windows, batched by length."""
    order = list(rows)
    dice.shuffle(order)
    windows: list[list[Row]] = []
    wanted = 0
    for row in order:
        if wanted > 0 and sum(r.subwords for r in windows[-1]) + row.subwords <= window:
            windows[-1].append(row)
            wanted -= 1
        else:
            windows.append([row])
            wanted = dice.choice(SIZES) - 1
    length = [sum(r.subwords for r in w) for w in windows]
    # a little noise so that the same windows do not always meet
    by_length = sorted(range(len(windows)), key=lambda i: length[i] + dice.random() * 8)
    groups: list[list[int]] = []
    for i in by_length:
        if groups and (len(groups[-1]) + 1) * (length[i] + 10) <= size:
            groups[-1].append(i)
        else:
            groups.append([i])
    dice.shuffle(groups)
    for group in groups:
        yield make_batch([windows[i] for i in group], most=window + 64)


def make_batch(windows: Sequence[Sequence[Row]], most: int = 510) -> Batch:
    """Pad and stack."""
    count = len(windows)
    length = min(most, max(sum(r.subwords for r in w) for w in windows)) + 2
    width = max(sum(len(r.ids) for r in w) for w in windows)
    features = windows[0][0].tags.shape[1]
    ids = np.full((count, length), PAD)
    first, last = np.zeros((count, width), int), np.zeros((count, width), int)
    sentence = np.full((count, width), -1)
    of_subword = np.full((count, length), -1)
    tags = np.full((count, width, features), UNKNOWN)
    roles = np.full((count, width, windows[0][0].roles.shape[1]), UNKNOWN)
    flat = {
        k: np.full((count, width), UNKNOWN) for k in ("lemma", "entities", "other", "heads", "relations", "boundary")
    }
    numbers: list[int] = []
    for b, window in enumerate(windows):
        ids[b, 0] = START
        at, word = 1, 0
        for s, row in enumerate(window):
            begin = word
            for pieces in row.ids:
                if at + len(pieces) >= length:
                    break
                ids[b, at : at + len(pieces)] = pieces
                of_subword[b, at : at + len(pieces)] = len(numbers)
                first[b, word], last[b, word] = at, at + len(pieces) - 1
                sentence[b, word] = s
                at += len(pieces)
                word += 1
            n = word - begin
            tags[b, begin:word] = row.tags[:n]
            roles[b, begin:word] = row.roles[:n]
            for key, values in (
                ("lemma", row.lemma),
                ("entities", row.entities),
                ("other", row.other),
                ("relations", row.relations),
            ):
                flat[key][b, begin:word] = values[:n]
            heads = row.heads[:n]
            flat["heads"][b, begin:word] = np.where((heads >= 0) & (heads < n), heads + begin, UNKNOWN)
            if n:
                flat["boundary"][b, begin:word] = 0
                flat["boundary"][b, begin] = 1 if s else UNKNOWN
                if not row.boundaries:
                    # where a sentence by rules may hold two, nothing is learnt of its inside
                    flat["boundary"][b, begin + 1 : word] = np.where(np.arange(1, n) < 0, 0, UNKNOWN)
            numbers.append(row.number)
        ids[b, at] = STOP
    mask = (ids != PAD).astype(int)
    targets = {k: torch.from_numpy(v) for k, v in flat.items()}
    targets["tags"], targets["roles"] = torch.from_numpy(tags), torch.from_numpy(roles)
    return Batch(
        *(torch.from_numpy(x) for x in (ids, mask, first, last, sentence)),
        targets,
        torch.from_numpy(of_subword),
        numbers,
        [list(w) for w in windows],
    )
