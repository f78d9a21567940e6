"""Mentions of one happening: *traf ... zusammen*, *das Treffen*, *bei dem Gipfel* are one event in one article.

Two mentions are one happening if they are of one kind, contradict each other nowhere (names of participants, place,
date, sureness), and share something that names it; or if one of them only points back (*nach der Explosion*), or stands
in a headline or in page matter, which tell what the text tells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quellenlage.annotate.events.frames import MOVES
from quellenlage.domain.annotations import Event

_MOST_COMPARED = 40
"""Happenings of one kind that a mention is compared with, so that a hostile text costs no square of its length."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An event at one trigger.

    `kind`: what happens, whatever the word; `named`, `where`: names of its participants and place with their types, and
    numbers; `noun`: the trigger is one; `occurs`: the clause of a noun says that it happens; `bare`: a noun without an
    article; `definite`: one with a definite article; `apart`: in a headline, a caption or page matter."""

    event: Event
    kind: str
    named: frozenset[tuple[str, str]]
    where: frozenset[tuple[str, str]] = frozenset()
    noun: bool = False
    occurs: bool = False
    bare: bool = False
    definite: bool = False
    apart: bool = False


def merged(mentions: Sequence[Mention]) -> list[Event]:
    """One event for each happening: its fullest mention, with what the others add to it. Nouns that say nothing but
    their own word are left out."""
    by_kind: dict[str, list[Mention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: (m.event.in_furniture, m.apart, -_weight(m), m.event.trigger)):
        known = by_kind[mention.kind]
        first = max(0, len(known) - _MOST_COMPARED)
        at = next((n for n in range(first, len(known)) if _is_one(mention, known[n])), None)
        if at is not None:
            known[at] = replace(known[at], event=_filled(known[at].event, mention))
        elif not mention.noun or _tells(mention):
            known.append(mention)
    return [m.event for known in by_kind.values() for m in known]


def _filled(event: Event, mention: Mention) -> Event:
    """The event with participants and place of another mention where it has none, and with its date unless that
    stands apart."""
    other = mention.event
    taken = {p.name for p in (*event.agents, *event.patients)}
    agents = event.agents or tuple(p for p in other.agents if p.name not in taken)
    patients = event.patients or tuple(p for p in other.patients if p.name not in taken)
    event = replace(event, agents=agents, patients=patients, place=event.place or other.place)
    return event if event.date or mention.apart else replace(event, date=other.date, date_span=other.date_span)


def _tells(mention: Mention) -> bool:
    """True for a noun that says more than its own word, or whose clause says that it happens. What is only thought of
    needs a date."""
    event = mention.event
    if event.modality == "hypothetical" and event.date is None:
        return False
    if event.agents or event.patients or event.place or event.date or mention.occurs:
        return True
    return not mention.bare and not (mention.definite and event.type in ("CONSULT", "COOPERATE", "AGREE", *MOVES))


def _weight(mention: Mention) -> int:
    event = mention.event
    slots = bool(event.agents) + bool(event.patients) + (event.place is not None) + (event.date is not None)
    sure = event.modality in ("factual", "reported")
    return 2 * slots + 2 * (not mention.noun) + mention.occurs + sure + 3 * (not mention.apart)


def _is_one(mention: Mention, known: Mention) -> bool:
    """True if the mention tells of the happening that is known."""
    one, other = mention.event, known.event
    if one.polarity != other.polarity or not _may_agree(one.date, other.date):
        return False
    if _contradict(mention.named, known.named) or _contradict(mention.where, known.where):
        return False
    if mention.apart or known.apart:
        return not mention.named or not known.named or bool(mention.named & known.named)
    if "hypothetical" in (one.modality, other.modality) and one.modality != other.modality:
        return False
    if not mention.noun and not known.noun and one.type in MOVES:
        return False
    if mention.named & known.named:
        return _sides_agree(mention, known)
    points_back = mention.noun and not mention.named and (mention.definite or mention.bare)
    if points_back and not (one.place or one.date):
        return True
    shared = (one.place is not None and other.place is not None) or (one.date is not None and one.date == other.date)
    return shared and (points_back or _same_words(mention, known))


def _contradict(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    """True if both name things of one type, and none in common; a town and a river do not contradict each other."""
    types = {t for t, _ in one} & {t for t, _ in other}
    return any({n for t, n in one if t == kind}.isdisjoint(n for t, n in other if t == kind) for kind in types)


def _sides_agree(mention: Mention, known: Mention) -> bool:
    """True unless who acts in one suffers in the other."""
    one, other = mention.event, known.event
    for side in ("agents", "patients"):
        here = {p.name for p in getattr(one, side)}
        there = {p.name for p in getattr(other, side)}
        if here and there and not here & there:
            return mention.noun and mention.definite
    return True


def _same_words(mention: Mention, known: Mention) -> bool:
    """True if both have the same participants, named or not."""
    one, other = mention.event, known.event
    return {p.name for p in (*one.agents, *one.patients)} == {p.name for p in (*other.agents, *other.patients)}


def _may_agree(one: str | None, other: str | None) -> bool:
    """True for dates of which one may lie inside the other: a day and its month, or nothing."""
    if not one or not other:
        return True
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or short[:10] == long[:10]
