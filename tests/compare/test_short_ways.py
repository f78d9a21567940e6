"""What saves work in a large corpus finds what the long way finds."""

import random

import networkx as nx
import pytest

from quellenlage.compare import bodies, resolution, vocabulary
from quellenlage.compare.bodies import BodyNames, same_bodies
from quellenlage.compare.grouping import _holders_of
from quellenlage.compare.passages import AGREE, Passage
from quellenlage.compare.resolution import Cast, Part, resolve
from quellenlage.compare.reuse import Place, _groups
from quellenlage.compare.vocabulary import Counted, Terms, Vocabulary
from quellenlage.domain.dossier import Story

BODIES = ["Nordwerft", "Nordwerft AG", "Nordwerft Emden AG", "NWE", "Nord-Werft", "Umweltministerium", "Amt", "NWE AG"]
PEOPLE = ["Imke Harms", "Harms", "I. Harms", "Ottokar Plenz", "Plenz", "Jörn Plenz", "Imke Harms Plenz", "Nordwerft"]


def in_stories(rng: random.Random, casts: list[Cast]) -> list[Story]:
    left, found = [c.article for c in casts], []
    while left:
        some, left = left[: (n := rng.randrange(1, 4))], left[n:]
        found.append(Story(id=f"s {some[0]}", title="", from_=None, to=None, articles=tuple(some), outlets=()))
    return found


def cast(rng: random.Random, n: int) -> Cast:
    names = [("ORG", b) for b in rng.sample(BODIES, rng.randrange(4))]
    names += [("PER", p) for p in rng.sample(PEOPLE, rng.randrange(4))]
    names += [("GPE", g) for g in rng.sample(["Emden", "Bad-Ems", "Bad Ems"], rng.randrange(3))]
    parts = []
    for kind, name in names:
        forms = tuple(sorted({name, *rng.sample(BODIES, rng.randrange(2))})) if kind == "ORG" else (name,)
        roles = (("Landrätin", None),) if kind == "PER" and rng.random() < 0.4 else ()
        keys = resolution._keys(name) if kind == "PER" else ()
        parts.append(Part(kind, name, forms, True, rng.random() < 0.9, roles, keys))
    return Cast(f"a{n:02d}", None, tuple(parts))


@pytest.mark.parametrize("seed", range(8))
def test_people_whom_one_article_names_need_no_comparing(seed, monkeypatch):
    rng = random.Random(seed)
    casts = [cast(rng, n) for n in range(12)]
    stories = in_stories(rng, casts)
    found, _ = resolve(casts, stories)

    def compared(mention: int, rows: resolution._Rows) -> resolution.Who:
        here = rows.mentions[mention]
        (who, _), *more = resolution._resolve_block([here], resolution._bearers([mention], rows), {here[0]: 0})
        assert not more
        return who

    monkeypatch.setattr(resolution, "_only_one", compared)
    monkeypatch.setattr(resolution, "_only_named_alike", lambda a, b: False)
    assert resolve(casts, stories)[0] == found


@pytest.mark.parametrize("seed", range(20))
def test_names_of_bodies_that_nothing_links_are_not_looked_through(seed, monkeypatch):
    rng = random.Random(seed)
    named = [
        BodyNames(name, tuple({name, rng.choice(BODIES)}), rng.choice("stuvw"), rng.random() < 0.9)
        for name in (rng.choice(BODIES) for _ in range(14))
    ]
    found = list(same_bodies(named))
    monkeypatch.setattr(bodies, "_apart", lambda keys, named: False)
    assert list(same_bodies(named)) == found
    monkeypatch.setattr(bodies, "_may_link", lambda keys, named: True)
    assert list(same_bodies(named)) == found


@pytest.mark.parametrize("articles", [0, 1, 9])
def test_the_holders_of_features_are_found_all_at_once(articles):
    rng = random.Random(articles)
    ends = -(2**63), 2**63 - 1
    rows = [[rng.choice([*range(6), *ends]) for _ in range(rng.randrange(5))] for _ in range(articles)]
    one_by_one: dict[int, list[int]] = {}
    for place, features in enumerate(rows):
        for feature in features:
            one_by_one.setdefault(feature, []).append(place)
    assert _holders_of(rows) == one_by_one


@pytest.mark.parametrize("seed", range(20))
def test_places_of_one_passage(seed):
    rng = random.Random(seed)
    articles = [f"{rng.randrange(1000):03d} {n}" for n in range(7)]
    passages = []
    for _ in range(30):
        later, earlier = sorted(rng.sample(range(7), 2), reverse=True)
        at, there, length = rng.randrange(40), rng.randrange(40), rng.randrange(8, 20)
        passages.append(Passage(articles[later], at, at + length, articles[earlier], there, there + length + 1))
    order = {article: n for n, article in enumerate(articles)}
    assert _groups(passages, order) == slowly_grouped(passages, order)


def slowly_grouped(passages: list[Passage], order: dict[str, int]) -> list[tuple[Place, ...]]:
    sides = [(Place(p.article, p.start, p.end), Place(p.source, p.source_start, p.source_end)) for p in passages]
    place: dict[Place, Place] = {}
    stands: list[Place] = []
    for stretch in sorted({s for both in sides for s in both}, key=lambda s: (s.article, s.start, -s.end)):
        same = [
            (o.span.overlap(stretch.span), o)
            for o in stands
            if o.article == stretch.article
            and o.span.overlap(stretch.span) >= AGREE * max(o.span.length, stretch.span.length)
        ]
        place[stretch] = max(same)[1] if same else stretch
        if not same:
            stands.append(stretch)
    graph = nx.Graph([(place[a], place[b]) for a, b in sides])
    found = []
    for group in nx.connected_components(graph):
        kept: list[Place] = []
        for one in sorted(group, key=lambda p: (p.start - p.end, p)):
            if not any(k.article == one.article and k.span.overlaps(one.span) for k in kept):
                kept.append(one)
        found.append(tuple(sorted(kept, key=lambda p: (order[p.article], p.start, p.end))))
    return sorted(found, key=lambda group: [(order[p.article], p.start, p.end) for p in group])


def test_a_vocabulary_made_at_once_is_the_one_that_grew():
    rng = random.Random(1)

    def terms() -> Terms:
        names, words = (sorted(rng.sample(range(40), 6)) for _ in range(2))
        # the share of a name is the same wherever it stands
        beyond = vocabulary.array("d", ((n % 3 - 1) / 10 for n in names))
        counted = [
            Counted(vocabulary.array("q", some), vocabulary.array("H", [rng.randrange(1, 5) for _ in some]))
            for some in (names, words)
        ]
        return Terms(counted[0], counted[1], vocabulary.array("q", words), beyond, b"")

    articles = [terms() for _ in range(30)]
    grown = Vocabulary()
    for each in articles:
        grown.count([each])
    made = Vocabulary(articles)
    assert [made.weigh(t) for t in articles] == [grown.weigh(t) for t in articles]
    assert [made.holders(n) for n in range(41)] == [grown.holders(n) for n in range(41)]
