"""The sample articles and their gold hold together: offsets, dates, lengths, originality, and the scorer agrees."""

from __future__ import annotations

import ast
import datetime
import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
SAMPLES = ROOT / "benchmarks" / "gold" / "samples"
SHARED = ROOT.parent / "shared"

GOLDS = sorted(SAMPLES.glob("s?.json"))
CROSSES = sorted(SAMPLES.glob("cross_*.json"))
DOCUMENTS = [ROOT / "README.md", *sorted(p for p in (ROOT / "docs").rglob("*.md") if "_build" not in p.parts)]
WEEKDAYS = ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"]
WEEKDAY = re.compile(r"(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)", re.IGNORECASE)

each_gold = pytest.mark.parametrize("path", GOLDS, ids=lambda p: p.stem)
each_cross = pytest.mark.parametrize("path", CROSSES, ids=lambda p: p.stem)


def program(path: Path) -> ModuleType:
    """A program outside the package, imported by its path."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


build_gold = program(ROOT / "benchmarks" / "build_gold.py")


def load(path: Path) -> dict:
    return json.loads(path.read_text("utf-8"))


def text_of(seed: str) -> str:
    """The article's text as its gold counts it."""
    header, _ = build_gold.parse(SAMPLES / "source" / f"{seed}.gold")
    return build_gold.article_text(header)


def spans(x: object) -> list[dict]:
    """Every {"start", "end", "text"} anywhere below `x`."""
    if isinstance(x, list):
        return [s for v in x for s in spans(v)]
    if not isinstance(x, dict):
        return []
    own = [x] if {"start", "end", "text"} <= set(x) else []
    return own + [s for v in x.values() for s in spans(v)]


def five_in_a_row(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}


def test_the_gold_files_are_what_their_sources_say() -> None:
    assert build_gold.main(["--check"]) == 0


def test_there_are_fifteen_articles_in_two_affairs() -> None:
    seeds = [load(p)["seed"] for p in GOLDS]
    assert len(seeds) == len(set(seeds)) == 15
    assert [load(p)["affair"] for p in CROSSES] == ["chemiewerk", "klinik"]


@each_gold
def test_the_article_is_there(path: Path) -> None:
    gold = load(path)
    assert (EXAMPLES / gold["file"]).is_file()
    assert gold["seed"] == path.stem
    assert len(text_of(gold["seed"])) == gold["length"]


@each_gold
def test_every_span_holds_the_words_it_names(path: Path) -> None:
    gold = load(path)
    text = text_of(gold["seed"])
    assert [s for s in spans(gold) if text[s["start"] : s["end"]] != s["text"]] == []


@each_cross
def test_every_span_across_articles_holds_the_words_it_names(path: Path) -> None:
    found = spans(load(path))
    texts = {seed: text_of(seed) for seed in {s["article"] for s in found}}
    assert [s for s in found if texts[s["article"]][s["start"] : s["end"]] != s["text"]] == []


@each_cross
def test_a_statement_belongs_to_one_claim_at_most(path: Path) -> None:
    members = [m for c in load(path)["claims"] for m in c["members"]]
    known = {f"{g['seed']}:{s['id']}" for g in map(load, GOLDS) for s in g["statements"]}
    assert len(members) == len(set(members))
    assert set(members) <= known


@each_cross
def test_no_claim_has_more_certain_sources_than_possible_ones(path: Path) -> None:
    wrong = [c["id"] for c in load(path)["claims"] if not 0 <= c["at_least"] <= c["at_most"]]
    assert wrong == []


def article_golds(cross: dict) -> dict[str, dict]:
    """The gold of each article of an affair, by seed."""
    return {row["article"]: load(SAMPLES / f"{row['article']}.json") for row in cross["articles"]}


def meets(a: dict, b: dict) -> bool:
    return a["start"] < b["end"] and b["start"] < a["end"]


@each_cross
def test_every_person_is_in_the_articles_that_the_gold_of_the_articles_says(path: Path) -> None:
    cross = load(path)
    golds = article_golds(cross)
    found = {
        w["name"]: [s for s, g in golds.items() if w["name"] in {e["canonical"] for e in g["entities"]}]
        for w in cross["who_is_who"]
    }
    assert {w["name"]: w["articles"] for w in cross["who_is_who"]} == found


@each_cross
def test_every_figure_is_a_quantity_of_its_article(path: Path) -> None:
    cross = load(path)
    golds = article_golds(cross)
    lost = [
        (row["object"], value["article"], value)
        for row in cross["figures"]
        for value in row["values"]
        if not any(
            meets(q, e)
            and q["value"] == value.get("value", value.get("low"))
            and q["comparator"] == value["comparator"]
            for e in value["evidence"]
            for q in golds[value["article"]]["quantities"]
        )
    ]
    assert lost == []


