"""JSON of dossier and annotations: what other programs rely on."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest

from quellenlage.domain.annotations import AnnotatedArticle, By
from quellenlage.domain.dossier import Dossier
from quellenlage.errors import UsageError
from quellenlage.report.wire import (
    annotation_json,
    annotation_row,
    annotations_schema,
    dossier_json,
    dossier_schema,
    load_dossier,
    rows_json,
)

Articles = dict[str, AnnotatedArticle]
ROW_KEYS = [
    "id", "text", "meta", "furniture", "structure", "sentences", "tokens", "entities", "times", "statements",
    "quantities", "events", "labels",
]  # fmt: skip


def test_a_dossier_comes_back_as_it_was(dossier: Dossier) -> None:
    assert load_dossier(dossier_json(dossier)) == dossier


def test_a_dossier_fits_its_schema(dossier: Dossier, empty_dossier: Dossier) -> None:
    jsonschema.Draft202012Validator.check_schema(dossier_schema())
    for one in (dossier, empty_dossier):
        jsonschema.validate(json.loads(dossier_json(one)), dossier_schema())


def test_the_schema_refuses_a_row_without_evidence(dossier: Dossier) -> None:
    built = json.loads(dossier_json(dossier))
    del built["stories"][0]["timeline"][0]["evidence"]
    with pytest.raises(jsonschema.ValidationError, match="evidence"):
        jsonschema.validate(built, dossier_schema())


def test_names_of_the_interface(dossier: Dossier) -> None:
    built = json.loads(dossier_json(dossier))
    assert list(built) == ["schema", "made_with", "refused", "corpus", "stories", "versions", "reuse"]
    story = built["stories"][0]
    assert (story["from"], story["to"]) == ("2025-02-25", "2025-02-25")
    assert story["timeline"][1]["date"] == {"from": "2025-03-03", "to": "2025-03-03", "part": None}
    assert built["corpus"]["articles"][0]["published"] == {
        "from": "2025-02-25T08:05:00+01:00", "to": "2025-02-25T08:05:00+01:00", "reason": "given",
    }  # fmt: skip
    assert story["figures"][0]["values"][0]["evidence"][0].keys() == {"article", "start", "end"}
    assert b"from_" not in dossier_json(dossier)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"schema": 1}', b"\xff\xfe", b"<html>"])
def test_what_is_no_dossier_is_said_in_one_line(data: bytes) -> None:
    with pytest.raises(UsageError) as caught:
        load_dossier(data)
    assert "no dossier" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_annotation_row_has_every_list_and_fits_its_schema(articles: Articles) -> None:
    jsonschema.Draft202012Validator.check_schema(annotations_schema())
    for annotated in articles.values():
        row = annotation_row(annotated)
        assert list(row) == ROW_KEYS
        assert list(row["meta"]) == ["url", "outlet", "title", "authors", "published"]
        jsonschema.validate(json.loads(annotation_json(annotated)), annotations_schema())


def test_marks_carry_rule_or_model_and_furniture_flag(articles: Articles) -> None:
    row = annotation_row(articles["bote"])
    for name in ("furniture", "structure", "entities", "times", "statements", "quantities"):
        for mark in row[name]:
            assert mark["by"] == {"rule": "hand", "reason": "cue verb: sagen"}
            assert mark["in_furniture"] is (name == "furniture")
    assert set(row["tokens"][0]) == {"start", "end", "text", "lemma", "pos", "morph", "head", "dep"}
    assert row["sentences"][0] == {"start": 0, "end": 20}


def test_vectors_of_sentences_are_not_printed(articles: Articles) -> None:
    bote = articles["bote"]
    sentences = tuple(replace(s, vector=bytes(range(128)) * 3) for s in bote.annotations.sentences)
    meant = replace(bote, annotations=replace(bote.annotations, sentences=sentences))
    assert annotation_json(meant) == annotation_json(bote)
    assert list(annotations_schema()["$defs"]["Sentence"]["properties"]) == ["start", "end"]


def test_a_model_is_named_instead_of_a_rule(articles: Articles) -> None:
    bote = articles["bote"]
    found = replace(bote.annotations.entities[0], by=By(model="encoder", reason=""))
    row = annotation_row(replace(bote, annotations=replace(bote.annotations, entities=(found,))))
    assert row["entities"][0]["by"] == {"model": "encoder", "reason": ""}


def test_spans_are_pairs(articles: Articles) -> None:
    (statement,) = annotation_row(articles["bote"])["statements"]
    start, end = statement["quote"][0]
    assert articles["bote"].article.text[start:end] == "„Wir gehen kein Risiko ein“"
    via = annotation_row(articles["kurier"])["statements"][0]["via"]
    assert via == [{"kind": "agency", "name": "Nordpress", "span": [28, 56]}]


def test_half_a_character_is_replaced_one_for_one(articles: Articles) -> None:
    bote = articles["bote"]
    broken = replace(bote, article=replace(bote.article, text="x\ud800" + bote.article.text[2:]))
    text = json.loads(annotation_json(broken))["text"]
    assert text == "x\ufffd" + bote.article.text[2:]


def test_annotations_are_one_line(articles: Articles) -> None:
    assert b"\n" not in annotation_json(articles["bote"])


def test_rows_are_an_array(dossier: Dossier) -> None:
    (story,) = json.loads(rows_json(dossier.stories))
    assert story["from"] == "2025-02-25"
    assert json.loads(rows_json(())) == []
