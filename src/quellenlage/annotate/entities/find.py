"""Who and what an article names: people, organisations, states, places, with the name by which the article knows them.

Rules and word lists say what they know; the model says where else a name stands. Where both read the same words,
`merging` decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from quellenlage.annotate.entities.gazetteer import (
    Known,
    adjective,
    government_at,
    inhabitant,
    is_ambiguous,
    is_known_place,
    known_names,
    place_adjective,
)
from quellenlage.annotate.entities.kinds import building_in, event_in, kind_of
from quellenlage.annotate.entities.later_mentions import linked_names
from quellenlage.annotate.entities.merging import survivors
from quellenlage.annotate.entities.metonyms import speaks, speaks_beside
from quellenlage.annotate.entities.model_names import Candidate, model_names
from quellenlage.annotate.entities.named_after import named_after
from quellenlage.annotate.entities.naming import canonical, person_read
from quellenlage.annotate.entities.nominals import body_phrases, with_their_state
from quellenlage.annotate.entities.organisations import dateline_agencies, organisation_names, outlet_names
from quellenlage.annotate.entities.people import person_names
from quellenlage.annotate.entities.readings import Reading
from quellenlage.annotate.entities.side_by_side import parted
from quellenlage.annotate.entities.votes import voted
from quellenlage.annotate.roles import role_phrases
from quellenlage.annotate.tags import Tags, tags_of
from quellenlage.annotate.words import Word, is_german, is_media_noun, words_of
from quellenlage.domain.annotations import By, Entity, Layout
from quellenlage.domain.article import Article
from quellenlage.german.component import NAME
from quellenlage.german.foreign import chosen_pipeline
from quellenlage.german.lexicon import load_words

_PLACE_PREPOSITIONS = frozenset(("in", "aus", "nach", "nahe", "bei"))
_GUESSES = frozenset(("two foreign words", "behind a verb of saying"))
"""Reasons of names of people that a rule only guesses."""


_TOWN_ENDINGS = ("er", "ern", "erin", "erinnen", "ers")
_ELLIPTIC = ("Nord-", "Süd-", "Ost-", "West-")


def find_entities(article: Article, doc: Doc, layout: Layout) -> tuple[Entity, ...]:
    """The mentions in text order; nested ones (*Ukraine* in *Ukraine-Krieg*) come after what holds them."""
    words, tags = words_of(doc), tags_of(doc)
    # 1 what the rules find, and what the model reads
    rules = _by_rules(article, words)
    rules, candidates = parted(words, tags, rules, model_names(doc, words, tags))
    # 2 one reading of each word
    kept_rules, kept_names = survivors(words, tags, rules, candidates)
    kept = [r for n, r in enumerate(rules) if n in kept_rules]
    candidates = _townspeople(words, candidates)
    names = [c for n, c in enumerate(candidates) if n in kept_names and not c.form]
    kept += _by_model(words, tags, voted(words, names, kept), kept)
    # 3 short forms and later mentions under the full names
    linked = linked_names(words, tags, kept)
    found = [_speaking(words, tags, r) for r in _nested(linked)]
    taken = _taken(words, found)
    # 4 words made from names, and names inside names
    made = list(_adjectives(words, tags, taken, candidates, found))
    inner = _inside(words, rules, candidates, found)
    entities = [r.entity(words) for r in (*found, *made, *inner)]
    entities += _parts(words, taken, candidates, {e.text: e for e in entities if not e.adjectival})
    entities = list(with_their_state(words, tags, entities))
    # 5 descriptions of somebody or of a body by what it is
    entities += role_phrases(words, tags, entities)
    entities += body_phrases(article, words, tags, entities)
    return tuple(_finished(article, layout, entities))


def _finished(article: Article, layout: Layout, found: Sequence[Entity]) -> Iterator[Entity]:
    unique = {(e.start, e.end): e for e in reversed(found)}
    for entity in sorted(unique.values(), key=lambda e: (e.start, -e.end)):
        span = entity.span
        yield replace(entity, text=span.of(article.text), in_furniture=layout.in_furniture(span))


def _taken(words: Sequence[Word], readings: Sequence[Reading]) -> list[bool]:
    taken = [False] * len(words)
    for reading in readings:
        taken[reading.start : reading.end] = [True] * (reading.end - reading.start)
    return taken


def _by_rules(article: Article, words: Sequence[Word]) -> list[Reading]:
    """What lists, shapes and contexts tell, precise first."""
    taken = [False] * len(words)
    found: list[Reading] = []
    # names known beforehand: the article's own outlet, then the lists
    found += _marked(taken, outlet_names(article, words))
    found += _marked(taken, _elliptic(words))
    found += _marked(taken, _numbered_buildings(words))
    found += _marked(taken, _known(words, taken))
    found += _marked(taken, dateline_agencies(words, found))
    # organisations by their shape
    found += _marked(taken, named_after(words, taken))
    found += _marked(taken, _organisations(words, taken))
    # people
    for person in person_names(words, taken):
        by = By(rule="name of a person", reason=person.reason)
        sure = person.reason not in _GUESSES
        found.append(Reading(person.start, person.end, "PER", person.name, by, sure, person))
        taken[person.start : person.end] = [True] * (person.end - person.start)
    # places by their context
    found += _marked(taken, _places(words, taken))
    return found


def _marked(taken: list[bool], readings: Iterator[Reading]) -> Iterator[Reading]:
    """The readings, their words marked as taken."""
    for reading in list(readings):
        taken[reading.start : reading.end] = [True] * (reading.end - reading.start)
        yield reading


def _elliptic(words: Sequence[Word]) -> Iterator[Reading]:
    """*Nord-* in *Nord- und Südkorea*: what the second name has behind its quarter of the sky."""
    for at in range(len(words) - 2):
        if words[at].text not in _ELLIPTIC or words[at + 1].text not in ("und", "oder", "wie", "sowie"):
            continue
        quarter = next((q for q in _ELLIPTIC if words[at + 2].text.startswith(q[:-1])), None)
        if quarter is None:
            continue
        whole = words[at].text[:-1] + words[at + 2].text.removeprefix(quarter[:-1])
        known = next((k for _, _, k in known_names([words[at + 2]._replace(text=whole)])), None)
        if known is not None:
            yield Reading(at, at + 1, known.type, known.name, By(rule="known name", reason=f"short for: {whole}"))


def _numbered_buildings(words: Sequence[Word]) -> Iterator[Reading]:
    """*Halle 4*, *Terminal 2*."""
    for at in range(len(words) - 1):
        if words[at + 1].text.isdigit() and words[at].text in load_words("building_nouns") and not words[at + 1].first:
            name = f"{words[at].text} {words[at + 1].text}"
            by = By(rule="place by its context", reason=f"building with a number: {name}")
            yield Reading(at, at + 2, "FAC", name, by)


def _known(words: Sequence[Word], taken: Sequence[bool]) -> Iterator[Reading]:
    for start, end, known in known_names(words):
        if any(taken[start:end]) or not _is_name(words, start, end, known):
            continue
        by = By(rule="known name", reason=f"list of names: {known.kind}")
        yield Reading(start, end, known.type, known.name, by)


def _is_name(words: Sequence[Word], start: int, end: int, known: Known) -> bool:
    """False where an entry of the lists is an everyday word or a first name here."""
    if end - start > 1:
        return True
    text = words[start].text
    after = words[end] if end < len(words) else None
    if text.islower() and known.kind not in ("agency", "medium", "body"):
        return False
    if after is not None and after.text.isdigit() and text in load_words("building_nouns"):
        return False
    if is_ambiguous(text) and not _sign_of(known, words, start):
        return False
    first_name = text in load_words("first_names") and after is not None and after.capital and not after.first
    return not (first_name and known.kind in ("place", "capital"))


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


def _organisations(words: Sequence[Word], taken: Sequence[bool]) -> Iterator[Reading]:
    for start, end, name, reason in organisation_names(words, taken):
        yield Reading(start, end, "ORG", name, By(rule="organisation by its shape", reason=reason))


def _places(words: Sequence[Word], taken: Sequence[bool]) -> Iterator[Reading]:
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
        by = By(rule="place by its context", reason=f"after: {before.text}")
        yield Reading(at, end, "GPE", name, by, sure=False)


def _by_model(
    words: Sequence[Word], tags: Tags, candidates: Sequence[Candidate], known: Sequence[Reading]
) -> Iterator[Reading]:
    """The candidates as readings, each with its type and canonical name."""
    forms = frozenset(w.text for w in words)
    families = {r.person.family for r in known if r.person is not None and r.person.full}
    model = _model()
    for candidate in candidates:
        kind = kind_of(words, candidate)
        reason = candidate.reason if ": " in candidate.reason else f"{candidate.reason}: {candidate.label}"
        by = By(model=model, reason=reason)
        shared = _shared_family(words, candidate, candidates)
        if shared is not None:
            yield Reading(candidate.start, candidate.end, "PER", shared, replace(by, reason=f"first name: {shared}"))
        elif kind == "PER":
            person = person_read(words, tags, candidate.start, candidate.end, forms, families)
            yield Reading(candidate.start, candidate.end, "PER", person.name, by, person=person)
        else:
            name = canonical(words, tags, candidate.start, candidate.end, forms)
            yield Reading(candidate.start, candidate.end, kind, name, by)


def _shared_family(words: Sequence[Word], candidate: Candidate, names: Sequence[Candidate]) -> str | None:
    """*Jan* in *Jan und Anna Berg*: the full name, where the family name stands with the second first name only."""
    at = candidate.start
    if candidate.end != at + 1 or words[at].text not in load_words("first_names") or at + 3 >= len(words):
        return None
    if words[at + 1].text not in ("und", "&") or words[at + 2].text not in load_words("first_names"):
        return None
    other = next((c for c in names if c.start == at + 2 and c.label == "PER" and c.end > at + 3), None)
    end = at + 4 if other is None else other.end
    family = words[end - 1]
    return f"{words[at].text} {family.text}" if family.capital and not is_german(family.text) else None


def _model() -> str:
    """The name of what read the entities: our model, or the pipeline that the user put in its place."""
    foreign = chosen_pipeline()
    return foreign.title if foreign is not None and "entities" in foreign.takes else NAME


def _speaking(words: Sequence[Word], tags: Tags, reading: Reading) -> Reading:
    """A place that speaks or acts is a metonym for its government."""
    government = None if reading.part or reading.type in ("PER", "EVENT", "WORK") else government_at(reading.name)
    # a house is a body already; only plainly as a speaker it is the government
    plain = speaks_beside if reading.type == "ORG" else speaks
    if government is None or not plain(words, tags, reading.start, reading.end):
        return reading
    return replace(reading, metonym=True, name=government.name, type=government.type)


def _nested(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, those that stand inside a longer one marked as parts of it."""
    longest: dict[int, Reading] = {}
    for reading in readings:
        for i in range(reading.start, reading.end):
            if i not in longest or longest[i].end - longest[i].start < reading.end - reading.start:
                longest[i] = reading
    return [
        r if longest[r.start].end - longest[r.start].start <= r.end - r.start else replace(r, part=True)
        for r in readings
    ]


