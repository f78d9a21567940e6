"""The held-out parts of GermEval 2014 and UD GSD, drawn once: never trained on, and the only part scores come from.

    python benchmarks/splits/draw.py          draw them again and compare with the files (they must not change)
    python benchmarks/splits/draw.py --write  write the files

Neighbouring rows often come from one page, so whole blocks of neighbours are held out, never single rows. Of GSD only
the news half is drawn from (sentences 501 onward of the dev part, 301 onward of the test part); its reviews are
for training alone.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
DATA = HERE.parents[2] / "shared" / "data"
SEED = 20_141_122
GERMEVAL_BLOCK, GERMEVAL_SHARE = 20, 5
GSD_BLOCK, GSD_HELD_OUT = 10, 26


def main() -> int:
    """Draw, then write or compare."""
    if not DATA.is_dir():
        print("needs ../shared (the corpora), which is not here: nothing drawn")
        return 0
    drawn = {"germeval2014_held_out.txt": germeval(), "gsd_held_out.txt": gsd()}
    faults = 0
    for name, ids in drawn.items():
        text = "".join(f"{i}\n" for i in ids)
        if "--write" in sys.argv[1:]:
            (HERE / name).write_text(text, "utf-8")
        elif (HERE / name).read_text("utf-8") != text:
            print(f"{name}: differs from what the seed gives", file=sys.stderr)
            faults += 1
        print(f"{name}: {len(ids)} ids")
    return 1 if faults else 0


def germeval() -> list[str]:
    """A fifth of the rows: ids in file order."""
    with gzip.open(DATA / "germeval2014" / "train.jsonl.gz", "rt", encoding="utf-8") as rows:
        ids = [json.loads(row)["id"] for row in rows]
    blocks = in_blocks(ids, GERMEVAL_BLOCK)
    return chosen(blocks, len(blocks) // GERMEVAL_SHARE)


def gsd() -> list[str]:
    """A quarter of the news sentences: ids in file order."""
    news = []
    for part, first in (("dev", 501), ("test", 301)):
        with gzip.open(DATA / "ud_german" / f"de_gsd-ud-{part}.conllu.gz", "rt", encoding="utf-8") as lines:
            ids = re.findall(r"^# sent_id = (\S+)", lines.read(), re.MULTILINE)
        news.append([i for i in ids if int(i.rsplit("s", 1)[1]) >= first])
    return chosen([b for part in news for b in in_blocks(part, GSD_BLOCK)], GSD_HELD_OUT)


def in_blocks(ids: Sequence[str], size: int) -> list[Sequence[str]]:
    """Neighbours together; the last block may be shorter."""
    return [ids[at : at + size] for at in range(0, len(ids), size)]


def chosen(blocks: Sequence[Sequence[str]], count: int) -> list[str]:
    """`count` blocks by the seed, in file order."""
    numbers = sorted(random.Random(SEED).sample(range(len(blocks)), count))
    return [i for n in numbers for i in blocks[n]]


if __name__ == "__main__":
    sys.exit(main())
