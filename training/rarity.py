"""Rare subwords count more in the sentence vector: `python training/rarity.py RUN --to NAME`.

A subword's state is weighted with how seldom it stands in the training sentences: the logarithm of all subwords over
those like it (inverse frequency, as Arora, Liang and Ma 2017 weight word vectors: "A simple but tough-to-beat baseline
for sentence embeddings"). *der* then hardly moves a sentence's direction, *Kläranlage* does. Nothing is trained.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections import Counter
from collections.abc import Mapping

import torch
from export import load_run
from torch import Tensor
from train import HERE, ROOT, corpora_of, read_config

from quellenlage.german.subwords import Subwords


def main() -> int:
    """Count, weight, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("run")
    options.add_argument("--to", required=True)
    chosen = options.parse_args()
    config = read_config([])
    run, to = HERE / "runs" / chosen.run, HERE / "runs" / chosen.to
    network, _, _ = load_run(run)
    found = corpora_of(config)
    subwords = Subwords(ROOT / config["data"]["encoder"] / "tokenizer.json")
    pieces = Counter(
        piece
        for example in (*found.labelled, *found.plain)
        for word in subwords.of_words([w.form for w in example.words], [w.spaced for w in example.words])
        for piece in word
    )
    network.rarity = weights(pieces, network.encoder.config.vocab_size)
    to.mkdir(exist_ok=True)
    settings = json.loads((run / "config.json").read_text("utf-8"))
    settings["network"]["rarity"] = True
    (to / "config.json").write_text(json.dumps(settings, indent=1), "utf-8")
    shutil.copy(run / "labels.json", to / "labels.json")
    torch.save(network.state_dict(), to / "network.pt")
    return 0


def weights(subwords: Mapping[int, int], size: int) -> Tensor:
    """[size] what each subword weighs, from how often it was met: 1 for the average one of running text. One that was
    never met weighs as much as one met once."""
    counts = torch.zeros(size)
    for number, count in subwords.items():
        counts[number] = count
    rarity = torch.log(counts.sum() / counts.clamp(min=1.0))
    return rarity / (rarity * counts).sum() * counts.sum()


if __name__ == "__main__":
    sys.exit(main())
