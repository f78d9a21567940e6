"""Lists of stories, people and passages for those who look around: each reads only the rows it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, false, func, or_, select, text, tuple_

from quellenlage.domain.article import Refused
from quellenlage.domain.cards import Card, Known, Wanted
from quellenlage.domain.dossier import Reuse, Story, Version
from quellenlage.store.browse import AT_A_TIME
from quellenlage.store.cards import actor_row
from quellenlage.store.parts import Cast, Opening, is_long, load_casts, load_opening, load_part
from quellenlage.store.records import unpack
from quellenlage.store.schema import (
    articles,
    card_actors,
    card_outlets,
    cards,
    known,
    known_words,
    refused,
    reuse,
    reuse_places,
    said,
    settled,
    stories,
    story_members,
    version_places,
    versions,
)

HIGHEST = "\U0010ffff"
"""Sorts behind everything that begins with the same letters."""

LATEST = 300
"""Stories that are read of an actor, the latest first: one of them may take part in half of a corpus."""

WIDESPREAD = 3000
"""Bytes from which on a passage is kept unpacked: some 250 places."""

WIDESPREAD_KEPT = 100


class Lists:
    """Reads lists from an open corpus file; every method is one short transaction."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading

    # stories

    def cards(self, wanted: Wanted, start: int, limit: int) -> tuple[list[Card], int]:
        """`limit` cards from the one at `start` on (all for -1), and how many there are in all: with scores the best
        first, else the story that was written about last."""
        with self._reading() as connection:
            if wanted.scores is not None:
                ids = _ordered(connection, wanted, wanted.scores)
                return _cards(connection, ids[start : start + limit if limit >= 0 else None]), len(ids)
            some, (last, articles_, id_) = _wanted(wanted)
            count = connection.execute(select(func.count()).select_from(some.subquery())).scalar_one()
            some = some.order_by(last.desc(), articles_.desc(), id_).limit(limit).offset(start)
            ids = list(connection.execute(some).scalars())
            return _cards(connection, ids), count

    def cards_after(self, wanted: Wanted, story: str, limit: int) -> list[Card]:
        """The `limit` cards behind that story, or the first ones if it is gone or empty."""
        with self._reading() as connection:
            if wanted.scores is not None:
                ids = _ordered(connection, wanted, wanted.scores)
                at = ids.index(story) + 1 if story in ids else 0
                return _cards(connection, ids[at : at + limit])
            some, (last, articles_, id_) = _wanted(wanted)
            found = select(cards.c.last, cards.c.articles).where(cards.c.story == story)
            row = connection.execute(found).first()
            if row is not None:
                later = tuple_(last, articles_) < tuple_(row.last, row.articles)
                same = (last == row.last) & (articles_ == row.articles) & (id_ > story)
                some = some.where(later | same)
            some = some.order_by(last.desc(), articles_.desc(), id_).limit(limit)
            return _cards(connection, list(connection.execute(some).scalars()))

    def cards_of(self, ids: Sequence[str]) -> list[Card]:
        """The cards of these stories, in the given order; those that are gone are left out."""
        with self._reading() as connection:
            return _cards(connection, ids)

    def looked_at_first(self, latest: int, largest: int) -> list[str]:
        """The stories that readers open first: so many of those that were written about last, and of the largest."""
        last, size = cards.c.last.desc(), cards.c.articles.desc()
        found = select(cards.c.story).order_by(last, size, cards.c.story).limit(latest)
        wide = select(cards.c.story).order_by(size, last, cards.c.story).limit(largest)
        with self._reading() as connection:
            rows = (*connection.execute(found).scalars(), *connection.execute(wide).scalars())
            return list(dict.fromkeys(rows))

    def outlets(self) -> list[tuple[str, int]]:
        """The outlets of the articles with their number, those of articles that are not analysed yet too."""
        with self._reading() as connection:
            outlet = func.coalesce(settled.c.outlet, articles.c.outlet)
            found = select(outlet, func.count()).select_from(
                articles.outerjoin(settled, settled.c.article == articles.c.id)
            )
            rows = connection.execute(found.where(outlet.is_not(None)).group_by(outlet))
            return [(row[0], row[1]) for row in rows]

    def count_stories(self) -> int:
        """Number of stories."""
        with self._reading() as connection:
            return connection.execute(select(func.count()).select_from(stories)).scalar_one()

    def story_state(self, story: str) -> str | None:
        """What a story rests on, as a digest: as long as it is the same, so is the story."""
        with self._reading() as connection:
            return connection.execute(select(stories.c.state).where(stories.c.id == story)).scalar()

    def opening(self, story: str) -> Opening | None:
        """The beginning of a story that is too long to be read at once, None if it is not, or not there."""
        with self._reading() as connection:
            return load_opening(connection, story)

    def part(self, story: str, part: str, page: int) -> Story | None:
        """One page, counted from 2, of one part of such a story; None if there is none."""
        with self._reading() as connection:
            return load_part(connection, story, part, page)

    def is_long(self, story: str) -> bool:
        """True if a story is too long to be read at once."""
        with self._reading() as connection:
            return is_long(connection, story)

    def casts(self, ids: Sequence[str]) -> list[Cast]:
        """Who takes part in these stories; those that are gone are left out."""
        with self._reading() as connection:
            found = load_casts(connection, ids)
            return [found[story] for story in ids if story in found]

    def arrivals(self, story: str) -> tuple[int, int]:
        """Of a story, how many articles it has and the number of the one that arrived last."""
        with self._reading() as connection:
            found = (
                select(func.count(), func.max(articles.c.number))
                .select_from(_members())
                .where(story_members.c.story == story)
            )
            count, last = connection.execute(found).one()
            return count, last or 0

    def members(self, story: str) -> list[str]:
        """The articles of a story, in its order."""
        with self._reading() as connection:
            found = select(story_members.c.article).where(story_members.c.story == story)
            return list(connection.execute(found.order_by(story_members.c.position)).scalars())

    def new_claims(self, story: str, number: int, limit: int) -> tuple[list[str], int]:
        """The sure claims of a story that somebody makes, and only in articles that arrived after the one with that
        number: `limit` ids, those in most articles first, and how many there are."""
        found = (
            select(said.c.claim)
            .select_from(said.join(articles, articles.c.id == said.c.article))
            .where(said.c.story == story, said.c.sure == 1)
            .group_by(said.c.claim)
            .having(func.min(articles.c.number) > number, func.max(said.c.mode != "narration") == 1)
        )
        with self._reading() as connection:
            count = connection.execute(select(func.count()).select_from(found.subquery())).scalar_one()
            ordered = found.order_by(func.max(said.c.weight).desc(), func.min(said.c.number)).limit(limit)
            return list(connection.execute(ordered).scalars()), count

    def claims_in(self, ids: Sequence[str], statements: Sequence[str] | None = None) -> list[tuple[str, str, str, int]]:
        """The statements of these articles (or those of them with these ids) that others make too: statement, story,
        claim and in how many articles it is."""
        other = said.alias()
        same = other.c.story == said.c.story, other.c.claim == said.c.claim, other.c.statement != said.c.statement
        found = select(said.c.statement, said.c.story, said.c.claim, said.c.weight).where(said.c.article.in_(ids))
        if statements is not None:
            found = found.where(said.c.statement.in_(statements))
        found = found.where(select(other.c.number).where(*same).exists()).order_by(said.c.number)
        with self._reading() as connection:
            return [(row[0], row[1], row[2], row[3]) for row in connection.execute(found)]

    def latest_first(self, ids: Sequence[str]) -> list[str]:
        """These articles by the day from which they came out, the latest first; there may be thousands."""
        sql = (
            "SELECT a.id FROM json_each(:ids) wanted JOIN articles a ON a.id = wanted.value "
            "LEFT JOIN settled s ON s.article = a.id "
            "ORDER BY coalesce(json_extract(CASE WHEN s.article IS NULL THEN a.published ELSE s.published END, "
            "'$.from_'), '') DESC, a.number DESC"
        )
        with self._reading() as connection:
            found = connection.execute(text(sql), {"ids": msgspec.json.encode(sorted(set(ids))).decode()})
            return list(found.scalars())

    def arrived_after(self, story: str, number: int) -> list[str]:
        """The articles of a story that arrived after the one with that number, in the story's order."""
        with self._reading() as connection:
            found = select(articles.c.id).select_from(_members())
            found = found.where(story_members.c.story == story, articles.c.number > number)
            return list(connection.execute(found.order_by(story_members.c.position)).scalars())

    # people

    def actor(self, actor: str) -> Known | None:
        """Somebody or something over all stories; None if nobody has that id."""
        with self._reading() as connection:
            row = connection.execute(select(known).where(known.c.id == actor)).first()
            return None if row is None else _known(connection, row)

    def people(self, words: Sequence[Sequence[str]], start: int, limit: int) -> list[Known]:
        """Those whose names have, for each of `words`, a word that begins with one of its (folded) terms; those
        mentioned most first."""
        found = select(known)
        for terms in words:
            begins = [(known_words.c.word >= t) & (known_words.c.word < t + HIGHEST) for t in terms if t]
            found = found.where(known.c.id.in_(select(known_words.c.actor).where(or_(false(), *begins))))
        ordered = found.order_by(known.c.mentions.desc(), known.c.name, known.c.id).limit(limit).offset(start)
        with self._reading() as connection:
            return [_known(connection, row) for row in connection.execute(ordered).all()]

    def names_in(self, article: str) -> list[tuple[str, tuple[str, ...]]]:
        """Who takes part in an article: ids with every name in its story, those mentioned most there first."""
        found = (
            select(card_actors.c.actor, card_actors.c.packed)
            .join(story_members, story_members.c.story == card_actors.c.story)
            .where(story_members.c.article == article)
        )
        with self._reading() as connection:
            rows = [(row.actor, actor_row(row.packed)) for row in connection.execute(found)]
        here = [(i, row) for i, row in rows if article in row[5]]
        here.sort(key=lambda pair: (-pair[1][4], pair[0]))
        return [(i, (row[0], *row[2])) for i, row in here]

    # passages, versions, refusals

    def passages_of(self, ids: Sequence[str]) -> list[Reuse]:
        """The passages in these articles that stand in others too, in their order."""
        return [_passage(packed) for packed in self._placed(reuse, reuse_places, ids)]

    def passages_in(self, story: str, limit: int, *, standing: bool) -> tuple[list[Reuse], int]:
        """The first passages of a story's articles and how many there are; `standing` notices, or all others."""
        here = select(reuse_places.c.position).join(story_members, story_members.c.article == reuse_places.c.article)
        kind = reuse.c.kind == "boilerplate"
        found = select(reuse.c.packed).where(
            reuse.c.position.in_(here.where(story_members.c.story == story)), kind if standing else ~kind
        )
        with self._reading() as connection:
            rows = connection.execute(found.order_by(reuse.c.position).limit(limit)).scalars().all()
            count = len(rows)
            if count == limit:
                count = connection.execute(select(func.count()).select_from(found.subquery())).scalar_one()
        return [_passage(row) for row in rows], count

    def versions_of(self, ids: Sequence[str]) -> list[Version]:
        """What changed between two versions, where one of them is among these articles."""
        return [unpack(packed, Version) for packed in self._placed(versions, version_places, ids)]

    def refused_in(self, story: str) -> list[Refused]:
        """What is noted about the inputs of a story's articles, in order of their names."""
        own = select(articles.c.input).select_from(_members()).where(story_members.c.story == story)
        with self._reading() as connection:
            rows = connection.execute(select(refused).where(refused.c.input.in_(own)).order_by(refused.c.input))
            return [Refused(row.input, row.reason) for row in rows]

    def _placed(self, table: Any, places: Any, ids: Sequence[str]) -> list[bytes]:
        found: dict[int, bytes] = {}
        wanted = sorted(set(ids))
        with self._reading() as connection:
            for at in range(0, len(wanted), AT_A_TIME):
                here = select(places.c.position).where(places.c.article.in_(wanted[at : at + AT_A_TIME]))
                rows = connection.execute(select(table.c.position, table.c.packed).where(table.c.position.in_(here)))
                found |= {row.position: row.packed for row in rows}
        return [found[position] for position in sorted(found)]


