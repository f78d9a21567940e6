"""Who does what to whom: signed, directed relations between the actors of a story, from its events."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from babel import Locale

from quellenlage.compare.bearers import Who
from quellenlage.compare.bodies import Mention
from quellenlage.compare.casts import is_named
from quellenlage.compare.clauses import Clauses, clauses_of
from quellenlage.compare.order import UNDATED, in_order
from quellenlage.compare.speakers import names_in_story
from quellenlage.compare.words import even
from quellenlage.domain.annotations import AnnotatedArticle, Entity, Event, EventType, Modality, Participant
from quellenlage.domain.dossier import ActorRelation, Sign
from quellenlage.domain.identity import digest
from quellenlage.domain.span import Evidence
from quellenlage.german.calendar import date_of
from quellenlage.german.lexicon import load_table

_DATE = re.compile(r"\d{4}(?:-W\d\d|-\d\d(?:-\d\d)?)?")

UNSURE: tuple[Modality, ...] = ("alleged", "planned")
"""Modalities of what may not have happened; denied and hypothetical events are left out."""
LEFT_OUT: tuple[Modality, ...] = ("denied", "hypothetical")
_TOLD_AS: Mapping[Modality, str] = {
    "reported": "told as reported",
    "alleged": "told as alleged",
    "planned": "told as planned",
}
ROUND = 3
"""Who meets in a larger round is told as meeting the one that is named first. Own choice."""


@dataclass(frozen=True)
class Kind:
    """A row of `event_signs.tsv`."""

    sign: Sign
    mutual: bool


@dataclass(frozen=True)
class Deed:
    """One event between two actors, in one article."""

    source: str
    target: str
    type: EventType
    date: str | None
    modality: Modality
    mutual: bool
    evidence: Evidence
    trigger: str


def find_relations(members: Sequence[AnnotatedArticle], who: Mapping[Mention, Who]) -> tuple[ActorRelation, ...]:
    """The relations of a story in the order of their dates, undated ones last.

    One row for every source, target, PLOVER type and date, with all its sentences. Both sides must be actors that are
    named and surely told apart. What is only planned or alleged is a row that is not sure; what is denied, negated or
    thought up is none. `who` says who is who in the corpus (`resolve_actors`).
    """
    deeds: dict[tuple[str, str, EventType, str | None], list[Deed]] = defaultdict(list)
    capitals = _capitals(members, who)
    for member in in_order(members):
        for deed in _deeds(member, who, capitals):
            deeds[deed.source, deed.target, deed.type, deed.date].append(deed)
    names = names_in_story(members, who)
    rows = [_row(same, names) for same in deeds.values()]
    return tuple(sorted(rows, key=lambda r: (r.date or UNDATED, r.evidence[0], r.source, r.target, r.event_type)))


def _deeds(member: AnnotatedArticle, who: Mapping[Mention, Who], capitals: Mapping[str, str]) -> Iterator[Deed]:
    """What the article says that one actor did to another. A capital that does something together with a state is its
    own state (`capitals`: *die Zusammenarbeit Ungarns mit Ankara*)."""
    mentioned = _Mentioned(member, who)
    clauses = clauses_of(member.annotations.tokens)
    for event in member.annotations.events:
        kind = _kinds().get(event.type)
        if kind is None or event.in_furniture or event.modality in LEFT_OUT or event.polarity == "negative":
            continue
        agents = [i for p in event.agents if (i := mentioned.actor(p)) is not None]
        patients = [i for p in event.patients if (i := mentioned.actor(p)) is not None]
        pairs = [(a, b, False) for a in agents for b in patients]
        if kind.mutual and not event.patients:
            if all(i in capitals or i in mentioned.states for i in agents):
                agents = [capitals.get(i, i) for i in agents]
            pairs = [(min(pair), max(pair), True) for pair in _both(list(dict.fromkeys(agents)))]
        date, text = _date(event, member, clauses), member.article.text
        for source, target, mutual in dict.fromkeys(pairs):
            if source != target:
                evidence = Evidence(member.article.id, *event.evidence)
                yield Deed(
                    source, target, event.type, date, event.modality, mutual, evidence, even(event.trigger.of(text))
                )


def _capitals(members: Sequence[AnnotatedArticle], who: Mapping[Mention, Who]) -> dict[str, str]:
    """The capitals that stand for their states elsewhere in the story, by the ids of the two; only where the story has
    one state for the name."""
    cities: dict[str, str] = {}
    states: dict[str, set[str]] = defaultdict(set)
    for member in members:
        for entity in member.annotations.entities:
            found = who.get((member.article.id, entity.type, entity.name))
            if found is None or entity.type != "GPE" or entity.adjectival or entity.part:
                continue
            if entity.metonym:
                states[even(entity.text)].add(found.id)
            elif entity.name not in _states():
                cities[entity.name] = found.id
    return {cities[name]: min(ids) for name, ids in states.items() if len(ids) == 1 and name in cities}


def _both(agents: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Who meets whom; of a long list each meets the one named first, not each the others."""
    return combinations(agents, 2) if len(agents) <= ROUND else ((agents[0], other) for other in agents[1:])


