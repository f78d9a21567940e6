"""What a person names on a command line or a page, as evidence: an id of the present results becomes words in articles.

A place is written `ARTICLE:START-END`, as the ids of statements are; the statement, or the mention of somebody, that
overlaps it best is meant. Of other ids the beginning is enough. Somebody may also be named by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from quellenlage.domain.anchor import Anchor, anchor, best_row
from quellenlage.domain.annotations import AnnotatedArticle, Entity
from quellenlage.domain.dossier import Actor, Claim, Story
from quellenlage.domain.span import Span
from quellenlage.errors import NotFound
from quellenlage.store.store import Store

T = TypeVar("T")

SHORTEST = 4
"""Characters of an id that are looked up as its beginning."""
BEGINNING = 80
"""Characters of an article's beginning that a judgement about the whole article holds on to."""
SOME = 3
"""Places that one judgement about somebody holds on to: it outlives the removal of an article or two."""
ALL = 1000
"""The same where each place counts."""

_PLACE = re.compile(r"(.+):(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class References:
    """Looks up references in the results that `store` holds: in all stories, or in those of `within`."""

    store: Store
    within: tuple[str, ...] | None = None

    def statements(self, reference: str) -> tuple[Anchor, ...]:
        """The statement at a place, or all statements of a claim. Raises NotFound."""
        placed = self._placed(reference)
        if placed is None and not _PLACE.fullmatch(reference):
            return self._members(self.claim(reference))
        spans = [s.span for s in placed[0].annotations.statements] if placed else []
        best = best_row(placed[1], spans) if placed else None
        if placed is None or best is None:
            raise NotFound(f"there is no statement {reference[:80]}: 'quellenlage show STORY --ids' gives their ids")
        member, _ = placed
        return (anchor(member.article.id, member.article.text, spans[best]),)

    def somebody(self, reference: str, most: int = SOME) -> tuple[Anchor, ...]:
        """Mentions of somebody, one an article, at most `most`: by place, id or name. Raises NotFound."""
        placed = self._placed(reference)
        if placed is not None:
            member, place = placed
            entities = [e for e in member.annotations.entities if not (e.in_furniture or e.part or e.adjectival)]
            best = best_row(place, [e.span for e in entities])
            if best is None:
                raise NotFound(f"nobody is named at {reference}: 'quellenlage export actors' gives ids")
            return (anchor(member.article.id, member.article.text, entities[best].span),)
        return self.mentions(self.actor(reference), most)

    def mentions(self, actor: Actor, most: int = SOME, articles: Sequence[str] | None = None) -> tuple[Anchor, ...]:
        """Mentions of an actor, one an article (of its articles, or of `articles`), at most `most`. Raises NotFound."""
        wanted = actor.articles if articles is None else articles
        found = (_mention(m, actor) for m in self._in_order(wanted))
        anchors = tuple(islice((a for a in found if a is not None), most))
        if not anchors:
            raise NotFound(f"no mention of {actor.name} was found: run quellenlage analyse")
        return anchors

    def beginning(self, reference: str) -> Anchor:
        """The beginning of an article: of its headline or prose, where it is annotated. Raises NotFound."""
        article = self.article(reference)
        text = next(iter(self.store.articles([article]))).text
        start = next((_prose(m) for m in self._in_order([article])), None) or len(text) - len(text.lstrip())
        if start == len(text):
            raise NotFound(f"the article {article} has no words to hold on to")
        return anchor(article, text, Span(start, min(len(text), start + BEGINNING)).strip(text))

    def article(self, reference: str) -> str:
        """The id of an article that `reference` is or begins. Raises NotFound."""
        if self.store.heads([reference]):
            return reference
        known = self.store.article_ids()
        return self._only("article", reference, [(i, i) for i in known], "quellenlage search")

    def claim(self, reference: str) -> Claim:
        """The claim whose id `reference` is or begins. Raises NotFound."""
        found = [(c.id, c) for story in self._stories() for c in story.claims if c.id.startswith(reference)]
        return self._only("claim", reference, found, "quellenlage export claims")

    def actor(self, reference: str) -> Actor:
        """Somebody by id, the beginning of one, or a name; one row for all stories. Raises NotFound."""
        rows: dict[str, Actor] = {}
        for story in self._stories():
            for row in story.actors:
                if row.id.startswith(reference) or _bears(row, reference):
                    rows[row.id] = _both(rows[row.id], row) if row.id in rows else row
        by_id = [(i, r) for i, r in rows.items() if i.startswith(reference)]
        named = [(i, r) for i, r in rows.items() if _bears(r, reference)]
        if not by_id or len(reference) < SHORTEST:
            if len(named) > 1:
                told = ", ".join(f"{i} ({r.name}, articles: {len(r.articles)})" for i, r in sorted(named)[:5])
                raise NotFound(f"several bear the name {reference}, name one by id: {told}")
            if named:
                return named[0][1]
        return self._only("person, body or place", reference, by_id, "quellenlage export actors")

    def story(self, reference: str) -> Story:
        """The story whose id `reference` is or begins. Raises NotFound."""
        exact = self.store.story(reference)
        if exact is not None:
            return exact
        found = [(s.id, s) for s in self._stories() if s.id.startswith(reference)]
        return self._only("story", reference, found, "quellenlage stories")

    def _only(self, what: str, reference: str, found: Sequence[tuple[str, T]], command: str) -> T:
        exact = [thing for name, thing in found if name == reference]
        if exact:
            return exact[0]
        begin = {name: thing for name, thing in found if len(reference) >= SHORTEST and name.startswith(reference)}
        if len(begin) > 1:
            raise NotFound(f"several begin with {reference}: {', '.join(sorted(begin)[:5])}")
        if not begin:
            raise NotFound(f"there is no {what} {reference[:80]}: '{command}' gives the ids")
        return next(iter(begin.values()))

    def _stories(self) -> Iterator[Story]:
        return self.store.each_story(self.within)

    def _placed(self, reference: str) -> tuple[AnnotatedArticle, Span] | None:
        match = _PLACE.fullmatch(reference)
        member = next(iter(self.store.annotated([match[1]], compact=True, vectors=False)), None) if match else None
        if match is None or member is None:
            return None
        return member, Span(int(match[2]), int(match[3]))

    def _members(self, claim: Claim) -> tuple[Anchor, ...]:
        texts = {a.id: a.text for a in self.store.articles(sorted({m.article for m in claim.members}))}
        return tuple(
            anchor(m.article, texts[m.article], Span(m.start, m.end)) for m in claim.members[:ALL] if m.article in texts
        )

    def _in_order(self, articles: Iterable[str]) -> Iterator[AnnotatedArticle]:
        for article in articles:
            yield from self.store.annotated([article], compact=True, vectors=False)


def _mention(member: AnnotatedArticle, actor: Actor) -> Anchor | None:
    """The clearest mention of an actor in an article: by the name, by another one, by a description."""
    names = {actor.name, *actor.aliases}

    def clearness(entity: Entity) -> tuple[object, ...]:
        return entity.type != actor.type, entity.text != actor.name, entity.nominal or entity.pronoun, entity.start

    found = [
        e
        for e in member.annotations.entities
        if (e.name in names or e.text in names) and not (e.in_furniture or e.part or e.adjectival)
    ]
    if not found:
        return None
    return anchor(member.article.id, member.article.text, min(found, key=clearness).span)


def _prose(member: AnnotatedArticle) -> int | None:
    """Where an article begins behind the page matter on top of it."""
    marks = member.annotations
    spans = [part.span for part in marks.structure] + [s.span for s in marks.sentences]
    return min((s.start for s in spans if not any(f.span.overlaps(s) for f in marks.furniture)), default=None)


def _bears(actor: Actor, name: str) -> bool:
    wanted = name.casefold()
    return any(wanted == n.casefold() for n in (actor.name, *actor.aliases))


def _both(a: Actor, b: Actor) -> Actor:
    """Rows of one actor in two stories as one, with all names and articles."""
    return Actor(
        id=a.id,
        name=a.name,
        type=a.type,
        aliases=tuple(dict.fromkeys((*a.aliases, b.name, *b.aliases))),
        roles=a.roles,
        mentions=a.mentions + b.mentions,
        articles=tuple(dict.fromkeys((*a.articles, *b.articles))),
    )
