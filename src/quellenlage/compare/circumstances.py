"""What stands around a number: who bears it, what is done, where, of which disease, per day or in all, counted or
expected. Two numbers of one noun are of one thing only where this does not part them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache

from quellenlage.compare.content import content_words
from quellenlage.compare.words import WORD, even
from quellenlage.domain.annotations import AnnotatedArticle, Token
from quellenlage.domain.span import Span
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import lemma_of, noun_lemma
from quellenlage.german.lexicon import load_table, load_words

CLAUSE_END = re.compile(r"[,.;:!?–(\n„“\"]|\bund\b|\boder\b")
"""What ends the clause of a number."""
YEAR_ENDS = re.compile(r"(?<!\d),(?! sondern\b)|,(?!\d| sondern\b)|[.;:!?–(\n]|\bund\b|\boder\b")
"""What ends the clause in which a year is that of a number."""
CLIMB = 6
"""Words upwards in the sentence's tree from a number to the verb of its clause."""
MONTH = 7
"""Characters of a TIMEX3 value that names a month at least."""
BEFORE = 10
"""Characters before a time in which a preposition stands."""
REACH = 40
"""Words around a verb in which its separated prefix is looked for."""
ENOUGH = 2
"""Content words that the sentences of two numbers share where their verbs differ: the noun alone is not enough. Of
seven disputes about numbers drawn from the ten largest stories of 5,000 articles, six shared the noun and no more."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the sentence of a number says besides it, folded: content `words`, the `predicate` of its clause, what that
    makes of people (`fate`: dead, ill, infected), `names` of people and bodies, `places`, `years`, the `rates` in its
    clause, the `diseases` named, whether it is only expected (`ahead`), whether it is of its day (`running`), or
    `worldwide`; the `days` and months that its clause names, `bounded` with the word before where it begins or ends a
    stretch of time (*bis Ende April*); and whether it counts what its giver does (`own`: *sie hätten 40 getestet*)."""

    words: frozenset[str]
    predicate: str
    fate: str
    names: frozenset[str]
    places: frozenset[str]
    years: frozenset[str]
    rates: frozenset[str]
    diseases: frozenset[str]
    ahead: bool
    running: bool
    worldwide: bool
    days: frozenset[str]
    own: bool


def circumstances_of(member: AnnotatedArticle, span: Span, label: str) -> Circumstances:
    """What stands around the number at `span`, which counts what `label` says."""
    text, marks = member.article.text, member.annotations
    at = marks.sentence_at(span.start)
    sentence = span if at is None else marks.sentences[at].span
    clause = clause_at(text, span, sentence)
    verb = _verb(marks.tokens, span)
    predicate = "" if verb is None else _lemma(marks.tokens, verb)
    speakers = [s for x in marks.statements if x.span.overlaps(sentence) for s in x.speaker]
    named = [
        e
        for e in marks.entities
        if sentence.contains(e.span) and not (e.part or e.pronoun) and not any(s.overlaps(e.span) for s in speakers)
    ]
    own = {*content_words(span.of(text)), *content_words(label)}
    words = set(content_words(sentence.of(text)))
    clause_words = f" {even(clause.of(text)).casefold()} "
    return Circumstances(
        words=frozenset(w for w in words - own - _calendar() if not w[0].isdigit()),
        predicate=predicate,
        fate=_fates().get(predicate, ""),
        names=frozenset(fold(e.name) for e in named if e.type in ("PER", "ORG", "FAC") and not e.nominal),
        places=frozenset(letters(e.name) for e in named if e.type in ("GPE", "LOC") and not e.metonym),
        years=years_at(member, span, sentence),
        rates=frozenset(rate for rate in load_words("rate_words") if f" {rate.casefold()} " in clause_words),
        diseases=frozenset(_diseases(sentence.of(text))) or _main_disease(text),
        ahead=not words.isdisjoint(_folded("forecast_words")),
        running=not words.union(fold(w) for w in WORD.findall(sentence.of(text))).isdisjoint(_folded("running_counts")),
        worldwide=any(f" {word} " in clause_words for word in load_words("worldwide_words")),
        days=frozenset(_days(member, clause)),
        own=verb is not None and _is_own(marks.tokens, verb),
    )


