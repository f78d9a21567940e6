"""Draw stories of a corpus for a judge who has not seen the code, and count the verdicts.

    python benchmarks/readings/draw_stories.py draw --corpus FILE [--seed 1] [--number 30] [--verdicts FILE.jsonl]
    python benchmarks/readings/draw_stories.py count FILE.jsonl

`draw` prints each story of several articles that it drew: its id, title and days, and the day, outlet, title, id and
first two sentences of its articles (twelve at most, themselves drawn): a title alone often leaves open what an article
is about. With `--verdicts` it writes one line per story for the judge to fill in, with ids alone and no text of
anybody: `"right"` becomes true if all the articles shown tell of one developing matter, else false; `"wrong_articles"`
lists the ids that do not belong, `"why"` is a word of the judge's own.
`count` prints how many are right of how many.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from quellenlage.corpus import Corpus
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Article
from quellenlage.domain.dossier import Story

SHOWN, FIRST, LONGEST = 12, 2, 300
"""Articles of a story that are shown, sentences of each, and characters of those at most."""


def main() -> int:
    """Draw or count."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = options.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("--corpus", type=Path, required=True)
    drawing.add_argument("--seed", type=int, default=1)
    drawing.add_argument("--number", type=int, default=30)
    drawing.add_argument("--verdicts", type=Path)
    counting = commands.add_parser("count")
    counting.add_argument("file", type=Path)
    chosen = options.parse_args()
    if chosen.command == "count":
        return count(chosen.file)
    with Corpus.open(chosen.corpus, read_only=True, create=False) as corpus:
        wanted = draw(corpus.each_story(), chosen.seed, chosen.number)
        found = {story.id: story for story in corpus.each_story(wanted)}
        drawn = [found[i] for i in wanted]
        for number, story in enumerate(drawn, start=1):
            articles = shown(story, chosen.seed)
            print("\n".join(lines(number, story, list(corpus.annotated(articles)))), end="\n\n")
    if chosen.verdicts:
        rows = [{"story": s.id, "seed": chosen.seed, "articles": shown(s, chosen.seed), "right": None} for s in drawn]
        chosen.verdicts.write_text("".join(json.dumps(r | {"wrong_articles": [], "why": ""}) + "\n" for r in rows))
    return 0


def draw(stories: Iterable[Story], seed: int, number: int) -> list[str]:
    """The ids of stories of several articles, each as likely as any other."""
    several = sorted(s.id for s in stories if len(s.articles) > 1)
    return random.Random(seed).sample(several, min(number, len(several)))


def shown(story: Story, seed: int) -> list[str]:
    """The ids of the articles that the judge sees."""
    rng = random.Random(f"{seed} {story.id}")
    return sorted(rng.sample(sorted(story.articles), min(SHOWN, len(story.articles))))


def lines(number: int, story: Story, articles: list[AnnotatedArticle]) -> list[str]:
    """What the judge reads of one story: two lines for each article."""
    head = f"{number}. {story.id}  {story.title}  ({story.from_} to {story.to}, {len(story.articles)} articles)"
    told = []
    for member in articles:
        article = member.article
        told.append(f"   {day(article)}  {article.outlet}  {title(article)}  [{article.id}]")
        told.append(f"      {beginning(member)}")
    return [head, *told]


def beginning(member: AnnotatedArticle) -> str:
    """Its first two sentences outside page matter, cut where they are long."""
    page = [f.span for f in member.annotations.furniture]
    prose = (s.span for s in member.annotations.sentences if not any(p.overlaps(s.span) for p in page))
    words = " ".join(" ".join(s.of(member.article.text).split()) for s in islice(prose, FIRST))
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rpartition(' ')[0]} …"


def day(article: Article) -> str:
    """The day it came out, as far as it is known."""
    return (article.published.from_ or "")[:10] if article.published else "no date"


def title(article: Article) -> str:
    """Its title, or its first words."""
    return " ".join((article.title or article.text[:100]).split())


def count(file: Path) -> int:
    """Print how many verdicts say right."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    judged = [row for row in rows if row["right"] is not None]
    print(f"{sum(row['right'] for row in judged)} right of {len(judged)}; {len(rows) - len(judged)} not judged")
    return 0


if __name__ == "__main__":
    sys.exit(main())
