"""Lists read a page at a time what the results hold, and long stories a part at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.dialects import sqlite

from quellenlage.domain.article import Article, Published
from quellenlage.domain.cards import Wanted
from quellenlage.domain.dossier import (
    Actor,
    Claim,
    Dispute,
    Episode,
    Figure,
    FigureValue,
    Member,
    MemberRelation,
    Period,
    Reuse,
    Side,
    Story,
    TimelineRow,
)
from quellenlage.domain.span import Evidence
from quellenlage.report.parts.episodes import articles_in_order
from quellenlage.report.parts.episodes import episodes as told
from quellenlage.report.terms import CELLS
from quellenlage.report.translate import translator
from quellenlage.store.lists import _wanted
from quellenlage.store.parts import BRIEF, CLAIM_PAGE, LONG, MEMBERS, ROWS, VALUES, WAYS, few_values, ordered_members
from quellenlage.store.results import Results, StoryId
from quellenlage.store.store import Store

OUTLETS = ("Bote", "Kurier", "Funk")


def article(n: int) -> Article:
    day = f"2025-05-{n % 27 + 1:02}"
    return Article(
        id="", given_id=f"a{n}", text=f"Der Deich Nummer {n} hält.", input=f"a{n}.txt", outlet=OUTLETS[n % 3],
        published=Published(day, day, "given"), language="de",
    )  # fmt: skip


def member(n: int, speaker: str | None = "Ina Voss") -> Member:
    return Member(
        statement=f"a{n}:0-8", article=f"a{n}", start=0, end=8, speaker=speaker, mode="direct", stance="asserts"
    )


def claim(name: str, *members: Member) -> Claim:
    return Claim(
        id=name, text=name, status="single_source", weight=len(members), sources=1, sources_at_most=1, roots=(),
        members=members,
    )  # fmt: skip


def story(name: str, first: int, last: int, **fields: object) -> Story:
    ids = range(first, last)
    days = sorted(f"2025-05-{n % 27 + 1:02}" for n in ids)
    made = Story(
        id=name, title=name, from_=days[0], to=days[-1], articles=tuple(f"a{n}" for n in ids),
        outlets=tuple(dict.fromkeys(OUTLETS[n % 3] for n in ids)),
    )  # fmt: skip
    return replace(made, **fields)


LONG_CLAIMS = tuple(claim(f"c{n}", member(n), member(n + 1)) for n in range(40))
BROAD = claim("broad", *(member(n, None if n % 2 else "Ina Voss") for n in range(70)))
ACTOR = Actor(
    id="p1", name="Ina Voss", type="PER", aliases=("Voss",), roles=("Deichgräfin",), mentions=5, articles=("a0",)
)
STORIES = (
    story(
        "lang",
        0,
        90,
        claims=(BROAD, *LONG_CLAIMS),
        timeline=tuple(
            TimelineRow(
                id=f"t{n}", date=Period("2025-05-01", "2025-05-01"), text="Es regnet.", event_type=None, modality=None,
                articles=("a0",), evidence=(Evidence("a0", 0, 3),), background=n % 4 == 0,
            )
            for n in range(50)
        ),
        actors=(ACTOR,),
    ),
    story("kurz", 90, 92, claims=(claim("k", member(90), member(91)),), actors=(replace(ACTOR, mentions=1),)),
    story("spaet", 105, 107),
)  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("listen") / "deich.db"
    with Store.open(str(path)) as made:
        made.add([article(n) for n in range(120)])
        keep(made, STORIES)
        yield made


def keep(store: Store, stories: tuple[Story, ...]) -> None:
    store.keep_told([(f"state of {s.id}", s) for s in stories])
    passage = Reuse(
        id="r", kind="wire", text="Der Deich hält", places=(Evidence("a1", 0, 9), Evidence("a90", 0, 9)), first="a1",
        why="earliest",
    )  # fmt: skip
    states = {s.id: f"state of {s.id}" for s in stories}
    ids = [StoryId(s.id, s.articles) for s in stories] + [StoryId("alt", ("a0",), "lang")]
    assert store.replace_results(Results(states, list(states), lambda s: s, reuse=(passage,), ids=ids), "made")


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), ["lang", "spaet", "kurz"]),
        (Wanted(outlets=("Bote",)), ["lang", "spaet", "kurz"]),
        (Wanted(outlets=("Kurier",)), ["lang", "spaet", "kurz"]),
        (Wanted(outlets=("Funk",)), ["lang"]),
        (Wanted(outlets=("Funk", "Kurier")), ["lang", "spaet", "kurz"]),
        (Wanted(outlets=("Niemand",)), []),
        (Wanted(actors=("p1",)), ["lang", "kurz"]),
        (Wanted(actors=("p1", "p2")), []),
        (Wanted(first="2025-05-24"), ["lang", "spaet"]),
        (Wanted(last="2025-05-10"), ["lang", "kurz"]),
        (Wanted(last="2025-05-10", outlets=("Kurier",), actors=("p1",)), ["lang", "kurz"]),
        (Wanted(scores={"kurz": 2.0, "lang": 1.0}), ["kurz", "lang"]),
        (Wanted(scores={"kurz": 2.0, "lang": 1.0}, first="2025-05-24"), ["lang"]),
    ],
)
def test_a_list_holds_what_passes_in_its_order(store: Store, wanted: Wanted, expected: list[str]) -> None:
    cards, found = store.lists.cards(wanted, 0, 10)
    assert ([card.id for card in cards], found) == (expected, len(expected))
    behind = [card.id for card in store.lists.cards_after(wanted, "", 10)]
    assert behind == expected
    for n, id_ in enumerate(expected):
        assert [card.id for card in store.lists.cards_after(wanted, id_, 10)] == expected[n + 1 :]
        assert [card.id for card in store.lists.cards(wanted, n, 1)[0]] == [id_]


def test_a_card_counts_what_its_story_holds(store: Store) -> None:
    (card,) = store.lists.cards_of(["kurz"])
    assert (card.articles, card.claims, card.sources, card.outlets) == (2, 1, 1, ("Bote", "Kurier"))
    assert card.days == (("2025-05-10", 1), ("2025-05-11", 1))


def test_somebody_is_counted_over_all_stories(store: Store) -> None:
    known = store.lists.actor("p1")
    assert known is not None
    assert (known.name, known.mentions, known.in_stories, known.in_articles) == ("Ina Voss", 6, 2, 2)
    assert known.stories == ("lang", "kurz")
    assert [k.id for k in store.lists.people([("vos",)], 0, 5)] == ["p1"]
    assert store.lists.people([("voss",), ("deich",)], 0, 5) == []
    assert store.lists.names_in("a0") == [("p1", ("Ina Voss", "Voss"))]
    assert store.lists.actor("niemand") is None


def test_only_long_stories_are_cut(store: Store) -> None:
    assert len(STORIES[0].articles) > LONG
    assert store.lists.opening("kurz") is None
    opening = store.lists.opening("lang")
    assert opening is not None
    assert opening.head.articles == ()
    assert opening.rows["claims"] == 41
    assert opening.pages["claims"] == -(-41 // ROWS["claims"])
    assert opening.statements == 150
    assert len(opening.brief.claims) == BRIEF
    assert opening.brief_rows["single_source"] == 41


def test_every_row_stands_on_exactly_one_page(store: Store) -> None:
    opening = store.lists.opening("lang")
    assert opening is not None
    for part, field, expected in (
        ("claims", "claims", [c.id for c in (BROAD, *LONG_CLAIMS)]),
        ("statements", "claims", None),
        ("timeline", "timeline", [row.id for row in STORIES[0].timeline]),
        ("articles", "articles", list(STORIES[0].articles)),
    ):
        pages = [opening.parts[part]]
        pages += [p for n in range(2, opening.pages[part] + 1) if (p := store.lists.part("lang", part, n))]
        assert len(pages) == opening.pages[part]
        assert store.lists.part("lang", part, len(pages) + 1) is None
        rows = [row for page in pages for row in getattr(page, field)]
        ids = [row if isinstance(row, str) else row.id for row in rows]
        assert len(ids) == len(set(ids))
        assert sorted(ids) == sorted(expected or [c.id for c in (BROAD, *LONG_CLAIMS)])


def test_pages_follow_the_episodes_and_say_which(tmp_path: Path) -> None:
    """Three episodes of thirty articles, of which every third is next; pages of forty."""
    spans = (("2025-01-01", "2025-01-20"), ("2025-05-01", "2025-05-27"), (None, None))
    held = [tuple(f"a{n}" for n in range(90) if n % 3 == k) for k in range(3)]
    happened = tuple(
        TimelineRow(
            id=f"t{n}", date=Period("2025-01-01", "2025-01-01"), text="Es regnet.", event_type=None, modality=None,
            articles=(f"a{n}",), evidence=(Evidence(f"a{n}", 0, 3),),
        )
        for n in range(90)
    )  # fmt: skip
    episodes = tuple(
        Episode(from_=first, to=last, articles=own) for (first, last), own in zip(spans, held, strict=True)
    )
    with Store.open(str(tmp_path / "folgen.db")) as store:
        store.add([article(n) for n in range(92)])
        keep(store, (story("s", 0, 90, episodes=episodes, timeline=happened),))
        opening = store.lists.opening("s")
        assert opening is not None
        parts = {
            part: [opening.parts[part], *(store.lists.part("s", part, n) for n in range(2, opening.pages[part] + 1))]
            for part in ("articles", "timeline")
        }
    de = translator("de")
    listed = [[*articles_in_order(page, de)] for page in parts["articles"] if page]
    assert [i for page in listed for i, _heading in page] == [i for own in held for i in own]
    first, second, third = (
        "Episode 1: 1. bis 20. Januar 2025",
        "Episode 2: 1. bis 27. Mai 2025",
        "In keiner sicheren Episode",
    )
    assert [[heading for _i, heading in page if heading] for page in listed] == [
        [first, second],
        [second, third],
        [third],
    ]
    assert [row.articles[0] for page in parts["timeline"] if page for row in page.timeline] == [
        i for own in held for i in own
    ]
    headings = [[heading for heading, own in told(page, de) if own] for page in parts["timeline"] if page]
    assert headings == [[first], [first], [second], [second], [third], [third]]


def test_a_broad_claim_is_cut_and_can_be_paged_through(store: Store) -> None:
    opening = store.lists.opening("lang")
    assert opening is not None
    shown = opening.parts["claims"].claims[0]
    assert (shown.id, len(shown.members), shown.weight) == ("broad", MEMBERS, 70)
    assert {OUTLETS[int(m.article[1:]) % 3] for m in shown.members} == set(OUTLETS)
    pages = [p for n in range(1, 9) if (p := store.lists.part("lang", "claim:broad", n))]
    members = [m.statement for page in pages for m in page.claims[0].members]
    assert len(pages) == -(-70 // CLAIM_PAGE)
    assert sorted(members) == sorted(m.statement for m in BROAD.members)
    assert members[:MEMBERS] == [m.statement for m in shown.members]


def test_the_members_that_decide_for_their_outlet_come_first() -> None:
    outlets = {f"a{n}": "Bote" for n in range(20)}
    denial, aloud = replace(member(12), stance="denies"), replace(member(15), mode="narration")
    ordered = ordered_members(claim("c", *(member(n) for n in range(12)), denial, aloud), outlets)
    assert [m.article for m in ordered.members][:3] == ["a12", "a15", "a0"]
    assert set(ordered.members[:MEMBERS]) >= {denial, aloud}
    quarrel = replace(
        claim("c", *(member(n) for n in range(12))), relations=(MemberRelation("a4:0-8", "a9:0-8", "contradicts"),)
    )
    assert [m.article for m in ordered_members(quarrel, outlets).members][:3] == ["a0", "a4", "a9"]
    assert tuple(WAYS) == tuple(key for key in CELLS if key not in ("both", "absent"))


def test_a_dispute_comes_with_the_claims_of_its_sides(tmp_path: Path) -> None:
    side = Side(position="ja", evidence=(Evidence("a5", 2, 5),))
    told = story("s", 0, 30, claims=LONG_CLAIMS, disputes=(Dispute(id="d", kind="denial", text="?", sides=(side,)),))
    with Store.open(str(tmp_path / "streit.db")) as store:
        store.add([article(n) for n in range(60)])
        keep(store, (told,))
        opening = store.lists.opening("s")
    assert opening is not None
    assert {c.id for c in opening.parts["disputes"].claims} == {"c4", "c5"}
    assert {c.id for c in opening.brief.claims} >= {"c4", "c5"}


def test_relations_of_members_that_are_left_out_are_left_out_too(tmp_path: Path) -> None:
    broad = replace(
        BROAD,
        relations=(
            MemberRelation(BROAD.members[0].statement, BROAD.members[68].statement, "contradicts"),
            MemberRelation(BROAD.members[0].statement, BROAD.members[1].statement, "same"),
        ),
    )
    with Store.open(str(tmp_path / "weit.db")) as store:
        store.add([article(n) for n in range(92)])
        keep(store, (story("s", 0, 91, claims=(broad,)),))
        opening = store.lists.opening("s")
    assert opening is not None
    assert [r.relation for r in opening.parts["claims"].claims[0].relations] == ["same"]


@pytest.mark.parametrize(
    ("latest", "largest", "expected"), [(1, 0, ["lang"]), (0, 1, ["lang"]), (2, 1, ["lang", "spaet"]), (0, 0, [])]
)
def test_what_is_looked_at_first_is_named_once(store: Store, latest: int, largest: int, expected: list[str]) -> None:
    assert store.lists.looked_at_first(latest, largest) == expected


def test_one_look_sees_the_corpus_at_one_moment(tmp_path: Path) -> None:
    path = str(tmp_path / "deich.db")
    with Store.open(path) as writer:
        writer.add([article(1)])
        with Store.open(path, read_only=True) as reader:
            with reader.one_look():
                assert reader.count() == 1
                writer.add([article(2)])
                with reader.one_look():
                    assert reader.count() == 1
                assert [head.id for head in reader.heads()] == ["a1"]
            assert reader.count() == 2


def test_what_is_new_in_a_story(store: Store) -> None:
    assert store.lists.arrivals("kurz") == (2, 92)
    assert store.lists.arrived_after("kurz", 91) == ["a91"]
    assert store.lists.new_claims("lang", 39, 3) == (["c39"], 1)
    assert store.lists.new_claims("kurz", 0, 3) == (["k"], 1)


def test_the_ties_of_an_article(store: Store) -> None:
    assert store.lists.claims_in(["a91"]) == [("a91:0-8", "kurz", "k", 2)]
    assert store.lists.claims_in(["a91"], ["a91:0-8"]) == [("a91:0-8", "kurz", "k", 2)]
    assert store.lists.claims_in(["a91"], ["a90:0-8"]) == []
    assert [row.id for row in store.lists.passages_of(["a90"])] == ["r"]
    assert store.lists.passages_of(["a2"]) == []
    assert [row.id for row in store.lists.passages_in("lang", 5, standing=False)[0]] == ["r"]
    assert [store.lists.passages_in("lang", most, standing=False)[1] for most in (0, 1, 5)] == [1, 1, 1]
    assert store.lists.passages_in("lang", 5, standing=True) == ([], 0)


def test_an_old_id_leads_to_the_story_that_took_it_in(store: Store) -> None:
    assert store.followed("alt") == "lang"
    assert store.followed("nie") == "nie"
    assert store.stories_beginning("a") == ["alt"]
    told = store.story("alt")
    assert told is not None
    assert told.id == "lang"


def test_what_a_removed_article_took_part_in_is_in_no_list(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "weg.db")) as store:
        store.add([article(n) for n in range(120)])
        keep(store, STORIES)
        assert store.remove("a90")
        assert [card.id for card in store.lists.cards(Wanted(), 0, 9)[0]] == ["lang", "spaet"]
        known = store.lists.actor("p1")
        assert known is not None
        assert (known.stories, known.mentions) == (("lang",), 5)
        assert store.lists.passages_of(["a1"]) == []


def test_an_older_file_gets_its_cards_when_it_is_opened(tmp_path: Path) -> None:
    path = str(tmp_path / "alt.db")
    with Store.open(path) as store:
        store.add([article(n) for n in range(120)])
        keep(store, STORIES)
        before = store.lists.cards(Wanted(), 0, 9)
        with store._writing() as connection:
            for table in ("cards", "card_outlets", "card_actors", "known", "story_parts"):
                connection.exec_driver_sql(f"DELETE FROM {table}")
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0005'")
            for table in ("cards", "card_outlets", "card_actors", "known_words", "known", "story_parts"):
                connection.exec_driver_sql(f"DROP TABLE {table}")
            for table in ("reuse_places", "version_places"):
                connection.exec_driver_sql(f"DROP TABLE {table}")
            for index in ("said_claim", "annotations_failed"):
                connection.exec_driver_sql(f"DROP INDEX {index}")
    with Store.open(path) as store:
        assert store.lists.cards(Wanted(), 0, 9) == before
        assert store.lists.opening("lang") is not None
        assert store.lists.actor("p1") is not None
        assert [row.id for row in store.lists.passages_of(["a90"])] == ["r"]


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(),
        Wanted(outlets=("Bote",)),
        Wanted(actors=("p1",)),
        Wanted(first="2025-05-01"),
        Wanted(outlets=("Bote", "Kurier"), actors=("p1", "p2"), first="2025-05-01"),
    ],
)
def test_a_page_of_a_list_is_read_from_an_index_in_its_order(store: Store, wanted: Wanted) -> None:
    found, (last, articles, story_id) = _wanted(wanted)
    page = found.order_by(last.desc(), articles.desc(), story_id).limit(30)
    sql = page.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    with store._reading() as connection:
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")]
    assert not any("TEMP B-TREE" in step for step in plan), plan
    assert all("USING COVERING INDEX" in step for step in plan if not step.startswith("LIST")), plan


def test_a_figure_with_many_values_keeps_its_ends_and_the_newest() -> None:
    values = tuple(
        FigureValue(low=float(n), high=float(n), comparator="exact", owner=None, article=f"a{n}", evidence=())
        for n in range(40)
    )
    figure = Figure(id="f", object="Deiche", unit=None, values=values)
    few = few_values(figure, {"a20": "2025-05-09", "a3": "2025-05-01"})
    assert len(few.values) == VALUES
    assert {v.article for v in few.values} >= {"a0", "a39", "a20"}
    assert few.reasons == (f"values shown: {VALUES}/40",)
    assert few_values(replace(figure, values=values[:3])).reasons == ()
