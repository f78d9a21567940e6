"""Which statements are one claim: pairs worth a look, then groups around their clearest statement."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from quellenlage.compare.alike import SHINGLE
from quellenlage.compare.propositions import Proposition
from quellenlage.compare.sameness import MAYBE, NEAR, Verdict, beside, compare_statements

TELLING = 10
"""Heaviest words of a statement that it is looked up by."""
POSTINGS = 40
"""Statements that a word, a name with a number, or a run of words may have before it finds nothing any more: the first
ones are kept. It keeps the work of a story in proportion to its statements."""
LOOK = 4.0
"""Weight of what two statements share from which on they are compared: as `sameness.LITTLE`, below which words say
nothing."""
TWICE = 2
"""Things that they must share at least; a run of words or a number alone is enough, one word is not."""


NEAREST = 2
"""Statements of other articles whose sentences are most alike: one of them may say the same in other words."""
CHUNK = 512
"""Rows of the matrix of cosines that are made at a time."""


@dataclass(slots=True)
class Group:
    """Statements that are one claim, in order; the core is the clearest. `parts` are quoted words inside members."""

    core: Proposition
    members: list[Proposition]
    parts: list[Proposition] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Groups:
    """All claims of a story, and the pairs of claims that may be one."""

    groups: list[Group]
    maybe: list[tuple[int, int, Verdict]]


def candidates(propositions: Sequence[Proposition]) -> Iterator[tuple[int, int]]:
    """Pairs that share telling words, a run of words, a number of one thing, or a copied passage; and what points back
    with what it points to. Every statement meets a bounded number of others."""
    postings: dict[object, list[int]] = defaultdict(list)
    place = {p.statement.id: i for i, p in enumerate(propositions)}
    for i, each in enumerate(propositions):
        weights: dict[int, float] = defaultdict(float)
        things: Counter[int] = Counter()
        for key, weight, counts in _keys(each):
            for other in postings[key]:
                weights[other] += weight
                things[other] += counts
            if len(postings[key]) < POSTINGS:
                postings[key].append(i)
        near = {other for other, weight in weights.items() if weight >= LOOK and things[other] >= TWICE}
        near.update(place[meant] for meant in (each.echo, each.answers) if meant is not None)
        yield from ((other, i) for other in sorted(near) if other != i)


def nearest(propositions: Sequence[Proposition]) -> set[tuple[int, int]]:
    """Pairs of statements of two articles whose sentences are among the most alike for both of them."""
    places = [i for i, p in enumerate(propositions) if p.vector is not None and p.echo is None and p.terms]
    if len(places) < 2:
        return set()
    vectors = np.stack([v for i in places if (v := propositions[i].vector) is not None])
    numbers = {article: n for n, article in enumerate(sorted({p.said.member.article.id for p in propositions}))}
    article = np.array([numbers[propositions[i].said.member.article.id] for i in places])
    near: set[tuple[int, int]] = set()
    for start in range(0, len(places), CHUNK):
        rows = vectors[start : start + CHUNK] @ vectors.T
        rows[article[start : start + CHUNK, None] == article[None, :]] = -1.0
        few = min(NEAREST, rows.shape[1])
        best = np.argpartition(-rows, few - 1, axis=1)[:, :few]
        for row, columns in enumerate(best):
            near.update((start + row, int(c)) for c in columns if rows[row, c] >= NEAR)
    return {(places[a], places[b]) for a, b in near if a < b and (b, a) in near}


def _keys(each: Proposition) -> Iterator[tuple[object, float, int]]:
    """What a statement is looked up by, with its weight, and as how many things it counts."""
    for term, weight in sorted(each.terms.items(), key=lambda t: (-t[1], t[0]))[:TELLING]:
        yield term, weight, 1
    words = each.words
    if len(words) < SHINGLE:
        yield (words, each.speaker), LOOK, TWICE
    for at in range(len(words) - SHINGLE + 1):
        yield words[at : at + SHINGLE], LOOK, TWICE
    for amount in each.amounts:
        if amount.quantity.value is not None:
            yield (amount.quantity.value, amount.unit), LOOK / 2, 1
    for deed in sorted(each.deeds):
        yield deed[:3], LOOK, TWICE
    for row, _ in each.passages:
        yield row, LOOK / 2, 1
    for figure in sorted(each.figures):
        yield ("figure", figure), LOOK, TWICE
    for figure in sorted(each.rest_of.figures) if each.rest_of is not None else ():
        yield ("rest", figure), LOOK, TWICE
    if each.speaker is not None:
        yield ("speaker", each.speaker), 0.0, 1


def group_statements(propositions: Sequence[Proposition]) -> Groups:
    """The claims of a story: the surest pairs meet first, and two groups meet only where their cores say the same and
    nothing in the one is another thing than the core of both. So groups never chain from one matter to the next."""
    verdicts: dict[tuple[int, int], Verdict] = {}

    def verdict(i: int, j: int) -> Verdict:
        key = (i, j) if i < j else (j, i)
        if key not in verdicts:
            verdicts[key] = compare_statements(propositions[key[0]], propositions[key[1]])
        return verdicts[key]

    alike = nearest(propositions)
    pairs = [(i, j, verdict(i, j)) for i, j in sorted({*candidates(propositions), *alike})]
    # sentences alike alone are no reason, unless they are the most alike
    pairs = [
        (i, j, v)
        for i, j, v in pairs
        if (i, j) in alike or v.score >= MAYBE or v.decision != "unsure" or beside(propositions[i], propositions[j])
    ]
    # what points back belongs to nothing but what it points to
    pairs.sort(key=lambda p: (propositions[p[1]].echo != propositions[p[0]].statement.id, -p[2].score, p[0], p[1]))
    groups = {i: [i] for i in range(len(propositions))}
    top = list(range(len(propositions)))
    core = list(range(len(propositions)))
    open_: list[tuple[int, int, Verdict]] = []
    for i, j, found in pairs:
        a, b = top[i], top[j]
        if a == b or found.decision == "different":
            continue
        if found.decision == "unsure":
            open_.append((i, j, found))
            continue
        both = (*groups[a], *groups[b])
        of_deed = any(propositions[k].deeds for k in (i, j))
        cores = sorted((core[a], core[b]), key=lambda k: _as_core(propositions[k], of_deed=of_deed))
        fit = (k for k in cores if all(m == k or verdict(k, m).decision != "different" for m in both))
        clearest = next(fit, None) if verdict(core[a], core[b]).decision == "same" else None
        if clearest is None:
            open_.append((i, j, found))
            continue
        groups[a] += groups.pop(b)
        core[a] = clearest
        for member in groups[a]:
            top[member] = a
    order = sorted(groups)
    at = {group: place for place, group in enumerate(order)}
    found_groups = [Group(propositions[core[g]], [propositions[m] for m in sorted(groups[g])]) for g in order]
    maybe: dict[tuple[int, int], Verdict] = {}
    for i, j, found in open_:
        a, b = sorted((at[top[i]], at[top[j]]))
        if a != b and (a, b) not in maybe:
            maybe[a, b] = found
    return Groups(found_groups, [(a, b, found) for (a, b), found in maybe.items()])


def _as_core(each: Proposition, *, of_deed: bool) -> tuple[object, ...]:
    """Which of two statements stands for both: the clearer one; of a deed told in other words the one that says less,
    for who tells of five million shells is a source for shells, and not the other way round."""
    if not of_deed:
        return clearness(each)
    in_passing = not any(d.plain for d in each.deeds)
    return each.echo is not None, each.denied, in_passing, len(each.amounts), *clearness(each)


def clearness(each: Proposition) -> tuple[object, ...]:
    """What says it itself before what points back, told as so before denied, a clause before a scrap without a verb,
    named speakers and the body of an article before headlines; then what names whom it speaks of, what gives a number,
    the fullest wording, the order."""
    statement = each.statement
    return (
        each.echo is not None,
        each.denied,
        each.scrap,
        statement.speaker_name is None,
        statement.section != "body",
        each.pointing,
        all(a.is_open for a in each.amounts),
        -len(each.words),
        each.place,
    )
