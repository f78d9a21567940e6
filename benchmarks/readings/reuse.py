"""Reused passages for somebody to judge who has not seen the code: pairs of places, drawn with a seed.

    python benchmarks/readings/reuse.py draw FOLDER --corpus FILE [--seed N] [--count 30]
    python benchmarks/readings/reuse.py tally VERDICTS.tsv

`draw` takes passages of an analysed corpus, so that no kind crowds out the others (the kinds in turn, each of their
passages as likely as any other; standing notices last), and of each passage the place that is said to be the first, or
the earliest, and one other. It writes `sheet.md`, which shows both passages in their surroundings, with outlet, day,
kind, nearness, direction and reasons, and `verdicts.tsv` with one row a pair and empty columns. FOLDER must lie
outside the checkout, since the sheet quotes. The judge writes `right`, `wrong` or `undecidable`: `same` (is it one
text: copied, or reworded from one another or from one source?), `kind`, `direction` (`right` also where it is left open
and the sheet does not show more), and one `reason` where something is not right. What is kept beside this script are
ids, offsets and verdicts, no words of the articles.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from quellenlage.corpus import Corpus
from quellenlage.domain.article import Article
from quellenlage.domain.dossier import Reuse
from quellenlage.domain.span import Evidence

ROOT = Path(__file__).parents[2]
JUDGED = ("same", "kind", "direction")
COLUMNS = (
    "id", "passage", "article", "start", "end", "other", "other_start", "other_end", "nearness", *JUDGED, "reason",
)  # fmt: skip
AROUND = 160
"""Characters shown on either side of a passage."""
LONGEST = 1500
"""Characters of a passage that are shown: its first and its last half of them."""
IN_TURN = ("copy", "wire", "self", "quotation", "boilerplate")
"""Kinds in the order in which they are drawn."""

Pair = tuple[Reuse, Evidence, Evidence]


def main() -> int:
    """Draw or count."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = options.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("folder", type=Path)
    drawing.add_argument("--corpus", type=Path, required=True)
    drawing.add_argument("--seed", type=int, default=1)
    drawing.add_argument("--count", type=int, default=30)
    counting = commands.add_parser("tally")
    counting.add_argument("verdicts", type=Path)
    chosen = options.parse_args()
    if chosen.command == "tally":
        print(tally(rows_of(chosen.verdicts)))
        return 0
    if chosen.folder.resolve().is_relative_to(ROOT):
        print(f"{chosen.folder}: lies in the checkout, and the sheet quotes articles: choose a folder outside")
        return 2
    with Corpus.open(chosen.corpus, read_only=True, create=False) as corpus:
        drawn = draw(corpus.reuse(), chosen.seed, chosen.count)
        wanted = sorted({place.article for _, *both in drawn for place in both})
        articles = {article.id: article for article in corpus.articles(wanted)}
    write(drawn, articles, chosen.folder)
    print(f"{len(drawn)} pairs: {chosen.folder}/sheet.md, verdicts.tsv")
    return 0


def draw(passages: Sequence[Reuse], seed: int, count: int) -> list[Pair]:
    """Pairs of places: verbatim, nearly so and reworded copies, agency texts and so on in turn."""
    dice = random.Random(seed)
    sorts: dict[tuple[int, str], list[Reuse]] = defaultdict(list)
    for passage in sorted(passages, key=lambda p: p.id):
        sorts[IN_TURN.index(passage.kind), passage.nearness].append(passage)
    for _, those in sorted(sorts.items()):
        dice.shuffle(those)
    in_turn = (p for row in zip_longest(*(those for _, those in sorted(sorts.items()))) for p in row if p is not None)
    return [pair(passage, dice) for passage, _ in zip(in_turn, range(count), strict=False)]


def pair(passage: Reuse, dice: random.Random) -> Pair:
    """The place that had it first, or one of all, and one in another article."""
    places = sorted(passage.places)
    first = next((p for p in places if p.article == passage.first), None) or dice.choice(places)
    return passage, first, dice.choice([p for p in places if p.article != first.article])


def write(drawn: Sequence[Pair], articles: Mapping[str, Article], folder: Path) -> None:
    """The sheet and the empty verdicts."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sheet.md").write_text("\n".join(lines(drawn, articles)), "utf-8")
    with (folder / "verdicts.tsv").open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, delimiter="\t", lineterminator="\n")
        writer.writerow(COLUMNS)
        for n, (passage, one, other) in enumerate(drawn, 1):
            places = (one.article, one.start, one.end, other.article, other.start, other.end)
            writer.writerow([n, passage.id, *places, passage.nearness, "", "", "", ""])


def lines(drawn: Sequence[Pair], articles: Mapping[str, Article]) -> Iterator[str]:
    """What the judge reads."""
    for n, (passage, one, other) in enumerate(drawn, 1):
        first = f"first: {passage.first}" if passage.first else "first: open"
        yield f"## {n}"
        yield f"kind: {passage.kind}; nearness: {passage.nearness}; {len(passage.places)} places"
        yield f"{first} ({passage.why})"
        yield f"reasons: {' / '.join(passage.reasons)}\n"
        for place in (one, other):
            article = articles[place.article]
            day = article.published.from_ if article.published else None
            yield f"{place.article}, {article.outlet}, {day or 'no date'}: {article.title or '(no title)'}\n"
            yield f"> ... {shown(article.text, place)} ...\n"


def shown(text: str, place: Evidence) -> str:
    """The passage in [[brackets]] in its surroundings."""
    passage = text[place.start : place.end]
    if len(passage) > LONGEST:
        passage = f"{passage[: LONGEST // 2]} (...) {passage[-LONGEST // 2 :]}"
    before, after = text[max(0, place.start - AROUND) : place.start], text[place.end : place.end + AROUND]
    return " ".join(f"{before}[[{passage}]]{after}".split())


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a table of verdicts."""
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t"))


def tally(rows: Sequence[Mapping[str, str]]) -> str:
    """Right of all that could be decided, for each of the three questions, for all at once, and by nearness."""
    found = []
    for name in JUDGED:
        verdicts = Counter(row[name] for row in rows)
        decided = verdicts["right"] + verdicts["wrong"]
        found.append(f"{name}: {verdicts['right']} right of {decided}, {verdicts['undecidable']} undecidable")
    judged = [row for row in rows if any(row[name] for name in JUDGED)]
    for nearness in sorted({row["nearness"] for row in judged}):
        own = [row for row in judged if row["nearness"] == nearness]
        found.append(f"{nearness}: nothing wrong in {sum(map(faultless, own))} of {len(own)}")
    found.append(f"nothing wrong: {sum(map(faultless, judged))} of {len(judged)}; {len(rows) - len(judged)} not judged")
    return "\n".join(found)


def faultless(row: Mapping[str, str]) -> bool:
    """True if nothing was called wrong."""
    return all(row[name] != "wrong" for name in JUDGED)


if __name__ == "__main__":
    sys.exit(main())
