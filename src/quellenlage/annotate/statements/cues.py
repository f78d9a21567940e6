"""Words that report: verbs, fixed phrases and nouns of saying, each with what its content looks like and what it tells
of the speaker's stance. The entries are data: `speech_verbs.tsv`, `speech_phrases.tsv`, `speech_nouns.tsv`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

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
_NO_PREFIX = ("betteln", "beten")
"""Verbs that begin like one with an inseparable prefix and have none."""
_NONE = "-"
"""A form that is no cue."""
_CLAUSES = frozenset(("dass", "ob", "w", "v2"))
_SUMMING = frozenset(("acc", "dat", "vor+dat", "für+acc"))
_SHORTEST_BASE = 6
_SHORTEST_MODIFIER = 4
"""Letters of the parts of a compound that counts as its last part (Rücktrittsforderung): a shorter noun is too often
the end of another word (Umfrage, Ausrede)."""
_FORMS_KEPT = 1 << 14


@dataclass(frozen=True, slots=True)
class Cue:
    """An entry of the lexicon. `frames`: d direct quote, i indirect clause, z infinitive with zu, r summing-up object,
    v such an object with von.

    `content` is what the frames are made of (`dass`, `ob`, `w`, `v2`, `inf`, `acc`, `vor+dat`, ...), `fixed` the words
    of a phrase beside its verb (in, Abrede), `addressee` the case of whom it is told, empty for the dative.
    """

    lemma: str
    particle: str
    frames: str
    stance: Stance
    certainty: Certainty
    content: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    addressee: str = ""
    negated: tuple[Stance, Certainty] | None = None
    """Stance and certainty with *nicht*, if they change."""
    factive: str = ""
    """factive: takes its content for true; counter: for false."""

    @property
    def objects(self) -> tuple[str, ...]:
        """What can sum up the content: a bare case (`acc`) or a preposition with its case (`vor+dat`)."""
        return tuple(c for c in self.content if c in ("acc", "dat", "gen") or "+" in c)


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


def phrase_cues(form: str) -> tuple[Cue, ...]:
    """Fixed phrases whose verb a form can be, finite, participle or infinitive: *übte* -> Kritik üben. They hold where
    all of `fixed` stands in the clause, in that order."""
    return _phrases().get(form, ())


@lru_cache(maxsize=_FORMS_KEPT)
def noun_cue(word: str) -> Cue | None:
    """The noun of saying that a word is, in any case and number, or ends in: *Forderungen*, *Rücktrittsforderung*."""
    if not word[:1].isupper():
        return None
    nouns = _nouns()
    if word in nouns:
        return nouns[word]
    tail = word.rpartition("-")[2]
    if tail in nouns:
        return nouns[tail]
    lower = word.lower()
    for cut in range(_SHORTEST_MODIFIER, len(lower) - _SHORTEST_BASE + 1):
        found = nouns.get(lower[cut:].capitalize())
        if found is not None:
            return found
    return None


def cue_of(lemma: str) -> Cue | None:
    """The verb with this lemma."""
    return _by_lemma().get(lemma)


def is_speech_form(form: str) -> bool:
    """True for a finite form of any verb of saying that takes an indirect clause or sums up."""
    return any("i" in c.frames or "r" in c.frames for c in (*finite_cues(form), *joined_cues(form)))


# entries


def _cue(row: dict[str, str], lemma: str, particle: str = "", fixed: str = "") -> Cue:
    content = tuple(row["content"].split())
    stance, _, certainty = row.get("negated", "").partition(":")
    return Cue(
        lemma,
        particle,
        _frames(content),
        row["stance"],  # type: ignore[arg-type]
        row["certainty"],  # type: ignore[arg-type]
        content,
        tuple(fixed.split()),
        row.get("addressee", ""),
        (stance, certainty) if stance else None,  # type: ignore[arg-type]
        row["factive"],
    )


def _frames(content: tuple[str, ...]) -> str:
    """The letters of `Cue.frames`."""
    signs = (
        ("d", "direct" in content),
        ("i", not _CLAUSES.isdisjoint(content)),
        ("z", "inf" in content),
        ("r", not _SUMMING.isdisjoint(content)),
        ("v", "von+dat" in content),
    )
    return "".join(letter for letter, holds in signs if holds)


@cache
def _rows() -> tuple[tuple[Cue, str, str, str, str], ...]:
    """Cue, bare infinitive, 3rd person present, preterite, participle."""
    rows = []
    for row in load_table("speech_verbs"):
        particle = row["particle"]
        infinitive = row["lemma"].removeprefix(particle).strip()
        stem = infinitive.removesuffix("n").removesuffix("e")
        dental = "e" if stem.endswith(("t", "d")) else ""
        present = row["present"] or stem + dental + "t"
        preterite = row["preterite"] or stem + dental + "te"
        participle = row["participle"] or _participle(infinitive, stem, dental)
        rows.append((_cue(row, row["lemma"], particle), infinitive, present, preterite, participle))
    return tuple(rows)


@cache
def _by_lemma() -> dict[str, Cue]:
    return {cue.lemma: cue for cue, *_ in _rows()}


# forms


def _participle(infinitive: str, stem: str, dental: str) -> str:
    plain = infinitive.endswith(_NO_GE) or (infinitive.startswith(_INSEPARABLE) and infinitive not in _NO_PREFIX)
    return ("" if plain else "ge") + stem + dental + "t"


def _preterites(preterite: str) -> tuple[str, ...]:
    return (preterite, preterite + "n" if preterite.endswith("e") else preterite + "en")


def _table(entries: Iterable[tuple[str, Cue]]) -> dict[str, tuple[Cue, ...]]:
    table: dict[str, list[Cue]] = {}
    for form, cue in entries:
        if not form.startswith(_NONE) and cue not in table.setdefault(form, []):
            table[form].append(cue)
    return {form: tuple(cues) for form, cues in table.items() if cues}


@cache
def _finite() -> dict[str, tuple[Cue, ...]]:
    # subjunctives (er sage) are left out: they stand inside reported speech and tell what others are said to say
    return _table(
        (form, cue)
        for cue, infinitive, present, preterite, _ in _rows()
        for form in (present, infinitive, *_preterites(preterite))
    )


@cache
def _joined() -> dict[str, tuple[Cue, ...]]:
    return _table(
        (cue.particle + form, cue)
        for cue, infinitive, present, preterite, _ in _rows()
        for form in (present, infinitive, *_preterites(preterite))
        if cue.particle
    )


@cache
def _participles() -> dict[str, tuple[Cue, ...]]:
    return _table((participle, cue) for cue, _, _, _, participle in _rows())


@cache
def _infinitives() -> dict[str, tuple[Cue, ...]]:
    return _table(
        (form, cue)
        for cue, infinitive, _, _, _ in _rows()
        for form in (cue.particle + infinitive, cue.particle + "zu" + infinitive if cue.particle else infinitive)
    )


@cache
def _phrases() -> dict[str, tuple[Cue, ...]]:
    verbs = {row["verb"]: row for row in load_table("light_verbs")}
    entries = []
    for row in load_table("speech_phrases"):
        verb = verbs[row["verb"]]
        particle = verb["particle"]
        cue = _cue(row, f"{row['words']} {row['verb']}", particle, row["words"])
        infinitive = row["verb"].removeprefix(particle)
        finite = [infinitive, *verb["present"].split()]
        for preterite in verb["preterite"].split():
            finite += _preterites(preterite)
        joined = [particle + form for form in finite] if particle else []
        whole = [*verb["participle"].split(), particle + "zu" + infinitive if particle else infinitive]
        entries += [(form, cue) for form in (*finite, *joined, *whole)]
    return _table(entries)


@cache
def _nouns() -> dict[str, Cue]:
    table: dict[str, Cue] = {}
    for row in load_table("speech_nouns"):
        noun, plural = row["noun"], row["plural"]
        cue = _cue(row, noun)
        forms = [noun, noun + "s", noun + "es"]
        if plural:
            forms += [plural, plural if plural.endswith(("n", "s")) else plural + "n"]
        for form in forms:
            table.setdefault(form, cue)
    return table
