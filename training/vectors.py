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
from pathlib import Path

import torch
from export import load_run
from losses import vector_loss
from network import Network, pretrained
from torch import Tensor, nn
from train import HERE, ROOT, corpora_of, e5_vectors, rate, read_config
from windows import as_rows, batches

from quellenlage.german.subwords import Subwords


def main() -> int:
    """Train the upper layers."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("run")
    options.add_argument("--minutes", type=float, default=20.0)
    options.add_argument("--rate", type=float, default=1e-4)
    options.add_argument("--start-from", help="another run's upper layers to begin with")
    options.add_argument("--set", action="append", default=[], metavar="section.key=value")
    chosen = options.parse_args()
    torch.manual_seed(7)
    torch.set_num_threads(1)
    config = read_config(chosen.set)
    network = joined(HERE / "runs" / chosen.run, ROOT / config["data"]["encoder"])
    if chosen.start_from:
        take_upper(network, HERE / "runs" / chosen.start_from / "network.pt")
    teach(network, config, chosen.minutes, chosen.rate)
    save(network, HERE / "runs" / chosen.run, HERE / "runs" / f"{chosen.run}-vectors")
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


def teach(network: Network, config: dict, minutes: float, peak: float) -> None:
    """Batches of random windows until the time is over; the rate falls with the time."""
    encoder = ROOT / config["data"]["encoder"]
    found = corpora_of(config)
    examples = [*found.labelled, *found.plain]
    rows = as_rows(examples, network.labels, Subwords(encoder / "tokenizer.json"))
    wanted = e5_vectors([e.text for e in examples], encoder, HERE / "runs" / f"vectors-{len(examples)}.pt")
    network.requires_grad_(False)
    upper = [*network.encoder.encoder.layer[network.branch :].parameters(), *network.vector.parameters()]
    for p in upper:
        p.requires_grad_(True)
    optimizer = torch.optim.AdamW(upper, lr=peak, weight_decay=0.0)
    began, step, kept = time.time(), 0, 0.0
    while True:
        for batch in batches(rows, random.Random(step), window=config["windows"]["subwords"], size=700):
            share = (time.time() - began) / (60 * minutes)
            if share >= 1:
                return
            for group in optimizer.param_groups:
                group["lr"] = peak * rate(share, 0.05)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                states = top_states(network, batch.ids, batch.mask)
            loss = vector_loss(states, batch, wanted[batch.numbers].float())
            loss.backward()
            torch.nn.utils.clip_grad_norm_(upper, 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            kept = 0.98 * kept + 0.02 * float(loss.detach()) if step else float(loss.detach())
            if step % 50 == 0:
                print(f"step {step} {100 * share:.0f} % loss {kept:.4f}", flush=True)
            step += 1


def top_states(network: Network, ids: Tensor, mask: Tensor) -> Tensor:
    """The states the vector is the mean of; nothing is kept for the frozen layers."""
    encoder = network.encoder
    wide = torch.zeros(mask.shape[0], 1, 1, mask.shape[1]).masked_fill(mask[:, None, None, :] == 0, -1e9)
    with torch.no_grad():
        states = encoder.embeddings(input_ids=ids)
        for layer in encoder.encoder.layer[: network.branch]:
            states = first_of(layer(states, wide))
    for layer in encoder.encoder.layer[network.branch :]:
        states = first_of(layer(states, wide))
    return network.vector(states)


def first_of(output: Tensor | tuple[Tensor, ...]) -> Tensor:
    """A layer gives its states alone or first of several, by the library's version."""
    return output[0] if isinstance(output, tuple) else output


def save(network: Network, run: Path, to: Path) -> None:
    """The joined network as a run of its own."""
    to.mkdir(exist_ok=True)
    config = json.loads((run / "config.json").read_text("utf-8"))
    config["network"] |= {"layers": 12, "branch": network.branch}
    (to / "config.json").write_text(json.dumps(config, indent=1), "utf-8")
    (to / "labels.json").write_bytes((run / "labels.json").read_bytes())
    torch.save(network.state_dict(), to / "network.pt")


if __name__ == "__main__":
    sys.exit(main())
