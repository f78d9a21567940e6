"""What judgements hold on to in the articles as they are read today, and which of them hold at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from quellenlage.domain.anchor import Anchor, best_row
from quellenlage.domain.annotations import AnnotatedArticle, EntityType, Statement
from quellenlage.domain.judgement import PAIRS, Judgement, in_time, taken_back
from quellenlage.domain.span import Span

Standing = Literal["in force", "overruled", "undone", "orphaned"]

Named = tuple[str, EntityType, str]
"""Article, type and canonical name: all mentions that an article itself takes for one."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The articles that judgements point into, by id, each with its other versions behind it."""

    versions: Mapping[str, tuple[AnnotatedArticle, ...]]

    def places(self, anchor: Anchor) -> list[tuple[AnnotatedArticle, Span]]:
        """Where the words stand: in the article itself, and in other versions of it."""
        found = ((member, anchor.place_in(member.article.text)) for member in self.versions.get(anchor.article, ()))
        return [(member, place) for member, place in found if place is not None]

    def statements(self, anchor: Anchor) -> list[tuple[AnnotatedArticle, Statement]]:
        """The statement that is meant, in each version that has it."""
        found = []
        for member, place in self.places(anchor):
            rows = member.annotations.statements
            best = best_row(place, [s.span for s in rows])
            if best is not None:
                found.append((member, rows[best]))
        return found

    def named(self, anchor: Anchor) -> list[Named]:
        """Whom the article means there, in each version that has it."""
        found = []
        for member, place in self.places(anchor):
            rows = [e for e in member.annotations.entities if not (e.in_furniture or e.part or e.adjectival)]
            best = best_row(place, [e.span for e in rows])
            if best is not None:
                found.append((member.article.id, rows[best].type, rows[best].name))
        return found

    def article(self, anchor: Anchor) -> AnnotatedArticle | None:
        """The article itself, none of its versions, if the words stand there."""
        return next((m for m, _ in self.places(anchor) if m.article.id == anchor.article), None)


def ground_of(articles: Iterable[AnnotatedArticle], judgements: Iterable[Judgement]) -> Ground:
    """The ground of some judgements. Only articles that they name, and versions of these, are kept."""
    wanted = {anchor.article for judgement in judgements for anchor in (*judgement.evidence, *judgement.other)}
    if not wanted:
        return Ground({})
    families: dict[str, list[AnnotatedArticle]] = defaultdict(list)
    for member in articles:
        families[member.article.version_of or member.article.id].append(member)
    found: dict[str, tuple[AnnotatedArticle, ...]] = {}
    for family in families.values():
        for member in family:
            if member.article.id in wanted:
                others = sorted((m for m in family if m is not member), key=lambda m: m.article.id)
                found[member.article.id] = (member, *others)
    return Ground(found)


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement and what became of it. `by` is the later one that undid or overruled it."""

    judgement: Judgement
    standing: Standing
    by: str | None = None


def stand(journal: Sequence[Judgement], ground: Ground) -> list[Judged]:
    """Every row of the journal, the earliest first: whether it holds, and if not, why."""
    rows = in_time(journal)
    undone = taken_back(rows)
    found: list[Judged] = []
    # from the end: a later judgement about the same thing wins
    ruled: dict[object, str] = {}
    for judgement in reversed(rows):
        subjects = () if judgement.kind == "undo" else subjects_of(judgement, ground)
        if judgement.id in undone:
            found.append(Judged(judgement, "undone", undone[judgement.id]))
        elif judgement.kind == "undo":
            found.append(Judged(judgement, "in force"))
        elif not subjects:
            found.append(Judged(judgement, "orphaned"))
        else:
            by = [ruled.get(subject) for subject in subjects]
            over = any(by) if judgement.kind in PAIRS else all(by)
            later = next((b for b in by if b is not None), None)
            found.append(Judged(judgement, "overruled", later) if over else Judged(judgement, "in force"))
            ruled |= {subject: judgement.id for subject in subjects if subject not in ruled}
    return found[::-1]


def subjects_of(judgement: Judgement, ground: Ground) -> tuple[object, ...]:
    """What a judgement is about: two of them that share a subject are about the same thing. Empty if it is orphaned."""
    kind = judgement.kind
    if kind in ("merge", "split"):
        sides = [[n for a in side for n in ground.named(a)] for side in (judgement.evidence, judgement.other)]
        return tuple(("who", frozenset((a, b))) for a in sides[0] for b in sides[1])
    if kind in ("same", "different"):
        said = [[s.id for a in side for _, s in ground.statements(a)] for side in (judgement.evidence, judgement.other)]
        return tuple(("claim", frozenset((a, b))) for a in said[0] for b in said[1])
    if kind in ("speaker", "reject"):
        return tuple((kind, s.id) for a in judgement.evidence for _, s in ground.statements(a))
    if kind == "date":
        return tuple((kind, a.article) for a in judgement.evidence if ground.article(a) is not None)
    if kind == "outlet":
        return tuple((kind, m.article.id) for a in judgement.evidence for m, _ in ground.places(a))
    return tuple((kind, judgement.id, a) for a in judgement.evidence if is_found(a, judgement, ground))


def is_found(anchor: Anchor, note: Judgement, ground: Ground) -> bool:
    """True if what a note is about is still there."""
    if note.value in ("statement", "claim"):
        return bool(ground.statements(anchor))
    if note.value == "actor":
        return bool(ground.named(anchor))
    return bool(ground.places(anchor))
