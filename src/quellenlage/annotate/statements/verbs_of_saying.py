"""Which words of a unit make up a verb or phrase of saying: *teilte … mit*, *wurde vermutet*, *übte Kritik*.

German parts its verbs: the finite form stands second or last, participle, particle and the fixed words of a phrase at
the end of the clause (Duden-Grammatik, sentence bracket).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quellenlage.annotate.statements.cues import (
    Cue,
    finite_cues,
    infinitive_cues,
    joined_cues,
    participle_cues,
    phrase_cues,
)
from quellenlage.annotate.statements.units import is_quote
from quellenlage.annotate.words import Word, closed_class, could_be_adjective
from quellenlage.domain.span import Span
from quellenlage.german.tense import shows

BREAKS = frozenset((",", ":", ";", "–", "—"))
FINITE_SIGNS = closed_class("finite_signs")
_HAVE = closed_class("have")
_BE = closed_class("be")
_COUNTERFACTUAL = frozenset(("hätte", "hätten"))
_BECOME = closed_class("become")
_MUST = closed_class("must")
_MODALS = closed_class("modals")
_CONFESSING = frozenset(("einräumen", "zugeben", "eingestehen", "bestätigen", "feststellen"))
_BEFORE_PARTICIPLES = closed_class("before_participles")
_OPENING = '„"»«“‚'
_ARTICLES = frozenset(("der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einer"))
_LONGEST_CLAUSE = 45
"""Words between the two parts of a verb (teilte ... mit)."""
_MOST_ADJECTIVES = 2
"""Words between the fixed words of a phrase (zu dem vorläufigen Schluss)."""


class Verb(NamedTuple):
    """A cue and the places of its words, the finite verb first but for verbs at the end of their clause."""

    cue: Cue
    words: tuple[int, ...]
    passive: bool = False


def verb_at(items: Sequence[Word], at: int) -> Verb | None:
    """The verb or phrase of saying whose finite part stands at `at`."""
    lower = items[at].lower
    if lower in _COUNTERFACTUAL:
        return None
    if lower in _HAVE or lower in _BECOME or lower in _BE:
        compound = _compound(items, at)
        if compound is not None or lower in _BECOME:
            return compound
        return _phrase(items, at)
    if lower in _MUST:
        return _must(items, at)
    phrase = _phrase(items, at)
    if phrase is not None:
        return phrase
    joined = () if is_infinitive(items[at]) else joined_cues(lower)
    if joined and closes_clause(items, at + 1):
        return Verb(joined[0], (at,))
    cues = finite_cues(lower)
    if not cues or _no_verb(items, at):
        return None
    for cue in cues:
        particle = _particle(items, at, cue) if cue.particle else None
        if particle is not None:
            return Verb(cue, (at, particle))
    simple = next((c for c in cues if not c.particle), None)
    return None if simple is None or _has_particle(items, at) else Verb(simple, (at,))


def sharing_participle(items: Sequence[Word], joint: int, last: int) -> Verb | None:
    """*hat Zahlungen dementiert, aber eine Prüfung zugesagt*: the cue whose participle at `last` has its auxiliary in
    front of the conjunction at `joint`."""
    return _participle(items, last, joint) if closes_clause(items, last + 1) else None


def joined_spans(text: str, items: Sequence[Word], places: Sequence[int]) -> tuple[Span, ...]:
    """Spans of the cue's words; neighbours become one."""
    spans: list[Span] = []
    for at in sorted(places):
        span = Span(items[at].start, items[at].end)
        if spans and text[spans[-1].end : span.start].isspace():
            spans[-1] = spans[-1].hull(span)
        else:
            spans.append(span)
    return tuple(spans)


def closes_clause(items: Sequence[Word], at: int) -> bool:
    """True if a clause ends in front of `at`."""
    return (
        at >= len(items)
        or is_quote(items[at])
        or not (items[at].text[0].isalnum() or items[at].text in _OPENING)
        or items[at].lower in ("und", "sowie", "oder")
        or items[at].lower in _HAVE
    )


def is_infinitive(word: Word) -> bool:
    """True for an infinitive."""
    return word.token is not None and shows(word.token, "VerbForm", "Inf")


