"""The corpora as training examples: one sentence each, on the tokens the product has, with what the corpus says of it.

A label that a corpus does not have, or that does not fit the product's tokens, is `UNKNOWN` and trains nothing.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from lemma_scripts import script_of

from quellenlage.domain.span import Span
from quellenlage.german.tokens import tokenize

UNKNOWN = -100
FEATURES = (
    "Case", "Gender", "Number", "Person", "Mood", "Tense", "VerbForm", "PronType", "Definite", "Degree", "Poss",
    "Reflex", "NumType", "Polarity", "Foreign",
)  # fmt: skip
ABSENT = "_"
ATTRIBUTED = "spkatt2023/train.jsonl.gz"
TYPES = ("PER", "ORG", "LOC", "OTH")
ROLES = {"Cue": "cue", "Source": "speaker", "Message": "quote"}
"""The parts of a speech event that the network marks, each with the field of SpkAtt that holds it."""


@dataclass(frozen=True, slots=True)
class Word:
    """One token: `spaced` if white space stands before it; labels are None where nothing is known."""

    form: str
    spaced: bool
    upos: str | None = None
    features: Mapping[str, str | None] | None = None
    script: str | None = None
    head: int | None = None  # index in the sentence; a root points to itself
    relation: str | None = None
    entity: str | None = None  # BIO label
    other_entity: str | None = None  # BIO label of the second entity scheme
    roles: tuple[str, ...] | None = None  # a BIO label for each of ROLES
    mood_only: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence of a corpus."""

    source: str
    text: str
    words: tuple[Word, ...]
    boundaries: bool = True  # whether its end is known to be a sentence's end


@dataclass(slots=True)
class Corpora:
    """What a run trains on."""

    labelled: list[Example] = field(default_factory=list)
    plain: list[Example] = field(default_factory=list)
    swapped: list[Example] = field(default_factory=list)


def read_corpora(data: Path, splits: Path, *, smartdata: bool) -> Corpora:
    """Every sentence that may be trained on; those whose id is held out are left away."""
    held = {f.stem: set(f.read_text("utf-8").split()) for f in sorted(splits.glob("*_held_out.txt"))}
    found = Corpora()
    found.labelled += germeval(data / "germeval2014" / "train.jsonl.gz", held["germeval2014_held_out"])
    for name in ("de_gsd-ud-dev", "de_gsd-ud-test", "de_pud-wiki"):
        found.labelled += treebank(data / "ud_german" / f"{name}.conllu.gz", held["gsd_held_out"])
    if smartdata:
        found.labelled += traffic(data)
    for path in ("quotes_wikinews/train.jsonl.gz", ATTRIBUTED, "spkatt2023/dev.jsonl.gz"):
        # the annotation of the first may not be trained on, that of the last is what cues are scored on
        found.plain += plain_text(data / path, roles=path == ATTRIBUTED)
    found.swapped += swapped_names([e for e in found.labelled if e.source == "germeval"])
    found.labelled += swapped_moods([e.words for e in (*found.plain, *found.labelled)])
    return found


def germeval(path: Path, held_out: set[str]) -> Iterator[Example]:
    """GermEval 2014: entities of the outer layer."""
    for row in rows(path):
        if row["id"] not in held_out:
            spans = [(e["start"], e["end"], e["type"]) for e in row["entities"] if e["layer"] == 1]
            yield Example("germeval", row["text"], with_entities(row["text"], spans))


def traffic(data: Path) -> Iterator[Example]:
    """SmartData and MobIE: entities by another scheme (descriptions and demonyms count), for a second head."""
    kinds = {"person": "PER", "organization": "ORG", "organization-company": "ORG", "location": "LOC",
             "location-city": "LOC", "location-street": "LOC", "location-stop": "LOC"}  # fmt: skip
    for name in ("smartdata/train", "smartdata/dev", "mobie/train", "mobie/dev", "mobie/test"):
        for row in rows(data / f"{name}.jsonl.gz"):
            if name.startswith("mobie") and row["meta"].get("also_in_smartdata"):
                continue
            spans = [(e["start"], e["end"], kinds[e["type"]]) for e in row["entities"] if e["type"] in kinds]
            doc = tokenize(row["text"], paragraphs(row["text"]))
            for s in doc.sents:
                inside = [
                    (a - s.start_char, b - s.start_char, t) for a, b, t in spans if s.start_char <= a < b <= s.end_char
                ]
                words = with_entities(s.text, inside)
                moved = tuple(replace(w, entity=None, other_entity=w.entity) for w in words)
                yield Example("traffic", s.text, moved, boundaries=False)


