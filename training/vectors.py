"""Teach the upper layers to say what e5 says, on top of a network that reads words: `python training/vectors.py RUN`.

The lower layers of RUN stay as they are; above them stand e5's own upper layers, trained until the mean of their states
is e5's sentence vector again. Writes the joined network as RUN-vectors.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import torch
from corpora import Example
from export import load_run
from losses import tree_loss, vector_loss
from network import Network, pretrained, word_states
from torch import Tensor, nn
from train import HERE, ROOT, corpora_of, e5_vectors, rate, read_config
from windows import Batch, Row, as_rows, batches

from quellenlage.german.subwords import Subwords


def main() -> int:
    """Train the upper layers."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("run")
    options.add_argument("--steps", type=int, default=4000)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--tree", type=int, default=0, help="the layer to read the trees from, learnt anew with it")
    options.add_argument("--to", help="name of the joined run (default: RUN-vectors)")
    options.add_argument("--rate", type=float, default=1e-4)
    options.add_argument("--start-from", help="another run's upper layers to begin with")
    options.add_argument("--set", action="append", default=[], metavar="section.key=value")
    chosen = options.parse_args()
    torch.manual_seed(chosen.seed)
    torch.set_num_threads(1)
    config = read_config(chosen.set)
    network = joined(HERE / "runs" / chosen.run, ROOT / config["data"]["encoder"])
    network.tree_branch = chosen.tree or network.branch
    if chosen.start_from:
        take_upper(network, HERE / "runs" / chosen.start_from / "network.pt")
    teach(network, config, chosen.steps, chosen.rate, chosen.seed)
    save(network, HERE / "runs" / chosen.run, HERE / "runs" / (chosen.to or f"{chosen.run}-vectors"))
    return 0


def joined(run: Path, encoder: Path) -> Network:
    """The network of a run with e5's remaining layers above its own."""
    network, _, _ = load_run(run)
    lower = network.encoder.encoder.layer
    network.branch = len(lower)
    upper = pretrained(encoder, 12).encoder.layer[len(lower) :]
    network.encoder.encoder.layer = nn.ModuleList([*lower, *upper])
    network.encoder.config.num_hidden_layers = 12
    nn.init.eye_(network.vector.weight)
    nn.init.zeros_(network.vector.bias)
    return network


def take_upper(network: Network, path: Path) -> None:
    """The upper layers and the vector head of another joined network."""
    state = torch.load(path, weights_only=True)
    first = network.branch
    own = {
        k: v
        for k, v in state.items()
        if k.startswith("vector.") or (k.startswith("encoder.encoder.layer.") and int(k.split(".")[3]) >= first)
    }
    network.load_state_dict(own, strict=False)


