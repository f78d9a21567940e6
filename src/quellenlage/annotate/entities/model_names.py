"""The names that the model reads in an article, put right by what German spelling and word classes tell.

The model knows where a name stands better than any list; it knows its limits and type less well. So a title is taken
off, a head noun that belongs to the name is put on (Landkreis Mittelstadt), a title of a work reaches to its quotation
marks, and what is no name by its word class is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

import simplemma
from spacy.tokens import Doc

from quellenlage.annotate.entities.gazetteer import adjective, is_known_place
from quellenlage.annotate.entities.people import at_name_sign
from quellenlage.annotate.tags import Tags
from quellenlage.annotate.words import Word, closed_class, is_function, is_german, is_media_noun, is_role
from quellenlage.german.lemmas import noun_lemma
from quellenlage.german.lexicon import load_table, load_words

Label = Literal["PER", "ORG", "LOC", "MISC"]
Form = Literal["", "deriv", "part"]
OPENING, CLOSING = '„"»«“‚‘', '“”"«»‘’'
_MOST_QUOTED = 6
"""Words of a quotation that can be a title or a name."""
_SHORTEST_TAIL = 6
"""Letters of a head noun that is looked for at the end of compounds."""
_FORMS_KEPT = 1 << 14
_PURPOSEFUL = ("amt", "amts", "amtes", "ministerium", "ministeriums", "referat", "referats", "lehrstuhl", "lehrstuhls")
"""Endings of further nouns for bodies that are named by what they are for."""
_NAME_CLASSES = frozenset(("PROPN", "X", ""))
_NOUN_CLASSES = frozenset(("PROPN", "NOUN", "X", ""))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name at `words[start:end]` as the model labels it; `form` is `deriv` for a word made from a name (Berliner),
    `part` for a compound with a name in it; `reason` says what was changed."""

    start: int
    end: int
    label: Label
    form: Form = ""
    reason: str = "read as a name"
    place_inside: bool = False
    """True if its last word is a place of its own (Verwaltungsgericht Harlstedt)."""


class _Text(NamedTuple):
    """The words of the article, what is tagged, and the words tagged as names inside a sentence."""

    words: Sequence[Word]
    tags: Tags
    named: frozenset[str]


def model_names(doc: Doc, words: Sequence[Word], tags: Tags) -> tuple[Candidate, ...]:
    """The candidates in text order. None overlap."""
    found = _joined(words, list(_read(doc, tags)))
    named = frozenset(w.text for i, w in enumerate(words) if not w.first and tags.naming(i))
    text = _Text(words, tags, named)
    shaped: list[Candidate] = []
    for candidate in found:
        trimmed = _trimmed(words, tags, named, candidate)
        if trimmed is None:
            continue
        trimmed = _at_place(words, tags, _quoted(words, trimmed))
        if _rejected(text, trimmed) is not None:
            continue
        whole = _with_purpose(words, tags, _with_head_noun(words, tags, trimmed))
        if not shaped or whole.start >= shaped[-1].end:
            shaped.append(whole)
    return tuple(shaped)


def _read(doc: Doc, tags: Tags) -> Iterator[Candidate]:
    for entity in doc.ents:
        numbers = [tags.number[i] for i in range(entity.start, entity.end) if i in tags.number]
        if numbers and entity.label_ in ("PER", "ORG", "LOC", "MISC"):
            form: Form = "deriv" if entity.ent_id_ == "deriv" else "part" if entity.ent_id_ == "part" else ""
            label: Label = entity.label_  # type: ignore[assignment]
            # a name does not run over the end of a sentence or a slash (dpa/AFP)
            first = numbers[0]
            for n in numbers[1:]:
                if tags.tokens[n].is_sent_start or tags.tokens[n].text == "/":
                    if n > first:
                        yield Candidate(first, n, label, form)
                    first = n + (tags.tokens[n].text == "/")
            if first <= numbers[-1]:
                yield Candidate(first, numbers[-1] + 1, label, form)


def _joined(words: Sequence[Word], found: Sequence[Candidate]) -> list[Candidate]:
    """Pieces of one name put together: an initial and a family name, two pieces of an organisation or title."""
    joined: list[Candidate] = []
    for candidate in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.end == candidate.start
            and last.form == candidate.form == ""
            and (words[last.end - 1].text.endswith(".") if last.label == "PER" else last.label == candidate.label)
            and not words[candidate.start].first
        ):
            joined[-1] = replace(last, end=candidate.end, label=candidate.label)
        else:
            joined.append(candidate)
    return joined


