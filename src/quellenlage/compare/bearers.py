"""Which bearers of one family name, in any spelling, are one person: the mentions of a corpus that may be, looked at
together. Never by surname alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from quellenlage.compare.bodies import Mention
from quellenlage.compare.casts import Part
from quellenlage.compare.people import SAME_PERSON, Bearer, Held, Setting, Verdict, compare_people
from quellenlage.domain.identity import digest
from quellenlage.german.person_names import PersonName, likeness_of_given, person_name
from quellenlage.german.roles import role_in

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


class Named(NamedTuple):
    """A mention of a person, and in which story and month it stands."""

    article: str
    part: Part
    story: str
    month: date | None

    @property
    def mention(self) -> Mention:
        """Article, type and name."""
        return self.article, self.part.kind, self.part.name


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


def resolve_block(those: Sequence[Named]) -> Block:
    """Who the mentions of one family name are of, given in the order of time."""
    block = [each.mention for each in those]
    bearers = dict(_bearers(those))
    order = {article: n for n, article in enumerate(dict.fromkeys(m[0] for m in block))}
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
    # joined as sets, which know the hashes of what they hold
    roles: set[Held] = set().union(*(bearers[m].roles for m in mentions))
    stories: set[str] = set().union(*(bearers[m].stories for m in mentions))
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


def _bearers(those: Sequence[Named]) -> Iterator[tuple[Mention, Bearer]]:
    roles: dict[tuple[int, date | None], frozenset[Held]] = {}
    for each in those:
        name = person_name(each.part.name)
        if name is not None:
            # what several articles say alike is one object (`NameRows.people`), and there as long as `those` are
            what = id(each.part), each.month
            if what not in roles:
                held = (_held(word, owner, each.month) for word, owner in each.part.roles)
                roles[what] = frozenset(h for h in held if h)
            yield each.mention, Bearer(name, roles[what], {each.story})


@lru_cache(maxsize=1 << 16)
def _held(word: str, owner: str | None, month: date | None) -> Held | None:
    role = role_in(word)
    return None if role is None else Held(role, owner, month)
