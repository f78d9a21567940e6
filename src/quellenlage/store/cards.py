"""Cards of stories, and who takes part in them, made from the stories in the transaction that keeps these: lists and
filters read nothing else. `lists` reads what stands here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import msgspec
from sqlalchemy import Connection, Table, bindparam, delete, select

from quellenlage.domain.article import ArticleHead
from quellenlage.domain.cards import Card
from quellenlage.domain.dossier import Actor, Reuse, Story, Version
from quellenlage.domain.standing import corroborated
from quellenlage.german.folding import fold
from quellenlage.store.browse import AT_A_TIME, heads
from quellenlage.store.parts import part_rows
from quellenlage.store.records import unpack
from quellenlage.store.schema import (
    card_actors,
    card_outlets,
    cards,
    known,
    known_words,
    reuse,
    reuse_places,
    stories,
    story_parts,
    version_places,
    versions,
)
from quellenlage.store.sqlite import enter_rows, read_rows

ActorRow = tuple[str, str, tuple[str, ...], tuple[str, ...], int, tuple[str, ...]]
"""Name, type, aliases, roles, mentions and articles of an actor in one story."""
_ACTOR_ROWS = msgspec.json.Decoder(ActorRow)


def enter_cards(connection: Connection, kept: Sequence[Story], alike: Container[str] = ()) -> None:
    """Make everything that lists and pages read of stories that were just kept; of those `alike`, in which nothing but
    the people is new, what they read of people and the pages. Who is who over all stories is brought up to date by
    `refresh_known`."""
    there = {head.id: head for head in heads(connection, [article for story in kept for article in story.articles])}
    rows: dict[Table, list[dict[str, object]]] = {cards: [], card_outlets: [], card_actors: [], story_parts: []}
    changed = [{"changed": story.id} for story in kept if story.id in alike]
    for table in (card_actors, story_parts) if changed else ():
        connection.execute(delete(table).where(table.c.story == bindparam("changed")), changed)
    for story in kept:
        own = {article: there[article] for article in story.articles if article in there}
        card = card_of(story, own)
        first, last = card.from_ or card.to or "", card.to or card.from_ or ""
        place = {"story": story.id, "last": last, "articles": card.articles}
        if story.id not in alike:
            rows[cards].append(place | {"first": first, "packed": msgspec.json.encode(card)})
            rows[card_outlets] += [place | {"outlet": outlet} for outlet in dict.fromkeys(card.outlets)]
        actors = {actor.id: actor for actor in story.actors if actor.sure}
        rows[card_actors] += [
            place | {"actor": i, "packed": msgspec.json.encode(_actor_row(a))} for i, a in actors.items()
        ]
        rows[story_parts] += part_rows(story, own)
    for table, made in rows.items():
        enter_rows(connection, table, made)


def make_all(connection: Connection) -> None:
    """Make the cards of a file whose stories were kept before there were any."""
    for table in (cards, card_outlets, card_actors, story_parts, known, reuse_places, version_places):
        connection.execute(delete(table))
    for id_ in connection.execute(select(stories.c.id)).scalars().all():
        packed = connection.execute(select(stories.c.packed).where(stories.c.id == id_)).scalar_one()
        enter_cards(connection, [unpack(packed, Story)])
    refresh_known(connection, set(connection.execute(select(card_actors.c.actor).distinct()).scalars()))
    for position, packed in connection.execute(select(reuse.c.position, reuse.c.packed)).all():
        enter_places(connection, reuse_places, [(position, (place.article for place in unpack(packed, Reuse).places))])
    for position, packed in connection.execute(select(versions.c.position, versions.c.packed)).all():
        version = unpack(packed, Version)
        enter_places(connection, version_places, [(position, (version.article, version.of))])


def enter_places(connection: Connection, table: Table, placed: Iterable[tuple[int, Iterable[str]]]) -> None:
    """Note in which articles passages or differences, by their positions, stand."""
    rows = [{"article": article, "position": position} for position, ids in placed for article in sorted(set(ids))]
    enter_rows(connection, table, rows)


def card_of(story: Story, there: Mapping[str, ArticleHead]) -> Card:
    """A story's card; `there` are the heads of its articles."""
    articles = [there[article] for article in story.articles if article in there]
    days = Counter(day for head in articles if (day := _day(head)))
    return Card(
        id=story.id,
        title=story.title,
        language=next((head.language for head in articles if head.language), "de"),
        from_=story.from_[:10] if story.from_ else None,
        to=story.to[:10] if story.to else None,
        outlets=story.outlets,
        articles=len(story.articles),
        claims=sum(claim.sure for claim in story.claims),
        corroborated=len(corroborated(story)),
        disputes=sum(dispute.sure for dispute in story.disputes),
        sources=len({m.speaker for claim in story.claims for m in claim.members if m.speaker}),
        days=tuple(sorted(days.items())),
        sure=story.sure,
    )


