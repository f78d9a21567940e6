"""Cut the published encoder down to the vocabulary of German news: `python training/cut_encoder.py FULL --to FOLDER`.

FULL is a folder with `config.json`, `tokenizer.json` and `model.safetensors` of `intfloat/multilingual-e5-small`. What
is kept are the pieces of our own `tokenizer.json`: every piece that 17.7 M subwords of German news use, all single
Latin, Greek and Cyrillic letters, and the likeliest other Latin pieces, 44,000 of 250,002.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

ROOT = Path(__file__).parents[1]
EMBEDDINGS = "embeddings.word_embeddings.weight"


def main() -> int:
    """Cut and write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("full", type=Path)
    options.add_argument("--to", type=Path, required=True)
    options.add_argument(
        "--tokenizer", type=Path, default=ROOT / "src" / "quellenlage" / "german" / "model" / "tokenizer.json"
    )
    chosen = options.parse_args()
    ours = Tokenizer.from_file(str(chosen.tokenizer)).get_vocab()
    rows = rows_of(ours, Tokenizer.from_file(str(chosen.full / "tokenizer.json")).get_vocab())
    weights = {k.removeprefix("bert."): v for k, v in load_file(chosen.full / "model.safetensors").items()}
    # the pooling layer and the position numbers are not used
    weights = {
        k: v.half().contiguous() for k, v in weights.items() if not k.startswith("pooler") and v.is_floating_point()
    }
    weights[EMBEDDINGS] = weights[EMBEDDINGS][rows].contiguous()
    chosen.to.mkdir(parents=True, exist_ok=True)
    save_file(weights, chosen.to / "model.safetensors", metadata={"format": "pt"})
    config = json.loads((chosen.full / "config.json").read_text("utf-8")) | {"vocab_size": len(rows), "pad_token_id": 1}
    (chosen.to / "config.json").write_text(json.dumps(config, indent=1) + "\n", "utf-8")
    shutil.copy(chosen.tokenizer, chosen.to / "tokenizer.json")
    print(f"{chosen.to}: {len(rows)} pieces")
    return 0


def rows_of(ours: Mapping[str, int], theirs: Mapping[str, int]) -> Sequence[int]:
    """For each of our ids the id that the same piece has there. Raises KeyError for a piece that is not there."""
    return [theirs[piece] for piece, _ in sorted(ours.items(), key=lambda x: x[1])]


if __name__ == "__main__":
    sys.exit(main())
