"""Whether two statements say the same, and how they stand to each other. The scorer is a list that can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from quellenlage.compare.alike import (
    FEATURES,
    at_one_place,
    covered,
    cut_short,
    is_answer,
    is_echo,
    is_one_deed,
    of_the_denier,
    one_level,
    one_speaker,
    other_names,
    same_act,
    same_figure,
    same_part,
    same_wording,
    shared_amounts,
    shared_dates,
    shared_names,
    shared_terms,
)
from quellenlage.compare.amounts import Amount
from quellenlage.compare.deeds import same_deed
from quellenlage.compare.intervals import Likeness
from quellenlage.compare.numbers import Numbers, numbers_of
from quellenlage.compare.other_parts import almost_worded, other_parts, other_verbs
from quellenlage.compare.propositions import Proposition, meant_by, stem_of
from quellenlage.compare.said_again import first_person, other_occasion, other_tellings, said_again
from quellenlage.compare.spoken_of import one_rest, what_is_invoked
from quellenlage.domain.dossier import RelationKind
from quellenlage.german.lexicon import load_words
from quellenlage.german.numbers import number_of

Decision = Literal["same", "different", "unsure"]


SURE, MAYBE = 4.2, 3.6
"""Scores from which on two statements are one claim, or may be. Read on the pairs in other words that no doubt speaks
against, of twelve stories of FANG-COVID, the two of the sample articles and five articles of one affair: from 4.2 on 24
of 25 were one proposition, between 3.6 and 4.2 about half, below that one in three."""
LITTLE = 4.0
"""Weight of shared words below which two statements in other words are not compared any further."""
TURNED = 0.4
"""Part of the words that a statement and what turns it round must share: less, and something else may be denied."""
FEW, MANY = 2, 4
"""Words that two statements share at least to be compared, and to be surely one where nothing but words holds them
together. Read on whole days of FANG-COVID taken as one story (7,500 statements), where short sentences of all kinds
meet (*Die Lage ist ernst*): most pairs with nothing else and fewer than four were different."""
ONE_MATTER = 0.5
"""Cosine of two centred vectors from which on two sentences that nothing but words holds together are of one matter: in
the same reading right ones had .76 and more, a wrong one .31."""
NEAR, SOME = 0.4, 2.0
"""Cosine of two centred vectors, and weight of shared words, from which on two statements are looked at as one claim
perhaps, though their words alone would not do. On the two sample affairs 7 of 10 such pairs that are among each
other's nearest were one claim; from .3 on 11 of 18; without a shared word 9 of 28."""
ALL = 0.9
"""Part of a denial's words that the denied statement has, from which on it is hardly of anything else."""
SUMMED_UP = 8
"""Words in a row that a headline and the text below it have where both tell the same."""
NEARLY_ALL = 0.8
"""Part of the words of the one that says more from which on two short statements of one speaker say the same, however
common their words are."""
RARE = 3.0
"""Weight from which on a word names something that a story has one of (*Schiffscontainer*, not *Mensch*)."""
CONTAINED = 0.7
"""Part of the words and names of the one that says less that the other has, where it says the same and more. Set on the
pairs of FANG-COVID that were told as more and less: from .75 on a pair of the sample affairs, with another noun for one
thing, was no longer told."""
SEVERAL = 2
"""Words that it has more, where nothing else tells them apart."""
MORE = 1.5
"""How many times the words of the other a statement must have to say more."""


class Verdict(NamedTuple):
    """What was decided, how much speaks for it, how `a` stands to `b`, and why. For `more_specific` `narrower` is true
    where `a` says more than `b`."""

    decision: Decision
    score: float
    relation: RelationKind
    narrower: bool
    reasons: tuple[str, ...]


# deciding


