"""What every dispute is made from: the articles and statements of a story by their ids, and a row with its sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quellenlage.compare.words import even
from quellenlage.domain.annotations import AnnotatedArticle, Statement
from quellenlage.domain.dossier import Dispute, DisputeKind, Side
from quellenlage.domain.identity import digest
from quellenlage.domain.span import Evidence, Span


def row_of(kind: DisputeKind, text: str, sides: Sequence[Side], reasons: Iterable[str], *, sure: bool) -> Dispute:
    """A dispute, with an id from its kind and the first place of each side."""
    places = [f"{e.article} {e.start}" for side in sides for e in side.evidence[:1]]
    return Dispute(
        id=digest("dispute", kind, *places), kind=kind, text=text, sides=tuple(sides), reasons=tuple(reasons), sure=sure
    )


def told_by(ordered: Sequence[AnnotatedArticle]) -> Told:
    """The articles of a story and their statements, by id."""
    return Told(
        {m.article.id: m for m in ordered},
        {s.id: (m, s) for m in ordered for s in m.annotations.statements},
    )


@dataclass(frozen=True, slots=True)
class Told:
    """The articles and statements of a story, by id."""

    articles: Mapping[str, AnnotatedArticle]
    statements: Mapping[str, tuple[AnnotatedArticle, Statement]]

    def sentence(self, article: str, at: int) -> Span:
        """The sentence at an offset."""
        annotations = self.articles[article].annotations
        index = annotations.sentence_at(at)
        return Span(at, at) if index is None else annotations.sentences[index].span

    def words(self, evidence: Evidence) -> str:
        """The words of an evidence."""
        return even(evidence.span.of(self.articles[evidence.article].article.text))