def _compound(items: Sequence[Word], at: int) -> Verb | None:
    """Perfect and passive: *hat … gesagt*, *wird … vermutet*, *ist … berichtet worden*, *berichtet wurde*."""
    lower = items[at].lower
    before = items[at - 1].lower if at else ""
    if lower in _HAVE and at > 1 and closes_clause(items, at + 1):
        final = _participle(items, at - 1, at)
        if final is not None:
            return Verb(final.cue, (*final.words, at))
    if lower in _BECOME and at and (at == 1 or closes_clause(items, at + 1)) and participle_cues(before):
        # "weil berichtet wurde, …"; "Kritisiert wird vor allem, …"
        return Verb(participle_cues(before)[0], (at - 1, at), passive=before != "zitiert")
    end = _clause_end(items, at + 1)
    for last in range(at + 1, end):
        if lower in _BE and not (last + 1 < end and items[last + 1].lower == "worden"):
            phrase = _participle_of_phrase(items, at, last)
            if phrase is not None:
                return phrase
            continue
        if not closes_clause(items, last + 1 + (lower in _BE)):
            continue
        found = _participle(items, last, at)
        if found is None or (" " in found.cue.lemma and lower in _BECOME and found.cue.fixed):
            continue
        if lower in _HAVE:
            return Verb(found.cue, (at, *found.words))
        worden = (last + 1,) if lower in _BE else ()
        return Verb(found.cue, (at, *found.words, *worden), passive=items[last].lower != "zitiert")
    return None


def _participle(items: Sequence[Word], last: int, at: int) -> Verb | None:
    """The cue whose participle stands at `last`, with what belongs to it: *bekannt gegeben*, *Kritik geübt*."""
    if items[last].capital and not items[last].first:
        return None
    phrase = _participle_of_phrase(items, at, last)
    if phrase is not None:
        return Verb(phrase.cue, phrase.words[1:])
    for cue in participle_cues(items[last].lower):
        if " " not in cue.lemma:
            return Verb(cue, (last,))
        if last and items[last - 1].lower == cue.particle:
            return Verb(cue, (last - 1, last))
    return None


def _participle_of_phrase(items: Sequence[Word], at: int, last: int) -> Verb | None:
    """*hat … scharfe Kritik geübt*, *ist zu dem Schluss gekommen*: the words stand between auxiliary and participle."""
    if not closes_clause(items, last + 1) or last - at < 2 or any(w.text == "," for w in items[at:last]):
        return None
    for cue in phrase_cues(items[last].lower):
        fixed = _fixed_words(items, cue, at + 1, last)
        if fixed is not None and fixed[-1] >= last - 1 - _MOST_ADJECTIVES:
            return Verb(cue, (at, *fixed, last))
    return None


def _phrase(items: Sequence[Word], at: int) -> Verb | None:
    """The longest fixed phrase whose finite verb stands at `at`: *übte Kritik*, *…, der Kritik übte*."""
    best: Verb | None = None
    for cue in phrase_cues(items[at].lower):
        if best is not None and len(cue.fixed) <= len(best.cue.fixed):
            continue
        behind = _fixed_words(items, cue, at + 1, _segment_end(items, at + 1))
        if behind is not None:
            particle = _particle(items, at, cue) if cue.particle else None
            if cue.particle and particle is None:
                continue
            best = Verb(cue, (at, *behind) if particle is None else (at, *behind, particle))
        elif closes_clause(items, at + 1) and (not cue.particle or items[at].lower.startswith(cue.particle)):
            front = _fixed_words(items, cue, _segment_start(items, at), at)
            if front is not None and front[-1] == at - 1:
                best = Verb(cue, (*front, at))
    return best


def _fixed_words(items: Sequence[Word], cue: Cue, start: int, stop: int) -> tuple[int, ...] | None:
    """Places of the fixed words of a phrase in `items[start:stop]`, in order, only adjectives between them."""
    for first in range(start, stop):
        if items[first].lower != cue.fixed[0]:
            continue
        places = [first]
        for word in cue.fixed[1:]:
            # "sich" may stand apart: zeigte sich der Trainer überzeugt
            reach = stop if items[places[-1]].lower == "sich" else min(stop, places[-1] + 2 + _MOST_ADJECTIVES)
            at = next((i for i in range(places[-1] + 1, reach) if items[i].lower == word), None)
            if at is None:
                break
            places.append(at)
        if len(places) == len(cue.fixed):
            return tuple(places)
    return None


def _particle(items: Sequence[Word], at: int, cue: Cue) -> int | None:
    """Where the particle of a separable verb stands: *teilte … mit*."""
    for last in range(at + 1, min(len(items), at + _LONGEST_CLAUSE)):
        word = items[last]
        if is_quote(word) or (
            finite_cues(word.lower)
            and word.text[0].islower()
            and word.lower != cue.particle
            and last > at + 1
            and items[last - 1].text == ","
        ):
            return None
        if word.lower == cue.particle and closes_clause(items, last + 1):
            if _of_another_verb(items, at, last):
                continue
            return last
        if word.token is not None and word.text in ("und", "aber", "oder") and _finite_behind(items, last + 1):
            return None  # "ruft Berg und lacht laut auf": the particle is the next verb's
    return None


