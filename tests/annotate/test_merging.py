"""Who wins where a rule and the model read the same words differently."""

from __future__ import annotations

import pytest

from quellenlage.annotate.entities.merging import survivors
from quellenlage.annotate.entities.model_names import Candidate, Label
from quellenlage.annotate.entities.readings import Reading
from quellenlage.annotate.tags import tags_of
from quellenlage.annotate.words import words_of
from quellenlage.domain.annotations import By, EntityType
from quellenlage.german.tokens import tokenize

CASES: list[tuple[str, str, EntityType, bool, str, Label, str]] = [
    # text, what a rule reads, as what, whether it is sure, what the model reads, as what, who wins
    ("Das meldet Kasbek Online heute.", "Kasbek", "ORG", True, "Kasbek Online", "ORG", "model"),
    ("Das meldet KASBEK plus heute.", "KASBEK", "ORG", True, "KASBEK plus", "ORG", "rule"),
    ("Sie wohnt in Oberstedt am Berg.", "Oberstedt", "GPE", False, "Oberstedt", "PER", "model"),
    ("Sie wohnt in Polen am Meer.", "Polen", "GPE", True, "Polen", "ORG", "rule"),
    ("Das Stück Polen brennt lief an.", "Polen", "GPE", True, "Polen brennt", "MISC", "rule"),
    ("Die Universität Oberstedt baut um.", "Universität Oberstedt", "ORG", True, "Oberstedt", "LOC", "rule"),
]


@pytest.mark.parametrize(("text", "rule", "kind", "sure", "name", "label", "winner"), CASES)
def test_one_reading_holds(
    text: str, rule: str, kind: EntityType, sure: bool, name: str, label: Label, winner: str
) -> None:
    doc = tokenize(text, [])
    words, tags = words_of(doc), tags_of(doc)

    def where(part: str) -> tuple[int, int]:
        start = text.index(part)
        inside = [i for i, w in enumerate(words) if start <= w.start < start + len(part)]
        return inside[0], inside[-1] + 1

    reading = Reading(*where(rule), kind, rule, By(rule="test", reason="test"), sure)
    kept = survivors(words, tags, [reading], [Candidate(*where(name), label)])
    assert kept == ((frozenset({0}), frozenset()) if winner == "rule" else (frozenset(), frozenset({0})))
