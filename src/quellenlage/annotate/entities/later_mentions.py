"""Which names in an article are one: short forms join the full name, and words that were a name once are one again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from quellenlage.annotate.entities.gazetteer import is_known_place
from quellenlage.annotate.entities.last_named import last_named
from quellenlage.annotate.entities.metonyms import speaks
from quellenlage.annotate.entities.model_names import head_kind
from quellenlage.annotate.entities.people import PersonName, families, gender_shown, spellings
from quellenlage.annotate.entities.readings import Reading
from quellenlage.annotate.entities.spellings import flagged
from quellenlage.annotate.entities.votes import heads_of_compounds
from quellenlage.annotate.tags import Tags
from quellenlage.annotate.words import Word, closed_class, is_german
from quellenlage.domain.annotations import By
from quellenlage.german.lexicon import load_words, word_class

_SHORTEST_SHORT_NAME = 4
"""Letters a body's short name needs: shorter ones are mostly something else."""
_LONGEST_SHORT_NAME = 12
"""Letters of a short name in brackets that is written like a word."""
_SHORTEST_GERMAN_FAMILY = 7
"""Letters of a family name that a German word with an article may be (der Kessel, but der Hufschmied?)."""
_SIGNS_OF_NOUN = frozenset(("der", "das", "ein", "eine", "einen", "einem", "des"))


def linked_names(words: Sequence[Word], tags: Tags, readings: Sequence[Reading]) -> list[Reading]:
    """The readings under the full names, and the later mentions that no step before found."""
    taken = [False] * len(words)
    for reading in readings:
        taken[reading.start : reading.end] = [True] * (reading.end - reading.start)
    people = [r.person for r in readings if r.person is not None]
    owners, spelled = families(people), _one_spelling(words, spellings(people))
    bodies = _short_names(words, readings)
    given = _given(people, spelled)
    genders = _genders(words, readings)
    # "Sprecherin Anna Tamm" and "Herr Tamm" are two: a bare "Tamm" tells not which
    split = {
        r.person.family
        for r in readings
        if r.person is not None and not r.person.full and _clashes(words, r, owners, genders)
    }
    linked = [
        r
        if r.person is not None
        and not r.person.full
        and (
            (r.person.family in split and not _fits(words, r, owners, genders))
            or of_a_family(words, r.start, r.person.family)
        )
        else _linked(r, owners, spelled, bodies, given)
        for r in readings
    ]
    owners = {family: None if family in split else name for family, name in owners.items()}
    linked += _marked(taken, _later_people(words, tags, taken, people, owners))
    linked += _marked(taken, _given_names(words, tags, taken, given))
    linked += _marked(taken, _later_bodies(words, tags, taken, linked, bodies))
    bearers: dict[str, set[str]] = defaultdict(set)
    for person in people:
        if person.full:
            bearers[person.family].add(spelled[person.parts])
    return flagged(last_named(words, tags, linked, bearers, genders))


def _genders(words: Sequence[Word], readings: Sequence[Reading]) -> dict[str, set[str]]:
    """Full names to the genders that titles and roles before them show."""
    genders: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        shown = gender_shown(words, reading.start)
        if reading.person is not None and reading.person.full and shown is not None:
            genders[reading.person.name].add(shown)
    return genders


def _clashes(
    words: Sequence[Word], reading: Reading, owners: Mapping[str, str | None], genders: Mapping[str, set[str]]
) -> bool:
    """True if the title before a family name shows another gender than those before the full name."""
    known = genders.get(owners.get(reading.person.family if reading.person else "") or "", set())
    shown = gender_shown(words, reading.start)
    return bool(known) and shown is not None and shown not in known


def _fits(
    words: Sequence[Word], reading: Reading, owners: Mapping[str, str | None], genders: Mapping[str, set[str]]
) -> bool:
    """True if the title before a family name shows the gender of the full name's."""
    known = genders.get(owners.get(reading.person.family if reading.person else "") or "", set())
    return gender_shown(words, reading.start) in known