def _trimmed(words: Sequence[Word], tags: Tags, named: Collection[str], candidate: Candidate) -> Candidate | None:
    """Without titles, roles, small words and signs around the name; None if nothing is left."""
    start, end = candidate.start, candidate.end
    if candidate.label == "ORG":
        # (Schweizer) Pharmaunternehmen Nordbruk: what stands in front of the noun belongs to the noun
        nouns = (i for i in range(start + 1, end - 1) if words[i].lower.endswith(_company_nouns()))
        start = next((i for i in nouns if words[i + 1].capital), start)
    person = candidate.label == "PER"
    while start < end and _leads(words, tags, start, end, person, candidate.label):
        start += 1
    if person and end - start == 2 and words[start].text.endswith("s") and is_german(words[end - 1].text):
        # Bergs Mann: a name in the genitive and what it owns
        owns = tags.genitive(start) and words[start].text not in load_words("first_names")
        end -= owns and words[start].text[:-1] in named
    while end > start and not any(c.isalnum() for c in words[end - 1].text):
        end -= 1
    while end > start + 1 and words[end - 1].text.islower() and tags.pos[end - 1] in ("ADP", "DET", "CCONJ"):
        end -= 1
    if start == end:
        return None
    if (
        end + 1 < len(words)
        and words[end].text in ("und", "&")
        and words[end + 1].text in load_words("company_partners")
    ):
        end += 2
    return replace(candidate, start=start, end=end)


def _leads(words: Sequence[Word], tags: Tags, at: int, end: int, person: bool, label: Label) -> bool:
    """True for a word in front that is no part of the name."""
    word = words[at]
    if not any(c.isalnum() for c in word.text):
        return True
    rest = at + 1 < end
    if person:
        return rest and (
            word.text in load_words("name_titles")
            or (tags.pos[at] in ("NOUN", "ADJ", "DET", "ADP") and (is_role(word.text) or word.text[0].islower()))
        )
    if rest and label == "ORG" and word.lower.endswith(_company_nouns()) and words[at + 1].capital:
        return True
    if rest and is_media_noun(word.text) and head_kind(word.text) is None and words[at + 1].capital:
        return True
    if label == "MISC":
        return False
    return rest and (word.text[0].islower() and tags.pos[at] in ("DET", "ADP", "PRON", "CCONJ"))


def _quoted(words: Sequence[Word], candidate: Candidate) -> Candidate:
    """A name inside a short quotation that begins with a capital reaches to its marks (das Papier „Netz 2030“)."""
    if candidate.label == "PER" or candidate.form:
        return candidate
    first = next(
        (i for i in range(candidate.start - 1, max(-1, candidate.start - _MOST_QUOTED), -1) if _mark(words, i)), None
    )
    last = next(
        (i for i in range(candidate.end, min(len(words), candidate.end + _MOST_QUOTED)) if _mark(words, i)), None
    )
    if first is None or last is None or last - first - 1 > _MOST_QUOTED or not words[first + 1].capital:
        return candidate
    if words[first].text not in OPENING or words[last].text not in CLOSING:
        return candidate
    inner = words[first + 1 : last]
    if any(w.text in ",.;:!?" for w in inner) or 2 * (candidate.end - candidate.start) < len(inner):
        return candidate
    if candidate.start == first + 1 and candidate.end == last and candidate.label != "LOC":
        return candidate
    before = words[first - 1].text if first else ""
    body = head_kind(before) == "ORG" or is_media_noun(before)
    label: Label = "ORG" if body or candidate.label == "ORG" else "MISC"
    return replace(candidate, start=first + 1, end=last, label=label, reason="name in quotation marks")


def _at_place(words: Sequence[Word], tags: Tags, candidate: Candidate) -> Candidate:
    """*Lüders am Kai* is somebody at a place, where the article has *Jens Lüders*."""
    start = candidate.start
    place = candidate.label == "LOC" and not candidate.form and candidate.end - start > 2
    if not place or tags.pos[start + 1] != "ADP" or not _introduced(words, (words[start].text,)):
        return candidate
    return replace(candidate, end=start + 1, label="PER")


def _mark(words: Sequence[Word], at: int) -> bool:
    return words[at].text in OPENING or words[at].text in CLOSING


def _with_head_noun(words: Sequence[Word], tags: Tags, candidate: Candidate) -> Candidate:
    """A head noun without an article between is part of the name (Landkreis Mittelstadt, Klinik Sankt Anna)."""
    at = candidate.start - 1
    if at < 0 or candidate.form or words[candidate.start].first or words[candidate.start].text in OPENING:
        return candidate
    kind = head_kind(words[at].text)
    if kind is not None and not _is_head(words[at].text) and tags.pos[candidate.start] != "ADJ":
        return candidate  # der Branchenverband Erdwärme, but Berufsverband Deutscher Imker
    if kind is None or (candidate.label == "PER" and kind != "ORG"):
        return candidate
    if (
        is_acronym(words[candidate.start].text)
        and candidate.end == candidate.start + 1
        and not words[at].text.isupper()
    ):
        return candidate  # die Gewerkschaft GCG: the letters are the name
    label: Label = "ORG" if kind == "ORG" else "LOC"
    place = kind != "GPE" and candidate.label == "LOC" and candidate.end == candidate.start + 1
    return replace(candidate, start=at, label=label, reason=f"head noun: {words[at].text}", place_inside=place)


