"""What happened when: clauses that place something in time, and which of them tell of the same happening."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

from quellenlage.compare.clauses import Clauses, Looks, clauses_of
from quellenlage.compare.words import even, words_of
from quellenlage.domain.annotations import AnnotatedArticle, By, Entity, Time
from quellenlage.domain.span import Span
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import lemma_of, noun_lemma
from quellenlage.german.lexicon import load_table, load_words

LETTERS = 4
"""Letters a content word has at least."""
BACKGROUND = 25_000
"""Clauses of general news that the word list stands for: in a corpus about one affair every clause shares its words, so
how rare they are must come from elsewhere."""
CLAUSE_WORDS = 12
"""Words of a clause of news, on average."""
UNLISTED = 2.0
"""How often a word that the list of frequent words lacks occurs in a million."""
COMMON = 6.0
"""Weight (natural logarithm of rarity) up to which a word says nothing of what happened (Menschen, Regierung)."""
SAME = 12.0
"""Score from which on two clauses tell of the same happening."""
SHORTEST_TAIL = 4
"""Letters that the last part of a compound must have more than: shorter ones end other words, too (Methode, Flegel)."""
TOLD = 4.0
"""What who, where, how many and rare words must bring to that: one place, or a rare word."""
PLACED = 8.5
"""Rarity from which on the noun for a place is nearly a name (Schützenhaus, not Krankenhaus)."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_PART_OF_DAY = re.compile(r"T(MO|MI|AF|EV|NI|\d\d:\d\d)")

Rarity = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Happening:
    """A clause with one time in it: what (`kind`, a row of the lexicon), who, where, with which words and figures.

    `looks` says how the clause tells it: past, future, or None. `behind_noun`: the time may belong to the noun in front
    of it. `figures` are those of the whole sentence, `before` is the word in front of the time.
    """

    article: str
    sentence: Span
    time: Time
    said: str
    kind: str | None
    looks: Looks
    announced: bool
    behind_noun: bool
    people: frozenset[str]
    places: frozenset[str]
    spots: frozenset[str]
    words: frozenset[str]
    figures: frozenset[str]
    part_of_day: str | None
    weekday: str | None
    before: str


Feature = Callable[[Happening, Happening, Rarity], tuple[float, str]]
"""Two clauses and how rare words are to a score and its reason."""


def same_kind(a: Happening, b: Happening, _: Rarity) -> tuple[float, str]:
    """1 if both say the same kind of thing happened (besuchen, reisen)."""
    return (1.0, a.kind) if a.kind and a.kind == b.kind else (0.0, "")


def shared_people(a: Happening, b: Happening, _: Rarity) -> tuple[float, str]:
    """How many people both clauses name, up to two."""
    shared = a.people & b.people
    return min(len(shared), 2), ", ".join(sorted(shared))


def shared_places(a: Happening, b: Happening, _: Rarity) -> tuple[float, str]:
    """How many places and bodies both clauses name, up to two."""
    shared = a.places & b.places
    return min(len(shared), 2), ", ".join(sorted(shared))


def shared_spots(a: Happening, b: Happening, rarity: Rarity) -> tuple[float, str]:
    """1 if both happen at a place with the same rare noun for a name (im Schützenhaus)."""
    shared = {s for s in a.spots & b.spots if rarity(s) > PLACED}
    return min(len(shared), 1), ", ".join(sorted(shared))


def shared_words(a: Happening, b: Happening, rarity: Rarity) -> tuple[float, str]:
    """Rarity of the words that both have, up to two rare ones."""
    shared = {w: r for w in a.words & b.words if (r := rarity(w) - COMMON) > 0}
    return min(sum(shared.values()), 8.0), ", ".join(sorted(shared))


def shared_figures(a: Happening, b: Happening, _: Rarity) -> tuple[float, str]:
    """1 if both sentences give the same figure of three digits or more that is no power of ten."""
    shared = {n for n in a.figures & b.figures if sum(c.isdigit() for c in n) > 2 and n.strip("0.,") != "1"}
    return min(len(shared), 1), ", ".join(sorted(shared))


