"""Quoted words inside reported speech: *Berg sprach von einem „Fehler“*, *…, man habe „keine Wahl“ gehabt*.

What stands in quotation marks inside a statement is told word for word; it becomes a direct statement of its own whose
parent is the statement around it. Names and titles in quotation marks, and words the outlet keeps at arm's length
(*sogenannte „Experten“*), are nobody's words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from quellenlage.annotate.clauses import Tree, noun_phrase
from quellenlage.annotate.statements.cues import Cue, cue_of
from quellenlage.annotate.statements.quotations import Quotation
from quellenlage.annotate.statements.speakers import Cast, can_speak, speaker_name
from quellenlage.annotate.statements.stance import of_cue
from quellenlage.annotate.statements.verbs_of_saying import joined_spans
from quellenlage.annotate.words import Word, closed_class
from quellenlage.domain.annotations import By, Entity, Statement
from quellenlage.domain.identity import mark_id
from quellenlage.domain.span import Span

_NAMING = frozenset(("appos", "flat", "flat:name", "compound"))
_PARTS = frozenset(("aux", "aux:pass", "compound:prt"))
_CLAUSES = frozenset(("acl", "acl:relcl", "advcl", "ccomp", "csubj", "parataxis", "root"))
_NO_QUOTING = frozenset(("lauten", "finden", "heißen"))
_HIGHEST = 6
"""Steps from quoted words up to the verb that governs them."""
_SO_CALLED = closed_class("so_called")


def quoted_words(
    article: str,
    parent: Statement,
    quotations: Sequence[Quotation],
    items: Sequence[Word],
    names: Mapping[int, Entity],
) -> Iterator[Statement]:
    """The direct statements inside `parent`, a statement of the article with that id; `items` are its unit's words."""
    if parent.mode == "direct":
        return
    for quotation in quotations:
        span = quotation.span
        if not any(q.start <= span.start and span.end <= q.end and q != span for q in parent.quote):
            continue
        if _is_name(quotation, items, names):
            continue
        yield replace(
            parent,
            id=mark_id(article, span),
            quote=(span,),
            mode="direct",
            parent=parent.id,
            hedge=None,
            by=By(rule="quoted words", reason=f"in quotation marks inside a statement: {parent.mode}"),
        )


def beside_verbs(
    article: str,
    text: str,
    quotations: Sequence[Quotation],
    items: Sequence[Word],
    names: Mapping[int, Entity],
    cast: Cast,
    number: int,
) -> Iterator[Statement]:
    """Quoted words that a verb of saying governs though it has no other content: *bezeichnete ihn als „Lügner“*,
    *skandierten Parolen wie „Haut ab“*. The tree tells which verb that is, and who its subject is."""
    tree = Tree(items)
    for quotation in quotations:
        if _is_name(quotation, items, names):
            continue
        governed = _governing(tree, quotation)
        if governed is None:
            continue
        cue, verb = governed
        speaker = _speaker(tree, verb)
        if speaker is None or not can_speak(cast, items, speaker) or cue.lemma in _NO_QUOTING:
            continue
        parts = {verb} | {
            tree.places[c.i] for c in _token(tree, verb).children if c.dep_ in _PARTS and c.i in tree.places
        }
        stance, polarity, certainty = of_cue(cue, negated=False, mode="direct")
        yield Statement(
            id=mark_id(article, quotation.span),
            quote=(quotation.span,),
            mode="direct",
            cue=joined_spans(text, items, sorted(parts)),
            speaker=(Span(items[speaker[0]].start, items[speaker[1] - 1].end),),
            speaker_name=speaker_name(cast, items, *speaker, number),
            stance=stance,
            polarity=polarity,
            certainty=certainty,
            by=By(rule="quoted words", reason=f"in quotation marks beside a verb of saying: {cue.lemma}"),
        )


def _token(tree: Tree, at: int) -> Token:
    token = tree.token(at)
    assert token is not None
    return token


