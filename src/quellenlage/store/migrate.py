"""Bring a corpus file to the present schema. Revisions live in `migrations/versions/`, one file each, never edited."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from quellenlage.errors import CorpusTooNew, NotACorpus

MIGRATIONS = Path(__file__).with_name("migrations")

HEAD = "0006"
"""The newest revision; a test compares it with the files. Known here so that opening a corpus need not read them."""


def upgrade(connection: Connection, to: str = HEAD) -> None:
    """Run the pending revisions up to `to` inside the transaction that `connection` is in: all of them, or none."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def revision_of(connection: Connection, path: str) -> str:
    """The revision of a corpus file. Raises CorpusTooNew if it is unknown here, NotACorpus if there is none."""
    known = connection.execute(text("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'")).scalar_one()
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if known else None
    if found is None:
        raise NotACorpus(
            f"{path} lacks its revision and is damaged: restore a copy, or add the articles to a new corpus"
        )
    if found != HEAD and found not in {
        script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()
    }:
        raise CorpusTooNew(f"{path} was written by a newer quellenlage (revision {found}): update quellenlage")
    return str(found)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))  # % stands for itself
    config.set_main_option("path_separator", "os")
    return config
