"""Two statements that say how much one thing was in one period: *das Defizit habe 2024 rund vier Millionen betragen*,
*das Minus lag 2024 bei 4,1 Millionen*. Hardly a word is shared, and still it is one proposition."""

from __future__ import annotations

from quellenlage.compare.amounts import Amount, compare_amounts
from quellenlage.compare.propositions import Proposition
from quellenlage.german.lexicon import load_words


def same_level(a: Proposition, b: Proposition) -> str:
    """The period for which both give the level of one thing (a sure row of the story's figures), with numbers that one
    who knows the same may give; empty if they do not. Each says nothing else: its one number stands with a verb of how
    much."""
    if a.figures.isdisjoint(b.figures) or a.echo or b.echo or a.ahead or b.ahead:
        return ""
    level, other = _level(a), _level(b)
    if level is None or other is None or compare_amounts(level, other) == "different" or _of_others(a, b):
        return ""
    return max(sorted(a.dates & b.dates), key=len, default="")


def _level(each: Proposition) -> Amount | None:
    """The only number of a statement with a verb of how much."""
    verbs = {t.lemma for t in each.content if t.pos == "VERB"}
    if len(each.amounts) != 1 or each.amounts[0].is_open or verbs.isdisjoint(load_words("level_predicates")):
        return None
    return each.amounts[0]


def _of_others(a: Proposition, b: Proposition) -> bool:
    """True where each says whose it is, and they share no owner: *das Defizit der Stadt*, *das Minus der Werft*."""
    owners, others = ({p.word for p in each.parts if p.role == "of"} for each in (a, b))
    return bool(owners and others) and owners.isdisjoint(others)
