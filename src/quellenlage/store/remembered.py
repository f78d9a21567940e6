"""What comparing remembers from one analysis to the next, in and out of an open transaction. It saves time and nothing
else: what is missing or was made by other rules is made anew. `store.Store` is the door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from quellenlage.domain.dossier import Story
from quellenlage.store.records import pack
from quellenlage.store.schema import actor_ids, annotated, remembered, sketches, stories, told

SketchRow = tuple[str, bytes]
"""An article's id and its sketch."""
DigestRow = tuple[str, str, bytes]
"""An article's id, what was added to it (a digest, empty for nothing), and the digest of it."""

AT_A_TIME = 400
"""Sketches or digests, of some 20 kB, read with one statement."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a comparison leaves for the next one, in pieces by name, the rules that made it, and the lasting ids of
    actors that comparing gives another one."""

    rules: str
    compared: Mapping[str, bytes]
    actor_ids: Mapping[str, str]


def annotated_ids(connection: Connection) -> list[str]:
    """The ids of all articles that have annotations, in order."""
    found = select(annotated.c.article).where(annotated.c.packed.is_not(None)).order_by(annotated.c.article)
    return list(connection.execute(found).scalars())


def load_sketches(connection: Connection, rules: str, after: str) -> list[SketchRow]:
    """The next sketches that `rules` made, in order of id, behind the article `after`."""
    found = select(sketches.c.article, sketches.c.packed).where(sketches.c.article > after, sketches.c.rules == rules)
    rows = connection.execute(found.order_by(sketches.c.article).limit(AT_A_TIME))
    return [(article, packed) for article, packed in rows]


def keep_sketches(connection: Connection, rows: Iterable[SketchRow], rules: str) -> None:
    """Keep sketches, over older ones. Articles whose annotations are gone by now are passed over."""
    wanted = dict(rows)
    there = select(annotated.c.article).where(annotated.c.article.in_(list(wanted)))
    known = list(connection.execute(there).scalars())
    connection.execute(delete(sketches).where(sketches.c.article.in_(known)))
    if known:
        made = [{"article": i, "rules": rules, "packed": wanted[i]} for i in known]
        connection.execute(insert(sketches), made)


def load_digests(connection: Connection, rules: str, after: str) -> list[DigestRow]:
    """The next digests that `rules` made, in order of id, behind the article `after`."""
    found = select(sketches.c.article, sketches.c.added, sketches.c.digest).where(
        sketches.c.article > after, sketches.c.rules == rules, sketches.c.digest.is_not(None)
    )
    rows = connection.execute(found.order_by(sketches.c.article).limit(AT_A_TIME))
    return [(article, added, digest) for article, added, digest in rows]


def keep_digests(connection: Connection, rows: Iterable[DigestRow]) -> None:
    """Keep digests beside the sketches of their articles."""
    for article, added, digest in rows:
        row = update(sketches).where(sketches.c.article == article)
        connection.execute(row.values(added=added, digest=digest))


def story_states(connection: Connection) -> dict[str, str | None]:
    """What each story that is stored rests on, by its id; None if an older version told it."""
    return {row.id: row.state for row in connection.execute(select(stories.c.id, stories.c.state))}


def told_states(connection: Connection) -> set[str]:
    """What the stories rest on that were told and are not yet part of the results."""
    return set(connection.execute(select(told.c.state)).scalars())


def keep_told(connection: Connection, rows: Iterable[tuple[str, Story]]) -> None:
    """Keep stories that were told, by what they rest on, until the results are replaced."""
    made = [{"state": state, "packed": pack(story)} for state, story in rows]
    connection.execute(delete(told).where(told.c.state.in_([row["state"] for row in made])))
    if made:
        connection.execute(insert(told), made)


def forget_told(connection: Connection) -> None:
    """The results hold them now."""
    connection.execute(delete(told))


def load_compared(connection: Connection, rules: str) -> dict[str, bytes]:
    """What the last comparison left, in pieces by name; none that other rules made."""
    found = select(remembered.c.name, remembered.c.packed).where(remembered.c.rules == rules)
    return {row.name: row.packed for row in connection.execute(found)}


def load_actor_ids(connection: Connection) -> dict[str, str]:
    """The lasting ids of actors that comparing gives another one."""
    return {row.made: row.kept for row in connection.execute(select(actor_ids))}


def replace_remembered(connection: Connection, new: Remembered) -> None:
    """Keep what a comparison left, in the place of what the one before did; pieces that are the same stay."""
    known = load_compared(connection, new.rules)
    same = {name for name, piece in new.compared.items() if known.get(name) == piece}
    stored = connection.execute(select(remembered.c.name)).scalars()
    gone = [{"gone": name} for name in stored if name not in same]
    if gone:
        connection.execute(delete(remembered).where(remembered.c.name == bindparam("gone")), gone)
    pieces = [{"name": n, "rules": new.rules, "packed": p} for n, p in new.compared.items() if n not in same]
    if pieces:
        connection.execute(insert(remembered), pieces)
    before = load_actor_ids(connection)
    for made in before.keys() - {made for made, kept in new.actor_ids.items() if before.get(made) == kept}:
        connection.execute(delete(actor_ids).where(actor_ids.c.made == made))
    rows = [{"made": made, "kept": kept} for made, kept in sorted(new.actor_ids.items()) if before.get(made) != kept]
    if rows:
        connection.execute(insert(actor_ids), rows)