def compare_statements(a: Proposition, b: Proposition) -> Verdict:
    """Whether two statements say the same. What cannot be one proposition decides against it, whatever else is alike;
    what may be another one (other names, a plan beside a fact) leaves it unsure at most."""
    numbers, turned = numbers_of(a, b), is_turned(a, b) or is_answer(a, b)
    worded = bool(same_wording(a, b)[0] or cut_short(a, b)[0])
    relation, narrower = _relation(a, b, numbers, worded=worded, turned=turned)
    if reason := _against(a, b, numbers, worded=worded):
        return Verdict("different", 0.0, relation, narrower, (reason,))
    found = [(weight, *feature(a, b)) for feature, weight in FEATURES]
    # rounded: sums of the weights must meet the thresholds exactly
    score = round(sum(weight * value for weight, value, _ in found), 6)
    reasons = (*beside(a, b), *(reason for _, value, reason in found if value and reason))
    repeated = a.words == b.words and not said_again(a, b)
    alike = not turned and (repeated or (worded and at_one_place(a, b)) or is_one_deed(a, b))
    alike = alike or bool(not turned and one_level(a, b)[0])
    doubts = () if alike else tuple(_doubts(a, b, numbers, worded=worded, turned=turned))
    if _shares_little(a, b) and not (is_one_deed(a, b) or one_level(a, b)[0]):
        doubts = (*doubts, "few words shared")
    if a.open_echo or b.open_echo:
        doubts = ("what it points back to is open", *doubts)
    if a.echo or b.echo:
        reasons = ("points back to what was said before",)
    decision: Decision = "different"
    if score >= SURE:
        decision = "unsure" if doubts else "same"
    elif (score >= MAYBE and (not doubts or is_answer(a, b))) or is_near(a, b) or same_deed(a.deeds, b.deeds):
        decision = "unsure"
    return Verdict(decision, score, relation, narrower, (*reasons, *doubts))


def beside(a: Proposition, b: Proposition) -> tuple[str, ...]:
    """Why two statements are worth reading side by side, though they share hardly a word."""
    if period := one_rest(a, b):
        return (f"rest of one sum: {period}",)
    return (f"one invokes it, the other speaks of it: {what}",) if (what := what_is_invoked(a, b)) else ()


def is_near(a: Proposition, b: Proposition) -> bool:
    """True for sentences of two speakers alike in what they are about that share a word, and for numbers of one thing:
    they may be one claim in words of their own."""
    if a.echo or b.echo or a.ahead != b.ahead:
        return False
    if same_figure(a, b)[0] or beside(a, b):
        return True
    # one speaker says several things of one matter: 2 of 24 such pairs were one claim
    if one_speaker(a, b) or a.vector is None or b.vector is None:
        return False
    if float(a.vector @ b.vector) < NEAR:
        return False
    return sum(shared_terms(a, b).values()) >= SOME


def is_turned(a: Proposition, b: Proposition) -> bool:
    """True if the one says that what the other says is not so: one speaker denies it, or a word that both have is
    negated in one of them."""
    return (a.denied != b.denied) != _is_negated(a, b)


def _is_negated(a: Proposition, b: Proposition) -> bool:
    """True where one of two statements negates what both say and the other negates nothing; what quotes a stretch of
    the other leaves out the rest of it."""
    if a.words == b.words or bool(a.negated) == bool(b.negated) or cut_short(a, b)[0]:
        return False
    return not (a.negated | b.negated).isdisjoint(a.terms.keys() & b.terms.keys())


def _against(a: Proposition, b: Proposition, numbers: Numbers, *, worded: bool) -> str:
    """Why two statements cannot be one claim; empty if nothing is known against it."""
    if a.said.member is b.said.member and not is_echo(a, b) and not is_answer(a, b):
        if a.statement.span.overlaps(b.statement.span):
            return "one is part of the other"
        one_place = a.statement.section == b.statement.section and a.words != b.words
        if one_place and same_deed(a.deeds, b.deeds) is None:
            return "both in the text of one article"
    if not a.words or not b.words:
        return "content not given"
    if _other_dates(a, b):
        return "other date"
    if _swapped(a, b):
        return "who does it to whom is turned round"
    if same_deed(a.deeds, b.deeds) is not None:
        return ""
    if a.denied == b.denied and (reason := other_occasion(a, b, numbers, worded=worded)):
        return reason
    if _other_numbers(a, b):
        return "other numbers"
    if _shares_little(a, b) and not is_near(a, b):
        return "few words shared"
    if a.words != b.words and _other_speakers(a, b) and first_person(a) and first_person(b):
        return "each speaks of themselves"
    return ""