def _governing(tree: Tree, quotation: Quotation) -> tuple[Cue, int] | None:
    """The verb of saying above the quoted words, no other clause between them, and its cue."""
    inside = {
        w.token.i for w in tree.items if w.token is not None and quotation.span.start <= w.start < quotation.span.end
    }
    head = next(
        (t for w in tree.items if (t := w.token) is not None and t.i in inside and t.head.i not in inside), None
    )
    first = next((i for i, w in enumerate(tree.items) if w.start >= quotation.span.start), 0)
    compared = first > 0 and tree.items[first - 1].lower in ("als", "wie")
    for step in range(_HIGHEST):
        if head is None or head.head.i == head.i or (head.dep_ in _CLAUSES and not (step == 0 and compared)):
            return None
        head = head.head
        if head.i in tree.places and head.pos_ == "VERB":
            break
    if head is None or head.pos_ != "VERB" or head.i not in tree.places:
        return None
    particle = next((c.lower_ for c in head.children if c.dep_ == "compound:prt"), "")
    cue = (cue_of(particle + head.lemma_) if particle else None) or cue_of(head.lemma_)
    return None if cue is None else (cue, tree.places[head.i])


def _speaker(tree: Tree, verb: int) -> tuple[int, int] | None:
    """The subject, in the passive whom *von* names."""
    token = _token(tree, verb)
    if any(c.dep_ in ("aux:pass", "nsubj:pass") for c in token.children):
        for child in token.children:
            case = next((c.lower_ for c in child.children if c.dep_ == "case"), "")
            if child.dep_.startswith("obl") and case in ("von", "vom") and child.i in tree.places:
                start, end = noun_phrase(tree, tree.places[child.i])
                return start + (tree.items[start].lower == "von"), end
        return None
    subject = tree.subject((verb,))
    return None if subject is None else noun_phrase(tree, subject)


def nest(statements: Sequence[Statement]) -> list[Statement]:
    """The statements, in text order, each that stands inside another's quote with that one as its parent."""
    nested: list[Statement] = []
    around: list[Statement] = []
    for statement in statements:
        around = [s for s in around if s.span.end > statement.span.start]
        inside = [s for s in around if _holds(s, statement)]
        if statement.parent is None and inside:
            smallest = min(inside, key=lambda s: (s.span.length, s.id))
            statement = replace(statement, parent=smallest.id)
        nested.append(statement)
        around.append(statement)
    return nested


def _holds(outer: Statement, inner: Statement) -> bool:
    return outer.span != inner.span and any(
        q.start <= inner.span.start and inner.span.end <= q.end for q in outer.quote
    )


def _is_name(quotation: Quotation, items: Sequence[Word], names: Mapping[int, Entity]) -> bool:
    """True for *die Zeitung „Harltaler Bote“*, *das Schiff „Gute Hoffnung“*, *sogenannte „Experten“*."""
    first = next((i for i, w in enumerate(items) if w.start >= quotation.inner.start), None)
    if first is None:
        return True
    entity = names.get(items[first].start)
    if entity is not None and entity.end >= quotation.inner.end:
        return True
    before = items[first - 2] if first > 1 else None
    words = [w for w in items[first:] if w.end <= quotation.inner.end and w.text[0].isalnum()]
    if (len(words) > 1 and all(w.capital or w.text[0].isdigit() for w in words)) or any(
        any(c.isdigit() for c in w.text) and any(c.isalpha() for c in w.text) for w in words[:1]
    ):
        return True
    if before is None:
        return False
    if before.lower in _SO_CALLED:
        return True
    if not before.capital or before.token is None:
        return False
    inside = [w.token for w in items[first:] if w.end <= quotation.inner.end and w.token is not None]
    # a name stands right behind the noun it belongs to, as its apposition
    return any(t.head.i == before.token.i and t.dep_ in _NAMING for t in inside) or any(
        t.i == before.token.head.i and before.token.dep_ in _NAMING for t in inside
    )
