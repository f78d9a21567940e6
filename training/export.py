"""Write a trained network as the files that ship: `python training/export.py RUN [--to FOLDER] [--float]`.

int8 for the matrices (one scale a column), 4 bits for the word embeddings, float32 for the rest and for the matrices
in `EXACT`. The graph has no decoding in it: `german/inference.py` reads its outputs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path

import onnx
import torch
from network import Labels, Network, pretrained
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import Tensor, nn

HERE = Path(__file__).parent
ROOT = HERE.parent
EXACT = (
    "/network/vector/MatMul",
    "/network/mix/MatMul",
    "/network/encoder/encoder/layer.4/output/dense/MatMul",
)
"""Matrices left in float32. What enters these holds a few numbers hundreds of times greater than the rest, so one scale
for all rounds the rest away: the first and the last cost most of what int8 costs (docs/decisions/010)."""
OUTPUTS = ("boundary", "tags", "entities", "arc_dep", "arc_head", "rel_dep", "rel_head", "vectors", "roles")


def main() -> int:
    """Export one run."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("run")
    options.add_argument("--to", type=Path, default=ROOT / "src" / "quellenlage" / "german" / "model")
    options.add_argument("--float", action="store_true", help="leave the weights as they are")
    chosen = options.parse_args()
    run = HERE / "runs" / chosen.run
    network, labels, config = load_run(run)
    chosen.to.mkdir(parents=True, exist_ok=True)
    export(network, chosen.to / "model.onnx", quantised=not chosen.float)
    (chosen.to / "tokenizer.json").write_bytes((ROOT / config["data"]["encoder"] / "tokenizer.json").read_bytes())
    hashes = {n: hashlib.sha256((chosen.to / n).read_bytes()).hexdigest() for n in ("model.onnx", "tokenizer.json")}
    (chosen.to / "labels.json").write_text(labels_file(labels, hashes), "utf-8")
    size = sum(f.stat().st_size for f in chosen.to.iterdir())
    print(f"{chosen.to}: {size / 1e6:.1f} MB")
    return 0


def load_run(run: Path) -> tuple[Network, Labels, dict]:
    """The network of a finished run, or of its last checkpoint."""
    config = json.loads((run / "config.json").read_text("utf-8"))
    raw = json.loads((run / "labels.json").read_text("utf-8"))
    labels = Labels(
        tuple((n, tuple(v)) for n, v in raw["tags"]),
        *(tuple(raw.get(k, ())) for k in ("lemma_scripts", "relations", "entities", "other_entities", "roles")),
    )
    net = config["network"]
    encoder = pretrained(ROOT / config["data"]["encoder"], net["layers"])
    network = Network(
        encoder,
        labels,
        arc=net["arc"],
        relation=net["relation"],
        dropout=net["dropout"],
        branch=net.get("branch", 0),
        tree_branch=net.get("tree_branch", 0),
        mixed=net.get("mixed", ()),
        rarity=net.get("rarity", False),
    )
    if (run / "network.pt").exists():
        network.load_state_dict(torch.load(run / "network.pt", weights_only=True))
    else:
        network.load_state_dict(torch.load(run / "checkpoint.pt", weights_only=True)["network"])
    return network.eval(), labels, config


