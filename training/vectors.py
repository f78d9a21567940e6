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
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

import torch
from corpora import Example, Word
from export import load_run
from losses import tree_loss, vector_loss
from network import Network, pretrained, word_states
from torch import Tensor, nn
from train import HERE, ROOT, corpora_of, e5_vectors, rate, read_config
from windows import Batch, Row, as_rows, batches, make_batch

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
    kin = families([*found.plain, *parts])
    subwords = Subwords(encoder / "tokenizer.json")
    every = [whole, parts, [e for family in kin for e in family]]
    rows = as_rows([e for part in every for e in part], network.labels, subwords)
    kept = HERE / "runs"
    wanted = torch.cat([e5_vectors([e.text for e in es], encoder, kept / f"vectors-{len(es)}.pt") for es in every])
    alone = len(whole) + len(parts)
    related = grouped([r for r in rows if r.number >= alone], kin, alone)
    rows = [r for r in rows if r.number < alone]
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
    for step, batch in enumerate(islice(endless(rows, related, treebank, config, seed), steps)):
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


def endless(rows: list[Row], related: list[list[Row]], treebank: list[Row], config: dict, seed: int) -> Iterator[Batch]:
    """Epoch after epoch, by turns: windows of sentences, families of like sentences, a treebank's if there is one."""

    def over(some: list[Row]) -> Iterator[Batch]:
        for epoch in count():
            yield from batches(some, random.Random(1000 * seed + epoch), window=config["windows"]["subwords"], size=700)

    def over_families() -> Iterator[Batch]:
        for epoch in count():
            yield from family_batches(related, random.Random(1000 * seed + epoch), size=700)

    kinds = [over(rows), over_families(), *([over(treebank)] if treebank else [])]
    while True:
        for kind in kinds:
            yield next(kind)


def grouped(rows: list[Row], kin: list[list[Example]], first: int) -> list[list[Row]]:
    """The rows of each family; `first` is the number of the first one's first."""
    by_number = {r.number: r for r in rows}
    at, found = first, []
    for family in kin:
        numbers = range(at, at + len(family))
        at += len(family)
        found.append([by_number[n] for n in numbers if n in by_number])
    return found


def family_batches(related: list[list[Row]], dice: random.Random, *, size: int) -> Iterator[Batch]:
    """Families once, in random order, each sentence a window of its own: how like they are is learnt within a batch."""
    order = sorted(related, key=lambda f: max(r.subwords for r in f) + dice.random() * 8)
    groups: list[list[list[Row]]] = []
    for family in order:
        longest = max(r.subwords for r in family) + 10
        if groups and (sum(map(len, groups[-1])) + len(family)) * longest <= size:
            groups[-1].append(family)
        else:
            groups.append([family])
    dice.shuffle(groups)
    for group in groups:
        yield make_batch([[row] for family in group for row in family])


def families(examples: list[Example], most: int = 9000) -> list[list[Example]]:
    """Sentences and stretches with variants: words left out, exchanged, denied, parts turned round.

    Random sentences have little in common, so they do not teach which small differences count; e5 says how like each
    variant still is.
    """
    dice = random.Random(6)
    some = [e for e in examples if 5 <= len(e.words) <= 20]
    pools: dict[tuple[bool, str], list[str]] = {}
    for e in some:
        for w in e.words[1:]:
            if len(w.form) > 3 and w.form.isalpha():
                pools.setdefault((w.form[0].isupper(), w.form[-2:]), []).append(w.form)
    found = []
    for e in dice.sample(some, min(most, len(some))):
        variants = [e]
        for change in dice.sample((left_out, exchanged, exchanged, denied, turned), 2):
            words = change(list(e.words), pools, dice)
            text = "".join((" " if w.spaced and n else "") + w.form for n, w in enumerate(words))
            variants.append(Example("variant", text, tuple(words), boundaries=False))
        found.append(variants)
    return found


Pools = dict[tuple[bool, str], list[str]]


def left_out(words: list[Word], _: Pools, dice: random.Random) -> list[Word]:
    """One to three words less."""
    size = dice.randint(1, min(3, len(words) - 3))
    at = dice.randint(0, len(words) - size)
    return words[:at] + words[at + size :]


def exchanged(words: list[Word], pools: Pools, dice: random.Random) -> list[Word]:
    """One or two words for others with the same ending."""
    places = [n for n, w in enumerate(words) if n and len(w.form) > 3 and w.form.isalpha()]
    for n in dice.sample(places, min(len(places), dice.randint(1, 2))):
        pool = pools.get((words[n].form[0].isupper(), words[n].form[-2:]))
        if pool:
            words[n] = replace(words[n], form=dice.choice(pool))
    return words


def denied(words: list[Word], _: Pools, dice: random.Random) -> list[Word]:
    """*nicht* or *kein* put in."""
    at = dice.randint(1, len(words) - 1)
    return [*words[:at], Word(dice.choice(("nicht", "kein", "nie")), spaced=True), *words[at:]]


def turned(words: list[Word], _: Pools, dice: random.Random) -> list[Word]:
    """The second part before the first."""
    at = dice.randint(2, len(words) - 2)
    return [*words[at:], replace(words[0], spaced=True), *words[1:at]]


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
