"""What a finite German verb form can be by the paradigm: Mood and Tense, from the form alone.

Rules after the chapter on the Konjunktiv in the Duden grammar. The Konjunktiv I that equals the indicative (*sie
haben*, *wir gehen*) is no reading: without a form of its own it says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from quellenlage.german.lexicon import load_table, load_words


class Reading(NamedTuple):
    """Mood and Tense as Universal Dependencies name them: Konjunktiv I is Sub Pres, Konjunktiv II is Sub Past."""

    mood: Literal["Ind", "Sub"]
    tense: Literal["Pres", "Past"]


Readings = frozenset[Reading]

PRESENT = Reading("Ind", "Pres")
PRETERITE = Reading("Ind", "Past")
KONJUNKTIV_I = Reading("Sub", "Pres")
KONJUNKTIV_II = Reading("Sub", "Past")
UNKNOWN: Readings = frozenset()
"""Of a form that the tables do not know."""
_EITHER_PAST = frozenset({PRETERITE, KONJUNKTIV_II})
_EITHER_PRESENT = frozenset({PRESENT, KONJUNKTIV_I})
_PRESENT = frozenset({PRESENT})
_BY_NAME = {f"{r.mood} {r.tense}": r for r in (PRESENT, PRETERITE, KONJUNKTIV_I, KONJUNKTIV_II)}
_PERSONAL_ENDINGS = ("", "n", "st", "t")


@lru_cache(maxsize=1 << 15)
def readings(form: str) -> Readings:
    """Every reading that the paradigm allows a finite verb form ("ginge" -> Konjunktiv II; "sagte" -> preterite and
    Konjunktiv II); `UNKNOWN` where it does not say. Case, soft hyphens and old spellings (müßte) do not matter."""
    form = form.replace("\u00ad", "").lower().replace("’", "'")
    plain = _plain(form)
    known = _auxiliaries().get(plain)
    if known is not None:
        return known
    strong = _prefixed(plain)
    return _regular(form, plain) if strong is None else strong


def _regular(form: str, plain: str) -> Readings:
    """The readings by the ending alone."""
    if form.endswith(("te", "ten")):
        stem = form.removesuffix("n").removesuffix("e")
        if not _has_stem_in_t(stem):
            return _EITHER_PAST
        return _PRESENT if form.endswith("n") else _EITHER_PRESENT
    if form.endswith("test"):
        # "arbeitest" is present, "sagtest" is both of the past
        return _PRESENT if _has_stem_in_t(form.removesuffix("est")) else _EITHER_PAST
    if form.endswith("tet"):
        return _PRESENT if _has_stem_in_t(form.removesuffix("et")) else UNKNOWN
    if form.endswith("e"):
        return _EITHER_PRESENT
    if form.endswith("n"):
        return _PRESENT
    if form.endswith("t") and not plain.endswith("est"):
        return _PRESENT
    return UNKNOWN


def _plain(form: str) -> str:
    """Old and Swiss spellings like the new: one spelling for ß and ss."""
    return form.replace("ß", "ss")


def _prefixed(form: str) -> Readings | None:
    """The readings of a form of a strong verb, with or without prefixes; None for other verbs."""
    table, prefixes = _strong_forms(), load_words("verb_prefixes")
    for cut in range(len(form) - 1):
        found = table.get(form[cut:])
        if found is not None and _is_prefix(form[:cut], prefixes):
            return found
    return None


def _has_stem_in_t(stem: str) -> bool:
    """True for "wart", "erwart": with -e, they are present."""
    stems, prefixes = load_words("verb_stems_in_t"), load_words("verb_prefixes")
    return any(stem[cut:] in stems and _is_prefix(stem[:cut], prefixes) for cut in range(len(stem) - 1))


def _is_prefix(text: str, prefixes: frozenset[str]) -> bool:
    """True for nothing, a prefix, or several ("wiederauf", "anzu")."""
    if not text or text in prefixes:
        return True
    return any(text[:cut] in prefixes and _is_prefix(text[cut:], prefixes) for cut in range(1, len(text)))


@cache
def _auxiliaries() -> dict[str, Readings]:
    return {
        _plain(row["form"]): frozenset(_BY_NAME[name] for name in row["readings"].split(", "))
        for row in load_table("auxiliary_forms")
    }


@cache
def past_auxiliaries() -> frozenset[str]:
    """The forms of auxiliaries and modals that are no present indicative alone, in small letters: hardly any other word
    is spelt like them."""
    return frozenset(row["form"] for row in load_table("auxiliary_forms") if row["readings"] != "Ind Pres") - {
        "war",
        "wart",
    }


@cache
def _strong_forms() -> dict[str, Readings]:
    """Every form of a strong verb's preterite and Konjunktiv II."""
    found: dict[str, set[Reading]] = {}
    homographs = load_words("present_homographs")
    for row in load_table("strong_verbs"):
        subjunctives = [s for s in row["konjunktiv"].split(",") if s]
        for stem in row["preterite"].split(","):
            for form in _preterites(stem):
                found.setdefault(_plain(form), set()).add(PRETERITE)
        for subjunctive in subjunctives:
            for ending in _PERSONAL_ENDINGS:
                found.setdefault(_plain(subjunctive + ending), set()).add(KONJUNKTIV_II)
    for form in homographs:
        # "führe" is a form of "führen" too; "führen" in its plural is taken for that alone
        found[_plain(form)] = {PRESENT} if form.endswith("n") else {PRESENT, KONJUNKTIV_I, KONJUNKTIV_II}
    return {form: frozenset(of) for form, of in found.items()}


def _preterites(stem: str) -> Iterator[str]:
    """The forms of a preterite: "ging", "gingst", "gingen", "gingt"; "kannte", "kanntest"."""
    if stem.endswith("e"):
        # "kannte" takes -n, "schrie" too
        yield from (stem + ending for ending in _PERSONAL_ENDINGS)
        return
    yield from (stem, stem + "en")
    yield from (stem + "est", stem + "et") if stem.endswith(("t", "d")) else (stem + "st", stem + "t")
