"""What the search rests on: sentence vectors in short, statements and claims with their terms.

Statements are entered when their story is kept; `Store.mend_search` enters those of stories kept before.

Revision: 0005. Frozen: `tests/store/schema_0005.sql` holds what it makes.
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_STATEMENTS = (
    """
    CREATE TABLE meanings (
        number INTEGER PRIMARY KEY,
        article TEXT NOT NULL UNIQUE REFERENCES annotations (article) ON DELETE CASCADE,
        signs BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE said (
        number INTEGER PRIMARY KEY,
        story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        claim TEXT NOT NULL,
        statement TEXT NOT NULL,
        article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        "start" INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        speaker TEXT,
        mode TEXT NOT NULL,
        stance TEXT NOT NULL,
        status TEXT NOT NULL,
        weight INTEGER NOT NULL,
        sure INTEGER NOT NULL
    )
    """,
    "CREATE INDEX said_story ON said (story)",
    "CREATE INDEX said_article ON said (article)",
    "CREATE VIRTUAL TABLE search_said USING fts5 (terms, detail = 'none', tokenize = 'unicode61 remove_diacritics 0')",
    "CREATE TRIGGER said_gone AFTER DELETE ON said BEGIN DELETE FROM search_said WHERE rowid = old.number; END",
)


def upgrade() -> None:
    """Add the tables; the trigger keeps the index of statements in step with them."""
    for statement in _STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """An older version would leave statements of stories that it tells anew out of the search."""
    raise NotImplementedError("a corpus cannot go back to an older schema")
