"""Who is who across the articles of a corpus: which mentions are one person, body or place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import msgspec

from quellenlage.compare.bodies import BodyNames, Mention, same_bodies
from quellenlage.compare.namesakes import is_thing, run_together
from quellenlage.compare.order import in_order
from quellenlage.compare.people import Bearer, Held, Setting, Verdict, compare_people
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
SAME_NAME = "same name: "
"""Begins the reason that several articles have a name."""
LONGEST_WORD = 60
"""Letters looked at in front of a name."""

_WORD_BEFORE = re.compile(r"(?<![\w-])(\w[\w.-]*)[ \u00a0\n]+\Z")
_AS = re.compile(r" als (?:[a-zäöüß]+ )?([A-ZÄÖÜ][\w-]+)")


@dataclass(frozen=True, slots=True)
class Who:
    """One person, body or place of the corpus. `maybe` names whom else it might be."""

    id: str
    reasons: tuple[str, ...]
    sure: bool
    maybe: tuple[str, ...]


Block = tuple[tuple[Who, tuple[int, ...]], ...]
"""The people of one family name: who each is, and which of the mentions of that family name, in the order of time."""
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
    story_of = {c.article: "" for c in ordered} if stories is None else {a: s.id for s in stories for a in s.articles}
    found: dict[Mention, Part] = {(c.article, p.kind, p.name): p for c in ordered for p in c.parts}
    misread = _misread(found, story_of)
    together = run_together({m[2]: None for m in found if m[1] == "PER"})
    nameless, people, bodies, places = _parted(found, misread, together)
    month = {c.article: c.month for c in ordered}
    order = {c.article: place for place, c in enumerate(ordered)}
    who = {m: Who(digest("actor", *m), (), False, ()) for m in nameless}
    blocks: dict[str, Block] = {}
    for mentions in _blocks(people):
        state = _state(mentions, people, month, story_of)
        block = known.get(state)
        if block is None:
            block = _resolve_block(mentions, _bearers(mentions, people, month, story_of), order)
        blocks[state] = block
        who |= {mentions[n]: each for each, places in block for n in places}
    who |= _bodies(bodies, story_of, order)
    who |= _places(places, story_of)
    # in the order of the articles, and within one always in the same
    return {m: each for m in found if (each := who.get(m)) is not None}, blocks


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


def _misread(found: Mapping[Mention, Part], story_of: Mapping[str, str]) -> dict[Mention, EntityType]:
    """Single names read as a person's where others in the story read a body or place, and nobody bears that family
    name."""
    # 1 what nobody calls a body or place is in no doubt
    asked = {(story_of.get(article, article), name) for article, kind, name in found if kind == "PER"}
    names = {name for _, name in asked}
    votes: dict[tuple[str, str], dict[EntityType, int]] = {}
    for (article, kind, name), part in found.items():
        if kind != "PER":
            story = story_of.get(article, article)
            for form in part.forms if name in part.forms else (*part.forms, name):
                if form in names and (story, form) in asked:
                    counted = votes.setdefault((story, form), {})
                    counted[kind] = counted.get(kind, 0) + 1
    doubted = {key: counted for key, counted in votes.items() if sum(counted.values()) >= MISREAD}
    stories = {story for story, _ in doubted}
    # 2 nor what is somebody's family name in that story
    families: set[tuple[str, str]] = set()
    misread: dict[Mention, EntityType] = {}
    inside = [(m, story) for m in found if m[1] == "PER" and (story := story_of.get(m[0], m[0])) in stories]
    for mention, story in inside:
        person = person_name(mention[2])
        if person is not None and person.given:
            families.add((story, person.family))
    doubted = {key: counted for key, counted in doubted.items() if key not in families}
    for mention, story in inside:
        if (story, mention[2]) in doubted:
            misread[mention] = _most(doubted[story, mention[2]])
    return misread


def _parted(
    found: Mapping[Mention, Part], misread: Mapping[Mention, EntityType], together: Container[str]
) -> tuple[list[Mention], dict[Mention, Part], dict[Mention, Part], dict[Mention, Part]]:
    """Those called a person who is never named, people, bodies and places; in one go, for there may be millions."""
    nameless: list[Mention] = []
    people: dict[Mention, Part] = {}
    bodies: dict[Mention, Part] = {}
    places: dict[Mention, Part] = {}
    for mention, part in found.items():
        kind = mention[1]
        if kind == "ORG":
            bodies[mention] = part
        elif kind != "PER":
            places[mention] = part
        elif not part.named or mention[2] in together:
            if misread.get(mention) != "ORG":
                nameless.append(mention)
        elif mention not in misread:
            people[mention] = part
        elif misread[mention] != "ORG":
            places[mention] = part
    bodies |= {m: found[m] for m, kind in misread.items() if kind == "ORG"}
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
    return (person.family_key, f"whole {person.key}", *scripts)


def _blocks(people: Mapping[Mention, Part]) -> Iterator[list[Mention]]:
    """Mentions of people who have a key in common, or each one with the next."""
    parent: dict[str, str] = {}

    def top(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    for first, *more in sorted({part.keys for part in people.values() if part.keys}):
        for key in more:
            parent[top(key)] = top(first)
    blocks: dict[str, list[Mention]] = defaultdict(list)
    known: dict[str, str] = {}
    for mention, part in people.items():
        if part.keys:
            key = part.keys[0]
            if key not in known:
                known[key] = top(key)
            blocks[known[key]].append(mention)
    yield from blocks.values()


def _state(
    block: Sequence[Mention],
    people: Mapping[Mention, Part],
    month: Mapping[str, date | None],
    story_of: Mapping[str, str],
) -> str:
    """A digest of all that the people of a block rest on: their mentions in the order of time."""
    rests_on = [(m[0], m[2], people[m].roles, month[m[0]], story_of.get(m[0])) for m in block]
    return blake2b(msgspec.msgpack.encode(rests_on), digest_size=12).hexdigest()


def _bearers(
    block: Iterable[Mention],
    people: Mapping[Mention, Part],
    month: Mapping[str, date | None],
    story_of: Mapping[str, str],
) -> dict[Mention, Bearer]:
    bearers: dict[Mention, Bearer] = {}
    for mention in block:
        name = person_name(mention[2])
        if name is not None:
            held = (_held(word, owner, month[mention[0]]) for word, owner in people[mention].roles)
            bearers[mention] = Bearer(name, frozenset(h for h in held if h), {story_of.get(mention[0], mention[0])})
    return bearers


@dataclass(slots=True)
class _Person:
    """Mentions taken together so far. `roles` and `stories` are the sets that `bearer` has: they only ever grow."""

    bearer: Bearer
    roles: set[Held]
    stories: set[str]
    mentions: list[Mention]
    reasons: dict[str, None]
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
    return tuple((_said(p, order), tuple(at[m] for m in p.mentions)) for p in (*full, *alone))


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


def _take(person: _Person, other: _Person, verdict: Verdict) -> None:
    person.roles |= other.roles
    person.stories |= other.stories
    person.mentions += other.mentions
    if other.bearer.name.key != person.bearer.name.key:
        shown = " / ".join(dict.fromkeys((_label(person), _label(other))))
        first, *more = verdict.reasons
        person.reasons.update(dict.fromkeys((f"{first}: {shown}", *more)))


def _setting(a: _Person, b: _Person, others: Iterable[_Person]) -> Setting:
    shared = a.stories & b.stories
    alone = all(p is a or p is b or p.stories.isdisjoint(shared) for p in others)
    return Setting(only_bearer=bool(shared) and alone)


def _label(person: _Person) -> str:
    return person.mentions[0][2]


def _key_of(mention: Mention) -> str:
    name = person_name(mention[2])
    return name.key if name is not None else ""


def _said(person: _Person, order: Mapping[str, int]) -> Who:
    first = min(person.mentions, key=lambda m: (order[m[0]], m))
    alike = {m[0] for m in person.mentions if _key_of(m) == person.bearer.name.key}
    reasons = dict(person.reasons)
    if len(alike) > 1:
        reasons = {f"{SAME_NAME}{_label(person)}": None} | reasons
    # that another article has the same surname is nothing to tell
    maybe = tuple(m for m in sorted(person.maybe) if person.bearer.name.given or m != _label(person))
    return Who(
        # by how the first article has the name: more articles, with other forms of it, leave the id alone
        id=digest("actor", "PER", _key_of(first), first[0]),
        reasons=tuple(reasons),
        sure=not maybe and bool(person.bearer.name.given),
        maybe=maybe,
    )


def _bodies(
    bodies: Mapping[Mention, Part], story_of: Mapping[str, str], order: Mapping[str, int]
) -> dict[Mention, Who]:
    named = {
        m: BodyNames(
            name=m[2],
            forms=part.forms,
            story=story_of.get(m[0], m[0]),
            proper=part.proper,
        )
        for m, part in bodies.items()
    }
    who: dict[Mention, Who] = {}
    for group in same_bodies(named):
        first, *more = group.members
        if more:
            first = min(group.members, key=lambda m: (order[m[0]], m))
        articles = {m[0] for m in group.members}
        reasons = (*((f"{SAME_NAME}{first[2]}",) if len(articles) > 1 else ()), *group.reasons)
        known = Who(digest("actor", "ORG", group.key, first[0]), reasons, not group.maybe, group.maybe)
        who |= dict.fromkeys(group.members, known)
    return who


@lru_cache(maxsize=1 << 16)
def _place(name: str) -> str:
    """The words of a name, however they are joined."""
    return " ".join(words_of(re.sub(r"[-‑–]", " ", name)))


def _places(places: Mapping[Mention, Part], story_of: Mapping[str, str]) -> dict[Mention, Who]:
    """Places of one name, whether a state or a region; one that only a common noun names (*der Landkreis*) holds
    within its story. `places` are in the order of time."""
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention, part in places.items():
        groups[_place(mention[2]), "" if part.proper else story_of.get(mention[0], mention[0])].append(mention)
    who: dict[Mention, Who] = {}
    for (words, _), members in groups.items():
        _, those = next(groupby(members, key=itemgetter(0)))
        first = min(those)
        reasons = (f"{SAME_NAME}{first[2]}",) if members[-1][0] != first[0] else ()
        who |= dict.fromkeys(members, Who(digest("actor", "place", words, first[0]), reasons, True, ()))
    return who
