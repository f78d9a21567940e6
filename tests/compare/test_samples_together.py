"""What the sample articles plant across articles: quote drift, headlines, gaps, wording, chronicle; all found, none
wrong (`benchmarks/gold/samples/cross_*.json`)."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from quellenlage.corpus import Corpus
from quellenlage.domain.dossier import Dossier, Story

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
GOLD = ROOT / "benchmarks" / "gold" / "samples"


class Affair:
    """One affair: its story, the texts of its articles, and its gold."""

    def __init__(self, name: str) -> None:
        with Corpus.open() as corpus:
            corpus.add([EXAMPLES / name])
            corpus.analyse()
            dossier = corpus.dossier()
            self.texts = {i: a.article.text for i, a in corpus.articles_of(dossier).items()}
        self.dossier: Dossier = dossier
        self.story: Story = max(dossier.stories, key=lambda s: len(s.articles))
        self.gold = json.loads((GOLD / f"cross_{name}.json").read_text("utf-8"))
        self.outlets = {row.id: row.outlet for row in dossier.corpus.articles}

    def words(self, evidence) -> str:
        """What stands at a place."""
        return self.texts[evidence.article][evidence.start : evidence.end]


@pytest.fixture(scope="module", params=["chemiewerk", "klinik"])
def affair(request: pytest.FixtureRequest) -> Affair:
    return Affair(request.param)


def bare(words: str) -> str:
    return words.strip('„“”"»«‚‘.').replace("\n", " ")


def test_every_article_is_in_one_story(affair: Affair) -> None:
    assert len(affair.story.articles) == len(affair.gold["articles"])


def test_the_planted_quotations_and_no_others_drift(affair: Affair) -> None:
    """Every row is a quotation of the gold, its forms are the gold's. The indirect denial of an offer, in two words,
    shares too little with its quotation and needs the claims."""
    gold = {
        bare(row["quote"]): {(form["kind"], bare(e["text"])) for form in row["forms"] for e in form["evidence"]}
        for row in affair.gold["quote_drift"]
    }
    found = {
        bare(row.quote): {(form.kind, bare(affair.words(e))) for form in row.forms for e in form.evidence}
        for row in affair.story.quote_drift
        if row.sure
    }
    assert found.keys() <= gold.keys()
    missed = set(gold.keys() - found.keys())
    assert missed <= {"Ein solches Angebot hat es nie gegeben, weder schriftlich noch mündlich"}
    for quote, forms in found.items():
        if quote not in missed and "Angebot" not in quote[:25]:
            assert {(k, w.removeprefix("dass ")) for k, w in forms} == {
                (k, w.removeprefix("dass ")) for k, w in gold[quote]
            }


def test_the_words_given_to_somebody_else_are_told(affair: Affair) -> None:
    others = {f.speaker: r.speaker for r in affair.story.quote_drift for f in r.forms if f.kind == "other_speaker"}
    expected = {
        "chemiewerk": {"Karl Heinz Sievering": "Henning Oldewurtel"},
        "klinik": {"Wiebking": "Gülay Aydemir"},
    }
    assert others == expected[affair.gold["affair"]]


def test_headlines_that_say_too_much(affair: Affair) -> None:
    found = [(row.sure, row.reasons) for row in affair.story.findings]
    expected = {
        "chemiewerk": [
            (True, ("number limited in the text: Bis zu acht Tonnen",)),
            (False, ("number limited in the text: Rund vier Tonnen",)),
        ],
        "klinik": [],
    }
    assert found == expected[affair.gold["affair"]]


def test_no_gap_names_an_outlet_that_carries_the_claim(affair: Affair) -> None:
    """Held against the claims of the gold: whoever has a member or tells it in its own voice leaves nothing out."""
    seeds = {a["article"]: a["outlet"] for a in affair.gold["articles"]}
    claims = {c.id: c for c in affair.story.claims}
    for gap in affair.story.gaps:
        members = claims[gap.claim].members
        places = [(affair.outlets[m.article], affair.texts[m.article][m.start : m.end]) for m in members]
        for row in affair.gold["claims"]:
            told = {(seeds[n["article"]], n["text"]) for n in row.get("narration", ())}
            if any(outlet == o and (text in words or words in text) for outlet, words in places for o, text in told):
                assert not set(gap.outlets_without) & {o for o, _ in told}


def test_coloured_words_stand_first(affair: Affair) -> None:
    first = affair.story.wording[0]
    assert first.reasons[0].startswith("not every outlet judges")
    labels = {"chemiewerk": "Gift-Inferno", "klinik": "Klinikriese"}
    assert labels[affair.gold["affair"]] in {w.label for w in first.labels}


def test_background_is_told_from_news(affair: Affair) -> None:
    rows = {row.date.from_: row for row in affair.story.timeline if row.sure}
    background = {"chemiewerk": ["2022", "2024-03"], "klinik": ["1891", "2018", "2023-11"]}[affair.gold["affair"]]
    news = {"chemiewerk": ["2025-09-16", "2025-09-18"], "klinik": ["2025-10-13", "2025-10-18"]}[affair.gold["affair"]]
    assert all(rows[d].background for d in background)
    assert not any(rows[d].background for d in news)


def test_the_chronicle_stands_in_order_and_has_the_dates_of_the_gold(affair: Affair) -> None:
    # a limit (bis Ende Mai) stands where it ends, a month or year before its first day
    dates = [row.date.from_ or f"{row.date.to}~" for row in affair.story.timeline]
    late = [re.search(r"(mitte|ende)\b", row.reasons[0].lower()) for row in affair.story.timeline]
    ordered = [d for d, told_late in zip(dates, late, strict=True) if not told_late]
    assert ordered == sorted(ordered)
    # its middle and end stand in it
    for at, told_late in enumerate(late):
        if told_late:
            before, after = max(dates[:at], default=""), min(dates[at + 1 :], default="~")
            assert before[: len(dates[at])] <= dates[at] <= after[: len(dates[at])]
    gold = {d["from"] if isinstance(d := row["date"], dict) else d for row in affair.gold["chronicle"]}
    days = {d for d in gold if len(d) == 10 and not d.endswith(("-01", "-31"))}
    assert len(days - set(dates)) <= 2


def test_relations_are_accusations(affair: Affair) -> None:
    found = {(r.source, r.event_type, r.target, r.sign) for r in affair.story.relations if r.sure}
    expected = {
        "chemiewerk": {("Henning Oldewurtel", "ACCUSE", "Thalacid", "conflictual")},
        "klinik": {("Henrike Voss-Ahlers", "ACCUSE", "Salvenia Kliniken GmbH", "conflictual")},
    }
    assert found == expected[affair.gold["affair"]]
    names = {a.id: a.name for a in affair.story.actors}
    for r in affair.story.relations:
        assert (names[r.source_id], names[r.target_id]) == (r.source, r.target)