def teach(network: Network, config: dict, steps: int, peak: float, seed: int) -> None:
    """Batches of random windows; the rate rises and falls."""
    encoder = ROOT / config["data"]["encoder"]
    found = corpora_of(config)
    whole = [*found.labelled, *found.plain]
    parts = list(chunks(whole))
    subwords = Subwords(encoder / "tokenizer.json")
    rows = as_rows([*whole, *parts], network.labels, subwords)
    kept = HERE / "runs"
    wanted = torch.cat(
        [e5_vectors([e.text for e in es], encoder, kept / f"vectors-{len(es)}.pt") for es in (whole, parts)]
    )
    network.requires_grad_(False)
    upper = [*network.encoder.encoder.layer[network.branch :].parameters(), *network.vector.parameters()]
    groups = [{"params": upper, "lr": peak, "times": 1.0}]
    if with_trees(network):
        heads = [network.arc_dep, network.arc_head, network.arc_pair]
        heads += [network.rel_dep, network.rel_head, network.rel_pair]
        groups.append({"params": [p for h in heads for p in h.parameters()], "lr": peak, "times": 6.0})
        for head in (*heads, network.drop):
            head.train()
    for p in (p for g in groups for p in g["params"]):
        p.requires_grad_(True)
    optimizer = torch.optim.AdamW(groups, lr=peak, weight_decay=0.0)
    began, mean, trees = time.time(), 0.0, 0.0
    treebank = [r for r in rows if (r.heads >= 0).any()] if with_trees(network) else []
    for step, batch in enumerate(islice(endless(rows, treebank, config, seed), steps)):
        for group in optimizer.param_groups:
            group["lr"] = peak * group["times"] * rate(step / steps, 0.05)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            vectors, tree = upper_outputs(network, batch)
        loss = vector_loss(vectors, batch, wanted[batch.numbers].float())
        of_tree = tree_loss(tree, batch) if tree else None
        if of_tree is not None:
            trees = 0.98 * trees + 0.02 * float(of_tree.detach())
            loss = loss + of_tree
        loss.backward()
        torch.nn.utils.clip_grad_norm_(upper, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        mean = 0.98 * mean + 0.02 * float(loss.detach()) if step else float(loss.detach())
        if step % 50 == 0:
            minutes = (time.time() - began) / 60
            print(f"step {step}/{steps} {minutes:.1f} min loss {mean:.4f} tree {trees:.4f}", flush=True)


def with_trees(network: Network) -> bool:
    """Whether the trees are read from layers that are trained here."""
    return network.tree_branch > network.branch


def endless(rows: list[Row], treebank: list[Row], config: dict, seed: int) -> Iterator[Batch]:
    """Epoch after epoch; with a treebank every other batch is of its sentences."""

    def over(some: list[Row]) -> Iterator[Batch]:
        for epoch in count():
            yield from batches(some, random.Random(1000 * seed + epoch), window=config["windows"]["subwords"], size=700)

    if not treebank:
        yield from over(rows)
    for pair in zip(over(rows), over(treebank), strict=True):
        yield from pair


def chunks(examples: list[Example]) -> Iterator[Example]:
    """Short stretches of the sentences: captions and headlines are shorter than a corpus's sentences."""
    dice = random.Random(5)
    for e in examples:
        if len(e.words) > 12 and dice.random() < 0.6:
            size = dice.randint(4, 11)
            at = dice.randint(0, len(e.words) - size)
            words = e.words[at : at + size]
            text = "".join((" " if w.spaced and n else "") + w.form for n, w in enumerate(words))
            yield Example("chunk", text, words, boundaries=False)


def upper_outputs(network: Network, batch: Batch) -> tuple[Tensor, dict[str, Tensor]]:
    """The states the vector is the mean of, and what trees are made of; nothing is kept for the frozen layers."""
    encoder, mask = network.encoder, batch.mask
    wide = torch.zeros(mask.shape[0], 1, 1, mask.shape[1]).masked_fill(mask[:, None, None, :] == 0, -1e9)
    tree: dict[str, Tensor] = {}
    with torch.no_grad():
        states = encoder.embeddings(input_ids=batch.ids)
        for layer in encoder.encoder.layer[: network.branch]:
            states = first_of(layer(states, wide))
    for number, layer in enumerate(encoder.encoder.layer[network.branch :], start=network.branch + 1):
        states = first_of(layer(states, wide))
        if number == network.tree_branch and bool((batch.targets["heads"] >= 0).any()):
            tree = network.tree(network.drop(word_states(states, batch.first, batch.last)))
    return network.vector(states), tree


def first_of(output: Tensor | tuple[Tensor, ...]) -> Tensor:
    """A layer gives its states alone or first of several, by the library's version."""
    return output[0] if isinstance(output, tuple) else output


def save(network: Network, run: Path, to: Path) -> None:
    """The joined network as a run of its own."""
    to.mkdir(exist_ok=True)
    config = json.loads((run / "config.json").read_text("utf-8"))
    config["network"] |= {"layers": 12, "branch": network.branch, "tree_branch": network.tree_branch}
    (to / "config.json").write_text(json.dumps(config, indent=1), "utf-8")
    (to / "labels.json").write_bytes((run / "labels.json").read_bytes())
    torch.save(network.state_dict(), to / "network.pt")


if __name__ == "__main__":
    sys.exit(main())