def actors_in(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Who takes part in these stories."""
    found: set[str] = set()
    for at in range(0, len(ids), AT_A_TIME):
        rows = select(card_actors.c.actor).where(card_actors.c.story.in_(ids[at : at + AT_A_TIME]))
        found.update(connection.execute(rows).scalars())
    return found


def rows_of_actors(connection: Connection, ids: Sequence[str]) -> set[tuple[str, str, bytes]]:
    """What these stories say of who takes part in them: actor, story, and the row itself."""
    found: set[tuple[str, str, bytes]] = set()
    columns = card_actors.c.actor, card_actors.c.story, card_actors.c.packed
    for at in range(0, len(ids), AT_A_TIME):
        some = select(*columns).where(card_actors.c.story.in_(ids[at : at + AT_A_TIME]))
        found.update((row[0], row[1], row[2]) for row in connection.execute(some))
    return found


def refresh_known(connection: Connection, actors: Iterable[str]) -> None:
    """Count anew, over all stories, these actors: those of whom a story says something else than before."""
    wanted = sorted(actors)
    for at in range(0, len(wanted), AT_A_TIME):
        some = wanted[at : at + AT_A_TIME]
        connection.execute(delete(known).where(known.c.id.in_(some)))
        # sorted here: somebody may be in a thousand stories, and SQLite would copy all of their rows to do it
        rows = read_rows(
            connection,
            "SELECT actor, story, packed FROM card_actors"  # noqa: S608 (as many marks as there are actors)
            f" WHERE actor IN ({', '.join('?' * len(some))}) ORDER BY actor",
            some,
        )
        counted = list(_counted(rows))
        enter_rows(connection, known, [row for row, _names in counted])
        words = [
            {"word": word, "actor": row["id"]}
            for row, names in counted
            for word in sorted({word for name in names for word in fold(name).split()})
        ]
        enter_rows(connection, known_words, words)


def actor_row(packed: bytes) -> ActorRow:
    """What a story says of an actor."""
    row: ActorRow = _ACTOR_ROWS.decode(packed)
    return row


def _counted(rows: Iterable[tuple[str, str, bytes]]) -> Iterator[tuple[dict[str, object], set[str]]]:
    """Everybody over all stories, and the names of each: called as the story says that mentions one most, of several
    the one with the longest name. The days of the stories play no part: they change with every article that joins one.
    """
    for actor, group in groupby(rows, key=lambda row: row[0]):
        told = [(story, actor_row(packed)) for _actor, story, packed in group]
        _, first = min(told, key=lambda each: (-each[1][4], -len(each[1][0]), each[0]))
        counts: dict[str, object] = {
            "id": actor,
            "name": first[0],
            "type": first[1],
            "mentions": sum(row[4] for _, row in told),
            "articles": sum(len(row[5]) for _, row in told),
            "stories": len(told),
        }
        yield counts, {name for _, row in told for name in (row[0], *row[2])}


def _actor_row(actor: Actor) -> ActorRow:
    return actor.name, actor.type, actor.aliases, actor.roles, actor.mentions, actor.articles


def _day(head: ArticleHead) -> str:
    day = head.published.day if head.published else None
    return day.isoformat() if day else ""
