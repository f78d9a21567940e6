"""Names, roles, dealings and doubts on the page of a person: each row with the place it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quellenlage.corpus import Cast
from quellenlage.domain.annotations import AnnotatedArticle, Entity
from quellenlage.domain.dossier import Actor, ActorRelation
from quellenlage.domain.span import Span
from quellenlage.report.evidence import Library
from quellenlage.report.lines import EvidenceView
from quellenlage.report.parts.actors import first_mention
from quellenlage.report.reasons import told
from quellenlage.report.shown import day, one_line
from quellenlage.report.terms import EVENTS, MARKS, SIGNS, VOICES
from quellenlage.report.translate import Translator
from quellenlage.web.index import Known

MAYBE = "might be the same as: "
"""How the reason of an unsure actor begins; a name follows."""
MOST_DOUBTS = 12
"""Of those who may be the same, how many are shown."""
MOST_DEALINGS = 60
"""Events with others that are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameView:
    """One form of the name: how often it stands there, and where it does first."""

    words: str
    times: int
    first: EvidenceView


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleView:
    """What somebody is called, by whom, how often, and from which article to which; `voice` is empty for the outlets'
    own words."""

    words: str
    voice: str
    outlets: tuple[str, ...]
    times: int
    first: EvidenceView
    last: EvidenceView


@dataclass(frozen=True, slots=True, kw_only=True)
class DealingView:
    """An event between this actor and another one: when, what, from whom to whom, and the sentence that tells it."""

    date: str
    iso: str
    event: str
    sign: str
    sign_key: str
    arrow: str
    other: str
    other_id: str
    evidence: EvidenceView


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtView:
    """Somebody who may be the same person, and why that is open. `reference` is what a correction names them by."""

    name: str
    type: str
    reference: str
    mentions: int
    reasons: tuple[str, ...]
    evidence: EvidenceView | None


def mentions_of(annotated: AnnotatedArticle, names: frozenset[str]) -> list[Entity]:
    """Where the article names or describes who bears one of `names`, outside page matter."""
    shown: dict[str, bool] = {}
    found = []
    for entity in annotated.annotations.entities:
        if entity.in_furniture:
            continue
        for name in (entity.name, entity.text):
            if name not in shown:
                shown[name] = one_line(name) in names
        if shown[entity.name] or shown[entity.text]:
            found.append(entity)
    return found


def named(mentions: Mapping[str, Sequence[Entity]], library: Library) -> Iterator[NameView]:
    """The forms of the name by its mentions in articles (the latest first), the most frequent first; each with the
    place where it stands first in time."""
    counts: dict[str, int] = {}
    first: dict[str, tuple[str, Span]] = {}
    for article in reversed(list(mentions)):
        for entity in mentions[article]:
            if entity.nominal or entity.pronoun or entity.part or entity.adjectival:
                continue
            words = one_line(entity.text)
            counts[words] = counts.get(words, 0) + 1
            first.setdefault(words, (article, entity.span))
    for words, times in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        article, span = first[words]
        yield NameView(words=words, times=times, first=library.evidence(article, (span,)))


@dataclass(slots=True)
class _Role:
    times: int = 0
    places: list[tuple[str, Span]] = field(default_factory=list)
    outlets: dict[str, None] = field(default_factory=dict)


def roles(read: Sequence[AnnotatedArticle], names: frozenset[str], library: Library) -> Iterator[RoleView]:
    """What the actor is called, in order of the day the words first stand; `read` is in that order. The outlets' own
    words come before those that they quote."""
    found: dict[tuple[str, str], _Role] = {}
    for annotated in read:
        for label in annotated.annotations.labels:
            words = one_line(label.label)
            if label.in_furniture or one_line(label.referent) not in names or words in names:
                continue
            role = found.setdefault((label.voice, words), _Role())
            role.times += 1
            role.places.append((annotated.article.id, Span(label.start, label.end)))
            role.outlets[library.outlet(annotated.article.id)] = None
    for (voice, words), role in sorted(found.items(), key=lambda pair: pair[0][0] != "outlet"):
        yield RoleView(
            words=words,
            voice=library.translate(VOICES.get(voice, "")),
            outlets=tuple(role.outlets),
            times=role.times,
            first=library.evidence(role.places[0][0], (role.places[0][1],)),
            last=library.evidence(role.places[-1][0], (role.places[-1][1],)),
        )


def dealings(relations: Iterable[ActorRelation], actor: str, library: Library, _: Translator) -> Iterator[DealingView]:
    """What the actor does to others and they to them, the latest first, undated ones at the end; only what one of the
    articles at hand tells."""
    rows = [(r, e) for r in relations if (e := next((e for e in r.evidence if e.article in library.articles), None))]
    rows.sort(key=lambda row: (row[0].date or "", row[0].id), reverse=True)
    for relation, place in rows[:MOST_DEALINGS]:
        acts = relation.source_id == actor
        yield DealingView(
            date=day(relation.date, _) if relation.date else "",
            iso=relation.date or "",
            event=_(EVENTS[relation.event_type]),
            sign=_(SIGNS[relation.sign]),
            sign_key=relation.sign,
            arrow="↔" if relation.mutual else "→" if acts else "←",
            other=one_line(relation.target if acts else relation.source),
            other_id=(relation.target_id if acts else relation.source_id) or "",
            evidence=library.evidence(place.article, (place.span,)),
        )


def grounds(casts: Iterable[Cast], actor: str, library: Library) -> tuple[str, ...]:
    """Why all these mentions are taken for one."""
    given = [r for cast in casts for row in cast.actors if row.id == actor for r in row.reasons]
    return told(tuple(dict.fromkeys(r for r in given if not r.startswith(MAYBE))), library)


def doubtful(casts: Sequence[Cast], known: Known) -> list[tuple[Actor, tuple[str, ...]]]:
    """Who may be the same, with the reasons given there: those of whom a story says so, and whom it says this one may
    be; those mentioned most first."""
    names = frozenset((known.name, *known.aliases))
    found: dict[str, tuple[Actor, tuple[str, ...]]] = {}
    for cast in casts:
        own = [row for row in cast.actors if row.id == known.id]
        maybe = {name for row in own for name in others_of(row)}
        for row in cast.actors:
            if row.id != known.id and (names & others_of(row) or maybe & {row.name, *row.aliases}):
                kept = found.get(row.id)
                reasons = (*(kept[1] if kept else ()), *(r for r in row.reasons if not r.startswith(MAYBE)))
                found[row.id] = (row, tuple(dict.fromkeys(reasons)))
    return sorted(found.values(), key=lambda pair: (-pair[0].mentions, pair[0].name, pair[0].id))[:MOST_DOUBTS]


def others_of(row: Actor) -> set[str]:
    """The names of those whom an actor might be."""
    return {reason.removeprefix(MAYBE) for reason in row.reasons if reason.startswith(MAYBE)}


def doubt_view(row: Actor, reasons: tuple[str, ...], library: Library) -> DoubtView:
    """Somebody who may be the same, with the first place that names them."""
    places = ((a, span) for a in row.articles if (span := first_mention(row, a, library)))
    place = next(places, None)
    return DoubtView(
        name=one_line(row.name),
        type=library.translate(MARKS[row.type]),
        reference=f"{place[0]}:{place[1].start}-{place[1].end}" if place else row.id,
        mentions=row.mentions,
        reasons=told(reasons, library),
        evidence=library.evidence(place[0], (place[1],)) if place else None,
    )
