"""Moods and tenses settled among the labels that the model gives."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from quellenlage.german.clauses import Parsed
from quellenlage.german.moods import settle_moods
from quellenlage.german.verb_forms import KONJUNKTIV_II, past_auxiliaries, readings

Tags = npt.NDArray[np.int16]
Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Features = tuple[tuple[str, tuple[str, ...]], ...]


CERTAIN_II = frozenset({KONJUNKTIV_II})
ABSENT = "_"
"""The label of a feature that a word does not have."""
ODD_PARTS = frozenset(["ADV", "DET", "SCONJ", "CCONJ", "PRON", "ADP", "PART", "INTJ"])


class Columns(NamedTuple):
    """Where Mood, Tense and VerbForm stand among the features, and the numbers of their labels; -1 for a label the
    model does not have."""

    mood: int
    tense: int
    form: int
    moods: dict[str, int]
    tenses: dict[str, int]
    finite: int
    infinitive: int
    pos: int
    auxiliary: int
    absent: tuple[int, ...]
    """The label "_" of every feature."""
    odd: npt.NDArray[np.bool_]
    """The parts of speech that a finite auxiliary is sometimes taken for."""


def set_moods(
    tags: Tags, leanings: Floats, features: Features, words: Sequence[str], tree: tuple[Numbers, Sequence[str], Numbers]
) -> None:
    """Write Mood and Tense of the finite verbs into `tags` [words, features].

    `leanings` [words]: how far the model prefers Konjunktiv to indicative. `tree`: heads (roots their own), the names
    of the relations, the first words of the sentences.
    """
    columns = columns_of(features)
    if columns is None:
        return
    mend_auxiliaries(tags, columns, words)
    mend_infinitives(tags, columns, words)
    mood, tense = tags[:, columns.mood], tags[:, columns.tense]
    # a form that is left blank but has a mood is finite too
    finite = np.flatnonzero(
        (tags[:, columns.form] == columns.finite)
        | ((tags[:, columns.form] == columns.absent[columns.form]) & (mood != columns.absent[columns.mood]))
    )
    if not len(finite):
        return
    heads, relations, starts = tree
    which = finite.tolist()
    parsed = Parsed(
        words,
        heads.tolist(),
        relations,
        starts.tolist(),
        which,
        leanings[finite].tolist(),
        frozenset(finite[mood[finite] == columns.moods.get("Imp", -1)].tolist()),
        frozenset(finite[tense[finite] == columns.tenses["Past"]].tolist()),
    )
    for verb, reading in settle_moods(parsed).items():
        mood[verb] = columns.moods[reading.mood]
        tense[verb] = columns.tenses[reading.tense]


def leanings_of(scores: Floats, features: Features, slices: Sequence[tuple[int, int]]) -> Floats:
    """How far the model prefers Konjunktiv to indicative, for each word: the difference of the logits. `scores` [words,
    labels of all features]."""
    columns = columns_of(features)
    if columns is None:
        return np.zeros(len(scores), np.float32)
    start = slices[columns.mood][0]
    return scores[:, start + columns.moods["Sub"]] - scores[:, start + columns.moods["Ind"]]


def mend_auxiliaries(tags: Tags, columns: Columns, words: Sequence[str]) -> None:
    """Make finite auxiliaries of *sollte*, *würde*, *sei* and their like, where the model takes one at the start of a
    sentence for a conjunction or article ("Sollte es regnen, ...")."""
    forms = past_auxiliaries()
    absent = np.array(columns.absent, np.int16)
    for at in np.flatnonzero(columns.odd[tags[:, columns.pos]]).tolist():
        if words[at].lower() in forms:
            tags[at] = absent
            tags[at, columns.pos] = columns.auxiliary
            tags[at, columns.form] = columns.finite


def mend_infinitives(tags: Tags, columns: Columns, words: Sequence[str]) -> None:
    """Make finite what the model takes for an infinitive but is a Konjunktiv II beyond doubt ("nachgäben")."""
    for at in np.flatnonzero(tags[:, columns.form] == columns.infinitive).tolist():
        if readings(words[at]) == CERTAIN_II:
            tags[at, columns.form] = columns.finite


@lru_cache(maxsize=8)
def columns_of(features: Features) -> Columns | None:
    """The columns; None for a model without them."""
    names = {name: (i, {label: n for n, label in enumerate(labels)}) for i, (name, labels) in enumerate(features)}
    if not {"upos", "Mood", "Tense", "VerbForm"} <= names.keys():
        return None
    (mood, moods), (tense, tenses), (form, forms) = names["Mood"], names["Tense"], names["VerbForm"]
    if not {"Ind", "Sub"} <= moods.keys() or not {"Pres", "Past"} <= tenses.keys() or "Fin" not in forms:
        return None
    pos, parts = names["upos"]
    absent = tuple(labels.index(ABSENT) if ABSENT in labels else 0 for _, labels in features)
    odd = np.array([part in ODD_PARTS for part in parts])
    return Columns(mood, tense, form, moods, tenses, forms["Fin"], forms.get("Inf", -1), pos, parts["AUX"], absent, odd)
