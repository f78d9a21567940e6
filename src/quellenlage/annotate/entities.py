"""Who and what an article names: people, organisations, states, places, with the name by which the article knows them.

Rules and word lists, precise first: a capitalised word that nothing marks as a name is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from quellenlage.annotate.cues import is_speech_form
from quellenlage.annotate.gazetteer import Known, adjective, inhabitant, is_ambiguous, known_names, seat_of_government
from quellenlage.annotate.organisations import organisation_names
from quellenlage.annotate.people import PersonName, families, person_names, spellings
from quellenlage.annotate.roles import role_phrases
from quellenlage.annotate.words import Word, closed_class, hull, is_german, is_media_noun, words_of
from quellenlage.domain.annotations import By, Entity, Layout
from quellenlage.domain.article import Article
from quellenlage.german.lexicon import load_words

_PLACE_PREPOSITIONS = frozenset(("in", "aus", "nach", "nahe", "bei"))
_SHORTEST_SHORT_NAME = 4
"""Letters a company's short name needs: shorter ones are mostly something else."""


def find_entities(article: Article, doc: Doc, layout: Layout) -> tuple[Entity, ...]:
    """The mentions in text order; nested ones (*Ukraine* in *Ukraine-Krieg*) come after what holds them."""
    words = words_of(doc)
    taken = [False] * len(words)
    found: list[Entity] = []
    # 1 names known beforehand
    found += _mark(taken, _known(words))
    # 2 organisations by their shape
    bodies = list(_mark(taken, _organisations(words, taken)))
    found += bodies
    found += _mark(taken, _later_companies(words, taken, bodies))
    # 3 people, and the later mentions of them
    people = list(person_names(words, taken))
    for person in people:
        taken[person.start : person.end] = [True] * (person.end - person.start)
    owners, spelled = families(people), spellings(people)
    found += (_person(words, person, owners, spelled) for person in people)
    found += _mark(taken, _later_mentions(words, taken, people, owners))
    found += _mark(taken, _given_names(words, taken, people, spelled))
    # 4 places by their context
    found += _mark(taken, _places(words, taken))
    # 5 what belongs to a state, and names inside compounds
    found += _mark(taken, _adjectives(words, taken))
    found += _parts(words, taken, {e.text: e for e in found if not e.adjectival})
    # 6 descriptions of somebody by his role
    found += role_phrases(words, found)
    return tuple(_finished(article, layout, found))


def _finished(article: Article, layout: Layout, found: Sequence[Entity]) -> Iterator[Entity]:
    unique = {(e.start, e.end): e for e in reversed(found)}
    for entity in sorted(unique.values(), key=lambda e: (e.start, -e.end)):
        span = entity.span
        yield replace(entity, text=span.of(article.text), in_furniture=layout.in_furniture(span))


def _mark(taken: list[bool], entities: Iterator[tuple[int, int, Entity]]) -> Iterator[Entity]:
    """The entities, their words marked as taken."""
    for start, end, entity in list(entities):
        taken[start:end] = [True] * (end - start)
        yield entity


def _entity(words: Sequence[Word], start: int, end: int, known: Known, rule: str, reason: str) -> Entity:
    span = hull(list(words[start:end]), 0, end - start)
    text = " ".join(w.text for w in words[start:end])
    return Entity(
        start=span.start, end=span.end, text=text, type=known.type, name=known.name, by=By(rule=rule, reason=reason)
    )


def _known(words: Sequence[Word]) -> Iterator[tuple[int, int, Entity]]:
    for start, end, known in known_names(words):
        text = words[start].text
        if text.islower() and end - start == 1 and known.kind not in ("agency", "medium", "body"):
            continue
        if end - start == 1 and is_ambiguous(text) and not _sign_of(known, words, start):
            continue
        if (
            end - start == 1
            and text in load_words("first_names")
            and end < len(words)
            and words[end].capital
            and not words[end].first
            and known.kind in ("place", "capital")
        ):
            continue
        entity = _entity(words, start, end, known, "known name", f"list of names: {known.kind}")
        stands_for = seat_of_government(known.name)
        if stands_for is not None and _speaks(words, start, end):
            entity = replace(entity, metonym=True, name=stands_for)
        yield start, end, entity


