"""Whether two statements say the same, and how they stand to each other. The scorer is a list that can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz import fuzz

from quellenlage.compare.amounts import Amount, compare_amounts, of_one_thing
from quellenlage.compare.deeds import same_deed
from quellenlage.compare.intervals import Likeness
from quellenlage.compare.numbers import Numbers, numbers_of
from quellenlage.compare.other_parts import almost_worded, other_parts, other_verbs
from quellenlage.compare.propositions import Proposition, meant_by, stem_of
from quellenlage.compare.words import even
from quellenlage.domain.dossier import RelationKind
from quellenlage.german.lexicon import load_words
from quellenlage.german.numbers import number_of

Decision = Literal["same", "different", "unsure"]

SAME_WORDS = 90
"""Similarity of two quotes' words (rapidfuzz ratio of characters, 0 to 100) from which on they are one: an article, an
ending or a comma may differ; a changed noun in a sentence of average length falls below."""
SAME_PASSAGE = 75
"""The same where both quotes stand at the same place of one copied passage."""
PLACE = 40
"""Characters by which a quote's place in two copies of a passage may differ: earlier edits shift it."""
SHINGLE = 4
"""Words in a row that two quotes must share to be alike by their words alone; shorter ones must be equal and of one
speaker."""
ENOUGH = 8.0
"""Weight of shared words from which on they say enough: two rare words, or three of the story's own."""
TOLD_WORDS = 4
"""Words named in a reason."""
ALIKE = 0.3
"""Cosine of two centred vectors up to which two sentences are alike by their matter alone."""


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
PART = 5.0
"""Weight of a verb and of what it has as its subject or object, together, from which on they hold two statements
together: *lag* or *stieg* with *Zahl* do not."""
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


Feature = Callable[[Proposition, Proposition], tuple[float, str]]
"""Two statements to a score from 0 to 1 and its reason."""


def same_wording(a: Proposition, b: Proposition) -> tuple[float, str]:
    """1 for the same words, nearly the same, or one place of a copied passage."""
    if not a.words or not b.words:
        return 0.0, ""
    if a.words == b.words:
        short = len(a.words) < SHINGLE
        return (0.0, "") if short and not one_speaker(a, b) else (1.0, "same words")
    if min(len(a.words), len(b.words)) < SHINGLE:
        return 0.0, ""
    copied = _at_one_place(a, b)
    least = SAME_PASSAGE if copied else SAME_WORDS
    near = fuzz.ratio(" ".join(a.words), " ".join(b.words), score_cutoff=least) > 0
    return (1.0, "same place in a copied passage" if copied else "nearly the same words") if near else (0.0, "")


def _at_one_place(a: Proposition, b: Proposition) -> bool:
    return any(row == other and abs(x - y) <= PLACE for row, x in a.passages for other, y in b.passages)


def cut_short(a: Proposition, b: Proposition) -> tuple[float, str]:
    """1 where the words of one are the beginning, the end or a stretch of the other's, and at least one quotes them."""
    shorter, longer = sorted((a, b), key=lambda p: len(p.words))
    short, long = shorter.words, longer.words
    if len(short) < SHINGLE or len(short) == len(long):
        return 0.0, ""
    if shorter.statement.mode != "direct" and shorter.weight < ENOUGH:
        # "zu Hause zu bleiben" is part of many a sentence
        return 0.0, ""
    inside = f" {' '.join(short)} " in f" {' '.join(long)} "
    quoted = "direct" in (a.statement.mode, b.statement.mode)
    return (1.0, "words of the one are part of the other") if inside and quoted else (0.0, "")


def shared_words(a: Proposition, b: Proposition) -> tuple[float, str]:
    """Weight of the words that both have, as a part of the weight of the one that says more."""
    shared = _shared(a, b)
    most = max(a.weight, b.weight)
    whole = {t: word for t in shared if (word := a.shown.get(t) or b.shown.get(t)) is not None}
    told = sorted(whole, key=lambda t: (-shared[t], t))[:TOLD_WORDS]
    said = ", ".join(sorted({whole[t] for t in told}))
    return (sum(shared.values()) / most, f"words shared: {said}") if shared and most else (0.0, "")


