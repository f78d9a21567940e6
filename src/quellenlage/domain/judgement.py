"""What people decided: corrections and notes, each with author, time and reason, in a journal that only grows.

A judgement points to evidence (`Anchor`), never to ids that an analysis makes. Nothing in the journal is changed or
deleted: a later judgement wins over an earlier one about the same thing, and an undo is itself a row.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from graphlib import TopologicalSorter
from typing import Literal, get_args

from quellenlage.domain.anchor import AROUND, Anchor
from quellenlage.domain.article import Published
from quellenlage.domain.days import day_of
from quellenlage.domain.identity import digest

Kind = Literal["merge", "split", "speaker", "same", "different", "date", "outlet", "reject", "note", "undo"]
About = Literal["statement", "claim", "article", "story", "actor"]

CORRECTIONS: tuple[Kind, ...] = ("merge", "split", "speaker", "same", "different", "date", "outlet", "reject")
"""Kinds that change what an analysis says."""
PAIRS: tuple[Kind, ...] = ("merge", "split", "same", "different")
"""Kinds with two sides."""
LONGEST_REASON, LONGEST_NAME = 2000, 200
"""Characters of a reason or note, and of a name: of an author, a speaker, an outlet."""
LONGEST_WORDS, MOST_ANCHORS = 20_000, 1000
"""Characters of the words pointed to, and places pointed to on one side."""
BY_HAND = "corrected by hand"
"""The phrase of every row that a judgement changed; its detail is who judged."""
UNFIT = "this cannot enter the journal: "
"""How the message of an error begins that a judgement's own words cause; what `fault_of` says follows."""
NOTED = "note"
"""The phrase of a row that somebody left a note on."""

_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Characters that turn the rest of a line around, or hide."""
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One row of the journal.

    `at` is an instant in UTC (`2026-03-01T14:10:00.000000Z`). `evidence` is what is judged and `other` the second side:

    - merge: two people (bodies, places) are one; split: the mentions in `evidence` are not who `other` is;
    - same, different: two statements express the same claim, or do not;
    - speaker: `value` said it, who is named so or mentioned at `other` (None: the article names nobody);
    - reject: it is no statement;
    - date: `value` is a day or instant, or two with a slash between them; outlet: `value` is its name;
    - note: `reason` is the note, `value` what it is about; undo: `value` is the id of the judgement taken back.
    """

    id: str
    kind: Kind
    author: str
    at: str
    reason: str
    evidence: tuple[Anchor, ...] = ()
    other: tuple[Anchor, ...] = ()
    value: str | None = None

    @property
    def by(self) -> str:
        """The reason that a row changed by it carries."""
        return f"{BY_HAND}: {self.author}"

    @property
    def published(self) -> Published | None:
        """The date that a judgement of kind date sets; None for any other."""
        if self.kind != "date" or self.value is None:
            return None
        first, _, last = self.value.partition("/")
        return Published(first, last or first, self.by.replace(";", ","))


@dataclass(frozen=True, slots=True)
class Judgements:
    """The corrections that hold, the earliest first: what settling and comparing obey. Notes are none."""

    rows: tuple[Judgement, ...] = ()

    def of(self, *kinds: Kind) -> tuple[Judgement, ...]:
        """Those of some kinds, the earliest first."""
        return tuple(j for j in self.rows if j.kind in kinds)

    @property
    def state(self) -> str:
        """A digest of them all, empty if there are none."""
        return digest(*(j.id for j in self.rows)) if self.rows else ""


NO_JUDGEMENTS = Judgements()


def in_force(journal: Iterable[Judgement]) -> Judgements:
    """The corrections of a journal that nobody took back, in the order of their times, whatever order they came in."""
    rows = in_time(journal)
    undone = taken_back(rows)
    return Judgements(tuple(j for j in rows if j.kind in CORRECTIONS and j.id not in undone))


def in_time(journal: Iterable[Judgement]) -> list[Judgement]:
    """The rows in the order of their times; rows of one moment in the order of their ids."""
    return sorted(journal, key=lambda j: (j.at, j.id))


def taken_back(journal: Iterable[Judgement]) -> dict[str, str]:
    """Of every row that was taken back, the id of the undo that did it. An undo that was itself taken back does
    nothing."""
    undos: dict[str, list[str]] = defaultdict(list)
    for judgement in in_time(journal):
        if judgement.kind == "undo" and judgement.value is not None:
            undos[judgement.value].append(judgement.id)
    found: dict[str, str] = {}
    # an id is made of the content, the id of what is taken back included, so undos never go in a circle
    for target in TopologicalSorter(undos).static_order():
        by = next((undo for undo in undos.get(target, ()) if undo not in found), None)
        if by is not None:
            found[target] = by
    return found