def _sign_of(known: Known, words: Sequence[Word], at: int) -> bool:
    """True if the context speaks for the name and against the everyday word."""
    before = words[at - 1].lower if at else ""
    after = words[at + 1] if at + 1 < len(words) else None
    if known.type in ("GPE", "FAC"):
        return before in _PLACE_PREPOSITIONS
    if known.kind in ("medium", "agency"):
        return (
            (before in '„"»«“' and before != "")
            or (at > 0 and is_media_noun(words[at - 1].text))
            or before in ("laut", "im")
        )
    if known.kind == "party":
        return before in ("die", "der", "den") and after is not None and not after.capital
    if known.type == "LOC":
        return before in ("der", "im", "dem", "des", "den") and (after is None or not after.capital)
    return before in ("bei", "von", "konzern", "konzerns") or (
        before == "die" and after is not None and not after.capital
    )


def _speaks(words: Sequence[Word], start: int, end: int) -> bool:
    """True if the place is plainly the subject of a verb of saying beside it: *Moskau erklärte*, *teilte Kiew mit*."""
    opens = (
        start == 0
        or words[start].first
        or words[start - 1].text in ",:;–"
        or (words[start - 1].lower in ("das", "der", "die") and words[start - 1].first)
    )
    if end < len(words) and opens and is_speech_form(words[end].lower):
        return True
    before = words[start - 1] if start else None
    return before is not None and before.text[0].islower() and is_speech_form(before.lower)


def _organisations(words: Sequence[Word], taken: Sequence[bool]) -> Iterator[tuple[int, int, Entity]]:
    for start, end, name, reason in organisation_names(words, taken):
        known = Known(name, "ORG", "shape")
        yield start, end, _entity(words, start, end, known, "organisation by its shape", reason)


def _later_companies(
    words: Sequence[Word], taken: Sequence[bool], bodies: Sequence[Entity]
) -> Iterator[tuple[int, int, Entity]]:
    """*Thalea* where the article also has *Thalea Werke AG*: the first word of one company's name, if no German."""
    owners: dict[str, set[str]] = {}
    for body in bodies:
        first, *_, last = body.name.split() * 2
        alone = body.by.reason.startswith("after a role")
        if (
            (alone or last in closed_class("legal_forms"))
            and len(first) >= _SHORTEST_SHORT_NAME
            and not is_german(first)
        ):
            owners.setdefault(first, set()).add(body.name)
    for at, word in enumerate(words):
        names = owners.get(word.text) or owners.get(word.text.removesuffix("s")) or ()
        if len(names) == 1 and not taken[at]:
            name = next(iter(names))
            known = Known(name, "ORG", "company")
            yield at, at + 1, _entity(words, at, at + 1, known, "later mention", f"short name: {name}")


def _person(
    words: Sequence[Word], person: PersonName, owners: Mapping[str, str | None], spelled: Mapping[tuple[str, ...], str]
) -> Entity:
    name = spelled[person.parts] if person.full else owners.get(person.family) or person.name
    known = Known(name, "PER", "person")
    return _entity(words, person.start, person.end, known, "name of a person", person.reason)


def _later_mentions(
    words: Sequence[Word], taken: Sequence[bool], people: Sequence[PersonName], owners: Mapping[str, str | None]
) -> Iterator[tuple[int, int, Entity]]:
    alone = {p.family for p in people if not p.full}
    for at, word in enumerate(words):
        if taken[at] or not word.capital:
            continue
        family = next(
            (
                f
                for f in (word.text, word.text.removesuffix("’"), word.text.removesuffix("s"))
                if f in owners or f in alone
            ),
            None,
        )
        if family is None or (
            word.first and is_german(word.text.lower()) and word.lower in load_words("function_words")
        ):
            continue
        name = owners.get(family) or family
        reason = (
            "family name"
            if owners.get(family)
            else "family name of more than one person"
            if family in owners
            else "family name alone"
        )
        if (
            is_german(family)
            and not word.first
            and at
            and words[at - 1].lower in ("der", "das", "ein", "eine", "einen", "einem", "des")
            and len(family) < 7
        ):
            continue
        yield at, at + 1, _entity(words, at, at + 1, Known(name, "PER", "person"), "later mention", f"{reason}: {name}")


