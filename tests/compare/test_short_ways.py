"""What saves work in a large corpus finds what the long way finds."""

import random

import networkx as nx
import numpy as np
import pytest

from quellenlage.compare import bearers, bodies, resolution, resolved, vocabulary
from quellenlage.compare.bearers import Who
from quellenlage.compare.bodies import BodyNames, Mention, bodies_in
from quellenlage.compare.casts import Cast, Part, cast_with, key_of_place, keys_of
from quellenlage.compare.grouping import _holders_of
from quellenlage.compare.misread import misread_in
from quellenlage.compare.name_rows import laid_out
from quellenlage.compare.passages import AGREE, Passage, Traced
from quellenlage.compare.resolution import resolve
from quellenlage.compare.same_places import Place, groups_of, regrouped
from quellenlage.compare.vocabulary import Counted, Terms, Vocabulary
from quellenlage.domain.dossier import Story
from quellenlage.domain.identity import digest

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
        keys = keys_of(name) if kind == "PER" else ()
        parts.append(Part(kind, name, forms, True, rng.random() < 0.9, roles, keys))
    return cast_with(f"a{n:02d}", None, parts)


@pytest.mark.parametrize("seed", range(8))
def test_people_whom_one_article_names_need_no_comparing(seed, monkeypatch):
    rng = random.Random(seed)
    casts = [cast(rng, n) for n in range(12)]
    stories = in_stories(rng, casts)
    found, _ = resolve(casts, stories)
    blocks = resolution._blocks

    def with_single_ones(names, people):
        several = list(blocks(names, people))
        inside = {row for rows in several for row in rows.tolist()}
        return [*several, *(people[n : n + 1] for n, row in enumerate(people.tolist()) if row not in inside)]

    monkeypatch.setattr(resolution, "_blocks", with_single_ones)
    monkeypatch.setattr(bearers, "_only_named_alike", lambda a, b: False)
    assert resolve(casts, stories)[0].everybody() == found.everybody()


@pytest.mark.parametrize("seed", range(20))
def test_bodies_and_places_are_those_that_are_found_one_by_one(seed):
    rng = random.Random(seed)
    casts = [cast(rng, n) for n in range(16)]
    stories = in_stories(rng, casts)
    who, _ = resolve(casts, stories)
    found = {m: w for m, w in who.everybody().items() if m[1] != "PER" and (w.reasons or w.maybe)}
    expected = slowly_resolved(casts, {a: s.id for s in stories for a in s.articles})
    assert {m: w for m, w in expected.items() if w.reasons or w.maybe} == found
    # and the numbers say what the words say
    for each in casts:
        signs, words = who.signs(each.article), who.of([each.article]).values()
        assert [tuple(map(int, row)) for row in zip(*signs, strict=True)] == [
            tuple(map(int, resolved._signs_of(w))) for w in words
        ]


def test_what_people_corrected_stands_in_words_and_in_numbers():
    rng = random.Random(3)
    casts = [cast(rng, n) for n in range(8)]
    who, _ = resolve(casts, in_stories(rng, casts))
    before = who.everybody()
    mention = list(before)[4]
    corrected = who.corrected({mention: Who("00000000000000aa", ("corrected",), True, ())})
    assert corrected.everybody() == before | {mention: Who("00000000000000aa", ("corrected",), True, ())}
    assert corrected.mentions_of("00000000000000aa") == [mention]
    assert "00000000000000aa" in corrected.ids_in([mention[0]])
    assert who.everybody() == before
    for each in casts:
        same = all(map(np.array_equal, who.signs(each.article), corrected.signs(each.article)))
        assert same == (each.article != mention[0])


