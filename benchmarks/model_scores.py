"""The numbers of the German model that ships, with the SHA-256 of its file beside them.

    python benchmarks/model_scores.py [--json | --markdown] [--information]

| number | data | how |
| --- | --- | --- |
| entities | GermEval 2014, the rows of `splits/germeval2014_held_out.txt` | `score/ner.py`, outer chunks, PER/ORG/LOC |
| words, UPOS, UAS, LAS, Mood | UD GSD news, `splits/gsd_held_out.txt` | `score/depparse.py` on raw text |
| Konjunktiv | `gold/konjunktiv/sentences.tsv` | accuracy of Mood at the marked word |
| sentence ends | quotes_wikinews dev | `sentence_ends.py` |
| STSb-de | dev, 1,500 pairs | Spearman of the cosine of the stored (int8) sentence vectors |

Every text goes through `german.tokens.parse`, as in annotation; a GermEval, GSD, Konjunktiv or STS text is one block.
`--information` adds UD LIT (early Romantic fragments), which nothing is judged by. Without `../shared` or without a
model file one line says so and the exit code is 0.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc

from evaluation import DATA, ROOT, available, held_out_ids, model_sha, rows_of, scorer, write_rows
from quellenlage.domain.span import Span
from quellenlage.german.tokens import parse, sentences_of, tokens_of
from quellenlage.german.ud_words import ud_words
from quellenlage.german.vectors import DIMENSIONS, as_matrix
from sentence_ends import sentence_ends

KONJUNKTIV = ROOT / "benchmarks" / "gold" / "konjunktiv" / "sentences.tsv"


@dataclass(frozen=True)
class Wanted:
    """One row of the table of what must be shown."""

    score: str
    what: str
    floor: float
    aim: float


MUST_SHOW = (
    Wanted("model: entities strict", "entities, GermEval held out, outer chunks, strict F1", 0.82, 0.88),
    Wanted("model: UPOS", "UPOS, GSD news held out, raw text, F1", 0.94, 0.955),
    Wanted("model: UAS", "UAS", 0.85, 0.89),
    Wanted("model: LAS", "LAS", 0.80, 0.86),
    Wanted("model: Konjunktiv", "Konjunktiv against indicative, accuracy", 0.90, 0.97),
    Wanted("model: sentence ends", "sentence ends, Wikinews dev joined, F1", 0.97, 0.99),
    Wanted("model: STSb-de", "STSb-de dev, Spearman of the stored sentence vector", 0.83, 0.85),
)


def main() -> int:
    """Score and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--json", action="store_true")
    options.add_argument("--markdown", action="store_true", help="the table of docs/benchmarks.md")
    options.add_argument("--information", action="store_true", help="also UD LIT")
    chosen = options.parse_args()
    if not available():
        print("needs ../shared (evaluation data), which is not here: nothing scored")
        return 0
    sha = model_sha()
    if sha is None:
        print("no model file in src/quellenlage/german/model: nothing scored")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        scores = model_scores(Path(folder))
        if chosen.information:
            scores |= tree_scores(Path(folder), "information: LIT", [DATA / "ud_german" / "de_lit-ud-test.conllu.gz"])
    if chosen.json:
        print(json.dumps({"model": sha, "scores": scores}, indent=1))
    elif chosen.markdown:
        print(markdown(scores, sha))
    else:
        for name, value in scores.items():
            print(f"{name:42}{value:.4f}  {sha[:12]}")
    return 0


def model_scores(work: Path) -> dict[str, float]:
    """Every number of the model, by name, as a share of 1; nothing where no model ships."""
    if model_sha() is None:
        return {}
    gsd = [DATA / "ud_german" / f"de_gsd-ud-{part}.conllu.gz" for part in ("dev", "test")]
    return {
        **entity_scores(work),
        **tree_scores(work, "model", gsd, held_out_ids("gsd")),
        **mood_scores(),
        **end_scores(),
        "model: STSb-de": similarity_score(),
    }


