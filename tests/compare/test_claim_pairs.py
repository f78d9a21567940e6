"""Pairs of statements from invented affairs (`claim_pairs.tsv`, `claim_pairs_deeds.tsv`): which are joined, how, and
that nothing else is."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest

from quellenlage.compare.claims import find_claims
from quellenlage.compare.figures import find_figures
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.article import Article, Published
from quellenlage.pipeline import annotate, model_name

DAY = Published("2025-05-07", "2025-05-07", "given")
ALIKE = {"same", "more_specific"}
FOUND = {"claim_pairs": (31, 43), "claim_pairs_deeds": (20, 20)}
"""Of 73 pairs of one claim or its opposite, and of 20, whose statements are found: those joined for sure, and those
with an open row, too. The others share no word but what the affair is about; sentence vectors do not tell them from
what is only near."""

pytestmark = pytest.mark.skipif(model_name() is None, reason="needs the model")


class Pair(NamedTuple):
    affair: str
    relation: str
    one: str
    two: str


class Outcome(NamedTuple):
    pair: Pair
    sure: bool
    open: bool
    relation: str | None


@pytest.fixture(scope="module", params=sorted(FOUND))
def read(request: pytest.FixtureRequest) -> tuple[str, list[Outcome]]:
    return request.param, outcomes_of(request.param)


@pytest.fixture(scope="module")
def outcomes(read: tuple[str, list[Outcome]]) -> list[Outcome]:
    return read[1]


def outcomes_of(name: str) -> list[Outcome]:
    affairs: dict[str, list[Pair]] = defaultdict(list)
    introductions = {}
    lines = (Path(__file__).parent / f"{name}.tsv").read_text("utf-8").splitlines()
    for line in [x for x in lines if not x.startswith("#")][1:]:
        pair = Pair(*line.split("\t"))
        if pair.relation == "introduction":
            introductions[pair.affair] = pair.one
        else:
            affairs[pair.affair].append(pair)
    return [each for affair, pairs in affairs.items() for each in judged(introductions[affair], pairs)]


def judged(introduction: str, pairs: list[Pair]) -> list[Outcome]:
    """How each pair of an affair fares in the claims of all its articles."""
    sentences = list(dict.fromkeys(s for pair in pairs for s in (pair.one, pair.two)))
    members, said = [], {}
    for n, sentence in enumerate(sentences):
        text = f"{introduction}\n\n{sentence}"
        article = Article(id=f"a{n:02}", text=text, input=f"a{n:02}", outlet=f"Blatt {n}", language="de", published=DAY)
        member = AnnotatedArticle(article, annotate(article))
        members.append(member)
        inside = [
            s
            for s in member.annotations.statements
            if s.quote and s.mode != "narration" and s.span.start > len(introduction)
        ]
        if inside:
            said[sentence] = inside[0].id
    claims = find_claims(members, (), figures=find_figures(members))
    found = []
    for pair in pairs:
        ids = {said.get(pair.one), said.get(pair.two)}
        if None in ids:
            continue
        with_both = [c for c in claims if ids <= {m.statement for m in c.members}]
        relations = {r.relation for c in with_both if c.sure for r in c.relations if {r.a, r.b} == ids}
        sure = any(c.sure for c in with_both)
        found.append(Outcome(pair, sure, any(not c.sure for c in with_both), next(iter(relations), None)))
    return found


def test_nothing_that_is_only_near_is_joined_for_sure(outcomes: list[Outcome]) -> None:
    assert [o.pair for o in outcomes if o.pair.relation == "unrelated" and o.sure] == []


def test_what_is_joined_for_sure_stands_in_the_right_relation(outcomes: list[Outcome]) -> None:
    judged_relations = [o for o in outcomes if o.sure and o.relation and o.pair.relation != "unrelated"]
    wrong = [
        (o.pair, o.relation)
        for o in judged_relations
        if o.relation != o.pair.relation and not {o.relation, o.pair.relation} <= ALIKE
    ]
    assert wrong == []


def test_as_many_are_found_as_were_measured(read: tuple[str, list[Outcome]]) -> None:
    name, outcomes = read
    right = [o for o in outcomes if o.pair.relation != "unrelated"]
    sure, found = FOUND[name]
    assert sum(o.sure for o in right) >= sure
    assert sum(o.sure or o.open for o in right) >= found