def _shares_little(a: Proposition, b: Proposition) -> bool:
    """True where the words of two statements say too little to be compared, and nothing else brings them together."""
    if is_echo(a, b) or is_answer(a, b) or same_wording(a, b)[0] or cut_short(a, b)[0]:
        return False
    if one_speaker(a, b) and _covered_both(a, b) >= NEARLY_ALL and len(_whole(a, b)) >= FEW:
        return False
    few = len(_whole(a, b)) < FEW and not one_speaker(a, b)
    return few or sum(shared_terms(a, b).values()) < LITTLE


def _other_speakers(a: Proposition, b: Proposition) -> bool:
    return a.speaker is not None and b.speaker is not None and a.speaker != b.speaker


def _other_dates(a: Proposition, b: Proposition) -> bool:
    """True if both give dates and none of the one may be one of the other: a day is in its month and year."""
    pairs = [(x, y) for x in a.dates for y in b.dates]
    return bool(pairs) and not any(_one_date(x, y) for x, y in pairs)


def _one_date(x: str, y: str) -> bool:
    """True if one may be in the other. Of a weekday that stands alone only another one is known to be another date."""
    if x.startswith("X") and y.startswith("X"):
        return x == y
    return x.startswith(y) or y.startswith(x) or "W" in x + y


def _swapped(a: Proposition, b: Proposition) -> bool:
    """True if who acts in the one suffers the same in the other."""
    return any(
        x.type == y.type
        and (x.agents & y.patients or x.patients & y.agents)
        and not (x.agents & y.agents or x.patients & y.patients)
        for x in a.acts
        for y in b.acts
    )


def _other_numbers(a: Proposition, b: Proposition) -> bool:
    """True if each gives a number that the other lacks and that no object makes comparable."""
    if a.amounts and b.amounts:
        return False
    left, right = set(_numbers(a)), set(_numbers(b))
    return bool(left - right and right - left)


@lru_cache(maxsize=1 << 15)
def _numbers_in(words: tuple[str, ...]) -> frozenset[float]:
    return frozenset(n for w in words if (n := number_of(w)) is not None)


def _numbers(a: Proposition) -> frozenset[float]:
    return _numbers_in(a.words)


def _doubts(a: Proposition, b: Proposition, numbers: Numbers, *, worded: bool, turned: bool) -> Iterator[str]:
    """What makes it unsure that two statements say the same; `worded` if most of their words are the same."""
    if names := other_names(a, b):
        yield f"other names: {names}"
    if a.ahead != b.ahead and not worded and not (b.becoming if a.ahead else a.becoming):
        yield "one is ahead, the other is told as so"
    if numbers.unmatched:
        yield "numbers of other things"
    if a.hours and b.hours and a.hours.isdisjoint(b.hours):
        yield "other hour"
    if not turned:
        yield from other_tellings(a, b, worded=worded)
    if is_answer(a, b):
        yield "what is denied may be something else"
        return
    if not (a.echo or b.echo or a.words == b.words) and almost_worded(a, b):
        if (things := other_parts(a, b)) and not _sums_up(a, b):
            yield f"another thing: {things}"
        elif shared_dates(a, b)[0] < 1 and (verbs := other_verbs(a, b)):
            yield f"another verb: {verbs}"
    echo = is_echo(a, b)
    shared = sum(shared_terms(a, b).values())
    part = shared / max(a.weight, b.weight) if shared else 0.0
    anchored = _anchored(a, b)
    if not (echo or worded or anchored):
        if len(_whole(a, b)) < MANY:
            yield "few words shared"
        elif a.vector is not None and b.vector is not None and float(a.vector @ b.vector) < ONE_MATTER:
            yield "the sentences are of other matters"
    if turned and not echo and part < TURNED:
        yield "what is denied may be something else"
    if turned and one_speaker(a, b):
        yield "one speaker would contradict themselves"
    differing = [(x, y) for x, y, like in numbers.pairs if like == "different"]
    if numbers.apart and not differing and not worded:
        yield "the numbers may be of something else"
    if (
        differing
        and not echo
        and (not (anchored or worded) or _on_top(a) or _on_top(b) or not _same_counted(a, b, differing, part))
    ):
        yield "the numbers may be of something else"


def _sums_up(a: Proposition, b: Proposition) -> bool:
    """True where a headline and the text below it have a long run of words in common: the headline may name what it is
    said of by another word."""
    if a.said.member is not b.said.member or a.statement.section == b.statement.section:
        return False
    runs = {a.words[n : n + SUMMED_UP] for n in range(len(a.words) - SUMMED_UP + 1)}
    return any(b.words[n : n + SUMMED_UP] in runs for n in range(len(b.words) - SUMMED_UP + 1))