def covered_words(a: Proposition, b: Proposition) -> tuple[float, str]:
    """The same as a part of the one that says less, where they are enough to say something."""
    return _covered(a, b) * min(1.0, sum(_shared(a, b).values()) / ENOUGH), ""


def shared_amounts(a: Proposition, b: Proposition) -> tuple[float, str]:
    """1 for an equal number of one thing, or of more than two digits."""
    for x in a.amounts:
        for y in b.amounts:
            value = x.quantity.value
            telling = (x.object and x.object == y.object) or (value is not None and (value >= 100 or value % 1))
            if telling and of_one_thing(x, y) and compare_amounts(x, y) == "same":
                return 1.0, f"same number: {_said_of(a, x)}"
    return 0.0, ""


def same_figure(a: Proposition, b: Proposition) -> tuple[float, str]:
    """1 where both give a number that stands in one row of the story's figures."""
    return (1.0, "numbers of one thing") if not a.figures.isdisjoint(b.figures) else (0.0, "")


def shared_dates(a: Proposition, b: Proposition) -> tuple[float, str]:
    """1 for the same day or hour, a half for the same month or year."""
    if hours := sorted(a.hours & b.hours):
        return 1.0, f"same hour: {hours[0][1:]}"
    shared = sorted(a.dates & b.dates, key=lambda d: (-len(d), d))
    return (1.0 if len(shared[0]) >= 10 else 0.5, f"same date: {shared[0]}") if shared else (0.0, "")


def shared_names(a: Proposition, b: Proposition) -> tuple[float, str]:
    """The names that both have, as a part of those of the one with more; people count double."""
    shared = {n.key: n for n in a.names if n.key in {m.key for m in b.names}}
    most = max(len({n.key for n in x.names}) for x in (a, b))
    if not shared:
        return 0.0, ""
    return len(shared) / most, f"same names: {', '.join(sorted({n.name for n in shared.values()}))}"


def same_act(a: Proposition, b: Proposition) -> tuple[float, str]:
    """1 for an event of one type with the same who or whom; less for the same verb without them."""
    best, why = 0.0, ""
    for x in a.acts:
        for y in b.acts:
            if x.type != y.type or (x.type == "OTHER" and x.subtype != y.subtype):
                continue
            part = len(x.agents & y.agents) + len(x.patients & y.patients)
            value = 1.0 if part else 0.4 if x.subtype == y.subtype else 0.0
            if value > best:
                best, why = value, f"same event: {x.subtype or x.type}"
    return best, why


def same_handing_over(a: Proposition, b: Proposition) -> tuple[float, str]:
    """1 where both tell, as done, that the same one handed things of one class over to the same one."""
    if not _is_one_deed(a, b):
        return 0.0, ""
    return 1.0, f"same deed: {', '.join(sorted({n.name for n in a.names & b.names}) or ['–'])}"


def _is_one_deed(a: Proposition, b: Proposition) -> bool:
    pair = same_deed(a.deeds, b.deeds) if a.deeds and b.deeds else None
    return pair is not None and pair[0].done and pair[1].done


def same_part(a: Proposition, b: Proposition) -> tuple[float, str]:
    """1 where both say that somebody does the same, or that the same is done to something; not where one only must or
    may, and not of two speakers where a pronoun may mean the one who speaks."""
    if (a.pointing or b.pointing) and not one_speaker(a, b):
        return 0.0, ""
    for part in sorted(a.parts & b.parts):
        told = [min(p.terms.get(w, 0.0) for p in (a, b)) for w in (part.head, part.word)]
        if all(told) and sum(told) >= PART and not other_parts(a, b):
            words = a.shown.get(part.word, part.word), a.shown.get(part.head, part.head)
            return 1.0, f"same of the same: {', '.join(words)}"
    return 0.0, ""