class Exported(nn.Module):
    """The network with its outputs in order. The head for lemmas stays behind: a word list does better."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """Outputs in the order of `OUTPUTS`."""
        out = self.network(ids, mask, first, last)
        return tuple(out[name] for name in OUTPUTS)


def export(network: Network, path: Path, *, quantised: bool) -> None:
    """Trace, fuse, quantise, write."""
    network.other = None
    if quantised:
        words = network.encoder.embeddings
        words.word_embeddings = Int4Rows(words.word_embeddings.weight)
    ids = torch.randint(5, 1000, (2, 12))
    first = torch.tensor([[1, 2, 3], [1, 4, 5]])
    sizes = {"ids": {0: "B", 1: "L"}, "mask": {0: "B", 1: "L"}, "first": {0: "B", 1: "W"}, "last": {0: "B", 1: "W"}}
    sizes |= {name: {0: "B", 1: "L" if name == "vectors" else "W"} for name in OUTPUTS}
    network.encoder.config._attn_implementation = "eager"
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "float.onnx"
        torch.onnx.export(
            Exported(network), (ids, torch.ones_like(ids), first, first), plain,
            input_names=["ids", "mask", "first", "last"], output_names=list(OUTPUTS),
            dynamic_axes=sizes, opset_version=17, dynamo=False,
        )  # fmt: skip
        fused = Path(folder) / "fused.onnx"
        fuse(plain, fused, heads=network.encoder.config.num_attention_heads, hidden=network.encoder.config.hidden_size)
        if quantised:
            quantize_dynamic(
                fused,
                path,
                weight_type=QuantType.QInt8,
                per_channel=True,
                op_types_to_quantize=["MatMul", "Attention"],
                nodes_to_exclude=list(EXACT),
                extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
            )
        else:
            shutil.copy(fused, path)
    onnx.checker.check_model(str(path))


class Int4Rows(nn.Module):
    """Word embeddings in 4 bits, one scale for 32 numbers of a row, two numbers a byte.

    The encoder's own weights come from that very form and are not trained, so nothing is lost (`nearest` says how much
    where they do not).
    """

    GROUP = 32

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        rows, width = weight.shape
        groups = weight.detach().float().reshape(rows, width // self.GROUP, self.GROUP)
        steps, scale = nearest(groups)
        shifted = (steps + 8).reshape(rows, width).to(torch.uint8)
        self.register_buffer("pairs", shifted[:, : width // 2] + shifted[:, width // 2 :] * 16)
        self.register_buffer("scale", scale.half())

    def forward(self, ids: Tensor) -> Tensor:
        """The rows of `ids`."""
        pairs = self.pairs[ids].float()
        high = torch.floor(pairs / 16)
        steps = torch.cat([pairs - 16 * high, high], dim=-1) - 8
        scale = self.scale[ids].float().unsqueeze(-1)
        # whole sizes, not -1: the fusion of attention has to know the width
        count, length = ids.shape
        width = steps.shape[-1]
        return (steps.reshape(count, length, width // self.GROUP, self.GROUP) * scale).reshape(count, length, width)


def nearest(groups: Tensor) -> tuple[Tensor, Tensor]:
    """Steps from -8 to 7 and a scale [rows, groups] for groups of numbers [rows, groups, size]: the scale among those
    that bring the greatest number to a whole step which loses least. A scale may be negative: the greatest number is
    always the step -8 where 4-bit weights are made that way (ggml's q4_0)."""
    peak = -torch.gather(groups, -1, groups.abs().argmax(-1, keepdim=True)).squeeze(-1)
    best_steps, best_scale = torch.zeros_like(groups), torch.zeros_like(peak)
    best_loss = torch.full_like(peak, torch.inf)
    for most in (8, 7, 6, 5, 4):
        scale = torch.where(peak == 0, 1.0, peak / most)
        steps = torch.round(groups / scale.unsqueeze(-1)).clamp(-8, 7)
        loss = (steps * scale.unsqueeze(-1) - groups).square().sum(-1)
        better = loss < best_loss
        best_loss = torch.where(better, loss, best_loss)
        best_scale = torch.where(better, scale, best_scale)
        best_steps = torch.where(better.unsqueeze(-1), steps, best_steps)
    return best_steps, best_scale


def fuse(source: Path, to: Path, *, heads: int, hidden: int) -> None:
    """Attention, GELU and layer norms as single operators."""
    choice = FusionOptions("bert")
    choice.enable_embed_layer_norm = False
    # the fused sum and norm is not vectorised: 215 us for 130 subwords against 40 for the two apart
    choice.enable_skip_layer_norm = False
    choice.enable_bias_skip_layer_norm = False
    model = optimizer.optimize_model(
        str(source), "bert", num_heads=heads, hidden_size=hidden, optimization_options=choice, opt_level=0
    )
    print("fused:", {k: v for k, v in model.get_fused_operator_statistics().items() if v})
    model.save_model_to_file(str(to))


def labels_file(labels: Labels, hashes: dict[str, str]) -> str:
    """What the outputs mean."""
    starts = labels.tag_starts
    content = {
        "name": "quellenlage_de",
        "version": "1",
        "sha256": hashes,
        "max_subwords": 192,
        "tags": [{"name": n, "labels": list(v), "start": starts[i]} for i, (n, v) in enumerate(labels.tags)],
        "relations": list(labels.relations),
        "entities": list(labels.entities),
        "roles": list(labels.roles),
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    sys.exit(main())
