"""Another spaCy pipeline in place of parts of the model."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.training import Example

from quellenlage.domain.span import Span
from quellenlage.errors import ModelError
from quellenlage.german.foreign import chosen_pipeline, foreign_pipeline, take_over
from quellenlage.german.tokens import parse, tokens_of

TEXT = "Die Fähre Nordlicht legt in Husum ab. Anna Berg winkt."
BLOCKS = [Span(0, len(TEXT))]


def with_names_and_tags() -> Language:
    """Entities by patterns, and a tag for one word."""
    nlp = spacy.blank("de")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PRODUCT", "pattern": "Nordlicht"},
            {"label": "PERSON", "pattern": "Anna Berg"},
            {"label": "FAEHRHAFEN", "pattern": "Husum"},
        ]
    )
    nlp.add_pipe("attribute_ruler").add([[{"ORTH": "winkt"}]], {"POS": "INTJ"})
    nlp.meta["name"], nlp.meta["version"] = "hafen", "1.2.3"
    return nlp


def with_parser(relations: list[str], rounds: int) -> Language:
    """A parser of these relations that has learnt one sentence: its first word is the root of all others."""
    nlp = spacy.blank("de")
    nlp.add_pipe("parser", config={"min_action_freq": 1})
    words = nlp.make_doc("Anna Berg winkt.")
    example = Example.from_dict(words, {"heads": [0, 0, 0, 0], "deps": ["ROOT", *relations]})
    nlp.initialize(lambda: [example])
    for _ in range(rounds):
        nlp.update([example])
    nlp.meta["name"], nlp.meta["version"] = "parser", "0.1"
    return nlp


@pytest.fixture
def folder(tmp_path: Path) -> str:
    with_names_and_tags().to_disk(tmp_path / "hafen")
    return str(tmp_path / "hafen")


def test_entities_and_tags_are_taken(folder: str) -> None:
    ours = parse(TEXT, BLOCKS)
    doc = parse(TEXT, BLOCKS)
    take_over(doc, foreign_pipeline(folder))
    assert [(e.text, e.label_) for e in doc.ents] == [("Nordlicht", "MISC"), ("Anna Berg", "PER")]
    for old, new in zip(tokens_of(ours), tokens_of(doc), strict=True):
        assert new.pos == ("INTJ" if new.text == "winkt" else old.pos)
        assert (new.start, new.morph, new.lemma, new.head, new.dep) == (
            old.start, old.morph, old.lemma, old.head, old.dep,
        )  # fmt: skip


def test_the_environment_names_it(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen_pipeline({}) is None
    monkeypatch.setenv("QUELLENLAGE_SPACY", folder)
    assert [e.text for e in parse(TEXT, BLOCKS).ents] == ["Nordlicht", "Anna Berg"]


def test_it_is_named_with_its_version(folder: str) -> None:
    assert foreign_pipeline(folder).title == "de_hafen 1.2.3"


def test_unknown_entity_types_are_refused_in_one_line(folder: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "quellenlage"):
        refused = foreign_pipeline(folder).refused
    assert refused == ("de_hafen 1.2.3, entity_ruler: entity types are not known: FAEHRHAFEN",)
    assert caplog.messages == list(refused)


def test_trees_that_are_not_ud_are_refused_in_one_line(tmp_path: Path) -> None:
    nlp = with_parser(["SB", "OA", "punct"], 0)
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "LOC", "pattern": "Husum"}])
    nlp.to_disk(tmp_path / "tiger")
    foreign = foreign_pipeline(str(tmp_path / "tiger"))
    assert foreign.takes == {"entities"}
    assert foreign.refused == ("de_parser 0.1, parser: relations are not Universal Dependencies: OA, SB",)
    doc, ours = parse(TEXT, BLOCKS), parse(TEXT, BLOCKS)
    take_over(doc, foreign)
    assert [(t.head.i, t.dep_, t.sent_start) for t in doc] == [(t.head.i, t.dep_, t.sent_start) for t in ours]


def test_trees_of_ud_are_taken(tmp_path: Path) -> None:
    with_parser(["flat", "obj", "punct"], 60).to_disk(tmp_path / "ud")
    foreign = foreign_pipeline(str(tmp_path / "ud"))
    assert foreign.takes == {"trees"}
    text = "Anna Berg winkt."
    doc = parse(text, [Span(0, len(text))])
    entities = doc.ents
    take_over(doc, foreign)
    assert [(t.head.i, t.dep_) for t in doc] == [(0, "root"), (0, "flat"), (0, "obj"), (0, "punct")]
    assert doc.ents == entities


def test_trees_never_cross_our_sentences(tmp_path: Path) -> None:
    with_parser(["flat", "obj", "punct"], 60).to_disk(tmp_path / "ud")
    doc = parse(TEXT, BLOCKS)
    before = [t.sent_start for t in doc]
    take_over(doc, foreign_pipeline(str(tmp_path / "ud")))
    assert [t.sent_start for t in doc] == before
    for sentence in doc.sents:
        assert sum(t.head.i == t.i for t in sentence) == 1
        assert all(t.head in sentence for t in sentence)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Nordlicht\u00a0\u00adlegt ab 👩\u200d🚀"])
def test_any_text(folder: str, text: str) -> None:
    doc = parse(text, [Span(0, len(text))] if text.strip() else [])
    take_over(doc, foreign_pipeline(folder))
    assert doc.text == text


def test_a_pipeline_that_is_not_there_is_named() -> None:
    with pytest.raises(ModelError, match="'de_gibt_es_nicht' cannot be loaded"):
        chosen_pipeline({"QUELLENLAGE_SPACY": "de_gibt_es_nicht"})


def test_a_pipeline_without_anything_to_take_is_refused(tmp_path: Path) -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "leer")
    with pytest.raises(ModelError, match="sets neither parts of speech"):
        foreign_pipeline(str(tmp_path / "leer"))
