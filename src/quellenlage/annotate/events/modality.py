"""How sure a happening is: told as a fact, reported, alleged, planned, denied or only thought of; and whether at all.

The nearest word decides: the verb or noun above it (*plant*, *wirft vor*, *bestreitet*), the modal verb and mood of its
clause, an adjective (*geplante*, *mutmaßliche*), and last the statement that it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, cast

from spacy.tokens import Token

from quellenlage.annotate.events.slots import CLAUSES, Surroundings, governor_of_clause, is_passive
from quellenlage.annotate.words import closed_class
from quellenlage.domain.annotations import Modality, Polarity, Statement, Time
from quellenlage.german.lexicon import load_table, load_words
from quellenlage.german.tense import shows

_ENDING = re.compile(r"(?:e|er|es|en|em)$")
_AUXILIARIES = frozenset(("aux", "aux:pass", "cop"))
_LONGEST_CLIMB = 12
"""Clauses above a happening that are looked at."""
_STATIVE = closed_class("stative")
_MOTION = closed_class("perfect_with_sein")


class Sureness(NamedTuple):
    """How sure, whether it is negated, and what says so: `phrase` or `phrase: word`."""

    modality: Modality
    polarity: Polarity
    why: str


def sureness(
    around: Surroundings, statement: Statement | None, date: Time | None, published: str | None, *, made_in_words: bool
) -> Sureness:
    """How sure the happening around a trigger is. `statement`: the innermost one it stands in; `published`: the day;
    `made_in_words`: a date beside it may be that of what is said."""
    negative = is_negated(around)
    modality, why = _modality(around, statement)
    if modality == "negative":
        # "soll die Schließung verhindern": neither has come about
        real = around.verb is None or _of_clause(around.verb, statement)[0] in ("factual", "reported")
        modality, negative = "factual" if real else "hypothetical", True
    if modality == "factual" and not made_in_words and _lies_ahead(around, date, published):
        modality, why = "planned", "date ahead"
    if modality in ("factual", "reported") and statement is not None:
        modality, why = _as_told(statement, negative)
    return Sureness(cast(Modality, modality), "negative" if negative else "positive", why)


def _as_told(statement: Statement, negative: bool) -> tuple[str, str]:
    if statement.stance == "denies" or (negative and statement.stance == "asserts"):
        return "denied", _by("in a denial", statement)
    if statement.by.rule == "hearsay" or (statement.mode == "attributed" and not statement.speaker):
        return "alleged", "hearsay"
    if statement.certainty in ("possible", "probable") or statement.stance == "speculates":
        return "alleged", "told as not certain"
    return "reported", _by("in what somebody says", statement)


def _by(phrase: str, statement: Statement) -> str:
    return f"{phrase}: {statement.speaker_name}" if statement.speaker_name else phrase


def _modality(around: Surroundings, statement: Statement | None) -> tuple[str, str]:
    """`factual` if nothing around the trigger says otherwise; `negative` for what did not come about."""
    trigger = around.trigger
    noun = trigger.pos_ in ("NOUN", "PROPN")
    if noun:
        for child in trigger.children:
            found = _words().get(child.lemma_) or _words().get(_ENDING.sub("", child.lower_))
            if child.dep_ == "amod" and found is not None:
                return found, f"adjective: {child.lower_}"
        if around.governor is not None and around.governor.modality != "keep":
            return around.governor.modality, f"word above it: {trigger.head.text}"
        if not around.occurs or around.verb is None:
            # "nach der Explosion": taken for granted, whatever the verb says; "mit einem Sieg hätten sie ..." is not
            verb = _verb_above(trigger) if any(c.lemma_ == "ein" for c in trigger.children) else None
            told = _of_clause(verb, statement) if verb is not None else ("factual", "")
            return told if told[0] in ("hypothetical", "planned") else ("factual", "taken for granted")
    verb = around.verb
    return _of_clause(verb, statement) if verb is not None else ("factual", "told as a fact")


def _verb_above(noun: Token) -> Token | None:
    """The verb of the clause that a noun stands in."""
    token = noun
    for _ in range(_LONGEST_CLIMB):
        if token.pos_ == "VERB":
            return token
        token = token.head
    return None


def _of_clause(verb: Token, statement: Statement | None) -> tuple[str, str]:
    """What the clause of a verb says of it, and the clauses above where it has no finite verb of its own or is what
    somebody plans, alleges or denies."""
    token = verb
    for _ in range(_LONGEST_CLIMB):
        own = _of_verb(token, statement)
        if own[0] != "factual":
            return own
        governor, above = governor_of_clause(token)
        if governor is not None and above is not None and governor.modality != "keep":
            return governor.modality, f"word above it: {above.text}"
        joined = token
        while token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX"):
            token = token.head
        if token.i != joined.i and not _has_finite(joined) and (own := _of_verb(token, statement))[0] != "factual":
            return own  # "will das Werk schließen und Stellen streichen"
        if above is None or token.dep_ in ("acl:relcl", "ccomp", "parataxis"):
            break
        if token.dep_ == "advcl" and _has_finite(token):
            break
        token = above
    return "factual", "told as a fact"


def _of_verb(verb: Token, statement: Statement | None) -> tuple[str, str]:
    """Modal verb, mood, conjunction and adverbs of one clause."""
    finite = next(
        (
            t
            for t in (verb, *verb.children)
            if (t.i == verb.i or t.dep_ in _AUXILIARIES) and shows(t, "VerbForm", "Fin")
        ),
        None,
    )
    for child in _beside(verb):
        if child.dep_ == "mark" and child.pos_ == "AUX":
            return "hypothetical", "condition"
        found = _words().get(child.lower_) if child.dep_ in ("mark", "advmod") else None
        if found is not None:
            return found, f"word beside it: {child.lower_}"
    if finite is not None and _is_condition(verb, finite):
        return "hypothetical", "condition"
    if any(c.dep_ == "mark" and c.lower_ == "um" for c in verb.children):
        return "planned", "purpose: um"
    if finite is None:
        return "factual", ""
    if _asks(verb):
        return "hypothetical", "question"
    return _of_finite(verb, finite, statement)


def _beside(verb: Token) -> Iterator[Token]:
    """What hangs on the verb, and adverbs that the tree hangs on its noun phrases (*angeblich zwei Kinder*)."""
    yield from verb.children
    todo = [c for c in verb.children if c.dep_ not in CLAUSES and c.pos_ not in ("VERB", "AUX")]
    for _ in range(3):
        todo = [c for t in todo for c in t.children if c.dep_ not in CLAUSES]
        yield from (c for c in todo if c.dep_ == "advmod")


def _of_finite(verb: Token, finite: Token, statement: Statement | None) -> tuple[str, str]:
    lemma = finite.lemma_
    if finite.i == verb.i:
        if lemma in ("sollen", "wollen"):
            return "planned", f"modal verb: {finite.lower_}"
        return _of_subjunctive(finite, statement)
    if lemma == "sollen":
        if shows(finite, "Tense", "Pres") and (_is_perfect(verb, statement) or verb.lemma_ in _STATIVE):
            return "alleged", f"modal verb with perfect: {finite.lower_}"
        return "planned", f"modal verb: {finite.lower_}"
    if lemma == "wollen":
        return (
            ("alleged", f"modal verb with perfect: {finite.lower_}")
            if _is_perfect(verb, None)
            else ("planned", f"modal verb: {finite.lower_}")
        )
    if lemma == "werden" and is_passive(verb) != "werden":
        if shows(finite, "Mood", "Sub") and finite.lower_.startswith("würde") and statement is None:
            return "hypothetical", f"modal verb: {finite.lower_}"
        return "planned", f"modal verb: {finite.lower_}"
    if lemma in ("können", "dürfen", "mögen"):
        if _is_perfect(verb, statement):
            return "alleged", f"modal verb with perfect: {finite.lower_}"
        past = shows(finite, "Tense", "Past") and not shows(finite, "Mood", "Sub")
        return ("factual", "") if past else ("hypothetical", f"modal verb: {finite.lower_}")
    if lemma == "müssen":
        if finite.lower_.startswith("müsst") or (shows(finite, "Mood", "Sub") and not shows(finite, "Tense", "Past")):
            return "hypothetical", f"modal verb: {finite.lower_}"
        past = shows(finite, "Tense", "Past") or statement is not None
        return ("factual", "") if past else ("planned", f"modal verb: {finite.lower_}")
    return _of_subjunctive(finite, statement)


def _of_subjunctive(finite: Token, statement: Statement | None) -> tuple[str, str]:
    """*hätten* stands in for *haben*, which is no subjunctive to the eye; *hätte* means what is not the case."""
    if not shows(finite, "Mood", "Sub") or statement is not None:
        return "factual", ""
    if _is_unreal(finite) and not finite.lower_.endswith("n"):
        return "hypothetical", f"subjunctive of what is not: {finite.lower_}"
    return "reported", f"subjunctive of reported speech: {finite.lower_}"


def _is_unreal(finite: Token) -> bool:
    """True for the forms that only subjunctive II has: *wäre*, *hätte*, *käme*."""
    return finite.lower_.startswith(("wär", "hätt", "käm", "gäb", "würd", "ging"))


def _is_perfect(verb: Token, statement: Statement | None) -> bool:
    """True for *geliefert haben*, *gereist sein*, *verhaftet worden sein*; *überhitzt sein* is a state, which may lie
    ahead (*soll im Juli fertig sein*) unless somebody tells it."""
    around = [c for c in verb.children if c.dep_ in _AUXILIARIES]
    infinitive = next((t for t in around if t.lower_ in ("haben", "sein") and not shows(t, "VerbForm", "Fin")), None)
    if infinitive is None:
        return False
    if infinitive.lower_ == "haben" or any(t.lower_ in ("worden", "gewesen") for t in around):
        return True
    return infinitive.dep_ == "aux" or verb.lemma_ in _MOTION or statement is not None


def _is_condition(verb: Token, finite: Token) -> bool:
    """True for *Sollte er ablehnen, ...*: the verb begins the clause and the main clause follows."""
    if verb.dep_ != "advcl" or verb.i > verb.head.i or any(c.dep_ == "mark" for c in verb.children):
        return False
    before = [t for t in verb.subtree if t.i < finite.i and not t.is_punct]
    return not before


def _asks(verb: Token) -> bool:
    """True for the main verb of a question."""
    last = verb.sent[-1]
    while last.is_space and last.i > verb.sent.start:
        last = last.nbor(-1)
    return last.text == "?" and verb.dep_ == "root"


def _has_finite(verb: Token) -> bool:
    return any(
        (t.i == verb.i or t.dep_ in _AUXILIARIES) and shows(t, "VerbForm", "Fin") for t in (verb, *verb.children)
    )


def is_negated(around: Surroundings) -> bool:
    """True with *nicht*, *nie*, *kein* in the clause of the trigger, or at a noun that is one."""
    words = load_words("negations")
    trigger = around.trigger
    noun = trigger.pos_ in ("NOUN", "PROPN")
    if noun and any(c.dep_ == "det" and c.lower_ in words for c in trigger.children):
        return True
    # "nicht die erste Störung" has been one; "kam es nicht zu einer Störung" has not
    head = trigger if not noun else around.verb if around.occurs else None
    if head is not None:
        if head.dep_ == "conj" and any(c.lower_ == "noch" and c.dep_ == "cc" for c in head.children):
            return True
        for child in head.children:
            if child.lower_ in words and child.dep_ in ("advmod", "det", "nsubj", "case", "cc", "dep", "obj", "mark"):
                return True
            if child.dep_ in ("nsubj", "obj", "nsubj:pass") and any(
                c.lower_ in words and c.dep_ == "det" for c in child.children
            ):
                return True
    return False


def _lies_ahead(around: Surroundings, date: Time | None, published: str | None) -> bool:
    """True for a date after the day of publication; without that day, for a date that looks forward."""
    if date is None:
        return False
    if published is not None and date.value[:1].isdigit() and len(date.value) >= 10:
        return date.value[:10] > published
    verb = around.verb
    return (
        date.direction == "future"
        and (verb is None or around.governor is None)
        and published is None
        and (verb is None or not any(shows(t, "Tense", "Past") for t in (verb, *verb.children)))
    )


@cache
def _words() -> dict[str, str]:
    return {row["word"]: row["modality"] for row in load_table("event_modalities")}
