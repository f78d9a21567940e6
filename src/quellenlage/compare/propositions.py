"""What each statement of a story says, in a form that two wordings of one proposition share."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
from babel import Locale
from numpy.typing import NDArray

from quellenlage.compare.amounts import Amount, Written, amount_of, written_in
from quellenlage.compare.bearers import Who
from quellenlage.compare.bodies import Mention
from quellenlage.compare.clauses import Clauses, clauses_of
from quellenlage.compare.deeds import Deed, deeds_of
from quellenlage.compare.doubts import is_doubt
from quellenlage.compare.order import in_order
from quellenlage.compare.predicates import Part, parts_of
from quellenlage.compare.root_kinds import body_in
from quellenlage.compare.roots import Said
from quellenlage.compare.statement_vectors import centred_vectors
from quellenlage.compare.told_when import Occasion, occasion_of
from quellenlage.compare.words import even, words_of
from quellenlage.domain.annotations import (
    AnnotatedArticle,
    EntityType,
    EventType,
    Modality,
    Statement,
    Token,
)
from quellenlage.domain.dossier import Figure, Reuse
from quellenlage.domain.span import Evidence, Span
from quellenlage.german.calendar import date_of
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import lemma_of
from quellenlage.german.lexicon import load_table, load_words
from quellenlage.german.together import parted, together

BACKGROUND = 1_000
"""Statements of general news that the word list stands for beside those of the story: few, so that what the whole story
is about weighs little in it."""
STATEMENT_WORDS = 14
"""Words of a statement, on average."""
UNLISTED = 2.0
"""How often a word that the list of frequent words lacks occurs in a million."""
COMMON = 2.5
"""Weight (natural logarithm of rarity) up to which a word says nothing."""
STEM = 5
"""Letters of a stem from which on a noun and a verb may be one word (*Lieferung*, *liefern*): shorter stems meet by
chance (*Zeitung*, *Zeit*)."""
PART = 4
"""Letters of a word from which on it may be part of a compound."""
_WEEKDAY = re.compile(r"XXXX-WXX-[1-7]")
_HOUR = re.compile(r"T\d\d:\d\d")
PART_WEIGHT = 0.6
"""What a part of a compound counts beside the whole word."""
CONTENT = frozenset(("NOUN", "VERB", "ADJ", "PROPN", "X"))
ACTING: tuple[EntityType, ...] = ("GPE", "ORG", "PER")
"""What can hand something over, or get it."""
LINKS = ("", "s", "es", "n", "en", "er", "e")
"""Letters that join the parts of a compound."""


Passage = tuple[int, int, str]
"""Where in an article a copied passage begins and ends, and its id."""


Mark = TypeVar("Mark")


class Named(NamedTuple):
    """Who or what a name means: its id in the corpus, what it is, the name."""

    key: str
    type: EntityType
    name: str


@dataclass(frozen=True, slots=True)
class Act:
    """An event told in a statement: what is done by whom to whom; `said` is the verb as a reader writes it."""

    type: EventType
    subtype: str | None
    agents: frozenset[str]
    patients: frozenset[str]
    modality: Modality
    said: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Proposition:
    """A statement, and what two wordings of it share.

    `terms` are stems with their weights, `shown` the words they come from, `negated` those that *nicht* or *kein* turns
    round; `denied` is true where the speaker denies it (*bestreitet*) or doubts it, `confirms` where he confirms it,
    `ahead` for what is wanted, promised or expected, `becoming` for a tense that may mean that (*werde geöffnet*).
    `passages` are the copied passages it stands in, and how many
    characters after their start. `vector` is centred in the story. `echo` is the id of the statement that this one only
    points back to (*bestreitet das*): it says what that one says, unless `open_echo` is true: then it may be another
    one. `answers` is the id of what was said right before a denial in words of its own. `figures` are the ids of the
    rows of figures that one of its numbers stands in. `scrap` is true for words without a verb, `pointing` where a
    pronoun is what it is said of (*sie sei gestorben*). `parts` are who does what to whom, word by word; `deeds` who
    hands over what to whom. `written` are its numbers in digits, `occasion` is when it was said. `rest_of` is the sum
    told right before of which it says what the rest is.
    """

    said: Said
    place: int
    words: tuple[str, ...]
    content: tuple[Token, ...]
    terms: Mapping[str, float]
    shown: Mapping[str, str]
    names: frozenset[Named]
    speaker: str | None
    amounts: tuple[Amount, ...]
    dates: frozenset[str]
    hours: frozenset[str]
    acts: tuple[Act, ...]
    denied: bool
    negated: frozenset[str]
    ahead: bool
    confirms: bool
    passages: tuple[tuple[str, int], ...]
    vector: NDArray[np.float32] | None
    occasion: Occasion
    written: tuple[Written, ...] = ()
    echo: str | None = None
    open_echo: bool = False
    answers: str | None = None
    figures: frozenset[str] = frozenset()
    scrap: bool = False
    pointing: bool = False
    becoming: bool = False
    parts: frozenset[Part] = frozenset()
    deeds: frozenset[Deed] = frozenset()
    rest_of: Proposition | None = None

    @property
    def statement(self) -> Statement:
        """The statement itself."""
        return self.said.statement

    @property
    def weight(self) -> float:
        """How much it says."""
        return sum(self.terms.values())


def propositions_of(
    members: Sequence[AnnotatedArticle],
    reuse: Sequence[Reuse],
    who: Mapping[Mention, Who],
    figures: Sequence[Figure] = (),
) -> list[Proposition]:
    """What the statements of a story say, page matter left out, in the order of the articles. `figures` are the numbers
    of the story side by side."""
    rows = _rows_of_figures(figures)
    read = [_read(said, article) for said, article in _statements(members, reuse, who)]
    terms = _Terms(read)
    vectors = centred_vectors([each.said for each in read])
    return [
        _proposition(place, each, terms, vectors.get(each.said.statement.id), rows) for place, each in enumerate(read)
    ]


def _rows_of_figures(figures: Sequence[Figure]) -> dict[Evidence, str]:
    """The row of sure figures that each number stands in."""
    return {e: f.id for f in figures if f.sure for v in f.values for e in v.evidence}


class _Article:
    """The marks of one article, to be asked for by span."""

    def __init__(self, member: AnnotatedArticle, passages: Sequence[Passage], who: Mapping[Mention, Who]) -> None:
        marks = member.annotations
        self.member = member
        self.clauses = clauses_of(marks.tokens)
        self.passages = passages
        self.named = _names(member, who)
        self.acting = _acting(member, self.clauses, self.named)
        self.entities = _Inside(e for e in marks.entities if not (e.part or e.pronoun))
        self.names = _Inside(e for e in marks.entities if not (e.nominal or e.adjectival or e.part))
        self.events = _Inside(marks.events, lambda e: e.trigger.start)
        self.quantities = _Inside(marks.quantities)
        self.times = _Inside(marks.times)


class _Inside(Generic[Mark]):
    """Marks in order, found by the spans that they begin in."""

    def __init__(self, marks: Iterable[Mark], start: Callable[[Any], int] = lambda m: m.start) -> None:
        self.marks = sorted(marks, key=start)
        self.starts = [start(m) for m in self.marks]

    def of(self, quote: Iterable[Span]) -> Iterator[Mark]:
        """Those that begin in one of the spans."""
        for span in quote:
            yield from self.marks[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]


def _statements(
    members: Sequence[AnnotatedArticle], reuse: Sequence[Reuse], who: Mapping[Mention, Who]
) -> Iterator[tuple[Said, _Article]]:
    copied = _copied(reuse)
    for member in in_order(members):
        statements = [s for s in member.annotations.statements if s.quote and not s.in_furniture]
        if statements:
            article = _Article(member, copied.get(member.article.id, ()), who)
            for statement in sorted(statements, key=lambda s: (s.span, s.id)):
                yield Said(member, statement), article


def _copied(reuse: Sequence[Reuse]) -> dict[str, list[Passage]]:
    """Where each article has passages that others have, too; in other words nothing stands at the same place."""
    copied: dict[str, list[Passage]] = defaultdict(list)
    for row in reuse:
        if is_copied(row):
            for place in row.places:
                copied[place.article].append((place.start, place.end, row.id))
    return copied


def is_copied(row: Reuse) -> bool:
    """True for a passage that makes statements at the same place of it the same. Of such a passage its places count and
    nothing else."""
    return row.kind != "boilerplate" and row.nearness != "paraphrased"


# words


@dataclass(frozen=True, slots=True)
class _Read:
    """A statement with its content words: folded lemma, stem, whether it is a noun; the stems that a negation turns
    round; whether it is told as ahead, or by a tense that leaves that open."""

    said: Said
    article: _Article
    content: tuple[Token, ...]
    words: tuple[tuple[str, str, bool], ...]
    shown: dict[str, str]
    negated: frozenset[str]
    ahead: bool
    becoming: bool
    scrap: bool
    pointing: bool
    parts: frozenset[Part]
    deeds: frozenset[Deed]


def _read(said: Said, article: _Article) -> _Read:
    clauses, quote = article.clauses, said.statement.quote
    names = [e.span for e in article.names.of(quote)]
    content: list[Token] = []
    words: list[tuple[str, str, bool]] = []
    shown: dict[str, str] = {}
    negated: set[str] = set()
    ahead = becoming = possible = False
    places = clauses.within(quote)
    # "das Amt bestreitet, dass es warte" speaks of the Amt
    denier = clauses.within(said.statement.speaker) if is_denial(said.statement) else []
    denier = [at for at in denier if clauses.tokens[at].pos == "NOUN" and at not in places]
    corrected = any(clauses.tokens[at].text == "sondern" for at in places)
    places = [*denier, *places]
    for n, (at, following) in enumerate(zip(places, (*places, None)[1:], strict=True)):
        token = clauses.tokens[at]
        # "nicht A, sondern B" says B
        word = token.text.lower()
        if word in load_words("negations") and word != "ohne" and not corrected:
            after = "" if following is None else clauses.tokens[following].text.lower()
            if f"{word} {after}" not in load_words("hollow_negations"):
                negated |= _turned_round(clauses, at)
        if n >= len(denier) and (token.pos in CONTENT or token.pos == "NUM"):
            content.append(token)
        if token.pos not in CONTENT or not token.text[:1].isalpha():
            continue
        if token.pos in ("PROPN", "X") and any(n.start <= token.start < n.end for n in names):
            continue
        lemma = _lemma(clauses, at)
        if lemma in _empty():
            continue
        stem = _standing_for(stem_of(lemma, token.pos))
        words.append((lemma, stem, token.pos in ("NOUN", "PROPN", "X")))
        shown.setdefault(stem, clauses.prefix(at) + (token.lemma or token.text))
        if token.pos == "VERB" and token.dep in ("root", "ccomp"):
            ahead = ahead or clauses.looks(at) == "future"
            becoming = becoming or clauses.is_becoming(at)
            possible = possible or (clauses.subjunctive_two(at) and not clauses.is_perfect(at))
    inside = [clauses.tokens[at] for at in clauses.within(quote)]
    return _Read(
        said,
        article,
        tuple(content),
        tuple(words),
        shown,
        frozenset(negated),
        # "könnte liefern" warns of what is ahead
        ahead or (possible and said.statement.stance == "warns"),
        becoming,
        scrap=any(t.pos for t in inside) and not any(t.pos in ("VERB", "AUX") for t in inside),
        pointing=_is_pointing(inside),
        parts=frozenset(parts_of(clauses, quote, lambda at: _stem_at(clauses, at))),
        deeds=frozenset(deeds_of(clauses, quote, article.acting)),
    )


def _is_pointing(tokens: Sequence[Token]) -> bool:
    """True where the first subject is a pronoun and no noun before it may be meant."""
    first = next((t for t in tokens if t.pos in ("NOUN", "PROPN") or (t.dep or "").startswith("nsubj")), None)
    return first is not None and first.pos == "PRON" and first.text.lower() in load_words("third_person_pronouns")


def _stem_at(clauses: Clauses, at: int) -> str:
    """The stem of a word; empty for one that says nothing."""
    lemma = _lemma(clauses, at)
    return "" if lemma in _empty() else _standing_for(stem_of(lemma, clauses.tokens[at].pos))


def is_denial(statement: Statement) -> bool:
    """True where the speaker denies what is said, in the words of the outlet."""
    return statement.stance == "denies" and statement.polarity == "negative"


def _lemma(clauses: Clauses, at: int) -> str:
    token = clauses.tokens[at]
    lemma = token.lemma or lemma_of(token.text)
    if token.pos == "VERB" and lemma[-1:] == "t" and "VerbForm=Part" in (token.morph or ""):
        lemma = _infinitive(lemma)
    return _folded(clauses.prefix(at) + lemma)


def _infinitive(participle: str) -> str:
    """The infinitive of a weak participle that the word list does not know (*verschmutzt*, *gereinigt*). Duden grammar,
    forms of weak verbs."""
    stem = participle.removeprefix("ge").removesuffix("t")
    return f"{stem.removesuffix('e')}en"


@lru_cache(maxsize=1 << 16)
def _folded(lemma: str) -> str:
    return fold(lemma)


def _turned_round(clauses: Clauses, at: int) -> set[str]:
    """The stems that the negation at `at` turns round: the word it belongs to, and the verb of its clause."""
    verb = clauses.verb_above(at)
    places = {p for p in (clauses.tokens[at].head, verb) if p is not None and p != at}
    if verb is not None and clauses.tokens[verb].lemma in load_words("existence_verbs"):
        places.update(clauses.within(clauses.spans(verb)))
    return {_standing_for(stem_of(_lemma(clauses, p), clauses.tokens[p].pos)) for p in places}


@lru_cache(maxsize=1 << 16)
def stem_of(lemma: str, pos: str | None) -> str:
    """What a verb and the noun made from it share: *liefern*, *Lieferung*; *kontrollieren*, *Kontrolle*. Takes and
    gives folded words."""
    endings = (
        ("ieren", "en", "n") if pos == "VERB" else ("ierung", "ation", "ition", "ung", "e") if pos == "NOUN" else ()
    )
    for ending in endings:
        stem = lemma.removesuffix(ending)
        if stem != lemma:
            return stem if len(stem) >= STEM else lemma
    return lemma


def _standing_for(stem: str) -> str:
    """The stem of the word that stands for all that news uses for one another (*Mitarbeiter*, *Beschäftigte*)."""
    return _same_words().get(stem, stem)


@cache
def _same_words() -> Mapping[str, str]:
    found = {}
    for row in load_table("same_words"):
        words = [stem_of(fold(w), "NOUN" if w[:1].isupper() else "VERB") for w in (row["word"], *row["others"].split())]
        found.update(dict.fromkeys(words[1:], words[0]))
    return found


@cache
def _empty() -> frozenset[str]:
    """Words that say nothing of what is told: function words, auxiliaries, words of the calendar."""
    calendar = (r["word"] for r in load_table("time_words"))
    return frozenset(fold(w) for w in (*load_words("function_words"), *load_words("negations"), *calendar))


class _Terms:
    """How much each word of the story says, and which words are parts of others."""

    def __init__(self, read: Iterable[_Read]) -> None:
        self.counts: Counter[str] = Counter()
        self.expected: dict[str, float] = {}
        self.nouns: dict[str, str] = {}
        self.total = BACKGROUND
        for each in read:
            self.total += 1
            self.counts.update({stem for _, stem, _ in each.words})
            for lemma, stem, noun in each.words:
                often = STATEMENT_WORDS * _per_million().get(lemma, UNLISTED) * BACKGROUND / 1e6
                self.expected[stem] = max(often, self.expected.get(stem, 0.0))
                if noun and len(lemma) >= PART:
                    self.nouns[lemma] = stem

    def weight(self, stem: str) -> float:
        """Natural logarithm of how many statements there are to one that has the word, above what says nothing."""
        return max(0.0, log(self.total / (self.counts[stem] + self.expected.get(stem, 0.0))) - COMMON)

    def of(self, read: _Read) -> dict[str, float]:
        """The words of a statement with their weights, parts of compounds among them."""
        found: dict[str, float] = {}
        for lemma, stem, noun in read.words:
            whole = self.weight(stem)
            found[stem] = max(whole, found.get(stem, 0.0))
            if noun:
                for part in self.parts(lemma):
                    found[part] = max(PART_WEIGHT * min(whole, self.weight(part)), found.get(part, 0.0))
        return {stem: weight for stem, weight in found.items() if weight > 0}

    def parts(self, lemma: str) -> list[str]:
        """The stems of the story's nouns that a compound is made of (*Artilleriegranate*: *Granate*)."""
        found = []
        for cut in range(PART - 1, len(lemma) - PART + 1):
            tail = lemma[cut:].lstrip("-")
            if tail in self.nouns:
                found.append(self.nouns[tail])
            head = lemma[:cut].rstrip("-")
            for link in LINKS:
                first = head.removesuffix(link) if link else head
                if first != lemma and first in self.nouns and (not link or first != head):
                    found.append(self.nouns[first])
        return sorted(set(found))


