"""Pages as a browser without JavaScript gets them: sound, in one language, and deaf to what hostile articles say."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from quellenlage.corpus import Corpus
from quellenlage.domain.annotations import Annotations, By, Entity, Label, Sentence, Statement
from quellenlage.domain.article import Article, Published
from quellenlage.domain.dossier import Actor, Claim, Member, Root, Story
from quellenlage.domain.span import Evidence, Span
from quellenlage.report.translate import translator
from quellenlage.store.results import Results
from quellenlage.store.store import Store
from quellenlage.web import corpus_tables
from quellenlage.web.app import make_app
from quellenlage.web.shelf import ABOUT
from quellenlage.web.why import maker, why

EVIL = "<script>alert(1)</script> <b>&amp;evil \"'{{ 7*7 }}\u202e\x1b[31m"
RULE = By(rule="<i>rule</i>", reason=f"cue verb: {EVIL}")


def hostile_corpus(path: Path) -> None:
    """One story of two articles whose every field is hostile; one text has a word of a million letters."""
    text = f"{EVIL}\n„{EVIL}“, sagte {EVIL}.\n" + "x" * 1_000_000
    span, said = Span(0, len(EVIL)), Span(len(EVIL) + 2, 2 * len(EVIL) + 2)
    articles = [
        Article(
            id=i, text=text + i, input=f"/geheim/ordner/{EVIL}{i}.txt", outlet=f"{EVIL}{i}", url="javascript:alert(1)",
            title=EVIL, authors=(EVIL,), published=Published("2025-05-01", "2025-05-01", EVIL), language="de",
        )
        for i in ("boese1", "boese2")
    ]  # fmt: skip
    with Store.open(str(path)) as store:
        store.add(articles)
        ids = store.article_ids()
        marks = {
            i: Annotations(
                sentences=(Sentence(0, len(EVIL)), Sentence(len(EVIL) + 1, len(text))),
                entities=(Entity(start=0, end=len(EVIL), text=EVIL, type="PER", name=EVIL, by=RULE),),
                statements=(
                    Statement(id=f"{i}-1", quote=(said,), speaker=(span,), speaker_name=EVIL, mode="direct", by=RULE),
                ),
                labels=(Label(start=0, end=len(EVIL), referent=EVIL, label=EVIL, voice="outlet", by=RULE),),
            )
            for i in ids
        }
        store.keep_annotations(list(marks.items()), "hand")
        members = tuple(
            Member(statement=f"{i}-1", article=i, start=said.start, end=said.end, speaker=EVIL, mode="direct",
                   stance="asserts")
            for i in ids
        )  # fmt: skip
        evidence = (Evidence(ids[0], *said),)
        claim = Claim(
            id="c1", reasons=(EVIL,), text=EVIL, status="corroborated", weight=2, sources=2, sources_at_most=2,
            roots=(Root(name=EVIL, kind="person", known=True, why=EVIL, evidence=evidence),), members=members,
        )  # fmt: skip
        actor = Actor(id="p1", name=EVIL, type="PER", aliases=(), roles=(EVIL,), mentions=2, articles=tuple(ids))
        story = Story(
            id="s1", reasons=(EVIL,), title=EVIL, from_="2025-05-01", to="2025-05-01", articles=tuple(ids),
            outlets=tuple(a.outlet or "" for a in articles), claims=(claim,), actors=(actor,),
        )  # fmt: skip
        store.keep_told([("state", story)])
        store.replace_results(Results({"s1": "state"}, ["s1"], lambda told: told), "hand")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.mktemp("boese") / "boese.db"
    hostile_corpus(path)
    with TestClient(make_app(path), base_url="http://127.0.0.1") as client:
        yield client


HOSTILE_PAGES = ("/", "/stories/s1", "/stories/s1/claims/c1", "/articles/{id}", "/actors/p1", "/search?q=evil",
                 "/search?q=evil&kind=statements", "/search?q=evil&kind=people", "/add", "/exports")  # fmt: skip


@pytest.mark.parametrize("path", HOSTILE_PAGES)
def test_hostile_texts_stay_texts(hostile: TestClient, path: str) -> None:
    article = hostile.get("/api/v1/articles").json()["items"][0]["id"]
    answer = hostile.get(path.format(id=article))
    assert answer.status_code == 200
    tree = html.fromstring(answer.text)
    assert [script.get("src") for script in tree.iter("script")] == [tree.xpath("//script/@src")[0]]
    assert tree.xpath("//body//b | //i[contains(., 'rule')]") == []
    assert not set("\x1b\x00\u202e") & set(answer.text)
    assert tree.xpath("//*/@style | //@onclick | //@onload | //style") == []
    for address in tree.xpath("//@href | //@src | //@cite | //@action"):
        assert address.startswith(("/", "#")), address
    assert "49" not in "".join(tree.xpath("//h1//text()"))
    assert "/geheim" not in answer.text


def test_hostile_texts_are_shown_whole(hostile: TestClient) -> None:
    title = html.fromstring(hostile.get("/stories/s1").text).xpath("string(//h1)")
    assert title.startswith("<script>alert(1)</script> <b>&amp;evil \"'{{ 7*7 }}")


def test_no_folder_of_the_server_leaks_to_programs(hostile: TestClient) -> None:
    for path in (
        "/api/v1/stories/s1",
        "/api/v1/articles",
        "/stories/s1/report.json",
        "/stories/s1/tables/articles.csv",
    ):
        assert "geheim" not in hostile.get(path).text, path


def paths(room: TestClient, quarry: dict[str, object]) -> dict[str, str]:
    dossier = room.get(f"/api/v1/stories/{quarry['id']}").json()["stories"][0]
    person = next(a for a in dossier["actors"] if a["type"] == "PER")
    return {
        "stories": "/",
        "found": "/?q=Steinbruchs",
        "nothing": "/?q=Zeppelin",
        "story": f"/stories/{quarry['id']}",
        "claim": f"/stories/{quarry['id']}/claims/{dossier['claims'][0]['id']}",
        "article": f"/articles/{dossier['articles'][0]}?at=30-60",
        "person": f"/actors/{person['id']}",
        "search": "/search?q=Holm",
        "statements": "/search?q=Holm&kind=statements",
        "claims": "/search?q=Wand&kind=claims",
        "people": "/search?q=holm&kind=people",
        "add": "/add",
        "exports": "/exports",
        "fault": "/stories/nirgends",
    }


def test_pages_are_sound(room: TestClient, quarry: dict[str, object]) -> None:
    for name, path in paths(room, quarry).items():
        answer = room.get(path)
        assert answer.status_code == (404 if name == "fault" else 200), name
        tree = html.fromstring(answer.text)
        ids = Counter(tree.xpath("//@id"))
        assert [i for i, n in ids.items() if n > 1] == [], name
        targets = {t.removeprefix("#") for t in tree.xpath("//a[starts-with(@href, '#')]/@href")}
        targets |= set(" ".join(tree.xpath("//@aria-labelledby | //@for | //@aria-describedby")).split())
        assert targets - set(ids) == set(), name
        assert tree.xpath("count(//h1)") == 1, name
        assert tree.get("lang") == "de" and tree.xpath("count(//main)") == 1, name
        assert tree.xpath("//input[not(@type='hidden')][not(@id)][not(ancestor::label)]") == [], name


def test_every_link_of_the_room_leads_somewhere(room: TestClient, quarry: dict[str, object]) -> None:
    seen = set()
    for name, path in paths(room, quarry).items():
        for link in html.fromstring(room.get(path).text).xpath("//a/@href"):
            # the other language would be remembered, and the room is shared with other tests
            if name == "fault" or "ui=" in link:
                continue
            if link.startswith("/") and "/tables/" not in link and "/report." not in link and "/exports/" not in link:
                seen.add(link.partition("#")[0])
    assert len(seen) > 20
    wrong = [link for link in sorted(seen) if link and room.get(link).status_code != 200]
    assert wrong == []


def test_words_find_stories_however_they_are_written(room: TestClient) -> None:
    def titles(query: str) -> list[str]:
        return html.fromstring(room.get(query).text).xpath("//li[@class='card']//bdi[@lang]/text()")

    assert len(titles("/")) == 2
    assert titles("/?q=steinbruches") == titles("/?q=Kuestenkurier Betriebsrat") or titles("/?q=steinbruches")
    assert titles("/?q=dächer") == ["Oper bekommt neues Dach"]
    assert titles("/?outlet=Hafenfunk") == titles("/?q=Steinbruch")
    assert titles("/?from=2025-05-01") == titles("/?q=Steinbruch")
    assert titles("/?to=2025-03-31") == ["Oper bekommt neues Dach"]
    assert titles("/?from=unsinn") == titles("/")


def test_a_cited_place_is_found_in_the_article(room: TestClient, quarry: dict[str, object]) -> None:
    tree = html.fromstring(room.get(f"/stories/{quarry['id']}").text)
    (link, *_) = tree.xpath("//a[@class='in-article']/@href")
    page = html.fromstring(room.get(link.partition("#")[0]).text)
    assert page.xpath("//*[@id='hit']")
    marked = tree.xpath("(//blockquote[.//a[@class='in-article']])[1]//mark//text()")
    hit = page.xpath("//span[contains(concat(' ', @class, ' '), ' hit ')]//text()")
    assert "".join("".join(marked).split()) in "".join("".join(hit).split())


def test_the_article_lists_every_layer_without_a_script(room: TestClient, quarry: dict[str, object]) -> None:
    article = room.get(f"/api/v1/stories/{quarry['id']}").json()["stories"][0]["articles"][0]
    marks = room.get(f"/api/v1/articles/{article}").json()
    tree = html.fromstring(room.get(f"/articles/{article}").text)
    said = [s for s in marks["statements"] if s["mode"] != "narration"]
    assert len(tree.xpath("//details[@data-layer-list='statements']//li")) == len(said) > 0
    assert tree.xpath("//div[@class='notes']//bdi[@class='who']/text()")
    text = " ".join(" ".join(tree.xpath("//article//text()[not(ancestor::a[@class='link'])]")).split())
    assert "die Wand sei nicht sicher" in text or "hält die Wand" in text


def test_the_interface_speaks_the_language_that_is_chosen(analysed: Path) -> None:
    with TestClient(make_app(analysed), base_url="http://127.0.0.1") as client:
        assert "Themen" in client.get("/").text
        english = client.get("/?ui=en")
        assert "Stories" in english.text and 'lang="en"' in english.text
        assert "Stories" in client.get("/").text  # remembered
        assert "Themen" in client.get("/?ui=de").text
        assert client.get("/?ui=xx").status_code == 200


def test_what_came_since_the_last_visit_is_new_until_the_next(corpus_file: Path, tmp_path: Path, monkeypatch) -> None:
    from quellenlage.web import visits

    clock = [1_000]
    monkeypatch.setattr(visits, "this_hour", lambda: clock[0])
    more = "Das Bergamt hat den Steinbruch bei Lerchau besichtigt. Vera Holm sagte, die Wand sei nicht sicher. "
    with TestClient(make_app(corpus_file), base_url="http://127.0.0.1") as client:
        story = max(client.get("/api/v1/stories").json()["items"], key=lambda s: s["articles"])["id"]
        address = f"/stories/{story}"
        assert "Neu seit" not in client.get(address).text
        clock[0] += 1
        assert "Neu seit" not in client.get(address).text
        with Corpus.open(corpus_file) as corpus:
            head = "---\noutlet: Deichblatt\ndate: 2025-05-09\ntitle: Amt im Steinbruch\n---\n"
            text = f"{head}{more}Der Betreiber schwieg."
            (tmp_path / "neu.txt").write_text(text, "utf-8")
            corpus.add([tmp_path / "neu.txt"])
            corpus.analyse()
        clock[0] += 1
        page = html.fromstring(client.get(address).text)
        assert page.xpath("//section[@class='new']//li[1]//bdi[@lang]/text()") == ["Amt im Steinbruch"]
        assert "Neu seit" in client.get(address).text  # loaded again within the hour
        clock[0] += 1
        assert "Neu seit" not in client.get(address).text


def test_first_page_is_light(room: TestClient) -> None:
    page = room.get("/", headers={"accept-encoding": "gzip"})
    weight = int(page.headers.get("content-length", len(page.content)))
    for source in re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text):
        found = room.get(source)
        assert found.status_code == 200
        weight += len(found.content)
    assert weight < 300_000


def test_a_day_that_is_none_is_said(either: TestClient) -> None:
    page = either.get("/?from=kaputt&ui=de")
    assert page.status_code == 200
    assert "„kaputt“ ist kein Tag" in page.text
    assert "kein Tag" not in either.get("/?from=2025-05-01&to=&ui=de").text


@pytest.mark.parametrize("ui", ["de", "en"])
def test_exports_have_titles(either: TestClient, ui: str) -> None:
    page = html.fromstring(either.get(f"/exports?ui={ui}").text)
    titles = [title.text_content() for title in page.xpath("//dl[@class='exports']//dt")]
    assert len(titles) == len(corpus_tables.NAMES) == len(ABOUT)
    assert not [title for title in titles if "_" in title or title in corpus_tables.NAMES]
    assert all(about.text_content().endswith(".") for about in page.xpath("//dl[@class='exports']//dd[1]"))


@pytest.mark.parametrize(
    "name", ["report.docx", "report.json", "actors.graphml", "relations.gexf", "quote_drift.csv", "chronicle.jsonl"]
)
def test_the_whole_corpus_can_be_taken_along(room: TestClient, name: str) -> None:
    answer = room.get(f"/exports/{name}")
    assert answer.status_code == 200 and answer.content
    assert f"/exports/{name}" in room.get("/exports").text


@pytest.mark.parametrize(
    ("by", "de"),
    [
        (By(rule="quantities", reason="number with what it counts: figures, no comparator"), "in Ziffern"),
        (By(rule="quantities", reason="number with what it counts: word, bis zu"), "ausgeschrieben, „bis zu“"),
        (By(model="quellenlage_de", reason="read as a name: LOC"), "Ort"),
    ],
)
def test_reasons_have_no_codes(by: By, de: str) -> None:
    assert why(by, translator("de")).endswith(de)


@pytest.mark.parametrize(
    ("rule", "de"),
    [
        ("quantities", "Regel Zahlen und Mengen"),
        ("verb of saying: direct", "Regel Verb des Sagens (wörtlich zitiert)"),
        ("event frame sperren", "Regel Ereigniswort „sperren“"),
    ],
)
def test_rules_have_names(rule: str, de: str) -> None:
    assert maker(By(rule=rule, reason=""), translator("de")) == de
