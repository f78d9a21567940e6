"""Statements for somebody to judge who has not seen the code: drawn with a seed from articles drawn with the same seed.

    python benchmarks/readings/statements.py draw FOLDER [--seed N] [--articles 20] [--count 100]
    python benchmarks/readings/statements.py tally VERDICTS.tsv

`draw` annotates the articles (FANG-COVID, beside the checkout) and writes `sheet.md`, which shows each statement in its
surroundings, and `verdicts.tsv` with one row a statement and three empty columns. FOLDER must lie outside the checkout,
since the sheet quotes. The judge writes `right`, `wrong` or `undecidable` for span, speaker and stance, and one reason
where something is not right. What is kept beside this script are ids, offsets and verdicts, no words of the articles.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import pyarrow.parquet as pq

from evaluation import DATA, ROOT
from quellenlage.domain.annotations import Statement
from quellenlage.domain.article import Article, Published
from quellenlage.pipeline import annotate

JUDGED = ("span", "speaker", "stance")
COLUMNS = ("id", "article", "start", "end", "mode", *JUDGED, "reason")
AROUND = 260
"""Characters shown on either side of a statement."""


def main() -> int:
    """Draw or count."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = options.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("folder", type=Path)
    drawing.add_argument("--seed", type=int, default=1)
    drawing.add_argument("--articles", type=int, default=20)
    drawing.add_argument("--count", type=int, default=100)
    counting = commands.add_parser("tally")
    counting.add_argument("verdicts", type=Path)
    chosen = options.parse_args()
    if chosen.command == "tally":
        print(tally(rows_of(chosen.verdicts)))
        return 0
    source = DATA / "fang_covid" / "sample2000.parquet"
    if not source.is_file():
        print("needs ../shared (FANG-COVID), which is not here: nothing drawn")
        return 0
    if chosen.folder.resolve().is_relative_to(ROOT):
        print(f"{chosen.folder}: lies in the checkout, and the sheet quotes articles: choose a folder outside")
        return 2
    draw(source, chosen.folder, seed=chosen.seed, articles=chosen.articles, count=chosen.count)
    return 0


def draw(source: Path, folder: Path, *, seed: int, articles: int, count: int) -> None:
    """Write the sheet and the empty verdicts."""
    dice = random.Random(seed)
    texts = pq.read_table(source, columns=["id", "source", "day", "article"]).to_pylist()
    found = []
    for row in dice.sample(texts, articles):
        day = row["day"].isoformat()
        article = Article(
            id=str(row["id"]), text=row["article"], input=str(row["id"]), outlet=row["source"], language="de",
            published=Published(day, day, "given"),
        )  # fmt: skip
        said = annotate(article).statements
        found += [(article, s) for s in said if s.mode != "narration" and not s.in_furniture and not is_part(s)]
    chosen = sorted(dice.sample(found, min(count, len(found))), key=lambda x: (x[0].id, x[1].span.start))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sheet.md").write_text("\n".join(shown(n, *one) for n, one in enumerate(chosen, 1)), "utf-8")
    with (folder / "verdicts.tsv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, delimiter="\t", lineterminator="\n")
        writer.writerow(COLUMNS)
        for n, (article, s) in enumerate(chosen, 1):
            writer.writerow([n, article.id, s.span.start, s.span.end, s.mode, "", "", "", ""])
    print(f"{len(chosen)} of {len(found)} statements of {articles} articles: {folder}/sheet.md, verdicts.tsv")


def is_part(statement: Statement) -> bool:
    """Quoted words inside another statement, which is drawn whole; and statements whose content the text leaves out."""
    return not statement.quote or (statement.parent is not None and statement.by.rule == "quoted words")


def shown(number: int, article: Article, statement: Statement) -> str:
    """One statement as the judge sees it: what was found, then the place with what was said in [brackets]."""
    text = article.text
    quotes = sorted(statement.quote)
    start, end = max(0, quotes[0].start - AROUND), min(len(text), quotes[-1].end + AROUND)
    place, at = "", start
    for span in quotes:
        place += f"{text[at : span.start]}[[{text[span.start : span.end]}]]"
        at = span.end
    place += text[at:end]
    speaker = " / ".join(text[s.start : s.end] for s in statement.speaker) or "(none)"
    cue = " / ".join(text[s.start : s.end] for s in statement.cue) or "(none)"
    said = f"mode: {statement.mode}; stance: {statement.stance}; polarity: {statement.polarity}"
    return f"""## {number}
speaker: {speaker} -> {statement.speaker_name or "(no name)"}; cue: {cue}; {said}

> ... {" ".join(place.split())} ...
"""


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a table of verdicts."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def tally(rows: list[dict[str, str]]) -> str:
    """Right of all that could be decided, for each of the three questions, and for all at once."""
    lines = []
    for name in JUDGED:
        verdicts = Counter(row[name] for row in rows)
        decided = verdicts["right"] + verdicts["wrong"]
        lines.append(f"{name}: {verdicts['right']} right of {decided}, {verdicts['undecidable']} undecidable")
    whole = sum(all(row[name] != "wrong" for name in JUDGED) for row in rows)
    return "\n".join([*lines, f"nothing wrong: {whole} of {len(rows)}"])


if __name__ == "__main__":
    sys.exit(main())
