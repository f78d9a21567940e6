"""The facade: what a program or the command line can ask of a corpus."""

from datetime import date
from pathlib import Path

import pytest

from quellenlage.corpus import Corpus
from quellenlage.errors import NotFound, QuellenlageError

FIRE = (
    "In Lerchau brannte am Sonntag die alte Ziegelei. Feuerwehrchef Ole Brandt sagte, {n} Helfer seien im Einsatz.\n"
    "„Das Dach ist eingestürzt“, sagte Brandt am Abend. Verletzt wurde nach Angaben der Polizei niemand."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "artikel"
    made.mkdir()
    for n, (outlet, day) in enumerate((("Bote", "2025-05-04"), ("Kurier", "2025-05-05"), ("Küstenfunk", "2025-05-07"))):
        head = f"---\noutlet: {outlet}\nurl: https://x.example/{n}\ndate: {day}\ntitle: Ziegelei brennt\n---\n"
        (made / f"{n}.txt").write_text(head + FIRE.format(n=40 + n), "utf-8")
    (made / "leer.txt").write_text("", "utf-8")
    return made


@pytest.mark.parametrize("place", [":memory:", "lage.db"])
def test_from_a_folder_to_a_dossier(folder: Path, tmp_path: Path, place: str) -> None:
    path = place if place == ":memory:" else tmp_path / place
    with Corpus.open(path) as corpus:
        report = corpus.add([folder])
        assert [Path(placed.input).name for placed in report.added] == ["0.txt", "1.txt", "2.txt"]
        assert [(Path(row.input).name, row.reason) for row in report.refused] == [("leer.txt", "empty")]
        again = corpus.add([folder])
        assert (again.added, again.versions) == ((), ())
        assert [k.article for k in again.known] == [a.article for a in report.added]
        assert corpus.is_stale
        corpus.analyse()
        assert not corpus.is_stale
        dossier = corpus.dossier()
        assert [row.outlet for row in dossier.corpus.articles] == ["Bote", "Kurier", "Küstenfunk"]
        assert dossier.refused == report.refused == corpus.refused()
        assert set(corpus.articles_of(dossier)) == {row.id for row in dossier.corpus.articles}
        for story in dossier.stories:
            assert corpus.dossier(story.id).stories == (story,)
            assert corpus.story(story.id[:8]) == story
        assert corpus.check() == []


def test_a_new_version_is_told_from_an_article_that_is_known(folder: Path) -> None:
    with Corpus.open() as corpus:
        (first, *_) = corpus.add([folder]).added
        changed = (folder / "0.txt").read_text("utf-8").replace("niemand", "ein Helfer")
        (folder / "0.txt").write_text(changed, "utf-8")
        report = corpus.add([folder])
        (version,) = report.versions
        assert (version.article, version.of, len(report.known)) == (f"{first.article}~2", first.article, 2)
        corpus.analyse()
        assert [(v.article, v.of) for v in corpus.dossier().versions] == [(version.article, first.article)]


def test_since_leaves_out_what_older_articles_say(folder: Path) -> None:
    with Corpus.open() as corpus:
        corpus.add([folder])
        corpus.analyse()
        late = {row.id for row in corpus.dossier().corpus.articles if row.outlet == "Küstenfunk"}
        part = corpus.dossier(since=date(2025, 5, 6))
        figures = [figure for story in part.stories for figure in story.figures]
        assert all(late & {value.article for value in figure.values} for figure in figures)
        assert corpus.dossier(since=date(2025, 5, 8)).stories == ()


def test_a_removed_article_is_quoted_nowhere(folder: Path) -> None:
    with Corpus.open() as corpus:
        gone = corpus.add([folder]).added[1].article
        corpus.analyse()
        corpus.remove(gone)
        assert corpus.is_stale
        dossier = corpus.dossier()
        assert gone not in {row.id for row in dossier.corpus.articles}
        assert gone.encode() not in repr((dossier.stories, dossier.versions, dossier.reuse)).encode()
        assert gone not in {hit.article for hit in corpus.search("Ziegelei")}
        corpus.analyse()
        assert not corpus.is_stale
        assert corpus.count() == 2
        with pytest.raises(NotFound, match=gone):
            corpus.remove(gone)


def test_search_before_and_after_the_analysis(folder: Path) -> None:
    with Corpus.open() as corpus:
        corpus.add([folder])
        before = [(hit.article, hit.text) for hit in corpus.search("eingestürzt Dach")]
        corpus.analyse()
        after = corpus.search("eingestürzt Dach")
        assert [hit.article for hit in after] == [article for article, _ in before]
        texts = {a.id: a.text for a in corpus.articles()}
        assert all(hit.evidence and hit.evidence.span.of(texts[hit.article]) == hit.text for hit in after)
        assert all("Dach ist eingestürzt" in (hit.text or "") for hit in after)


def test_what_is_not_there(tmp_path: Path) -> None:
    with Corpus.open(tmp_path / "leer.db") as corpus:
        assert (corpus.count(), corpus.stories(), corpus.search("nichts"), corpus.is_stale) == (0, (), [], False)
        corpus.analyse()
        assert corpus.dossier().stories == ()
        for ask in (corpus.story, corpus.dossier):
            with pytest.raises(NotFound, match="'quellenlage stories'"):
                ask("0000")
        with pytest.raises(NotFound):
            corpus.story("")
    with pytest.raises(QuellenlageError, match="quellenlage add"):
        Corpus.open(tmp_path / "fehlt.db", create=False)


def test_an_interrupted_add_keeps_whole_batches(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quellenlage.corpus.BATCH_ARTICLES", 2)

    def stop(_stage: str, done: int, _total: int | None) -> None:
        if done >= 2:
            raise KeyboardInterrupt

    with Corpus.open() as corpus:
        with pytest.raises(KeyboardInterrupt):
            corpus.add([folder], progress=stop)
        assert corpus.count() == 2
        report = corpus.add([folder])
        assert (len(report.known), len(report.added)) == (2, 1)
