"""Quotations that no verb of saying goes with: *Berg: „…“*, *Berg winkte ab: „…“*, the speaker before going on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from quellenlage.annotate.clauses import Tree, main_verb, noun_phrase
from quellenlage.annotate.phrases import phrase_end
from quellenlage.annotate.statements.speakers import Cast, can_speak, speaker_name
from quellenlage.annotate.statements.units import is_quote
from quellenlage.annotate.words import Word, closed_class
from quellenlage.domain.annotations import By, Entity, Statement
from quellenlage.domain.span import Span

Range = tuple[int, int]
_POSSESSIVES = closed_class("possessives_of_third_persons")
_VERB_PARTS = frozenset(("aux", "aux:pass", "compound:prt"))


def without_cue(
    items: Sequence[Word],
    quotes: Sequence[int],
    names: Mapping[int, Entity],
    cast: Cast,
    number: int,
    before: Statement | None,
) -> Statement:
    """The statement of the quotations at `quotes`. `before` is the statement of the unit right before, if any."""
    spans = tuple(Span(items[i].start, items[i].end) for i in quotes)
    bare = Statement(
        id="",
        quote=spans,
        mode="direct",
        by=By(rule="quotation", reason="quotation without a cue"),
        certainty="unknown",
    )
    first = quotes[0]
    if first > 1 and items[first - 1].text == ":":
        found = _named(items, first - 1, names, cast, number) or _told(items, first - 1, cast, number)
        if found is not None:
            speaker, cue, by = found
            name = speaker_name(cast, items, *speaker, number)
            place = (Span(items[speaker[0]].start, items[speaker[1] - 1].end),)
            return replace(bare, speaker=place, speaker_name=name, cue=cue, by=by)
    alone = all(is_quote(w) or not w.text[0].isalnum() for w in items)
    about = first > 1 and items[first - 1].text == ":" and any(w.lower in _POSSESSIVES for w in items[:first])
    if before is not None and before.speaker and (alone or about):
        by = By(rule="continued quotation", reason="goes on after the speaker before")
        return replace(bare, speaker=before.speaker, speaker_name=before.speaker_name, via=before.via, by=by)
    return bare


def _named(
    items: Sequence[Word], colon: int, names: Mapping[int, Entity], cast: Cast, number: int
) -> tuple[Range, tuple[Span, ...], By] | None:
    """*Anna Berg: „…“*."""
    if phrase_end(items, 0, colon, names) != colon or speaker_name(cast, items, 0, colon, number) is None:
        return None
    return (0, colon), (), By(rule="name and colon", reason="name before a colon")


def _told(items: Sequence[Word], colon: int, cast: Cast, number: int) -> tuple[Range, tuple[Span, ...], By] | None:  # noqa: ARG001
    """*Dann winkte Berg ab: „…“*: what follows the colon is told by the subject of the sentence before it."""
    tree = Tree(items)
    verb = main_verb(items)
    at = tree.places.get(verb.i) if verb is not None else None
    if at is None or at > colon:
        return None
    head = tree.subject((at,))
    if head is None or head > colon:
        return None
    subject = noun_phrase(tree, head)
    if not can_speak(cast, items, subject) or subject[0] <= at < subject[1]:
        return None
    predicate = tree.predicate((at,))
    parts = {at}
    if predicate is not None:
        parts |= {tree.places[c.i] for c in predicate.children if c.dep_ in _VERB_PARTS and c.i in tree.places}
        parts |= {tree.places[predicate.i]} if predicate.pos_ == "VERB" and predicate.i in tree.places else set()
    cue = tuple(Span(items[i].start, items[i].end) for i in sorted(parts))
    return subject, cue, By(rule="sentence and colon", reason="subject of the sentence before a colon")
