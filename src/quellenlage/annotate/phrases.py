"""Noun phrases without a parser: where a speaker's phrase ends, with title, apposition and what belongs to it.

Follows the German noun phrase: article, adjectives, nouns or name, then genitive, prepositions and brackets, loose
apposition between commas.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quellenlage.annotate.statements.units import is_quote
from quellenlage.annotate.words import (
    Word,
    closed_class,
    could_be_adjective,
    is_function,
    is_german,
    is_media_noun,
    is_news_noun,
    is_role,
)
from quellenlage.domain.annotations import Entity
from quellenlage.german.lexicon import load_words
from quellenlage.german.tense import shows

PRONOUNS = closed_class("pronouns")
NOMINATIVE = closed_class("nominative")
OBLIQUE = closed_class("oblique")
_GENITIVE_PRONOUNS = closed_class("genitive_pronouns")
_ATTACHED = closed_class("attached")
_OF_ROLES = closed_class("of_roles")
_OPENING, _CLOSING = '„"»«“‚', '“”"«»‘'
_RELATIVE = closed_class("relative")
_BEFORE_NOUNS = closed_class("before_nouns")
_TIMES = tuple(sorted(closed_class("times")))
_BEHIND_NAMES = closed_class("behind_names")
_SPEAKING_ROLES = tuple(sorted(closed_class("speaking_roles")))
_LONGEST_BRACKET = 10
_LONGEST_NAME = 6
"""Words of the longest name of a body that is looked back for."""


def phrase_end(
    items: Sequence[Word], start: int, stop: int, names: Mapping[int, Entity], *, apposition: bool = True
) -> int | None:
    """Index behind the noun phrase that begins at `start`, or None if none does. `names` are entities by offset."""
    if start >= stop or is_quote(items[start]):
        return None
    if items[start].lower in PRONOUNS and not _noun_follows(items, start + 1, stop):
        return start + 1
    head = _head_end(items, start, stop, names)
    if head is None:
        return None
    end, role, person = head
    listed = apposition
    while end < stop:
        longer = _longer(items, end, stop, names, role, person)
        if longer is None and listed:
            longer = _more_places(items, end, stop, names)
            # "sagte Kern in Ulm, Bonn und Köln seien …" goes on with what was said
            goes_on = longer is not None and longer < len(items) and items[longer].text[0].isalnum()
            longer = None if goes_on and _is_finite(items, start - 1) else longer
        if longer is None and apposition:
            longer = _apposition(items, end, stop, names)
            apposition = apposition and (longer is None or items[end].text == "(")
        if longer is None:
            break
        end = longer
    return end


def opens_phrase(items: Sequence[Word], at: int, stop: int) -> bool:
    """True if a subject can begin at `at`: an article in the nominative, a pronoun, a name or noun, an adjective."""
    word = items[at]
    if is_quote(word) or word.lower in OBLIQUE:
        return False
    if word.lower in NOMINATIVE or word.lower in PRONOUNS:
        return True
    if word.text in _OPENING:
        return True
    if word.first and word.lower in _GENITIVE_PRONOUNS:
        return _noun_follows(items, at + 1, stop)
    if word.capital and is_function(word) and (at == 0 or not items[at - 1].text[0].isalnum()):
        return False
    if word.capital:
        if (
            word.first
            and at + 1 < len(items)
            and items[at + 1].text[0].islower()
            and word.lower.endswith(("lich", "isch", "ig", "weise", "falls", "wörtlich"))
            and is_german(word.lower)
        ):
            return False
        return not word.first or word.lower.rstrip(".") not in load_words("function_words")
    return could_be_adjective(word) and _noun_follows(items, at + 1, stop)


def is_time(word: Word) -> bool:
    """True for nouns of time, which end a phrase (*am Montag*, *vergangene Woche*)."""
    return word.text in load_words("not_surnames") or (word.capital and word.lower.rstrip("sne").endswith(_TIMES))


def relative_clause(items: Sequence[Word], at: int, stop: int) -> int | None:
    """Index of the comma that ends a relative clause opened by the comma at `at`, or None."""
    if items[at].text != "," or at + 2 >= stop:
        return None
    first = items[at + 1].lower
    second = items[at + 2].lower
    if not (first in _RELATIVE or (second in _RELATIVE and is_function(items[at + 1]))):
        return None
    depth_end = at + 1
    while depth_end < stop:
        if items[depth_end].text == "," and items[depth_end - 1].text[0].islower():
            return depth_end
        depth_end += 1
    return None


def _head_end(
    items: Sequence[Word], start: int, stop: int, names: Mapping[int, Entity]
) -> tuple[int, bool, bool] | None:
    """Index behind article, adjectives and nouns; whether the head is a role; whether it ends in a person's name."""
    at = start
    if (
        items[at].lower in NOMINATIVE
        or items[at].lower in OBLIQUE
        or (items[at].first and items[at].lower in _GENITIVE_PRONOUNS)
    ):
        at += 1
    while at < stop and not is_quote(items[at]):
        word = items[at]
        if (
            (could_be_adjective(word) or (word.text[0].isdigit() and at + 1 < stop) or word.lower in _BEFORE_NOUNS)
            or (
                at == start
                and word.first
                and word.capital
                and word.lower.endswith(("e", "er", "en", "es", "em"))
                and is_german(word.lower)
                and at + 1 < stop
                and items[at + 1].capital
                and word.start not in names
                and not is_role(word.text)
            )
            or (
                word.lower in ("und", "oder")
                and at > start
                and could_be_adjective(items[at - 1])
                and at + 1 < stop
                and could_be_adjective(items[at + 1])
            )
        ):
            at += 1
        else:
            break
    role = person = False
    first = at
    while at < stop:
        word = items[at]
        entity = names.get(word.start)
        if (
            entity is not None
            and not entity.nominal
            and not entity.part
            and not (word.text[0].islower() and entity.adjectival)
        ):
            person, role = entity.type == "PER", False
            while at < stop and items[at].start < entity.end:
                at += 1
            if person and not _owner(items[at - 1], entity):
                break
        elif is_quote(word):
            break
        elif word.text in _OPENING and at + 1 < stop and (items[at + 1].capital or items[at + 1].text[0].isdigit()):
            close = next((i for i in range(at + 1, min(stop, at + 8)) if items[i].text in _CLOSING), None)
            if close is None:
                break
            at = close + 1
        elif word.capital and (at == first or not is_time(word)) and not (at > first and word.lower in NOMINATIVE):
            if at == start + 1 and items[start - 1].lower == "laut" and _two_phrases(items[start], word):
                break
            role = is_role(word.text)
            person = False
            at += 1
        elif at == first and "." in word.text[1:-1] and word.text[0].isalpha():
            at += 1  # an address of the net
        else:
            break
    return None if at == first else (at, role, person)