def _inside(
    words: Sequence[Word], rules: Sequence[Reading], candidates: Sequence[Candidate], found: Sequence[Reading]
) -> Iterator[Reading]:
    """Places inside a longer name (*Harlstedt* in *Verwaltungsgericht Harlstedt*)."""
    spans = {(r.start, r.end) for r in found}
    for candidate in candidates:
        if candidate.place_inside and (candidate.start, candidate.end) in spans:
            at = candidate.end - 1
            by = By(model=_model(), reason=f"place inside a name: {words[at].text}")
            yield Reading(at, at + 1, "GPE", words[at].text, by, part=True)
    longer = {i: r for r in found if r.end - r.start > 1 and r.type != "PER" for i in range(r.start, r.end)}
    for reading in rules:
        outer = longer.get(reading.start)
        if reading.by.rule != "known name" or reading.type not in ("GPE", "LOC") or outer is None:
            continue
        if (reading.start, reading.end) not in spans and outer.end >= reading.end:
            yield replace(reading, part=True)


def _adjectives(
    words: Sequence[Word],
    tags: Tags,
    taken: Sequence[bool],
    candidates: Sequence[Candidate],
    found: Sequence[Reading],
) -> Iterator[Reading]:
    """*russische*, *Polen* as people, *Lüneburger*; what only the model takes for such a word as well."""
    read = {c.start: c for c in candidates if c.form == "deriv" and c.end == c.start + 1}
    places = {r.name for r in found if r.type in ("GPE", "LOC")}
    for at, word in enumerate(words):
        if taken[at] or len(word.text) < 4:
            continue
        known = adjective(word.text) or place_adjective(word.text)
        if known is not None and (word.text[0].islower() or word.first or word.text.startswith("US-")):
            by = By(rule="adjective", reason=f"of a state: {known.name}")
            yield Reading(at, at + 1, known.type, known.name, by, adjectival=True)
            continue
        people = inhabitant(word.text) if word.capital else None
        if people is not None:
            by = By(rule="inhabitants", reason=f"of a state: {people.name}")
            yield Reading(at, at + 1, people.type, people.name, by, adjectival=True)
            continue
        town = _town(word.text, places) if word.capital and word.text.endswith(_TOWN_ENDINGS) else None
        if town is not None and (at in read or tags.pos[at] in ("ADJ", "")):
            by = By(rule="adjective", reason=f"of a place: {town}")
            yield Reading(at, at + 1, "GPE", town, by, adjectival=True)
        elif at in read and word.capital:
            by = By(model=_model(), reason=f"made from a name: {word.text}")
            name = word.text if known is None else known.name
            yield Reading(at, at + 1, "GPE" if known is None else known.type, name, by, adjectival=True)