def data_files() -> list[Path]:
    """What the numbers rest on, for the fingerprint of the gate."""
    splits = ROOT / "benchmarks" / "splits"
    return [
        splits / "germeval2014_held_out.txt",
        splits / "gsd_held_out.txt",
        DATA / "germeval2014" / "train.jsonl.gz",
        DATA / "ud_german" / "de_gsd-ud-dev.conllu.gz",
        DATA / "ud_german" / "de_gsd-ud-test.conllu.gz",
        DATA / "stsb_de" / "dev.csv",
        *KONJUNKTIV.parent.glob(KONJUNKTIV.name),
    ]


def one_block(text: str) -> Doc:
    """The text through the German pipeline, as one block."""
    return parse(text, [Span(0, len(text))])


# entities


def entity_scores(work: Path) -> dict[str, float]:
    """`ner.py` on the held-out rows of GermEval."""
    gold = germeval_rows()
    gold_file = write_rows(gold, work / "germeval.gold.jsonl")
    pred = ({"id": g["id"], "text": g["text"], "entities": entities_of(one_block(g["text"]))} for g in gold)
    pred_file = write_rows(pred, work / "germeval.pred.jsonl")
    report = json.loads(scorer("ner.py", "--gold", str(gold_file), "--pred", str(pred_file), "--json"))
    strict, lenient = report["strict"], report["lenient"]
    return {
        "model: entities strict": strict["micro"]["f1"],
        "model: entities lenient": lenient["micro"]["f1"],
        **{f"model: entities strict {t}": strict[t]["f1"] for t in ("PER", "ORG", "LOC")},
    }


def germeval_rows() -> list[dict[str, Any]]:
    """The held-out rows of GermEval, with their gold."""
    held_out = held_out_ids("germeval2014")
    return [r for r in rows_of(DATA / "germeval2014" / "train.jsonl.gz") if r["id"] in held_out]


def entities_of(doc: Doc) -> list[dict[str, Any]]:
    """The names the model finds, without derived words (`deutsche`) and compounds with a name in them."""
    return [{"start": e.start_char, "end": e.end_char, "type": e.label_} for e in doc.ents if not e.ent_id_]


# words, tags, trees


def tree_scores(work: Path, name: str, files: Sequence[Path], ids: frozenset[str] | None = None) -> dict[str, float]:
    """`depparse.py` on the sentences of `files` (those in `ids`, all if None), from their raw text."""
    gold = work / f"{files[0].name}.subset.conllu"
    gold.write_text(conllu_subset(files, ids), "utf-8")
    texts, pred = work / "trees.texts.jsonl", work / "trees.pred.jsonl"
    scorer("depparse.py", "--gold", str(gold), "--texts", str(texts))
    rows = [json.loads(line) for line in texts.read_text("utf-8").splitlines()]
    write_rows(({**r, "tokens": tree_rows(one_block(r["text"]))} for r in rows), pred)
    report = json.loads(scorer("depparse.py", "--gold", str(gold), "--pred", str(pred), "--json"))
    scores = {f"{name}: {row}": report[row]["f1"] for row in ("words", "UPOS", "UAS", "LAS")}
    scores[f"{name}: Mood accuracy"] = report["mood_accuracy"]
    if "Sub" in report["mood"]:
        scores[f"{name}: Mood Sub F1"] = report["mood"]["Sub"]["f1"]
    return scores


def conllu_subset(files: Iterable[Path], ids: frozenset[str] | None) -> str:
    """The blocks of the treebank files whose `sent_id` is in `ids`; all if None."""
    blocks = []
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            blocks += re.split(r"\n\s*\n", lines.read().strip())
    kept = (b for b in blocks if ids is None or re.search(r"^# sent_id = (\S+)", b, re.MULTILINE)[1] in ids)
    return "".join(f"{b}\n\n" for b in kept)


def tree_rows(doc: Doc) -> list[dict[str, Any]]:
    """The tokens as annotation gives them, which `depparse.py` reads."""
    return [asdict(word) for word in ud_words(tokens_of(doc))]


# Konjunktiv


def mood_scores() -> dict[str, float]:
    """Accuracy of Mood (and of Mood and Tense) over our own sentences, where they are there."""
    if not KONJUNKTIV.is_file():
        return {}
    with KONJUNKTIV.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))
    return mood_accuracy(rows, features_at)


