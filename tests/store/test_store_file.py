"""The file: what is refused and with which words, who may write when, what survives."""

import os
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from quellenlage.domain.annotations import Annotations, Sentence, Token
from quellenlage.domain.article import Article, Published, Refused
from quellenlage.errors import CorpusBusy, CorpusError, CorpusTooNew, NotACorpus, NotFound
from quellenlage.store.store import Store

Make = Callable[..., Article]


def one_line(caught: pytest.ExceptionInfo[CorpusError], path: Path) -> str:
    message = str(caught.value)
    assert str(path) in message
    assert "\n" not in message
    return message


def test_a_text_file_is_no_corpus(tmp_path: Path) -> None:
    path = tmp_path / "notizen.txt"
    path.write_text("Nur ein paar Notizen.\n" * 200)
    with pytest.raises(NotACorpus) as caught:
        Store.open(str(path))
    assert "name another file" in one_line(caught, path)
    assert path.read_text().startswith("Nur ein")


def test_a_file_cut_off_in_its_first_page_is_no_corpus(tmp_path: Path) -> None:
    path = tmp_path / "halb.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()
    os.truncate(path, 60)
    with pytest.raises(NotACorpus):
        Store.open(str(path))


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "anderes.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE articles (id)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NotACorpus) as caught:
        Store.open(str(path))
    assert "another program" in one_line(caught, path)
    assert path.read_bytes() == before


def test_a_corpus_of_a_newer_version(tmp_path: Path) -> None:
    path = tmp_path / "neu.db"
    Store.open(str(path)).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(CorpusTooNew) as caught:
        Store.open(str(path))
    assert "update quellenlage" in one_line(caught, path)


