"""What an article calls an event or a thing done: *die Explosion im Chemiewerk*, later *der Knall*, *das Inferno*.

An event is known by where it is or whom it strikes: by the place or body in its own phrase, or by the place in the
clause that tells it first. Nouns of one class mean the same event where the article has only one of that class.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quellenlage.annotate.labels.phrases import ARTICLES, CONTRACTED, Found, Text, is_adjective, opening, phrase
from quellenlage.annotate.labels.titles import is_name
from quellenlage.domain.annotations import By, Entity, Layout
from quellenlage.domain.span import Span
from quellenlage.german.designations import Designation, designation

_HEADLINES = frozenset(("title", "standfirst", "subhead"))
_DEFINITE = ARTICLES | CONTRACTED | frozenset(("dieser", "diese", "dieses", "diesem", "diesen"))
_INDEFINITE = frozenset(("ein", "eine", "einer", "einem", "einen", "eines"))
_STRIKES = frozenset(("in", "im", "auf", "bei", "beim", "an", "am", "gegen", "nahe", "von", "vom", "der", "des", "um"))
"""Words between the noun and where it is or whom it strikes."""
_CLOSING = frozenset('“”"«»‘')
_TARGETS = frozenset(("gegen", "in", "im", "auf", "um", "an"))
_MORE = ("weiter", "ander", "zweit", "dritt", "erneut", "früher", "ähnlich", "neu")
"""Stems of adjectives of another event of the class."""
_ANY_DISASTER = frozenset(("blast", "fire", "crash", "quake", "flood", "attack"))
"""Classes whose events a noun of the class *disaster* can mean (das Unglück: the explosion)."""
_OF_OWNERS = frozenset(("closure", "annexation"))
"""Classes whose events are known by whom they strike, and named with a genitive."""
_MOST_BEHIND = 9
_LONGEST_SENTENCE = 60
"""Words on either side in which the place of an event is looked for."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """A noun for an event: its word, what the list says of it, where it is or whom it strikes, whether it is definite,
    whether the place stands in its own phrase, whether it is told as one more of its class, and in a headline."""

    head: int
    row: Designation
    place: Entity | None
    definite: bool
    own: bool
    another: bool
    headline: bool


def named_events(text: Text, layout: Layout) -> Iterator[Found]:
    """The nouns for events that the article tells of one by one."""
    told = list(_mentions(text, layout))
    several = {m.row.group for m in told if m.another}
    mentions = _as_one_disaster([m for m in told if (m.definite or m.place is not None) and not m.another])
    groups: dict[str, list[_Mention]] = {}
    for mention in mentions:
        groups.setdefault(mention.row.group, []).append(mention)
    events = {g: _events(text, g, members, alone=g not in several) for g, members in groups.items()}
    for mention in mentions:
        referent = _referent(mention, events)
        if referent is not None:
            first, end = phrase(text, mention.head)
            first = _with_doer(text, first, mention.head, referent)
            reason = f"event: {referent}"
            yield Found(first, mention.head, end, referent, By(rule="named event", reason=reason))


def _with_doer(text: Text, first: int, head: int, referent: str) -> int:
    """Where the label begins: with the adjective that says whose doing the event is (*die russische Aggression*), not
    with one for where it is."""
    start = head
    while start > 0 and is_adjective(text, start - 1):
        start -= 1
    whose = (i for i in range(start, first) if (e := text.made_from_name(i)) and e.type == "GPE")
    return next((i for i in whose if not _is_in(text, i, referent)), first)


def _is_in(text: Text, at: int, referent: str) -> bool:
    entity = text.made_from_name(at)
    return entity is not None and entity.name.casefold() in referent.casefold()


def _as_one_disaster(mentions: Sequence[_Mention]) -> list[_Mention]:
    """The mentions; *das Inferno*, *das Unglück* in the class of the one event of which the article tells."""
    struck = {m.row.group for m in mentions if m.row.group in _ANY_DISASTER}
    if len(struck) != 1:
        return list(mentions)
    group = next(iter(struck))
    return [replace(m, row=m.row._replace(group=group)) if m.row.group == "disaster" else m for m in mentions]


def _mentions(text: Text, layout: Layout) -> Iterator[_Mention]:
    for at, word in enumerate(text.words):
        part = text.part_of(at)
        named = part is not None and part.type in ("GPE", "LOC")
        noun = word.text if part is None or not named else word.text[part.end - word.start :].lstrip("-").capitalize()
        row = designation(noun) if word.capital else None
        if row is None or row.of != "event" or (text.tags.tagged and text.tags.pos[at] not in ("NOUN", "PROPN")):
            continue
        if "Plur" in text.tags.tokens[at].morph.get("Number", []) and row.noun not in ("unruhen", "krawalle"):
            continue
        place = part if named else _place_behind(text, at)
        own = place is not None
        if row.bound and (place is None or place.type not in ("ORG", "FAC")):
            continue
        first = opening(text, at)
        before = text.words[first - 1].lower if first else ""
        headline = layout.section(Span(word.start, word.end)) in _HEADLINES
        definite = before in _DEFINITE or (headline and before not in _INDEFINITE)
        if place is None and not definite:
            place = _place_in_sentence(text, at)
        yield _Mention(at, row, place, definite, own, _is_another(text, first, at, place), headline)


def _is_another(text: Text, first: int, at: int, place: Entity | None) -> bool:
    """True for *ein weiterer Anschlag* and, without a known place, for *der Anschlag auf eine Kirche*."""
    if any(text.words[i].lower.startswith(_MORE) for i in range(first, at)):
        return True
    behind = [w.lower for w in text.words[at + 1 : at + 3]]
    return place is None and len(behind) == 2 and behind[0] in _STRIKES and behind[1] in _INDEFINITE


def _place_behind(text: Text, at: int) -> Entity | None:
    """The place or body in the phrase of the noun: *Explosion im Werk der Nordbruk AG*, *Krieg gegen die Ukraine*."""
    found: Entity | None = None
    tags = text.tags
    linked = False
    for i in range(at + 1, min(len(text.words), at + 1 + _MOST_BEHIND)):
        word = text.words[i]
        if i == at + 1 and word.text in _CLOSING:
            continue
        if (
            word.first
            or not word.text[0].isalnum()
            or (tags.tagged and tags.pos[i] in ("VERB", "AUX", "ADV", "PRON", "CCONJ"))
        ):
            break
        if not linked and word.lower not in _STRIKES and not any(is_name(e) for e in text.at(i)):
            break
        linked = True
        for entity in text.at(i):
            if not is_name(entity) and not (entity.adjectival and word.capital):
                continue
            targeted = any(text.words[j].lower in _TARGETS for j in range(max(at + 1, i - 2), i))
            nearer = found is None or (entity.type == "GPE" and (targeted or found.type != "GPE"))
            if nearer and entity.type in ("GPE", "ORG", "FAC"):
                found = entity
    return found


def _place_in_sentence(text: Text, at: int) -> Entity | None:
    """The only town or state that the sentence puts something in: *in Harlstedt*."""
    start = end = at
    while start > 0 and at - start < _LONGEST_SENTENCE and not text.words[start].first:
        start -= 1
    while end + 1 < len(text.words) and end - at < _LONGEST_SENTENCE and not text.words[end + 1].first:
        end += 1
    places = {
        e.name: e
        for i in range(start + 1, end + 1)
        for e in text.at(i)
        if e.type == "GPE" and is_name(e) and not e.metonym and text.words[i - 1].lower in ("in", "im")
    }
    return next(iter(places.values())) if len(places) == 1 else None


def _events(text: Text, group: str, members: Sequence[_Mention], *, alone: bool) -> dict[str | None, str]:
    """The events of a class: name of the place -> name of the event. Under None the only one, if there is only one;
    `alone` is false where the article tells of more than those with a place."""
    anchored = [m for m in members if m.place is not None]
    named = dict.fromkeys(m.place.name for m in anchored if m.place is not None and m.place.type != "LOC")
    states = {e.name for e in text.entities if e.type == "GPE"}
    towns = [n for n in named if n in states]
    bodies = [n for n in named if n not in states]
    if not anchored:
        return {}
    noun = _plainest(members)
    one = not towns or not bodies or any(m.headline for m in anchored) or _told_together(text, towns[0], bodies[0])
    if len(towns) <= 1 and len(bodies) <= 1 and one:
        prefer = bodies if group in _OF_OWNERS and bodies else towns or bodies
        name = _named(text, group, noun, next(iter(prefer), ""), anchored)
        return dict.fromkeys((*towns, *bodies, *([None] if alone else [])), name)
    return {place: _named(text, group, noun, place, anchored) for place in (*towns, *bodies)}


def _told_together(text: Text, town: str, body: str) -> bool:
    """True if a sentence names both: then the body is likely to be there."""
    sentence = 0
    seen: dict[str, set[int]] = {town: set(), body: set()}
    for at, word in enumerate(text.words):
        sentence += word.first
        for entity in text.at(at):
            if entity.name in seen:
                seen[entity.name].add(sentence)
    return not seen[town].isdisjoint(seen[body])


def _referent(mention: _Mention, events: dict[str, dict[str | None, str]]) -> str | None:
    own = events[mention.row.group]
    if mention.place is not None and mention.place.name in own:
        return own[mention.place.name]
    return own.get(None) if mention.definite else None


def _behind(text: Text, at: int) -> str:
    return text.words[at + 1].lower if at + 1 < len(text.words) else ""


def _plainest(members: Sequence[_Mention]) -> str:
    """The noun that names the event: the plainest one, the most frequent of these."""
    plain = [m.row.noun for m in members if m.row.kind == "role"] or [m.row.noun for m in members]
    counts = Counter(plain)
    return max(counts, key=lambda n: (counts[n], -plain.index(n))).capitalize()


def _named(text: Text, group: str, noun: str, place: str, anchored: Sequence[_Mention]) -> str:
    """*Explosion in Harlstedt*, *Ukraine-Krieg*, *Schließung der Klinik St. Anna*."""
    entity = next((m.place for m in anchored if m.place is not None and m.place.name == place), None)
    if entity is None:
        return noun
    town = entity.type == "GPE" or any(e.name == place and e.type == "GPE" for e in text.entities)
    if group == "war":
        return f"{place}-{'Krieg' if noun != 'Konflikt' else noun}"
    victims = next((m for m in anchored if m.own and _behind(text, m.head) == "an"), None)
    if victims is not None and victims.place is not None:
        # Völkermord an den Armeniern
        end = next(i for i, w in enumerate(text.words) if w.end >= victims.place.end)
        return " ".join([noun, *(w.text for w in text.words[victims.head + 1 : end + 1])])
    if group in _OF_OWNERS and not town:
        first = place.partition(" ")[0]
        feminine = any(
            w.text == first and "Fem" in t.morph.get("Gender", [])
            for w, t in zip(text.words, text.tags.tokens, strict=True)
        )
        return f"{noun} der {place}" if feminine else f"{noun} von {place}"
    inside = town or entity.type == "FAC" or any(_behind(text, m.head) in ("in", "im") for m in anchored if m.own)
    return f"{noun} in {place}" if inside else f"{noun} bei {place}"
