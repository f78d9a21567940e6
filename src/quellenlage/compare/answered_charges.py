"""Charges that are answered by what is said of whoever makes them: *Wer der Bahn Wortbruch vorwirft, der irrt*.

A free relative clause with a verb of accusing, and a main clause that says that such a one is wrong, lies, or has not
read or understood something (Duden grammar, free relative clauses): the speaker rejects the charge, which somebody else
makes in other words (*die Bahn habe ihr Wort gebrochen*).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from quellenlage.compare.clauses import Clauses, clauses_of
from quellenlage.compare.root_kinds import body_spoken_for
from quellenlage.domain.annotations import AnnotatedArticle, Entity, Statement, Token
from quellenlage.domain.span import Span
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import noun_lemma
from quellenlage.german.lexicon import load_table, load_words, word_class

LINKS = ("", "s", "es", "n", "en")
"""What joins the parts of a compound (Duden grammar, Fugenelemente)."""
SHORTEST = 4
"""Letters of the first part of a compound: *Wort*, *Daten*."""
SHORTEST_CHARGE = 3
"""Words of the clause behind *wer* at least: *uns Betrug vorwirft*."""
PHRASE = 4
"""Words behind a noun in which that stands what its deed was done to."""
SUBJECT, AUX_PASSIVE = "nsubj", "aux:pass"


class Charge(NamedTuple):
    """What somebody is charged with: names of the one charged, the noun, folded; lemma and strong forms of the verb
    that tells the same; and words, folded, one of which the verb's object ends in, none where it needs no object."""

    names: tuple[str, ...]
    noun: str
    verb: frozenset[str]
    things: tuple[str, ...]


def answered_charges(ordered: Sequence[AnnotatedArticle]) -> Iterator[tuple[tuple[Statement, ...], Statement]]:
    """What others say of the deed, and the statement that rejects the charge."""
    said = [(m, s) for m in ordered for s in m.annotations.statements if _may_charge(s)]
    for member in ordered:
        for statement in member.annotations.statements:
            charge = None if statement.in_furniture or statement.parent else rejected_charge(member, statement)
            if charge is None or statement.speaker_name is None:
                continue
            words = _words(statement.speaker_name)
            others = [(m, s) for m, s in said if not _one_name(_words(s.speaker_name or ""), words)]
            charging = tuple(s for m, s in others if _tells(m, s, charge))
            if charging:
                yield charging, statement


def rejected_charge(member: AnnotatedArticle, statement: Statement) -> Charge | None:
    """The charge that a statement rejects by what it says of whoever makes it; None for any other statement."""
    clauses = clauses_of(member.annotations.tokens)
    places = [i for i in clauses.within(statement.quote) if clauses.tokens[i].pos != "PUNCT" or _is_comma(clauses, i)]
    if not places or clauses.tokens[places[0]].text.lower() not in word_class("whoever"):
        return None
    comma = next((n for n, i in enumerate(places) if _is_comma(clauses, i)), None)
    if comma is None or not _is_charging(clauses, places[1:comma]) or not _rejects(clauses, places[comma + 1 :]):
        return None
    nouns = [i for i in places[1:comma] if clauses.tokens[i].pos == "NOUN" and _deed(clauses.tokens[i].text)]
    if len(nouns) != 1:
        return None
    names = _charged(member, statement, clauses, [i for i in places[1:comma] if i != nouns[0]])
    noun = noun_lemma(clauses.tokens[nouns[0]].text)
    deed = _deeds()[_deed(noun)]
    verb, alone = frozenset((deed["verb"], *deed["forms"].split())), deed["alone"] == "yes"
    things = () if alone else _first_part(noun) or _of_what(clauses, nouns[0])
    return Charge(names, fold(noun), verb, things) if names and (things or alone) else None


def _is_comma(clauses: Clauses, at: int) -> bool:
    return clauses.tokens[at].text == ","


def _is_charging(clauses: Clauses, places: Sequence[int]) -> bool:
    """True for words that end in a verb of accusing, without a negation."""
    if len(places) < SHORTEST_CHARGE:
        return False
    verb, before = clauses.tokens[places[-1]], clauses.tokens[places[-2]].text
    if not load_words("negations").isdisjoint(clauses.tokens[i].text.lower() for i in places):
        return False
    rows = load_table("charging_verbs")
    return any(r["verb"] == (verb.lemma or "") and r["before"] in ("", before) for r in rows)


def _rejects(clauses: Clauses, places: Sequence[int]) -> bool:
    """True where the main clause says that one is wrong, lies, or has not understood: its verb, and whether that is
    negated. Not where one is told to be lied to, or need not know much: *den täuscht sie*, *muss nicht viel wissen*."""
    end = next((n for n, i in enumerate(places) if n > 0 and _is_comma(clauses, i)), len(places))
    inside = [clauses.tokens[i] for i in places[:end]]
    words = [t.text.lower() for t in inside]
    negated = not load_words("negations").isdisjoint(words)
    lemmas = {t.lemma or "" for t in inside if t.pos in ("VERB", "AUX")}
    by_one = bool(inside) and (inside[0].pos in ("VERB", "AUX") or words[0] in word_class("that_one"))
    if not by_one or not lemmas.isdisjoint(load_words("modal_verbs")) or any(t.dep == AUX_PASSIVE for t in inside):
        return False
    if not word_class("no_more_than").isdisjoint(words):
        return False
    rows = load_table("charge_rejections")
    return any(r["verb"] in lemmas and (r["negated"] == "yes") == negated for r in rows)


