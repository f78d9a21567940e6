"""What an article is about where its lead gives no date: the happening that it tells first, in the past tense."""

from __future__ import annotations

from quellenlage.compare.clauses import Clauses
from quellenlage.compare.placing import WIDEST
from quellenlage.domain.annotations import AnnotatedArticle, Event
from quellenlage.domain.span import Span

LEAD = 2
"""Sentences of running text in which an article tells what it is about."""
_HEADINGS = frozenset(("title", "standfirst"))


def lead_happening(member: AnnotatedArticle, clauses: Clauses) -> tuple[Span, Event] | None:
    """The first sentence of title, standfirst and lead that tells in the simple past or perfect what somebody named did
    or what happened to them, with its event. Only for an article of which no more than the stretch of days is known on
    which it may have come out: a known day would claim more than the words say. None where its lead gives a date."""
    published = member.article.published
    if published is None or published.first is None or published.last is None or published.day is not None:
        return None
    if published.last - published.first > WIDEST:
        return None
    marks = member.annotations
    found: tuple[Span, Event] | None = None
    running = 0
    for sentence in marks.sentences:
        section = next((p.kind for p in marks.structure if p.span.overlaps(sentence.span)), "")
        if section not in (*_HEADINGS, "body"):
            continue
        running += section == "body"
        if running > LEAD:
            break
        if any(sentence.span.contains(t.span) and t.type != "SET" and not t.in_furniture for t in marks.times):
            return None
        event = _told_in(member, sentence.span, clauses)
        if found is None and event is not None:
            found = sentence.span, event
    return found


def _told_in(member: AnnotatedArticle, sentence: Span, clauses: Clauses) -> Event | None:
    """The event of the main verb of a sentence, if it is told as past and has somebody named in it."""
    marks = member.annotations
    for event in marks.events:
        if event.in_furniture or event.polarity != "positive" or event.modality not in ("factual", "reported"):
            continue
        if not sentence.contains(event.trigger) or event.date_span is not None:
            continue
        at = clauses.last_in(event.trigger)
        if at is None or clauses.tokens[at].pos != "VERB" or clauses.root_of(at) != at:
            continue
        if clauses.looks(at) != "past" or clauses.pluperfect(at) or clauses.doubted(at):
            continue
        if any(q.contains(event.trigger) for s in marks.statements if s.mode == "direct" for q in s.quote):
            continue
        taking_part = [p.span for p in (*event.agents, *event.patients)]
        if any(e.span.overlaps(p) for e in marks.entities if not e.nominal for p in taking_part):
            return event
    return None