def judgement_of(
    kind: Kind,
    *,
    author: str,
    at: datetime,
    reason: str,
    evidence: Sequence[Anchor] = (),
    other: Sequence[Anchor] = (),
    value: str | None = None,
) -> Judgement:
    """A judgement with its id; names and reason are put on one line each. `at` needs a zone. `fault_of` says whether it
    may enter a journal."""
    made = Judgement(
        id="",
        kind=kind,
        author=_tidy(author),
        at=at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0"),  # the year 999, too, has four digits
        reason=_tidy(reason),
        evidence=tuple(sorted(set(evidence))),
        other=tuple(sorted(set(other))),
        value=None if value is None else _tidy(value),
    )
    return replace(made, id=_content_id(made))


def fault_of(judgement: Judgement) -> str | None:
    """Why a judgement cannot enter a journal, in the form `phrase` or `phrase: detail`; None if it can."""
    return next(_faults(judgement), None)


def _faults(judgement: Judgement) -> Iterator[str]:
    if not judgement.author or not judgement.reason:
        yield "author is missing" if not judgement.author else "reason is missing"
    for words, (longest, too_long, unseen) in (
        (judgement.author, (LONGEST_NAME, "author is too long", "author holds a character that nobody sees")),
        (judgement.reason, (LONGEST_REASON, "reason is too long", "reason holds a character that nobody sees")),
        (judgement.value or "", (LONGEST_NAME, "value is too long", "value holds a character that nobody sees")),
    ):
        if len(words) > longest:
            yield f"{too_long}: {len(words)} > {longest}"
        if odd := next((c for c in words if unicodedata.category(c) in ("Cc", "Cs") or c in _TURNING), None):
            yield f"{unseen}: U+{ord(odd):04X}"
    if judgement.kind not in get_args(Kind):
        yield f"unknown kind of judgement: {str(judgement.kind)[:40]}"
    yield from _faults_of_value(judgement)
    for side, needed in (
        (judgement.evidence, judgement.kind != "undo"),
        (judgement.other, judgement.kind in PAIRS or (judgement.kind == "speaker" and bool(judgement.other))),
    ):
        if bool(side) != needed:
            yield "points to nothing" if needed else "points to more than it judges"
        if len(side) > MOST_ANCHORS:
            yield f"points to too many places: {len(side)} > {MOST_ANCHORS}"
        for anchor in side:
            yield from _faults_of_anchor(anchor)


def _faults_of_value(judgement: Judgement) -> Iterator[str]:
    value = judgement.value
    if judgement.kind in (*PAIRS, "reject"):
        if value is not None:
            yield f"takes no value: {judgement.kind}"
    elif judgement.kind == "note":
        if value not in get_args(About):
            yield f"a note is about one of: {', '.join(get_args(About))}"
    elif judgement.kind != "speaker" and not value:
        yield f"needs a value: {judgement.kind}"
    elif judgement.kind == "date" and not _is_date(value or ""):
        yield f"date not understood, write 2025-09-18 or two days with a slash between them: {value}"


def _is_date(value: str) -> bool:
    parts = value.split("/")
    if len(parts) > 2 or not all(_ISO.fullmatch(part) for part in parts):
        return False
    try:
        days = [day for part in parts if (day := day_of(part)) is not None]
    except ValueError:
        return False
    return days == sorted(days)


def _faults_of_anchor(anchor: Anchor) -> Iterator[str]:
    if len(anchor.words) > LONGEST_WORDS or max(len(anchor.before), len(anchor.after)) > AROUND:
        yield f"points to too many words: {len(anchor.words)} > {LONGEST_WORDS}"
    if not 0 <= anchor.start < anchor.end or len(anchor.words) != anchor.end - anchor.start:
        yield f"words and offsets do not fit together: {anchor.start}-{anchor.end}"
    if not anchor.article or len(anchor.article) > LONGEST_WORDS:
        yield "names no article"
    if any(unicodedata.category(c) == "Cs" for c in anchor.article + anchor.words + anchor.before + anchor.after):
        yield "holds half a character"


def _content_id(judgement: Judgement) -> str:
    sides = [
        part
        for side in (judgement.evidence, judgement.other)
        for part in (str(len(side)), *(p for a in side for p in _parts(a)))
    ]
    value = () if judgement.value is None else (judgement.value,)
    return digest("judgement", judgement.kind, judgement.author, judgement.at, judgement.reason, *sides, *value)


def _parts(anchor: Anchor) -> tuple[str, ...]:
    return anchor.article, str(anchor.start), str(anchor.end), anchor.words, anchor.before, anchor.after


def _tidy(words: str) -> str:
    """On one line, and with one way to write each character, so that the same words make the same id."""
    return " ".join(unicodedata.normalize("NFC", words).split())
