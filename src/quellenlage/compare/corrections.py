"""What people corrected in single articles: their date, their outlet, who said a statement, what is none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from quellenlage.domain.annotations import REJECTED, AnnotatedArticle, Annotations, By, Entity, Statement
from quellenlage.domain.article import Published
from quellenlage.domain.attachment import ground_of
from quellenlage.domain.judgement import Judgement, Judgements
from quellenlage.domain.span import Span

CORRECTED = "judgement"
"""The rule that put a mark there, where a person did."""


def correct_heads(articles: Sequence[AnnotatedArticle], judgements: Judgements) -> list[AnnotatedArticle]:
    """The articles in the given order, with the dates and outlets that people gave them. Marks are left as they are:
    those of an article with another date need to be made anew."""
    wanted = judgements.of("date", "outlet")
    ground = ground_of(articles, wanted)
    dates: dict[str, Published] = {}
    outlets: dict[str, str] = {}
    for judgement in wanted:
        for anchor in judgement.evidence:
            if judgement.published is not None:
                if ground.article(anchor) is not None:
                    dates[anchor.article] = judgement.published
            elif judgement.value is not None:
                outlets |= {m.article.id: judgement.value for m, _ in ground.places(anchor)}
    return [_with_head(a, dates.get(a.article.id), outlets.get(a.article.id)) for a in articles]


def _with_head(member: AnnotatedArticle, published: Published | None, outlet: str | None) -> AnnotatedArticle:
    if published is None and outlet is None:
        return member
    article = member.article
    return replace(
        member,
        article=replace(article, published=published or article.published, outlet=outlet or article.outlet),
    )


def correct_statements(articles: Sequence[AnnotatedArticle], judgements: Judgements) -> list[AnnotatedArticle]:
    """The articles in the given order, with the speakers that people gave to statements, and with what they rejected
    marked so. Quoted words inside a statement go with it."""
    wanted = judgements.of("speaker", "reject")
    ground = ground_of(articles, wanted)
    found: dict[str, dict[str, list[Judgement]]] = defaultdict(lambda: defaultdict(list))
    for judgement in wanted:
        # an article may have another form of the speaker's name
        names = {article: name for a in judgement.other for article, _, name in ground.named(a)}
        for anchor in judgement.evidence:
            for member, statement in ground.statements(anchor):
                meant = replace(judgement, value=names.get(member.article.id, judgement.value))
                for part in (statement, *_parts(statement, member.annotations)):
                    found[member.article.id][part.id].append(meant)
    return [_with_statements(a, found[a.article.id]) if a.article.id in found else a for a in articles]


def _with_statements(member: AnnotatedArticle, found: Mapping[str, Sequence[Judgement]]) -> AnnotatedArticle:
    def judged(statement: Statement) -> Statement:
        for judgement in found.get(statement.id, ()):
            if judgement.kind == "speaker":
                statement = _said_by(statement, judgement, member.annotations.entities)
        rejections = [j for j in found.get(statement.id, ()) if j.kind == "reject"]
        if rejections:
            reason = f"rejected by hand: {rejections[-1].author}"
            return replace(statement, by=By(rule=REJECTED, reason=reason))
        return statement

    marks = member.annotations
    return replace(member, annotations=replace(marks, statements=tuple(map(judged, marks.statements))))


def _said_by(statement: Statement, judgement: Judgement, entities: Iterable[Entity]) -> Statement:
    """The statement with another speaker, pointing to the nearest mention of that name; to none if the article has
    none."""
    by = By(rule=CORRECTED, reason=judgement.by)
    if judgement.value is None:
        return replace(statement, speaker=(), speaker_name=None, by=by)
    mentions = [e for e in entities if judgement.value in (e.name, e.text) and not (e.in_furniture or e.part)]
    if not mentions:
        return replace(statement, speaker=(), speaker_name=judgement.value, by=by)
    near = [*statement.speaker, *statement.cue, statement.span]
    nearest = min(mentions, key=lambda e: (min(e.span.gap(s) for s in near), e.span))
    return replace(statement, speaker=(Span(nearest.start, nearest.end),), speaker_name=nearest.name, by=by)


def _parts(whole: Statement, marks: Annotations) -> list[Statement]:
    """Quoted words inside a statement that are its speaker's, and those inside of them."""
    children: dict[str, list[Statement]] = defaultdict(list)
    for statement in marks.statements:
        if statement.parent is not None:
            children[statement.parent].append(statement)
    found: list[Statement] = []
    waiting = [whole.id]
    while waiting:
        for part in children.pop(waiting.pop(), ()):
            if part.speaker_name == whole.speaker_name and whole.span.contains(part.span):
                found.append(part)
                waiting.append(part.id)
    return found


def without_rejected(articles: Sequence[AnnotatedArticle]) -> list[AnnotatedArticle]:
    """The articles without the statements that people rejected; what was nested in one stands for itself."""
    return [_without(a) if any(s.rejected for s in a.annotations.statements) else a for a in articles]


def _without(member: AnnotatedArticle) -> AnnotatedArticle:
    marks = member.annotations
    gone = {s.id for s in marks.statements if s.rejected}
    kept = (s for s in marks.statements if s.id not in gone)
    statements = tuple(replace(s, parent=None) if s.parent in gone else s for s in kept)
    return replace(member, annotations=replace(marks, statements=statements))