def _longer(
    items: Sequence[Word], at: int, stop: int, names: Mapping[int, Entity], role: bool, person: bool
) -> int | None:
    """Index behind an addition that belongs to the phrase: genitive, von/aus/für, brackets, und."""
    word = items[at]
    if word.text == "(":
        close = next((i for i in range(at + 1, min(stop, at + _LONGEST_BRACKET)) if items[i].text == ")"), None)
        return None if close is None else close + 1
    if at + 1 >= stop or is_quote(items[at + 1]):
        return None
    if word.lower in ("des", "eines", "seines", "ihres", "dieses"):
        return phrase_end(items, at, stop, names, apposition=False)
    if word.lower in ("der", "einer", "seiner", "ihrer", "dieser"):
        if (person and not role) or _ends_name(items, at, names):
            return None
        if is_media_noun(_noun_after(items, at + 1, stop)) and not items[at - 1].lower.endswith(_SPEAKING_ROLES):
            return None
        return phrase_end(items, at, stop, names, apposition=False)
    if (
        is_news_noun(items[at - 1].text)
        and word.lower.endswith("er")
        and items[at + 1].capital
        and (could_be_adjective(word) or word.lower in ("vieler", "einiger", "mehrerer", "aller"))
    ):
        return phrase_end(items, at, stop, names, apposition=False)
    if word.lower in _ATTACHED or (word.lower in _OF_ROLES and _belongs_to_role(items, at, stop, names, role)):
        end = phrase_end(items, at + 1, stop, names, apposition=False)
        if end is None and could_be_adjective(items[at + 1]):
            return None
        return None if end is None or any(is_time(w) for w in items[at + 1 : end]) else end
    if word.lower in ("und", "sowie", "oder") and (items[at + 1].capital or items[at + 1].lower in NOMINATIVE):
        return phrase_end(items, at + 1, stop, names, apposition=False)
    return None


def _more_places(items: Sequence[Word], at: int, stop: int, names: Mapping[int, Entity]) -> int | None:
    """Index behind *, Seoul und Kiew* of *Beamte in Washington, Seoul und Kiew*; where a place or places with commas
    end in *und* and another one, they are one list."""
    begun = range(max(0, at - _LONGEST_NAME), at)
    if not any(_place_end(items, i, at, names) == at for i in begun):
        return None
    end = at
    while end < stop and items[end].text == ",":
        place = _place_end(items, end + 1, stop, names)
        if place is None:
            return None
        end = place
    joined = at < end < stop and items[end].lower in ("und", "sowie")
    return _place_end(items, end + 1, stop, names) if joined else None


def _place_end(items: Sequence[Word], at: int, stop: int, names: Mapping[int, Entity]) -> int | None:
    """Index behind the name of a place that begins at `at`."""
    entity = names.get(items[at].start) if at < stop else None
    if entity is None or entity.type not in ("GPE", "LOC") or entity.adjectival:
        return None
    return next((i + 1 for i in range(at, stop) if items[i].end >= entity.end), None)


