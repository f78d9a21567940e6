"""Hearsay told by a modal verb: *soll geliefert haben* (others say so), *will nichts gewusst haben* (so does he).

The infinitive decides (Duden-Grammatik, epistemic use of the modal verbs): a perfect infinitive looks back, a verb of
state tells what holds, and neither can be a plan or a duty; any other infinitive can (*soll 2026 öffnen*).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Token

from quellenlage.annotate.clauses import Tree, main_verb, noun_phrase
from quellenlage.annotate.words import Word, closed_class
from quellenlage.german.tense import shows

_STATIVE = closed_class("stative")
_MOTION = closed_class("perfect_with_sein")


class Hearsay(NamedTuple):
    """The modal's place; the range of the subject if it is the subject that speaks (*will*)."""

    modal: int
    lemma: str
    speaker: tuple[int, int] | None


def hearsay(items: Sequence[Word]) -> Hearsay | None:
    """The hearsay that the main verb of a unit tells; None without a model."""
    modal = main_verb(items)
    if modal is None or modal.lemma_ not in ("sollen", "wollen") or modal.morph.get("Tense", []) != ["Pres"]:
        return None
    tree = Tree(items)
    at = tree.places.get(modal.i)
    head = modal.head if modal.dep_ == "aux" else modal
    if at is None or shows(modal, "Mood", "Sub"):
        return None
    if modal.lemma_ == "sollen":
        return Hearsay(at, "sollen", None) if _is_perfect(head) or head.lemma_ in _STATIVE else None
    subject = tree.subject((at,))
    return Hearsay(at, "wollen", noun_phrase(tree, subject)) if subject is not None and _is_perfect(head) else None


def _is_perfect(head: Token) -> bool:
    """True for *geliefert haben*, *gereist sein*, *gewesen sein*, *verhaftet worden sein*; not for *geöffnet sein*,
    which tells a state to come as well."""
    around = [head, *head.children]
    infinitive = next((t for t in around if t.lower_ in ("haben", "sein") and t.i > head.i), None)
    if infinitive is None or shows(infinitive, "VerbForm", "Fin"):
        return False
    if any(t.lower_ in ("worden", "gewesen") for t in around):
        return True
    perfect = infinitive.lower_ == "haben" or infinitive.dep_ == "aux" or head.lemma_ in _MOTION
    return shows(head, "VerbForm", "Part") and perfect