def is_acronym(text: str) -> bool:
    """True for two to six letters, all but one of them capitals (GCG, NGGs)."""
    return (
        2 <= len(text) <= 6
        and text.isalpha()
        and text[:2].isupper()
        and sum(c.isupper() for c in text) >= len(text) - 1
    )


def _with_purpose(words: Sequence[Word], tags: Tags, candidate: Candidate) -> Candidate:
    """*Deutscher Berufsverband für Pflege*: behind the head noun of a body, what it is for is part of the name."""
    end = candidate.end
    last = words[end - 1].text
    if candidate.label != "ORG" or candidate.form or end + 1 >= len(words) or words[end].text != "für":
        return candidate
    if head_kind(last) != "ORG" and not last.lower().endswith(_PURPOSEFUL):
        return candidate
    stop = end + 1
    while stop < len(words) and tags.pos[stop] == "ADJ":
        stop += 1
    if stop == len(words) or not words[stop].capital or tags.pos[stop] not in _NOUN_CLASSES:
        return candidate
    stop += 1
    if stop + 1 < len(words) and words[stop].text == "und" and tags.pos[stop + 1] == "NOUN" and words[stop + 1].capital:
        stop += 2
    return replace(candidate, end=stop, reason=f"head noun: {last}")


@lru_cache(maxsize=_FORMS_KEPT)
def head_kind(noun: str) -> str | None:
    """ORG, GPE or FAC for a noun that stands in front of what it names and is part of the name."""
    heads = _heads()
    for form in (noun, noun.removesuffix("es"), noun.removesuffix("s")):
        kind = heads.get(form) or next((k for tail, k in _tails_of_heads() if form.endswith(tail)), None)
        if kind is not None:
            return kind
    return None


def _is_head(noun: str) -> bool:
    """True for a head noun itself, not a compound with one."""
    return any(form in _heads() for form in (noun, noun.removesuffix("es"), noun.removesuffix("s")))


def _owned_building(text: _Text, c: Candidate) -> bool:
    """*Finnlands Bahnhof*: an owner in the genitive and a noun for buildings describe one, and name none."""
    if c.form or c.label == "PER" or c.end - c.start != 2:
        return False
    owner, noun = text.words[c.start], text.words[c.end - 1]
    building = {noun.text, noun.text.removesuffix("s")} & load_words("building_nouns")
    owned = text.tags.head[c.start] == c.end - 1 and text.tags.genitive(c.start)
    return bool(building) and owned and owner.text.endswith("s") and is_known_place(owner.text[:-1])


@cache
def _tails_of_heads() -> tuple[tuple[str, str], ...]:
    """The longer head nouns as the last part of a compound (Bundesverband, Polizeidirektion)."""
    return tuple((noun.lower(), kind) for noun, kind in _heads().items() if len(noun) >= _SHORTEST_TAIL)


@cache
def _company_nouns() -> tuple[str, ...]:
    rows = load_table("body_nouns")
    return tuple(r["noun"] for r in rows if r["class"] == "company" and r["noun"] != "gruppe")


@cache
def _heads() -> dict[str, str]:
    return {r["noun"]: r["kind"] for r in load_table("organisation_heads") if r["place"] in ("after", "both")}


def _rejected(text: _Text, candidate: Candidate) -> str | None:
    """Why a candidate is no name, or None."""
    return next((why for why, test in _REJECTIONS if test(text, candidate)), None)


def _no_noun(text: _Text, c: Candidate) -> bool:
    return (
        c.form != "deriv"
        and c.label != "MISC"
        and not any(text.tags.pos[i] in _NOUN_CLASSES for i in range(c.start, c.end))
    )


def _small(text: _Text, c: Candidate) -> bool:
    return c.form != "deriv" and not any(text.words[i].capital for i in range(c.start, c.end)) and c.end - c.start == 1


def _small_title(text: _Text, c: Candidate) -> bool:
    single = c.end - c.start == 1
    return c.label == "MISC" and single and text.tags.pos[c.start] not in _NAME_CLASSES


def _function(text: _Text, c: Candidate) -> bool:
    return c.end - c.start == 1 and is_function(text.words[c.start]) and text.tags.pos[c.start] not in _NAME_CLASSES