def of_a_family(words: Sequence[Word], at: int, family: str) -> bool:
    """True where a family name is that of several people: *Familie Adler*, *die Adlers wollen klagen* (but not *die
    Adlers Kurs kritisiert*)."""
    before = words[at - 1].lower if at else ""
    if before in load_words("family_nouns"):
        return True
    after = words[at + 1] if at + 1 < len(words) else None
    return (
        before in word_class("before_families")
        and words[at].text == family + "s"
        and not (at > 1 and words[at - 2].text == ",")
        and not (after is not None and after.capital)
    )


def _marked(taken: list[bool], found: Iterator[Reading]) -> Iterator[Reading]:
    for reading in list(found):
        taken[reading.start : reading.end] = [True] * (reading.end - reading.start)
        yield reading


def _linked(
    reading: Reading,
    owners: Mapping[str, str | None],
    spelled: Mapping[tuple[str, ...], str],
    bodies: Mapping[str, str],
    given: Mapping[str, str],
) -> Reading:
    person = reading.person
    if person is not None:
        body = None if person.full or reading.by.model is None or person.family in owners else bodies.get(person.name)
        if body is not None:
            return replace(reading, name=body, type="ORG", person=None)
        if person.full:
            return replace(reading, name=spelled[person.parts])
        if person.family not in owners and person.name in given:
            return replace(reading, name=given[person.name])
        name = owners.get(person.family) or reading.name
        return replace(reading, name=name)
    full = bodies.get(reading.name)
    if full is not None and reading.type in ("ORG", "GPE", "LOC", "FAC") and reading.by.rule != "known name":
        return replace(reading, name=full, type="ORG")
    return reading


def _one_spelling(words: Sequence[Word], spelled: dict[tuple[str, ...], str]) -> dict[tuple[str, ...], str]:
    """*Di Cesare* under *Anna Di Cesare*; *Jan Rauls* and *Jan Raul*, where no Raul stands alone, under *Jan Rauls*."""
    forms = {w.text for w in words}
    names = set(spelled.values())
    ends: dict[str, set[str]] = defaultdict(set)
    for name in names:
        pieces = name.split()
        for first in range(1, len(pieces) - 1):
            ends[" ".join(pieces[first:])].add(name)
    found: dict[tuple[str, ...], str] = {}
    for parts, name in spelled.items():
        longer = ends.get(name, set())
        if len(longer) == 1:
            found[parts] = next(iter(longer))
        elif name + "s" in names and parts[-1] not in forms:
            found[parts] = name + "s"
        else:
            found[parts] = name
    return found


def _short_names(words: Sequence[Word], readings: Sequence[Reading]) -> dict[str, str]:
    """Short form to the one full name of a body: its first word, its end, the letters in brackets behind it."""
    owners: dict[str, set[str]] = defaultdict(set)
    names = {r.name for r in readings if r.type == "ORG"}
    for reading in readings:
        if reading.type != "ORG" or reading.by.rule == "known name":
            continue
        parts = reading.name.split()
        if len(parts) > 1:
            legal = parts[-1] in closed_class("legal_forms")
            known = legal or (parts[0] in names and not is_known_place(parts[-1]))
            if len(parts[0]) >= _SHORTEST_SHORT_NAME and not is_german(parts[0]) and known:
                owners[parts[0]].add(reading.name)
            # without the legal form (Nordbruk AG), without the head noun in front (Klinik Sankt Anna)
            owners[" ".join(parts[:-1])].add(reading.name) if legal else None
            behind = " ".join(parts[1:])
            if head_kind(parts[0]) is not None and behind.count(" "):
                owners[behind].add(reading.name)
        letters = _letters_behind(words, reading.end, reading.name)
        if letters is not None:
            owners[letters].add(reading.name)
    short = {form: next(iter(full)) for form, full in owners.items() if len(full) == 1 and len(form) > 1}
    # a full name may itself be short for a longer one (Nordbruk, Nordbruk Werke, Nordbruk Werke AG)
    return {form: short.get(full, full) for form, full in short.items()}


def _letters_behind(words: Sequence[Word], at: int, name: str | None = None) -> str | None:
    """The abbreviation that an article introduces in brackets behind a name."""
    if at + 2 < len(words) and words[at].text == "(" and words[at + 2].text in "),;":
        text = words[at + 1].text
        if 2 <= len(text) <= 6 and text.isalpha() and sum(c.isupper() for c in text) >= len(text) - 1:
            return text
        if text[0].isupper() and text.isalpha() and 3 <= len(text) <= _LONGEST_SHORT_NAME and not is_german(text):
            return text if name is not None and _made_of(text.lower(), name.lower()) else None
    return None


