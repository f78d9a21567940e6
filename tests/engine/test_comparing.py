"""Comparing a corpus file: what was told stays told, what is interrupted goes on, what is gone is gone."""

import gc
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from quellenlage import pipeline
from quellenlage.domain.annotations import AnnotatedArticle, Annotations, By, Entity, Statement
from quellenlage.domain.article import Article, Published
from quellenlage.domain.dossier import Story
from quellenlage.domain.span import Span
from quellenlage.engine.local import analyse
from quellenlage.store import remembered
from quellenlage.store.results import Results
from quellenlage.store.store import Store

PEOPLE = ("Ina Voss", "Peer Lund", "Momme Paulsen", "Gesine Wolgast", "Ottokar Plenz", "Imke Harms")
TOPICS = (
    "Der Deich an der Norderschleuse sackte über Nacht um einen halben Meter ab, die Pumpen laufen seither",
    "Im Tierpark entlief ein Luchs durch eine Lücke im Gehege, Wärter suchen den Wald mit Hunden ab",
    "Die Brauerei am Markt stellt nach zwei Jahrhunderten den Betrieb ein, vierzig Leute verlieren ihre Arbeit",
    "Ein Frachter mit Getreide lief vor der Hafenmole auf Grund, Schlepper warten auf die nächste Flut",
    "Der Chor der Stiftskirche gewann in Riga den ersten Preis, zwanzig Sänger reisten mit der Bahn zurück",
    "Am Bergwerk wurde ein Stollen entdeckt, den keine Karte verzeichnet, Forscher lassen Drohnen hinein",
)


def articles() -> list[AnnotatedArticle]:
    """Three outlets tell of six affairs, one a day; the third adds something, and each names somebody."""
    found = []
    for n, (topic, person) in enumerate(zip(TOPICS, PEOPLE, strict=True)):
        for outlet in ("Bote", "Kurier", "Post"):
            text = f"{person} sah es zuerst. {topic}. Das meldet {outlet} Nummer {n}."
            entity = Entity(start=0, end=len(person), text=person, type="PER", name=person, by=By(rule="hand"))
            day = f"2025-03-{n + 1:02d}"
            article = Article(
                id=f"{outlet}{n}",
                text=text,
                input=f"{outlet}{n}.txt",
                outlet=outlet,
                given_id=f"{outlet}{n}",
                title=f"Titel {n}",
                published=Published(day, day, "given"),
            )
            found.append(AnnotatedArticle(article, Annotations(entities=(entity,))))
    return found


