"""What the list of stories, the people and the filters rest on: small facts of every story, gathered once per analysis.

A story's record is large; a list of thousands cannot read them all for a page. The facts are gathered when an analysis
has kept new results, and held in memory: a few hundred bytes a story.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quellenlage.corpus import Corpus
from quellenlage.domain.annotations import EntityType
from quellenlage.domain.article import ArticleHead
from quellenlage.domain.dossier import Actor, Reuse, Story, Version
from quellenlage.report.parts.claims import corroborated
from quellenlage.report.shown import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One story in a list. `from_` and `to` are ISO days; `sources` counts the named speakers; `days` are the days
    of its dated articles with their number, in order."""

    id: str
    title: str
    language: str
    from_: str | None
    to: str | None
    outlets: tuple[str, ...]
    articles: int
    claims: int
    corroborated: int
    disputes: int
    sources: int
    days: tuple[tuple[str, int], ...]
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody or something over all stories; `stories` in their order, `folded` the names as a search sees them."""

    id: str
    name: str
    type: EntityType
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    mentions: int
    articles: tuple[str, ...]
    stories: tuple[str, ...]
    folded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """The facts of one analysis; `state` names it. `cards` begin with the story that was written about last."""

    state: str | None
    cards: tuple[Card, ...] = ()
    actors: Mapping[str, Known] = field(default_factory=dict)
    outlets: tuple[tuple[str, int], ...] = ()
    reuse: Mapping[str, tuple[Reuse, ...]] = field(default_factory=dict)
    versions: tuple[Version, ...] = ()
    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def card(self, story: str) -> Card | None:
        """The card of a story."""
        return next((card for card in self.cards if card.id == story), None)

    def people_in(self, article: str) -> list[Known]:
        """Who takes part in an article, those mentioned most in the corpus first."""
        return [self.actors[i] for i in self.people.get(article, ())]


def gather(corpus: Corpus) -> Index:
    """The facts of the corpus as it is now."""
    state = corpus.results_state
    heads = {head.id: head for head in corpus.heads()}
    cards: list[Card] = []
    actors: dict[str, list[tuple[str, Actor]]] = defaultdict(list)
    for story in corpus.each_story():
        cards.append(card_of(story, heads))
        for actor in story.actors:
            if actor.sure:
                actors[actor.id].append((story.id, actor))
    passages: dict[str, list[Reuse]] = defaultdict(list)
    for passage in corpus.reuse():
        for article in sorted({place.article for place in passage.places}):
            passages[article].append(passage)
    everybody = {i: known(rows) for i, rows in actors.items()}
    people: dict[str, list[str]] = defaultdict(list)
    for each in sorted(everybody.values(), key=lambda each: (-each.mentions, each.id)):
        for article in each.articles:
            people[article].append(each.id)
    outlets = Counter(one_line(head.outlet) for head in heads.values() if head.outlet)
    return Index(
        state=state,
        cards=tuple(sorted(cards, key=lambda card: (card.to or card.from_ or "", card.articles), reverse=True)),
        actors=everybody,
        outlets=tuple(sorted(outlets.items(), key=lambda pair: pair[0].casefold())),
        reuse={article: tuple(rows) for article, rows in passages.items()},
        versions=corpus.versions(),
        people={article: tuple(ids) for article, ids in people.items()},
    )


def card_of(story: Story, heads: Mapping[str, ArticleHead]) -> Card:
    """A story's facts."""
    there = [heads[article] for article in story.articles if article in heads]
    days = Counter(day for head in there if head.published and (day := head.published.day))
    speakers = {one_line(m.speaker) for claim in story.claims for m in claim.members if m.speaker}
    return Card(
        id=story.id,
        title=story.title,
        language=next((head.language for head in there if head.language), "de"),
        from_=story.from_[:10] if story.from_ else None,
        to=story.to[:10] if story.to else None,
        outlets=tuple(one_line(outlet) for outlet in story.outlets),
        articles=len(story.articles),
        claims=sum(claim.sure for claim in story.claims),
        corroborated=len(corroborated(story)),
        disputes=sum(dispute.sure for dispute in story.disputes),
        sources=len(speakers),
        days=tuple((day.isoformat(), n) for day, n in sorted(days.items())),
        sure=story.sure,
    )


def known(rows: list[tuple[str, Actor]]) -> Known:
    """One actor over the stories it takes part in, under the name that is mentioned most."""
    first = max((actor for _, actor in rows), key=lambda actor: actor.mentions)
    names = once(name for _, actor in rows for name in (actor.name, *actor.aliases))
    return Known(
        id=first.id,
        name=first.name,
        type=first.type,
        aliases=tuple(name for name in names if name != first.name),
        roles=once(role for _, actor in rows for role in actor.roles),
        mentions=sum(actor.mentions for _, actor in rows),
        articles=once(article for _, actor in rows for article in actor.articles),
        stories=once(story for story, _ in rows),
        folded=once(Corpus.fold(name) for name in names),
    )


def once(items: Iterable[str]) -> tuple[str, ...]:
    """Each item once, in order."""
    return tuple(dict.fromkeys(items))
