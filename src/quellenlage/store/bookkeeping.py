"""Small facts about the file: how often its articles changed, and which state the results were made from."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from quellenlage.store.journal import load_corrections
from quellenlage.store.schema import bookkeeping

CHANGES = "changes"
"""Counts additions, removals and new metadata of articles."""

RESULTS = "results"
"""The state (see `state`) that stories, reuse and versions were made from."""

JUDGED = "judged"
"""How many judgements the results obey."""

SEARCH = "search"
"""The search rules that the index was made with."""


def note_change(connection: Connection) -> None:
    """The articles changed: results made before are out of date from now on."""
    write_fact(connection, CHANGES, str(int(read_fact(connection, CHANGES) or 0) + 1))


def state(connection: Connection, rules: str) -> str:
    """What results depend on: the articles as they are now, the rules, and the corrections that hold."""
    judged = load_corrections(connection).state
    return f"{rules}/{read_fact(connection, CHANGES) or 0}" + (f"/{judged}" if judged else "")


def read_fact(connection: Connection, name: str) -> str | None:
    """A fact, None if it was never written."""
    return connection.execute(select(bookkeeping.c.value).where(bookkeeping.c.name == name)).scalar()


def write_fact(connection: Connection, name: str, value: str) -> None:
    """Write a fact over its former value."""
    forget_fact(connection, name)
    connection.execute(insert(bookkeeping), {"name": name, "value": value})


def forget_fact(connection: Connection, name: str) -> None:
    """As if it had never been written."""
    connection.execute(delete(bookkeeping).where(bookkeeping.c.name == name))
