"""Articles in and out of an open transaction. `store.Store` is the door; nothing here opens or ends a transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, and_, delete, func, insert, or_, select, update

from quellenlage.domain.article import Article, Refused
from quellenlage.domain.identity import article_id
from quellenlage.store.bookkeeping import note_change
from quellenlage.store.identity import Kept, Placement, place, url_key
from quellenlage.store.query import index_entry
from quellenlage.store.records import article_of, article_row, published_of, published_text
from quellenlage.store.schema import addresses, annotated, articles, refused, sketches
from quellenlage.store.sqlite import drop_terms, index_terms

_ALIKE = 200
"""At most so many stored articles of the same title are compared: a daily column may carry one title for years."""


def enter(connection: Connection, article: Article) -> Placement:
    """Store an article, or note one more address of one that is known, or store a new version."""
    placement = place(article, _related(connection, article), _TakenIds(connection))
    if placement.kind == "known":
        _fill_gaps(connection, placement.id, article)
    else:
        kept = replace(article, id=placement.id, version_of=placement.of)
        result = connection.execute(insert(articles), article_row(kept))
        (number,) = result.inserted_primary_key or (None,)
        assert number is not None
        index_terms(connection, number, index_entry(kept.title or ""), index_entry(kept.text))
        note_change(connection)
    for url in (article.url, *article.other_urls):
        _note_address(connection, placement.id, article.input, url or "")
    connection.execute(delete(refused).where(refused.c.input == article.input))
    return placement


def refuse(connection: Connection, row: Refused) -> None:
    """Keep what was refused; the same input refused again replaces its former reason."""
    connection.execute(delete(refused).where(refused.c.input == row.input))
    connection.execute(insert(refused), {"input": row.input, "reason": row.reason})


def load(connection: Connection, ids: Sequence[str]) -> list[Article]:
    """The articles with these ids, in the order of their ids; unknown ids are left out."""
    rows = connection.execute(select(articles).where(articles.c.id.in_(ids)).order_by(articles.c.id)).all()
    further: dict[str, list[str]] = defaultdict(list)
    found = (
        select(addresses.c.article, addresses.c.url).where(addresses.c.article.in_(ids)).order_by(addresses.c.number)
    )
    for row in connection.execute(found):
        further[row.article].append(row.url)
    return [article_of(row, _other(further[row.id], row.url)) for row in rows]


def remove(connection: Connection, article: str) -> bool:
    """Delete one article with its marks and addresses; False if there is none. If it was the first of several versions,
    the next one takes its place."""
    number = connection.execute(select(articles.c.number).where(articles.c.id == article)).scalar()
    if number is None:
        return False
    later = select(articles.c.id).where(articles.c.version_of == article).order_by(articles.c.number)
    heirs = connection.execute(later).scalars().all()
    if heirs:
        connection.execute(update(articles).where(articles.c.version_of == article).values(version_of=heirs[0]))
        connection.execute(update(articles).where(articles.c.id == heirs[0]).values(version_of=None))
        connection.execute(delete(sketches).where(sketches.c.article.in_(heirs)))
    drop_terms(connection, number)
    connection.execute(delete(articles).where(articles.c.id == article))
    note_change(connection)
    return True


def storable(article: Article) -> Article | Refused:
    """The article as a database can hold it: undecodable bytes of a file name are written out, half characters
    (surrogates, which JSON can smuggle in) are refused."""
    named = replace(article, input=written_out(article.input))
    words = (
        article.id,
        article.text,
        article.outlet,
        article.url,
        article.title,
        *article.authors,
        *article.other_urls,
    )
    try:
        "".join(word or "" for word in words).encode()
    except UnicodeEncodeError as error:
        return Refused(named.input, f"holds half a character: U+{ord(error.object[error.start]):04X}")
    return named


def written_out(name: str) -> str:
    """A file name with its undecodable bytes written as escapes."""
    return name.encode("utf-8", "backslashreplace").decode()


class _TakenIds:
    """Asks the file whether an id is in use: the ids of a large corpus are not held in memory."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __contains__(self, article: object) -> bool:
        found = select(func.count()).select_from(articles).where(articles.c.id == article)
        return bool(self._connection.execute(found).scalar_one())


def _related(connection: Connection, article: Article) -> list[Kept]:
    """The stored articles that share text, bytes, address, given id or title with `article`, in order of arrival."""
    key = url_key(article.url)
    unnamed = not key and article.given_id is None
    rules: list[Any] = [articles.c.text_id == article_id(article.outlet, article.text)]
    if article.content_hash is not None:
        rules.append(articles.c.content_hash == article.content_hash)
    if article.given_id is not None:
        rules.append(articles.c.given_id == article.given_id)
    if key:
        rules.append(articles.c.id.in_(select(addresses.c.article).where(addresses.c.url_key == key)))
    columns = (
        articles.c.id, articles.c.text_id, articles.c.text, articles.c.input, articles.c.outlet, articles.c.title,
        articles.c.given_id, articles.c.content_hash, articles.c.version_of, articles.c.number,
    )  # fmt: skip
    rows = list(connection.execute(select(*columns).where(or_(*rules))))
    if article.title:
        alike = and_(articles.c.title == article.title, articles.c.outlet.is_not_distinct_from(article.outlet))
        if not unnamed:
            alike = and_(alike, articles.c.given_id.is_(None), articles.c.url.is_(None))
        rows += connection.execute(select(*columns).where(alike).order_by(articles.c.number.desc()).limit(_ALIKE))
    by_number = {row.number: row for row in rows}
    keys: dict[str, list[str]] = defaultdict(list)
    found = select(addresses.c.article, addresses.c.url_key).where(
        addresses.c.article.in_([row.id for row in by_number.values()]), addresses.c.url_key != ""
    )
    for row in connection.execute(found.order_by(addresses.c.number)) if by_number else ():
        keys[row.article].append(row.url_key)
    return [Kept(*by_number[number][:9], tuple(keys[by_number[number].id])) for number in sorted(by_number)]


def _fill_gaps(connection: Connection, known: str, article: Article) -> None:
    """A second sight of an article may name what the first one did not: title, date, authors, address. What is known
    stays as it is. Dates in the text are read from the article's date, so its marks are made anew."""
    row = connection.execute(select(articles).where(articles.c.id == known)).one()
    gaps: dict[str, str | None] = {}
    if row.title is None and article.title:
        gaps["title"] = article.title
    if published_of(row.published) is None and article.published is not None:
        gaps["published"] = published_text(article.published)
    if row.url is None and article.url:
        gaps["url"] = article.url
    if row.authors == "[]" and article.authors:
        gaps["authors"] = article_row(article)["authors"]
    if not gaps:
        return
    connection.execute(update(articles).where(articles.c.id == known).values(gaps))
    connection.execute(delete(annotated).where(annotated.c.article == known))
    note_change(connection)
    if "title" in gaps:
        drop_terms(connection, row.number)
        index_terms(connection, row.number, index_entry(article.title or ""), index_entry(row.text))


def _note_address(connection: Connection, article: str, name: str, url: str) -> None:
    same = (addresses.c.article == article, addresses.c.input == name, addresses.c.url == url)
    if connection.execute(select(addresses.c.number).where(*same)).first() is None:
        row = {"article": article, "input": name, "url": url, "url_key": url_key(url)}
        connection.execute(insert(addresses), row)


def _other(urls: Sequence[str], first: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(url for url in urls if url and url != first))