@cache
def _per_million() -> Mapping[str, float]:
    return {r["lemma"]: float(r["per_million"]) for r in load_table("word_frequencies")}


# names, numbers, dates, events


def _names(member: AnnotatedArticle, who: Mapping[Mention, Who]) -> dict[str, Named]:
    """Whom or what each name of an article means."""
    found: dict[str, Named] = {}
    for entity in member.annotations.entities:
        if not entity.pronoun and entity.name not in found:
            meant = who.get((member.article.id, entity.type, entity.name))
            place = entity.type in ("GPE", "LOC")
            key = fold(entity.name) if place or meant is None else meant.id
            found[entity.name] = Named(key, entity.type, entity.name)
    return found


def meant_by(name: Named) -> str:
    """The key of whom a name means: of a capital, whom it stands for."""
    return state_of().get(name.key, name.key) if name.type == "GPE" else name.key


@cache
def state_of() -> Mapping[str, str]:
    """Folded capitals and seats of government to the folded name of whom they stand for where they act."""
    found = {fold(r["metonym"]): fold(r["stands_for"]) for r in load_table("metonyms")}
    territories = Locale("de").territories
    for row in load_table("states"):
        name = row["names"].split("|")[0] or territories.get(row["code"], "")
        for capital in row["capitals"].replace("/", "|").split("|"):
            if capital and name:
                found.setdefault(fold(capital), fold(name))
    return found