def plain_text(path: Path, *, roles: bool) -> Iterator[Example]:
    """Sentences as the rules see them, without labels, or with those of speech events."""
    for row in rows(path):
        for s in tokenize(row["text"], paragraphs(row["text"])).sents:
            text = s.text.strip()
            if 15 < len(text) < 600:
                words = words_of(text)
                if roles:
                    start = s.start_char + s.text.index(text)
                    words = with_roles(text, words, row["statements"], start)
                yield Example(path.parent.name, text, words, boundaries=False)


def with_roles(text: str, words: tuple[Word, ...], events: Sequence[Mapping], start: int) -> tuple[Word, ...]:
    """Words with the BIO labels of the speech events whose spans begin or end in the sentence at `start`."""
    starts = word_starts(text, words)
    labels = [["O"] * len(ROLES) for _ in words]
    for number, key in enumerate(ROLES.values()):
        spans = sorted((a - start, b - start) for event in events for a, b in event.get(key) or ())
        for a, b in sorted(spans, key=lambda s: s[0] - s[1]):  # a span inside another one is labelled last, and wins
            inside = [n for n, at in enumerate(starts) if a < at + len(words[n].form) and at < b]
            for n in inside:
                labels[n][number] = "B" if n == inside[0] and a >= 0 else "I"
    return tuple(replace(w, roles=tuple(label)) for w, label in zip(words, labels, strict=True))


