"""Gold of Wikinews articles whose texts are not in this repository: offsets and labels, and a hash for every span.

    python benchmarks/wikinews_gold.py                checks benchmarks/gold/wikinews/*.json against ../shared
    python benchmarks/wikinews_gold.py --fill DIR     writes DIR/NUMBER.txt and DIR/NUMBER.json, the gold with its words
    python benchmarks/wikinews_gold.py --build DIR    builds from DIR/NUMBER.gold (in the source format of the samples)
                                                      or DIR/NUMBER.json (filled, then corrected)
    python benchmarks/wikinews_gold.py --stats        counts; needs no texts

A span is {"start", "end", "sha"}: `sha` is the first 8 hex digits of the SHA-256 of its words (UTF-8), so that the
check says when offsets no longer fit. Filled files have `text` as the other gold has, and score like it:

    python benchmarks/wikinews_gold.py --fill /tmp/w
    python ../shared/score/gold.py /tmp/w/*.json --articles /tmp/w --inputs /tmp/in      (then annotate, then --pred)

Without the data (--data FILE, default ../shared/data/quotes_wikinews/train.jsonl.gz) the check says so and succeeds.
Standard library only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

from build_gold import GoldError, build_article, printed
from draw_gold import DATA, Article, articles

HERE = Path(__file__).resolve().parent / "gold" / "wikinews"
WORDS_OF_THE_ARTICLE = {"surfaces", "proposition", "note"}
LISTS = ["entities", "times", "statements", "outlet_claims", "events", "quantities", "labels"]


def sha(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8")).hexdigest()[:8]


def stripped(x):
    """The gold without any words of the article."""
    if isinstance(x, list):
        return [stripped(v) for v in x]
    if not isinstance(x, dict):
        return x
    kept = {k: v for k, v in x.items() if k not in WORDS_OF_THE_ARTICLE}
    return {("sha" if k == "text" else k): (sha(v) if k == "text" else stripped(v)) for k, v in kept.items()}


def filled(x, text: str, where: str):
    """The gold with the words of the article; a span whose words have another hash is an error."""
    if isinstance(x, list):
        return [filled(v, text, where) for v in x]
    if not isinstance(x, dict):
        return x
    words = text[x["start"] : x["end"]] if "sha" in x else ""
    if "sha" in x and sha(words) != x["sha"]:
        raise GoldError(f"{where}: other words at {x['start']}-{x['end']}")
    out = {("text" if k == "sha" else k): (words if k == "sha" else filled(v, text, where)) for k, v in x.items()}
    if "mentions" in out:
        out["surfaces"] = sorted({m["text"] for m in out["mentions"]})
    return out


def fill(path: Path, known: dict[int, Article]) -> tuple[dict, str]:
    """A committed file with its words, and the article's text."""
    gold = json.loads(path.read_text("utf-8"))
    article = known.get(gold["number"])
    if article is None:
        raise GoldError(f"{path.name}: no article {gold['number']} in the data")
    if article.sha256 != gold["text_sha256"]:
        raise GoldError(f"{path.name}: the article's text has changed")
    return filled(gold, article.text, path.name), article.text


def build(source: Path, known: dict[int, Article]) -> dict:
    """What is committed, from a source file or from a filled one."""
    article = known[int(source.stem)]
    if source.suffix == ".json":
        gold = stripped(json.loads(source.read_text("utf-8")))
        filled(gold, article.text, source.name)
        return gold
    gold = build_article(source, article.text)
    if gold["date"]["dct"] != article.date:
        raise GoldError(f"{source.name}: dct {gold['date']['dct']}, but the article is of {article.date}")
    for mark in (m for e in gold["entities"] for m in e["mentions"]):
        if mark["text"] != mark["text"].strip():
            raise GoldError(f"{source.name}: blanks around {mark['text']!r}")
    return {"number": article.number, "text_sha256": article.sha256} | stripped(gold)


def stats(paths: list[Path]) -> None:
    print(f"{'':8}" + " ".join(f"{k:>13}" for k in ["mentions", *LISTS]))
    total = [0] * (len(LISTS) + 1)
    for path in paths:
        gold = json.loads(path.read_text("utf-8"))
        counts = [sum(len(e["mentions"]) for e in gold["entities"]), *(len(gold[k]) for k in LISTS)]
        total = [a + b for a, b in zip(total, counts, strict=True)]
        print(f"{path.stem:8}" + " ".join(f"{n:13}" for n in counts))
    print(f"{'all':8}" + " ".join(f"{n:13}" for n in total))


def main(argv: list[str] | None = None) -> int:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--build", type=Path, metavar="DIR")
    a.add_argument("--fill", type=Path, metavar="DIR")
    a.add_argument("--out", type=Path, metavar="DIR", default=HERE, help="where --build writes")
    a.add_argument("--stats", action="store_true")
    a.add_argument("--data", type=Path, default=DATA)
    o = a.parse_args(argv)
    paths = sorted(HERE.glob("*.json"), key=lambda p: int(p.stem))
    if o.stats:
        stats(paths)
        return 0
    if not o.data.is_file():
        print(f"{o.data} is not there: nothing checked", file=sys.stderr)
        return 1 if o.build or o.fill else 0
    known = {x.number: x for x in articles(o.data)}
    try:
        if o.build:
            for source in sorted(p for p in o.build.iterdir() if p.suffix in (".gold", ".json")):
                (o.out / f"{source.stem}.json").write_text(printed(build(source, known)), "utf-8")
            return 0
        for path in paths:
            gold, text = fill(path, known)
            if o.fill:
                o.fill.mkdir(parents=True, exist_ok=True)
                (o.fill / f"{path.stem}.txt").write_bytes(text.encode("utf-8"))
                (o.fill / path.name).write_text(printed(gold), "utf-8")
    except GoldError as e:
        print(e, file=sys.stderr)
        return 1
    print(f"{len(paths)} articles fit", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
