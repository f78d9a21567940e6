"""What lists of articles and stories are made of, without reading a text. `store.Store` is the door."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Row, Select, func, select

from quellenlage.domain.article import ArticleHead
from quellenlage.store.records import published_of
from quellenlage.store.schema import articles, settled, stories, story_members

AT_A_TIME = 500
"""Ids in one statement: SQLite takes some thousand parameters, and older builds 999."""

_outlet = func.coalesce(settled.c.outlet, articles.c.outlet)
"""The outlet that a judgement gives an article, else its own."""


def heads(connection: Connection, ids: Sequence[str] | None = None) -> list[ArticleHead]:
    """All articles, or those with `ids`, in order of arrival; unknown ids are left out."""
    if ids is None:
        return [_head(row) for row in connection.execute(_heads().order_by(articles.c.number))]
    found: list[ArticleHead] = []
    wanted = sorted(set(ids))
    for at in range(0, len(wanted), AT_A_TIME):
        some = _heads().where(articles.c.id.in_(wanted[at : at + AT_A_TIME]))
        found += [_head(row) for row in connection.execute(some)]
    return sorted(found, key=lambda head: head.number)


def versions_of(connection: Connection, ids: Sequence[str]) -> list[str]:
    """These articles and all other versions of them, in order of id; unknown ids are left out."""
    wanted = sorted(set(ids))
    first: set[str] = set()
    for at in range(0, len(wanted), AT_A_TIME):
        some = select(func.coalesce(articles.c.version_of, articles.c.id))
        first |= set(connection.execute(some.where(articles.c.id.in_(wanted[at : at + AT_A_TIME]))).scalars())
    begun = sorted(first)
    found: set[str] = set()
    for at in range(0, len(begun), AT_A_TIME):
        some_first = begun[at : at + AT_A_TIME]
        either = articles.c.id.in_(some_first) | articles.c.version_of.in_(some_first)
        found |= set(connection.execute(select(articles.c.id).where(either)).scalars())
    return sorted(found)


def heads_after(connection: Connection, number: int, limit: int, outlet: str | None = None) -> list[ArticleHead]:
    """The next `limit` articles behind that number, of one outlet if it is given."""
    found = _heads().where(articles.c.number > number)
    if outlet is not None:
        found = found.where(_outlet == outlet)
    return [_head(row) for row in connection.execute(found.order_by(articles.c.number).limit(limit))]


def story_order(connection: Connection) -> list[str]:
    """The ids of the stories, in their order."""
    return list(connection.execute(select(stories.c.id).order_by(stories.c.position)).scalars())


def stories_of(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The story each of these articles belongs to."""
    found: dict[str, str] = {}
    wanted = sorted(set(ids))
    for at in range(0, len(wanted), AT_A_TIME):
        some = select(story_members.c.article, story_members.c.story)
        some = some.where(story_members.c.article.in_(wanted[at : at + AT_A_TIME]))
        found |= {row.article: row.story for row in connection.execute(some)}
    return found


def _heads() -> Select[tuple[object, ...]]:
    columns = (
        articles.c.number, articles.c.id, articles.c.input, _outlet.label("outlet"), articles.c.url, articles.c.title,
        articles.c.language, articles.c.version_of, articles.c.published, settled.c.article.label("settled"),
        settled.c.published.label("settled_date"),
    )  # fmt: skip
    return select(*columns).select_from(articles.outerjoin(settled, settled.c.article == articles.c.id))


def _head(row: Row[tuple[object, ...]]) -> ArticleHead:
    return ArticleHead(
        number=row.number,
        id=row.id,
        input=row.input,
        outlet=row.outlet,
        url=row.url,
        title=row.title,
        language=row.language,
        version_of=row.version_of,
        published=published_of(row.settled_date if row.settled is not None else row.published),
    )