def _passage(packed: bytes) -> Reuse:
    """A passage; one in thousands of articles, a standing notice of their outlet, takes milliseconds to unpack and is
    asked for with each of them."""
    return unpack(packed, Reuse) if len(packed) < WIDESPREAD else _widespread(packed)


@lru_cache(WIDESPREAD_KEPT)
def _widespread(packed: bytes) -> Reuse:
    return unpack(packed, Reuse)


def _members() -> Any:
    return story_members.join(articles, articles.c.id == story_members.c.article)


def _wanted(wanted: Wanted) -> tuple[Select[Any], tuple[Any, ...]]:
    """The stories that pass, and the order that shows the latest first. One outlet and one actor have an index in that
    order, so that the first of them is what the list is read from."""
    table: Any = cards
    actors, outlets = list(wanted.actors), list(wanted.outlets)
    if actors:
        table = card_actors
        found = select(table.c.story).where(table.c.actor == actors.pop(0))
    elif len(outlets) == 1:
        table = card_outlets
        found = select(table.c.story).where(table.c.outlet == outlets.pop())
    else:
        found = select(table.c.story)
    for actor in actors:
        found = found.where(table.c.story.in_(select(card_actors.c.story).where(card_actors.c.actor == actor)))
    if outlets:
        found = found.where(table.c.story.in_(select(card_outlets.c.story).where(card_outlets.c.outlet.in_(outlets))))
    if wanted.first:
        found = found.where(table.c.last >= wanted.first)
    if wanted.last:
        if table is not cards:
            found = found.join(cards, cards.c.story == table.c.story)
        found = found.where(cards.c.first <= wanted.last, cards.c.first != "")
    return found, (table.c.last, table.c.articles, table.c.story)