def letters(name: str) -> str:
    """A name as it is compared: letters and digits, folded (*Shin Won-sik*, *Shin Wonsik*)."""
    return fold(re.sub(r"[\W_]", "", name))


def clause_at(text: str, span: Span, sentence: Span) -> Span:
    """The clause of a number, as far as commas and *und* tell."""
    before = max((m.end() for m in CLAUSE_END.finditer(text, sentence.start, span.start)), default=sentence.start)
    after = CLAUSE_END.search(text, span.end, sentence.end)
    return Span(before, after.start() if after else sentence.end)


def years_at(member: AnnotatedArticle, span: Span, sentence: Span) -> frozenset[str]:
    """The years that the clause of a number names. Neither quotation marks around the number nor *nicht 7, sondern* end
    it: *2023 habe der Verlust bei „gut fünf Millionen“ gelegen*."""
    text = member.article.text
    before = max((m.end() for m in YEAR_ENDS.finditer(text, sentence.start, span.start)), default=sentence.start)
    after = YEAR_ENDS.search(text, span.end, sentence.end)
    clause = Span(before, after.start() if after else sentence.end)
    times = (t for t in member.annotations.times if clause.contains(t.span))
    return frozenset(t.value[:4] for t in times if t.value[:4].isdigit())


def parted(a: Circumstances, b: Circumstances) -> str:
    """Why two numbers of one noun cannot be of one thing, whatever their value; empty if nothing is known."""
    if bool(a.rates) != bool(b.rates):
        return "one is a rate"
    if a.worldwide != b.worldwide:
        return "one is of the world"
    if a.diseases and b.diseases and a.diseases.isdisjoint(b.diseases):
        return "other disease"
    if a.ahead != b.ahead:
        return "one is expected"
    if a.years and b.years and a.years.isdisjoint(b.years):
        return "other year"
    return ""


def is_other_fate(a: Circumstances, b: Circumstances, thing: str) -> bool:
    """True for people of whom the one number says that they died, the other that they fell ill, or nothing of the kind;
    not where the noun says it itself."""
    return a.fate != b.fate and thing not in {fold(t) for t in _fates().values()}


def agree(a: Circumstances, b: Circumstances, home: Set[str], *, general: bool, one_affair: bool) -> bool:
    """True if two numbers of one noun are of one thing beyond their noun: nothing parts them, they name the same
    places and no other bearers, and say the same of it. A `general` noun needs the verb and one more word; where the
    articles tell of `one_affair`, one word or one year is enough for another noun."""
    if parted(a, b) or is_elsewhere(a, b, home):
        return False
    shared = a.words & b.words
    same = bool(a.predicate) and a.predicate == b.predicate
    if one_affair and not general:
        # where it is does not say of what it is: 40 may come to the country, 100 are needed there
        same = same and a.predicate not in _folded("existence_verbs")
        return same or not shared <= (a.places | b.places | home) or bool(a.years & b.years)
    if general:
        return same and bool(shared - {a.predicate})
    return same or len(shared) >= ENOUGH


def is_other_time(a: Circumstances, b: Circumstances) -> bool:
    """True for numbers of other days or months: both clauses name some, and none of them in common."""
    return bool(a.days and b.days) and a.days.isdisjoint(b.days)


def is_elsewhere(a: Circumstances, b: Circumstances, home: Set[str]) -> bool:
    """True for numbers of other places or bearers: the names have none in common, or the one names more places."""
    if a.names and b.names and a.names.isdisjoint(b.names):
        return True
    if a.places and b.places:
        return a.places != b.places
    return not (a.places | b.places) <= home


