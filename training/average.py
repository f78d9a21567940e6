"""The mean of the weights of runs that began from the same one: `python training/average.py RUN RUN... --to NAME`.

Runs that differ by their seed alone end in one basin, and their mean is better than each (Wortsman et al. 2022).
"""

from __future__ import annotations

import argparse
import shutil
import sys

import torch
from train import HERE


def main() -> int:
    """Average and write as a run of its own."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("runs", nargs="+")
    options.add_argument("--to", required=True)
    chosen = options.parse_args()
    folders = [HERE / "runs" / name for name in chosen.runs]
    states = [torch.load(folder / "network.pt", weights_only=True) for folder in folders]
    to = HERE / "runs" / chosen.to
    to.mkdir(exist_ok=True)
    torch.save({k: torch.stack([s[k].float() for s in states]).mean(0) for k in states[0]}, to / "network.pt")
    for name in ("config.json", "labels.json"):
        shutil.copy(folders[0] / name, to / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
