"""The network: one encoder pass over a window, and small heads on its words.

Widths: B windows, L subwords, W words, H = 384. A word is the states of its first and last subword side by side, since
German inflects at the end. See `german/inference.py` for how the outputs are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel, BertModel

BIO = ("O", "B", "I")
ROLE_LAYERS = (5, 7, 9, 11)
"""Layers that the parts of a speech event are read from, on the way to the words' layer and behind it."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The label sets, in the order of the outputs."""

    tags: tuple[tuple[str, tuple[str, ...]], ...]  # (feature, values), UPOS first
    lemma_scripts: tuple[str, ...]
    relations: tuple[str, ...]
    entities: tuple[str, ...]
    other_entities: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()  # parts of speech events, each with a label of BIO

    @property
    def tag_starts(self) -> list[int]:
        """Where each feature's logits begin."""
        starts, at = [], 0
        for _, values in self.tags:
            starts.append(at)
            at += len(values)
        return [*starts, at]


def pretrained(folder: Path, layers: int, take: list[int] | None = None) -> BertModel:
    """The encoder with the first `layers` of its twelve layers, or those in `take`."""
    # "eager" without dropout inside attention trains a third faster on a CPU than the fused kernel
    encoder = AutoModel.from_pretrained(
        folder, add_pooling_layer=False, dtype=torch.float32,
        attention_probs_dropout_prob=0.0, attn_implementation="eager",
    )  # fmt: skip
    chosen = take or list(range(layers))
    encoder.encoder.layer = nn.ModuleList(encoder.encoder.layer[i] for i in chosen)
    encoder.config.num_hidden_layers = len(chosen)
    encoder.embeddings.requires_grad_(False)
    return encoder


def spread(layers: int, of: int) -> list[int]:
    """`layers` numbers out of `of`, evenly spaced, the first and the last among them."""
    return sorted({round(i * (of - 1) / (layers - 1)) for i in range(layers)})


class Network(nn.Module):
    """Encoder and heads. The words are read after layer `branch` (default: the last), for the tree after layer
    `tree_branch` (default: the same), the sentence vector after the last one, so that the layers between can turn what
    the heads need back into what e5 says. The layers `mixed` (0: the embeddings) add to it what the lower ones lost;
    with `rarity`, a rare subword counts more in it than a common one."""

    def __init__(
        self,
        encoder: BertModel,
        labels: Labels,
        *,
        arc: int,
        relation: int,
        dropout: float,
        branch: int = 0,
        tree_branch: int = 0,
        mixed: Sequence[int] = (),
        rarity: bool = False,
    ) -> None:
        super().__init__()
        self.encoder, self.labels = encoder, labels
        self.branch = branch or encoder.config.num_hidden_layers
        self.tree_branch = tree_branch or self.branch
        hidden = encoder.config.hidden_size
        word = 2 * hidden
        self.relations, self.relation_width = len(labels.relations), relation
        self.drop = nn.Dropout(dropout)
        self.tags = nn.Linear(word, labels.tag_starts[-1])
        self.lemma = nn.Linear(word, len(labels.lemma_scripts))
        self.entities = nn.Linear(word, len(labels.entities))
        self.other = nn.Linear(word, len(labels.other_entities)) if labels.other_entities else None
        self.boundary = nn.Linear(word, 1)
        self.arc_dep, self.arc_head = side(word, arc, dropout), side(word, arc, dropout)
        self.arc_pair = nn.Linear(arc, arc)
        self.rel_dep, self.rel_head = side(word, relation, dropout), side(word, relation - 1, dropout)
        self.rel_pair = nn.Linear(relation, self.relations * relation)
        self.vector = nn.Linear(hidden, hidden)
        nn.init.eye_(self.vector.weight)
        nn.init.zeros_(self.vector.bias)
        self.roles = roles_head(word, len(labels.roles)) if labels.roles else None
        self.mixed = tuple(mixed)
        self.mix = nn.Linear(len(mixed) * hidden, hidden, bias=False) if mixed else None
        if self.mix is not None:
            nn.init.zeros_(self.mix.weight)
        self.rarity: Tensor | None
        self.register_buffer("rarity", torch.ones(encoder.config.vocab_size) if rarity else None)
        for pair in (self.arc_pair, self.rel_pair):
            nn.init.normal_(pair.weight, std=0.02)

    def forward(self, ids: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> dict[str, Tensor]:
        """The outputs by name: those of the exported file, and `other_entities` in training."""
        layers = self.encoder(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states
        words = self.drop(word_states(layers[self.branch], first, last))
        tree_words = words
        if self.tree_branch != self.branch:
            tree_words = self.drop(word_states(layers[self.tree_branch], first, last))
        outputs = {
            "boundary": self.boundary(words).squeeze(-1),
            "tags": self.tags(words),
            "lemma": self.lemma(words),
            "entities": self.entities(words),
            **self.tree(tree_words),
            "vectors": self.vectors(layers, ids),
        }
        if self.other is not None:
            outputs["other_entities"] = self.other(words)
        if self.roles is not None:
            read = [word_states(layers[i], first, last) for i in ROLE_LAYERS]
            outputs["roles"] = self.roles(torch.cat(read, dim=-1))
        return outputs

    def vectors(self, layers: Sequence[Tensor], ids: Tensor) -> Tensor:
        """The states that a sentence's vector is the mean of. `layers`: the embeddings, then the states after each."""
        states = self.vector(layers[-1])
        if self.mix is not None:
            states = states + self.mix(torch.cat([layers[i] for i in self.mixed], dim=-1))
        return states if self.rarity is None else states * self.rarity[ids].unsqueeze(-1)

    def tree(self, words: Tensor) -> dict[str, Tensor]:
        """The outputs that trees are made of."""
        rel_head = self.rel_head(words)
        return {
            "arc_dep": self.arc_pair(self.arc_dep(words)),
            "arc_head": self.arc_head(words),
            "rel_dep": self.rel_pair(self.rel_dep(words)),
            "rel_head": torch.cat([rel_head, torch.ones_like(rel_head[..., :1])], dim=-1),
        }


def roles_head(word: int, roles: int) -> nn.Sequential:
    """The head for the parts of speech events: labels of BIO for each. It is trained alone (`roles.py`)."""
    width = len(ROLE_LAYERS) * word
    return nn.Sequential(
        Even(width), nn.Linear(width, 256), nn.GELU(), nn.Dropout(0.4), nn.Linear(256, roles * len(BIO))
    )


class Even(nn.Module):
    """States with a mean of 0 and a spread of 1 in each place. Without it a few great ones would fill the steps that
    int8 has."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(width))
        self.register_buffer("spread", torch.ones(width))

    def forward(self, states: Tensor) -> Tensor:
        """The states, made even."""
        return (states - self.mean) / self.spread


def word_states(states: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """[B, W, 2 H] the states of each word's first and last subword."""
    width = states.shape[-1]
    return torch.cat([torch.gather(states, 1, at.unsqueeze(-1).expand(-1, -1, width)) for at in (first, last)], dim=-1)


def side(width: int, out: int, dropout: float) -> nn.Sequential:
    """One side of a pair score."""
    return nn.Sequential(nn.Linear(width, out), nn.GELU(), nn.Dropout(dropout))