def slowly_resolved(casts: list[Cast], story_of: dict[str, str]) -> dict[Mention, Who]:
    named = [(c.article, p) for c in casts for p in c.parts]
    # what a story takes for a body everywhere else is none in the columns
    read = misread_in(laid_out(casts, story_of))
    bodies_of: dict[tuple[str, str], list[tuple[Mention, str | None]]] = {}
    maybe: dict[tuple[str, str], dict[str, None]] = {}
    for story in sorted(set(story_of.values())):
        own = [(a, p) for n, (a, p) in enumerate(named) if story_of[a] == story and "ORG" in (read.get(n), p.kind)]
        for called in bodies_in([BodyNames(p.name, p.forms, p.proper) for _, p in own]):
            scope = called.key, "" if called.holds_everywhere else story
            for a, p in (own[n] for n in called.members):
                bodies_of.setdefault(scope, []).append(((a, p.kind, p.name), called.why))
            maybe.setdefault(scope, {}).update(dict.fromkeys(called.maybe))
    found = {}
    for scope, members in bodies_of.items():
        first = min(m for m, _ in members)  # the articles are in the order of their ids
        same = ("same name: " + first[2],) if len({m[0] for m, _ in members}) > 1 else ()
        for mention, why in members:
            reasons = (*same, why) if why else same
            known = tuple(maybe[scope])
            if mention[1] != "PER":
                found[mention] = Who(digest("actor", "ORG", scope[0], first[0]), reasons, not known, known)
    for article, part in named:
        if part.kind != "GPE":
            continue
        alike = [
            (a, p.kind, p.name)
            for m, (a, p) in enumerate(named)
            if (p.kind == "GPE" or read.get(m) == "GPE")
            and key_of_place(p.name) == key_of_place(part.name)
            and p.proper == part.proper
            and (p.proper or story_of[a] == story_of[article])
        ]
        first = min(alike)
        same = ("same name: " + first[2],) if len({m[0] for m in alike}) > 1 else ()
        found[article, part.kind, part.name] = Who(
            digest("actor", "place", key_of_place(part.name), first[0]), same, True, ()
        )
    return found


@pytest.mark.parametrize("seed", range(20))
def test_names_of_bodies_that_nothing_links_are_not_looked_through(seed, monkeypatch):
    rng = random.Random(seed)
    named = [
        BodyNames(name, tuple({name, rng.choice(BODIES)}), rng.random() < 0.9)
        for name in (rng.choice(BODIES) for _ in range(rng.randrange(1, 6)))
    ]
    found = list(bodies_in(named))
    monkeypatch.setattr(bodies, "_apart", lambda keys, named: False)
    assert list(bodies_in(named)) == found
    monkeypatch.setattr(bodies, "_may_link", lambda keys, named: True)
    assert list(bodies_in(named)) == found


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
    assert groups_of(passages, order) == slowly_grouped(passages, order)


@pytest.mark.parametrize("seed", range(40))
def test_groups_that_stay(seed):
    rng = random.Random(seed)
    articles = [f"{rng.randrange(1000):03d} {n}" for n in range(14)]
    order = {article: n for n, article in enumerate(articles)}

    def traced() -> Traced:
        later = rng.randrange(1, 14)
        some = []
        for _ in range(rng.randrange(4)):
            at, there, length = rng.randrange(40), rng.randrange(40), rng.randrange(8, 20)
            source = articles[rng.randrange(later)]
            some.append(Passage(articles[later], at, at + length, source, there, there + length + 1))
        return Traced(articles[later], rng.randbytes(4), tuple(some))

    before = {t.article: t for t in (traced() for _ in range(10))}
    known = groups_of([p for t in before.values() for p in t.passages], order)
    now = dict(before)
    for _ in range(2):  # a few that have something else, that are new, or gone
        t = traced()
        now[t.article] = t
    gone = rng.choice(articles) if rng.random() < 0.5 else None
    now = {a: Traced(a, t.state, tuple(p for p in t.passages if p.source != gone)) for a, t in now.items() if a != gone}
    moved = rng.sample([a for a in articles if a != gone], 13 if gone else 14)
    for place in (order, {a: n for n, a in enumerate(moved)}):
        place = {a: n for n, a in enumerate(a for a in place if a != gone)}
        expected = groups_of([p for t in now.values() for p in t.passages], place)
        assert regrouped(now.values(), place, before.values(), known) == expected


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
        # no word has the number of a name
        said = Counted(vocabulary.array("q", [100 + n for n in words]), counted[1].counts)
        return Terms(counted[0], said, vocabulary.array("q", words), beyond, b"")

    articles = [terms() for _ in range(30)]
    grown = Vocabulary()
    for each in articles:
        grown.count([each])
    made = Vocabulary(articles)
    assert [made.weigh(t) for t in articles] == [grown.weigh(t) for t in articles]
    assert [made.holders(n) for n in range(141)] == [grown.holders(n) for n in range(141)]
    for vocabulary_ in (made, grown):
        vocabulary_.count(articles[:4], by=-1)
    assert [made.weigh(t) for t in articles[4:]] == [grown.weigh(t) for t in articles[4:]]
    assert [made.holders(n) for n in range(141)] == [grown.holders(n) for n in range(141)]
