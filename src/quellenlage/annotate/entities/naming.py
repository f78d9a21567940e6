"""The name by which an article knows what a mention names: without genitive ending, in the nominative."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from quellenlage.annotate.entities.gazetteer import adjective, is_known_place, place_adjective
from quellenlage.annotate.entities.people import PersonName, without_genitive
from quellenlage.annotate.tags import Tags
from quellenlage.annotate.words import Word, is_german
from quellenlage.german.lexicon import load_table, load_words

_OWN_S = ("ss", "us", "is", "os", "as", "es", "ers", "ß")
"""Endings with an s of the name's own (Paulus, Adidas, Sievers)."""
_ENGLISH = frozenset(("of", "the", "for", "and"))
_STRONG = {"Masc": "er", "Fem": "e", "Neut": "es"}
"""Ending of an adjective in the nominative without an article (Duden, Grammatik: starke Flexion)."""

_STRONG_AFTER = {"der": "er", "das": "es"}
"""The same by the article before a weak ending: *der Deutsche Wetterdienst*, *das Grüne Band*. No other gender or case
has *der* or *das* before an adjective in *-e*."""


def canonical(words: Sequence[Word], tags: Tags, start: int, end: int, forms: Collection[str]) -> str:
    """The name at `words[start:end]` in the nominative: *Technischen Hochschule Harlstedt*, *Nordbunds*."""
    parts = [w.text for w in words[start:end]]
    noun = next(
        (i for i in range(start, end) if tags.pos[i] in ("NOUN", "PROPN") and not _inflected(words, i, end)), start
    )
    if noun > start:
        morph = tags.tokens[noun].morph
        gender = _gender(words[noun].lower) or next(iter(morph.get("Gender", [])), "")
        singular = "Sing" in morph.get("Number", []) and gender in _STRONG
        for i in range(start, noun):
            text = words[i].text
            weak = text.endswith(("en", "em")) or (text.endswith("er") and gender == "Fem" and not _of_town(text))
            if singular and weak and (tags.pos[i] == "ADJ" or _inflected(words, i, end)):
                parts[i - start] = text[:-2] + _STRONG[gender]
    strong = _STRONG_AFTER.get(words[start - 1].lower) if start and end - start > 1 else None
    if strong is not None and _weak(parts[0]):
        parts[0] = parts[0][:-1] + strong
    if any(w.lower in _ENGLISH for w in words[start:end]):
        return " ".join(parts)
    # in "Institut für Meereskunde" the noun in front carries the genitive, in a plain name the last word
    last = len(parts) - 1
    behind = noun + 1 - start
    first_noun = noun - start
    if behind < len(parts) and tags.pos[noun] == "NOUN":
        parts[first_noun] = _nominative(words, tags, noun, forms)
    parts[last] = (
        parts[last] if last == first_noun and behind < len(parts) else _last(words, tags, end - 1, parts[last], forms)
    )
    return " ".join(parts)


def _weak(text: str) -> bool:
    """True for an adjective in *-e*, told by its other forms (not *Porsche*, *Heide*)."""
    lower = text.lower()
    return text.endswith("e") and all(is_german(form) for form in (lower, f"{lower}r", f"{lower}s"))


def _inflected(words: Sequence[Word], at: int, end: int) -> bool:
    """True for a capitalised adjective in front of a noun (*Europäischen* Agentur)."""
    text = words[at].text
    return (
        at + 1 < end
        and words[at + 1].capital
        and text.endswith(("en", "em"))
        and text not in load_words("first_names")
        and (adjective(text) is not None or place_adjective(text) is not None)
    )


def _of_town(text: str) -> bool:
    """True for an adjective made from a town, which is never inflected (*Kölner*)."""
    stem = text.removesuffix("er")
    return stem in load_words("place_stems") or any(is_known_place(stem + end) for end in ("", "e", "en"))


def _gender(noun: str) -> str | None:
    """The gender of a noun by its last part."""
    plain = noun.removesuffix("es") if noun.endswith("es") else noun.removesuffix("s")
    return next((g for tail, g in _genders() if noun.endswith(tail) or plain.endswith(tail)), None)


@cache
def _genders() -> tuple[tuple[str, str], ...]:
    return tuple((row["tail"], row["gender"]) for row in load_table("noun_genders"))


def _last(words: Sequence[Word], tags: Tags, at: int, text: str, forms: Collection[str]) -> str:
    return _nominative(words, tags, at, forms) if text == words[at].text else text


def _nominative(words: Sequence[Word], tags: Tags, at: int, forms: Collection[str]) -> str:
    text = words[at].text
    if text.endswith(("’", "'")) and text[:-1].endswith(("s", "x", "z", "ß")):
        return text[:-1]
    if not text.endswith("s") or len(text) < 4 or text.isupper():
        return text
    if text[:-1] in forms:
        return text[:-1]
    if not tags.tagged:
        return without_genitive(text, forms, words[at + 1] if at + 1 < len(words) else None)
    if not tags.genitive(at) or text in load_words("first_names"):
        return text
    if text.endswith("es") and is_german(text[:-2]) and tags.pos[at] == "NOUN":
        return text[:-2]
    return text if text.endswith(_OWN_S) else text[:-1]


def person_read(
    words: Sequence[Word],
    tags: Tags,
    start: int,
    end: int,
    forms: Collection[str],
    families: Collection[str] = frozenset(),
) -> PersonName:
    """A person's name that the model reads, as the rules keep theirs. `families` are family names that the article has
    in full names: their -s is no genitive (*Harms*)."""
    parts = [w.text for w in words[start:end] if w.text not in (".", "-")]
    if parts[-1] == words[end - 1].text and parts[-1] not in families:
        parts[-1] = _nominative(words, tags, end - 1, forms)
    asian = (
        1 < len(parts) <= 3
        and parts[0] in load_words("family_names_first")
        and parts[0] not in load_words("first_names")
    )
    family = parts[0] if asian else next((p for p in reversed(parts) if p[0].isupper() and len(p) > 1), parts[-1])
    return PersonName(start, end, tuple(parts), family, "family name first" if asian else "read as a name: PER")
