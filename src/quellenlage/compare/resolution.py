"""Who is who across the articles of a corpus: which mentions are one person, body or place.

A corpus has hundreds of thousands of mentions, and what most of them are follows from a comparison of numbers: the same
key, or the same key in the same story. So mentions are rows of columns, gone through all at once; names are read where
people of one family name, or bodies with a short name, must be looked at, and of the articles that are asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import pairwise

import numpy as np

from quellenlage.compare.bearers import NO_BLOCKS, Block, Blocks, Who, resolve_block
from quellenlage.compare.bodies import BodyNames, Mention, bodies_in
from quellenlage.compare.casts import (
    BODY,
    FAMILY,
    FLAGS,
    ID,
    KEY,
    NAME,
    ONE_OF_ALL,
    PERSON,
    PLACE,
    PROPER,
    UNNAMED,
    Cast,
    cast_of,
    mark_of,
    nameless,
    number_of_body,
    row_of,
)
from quellenlage.compare.misread import joined_in, misread_in
from quellenlage.compare.name_rows import Marks, NameRows, Rows, among, laid_out
from quellenlage.compare.order import in_order
from quellenlage.compare.resolved import Group, Resolved
from quellenlage.domain.annotations import AnnotatedArticle, EntityType
from quellenlage.domain.dossier import Story


def resolve_actors(articles: Sequence[AnnotatedArticle], stories: Sequence[Story] | None) -> dict[Mention, Who]:
    """For every name of every article who bears it. Without `stories` all articles are one story.

    Full names meet across the corpus, short ones within a story and only if a role or the article's own usage supports
    it; what stays unsure stays apart and says whom it might be. Near-linear: only bearers of one family name, in any
    spelling, are compared.
    """
    return resolve([cast_of(a) for a in in_order(articles)], stories)[0].everybody()


def resolve(
    ordered: Sequence[Cast], stories: Sequence[Story] | None, known: Blocks = NO_BLOCKS
) -> tuple[Resolved, dict[str, Block]]:
    """The same from the casts of the articles, in the order of time, and the blocks of bearers of one family name.
    `known` are those of an earlier time: a block in which nothing is new is not resolved again."""
    story_of = {} if stories is None else {a: s.id for s in stories for a in s.articles}
    names = laid_out(ordered, {c.article: "" for c in ordered} if stories is None else story_of)
    # 1 what is no person, though it was read as one
    misread = misread_in(names)
    kinds = _kinds(names, misread)
    found = Resolved(names, kinds, names.columns[ID])
    # 2 people, family name by family name; one whom a single article names is nobody else
    states = names.states
    rows = [
        (blake2b(states[some].tobytes(), digest_size=12).hexdigest(), some)
        for some in _blocks(names, np.flatnonzero(kinds == PERSON))
    ]
    blocks = {state: known.get(state) or resolve_block(names.people(some)) for state, some in rows}
    found.take_blocks([(some, blocks[state]) for state, some in rows])
    # 3 bodies, and places
    _bodies(names, np.flatnonzero(kinds == BODY), misread, found)
    _places(names, np.flatnonzero(kinds == PLACE), found)
    return found, blocks


def _kinds(names: NameRows, misread: Mapping[int, EntityType]) -> Marks:
    """What each row is, when it is known what was misread. The columns of such rows become those of what they are."""
    kinds, columns = names.kinds, names.columns
    together = joined_in(names)
    if together:
        marks = np.fromiter(map(mark_of, sorted(together)), np.uint64)
        persons = np.flatnonzero((kinds == PERSON) & among(columns[NAME], marks))
        kinds[persons] = UNNAMED
        for row in persons.tolist():
            columns[ID, row] = nameless(names.article(row), names.part(row))
    for row, kind in misread.items():
        if kind == "ORG" or kinds[row] != UNNAMED:
            columns[:, row] = row_of(names.article(row), names.part(row), kind)
            kinds[row] = BODY if kind == "ORG" else PLACE
    return kinds


def _blocks(names: NameRows, people: Rows) -> Iterator[Rows]:
    """Mentions of people who have a key in common, or each one with the next; in the order of time."""
    if not len(people):
        return
    _, first, which = np.unique(names.columns[NAME][people], return_index=True, return_inverse=True)
    ones = people[first]
    # 1 the keys of each name
    spelled = np.flatnonzero(among(names.spelled.rows, ones))
    name = np.arange(len(ones))
    name_of = np.concatenate([name, name, np.searchsorted(people, names.spelled.rows[spelled])])
    name_of[2 * len(ones) :] = which[name_of[2 * len(ones) :]]
    keys = (names.columns[FAMILY][ones], names.columns[KEY][ones], names.spelled.marks[spelled, 0])
    _, key_of = np.unique(np.concatenate(keys), return_inverse=True)
    # 2 the least name that shares a key with it, or with one that does
    least: Rows = name
    before: Rows | None = None
    while before is None or not np.array_equal(least, before):
        before = least
        by_key = np.full(int(key_of.max()) + 1, len(ones))
        np.minimum.at(by_key, key_of, least[name_of])
        least = least.copy()
        np.minimum.at(least, name_of, by_key[key_of])
        least = least[least]
    # 3 their mentions
    group = least[which]
    order = np.argsort(group, kind="stable")
    bounds = np.flatnonzero(np.diff(group[order], prepend=-1, append=-1))
    rows = people[order]
    for start, end in pairwise(bounds.tolist()):
        if end - start > 1:
            yield rows[start:end]


def _bodies(names: NameRows, bodies: Rows, misread: Iterable[int], found: Resolved) -> None:
    """A long name is one body's wherever it stands; a name that is one noun for a kind of body, what is only described,
    and a short name hold within their story."""
    if not len(bodies):
        return
    flags, keys, marks = names.columns[FLAGS][bodies], names.columns[KEY][bodies], names.story_marks[bodies]
    # 1 most stories have no name that may be short for another
    in_story = keys ^ marks
    order = np.argsort(in_story, kind="stable")
    opens = np.append(True, in_story[order][1:] != in_story[order][:-1])
    group, begins = np.cumsum(opens) - 1, np.flatnonzero(opens)
    everywhere = np.bitwise_or.reduceat(flags[order], begins) & np.uint64(PROPER) != 0
    everywhere &= flags[order][begins] & np.uint64(ONE_OF_ALL) != 0
    scopes = in_story.copy()
    scopes[order] = np.where(everywhere[group], keys[order], in_story[order])
    # 2 the others name by name
    why: dict[int, str] = {}
    maybe: dict[int, dict[str, None]] = defaultdict(dict)
    doubted = among(marks, names.story_marks[np.append(_linked(names), np.fromiter(misread, np.int64))])
    for _, some in sorted(_by_story(names, np.flatnonzero(doubted), bodies).items()):
        parts = [names.part(int(bodies[at])) for at in some]
        for called in bodies_in([BodyNames(p.name, p.forms, p.proper) for p in parts]):
            key = np.uint64(mark_of(called.key))
            for at in (some[n] for n in called.members):
                row = int(bodies[at])
                scopes[at] = key if called.holds_everywhere else key ^ marks[at]
                if called.why:
                    why[row] = called.why
                    names.columns[ID, row] = number_of_body(called.key, names.article(row))
            if called.maybe:
                maybe[int(scopes[some[called.members[0]]])].update(dict.fromkeys(called.maybe))
    found.take_groups(bodies, scopes)
    told = {row: Group(words, ()) for row, words in why.items()}
    for at in np.flatnonzero(among(scopes, maybe)).tolist():
        row = int(bodies[at])
        told[row] = Group(why.get(row), tuple(maybe[int(scopes[at])]))
    found.tell_groups(told)


def _linked(names: NameRows) -> Rows:
    """Rows of bodies that could be met by a name by which another one of their story could, too."""
    met = names.aliases.marks[:, 0] ^ names.story_marks[names.aliases.rows]
    order = np.argsort(met, kind="stable")
    rows, met = names.aliases.rows[order], met[order]
    keys = names.columns[KEY][rows]
    found: Rows = rows[1:][(met[1:] == met[:-1]) & (keys[1:] != keys[:-1])]
    return found


def _by_story(names: NameRows, places: Rows, rows: Rows) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at in places.tolist():
        found.setdefault(names.story(int(rows[at])), []).append(at)
    return found


def _places(names: NameRows, places: Rows, found: Resolved) -> None:
    """Places of one name, whether a state or a region; one that only a common noun names (*der Landkreis*) holds
    within its story."""
    keys = names.columns[KEY][places]
    proper = names.columns[FLAGS][places] & np.uint64(PROPER) != 0
    found.take_groups(places, np.where(proper, keys, keys ^ names.story_marks[places]))
