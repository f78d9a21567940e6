"""Annotations, stories, reuse and versions in and out of an open transaction. `store.Store` is the door."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import msgspec
from sqlalchemy import Connection, delete, func, insert, null, or_, select, update

from quellenlage.domain.annotations import AnnotatedArticle, Annotations
from quellenlage.domain.article import Article, Published, Refused
from quellenlage.domain.dossier import Reuse, Story, Version
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
from quellenlage.store.remembered import load_told
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
    heads: dict[str, tuple[str | None, str | None]] = {}
    if settled_too:
        for row in connection.execute(select(settled).where(settled.c.article.in_(packed))):
            packed[row.article] = replace(packed[row.article], marks=row.packed)
            heads[row.article] = row.published, row.outlet
    for article in load(connection, list(packed)):
        if article.id in heads:
            published, outlet = heads[article.id]
            article = replace(article, published=published_of(published), outlet=outlet or article.outlet)
        yield AnnotatedArticle(article, unpack_annotations(packed[article.id], article.text, compact=compact))


@dataclass(frozen=True, slots=True)
class SettledRow:
    """An article as stage 2 left it, packed: thousands of them wait for being written. `added` is a digest of what was
    added to it."""

    article: str
    published: str | None
    outlet: str | None
    marks: bytes
    added: str


@dataclass(frozen=True, slots=True)
class Results:
    """New results.

    `states` gives what each story rests on, by id, in their order; the stories `new` are not stored yet, they were kept
    as told, and `finish` puts lasting ids into one. `added` gives what stage 2 added to articles, as a digest;
    `settled` are those of them that are not stored so yet.
    """

    states: Mapping[str, str]
    new: Sequence[str]
    finish: Callable[[Story], Story]
    versions: Sequence[Version] = ()
    reuse: Sequence[Reuse] = ()
    added: Mapping[str, str] = field(default_factory=dict)
    settled: Sequence[SettledRow] = ()
    ids: Sequence[StoryId] = ()


def settled_row(member: AnnotatedArticle, added: str) -> SettledRow:
    """An article as stage 2 left it, ready to be written."""
    article = member.article
    published = published_text(article.published)
    return SettledRow(article.id, published, article.outlet, pack_marks(member.annotations), added)


def settled_digests(connection: Connection) -> dict[str, str | None]:
    """What stage 2 added to the articles that are stored as settled, as a digest."""
    return {row.article: row.added for row in connection.execute(select(settled.c.article, settled.c.added))}


def replace_results(connection: Connection, new: Results) -> None:
    """Put new results in the place of the former ones; rows that stay what they were are left alone."""
    _replace_settled(connection, new)
    _replace_stories(connection, new)
    for table in (reuse, versions):
        connection.execute(delete(table))
    passages = [
        {"position": position, "id": passage.id, "kind": passage.kind, "packed": pack(passage)}
        for position, passage in enumerate(new.reuse)
    ]
    differences = [
        {"position": position, "id": version.id, "packed": pack(version)}
        for position, version in enumerate(new.versions)
    ]
    for table, rows in ((reuse, passages), (versions, differences)):
        if rows:
            connection.execute(insert(table), rows)


def _replace_settled(connection: Connection, new: Results) -> None:
    """Stage 2 never changes sentences or tokens, so of these there is one copy, in `annotations`."""
    given: dict[str, str | None] = {
        row.id: row.outlet for row in connection.execute(select(articles.c.id, articles.c.outlet))
    }
    known = settled_digests(connection)
    gone = [i for i, digest in known.items() if new.added.get(i) != digest]
    for article in gone:
        connection.execute(delete(settled).where(settled.c.article == article))
    for row in new.settled:
        outlet = None if row.outlet == given.get(row.article) else row.outlet
        connection.execute(
            insert(settled),
            {
                "article": row.article,
                "published": row.published,
                "packed": row.marks,
                "outlet": outlet,
                "added": row.added,
            },
        )


def _replace_stories(connection: Connection, new: Results) -> None:
    known = connection.execute(select(stories.c.id, stories.c.state, stories.c.position)).all()
    for row in known:
        if row.state is None or new.states.get(row.id) != row.state:
            connection.execute(delete(stories).where(stories.c.id == row.id))
    position = {story: at for at, story in enumerate(new.states)}
    for id_ in new.new:
        told = load_told(connection, new.states[id_])
        if told is None:
            raise ValueError(f"the story {id_} was never told")
        story = replace(new.finish(told), id=id_)
        head = {"id": id_, "position": position[id_], "title": story.title, "packed": pack(story)}
        connection.execute(insert(stories), head | {"state": new.states[id_]})
        members = [{"story": id_, "article": a, "position": i} for i, a in enumerate(story.articles)]
        if members:
            connection.execute(insert(story_members), members)
    for row in known:
        if row.id in position and row.position != position[row.id]:
            connection.execute(update(stories).where(stories.c.id == row.id).values(position=position[row.id]))
    _replace_story_ids(connection, new.ids)


def _replace_story_ids(connection: Connection, ids: Sequence[StoryId]) -> None:
    before = {each.id: each for each in load_story_ids(connection)}
    now = {each.id: each for each in ids}
    for each in before.values():
        if now.get(each.id) != each:
            connection.execute(delete(story_ids).where(story_ids.c.id == each.id))
    for each in ids:
        if before.get(each.id) != each:
            members = msgspec.json.encode(each.members).decode()
            connection.execute(insert(story_ids), {"id": each.id, "members": members, "redirect": each.redirect})


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


def load_settled_dates(connection: Connection, ids: Sequence[str] | None = None) -> dict[str, Published | None]:
    """When the settled articles came out, by id; of all, or of those with `ids`."""
    found = select(settled.c.article, settled.c.published)
    if ids is not None:
        found = found.where(settled.c.article.in_(ids))
    return {row.article: published_of(row.published) for row in connection.execute(found)}


def count_results(connection: Connection) -> tuple[int, int, int]:
    """Number of stories, of versions, and of passages in several articles."""
    found = (connection.execute(select(func.count()).select_from(t)).scalar_one() for t in (stories, versions, reuse))
    return tuple(found)  # type: ignore[return-value]


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