def _given_names(
    words: Sequence[Word],
    taken: Sequence[bool],
    people: Sequence[PersonName],
    spelled: Mapping[tuple[str, ...], str],
) -> Iterator[tuple[int, int, Entity]]:
    """*sagt Samir*, where the article also has *Samir Falk* and nobody else of that first name."""
    owners: dict[str, set[str]] = {}
    for person in people:
        if person.full and person.reason == "first name":
            owners.setdefault(person.parts[0], set()).add(spelled[person.parts])
    for at, word in enumerate(words):
        names = owners.get(word.text, set())
        after = words[at + 1] if at + 1 < len(words) else None
        if len(names) != 1 or taken[at] or (after is not None and after.capital) or not _speaks(words, at, at + 1):
            continue
        name = next(iter(names))
        yield (
            at,
            at + 1,
            _entity(words, at, at + 1, Known(name, "PER", "person"), "later mention", f"first name: {name}"),
        )


def _places(words: Sequence[Word], taken: Sequence[bool]) -> Iterator[tuple[int, int, Entity]]:
    """*in Harlstedt*, *die Stadt Komsomolsk am Amur*: a foreign word after a preposition or a noun for places."""
    for at in range(1, len(words)):
        word, before = words[at], words[at - 1]
        if taken[at] or not word.capital or word.first or len(word.text) < 4 or word.text.isupper() or "-" in word.text:
            continue
        noun = before.text in load_words("place_nouns") and not before.first
        if not noun and before.lower not in ("in", "aus", "nach", "nahe"):
            continue
        if is_german(word.text) or word.text in load_words("first_names"):
            continue
        end = at + 1
        if end < len(words) and words[end].capital and not words[end].first:
            if is_german(words[end].text) or taken[end]:
                continue
            end += 1
        if (
            end + 1 < len(words)
            and words[end].text in ("am", "an")
            and words[end + 1].capital
            and not is_german(words[end + 1].text)
        ):
            end += 2
        name = " ".join(w.text for w in words[at:end])
        yield (
            at,
            end,
            _entity(words, at, end, Known(name, "GPE", "place"), "place by its context", f"after: {before.text}"),
        )


def _adjectives(words: Sequence[Word], taken: Sequence[bool]) -> Iterator[tuple[int, int, Entity]]:
    for at, word in enumerate(words):
        if taken[at] or len(word.text) < 4:
            continue
        known = adjective(word.text)
        if known is not None and (word.text[0].islower() or word.first or word.text.startswith("US-")):
            yield (
                at,
                at + 1,
                replace(_entity(words, at, at + 1, known, "adjective", f"of a state: {known.name}"), adjectival=True),
            )
            continue
        people = inhabitant(word.text) if word.capital else None
        if people is not None:
            yield (
                at,
                at + 1,
                replace(
                    _entity(words, at, at + 1, people, "inhabitants", f"of a state: {people.name}"), adjectival=True
                ),
            )


def _parts(words: Sequence[Word], taken: Sequence[bool], names: dict[str, Entity]) -> Iterator[Entity]:
    """*Ukraine* in *Ukraine-Krieg*, *Putin* in *Putin-Besuch*, *Kreml* in *Kremlchef*."""
    for at, word in enumerate(words):
        if taken[at] or not word.capital or len(word.text) < 5:
            continue
        head, hyphen, rest = word.text.partition("-")
        if hyphen and len(head) > 1 and rest:
            source = names.get(head)
            if source is None:
                matches = list(known_names([word._replace(text=head, lower=head.lower())]))
                if not matches or is_ambiguous(head):
                    continue
                known = matches[0][2]
            else:
                known = Known(source.name, source.type, "part")
            yield replace(_piece(word, len(head), known), part=True)
        elif word.text.startswith(("Kreml", "Pentagon")) and word.text not in ("Kremls", "Pentagons"):
            size = 5 if word.text.startswith("Kreml") else 8
            known = Known(word.text[:size], "ORG", "part")
            if len(word.text) > size + 1:
                yield replace(_piece(word, size, known), part=True)


def _piece(word: Word, size: int, known: Known) -> Entity:
    return Entity(
        start=word.start,
        end=word.start + size,
        text=word.text[:size],
        type=known.type,
        name=known.name,
        by=By(rule="part of a compound", reason=f"in: {word.text}"),
    )
