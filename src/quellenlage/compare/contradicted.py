"""Statements set against each other without a verb of denying: by the clock, by a word of contrast, and by a verdict on
a rumour in the sentence that tells it."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quellenlage.compare.answered_charges import answered_charges
from quellenlage.compare.denied_charges import denied_charges
from quellenlage.domain.annotations import CALLED_FALSE, AnnotatedArticle, Statement, Token
from quellenlage.domain.span import Span
from quellenlage.german.calendar import date_of
from quellenlage.german.folding import fold
from quellenlage.german.lemmas import noun_lemma
from quellenlage.german.lexicon import load_words

_HOUR = re.compile(r"T\d\d:\d\d")
_SONDERN = re.compile(r"\bsondern\b")
BEFORE = 5
"""Characters before an hour in which *um* stands."""
PHRASE = 4
"""Words behind *kein* in which its noun stands."""
WILL = frozenset(("will", "wollen", "wollte", "wollten"))
"""Forms of the verb by which an article gives what somebody says of himself without vouching for it (Duden grammar,
*wollen* with an infinitive of the perfect)."""

_TOLD_IN = frozenset(("body", "standfirst"))


class Pair(NamedTuple):
    """Statements that tell something, statements that tell the opposite, why, and whether that is sure."""

    one: tuple[Statement, ...]
    other: tuple[Statement, ...]
    reason: str
    sure: bool


def contradicted(ordered: Sequence[AnnotatedArticle]) -> Iterator[Pair]:
    """Statements of a story that cannot both be so: a thing that happened at an hour at which it did not, in the words
    of somebody else; a charge that is answered by who makes it; one that is denied right behind it; what an article
    holds right against what somebody says of himself; and what somebody calls false as he tells it."""
    yield from _at_one_hour(ordered)
    for charging, answer in answered_charges(ordered):
        yield Pair(charging, (answer,), "charge answered by who makes it", sure=True)
    for member in ordered:
        for charging, denial in denied_charges(member):
            yield Pair(charging, (denial,), "charge denied right behind it", sure=True)
        yield from _called_false(member)
        yield from _held_against(member)


# By the clock


def _at_one_hour(ordered: Sequence[AnnotatedArticle]) -> Iterator[Pair]:
    """*Um 7.15 Uhr ging eine Meldung ein*, *um 7.15 Uhr ging keine Meldung ein*."""
    told: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    denied: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for member in ordered:
        for statement in member.annotations.statements:
            hour = None if statement.in_furniture else _hour(member, statement)
            if hour is None:
                continue
            without, nouns = _nouns(member, statement)
            for noun in without:
                denied[hour, noun].append(statement)
            if _is_told(member, statement):
                for noun in nouns - without:
                    told[hour, noun].append(statement)
    seen: set[str] = set()
    for hour, noun in sorted(denied):
        one, other = told.get((hour, noun), []), denied[hour, noun]
        speakers = [{s.speaker_name for s in side} for side in (one, other)]
        if one and not speakers[0] & speakers[1] - {None} and not seen & {s.id for s in other}:
            seen |= {s.id for s in other}
            yield Pair(tuple(one), tuple(other), f"one hour, told and denied: {hour[-5:]}", sure=True)


def _is_told(member: AnnotatedArticle, statement: Statement) -> bool:
    """False where a statement says that something is not so in another way (*die Gefahr besteht nicht*)."""
    words = (t.text.lower() for t in _tokens(member, statement.span))
    return load_words("negations").isdisjoint(itertools.takewhile(lambda w: w != "sondern", words))


def _hour(member: AnnotatedArticle, statement: Statement) -> str | None:
    """The only hour of a clock that a statement gives before *sondern*, on the day that it falls on where that is
    known."""
    span, known = statement.span, member.annotations.times
    begin, end = (bisect_left(known, at, key=lambda t: t.start) for at in span)
    times = list(known[begin:end])
    if not any(_HOUR.search(t.value) for t in times):
        return None
    text = member.article.text
    if any(text[max(0, t.start - BEFORE) : t.start].split()[-1:] != ["um"] for t in times if _HOUR.search(t.value)):
        return None  # what happens before or after an hour, or every day until then
    corrected = _SONDERN.search(member.article.text, span.start, span.end)
    times = [t for t in times if corrected is None or t.start < corrected.start()]
    hours = {m[0] for t in times if (m := _HOUR.search(t.value))}
    if len(hours) != 1:
        return None
    published = member.article.published
    days = {d for t in times if not _HOUR.search(t.value) and (d := date_of(t, published))}
    return f"{days.pop() if len(days) == 1 else ''}{hours.pop()}"


def _nouns(member: AnnotatedArticle, statement: Statement) -> tuple[set[str], set[str]]:
    """The nouns that *kein* stands before, and all nouns, folded."""
    without: set[str] = set()
    nouns: set[str] = set()
    tokens = _tokens(member, statement.span)
    for i, token in enumerate(tokens):
        if token.text == "sondern":
            break
        if token.pos == "NOUN":
            nouns.add(fold(noun_lemma(token.text)))
        if token.text.lower().startswith("kein"):
            noun = next((t for t in tokens[i + 1 : i + 1 + PHRASE] if t.pos == "NOUN"), None)
            if noun is not None:
                without.add(fold(noun_lemma(noun.text)))
    return without, nouns


def _tokens(member: AnnotatedArticle, span: Span) -> Sequence[Token]:
    tokens = member.annotations.tokens
    begin, end = (bisect_left(tokens, at, key=lambda t: t.start) for at in span)
    return tokens[begin:end]


# By a word of contrast


def _held_against(member: AnnotatedArticle) -> Iterator[Pair]:
    """*Will davon nicht gewusst haben. Laut Protokoll saß er allerdings dabei*: what somebody says of himself with
    *will*, and in the next sentence another source with a word of contrast that speaks of him."""
    marks, text = member.annotations, member.article.text
    said = [s for s in marks.statements if s.quote and not s.in_furniture and s.mode != "narration"]
    for statement in said:
        if not any(s.of(text).lower() in WILL for s in statement.cue) or statement.speaker_name is None:
            continue
        here = marks.sentence_at(statement.span.start)
        if here is None or here + 1 >= len(marks.sentences):
            continue
        following = marks.sentences[here + 1].span
        against = [
            s
            for s in said
            if following.contains(s.span) and s.parent is None and s.speaker_name != statement.speaker_name
        ]
        words = {t.text.lower() for t in _tokens(member, following)}
        named = any(following.contains(e.span) and e.name == statement.speaker_name for e in marks.entities)
        speaks_of_him = named or not words.isdisjoint(load_words("third_person"))
        if len(against) == 1 and speaks_of_him and not words.isdisjoint(load_words("contrast_words")):
            yield Pair(
                (statement,),
                (against[0],),
                "held against by the article",
                sure=bool(against[0].speaker or against[0].via),
            )


# By a verdict


def _called_false(member: AnnotatedArticle) -> Iterator[Pair]:
    """*Gerüchte, der Trainer gehe, nannte sie falsch*: the clause of the noun, and the denial that it stands in."""
    by_id = {s.id: s for s in member.annotations.statements}
    for statement in member.annotations.statements:
        around = by_id.get(statement.parent or "")
        if around is None or around.stance != "denies" or around.in_furniture:
            continue
        if statement.by.reason.startswith(CALLED_FALSE) and around.section in _TOLD_IN:
            yield Pair(
                (statement,), (around,), "called false as it is told", sure=bool(around.speaker or around.speaker_name)
            )
