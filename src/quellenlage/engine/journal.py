"""The journal of judgements as people use it: judge, look through, take back, carry over into another corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import BinaryIO, NamedTuple

import msgspec

from quellenlage.domain.anchor import Anchor
from quellenlage.domain.article import Refused
from quellenlage.domain.attachment import Ground, Judged, ground_of, stand
from quellenlage.domain.judgement import UNFIT, About, Judgement, Kind, fault_of, in_time, judgement_of
from quellenlage.engine.references import ALL, SHORTEST, SOME, References
from quellenlage.errors import NotFound, UsageError
from quellenlage.store.store import Store

Clock = Callable[[], datetime]

LONGEST_LINE = 4_000_000
"""Bytes of a line that is imported."""
LEAD = timedelta(days=1)
"""How far the clocks of two machines may differ: an imported judgement from later than that would win for ever."""
BATCH = 500
"""Imported rows written in one transaction."""

_BREAKS = tuple((c.encode(), rf"\u{ord(c):04x}".encode()) for c in "\x85\u2028\u2029")
"""Line ends to many readers, though not to JSON: written as escapes, so that one row stays one line for everybody."""


def now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


class Taken(NamedTuple):
    """What became of imported rows: new ones, rows known already, lines that are none."""

    added: int
    known: int
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class Journal:
    """The judgements of a corpus. Each method that judges enters one row; the next analysis obeys it.

    References are ids of the present results (see `engine.references`), looked up in all of them, or in those of
    `stories`. All of them raise NotFound for a reference that
    leads nowhere, and UsageError for words that cannot enter the journal.
    """

    store: Store
    clock: Clock = now
    stories: tuple[str, ...] | None = None
    check: Callable[[Judgement], None] | None = None

    def within(self, stories: Sequence[str]) -> Journal:
        """The same journal; ids of claims, people and stories are looked up in these stories alone, which is quick."""
        return replace(self, stories=tuple(stories))

    def checked(self, check: Callable[[Judgement], None]) -> Journal:
        """The same journal; `check` sees each row before it is entered, while nobody else can write, and may raise."""
        return replace(self, check=check)

    # judge

    def merge(self, one: str, other: str, *, author: str, reason: str) -> Judgement:
        """Two people (bodies, places) are one."""
        refer = self._refer()
        evidence, others = refer.somebody(one), refer.somebody(other)
        if set(evidence) & set(others):
            raise UsageError(f"{one} and {other} are one already")
        return self._judge("merge", author, reason, evidence, others)

    def split(self, one: str, apart: Sequence[str], *, author: str, reason: str) -> Judgement:
        """Who is meant in `apart` is somebody else: articles that name `one`, or another person (body, place)."""
        refer = self._refer()
        actor = refer.actor(one)
        known = {head.id for head in self.store.heads(apart)}
        articles = [a for a in apart if a in known]
        evidence = list(refer.mentions(actor, ALL, self._of(actor.articles, articles, actor.name)) if articles else ())
        for reference in apart:
            if reference not in known:
                evidence += refer.somebody(reference, ALL)
        rest = [a for a in actor.articles if a not in articles]
        if not rest:
            raise UsageError(f"{actor.name} is named in no other article: there is nobody to part from")
        others = refer.mentions(actor, SOME, rest)
        if set(evidence) & set(others):
            raise UsageError(f"{one} cannot be parted from itself: name the articles that mean somebody else")
        return self._judge("split", author, reason, evidence, others)

    def set_speaker(self, statement: str, speaker: str | None, *, author: str, reason: str) -> Judgement:
        """Who said a statement, or all statements of a claim: a name, or the id of somebody; None: nobody is named."""
        refer = self._refer()
        evidence = refer.statements(statement)
        if speaker is None:
            return self._judge("speaker", author, reason, evidence)
        try:
            known = refer.actor(speaker)
        except NotFound:  # somebody whom no article names, or whom several may be: the words are the name
            return self._judge("speaker", author, reason, evidence, value=speaker)
        here = {a.article for a in evidence}
        named = [a for a in known.articles if a in here]
        mentions = refer.mentions(known, ALL, named) if named else ()
        return self._judge("speaker", author, reason, evidence, mentions, known.name)

    def same(self, one: str, other: str, *, author: str, reason: str) -> Judgement:
        """Two statements, or the statements of two claims, express the same claim."""
        refer = self._refer()
        evidence, others = refer.statements(one)[:SOME], refer.statements(other)[:SOME]
        if set(evidence) & set(others):
            raise UsageError(f"{one} and {other} are one claim already")
        return self._judge("same", author, reason, evidence, others)

    def different(self, one: str, other: str, *, author: str, reason: str) -> Judgement:
        """Two statements do not express the same claim. A claim stands for its statements but the other one."""
        refer = self._refer()
        evidence, others = refer.statements(one), refer.statements(other)
        if len(evidence) == 1:
            others = tuple(a for a in others if a not in evidence)
        else:
            evidence = tuple(a for a in evidence if a not in others)
        if not evidence or not others:
            raise UsageError(f"{one} and {other} are the same: name two statements, or two claims")
        return self._judge("different", author, reason, evidence[:SOME], others[:SOME])

    def set_date(self, article: str, date: str, *, author: str, reason: str) -> Judgement:
        """When an article came out: an ISO day or instant, or two of them with a slash between."""
        return self._judge("date", author, reason, [self._refer().beginning(article)], value=date)

    def set_outlet(self, article: str, outlet: str, *, author: str, reason: str) -> Judgement:
        """Which outlet published an article."""
        return self._judge("outlet", author, reason, [self._refer().beginning(article)], value=outlet)

    def reject(self, statement: str, *, author: str, reason: str) -> Judgement:
        """What was taken for a statement, or for a claim, is none."""
        return self._judge("reject", author, reason, self._refer().statements(statement))

    def note(self, reference: str, text: str, *, author: str) -> Judgement:
        """A note on a statement, claim, article, story, or on somebody; it changes nothing."""
        about, evidence = self._noted(reference)
        return self._judge("note", author, text, evidence, value=about)

    def undo(self, judgement: str, *, author: str, reason: str) -> Judgement:
        """Take a judgement back, as a further row; taking an undo back makes the judgement hold again."""
        known = [j.id for j in self.store.judgements() if j.id.startswith(judgement) and len(judgement) >= SHORTEST]
        if len(known) != 1:
            what = "several judgements begin with" if known else "there is no judgement"
            raise NotFound(f"{what} {judgement[:80]}: 'quellenlage judge list' gives the ids")
        return self._judge("undo", author, reason, value=known[0])

    # look through

    @property
    def length(self) -> int:
        """How many rows there are; it only grows, so the number says which journal one has seen."""
        return self.store.judgements_entered()

    def entered(self) -> list[Judgement]:
        """Every row, in the order in which they were entered."""
        return self.store.judgements()

    def rows(self) -> list[Judged]:
        """Every row, the earliest first, and whether it holds."""
        rows = self.store.judgements()
        return stand(rows, self.ground(rows))

    def orphaned(self) -> list[Judged]:
        """The rows whose words stand nowhere any more."""
        return [row for row in self.rows() if row.standing == "orphaned"]

    def notes(self) -> tuple[list[Judgement], Ground]:
        """The notes that hold, the earliest first, and the articles that they are about."""
        every = self.store.judgements()
        notes = [j for j in every if j.kind == "note"]
        ground = self.ground(notes)
        kept = [row.judgement for row in stand(every, ground) if row.standing == "in force"] if notes else []
        return [j for j in kept if j.kind == "note"], ground

    # carry over

    def export(self) -> Iterator[bytes]:
        """Every row as one line of JSON, the earliest first."""
        for judgement in in_time(self.store.judgements()):
            line = msgspec.json.encode(judgement)
            for raw, escaped in _BREAKS:
                line = line.replace(raw, escaped)
            yield line + b"\n"

    def take(self, lines: BinaryIO, name: str) -> Taken:
        """Enter rows that `export` wrote; those known already are passed over, a line that is none is refused and the
        rest is taken. Raises UsageError for a file in another encoding."""
        added = known = 0
        refused: list[Refused] = []
        batch: list[Judgement] = []
        latest = self.clock() + LEAD
        for number, line in _lines(lines, name):
            made = _read(line, latest) if len(line) <= LONGEST_LINE else "line is too long"
            if isinstance(made, str):
                refused.append(Refused(f"{name}:{number}", made))
                continue
            batch.append(made)
            if len(batch) == BATCH:
                new = self.store.add_judgements(batch)
                added, known, batch = added + sum(new), known + len(new) - sum(new), []
        new = self.store.add_judgements(batch) if batch else []
        return Taken(added + sum(new), known + len(new) - sum(new), tuple(refused))

    def _refer(self) -> References:
        return References(self.store, self.stories)

    def _judge(
        self,
        kind: Kind,
        author: str,
        reason: str,
        evidence: Sequence[Anchor] = (),
        other: Sequence[Anchor] = (),
        value: str | None = None,
    ) -> Judgement:
        def make(latest: str | None) -> Judgement:
            at = self.clock()
            if latest is not None:
                at = max(at, datetime.fromisoformat(latest) + timedelta(microseconds=1))
            made = judgement_of(kind, author=author, at=at, reason=reason, evidence=evidence, other=other, value=value)
            if wrong := fault_of(made):
                raise UsageError(f"{UNFIT}{wrong}")
            if self.check is not None:
                self.check(made)
            return made

        return self.store.judge(make)

    def _of(self, known: Sequence[str], articles: Sequence[str], name: str) -> list[str]:
        for article in articles:
            if article not in known:
                raise NotFound(f"{name} is not named in the article {article}")
        return list(articles)

    def _noted(self, reference: str) -> tuple[About, Sequence[Anchor]]:
        refer = self._refer()
        tries: tuple[tuple[About, Callable[[str], Sequence[Anchor]]], ...] = (
            ("statement", lambda r: refer.statements(r) if ":" in r else ()),
            ("article", lambda r: [refer.beginning(r)]),
            ("story", lambda r: [refer.beginning(refer.story(r).articles[0])]),
            ("claim", lambda r: refer.statements(r)[:SOME]),
            ("actor", refer.somebody),
        )
        for about, find in tries:
            try:
                if evidence := find(reference):
                    return about, evidence
            except NotFound:
                continue
        raise NotFound(
            f"there is no statement, article, story, claim or person {reference[:80]}: "
            "'quellenlage show STORY --ids' gives the ids"
        )

    def ground(self, judgements: Sequence[Judgement]) -> Ground:
        """The articles that judgements point into, with their versions, and nothing else of the corpus."""
        wanted = {a.article for j in judgements for a in (*j.evidence, *j.other)}
        if not wanted:
            return Ground({})
        ids = self.store.versions_of(sorted(wanted))
        return ground_of(self.store.annotated(ids, settled=False, compact=True, vectors=False), judgements)


class _Line(msgspec.Struct):
    """A line of JSON as it may come in; `id` is checked if it is given."""

    kind: Kind
    author: str
    at: str
    reason: str
    evidence: tuple[Anchor, ...] = ()
    other: tuple[Anchor, ...] = ()
    value: str | None = None
    id: str | None = None


def _lines(lines: BinaryIO, name: str) -> Iterator[tuple[int, bytes]]:
    """The lines that are not empty, with their numbers; of one that is too long its beginning."""
    number = 0
    while line := lines.readline(LONGEST_LINE + 1):
        number += 1
        if number == 1:
            if line.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise UsageError(f"{name} is written in UTF-16: save it as UTF-8")
            line = line.removeprefix(b"\xef\xbb\xbf")
        kept = line
        while not line.endswith(b"\n") and (line := lines.readline(LONGEST_LINE)):
            pass
        if kept.strip():
            yield number, kept


def _read(line: bytes, latest: datetime) -> Judgement | str:
    """The judgement on a line, or why it is none."""
    try:
        row = msgspec.json.decode(line.decode(), type=_Line)
        at = datetime.fromisoformat(row.at)
    except UnicodeDecodeError:
        return "line is not UTF-8"
    except msgspec.ValidationError as fault:
        return f"no judgement: {fault}"
    except msgspec.DecodeError as fault:
        return f"no valid JSON line: {fault}"
    except ValueError:
        return "time not understood, write it with its zone"
    if at.tzinfo is None:
        return "time not understood, write it with its zone"
    if at > latest:
        return f"time lies ahead: {row.at[:40]}"
    try:
        made = judgement_of(
            row.kind,
            author=row.author,
            at=at,
            reason=row.reason,
            evidence=row.evidence,
            other=row.other,
            value=row.value,
        )
    except OverflowError:
        return "time not understood, write it with its zone"
    if wrong := fault_of(made):
        return wrong
    if row.id is not None and row.id != made.id:
        return f"id does not fit the content: {row.id[:40]}"
    return made