def _proposition(
    place: int, read: _Read, terms: _Terms, vector: NDArray[np.float32] | None, rows: Mapping[Evidence, str]
) -> Proposition:
    said, article = read.said, read.article
    statement, text, span = said.statement, said.member.article.text, said.statement.span
    acts = tuple(_acts(article, statement))
    speaker = article.named.get(statement.speaker_name or "")
    counted = [q for q in article.quantities.of(statement.quote) if not q.in_furniture]
    evidence = [Evidence(said.member.article.id, q.start, q.end) for q in counted]
    body = None if statement.speaker_name else body_in(even(" ".join(s.of(text) for s in statement.speaker)))
    return Proposition(
        said=said,
        place=place,
        words=tuple(w for s in statement.quote for w in words_of(s.of(text))),
        content=read.content,
        terms=terms.of(read),
        shown=read.shown,
        names=frozenset(article.named[n] for n in _mentioned(article, statement) if n in article.named),
        speaker=speaker.key
        if speaker is not None
        else _together(statement.speaker_name or (body.name if body else "")) or None,
        amounts=tuple(amount_of(q, q.span.of(text)) for q in counted),
        dates=frozenset(_dates(article, statement)),
        hours=frozenset(m[0] for t in article.times.of(statement.quote) if (m := _HOUR.search(t.value))),
        acts=acts,
        denied=is_denial(statement) or is_doubt(said.member, statement),
        negated=read.negated,
        ahead=_is_ahead(statement, acts, ahead=read.ahead),
        confirms=_confirms(article.clauses, statement),
        passages=tuple((row, span.start - s) for s, e, row in article.passages if s <= span.start and span.end <= e),
        vector=vector,
        occasion=occasion_of(said.member, statement),
        written=tuple(written_in(text, statement.quote, (t.span for t in article.times.of(statement.quote)))),
        figures=frozenset(rows[e] for e in evidence if e in rows),
        scrap=read.scrap,
        pointing=read.pointing,
        becoming=read.becoming,
        parts=read.parts,
        deeds=read.deeds,
    )


