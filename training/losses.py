"""What the network is trained to: the labels of the corpora, the sentence vectors of e5, and a teacher's opinions."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from corpora import UNKNOWN
from network import Labels
from torch import Tensor
from torch.nn import functional
from windows import Batch

FAR = -1e4


def losses(out: Mapping[str, Tensor], batch: Batch, labels: Labels, wanted_vectors: Tensor) -> dict[str, Tensor]:
    """The loss of every head that the batch has labels for."""
    t = batch.targets
    found = {
        "tags": tag_loss(out["tags"], t["tags"], labels),
        "lemma": classes(out["lemma"], t["lemma"]),
        "entities": classes(out["entities"], t["entities"]),
        "boundary": boundary_loss(out["boundary"], t["boundary"]),
        "tree": tree_loss(out, batch),
        "vector": vector_loss(out["vectors"], batch, wanted_vectors),
    }
    if "other_entities" in out:
        found["other"] = classes(out["other_entities"], t["other"])
    return {k: v for k, v in found.items() if v is not None}


def classes(logits: Tensor, wanted: Tensor) -> Tensor | None:
    """Cross entropy over the known ones."""
    if not bool((wanted != UNKNOWN).any()):
        return None
    return functional.cross_entropy(logits.float().flatten(0, -2), wanted.flatten(), ignore_index=UNKNOWN)


def tag_loss(logits: Tensor, wanted: Tensor, labels: Labels) -> Tensor | None:
    """The sum over features; UPOS counts double."""
    parts = []
    starts = labels.tag_starts
    for f, (name, _) in enumerate(labels.tags):
        part = classes(logits[..., starts[f] : starts[f + 1]], wanted[..., f])
        if part is not None:
            parts.append(part * (2.0 if name == "upos" else 1.0))
    return torch.stack(parts).sum() if parts else None


def boundary_loss(logits: Tensor, wanted: Tensor) -> Tensor | None:
    """Binary cross entropy over the known words."""
    known = wanted != UNKNOWN
    if not bool(known.any()):
        return None
    return functional.binary_cross_entropy_with_logits(logits.float()[known], wanted[known].float())


def arc_scores(out: Mapping[str, Tensor], sentence: Tensor) -> Tensor:
    """[B, W, W] score of each head for each word; words of other sentences are out of reach."""
    scores = out["arc_dep"].float() @ out["arc_head"].float().transpose(1, 2)
    same = (sentence.unsqueeze(2) == sentence.unsqueeze(1)) & (sentence >= 0).unsqueeze(2)
    return scores.masked_fill(~same, FAR)


def relation_scores(out: Mapping[str, Tensor], heads: Tensor) -> Tensor:
    """[B, W, R] score of each relation, given the heads."""
    b, w, _ = out["rel_head"].shape
    width = out["rel_head"].shape[-1]
    chosen = torch.gather(out["rel_head"], 1, heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, width))
    return (out["rel_dep"].reshape(b, w, -1, width) @ chosen.unsqueeze(-1)).squeeze(-1)


def tree_loss(out: Mapping[str, Tensor], batch: Batch) -> Tensor | None:
    """Heads and relations."""
    heads = batch.targets["heads"]
    arcs = classes(arc_scores(out, batch.sentence), heads)
    if arcs is None:
        return None
    relations = classes(relation_scores(out, heads), batch.targets["relations"])
    return arcs + relations if relations is not None else arcs


def sentence_vectors(states: Tensor, of_subword: Tensor, count: int) -> Tensor:
    """[count, H] normalised means over the subwords of each sentence."""
    known = of_subword >= 0
    flat, owner = states.float()[known], of_subword[known]
    sums = torch.zeros(count, flat.shape[-1]).index_add_(0, owner, flat)
    return functional.normalize(sums, dim=-1)


def vector_loss(states: Tensor, batch: Batch, wanted: Tensor) -> Tensor:
    """Distance to e5's vectors, alone and from one sentence to the other."""
    mine = sentence_vectors(states, batch.of_subword, len(batch.numbers))
    near = 1 - (mine * wanted).sum(-1).mean()
    # e5's cosines of unlike sentences differ by hundredths: small distances count
    return 15.0 * near + 150.0 * functional.mse_loss(mine @ mine.T, wanted @ wanted.T)


def opinion_loss(out: Mapping[str, Tensor], opinion: Mapping[str, Tensor], labels: Labels) -> dict[str, Tensor]:
    """Distance to a teacher's probabilities (float tensors over words, rows that sum to 0 are unknown)."""
    found = {}
    starts = labels.tag_starts
    found["tags"] = sum(
        soft(out["tags"][..., starts[f] : starts[f + 1]], opinion["tags"][..., starts[f] : starts[f + 1]])
        * (2.0 if name == "upos" else 1.0)
        for f, (name, _) in enumerate(labels.tags)
    )
    found["entities"] = soft(out["entities"], opinion["entities"])
    return found


def soft(logits: Tensor, wanted: Tensor) -> Tensor:
    """Cross entropy against probabilities, over rows that have some."""
    weight = wanted.sum(-1)
    loss = -(wanted * functional.log_softmax(logits.float(), -1)).sum(-1)
    return loss.sum() / weight.sum().clamp(min=1)
