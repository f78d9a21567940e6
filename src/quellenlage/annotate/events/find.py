"""What happens: events with their PLOVER 2.0 type, who takes part, where, when, and how sure it is.

Verbs, nouns and adjectives with a frame (`event_frames.tsv`) are triggers; the tree around them gives the rest. Several
mentions of one happening are one event.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from quellenlage.annotate.events.arguments import clause_of, date_of, evidence_of, participants, place_of
from quellenlage.annotate.events.conditions import fits, words_of_frame
from quellenlage.annotate.events.frames import MOVES, Frame, frames_of
from quellenlage.annotate.events.merging import Mention, merged
from quellenlage.annotate.events.modality import sureness
from quellenlage.annotate.events.slots import Names, Surroundings, has_finite, surroundings
from quellenlage.annotate.words import closed_class
from quellenlage.domain.annotations import By, Entity, Event, Layout, Participant, Statement, Time
from quellenlage.domain.article import Article
from quellenlage.domain.span import Span
from quellenlage.german.tense import shows

_DEEPEST = 20
"""Steps up to the root of a sentence without a verb."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of the article: text, page matter, entities by token, dates, the statement around each token."""

    text: str
    layout: Layout
    names: Names
    times: Sequence[Time]
    repeated: frozenset[int]
    told: Mapping[int, Statement]
    published: str | None


def find_events(
    article: Article,
    doc: Doc,
    layout: Layout,
    entities: tuple[Entity, ...],
    times: tuple[Time, ...],
    statements: tuple[Statement, ...],
) -> tuple[Event, ...]:
    """The happenings in text order, those of page matter flagged. Empty without a model, as only a tree tells who does
    what to whom."""
    if not doc.has_annotation("DEP"):
        return ()
    scene = _scene(article, doc, layout, entities, times, statements)
    mentions = [m for sentence in doc.sents for m in _mentions(sentence, scene)]
    return tuple(sorted(merged(mentions), key=lambda e: (e.trigger.start, e.trigger.end)))


def _mentions(sentence: SpacySpan, scene: Scene) -> Iterator[Mention]:
    """The events of a sentence, verbs first: a noun inside the clause of a verb that says the same (*ruft zu einer
    Versammlung zusammen*) is no event of its own, and *stattfinden* none beside the noun that takes place."""
    triggers = []
    consumed: set[int] = set()
    for token in sorted(sentence, key=lambda t: (t.pos_ in ("NOUN", "PROPN"), t.i)):
        chosen = None if token.i in consumed or token.i in scene.names.dated else _frame_for(token, scene.names)
        if chosen is not None:
            consumed.update(words_of_frame(chosen[0], token))
            triggers.append(chosen)
    frames = {around.trigger.i: frame for frame, around in triggers}
    taking_place = {a.verb.i for _, a in triggers if a.occurs and a.verb is not None and a.trigger.i != a.verb.i}
    for frame, around in triggers:
        at = around.trigger.i
        head = around.trigger.head.i
        over = frames.get(head) if head != at else None
        same = over is not None and (
            over.kind == frame.kind or (over.type == frame.type != "OTHER" and head not in taking_place)
        )
        if not same and not (frame.kind == "event" and at in taking_place):
            mention = _mention(frame, around, scene)
            if mention is not None:
                yield mention


def _frame_for(token: Token, names: Names) -> tuple[Frame, Surroundings] | None:
    """The most demanding frame whose conditions hold, with what stands around the token."""
    frames = frames_of(token)
    if not frames:
        return None
    around = surroundings(token, names)
    frame = next((f for f in frames if fits(f, around, names)), None)
    return None if frame is None or frame.type is None else (frame, around)


def _mention(frame: Frame, around: Surroundings, scene: Scene) -> Mention | None:
    """The event at a trigger; None for what happens again and again, and for a word that stands alone."""
    trigger = around.trigger
    noun = trigger.pos_ in ("NOUN", "PROPN")
    span = Span(trigger.idx, trigger.idx + len(trigger.text))
    phrase = clause_of(trigger)
    clause = _clause(around, phrase) if noun else phrase
    told = scene.told.get(trigger.i)
    if frame.type is None or any(t.i in scene.repeated for t in clause) or _is_nobody(around, told, scene, span):
        return None
    agents, patients = participants(frame, around, scene.names, scene.text)
    place = place_of(around, scene.names, (*agents, *patients))
    date = date_of(clause, around, scene.times)
    sure = sureness(around, told, date, scene.published, made_in_words=frame.type in MOVES)
    if sure.polarity == "negative" and (frame.type in MOVES or sure.modality == "hypothetical"):
        return None  # "bestritt das nicht", "würde nicht zustimmen": nothing happens
    evidence = evidence_of(clause)
    event = Event(
        type=frame.type,
        subtype=frame.lemma,
        trigger=span,
        evidence=evidence,
        modality=sure.modality,
        polarity=sure.polarity,
        by=By(rule=f"event frame {frame.lemma}", reason=sure.why),
        agents=agents,
        patients=patients,
        place=place,
        date=date.value if date is not None and date.value else None,
        date_span=date.span if date is not None else None,
        in_furniture=scene.layout.in_furniture(span),
    )
    return Mention(
        event,
        frame.kind,
        _named((*agents, *patients), around.slots.get("num", ()), scene.names),
        where=_named([place] if place is not None else [], (), scene.names),
        noun=noun,
        occurs=around.occurs,
        bare=noun and not any(c.pos_ == "DET" or c.dep_ == "nummod" for c in trigger.children),
        definite=_is_definite(trigger),
        apart=event.in_furniture or scene.layout.section(span) != "body",
    )


