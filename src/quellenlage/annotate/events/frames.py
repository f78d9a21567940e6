"""Which words name a happening: the frames of `event_frames.tsv`, found by the lemma of the trigger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, cast, get_args

import simplemma
from spacy.tokens import Token

from quellenlage.domain.annotations import EventType
from quellenlage.german.lemmas import lemma_of
from quellenlage.german.lexicon import load_table, load_words

Pos = Literal["VERB", "NOUN", "ADJ"]
MOVES = frozenset(("ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"))
"""Moves made in words: each is one of its own, even if the same person makes two."""
_SHORTEST_TAIL = 4
"""Letters of the shortest last part of a compound that is looked up."""
_CONTRACTED = frozenset(("ums", "aufs", "fürs", "vors"))
"""Prepositions with an article that the list of function words lacks."""
_KEPT = 1 << 15


@dataclass(frozen=True, slots=True)
class Need:
    """A condition: one of the slots is filled (with one of the values, if any are named); `absent`: none is."""

    options: tuple[tuple[str, frozenset[str]], ...]
    absent: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """A row of the table. `agent` and `patient` are alternatives, each a tuple of slots that are read together;
    `type` is None for a compound that names no happening; `words` must stand with the trigger."""

    lemma: str
    type: EventType | None
    kind: str
    agent: tuple[tuple[str, ...], ...]
    patient: tuple[tuple[str, ...], ...]
    needs: tuple[Need, ...]
    words: frozenset[str]

    @property
    def has_object(self) -> bool:
        """True for a verb whose object is somebody or something the frame speaks of."""
        asked = any(all(slot == "obj" for slot, _ in need.options) for need in self.needs)
        return asked or any("obj" in group for group in (*self.agent, *self.patient))


def frames_of(token: Token) -> Sequence[Frame]:
    """The frames that `token` may trigger, the most demanding first; none for most words."""
    if token.pos_ in ("VERB", "AUX"):
        return _frames("VERB").get(verb_lemma(token), ())
    if token.pos_ in ("NOUN", "PROPN"):
        return _noun_frames(token.text, token.lemma_) if token.pos_ == "NOUN" or "-" in token.text else ()
    if token.pos_ == "ADJ":
        return _frames("ADJ").get(token.lower_, ()) or _participle_frames(token)
    return ()


def verb_lemma(token: Token) -> str:
    """The lemma of a verb with its separable prefix (*nahm ... zurück*: zurücknehmen)."""
    particle = next((c.lower_ for c in token.children if c.dep_ == "compound:prt"), "")
    return particle + _infinitive(token.lower_, token.lemma_)


@lru_cache(maxsize=_KEPT)
def _infinitive(form: str, lemma: str) -> str:
    """The lemma; for a participle that the word list does not know what its ending tells."""
    known = _forms().get(form)
    if known is not None:
        return known
    if lemma.endswith(("en", "ern", "eln")):
        return lemma
    if form in _preterites():
        return _preterites()[form]
    if not form.endswith("t"):
        return lemma
    for prefix in ("", *sorted(load_words("verb_prefixes"))):
        stem = form.removeprefix(prefix)
        if form.startswith(prefix) and stem.startswith("ge") and prefix + stem[2:-1] + "en" in _frames("VERB"):
            return prefix + stem[2:-1] + "en"
    return form[:-1] + "en"


def _participle_frames(token: Token) -> Sequence[Frame]:
    """Frames of a participle that the model takes for an adjective, where it is the predicate (*ist geschlossen*)."""
    if token.dep_ == "amod" or not token.lower_.endswith(("t", "en")):
        return ()
    return _frames("VERB").get(_infinitive(token.lower_, token.lemma_), ())


@lru_cache(maxsize=_KEPT)
def _noun_frames(form: str, lemma: str) -> Sequence[Frame]:
    """The frames of a noun: its own, else those of the last part of a compound."""
    frames = _frames("NOUN")
    if lemma in frames:
        return frames[lemma]
    for cut in range(2, len(form) - _SHORTEST_TAIL + 1):
        tail = form[cut:].capitalize() if form[cut] != "-" else ""
        if not tail:
            continue
        known = tail if tail in frames else lemma_of(tail)
        if known in frames and _is_first_part(form[:cut]):
            return frames[known]
    return ()


def _is_first_part(head: str) -> bool:
    """True for a word that makes a compound; not for a prefix (*Auf-ruf*, *Aus-wahl*), which makes another word."""
    if head.endswith("-"):
        return True
    low = head.lower()
    if low in load_words("verb_prefixes") or low in ("un", "ur", "miss"):
        return False
    stem = low.removesuffix("s")
    return len(low) > 2 and any(
        simplemma.is_known(w, lang="de") for w in (low, stem, stem.capitalize(), f"{stem}en", f"{stem.capitalize()}e")
    )


@cache
def _frames(pos: Pos) -> dict[str, tuple[Frame, ...]]:
    """The frames of a part of speech by lemma, those with more conditions first."""
    table: dict[str, list[Frame]] = {}
    for row in load_table("event_frames"):
        if row["pos"] == pos:
            *words, lemma = row["lemma"].split()
            table.setdefault(lemma, []).append(_frame(row, _must_stand(words, pos)))
    return {
        lemma: tuple(sorted(frames, key=lambda f: -(len(f.needs) + 2 * len(f.words))))
        for lemma, frames in table.items()
    }


def _frame(row: dict[str, str], words: frozenset[str]) -> Frame:
    kind = row["type"]
    return Frame(
        lemma=row["lemma"],
        type=cast(EventType, kind) if kind in get_args(EventType) else None,
        kind=row["kind"],
        agent=_slots(row["agent"]),
        patient=_slots(row["patient"]),
        needs=tuple(_need(part) for part in row["needs"].split()),
        words=words,
    )


def _must_stand(words: Sequence[str], pos: Pos) -> frozenset[str]:
    """The words of a phrase besides its verb or noun: of verbs without articles and prepositions, which change with the
    sentence (*in*, *im*); of nouns the adjectives (*runder Tisch*) by their lemma."""
    if pos == "NOUN":
        return frozenset(lemma_of(w) for w in words)
    loose = (load_words("function_words") | _CONTRACTED) - {"sich"}
    return frozenset(words) - loose


def _slots(cell: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group.split("+")) for group in cell.split() if group != "-")


def _need(cell: str) -> Need:
    """`mit|über`, `obj=@arms|@relief`, `nsubj=@court|Richter`, `!obj`: a value without a slot goes on with the last."""
    options: list[tuple[str, frozenset[str]]] = []
    for part in cell.removeprefix("!").split("|"):
        slot, equals, value = part.partition("=")
        if equals:
            options.append((slot, frozenset([value])))
        elif options and options[-1][1] and (slot[0] == "@" or slot[0].isupper()):
            options[-1] = (options[-1][0], options[-1][1] | {slot})
        else:
            options.append((slot, frozenset()))
    return Need(tuple(options), cell.startswith("!"))


@cache
def _forms() -> dict[str, str]:
    """Forms that the word list does not know, with their lemma."""
    return {form: row["lemma"].split()[-1] for row in load_table("event_frames") for form in row["forms"].split()}


@cache
def _preterites() -> dict[str, str]:
    """Strong preterites, which the word list may take for another word (*brach*)."""
    return {
        form + ending: row["infinitive"]
        for row in load_table("strong_verbs")
        for form in row["preterite"].split(",")
        for ending in ("", "en")
    }
