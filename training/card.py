"""Write the model card beside the shipped files: `python training/card.py RUN --scores FILE [--speed FILE]`.

RUN is the run that was exported. Scores are the output of `benchmarks/model_scores.py --json`, speed is the output of
`benchmarks/model_speed.py`; both must belong to the very model file they are written beside.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent

SETS = {
    "words": "UD German GSD, held-out news sentences, raw text: words, F1",
    "entities strict": "GermEval 2014, held-out fifth, outer chunks PER/ORG/LOC, strict F1",
    "entities lenient": "the same, spans that overlap, F1",
    "UPOS": "UD German GSD, held-out news sentences, raw text: UPOS, F1",
    "UAS": "the same: heads (UAS), F1",
    "LAS": "the same: heads and relations (LAS), F1",
    "Mood accuracy": "the same: Mood of finite verbs, accuracy",
    "Mood Sub F1": "the same: Konjunktiv, F1",
    "Konjunktiv": "own 400 sentences, Konjunktiv against indicative, accuracy",
    "sentence ends": "Wikinews dev, paragraphs with headlines: sentence ends, F1",
    "STSb-de": "STSb-de dev, sentence vectors as stored: Spearman",
}
"""What a score of `model_scores.py` is measured on; others are given by their name."""

CORPORA = (
    ("GermEval 2014 NER", "5,200 sentences (dev, first 3,000 of test) less 1,040 held out: names", "CC BY",
     "D. Benikova, C. Biemann, M. Reznicek: NoSta-D Named Entity Annotation for German. LREC 2014"),
    ("UD German GSD 2.x", "1,776 sentences (dev, test) less 260 of news held out: tags, trees", "CC BY-SA 4.0",
     "R. McDonald et al.: Universal Dependency Annotation for Multilingual Parsing. ACL 2013, and contributors"),
    ("UD German PUD", "its 500 Wikipedia sentences: tags, trees", "CC BY-SA 3.0",
     "D. Zeman et al.: CoNLL 2017 Shared Task. 2017, and contributors"),
    ("SpkAtt-2023 (GePaDe)", "195 Bundestag debates: self-training, vectors; labels of 177: cues, speakers, contents",
     "CC BY-SA 4.0",
     "I. Rehbein et al.: GermEval 2023 Shared Task on Speaker Attribution. KONVENS 2023"),
    ("Wikinews (German)", "700 articles, no labels: self-training, vectors", "CC BY 2.5",
     "the authors of de.wikinews.org"),
)  # fmt: skip
"""Name, what was used of it and for what, licence, whom to name."""

TRAFFIC = (
    ("SmartData, MobIE", "a second head for names in training, not in the file that ships", "CC BY 4.0",
     "M. Schiersch et al. LREC 2018; L. Hennig et al. KONVENS 2021"),
)  # fmt: skip


def main() -> int:
    """Read, check that all belongs together, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("run")
    options.add_argument("--scores", type=Path, required=True)
    options.add_argument("--speed", type=Path)
    options.add_argument("--model", type=Path, default=ROOT / "src" / "quellenlage" / "german" / "model")
    options.add_argument("--date", default=f"{datetime.now(UTC):%Y-%m-%d}")
    options.add_argument("--command", default="make train", help="what makes the model")
    chosen = options.parse_args()
    sha = hashlib.sha256((chosen.model / "model.onnx").read_bytes()).hexdigest()
    scored = json.loads(chosen.scores.read_text("utf-8"))
    speed = chosen.speed.read_text("utf-8").strip() if chosen.speed else ""
    if scored["model"] != sha:
        print(f"{chosen.scores}: scores of another model file ({scored['model'][:12]}, here {sha[:12]}): measure again")
        return 1
    if speed and sha[:12] not in speed:
        print(f"{chosen.speed}: does not name this model file ({sha[:12]}): measure again")
        return 1
    config = json.loads((HERE / "runs" / chosen.run / "config.json").read_text("utf-8"))
    labels = json.loads((chosen.model / "labels.json").read_text("utf-8"))
    sizes = {f.name: f.stat().st_size for f in sorted(chosen.model.iterdir()) if f.name != "README.md"}
    page = card(config, labels, scored["scores"], speed, sizes, sha, made=(chosen.date, chosen.command, chosen.run))
    (chosen.model / "README.md").write_text(page, "utf-8")
    print(f"wrote {chosen.model / 'README.md'}")
    return 0


