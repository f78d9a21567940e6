"""Annotations, stories, reuse and versions in and out of an open transaction. `store.Store` is the door."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import msgspec
from sqlalchemy import Connection, delete, func, insert, null, or_, select, update

from quellenlage.domain.annotations import AnnotatedArticle, Annotations
from quellenlage.domain.article import Article, Published, Refused
from quellenlage.domain.dossier import Comparison, Reuse, Story, Version
from quellenlage.store.articles import load
from quellenlage.store.records import (
    PackedAnnotations,
    pack,
    pack_annotations,
    pack_marks,
    published_of,
    published_text,
    unpack,
    unpack_annotations,
)
from quellenlage.store.schema import (
    annotated,
    articles,
    refused,
    reuse,
    settled,
    stories,
    story_ids,
    story_members,
    versions,
)


@dataclass(frozen=True, slots=True)
class StoryId:
    """An id that a story was given once. `members` are its articles when last seen, earliest first; `redirect` is the
    story that took it in."""

    id: str
    members: tuple[str, ...]
    redirect: str | None = None


def keep_annotations(connection: Connection, article: str, made: Annotations | Refused, rules: str) -> None:
    """Keep what was found in one article, or why it could not be annotated, over what was kept before. An article that
    was removed in the meantime is passed over."""
    if connection.execute(select(articles.c.number).where(articles.c.id == article)).first() is None:
        return
    connection.execute(delete(annotated).where(annotated.c.article == article))
    row: dict[str, object] = {"article": article, "rules": rules}
    if isinstance(made, Refused):
        row |= {"failure": made.reason}
    else:
        packed = pack_annotations(made)
        row |= {
            "packed": packed.marks,
            "sentences": packed.sentences,
            "tokens": packed.tokens,
            "vectors": packed.vectors,
        }
    connection.execute(insert(annotated), row)


def without_annotations(connection: Connection, rules: str, limit: int) -> list[Article]:
    """The next articles, in order of id, that have no annotations made by `rules`."""
    lacking = or_(annotated.c.article.is_(None), annotated.c.rules != rules)
    found = select(articles.c.id).outerjoin(annotated, annotated.c.article == articles.c.id).where(lacking)
    return load(connection, connection.execute(found.order_by(articles.c.id).limit(limit)).scalars().all())


def count_without_annotations(connection: Connection, rules: str) -> int:
    """How many articles have no annotations made by `rules`."""
    lacking = or_(annotated.c.article.is_(None), annotated.c.rules != rules)
    joined = articles.outerjoin(annotated, annotated.c.article == articles.c.id)
    return connection.execute(select(func.count()).select_from(joined).where(lacking)).scalar_one()


def load_annotated(
    connection: Connection, ids: Sequence[str], *, settled_too: bool, compact: bool, vectors: bool
) -> Iterator[AnnotatedArticle]:
    """Articles with their annotations, in order of id; those without annotations are left out. With `settled_too`, as
    the corpus as a whole settled them (stage 2), else as stage 1 made them. `compact`: tokens stay in columns. Without
    `vectors`, sentences have none: they are most of the bytes."""
    found = select(
        annotated.c.article,
        annotated.c.packed,
        annotated.c.sentences,
        annotated.c.tokens,
        annotated.c.vectors if vectors else null(),
    ).where(annotated.c.article.in_(ids), annotated.c.packed.is_not(None))
    packed = {
        article: PackedAnnotations(marks, sentences, tokens, of_sentences)
        for article, marks, sentences, tokens, of_sentences in connection.execute(found)
    }
    dates: dict[str, str | None] = {}
    if settled_too:
        for row in connection.execute(select(settled).where(settled.c.article.in_(packed))):
            packed[row.article] = replace(packed[row.article], marks=row.packed)
            dates[row.article] = row.published
    for article in load(connection, list(packed)):
        if article.id in dates:
            article = replace(article, published=published_of(dates[article.id]))
        yield AnnotatedArticle(article, unpack_annotations(packed[article.id], article.text, compact=compact))


def replace_results(
    connection: Connection, comparison: Comparison, changed: Iterable[AnnotatedArticle], ids: Iterable[StoryId]
) -> None:
    """Put new results in the place of the former ones. `changed` are the articles to which stage 2 added something;
    it never changes sentences or tokens, so of these there is one copy, in `annotations`."""
    for table in (settled, story_members, stories, reuse, versions, story_ids):
        connection.execute(delete(table))
    for a in changed:
        published = published_text(a.article.published)
        row = {"article": a.article.id, "published": published, "packed": pack_marks(a.annotations)}
        connection.execute(insert(settled), row)
    for position, story in enumerate(comparison.stories):
        head = {"id": story.id, "position": position, "title": story.title, "packed": pack(story)}
        connection.execute(insert(stories), head)
        members = [{"story": story.id, "article": a, "position": i} for i, a in enumerate(story.articles)]
        if members:
            connection.execute(insert(story_members), members)
    for position, passage in enumerate(comparison.reuse):
        found = {"position": position, "id": passage.id, "kind": passage.kind, "packed": pack(passage)}
        connection.execute(insert(reuse), found)
    for position, version in enumerate(comparison.versions):
        connection.execute(insert(versions), {"position": position, "id": version.id, "packed": pack(version)})
    for known in ids:
        members_text = msgspec.json.encode(known.members).decode()
        connection.execute(insert(story_ids), {"id": known.id, "members": members_text, "redirect": known.redirect})


def drop_results_with(connection: Connection, article: str) -> None:
    """Delete every story, passage and version that quotes `article`, which is about to be removed."""
    told = select(story_members.c.story).where(story_members.c.article == article)
    connection.execute(delete(stories).where(stories.c.id.in_(told)))
    for position, passage in _positioned_reuse(connection):
        if any(place.article == article for place in passage.places):
            connection.execute(delete(reuse).where(reuse.c.position == position))
        elif passage.first == article:
            connection.execute(
                update(reuse).where(reuse.c.position == position).values(packed=pack(replace(passage, first=None)))
            )
    for position, version in _positioned_versions(connection):
        if article in (version.article, version.of):
            connection.execute(delete(versions).where(versions.c.position == position))


def load_settled_dates(connection: Connection) -> dict[str, Published | None]:
    """When the settled articles came out, by id."""
    rows = connection.execute(select(settled.c.article, settled.c.published))
    return {row.article: published_of(row.published) for row in rows}


def load_stories(connection: Connection, story: str | None = None) -> list[Story]:
    """All stories in their order, or the one with the id `story`."""
    found = select(stories.c.packed).order_by(stories.c.position)
    if story is not None:
        found = found.where(stories.c.id == story)
    return [unpack(row.packed, Story) for row in connection.execute(found)]


def load_reuse(connection: Connection) -> list[Reuse]:
    """All passages that stand in more than one article, in their order."""
    return [passage for _, passage in _positioned_reuse(connection)]


def load_versions(connection: Connection) -> list[Version]:
    """All differences between versions of an article, in their order."""
    return [version for _, version in _positioned_versions(connection)]


def load_story_ids(connection: Connection) -> list[StoryId]:
    """Every id ever given to a story."""
    rows = connection.execute(select(story_ids).order_by(story_ids.c.id))
    return [StoryId(row.id, msgspec.json.decode(row.members, type=tuple[str, ...]), row.redirect) for row in rows]


def load_refused(connection: Connection) -> list[Refused]:
    """Inputs that were not taken and articles that could not be annotated, in order of their names."""
    found = [Refused(row.input, row.reason) for row in connection.execute(select(refused))]
    failed = select(articles.c.input, annotated.c.failure).join(annotated, annotated.c.article == articles.c.id)
    rows = connection.execute(failed.where(annotated.c.failure.is_not(None)))
    found += [Refused(row.input, row.failure) for row in rows]
    return sorted(found, key=lambda row: (row.input, row.reason))


def _positioned_reuse(connection: Connection) -> list[tuple[int, Reuse]]:
    rows = connection.execute(select(reuse.c.position, reuse.c.packed).order_by(reuse.c.position))
    return [(row.position, unpack(row.packed, Reuse)) for row in rows]


def _positioned_versions(connection: Connection) -> list[tuple[int, Version]]:
    rows = connection.execute(select(versions.c.position, versions.c.packed).order_by(versions.c.position))
    return [(row.position, unpack(row.packed, Version)) for row in rows]
