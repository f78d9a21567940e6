"""The words of a label around its noun: which adjectives and genitives belong to it, and its dictionary form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quellenlage.annotate.entities.gazetteer import is_known_place
from quellenlage.annotate.tags import Tags
from quellenlage.annotate.words import Word, closed_class, could_be_adjective, is_function
from quellenlage.domain.annotations import By, Entity
from quellenlage.german.designations import designation
from quellenlage.german.lemmas import lemma_as, noun_lemma
from quellenlage.german.lexicon import load_words

ARTICLES = frozenset(("der", "die", "das", "dem", "den", "des"))
CONTRACTED = frozenset(("im", "am", "zum", "zur", "beim", "vom", "ins", "ans"))
"""Prepositions that hold the article."""
_GENITIVE_OPENERS = frozenset(("des", "der", "eines", "einer", "seines", "seiner", "ihres", "ihrer", "von", "vom"))
_SEVERAL = frozenset(("beide", "beiden", "beider"))
_NEGATED = frozenset(("kein", "keine", "keinen", "keiner", "keinem"))
_COUNTING = closed_class("numeral_adjectives")
_MOST_ADJECTIVES = 4
_MOST_BEHIND = 5
_WEAK_ENDINGS = ("en", "em", "er", "es", "e")


class Found(NamedTuple):
    """A label as a rule finds it: the noun at `head` calls `referent` something. `first` and `end` are the words of the
    label, `reported` is true where somebody else is said to use the word."""

    first: int
    head: int
    end: int
    referent: str
    by: By
    reported: bool = False


class Text(NamedTuple):
    """What the rules for labels look at: the words, their tags, the entities and where each begins."""

    words: Sequence[Word]
    tags: Tags
    entities: Sequence[Entity]
    starts: Mapping[int, Sequence[Entity]]
    """Offset to the entities that begin there, longest first."""
    places: Mapping[int, int]
    """Offset to the number of the word that begins there."""

    def at(self, word: int) -> Sequence[Entity]:
        """The entities that begin with a word."""
        return self.starts.get(self.words[word].start, ())

    def made_from_name(self, word: int) -> Entity | None:
        """The entity that an adjective is made from (*nordkoreanische*)."""
        return next((e for e in self.at(word) if e.adjectival), None)

    def part_of(self, word: int) -> Entity | None:
        """The entity that is the first part of a compound (*Kreml* in *Kremlchef*)."""
        return next((e for e in self.at(word) if e.part and e.end < self.words[word].end), None)


def text_of(words: Sequence[Word], tags: Tags, entities: Sequence[Entity]) -> Text:
    """The words with their entities, to be asked by place."""
    starts: dict[int, list[Entity]] = {}
    for entity in sorted(entities, key=lambda e: (e.start, -e.end)):
        starts.setdefault(entity.start, []).append(entity)
    return Text(words, tags, entities, starts, {w.start: n for n, w in enumerate(words)})


def words_in(text: Text, entity: Entity) -> tuple[int, int]:
    """Number of an entity's first word, and the number behind its last."""
    first = end = text.places[entity.start]
    while end < len(text.words) and text.words[end].start < entity.end:
        end += 1
    return first, end


def phrase(text: Text, head: int) -> tuple[int, int]:
    """First word and end of the label around a noun: the adjectives in front that say more than where somebody is from
    or how old, and a genitive behind it that names nobody. A noun that says little by itself (*Vater*, *Mitglied*)
    keeps whose it is, whatever names that has."""
    return _first(text, head), _end(text, head)


def opening(text: Text, first: int) -> int:
    """Where the noun phrase whose noun stands at `first` begins, its article aside: at its first adjective."""
    while first > 0 and is_adjective(text, first - 1):
        first -= 1
    return first


def is_of_several(text: Text, at: int) -> bool:
    """True for a role in the plural, by its article and form where the model takes it for a singular: *die beiden
    Staatschefs*, *das Treffen der Präsidentinnen*."""
    word, first = text.words[at], opening(text, at)
    if first and any(text.words[i].lower in _SEVERAL for i in range(first - 1, at)):
        return True
    if word.lower.endswith("innen") or "Plur" in text.tags.tokens[at].morph.get("Number", []):
        return not word.lower.endswith("in")
    before = text.words[first - 1].lower if first else ""
    lemma = noun_lemma(word.text)
    # "der Beamten" may be one woman
    adjectival = lemma.endswith(("e", "er")) and word.text.endswith("en")
    return lemma != word.text and (before == "die" or (before == "der" and not adjectival))


