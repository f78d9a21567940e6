"""The disputes planted in the sample articles: which are found, and that none is wrong (their gold, `cross_*.json`)."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from quellenlage.corpus import Corpus
from quellenlage.domain.dossier import Dispute

FOUND = {
    "chemiewerk": {"D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9", "D10"},
    "klinik": {"D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9", "D10", "D11", "D12", "D13"},
}
"""Of the planted disputes those that are found for sure, with the words of two sides of the gold: all of them."""
Places = list[tuple[str, int, int]]


@pytest.fixture(scope="module", params=sorted(FOUND))
def affair(request: pytest.FixtureRequest, root: Path) -> tuple[str, list[Dispute], Mapping[str, str], Any]:
    """Name, disputes, ids of the articles by their names in the gold, and the gold."""
    gold = json.loads((root / "benchmarks" / "gold" / "samples" / f"cross_{request.param}.json").read_text("utf-8"))
    with Corpus.open() as corpus:
        corpus.add([root / "examples" / request.param])
        corpus.analyse()
        rows = corpus.dossier().corpus.articles
        disputes = [d for story in corpus.dossier().stories for d in story.disputes]
    ids = {}
    for told in gold["articles"]:
        same_file = [r for r in rows if Path(told["file"]).name in r.file]
        (row,) = [r for r in same_file if len(same_file) == 1 or r.outlet == told["outlet"]]
        ids[told["article"]] = row.id
    return request.param, disputes, ids, gold


def places(dispute: Dispute) -> Places:
    return [(e.article, e.start, e.end) for side in dispute.sides for e in side.evidence]


def meets(dispute: Dispute, planted: Mapping[str, Any], ids: Mapping[str, str]) -> bool:
    """True if two sides of the gold are touched: both positions are there."""
    touched = [
        side
        for side in planted["sides"]
        if any(
            ids[e["article"]] == article and start < e["end"] and e["start"] < end
            for e in side["evidence"]
            for article, start, end in places(dispute)
        )
    ]
    return len(touched) > 1


def test_what_is_planted_is_found(affair: tuple[str, list[Dispute], Mapping[str, str], Any]) -> None:
    name, disputes, ids, gold = affair
    sure = [d for d in disputes if d.sure]
    found = {p["id"] for p in gold["disputes"] if any(meets(d, p, ids) for d in sure)}
    assert found >= FOUND[name]


def test_numbers_dates_and_attributions_are_all_planted(
    affair: tuple[str, list[Dispute], Mapping[str, str], Any],
) -> None:
    _, disputes, ids, gold = affair
    told = [d for d in disputes if d.sure and d.kind != "denial"]
    wrong = [d.text for d in told if not any(p["kind"] == d.kind and meets(d, p, ids) for p in gold["disputes"])]
    assert wrong == []


def test_both_sides_have_words_and_places(affair: tuple[str, list[Dispute], Mapping[str, str], Any]) -> None:
    _, disputes, _, _ = affair
    assert disputes
    assert all(len(d.sides) > 1 and all(s.position and s.evidence for s in d.sides) for d in disputes)