def _calendar(text: _Text, c: Candidate) -> bool:
    return c.end - c.start == 1 and (
        text.words[c.start].text in closed_class("month_names") or text.words[c.start].lower in load_words("no_names")
    )


def _number(text: _Text, c: Candidate) -> bool:
    return not any(ch.isalpha() for w in text.words[c.start : c.end] for ch in w.text)


def _common_noun(text: _Text, c: Candidate) -> bool:
    """A single word of the dictionary that is tagged as a noun; a compound that names something is part of no name."""
    return (
        not c.form
        and c.end - c.start == 1
        and text.tags.pos[c.start] not in _NAME_CLASSES
        and is_german(text.words[c.start].text)
        and head_kind(text.words[c.start].text) is None
        and not text.words[c.start].lower.endswith(tuple(load_words("organisation_endings")))
    )


def _plural(text: _Text, c: Candidate) -> bool:
    """A word of the dictionary in the plural (*Ballons*) that no first name, title or role introduces as somebody."""
    form = text.words[c.start].text
    if c.form or c.label != "PER" or c.end - c.start > 1 or not is_german(form):
        return False
    noun = noun_lemma(form)
    if noun == form or noun in load_words("first_names"):
        return False
    # a noun in -s is a genitive or a plural
    counted = "Plur" in text.tags.tokens[c.start].morph.get("Number", [])
    if not counted and (form != f"{noun}s" or text.tags.genitive(c.start)):
        return False
    return not _introduced(text.words, (form, noun))


def _introduced(words: Sequence[Word], forms: Collection[str]) -> bool:
    """True if the article has the family name with a first name, a title or a role in front."""
    return any(
        w.text in forms and (before.text in load_words("first_names") or at_name_sign(words, at))
        for at, (before, w) in enumerate(pairwise(words), start=1)
    )


def _described(text: _Text, c: Candidate) -> bool:
    """A word of the dictionary with an article or adjective in front is a thing, even if it is read as a name."""
    return (
        not c.form
        and c.label != "PER"
        and c.end - c.start == 1
        and c.start > 0
        and text.tags.pos[c.start - 1] in ("DET", "ADJ")
        and is_german(text.words[c.start].text)
        and not text.words[c.start].text.isupper()
        and head_kind(text.words[c.start].text) is None
        and not text.words[c.start].lower.endswith(_named_things())
    )


@cache
def _named_things() -> tuple[str, ...]:
    """Last parts of words that with the article are names all the same (die Deichstraße)."""
    return tuple(w.lower() for name in ("landscape_nouns", "building_nouns") for w in sorted(load_words(name)))


def _abstract(text: _Text, c: Candidate) -> bool:
    """A word of the dictionary with an ending of abstract nouns."""
    word = text.words[c.start].text
    return (
        not c.form
        and c.end - c.start == 1
        and word.endswith(_abstract_endings())
        and simplemma.is_known(word, lang="de")
        and word not in load_words("first_names")
        and head_kind(word) is None
    )


@cache
def _abstract_endings() -> tuple[str, ...]:
    return (*sorted(closed_class("noun_endings")), "ik", "ie", "ei", "enz", "anz", "ur")


def _cut_off(text: _Text, c: Candidate) -> bool:
    """The first part of a compound that is written once for two (*München- und Berlin-Filme*)."""
    return c.end - c.start == 1 and text.words[c.start].text.endswith("-")


def _plain_adjective(text: _Text, c: Candidate) -> bool:
    """A word made from a name is no plain adjective (Trügerische)."""
    word = text.words[c.start]
    return c.form == "deriv" and c.end - c.start == 1 and is_german(word.lower) and adjective(word.text) is None


def _opens_sentence(text: _Text, c: Candidate) -> bool:
    """A word of the dictionary at the start of a sentence that is a name nowhere else in the article."""
    word = text.words[c.start]
    if c.form or c.end - c.start > 1 or not word.first or not (is_german(word.text) or is_german(word.lower)):
        return False
    return word.text not in text.named


_REJECTIONS: tuple[tuple[str, Callable[[_Text, Candidate], bool]], ...] = (
    ("no noun or name inside", _no_noun),
    ("a single small word", _small),
    ("a single word that is no name", _small_title),
    ("a function word", _function),
    ("a day, a month, a unit, an illness", _calendar),
    ("a number", _number),
    ("a common noun", _common_noun),
    ("a common noun in the plural", _plural),
    ("a thing with an article", _described),
    ("a building and its owner", _owned_building),
    ("an abstract noun", _abstract),
    ("the first part of a compound", _cut_off),
    ("a plain adjective", _plain_adjective),
    ("a word of the dictionary that opens a sentence", _opens_sentence),
)
