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
from quellenlage.annotate.statements.cues import Cue, cue_of, phrase_cues
from quellenlage.annotate.statements.quotations import Quotation
from quellenlage.annotate.statements.speakers import Cast, can_speak, speaker_name
from quellenlage.annotate.statements.stance import of_cue
from quellenlage.annotate.statements.verbs_of_saying import joined_spans
from quellenlage.annotate.words import Word, closed_class
from quellenlage.domain.annotations import By, Entity, Statement, Via
from quellenlage.domain.identity import mark_id
from quellenlage.domain.span import Span
from quellenlage.german.tense import finite_verb, shows

_NAMING = frozenset(("appos", "flat", "flat:name", "compound"))
_SPEAKERS = frozenset(("nsubj", "nsubj:pass", "obl:agent"))
_PARTS = frozenset(("aux", "aux:pass", "compound:prt"))
_CLAUSES = frozenset(("acl", "acl:relcl", "advcl", "ccomp", "csubj", "parataxis", "root"))
_NO_QUOTING = frozenset(("lauten", "finden", "heißen", "festhalten"))
_CALLING = closed_class("calling")
_WORDS_SAID = tuple(sorted(closed_class("words_said")))
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
        if parent.quote == (span,) or not any(q.start <= span.start and span.end <= q.end for q in parent.quote):
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


def whole_quotations(
    statement: Statement, quotations: Sequence[Quotation], items: Sequence[Word], names: Mapping[int, Entity]
) -> Statement:
    """The statement with no quotation cut in two: what begins or ends inside one holds the whole of it, and what is
    nothing but one is told word for word (*nannte sie „reine Spekulation“*)."""
    if statement.mode == "direct":
        return statement
    quote = tuple(_widened(q, quotations) for q in statement.quote)
    if len(quote) == 1 and any(q.span == quote[0] and not _is_name(q, items, names) for q in quotations):
        return replace(statement, quote=quote, mode="direct")
    return statement if quote == statement.quote else replace(statement, quote=quote)


def _widened(span: Span, quotations: Sequence[Quotation]) -> Span:
    for quotation in quotations:
        q = quotation.span
        crossing = span.overlaps(q) and not (q.start < span.start and span.end < q.end)
        if crossing and not (span.start <= q.start and q.end <= span.end):
            span = span.hull(q)
    return span


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
        # "als „…“ bezeichnet worden": somebody's words, though nobody says whose
        unnamed = speaker is None and is_passive(_token(tree, verb)) and (cue.lemma in _CALLING or "als" in cue.fixed)
        if cue.lemma in _NO_QUOTING or not (unnamed or _can_say(cast, items, speaker)):
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
            speaker=() if speaker is None else (Span(items[speaker[0]].start, items[speaker[1] - 1].end),),
            speaker_name=None if speaker is None else speaker_name(cast, items, *speaker, number),
            stance=stance,
            polarity=polarity,
            certainty=certainty,
            by=By(rule="quoted words", reason=f"in quotation marks beside a verb of saying: {cue.lemma}"),
        )


def is_passive(verb: Token) -> bool:
    """True for *ist bezeichnet worden*, *wurde genannt*."""
    return any(c.dep_ in ("aux:pass", "nsubj:pass") for c in verb.children)


def _can_say(cast: Cast, items: Sequence[Word], speaker: tuple[int, int] | None) -> bool:
    return speaker is not None and items[speaker[0]].lower != "man" and can_speak(cast, items, speaker)


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
        if head is None or head.head.i == head.i:
            return None
        told = head.dep_ == "ccomp" and finite_verb(head) is not None
        if head.dep_ in _CLAUSES and not told and not (step == 0 and compared):
            return None
        if head.dep_ in _SPEAKERS:
            return None  # a name in the speaker's own phrase
        head = head.head
        if head.i in tree.places and head.pos_ == "VERB":
            break
    if head is None or head.pos_ != "VERB" or head.i not in tree.places:
        return None
    cue = _cue_of(head)
    if compared and tree.items[first - 1].lower == "als":
        cue = next((c for c in phrase_cues(head.lemma_) if c.fixed == ("als",)), cue)
    if cue is None or not ("d" in cue.frames or cue.objects):
        return None
    return cue, tree.places[head.i]


def _speaker(tree: Tree, verb: int) -> tuple[int, int] | None:
    """The subject, in the passive whom *von* names."""
    token = _token(tree, verb)
    if is_passive(token):
        for child in token.children:
            case = next((c.lower_ for c in child.children if c.dep_ == "case"), "")
            if child.dep_.startswith("obl") and case in ("von", "vom") and child.i in tree.places:
                start, end = noun_phrase(tree, tree.places[child.i])
                return start + (tree.items[start].lower == "von"), end
        return None
    subject = tree.subject((verb,))
    return None if subject is None else noun_phrase(tree, subject)