def put(store: Store, members: list[AnnotatedArticle]) -> None:
    """Add articles with their marks, as if they had been annotated."""
    taken = store.add([m.article for m in members])
    marks = {m.article.input: m.annotations for m in members}
    placed = [(placement.id, marks[article.input]) for article, placement in taken]  # type: ignore[misc]
    store.keep_annotations(placed, pipeline.made_by())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(str(tmp_path / "corpus.db")) as opened:
        yield opened


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The articles of each story that was told, in order."""
    found: list[tuple[str, ...]] = []
    tell = pipeline.tell

    def noted(story: Story, *rest: object) -> Story:
        found.append(story.articles)
        return tell(story, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "tell", noted)
    return found


def outcome(store: Store) -> bytes:
    return msgspec.json.encode((store.stories(), store.reuse(), store.versions(), store.settled_dates()))


def test_only_stories_that_an_article_touches_are_told_anew(store: Store, told: list[tuple[str, ...]]) -> None:
    *before, last = articles()
    put(store, before)
    analyse(store)
    assert len(told) == len(store.stories()) == 6
    told.clear()
    put(store, [last])
    report = analyse(store)
    assert (report.articles, report.stories, len(told)) == (18, 6, 1)
    assert last.article.text in {a.text for a in store.articles(told[0])}
    with Store.open(":memory:") as whole:
        put(whole, articles())
        analyse(whole)
        assert outcome(whole) == outcome(store)


def person(name: str, text: str) -> Entity:
    at = text.index(name)
    return Entity(start=at, end=at + len(name), text=name, type="PER", name=name, by=By(rule="hand"))


def test_what_is_known_of_people_beyond_a_story_is_told_without_telling_the_story(
    store: Store, told: list[tuple[str, ...]]
) -> None:
    first, *rest = articles()
    text = f"{first.article.text} Auch Trudberg schaute zu."
    marks = replace(first.annotations, entities=(*first.annotations.entities, person("Trudberg", text)))
    first = replace(first, article=replace(first.article, text=text), annotations=marks)
    later = Published("2025-03-09", "2025-03-09", "given")
    text = "Almuth Trudberg züchtet seit Jahren seltene Hühner auf ihrem Hof bei den Dünen."
    new = replace(
        first,
        article=replace(
            first.article, id="neu", given_id="neu", input="neu.txt", title="Hühner", text=text, published=later
        ),
        annotations=Annotations(entities=(person("Almuth Trudberg", text),)),
    )
    put(store, [first, *rest])
    analyse(store)
    told.clear()
    put(store, [new])
    analyse(store)
    assert [len(articles) for articles in told] == [1]
    stories = [s for s in store.stories() if len(s.articles) == 3]
    reasons = [r for s in stories for a in s.actors if a.name == "Trudberg" for r in a.reasons]
    assert reasons == ["might be the same as: Almuth Trudberg"]
    with Store.open(":memory:") as whole:
        put(whole, [first, *rest, new])
        analyse(whole)
        assert outcome(whole) == outcome(store)


def speaking(member: AnnotatedArticle) -> AnnotatedArticle:
    """The article, its second sentence a statement of the first one named."""
    person, at = member.annotations.entities[0], member.article.text.index(". ") + 2
    quote = Span(at, member.article.text.index(".", at))
    said = Statement(
        id=f"{member.article.given_id}:{at}",
        quote=(quote,),
        mode="indirect",
        by=By(rule="hand"),
        speaker=(person.span,),
        speaker_name=person.name,
    )
    return replace(member, annotations=replace(member.annotations, statements=(said,)))


def of_another_affair(name: str, text: str) -> AnnotatedArticle:
    """A later article that tells of something else, and who is named in it."""
    article = Article(
        id="neu",
        text=text,
        input="neu.txt",
        outlet="Bote",
        given_id="neu",
        title="Hühner",
        published=Published("2025-03-09", "2025-03-09", "given"),
    )
    return AnnotatedArticle(article, Annotations(entities=(person(name, text),)))


def called(member: AnnotatedArticle, name: str, text: str) -> AnnotatedArticle:
    """The article with one sentence more in which somebody is named."""
    text = f"{member.article.text} {text}"
    at = text.rindex(name)
    entity = Entity(start=at, end=at + len(name), text=name, type="PER", name=name, by=By(rule="hand"))
    marks = replace(member.annotations, entities=(*member.annotations.entities, entity))
    return replace(member, article=replace(member.article, text=text), annotations=marks)


def addition(kind: str) -> tuple[list[AnnotatedArticle], AnnotatedArticle]:
    """What is there, and an article more that changes a story; or what is known of somebody in one; or nothing in any,
    though it calls somebody of one in another way."""
    first, *rest = map(speaking, articles())
    *before, last = rest
    if kind == "joins a story":
        return [first, *before], last
    if kind == "who somebody might be":
        new = of_another_affair("Almuth Trudberg", "Almuth Trudberg züchtet seit Jahren seltene Hühner bei den Dünen.")
        return [called(first, "Trudberg", "Auch Trudberg schaute zu."), *rest], new
    before = [called(first, "Ina Voss", "Landrätin Ina Voss kam."), called(rest[0], "Voss", "Landrätin Voss auch.")]
    new = of_another_affair("Ina Voss", "Insellandrätin Ina Voss züchtet seit Jahren seltene Hühner bei den Dünen.")
    return [*before, *rest[1:]], called(new, "Voss", "Insellandrätin Voss lachte.")


ADDITIONS = ("joins a story", "who somebody might be", "named elsewhere")
STORED = {
    "stories": "id, title, packed",
    "story_members": "story, article, position",
    "story_ids": "id, members, redirect",
    "said": "story, claim, statement, article, start, end, speaker, mode, stance, status, weight, sure",
    "cards": "story, first, last, articles, packed",
    "card_outlets": "outlet, last, articles, story",
    "card_actors": "actor, last, articles, story, packed",
    "story_parts": "story, part, page, packed",
    "known": "id, name, type, mentions, articles, stories",
    "known_words": "word, actor",
}
"""What lists, pages and the search read of stories. Numbers that only say where a row stands are left out."""


def stored(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All of it, in an order of its own, and which statements the search finds by their first speaker."""
    with sqlite3.connect(path) as file:
        found = {
            table: file.execute(f"SELECT {columns} FROM {table} ORDER BY {columns}").fetchall()
            for table, columns in STORED.items()
        }
        hits = "SELECT rowid FROM search_said WHERE search_said MATCH 'voss'"
        found["hits"] = file.execute(f"SELECT statement FROM said WHERE number IN ({hits}) ORDER BY 1").fetchall()
        found["terms"] = file.execute("SELECT count(*) FROM search_said").fetchall()
    file.close()
    return found


