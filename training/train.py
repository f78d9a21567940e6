"""Train the German model: `python training/train.py NAME [--set train.seed=2 ...]`. Checkpoints go to `runs/NAME`.

A run that was interrupted goes on from its last checkpoint. See README.md for the order of runs that make the shipped
model.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import sys
import time
import tomllib
from dataclasses import asdict
from pathlib import Path

import torch
from corpora import UNKNOWN, Corpora, read_corpora
from losses import losses, opinion_loss
from network import Network, pretrained, spread
from tokenizers import Tokenizer
from torch.nn import functional
from transformers import AutoModel
from windows import Row, as_rows, batches, label_sets

from quellenlage.german.subwords import Subwords

HERE = Path(__file__).parent
ROOT = HERE.parent
TREEBANKS = ("gsd", "pud")


def main() -> int:
    """Train one network."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("name")
    options.add_argument("--set", action="append", default=[], metavar="section.key=value")
    options.add_argument("--opinions", type=Path, help="a teacher's opinions, made by silver.py")
    options.add_argument("--start-from", type=Path, help="a trained network whose layers and heads to start from")
    chosen = options.parse_args()
    config = read_config(chosen.set)
    train(HERE / "runs" / chosen.name, config, opinions=chosen.opinions, start=chosen.start_from)
    return 0


def read_config(changes: list[str]) -> dict:
    """config.toml with the changes of the command line."""
    config = tomllib.loads((HERE / "config.toml").read_text("utf-8"))
    for change in changes:
        key, value = change.split("=", 1)
        section, name = key.split(".")
        config[section][name] = json.loads(value)
    return config


def corpora_of(config: dict) -> Corpora:
    """The training data, kept on disk between runs since reading it takes a minute."""
    kept = HERE / "runs" / f"corpora-{int(config['data']['smartdata'])}.pickle"
    if kept.exists():
        return pickle.loads(kept.read_bytes())  # our own file
    found = read_corpora(
        ROOT / config["data"]["folder"], ROOT / config["data"]["splits"], smartdata=config["data"]["smartdata"]
    )
    kept.parent.mkdir(exist_ok=True)
    kept.write_bytes(pickle.dumps(found))
    return found


