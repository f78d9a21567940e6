"""The journal in the file: it only grows, whoever writes at the same moment, and outlives everything else."""

import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quellenlage.domain.anchor import Anchor
from quellenlage.domain.article import Article
from quellenlage.domain.judgement import Judgement, judgement_of
from quellenlage.errors import CorpusError
from quellenlage.store.store import Store

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HERE = Anchor("a", 4, 12, "Schleuse", "Die ", " bleibt zu.")


def made(reason: str, at: datetime = NOON) -> Judgement:
    return judgement_of("reject", author="Ina", at=at, reason=reason, evidence=[HERE])


def after(latest: str | None, reason: str) -> Judgement:
    at = NOON if latest is None else datetime.fromisoformat(latest) + timedelta(microseconds=1)
    return made(reason, at)


def test_rows_come_back_as_they_went_in_and_once(store: Store) -> None:
    first, second = made("weil’s so ist \u2028 „ja“ \U0001f600"), made("anders")
    assert store.add_judgements([first, second, first]) == [True, True, False]
    assert store.add_judgements([second]) == [False]
    assert store.judgements() == [first, second]


@pytest.mark.parametrize("sql", ["DELETE FROM journal", "UPDATE journal SET row = ''", "DELETE FROM journal WHERE 1=0"])
def test_the_file_itself_refuses_to_change_or_delete_a_row(tmp_path: Path, sql: str) -> None:
    path = tmp_path / "corpus.db"
    with Store.open(str(path)) as store:
        store.add_judgements([made("bleibt")])
        connection = sqlite3.connect(path)
        if "1=0" in sql:
            connection.execute(sql)
        else:
            with pytest.raises(sqlite3.IntegrityError, match="only grows"):
                connection.execute(sql)
        connection.close()
        assert [j.reason for j in store.judgements()] == ["bleibt"]


def test_each_is_later_than_all_before_it_though_many_write_at_once(tmp_path: Path) -> None:
    path = str(tmp_path / "corpus.db")
    Store.open(path).close()
    failures: list[BaseException] = []

    def write(name: int) -> None:
        try:
            with Store.open(path) as store:
                for i in range(10):
                    store.judge(lambda latest, i=i: after(latest, f"{name}.{i}"))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Store.open(path) as store:
        rows = store.judgements()
    assert sorted(j.reason for j in rows) == sorted(f"{n}.{i}" for n in range(4) for i in range(10))
    assert [j.at for j in rows] == sorted({j.at for j in rows})


def test_a_row_that_cannot_be_made_leaves_nothing_behind(store: Store) -> None:
    def fails(_latest: str | None) -> Judgement:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.judge(fails)
    assert store.judgements() == []


def test_a_read_only_corpus_takes_no_judgement(tmp_path: Path) -> None:
    path = str(tmp_path / "corpus.db")
    Store.open(path).close()
    with Store.open(path, read_only=True) as store, pytest.raises(CorpusError, match="read-only"):
        store.add_judgements([made("x")])


def test_judgements_outlive_the_article_they_are_about(store: Store, article: Callable[..., Article]) -> None:
    store.add([article("Die Schleuse bleibt zu.", given_id="a")])
    store.add_judgements([made("bleibt")])
    store.remove("a")
    assert [j.reason for j in store.judgements()] == ["bleibt"]


def test_the_state_follows_the_corrections_that_hold(store: Store) -> None:
    before = store.state("1")
    first = made("so")
    store.add_judgements([first])
    judged = store.state("1")
    assert judged != before
    note = judgement_of("note", author="Ina", at=NOON, reason="angerufen", evidence=[HERE], value="claim")
    store.add_judgements([note])
    assert store.state("1") == judged
    undo = judgement_of("undo", author="Ina", at=NOON + timedelta(1), reason="doch nicht", value=first.id)
    store.add_judgements([undo])
    assert store.state("1") == before
