"""Names in one article that look like two spellings of one, flagged and not merged: whether Selenski is Selenskyj, and
whether *Kim Jong II* is a slip for *Kim Jong Il*, a reader decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from quellenlage.annotate.entities.readings import Reading
from quellenlage.german.lexicon import load_words
from quellenlage.german.person_names import PersonName, likeness_of_given, person_name, script_key, scripts_of

_SCRIPTS = ("arabic", "cyrillic")


def flagged(readings: Sequence[Reading]) -> list[Reading]:
    """The readings; the reason of a person's name that is spelled much like another one's says whose."""
    people = sorted({r.name for r in readings if r.type == "PER" and not r.part})
    like = _likenesses(people)
    return [_with_reason(r, like) if r.type == "PER" and not r.part else r for r in readings]


def _with_reason(reading: Reading, like: dict[str, str]) -> Reading:
    slip = _slip(reading.name)
    if slip is not None:
        return replace(reading, by=replace(reading.by, reason=f"may be a slip for: {slip}"))
    other = like.get(reading.name)
    return reading if other is None else replace(reading, by=replace(reading.by, reason=f"spelled much like: {other}"))


def _slip(name: str) -> str | None:
    """*Kim Jong II* for *Kim Jong Il*: capitals where a Korean given name has a small l."""
    parts = name.split()
    if len(parts) < 3 or parts[-1] != "II" or parts[0] not in load_words("family_names_first"):
        return None
    return " ".join([*parts[:-1], "Il"])


def _likenesses(names: Sequence[str]) -> dict[str, str]:
    """Name to the full name that it may be another spelling of; none where there are two."""
    by_key: dict[tuple[str, str], set[str]] = defaultdict(set)
    full: dict[str, PersonName] = {}
    for name in names:
        person = person_name(name)
        if person is None or not person.given:
            continue
        full[name] = person
        for script in sorted(scripts_of(person)):
            by_key[script, script_key(person.family, script)].add(name)
    found: dict[str, str] = {}
    for name in names:
        person = person_name(name)
        if person is None:
            continue
        others = {
            other
            for script in (_SCRIPTS if not person.given else sorted(scripts_of(person)))
            for other in by_key.get((script, script_key(person.family, script)), ())
            if other != name and _may_be(person, full[other])
        }
        if len(others) == 1:
            found[name] = others.pop()
    return found


def _may_be(name: PersonName, other: PersonName) -> bool:
    if not name.given:
        return name.family_key != other.family_key
    given = likeness_of_given(name.given, other.given)
    return given in ("same", "spelled otherwise") and name.key != other.key
