"""Statements that only point back: what *bestreitet das*, *wies den Vorwurf zurück* and *rund vier Tonnen* speak of."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from quellenlage.compare.propositions import Proposition
from quellenlage.domain.annotations import Token
from quellenlage.german.lemmas import noun_lemma
from quellenlage.german.lexicon import load_words

REACH = 450
"""Characters between a statement and what it points back to: a paragraph. Read on 40 denials of the sample articles and
of FANG-COVID."""
RIGHT_BEFORE = 200
"""Characters between a statement and a denial that follows it at once: a sentence."""
LAST = 12
"""Statements of an article that are looked at for what is meant."""
FEW = 2
"""Content words that what points back has at most."""
NAMED = 2
"""Deniers that a statement must name for a denial of something not said before (*haben Waffengeschäfte dementiert*) to
be of it."""


def resolve_echoes(propositions: Sequence[Proposition]) -> list[Proposition]:
    """The propositions, those that only point back with what they point to in place of their own words."""
    found: list[Proposition] = []
    for _, group in groupby(propositions, key=lambda p: p.said.member.article.id):
        found.extend(_in_article(list(group)))
    return found


def _in_article(said: Sequence[Proposition]) -> Iterator[Proposition]:
    before: deque[Proposition] = deque(maxlen=LAST)
    for each in said:
        echo = _echo(each, before)
        yield _answer(each, before) if echo is None else echo
        if each.statement.parent is None and each.words:
            before.append(each)


def _answer(each: Proposition, before: deque[Proposition]) -> Proposition:
    """The statement; a denial in words of its own with what somebody else said right before it."""
    last = next((p for p in reversed(before) if _in_reach(each, p)), None)
    if not each.denied or last is None or last.statement.mode == "narration":
        return each
    between = each.said.member.article.text[last.statement.span.end : each.statement.span.start]
    near = len(between) <= RIGHT_BEFORE and "\n" not in between
    return replace(each, answers=last.statement.id) if near else each


def _echo(each: Proposition, before: deque[Proposition]) -> Proposition | None:
    """The statement as what it points back to; None where it says something itself or nothing fits."""
    content = each.content
    near = [p for p in reversed(before) if _in_reach(each, p)]
    if each.statement.stance == "denies" or each.confirms:
        nouns = {noun_lemma(t.text) for t in content if t.pos == "NOUN"}
        if _points(each, content, nouns):
            accused = _accused(near) if nouns & load_words("accusing_nouns") else None
            target = accused or _sourced(near)
            sure = accused is not None or (target is not None and _is_plain(each, target, near, bare=not content))
            return _as_echo(each, target, sure=sure)
        if each.denied and len(content) <= FEW and not any(t.pos == "VERB" for t in content):
            return _meant(each, near)
        return None
    if each.amounts and _is_bare_amount(each, content):
        return _as_other_number(each, near)
    return None


def _is_plain(each: Proposition, target: Proposition, near: Sequence[Proposition], *, bare: bool) -> bool:
    """True if it is plain which statement is meant: the only one that somebody makes nearby, or one with a verb of
    saying of its own in the sentence before, or one before that where more than a pronoun points back. In a run of
    sentences of one speaker it may be any of them."""
    said = [p for p in near if p.statement.mode != "narration"]
    if len(said) == 1:
        return target is said[0]
    if target.statement.mode in ("free_indirect", "narration"):
        return False
    marks = each.said.member.annotations
    here, there = marks.sentence_at(each.statement.span.start), marks.sentence_at(target.statement.span.start)
    return here is not None and there is not None and here - there <= (1 if bare else 2)


def _in_reach(each: Proposition, other: Proposition) -> bool:
    """True for what somebody else said shortly before, and did not deny."""
    gap = each.statement.span.start - other.statement.span.end
    one = each.speaker is not None and each.speaker == other.speaker
    return 0 <= gap <= REACH and not one and other.statement.stance != "denies"


def _points(each: Proposition, content: Sequence[Token], nouns: set[str]) -> bool:
    """True for pronouns alone, for nouns for what was said, and for *solche* and its like before a noun or two."""
    words = each.words
    if not content:
        return bool(words) and load_words("pointing_words").issuperset(words)
    if nouns and load_words("pointing_nouns").issuperset(nouns) and len(content) <= FEW + 1:
        return True
    such = any(w.startswith(("solch", "derartig", "dies")) for w in words[:2])
    return such and (len(content) <= FEW or (each.statement.stance == "denies" and len(content) <= 2 * FEW))


def _sourced(near: Sequence[Proposition]) -> Proposition | None:
    """The nearest that somebody said; what the outlet tells itself only where nobody said anything."""
    return next((p for p in near if p.statement.mode != "narration"), next(iter(near), None))


def _accused(near: Sequence[Proposition]) -> Proposition | None:
    return next((p for p in near if p.statement.stance == "criticises"), None)


def _meant(each: Proposition, near: Sequence[Proposition]) -> Proposition | None:
    """A denial of something named in a noun or two as what was said of it: by what names all who deny, else, and then
    it is open, by what has the noun, too."""
    speakers = each.statement.speaker
    names = {e.name for e in each.said.member.annotations.entities if any(s.contains(e.span) for s in speakers)}
    if len(names) >= NAMED:
        target = next((p for p in near if names <= {n.name for n in p.names}), None)
        if target is not None:
            return _as_echo(each, target, sure=True)
    target = next((p for p in near if not each.terms.keys().isdisjoint(p.terms)), None)
    return _as_echo(each, target, sure=False)


def _as_echo(each: Proposition, target: Proposition | None, *, sure: bool) -> Proposition | None:
    if target is None or not target.terms:
        return None
    return replace(
        target,
        said=each.said,
        place=each.place,
        speaker=each.speaker,
        denied=each.statement.stance == "denies",
        passages=each.passages,
        echo=target.statement.id,
        open_echo=not sure,
    )


def _is_bare_amount(each: Proposition, content: Sequence[Token]) -> bool:
    """True for a number with what it counts and nothing else: *rund vier Tonnen*."""
    counted = {w for a in each.amounts for w in f"{a.quantity.object or ''} {a.quantity.unit or ''}".split()}
    inside = [a.quantity.span for a in each.amounts]
    rest = [t for t in content if t.pos != "NUM" and not any(s.covers(t.start) for s in inside)]
    return all(t.pos in ("NOUN", "PROPN") and noun_lemma(t.text) in counted for t in rest)


def _as_other_number(each: Proposition, near: Sequence[Proposition]) -> Proposition | None:
    """A number alone says of what the other number before it was said."""
    mine = each.amounts[0]
    for other in near:
        for theirs in other.amounts:
            alike = theirs.unit == mine.unit and theirs.quantity.kind == mine.quantity.kind
            if alike and (mine.unit or mine.object == theirs.object):
                amount = replace(mine, object=mine.object or theirs.object)
                return replace(
                    other,
                    said=each.said,
                    place=each.place,
                    words=each.words,
                    speaker=each.speaker,
                    amounts=(amount,),
                    denied=False,
                    passages=each.passages,
                    echo=other.statement.id,
                )
    return None
