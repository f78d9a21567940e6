"""A corpus file of any age opens."""

import sqlite3
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from quellenlage.corpus import Corpus
from quellenlage.errors import CorpusError
from quellenlage.store.migrate import HEAD, MIGRATIONS, upgrade
from quellenlage.store.schema import METADATA
from quellenlage.store.sqlite import open_engine
from quellenlage.store.store import Store

HERE = Path(__file__).parent


def schema_of(path: Path) -> str:
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name").fetchall()
    connection.close()
    return "\n".join(" ".join(row[0].split()) + ";" for row in rows) + "\n"


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A corpus file as the first version made it, with a few rows entered by plain SQL."""
    path = tmp_path / "alt.db"
    engine = open_engine(str(path))
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        upgrade(connection, "0001")
    engine.dispose()
    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO articles (number, id, text_id, text, input, outlet, authors, version_of)"
            " VALUES (1, 'a', 't1', 'Der Deich hält.', 'a.txt', 'Bote', '[]', NULL),"
            " (2, 'a~2', 't2', 'Der Deich brach.', 'a.txt', 'Bote', '[\"Ina Voss\"]', 'a')"
        )
        connection.execute(
            "INSERT INTO addresses (article, input, url, url_key)"
            " VALUES ('a', 'a.txt', 'https://b.example/1', 'b.example/1')"
        )
        connection.execute(
            "INSERT INTO search (rowid, title, body) VALUES (1, '', 'der deich halt'), (2, '', 'deich brach')"
        )
        connection.execute("INSERT INTO refused VALUES ('b.txt', 'empty')")
        connection.execute("INSERT INTO bookkeeping VALUES ('changes', '2'), ('results', '1/2')")
        # what analysis had made; the annotations in the layout of their time, unreadable today
        connection.execute("INSERT INTO annotations VALUES ('a', '1', x'00', NULL), ('a~2', '1', NULL, 'failed')")
        connection.execute("INSERT INTO settled VALUES ('a', NULL, x'00')")
        connection.execute("INSERT INTO stories VALUES ('s1', 0, 'Deich', x'00')")
        connection.execute("INSERT INTO story_members VALUES ('s1', 'a', 0)")
        connection.execute("INSERT INTO story_ids VALUES ('s1', '[\"a\",\"a~2\"]', NULL)")
        connection.execute("INSERT INTO reuse VALUES (0, 'r1', 'wire', x'00')")
        connection.execute("INSERT INTO versions VALUES (0, 'v1', x'00')")
    connection.close()
    return path


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004", "0005", "0006"])
def test_a_schema_that_was_released_never_changes(tmp_path: Path, revision: str) -> None:
    path = tmp_path / "leer.db"
    engine = open_engine(str(path))
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        upgrade(connection, revision)
    engine.dispose()
    assert schema_of(path) == (HERE / f"schema_{revision}.sql").read_text("utf-8")


def test_a_corpus_of_the_first_version_opens_with_everything_in_it(first: Path) -> None:
    with Store.open(str(first)) as store:
        found = {a.id: a for a in store.articles()}
        assert {i: (a.text, a.version_of, a.authors) for i, a in found.items()} == {
            "a": ("Der Deich hält.", None, ()),
            "a~2": ("Der Deich brach.", "a", ("Ina Voss",)),
        }
        assert [row.input for row in store.refused()] == ["b.txt"]
        store.mend_search()
        assert [hit.article for hit in store.search("brach")] == ["a~2"]
        assert [a.id for a in store.to_annotate("1", 10)] == ["a", "a~2"]
    with sqlite3.connect(first) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_what_the_first_version_made_of_its_articles_is_made_anew(first: Path) -> None:
    with Corpus.open(first) as corpus:
        assert not corpus.was_analysed
        assert corpus.is_stale
        assert (corpus.stories(), list(corpus.annotated())) == ((), [])
        assert corpus.analyse().annotated == 2
        assert [a.article.id for a in corpus.annotated()] == ["a", "a~2"]
        assert all(a.annotations.tokens for a in corpus.annotated())
        assert corpus.check() == []
        assert sorted(a for story in corpus.stories() for a in story.articles) == ["a", "a~2"]
        assert not corpus.is_stale
    with Store.open(str(first)) as store:
        assert "s1" in {known.id for known in store.story_ids()}


def structure_of(path: Path) -> dict[str, object]:
    """Columns, keys and indexes of every table but those of the search and of Alembic."""
    with sqlite3.connect(path) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        own = sorted(t for t in tables if not t.startswith(("search", "alembic")))
        found = {
            table: (
                connection.execute(
                    "SELECT name, type, pk > 0 OR [notnull], pk FROM pragma_table_info(?)", [table]
                ).fetchall(),
                sorted(
                    connection.execute(
                        "SELECT [table], [from], [to], on_delete FROM pragma_foreign_key_list(?)", [table]
                    )
                ),
                sorted(
                    (
                        unique,
                        origin,
                        [c for (c,) in connection.execute("SELECT name FROM pragma_index_info(?)", [name])],
                    )
                    for name, unique, origin in connection.execute(
                        "SELECT name, [unique], origin FROM pragma_index_list(?)", [table]
                    )
                ),
            )
            for table in own
        }
    connection.close()
    return found


def test_the_tables_in_code_are_those_that_the_revisions_make(tmp_path: Path) -> None:
    Store.open(str(tmp_path / "revisions.db")).close()
    engine = create_engine(f"sqlite:///{tmp_path / 'code.db'}")
    METADATA.create_all(engine)
    engine.dispose()
    made = structure_of(tmp_path / "revisions.db")
    assert made == structure_of(tmp_path / "code.db")
    assert "articles" in made


def test_head_is_the_last_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "neu.db"
    engine = open_engine(str(path))
    with (
        pytest.raises(KeyboardInterrupt),
        engine.connect().execution_options(writes=True) as connection,
        connection.begin(),
    ):
        upgrade(connection, "0001")
        raise KeyboardInterrupt
    engine.dispose()
    assert schema_of(path) == "\n"


def test_a_read_only_file_of_an_older_version_says_so(first: Path) -> None:
    with sqlite3.connect(first) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
    connection.close()
    with pytest.raises(CorpusError):
        Store.open(str(first), read_only=True)
