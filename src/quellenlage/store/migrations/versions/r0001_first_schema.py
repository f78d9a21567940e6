"""The first schema.

Revision: 0001. Frozen: `tests/store/schema_0001.sql` holds what it makes.
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_STATEMENTS = (
    """
    CREATE TABLE articles (
        number INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        text_id TEXT NOT NULL UNIQUE,
        text TEXT NOT NULL,
        input TEXT NOT NULL,
        outlet TEXT,
        url TEXT,
        title TEXT,
        authors TEXT NOT NULL,
        published TEXT,
        language TEXT,
        given_id TEXT,
        content_hash TEXT,
        version_of TEXT REFERENCES articles (id)
    )
    """,
    "CREATE INDEX articles_given_id ON articles (given_id)",
    "CREATE INDEX articles_title ON articles (title)",
    "CREATE INDEX articles_content_hash ON articles (content_hash)",
    "CREATE INDEX articles_version_of ON articles (version_of)",
    """
    CREATE TABLE addresses (
        number INTEGER NOT NULL PRIMARY KEY,
        article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        input TEXT NOT NULL,
        url TEXT NOT NULL,
        url_key TEXT NOT NULL,
        UNIQUE (article, input, url)
    )
    """,
    "CREATE INDEX addresses_url_key ON addresses (url_key)",
    """
    CREATE TABLE annotations (
        article TEXT NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
        rules TEXT NOT NULL,
        packed BLOB,
        failure TEXT
    )
    """,
    """
    CREATE TABLE settled (
        article TEXT NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
        published TEXT,
        packed BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE stories (
        id TEXT NOT NULL PRIMARY KEY,
        position INTEGER NOT NULL,
        title TEXT NOT NULL,
        packed BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE story_members (
        story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        PRIMARY KEY (story, article)
    )
    """,
    "CREATE INDEX story_members_article ON story_members (article)",
    "CREATE TABLE story_ids (id TEXT NOT NULL PRIMARY KEY, members TEXT NOT NULL, redirect TEXT)",
    """
    CREATE TABLE reuse (
        position INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        packed BLOB NOT NULL
    )
    """,
    "CREATE TABLE versions (position INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL, packed BLOB NOT NULL)",
    "CREATE TABLE refused (input TEXT NOT NULL PRIMARY KEY, reason TEXT NOT NULL)",
    "CREATE TABLE bookkeeping (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
    # folded terms, parted by blanks; rowid = articles.number
    "CREATE VIRTUAL TABLE search USING fts5 (title, body, tokenize = 'unicode61 remove_diacritics 0')",
    "PRAGMA application_id = 1363960167",
)


def upgrade() -> None:
    """Make every table."""
    for statement in _STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """There is nothing before the first schema."""
    raise NotImplementedError("a corpus cannot go back before its first schema")
