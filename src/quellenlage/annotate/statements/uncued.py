"""Quotations that no verb of saying goes with: *Berg: „…“*, *Berg winkte ab: „…“*, the speaker before going on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from quellenlage.annotate.clauses import Tree, main_verb, noun_phrase
from quellenlage.annotate.phrases import phrase_end
from quellenlage.annotate.statements.continuing import Topic
from quellenlage.annotate.statements.speakers import Cast, can_speak, speaker_name
from quellenlage.annotate.statements.units import is_quote, told_by
from quellenlage.annotate.words import Word, closed_class
from quellenlage.domain.annotations import By, Entity, Statement
from quellenlage.domain.span import Span
from quellenlage.german.lexicon import load_words

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
    topic: Topic | None,
) -> Statement:
    """The statement of the quotations at `quotes`. `before` is the statement of the unit right before, if any, `topic`
    whom the unit before is about if it holds none."""
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
    found = _first_verb(items, quotes, cast) or _with_words(items, first, cast)
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
    if before is None and topic is not None and topic.speaker is not None and topic.person and alone:
        by = By(rule="continued quotation", reason="behind a sentence about the speaker")
        return replace(bare, speaker=(topic.speaker,), speaker_name=topic.name, by=by)
    return bare


def _first_verb(items: Sequence[Word], quotes: Sequence[int], cast: Cast) -> tuple[Range, tuple[Span, ...], By] | None:
    """*„…“, freut sich Berg*: the verb stands first behind the quotation, its subject behind it."""
    comma = quotes[0] + 1
    while comma in quotes:
        comma += 1
    if comma + 1 >= len(items) or items[comma].text != ",":
        return None
    head = told_by(items, comma + 1)
    if head is None:
        return None
    tree = Tree(items)
    subject = noun_phrase(tree, head)
    if subject[0] <= comma + 1 or not can_speak(cast, items, subject):
        return None
    cue = _cue_of(items, tree, comma + 1)
    return subject, cue, By(rule="first verb", reason=f"verb right behind the quotation: {items[comma + 1].text}")


def _with_words(items: Sequence[Word], quote: int, cast: Cast) -> tuple[Range, tuple[Span, ...], By] | None:
    """*Mit den Worten „…“ winkte Berg ab*: the subject of the clause said it."""
    start = quote - 1 - (items[quote - 1].text == ":")
    if start < 1 or items[start].text != "Worten":
        return None
    first = next((i for i in range(start, max(-1, start - 3), -1) if items[i].lower == "mit"), None)
    tree = Tree(items)
    verb = main_verb(items)
    at = tree.places.get(verb.i) if verb is not None else None
    head = tree.subject((at,)) if at is not None else None
    if first is None or head is None:
        return None
    subject = noun_phrase(tree, head)
    if subject[0] <= first < subject[1] or not can_speak(cast, items, subject):
        return None
    cue = (Span(items[first].start, items[start].end),)
    return subject, cue, By(rule="with words", reason="subject of the clause: mit den Worten")


def _cue_of(items: Sequence[Word], tree: Tree, at: int) -> tuple[Span, ...]:
    """The spans of the verb at `at` with its auxiliaries and particle."""
    predicate = tree.predicate((at,))
    parts = {at}
    if predicate is not None:
        parts |= {tree.places[c.i] for c in predicate.children if c.dep_ in _VERB_PARTS and c.i in tree.places}
        parts |= {tree.places[predicate.i]} if predicate.pos_ == "VERB" and predicate.i in tree.places else set()
    return tuple(Span(items[i].start, items[i].end) for i in sorted(parts))


def _named(
    items: Sequence[Word], colon: int, names: Mapping[int, Entity], cast: Cast, number: int
) -> tuple[Range, tuple[Span, ...], By] | None:
    """*Anna Berg: „…“*; *dazu Berg: „…“*; *…, darunter Minister Berg: „…“*."""
    last = next((i for i in range(colon - 1, -1, -1) if items[i].lower in load_words("before_named_speakers")), -1)
    for start in dict.fromkeys((0, last + 1)):
        if phrase_end(items, start, colon, names) == colon and speaker_name(cast, items, start, colon, number):
            return (start, colon), (), By(rule="name and colon", reason="name before a colon")
    return None


def _told(items: Sequence[Word], colon: int, cast: Cast, number: int) -> tuple[Range, tuple[Span, ...], By] | None:  # noqa: ARG001
    """*Dann winkte Berg ab: „…“*: what follows the colon is told by the subject of the sentence before it."""
    tree = Tree(items)
    verb = main_verb(items)
    if verb is None:
        return _cut_off(items, tree, colon, cast)
    at = tree.places.get(verb.i)
    if at is None or at > colon:
        return None
    head = tree.subject((at,))
    if head is None or head > colon:
        return None
    subject = noun_phrase(tree, head)
    if not can_speak(cast, items, subject) or subject[0] <= at < subject[1]:
        return None
    cue = _cue_of(items, tree, at)
    return subject, cue, By(rule="sentence and colon", reason="subject of the sentence before a colon")


def _cut_off(items: Sequence[Word], tree: Tree, colon: int, cast: Cast) -> tuple[Range, tuple[Span, ...], By] | None:
    """The same where the parser knows no verb before the colon (*Berg haut auf den Tisch: „…“*): the one subject there,
    which it then hangs on a verb of the quotation."""
    heads = [
        i
        for i in range(colon)
        if (t := items[i].token) is not None and t.dep_ == "nsubj" and t.head.i not in tree.places
    ]
    if len(heads) != 1:
        return None
    start, end = noun_phrase(tree, heads[0])
    # the words of the unknown verb may seem to hang on the subject: a comma ends it
    subject = start, next((i for i in range(heads[0], end) if items[i].text == ","), end)
    if not can_speak(cast, items, subject) or subject[1] >= colon - 1:
        return None
    return subject, (), By(rule="sentence and colon", reason="only subject of the sentence before a colon")