def same_part_of_day(a: Happening, b: Happening, _: Rarity) -> tuple[float, str]:
    """1 if both say the same part of the day (am Abend), or the same hour."""
    return (1.0, a.part_of_day) if a.part_of_day and a.part_of_day == b.part_of_day else (0.0, "")


def same_weekday(a: Happening, b: Happening, _: Rarity) -> tuple[float, str]:
    """1 if both name the same day of the week."""
    return (1.0, a.weekday) if a.weekday and a.weekday == b.weekday else (0.0, "")


FEATURES: tuple[tuple[Feature, float], ...] = (
    (same_kind, 10.0),
    (shared_people, 6.0),
    (shared_places, 4.0),
    (shared_spots, 4.0),
    (shared_words, 1.5),
    (shared_figures, 8.0),
    (same_part_of_day, 5.0),
    (same_weekday, 4.0),
)
"""What makes two clauses one happening, and how much it counts."""


def score(a: Happening, b: Happening, rarity: Rarity) -> float:
    """How much speaks for one happening; nothing where different people, kinds of happening or weekdays are named."""
    if a.people and b.people and a.people.isdisjoint(b.people):
        return 0.0
    if any(x and y and x != y for x, y in ((a.kind, b.kind), (a.weekday, b.weekday))):
        return 0.0
    found = {feature: weight * feature(a, b, rarity)[0] for feature, weight in FEATURES}
    # "am Dienstag tagte der Rat": the kind and the calendar alone are no happening
    told = sum(found[f] for f in (shared_people, shared_places, shared_spots, shared_words, shared_figures))
    return sum(found.values()) if told >= TOLD else 0.0


def happenings_of(member: AnnotatedArticle) -> Iterator[Happening]:
    """Every time of the prose and of captions with its clause, and every happening that is called the latest."""
    marks, text = member.annotations, member.article.text
    captions = [f.span for f in marks.furniture if f.kind == "caption"]
    clauses = clauses_of(marks.tokens)
    times = [t for t in marks.times if not t.in_furniture or any(c.overlaps(t.span) for c in captions)]
    for time in sorted((*times, *_called_latest(clauses)), key=lambda t: t.span):
        index = marks.sentence_at(time.start)
        if index is not None:
            sentence = marks.sentences[index].span
            near = [e for e in marks.entities if e.start < sentence.end and sentence.start < e.end]
            yield _happening(member, sentence, time, clauses, near, text)


def _called_latest(clauses: Clauses) -> Iterator[Time]:
    """*das jüngste Treffen* as a time: some day before publication."""
    recent = load_words("recent_words")
    by = By(rule="recent", reason="called the latest")
    for token in clauses.tokens:
        if token.text.lower() in recent and token.dep == "amod":
            yield Time(start=token.start, end=token.end, type="DATE", value="RECENT", by=by, direction="past")


