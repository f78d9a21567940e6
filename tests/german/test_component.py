"""The spaCy component: it fits into spaCy's ways, and tokens keep their place whatever the text holds."""

from __future__ import annotations

import json
import multiprocessing
import os
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from quellenlage.german.component import sentence_vectors

TEXT = "Der Landrat lehnt ab. „Das geht nicht“, sagte er.\n\nMorgen tagt der Kreistag in Pirna."
TROUBLE = "„“\"»«‚‘’'›‹.!?…,;:()[]–—-0123456789äöüßÄÖÜ \u00a0\u00ad\u200b\u200d\u202f\u0308\t\r\n€%🇩🇪👩‍🚀aeinDrz"


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("de")
    nlp.add_pipe("quellenlage_de")
    return nlp


def marks(doc: Doc) -> list[tuple[object, ...]]:
    """All that the component sets."""
    return [
        (
            t.text,
            t.idx,
            t.pos_,
            str(t.morph),
            t.lemma_,
            t.dep_,
            t.head.i,
            t.sent_start,
            t.ent_iob_,
            t.ent_type_,
            t.ent_id_,
        )
        for t in doc
    ]


def check(doc: Doc, text: str) -> None:
    assert doc.text == text
    assert sentence_vectors(doc).shape == (len(list(doc.sents)), 384)
    for sentence in doc.sents:
        assert sum(t.head.i == t.i for t in sentence) == 1
        assert all(sentence.start <= t.head.i < sentence.end for t in sentence)
        for entity in sentence.ents:
            assert entity.label_ in ("PER", "ORG", "LOC", "MISC")
            assert not entity[0].is_space
            assert not entity[-1].is_space
    assert all(t.dep_ and t.pos_ for t in doc)


def test_everything_is_set(nlp: Language) -> None:
    doc = nlp(TEXT)
    check(doc, TEXT)
    for attribute in ("POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_IOB"):
        assert doc.has_annotation(attribute)
    assert [s.text.strip() for s in doc.sents] == [
        "Der Landrat lehnt ab.",
        "„Das geht nicht“, sagte er.",
        "Morgen tagt der Kreistag in Pirna.",
    ]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.one_of(st.sampled_from(TROUBLE), st.characters(exclude_categories=("Cs",))), max_size=120))