@each_cross
def test_every_wording_names_its_referent_in_the_article(path: Path) -> None:
    cross = load(path)
    names: dict[str, list[tuple[dict, str]]] = {
        seed: [(x, x["referent"]) for x in g["labels"]]
        + [(m, e["canonical"]) for e in g["entities"] for m in e["mentions"]]
        for seed, g in article_golds(cross).items()
    }
    lost = [
        (row["referent"], label["label"], e["article"])
        for row in cross["wording"]
        for label in row["labels"]
        for e in label["evidence"]
        if not any(meets(x, e) and who == row["referent"] for x, who in names[e["article"]])
    ]
    assert lost == []


@each_gold
def test_the_article_has_the_length_of_a_news_report(path: Path) -> None:
    assert 250 <= len(re.findall(r"\w+", text_of(load(path)["seed"]))) <= 700


@each_gold
def test_a_named_weekday_is_the_weekday_of_its_date(path: Path) -> None:
    wrong = []
    for t in load(path)["times"]:
        day = re.match(r"\d{4}-\d\d-\d\d", t["value"])
        named = WEEKDAY.search(t["text"])
        if day and named and WEEKDAYS[datetime.date.fromisoformat(day[0]).weekday()] != named[1].lower():
            wrong.append((t["text"], t["value"]))
    assert wrong == []


@each_gold
def test_a_plain_weekday_is_near_the_day_of_publication(path: Path) -> None:
    gold = load(path)
    published = datetime.date.fromisoformat(gold["date"]["dct"])
    far = [
        (t["text"], t["value"])
        for t in gold["times"]
        if t["needs_dct"]
        and WEEKDAY.search(t["text"])
        and re.fullmatch(r"\d{4}-\d\d-\d\d(T.*)?", t["value"])
        and abs((datetime.date.fromisoformat(t["value"][:10]) - published).days) > 13
    ]
    assert far == []


@pytest.fixture(scope="module")
def taken(shared: Path) -> set[tuple[str, ...]]:
    """Every five words in a row of the real articles."""
    real = sorted((shared / "articles").rglob("*.txt"))
    assert real
    return set().union(*(five_in_a_row(p.read_text("utf-8")) for p in real))


def literals(source: str) -> list[str]:
    """The string literals of a Python file, adjacent ones joined, docstrings included."""
    return [n.value for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Constant) and isinstance(n.value, str)]


@each_gold
def test_no_five_words_in_a_row_come_from_the_real_articles(path: Path, taken: set[tuple[str, ...]]) -> None:
    assert five_in_a_row(text_of(load(path)["seed"])) & taken == set()


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_no_test_sentence_comes_from_the_real_articles(path: Path, taken: set[tuple[str, ...]]) -> None:
    assert [t for t in literals(path.read_text("utf-8")) if five_in_a_row(t) & taken] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_documentation_comes_from_the_real_articles(path: Path, taken: set[tuple[str, ...]]) -> None:
    assert five_in_a_row(path.read_text("utf-8")) & taken == set()


@each_cross
def test_the_scorer_gives_one_for_the_gold_itself_and_zero_for_nothing(path: Path) -> None:
    scorer = SHARED / "score" / "gold.py"
    if not scorer.is_file():
        pytest.skip("the scorer (../shared/score/gold.py) is not here")
    program(scorer).selftest([SAMPLES / f"{row['article']}.json" for row in load(path)["articles"]])


def test_the_stored_texts_are_what_the_reader_extracts() -> None:
    reader = pytest.importorskip("quellenlage.read.reader")
    read = {
        a.text
        for a in reader.read_articles([str(EXAMPLES / "chemiewerk"), str(EXAMPLES / "klinik")])
        if hasattr(a, "text")
    }
    assert [seed for seed in (load(p)["seed"] for p in GOLDS) if text_of(seed) not in read] == []


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("[times]\nam Sonntag = DATE 2025-09-14 dct", "not in the article"),
        ("[times]\nStunde = DURATION PT1H", "stands 2 times"),
        ("[times]\nAm Abend = ABEND 2025-09-16", "is none of"),
        ("[statements]\nS1 | direct | asserts | - | Er sagt es.\n  c: Die Politik tobt", "not inside quotation marks"),
        ("[statements]\nS1 | direct | asserts | - | Er sagt es.\n  c: Meine Augen\n  parent: S9", "does not exist"),
        ("[statements]\nS1 | direct | asserts | nobody | Er sagt es.\n  c: Meine Augen", "no entity or group"),
        ("[entities]\nhilde | PER | Hilde K. | \n  Hilde K. ; Hilde K.", "listed twice"),
        (
            "[entities]\nx | ORG | Thalacid | \n  Halle 4\n  part: Halle @ Von Halle 4\n  Halle 4",
            "listed twice",
        ),
    ],
    ids=["absent", "ambiguous", "illegal", "unquoted", "parent", "speaker", "twice", "twice with a flag"],
)
def test_a_faulty_source_stops_the_build_and_says_why(source: str, complaint: str, tmp_path: Path) -> None:
    head = "seed: s0\nfile: chemiewerk/03_morgenblitz_2025-09-17.txt\ndct: 2025-09-17\noutlet: Morgenblitz\n"
    path = tmp_path / "s0.gold"
    path.write_text(head + source + "\n", "utf-8")
    with pytest.raises(build_gold.GoldError, match=complaint):
        build_gold.build_article(path)