def is_general(label: str) -> bool:
    """True for a noun that one story counts many things of: *Volumen*, *Länder*, *Amerikaner*."""
    nouns = {form for w in WORD.findall(label) if w[:1].isupper() for form in (noun_lemma(w), lemma_of(w), w)}
    known = load_words("generic_counts") | load_words("general_nouns") | load_words("peoples") | _nationals()
    return not nouns.isdisjoint(known) or any(n.casefold().endswith("volumen") for n in nouns)


def _verb(tokens: Sequence[Token], span: Span) -> int | None:
    """Where the verb stands that the number's clause hangs on; None where none is found."""
    at = bisect_left(tokens, span.end, key=lambda t: t.start) - 1
    for _ in range(CLIMB):
        if at < 0:
            return None
        token = tokens[at]
        if token.pos == "VERB":
            return at
        if token.head is None or token.head == at:
            return None
        at = token.head
    return None


def _lemma(tokens: Sequence[Token], verb: int) -> str:
    """The folded lemma of a verb, with its prefix."""
    near = tokens[max(0, verb - REACH) : verb + REACH]
    prefix = next((t.text.lower() for t in near if t.dep == "compound:prt" and t.head == verb), "")
    return fold(prefix + (tokens[verb].lemma or lemma_of(tokens[verb].text)))


def _is_own(tokens: Sequence[Token], verb: int) -> bool:
    """True where the subject of a verb is a pronoun for a person or body, and the verb gives no number itself (*sie
    gehe von 40 aus*)."""
    if load_words("restating_verbs") & {tokens[verb].lemma, lemma_of(tokens[verb].text)}:
        return False
    near = range(max(0, verb - REACH), min(len(tokens), verb + REACH))
    subjects = [tokens[i] for i in near if tokens[i].head == verb and (tokens[i].dep or "").startswith("nsubj")]
    return any(t.text.lower() in load_words("personal_pronouns") for t in subjects)


def _days(member: AnnotatedArticle, clause: Span) -> Iterator[str]:
    """The days and months named in a clause, with the word before one that begins or ends a stretch of time."""
    text = member.article.text
    for time in member.annotations.times:
        if time.type not in ("DATE", "TIME") or not clause.overlaps(time.span):
            continue
        value = time.value.partition("T")[0]
        if value[:4].isdigit() and len(value) >= MONTH:
            before = text[max(0, time.start - BEFORE) : time.start].casefold().split()[-1:]
            bound = [w for w in before if w in load_words("bounding_words")]
            yield " ".join((*bound, value))


def _diseases(text: str) -> Iterator[str]:
    """The diseases that a text names, compounds with a hyphen among them (*Sars-Pandemie*)."""
    for word in WORD.findall(text):
        low = word.casefold()
        if low[:3] not in _disease_starts():
            continue
        name = max((n for n in _disease_names() if low == n or low.startswith(f"{n}-")), key=len, default=None)
        if name is not None:
            yield _disease_names()[name]


@lru_cache(maxsize=1 << 10)
def _main_disease(text: str) -> frozenset[str]:
    """The disease that an article names most, which a sentence that names none is about."""
    return frozenset(name for name, _ in Counter(_diseases(text)).most_common(1))


@cache
def _disease_starts() -> frozenset[str]:
    return frozenset(name[:3] for name in _disease_names())


@cache
def _disease_names() -> dict[str, str]:
    return {row["name"].casefold(): row["disease"] for row in load_table("diseases")}


@cache
def _fates() -> dict[str, str]:
    """What a verb makes of people, by the folded lemma."""
    return {fold(row["predicate"]): row["thing"] for row in load_table("counted_predicates")}


@cache
def _folded(name: str) -> frozenset[str]:
    return frozenset(fold(w) for w in load_words(name))


@cache
def _calendar() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in load_table("time_words"))


@cache
def _nationals() -> frozenset[str]:
    """What the people of a state are called."""
    rows = load_table("states")
    return frozenset(name for row in rows for name in row["persons_m"].split("|") if name)