def _charged(
    member: AnnotatedArticle, statement: Statement, clauses: Clauses, places: Sequence[int]
) -> tuple[str, ...]:
    """Who is charged: the only one named in the clause; or the speaker himself and whom he speaks for (*uns*)."""
    tokens = [clauses.tokens[i] for i in places]
    found = {
        e.name for e in member.annotations.entities if _is_actor(e) and any(e.span.covers(t.start) for t in tokens)
    }
    own = any(t.text.lower() in load_words("first_person") for t in tokens)
    if own and not found:
        body = body_spoken_for(member, statement)
        beside = (e.name for e in member.annotations.entities if e.type == "ORG" and _is_in(e, statement.speaker))
        return tuple(dict.fromkeys(n for n in (statement.speaker_name, body, *beside) if n))
    return tuple(found) if len(found) == 1 and not own else ()


def _is_in(entity: Entity, spans: Sequence[Span]) -> bool:
    return any(s.contains(entity.span) for s in spans)


def _is_actor(entity: Entity) -> bool:
    return entity.type in ("PER", "ORG", "GPE") and not (entity.adjectival or entity.part or entity.pronoun)


def _may_charge(statement: Statement) -> bool:
    return bool(statement.speaker_name) and statement.stance != "denies" and not statement.in_furniture


def _tells(member: AnnotatedArticle, statement: Statement, charge: Charge) -> bool:
    """True for words in which the one charged does the deed, or is charged with it by the same noun (*Vertragsbruch der
    Bahn*)."""
    clauses = clauses_of(member.annotations.tokens)
    places = clauses.within(statement.quote)
    if any(clauses.tokens[i].text.lower() in load_words("negations") for i in places):
        return False
    named = [
        i
        for e in member.annotations.entities
        if _is_actor(e) and any(_one_name(_words(e.name), _words(n)) for n in charge.names)
        for i in clauses.within([e.span])
        if i in places
    ]
    opener = clauses.tokens[places[0]].text.lower() if places else ""
    if not named or opener in word_class("questions") | load_words("subordinators") | load_words("left_open"):
        return False
    for at in places:
        token = clauses.tokens[at]
        below = [clauses.tokens[i] for i in places if i != at and clauses.tokens[i].head == at]
        if token.pos == "VERB" and {clauses.prefix(at) + (token.lemma or ""), token.text.lower()} & charge.verb:
            does = any(clauses.tokens[i].head == at and clauses.tokens[i].dep == SUBJECT for i in named)
            if does and not clauses.in_condition(at) and (not charge.things or _has(below, charge.things)):
                return True
        of_him = any(clauses.tokens[i].head == at and clauses.tokens[i].dep == "nmod" for i in named)
        if of_him and token.pos == "NOUN" and fold(noun_lemma(token.text)) == charge.noun:
            return True
    return False


def _has(tokens: Sequence[Token], things: tuple[str, ...]) -> bool:
    """True if one of the words is such a thing, or ends in it: *Kaufvertrag* is a Vertrag."""
    return any(t.pos == "NOUN" and any(fold(w).endswith(things) for w in (t.text, noun_lemma(t.text))) for t in tokens)


def _of_what(clauses: Clauses, noun: int) -> tuple[str, ...]:
    """*Vertrag* of *den Bruch der Verträge*."""
    behind = clauses.tokens[noun + 1 : noun + 1 + PHRASE]
    return tuple(fold(noun_lemma(t.text)) for t in behind if t.pos == "NOUN" and t.head == noun)[:1]


def _words(name: str) -> frozenset[str]:
    return frozenset(fold(w) for w in name.split())


def _one_name(a: frozenset[str], b: frozenset[str]) -> bool:
    """True for names of which one has all words of the other: *Lotte*, *Lotte Bau AG*."""
    return bool(a and b) and (a <= b or b <= a)


def _deed(noun: str) -> str:
    """The last part of a noun that is what somebody may be charged with; empty for any other noun."""
    low = noun_lemma(noun).casefold()
    return max((d for d in _deeds() if low.endswith(d)), key=len, default="")


def _first_part(noun: str) -> tuple[str, ...]:
    """The first part of a compound, folded, with and without what may join it to the last one."""
    first = noun.casefold().removesuffix(_deed(noun)).removesuffix("-")
    forms = (first.removesuffix(link) for link in LINKS)
    return tuple(fold(f) for f in dict.fromkeys(forms) if len(f) >= SHORTEST)


@cache
def _deeds() -> dict[str, dict[str, str]]:
    return {row["noun"]: row for row in load_table("charged_deeds")}