def is_adjective(text: Text, at: int) -> bool:
    """True for an adjective in front of a noun, also one made from a name."""
    word = text.words[at]
    if text.made_from_name(at) is not None:
        return True
    if text.tags.tagged:
        attribute = text.tags.pos[at] == "ADJ" or text.tags.dep[at] == "amod"
        return attribute and word.lower not in _COUNTING and word.text[-1].isalpha()
    return could_be_adjective(word)


def label_text(text: Text, first: int, head: int, end: int) -> str:
    """The label in its dictionary form: adjectives as after an article in the nominative singular (der *umstrittene*),
    the noun in the singular."""
    parts = [
        _weak(text.words[i]) if is_adjective(text, i) else text.words[i].text for i in range(first, min(head, end))
    ]
    parts.append(_dictionary(text, head))
    parts += [w.text for w in text.words[head + 1 : end]]
    return " ".join(parts).replace(" ,", ",")


def _first(text: Text, head: int) -> int:
    first = head
    while first > 0 and head - first < _MOST_ADJECTIVES and is_adjective(text, first - 1):
        first -= 1
    if first > 0 and text.words[first - 1].lower in _NEGATED:
        return first - 1  # sonst kein Freund großer Worte
    while first < head and (
        text.made_from_name(first) is not None
        or _is_of_state(text, first)
        or _counts(text.words[first])
        or _has_complement(text, first)
    ):
        first += 1
    if first and first == head and _is_relational(text, head) and _is_owner(text, head - 1, head):
        first -= 1
    return first


def _is_relational(text: Text, head: int) -> bool:
    return noun_lemma(text.words[head].text).lower() in load_words("relational_nouns")


def _is_owner(text: Text, at: int, noun: int) -> bool:
    """True for a name in the genitive in front of a noun: *Kerns* Vater."""
    tags = text.tags
    return tags.pos[at] == "PROPN" and tags.genitive(at) and tags.head[at] == noun


def _is_of_state(text: Text, at: int) -> bool:
    """True for the state in front of a role (*Russlands Präsident*), where the model takes it for an adjective."""
    return any(e.type == "GPE" and not e.part and e.end == text.words[at].end for e in text.at(at))


def _has_complement(text: Text, at: int) -> bool:
    """True for a participle with a phrase of its own (*der aus Kiel stammende*)."""
    return text.tags.tagged and any(
        c.pos_ in ("NOUN", "PROPN", "PRON") and c.i < text.tags.tokens[at].i for c in text.tags.tokens[at].children
    )


def _counts(word: Word) -> bool:
    return any(c.isdigit() for c in word.text) or word.lower in _COUNTING


def _end(text: Text, head: int) -> int:
    """Index behind the genitive that belongs to the noun; right behind the noun if there is none or it has a name."""
    at = head + 1
    words, tags = text.words, text.tags
    if at >= len(words) or words[at].lower not in _GENITIVE_OPENERS or not tags.tagged:
        return head + 1
    genitive = words[at].lower not in ("von", "vom")
    relational = _is_relational(text, head)
    while at + 1 < len(words) and at - head <= _MOST_BEHIND:
        at += 1
        named = text.made_from_name(at) is not None or any(not e.nominal for e in text.at(at))
        if named and not relational:
            return head + 1
        if named and tags.head[at] > at and (text.made_from_name(at) or _is_owner(text, at, tags.head[at])):
            continue
        if tags.pos[at] in ("NOUN", "PROPN"):
            belongs = tags.head[at] == head and (not genitive or "Gen" in tags.tokens[at].morph.get("Case", ["Gen"]))
            return _behind_name(text, at) if belongs else head + 1
        if not (is_adjective(text, at) or is_function(words[at])):
            break
    return head + 1


def _behind_name(text: Text, at: int) -> int:
    """Index behind a noun, or behind the name of several words that it begins (*Nachfolger von Anna Berg*)."""
    end = at + 1
    while end < len(text.words) and text.tags.head[end] == at and text.tags.dep[end].startswith("flat"):
        end += 1
    return end


def _weak(word: Word) -> str:
    if word.capital and is_known_place(word.text.removesuffix("er")):
        return word.text
    for ending in _WEAK_ENDINGS:
        if word.text.endswith(ending) and len(word.text) > len(ending) + 2:
            return word.text.removesuffix(ending) + "e"
    return word.text


def _dictionary(text: Text, head: int) -> str:
    word = text.words[head].text
    if word.isupper():
        return word
    before, hyphen, last = word.rpartition("-")
    known = designation(word)
    if known is not None and known.noun == last.lower():
        return word
    lemma = noun_lemma(last) if text.tags.pos[head] != "ADJ" else lemma_as(last, "NOUN")
    same = lemma[:1] == last[:1] and lemma[:3].lower() == last[:3].lower()
    return before + hyphen + (lemma if same else last)