def _is_finite(items: Sequence[Word], at: int) -> bool:
    """True for a finite verb at `at`."""
    token = items[at].token if at >= 0 else None
    return token is not None and shows(token, "VerbForm", "Fin")


def _ends_name(items: Sequence[Word], at: int, names: Mapping[int, Entity]) -> bool:
    """True if a proper name of a body ends in front of `at`: what follows is whom it tells (*teilte X Y mit*)."""
    last = items[at - 1]
    if is_german(last.text) and last.text not in closed_class("legal_forms"):
        return False
    return any(
        names[w.start].type in ("ORG", "GPE") and names[w.start].end == last.end
        for w in items[max(0, at - _LONGEST_NAME) : at]
        if w.start in names
    )


def _belongs_to_role(items: Sequence[Word], at: int, stop: int, names: Mapping[int, Entity], role: bool) -> bool:
    """*Beamter in Washington*, *Professor an der Universität Kiel*: a place or body behind a role without a name."""
    if not role:
        return False
    for word in items[at + 1 : min(stop, at + 5)]:
        entity = names.get(word.start)
        if entity is not None and entity.type in ("GPE", "ORG", "LOC"):
            return True
        if word.capital:
            return not is_time(word) and word.lower.endswith(
                ("ministerium", "institut", "universität", "amt", "bank", "hochschule", "verband", "klinik", "gericht")
            )
    return False


def _apposition(items: Sequence[Word], at: int, stop: int, names: Mapping[int, Entity]) -> int | None:
    """Index behind *, der Direktor des Instituts* or *, John Kirby*: a role or name between commas, without a verb."""
    if items[at].text != "," or at + 1 >= stop:
        return None
    end = at + 1
    while end < stop and items[end].text not in (",", ":", ";", ".", "–", "?", "!") and not is_quote(items[end]):
        end += 1
    inside = items[at + 1 : end]
    if not inside or not (inside[-1].capital or inside[-1].text in ')“”"«' or inside[-1].text[0].isdigit()):
        return None
    if len(inside) == 1 and inside[0].text.isdigit():
        return end
    first = names.get(inside[0].start)
    if first is not None and first.type == "PER" and not first.nominal and first.end >= inside[-1].end:
        return end
    if (
        2 <= len(inside) <= 3
        and all(w.capital and w.text.isalpha() and not is_german(w.text) for w in inside[-1:])
        and all(w.capital for w in inside)
    ):
        return end
    if any(
        (w.text[0].islower() and w.lower in load_words("subjunctive_forms"))
        or w.lower in ("ist", "sind", "war", "hat", "wird", "will", "kann")
        for w in inside
    ):
        return None
    noun = next((w for w in inside if w.capital and w.lower not in NOMINATIVE and w.text != "Zeichens"), None)
    person = next(
        (i for i in range(at + 1, end) if items[i].start in names and names[items[i].start].type == "PER"), None
    )
    if person is not None:
        stop_name = person
        while stop_name < end and items[stop_name].start < names[items[person].start].end:
            stop_name += 1
        if stop_name < end and items[stop_name].lower in _BEHIND_NAMES:
            end = stop_name
    if (
        noun is None
        or not is_role(noun.text)
        or (is_function(inside[0]) and inside[0].lower not in NOMINATIVE | OBLIQUE | {"seines", "ihres"})
    ):
        return None
    return end


def _two_phrases(first: Word, second: Word) -> bool:
    """True for two plain nouns side by side, which belong to different phrases (*laut Ministerium Arbeiten*)."""
    if first.text[0].islower() or not is_german(first.text) or not is_german(second.text):
        return False
    if (
        first.lower.endswith(("e", "en", "er", "es", "em"))
        and is_german(first.lower)
        and not first.lower.endswith("ungen")
    ):
        return False  # a capitalised adjective: Nationaler Sicherheitsrat
    return not (
        is_role(first.text)
        or is_media_noun(first.text)
        or first.text in load_words("name_titles")
        or second.text.endswith("GmbH")
    )


def _owner(word: Word, entity: Entity) -> bool:
    """True if the name stands in the genitive (*Putins Sprecher*)."""
    return (word.text.endswith("s") and not entity.name.endswith("s")) or word.text.endswith("’")


def _noun_follows(items: Sequence[Word], at: int, stop: int) -> bool:
    for word in items[at : min(stop, at + 5)]:
        if word.capital:
            return True
        if not (could_be_adjective(word) or word.text[0].isdigit()):
            return False
    return False


def _noun_after(items: Sequence[Word], at: int, stop: int) -> str:
    return next((w.text for w in items[at : min(stop, at + 5)] if w.capital), "")
