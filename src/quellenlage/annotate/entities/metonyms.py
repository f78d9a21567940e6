"""Whether a place speaks or acts and so stands for its government: *Moskau lehnt das ab*, *laut Kiew*.

Decided by the role in the sentence: the subject in the active voice of a verb of people; whom somebody told something;
the source after *laut* and *zufolge*; the owner of something said or willed (*Pekings Segen*, *Kritik aus Kiew*), and
of a side that somebody takes (*auf die Seite Moskaus*);
with whom states have dealings (*Beziehungen zu Seoul*, *Streit zwischen Paris und Rom*).
"""

from __future__ import annotations

from collections.abc import Sequence

from quellenlage.annotate.entities.gazetteer import government_at
from quellenlage.annotate.statements.cues import is_speech_form
from quellenlage.annotate.tags import Tags
from quellenlage.annotate.words import Word, is_news_noun
from quellenlage.german.lemmas import lemma_of
from quellenlage.german.lexicon import load_words, word_class

_SOURCES = frozenset(("laut", "zufolge"))
_HEARSAY = frozenset(("verlauten", "heißen"))
"""Verbs of what is heard from somewhere (verlautete aus Kiew)."""
_OWNING = frozenset(("nmod", "nmod:poss", "dep", "appos"))
_ADDRESSED = frozenset(("nsubj:pass", "obj", "iobj", "obl:arg"))


def speaks(words: Sequence[Word], tags: Tags, start: int, end: int) -> bool:
    """True if the name at `words[start:end]` speaks or acts."""
    if any(words[i].lower in _SOURCES for i in (start - 1, end) if 0 <= i < len(words)):
        return True
    if not tags.tagged:
        return speaks_beside(words, tags, start, end)
    inside = range(start, end)
    top = next((i for i in inside if tags.head[i] not in inside or tags.head[i] == i), end - 1)
    dep, head, first = tags.dep[top], tags.head[top], start
    if dep == "conj" and tags.pos[head] == "PROPN":
        # what stands in front of the first of two holds for both
        dep, head, first = tags.dep[head], tags.head[head], head
    before = words[first - 1].lower if first else ""
    # "auf Oslos Seite", "mit Oslos Segen": the preposition is that of the noun
    owned = dep in _OWNING and tags.genitive(end - 1) and tags.head[first - 1] == head
    preposition = first > 0 and tags.pos[first - 1] == "ADP" and not owned
    if preposition and before in load_words("dealing_prepositions") and tags.pos[head] == "NOUN":
        return tags.tokens[head].lemma_ in load_words("dealings")
    if preposition and before != "aus":
        return False
    if preposition:
        return tags.tokens[head].lemma_ in _HEARSAY or _is_spoken(words, tags, head)
    if dep in _OWNING and words[end - 1].text.endswith("s") and (dep == "appos" or tags.genitive(end - 1)):
        # a genitive behind its noun may be read as an apposition: "auf die Seite Oslos"
        owner = dep != "appos" or government_at(words[end - 1].text[:-1]) is not None
        return owner and (_is_spoken(words, tags, head) or _is_siding(tags, head))
    if tags.pos[head] != "VERB":
        return False
    if dep == "nsubj":
        return not _passive(tags, head) and _lemma(tags, head) not in load_words("place_verbs")
    addressed = tags.tokens[head].lemma_ in load_words("addressed_verbs") or _lemma(tags, head) in load_words(
        "addressed_verbs"
    )
    return addressed and dep in _ADDRESSED


def speaks_beside(words: Sequence[Word], _: Tags, start: int, end: int) -> bool:
    """True if the name is plainly the subject of a verb of saying beside it, as can be told without a tree."""
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


def _is_siding(tags: Tags, noun: int) -> bool:
    """True for the side that somebody takes or is on (*stellte sich auf die Seite Oslos*), not one of a town (*wohnt
    auf der anderen Seite Oslos*)."""
    side, verb = tags.tokens[noun], tags.tokens[tags.head[noun]]
    sides = {verb.lemma_, lemma_of(verb.lower_)} & load_words("siding_verbs")
    if side.lemma_ not in word_class("side") or not sides:
        return False
    below = list(side.children)
    on = any(c.dep_ == "case" and c.lower_ in word_class("on") for c in below)
    return on and not any(c.dep_ == "amod" for c in below)


def _is_spoken(words: Sequence[Word], tags: Tags, noun: int) -> bool:
    if tags.pos[noun] != "NOUN":
        return False
    return tags.tokens[noun].lemma_ in load_words("government_nouns") or is_news_noun(words[noun].text)


def _lemma(tags: Tags, verb: int) -> str:
    """The lemma with its separable prefix (lehnt ... ab: ablehnen)."""
    lemma: str = tags.tokens[verb].lemma_
    for token in tags.tokens[verb].rights:
        if token.dep_ == "compound:prt":
            return token.text + lemma
    return lemma


def _passive(tags: Tags, verb: int) -> bool:
    return any(child.dep_ in ("aux:pass", "nsubj:pass") for child in tags.tokens[verb].children)
