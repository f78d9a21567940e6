"""The journal of judgements in and out of an open transaction: rows are added, never changed. `store.Store` is the
door. Each row is plain JSON, readable without this program; triggers of the file refuse to change or delete one."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, func, insert, select

from quellenlage.domain.judgement import Judgement, Judgements, in_force
from quellenlage.store.schema import journal


def append(connection: Connection, judgements: Iterable[Judgement]) -> list[bool]:
    """Enter rows at the end; says of each, in order, whether it is new. One that is there already is passed over."""
    added = []
    for judgement in judgements:
        known = connection.execute(select(journal.c.number).where(journal.c.id == judgement.id)).first()
        if known is None:
            text = msgspec.json.encode(judgement).decode()
            connection.execute(insert(journal), {"id": judgement.id, "at": judgement.at, "row": text})
        added.append(known is None)
    return added


def load_journal(connection: Connection) -> list[Judgement]:
    """Every row, in the order in which they were entered."""
    rows = connection.execute(select(journal.c.row).order_by(journal.c.number)).scalars()
    return [msgspec.json.decode(row, type=Judgement) for row in rows]


def length(connection: Connection) -> int:
    """How many rows there are. None is ever deleted: the number says which journal one has seen."""
    return connection.execute(select(func.count()).select_from(journal)).scalar_one()


def latest(connection: Connection) -> str | None:
    """The time of the latest judgement, None if there is none."""
    return connection.execute(select(func.max(journal.c.at))).scalar()


def load_corrections(connection: Connection) -> Judgements:
    """The corrections that hold."""
    return in_force(load_journal(connection))
