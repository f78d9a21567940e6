"""Teachers' opinions on every sentence, labelled or not:

    python training/silver.py --tags RUN... --names RUN... --trees RUN... --to FILE

The mean over the teachers of their probabilities for tags and for entities, and the best tree by the mean of their
scores; each head may have teachers of its own. A student trains on these beside the corpora's own labels (Hinton et al.
2015; for trees, Anderson and Gómez-Rodríguez 2020).
"""

from __future__ import annotations

import argparse
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from corpora import UNKNOWN
from export import load_run
from losses import arc_scores, relation_scores
from torch.nn import functional
from train import HERE, ROOT, corpora_of
from windows import as_rows, make_batch

from quellenlage.german.subwords import Subwords
from quellenlage.german.trees import best_heads


def main() -> int:
    """Ask the teachers and write what they say."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for head in ("tags", "names", "trees"):
        options.add_argument(f"--{head}", nargs="+", required=True, metavar="RUN")
    options.add_argument("--to", type=Path, required=True)
    chosen = options.parse_args()
    loaded = {name: load_run(HERE / "runs" / name) for name in {*chosen.tags, *chosen.names, *chosen.trees}}
    labels, config = next(iter(loaded.values()))[1:]
    if any(own != labels for _, own, _ in loaded.values()):
        raise SystemExit("the teachers have different labels: train them on the same corpora")
    torch.set_num_threads(config["train"]["threads"])
    found = corpora_of(config)
    examples = [*found.labelled, *found.plain]
    rows = as_rows(examples, labels, Subwords(ROOT / config["data"]["encoder"] / "tokenizer.json"))
    # where a word was swapped for another, nobody's opinion is wanted
    rows = [r for r in rows if examples[r.number].source != "moods"]
    networks = {name: network for name, (network, _, _) in loaded.items()}
    torch.save(opinions(rows, networks, labels, chosen.tags, chosen.names, chosen.trees), chosen.to)
    return 0


@torch.no_grad()
def opinions(rows, networks, labels, tags_by, names_by, trees_by) -> dict:
    """Arrays over all words of all rows; `starts` by the number of the example, -1 for none."""
    counts = {r.number: len(r.ids) for r in rows}
    starts, at = torch.full((max(counts) + 1,), -1, dtype=torch.long), 0
    for number, count in counts.items():
        starts[number] = at
        at += count
    tags = torch.zeros(at, labels.tag_starts[-1], dtype=torch.float16)
    entities = torch.zeros(at, len(labels.entities), dtype=torch.float16)
    heads = torch.full((at,), UNKNOWN, dtype=torch.int16)
    relations = torch.full((at,), UNKNOWN, dtype=torch.int16)
    order = sorted(rows, key=lambda r: r.subwords)
    for first in range(0, len(order), 32):
        group = order[first : first + 32]
        batch = make_batch([[r] for r in group])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            said = {name: n(batch.ids, batch.mask, batch.first, batch.last) for name, n in networks.items()}
        p_tags = torch.stack([sliced_softmax(said[n]["tags"].float(), labels) for n in tags_by]).mean(0)
        p_entities = torch.stack([said[n]["entities"].float().softmax(-1) for n in names_by]).mean(0)
        tree_heads, tree_relations = best_trees([said[n] for n in trees_by], batch.sentence, labels)
        for b, (row, n) in enumerate(zip(group, (batch.sentence >= 0).sum(1).tolist(), strict=True)):
            a = int(starts[row.number])
            tags[a : a + n] = p_tags[b, :n].half()
            entities[a : a + n] = p_entities[b, :n].half()
            heads[a : a + n] = tree_heads[b, :n].short()
            relations[a : a + n] = tree_relations[b, :n].short()
        if first % 3200 == 0:
            print(f"{first}/{len(order)}", flush=True)
    return {"starts": starts, "tags": tags, "entities": entities, "heads": heads, "relations": relations}


def best_trees(outs, sentence: torch.Tensor, labels) -> tuple[torch.Tensor, torch.Tensor]:
    """Heads and relations [B, W] of the best trees by the mean of several networks' log probabilities."""
    root = labels.relations.index("root")
    arcs = torch.stack([functional.log_softmax(arc_scores(o, sentence), -1) for o in outs]).mean(0).numpy()
    best = np.zeros(sentence.shape, np.int64)
    for b, n in enumerate((sentence >= 0).sum(1).tolist()):
        if n:
            best[b, :n] = best_heads(np.ascontiguousarray(arcs[b, :n, :n]))
    heads = torch.from_numpy(best)
    said = torch.stack([relation_scores(o, heads).float().log_softmax(-1) for o in outs]).mean(0)
    said[..., root] = -torch.inf
    relations = said.argmax(-1)
    relations[heads == torch.arange(heads.shape[1])] = root
    return heads, relations


def sliced_softmax(logits: torch.Tensor, labels) -> torch.Tensor:
    """Probabilities within each feature."""
    starts = labels.tag_starts
    return torch.cat([logits[..., a:b].softmax(-1) for a, b in pairwise(starts)], dim=-1)


if __name__ == "__main__":
    sys.exit(main())