def same_speaker(a: Proposition, b: Proposition) -> tuple[float, str]:
    """1 where one person or body says both."""
    return (1.0, f"same speaker: {a.statement.speaker_name}") if one_speaker(a, b) else (0.0, "")


def denied_at_once(a: Proposition, b: Proposition) -> tuple[float, str]:
    """1 where one denies something right after the other was said."""
    return (1.0, "denied right after it was said") if _answering(a, b) else (0.0, "")


def of_the_denier(a: Proposition, b: Proposition) -> tuple[float, str]:
    """1 where one is denied by whom the other one speaks of."""
    denial, told = (a, b) if a.denied else (b, a)
    if a.denied == b.denied or denial.speaker is None or one_speaker(a, b):
        return 0.0, ""
    of_him = (
        denial.speaker in {n.key for n in told.names}
        or stem_of(denial.speaker, "NOUN") in told.terms
        or any(n.type == "ORG" and _ends(denial.statement.speaker_name or "", n.name) for n in told.names)
    )
    return (1.0, "denied by whom it is said of") if of_him else (0.0, "")


def like_sentences(a: Proposition, b: Proposition) -> tuple[float, str]:
    """How alike their sentences are in what they are about, above what the story's matter brings."""
    if a.vector is None or b.vector is None:
        return 0.0, ""
    cosine = float(a.vector @ b.vector)
    return max(0.0, (cosine - ALIKE) / (1 - ALIKE)), f"sentences alike: {cosine:.2f}"


FEATURES: tuple[tuple[Feature, float], ...] = (
    (same_wording, 6.0),
    (cut_short, 5.0),
    (shared_words, 4.0),
    (covered_words, 2.0),
    (shared_amounts, 1.5),
    (same_figure, 1.5),
    (shared_dates, 1.0),
    (shared_names, 1.0),
    (same_act, 1.0),
    (same_part, 1.0),
    (same_handing_over, 4.2),
    (same_speaker, 0.8),
    (like_sentences, 1.5),
    (denied_at_once, 3.6),
    (of_the_denier, 1.5),
)
"""What makes two statements one claim, and how much it counts."""


def one_speaker(a: Proposition, b: Proposition) -> bool:
    """True if both speakers are known and one."""
    return a.speaker is not None and a.speaker == b.speaker


def _said_of(a: Proposition, amount: Amount) -> str:
    """The number as the text has it."""
    return even(amount.quantity.span.of(a.said.member.article.text))


def _shared(a: Proposition, b: Proposition) -> dict[str, float]:
    less, more = (a.terms, b.terms) if len(a.terms) <= len(b.terms) else (b.terms, a.terms)
    return {t: min(w, more[t]) for t, w in less.items() if t in more}


# deciding


def compare_statements(a: Proposition, b: Proposition) -> Verdict:
    """Whether two statements say the same. What cannot be one proposition decides against it, whatever else is alike;
    what may be another one (other names, a plan beside a fact) leaves it unsure at most."""
    numbers, turned = numbers_of(a, b), is_turned(a, b) or _answering(a, b)
    worded = bool(same_wording(a, b)[0] or cut_short(a, b)[0])
    relation, narrower = _relation(a, b, numbers, worded=worded, turned=turned)
    if reason := _against(a, b):
        return Verdict("different", 0.0, relation, narrower, (reason,))
    found = [(weight, *feature(a, b)) for feature, weight in FEATURES]
    # rounded: sums of the weights must meet the thresholds exactly
    score = round(sum(weight * value for weight, value, _ in found), 6)
    reasons = tuple(reason for _, value, reason in found if value and reason)
    alike = not turned and (a.words == b.words or (worded and _at_one_place(a, b)) or _is_one_deed(a, b))
    doubts = () if alike else tuple(_doubts(a, b, numbers, worded=worded, turned=turned))
    if _shares_little(a, b) and not _is_one_deed(a, b):
        doubts = (*doubts, "few words shared")
    if a.open_echo or b.open_echo:
        doubts = ("what it points back to is open", *doubts)
    if a.echo or b.echo:
        reasons = ("points back to what was said before",)
    decision: Decision = "different"
    if score >= SURE:
        decision = "unsure" if doubts else "same"
    elif (score >= MAYBE and (not doubts or _answering(a, b))) or is_near(a, b) or same_deed(a.deeds, b.deeds):
        decision = "unsure"
    return Verdict(decision, score, relation, narrower, (*reasons, *doubts))


