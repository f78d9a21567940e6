"""Names that were read as a person's, and are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from quellenlage.compare.casts import FAMILY, FLAGS, GIVEN, KEY, NAME, NOBODY, PERSON, UNNAMED, Part
from quellenlage.compare.name_rows import NameRows, among
from quellenlage.compare.namesakes import run_together
from quellenlage.domain.annotations import EntityType
from quellenlage.german.person_names import person_name

MISREAD = 2
"""Articles of a story that call a body or place so, for one that reads the single name as a person's to be wrong."""


def misread_in(names: NameRows) -> dict[int, EntityType]:
    """The rows of single names read as a person's where others in the story read a body or place, and nobody bears that
    family name; each with what it is taken for."""
    kinds = names.kinds
    persons = np.flatnonzero((kinds == UNNAMED) | (kinds == PERSON) | (kinds == NOBODY))
    # 1 what nobody calls a body or place is in no doubt
    called = names.called
    said = np.flatnonzero(among(called.marks[:, 0], names.columns[NAME][persons]))
    keys, counts = np.unique(called.marks[said, 0] ^ names.story_marks[called.rows[said]], return_counts=True)
    asked = persons[among(names.columns[NAME][persons] ^ names.story_marks[persons], keys[counts >= MISREAD])]
    # 2 the stories in which something may be
    stories = among(names.story_marks, names.story_marks[asked])
    found: dict[str, list[tuple[int, Part]]] = {}
    for row in np.flatnonzero(stories).tolist():
        found.setdefault(names.story(row), []).append((row, names.part(row)))
    return {row: kind for rows in found.values() for row, kind in _misread(rows).items()}


def _misread(rows: Sequence[tuple[int, Part]]) -> dict[int, EntityType]:
    """The same of one story."""
    persons = [(row, part) for row, part in rows if part.kind == "PER"]
    names = {part.name for _, part in persons}
    votes: dict[str, dict[EntityType, int]] = {}
    for _, part in rows:
        if part.kind != "PER":
            for form in names.intersection((part.name, *part.forms)):
                counted = votes.setdefault(form, {})
                counted[part.kind] = counted.get(part.kind, 0) + 1
    known = [person for name in names if (person := person_name(name)) is not None and person.given]
    families = {person.family for person in known}
    doubted = {n: counted for n, counted in votes.items() if sum(counted.values()) >= MISREAD and n not in families}
    return {row: _most(doubted[part.name]) for row, part in persons if part.name in doubted}


def _most(votes: Mapping[EntityType, int]) -> EntityType:
    return min(votes, key=lambda kind: (-votes[kind], kind))


def joined_in(names: NameRows) -> frozenset[str]:
    """The names that two people's were run together to (`namesakes.run_together`)."""
    kinds = names.kinds
    known = np.flatnonzero(((kinds == UNNAMED) | (kinds == PERSON)) & (names.columns[FLAGS] & np.uint64(GIVEN) != 0))
    _, first = np.unique(names.columns[NAME][known], return_index=True)
    known = known[first]
    # those of whose first words somebody is called, and who bears the last one
    joined = names.joined
    likely = among(joined.rows, known) & among(joined.marks[:, 0], names.columns[KEY][known])
    likely &= among(joined.marks[:, 1], names.columns[FAMILY][known])
    if not likely.any():
        return frozenset()
    wanted = np.zeros(len(known), np.bool_)
    wanted |= among(known, joined.rows[likely])
    wanted |= among(names.columns[KEY][known], joined.marks[likely, 0])
    wanted |= among(names.columns[FAMILY][known], joined.marks[likely, 1])
    return run_together({part.name: part.keys for part in map(names.part, known[wanted].tolist())})
