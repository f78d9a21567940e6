"""How a sentence tells what happened on a date: as a fact, in somebody's words, as planned, doubted or unreal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quellenlage.compare.clauses import Clauses
from quellenlage.compare.hours import statement_around
from quellenlage.compare.placing import Place, is_ahead
from quellenlage.domain.annotations import Annotations, Event, Modality, Statement, Time
from quellenlage.domain.article import Published
from quellenlage.domain.span import Span

_LATE = ("TEV", "TNI")
"""How the value of an evening and of a night ends."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How a date hangs in its sentence. `statement`: whose words it stands in. `saying`: the statement that it is the
    day of (*lehnte es am Freitag ab*). `event`: what happened then. `at`: the word of the date whose clause tells how,
    None where that clause is somebody's and the date is of the saying (*könnte schließen, so der Wirt am Freitag*):
    then `said` is the verb of what is said."""

    statement: Statement | None
    saying: Statement | None
    event: Event | None
    at: int | None
    said: int | None = None


def telling_of(time: Time, sentence: Span, marks: Annotations, clauses: Clauses) -> Telling:
    """How a date hangs in its sentence."""
    statement = _statement_at(marks.statements, time, clauses)
    saying = _saying_of(time, marks.statements, clauses)
    spoken = saying.cue if saying is not None else ()
    event = _event_at(marks.events, marks.statements, time, sentence, statement, spoken)
    if spoken and event is not None and event.modality == "reported":
        # that it was said is told by the outlet, whatever it was
        event = replace(event, modality="factual")
    return Telling(statement, saying, event, *_told_at(time, statement, marks.statements, clauses))


def modality_of(told: Telling, time: Time, place: Place, published: Published | None, clauses: Clauses) -> Modality:
    """How the sentence tells what happened on a date. What lies after the article's day nobody can tell as a fact."""
    at, statement, event = told.at, told.statement, told.event
    if told.said is not None:
        # no verb says that it was said: what the line shows is what was said
        return "hypothetical" if clauses.possibility(told.said) else "reported"
    ahead = is_ahead(place, time, published) or _later_today(time, at, clauses)
    unreal = at is not None and (clauses.unreal(at) or clauses.in_condition(at))
    if unreal or (at is not None and statement is None and clauses.conditional(at)):
        return "hypothetical"
    if statement is not None and statement.stance == "denies":
        return "denied"
    forecast = statement is not None and statement.stance == "speculates"
    if not ahead and at is not None and clauses.hearsay(at):
        # whatever it is that was planned then: "soll den Umzug vorbereitet haben"
        return "reported" if statement is not None and not forecast else "alleged"
    if event is not None and event.modality not in ("factual", "reported"):
        return event.modality
    if forecast and (ahead or time.direction == "future" or _still_open(place, time, published)):
        # "werde voraussichtlich verkündet" is to come; "würden sechs überleben" nobody plans, and nobody is charged
        return "hypothetical" if at is None or clauses.subjunctive_two(at) else "planned"
    if ahead or (at is not None and clauses.announced(at)):
        return "planned"
    if statement is not None:
        open_ = forecast or statement.certainty in ("possible", "probable")
        return "alleged" if open_ else "reported"
    if at is not None and clauses.doubted(at):
        return "alleged"
    return event.modality if event is not None else "factual"


def of_oneself(told: Telling, clauses: Clauses) -> bool:
    """True for what somebody says in the present of themselves, if no event is in it: *„Am Freitag habe ich Ruhe“*."""
    said = told.statement is not None and told.statement.mode == "direct"
    at = told.at
    return said and told.event is None and at is not None and clauses.is_of_oneself(at) and clauses.is_present(at)


def _later_today(time: Time, at: int | None, clauses: Clauses) -> bool:
    """True for the evening or night of the article's own day, told in the present (*heute Abend spricht sie*)."""
    return at is not None and time.shift == "P0D" and time.value.endswith(_LATE) and clauses.is_present(at)


def _still_open(place: Place, time: Time, published: Published | None) -> bool:
    """True for a stretch that is not over when the article comes out (*noch in dieser Woche*)."""
    day = published.day if published is not None else None
    return day is not None and time.direction is None and place.named.last > day


def _statement_at(statements: Sequence[Statement], time: Time, clauses: Clauses) -> Statement | None:
    """The statement that the date stands in; None where it is the day of the saying (*wies das am Freitag zurück*)."""
    said = statement_around(statements, time.span)
    at = clauses.last_in(time.span)
    verb = None if at is None or said is None or said.mode != "reported" else clauses.verb_above(at)
    if said is None or verb is None:
        return said
    token = clauses.tokens[verb]
    return None if any(c.overlaps(Span(token.start, token.end)) for c in said.cue) else said


def _saying_of(time: Time, statements: Sequence[Statement], clauses: Clauses) -> Statement | None:
    """The statement whose words for saying, refusing or denying the date is of (*lehnte es am Freitag ab*)."""
    at = clauses.last_in(time.span)
    verb = None if at is None else clauses.verb_above(at)
    if verb is None:
        return None
    token = Span(clauses.tokens[verb].start, clauses.tokens[verb].end)
    return next((s for s in statements if any(c.overlaps(token) for c in s.cue)), None)


def _event_at(
    events: Sequence[Event],
    statements: Sequence[Statement],
    time: Time,
    sentence: Span,
    said: Statement | None,
    spoken: Sequence[Span],
) -> Event | None:
    """The event that the date is said to be of, else the one whose words it stands in: of what somebody says, if the
    date stands there, and not the saying; of the outlet's own words otherwise. `spoken` are the words for a saying that
    the date is of: then nothing but that happened on it."""

    def told_alike(event: Event) -> bool:
        if said is not None:
            return any(q.contains(event.trigger) for q in said.quote)
        if spoken:
            return any(event.trigger.overlaps(c) for c in spoken)
        quoting = statement_around(statements, event.trigger)
        return quoting is None or quoting.mode == "reported"

    inside = [e for e in events if not e.in_furniture and sentence.contains(e.trigger) and told_alike(e)]
    dated = [e for e in inside if e.date_span is not None and e.date_span.overlaps(time.span)]
    around = [e for e in inside if e.date_span is None and e.evidence.contains(time.span)]
    return min(dated or around, key=lambda e: (e.evidence.length, e.trigger), default=None)


def _told_at(
    time: Time, said: Statement | None, statements: Sequence[Statement], clauses: Clauses
) -> tuple[int | None, int | None]:
    """The word of the date whose clause tells how, and the verb of what somebody says: the one or the other. The
    second where the date hangs in a clause that is somebody's, but is of the saying (*könnte schließen, so der Wirt am
    Freitag*)."""
    at = clauses.last_in(time.span)
    verb = None if at is None or said is not None else clauses.verb_above(at)
    if verb is None:
        return at, None
    token = clauses.tokens[verb]
    quoting = statement_around(statements, Span(token.start, token.end))
    return (at, None) if quoting is None or quoting.mode == "reported" else (None, verb)
