"""Acceptance on five real articles that lie beside the checkout: offsets, page matter, named speakers, the notice.

Only ids, offsets and names stand here; the texts stay where they are.
"""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quellenlage.cli import app

# (article, offset where the direct quotation starts, surname of the speaker whom the text names)
NAMED_QUOTES = [
    ("000", 1267, "Peskow"),
    ("001", 2384, "Shin"),
    ("002", 1270, "Uschakow"),
    ("002", 1353, "Uschakow"),
    ("002", 3778, "Kirby"),
    ("002", 4566, "Cronin"),
    ("002", 4855, "Cronin"),
    ("003", 880, "Putin"),
    ("003", 1285, "Putin"),
    ("003", 2938, "Stoltenberg"),
    ("003", 3169, "Ryder"),
]


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / "articles" / "nordkorea"


@pytest.fixture(scope="module")
def annotated(folder: Path) -> dict[str, dict]:
    result = CliRunner().invoke(app, ["annotate", str(folder), "--format", "jsonl"])
    assert result.exit_code == 0, result.output
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    texts = {f.read_bytes().decode(): f.name[:3] for f in folder.glob("*.txt")}
    return {texts[row["text"]]: row for row in rows}


@pytest.fixture(scope="module")
def dossier(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict:
    out = tmp_path_factory.mktemp("lage")
    targets = [option for ending in ("html", "json", "md") for option in ("-o", str(out / f"lage.{ending}"))]
    result = CliRunner().invoke(app, ["report", str(folder), *targets])
    assert result.exit_code == 0, result.output
    assert (out / "lage.html").stat().st_size < 2_000_000
    return json.loads((out / "lage.json").read_text("utf-8"))


def test_text_is_the_file_and_every_offset_is_inside(annotated: dict[str, dict]) -> None:
    assert set(annotated) == {"000", "001", "002", "003", "004"}
    for row in annotated.values():
        text = row["text"]
        for token in row["tokens"]:
            assert text[token["start"] : token["end"]] == token["text"]
        for mark in [*row["entities"], *row["quantities"], *row["times"], *row["furniture"], *row["sentences"]]:
            assert 0 <= mark["start"] < mark["end"] <= len(text)
        for entity in row["entities"]:
            assert text[entity["start"] : entity["end"]] == entity["text"]
        for statement in row["statements"]:
            for key in ("quote", "cue", "speaker", "addressee"):
                assert all(0 <= s < e <= len(text) for s, e in statement[key])


@pytest.mark.parametrize(("article", "offset", "surname"), NAMED_QUOTES)
def test_every_direct_quote_with_a_named_speaker_has_that_speaker(
    annotated: dict[str, dict], article: str, offset: int, surname: str
) -> None:
    found = [
        s
        for s in annotated[article]["statements"]
        if s["mode"] == "direct" and any(abs(start - offset) <= 1 for start, _ in s["quote"])
    ]
    assert len(found) == 1
    assert surname in (found[0]["speaker_name"] or "")


@pytest.mark.parametrize(
    ("article", "words"),
    [
        ("000", "International"), ("000", "Mehr zum Thema"), ("001", "Mehr zu Thema"), ("002", "Startseite"),
        ("002", "KommentareDrucken"), ("002", "Auch interessant"), ("002", "(sek)"), ("001", "MIKHAIL METZEL"),
    ],
)  # fmt: skip
def test_page_matter_is_furniture(annotated: dict[str, dict], article: str, words: str) -> None:
    row = annotated[article]
    at = row["text"].index(words)
    assert any(f["start"] <= at and at + len(words) <= f["end"] for f in row["furniture"])


def test_the_standing_notice_of_two_articles_is_boilerplate_and_furniture(
    annotated: dict[str, dict], dossier: dict
) -> None:
    places = {}
    for article in ("000", "001"):
        row = annotated[article]
        (notice,) = [f for f in row["furniture"] if f["kind"] == "notice" and f["end"] - f["start"] > 500]
        places[row["id"]] = notice
    rows = [r for r in dossier["reuse"] if {p["article"] for p in r["places"]} == set(places)]
    assert {r["kind"] for r in rows if any(p["start"] >= places[p["article"]]["start"] for p in r["places"])} == {
        "boilerplate"
    }
    covered = max(p["end"] - p["start"] for r in rows for p in r["places"])
    assert covered > 0.9 * min(n["end"] - n["start"] for n in places.values())


def test_evidence_of_every_line_lies_inside_its_article(annotated: dict[str, dict], dossier: dict) -> None:
    length = {row["id"]: len(row["text"]) for row in annotated.values()}

    def walk(thing: object) -> int:
        if isinstance(thing, dict):
            here = 0
            if {"article", "start", "end"} <= set(thing):
                assert 0 <= thing["start"] < thing["end"] <= length[thing["article"]]
                here = 1
            return here + sum(walk(v) for v in thing.values())
        return sum(walk(v) for v in thing) if isinstance(thing, list) else 0

    assert walk(dossier["stories"]) > 50
    for story in dossier["stories"]:
        for part in ("timeline", "claims", "figures"):
            assert all(row["id"] for row in story[part])
        assert all(row["evidence"] for row in story["timeline"])