def _acting(member: AnnotatedArticle, clauses: Clauses, named: Mapping[str, Named]) -> dict[int, str]:
    """The keys of whom the words of an article name, by their place; of a state's army and the like the state's."""
    marks = (e for e in member.annotations.entities if e.type in ACTING and not (e.part or e.pronoun))
    found = ((clauses.last_in(e.span), named.get(e.name)) for e in marks)
    return {at: _state_in(name) or meant_by(name) for at, name in found if at is not None and name is not None}


def _state_in(name: Named) -> str:
    """The key of the state that a body is told by (*Militär (Peru)*); empty without one."""
    return fold(name.name[:-1].rpartition(" (")[2]) if name.type == "ORG" and name.name.endswith(")") else ""


def _together(name: str) -> str:
    """The key of a name; of several speakers the same in whatever order."""
    return together(sorted(fold(part) for part in parted(name)))


def _mentioned(article: _Article, statement: Statement) -> Iterator[str]:
    """The names inside the quote, and of who takes part in what is told there (*wirft Sorn vor, ... zu haben*)."""
    yield from (e.name for e in article.entities.of(statement.quote))
    if is_denial(statement) and statement.speaker_name:
        yield statement.speaker_name
    for event in article.events.of(statement.quote):
        yield from (p.name for p in (*event.agents, *event.patients))