def analysed(path: Path, *batches: list[AnnotatedArticle]) -> Path:
    """A corpus to which articles were added in batches, each analysed before the next one came."""
    with Store.open(str(path)) as opened:
        for batch in batches:
            put(opened, batch)
            analyse(opened)
    return path


@pytest.mark.parametrize("interrupted", [False, True])
@pytest.mark.parametrize("kind", ADDITIONS)
def test_an_addition_leaves_in_the_file_what_one_analysis_of_all_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, interrupted: bool
) -> None:
    monkeypatch.setattr("quellenlage.store.parts.LONG", 1)
    before, new = addition(kind)
    path = analysed(tmp_path / "grown.db", before)
    if interrupted:

        def stop(stage: str, done: int, _total: int | None) -> None:
            if stage == "keep":
                raise KeyboardInterrupt

        with Store.open(str(path)) as opened:
            put(opened, [new])
            with pytest.raises(KeyboardInterrupt):
                analyse(opened, stop)
    analysed(path, [new])
    expected = stored(analysed(tmp_path / "whole.db", [*before, new]))
    assert {name: len(rows) for name, rows in expected.items() if not rows} == {}
    assert stored(path) == expected
    # and back again
    with Store.open(str(path)) as opened:
        (gone,) = (a.id for a in opened.articles() if a.given_id == new.article.given_id)
        assert opened.remove(gone)
        analyse(opened)
    less, fresh = stored(path), stored(analysed(tmp_path / "fresh.db", before))
    assert {**less, "story_ids": []} == {**fresh, "story_ids": []}


@pytest.mark.parametrize("kind", ADDITIONS[1:])
def test_statements_stay_where_they_are_when_only_people_are_better_known(tmp_path: Path, kind: str) -> None:
    before, new = addition(kind)
    path = analysed(tmp_path / "corpus.db", before)

    def numbers() -> dict[str, int]:
        with sqlite3.connect(path) as file:
            found = dict(file.execute("SELECT statement, number FROM said").fetchall())
        file.close()
        return found

    there = numbers()
    assert len(there) == 18
    analysed(path, [new])
    assert numbers() == there