def _townspeople(words: Sequence[Word], candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates; *Harlstedter* beside *Harlstedt* is made from the name."""
    places = {words[c.start].text for c in candidates if c.label == "LOC" and c.end == c.start + 1}
    return tuple(
        replace(c, form="deriv")
        if c.label == "LOC" and c.end == c.start + 1 and _town(words[c.start].text, places) is not None
        else c
        for c in candidates
    )


def _town(text: str, places: set[str]) -> str | None:
    """The place that a word in -er belongs to (*Harlstedter*, *Bremer*), if the article or a list has it."""
    for ending in _TOWN_ENDINGS:
        stem = text.removesuffix(ending)
        if stem == text:
            continue
        for name in (stem, stem + "en", stem + "e"):
            if name in places:
                return name
        if stem in load_words("place_stems"):
            return next((n for n in (stem, stem + "en", stem + "e") if is_known_place(n)), None)
    return None


def _parts(
    words: Sequence[Word], taken: Sequence[bool], candidates: Sequence[Candidate], names: Mapping[str, Entity]
) -> Iterator[Entity]:
    """*Ukraine* in *Ukraine-Krieg*, *Putin* in *Putin-Besuch*, *Kreml* in *Kremlchef*; a war or summit as an event."""
    read = {c.start: c for c in candidates if c.form == "part"}
    for at, word in enumerate(words):
        if taken[at] or not word.capital or len(word.text) < 5:
            continue
        head, hyphen, rest = word.text.partition("-")
        if hyphen and len(head) > 1 and rest:
            known = _compound_head(word, head, names, read.get(at))
            if known is not None:
                yield replace(_piece(word, len(head), known), part=True)
                building = building_in(rest)
                if building is not None and known.type in ("GPE", "LOC", "ORG", "PER"):
                    whole = Known(f"{head}-{building}", "FAC", "building")
                    yield replace(_piece(word, len(word.text), whole), nominal=True)
                event = event_in(rest)
                if event is not None and known.type in ("GPE", "LOC", "ORG"):
                    yield _piece(word, len(word.text), Known(f"{head}-{event}", "EVENT", "event"))
        elif word.text.startswith(("Kreml", "Pentagon")) and word.text not in ("Kremls", "Pentagons"):
            size = 5 if word.text.startswith("Kreml") else 8
            known = Known(word.text[:size], "ORG", "part")
            if len(word.text) > size + 1:
                yield replace(_piece(word, size, known), part=True)


def _compound_head(word: Word, head: str, names: Mapping[str, Entity], read: Candidate | None) -> Known | None:
    source = names.get(head)
    if source is not None:
        return Known(source.name, source.type, "part")
    if is_ambiguous(head):
        return None
    matches = list(known_names([word._replace(text=head, lower=head.lower())]))
    if matches:
        return matches[0][2]
    if read is not None and not is_german(head):
        return Known(head, {"PER": "PER", "ORG": "ORG", "LOC": "GPE", "MISC": "MISC"}[read.label], "part")  # type: ignore[arg-type]
    return None


def _piece(word: Word, size: int, known: Known) -> Entity:
    return Entity(
        start=word.start,
        end=word.start + size,
        text=word.text[:size],
        type=known.type,
        name=known.name,
        by=By(rule="part of a compound", reason=f"in: {word.text}"),
    )
