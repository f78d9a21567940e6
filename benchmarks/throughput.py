"""Speed and memory of `add` and `analyse` on real articles, in a process of its own, against a peer in the same run.

    python benchmarks/throughput.py [FILE.parquet] [--limit N]

Default input: the sample of 2,000 articles beside the checkout (`../shared`); without it one line says so. The peer is
spaCy's own blank German pipeline with its rule sentencizer over the same texts in one thread: the least that any tool
built on it must do. Machines differ and this one may be busy, so the ratio is what to compare.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.parquet
import spacy

SAMPLE = Path(__file__).resolve().parents[2] / "shared" / "data" / "fang_covid" / "sample2000.parquet"


def main() -> int:
    """Run and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", nargs="?", type=Path, default=SAMPLE)
    options.add_argument("--limit", type=int, default=0, help="only the first N articles")
    chosen = options.parse_args()
    if not chosen.file.exists():
        print(f"{chosen.file.name}: not here, give a Parquet file of articles: nothing measured")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        source = limited(chosen.file, chosen.limit, work) if chosen.limit else chosen.file
        texts = [t for t in pyarrow.parquet.read_table(source, columns=["article"])["article"].to_pylist() if t]
        words = sum(len(t.split()) for t in texts)
        peer = peer_seconds(texts)
        corpus = work / "corpus.db"
        rows = {
            "add": step("add", str(source), "--corpus", str(corpus)),
            "analyse": step("analyse", "--corpus", str(corpus)),
        }
        size = corpus.stat().st_size / 1e6
    print(f"{len(texts)} articles, {words} words; corpus file {size:.0f} MB")
    print(f"peer (spaCy blank de + sentencizer): {peer:.1f} s, {words / peer:.0f} words/s")
    for name, (seconds, megabytes) in rows.items():
        print(
            f"{name:8} {seconds:7.1f} s  {len(texts) / seconds:7.1f} articles/s  {words / seconds:9.0f} words/s  "
            f"{peer / seconds:5.2f} of the peer's speed  peak memory {megabytes:.0f} MB"
        )
    print(json.dumps({name: {"seconds": round(s, 2), "peak_mb": round(m)} for name, (s, m) in rows.items()}))
    return 0


def limited(file: Path, limit: int, work: Path) -> Path:
    """The first `limit` rows of `file`, in a file of their own."""
    part = work / "part.parquet"
    pyarrow.parquet.write_table(pyarrow.parquet.read_table(file).slice(0, limit), part)
    return part


def peer_seconds(texts: list[str]) -> float:
    """Seconds that spaCy's blank German pipeline takes for tokens and sentences."""
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    started = time.perf_counter()
    for _ in nlp.pipe(texts):
        pass
    return time.perf_counter() - started


def step(*arguments: str) -> tuple[float, float]:
    """Seconds and peak memory (MB) of one command in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "quellenlage", *arguments], stdout=subprocess.DEVNULL, check=False)
    seconds = time.perf_counter() - started
    # ru_maxrss is the largest child so far: a smaller one later cannot be told, so the figure is an upper bound
    return seconds, max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


if __name__ == "__main__":
    sys.exit(main())