class _Mentioned:
    """The sure, named actors of an article by where they are mentioned."""

    __slots__ = ("_article", "_found", "_starts", "_who", "states")

    def __init__(self, member: AnnotatedArticle, who: Mapping[Mention, Who]) -> None:
        self._article = member.article.id
        self._who = who
        self._found = sorted(member.annotations.entities, key=lambda e: e.span)
        self._starts = [e.start for e in self._found]
        named = ((member.article.id, e.type, e.name) for e in self._found if e.type == "GPE" and e.name in _states())
        self.states = {who[mention].id for mention in named if mention in who}

    def actor(self, participant: Participant) -> str | None:
        """The actor that the words name: the mention whose name it is, else the only one; None if that is open."""
        span = participant.span
        at = bisect_left(self._starts, span.start)
        inside: list[Entity] = []
        while at < len(self._found) and self._starts[at] < span.end:
            inside.append(self._found[at])
            at += 1
        named = [e for e in inside if e.name == participant.name]
        whole = [e for e in inside if e.end == span.end and not e.part]
        for entity in (*named, *whole):
            meant = self._who.get((self._article, entity.type, entity.name))
            if meant is not None and meant.sure and not entity.pronoun and is_named(entity):
                return meant.id
        return None


def _date(event: Event, member: AnnotatedArticle, clauses: Clauses) -> str | None:
    """The date of an event as far as the article's day tells it: a day, a week, a month, a year (of a season, too).
    None where it only says since when (*der erste Besuch seit 2019*)."""
    value = event.date
    at = clauses.last_in(event.date_span) if event.date_span is not None else None
    if at is not None and clauses.since(at):
        return None
    if value is not None and (not value[:2].isdigit() or "X" in value):
        span = event.date_span
        time = next((t for t in member.annotations.times if span is not None and t.span.overlaps(span)), None)
        value = date_of(time, member.article.published) if time is not None else None
    match = _DATE.match(value or "")
    return match[0] if match else None


def _row(deeds: Sequence[Deed], names: Mapping[str, str]) -> ActorRelation:
    first = min(deeds, key=lambda d: d.evidence)
    evidence = tuple(sorted({d.evidence for d in deeds}))
    modalities = {d.modality for d in deeds}
    return ActorRelation(
        id=digest("relation", first.source, first.target, first.type, first.date or "", first.evidence.article),
        source=names[first.source],
        target=names[first.target],
        event_type=first.type,
        date=first.date,
        evidence=evidence,
        source_id=first.source,
        target_id=first.target,
        sign=_kinds()[first.type].sign,
        mutual=all(d.mutual for d in deeds),
        reasons=(
            f"event: {', '.join(dict.fromkeys(d.trigger for d in deeds))}",
            *(_TOLD_AS[m] for m in sorted(modalities & _TOLD_AS.keys())),
        ),
        sure=not modalities <= set(UNSURE),
    )


@cache
def _states() -> frozenset[str]:
    """The canonical names of states: those of CLDR, or of our own list where it has another."""
    cldr = Locale("de").territories
    return frozenset(row["names"].split("|")[0] or cldr.get(row["code"], row["code"]) for row in load_table("states"))


@cache
def _kinds() -> Mapping[str, Kind]:
    return {row["type"]: Kind(row["sign"], row["mutual"] == "yes") for row in load_table("event_signs")}  # type: ignore[arg-type]