def _made_of(short: str, name: str) -> bool:
    """True if the letters of the short form stand in this order in the name, which begins as it does (Laubag:
    Lausitzer Braunkohle AG)."""
    rest = iter(name)
    return name[:2] == short[:2] and all(letter in rest for letter in short)


def _later_people(
    words: Sequence[Word],
    tags: Tags,
    taken: Sequence[bool],
    people: Sequence[PersonName],
    owners: Mapping[str, str | None],
) -> Iterator[Reading]:
    alone = {p.family for p in people if not p.full}
    for at, word in enumerate(words):
        if taken[at] or not word.capital:
            continue
        forms = (word.text, word.text.removesuffix("’"), word.text.removesuffix("s"))
        family = next((f for f in forms if f in owners or f in alone), None)
        if family is None or (
            word.first and is_german(word.text.lower()) and word.lower in load_words("function_words")
        ):
            continue
        german = is_german(family)
        if german and tags.tagged and not tags.naming(at):
            continue
        before = words[at - 1].lower if at else ""
        if german and not word.first and before in _SIGNS_OF_NOUN and len(family) < _SHORTEST_GERMAN_FAMILY:
            continue
        owner = None if of_a_family(words, at, family) else owners.get(family)
        name = owner or family
        reason = (
            "family name"
            if owner
            else "family name of more than one person"
            if family in owners
            else "family name alone"
        )
        yield Reading(at, at + 1, "PER", name, By(rule="later mention", reason=f"{reason}: {name}"))


def _given_names(
    words: Sequence[Word], tags: Tags, taken: Sequence[bool], given: Mapping[str, str]
) -> Iterator[Reading]:
    """*sagt Samir*, where the article also has *Samir Falk* and nobody else of that first name."""
    for at, word in enumerate(words):
        name = given.get(word.text)
        after = words[at + 1] if at + 1 < len(words) else None
        if name is None or taken[at] or (after is not None and after.capital) or not speaks(words, tags, at, at + 1):
            continue
        yield Reading(at, at + 1, "PER", name, By(rule="later mention", reason=f"first name: {name}"))


def _given(people: Sequence[PersonName], spelled: Mapping[tuple[str, ...], str]) -> dict[str, str]:
    """First names to the one full name in the article that begins with it."""
    owners: dict[str, set[str]] = defaultdict(set)
    for person in people:
        if person.full and person.reason in ("first name", "read as a name: PER"):
            owners[person.parts[0]].add(spelled[person.parts])
    return {first: next(iter(names)) for first, names in owners.items() if len(names) == 1}


def _later_bodies(
    words: Sequence[Word],
    tags: Tags,
    taken: Sequence[bool],
    readings: Sequence[Reading],
    short: Mapping[str, str],
) -> Iterator[Reading]:
    """A single word that names a body or place elsewhere in the article, or is short for one."""
    known: dict[str, Reading] = {}
    for head, compound in heads_of_compounds(words).items():
        if not is_german(head) and head not in load_words("first_names"):
            by = By(rule="later mention", reason=f"named in a compound: {compound}")
            known[head] = Reading(0, 1, "ORG", head, by)
    for reading in readings:
        if reading.end - reading.start == 1 and reading.type in ("ORG", "GPE", "LOC", "FAC") and not reading.part:
            known[words[reading.start].text] = known[reading.name] = reading
    for at, word in enumerate(words):
        if taken[at] or not word.capital:
            continue
        form = next((f for f in (word.text, word.text.removesuffix("s")) if f in short or f in known), None)
        if form is None or (is_german(form) and not (tags.tagged and tags.naming(at))):
            continue
        if form in short:
            name = short[form]
            yield Reading(at, at + 1, "ORG", name, By(rule="later mention", reason=f"short name: {name}"))
        elif known[form].by.rule != "known name":
            found = known[form]
            if found.by.reason.startswith("named in a compound"):
                yield replace(found, start=at, end=at + 1)
                continue
            yield Reading(
                at, at + 1, found.type, found.name, By(rule="later mention", reason=f"named before: {found.name}")
            )
