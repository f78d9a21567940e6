"""The German model: what it promises about any words, and what it reads in plain sentences."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

from quellenlage.domain.span import Span
from quellenlage.errors import ModelError
from quellenlage.german.card import FOLDER
from quellenlage.german.component import sentence_vectors
from quellenlage.german.inference import Passage, Reading, load_model, read_passage, thread_count
from quellenlage.german.tokens import parse, tokens_of
from quellenlage.german.trees import is_tree


def read(words: list[str], paragraphs: tuple[int, ...] = (0,)) -> Reading:
    starts = np.zeros(len(words), bool)
    starts[list(paragraphs) if words else []] = True
    thresholds = np.zeros(len(words), np.float32)
    return read_passage(load_model(), Passage(words, [True] * len(words), starts, starts.copy(), thresholds))


def check(reading: Reading, words: int) -> None:
    """One tree a sentence, legal names, one vector a sentence."""
    assert len(reading.heads) == len(reading.relations) == len(reading.tags) == words
    edges = [*np.flatnonzero(reading.starts).tolist(), words]
    assert edges[0] == 0
    root = load_model().root
    for start, end in itertools.pairwise(edges):
        heads = reading.heads[start:end] - start
        assert is_tree(heads)
        assert np.array_equal(reading.relations[start:end] == root, heads == np.arange(end - start))
        before = 0
        for name in reading.names[start:end].tolist():
            assert load_model().follows[name] in (-1, before, *load_model().follows[[before]])
            before = name
    assert reading.vectors.shape == (len(edges) - 1, 384)
    assert np.allclose(np.linalg.norm(reading.vectors, axis=1), 1, atol=1e-4)


@pytest.mark.parametrize(
    "words",
    [
        ["Ja"],
        ["Heute", "beginnt", "die", "Sitzung", "."],
        ["\u200b"],
        ["\u200b", "\u00ad", "👩", "\u200d", "🚀"],
        ["–"] * 700,
        ["der", "Ausschuss", "prüft", "und"] * 500,
        ["x" * 4000] * 40,
    ],
    ids=["one word", "sentence", "no subword", "signs", "dashes", "no full stop", "long tokens"],
)
def test_any_words_make_trees(words: list[str]) -> None:
    check(read(words), len(words))


def test_no_words_make_nothing() -> None:
    reading = read([], ())
    assert len(reading.heads) == 0
    assert reading.vectors.shape[0] == 0


def test_many_short_paragraphs() -> None:
    words = ["Wetter", "Sport", "Kultur"] * 100
    reading = read(words, tuple(range(len(words))))
    check(reading, len(words))
    assert reading.starts.all()


def test_a_sentence_in_several_windows_stays_one_tree() -> None:
    words = ["und", "die", "Gemeinde", "baut", ",", "wie", "der", "Rat", "vor", "Wochen", "versprach", ","] * 60
    first = np.arange(len(words)) == 0
    never = np.full(len(words), np.inf, np.float32)
    reading = read_passage(load_model(), Passage(words, [True] * len(words), first, first, never))
    assert reading.starts.sum() == 1
    check(reading, len(words))
    loose = load_model().loose
    root = int(np.flatnonzero(reading.heads == np.arange(len(words)))[0])
    assert (reading.heads[reading.relations == loose] == root).any()


def test_a_reading_is_the_same_again_and_beside_any_neighbour() -> None:
    """Copied paragraphs must come out alike in every article."""
    paragraph = ["Die", "Stadt", "sperrt", "am", "Freitag", "die", "Brücke", ",", "teilte", "das", "Amt", "mit", "."]
    alone = read(paragraph)
    other = ["Anna", "Berg", "widersprach", "dem", "Gutachten", "des", "Ministeriums", "heftig", "."]
    beside = read([*other, *paragraph, *other], (0, len(other), len(other) + len(paragraph)))
    here = slice(len(other), len(other) + len(paragraph))
    assert np.array_equal(alone.tags, beside.tags[here])
    assert np.array_equal(alone.heads, beside.heads[here] - len(other))
    assert np.array_equal(alone.names, beside.names[here])
    first = int(beside.starts[: here.start].sum())
    assert np.array_equal(alone.vectors, beside.vectors[first : first + len(alone.vectors)])


SENTENCE = "Die Bürgermeisterin Anna Berg eröffnete am Montag in Leipzig die neue Bibliothek."


def test_a_plain_sentence_is_read_well() -> None:
    words = {t.text: t for t in tokens_of(parse(SENTENCE, [Span(0, len(SENTENCE))]))}
    order = list(words)
    assert {w: words[w].pos for w in ("Die", "Anna", "eröffnete", "neue", "Bibliothek", ".")} == {
        "Die": "DET", "Anna": "PROPN", "eröffnete": "VERB", "neue": "ADJ", "Bibliothek": "NOUN", ".": "PUNCT",
    }  # fmt: skip
    assert words["eröffnete"].dep == "root"
    assert words["eröffnete"].head == order.index("eröffnete")
    assert (words["Bürgermeisterin"].dep, words["Bürgermeisterin"].head) == ("nsubj", order.index("eröffnete"))
    assert (words["Bibliothek"].dep, words["Bibliothek"].head) == ("obj", order.index("eröffnete"))
    morph = set((words["eröffnete"].morph or "").split("|"))
    assert {"VerbForm=Fin", "Tense=Past", "Mood=Ind", "Number=Sing", "Person=3"} <= morph


def test_names() -> None:
    doc = parse(SENTENCE, [Span(0, len(SENTENCE))])
    assert {(e.text, e.label_) for e in doc.ents} == {("Anna Berg", "PER"), ("Leipzig", "LOC")}


@pytest.mark.parametrize(
    ("text", "name", "kind", "form"),
    [
        ("Der russische Botschafter reiste gestern ab.", "russische", "LOC", "deriv"),
        ("Nach dem Berlin-Besuch flog sie nach Hause.", "Berlin-Besuch", "LOC", "part"),
        ("In Hamburg regnete es den ganzen Tag.", "Hamburg", "LOC", ""),
    ],
)
def test_words_made_from_names(text: str, name: str, kind: str, form: str) -> None:
    doc = parse(text, [Span(0, len(text))])
    assert [(e.text, e.label_, e.ent_id_) for e in doc.ents] == [(name, kind, form)]


def test_vectors_tell_what_a_sentence_is_about() -> None:
    text = "Die Bahn streicht viele Züge.\n\nZahlreiche Bahnverbindungen fallen aus.\n\nDer Koch würzt die Suppe."
    blocks = [Span(0, 29), Span(31, 70), Span(72, len(text))]
    vectors = sentence_vectors(parse(text, blocks))
    likeness = vectors @ vectors.T
    assert likeness[0, 1] > likeness[0, 2]
    assert likeness[0, 1] > likeness[1, 2]


@pytest.mark.parametrize(("value", "threads"), [("", 1), ("1", 1), ("4", 4)])
def test_threads_come_from_the_environment(value: str, threads: int) -> None:
    assert thread_count({"QUELLENLAGE_THREADS": value}) == threads


@pytest.mark.parametrize("value", ["0", "-1", "viele", "2.5", "٣"])
def test_threads_must_be_a_number(value: str) -> None:
    with pytest.raises(ModelError, match="QUELLENLAGE_THREADS is"):
        thread_count({"QUELLENLAGE_THREADS": value})


@pytest.mark.parametrize("damaged", ["labels.json", "tokenizer.json", "model.onnx"])
def test_a_damaged_model_is_named(tmp_path: Path, damaged: str) -> None:
    for file in FOLDER.iterdir():
        if file.name != damaged:
            (tmp_path / file.name).symlink_to(file)
    (tmp_path / damaged).write_text("{}", "utf-8")
    with pytest.raises(ModelError, match="not readable"):
        load_model(tmp_path)


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not readable"):
        load_model(tmp_path)