def is_near(a: Proposition, b: Proposition) -> bool:
    """True for sentences of two speakers alike in what they are about that share a word, and for numbers of one thing:
    they may be one claim in words of their own."""
    if a.echo or b.echo or a.ahead != b.ahead:
        return False
    if same_figure(a, b)[0]:
        return True
    # one speaker says several things of one matter: 2 of 24 such pairs were one claim
    if one_speaker(a, b) or a.vector is None or b.vector is None:
        return False
    if float(a.vector @ b.vector) < NEAR:
        return False
    return sum(_shared(a, b).values()) >= SOME


def is_turned(a: Proposition, b: Proposition) -> bool:
    """True if the one says that what the other says is not so: one speaker denies it, or a word that both have is
    negated in one of them."""
    shared = a.terms.keys() & b.terms.keys()
    inner = a.words != b.words and bool(a.negated & shared) != bool(b.negated & shared)
    return (a.denied != b.denied) != inner


def _against(a: Proposition, b: Proposition) -> str:
    """Why two statements cannot be one claim; empty if nothing is known against it."""
    if a.said.member is b.said.member and not _echoing(a, b) and not _answering(a, b):
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
    if _other_numbers(a, b):
        return "other numbers"
    if _shares_little(a, b) and not is_near(a, b):
        return "few words shared"
    if a.words != b.words and _other_speakers(a, b) and _first_person(a) and _first_person(b):
        return "each speaks of themselves"
    return ""


def _shares_little(a: Proposition, b: Proposition) -> bool:
    """True where the words of two statements say too little to be compared, and nothing else brings them together."""
    if _echoing(a, b) or _answering(a, b) or same_wording(a, b)[0] or cut_short(a, b)[0]:
        return False
    if one_speaker(a, b) and _covered_both(a, b) >= NEARLY_ALL and len(_whole(a, b)) >= FEW:
        return False
    few = len(_whole(a, b)) < FEW and not one_speaker(a, b)
    return few or sum(_shared(a, b).values()) < LITTLE


def _other_speakers(a: Proposition, b: Proposition) -> bool:
    return a.speaker is not None and b.speaker is not None and a.speaker != b.speaker


def _answering(a: Proposition, b: Proposition) -> bool:
    return a.answers == b.statement.id or b.answers == a.statement.id


def _echoing(a: Proposition, b: Proposition) -> bool:
    return a.echo == b.statement.id or b.echo == a.statement.id or (a.echo is not None and a.echo == b.echo)


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


def _first_person(a: Proposition) -> bool:
    return not load_words("first_person").isdisjoint(a.words)