def test_a_damaged_corpus(tmp_path: Path, article: Make) -> None:
    path = tmp_path / "kaputt.db"
    with Store.open(str(path)) as store:
        store.add([article(f"Meldung Nummer {i} vom Deich. " * 50) for i in range(50)])
    with path.open("r+b") as file:
        for page in range(1, path.stat().st_size // 4096):
            file.seek(page * 4096)
            file.write(b"\xff" * 4096)
    with pytest.raises(NotACorpus) as caught, Store.open(str(path)) as store:
        list(store.articles())
    assert "restore a copy" in one_line(caught, path)


@pytest.mark.parametrize(("name", "error"), [(".", NotACorpus), ("fehlt/corpus.db", CorpusError)])
def test_a_folder_and_a_missing_folder(tmp_path: Path, name: str, error: type[CorpusError]) -> None:
    with pytest.raises(error):
        Store.open(str(tmp_path / name))


def test_an_absent_corpus_is_not_made_by_asking_for_it(tmp_path: Path) -> None:
    path = tmp_path / "fehlt.db"
    with pytest.raises(NotFound, match="quellenlage add"):
        Store.open(str(path), create=False)
    assert not path.exists()


def test_an_empty_file_becomes_a_corpus(tmp_path: Path, article: Make) -> None:
    path = tmp_path / "leer.db"
    path.touch()
    with Store.open(str(path)) as store:
        store.add([article("Das Wasser steigt.")])
        assert store.count() == 1


def test_names_with_odd_characters(tmp_path: Path, article: Make) -> None:
    path = tmp_path / "lage #1 50% ?.db"
    with Store.open(str(path)) as store:
        store.add([article("Das Wasser steigt.")])
    assert path.exists()


def test_a_read_only_corpus_is_read_and_says_that_it_cannot_be_written(tmp_path: Path, article: Make) -> None:
    path = tmp_path / "corpus.db"
    with Store.open(str(path)) as store:
        store.add([article("Das Wasser steigt.")])
    with Store.open(str(path), read_only=True) as store:
        assert store.count() == 1
        with pytest.raises(CorpusError) as caught:
            store.add([article("Das Wasser fällt.")])
    assert "read-only" in one_line(caught, path)


def test_a_second_writer_is_told_to_wait(tmp_path: Path, article: Make) -> None:
    path = tmp_path / "corpus.db"
    Store.open(str(path)).close()
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with Store.open(str(path), timeout=0.2) as store:
        started = time.monotonic()
        with pytest.raises(CorpusBusy) as caught:
            store.add([article("Das Wasser steigt.")])
        assert time.monotonic() - started < 3
        assert store.count() == 0  # reading goes on
        holder.execute("ROLLBACK")
        holder.close()
        store.add([article("Das Wasser steigt.")])
        assert store.count() == 1
    assert "wait" in one_line(caught, path)


def test_a_file_that_is_locked_outright(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    with sqlite3.connect(path, isolation_level=None) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CorpusBusy):
            Store.open(str(path), timeout=0.1)
    holder.close()


def test_reading_sees_a_whole_state_while_another_writes(tmp_path: Path, article: Make) -> None:
    path = str(tmp_path / "corpus.db")
    with Store.open(path) as writer, Store.open(path) as reader:
        batches = [[article(f"Meldung {i}.{j} vom Deich.") for j in range(20)] for i in range(10)]
        thread = threading.Thread(target=lambda: [writer.add(batch) for batch in batches])
        thread.start()
        seen = set()
        while thread.is_alive():
            seen.add(reader.count())
        thread.join()
        assert reader.count() == 200
        assert all(count % 20 == 0 for count in seen)


def test_two_processes_may_make_the_same_corpus_at_once(tmp_path: Path) -> None:
    path = str(tmp_path / "corpus.db")
    failures: list[BaseException] = []

    def make() -> None:
        try:
            Store.open(path).close()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_batch_is_stored_whole_or_not_at_all(store: Store, article: Make) -> None:
    def batch():
        yield article("Das Wasser steigt.")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.add(batch())
    assert store.count() == 0


def test_an_article_comes_back_as_it_went_in(store: Store, article: Make) -> None:
    full = article(
        "\ufeffZeile\r\nmit NUL \x00, 𝔘nicode, Na\u0308he und \u2028 Trennern.",
        outlet="Bote", url="https://bote.example/ä", title="Über „alles“", authors=("A. B.", "C"), language="de",
        published=Published("2025-03-04T10:00:00+01:00", None, "given"), given_id="x y/z", content_hash="00",
    )  # fmt: skip
    store.add([full])
    assert list(store.articles()) == [full]
    assert list(store.articles(["x y/z", "gibt es nicht"])) == [full]


def test_half_characters_are_refused_and_odd_file_names_written_out(store: Store, article: Make) -> None:
    taken = store.add([article("Halb: \ud800"), article("Ganz.", input="b\udcff.txt"), Refused("c\udcff.txt", "empty")])
    assert taken[0] == Refused("a.txt", "holds half a character: U+D800")
    assert [a.input for a in store.articles()] == ["b\\udcff.txt"]
    assert store.refused() == [Refused("a.txt", "holds half a character: U+D800"), Refused("c\\udcff.txt", "empty")]


def test_a_refusal_is_forgotten_once_the_input_is_taken(store: Store, article: Make) -> None:
    store.add([Refused("a.txt", "unreadable: denied")])
    store.add([Refused("a.txt", "empty")])
    assert store.refused() == [Refused("a.txt", "empty")]
    store.add([article("Jetzt steht etwas darin.")])
    assert store.refused() == []


def test_streams_go_through_every_page_in_order(store: Store, article: Make) -> None:
    store.add([article(f"Meldung Nummer {i}.") for i in range(250)])
    ids = [a.id for a in store.articles()]
    assert len(ids) == 250
    assert ids == sorted(ids) == store.article_ids()


def test_annotations_come_back_and_old_rules_are_done_again(store: Store, article: Make) -> None:
    store.add([article("Das Wasser steigt.", given_id="a"), article("Es fällt.", given_id="b")])
    made = Annotations(sentences=(Sentence(0, 18),), tokens=(Token(0, 3, "Das", "der", "DET"),))
    assert [a.id for a in store.to_annotate("1", 10)] == ["a", "b"]
    store.keep_annotations([("a", made), ("b", Refused("a.txt", "could not be annotated: x"))], "1")
    assert [(a.article.id, a.annotations) for a in store.annotated()] == [("a", made)]
    assert (store.to_annotate("1", 10), store.count_to_annotate("2")) == ([], 2)
    assert store.refused() == [Refused("a.txt", "could not be annotated: x")]
    store.keep_annotations([("b", made), ("weg", made)], "1")
    assert [a.article.id for a in store.annotated()] == ["a", "b"]
    assert store.refused() == []


def test_a_new_date_has_the_annotations_made_anew(store: Store, article: Make) -> None:
    store.add([article("Das Wasser steigt.", given_id="a")])
    store.keep_annotations([("a", Annotations())], "1")
    store.add([article("Das Wasser steigt.", given_id="a", published=Published("2025-01-02", "2025-01-02", "given"))])
    assert [a.id for a in store.to_annotate("1", 10)] == ["a"]


def test_removing_the_first_version_leaves_the_later_ones(store: Store, article: Make) -> None:
    batch = [
        article(f"Stand {i} Uhr.", outlet="Bote", url="https://bote.example/a", given_id=f"a{i}") for i in (1, 2, 3)
    ]
    first, second, third = (placed.id for _, placed in store.add(batch))
    assert store.remove(first)
    assert not store.remove(first)
    assert {a.id: a.version_of for a in store.articles()} == {second: None, third: second}
    assert store.search("Stand") != []
    assert all(hit.article != first for hit in store.search("Stand"))
    assert store.check("1")[0].what.startswith("articles not annotated")