def card(
    config: Mapping[str, Any],
    labels: Mapping[str, Any],
    scores: Mapping[str, float],
    speed: str,
    sizes: Mapping[str, int],
    sha: str,
    *,
    made: tuple[str, str, str],
) -> str:
    """The whole card as Markdown. `sizes` in bytes by file; `made`: date, command, name of the run."""
    date, command, run = made
    used = CORPORA + TRAFFIC if config["data"]["smartdata"] else CORPORA
    return f"""---
language: de
license: cc-by-sa-4.0
base_model: intfloat/multilingual-e5-small
library_name: onnxruntime
---
# {labels["name"]} {labels["version"]}

The German model of Quellenlage: one pass of a small encoder gives sentence starts, parts of speech, morphology,
dependency trees, names and sentence vectors of German news text. It runs offline on a CPU with onnxruntime.

SHA-256 of `model.onnx`: `{sha}`

## Intended use

Reading German news and press releases, as the first step of Quellenlage or as the spaCy component `quellenlage_de`:
what it says is to be checked against the sentence, which every line of a dossier shows.

**Not to be used** for decisions about people (hiring, credit, law enforcement, asylum), for watching or rating
journalists, sources or private persons, for guessing origin, belief or opinion from a name, or as proof that somebody
said something. A name that it finds may be the wrong person's, and a mood that it reads may be the wrong one.

## Limits

- Written German of today's news. Social media, dialect, speech transcripts, historical texts and other languages read
  worse; nothing was measured there.
- Small training data: 4,160 sentences with names, about 2,000 with trees. Expect more mistakes in rare and foreign
  names, long nested sentences and headlines without a verb.
- Names are those of GermEval 2014: outer chunks, types PER, ORG, LOC and others (given out as MISC). Countries,
  cities and buildings are all LOC.
- Words are spaCy's German tokens: *am* and *zur* are one word, with the labels of the preposition.
- The training text carries the slant of its sources (web news, Wikipedia, Bundestag): who is in the news often is
  recognised better.

## Data and licences

{table(("data", "what was used", "licence", "whom to name"), used)}

Changes made to the data: its words were aligned with spaCy's tokens; single sentences were joined to windows; names
were exchanged between sentences, and verb forms were put in for others, to make more examples; larger networks of the
same kind, trained on the same data, labelled the rest of the sentences. Held out and never
trained on: the ids in `benchmarks/splits/`. Nothing under a licence that excludes commercial use went in.

The encoder that it was trained from is `intfloat/multilingual-e5-small` (MIT; L. Wang, N. Yang, X. Huang, L. Yang,
R. Majumder, F. Wei: Multilingual E5 Text Embeddings. 2024), its vocabulary cut to {vocabulary(config)} pieces. The
sentence vectors were taught by the same encoder.

## Architecture

{architecture(config, labels)}

{table(("head", "labels"), [(f"`{t['name']}`", ", ".join(t["labels"])) for t in labels["tags"]])}

Relations: {", ".join(labels["relations"])}.

Names (BIO): {", ".join(labels["entities"])}. `deriv` marks words made from a name (*russisch*), `part` compounds with a
name in them (*Berlin-Besuch*).

## Scores

Of the file with the SHA-256 above, by `python benchmarks/model_scores.py`:

{table(("what", "score"), [(meaning(name), f"{value:.4f}") for name, value in scores.items()])}

## Speed

{speed_section(speed)}

## How it was made

Date: {date}. Command: `{command}` (run `{run}`; the steps are in `training/README.md`). The settings of the last run:

```json
{json.dumps(config, indent=1)}
```

## Files

{table(("file", "bytes"), [(f"`{name}`", f"{size:,}") for name, size in sizes.items()])}

## Licence

The weights and this card: CC BY-SA 4.0 (`LICENSE` in this folder), the Quellenlage authors, after the works named
above. The code that runs them is Apache-2.0. The encoder and `tokenizer.json` come from a work under the MIT licence,
whose text is in `NOTICE`.
"""


def architecture(config: Mapping[str, Any], labels: Mapping[str, Any]) -> str:
    """Layers, heads and sizes in words."""
    net = config["network"]
    branch = net.get("branch") or net["layers"]
    top = f"all {net['layers']} layers"
    trees = net.get("tree_branch") or branch
    mean = "mean, weighted by how rare a subword is," if net.get("rarity") else "mean"
    return f"""BERT, hidden size 384. Words are read after {branch} layers, by linear heads over a word's first and last
subword; trees are biaffine (arcs {net["arc"]}, relations {net["relation"]} wide), read after {trees} layers. Sentence
vectors (384) are the {mean} over a sentence's subwords after {top}. Windows hold whole sentences, at most
{labels["max_subwords"]} subwords. Matrices are int8, but for the vector head and the second feed-forward matrix of the
fifth layer (float32); activations are scaled at run time. Word embeddings are 4 bits wide. Lemmas come from a word
list, not from the model."""


def speed_section(speed: str) -> str:
    """What was measured, as it was printed."""
    if not speed:
        return "Not measured for this file."
    return f"By `python benchmarks/model_speed.py`:\n\n```text\n{speed}\n```"


def vocabulary(config: Mapping[str, Any]) -> str:
    """How many pieces the cut vocabulary has."""
    found = json.loads((ROOT / config["data"]["encoder"] / "config.json").read_text("utf-8"))
    return f"{found['vocab_size']:,}"


def meaning(name: str) -> str:
    """A score's name in words."""
    short = name.removeprefix("model: ")
    for kind in ("PER", "ORG", "LOC"):
        if short == f"entities strict {kind}":
            return f"{SETS['entities strict'].replace('PER/ORG/LOC', kind)}"
    return SETS.get(short, short)


def table(head: tuple[str, ...], rows: Any) -> str:
    """A Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