def _doubts(a: Proposition, b: Proposition, numbers: Numbers, *, worded: bool, turned: bool) -> Iterator[str]:
    """What makes it unsure that two statements say the same; `worded` if most of their words are the same."""
    if names := _other_names(a, b):
        yield f"other names: {names}"
    if a.ahead != b.ahead and not worded and not (b.becoming if a.ahead else a.becoming):
        yield "one is ahead, the other is told as so"
    if numbers.unmatched:
        yield "numbers of other things"
    if a.hours and b.hours and a.hours.isdisjoint(b.hours):
        yield "other hour"
    if _answering(a, b):
        yield "what is denied may be something else"
        return
    if not (a.echo or b.echo or a.words == b.words) and almost_worded(a, b):
        if (things := other_parts(a, b)) and not _sums_up(a, b):
            yield f"another thing: {things}"
        elif shared_dates(a, b)[0] < 1 and (verbs := other_verbs(a, b)):
            yield f"another verb: {verbs}"
    echo = _echoing(a, b)
    shared = sum(_shared(a, b).values())
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
    if a.denied != b.denied and _covered(a, b) >= ALL and len(_whole(a, b)) > FEW:
        return True
    one = ((shared_amounts, 1.0), (same_figure, 1.0), (shared_dates, 1.0), (same_act, 1.0), (same_part, 1.0))
    at_least = (*one, (shared_names, 0.5))
    anchored = one_speaker(a, b) or of_the_denier(a, b)[0] > 0
    return anchored or any(feature(a, b)[0] >= least for feature, least in at_least)


def _covered(a: Proposition, b: Proposition) -> float:
    """Weight of the words that both have, as a part of the weight of the one that says less."""
    least = min(a.weight, b.weight)
    return sum(_shared(a, b).values()) / least if least else 0.0


def _covered_both(a: Proposition, b: Proposition) -> float:
    """The same as a part of the one that says more."""
    most = max(a.weight, b.weight)
    return sum(_shared(a, b).values()) / most if most else 0.0


def _whole(a: Proposition, b: Proposition) -> set[str]:
    """The words that both have, parts of compounds aside."""
    return {t for t in _shared(a, b) if t in a.shown and t in b.shown}


def _on_top(a: Proposition) -> bool:
    return not load_words("increments").isdisjoint(a.words)


def _same_counted(a: Proposition, b: Proposition, differing: Sequence[tuple[Amount, Amount]], part: float) -> bool:
    """True if what two numbers count is one thing beyond doubt: most is said alike, the same happens, or one speaker
    counts what bears a rare name."""
    named = all(x.object == y.object and a.terms.get(stem_of(x.object, "NOUN"), 0.0) >= RARE for x, y in differing)
    return part >= TURNED or same_act(a, b)[0] > 0 or (named and one_speaker(a, b))


def _other_names(a: Proposition, b: Proposition) -> str:
    """Names of one kind of which each has one that the other lacks; empty if there are none."""
    for kinds in (("PER",), ("GPE", "LOC"), ("ORG",)):
        left, right = ({meant_by(n): n.name for n in x.names if n.type in kinds} for x in (a, b))
        only_a, only_b = sorted(left.keys() - right.keys()), sorted(right.keys() - left.keys())
        if any(_ends(left[x], right[y]) or _ends(right[y], left[x]) for x in only_a for y in only_b):
            continue
        if only_a and only_b:
            return f"{left[only_a[0]]}, {right[only_b[0]]}"
    return ""


def _ends(long: str, short: str) -> bool:
    """True for a body and its kind (*Umweltministerium*, *Ministerium*): a text may mean it by that."""
    return " " not in short and len(long) > len(short) and long.lower().endswith(short.lower())


def _relation(
    a: Proposition, b: Proposition, numbers: Numbers, *, worded: bool, turned: bool
) -> tuple[RelationKind, bool]:
    likeness = {like for _, _, like in numbers.pairs}
    if turned:
        return "contradicts", False
    if a.words == b.words and not (_other_speakers(a, b) and "direct" in (a.statement.mode, b.statement.mode)):
        return "same", False
    if "different" in likeness:
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
    """True if `a` has a number, a date, a place, or a good part of its words more than `b`."""
    if narrower in likeness or len(a.amounts) > len(b.amounts):
        return True
    finer = any(x != y and x.startswith(y) for x in a.dates for y in b.dates)
    places = {meant_by(n) for n in a.names if n.type in ("GPE", "LOC")} - {meant_by(n) for n in b.names}
    return finer or bool(a.dates and not b.dates) or bool(places and b.names) or a.weight > MORE * b.weight
