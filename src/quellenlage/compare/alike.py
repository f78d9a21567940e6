"""What speaks for two statements being one claim: features that each give a score from 0 to 1 and its reason."""

from __future__ import annotations

from collections.abc import Callable

from rapidfuzz import fuzz

from quellenlage.compare.amounts import Amount, compare_amounts, of_one_thing
from quellenlage.compare.deeds import same_deed
from quellenlage.compare.levels import same_level
from quellenlage.compare.other_parts import other_parts
from quellenlage.compare.propositions import Proposition, meant_by, stem_of
from quellenlage.compare.words import even

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
PART = 5.0
"""Weight of a verb and of what it has as its subject or object, together, from which on they hold two statements
together: *lag* or *stieg* with *Zahl* do not."""

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
    copied = at_one_place(a, b)
    least = SAME_PASSAGE if copied else SAME_WORDS
    near = fuzz.ratio(" ".join(a.words), " ".join(b.words), score_cutoff=least) > 0
    return (1.0, "same place in a copied passage" if copied else "nearly the same words") if near else (0.0, "")


def at_one_place(a: Proposition, b: Proposition) -> bool:
    """True where both stand at one place of a copied passage."""
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
    shared = shared_terms(a, b)
    most = max(a.weight, b.weight)
    whole = {t: word for t in shared if (word := a.shown.get(t) or b.shown.get(t)) is not None}
    told = sorted(whole, key=lambda t: (-shared[t], t))[:TOLD_WORDS]
    said = ", ".join(sorted({whole[t] for t in told}))
    return (sum(shared.values()) / most, f"words shared: {said}") if shared and most else (0.0, "")


def covered_words(a: Proposition, b: Proposition) -> tuple[float, str]:
    """The same as a part of the one that says less, where they are enough to say something."""
    return covered(a, b) * min(1.0, sum(shared_terms(a, b).values()) / ENOUGH), ""


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
    """The names that both have, as a part of those of the one with more."""
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
                best, why = value, f"same event: {x.said or x.subtype or x.type}"
    return best, why


def same_handing_over(a: Proposition, b: Proposition) -> tuple[float, str]:
    """1 where both tell, as done, that the same one handed things of one class over to the same one."""
    if not is_one_deed(a, b):
        return 0.0, ""
    return 1.0, f"same deed: {', '.join(sorted({n.name for n in a.names & b.names}) or ['–'])}"


def is_one_deed(a: Proposition, b: Proposition) -> bool:
    """True where both tell one deed as done."""
    pair = same_deed(a.deeds, b.deeds) if a.deeds and b.deeds else None
    return pair is not None and pair[0].done and pair[1].done


def one_level(a: Proposition, b: Proposition) -> tuple[float, str]:
    """1 where both say how much one thing was in one period, in numbers that go together."""
    period = "" if other_names(a, b) else same_level(a, b)
    return (1.0, f"how much it was in one period: {period}") if period else (0.0, "")


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
    if not one_speaker(a, b):
        return 0.0, ""
    return 1.0, f"same speaker: {a.statement.speaker_name or b.statement.speaker_name or _described(a)}"


def _described(a: Proposition) -> str:
    """A speaker without a name as the text tells of him (*das Kreiskrankenhaus*)."""
    text = a.said.member.article.text
    return even(" ".join(s.of(text) for s in a.statement.speaker))


def denied_at_once(a: Proposition, b: Proposition) -> tuple[float, str]:
    """1 where one denies something right after the other was said."""
    return (1.0, "denied right after it was said") if is_answer(a, b) else (0.0, "")


def of_the_denier(a: Proposition, b: Proposition) -> tuple[float, str]:
    """1 where one is denied by whom the other one speaks of."""
    denial, told = (a, b) if a.denied else (b, a)
    if a.denied == b.denied or denial.speaker is None or one_speaker(a, b):
        return 0.0, ""
    of_him = (
        denial.speaker in {n.key for n in told.names}
        or stem_of(denial.speaker, "NOUN") in told.terms
        or any(n.type == "ORG" and ends_in(denial.statement.speaker_name or "", n.name) for n in told.names)
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
    (one_level, 4.2),
    (same_speaker, 0.8),
    (like_sentences, 1.5),
    (denied_at_once, 3.6),
    (of_the_denier, 1.5),
)
"""What makes two statements one claim, and how much it counts."""


def one_speaker(a: Proposition, b: Proposition) -> bool:
    """True if both speakers are known and one."""
    return a.speaker is not None and a.speaker == b.speaker


def is_answer(a: Proposition, b: Proposition) -> bool:
    """True where the one denies what the other said right before it."""
    return a.answers == b.statement.id or b.answers == a.statement.id


def is_echo(a: Proposition, b: Proposition) -> bool:
    """True where the one points back to the other, or both to the same."""
    return a.echo == b.statement.id or b.echo == a.statement.id or (a.echo is not None and a.echo == b.echo)


def shared_terms(a: Proposition, b: Proposition) -> dict[str, float]:
    """The stems that both have, with the lesser of their weights."""
    less, more = (a.terms, b.terms) if len(a.terms) <= len(b.terms) else (b.terms, a.terms)
    return {t: min(w, more[t]) for t, w in less.items() if t in more}


def covered(a: Proposition, b: Proposition) -> float:
    """Weight of the words that both have, as a part of the weight of the one that says less."""
    least = min(a.weight, b.weight)
    return sum(shared_terms(a, b).values()) / least if least else 0.0


def other_names(a: Proposition, b: Proposition) -> str:
    """Names of one kind of which each has one that the other lacks; empty if there are none."""
    for kinds in (("PER",), ("GPE", "LOC"), ("ORG",)):
        left, right = ({meant_by(n): n.name for n in x.names if n.type in kinds} for x in (a, b))
        only_a, only_b = sorted(left.keys() - right.keys()), sorted(right.keys() - left.keys())
        if any(ends_in(left[x], right[y]) or ends_in(right[y], left[x]) for x in only_a for y in only_b):
            continue
        if only_a and only_b:
            return f"{left[only_a[0]]}, {right[only_b[0]]}"
    return ""


def ends_in(long: str, short: str) -> bool:
    """True for a body and its kind (*Umweltministerium*, *Ministerium*): a text may mean it by that."""
    return " " not in short and len(long) > len(short) and long.lower().endswith(short.lower())


def _said_of(a: Proposition, amount: Amount) -> str:
    """The number as the text has it."""
    return even(amount.quantity.span.of(a.said.member.article.text))