def _acts(article: _Article, statement: Statement) -> Iterator[Act]:
    named = article.named
    for event in article.events.of(statement.quote):
        yield Act(
            type=event.type,
            subtype=fold(event.subtype) if event.subtype else None,
            agents=frozenset(named[p.name].key for p in event.agents if p.name in named),
            patients=frozenset(named[p.name].key for p in event.patients if p.name in named),
            modality=event.modality,
            said=event.subtype or "",
        )


def _dates(article: _Article, statement: Statement) -> Iterator[str]:
    for time in article.times.of(statement.quote):
        value = date_of(time, article.member.article.published)
        if value:
            yield value
        elif _WEEKDAY.fullmatch(time.value):
            # "am Sonntag" of which it is open whether the last or the next one is meant
            yield time.value


def _confirms(clauses: Clauses, statement: Statement) -> bool:
    verbs = load_words("confirming_verbs")
    return any(clauses.tokens[i].lemma in verbs for i in clauses.within(statement.cue))


def _is_ahead(statement: Statement, acts: Sequence[Act], *, ahead: bool) -> bool:
    """True for what is wanted, promised or expected rather than told as so."""
    if statement.stance in ("demands", "promises", "asks"):
        return True
    planned = {a.modality for a in acts} and all(a.modality == "planned" for a in acts)
    return bool(ahead or planned)
