"""Two people whose names stand side by side, with no word between: *hat Kim Putin eingeladen*, *lud Scholz Macron ein*.

German sets subject and object behind its finite verb without a sign between them. What looks like first and family name
is two names where the article has each of the two words as the family name of somebody else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quellenlage.annotate.entities.model_names import Candidate
from quellenlage.annotate.entities.people import PersonName, says
from quellenlage.annotate.entities.readings import Reading
from quellenlage.annotate.tags import Tags
from quellenlage.annotate.words import Word
from quellenlage.domain.annotations import By
from quellenlage.german.lexicon import load_words

_MOST_PARTS = 5
"""Words of two names at most."""
_OPENING = ("VERB", "AUX", "SCONJ")

Parts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """The full names of an article, each with the word that later mentions use, and where they stand; the family names
    that a title introduces alone (*Machthaber Kim*); and the pairs of words that stand only behind verbs."""

    full: dict[Parts, str]
    places: dict[Parts, list[tuple[int, int]]]
    alone: frozenset[str]
    behind_verbs: frozenset[Parts]


def parted(
    words: Sequence[Word], tags: Tags, readings: Sequence[Reading], candidates: Sequence[Candidate]
) -> tuple[list[Reading], tuple[Candidate, ...]]:
    """The readings and candidates, those that hold two people as two."""
    known = _known(words, tags, readings, candidates)
    rules: list[Reading] = []
    for reading in readings:
        at = _border(words, known, reading.start, reading.end) if reading.person is not None else None
        rules += [reading] if at is None else _two(words, reading, at, known)
    names: list[Candidate] = []
    for candidate in candidates:
        asked = candidate.label != "ORG" and not candidate.form
        at = _border(words, known, candidate.start, candidate.end) if asked else None
        reason = "" if at is None else _reason(words, candidate.start, at, candidate.end)
        names += [candidate] if at is None else [
            replace(candidate, end=at, label="PER", reason=reason),
            replace(candidate, start=at, label="PER", reason=reason),
        ]  # fmt: skip
    return rules, tuple(names)


def _known(words: Sequence[Word], tags: Tags, readings: Sequence[Reading], candidates: Sequence[Candidate]) -> _Known:
    full: dict[Parts, str] = {}
    places: dict[Parts, list[tuple[int, int]]] = defaultdict(list)
    alone = set()
    for reading in readings:
        if reading.person is not None and reading.person.full:
            full[reading.person.parts] = reading.person.family
            places[reading.person.parts].append((reading.start, reading.end))
        elif reading.person is not None:
            alone.add(reading.person.family)
    for candidate in candidates:
        if candidate.label == "PER" and not candidate.form and candidate.end - candidate.start > 1:
            parts = tuple(w.text for w in words[candidate.start : candidate.end])
            first = parts[0] in load_words("family_names_first") and parts[0] not in load_words("first_names")
            full.setdefault(parts, parts[0] if first else parts[-1])
            places[parts].append((candidate.start, candidate.end))
    return _Known(full, places, frozenset(alone), _behind_verbs(words, tags))


def _border(words: Sequence[Word], known: _Known, start: int, end: int) -> int | None:
    """Where the second name begins, None if it is one name."""
    parts = tuple(w.text for w in words[start:end])
    if not 2 <= len(parts) <= _MOST_PARTS or _inside_longer(parts, known):
        return None
    # what stands here is no evidence for itself, however much of it is read as one name
    elsewhere = (f for f, places in known.places.items() if any(a >= end or b <= start for a, b in places))
    others = {full: known.full[full] for full in elsewhere if not _same(full, parts)}
    for at in range(1, len(parts)):
        left = _bearers(parts[:at], others, known)
        right = set().union(*(_bearers(form, others, known) for form in _forms(parts[at:])))
        if left and right and len(left | right) > 1:
            return start + at
    if parts not in known.behind_verbs:
        return None
    both = all(_by_itself(text) or _bearers((text,), others, known) for text in parts)
    return start + 1 if both else None


def _bearers(parts: Parts, others: dict[Parts, str], known: _Known) -> set[Parts]:
    """Who is meant by these words of a name: the full names that they are, or whose family name they are. Nobody where
    the word is a first name in the article."""
    if len(parts) > 1:
        return {parts} & others.keys()
    if any(full[0] == parts[0] != family for full, family in others.items()):
        return set()
    bearers = {full for full, family in others.items() if family == parts[0]}
    return bearers or ({parts} if parts[0] in known.alone else set())


def _behind_verbs(words: Sequence[Word], tags: Tags) -> frozenset[Parts]:
    """The pairs of words that stand only where subject and object may: behind a verb, or what opens a clause. Behind a
    verb of saying is the one name of who said it."""
    behind: dict[Parts, bool] = {}
    for i, (before, one, other) in enumerate(zip(words, words[1:], words[2:], strict=False)):
        pair = (one.text, other.text)
        behind[pair] = behind.get(pair, True) and tags.pos[i] in _OPENING and not says(before)
    return frozenset(pair for pair, always in behind.items() if always)


def _by_itself(text: str) -> bool:
    """True for a family name that news uses without a first name."""
    return any(form in load_words("surnames_alone") for form in (text, text.removesuffix("s")))


def _forms(parts: Parts) -> Iterator[Parts]:
    """The words as they are and without a genitive -s (*dass Joe Biden Trumps Gegner wird*)."""
    yield parts
    if parts[-1].endswith("s"):
        yield (*parts[:-1], parts[-1][:-1])


def _same(one: Parts, other: Parts) -> bool:
    return one[:-1] == other[:-1] and one[-1].removesuffix("s") == other[-1].removesuffix("s")


def _inside_longer(parts: Parts, known: _Known) -> bool:
    """True if a longer name of the article has the words in a row (*Gabriel Orta Vega*: Orta Vega)."""
    return any(parts == full[i : i + len(parts)] for full in known.full for i in range(1, len(full)))


def _two(words: Sequence[Word], reading: Reading, at: int, known: _Known) -> Iterator[Reading]:
    by = By(rule="name of a person", reason=_reason(words, reading.start, at, reading.end))
    for start, end in ((reading.start, at), (at, reading.end)):
        parts = tuple(w.text for w in words[start:end])
        if end == reading.end and reading.person is not None:
            parts = (*parts[:-1], reading.person.parts[-1])
        family = known.full.get(parts, parts[-1])
        person = PersonName(start, end, parts, family, by.reason)
        yield replace(reading, start=start, end=end, name=person.name, by=by, sure=True, person=person)


def _reason(words: Sequence[Word], start: int, at: int, end: int) -> str:
    one, other = (" ".join(w.text for w in words[a:b]) for a, b in ((start, at), (at, end)))
    return f"two people side by side: {one}, {other}"
