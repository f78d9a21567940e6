"""Who is who across the articles of a corpus: which mentions are one person, body or place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import repeat
from typing import NamedTuple

import msgspec

from quellenlage.compare.bodies import BodyNames, Mention, same_bodies
from quellenlage.compare.namesakes import WHOLE, has_given, is_thing, run_together
from quellenlage.compare.order import in_order
from quellenlage.compare.people import SAME_PERSON, Bearer, Held, Setting, Verdict, compare_people
from quellenlage.compare.words import even, words_of
from quellenlage.domain.annotations import AnnotatedArticle, Entity, EntityType
from quellenlage.domain.dossier import Story
from quellenlage.domain.identity import digest
from quellenlage.german.lexicon import load_words
from quellenlage.german.person_names import PersonName, likeness_of_given, person_name, script_key, scripts_of
from quellenlage.german.roles import no_longer, role_in

ACTS: tuple[EntityType, ...] = ("PER", "ORG", "GPE", "LOC", "FAC")
"""Types that can take part or be the place of it; works and events are not actors."""
MISREAD = 2
"""Articles of a story that call a body or place so, for one that reads the single name as a person's to be wrong."""
FEW_BEARERS = 3
"""People of one family name in the corpus up to which a family name alone, in a story without them, may be one."""
WELL_KNOWN = 5
"""Times as many stories as those of any other bearer of the very name that make somebody the one who is meant where
nothing else tells. Own choice; without it one office misread among 1,000 articles left every *Angela Merkel* somebody
of her own."""
ALIKE = Verdict("same", SAME_PERSON, ("same name",))
"""Of a full name that nothing speaks against."""
SAME_NAME = "same name: "
"""Begins the reason that several articles have a name."""
LONGEST_WORD = 60
"""Letters looked at in front of a name."""

_WORD_BEFORE = re.compile(r"(?<![\w-])(\w[\w.-]*)[ \u00a0\n]+\Z")
_AS = re.compile(r" als (?:[a-zäöüß]+ )?([A-ZÄÖÜ][\w-]+)")


@dataclass(frozen=True, slots=True)
class Who:
    """The person, body or place of the corpus that a mention is of, and why this mention is: other mentions of the same
    one may have other reasons, and what is told of a story does not change with them. `maybe` names whom else it might
    be."""

    id: str
    reasons: tuple[str, ...]
    sure: bool
    maybe: tuple[str, ...]


Block = tuple[tuple[Who, tuple[int, ...]], ...]
"""The people of one family name: who each is, and which of the mentions of that family name, in the order of time,
are so for these reasons."""
Blocks = Mapping[str, Block]
"""Who is who among the bearers of each family name, by a digest of all that it rests on."""
NO_BLOCKS: Blocks = {}