def _of_another_verb(items: Sequence[Word], at: int, particle: int) -> bool:
    """True for the *zu* of *gestand, das Geld genommen zu haben* and the *ab* of *sagte, er trete ab*: they are no part
    of *zugestehen* and *absagen*."""
    word, verb = items[particle].token, items[at].token
    if word is None or verb is None:
        return False
    if word.dep_ == "mark":
        return True
    return word.dep_ == "compound:prt" and verb.i < word.head.i < word.i and word.head.pos_ == "VERB"


def _has_particle(items: Sequence[Word], at: int) -> bool:
    """True for *fand … statt*, *stellte … vor*: another verb than the one without its particle."""
    token = items[at].token
    return token is not None and any(c.dep_ == "compound:prt" and c.i > token.i for c in token.children)


def _finite_behind(items: Sequence[Word], at: int) -> bool:
    token = items[at].token if at < len(items) else None
    return token is not None and token.pos_ == "VERB" and shows(token, "VerbForm", "Fin")


def _must(items: Sequence[Word], at: int) -> Verb | None:
    """*musste … einräumen*: what somebody has to admit he admits."""
    for last in range(at + 1, _clause_end(items, at + 1)):
        cues = infinitive_cues(items[last].lower)
        if cues and cues[0].lemma in _CONFESSING and closes_clause(items, last + 1):
            return Verb(cues[0], (at, last))
    return None


def _segment_end(items: Sequence[Word], at: int) -> int:
    """Where the clause's own words end: the next sign that parts clauses."""
    stop = min(len(items), at + _LONGEST_CLAUSE)
    return next((i for i in range(at, stop) if items[i].text in BREAKS or is_quote(items[i])), stop)


def _segment_start(items: Sequence[Word], at: int) -> int:
    while at > 0 and items[at - 1].text not in BREAKS and not is_quote(items[at - 1]):
        at -= 1
    return at


def _clause_end(items: Sequence[Word], at: int) -> int:
    end = at
    while (
        end < len(items)
        and items[end].text not in (":", ";")
        and not is_quote(items[end])
        and end - at < _LONGEST_CLAUSE
    ):
        if items[end].text == "," and end + 1 < len(items) and not _may_go_on(items[end + 1]):
            break
        end += 1
    return end


def _may_go_on(word: Word) -> bool:
    """True for what begins an insertion behind which the clause goes on (*hat X, der Sprecher, gesagt*)."""
    return word.capital or word.lower in (
        "der", "die", "das", "den", "dem", "ein", "eine", "welche", "welcher", "in", "mit", "bei",
    )  # fmt: skip


def _no_verb(items: Sequence[Word], at: int) -> bool:
    """True if a form that could be a verb is a participle, an infinitive, an adjective or a pronoun here."""
    token = items[at].token
    if token is not None:
        if shows(token, "VerbForm", "Fin"):
            return False
        if is_infinitive(items[at]) or token.pos_ in ("ADJ", "DET", "PRON"):
            return True
    return any(_signs_of_no_verb(items, at))


def _signs_of_no_verb(items: Sequence[Word], at: int) -> Iterator[bool]:
    lower = items[at].lower
    before = items[at - 1] if at else None
    after = items[at + 1] if at + 1 < len(items) else None
    yield lower == "meinen" and after is not None and (after.capital or could_be_adjective(after))
    yield before is not None and before.lower in ("zu", "worden")
    # Versichert seien nur wenige
    yield items[at].first and bool(participle_cues(lower)) and after is not None and after.lower in _BE
    yield after is not None and (after.lower in _BECOME or after.lower in ("worden", "werden", "haben"))
    if participle_cues(lower) or lower.endswith("n"):
        start = at - 1
        while start >= 0 and items[start].text not in BREAKS and not is_quote(items[start]):
            sign = items[start].lower
            yield sign in _HAVE or sign in _BECOME or sign in FINITE_SIGNS or sign in _MODALS
            start -= 1
    if after is None or not after.capital:
        return
    if lower.endswith(("te", "ten", "ter", "tes")):
        # der von vielen erwartete Rücktritt: an article that a preposition follows
        for i in range(at - 2, max(-1, at - 9), -1):
            if items[i].text in BREAKS:
                break
            yield items[i].lower in _ARTICLES and items[i + 1].lower in _BEFORE_PARTICIPLES
    # an attributive participle: die erwartete Entscheidung
    attributive = lower.endswith(("te", "ten")) and before is not None and before.lower in _ARTICLES
    yield attributive and bool(participle_cues(lower.rstrip("en")))
