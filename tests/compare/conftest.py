"""Articles with hand-set marks: a comparison is tested on what it is given, not on what the steps before it find."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from quellenlage.compare.roots import Said, find_sources
from quellenlage.domain.annotations import (
    AnnotatedArticle,
    Annotations,
    By,
    Entity,
    Furniture,
    Quantity,
    Statement,
    Structure,
    Time,
)
from quellenlage.domain.article import Article, Published
from quellenlage.domain.dossier import Claim, Member, MemberRelation
from quellenlage.domain.identity import mark_id
from quellenlage.domain.span import Span
from quellenlage.german.tokens import parse, sentences_of, tokens_of

HAND = By(rule="hand")

Build = Callable[..., AnnotatedArticle]


def where(text: str, words: str) -> Span:
    """The first place of `words` in `text`."""
    start = text.index(words)
    return Span(start, start + len(words))


def build(
    text: str,
    *,
    id: str = "a",
    outlet: str | None = "Bote",
    day: str | None = None,
    title: str | None = None,
    version_of: str | None = None,
    people: tuple[str, ...] = (),
    places: tuple[str, ...] = (),
    bodies: tuple[str, ...] = (),
    furniture: tuple[str, ...] = (),
    headline: str | None = None,
    dates: dict[str, str] | None = None,
    said: tuple[dict[str, object], ...] = (),
    counted: tuple[dict[str, object], ...] = (),
) -> AnnotatedArticle:
    """An annotated article. Marks are given by their words; each is set at the first place they stand."""
    holes = [where(text, w) for w in furniture]
    doc = parse(text, _blocks(text))

    def inside(span: Span) -> bool:
        return any(h.overlaps(span) for h in holes)

    entities = [
        Entity(start=s.start, end=s.end, text=n, type=kind, name=n, by=HAND, in_furniture=inside(s))
        for kind, names in (("PER", people), ("GPE", places), ("ORG", bodies))
        for n in names
        for s in [where(text, n)]
    ]
    times = [
        Time(start=s.start, end=s.end, type="DATE", value=v, by=HAND, in_furniture=inside(s))
        for w, v in (dates or {}).items()
        for s in [where(text, w)]
    ]
    structure = [Structure(**_bounds(where(text, headline)), kind="title", by=HAND)] if headline else []
    return AnnotatedArticle(
        Article(
            id=id,
            text=text,
            input=f"{id}.txt",
            outlet=outlet,
            title=title,
            published=Published(day, day, "given") if day else None,
            version_of=version_of,
        ),
        Annotations(
            furniture=tuple(Furniture(start=h.start, end=h.end, kind="notice", by=HAND) for h in sorted(holes)),
            structure=tuple(structure),
            sentences=sentences_of(doc),
            tokens=tokens_of(doc),
            entities=tuple(sorted(entities, key=lambda e: e.span)),
            times=tuple(sorted(times, key=lambda t: t.span)),
            statements=tuple(_statement(id, text, **s) for s in said),
            quantities=tuple(_quantity(text, **q) for q in counted),
        ),
    )


def _blocks(text: str) -> list[Span]:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Span(at, at + len(line)))
        at += len(line) + 1
    return blocks


def _bounds(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _statement(
    article: str, text: str, quote: str, by: str | None = None, speaker: str | None = None, **rest
) -> Statement:
    span = where(text, quote)
    mode = "direct" if quote[0] in '„»"' else "indirect"
    found = Statement(
        id=mark_id(article, span),
        quote=(span,),
        mode=mode,
        by=HAND,
        speaker=(where(text, speaker),) if speaker else (),
        speaker_name=by,
    )
    return replace(found, **rest)


def _quantity(text: str, words: str, **rest) -> Quantity:
    given = {"comparator": "exact", "kind": "cardinal", **rest}
    return Quantity(**_bounds(where(text, words)), by=HAND, **given)


@pytest.fixture
def article() -> Build:
    return build


def claim_of(
    *members: AnnotatedArticle,
    relations: tuple[tuple[int, int, str], ...] = (),
    sure: bool = True,
    text: str | None = None,
) -> Claim:
    """One claim of all the articles' statements; relations are (number, number, relation)."""
    said = [(m, s) for m in members for s in m.annotations.statements]
    return Claim(
        id="c",
        text=text or said[0][1].quote[0].of(said[0][0].article.text),
        status="disputed",
        weight=len(members),
        sources=1,
        sources_at_most=1,
        roots=(),
        members=tuple(
            Member(
                statement=s.id,
                article=m.article.id,
                start=s.span.start,
                end=s.span.end,
                speaker=s.speaker_name,
                mode=s.mode,
                stance=s.stance,
                via=s.via,
            )
            for m, s in said
        ),
        relations=tuple(MemberRelation(said[a][1].id, said[b][1].id, kind) for a, b, kind in relations),
        sure=sure,
    )


@pytest.fixture
def claim() -> Callable[..., Claim]:
    return claim_of


def sourced_claim_of(*members: AnnotatedArticle, relations: tuple[tuple[int, int, str], ...] = ()) -> Claim:
    """The same with the sources that the statements name."""
    found = find_sources([Said(m, s) for m in members for s in m.annotations.statements])
    claim = claim_of(*members, relations=relations)
    return replace(
        claim, status="single_source", sources=found.at_least, sources_at_most=found.at_most, roots=found.roots
    )


@pytest.fixture
def sourced_claim() -> Callable[..., Claim]:
    return sourced_claim_of
