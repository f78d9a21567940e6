"""Annotations, stories, reuse and versions in and out of an open transaction. `store.Store` is the door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

import msgspec
from sqlalchemy import Connection, Table, bindparam, delete, func, insert, null, or_, select, update

from quellenlage.domain.annotations import AnnotatedArticle, Annotations
from quellenlage.domain.article import Article, Published, Refused
from quellenlage.domain.dossier import Reuse, Story, Version
from quellenlage.store.articles import load
from quellenlage.store.browse import AT_A_TIME
from quellenlage.store.cards import actors_in, enter_cards, enter_places, refresh_known, rows_of_actors
from quellenlage.store.meaning import keep_signs
from quellenlage.store.parts import Cast
from quellenlage.store.positions import positions
from quellenlage.store.records import (
    PackedAnnotations,
    decompressed,
    encoded,
    pack,
    pack_annotations,
    pack_marks,
    published_of,
    published_text,
    unpack,
    unpack_annotations,
)
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
    told,
    version_places,
    versions,
)
from quellenlage.store.sqlite import enter_rows

HIGHEST = "\U0010ffff"
"""Sorts behind everything that begins with the same letters."""

AT_ONCE = 100
"""New stories in memory at a time while they are kept, and articles asked for with one statement."""


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
    as told, and `finish` puts lasting ids into one. Those of them that are `alike` are stored, but for what is known of
    the people in them. Of `reuse`, those with the ids `same_reuse` are rows that were results before, as they were.
    `added` gives what stage 2 added to articles, as a digest; `settled` are those of them that are not stored so yet.
    """

    states: Mapping[str, str]
    new: Sequence[str]
    finish: Callable[[Story], Story]
    alike: Set[str] = frozenset()
    versions: Sequence[Version] = ()
    reuse: Sequence[Reuse] = ()
    same_reuse: Set[str] = frozenset()
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
    _replace_rows(connection, reuse, new.reuse, new.same_reuse)
    _replace_rows(connection, versions, new.versions, frozenset())


def _replace_rows(
    connection: Connection, table: Table, new: Sequence[Reuse] | Sequence[Version], same: Set[str]
) -> None:
    """Passages or differences in their order; those that are stored already keep their place. Of those with the ids
    `same` it is known that what is stored under these is the same."""
    there = {row.position: row.id for row in connection.execute(select(table.c.position, table.c.id))}
    # an id that two rows have says too little
    told, stored = Counter(each.id for each in new), Counter(there.values())
    same = {id_ for id_ in same if told[id_] == stored[id_] == 1}
    asked = [at for at, id_ in there.items() if id_ not in same]
    known: dict[tuple[str, bytes], int] = {(id_, b""): at for at, id_ in there.items() if id_ in same}
    for at in range(0, len(asked), AT_A_TIME):
        some = table.c.position.in_(asked[at : at + AT_A_TIME])
        rows = connection.execute(select(table.c.position, table.c.id, table.c.packed).where(some))
        known |= {(row.id, decompressed(row.packed)): row.position for row in rows}
    written = [(each.id, b"" if each.id in same else encoded(each)) for each in new]
    placed = dict(zip(positions(written, known), zip(written, new, strict=True), strict=True))
    stay = {at for at, (what, _) in placed.items() if known.get(what) == at}
    gone = [{"gone": at} for at in sorted(there.keys() - stay)]
    if gone:
        connection.execute(delete(table).where(table.c.position == bindparam("gone")), gone)
    made: list[dict[str, object]] = []
    places: list[tuple[int, Iterable[str]]] = []
    for position, ((id_, _), each) in placed.items():
        if position in stay:
            continue
        values: dict[str, object] = {"position": position, "id": id_, "packed": pack(each)}
        if isinstance(each, Reuse):
            made.append(values | {"kind": each.kind})
            places.append((position, (place.article for place in each.places)))
        elif isinstance(each, Version):
            made.append(values)
            places.append((position, (each.article, each.of)))
    enter_rows(connection, table, made)
    enter_places(connection, reuse_places if table is reuse else version_places, places)


def _replace_settled(connection: Connection, new: Results) -> None:
    """Stage 2 never changes sentences or tokens, so of these there is one copy, in `annotations`."""
    given: dict[str, str | None] = {}
    for at in range(0, len(new.settled), AT_ONCE):
        some = [row.article for row in new.settled[at : at + AT_ONCE]]
        found = connection.execute(select(articles.c.id, articles.c.outlet).where(articles.c.id.in_(some)))
        given |= {row.id: row.outlet for row in found}
    known = settled_digests(connection)
    gone = [i for i, digest in known.items() if new.added.get(i) != digest]
    if gone:
        connection.execute(delete(settled).where(settled.c.article == bindparam("gone")), [{"gone": i} for i in gone])
    made = [
        {
            "article": row.article,
            "published": row.published,
            "packed": row.marks,
            "outlet": None if row.outlet == given.get(row.article) else row.outlet,
            "added": row.added,
        }
        for row in new.settled
    ]
    enter_rows(connection, settled, made)