def _clause(around: Surroundings, phrase: list[Token]) -> list[Token]:
    """The clause whose date and place are those of a noun: that of the verb that carries it, and all of a sentence
    without a verb (*Montag, 19 Uhr, Mahnwache am Tor*)."""
    if around.verb is not None:
        return clause_of(around.verb) if around.occurs else phrase
    root = around.trigger
    for _ in range(_DEEPEST):
        root = root.head
    return clause_of(root) if root.pos_ in ("NOUN", "PROPN") and not has_finite(root) else phrase


def _is_nobody(around: Surroundings, told: Statement | None, scene: Scene, span: Span) -> bool:
    """True for what anybody may do (*wer ... vorwirft*, *alle Streiks*), for comparisons (*wie eine Lawine*), and for
    what the outlet asks of readers."""
    subjects = {t.lower_ for t in around.slots.get("nsubj", ())}
    every = {c.lower_ for c in around.trigger.children if c.pos_ == "DET"}
    compared = any(c.dep_ == "case" and c.lower_ in ("wie", "als") for c in around.trigger.children)
    return bool(compared or subjects & {"wer", "jeder"} or every & closed_class("every")) or (
        bool(subjects & {"wir", "ich"}) and told is None and scene.layout.in_furniture(span)
    )


_DEFINITE = frozenset(("der", "dieser", "jener"))
_WITH_ARTICLE = frozenset(("beim", "im", "am", "zum", "zur", "vom"))


def _is_definite(noun: Token) -> bool:
    """True with a definite article, a demonstrative or a possessive, also in a preposition (*beim*)."""
    return any(
        (c.pos_ == "DET" and (c.lemma_ in _DEFINITE or shows(c, "Definite", "Def")))
        or c.dep_ == "det:poss"
        or c.lower_ in _WITH_ARTICLE
        for c in noun.children
    )


def _named(participants: Iterable[Participant], numbers: Sequence[Token], names: Names) -> frozenset[tuple[str, str]]:
    """What tells the happening from another of its kind: the participants that are entities, with their type, and
    numbers."""
    known = {(names.types[p.span], p.name) for p in participants if p.span in names.types}
    return frozenset(known | {("number", t.text) for t in numbers})


# the article


def _scene(
    article: Article,
    doc: Doc,
    layout: Layout,
    entities: Sequence[Entity],
    times: Sequence[Time],
    statements: Sequence[Statement],
) -> Scene:
    starts = [t.idx for t in doc]
    whole: dict[int, Entity] = {}
    adjectives: dict[int, Entity] = {}
    parts: dict[int, Entity] = {}
    for entity in sorted(entities, key=lambda e: (e.end - e.start, e.start)):
        table = adjectives if entity.adjectival else parts if entity.part else whole
        for number in _tokens(starts, entity.span):
            table[number] = entity
    by_length = sorted((s for s in statements if s.mode != "narration"), key=lambda s: -s.span.length)
    dated = frozenset(n for t in times for n in _tokens(starts, t.span))
    published = article.published
    return Scene(
        text=article.text,
        layout=layout,
        names=Names(whole, adjectives, parts, {e.span: e.type for e in entities}, dated),
        times=sorted((t for t in times), key=lambda t: t.start),
        repeated=frozenset(n for t in times if t.type == "SET" for n in _tokens(starts, t.span)),
        told={n: s for s in by_length for quote in s.quote for n in _tokens(starts, quote)},
        published=published.last.isoformat()[:10] if published is not None and published.last is not None else None,
    )


def _tokens(starts: Sequence[int], span: Span) -> Iterator[int]:
    """The tokens that begin inside the span."""
    yield from range(bisect_left(starts, span.start), bisect_left(starts, span.end))
