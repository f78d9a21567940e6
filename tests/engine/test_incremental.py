"""What was found before is used again, and the outcome is that of comparing everything anew."""

import random
from dataclasses import replace
from datetime import date, timedelta

import msgspec
import pytest

from quellenlage import pipeline
from quellenlage.domain.annotations import AnnotatedArticle, Annotations, By, Entity
from quellenlage.domain.article import Article, Published
from quellenlage.domain.identity import version_id
from quellenlage.engine.packing import joined, packed, pieces, unpacked

FIRST_DAY = date(2025, 3, 1)
NOTICE = "Alle Meldungen aus dem Harz gibt es kostenlos in unserer neuen App für unterwegs."


def word(rng: random.Random, syllables: int = 4) -> str:
    """A word that is in no dictionary."""
    return "".join(rng.choice("bdfghklmnprstvwz") + rng.choice("aeiou") for _ in range(syllables)).capitalize()


def corpus(seed: int, articles: int = 40) -> list[AnnotatedArticle]:
    """Some affairs on ten days: sentences that several articles have, verbatim or with an edit, people of one family
    name, versions, a notice under one outlet's articles, and articles without a date."""
    rng = random.Random(seed)
    family = word(rng, 3)
    affairs = [
        (
            [" ".join(word(rng) for _ in range(11)) for _ in range(6)],
            [f"{word(rng, 2)} {rng.choice([family, word(rng, 3)])}" for _ in range(3)],
        )
        for _ in range(6)
    ]
    found: list[AnnotatedArticle] = []
    for n in range(articles):
        sentences, people = rng.choice(affairs)
        outlet = rng.choice(["Bote", "Kurier", "Post"])
        told = [edited(s, rng) for s in rng.sample(sentences, rng.randrange(1, 5))]
        told += [" ".join(word(rng) for _ in range(9)) for _ in range(2)]
        rng.shuffle(told)
        named = rng.sample(people, rng.randrange(3)) + ([family] if rng.random() < 0.3 else [])
        text = ". ".join([*(f"{name} kam" for name in named), *told]) + "."
        if outlet == "Bote" and rng.random() < 0.7:
            text += f"\n{NOTICE}"
        day = None if rng.random() < 0.1 else (FIRST_DAY + timedelta(rng.randrange(10))).isoformat()
        found.append(annotated(f"a{n:02d}", text, named, outlet, day))
        if rng.random() < 0.1:
            again = annotated(version_id(f"a{n:02d}", 2), text.replace("kam", "ging"), named, outlet, day)
            found.append(replace(again, article=replace(again.article, version_of=f"a{n:02d}")))
    return found


def edited(sentence: str, rng: random.Random) -> str:
    words = sentence.split()
    if rng.random() < 0.3:
        words[rng.randrange(3, 8)] = word(rng)
    return " ".join(words)


def annotated(id: str, text: str, named: list[str], outlet: str, day: str | None) -> AnnotatedArticle:
    entities = tuple(
        Entity(start=at, end=at + len(name), text=name, type="PER", name=name, by=By(rule="hand"))
        for name in dict.fromkeys(named)
        for at in [text.index(name)]
    )
    published = Published(day, day, "given") if day else None
    article = Article(id=id, text=text, input=f"{id}.txt", outlet=outlet, published=published, title=f"Titel {id}")
    return AnnotatedArticle(article, Annotations(entities=entities))


def compared(articles: list[AnnotatedArticle], kept: pipeline.Kept | None = None):
    """What comparing finds, with the state that each story rests on, and what it leaves for the next time."""
    stored = {a.article.id: a for a in articles}

    def read(ids):
        return (stored[i] for i in sorted(stored if ids is None else ids) if i in stored)

    settled = pipeline.settle([pipeline.sketch(a) for a in read(None)], read)
    reading = settled.reading(read)
    digests = [unpacked(packed(settled.digest(a)), pipeline.Digest) for a in read(None)]
    ground = pipeline.compare(digests, reading, kept=kept)
    told = [pipeline.tell(story, ground, reading) for story in ground.stories]
    states = [ground.state(story) for story in ground.stories]
    found = msgspec.json.encode((told, ground.versions, ground.reused.rows))
    left = pieces(ground.kept)
    if kept is not None:
        assert pieces(ground.kept, kept, pieces(kept)) == left
    return found, dict(zip(states, map(msgspec.json.encode, told), strict=True)), joined(left)


def later(articles: list[AnnotatedArticle]) -> list[AnnotatedArticle]:
    """The last fifth in the order of time."""
    return sorted(articles, key=lambda a: (a.article.published.from_ if a.article.published else "9", a.article.id))[
        -8:
    ]


@pytest.mark.parametrize("seed", range(6))
def test_more_articles_give_what_all_at_once_give(seed):
    articles = corpus(seed)
    expected, states, _ = compared(articles)
    assert len(msgspec.json.decode(expected)[0]) > 3
    rng = random.Random(seed)
    for new in (later(articles), rng.sample(articles, 8), rng.sample(articles, 1), []):
        _, known, kept = compared([a for a in articles if a not in new])
        found, now, again = compared(articles, kept)
        assert found == expected
        assert again == compared(articles, again)[2]
        # a story that rests on what it rested on before holds what it held before
        assert all(known[state] == now[state] for state in known.keys() & now.keys())
        assert states == now


@pytest.mark.parametrize("seed", range(4))
def test_articles_that_are_gone_or_changed_leave_no_trace(seed):
    articles = corpus(seed)
    _, _, kept = compared(articles)
    rng = random.Random(seed)
    gone = rng.sample(articles, 5)
    left = [a for a in articles if a not in gone]
    assert compared(left, kept)[0] == compared(left)[0]
    changed = [
        replace(a, article=replace(a.article, title="Anders", outlet="Post")) if rng.random() < 0.1 else a for a in left
    ]
    assert compared(changed, kept)[0] == compared(changed)[0]


@pytest.mark.parametrize("seed", range(4))
def test_late_articles_while_others_are_gone(seed):
    articles = corpus(seed + 20)
    rng = random.Random(seed)
    kept = None
    for _ in range(4):
        there = rng.sample(articles, rng.randrange(25, len(articles)))
        found, _, kept = compared(there, kept)
        assert found == compared(there)[0]


def test_stories_that_nothing_touches_rest_on_what_they_did():
    articles = corpus(3)
    (new,) = later(articles)[-1:]
    _, known, kept = compared([a for a in articles if a is not new])
    _, now, _ = compared(articles, kept)
    assert 2 * len(known.keys() & now.keys()) > len(known)


def test_of_copied_passages_a_story_rests_on_their_places_alone():
    """Another article that has a passage may bring another wording of it, or make a notice of it, or none."""
    articles = {a.article.id: a for a in corpus(3)}

    def read(ids):
        return (articles[i] for i in sorted(articles if ids is None else ids) if i in articles)

    settled = pipeline.settle([pipeline.sketch(a) for a in read(None)], read)
    ground = pipeline.compare([settled.digest(a) for a in read(None)], settled.reading(read))

    def states(**changes):
        rows = tuple(replace(row, **changes) for row in ground.reused.rows)
        other = replace(ground, reused=replace(ground.reused, rows=rows))
        return [other.state(story) for story in ground.stories]

    assert states(text="in anderen Worten", first=None, why="", sure=True) == states()
    assert states(kind="boilerplate") == states(nearness="paraphrased") != states()
