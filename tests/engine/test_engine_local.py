"""Analysing: only what is new, one bad article costs one article, the same articles give the same results."""

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import spacy

from quellenlage import pipeline
from quellenlage.corpus import Corpus
from quellenlage.domain.annotations import Annotations
from quellenlage.domain.article import Article, Refused
from quellenlage.engine.local import analyse
from quellenlage.errors import LexiconError
from quellenlage.german.card import Card
from quellenlage.store.store import Store


@pytest.fixture
def filled(rows: Path, tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "corpus.db"
    with Corpus.open(path) as corpus:
        corpus.add([rows])
    return path


def test_analyse_annotates_and_compares_everything_and_then_nothing(filled: Path) -> None:
    with Store.open(str(filled)) as store:
        stages: list[str] = []
        first = analyse(store, lambda stage, _done, _total: stages.append(stage))
        assert (first.annotated, first.articles, first.refused, first.changed) == (26, 26, (), True)
        assert first.stories == len(store.stories()) > 0
        assert (first.versions, first.reuse) == (len(store.versions()), len(store.reuse()))
        assert first.versions >= 2
        assert list(dict.fromkeys(stages)) == ["annotate", "settle", "compare", "keep"]
        before = filled.read_bytes()
        stages.clear()
        again = analyse(store, lambda stage, _done, _total: stages.append(stage))
        assert (again.annotated, again.changed, stages) == (0, False, [])
        assert (again.stories, again.versions, again.reuse) == (first.stories, first.versions, first.reuse)
        assert filled.read_bytes() == before


def test_annotations_are_those_of_the_pipeline(filled: Path) -> None:
    with Store.open(str(filled)) as store:
        analyse(store)
        for kept in store.annotated(settled=False):
            assert kept.annotations == pipeline.annotate(kept.article)
        compact = list(store.annotated(settled=False, compact=True))
        assert [list(a.annotations.tokens) for a in compact] == [
            list(a.annotations.tokens) for a in store.annotated(settled=False)
        ]


def test_articles_in_another_order_give_the_same_results(rows: Path, tmp_path: Path) -> None:
    lines = rows.read_text("utf-8").splitlines()[:24]
    outcomes = []
    for name, order in (("a", lines), ("b", lines[::-1]), ("c", lines[7:] + lines[:7])):
        path = tmp_path / f"{name}.jsonl"
        path.write_text("\n".join(order), "utf-8")
        with Corpus.open() as corpus:
            corpus.add([path])
            corpus.analyse()
            outcomes.append(msgspec.json.encode((corpus.stories(), corpus.dossier().reuse)))
    assert outcomes[0] == outcomes[1] == outcomes[2]


def test_one_article_that_cannot_be_annotated_costs_one_article(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(str(filled)) as store:
        bad = store.article_ids()[5]
        annotate = pipeline.annotate

        def fails_once(article: Article) -> Annotations:
            if article.id == bad:
                raise ZeroDivisionError("no such sentence")
            return annotate(article)

        monkeypatch.setattr(pipeline, "annotate", fails_once)
        (named,) = store.articles([bad])
        report = analyse(store)
        expected = Refused(named.input, "could not be annotated: ZeroDivisionError: no such sentence")
        assert (report.annotated, report.refused) == (25, (expected,))
        assert expected in store.refused()
        assert bad not in {a.article.id for a in store.annotated()}
        assert not analyse(store).changed
        assert any("could not be annotated" in finding.what for finding in store.check(pipeline.made_by()))
        # rules that can do it are given another chance
        monkeypatch.undo()
        monkeypatch.setattr(pipeline, "RULES_VERSION", "next")
        assert analyse(store).annotated == 26
        assert expected not in store.refused()


def test_a_broken_lexicon_ends_the_run(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_article: Article) -> Annotations:
        raise LexiconError("verbs.tsv, line 3")

    monkeypatch.setattr(pipeline, "annotate", broken)
    with Store.open(str(filled)) as store:
        with pytest.raises(LexiconError):
            analyse(store)
        assert store.count_to_annotate(pipeline.made_by()) == 26


def test_an_interruption_keeps_what_was_done(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quellenlage.engine.local.BATCH", 4)

    def stop(stage: str, done: int, _total: int | None) -> None:
        if (stage, done) == ("annotate", 10):
            raise KeyboardInterrupt

    with Store.open(str(filled)) as store:
        with pytest.raises(KeyboardInterrupt):
            analyse(store, stop)
        assert store.count_to_annotate(pipeline.made_by()) == 26 - 8
        assert analyse(store).annotated == 26 - 8


def test_new_rules_make_everything_anew(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(str(filled)) as store:
        analyse(store)
        monkeypatch.setattr(pipeline, "RULES_VERSION", "next")
        assert analyse(store).annotated == 26


def test_another_model_makes_everything_anew_and_is_named(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Corpus.open(filled) as corpus:
        monkeypatch.setattr(pipeline, "installed", lambda: None)
        corpus.analyse()
        assert corpus.dossier().made_with.model is None
        monkeypatch.setattr(pipeline, "installed", lambda: Card("quellenlage_de", "2", "ab" * 32))
        assert corpus.is_stale
        assert "articles not annotated by the present rules and model: 26" in [f.what for f in corpus.check()]
        assert corpus.analyse().annotated == 26
        assert not corpus.is_stale
        assert corpus.dossier().made_with.model == "quellenlage_de 2 (abababababab)"


def test_a_pipeline_named_by_the_user_makes_everything_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "installed", lambda: Card("quellenlage_de", "2", "ab" * 32))
    monkeypatch.delenv("QUELLENLAGE_SPACY", raising=False)
    before = pipeline.made_by()
    assert before == f"{pipeline.RULES_VERSION} quellenlage_de 2 (abababababab)"
    nlp = spacy.blank("de", meta={"name": "inseln", "version": "7.1"})
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "LOC", "pattern": "Langeness"}])
    nlp.to_disk(tmp_path / "inseln")
    monkeypatch.setenv("QUELLENLAGE_SPACY", str(tmp_path / "inseln"))
    assert pipeline.made_by() == f"{before} + de_inseln 7.1"


def test_stories_keep_their_ids_when_articles_come_in_front(rows: Path, tmp_path: Path) -> None:
    with Corpus.open() as corpus:
        corpus.add([rows])
        corpus.analyse()
        before = {s.id: set(s.articles) for s in corpus.stories()}
        first = json.loads(rows.read_text("utf-8").splitlines()[0])
        first |= {
            "date": "2025-02-28",
            "url": "https://zeitung0.example/davor",
            "text": first["text"] + " So fing es an.",
        }
        early = tmp_path / "davor.jsonl"
        early.write_text(json.dumps(first), "utf-8")
        assert len(corpus.add([early]).added) == 1
        assert corpus.is_stale
        corpus.analyse()
        assert not corpus.is_stale
        for story in corpus.stories():
            if story.id in before:
                assert before[story.id] & set(story.articles)
        assert all(corpus.story(old) for old in before)