def nest(statements: Sequence[Statement]) -> list[Statement]:
    """The statements, in text order, each that stands inside another's quote with that one as its parent; what one
    named speaker tells of another came through him."""
    nested: list[Statement] = []
    around: list[Statement] = []
    for statement in statements:
        around = [s for s in around if s.span.end > statement.span.start]
        inside = [s for s in around if _holds(s, statement)]
        if statement.parent is None and inside:
            smallest = min(inside, key=lambda s: (s.span.length, s.id))
            statement = _told_by(replace(statement, parent=smallest.id), smallest)
        nested.append(statement)
        around.append(statement)
    return nested


def _told_by(statement: Statement, parent: Statement) -> Statement:
    """The statement with who tells of it as the first it came through, where both are named and two."""
    teller, speaker = parent.speaker_name, statement.speaker_name
    if teller is None or speaker is None or teller == speaker or not (parent.speaker and statement.cue):
        return statement
    return replace(statement, via=(Via("person", teller, parent.speaker[0]), *statement.via))


def _holds(outer: Statement, inner: Statement) -> bool:
    return outer.span != inner.span and any(
        q.start <= inner.span.start and inner.span.end <= q.end for q in outer.quote
    )


def _is_name(quotation: Quotation, items: Sequence[Word], names: Mapping[int, Entity]) -> bool:
    """True for *die Zeitung „Harltaler Bote“*, *das Schiff „Gute Hoffnung“*, *sogenannte „Experten“*, a term."""
    first = next((i for i, w in enumerate(items) if w.start >= quotation.inner.start), None)
    if first is None:
        return True
    entity = names.get(items[first].start)
    if entity is not None and entity.end >= quotation.inner.end:
        return True
    before = items[first - 2] if first > 1 else None
    words = [w for w in items[first:] if w.end <= quotation.inner.end and w.text[0].isalnum()]
    compared = before is not None and before.lower in ("als", "wie")
    capitals = len(words) > 1 and all(w.capital or w.text[0].isdigit() for w in words)
    behind = next((w for w in items if w.start >= quotation.span.end), None)
    if behind is not None and _calls(behind, before):
        return True
    if (capitals and not compared) or any(
        any(c.isdigit() for c in w.text) and any(c.isalpha() for c in w.text) for w in words[:1]
    ):
        return True
    if len(words) == 1 and not compared and _is_term(items, words[0], quotation):
        return True
    if before is None:
        return False
    if before.lower in _SO_CALLED:
        return True
    if not before.capital or before.token is None or before.lower.endswith(_WORDS_SAID):
        return False
    if before.token.dep_ == "obj" and before.token.head.lemma_ in _CALLING:
        return False
    inside = [w.token for w in items[first:] if w.end <= quotation.inner.end and w.token is not None]
    # a name stands right behind the noun it belongs to, as its apposition
    return any(t.head.i == before.token.i and t.dep_ in _NAMING for t in inside) or any(
        t.i == before.token.head.i and before.token.dep_ in _NAMING for t in inside
    )


def _calls(behind: Word, before: Word | None) -> bool:
    """True for *das als „Dschungel“ bekannte Lager*, and for what explains in brackets („gegossenes Blei“)."""
    if before is not None and before.text == "(" and behind.text == ")":
        return True
    return behind.lower.rstrip("enrs") == "bekannt" or (behind.token is not None and behind.token.dep_ == "amod")


def _is_term(items: Sequence[Word], word: Word, quotation: Quotation) -> bool:
    """True for a single noun in quotation marks that is no predicate: *die „Landser“ fuhren*, *der „Central“ Bezirk*.
    As a predicate it says what the speaker calls something (*sei ein „Papiertiger“*)."""
    token = word.token
    if token is None or token.pos_ not in ("NOUN", "PROPN"):
        return False
    if token.pos_ == "PROPN":
        return True
    behind = next((w for w in items if w.start >= quotation.span.end), None)
    if behind is not None and behind.capital and behind.token is not None and behind.token.pos_ in ("NOUN", "PROPN"):
        return True
    predicate = any(c.dep_ == "cop" for c in token.children) or token.dep_ in ("root", "xcomp", "ccomp")
    return not (predicate or _called(token) or token.head.lower_.endswith(_WORDS_SAID))


def _called(token: Token) -> bool:
    """True for what something is called: *nannte ihn einen „Lügner“*, *von einem „Skandal“ sprechen*."""
    verb = token.head
    return verb.pos_ == "VERB" and not shows(verb, "VerbForm", "Inf") and _cue_of(verb) is not None


def _cue_of(verb: Token) -> Cue | None:
    """The cue that a verb is, with its particle."""
    particle = next((c.lower_ for c in verb.children if c.dep_ == "compound:prt"), "")
    return (cue_of(particle + verb.lemma_) if particle else None) or cue_of(verb.lemma_)
