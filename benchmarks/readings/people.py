"""Draw people whose mentions in several articles the tool took for one person, for a judge who has not seen the code,
and count the verdicts.

    python benchmarks/readings/people.py draw FOLDER --corpus FILE [--seed 1] [--number 50]
    python benchmarks/readings/people.py count FILE.tsv

`draw` writes FOLDER/people.md to read (it holds the articles' text: not for any repository) and FOLDER/people.tsv for
the verdicts: `y` all sentences shown speak of one person, `n` they do not, `?` cannot be told; `why` in a few words.
Of each person the sheet shows name, aliases and roles as the dossier has them, and from up to six articles the sentence
where a mention of that person first has each form of the name.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from quellenlage.corpus import Corpus
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.dossier import Story

SHOWN = 6
COLUMNS = ("number", "person", "seed", "same", "why")


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the corpus: the rows of all stories with that id put together."""

    id: str
    names: tuple[str, ...]
    roles: tuple[str, ...]
    articles: tuple[str, ...]


def main() -> int:
    """Draw or count."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = options.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("folder", type=Path)
    drawing.add_argument("--corpus", type=Path, required=True)
    drawing.add_argument("--seed", type=int, default=1)
    drawing.add_argument("--number", type=int, default=50)
    counting = commands.add_parser("count")
    counting.add_argument("file", type=Path)
    chosen = options.parse_args()
    if chosen.command == "count":
        return count(chosen.file)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with Corpus.open(chosen.corpus, read_only=True, create=False) as corpus:
        drawn = draw(corpus.each_story(), chosen.seed, chosen.number)
        sheet = "\n".join(line for n, p in enumerate(drawn, 1) for line in lines(n, p, chosen.seed, corpus))
    (chosen.folder / "people.md").write_text(sheet + "\n", "utf-8")
    with (chosen.folder / "people.tsv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter="\t", lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows((n, p.id, chosen.seed, "", "") for n, p in enumerate(drawn, 1))
    return 0


def draw(stories: Iterable[Story], seed: int, number: int) -> list[Person]:
    """People of at least two articles who go by more than one form of their name, each as likely as any other."""
    # only what is shown is held of all the rows: there are some hundred thousand of 41,000 articles
    names: dict[str, set[str]] = defaultdict(set)
    roles: dict[str, set[str]] = defaultdict(set)
    articles: dict[str, set[str]] = defaultdict(set)
    for story in stories:
        for actor in story.actors:
            if actor.type == "PER" and actor.sure:
                names[actor.id].update((actor.name, *actor.aliases))
                roles[actor.id].update(actor.roles)
                articles[actor.id].update(actor.articles)
    people = [
        Person(i, tuple(sorted(names[i])), tuple(sorted(roles[i])), tuple(sorted(articles[i]))) for i in sorted(names)
    ]
    merged = [p for p in people if len(p.names) > 1 and len(p.articles) > 1]
    return random.Random(seed).sample(merged, min(number, len(merged)))


def lines(number: int, person: Person, seed: int, corpus: Corpus) -> Iterator[str]:
    """What the judge reads of one person."""
    yield f"## {number}. {' / '.join(person.names)}  ({len(person.articles)} articles)"
    yield f"Roles: {'; '.join(person.roles) or 'none'}"
    some = random.Random(f"{seed} {person.id}").sample(person.articles, min(SHOWN, len(person.articles)))
    for article in corpus.annotated(sorted(some)):
        day = article.article.published.from_ if article.article.published else "no date"
        yield f"- {day}  {article.article.outlet}  {' '.join((article.article.title or '').split())}"
        for form, sentence in forms(article, person.names):
            yield f"  - [{form}] {sentence}"
    yield ""


def forms(article: AnnotatedArticle, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each form of the name that this article has, with the sentence where a mention of the person has it first: the
    same word may be somebody else's, or part of another name."""
    text, marks = article.article.text, article.annotations
    spoken = [e for e in marks.entities if e.type == "PER" and e.name in names and not (e.in_furniture or e.part)]
    for name in sorted(names, key=len, reverse=True):
        at = next((e.start for e in spoken if " ".join(e.text.split()) == name), None)
        if at is None:
            continue
        found = next((s.span for s in marks.sentences if s.span.start <= at < s.span.end), None)
        if found is not None:
            yield name, " ".join(text[found.start : found.end].split())


def count(file: Path) -> int:
    """Print how many verdicts say yes."""
    with file.open(encoding="utf-8", newline="") as rows:
        said = Counter(row["same"].strip() or "not judged" for row in csv.DictReader(rows, delimiter="\t"))
    print(f"{said['y']} right of {said['y'] + said['n']}; {said['?']} cannot be told; {said['not judged']} not judged")
    return 0


if __name__ == "__main__":
    sys.exit(main())
