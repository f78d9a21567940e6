"""The names that the model reads in an article, put right by what German spelling and word classes tell.

The model knows where a name stands better than any list; it knows its limits and type less well. So a title is taken
off, a head noun that belongs to the name is put on (Landkreis Mittelstadt), a title of a work reaches to its quotation
marks, and what is no name by its word class is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from spacy.tokens import Doc

from quellenlage.annotate.tags import Tags
from quellenlage.annotate.words import Word, closed_class, is_function, is_german, is_media_noun, is_role
from quellenlage.german.lexicon import load_table, load_words

Label = Literal["PER", "ORG", "LOC", "MISC"]
Form = Literal["", "deriv", "part"]
OPENING, CLOSING = '„"»«“‚‘', '“”"«»‘’'
_MOST_QUOTED = 6
"""Words of a quotation that can be a title or a name."""
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


def model_names(doc: Doc, words: Sequence[Word], tags: Tags) -> tuple[Candidate, ...]:
    """The candidates in text order. None overlap."""
    found = _joined(words, list(_read(doc, tags)))
    shaped: list[Candidate] = []
    for candidate in found:
        trimmed = _trimmed(words, tags, candidate)
        if trimmed is None or _rejected(words, tags, trimmed) is not None:
            continue
        whole = _with_head_noun(words, tags, _quoted(words, trimmed))
        if not shaped or whole.start >= shaped[-1].end:
            shaped.append(whole)
    return tuple(shaped)


def _read(doc: Doc, tags: Tags) -> Iterator[Candidate]:
    for entity in doc.ents:
        numbers = [tags.number[i] for i in range(entity.start, entity.end) if i in tags.number]
        if numbers and entity.label_ in ("PER", "ORG", "LOC", "MISC"):
            form: Form = "deriv" if entity.ent_id_ == "deriv" else "part" if entity.ent_id_ == "part" else ""
            label: Label = entity.label_  # type: ignore[assignment]
            # a name does not run over the end of a sentence
            first = numbers[0]
            for n in numbers[1:]:
                if tags.tokens[n].is_sent_start:
                    yield Candidate(first, n, label, form)
                    first = n
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


def _trimmed(words: Sequence[Word], tags: Tags, candidate: Candidate) -> Candidate | None:
    """Without titles, roles, small words and signs around the name; None if nothing is left."""
    start, end = candidate.start, candidate.end
    person = candidate.label == "PER"
    while start < end and _leads(words, tags, start, end, person, candidate.label):
        start += 1
    while end > start and not any(c.isalnum() for c in words[end - 1].text):
        end -= 1
    while end > start + 1 and words[end - 1].lower in ("und", "oder", "der", "die", "des", "von", "in", "im", "am"):
        end -= 1
    if start == end:
        return None
    if end < len(words) and words[end - 1].lower == "&" and words[end].capital:
        end += 1
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
    if rest and is_media_noun(word.text) and tags.pos[at] == "NOUN" and words[at + 1].capital:
        return True
    if label == "MISC":
        return False
    return rest and (word.text[0].islower() and tags.pos[at] in ("DET", "ADP", "PRON", "CCONJ"))


def _quoted(words: Sequence[Word], candidate: Candidate) -> Candidate:
    """A name inside a short quotation that begins with a capital reaches to its marks (das Papier „Netz 2030“)."""
    if candidate.label == "PER" or candidate.form:
        return candidate
    first = next((i for i in range(candidate.start - 1, max(-1, candidate.start - _MOST_QUOTED), -1) if _mark(words, i)), None)
    last = next((i for i in range(candidate.end, min(len(words), candidate.end + _MOST_QUOTED)) if _mark(words, i)), None)
    if first is None or last is None or last - first - 1 > _MOST_QUOTED or not words[first + 1].capital:
        return candidate
    if words[first].text not in OPENING or words[last].text not in CLOSING:
        return candidate
    inner = words[first + 1 : last]
    if any(w.text in ",.;:!?" for w in inner) or 2 * (candidate.end - candidate.start) < len(inner):
        return candidate
    if candidate.start == first + 1 and candidate.end == last:
        return candidate
    return replace(candidate, start=first + 1, end=last, reason="name in quotation marks")


def _mark(words: Sequence[Word], at: int) -> bool:
    return words[at].text in OPENING or words[at].text in CLOSING


def _with_head_noun(words: Sequence[Word], tags: Tags, candidate: Candidate) -> Candidate:
    """A head noun without an article between is part of the name (Landkreis Mittelstadt, Klinik Sankt Anna)."""
    at = candidate.start - 1
    if at < 0 or candidate.form or words[candidate.start].first or words[candidate.start].text in OPENING:
        return candidate
    kind = head_kind(words[at].text)
    if kind is None or (candidate.label == "PER" and kind != "ORG"):
        return candidate
    label: Label = "ORG" if kind == "ORG" else "LOC"
    return replace(candidate, start=at, label=label, reason=f"head noun: {words[at].text}")


def head_kind(noun: str) -> str | None:
    """ORG, GPE or FAC for a noun that stands in front of what it names and is part of the name."""
    heads = {row["noun"]: row["kind"] for row in load_table("organisation_heads") if row["place"] in ("after", "both")}
    kind = heads.get(noun)
    if kind is None and noun.endswith("s"):
        kind = heads.get(noun.removesuffix("es")) or heads.get(noun.removesuffix("s"))
    return kind


def _rejected(words: Sequence[Word], tags: Tags, candidate: Candidate) -> str | None:
    """Why a candidate is no name, or None."""
    for why, test in _REJECTIONS:
        if test(words, tags, candidate):
            return why
    return None


def _no_noun(words: Sequence[Word], tags: Tags, c: Candidate) -> bool:
    return c.form != "deriv" and c.label != "MISC" and not any(tags.pos[i] in _NOUN_CLASSES for i in range(c.start, c.end))


def _small(words: Sequence[Word], tags: Tags, c: Candidate) -> bool:
    return c.form != "deriv" and not any(words[i].capital for i in range(c.start, c.end)) and c.end - c.start == 1


def _small_title(words: Sequence[Word], tags: Tags, c: Candidate) -> bool:
    single = c.end - c.start == 1
    return c.label == "MISC" and single and tags.pos[c.start] not in _NAME_CLASSES


def _function(words: Sequence[Word], tags: Tags, c: Candidate) -> bool:
    return c.end - c.start == 1 and is_function(words[c.start]) and tags.pos[c.start] not in _NAME_CLASSES


def _calendar(words: Sequence[Word], tags: Tags, c: Candidate) -> bool:
    return c.end - c.start == 1 and (
        words[c.start].text in closed_class("month_names") or words[c.start].lower in load_words("no_names")
    )


def _number(words: Sequence[Word], tags: Tags, c: Candidate) -> bool:
    return not any(ch.isalpha() for w in words[c.start : c.end] for ch in w.text)


def _common_noun(words: Sequence[Word], tags: Tags, c: Candidate) -> bool:
    """A single word of the dictionary that is tagged as a noun; a compound that names something is part of no name."""
    return (
        not c.form
        and c.end - c.start == 1
        and tags.pos[c.start] not in _NAME_CLASSES
        and is_german(words[c.start].text)
        and head_kind(words[c.start].text) is None
        and not words[c.start].lower.endswith(tuple(load_words("organisation_endings")))
    )


_REJECTIONS: tuple[tuple[str, Callable[[Sequence[Word], Tags, Candidate], bool]], ...] = (
    ("no noun or name inside", _no_noun),
    ("a single small word", _small),
    ("a single word that is no name", _small_title),
    ("a function word", _function),
    ("a day, a month, a unit, an illness", _calendar),
    ("a number", _number),
    ("a common noun", _common_noun),
)
