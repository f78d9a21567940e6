"""What the benchmarks of the German model compute, on sentences of our own: joins, counts, ranks, kinds of errors."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"


@pytest.fixture(scope="module")
def programs() -> dict[str, ModuleType]:
    """The programs, which import one another by their file names."""
    sys.path.insert(0, str(BENCHMARKS))
    try:
        return {
            n: importlib.import_module(n)
            for n in ("sentence_ends", "model_scores", "model_speed", "error_draw", "gate")
        }
    finally:
        sys.path.remove(str(BENCHMARKS))


def row(text: str, *sentences: str, title: str = "17 - Deich hält (2011-02-03)") -> dict:
    """A corpus row whose gold sentences stand in `text` in this order."""
    spans, at = [], 0
    for s in sentences:
        at = text.index(s, at)
        spans.append({"start": at, "end": at + len(s)})
        at += len(s)
    return {"text": text, "sentences": spans, "meta": {"title": title}}


@pytest.mark.parametrize(
    ("given", "text", "ends", "finals"),
    [
        pytest.param(
            row("Es regnet. Der Deich hält.\n\nNiemand klagt.", "Es regnet.", "Der Deich hält.", "Niemand klagt."),
            "Deich hält\n\nEs regnet. Der Deich hält.\n\nNiemand klagt.",
            (10, 22, 38, 54),
            (10, 38, 54),
            id="headline and two paragraphs",
        ),
        pytest.param(
            row("Er rief: „Es regnet.“ Dann ging er.", "Er rief: „Es regnet.", "“ Dann ging er."),
            "Deich hält\n\nEr rief: „Es regnet.“ Dann ging er.",
            (10, 32, 47),
            (10, 47),
            id="a mark that was split off stays where it was",
        ),
        pytest.param(
            row("Der  Deich\nhält.\n\n\nNoch. \n \n Ende.", "Der  Deich\nhält.\n\n\nNoch.", "Ende."),
            "Deich hält\n\nDer Deich hält. Noch.\n\nEnde.",
            (10, 33, 40),
            (10, 33, 40),
            id="white space inside a gold sentence is one space",
        ),
    ],
)
def test_an_article_is_put_together_from_its_gold_sentences(programs, given, text, ends, finals) -> None:
    article = programs["sentence_ends"].joined(given)
    assert article.text == text
    assert article.ends == ends
    assert article.paragraph_ends == finals


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("17 - Deich hält (2011-02-03)", "Deich hält"),
        ("17 - 3 - 2 im Pokal (Halbfinale) (2011-02-03)", "3 - 2 im Pokal (Halbfinale)"),
        ("Deich hält", "Deich hält"),
    ],
)
def test_the_headline_loses_number_and_date(programs, title: str, headline: str) -> None:
    given = row("Ja.", "Ja.", title=title)
    assert programs["sentence_ends"].joined(given).text == f"{headline}\n\nJa."


def test_ends_are_counted_with_and_without_those_of_paragraphs(programs) -> None:
    ends = programs["sentence_ends"]
    article = ends.joined(
        row(
            "Sie kam. Er sagte: Sie gehe. Um 8. Mai herum.\n\nEnde.",
            "Sie kam.",
            "Er sagte:",
            "Sie gehe.",
            "Um 8. Mai herum.",
            "Ende.",
        )
    )
    at = [article.text.index(words) + len(words) for words in ("Sie kam.", "Sie gehe.", "8.", "herum.")]
    report = ends.score([article], [(len("Deich hält"), *at, len(article.text))])
    assert (report["all"]["right"], report["all"]["predicted"], report["all"]["gold"]) == (5, 6, 6)
    assert (report["inside"]["right"], report["inside"]["predicted"], report["inside"]["gold"]) == (2, 3, 3)
    assert report["inside"]["p"] == pytest.approx(2 / 3)
    assert report["inside"]["f1"] == pytest.approx(2 / 3)
    assert report["gold classes"] == {"colon": [1, 1], "split off": [0, 0], "no mark": [0, 0], "proper": [2, 0]}


def test_white_space_at_an_end_makes_no_difference(programs) -> None:
    ends = programs["sentence_ends"]
    article = ends.joined(row("Sie kam. Er ging.", "Sie kam.", "Er ging."))
    behind = article.text.index("Er ging")
    assert ends.score([article], [(len("Deich hält"), behind, len(article.text))])["all"]["f1"] == 1.0


@pytest.mark.parametrize(
    ("text", "end", "expected"),
    [
        ("Er rief: „Halt.“ Dann Ruhe.", 8, "colon"),
        ("Er kam – sie ging.", 8, "colon"),
        ("Er rief: „Halt.“ Dann Ruhe.", 15, "split off"),
        ("Er rief: „Halt.“ Dann Ruhe.", 16, "proper"),
        ("Bildergalerie zum Treffen. Ende.", 13, "no mark"),
        ("Wirklich?) Ja.", 10, "proper"),
    ],
)
def test_doubtful_gold_ends_are_told_apart(programs, text: str, end: int, expected: str) -> None:
    assert programs["sentence_ends"].gold_class(text, end) == expected


def test_equal_values_share_the_mean_of_their_ranks(programs) -> None:
    assert programs["model_scores"].ranks([3.0, 1.0, 3.0, 2.0]).tolist() == [3.5, 1.0, 3.5, 2.0]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ([1, 2, 3, 4], [10, 20, 25, 1000], 1.0),
        ([1, 2, 3, 4], [4, 3, 2, 1], -1.0),
        # 1 - 6 * (1 + 1) / (4 * 15)
        ([1, 2, 3, 4], [2, 1, 3, 4], 0.8),
        # ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / sqrt(4.5 * 5)
        ([1, 2, 2, 4], [1, 2, 3, 4], 4.5 / np.sqrt(4.5 * 5)),
    ],
)
def test_spearman(programs, a: list[float], b: list[float], expected: float) -> None:
    assert programs["model_scores"].spearman(a, b) == pytest.approx(expected)


def konjunktiv(form: str, mood: str, tense: str, type_: str) -> dict[str, str]:
    text = f"Es heißt, man {form} Zeit."
    start = text.index(form)
    return {
        "text": text,
        "start": str(start),
        "end": str(start + len(form)),
        "form": form,
        "mood": mood,
        "tense": tense,
        "type": type_,
    }


def test_moods_are_counted_over_all_and_over_ambiguous_forms(programs) -> None:
    rows = [
        konjunktiv("habe", "Sub", "Pres", "ambiguous"),
        konjunktiv("hatte", "Ind", "Past", "unique"),
        konjunktiv("sollte", "Sub", "Past", "ambiguous"),
        konjunktiv("sieht", "Ind", "Pres", "unique"),
    ]
    said = {
        "habe": {"Mood": "Sub", "Tense": "Pres"},
        "hatte": {"Mood": "Ind", "Tense": "Pres"},
        "sollte": {"Mood": "Ind", "Tense": "Past"},
    }
    scores = programs["model_scores"].mood_accuracy(rows, lambda text, start, end: said.get(text[start:end], {}))
    assert scores == {
        "model: Konjunktiv": 0.5,
        "model: Konjunktiv ambiguous": 0.5,
        "model: Konjunktiv with tense": 0.25,
    }


def test_treebank_sentences_are_chosen_by_id(programs, tmp_path: Path) -> None:
    import gzip

    blocks = [f"# sent_id = x{n}\n# text = Ja\n1\tJa\tja\tINTJ\t_\t_\t0\troot\t_\t_\n\n" for n in (1, 2, 11)]
    file = tmp_path / "own.conllu.gz"
    file.write_bytes(gzip.compress("".join(blocks).encode()))
    assert programs["model_scores"].conllu_subset([file], frozenset({"x1", "x11"})) == blocks[0] + blocks[2]
    assert programs["model_scores"].conllu_subset([file], None) == "".join(blocks)


TEXT = "Die Elbwacht aus Hamm lobt Frau Möller und die russische Seite."


@pytest.mark.parametrize(
    ("gold", "guess", "kinds"),
    [
        pytest.param([("Elbwacht", "ORG")], [("Elbwacht", "ORG")], [], id="right"),
        pytest.param([("Elbwacht", "ORG")], [("Elbwacht", "LOC")], ["type"], id="type"),
        pytest.param([("Möller", "PER")], [("Frau Möller", "PER")], ["span"], id="span"),
        pytest.param([("Möller", "PER")], [("Frau Möller", "ORG")], ["span and type"], id="both"),
        pytest.param([("Hamm", "LOC")], [], ["missed"], id="missed"),
        pytest.param([], [("Hamm", "LOC")], ["invented"], id="invented"),
        pytest.param([("russische", "LOCderiv")], [("russische", "LOC")], ["invented"], id="derived word"),
        pytest.param(
            [("Elbwacht aus Hamm", "ORG")],
            [("Elbwacht", "ORG"), ("Hamm", "LOC")],
            ["span", "invented"],
            id="one gold name answers for one prediction",
        ),
    ],
)
def test_a_wrong_name_and_the_name_meant_are_one_error(programs, gold, guess, kinds: list[str]) -> None:
    name = programs["error_draw"].Name

    def names(pairs: list[tuple[str, str]]) -> list:
        return [name(TEXT.index(words), TEXT.index(words) + len(words), type_) for words, type_ in pairs]

    found = programs["error_draw"].wrong_names("x", TEXT, names(gold), names(guess))
    assert [e.kind for e in found] == kinds
    assert all(e.before + e.words + e.after == TEXT for e in found)


def word(form: str, head: int, dep: str, text: str) -> dict:
    start = text.index(form)
    return {"form": form, "upos": "X", "head": head, "dep": dep, "span": (start, start + len(form))}


def test_a_wrong_head_and_a_wrong_relation_are_told_apart(programs) -> None:
    text = "Möwen kreisen laut"
    gold = [word("Möwen", 1, "nsubj", text), word("kreisen", -1, "root", text), word("laut", 1, "advmod", text)]
    guess = [word("Möwen", 1, "obj", text), word("kreisen", -1, "root", text), word("laut", 0, "advmod", text)]
    found = programs["error_draw"].wrong_attachments("x", text, gold, guess, {0: 0, 1: 1, 2: 2})
    assert [(e.kind, e.word, e.gold_head, e.predicted_head) for e in found] == [
        ("relation", "Möwen", "kreisen", "kreisen"),
        ("head", "laut", "kreisen", "Möwen"),
    ]
    assert found[1].sentence == "Möwen kreisen [[laut]]"


def test_every_stage_that_is_timed_exists(programs) -> None:
    missing = [(stage, name) for stage, owner, name in programs["model_speed"].STAGES if not hasattr(owner, name)]
    assert not missing


@pytest.mark.parametrize(
    ("model", "pinned", "code"),
    [("aa", "aa", 0), ("bb", "aa", 1), (None, "aa", 1), ("aa", None, 1), (None, None, 0)],
)
def test_the_gate_asks_for_the_pinned_model_file(programs, capsys, model, pinned, code: int) -> None:
    state = {"gold": "g", "model": pinned, "floors": {"model: UAS": 0.8}}
    assert programs["gate"].compare({"model: UAS": 0.9}, "g", model, state) == code
    assert ("is pinned" in capsys.readouterr().err) == bool(code)


def test_pinning_keeps_the_model_beside_its_numbers(programs, tmp_path: Path, monkeypatch) -> None:
    file = tmp_path / "floors.json"
    monkeypatch.setattr(programs["gate"], "FLOORS", file)
    assert programs["gate"].pin({"model: UAS": 0.9}, "g", "aa", {}, allow_lower=False) == 0
    assert json.loads(file.read_text("utf-8")) == {"gold": "g", "model": "aa", "floors": {"model: UAS": 0.898}}


def test_floors_fall_only_with_leave(programs, tmp_path: Path, monkeypatch) -> None:
    file = tmp_path / "floors.json"
    monkeypatch.setattr(programs["gate"], "FLOORS", file)
    assert programs["gate"].pin({"model: UAS": 0.8}, "g", "aa", {"model: UAS": 0.9}, allow_lower=False) == 1
    assert not file.exists()


def test_errors_are_written_outside_the_checkout_only(programs, monkeypatch, capsys) -> None:
    inside = BENCHMARKS / "drawn"
    monkeypatch.setattr(sys, "argv", ["error_draw.py", str(inside)])
    assert programs["error_draw"].main() == 2
    assert "outside" in capsys.readouterr().err
    assert not inside.exists()