def treebank(path: Path, held_out: set[str]) -> Iterator[Example]:
    """A UD treebank: tags, features, lemmas and trees."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        blocks = lines.read().strip().split("\n\n")
    for block in blocks:
        comments = dict(re.findall(r"^# (sent_id|text) = (.*)$", block, re.MULTILINE))
        if comments["sent_id"] not in held_out:
            example = ud_example(comments["text"], block, pud="pud" in path.name)
            if example is not None:
                yield example


def ud_example(text: str, block: str, *, pud: bool) -> Example | None:
    """One CoNLL-U sentence on our tokens. A contraction (*am*) is one word: it takes the labels of its preposition."""
    units = merged([line.split("\t") for line in block.split("\n") if line and line[0] != "#"])
    at, spans = 0, []
    for unit in units:
        start = text.find(unit["form"], at)
        if start < 0:
            return None
        at = start + len(unit["form"])
        spans.append((start, at))
    words = words_of(text)
    starts = word_starts(text, words)
    # which of our tokens stands for a unit: the first that begins inside it
    token_of: dict[int, int] = {}
    unit_of: dict[int, list[int]] = {}
    for n, (start, word) in enumerate(zip(starts, words, strict=True)):
        for u, (a, b) in enumerate(spans):
            if start < b and a < start + len(word.form):
                unit_of.setdefault(n, []).append(u)
                token_of.setdefault(u, n)
    by_id = {i: u for u, unit in enumerate(units) for i in unit["ids"]}
    labelled = []
    for n, word in enumerate(words):
        covered = unit_of.get(n, [])
        first = [u for u in covered if token_of[u] == n]
        if not first:
            labelled.append(word)  # the later part of a unit that we split: its head is not in the treebank
            continue
        # of several units in one token that counts whose head lies outside it
        chosen = next((u for u in first if by_id.get(units[u]["head"], -1) not in covered), first[0])
        unit = units[chosen]
        head = n if unit["head"] == 0 else token_of.get(by_id.get(unit["head"], -1))
        exact = len(covered) == 1 and (starts[n], starts[n] + len(word.form)) == spans[chosen]
        labelled.append(
            replace(
                word,
                upos=unit["upos"],
                features=features_of(unit, pud=pud),
                script=script_of(word.form, unit["lemma"]) if exact and "|" not in unit["lemma"] else None,
                head=head,
                relation=unit["relation"] if head is not None else None,
            )
        )
    return Example("pud" if pud else "gsd", text, tuple(labelled))


def merged(lines: Sequence[Sequence[str]]) -> list[dict]:
    """Syntactic words to surface words; ids of all parts are kept so that dependents find them."""
    units: list[dict] = []
    open_until = 0
    for f in lines:
        if "-" in f[0]:
            open_until = int(f[0].split("-")[1])
            units.append({"form": f[1], "ids": [], "parts": []})
        elif f[0].isdigit():
            row = {"upos": f[3], "lemma": f[2], "features": f[5], "head": int(f[6]), "relation": f[7]}
            if int(f[0]) <= open_until:
                units[-1]["ids"].append(int(f[0]))
                units[-1]["parts"].append(row)
            else:
                units.append({"form": f[1], "ids": [int(f[0])], "parts": [row]})
    for unit in units:
        outside = [p for p in unit["parts"] if p["head"] not in unit["ids"]]
        unit.update((outside or unit["parts"])[0])
    return units


def features_of(unit: Mapping, *, pud: bool) -> dict[str, str | None]:
    """Every feature with its value or `ABSENT`; None where the treebank is known to leave a feature out."""
    given = dict(f.split("=", 1) for f in unit["features"].split("|") if "=" in f)
    values: dict[str, str | None] = {name: given.get(name, ABSENT) for name in FEATURES}
    if pud and unit["upos"] in ("VERB", "AUX"):
        # PUD marks neither finite verbs nor participles as such, and gives participles a tense
        values["VerbForm"] = "Fin" if "Mood" in given else ("Inf" if given.get("VerbForm") == "Inf" else None)
        if "Mood" not in given:
            values["Tense"] = ABSENT
    if pud and unit["upos"] in ("ADV", "ADJ"):
        values["Degree"] = None
    return values


FORMS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("moods.toml").read_text("utf-8"))
KONJUNKTIVE = re.compile(rf"(?:{'|'.join(FORMS['konjunktiv'])})(?P<plural>n?)")
PRETERITES = re.compile(rf"(?:{'|'.join(FORMS['preterite'])})(?P<plural>e?n?)")


def swapped_moods(sentences: Iterable[tuple[Word, ...]]) -> Iterator[Example]:
    """Sentences whose mood is plain (*könnte*, *war*, *sei*, *bin*) with a form put in that has both readings.

    The treebanks hold 277 subjunctives. A form that is subjunctive beyond doubt tells that its place is one, and
    so trains the readings of *sagte*, *gingen*, *habe* in such places; only the mood of the swapped word is learnt.
    """
    dice = random.Random(3)
    for words in sentences:
        spots = []
        forms = {w.form.lower() for w in words}
        for n, word in enumerate(words):
            form = word.form if n else word.form[:1].lower() + word.form[1:]
            if match := KONJUNKTIVE.fullmatch(form):
                spots.append((n, "Sub", "Past", bool(match["plural"])))
            elif match := PRETERITES.fullmatch(form):
                spots.append((n, "Ind", "Past", bool(match["plural"])))
            elif form in FORMS["reported"] and not {"ich", "wir"} & forms:
                spots.append((n, "Sub", "Pres", False))
            elif form in FORMS["first_person"] and "ich" in {w.form.lower() for w in words[max(0, n - 2) : n + 3]}:
                spots.append((n, "Ind", "Pres", False))
        if not spots:
            continue
        # indicatives are ten times as frequent
        kept = [s for s in spots if s[1:3] != ("Ind", "Past") or dice.random() < 0.15]
        if not kept or dice.random() > 0.6:
            continue
        swapped = [
            replace(w, upos=None, features=None, script=None, head=None, relation=None, entity=None) for w in words
        ]
        for n, mood, tense, plural in kept:
            if tense == "Pres":
                pool = FORMS["on_e"]
            else:
                pool = FORMS["strong_plural"] if plural and dice.random() < 0.3 else FORMS["weak"]
            form = dice.choice(pool)
            form = form + "n" if plural and form in FORMS["weak"] else form
            if words[n].form[:1].isupper():
                form = form[:1].upper() + form[1:]
            swapped[n] = replace(swapped[n], form=form, features={"Mood": mood, "Tense": tense}, mood_only=True)
        text = "".join((" " if w.spaced and n else "") + w.form for n, w in enumerate(swapped))
        yield Example("moods", text, tuple(swapped), boundaries=False)


def swapped_names(examples: Sequence[Example]) -> Iterator[Example]:
    """Sentences with some names exchanged for names of the same kind from other sentences (Dai and Adel 2020): the
    place of a name, not the name alone, should tell its kind."""
    dice = random.Random(4)
    mentions = [list(mentions_of(e.words)) for e in examples]
    pool: dict[str, list[tuple[Word, ...]]] = {}
    for example, spans in zip(examples, mentions, strict=True):
        for start, end, kind in spans:
            pool.setdefault(kind, []).append(example.words[start:end])
    for example, spans in zip(examples, mentions, strict=True):
        chosen = [s for s in spans if s[2] in TYPES and dice.random() < 0.6]
        if not chosen:
            continue
        words: list[Word] = []
        at = 0
        for start, end, kind in chosen:
            other = dice.choice(pool[kind])
            words += [*example.words[at:start], replace(other[0], spaced=example.words[start].spaced), *other[1:]]
            at = end
        words += example.words[at:]
        text = "".join((" " if w.spaced and n else "") + w.form for n, w in enumerate(words))
        yield Example("swapped", text, tuple(words))


def mentions_of(words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    """The spans of BIO labels: (first word, behind the last, type)."""
    start = None
    for n, word in enumerate([*words, Word("", False, entity="O")]):
        label = word.entity or "O"
        if start is not None and label[:1] != "I":
            yield start, n, (words[start].entity or "")[2:]
            start = None
        if label[:1] == "B":
            start = n


def with_entities(text: str, spans: Sequence[tuple[int, int, str]]) -> tuple[Word, ...]:
    """Words with BIO labels; a token that an entity covers only in part belongs to it by its larger half."""
    words = words_of(text)
    labels = ["O"] * len(words)
    starts = word_starts(text, words)
    for start, end, kind in spans:
        inside = [
            n
            for n, at in enumerate(starts)
            if 2 * (min(end, at + len(words[n].form)) - max(start, at)) > len(words[n].form)
        ]
        for n in inside:
            labels[n] = ("B-" if n == inside[0] else "I-") + kind
    return tuple(replace(w, entity=label) for w, label in zip(words, labels, strict=True))


def words_of(text: str) -> tuple[Word, ...]:
    """The product's tokens, white space left out."""
    spaced, words = True, []
    for token in tokenize(text, [Span(0, len(text))]):
        if token.is_space:
            spaced = True
            continue
        words.append(Word(token.text, spaced))
        spaced = bool(token.whitespace_)
    return tuple(words)


def word_starts(text: str, words: Sequence[Word]) -> list[int]:
    """Where each word begins in the text."""
    at, starts = 0, []
    for word in words:
        at = text.index(word.form, at)
        starts.append(at)
        at += len(word.form)
    return starts


def paragraphs(text: str) -> list[Span]:
    """Lines that hold something."""
    return [Span(m.start(), m.end()) for m in re.finditer(r"\S[^\n]*", text)]


def rows(path: Path) -> Iterator[dict]:
    """The rows of a JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def common(values: Iterable[str], least: int) -> list[str]:
    """Values seen at least so often, the most frequent first."""
    return [v for v, n in sorted(Counter(values).items(), key=lambda x: (-x[1], x[0])) if n >= least]