def _ordered(connection: Connection, wanted: Wanted, scores: Mapping[str, float]) -> list[str]:
    """The stories with scores that pass, the best first."""
    ids = list(scores)
    if wanted.outlets or wanted.actors or wanted.first or wanted.last:
        some, _order = _wanted(wanted)
        passing = set(connection.execute(some).scalars())
        ids = [story for story in ids if story in passing]
    return sorted(ids, key=lambda story: (-scores[story], story))


def _cards(connection: Connection, ids: Sequence[str]) -> list[Card]:
    found: dict[str, Card] = {}
    for at in range(0, len(ids), AT_A_TIME):
        rows = connection.execute(select(cards.c.packed).where(cards.c.story.in_(ids[at : at + AT_A_TIME]))).scalars()
        found |= {card.id: card for card in (msgspec.json.decode(row, type=Card) for row in rows)}
    return [found[story] for story in ids if story in found]


def _known(connection: Connection, row: Any) -> Known:
    latest = connection.execute(
        select(card_actors.c.story, card_actors.c.packed)
        .where(card_actors.c.actor == row.id)
        .order_by(card_actors.c.last.desc(), card_actors.c.articles.desc(), card_actors.c.story)
        .limit(LATEST)
    ).all()
    told = [(each.story, actor_row(each.packed)) for each in latest]
    names = dict.fromkeys(name for _story, actor in told for name in (actor[0], *actor[2]))
    return Known(
        id=row.id,
        name=row.name,
        type=row.type,
        aliases=tuple(name for name in names if name != row.name),
        roles=tuple(dict.fromkeys(role for _story, actor in told for role in actor[3])),
        mentions=row.mentions,
        articles=tuple(dict.fromkeys(article for _story, actor in told for article in actor[5])),
        stories=tuple(story for story, _actor in told),
        in_articles=row.articles,
        in_stories=row.stories,
    )
