"""Disputed speakers: quoted words that another article gives to somebody else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from quellenlage.compare.dispute_rows import Told, row_of
from quellenlage.compare.root_kinds import is_body
from quellenlage.compare.roots import same_person
from quellenlage.compare.utterances import given_to_others
from quellenlage.compare.words import even, words_of
from quellenlage.domain.annotations import AnnotatedArticle, Statement
from quellenlage.domain.dossier import Dispute, Side
from quellenlage.domain.span import Evidence

RUN = 5
"""Words in a row that an utterance given to two people has in both forms."""
MISSPELT = 88
"""Similarity of two names (rapidfuzz ratio, 0 to 100) from which on one may be a slip of the other."""


def find_attributions(ordered: Sequence[AnnotatedArticle], story: Told) -> Iterator[Dispute]:
    """Quoted words that another article gives to somebody else."""
    for utterance in given_to_others(ordered):
        by_speaker: dict[str, list[tuple[AnnotatedArticle, Statement]]] = defaultdict(list)
        for member, statement in utterance:
            name = statement.speaker_name or ""
            if _names_himself(member, statement):
                continue
            known = next((n for n in by_speaker if _one_speaker(n, name)), name)
            by_speaker[known].append((member, statement))
        if len(by_speaker) < 2:
            continue
        bodies = [n for n, said in by_speaker.items() if any(is_body(m, s) for m, s in said)]
        sides = []
        for said in by_speaker.values():
            spans = [(m.article.id, story.sentence(m.article.id, s.span.start).hull(s.span)) for m, s in said]
            evidence = tuple(sorted({Evidence(article, *span) for article, span in spans}))
            sides.append(Side(story.words(evidence[0]), evidence))
        member, statement = utterance[0]
        text = " … ".join(even(s.of(member.article.text)) for s in statement.quote)
        yield row_of(
            "attribution",
            text,
            sides,
            [f"given to: {', '.join(by_speaker)}"],
            sure=not bodies and _is_verbatim(utterance),
        )


def _names_himself(member: AnnotatedArticle, statement: Statement) -> bool:
    """True where the words name the one they are given to: nobody says *Ahrens kündigt an* of himself, so they are
    given to him by mistake."""
    entities = member.annotations.entities
    named = (e for e in entities if e.type == "PER" and not (e.pronoun or e.nominal))
    return any(e.name == statement.speaker_name and any(q.contains(e.span) for q in statement.quote) for e in named)


def _is_verbatim(utterance: Sequence[tuple[AnnotatedArticle, Statement]]) -> bool:
    """True if two forms have a run of words in common: a turn of phrase (*mit gutem Beispiel vorangehen*) is said by
    many."""
    words = [words_of(" ".join(s.of(m.article.text) for s in statement.quote)) for m, statement in utterance]
    runs = [{tuple(row[i : i + RUN]) for i in range(len(row) - RUN + 1)} for row in words]
    return any(a & b for n, a in enumerate(runs) for b in runs[n + 1 :])


def _one_speaker(a: str, b: str) -> bool:
    """True for names that may be one person's: a family name alone is that of the full name."""
    left, right = words_of(a), words_of(b)
    if fuzz.ratio(" ".join(left), " ".join(right)) >= MISSPELT:
        return True
    return same_person(a, b) or set(left) <= set(right) or set(right) <= set(left)