def _anchored(a: Proposition, b: Proposition) -> bool:
    """True if more than words holds two statements together: a speaker, a number, a day, who does what to whom, most of
    their names, or a verb of denying before hardly anything but the words of the other."""
    if a.denied != b.denied and covered(a, b) >= ALL and len(_whole(a, b)) > FEW:
        return True
    one = ((shared_amounts, 1.0), (same_figure, 1.0), (shared_dates, 1.0), (same_act, 1.0), (same_part, 1.0))
    at_least = (*one, (shared_names, 0.5))
    anchored = one_speaker(a, b) or of_the_denier(a, b)[0] > 0
    return anchored or any(feature(a, b)[0] >= least for feature, least in at_least)


def _covered_both(a: Proposition, b: Proposition) -> float:
    """The same as a part of the one that says more."""
    most = max(a.weight, b.weight)
    return sum(shared_terms(a, b).values()) / most if most else 0.0


def _whole(a: Proposition, b: Proposition) -> set[str]:
    """The words that both have, parts of compounds aside."""
    return {t for t in shared_terms(a, b) if t in a.shown and t in b.shown}


def _on_top(a: Proposition) -> bool:
    return not load_words("increments").isdisjoint(a.words)


def _same_counted(a: Proposition, b: Proposition, differing: Sequence[tuple[Amount, Amount]], part: float) -> bool:
    """True if what two numbers count is one thing beyond doubt: most is said alike, the same happens, or one speaker
    counts what bears a rare name."""
    named = all(x.object == y.object and a.terms.get(stem_of(x.object, "NOUN"), 0.0) >= RARE for x, y in differing)
    return part >= TURNED or same_act(a, b)[0] > 0 or (named and one_speaker(a, b))


def _relation(
    a: Proposition, b: Proposition, numbers: Numbers, *, worded: bool, turned: bool
) -> tuple[RelationKind, bool]:
    likeness = {like for _, _, like in numbers.pairs}
    if turned:
        return "contradicts", False
    if a.words == b.words and not (_other_speakers(a, b) and "direct" in (a.statement.mode, b.statement.mode)):
        return "same", False
    if "different" in likeness or (numbers.apart and a.words != b.words):
        return "differs_in_number", False
    if worded and _other_speakers(a, b) and "direct" in (a.statement.mode, b.statement.mode):
        return "differs_in_attribution", False
    if holds(a, b) or holds(b, a):
        return "more_specific", holds(a, b)
    if (pair := same_deed(a.deeds, b.deeds)) is not None and pair[0].plain != pair[1].plain:
        return "more_specific", pair[1].plain
    more_a, more_b = _says_more(a, b, likeness, "narrower"), _says_more(b, a, likeness, "wider")
    if more_a != more_b:
        return "more_specific", more_a
    return "same", False


def holds(a: Proposition, b: Proposition) -> bool:
    """True if the words of `a` hold those of `b`, and more that says something."""
    inside = f" {' '.join(b.words)} " in f" {' '.join(a.words)} "
    return len(a.words) > len(b.words) and inside and a.weight > b.weight


def _says_more(a: Proposition, b: Proposition, likeness: set[Likeness], narrower: Likeness) -> bool:
    """True if `a` says nearly all that `b` says, and has a number, a date, a place, or several words more."""
    if narrower in likeness or (len(a.amounts) > len(b.amounts) and same_deed(a.deeds, b.deeds) is not None):
        return True
    one, other = _content(a), _content(b)
    if len(one & other) < CONTAINED * len(other):
        return False
    if len(a.amounts) > len(b.amounts):
        return True
    finer = any(x != y and x.startswith(y) for x in a.dates for y in b.dates)
    places = {meant_by(n) for n in a.names if n.type in ("GPE", "LOC")} - {meant_by(n) for n in b.names}
    more = len(one - other) >= SEVERAL and a.weight > MORE * b.weight
    return finer or bool(a.dates and not b.dates) or bool(places and b.names) or more


def _content(each: Proposition) -> set[str]:
    """The stems of its words, and whom it names."""
    return {*each.shown, *(meant_by(n) for n in each.names)}