def test_what_other_stories_call_somebody_touches_no_story(
    tmp_path: Path, told: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, new = addition("named elsewhere")
    path = analysed(tmp_path / "corpus.db", before)
    told.clear()
    monkeypatch.setattr(pipeline, "tell_who", lambda *_: pytest.fail("a story was touched"))
    with Store.open(str(path)) as opened:
        known = {a.id for s in opened.stories() for a in s.actors if a.name == "Ina Voss"}
        put(opened, [new])
        analyse(opened)
        assert [len(articles) for articles in told] == [1]
        rows = [a for s in opened.stories() for a in s.actors if a.name == "Ina Voss"]
        assert {a.id for a in rows} == known
        assert {r for a in rows for r in a.reasons if r.startswith("same role")} == {
            "same role: Insellandrätin",
            "same role: Landrätin",
        }


def test_an_addition_writes_few_of_the_pieces_that_are_remembered(store: Store) -> None:
    *before, last = articles()
    put(store, before)
    analyse(store)
    known = store.compared(pipeline.made_by())
    put(store, [last])
    analyse(store)
    now = store.compared(pipeline.made_by())
    changed = {name for name in now if known.get(name) != now[name]}
    assert {name for name in changed if name.startswith("day ")} == {"day 2025-03-06"}
    assert sum(name.startswith("block ") for name in changed) == 1
    assert sum(name.startswith("block ") for name in now) == len(PEOPLE)


def test_an_interrupted_run_goes_on_where_it_was(
    store: Store, told: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quellenlage.engine.comparing.BATCH", 1)
    put(store, articles())

    def stop(stage: str, done: int, _total: int | None) -> None:
        if (stage, done) == ("compare", 4):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        analyse(store, stop)
    assert (store.stories(), store.results_state()) == ([], None)
    told.clear()
    analyse(store)
    assert (len(told), len(store.stories())) == (2, 6)
    assert store.told_states() == set()


def test_what_is_removed_leaves_no_trace(store: Store) -> None:
    put(store, articles())
    analyse(store)
    for gone in ("Kurier0", "Post5"):
        (wanted,) = (a.id for a in store.articles() if a.given_id == gone)
        assert store.remove(wanted)
        analyse(store)
    with Store.open(":memory:") as fresh:
        put(fresh, [a for a in articles() if a.article.given_id not in ("Kurier0", "Post5")])
        analyse(fresh)
        assert outcome(fresh) == outcome(store)


def test_results_that_another_run_has_written_already_are_not_written_twice(store: Store) -> None:
    put(store, articles())
    analyse(store)
    before = outcome(store)
    nothing: Callable[[Story], Story] = lambda story: story  # noqa: E731
    assert not store.replace_results(Results({"s": "gone"}, ["s"], nothing), "x")
    assert outcome(store) == before


def test_other_rules_tell_everything_anew(
    store: Store, told: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, articles())
    analyse(store)
    told.clear()
    monkeypatch.setattr(pipeline, "RULES_VERSION", "next")
    put(store, articles())
    analyse(store)
    assert len(told) == 6


def test_the_garbage_collector_is_left_as_it_was_even_after_a_fault(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = gc.get_freeze_count(), gc.get_threshold(), gc.isenabled()
    put(store, articles()[:6])
    analyse(store)
    assert (gc.get_freeze_count(), gc.get_threshold(), gc.isenabled()) == before
    put(store, articles()[6:9])

    def fails(*_rest: object) -> Story:
        raise OSError("no room")

    monkeypatch.setattr(pipeline, "tell", fails)
    with pytest.raises(OSError, match="no room"):
        analyse(store)
    assert (gc.get_freeze_count(), gc.get_threshold(), gc.isenabled()) == before


def test_what_is_remembered_comes_back_whole_however_much_is_read_at_a_time(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, articles())
    analyse(store)
    rules = pipeline.made_by()
    sketches, digests = list(store.sketches(rules)), list(store.digests(rules))
    assert [i for i, _ in sketches] == [i for i, *_ in digests] == store.annotated_ids()
    monkeypatch.setattr(remembered, "AT_A_TIME", 4)
    assert (list(store.sketches(rules)), list(store.digests(rules))) == (sketches, digests)
    assert list(store.sketches("other rules")) == []
