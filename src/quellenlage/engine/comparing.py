"""Stages 2 and 3 over a corpus file: only what changed is made anew, and only a few articles are in memory at a time.

What is made on the way (sketches, digests, stories) is remembered in the file as it is made, so an interrupted run goes
on where it was; the results are replaced at the end, in one transaction.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from quellenlage import pipeline
from quellenlage.domain.annotations import AnnotatedArticle
from quellenlage.domain.attachment import ground_of, stand
from quellenlage.domain.dossier import Story
from quellenlage.domain.identity import digest
from quellenlage.domain.judgement import CORRECTIONS, in_force
from quellenlage.engine.actor_ids import keep_actor_ids, named_as
from quellenlage.engine.packing import joined, packed, pieces, unpacked
from quellenlage.engine.story_ids import keep_ids
from quellenlage.store.parts import Cast
from quellenlage.store.remembered import Remembered
from quellenlage.store.results import Results, settled_row
from quellenlage.store.store import Store

Read = Callable[[Sequence[str] | None], Iterable[AnnotatedArticle]]
Progress = Callable[[str, int, int | None], None]

SELDOM = 50_000
"""Records made between two looks of the garbage collector while stories are told: it finds little, and with 700, as
Python has it, takes a tenth of the time."""

BATCH = 100
"""Sketches, digests or stories between two writes: what an interruption costs at most."""


def compare_all(store: Store, tell: Progress) -> bool:
    """Settle and compare the whole corpus. False, and the results as they were, if an article that they would rest on
    was removed meanwhile."""
    rules = pipeline.made_by()
    made_from = store.state(rules)
    journal = store.judgements()
    judgements = in_force(journal)

    def read(ids: Sequence[str] | None) -> Iterator[AnnotatedArticle]:
        return store.annotated(ids, settled=False, compact=True)

    def texts(ids: Sequence[str] | None) -> Iterator[AnnotatedArticle]:
        return store.annotated(ids, settled=False, compact=True, vectors=False)

    with _uncollected() as collected_again:
        # 1 what only the corpus can tell about its articles
        tell("settle", 0, None)
        annotated = store.annotated_ids()
        sketches = _sketches(store, annotated, read, rules)
        settled = pipeline.settle(sketches, read, judgements)
        read_settled = settled.reading(read)
        # whichever of the judgements hold
        pointed = ground_of(read(pipeline.judged(((s.article, s.family) for s in sketches), journal)), journal)
        del sketches
        # 2 what belongs together
        tell("compare", 0, None)
        digests = _digests(store, annotated, settled, read, rules)
        remembered = store.compared(rules)
        kept = joined(remembered)
        ground = pipeline.compare(digests, read_settled, judgements, kept, settled.reading(texts))
        named, ids = keep_ids(ground.stories, store.story_ids(), ground.began)
        made = zip(named, ground.stories, strict=True)
        states = {story.id: _by_rules(ground.state(each), rules) for story, each in made}
        collected_again()
        # 3 what the stories hold, of those that rest on anything new
        stored = store.story_states()
        new = {
            story.id: made
            for story, made in zip(named, ground.stories, strict=True)
            if stored.get(story.id) != states[story.id]
        }
        alike = {id_ for id_ in new if pipeline.inner(stored.get(id_) or "") == pipeline.inner(states[id_])}
        _tell(
            store, ground, [(states[i], made, i if i in alike else None) for i, made in new.items()], read_settled, tell
        )
        # 4 all of it in the place of the former results
        tell("keep", 0, None)
        lasting = store.actor_ids()
        actors = keep_actor_ids(
            (_cast_alone(cast) for cast in store.told_casts([states[story] for story in new])),
            (_cast_alone(cast) for cast in store.casts([i for i in stored if i in new or i not in states])),
            ground.began,
            {made: lasting.get(made, made) for made in ground.actors(story for story in named if story.id not in new)},
        )
        known = store.settled_digests()
        added = {article: settled.added(article) for article in settled.articles()}
        changed = [article for article, what in added.items() if known.get(article) != what]
        results = Results(
            states=states,
            new=list(new),
            finish=lambda story: named_as(story, actors),
            alike=alike,
            versions=ground.versions,
            reuse=ground.reused.rows,
            same_reuse=_same_rows(ground, kept),
            added=added,
            settled=[settled_row(a, added[a.article.id]) for a in read_settled(changed)],
            ids=ids,
        )
        return store.replace_results(
            results,
            made_from,
            judged=sum(j.standing == "in force" and j.judgement.kind in CORRECTIONS for j in stand(journal, pointed)),
            kept=Remembered(
                rules,
                pieces(ground.kept, kept, remembered),
                {made: kept for made, kept in actors.items() if made != kept},
            ),
        )


@contextmanager
def _uncollected() -> Iterator[Callable[[], None]]:
    """Without the garbage collector, which would go through millions of small records again and again; none of them
    is part of a cycle. What is yielded lets it run again, over what is made from then on: of 25 s for 100 articles more
    in a corpus of 5,000 it took 4, and it would take more with every article that is there."""
    before, often = gc.isenabled(), gc.get_threshold()
    gc.disable()

    def again() -> None:
        gc.freeze()
        gc.set_threshold(SELDOM, *often[1:])
        if before:
            gc.enable()

    try:
        yield again
    finally:
        gc.unfreeze()
        gc.set_threshold(*often)
        if before:
            gc.enable()


def _sketches(store: Store, annotated: Sequence[str], read: Read, rules: str) -> list[pipeline.Sketch]:
    """What settling needs of every annotated article, in order of their ids; made for those that have none yet."""
    found = {article: unpacked(data, pipeline.Sketch) for article, data in store.sketches(rules)}
    lacking = [i for i in annotated if i not in found]
    for at in range(0, len(lacking), BATCH):
        made = {a.article.id: pipeline.sketch(a) for a in read(lacking[at : at + BATCH])}
        store.keep_sketches([(i, packed(sketch)) for i, sketch in made.items()], rules)
        found |= made
    return [found[i] for i in sorted(found)]


def _digests(
    store: Store, annotated: Sequence[str], settled: pipeline.Settled, read: Read, rules: str
) -> Iterator[pipeline.Digest]:
    """What comparing needs of every settled article; made for those that have none yet, or to which something else is
    added now."""
    known = set()
    for article, added, data in store.digests(rules):
        if added == settled.added(article):
            known.add(article)
            yield unpacked(data, pipeline.Digest)
    lacking = [i for i in annotated if i not in known]
    for at in range(0, len(lacking), BATCH):
        made = {a.article.id: settled.digest(a) for a in read(lacking[at : at + BATCH])}
        store.keep_digests([(i, settled.added(i), packed(each)) for i, each in made.items()])
        yield from made.values()


def _tell(
    store: Store,
    ground: pipeline.Groundwork,
    new: Sequence[tuple[str, Story, str | None]],
    read: Read,
    tell: Progress,
) -> None:
    """Tell stories, each under what it rests on; those that an interrupted run has told are there already. Of a story
    that is stored, under the id given, no more is made anew than what is known of the people in it."""
    there = store.told_states()
    left = [(state, made, known) for state, made, known in new if state not in there]
    for at in range(0, len(left), BATCH):
        told: list[tuple[str, Story]] = []
        for state, made, known in left[at : at + BATCH]:
            before = next(store.each_story([known]), None) if known else None
            if before is None:
                told.append((state, pipeline.tell(made, ground, read)))
            else:
                told.append((state, replace(pipeline.tell_who(before, ground, read), id=made.id)))
        store.keep_told(told)
        tell("compare", len(new) - len(left) + min(at + BATCH, len(left)), len(new))


def _same_rows(ground: pipeline.Groundwork, kept: pipeline.Kept | None) -> frozenset[str]:
    """The ids of the passages that are what the last comparison left, which is what is stored."""
    before = {row.id: row for row in pipeline.rows_of(kept.reused.groups, kept.reused.reworded_groups)} if kept else {}
    return frozenset(row.id for row in ground.reused.rows if before.get(row.id) == row)


def _by_rules(state: str, rules: str) -> str:
    """The state under some rules, its two halves apart."""
    half = len(pipeline.inner(state))
    return digest(rules, state[:half]) + digest(rules, state[half:])


def _cast_alone(cast: Cast) -> Story:
    """A story with nothing but who takes part: thousands of whole ones are too much at a time."""
    return Story(id=cast.id, title="", from_=None, to=None, articles=(), outlets=(), actors=cast.actors)