def _replace_stories(connection: Connection, new: Results) -> None:
    known = connection.execute(select(stories.c.id, stories.c.state, stories.c.position)).all()
    gone = [row.id for row in known if row.state is None or new.states.get(row.id) != row.state]
    # what comes again goes when it comes, a few stories at a time
    for_good = sorted(set(gone) - set(new.new))
    actors = actors_in(connection, for_good)
    _delete_stories(connection, for_good)
    # stories that stay keep their numbers: to write another one is to write the whole story again
    stay = {row.id: row.position for row in known if row.state is not None and new.states.get(row.id) == row.state}
    position = dict(zip(new.states, positions(list(new.states), stay), strict=True))
    for at in range(0, len(new.new), AT_ONCE):
        some = new.new[at : at + AT_ONCE]
        before = rows_of_actors(connection, some)
        _enter_stories(connection, new, some, position, new.alike & {row.id for row in known})
        actors |= {row[0] for row in before ^ rows_of_actors(connection, some)}
    refresh_known(connection, actors)
    moved = [{"story": id_, "to": position[id_]} for id_, at in stay.items() if position[id_] != at]
    if moved:
        connection.execute(
            update(stories).where(stories.c.id == bindparam("story")).values(position=bindparam("to")), moved
        )
    _replace_story_ids(connection, new.ids)


def _enter_stories(
    connection: Connection, new: Results, some: Sequence[str], position: Mapping[str, int], alike: Set[str]
) -> None:
    """Some new stories with all that lists, pages and the search read of them: one statement for each table. Of those
    `alike` the statements, with their terms, stay where they are."""
    found = select(told.c.state, told.c.packed).where(told.c.state.in_([new.states[id_] for id_ in some]))
    packed = {row.state: row.packed for row in connection.execute(found)}
    lacking = [id_ for id_ in some if new.states[id_] not in packed]
    if lacking:
        raise ValueError(f"the story {lacking[0]} was never told")
    made = [replace(new.finish(unpack(packed[new.states[id_]], Story)), id=id_) for id_ in some]
    heads: list[dict[str, object]] = [
        {
            "id": story.id,
            "position": position[story.id],
            "title": story.title,
            "packed": pack(story),
            "state": new.states[story.id],
        }
        for story in made
    ]
    anew = [story for story in made if story.id not in alike]
    members: list[dict[str, object]] = [
        {"story": story.id, "article": article, "position": place}
        for story in anew
        for place, article in enumerate(story.articles)
    ]
    _delete_stories(connection, [story.id for story in anew])
    enter_rows(connection, stories, [head for head in heads if head["id"] not in alike])
    enter_rows(connection, story_members, members)
    changed = [{f"new_{name}": value for name, value in head.items()} for head in heads if head["id"] in alike]
    if changed:
        values: dict[str, object] = {name: bindparam(f"new_{name}") for name in heads[0]}
        connection.execute(update(stories).where(stories.c.id == bindparam("new_id")).values(values), changed)
    enter_cards(connection, made, alike)
    enter_said(connection, anew)


def _delete_stories(connection: Connection, ids: Sequence[str]) -> None:
    if ids:
        connection.execute(delete(stories).where(stories.c.id == bindparam("gone")), [{"gone": id_} for id_ in ids])


def _replace_story_ids(connection: Connection, ids: Sequence[StoryId]) -> None:
    before = {each.id: each for each in load_story_ids(connection)}
    now = {each.id: each for each in ids}
    gone = [{"gone": each.id} for each in before.values() if now.get(each.id) != each]
    if gone:
        connection.execute(delete(story_ids).where(story_ids.c.id == bindparam("gone")), gone)
    rows: list[dict[str, object]] = [
        {"id": each.id, "members": msgspec.json.encode(each.members).decode(), "redirect": each.redirect}
        for each in ids
        if before.get(each.id) != each
    ]
    enter_rows(connection, story_ids, rows)


def drop_results_with(connection: Connection, article: str) -> None:
    """Delete every story, passage and version that quotes `article`, which is about to be removed."""
    telling = (
        connection.execute(select(story_members.c.story).where(story_members.c.article == article)).scalars().all()
    )
    actors = actors_in(connection, telling)
    connection.execute(delete(stories).where(stories.c.id.in_(telling)))
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


def load_cast(connection: Connection, story: str) -> Cast | None:
    """Who takes part in the story with the id `story`; None if there is none."""
    packed = connection.execute(select(stories.c.packed).where(stories.c.id == story)).scalar()
    return None if packed is None else unpack(packed, Cast)


def load_told_cast(connection: Connection, state: str) -> Cast | None:
    """The same of a story that was told and rests on `state`."""
    packed = connection.execute(select(told.c.packed).where(told.c.state == state)).scalar()
    return None if packed is None else unpack(packed, Cast)


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
    members = msgspec.json.Decoder(tuple[str, ...])  # one for all: to make it takes longer than to read a row with it
    return [StoryId(row.id, members.decode(row.members), row.redirect) for row in rows]


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
