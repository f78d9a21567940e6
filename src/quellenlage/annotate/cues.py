"""Verbs of saying in all their forms: which lemma a form can be, what the verb tells of the speaker's stance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from quellenlage.domain.annotations import Certainty, Stance
from quellenlage.german.lexicon import load_table

_INSEPARABLE = (
    "be",
    "ge",
    "er",
    "ver",
    "zer",
    "ent",
    "emp",
    "miss",
    "wider",
    "unter",
    "über",
    "hinter",
    "voll",
    "wieder",
)
_NO_GE = ("ieren",)


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying. `frames`: d direct quote, i indirect clause, z infinitive with zu, r summing-up object,
    v such an object with von."""

    lemma: str
    particle: str
    frames: str
    stance: Stance
    certainty: Certainty


def finite_cues(form: str) -> tuple[Cue, ...]:
    """Verbs that a small-written form can be a finite form of, without their particle: *teilte* -> mitteilen."""
    return _finite().get(form, ())


def joined_cues(form: str) -> tuple[Cue, ...]:
    """Separable verbs that a form at the end of a clause holds in one word: *mitteilte* -> mitteilen."""
    return _joined().get(form, ())


def participle_cues(form: str) -> tuple[Cue, ...]:
    """Verbs that a form is the participle of: *mitgeteilt* -> mitteilen."""
    return _participles().get(form, ())


def infinitive_cues(form: str) -> tuple[Cue, ...]:
    """Verbs that a form is the infinitive of, with or without zu: *sagen*, *mitzuteilen*."""
    return _infinitives().get(form, ())


def is_speech_form(form: str) -> bool:
    """True for a finite form of any verb of saying that takes an indirect clause or sums up."""
    return any("i" in c.frames or "r" in c.frames for c in (*finite_cues(form), *joined_cues(form)))


@cache
def _rows() -> tuple[tuple[Cue, str, str, str, str], ...]:
    """Cue, bare infinitive, 3rd person present, preterite, participle."""
    rows = []
    for row in load_table("speech_verbs"):
        particle = row["particle"]
        infinitive = row["lemma"].removeprefix(particle).strip()
        cue = Cue(row["lemma"], particle, row["frames"], row["stance"], row["certainty"])  # type: ignore[arg-type]
        stem = infinitive.removesuffix("n").removesuffix("e")
        dental = "e" if stem.endswith(("t", "d")) else ""
        present = row["present"] or stem + dental + "t"
        preterite = row["preterite"] or stem + dental + "te"
        participle = row["participle"] or _participle(infinitive, stem, dental)
        rows.append((cue, infinitive, present, preterite, participle))
    return tuple(rows)


def _participle(infinitive: str, stem: str, dental: str) -> str:
    plain = infinitive.endswith(_NO_GE) or (
        infinitive.startswith(_INSEPARABLE) and infinitive not in ("betteln", "beten")
    )
    return ("" if plain else "ge") + stem + dental + "t"


def _preterites(preterite: str) -> tuple[str, ...]:
    return (preterite, preterite + "n" if preterite.endswith("e") else preterite + "en")


@cache
def _finite() -> dict[str, tuple[Cue, ...]]:
    # subjunctives (er sage) are left out: they stand inside reported speech and tell what others are said to say
    table: dict[str, list[Cue]] = {}
    for cue, infinitive, present, preterite, _ in _rows():
        for form in (present, infinitive, *_preterites(preterite)):
            if cue not in table.setdefault(form, []):
                table[form].append(cue)
    return {form: tuple(cues) for form, cues in table.items()}


@cache
def _joined() -> dict[str, tuple[Cue, ...]]:
    table: dict[str, list[Cue]] = {}
    for cue, infinitive, present, preterite, _ in _rows():
        if cue.particle:
            for form in (present, infinitive, *_preterites(preterite)):
                table.setdefault(cue.particle + form, []).append(cue)
    return {form: tuple(cues) for form, cues in table.items()}


@cache
def _participles() -> dict[str, tuple[Cue, ...]]:
    table: dict[str, list[Cue]] = {}
    for cue, _, _, _, participle in _rows():
        table.setdefault(participle, []).append(cue)
    return {form: tuple(cues) for form, cues in table.items()}


@cache
def _infinitives() -> dict[str, tuple[Cue, ...]]:
    table: dict[str, list[Cue]] = {}
    for cue, infinitive, _, _, _ in _rows():
        for form in (cue.particle + infinitive, cue.particle + "zu" + infinitive if cue.particle else infinitive):
            if cue not in table.setdefault(form, []):
                table[form].append(cue)
    return {form: tuple(cues) for form, cues in table.items()}