def mood_accuracy(
    rows: Sequence[dict[str, str]], features: Callable[[str, int, int], dict[str, str]]
) -> dict[str, float]:
    """Shares of the rows whose marked word gets the right Mood, and the right Mood and Tense.

    `features` gives the features of the word at text[start:end]. Rows of the type `ambiguous` have a form that the
    paradigm allows in both moods.
    """
    found = [(row, features(row["text"], int(row["start"]), int(row["end"]))) for row in rows]
    ambiguous = [(row, f) for row, f in found if row["type"] == "ambiguous"]

    def share(pairs: Sequence[tuple[dict[str, str], dict[str, str]]], *names: str) -> float:
        right = sum(all(f.get(n.title(), "") == row[n] for n in names) for row, f in pairs)
        return right / len(pairs) if pairs else 0.0

    return {
        "model: Konjunktiv": share(found, "mood"),
        "model: Konjunktiv ambiguous": share(ambiguous, "mood"),
        "model: Konjunktiv with tense": share(found, "mood", "tense"),
    }


def features_at(text: str, start: int, end: int) -> dict[str, str]:
    """The features of the token at exactly text[start:end]; none where no token has these ends."""
    for token in one_block(text):
        if (token.idx, token.idx + len(token.text)) == (start, end):
            return dict(token.morph.to_dict())
    return {}


# sentence ends


def end_scores() -> dict[str, float]:
    """`sentence_ends.py` on Wikinews dev."""
    report = sentence_ends()
    return {
        "model: sentence ends": report["all"]["f1"],
        "model: sentence ends inside paragraphs": report["inside"]["f1"],
    }


# sentence vectors


def similarity_score() -> float:
    """Spearman correlation of cosine and human score on STSb-de dev."""
    with (DATA / "stsb_de" / "dev.csv").open(encoding="utf-8", newline="") as lines:
        pairs = [(a, b, float(score)) for a, b, score in csv.reader(lines)]
    vectors = {text: text_vector(text) for pair in pairs for text in pair[:2]}
    cosines = [cosine(vectors[a], vectors[b]) for a, b, _ in pairs]
    return spearman(cosines, [score for _, _, score in pairs])


def text_vector(text: str) -> np.ndarray:
    """The mean of the stored vectors of the text's sentences, each of length 1."""
    stored = [s.vector for s in sentences_of(one_block(text)) if s.vector is not None]
    if not stored:
        return np.zeros(DIMENSIONS)
    vectors = as_matrix(stored).astype(float)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(lengths == 0, 1, lengths)).mean(axis=0)


def cosine(a: np.ndarray, b: np.ndarray) -> float:
    """Cosine of the angle; 0 for a vector without length."""
    length = float(np.linalg.norm(a) * np.linalg.norm(b))
    return float(a @ b) / length if length else 0.0


def spearman(a: Sequence[float], b: Sequence[float]) -> float:
    """Spearman's rank correlation; equal values share the mean of their ranks. 0 where one side is all equal."""
    if len(set(a)) < 2 or len(set(b)) < 2:
        return 0.0
    return float(np.corrcoef(ranks(a), ranks(b))[0, 1])


def ranks(values: Sequence[float]) -> np.ndarray:
    """Ranks from 1; equal values share the mean of theirs."""
    _, group, sizes = np.unique(np.asarray(values, dtype=float), return_inverse=True, return_counts=True)
    last = np.cumsum(sizes)
    return (last - (sizes - 1) / 2)[group]


# the table


def markdown(scores: dict[str, float], sha: str) -> str:
    """The rows of "The German model" in docs/benchmarks.md, then all numbers."""
    lines = ["| what | floor | aim | measured |", "| --- | ---: | ---: | ---: |"]
    for row in MUST_SHOW:
        measured = f"{scores[row.score]:.3f}" if row.score in scores else "-"
        lines.append(f"| {row.what} | {row.floor:g} | {row.aim:g} | {measured} |")
    shown = {row.score for row in MUST_SHOW}
    lines += ["", f"`model.onnx` {sha[:12]}", "", "| further numbers | |", "| --- | ---: |"]
    lines += [f"| {n.removeprefix('model: ')} | {v:.3f} |" for n, v in scores.items() if n not in shown]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
