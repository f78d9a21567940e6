"""Teach a finished network what a speech event is: `python training/roles.py RUN --to NAME`.

The network stays as it is; a small head on the states of two of its layers learns which words are cues, sources and
messages (SpkAtt-2023). Writes the network with that head as a run of its own.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from dataclasses import asdict, replace

import torch
from corpora import ROLES, UNKNOWN
from export import load_run
from network import BIO, ROLE_LAYERS, Network, roles_head, word_states
from torch import Tensor
from torch.nn import functional
from train import HERE, ROOT, corpora_of, read_config
from windows import Row, as_rows, make_batch

from quellenlage.german.subwords import Subwords

WORDS = 1024
"""Words in a step."""
WINDOW = 190
"""Subwords in a window at most, as in the exported `max_subwords`."""
LEAN = 0.5
"""Taken from the score of "outside" in the end."""


def main() -> int:
    """Read the states once, train the head on them, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("run")
    options.add_argument("--to", required=True)
    options.add_argument("--epochs", type=int, default=12)
    options.add_argument("--rate", type=float, default=1e-3)
    options.add_argument("--seed", type=int, default=3)
    chosen = options.parse_args()
    torch.manual_seed(chosen.seed)
    torch.set_num_threads(1)
    config = read_config([])
    network, labels, _ = load_run(HERE / "runs" / chosen.run)
    labels = replace(labels, roles=tuple(ROLES))
    examples = [e for e in corpora_of(config).plain if e.words and e.words[0].roles is not None]
    rows = as_rows(examples, labels, Subwords(ROOT / config["data"]["encoder"] / "tokenizer.json"))
    states, wanted = states_of(network, rows)
    network.roles = taught(states, wanted, len(labels.roles), epochs=chosen.epochs, peak=chosen.rate)
    to = HERE / "runs" / chosen.to
    to.mkdir(exist_ok=True)
    shutil.copy(HERE / "runs" / chosen.run / "config.json", to / "config.json")
    (to / "labels.json").write_text(json.dumps(asdict(labels), ensure_ascii=False, indent=1), "utf-8")
    torch.save(network.state_dict(), to / "network.pt")
    return 0


@torch.no_grad()
def states_of(network: Network, rows: list[Row]) -> tuple[Tensor, Tensor]:
    """[words, states of `ROLE_LAYERS`] float16 and [words, roles] labels."""
    states, wanted = [], []
    order = sorted(windows_of(rows), key=lambda window: sum(r.subwords for r in window))
    for at in range(0, len(order), 8):
        batch = make_batch(order[at : at + 8])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            encoded = network.encoder(input_ids=batch.ids, attention_mask=batch.mask, output_hidden_states=True)
        read = [word_states(encoded.hidden_states[i], batch.first, batch.last) for i in ROLE_LAYERS]
        known = batch.sentence >= 0
        states.append(torch.cat(read, dim=-1)[known].half())
        wanted.append(batch.targets["roles"][known])
    return torch.cat(states), torch.cat(wanted)


def windows_of(rows: list[Row]) -> list[list[Row]]:
    """Sentences that follow each other, as many as the product reads at once."""
    windows: list[list[Row]] = [[]]
    for row in rows:
        if windows[-1] and sum(r.subwords for r in windows[-1]) + row.subwords > WINDOW:
            windows.append([])
        windows[-1].append(row)
    return windows


def taught(states: Tensor, wanted: Tensor, roles: int, *, epochs: int, peak: float) -> torch.nn.Sequential:
    """The head, trained on words in random order; the rate falls with each epoch."""
    head = roles_head(states.shape[1] // len(ROLE_LAYERS), roles)
    head[0].mean.copy_(states.float().mean(0))
    head[0].spread.copy_(states.float().std(0) + 1e-2)
    optimizer = torch.optim.AdamW(head.parameters(), lr=peak, weight_decay=0.05)
    for epoch in range(epochs):
        for group in optimizer.param_groups:
            group["lr"] = peak * (1 - epoch / epochs)
        order, total = torch.randperm(len(states)), 0.0
        for at in range(0, len(states), WORDS):
            some = order[at : at + WORDS]
            out = head(states[some].float()).unflatten(-1, (roles, len(BIO)))
            loss = functional.cross_entropy(out.flatten(0, 1), wanted[some].flatten(), ignore_index=UNKNOWN)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += float(loss.detach()) * len(some)
        print(f"epoch {epoch + 1}/{epochs} loss {total / len(states):.4f}", flush=True)
    with torch.no_grad():
        # most words are outside: without this it marks fewer than there are
        head[-1].bias.view(roles, len(BIO))[:, 0] -= LEAN
    return head.eval()


if __name__ == "__main__":
    sys.exit(main())