def test_any_text_comes_back_unchanged(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert [t.text for t in doc] == [t.text for t in nlp.make_doc(text)]
    if text and not text.isspace():
        check(doc, text)


@pytest.mark.parametrize("text", ["", " ", "\n", " \n\t\u00a0\r\n ", "\u200b", "\u00ad", "."])
def test_texts_of_nothing(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert sentence_vectors(doc).shape == (len(list(doc.sents)), 384)


@pytest.mark.parametrize(
    "text",
    [
        "Der Buch\u00adhändler in Köl\u00adn schließt.",
        "Zehn\u00a0Euro kostet die Karte.",
        "Gut gemacht 👩\u200d🚀 🇩🇪! Danke.",
        "Die U\u0308bung ist scho\u0308n.",
        "„Schluss jetzt!“, rief sie. »Nein«, sagte er.",
        "Zeile eins\r\nZeile zwei\r\n\r\nAbsatz zwei",
        "\ufeffMit Vorspann.",
    ],
)
def test_odd_characters(nlp: Language, text: str) -> None:
    check(nlp(text), text)


def test_white_space_before_the_first_word_is_in_no_name(nlp: Language) -> None:
    doc = nlp("      Angela Merkel kam nach Kiel.")
    assert [e.text for e in doc.ents] == ["Angela Merkel", "Kiel"]


def test_white_space_hangs_on_the_word_before(nlp: Language) -> None:
    doc = nlp("  Der  Rat\u00a0\u00a0tagt. \n")
    check(doc, doc.text)
    for token in doc:
        if token.is_space:
            assert token.pos_ == "SPACE"
            assert token.head.i == max(token.i - 1, 1) or doc[token.head.i + 1].is_space


def test_sentence_starts_that_are_set_stay(nlp: Language) -> None:
    words = ["Das", "Haus", "steht", "leer", "Der", "Garten", "auch"]
    doc = Doc(nlp.vocab, words=words, sent_starts=[True, None, None, None, True, None, None])
    nlp(doc)
    assert [s.start for s in doc.sents] == [0, 4]


def test_an_empty_line_parts_sentences(nlp: Language) -> None:
    doc = nlp("Regen im Norden\n\nDer Wetterdienst warnt.")
    assert [s.text.strip() for s in doc.sents] == ["Regen im Norden", "Der Wetterdienst warnt."]


def test_many_docs_at_once_are_read_as_alone(nlp: Language) -> None:
    texts = [TEXT, "Kurz.", "", TEXT[:40], "Die Feuerwehr löschte den Brand in Gera."] * 3
    together = [marks(doc) for doc in nlp.pipe(texts, batch_size=4)]
    assert together == [marks(nlp(text)) for text in texts]


def test_the_pipeline_is_kept_on_disk(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "kept")
    again = spacy.load(tmp_path / "kept")
    assert again.pipe_names == ["quellenlage_de"]
    assert marks(again(TEXT)) == marks(nlp(TEXT))
    assert sum(f.stat().st_size for f in (tmp_path / "kept").rglob("*") if f.is_file()) < 3_000_000


def test_the_pipeline_and_its_docs_are_pickled(nlp: Language) -> None:
    again = pickle.loads(pickle.dumps(nlp))
    doc = pickle.loads(pickle.dumps(again(TEXT)))
    assert marks(doc) == marks(nlp(TEXT))
    assert np.array_equal(sentence_vectors(doc), sentence_vectors(nlp(TEXT)))


def test_docs_of_a_memory_zone_leave_nothing_broken(nlp: Language) -> None:
    before = marks(nlp(TEXT))
    with nlp.memory_zone():
        nlp("Ein Wort, das es sonst nirgends gibt: Quellenlagenforschungsvorhaben.")
    assert marks(nlp(TEXT)) == before


FORKED = """
import json, os, sys
import spacy
nlp = spacy.blank("de")
nlp.add_pipe("quellenlage_de")
here = [t.dep_ for t in nlp(sys.argv[1])]
read, write = os.pipe()
if os.fork() == 0:
    os.write(write, json.dumps([t.dep_ for t in nlp(sys.argv[1])]).encode())
    os._exit(0)
os.wait()
print(json.dumps([here, json.loads(os.read(read, 1 << 16))]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("threads", ["1", "2"])
def test_a_fork_after_loading_goes_on(threads: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FORKED, TEXT],
        env={**os.environ, "QUELLENLAGE_THREADS": threads},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    here, child = json.loads(done.stdout)
    assert here == child


def relations(text: str) -> list[str]:
    nlp = spacy.blank("de")
    nlp.add_pipe("quellenlage_de")
    return [t.dep_ for t in nlp(text)]


def test_a_pool_of_processes() -> None:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        found = list(pool.map(relations, [TEXT, TEXT[:30]]))
    assert found == [relations(TEXT), relations(TEXT[:30])]


SMALL = """
import resource, sys, time
import spacy
import quellenlage.german.component
started = time.process_time()
nlp = spacy.blank("de")
nlp.add_pipe("quellenlage_de")
doc = nlp("Der Kreistag vertagte die Wahl.")
loaded = time.process_time() - started
doc = nlp("der Ausschuss prüft den Plan und " * 3_000)
# Linux counts what the parent had before this program began in ru_maxrss, not in VmHWM
if sys.platform == "linux":
    peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")) / 1e3
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
print(loaded, len(doc), peak)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs the resource module")
def test_loads_fast_and_stays_small_whatever_comes() -> None:
    """A paragraph of 100,000 characters without a full stop; the bounds are those that the documentation gives."""
    done = subprocess.run([sys.executable, "-c", SMALL], capture_output=True, text=True, check=True)
    seconds, tokens, megabytes = map(float, done.stdout.split())
    assert seconds < 1.5
    assert tokens == 18_000
    assert megabytes < 700
