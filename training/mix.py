"""What lower layers add to the sentence vector: `python training/mix.py RUN --to NAME`.

The upper layers give e5's vector back but for what the lower ones lost on the way to words and trees; some of it still
stands in the layers below. Ridge regression, from the means of their states over a sentence to what the network's
vector lacks of e5's. Nothing else changes. Writes a run of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
from pathlib import Path

import torch
from corpora import Example
from export import load_run
from network import Network
from torch import Tensor, nn
from train import HERE, ROOT, corpora_of, e5_vectors, read_config
from vectors import chunks, families
from windows import as_rows, make_batch

from quellenlage.german.subwords import Subwords


def main() -> int:
    """Read sentences, solve, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("run")
    options.add_argument("--to", required=True)
    options.add_argument("--layers", type=int, nargs="+", default=[0, 2, 4, 6, 9], help="0: the embeddings")
    options.add_argument("--like", type=int, default=9000, help="sentences of families (see vectors.py)")
    options.add_argument("--other", type=int, default=4000, help="sentences of the corpora")
    options.add_argument("--ridge", type=float, default=300.0)
    chosen = options.parse_args()
    torch.set_num_threads(1)
    config = read_config([])
    run, to = HERE / "runs" / chosen.run, HERE / "runs" / chosen.to
    network, _, _ = load_run(run)
    encoder = ROOT / config["data"]["encoder"]
    examples, wanted = sentences(config, encoder, chosen.like, chosen.other)
    means = means_of(network, examples, [*chosen.layers, network.encoder.config.num_hidden_layers], encoder)
    add(network, tuple(chosen.layers), means, wanted, chosen.ridge)
    to.mkdir(exist_ok=True)
    settings = json.loads((run / "config.json").read_text("utf-8"))
    settings["network"]["mixed"] = list(chosen.layers)
    (to / "config.json").write_text(json.dumps(settings, indent=1), "utf-8")
    shutil.copy(run / "labels.json", to / "labels.json")
    torch.save(network.state_dict(), to / "network.pt")
    return 0


def sentences(config: dict, encoder: Path, like: int, other: int) -> tuple[list[Example], Tensor]:
    """Sentences and e5's vectors of them [sentences, H]."""
    found = corpora_of(config)
    whole = [*found.labelled, *found.plain]
    kin = [e for family in families([*found.plain, *chunks(whole)]) for e in family]
    some = random.Random(3).sample(range(len(whole)), other)
    of_kin, of_whole = (
        e5_vectors([e.text for e in es], encoder, HERE / "runs" / f"vectors-{len(es)}.pt") for es in (kin, whole)
    )
    return [*kin[:like], *(whole[i] for i in some)], torch.cat([of_kin[:like], of_whole[some]]).float()


@torch.no_grad()
def means_of(network: Network, examples: list[Example], layers: list[int], encoder: Path) -> Tensor:
    """[sentences, layers, H] the mean of each layer's states over a sentence's subwords."""
    rows = as_rows(examples, network.labels, Subwords(encoder / "tokenizer.json"))
    order = sorted(rows, key=lambda r: r.subwords)
    means = torch.zeros(len(examples), len(layers), network.vector.in_features)
    for at in range(0, len(order), 24):
        group = order[at : at + 24]
        batch = make_batch([[row] for row in group])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            encoded = network.encoder(input_ids=batch.ids, attention_mask=batch.mask, output_hidden_states=True)
        inside = (batch.of_subword >= 0).float().unsqueeze(-1)
        for place, layer in enumerate(layers):
            states = encoded.hidden_states[layer].float()
            means[[row.number for row in group], place] = (states * inside).sum(1) / inside.sum(1)
    return means


@torch.no_grad()
def add(network: Network, layers: tuple[int, ...], means: Tensor, wanted: Tensor, ridge: float) -> None:
    """The solution as the weights of `mix`; its constant goes into the vector's own."""
    made = network.vector(means[:, -1])
    lacking = wanted * made.norm(dim=-1, keepdim=True) - made
    read = means[:, :-1].flatten(1)
    mean, spread = read.mean(0), read.std(0) + 1e-3
    features = torch.cat([(read - mean) / spread, torch.ones(len(read), 1)], dim=1)
    solved = torch.linalg.solve(features.T @ features + ridge * torch.eye(features.shape[1]), features.T @ lacking)
    weight = (solved[:-1] / spread.unsqueeze(1)).T.contiguous()
    network.mixed, network.mix = layers, nn.Linear(weight.shape[1], weight.shape[0], bias=False)
    network.mix.weight.copy_(weight)
    network.vector.bias += solved[-1] - weight @ mean


if __name__ == "__main__":
    sys.exit(main())