def _happening(
    member: AnnotatedArticle,
    sentence: Span,
    time: Time,
    clauses: Clauses,
    entities: Sequence[Entity],
    text: str,
) -> Happening:
    at = clauses.last_in(time.span)
    head = None if at is None else _head(clauses, at, time)
    top = clauses.root_of(at) if head is None and at is not None else head
    spans = [sentence] if top is None else clauses.spans(top)
    inside = [e for e in entities if any(s.overlaps(e.span) for s in spans)]
    people = [e.span for e in inside if e.type == "PER" and not e.nominal]
    what = Span(clauses.tokens[head].start, clauses.tokens[head].end) if head is not None else None
    bare = (s for s in spans if s not in (what, time.span) and not any(p.overlaps(s) for p in people))
    words = [w for s in bare for rest in s.without([time.span]) for w in words_of(rest.of(text))]
    part = _PART_OF_DAY.search(time.value)
    return Happening(
        article=member.article.id,
        sentence=sentence,
        time=time,
        said=even(time.span.of(text)),
        kind=None if head is None else kind_at(clauses, head),
        looks=None if at is None else clauses.looks(at),
        announced=at is not None and clauses.announced(at),
        behind_noun=at is not None and clauses.behind_noun(at),
        people=frozenset(name_of(e) for e in inside if e.type == "PER"),
        places=frozenset(name_of(e) for e in inside if e.type != "PER" and not (e.adjectival or e.part)),
        spots=frozenset(w for w in (_lemma(w.casefold()) for w in clauses.spots(spans)) if w),
        words=frozenset(w for w in map(_lemma, words) if w),
        figures=frozenset(_NUMBER.findall(sentence.of(text))),
        part_of_day=part[1] if part else None,
        weekday=_weekday_in(time.span.of(text)),
        before=(text[sentence.start : time.start].split() or [""])[-1].lower(),
    )


def _head(clauses: Clauses, at: int, time: Time) -> int | None:
    """The word that says what happened: a noun of the lexicon that the time belongs to, else the verb."""
    noun = clauses.noun_above(at, time.span)
    if noun is not None and kind_at(clauses, noun):
        return noun
    return clauses.verb_above(at)


def kind_at(clauses: Clauses, head: int) -> str | None:
    """What a noun or verb says that happened, as a row of the lexicon; None for any other."""
    token = clauses.tokens[head]
    if token.pos in ("NOUN", "PROPN"):
        return _kind_of_noun(noun_lemma(token.text))
    verb = (token.lemma or token.text).lower()
    return _kinds().get(clauses.prefix(head) + verb) or _kinds().get(verb)


@lru_cache(maxsize=1 << 14)
def _kind_of_noun(noun: str) -> str | None:
    if noun in _kinds():
        return _kinds()[noun]
    nouns = (w for w in _kinds() if w[0].isupper() and len(w) > SHORTEST_TAIL)
    return next((_kinds()[w] for w in nouns if noun.lower().endswith(w.lower())), None)


@cache
def _kinds() -> Mapping[str, str]:
    return {word: row["happening"] for row in load_table("happenings") for word in row["words"].split()}


@lru_cache(maxsize=1 << 12)
def _weekday_in(said: str) -> str | None:
    """The number of the weekday named (Samstag, Dienstagabend), 1 = Monday."""
    words = {r["word"].casefold(): r["value"] for r in load_table("time_words") if r["kind"] == "weekday"}
    found = (n for w in words_of(said) for name, n in words.items() if w.startswith(name) and not name.endswith("."))
    return next(found, None)


def name_of(entity: Entity) -> str:
    """The name of an entity as happenings hold it."""
    return fold("".join(words_of(entity.name))).replace("-", "")


@lru_cache(maxsize=1 << 16)
def _lemma(word: str) -> str:
    """The folded lemma of a content word; empty for a short one and a word of the calendar."""
    if len(word) < LETTERS or word[0].isdigit() or word in _calendar_words():
        return ""
    return fold(lemma_of(word))


@cache
def _calendar_words() -> frozenset[str]:
    return frozenset(r["word"].casefold() for r in load_table("time_words"))


def rarity_in(found: Iterable[Happening]) -> Rarity:
    """How rare a word is: the natural logarithm of how many clauses there are to one that has it."""
    counts: Counter[str] = Counter()
    total = BACKGROUND
    for each in found:
        counts.update(each.words)
        total += 1

    @cache
    def rarity(word: str) -> float:
        expected = BACKGROUND * CLAUSE_WORDS * _per_million().get(word, UNLISTED) / 1e6
        return log(total / (counts[word] + expected))

    return rarity


@cache
def _per_million() -> Mapping[str, float]:
    return {r["lemma"]: float(r["per_million"]) for r in load_table("word_frequencies")}
