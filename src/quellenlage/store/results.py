"""Annotations, stories, reuse and versions in and out of an open transaction. `store.Store` is the door."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import msgspec
from sqlalchemy import Connection, Table, bindparam, delete, func, insert, null, or_, select, text, update

from quellenlage.domain.annotations import AnnotatedArticle, Annotations
from quellenlage.domain.article import Article, Published, Refused
from quellenlage.domain.dossier import Reuse, Story, Version
from quellenlage.store.articles import load
from quellenlage.store.cards import actors_in, enter_card, enter_places, refresh_known
from quellenlage.store.meaning import keep_signs
from quellenlage.store.positions import positions
from quellenlage.store.records import (
    PackedAnnotations,
    article_of,
    pack,
    pack_annotations,
    pack_marks,
    published_of,
    published_text,
    unpack,
    unpack_annotations,
    unpack_cited,
)
from quellenlage.store.remembered import load_told
from quellenlage.store.said import enter_said
from quellenlage.store.schema import (
    annotated,
    articles,
    refused,
    reuse,
    reuse_places,
    settled,
    stories,
    story_ids,
    story_members,
    version_places,
    versions,
)

HIGHEST = "\U0010ffff"
"""Sorts behind everything that begins with the same letters."""


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
    if not isinstance(made, Refused):
        keep_signs(connection, article, packed.vectors)


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
        found_in = packed[article.id]
        yield AnnotatedArticle(article, unpack_annotations(found_in, article.text, compact=compact))


def load_cited(connection: Connection, ids: Sequence[str]) -> Iterator[AnnotatedArticle]:
    """Articles as settled, in order of id, with what quotations show of their annotations (`unpack_cited`), and without
    further addresses. One short statement: pages ask for one article after the other."""
    wanted = {"ids": msgspec.json.encode(sorted(set(ids))).decode()}
    for row in connection.execute(_CITED, wanted):
        yield AnnotatedArticle(
            article_of(row, ()), unpack_cited(PackedAnnotations(row.packed, row.sentences, b"", None))
        )


_CITED = text(
    "SELECT a.id, a.text, a.input, coalesce(s.outlet, a.outlet) AS outlet, a.url, a.title, a.authors, a.language, "
    "CASE WHEN s.article IS NULL THEN a.published ELSE s.published END AS published, a.given_id, a.content_hash, "
    "a.version_of, coalesce(s.packed, n.packed) AS packed, n.sentences "
    "FROM json_each(:ids) wanted JOIN articles a ON a.id = wanted.value JOIN annotations n ON n.article = a.id "
    "LEFT JOIN settled s ON s.article = a.id WHERE n.packed IS NOT NULL ORDER BY a.id"
)


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
    _replace_rows(connection, reuse, new.reuse)
    _replace_rows(connection, versions, new.versions)


def _replace_rows(connection: Connection, table: Table, new: Sequence[Reuse] | Sequence[Version]) -> None:
    """Passages or differences in their order; those that are stored already keep their place."""
    written = [(each.id, pack(each)) for each in new]
    stored = connection.execute(select(table.c.position, table.c.id, table.c.packed)).all()
    known = {(row.id, row.packed): row.position for row in stored}
    placed = dict(zip(positions(written, known), zip(written, new, strict=True), strict=True))
    there = {row.position for row in stored}
    stay = {at for at, (what, _) in placed.items() if known.get(what) == at}
    gone = [{"gone": at} for at in sorted(there - stay)]
    if gone:
        connection.execute(delete(table).where(table.c.position == bindparam("gone")), gone)
    for position, ((id_, packed), each) in placed.items():
        if position in stay:
            continue
        values = {"position": position, "id": id_, "packed": packed}
        if isinstance(each, Reuse):
            connection.execute(insert(table), values | {"kind": each.kind})
            enter_places(connection, reuse_places, position, (place.article for place in each.places))
        elif isinstance(each, Version):
            connection.execute(insert(table), values)
            enter_places(connection, version_places, position, (each.article, each.of))


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
    gone = [row.id for row in known if row.state is None or new.states.get(row.id) != row.state]
    actors = actors_in(connection, gone)
    for id_ in gone:
        connection.execute(delete(stories).where(stories.c.id == id_))
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
        enter_card(connection, story)
        enter_said(connection, story)
    refresh_known(connection, actors | actors_in(connection, new.new))
    moved = [
        {"story": row.id, "to": position[row.id]}
        for row in known
        if row.id in position and row.position != position[row.id]
    ]
    if moved:
        connection.execute(
            update(stories).where(stories.c.id == bindparam("story")).values(position=bindparam("to")), moved
        )
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
    told = connection.execute(select(story_members.c.story).where(story_members.c.article == article)).scalars().all()
    actors = actors_in(connection, told)
    connection.execute(delete(stories).where(stories.c.id.in_(told)))
    refresh_known(connection, actors)
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


def followed(connection: Connection, story: str) -> str:
    """The id under which a story is found now: its own, or that of the one that took it in."""
    seen = {story}
    while following := connection.execute(select(story_ids.c.redirect).where(story_ids.c.id == story)).scalar():
        if following in seen:
            break
        seen.add(following)
        story = following
    return story


def ids_beginning(connection: Connection, begin: str) -> list[str]:
    """The ids ever given to stories that begin so, in order."""
    found = select(story_ids.c.id).where(story_ids.c.id >= begin, story_ids.c.id < begin + HIGHEST)
    return list(connection.execute(found.order_by(story_ids.c.id)).scalars())


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
