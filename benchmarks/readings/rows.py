"""Claims, disputes and figures for somebody to judge who has not seen the code: drawn with a seed from the largest
stories of a corpus.

    python benchmarks/readings/rows.py draw FOLDER --corpus FILE [--seed 1] [--stories 10] [--count 20]
    python benchmarks/readings/rows.py tally VERDICTS.tsv

`draw` reads an analysed corpus and writes `sheet.md`, which shows each row with the sentences of its members, their
outlets and speakers, how they stand to each other, and the reasons, and `verdicts.tsv` with one row for each and two
empty columns. Of claims only those with members from several articles are drawn, since one alone says nothing of
joining; words quoted inside a member are not shown beside it. Rows that the tool is unsure of are left out. FOLDER must
lie outside the checkout, since the sheet quotes. The judge writes `right`, `wrong` or `undecidable`, and one reason
where it is wrong. A claim is right if all members say the same thing, or what is told of them (contradicts,
differs_in_number, says more); a dispute if both sides are about one thing and cannot both be so, or are given by two
who differ; a figure if all its numbers count one thing. What is kept beside this script are ids and verdicts, no words
of the articles.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from heapq import nsmallest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from evaluation import ROOT
from quellenlage.corpus import Corpus
from quellenlage.domain.article import Article
from quellenlage.domain.dossier import Claim, Dispute, Figure, Member, Story
from quellenlage.domain.span import Evidence

COLUMNS = ("id", "kind", "story", "row", "verdict", "reason")
KINDS = ("claim", "dispute", "figure")
AROUND = 200
"""Characters shown on either side of a place."""
SHOWN = 8
"""Members or numbers of a row that are shown."""

Drawn = tuple[str, Story, Claim | Dispute | Figure]


def main() -> int:
    """Draw or count."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = options.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("folder", type=Path)
    drawing.add_argument("--corpus", type=Path, required=True)
    drawing.add_argument("--seed", type=int, default=1)
    drawing.add_argument("--stories", type=int, default=10)
    drawing.add_argument("--count", type=int, default=20)
    counting = commands.add_parser("tally")
    counting.add_argument("verdicts", type=Path)
    chosen = options.parse_args()
    if chosen.command == "tally":
        print(tally(chosen.verdicts))
        return 0
    if chosen.folder.resolve().is_relative_to(ROOT):
        print(f"{chosen.folder}: lies in the checkout, and the sheet quotes articles: choose a folder outside")
        return 2
    with Corpus.open(chosen.corpus, read_only=True, create=False) as corpus:
        rows = draw(corpus.each_story(), seed=chosen.seed, largest=chosen.stories, count=chosen.count)
        wanted = sorted({i for _, story, _ in rows for i in story.articles})
        articles = {a.id: a for a in corpus.articles(wanted)}
    write(chosen.folder, rows, articles)
    found = Counter(kind for kind, _, _ in rows)
    print(", ".join(f"{found[kind]} {kind}s" for kind in KINDS), f"in {chosen.folder}: sheet.md, verdicts.tsv")
    return 0


def draw(stories: Iterable[Story], *, seed: int, largest: int, count: int) -> list[Drawn]:
    """Rows of each kind from the stories with the most articles, each row as likely as any other of its kind."""
    chosen = nsmallest(largest, stories, key=lambda s: (-len(s.articles), s.id))
    dice = random.Random(seed)
    drawn: list[Drawn] = []
    for kind in KINDS:
        rows = [(kind, story, row) for story in chosen for row in rows_of(story, kind) if row.sure]
        drawn += dice.sample(rows, min(count, len(rows)))
    return drawn


def rows_of(story: Story, kind: str) -> list[Claim | Dispute | Figure]:
    """The rows of a kind that say something about several places, in the order of their ids."""
    if kind == "claim":
        found: list[Claim | Dispute | Figure] = [c for c in story.claims if len({m.article for m in c.members}) > 1]
    else:
        found = [*(story.disputes if kind == "dispute" else story.figures)]
    return sorted(found, key=lambda row: row.id)


def write(folder: Path, rows: list[Drawn], articles: Mapping[str, Article]) -> None:
    """The sheet and the empty verdicts."""
    folder.mkdir(parents=True, exist_ok=True)
    sheet = ("\n".join([f"## {n}: {kind}", *shown(row, articles), ""]) for n, (kind, _, row) in enumerate(rows, 1))
    (folder / "sheet.md").write_text("\n".join(sheet), "utf-8")
    with (folder / "verdicts.tsv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, delimiter="\t", lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([n, kind, story.id, row.id, "", ""] for n, (kind, story, row) in enumerate(rows, 1))


def shown(row: Claim | Dispute | Figure, articles: Mapping[str, Article]) -> Iterator[str]:
    """One row as the judge sees it."""
    if isinstance(row, Claim):
        yield f"claim: {row.text}\nstatus: {row.status}; sources: {row.sources} to {row.sources_at_most}"
        for m in [m for m in row.members if not any(is_inside(m, other) for other in row.members)][:SHOWN]:
            how = f"{m.speaker or '(no speaker)'}, {m.mode}, {m.stance}; {stands(m.statement, row)}"
            yield f"- {how}: {place(Evidence(m.article, m.start, m.end), articles)}"
    elif isinstance(row, Dispute):
        yield f"{row.kind}: {row.text}"
        for n, side in enumerate(row.sides, 1):
            yield f"- side {n}: {side.position}"
            yield from (f"  - {place(e, articles)}" for e in side.evidence[:SHOWN])
    else:
        yield f"figure: {row.object} ({row.unit or 'number'})"
        for v in row.values[:SHOWN]:
            number = f"{v.low} to {v.high}, {v.comparator}, by {v.owner or '(nobody named)'}"
            yield f"- {number}: {place(v.evidence[0], articles)}"
    yield f"reasons: {'; '.join(row.reasons)}"


def is_inside(member: Member, other: Member) -> bool:
    """True for words quoted inside another member."""
    shorter = member.end - member.start < other.end - other.start
    return member.article == other.article and shorter and other.start <= member.start and member.end <= other.end


def stands(statement: str, claim: Claim) -> str:
    """How a member stands to the one that the claim's words are of, which is in every relation."""
    ends = Counter(i for r in claim.relations for i in (r.a, r.b))
    relation = next((r for r in claim.relations if statement in (r.a, r.b)), None)
    if relation is None or (len(claim.relations) > 1 and ends[statement] == len(claim.relations)):
        return "the claim's own words" if relation else "same"
    if relation.relation == "more_specific":
        return "says more than the other" if statement == relation.a else "says less than the other"
    return relation.relation


def place(evidence: Evidence, articles: Mapping[str, Article]) -> str:
    """The outlet, the day, and the words in their surroundings, in [[brackets]]."""
    article = articles[evidence.article]
    text, start, end = article.text, evidence.start, evidence.end
    words = f"{text[max(0, start - AROUND) : start]}[[{text[start:end]}]]{text[end : end + AROUND]}"
    day = (article.published.from_ or "")[:10] if article.published else "no date"
    return f"{article.outlet or 'no outlet'}, {day}: ... {' '.join(words.split())} ..."


def tally(path: Path) -> str:
    """Right of all that could be decided, for each kind."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    told = []
    for kind in KINDS:
        verdicts = Counter(row["verdict"] for row in rows if row["kind"] == kind)
        decided = verdicts["right"] + verdicts["wrong"]
        told.append(f"{kind}s: {verdicts['right']} right of {decided}, {verdicts['undecidable']} undecidable")
    return "\n".join(told)


if __name__ == "__main__":
    sys.exit(main())