def train(folder: Path, config: dict, *, opinions: Path | None, start: Path | None) -> None:
    """All epochs, with checkpoints."""
    folder.mkdir(parents=True, exist_ok=True)
    seed = config["train"]["seed"]
    torch.manual_seed(seed)
    torch.set_num_threads(config["train"]["threads"])
    encoder = ROOT / config["data"]["encoder"]
    found = corpora_of(config)
    labels = label_sets(found.labelled, config["data"]["rare"])
    examples = [*found.labelled, *found.plain, *found.swapped]
    rows = as_rows(examples, labels, Subwords(encoder / "tokenizer.json"))
    own = len(found.labelled) + len(found.plain)
    vectors = torch.cat(
        [
            e5_vectors([e.text for e in part], encoder, HERE / "runs" / f"vectors-{len(part)}.pt")
            for part in (examples[:own], examples[own:])
        ]
    )
    opinion = torch.load(opinions, weights_only=True) if opinions else None
    if opinion is not None:
        none = torch.full((len(examples) - len(opinion["starts"]),), -1)
        opinion["starts"] = torch.cat([opinion["starts"], none])  # of sentences with exchanged names there is none
        add_trees(rows, opinion)
    network = Network(
        pretrained(encoder, config["network"]["layers"]), labels,
        arc=config["network"]["arc"], relation=config["network"]["relation"], dropout=config["network"]["dropout"],
        branch=config["network"].get("branch", 0),
    )  # fmt: skip
    if start is not None:
        begin_from(network, start)
    (folder / "labels.json").write_text(json.dumps(asdict(labels), ensure_ascii=False, indent=1), "utf-8")
    (folder / "config.json").write_text(json.dumps(config, indent=1), "utf-8")
    body = [p for n, p in network.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": body, "lr": config["train"]["encoder_rate"]},
            {"params": heads, "lr": config["train"]["head_rate"]},
        ],
        weight_decay=0.01,
    )
    epochs = config["train"]["epochs"]
    sources = config["train"]["sources"]
    labelled = [r for r in rows if r.number < len(found.labelled) and examples[r.number].source in sources]
    plain = [r for r in rows if len(found.labelled) <= r.number < own]
    pools = [("plain", plain), ("swapped", [r for r in rows if r.number >= own])]
    steps = epochs * sum(1 for _ in epoch_batches(labelled, pools, config, 0))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: rate(s / steps, config["train"]["warmup"]))
    at, step = resume(folder, network, optimizer, schedule)
    weights = config["weights"]
    began, saved, seen = time.time(), time.time(), 0
    network.train()
    for epoch in range(at, epochs):
        sums: dict[str, float] = {}
        for n, batch in enumerate(epoch_batches(labelled, pools, config, epoch)):
            wanted = vectors[batch.numbers].float()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out = network(batch.ids, batch.mask, batch.first, batch.last)
            parts = losses(out, batch, labels, wanted)
            if opinion is not None:
                from_teacher = opinion_loss(out, opinion_of(opinion, batch), labels)
                parts = {
                    k: parts.get(k, 0.0) * 0.5 + from_teacher[k] if k in from_teacher else v
                    for k, v in {**from_teacher, **parts}.items()
                }
            loss = sum(weights.get(k, 0.5) * v for k, v in parts.items())
            loss.backward()
            torch.nn.utils.clip_grad_norm_(body + heads, 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            seen += int(batch.mask.sum())
            for k, v in parts.items():
                sums[k] = 0.98 * sums.get(k, float(v.detach())) + 0.02 * float(v.detach())
            if n % 50 == 0:
                said = " ".join(f"{k} {v:.3f}" for k, v in sums.items())
                speed = seen / (time.time() - began)
                print(f"epoch {epoch + 1}/{epochs} step {step}/{steps} {speed:.0f} subwords/s {said}", flush=True)
        if time.time() - saved > 60 * config["train"]["checkpoint_minutes"] or epoch == epochs - 1:
            save(folder, network, optimizer, schedule, epoch + 1, step)
            saved = time.time()
    torch.save(network.state_dict(), folder / "network.pt")
    print(f"done in {(time.time() - began) / 60:.1f} min", flush=True)


def epoch_batches(labelled: list[Row], pools: list[tuple[str, list[Row]]], config: dict, epoch: int):
    """The batches of one epoch: every labelled row, treebanks as often as `train.treebanks` says, some of each pool."""
    dice = random.Random(1000 * config["train"]["seed"] + epoch)
    sampled = ("traffic", "moods")
    some = [r for r in labelled if r.source not in sampled]
    some += [r for r in some if r.source in TREEBANKS] * (config["train"]["treebanks"] - 1)
    for name, pool in [*pools, *((s, [r for r in labelled if r.source == s]) for s in sampled)]:
        some += dice.sample(pool, min(config["train"][name], len(pool)))
    return batches(some, dice, window=config["windows"]["subwords"], size=config["windows"]["batch"])


def rate(share: float, warmup: float) -> float:
    """Linear warm-up, then linear decay."""
    return share / warmup if share < warmup else max(0.0, (1 - share) / (1 - warmup))


def opinion_of(opinion: dict, batch) -> dict[str, torch.Tensor]:
    """The teacher's probabilities on the words of the batch; zero where it has none."""
    count, width = batch.first.shape
    found = {k: torch.zeros(count, width, opinion[k].shape[-1]) for k in ("tags", "entities")}
    for b, window in enumerate(batch.rows):
        at = 0
        for row in window:
            start = int(opinion["starts"][row.number])
            if start < 0:
                at += len(row.ids)
                continue
            n = min(len(row.ids), width - at, int((batch.sentence[b, at:] >= 0).sum()))
            for k, v in found.items():
                v[b, at : at + n] = opinion[k][start : start + n].float()
            at += len(row.ids)
    return found


def add_trees(rows: list[Row], opinion: dict) -> None:
    """The teacher's trees for rows that have none."""
    for row in rows:
        start = int(opinion["starts"][row.number])
        if start >= 0 and (row.heads == UNKNOWN).all():
            row.heads = opinion["heads"][start : start + len(row.ids)].long().numpy()
            row.relations = opinion["relations"][start : start + len(row.ids)].long().numpy()


@torch.no_grad()
def e5_vectors(texts: list[str], encoder: Path, kept: Path) -> torch.Tensor:
    """What e5 says of each text alone, with its prefix `query: `: [texts, 384] normalised float16."""
    if kept.exists():
        return torch.load(kept, weights_only=True)
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    model = AutoModel.from_pretrained(encoder, add_pooling_layer=False, dtype=torch.float32).eval()
    ids = [e.ids[:510] for e in tokenizer.encode_batch([f"query: {t}" for t in texts])]
    found = torch.zeros(len(texts), model.config.hidden_size, dtype=torch.float16)
    order = sorted(range(len(texts)), key=lambda i: len(ids[i]))
    for at in range(0, len(order), 64):
        group = order[at : at + 64]
        width = max(len(ids[i]) for i in group)
        batch = torch.tensor([ids[i] + [1] * (width - len(ids[i])) for i in group])
        mask = (batch != 1).long()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = model(input_ids=batch, attention_mask=mask).last_hidden_state.float()
        means = (states * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True)
        found[group] = functional.normalize(means, dim=-1).half()
    torch.save(found, kept)
    return found


def begin_from(network: Network, folder: Path) -> None:
    """Heads and layers of a trained network; of its layers those that ours are spread over."""
    state = torch.load(folder / "network.pt", weights_only=True)
    have = 1 + max(int(k.split(".")[3]) for k in state if k.startswith("encoder.encoder.layer."))
    want = len(network.encoder.encoder.layer)
    place = {old: new for new, old in enumerate(spread(want, have))} if want != have else {i: i for i in range(have)}
    moved = {}
    for key, value in state.items():
        if key.startswith("encoder.encoder.layer."):
            parts = key.split(".")
            if int(parts[3]) not in place:
                continue
            parts[3] = str(place[int(parts[3])])
            key = ".".join(parts)
        moved[key] = value
    own = network.state_dict()
    network.load_state_dict({k: v for k, v in moved.items() if k in own and own[k].shape == v.shape}, strict=False)


def save(folder: Path, network: Network, optimizer, schedule, epoch: int, step: int) -> None:
    """A checkpoint, written whole or not at all."""
    state = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
        "epoch": epoch,
        "step": step,
    }
    torch.save(state, folder / "checkpoint.tmp")
    (folder / "checkpoint.tmp").replace(folder / "checkpoint.pt")


def resume(folder: Path, network: Network, optimizer, schedule) -> tuple[int, int]:
    """Epoch and step to go on from."""
    if not (folder / "checkpoint.pt").exists():
        return 0, 0
    state = torch.load(folder / "checkpoint.pt", weights_only=True)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    return state["epoch"], state["step"]


if __name__ == "__main__":
    sys.exit(main())