class Part(NamedTuple):
    """A name in an article: its type, the forms it takes where it is no description, whether it is ever named and ever
    more than a description, and what the article says that the person is: nouns, each with the state or body it is of.
    `keys` are those of a person's name: people who share none are never compared.
    """

    kind: EntityType
    name: str
    forms: tuple[str, ...]
    named: bool
    proper: bool
    roles: tuple[tuple[str, str | None], ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who takes part in an article: what is needed of it to tell who is who. `month` is its first day."""

    article: str
    month: date | None
    parts: tuple[Part, ...]


def resolve_actors(articles: Sequence[AnnotatedArticle], stories: Sequence[Story] | None) -> dict[Mention, Who]:
    """For every name of every article who bears it. Without `stories` all articles are one story.

    Full names meet across the corpus, short ones within a story and only if a role or the article's own usage supports
    it; what stays unsure stays apart and says whom it might be. Near-linear: only bearers of one family name, in any
    spelling, are compared.
    """
    return resolve([cast_of(a) for a in in_order(articles)], stories)[0]


def resolve(
    ordered: Sequence[Cast], stories: Sequence[Story] | None, known: Blocks = NO_BLOCKS
) -> tuple[dict[Mention, Who], dict[str, Block]]:
    """The same from the casts of the articles, in the order of time, and the blocks of bearers of one family name.
    `known` are those of an earlier time: a block in which nothing is new is not resolved again."""
    story_of = {} if stories is None else {a: s.id for s in stories for a in s.articles}
    rows = _rows(ordered, {c.article: "" for c in ordered} if stories is None else story_of)
    misread = _misread(rows)
    together = run_together({p.name: p.keys for p in rows.parts if p.kind == "PER"})
    nameless, people, bodies, places = _parted(rows, misread, together)
    order = {c.article: place for place, c in enumerate(ordered)}
    who: list[Who | None] = [None] * len(rows.mentions)
    for n in nameless:
        who[n] = Who(digest("actor", *rows.mentions[n]), (), False, ())
    blocks: dict[str, Block] = {}
    for some in _blocks(people, rows):
        if len(some) == 1:
            who[some[0]] = _only_one(some[0], rows)
            continue
        state = _state(some, rows)
        block = known.get(state)
        if block is None:
            block = _resolve_block([rows.mentions[n] for n in some], _bearers(some, rows), order)
        blocks[state] = block
        for each, those in block:
            for n in those:
                who[some[n]] = each
    _bodies(bodies, rows, who)
    _places(places, rows, who)
    # in the order of the articles, and within one always in the same
    return {m: each for m, each in zip(rows.mentions, who, strict=True) if each is not None}, blocks


@dataclass(frozen=True, slots=True)
class _Rows:
    """All names of all articles, in the order of time, a column each: there may be millions, and a number is looked up
    faster than three words. `places` are those of their articles in that order."""

    mentions: list[Mention]
    parts: list[Part]
    stories: list[str]
    months: list[date | None]
    places: list[int]


def _rows(ordered: Sequence[Cast], story_of: Mapping[str, str]) -> _Rows:
    rows = _Rows([], [], [], [], [])
    for place, cast in enumerate(ordered):
        article, parts = cast.article, cast.parts
        rows.parts.extend(parts)
        rows.mentions.extend([(article, p[0], p[1]) for p in parts])
        rows.stories.extend(repeat(story_of.get(article, article), len(parts)))
        rows.months.extend(repeat(cast.month, len(parts)))
        rows.places.extend(repeat(place, len(parts)))
    return rows


def cast_of(member: AnnotatedArticle) -> Cast:
    """Who takes part in an article."""
    found: dict[tuple[EntityType, str], list[Entity]] = defaultdict(list)
    for entity in member.annotations.entities:
        if is_mention(entity):
            found[entity.type, entity.name].append(entity)
    owners = [e for e in member.annotations.entities if e.type in ("GPE", "ORG") and not e.nominal]
    day = member.article.published.day if member.article.published else None
    parts = (
        Part(
            kind=kind,
            name=name,
            forms=tuple(sorted({even(e.text) for e in entities if not e.nominal})),
            named=any(is_named(e) for e in entities)
            and not (kind == "PER" and is_thing(member.article.text, entities)),
            proper=any(not e.nominal for e in entities),
            roles=tuple(sorted(_roles(member.article.text, entities, owners), key=str)) if kind == "PER" else (),
            keys=_keys(name) if kind == "PER" else (),
        )
        for (kind, name), entities in found.items()
    )
    return Cast(member.article.id, day.replace(day=1) if day else None, tuple(parts))


def is_mention(entity: Entity) -> bool:
    """True for what counts as a mention: no adjective ("russisch"), no part of another name, no page matter, and not a
    title alone."""
    if entity.in_furniture or entity.part or entity.adjectival or entity.type not in ACTS:
        return False
    return entity.type != "PER" or person_name(entity.name) is not None


def is_named(entity: Entity) -> bool:
    """True where the words are a name, or a description that a name was found for (*der Kremlchef*: Wladimir Putin)."""
    described = entity.nominal or entity.pronoun
    return not described or not even(entity.text).casefold().endswith(even(entity.name).casefold())


def _misread(rows: _Rows) -> dict[int, EntityType]:
    """Single names read as a person's where others in the story read a body or place, and nobody bears that family
    name."""
    # 1 what nobody calls a body or place is in no doubt
    persons = [n for n, mention in enumerate(rows.mentions) if mention[1] == "PER"]
    names = {rows.mentions[n][2] for n in persons}
    said: list[tuple[int, str]] = []
    for n, part in enumerate(rows.parts):
        kind, name, forms = part[0], part[1], part[2]
        if kind != "PER" and not (name not in names and names.isdisjoint(forms)):
            said += [(n, form) for form in (forms if name in forms else (*forms, name)) if form in names]
    names = {name for _, name in said}
    asked = {(rows.stories[n], name) for n in persons if (name := rows.mentions[n][2]) in names}
    votes: dict[tuple[str, str], dict[EntityType, int]] = {}
    for n, name in said:
        if (key := (rows.stories[n], name)) in asked:
            counted = votes.setdefault(key, {})
            counted[rows.parts[n].kind] = counted.get(rows.parts[n].kind, 0) + 1
    doubted = {key: counted for key, counted in votes.items() if sum(counted.values()) >= MISREAD}
    stories = {story for story, _ in doubted}
    # 2 nor what is somebody's family name in that story
    families: set[tuple[str, str]] = set()
    misread: dict[int, EntityType] = {}
    inside = [n for n in persons if rows.stories[n] in stories]
    for n in inside:
        person = person_name(rows.mentions[n][2])
        if person is not None and person.given:
            families.add((rows.stories[n], person.family))
    doubted = {key: counted for key, counted in doubted.items() if key not in families}
    for n in inside:
        key = rows.stories[n], rows.mentions[n][2]
        if key in doubted:
            misread[n] = _most(doubted[key])
    return misread


def _parted(
    rows: _Rows, misread: Mapping[int, EntityType], together: Container[str]
) -> tuple[list[int], list[int], list[int], list[int]]:
    """Those called a person who is never named, people, bodies and places; in one go, for there may be millions."""
    nameless: list[int] = []
    people: list[int] = []
    bodies: list[int] = []
    places: list[int] = []
    for n, part in enumerate(rows.parts):
        kind = part[0]
        if kind == "ORG":
            bodies.append(n)
        elif kind != "PER":
            places.append(n)
        elif not part.named or part.name in together:
            if misread.get(n) != "ORG":
                nameless.append(n)
        elif n not in misread:
            people.append(n)
        elif misread[n] != "ORG":
            places.append(n)
    bodies += [n for n, kind in misread.items() if kind == "ORG"]
    return nameless, people, bodies, places


def _most(votes: Mapping[EntityType, int]) -> EntityType:
    return min(votes, key=lambda kind: (-votes[kind], kind))


def _roles(text: str, entities: Iterable[Entity], owners: Sequence[Entity]) -> set[tuple[str, str | None]]:
    """What an article says that somebody is: descriptions (*der Kremlchef*), and titles in front of a name."""
    found = set()
    for entity in entities:
        for start, end in _places_of_role(text, entity):
            said = text[start:end].split()
            if said and role_in(said[-1]) is not None and not no_longer(said):
                found.add((said[-1], next((o.name for o in owners if start <= o.start < end), None)))
    return found


@lru_cache(maxsize=1 << 16)
def _held(word: str, owner: str | None, month: date | None) -> Held | None:
    role = role_in(word)
    return None if role is None else Held(role, owner, month)


def _places_of_role(text: str, entity: Entity) -> Iterator[tuple[int, int]]:
    """Where words stand that may say what somebody is: a description itself, the word in front of a name, over academic
    titles, and the one behind *als* (*Harms als Landrätin*)."""
    if entity.nominal:
        yield entity.start, entity.end
        return
    at = entity.start
    while (match := _WORD_BEFORE.search(text, max(0, at - LONGEST_WORD), at)) and match[1] in load_words("name_titles"):
        at = match.start(1)
    if match:
        yield match.span(1)
    if match := _AS.match(text, entity.end):
        yield match.span(1)


@lru_cache(maxsize=1 << 16)
def _keys(name: str) -> tuple[str, ...]:
    """The family name of a person, whichever way it is spelled."""
    person = person_name(name)
    if person is None:
        return ()
    scripts = (f"{script} {script_key(person.family, script)}" for script in sorted(scripts_of(person)))
    # one name may be parted otherwise (Soo-min, Soo Min)
    return (person.family_key, f"{WHOLE}{person.key}", *scripts)


def _blocks(people: Iterable[int], rows: _Rows) -> Iterator[list[int]]:
    """Mentions of people who have a key in common, or each one with the next."""
    parent: dict[str, str] = {}

    def top(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    by_keys: dict[tuple[str, ...], list[int]] = {}
    for n in people:
        by_keys.setdefault(rows.parts[n].keys, []).append(n)
    by_keys.pop((), None)
    for first, *more in by_keys:
        for key in more:
            parent[top(key)] = top(first)
    blocks: dict[str, list[list[int]]] = defaultdict(list)
    for keys, those in by_keys.items():
        blocks[top(keys[0])].append(those)
    for several in blocks.values():
        yield several[0] if len(several) == 1 else sorted(n for those in several for n in those)


def _only_one(mention: int, rows: _Rows) -> Who:
    """The person of a family name that one article has."""
    article, _, name = rows.mentions[mention]
    family, whole, *_ = rows.parts[mention].keys
    key = whole.removeprefix(WHOLE)
    return Who(digest("actor", "PER", key, article), (), has_given(name, family, key), ())


def _state(block: Iterable[int], rows: _Rows) -> str:
    """A digest of all that the people of a block rest on: their mentions in the order of time."""
    rests_on = [((m := rows.mentions[n])[0], m[2], rows.parts[n].roles, rows.months[n], rows.stories[n]) for n in block]
    return blake2b(msgspec.msgpack.encode(rests_on), digest_size=12).hexdigest()


def _bearers(block: Iterable[int], rows: _Rows) -> dict[Mention, Bearer]:
    bearers: dict[Mention, Bearer] = {}
    for n in block:
        mention = rows.mentions[n]
        name = person_name(mention[2])
        if name is not None:
            held = (_held(word, owner, rows.months[n]) for word, owner in rows.parts[n].roles)
            bearers[mention] = Bearer(name, frozenset(h for h in held if h), {rows.stories[n]})
    return bearers


@dataclass(slots=True)
class _Person:
    """Mentions taken together so far. `roles` and `stories` are the sets that `bearer` has: they only ever grow.
    `reasons` say why mentions are of this person, where the very name does not."""

    bearer: Bearer
    roles: set[Held]
    stories: set[str]
    mentions: list[Mention]
    reasons: dict[Mention, tuple[str, ...]]
    maybe: dict[str, None]


def _resolve_block(block: Sequence[Mention], bearers: Mapping[Mention, Bearer], order: Mapping[str, int]) -> Block:
    # 1 one name, spelled alike: one person, unless walks of life or offices part them
    persons = [p for same in _by_key(block, bearers) for p in _one_name(same, bearers, order)]
    full = [p for p in persons if _is_full(p.bearer.name)]
    short = [p for p in persons if not _is_full(p.bearer.name)]
    # 2 other spellings of a full name
    full = _join(full)
    # 3 initials and family names alone: to the one person of their story whom they fit
    rest = _attach(short, full)
    # 4 family names alone that share a role in a story
    by_story: dict[str, list[_Person]] = defaultdict(list)
    for each in rest:
        by_story[min(each.stories)].append(each)
    alone = [p for same in by_story.values() for p in _join(same)]
    at = {mention: n for n, mention in enumerate(block)}
    said = ((who, mentions) for p in (*full, *alone) for who, mentions in _said(p, order))
    return tuple((who, tuple(at[m] for m in mentions)) for who, mentions in said)


def _is_full(name: PersonName) -> bool:
    """True for a given name that is more than an initial."""
    return len("".join(name.given).replace(".", "")) > 1


def _attach(short: Sequence[_Person], full: Sequence[_Person]) -> list[_Person]:
    """Those of `short` that fit no person of their story, or more than one."""
    by_story: dict[str, list[_Person]] = defaultdict(list)
    for person in full:
        for story in person.stories:
            by_story[story].append(person)
    rest = []
    for each in short:
        # nobody of that name in the story: whom it might be is worth saying only if few bear it
        near = by_story[min(each.stories)] or (full if len(full) <= FEW_BEARERS else [])
        setting = Setting(only_bearer=len(near) == 1 and not near[0].stories.isdisjoint(each.stories))
        verdicts = [(compare_people(p.bearer, each.bearer, setting), p) for p in near]
        same = [(v, p) for v, p in verdicts if v.decision == "same"]
        if len(same) == 1:
            _take(same[0][1], each, same[0][0])
            continue
        each.maybe.update(dict.fromkeys(_label(p) for v, p in verdicts if v.decision != "different"))
        rest.append(each)
    return rest


def _by_key(block: Iterable[Mention], bearers: Mapping[Mention, Bearer]) -> Iterator[list[Mention]]:
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in block:
        groups[bearers[mention].name.key].append(mention)
    yield from groups.values()


def _one_name(same: Sequence[Mention], bearers: Mapping[Mention, Bearer], order: Mapping[str, int]) -> list[_Person]:
    """The people who bear one name. A full name is one person's unless roles part its bearers, story by story; a family
    name alone holds within its article."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in sorted(same, key=lambda m: (order[m[0]], m)):
        bearer = bearers[mention]
        groups[next(iter(bearer.stories)) if bearer.name.given else mention[0]].append(mention)
    persons = [_person(m, bearers) for m in groups.values()]
    if not bearers[same[0]].name.given or len(persons) == 1:
        return persons
    # those of whom roles are known first, so that one without roles finds its people
    return _join(sorted(persons, key=lambda p: not p.roles))


def _person(mentions: list[Mention], bearers: Mapping[Mention, Bearer]) -> _Person:
    roles = {h for m in mentions for h in bearers[m].roles}
    stories = {s for m in mentions for s in bearers[m].stories}
    return _Person(Bearer(bearers[mentions[0]].name, roles, stories), roles, stories, mentions, {}, {})


def _join(persons: Sequence[_Person]) -> list[_Person]:
    """One by one to the first person that it is the same as; kept apart where it is unsure, or the same as two who are
    not one."""
    joined: list[_Person] = []
    unsure: list[tuple[_Person, _Person]] = []
    for each in persons:
        alike = [p for p in joined if _may_meet(p.bearer, each.bearer)]
        if len(alike) == 1 and _only_named_alike(alike[0].bearer, each.bearer):
            _take(alike[0], each, ALIKE)
            continue
        verdicts = [(compare_people(p.bearer, each.bearer, _setting(p, each, joined)), p) for p in alike]
        same = _likeliest([(v, p) for v, p in verdicts if v.decision == "same"], each)
        if len(same) == 1:
            _take(same[0][1], each, same[0][0])
            continue
        unsure += [(person, each) for verdict, person in verdicts if verdict.decision != "different"]
        joined.append(each)
    for person, each in unsure:
        for one, other in ((person, each), (each, person)):
            # a stray bearer of the name casts no doubt on the one whom everybody means
            if one.bearer.name.key != other.bearer.name.key or len(one.stories) < WELL_KNOWN * len(other.stories):
                one.maybe[_label(other)] = None
    return joined


def _likeliest(same: Sequence[tuple[Verdict, _Person]], each: _Person) -> Sequence[tuple[Verdict, _Person]]:
    """Of several of one full name, for whom the most speaks, such as an office; else the one known far better."""
    if len(same) < 2 or not each.bearer.name.given or any(p.bearer.name.key != each.bearer.name.key for _, p in same):
        return same
    best = max(v.score for v, _ in same)
    first, *more = sorted((s for s in same if s[0].score == best), key=lambda s: -len(s[1].stories))
    known = len(first[1].stories) >= WELL_KNOWN * max((len(p.stories) for _, p in more), default=0)
    return [first] if known else same


def _may_meet(a: Bearer, b: Bearer) -> bool:
    """False where the names alone decide: most people of one family name have other given names."""
    return a.name.key == b.name.key or likeness_of_given(a.name.given, b.name.given) != "other"


def _only_named_alike(a: Bearer, b: Bearer) -> bool:
    """True for one full name where nothing else is known of one bearer: then the name decides, as most of the time."""
    return a.name.key == b.name.key and bool(a.name.given and b.name.given) and not (a.roles and b.roles)


def _take(person: _Person, other: _Person, verdict: Verdict) -> None:
    person.roles |= other.roles
    person.stories |= other.stories
    person.mentions += other.mentions
    person.reasons |= other.reasons
    if other.bearer.name.key != person.bearer.name.key:
        shown = " / ".join(dict.fromkeys((_label(person), _label(other))))
        first, *more = verdict.reasons
        why = f"{first}: {shown}", *more
        person.reasons |= {m: tuple(dict.fromkeys((*other.reasons.get(m, ()), *why))) for m in other.mentions}


def _setting(a: _Person, b: _Person, others: Iterable[_Person]) -> Setting:
    shared = a.stories & b.stories
    alone = all(p is a or p is b or p.stories.isdisjoint(shared) for p in others)
    return Setting(only_bearer=bool(shared) and alone)


def _label(person: _Person) -> str:
    return person.mentions[0][2]


def _key_of(mention: Mention) -> str:
    name = person_name(mention[2])
    return name.key if name is not None else ""


def _said(person: _Person, order: Mapping[str, int]) -> Iterator[tuple[Who, list[Mention]]]:
    """Who the mentions are of, those together that are so for the same reasons."""
    first = min(person.mentions, key=lambda m: (order[m[0]], m))
    alike = {m[0] for m in person.mentions if _key_of(m) == person.bearer.name.key}
    same_name = (f"{SAME_NAME}{_label(person)}",) if len(alike) > 1 else ()
    groups: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    for mention in person.mentions:
        groups[person.reasons.get(mention, ())].append(mention)
    # that another article has the same surname is nothing to tell
    maybe = tuple(m for m in sorted(person.maybe) if person.bearer.name.given or m != _label(person))
    # by how the first article has the name: more articles, with other forms of it, leave the id alone
    id_ = digest("actor", "PER", _key_of(first), first[0])
    sure = not maybe and bool(person.bearer.name.given)
    for reasons, mentions in groups.items():
        yield Who(id_, (*same_name, *reasons), sure, maybe), mentions


def _bodies(bodies: Sequence[int], rows: _Rows, who: list[Who | None]) -> None:
    named = [BodyNames(rows.mentions[n][2], (p := rows.parts[n]).forms, rows.stories[n], p.proper) for n in bodies]
    for group in same_bodies(named):
        members = [bodies[at] for at in group.members]
        first = rows.mentions[members[0]] if len(members) == 1 else _first(members, rows)
        several = len(members) > 1 and any(rows.places[n] != rows.places[members[0]] for n in members)
        reasons = (f"{SAME_NAME}{first[2]}",) if several else ()
        known = Who(digest("actor", "ORG", group.key, first[0]), reasons, not group.maybe, group.maybe)
        for n in members:
            who[n] = known
        for at, why in group.reasons.items():
            who[bodies[at]] = replace(known, reasons=(*reasons, why))


def _first(members: Sequence[int], rows: _Rows) -> Mention:
    """The first of the mentions in the earliest article."""
    place = rows.places[min(members)]
    return min(rows.mentions[n] for n in members if rows.places[n] == place)


@lru_cache(maxsize=1 << 17)
def _place(name: str) -> str:
    """The words of a name, however they are joined."""
    return " ".join(words_of(re.sub(r"[-‑–]", " ", name)))


def _places(places: Iterable[int], rows: _Rows, who: list[Who | None]) -> None:
    """Places of one name, whether a state or a region; one that only a common noun names (*der Landkreis*) holds
    within its story. `places` are in the order of time."""
    groups: dict[tuple[str, str], list[int]] = {}
    for n in places:
        part = rows.parts[n]
        groups.setdefault((_place(part.name), "" if part.proper else rows.stories[n]), []).append(n)
    for (words, _), members in groups.items():
        first = rows.mentions[members[0]] if len(members) == 1 else _first(members, rows)
        reasons = (f"{SAME_NAME}{first[2]}",) if rows.places[members[-1]] != rows.places[members[0]] else ()
        known = Who(digest("actor", "place", words, first[0]), reasons, True, ())
        for n in members:
            who[n] = known
