"""What is wrong with a corpus file, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from quellenlage.store.bookkeeping import RESULTS, SEARCH, read_fact, state
from quellenlage.store.query import SEARCH_RULES
from quellenlage.store.results import count_without_annotations
from quellenlage.store.schema import annotated, articles
from quellenlage.store.sqlite import damage, index_mismatch


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend. `what` has the form `phrase` or `phrase: detail`; `mend` is the command or the action."""

    what: str
    mend: str


def check(connection: Connection, rules: str) -> list[Finding]:
    """Everything found wrong, nothing if all is well. `rules` is the version of the rules (and the model) in use."""
    analyse = "quellenlage analyse"
    found = [
        Finding(f"the file is damaged: {line}", "restore a copy, or add the articles to a new corpus")
        for line in damage(connection)
    ]
    stale = count_without_annotations(connection, rules)
    if stale:
        found.append(Finding(f"articles not annotated by the present rules and model: {stale}", analyse))
    failed = select(func.count()).select_from(annotated).where(annotated.c.failure.is_not(None))
    if failures := connection.execute(failed).scalar_one():
        found.append(Finding(f"articles that could not be annotated: {failures}", "quellenlage remove ARTICLE"))
    made_from = read_fact(connection, RESULTS)
    if made_from != state(connection, rules) and _count(connection):
        found.append(Finding("results are older than the articles", analyse))
    lacking, orphaned = index_mismatch(connection)
    if lacking or orphaned:
        found.append(Finding(f"the search index does not fit the articles: {lacking + orphaned}", analyse))
    if read_fact(connection, SEARCH) != SEARCH_RULES:
        found.append(Finding("the search index is of an older version", analyse))
    return found


def _count(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(articles)).scalar_one()
